//! Words used on many screens: the frame, buttons, fields, units.

texts! {
    APP: "たのも～", "たのも～", "Tanomo";

    // The frame
    TODAY: "きょう", "きょう", "Today";
    REQUESTS: "困りごと", "{困|こま}りごと", "Requests";
    PEOPLE: "なかま", "なかま", "People";
    SUMMARY: "まとめ", "まとめ", "Summary";
    SETTINGS: "設定", "{設定|せってい}", "Settings";
    NAVIGATION: "画面をえらぶ", "{画面|がめん}を えらぶ", "Choose a screen";
    TO_CONTENT: "本文へ", "{本文|ほんぶん}へ", "Skip to content";

    // Buttons
    BACK: "もどる", "もどる", "Back";
    NEXT: "つぎへ", "つぎへ", "Next";
    SAVE: "保存する", "{保存|ほぞん}する", "Save";
    CANCEL: "やめる", "やめる", "Cancel";
    CLOSE: "とじる", "とじる", "Close";
    YES: "はい", "はい", "Yes";
    NO: "いいえ", "いいえ", "No";
    OK: "わかりました", "わかりました", "OK";
    DELETE: "消す", "{消|け}す", "Delete";
    UNDO: "元にもどす", "もとに もどす", "Undo";
    EDIT: "なおす", "なおす", "Edit";
    ADD: "追加する", "{追加|ついか}する", "Add";
    RETRY: "もう一度", "もう {一度|いちど}", "Try again";
    STOP: "とめる", "とめる", "Stop";
    SEARCH: "さがす", "さがす", "Search";
    CLEAR_SEARCH: "検索の文字を消す", "さがす {文字|もじ}を {消|け}す", "Clear the search";
    SEE_MORE: "もっと見る", "もっと {見|み}る", "See more";
    PHONE: "電話する", "{電話|でんわ}する", "Call";
    MAP: "地図を見る", "{地図|ちず}を {見|み}る", "Open map";
    SHARE: "送る", "{送|おく}る", "Share";
    COPIED: "コピーしました", "コピーしました", "Copied";
    PRINT: "印刷する", "{印刷|いんさつ}する", "Print";
    READ_ALOUD: "読み上げる", "{声|こえ}に {出|だ}して {読|よ}む", "Read aloud";
    PART_COMES: "読みこんでいます", "{読|よ}みこんで います", "Loading";
    PART_MISSING: "この画面を読みこめませんでした。記録はこのスマホに残っています。電波のあるところで、もう一度ためしてください", "この {画面|がめん}を {読|よ}みこめませんでした。{記録|きろく}は この スマホに {残|のこ}って います。{電波|でんぱ}の ある ところで、もう {一度|いちど} ためして ください", "This screen could not be loaded. Your records are safe on this phone. Please try again where there is a signal.";
    TRY_AGAIN: "もう一度", "もう {一度|いちど}", "Try again";
    STOP_READING: "読み上げをとめる", "{読|よ}むのを とめる", "Stop reading";

    // Fields
    REQUIRED: "※必須", "※かならず {書|か}く", "*Required";
    LETTERS_LEFT: "あと{n}文字(全部で{max}文字まで)", "あと {n}{文字|もじ}(ぜんぶで {max}{文字|もじ}まで)", "{n} characters left (up to {max})";
    YEAR: "年", "{年|ねん}", "Year";
    MONTH: "月", "{月|がつ}", "Month";
    DAY: "日", "{日|にち}", "Day";
    FROM_CALENDAR: "カレンダーからえらぶ", "カレンダーから えらぶ", "Pick from a calendar";
    YEN: "円", "{円|えん}", "yen";
    LESS: "{what}を減らす", "{what}を へらす", "Less {what}";
    MORE: "{what}を増やす", "{what}を ふやす", "More {what}";
    CHOSEN: "えらびました", "えらびました", "Chosen";
    ON: "入", "する", "On";
    OFF: "切", "しない", "Off";

    // Units
    MINUTES: "{n}分", "{n}{分|ふん}", "{n} min";
    PERSONS: "{n}人", "{n}{人|にん}", "{n} people";
    ITEMS: "{n}件", "{n}{件|けん}", "{n}";
    YEN_OF: "{n}円", "{n}{円|えん}", "¥{n}";
    BAGS: "{n}袋", "{n}ふくろ", "{n} bags";
    OF: "{n}／{all}", "{n}／{all}", "{n} of {all}";

    // The state line
    SAVED_PHONE: "このスマホに保存しました", "この スマホに {保存|ほぞん}しました", "Saved on this phone";
    SAVED_COMPUTER: "このパソコンに保存しました", "この パソコンに {保存|ほぞん}しました", "Saved on this computer";
    SAVING: "保存しています", "{保存|ほぞん}しています", "Saving";
    OFFLINE: "いまはつながりません。記録はできます", "いまは つながりません。{記録|きろく}は できます", "No connection now. You can still record";
    SUN: "日なた表示", "{日|ひ}なた{表示|ひょうじ}", "Sunlight view";
    SUN_OFF: "ふつうの表示にもどす", "ふつうの {表示|ひょうじ}に もどす", "Back to the usual view";
    STATE_LINE_OPEN: "くわしく見る", "くわしく {見|み}る", "See details";

    // The app itself
    UPDATE_READY: "新しいアプリがあります", "{新|あたら}しい アプリが あります", "A new version of the app is here";
    UPDATE_NOW: "新しいアプリに入れかえる", "{新|あたら}しい アプリに {入|い}れかえる", "Switch to the new version";
    INSTALL: "ホーム画面に追加", "ホーム{画面|がめん}に {追加|ついか}", "Add to home screen";
    INSTALL_WHY: "追加すると、電波がなくてもすぐ開けます。", "{追加|ついか}すると、{電波|でんぱ}が なくても すぐ {開|ひら}けます。", "Once added, it opens at once, even without a signal.";
    INSTALL_IOS_SHARE: "① 画面の下の「共有」をおします", "① {画面|がめん}の {下|した}の「{共有|きょうゆう}」を おします", "1. Tap “Share” at the bottom of the screen";
    INSTALL_IOS_ADD: "② 「ホーム画面に追加」をおします", "② 「ホーム{画面|がめん}に {追加|ついか}」を おします", "2. Tap “Add to Home Screen”";
    INSTALL_LATER: "あとで", "あとで", "Later";
}
