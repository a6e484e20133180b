//! What reaches people outside the app's screens: calendar files, and お知らせ.

texts! {
    // A calendar file
    CALENDAR: "カレンダーに入れる", "カレンダーに {入|い}れる", "Put into a calendar";
    CALENDAR_OFF: "カレンダーの予定を取り消す", "カレンダーの {予定|よてい}を {取|と}り{消|け}す", "Take out of the calendar";
    CALENDAR_WHAT: "日と時間、作業と町だけのファイルを作ります。カレンダーは家族などと分け合うことがあるので、お名前やご住所は入れません。",
        "{日|ひ}、{時間|じかん}、{作業|さぎょう}、{町|まち}だけの ファイルを {作|つく}ります。カレンダーは {家族|かぞく}も {見|み}る ことが あります。だから {名前|なまえ}と {住所|じゅうしょ}は {入|い}れません。",
        "Makes a file with the day, time, task and town alone. Calendars are often shared, so it holds no name and no address.";
    CALENDAR_WITH: "お名前とご住所も入れる", "{名前|なまえ}と {住所|じゅうしょ}も {入|い}れる", "Also put in the name and address";
    CALENDAR_WITH_HINT: "カレンダーを見るほかの人にも見えます", "カレンダーを {見|み}る ほかの {人|ひと}にも {見|み}えます", "Everybody who sees the calendar can read them";
    CALENDAR_SAVE: "ファイルを保存", "ファイルを {保存|ほぞん}", "Save the file";
    CALENDAR_SEND: "カレンダーに送る", "カレンダーに {送|おく}る", "Send to a calendar";
    CALENDAR_DONE: "ファイルを作りました。開くとカレンダーに入ります。", "ファイルを {作|つく}りました。{開|ひら}くと カレンダーに {入|はい}ります。", "The file was made. Open it to put it into the calendar.";
    CALENDAR_FAILED: "ファイルを作れませんでした。もう一度お試しください。", "ファイルを {作|つく}れませんでした。もう {一度|いちど} して ください。", "The file could not be made. Please try again.";

    // お知らせ
    TITLE: "お知らせ", "お{知|し}らせ", "Notices";
    LINE: "前の日と当日、あと1人必要、わたしへの返事", "{前|まえ}の {日|ひ}、あと {1人|ひとり}、わたしへの {返事|へんじ}", "The day before, one more needed, answers to me";
    WHAT: "アプリを閉じていても、このスマホにお知らせが届くようにできます。お知らせの中身は、送る人にも途中の会社にもわかりません。言葉はこのスマホが作ります。",
        "アプリを {閉|と}じて いても、お{知|し}らせが {来|く}るように できます。{中身|なかみ}は だれにも わかりません。{言葉|ことば}は この スマホが {作|つく}ります。",
        "Notices can reach this phone while the app is closed. Nobody on the way learns what they are about: the words are made on this phone.";
    WHICH: "どのお知らせを受け取りますか", "どの お{知|し}らせを {受|う}け{取|と}りますか", "Which notices?";
    DAY: "前の日と当日の朝", "{前|まえ}の {日|ひ}と、その {日|ひ}の {朝|あさ}", "The day before, and in the morning";
    DAY_HINT: "自分の作業の前の日の夕方と、始まる前に", "{自分|じぶん}の {作業|さぎょう}の {前|まえ}の {日|ひ}と、{始|はじ}まる {前|まえ}に", "On the evening before your work, and before it begins";
    ONE_MORE: "あと1人必要なとき", "あと {1人|ひとり} {必要|ひつよう}な とき", "When one more person is needed";
    ONE_MORE_HINT: "自分にできる作業で", "{自分|じぶん}が できる {作業|さぎょう}で", "For work you can do";
    ANSWER: "わたしへの返事", "わたしへの {返事|へんじ}", "Answers to me";
    ANSWER_HINT: "手伝いの申し出に世話役が答えたとき", "{世話役|せわやく}が {答|こた}えた とき", "When a lead answered your offer";
    QUIET: "お知らせを鳴らさない時間", "お{知|し}らせを {鳴|な}らさない {時間|じかん}", "Quiet hours";
    QUIET_HINT: "夜9時から朝7時までは、朝まで待ちます", "{夜|よる} 9{時|じ}から {朝|あさ} 7{時|じ}まで {待|ま}ちます", "From 9 in the evening to 7 in the morning they wait";
    HERE: "このスマホで受け取る", "この スマホで {受|う}け{取|と}る", "Receive them on this phone";
    HERE_ON: "このスマホでお知らせを受け取ります。", "この スマホで お{知|し}らせを {受|う}け{取|と}ります。", "This phone receives notices.";
    HERE_STOP: "このスマホでは受け取らない", "この スマホでは {受|う}け{取|と}らない", "Do not receive them on this phone";
    HERE_ASKS: "つぎに、スマホが「通知を許可しますか」とたずねます。", "つぎに、スマホが「{通知|つうち}を {許可|きょか}しますか」と {聞|き}きます。", "The phone will ask whether it may show notifications.";
    ALONE: "この隊はまだほかのスマホとつながっていないので、お知らせは届きません。きょうの画面で同じことがわかります。",
        "この {隊|たい}は まだ つながって いません。お{知|し}らせは {来|き}ません。きょうの {画面|がめん}で わかります。",
        "This squad is not connected yet, so notices cannot reach the phone. The Today screen says the same.";
    UNSUPPORTED: "このスマホのブラウザーは、お知らせを受け取れません。iPhoneでは、ホーム画面に追加したアプリで受け取れます。同じことは、アプリを開くと「きょう」に出ます。",
        "この ブラウザーは お{知|し}らせを {受|う}け{取|と}れません。iPhoneは、ホーム{画面|がめん}の アプリで {受|う}け{取|と}れます。アプリを {開|ひら}くと「きょう」に {出|で}ます。",
        "This browser cannot receive notices. On an iPhone, the app on the home screen can. The same is said under Today when you open the app.";
    DENIED: "スマホの設定で、このアプリの通知が止められています。受け取るには、スマホの設定で許可してください。同じことは、アプリを開くと「きょう」に出ます。",
        "スマホの {設定|せってい}で {通知|つうち}が {止|と}まって います。スマホの {設定|せってい}で {許可|きょか}して ください。アプリを {開|ひら}くと「きょう」に {出|で}ます。",
        "Notifications of this app are blocked in the phone's settings. Please allow them there. The same is said under Today when you open the app.";
    FAILED: "いまはお知らせの準備ができませんでした。電波のあるところで、もう一度おしてください。同じことは、アプリを開くと「きょう」に出ます。",
        "いまは {準備|じゅんび}が できませんでした。{電波|でんぱ}の ある ところで、もう {一度|いちど} おして ください。アプリを {開|ひら}くと「きょう」に {出|で}ます。",
        "Notices could not be set up now. Please tap again where there is a signal. The same is said under Today when you open the app.";

    // The words of a notice, made when the app is open and kept for when it is not
    PUSH_TITLE: "たのも～", "たのも～", "Tanomo";
    PUSH_SOMETHING: "隊から新しいお知らせがあります。開いて見てください。", "{隊|たい}から お{知|し}らせが あります。{開|ひら}いて ください。", "There is news from your squad. Open the app to see.";
    PUSH_EVE: "あしたは {what} です。{when}", "あしたは {what} です。{when}", "Tomorrow: {what}. {when}";
    PUSH_MORNING: "きょうは {what} です。{when}", "きょうは {what} です。{when}", "Today: {what}. {when}";
}
