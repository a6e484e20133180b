//! はじめる.

texts! {
    // Letters and language, first of all
    HELLO: "たのも～", "たのも～", "Tanomo";
    LETTERS: "文字の大きさ", "{文字|もじ}の {大|おお}きさ", "Size of letters";
    LETTERS_HELP: "読みやすい大きさを選んでください。あとで「設定」で変えられます。",
        "{読|よ}みやすい {大|おお}きさを えらんで ください。あとで「{設定|せってい}」で {変|か}えられます。",
        "Choose what you can read easily. You can change it later in Settings.";
    SIZE: "{n}％", "{n}％", "{n}%";
    SAMPLE_TEXT: "草取り 花見町 11月22日(日) 10:00から", "{草取|くさと}り {花見町|はなみちょう} 11{月|がつ}22{日|にち} 10:00から",
        "Weeding, Hanami-cho, Sun 22 Nov, from 10:00";
    LANGUAGE: "ことば / Language", "ことば / Language", "Language / ことば";
    JAPANESE: "日本語", "{日本語|にほんご}", "日本語 (Japanese)";
    EASY: "やさしい日本語", "やさしい {日本語|にほんご}", "やさしい日本語 (Easy Japanese)";
    ENGLISH: "English", "English", "English";

    // Three ways in
    BEGIN: "はじめる", "はじめる", "Begin";
    BEGIN_WHAT: "ご近所のお助け隊が、困りごとと作業を記録するアプリです。電波がなくても使えます。会員登録もパスワードもいりません。",
        "{近所|きんじょ}の お{助|たす}け{隊|たい}が、{困|こま}りごとと {手伝|てつだ}いを {書|か}く アプリです。{電波|でんぱ}が なくても {使|つか}えます。パスワードは いりません。",
        "For neighbourhood squads to keep track of requests and help. It works without a signal. No account, no password.";
    TRY: "見本の隊でためす", "{見本|みほん}の {隊|たい}で ためす", "Try the sample squad";
    TRY_HINT: "作り話の困りごと25件で、自由にさわれます", "{見本|みほん}の {困|こま}りごとが 25{件|けん} あります。{自由|じゆう}に さわれます", "25 made-up requests to play with";
    TRYING: "見本の隊を作っています", "{見本|みほん}の {隊|たい}を {作|つく}って います", "Making the sample squad";
    FOUND: "お助け隊をはじめる", "お{助|たす}け{隊|たい}を はじめる", "Start a squad";
    FOUND_HINT: "隊の名前とあなたの名前だけで始められます", "{隊|たい}の {名前|なまえ}と あなたの {名前|なまえ}だけで {始|はじ}められます", "All it takes is the squad's name and yours";
    INVITED: "招待を受けた", "{招待|しょうたい}を もらった", "I was invited";
    INVITED_HINT: "LINEや紙で、招待をもらった方", "LINEや {紙|かみ}で {招待|しょうたい}を もらった {人|ひと}", "By LINE or on paper";
    RESTORE: "書き出したファイルからもどす", "{書|か}き{出|だ}した ファイルから もどす", "Restore from an exported file";
    RESTORE_HINT: "前のスマホの控えがある方", "{前|まえ}の スマホの コピーが ある {人|ひと}", "If you have a copy from another phone";
    OTHERS: "ほかの隊にもどる", "ほかの {隊|たい}に もどる", "Back to another squad";
    OTHERS_HINT: "このスマホにある隊を開きます", "この スマホに ある {隊|たい}を {開|ひら}きます", "Opens a squad that is on this phone";
    TROUBLE: "いまは始められませんでした。{why}", "いまは {始|はじ}められませんでした。{why}", "It could not begin now. {why}";

    // Founding
    CIRCLE: "隊の名前", "{隊|たい}の {名前|なまえ}", "Name of the squad";
    CIRCLE_HELP: "例:城東お助け隊", "{例|れい}:じょうとう お{助|たす}け{隊|たい}", "For example: Joto Helpers";
    NAME: "あなたの名前", "あなたの {名前|なまえ}", "Your name";
    READING: "ふりがな", "ふりがな", "Reading (in kana)";
    READING_HELP: "ひらがなで。なかまの一覧の順に使います", "ひらがなで {書|か}きます", "In hiragana; lists are sorted by it";
    TOWNS: "活動する町", "{活動|かつどう}する {町|まち}", "Neighbourhoods you serve";
    TOWNS_HELP: "1行に1つずつ。あとで「設定」で足せます", "1{行|ぎょう}に 1つ {書|か}きます。あとで {足|た}せます", "One a line. You can add more in Settings";
    FOUND_NOW: "この隊をはじめる", "この {隊|たい}を はじめる", "Start this squad";
    FOUNDED: "{circle}をはじめました", "{circle}を はじめました", "{circle} has begun";
    ONLY_HERE: "この記録は、このスマホの中だけにあります。スマホをなくすと、いっしょになくなります。",
        "この {記録|きろく}は、この スマホの {中|なか}だけに あります。スマホを なくすと、{記録|きろく}も なくなります。",
        "The records are on this phone alone. If the phone is lost, they are lost with it.";
    ONLY_HERE_DO: "ときどき「設定」の「書き出し」で控えを取って、別のところにしまってください。",
        "ときどき「{設定|せってい}」の「{書|か}き{出|だ}し」で コピーを {取|と}って、ほかの {場所|ばしょ}に しまって ください。",
        "Now and then, make an export in Settings and keep it somewhere else.";
    CARD_NUMBER: "ご依頼の方の名前や住所は、6けたの番号でしまいます。番号は、はじめてカードを作るときに決めます。",
        "お{願|ねが}いした {人|ひと}の {名前|なまえ}や {住所|じゅうしょ}は、6けたの {番号|ばんごう}で しまいます。{番号|ばんごう}は、はじめて カードを {作|つく}る ときに {決|き}めます。",
        "Residents' names and addresses are locked with six digits. You choose them when you make the first card.";
    GO: "きょうの画面へ", "きょうの {画面|がめん}へ", "Go to Today";

    // The steps from an invitation to きょう
    STEP_SHARE: "「共有」をおします", "「{共有|きょうゆう}」を おします", "Tap “Share”";
    STEP_ADD: "「ホーム画面に追加」をおします", "「ホーム{画面|がめん}に {追加|ついか}」を おします", "Tap “Add to Home Screen”";
    STEP_OPEN: "ホーム画面のアイコンから開きます", "ホーム{画面|がめん}の アイコンから {開|ひら}きます", "Open it from its icon";
    STEP_JOIN: "「招待を受けた」をおして、招待をはりつけます", "「{招待|しょうたい}を もらった」を おして、{招待|しょうたい}を はりつけます", "Tap “I was invited” and paste the invitation";

    // Restoring
    FILE: "書き出したファイル", "{書|か}き{出|だ}した ファイル", "Exported file";
    FILE_HELP: "「設定」の「書き出し」で作ったファイルです", "「{設定|せってい}」の「{書|か}き{出|だ}し」で {作|つく}った ファイルです", "Made by Export in Settings";
    FILE_FIRST: "ファイルを選んでください。", "ファイルを えらんで ください。", "Please choose a file.";
    PASSPHRASE: "合いことば", "{合|あ}いことば", "Passphrase";
    PASSPHRASE_HELP: "ご依頼の方のカードが入ったファイルです。書き出したときの合いことばを入れてください。",
        "カードが {入|はい}った ファイルです。{書|か}き{出|だ}した ときの {合|あ}いことばを {入|い}れて ください。",
        "The file holds residents' cards. Enter the passphrase it was exported with.";
    NEW_NUMBER: "このスマホの6けたの番号", "この スマホの 6けたの {番号|ばんごう}", "Six digits for this phone";
    NEW_NUMBER_HELP: "これからカードを開くときに使います。忘れないように、紙に書いてください。",
        "これから カードを {開|ひら}く ときに {使|つか}います。{忘|わす}れないように、{紙|かみ}に {書|か}いて ください。",
        "They will open the cards from now on. Write them down.";
    RESTORE_NOW: "もどす", "もどす", "Restore";
    RESTORING: "もどしています", "もどして います", "Restoring";
    RESTORED: "記録をもどしました", "{記録|きろく}を もどしました", "The records are back";
    RESTORED_WHAT: "ファイルにあった記録は、すべてこのスマホに入りました。", "ファイルに あった {記録|きろく}は、ぜんぶ この スマホに {入|はい}りました。", "Everything in the file is on this phone now.";

    // ホーム画面に追加
    INSTALLED: "もうホーム画面から使えます。電波がなくても開けます。", "もう ホーム{画面|がめん}から {使|つか}えます。{電波|でんぱ}が なくても {開|ひら}けます。",
        "It is on the home screen already, and opens without a signal.";
    INSTALL_PROMPT: "下のボタンをおすと、スマホが「追加しますか」と聞きます。", "{下|した}の ボタンを おすと、スマホが「{追加|ついか}しますか」と {聞|き}きます。",
        "Tap the button below; the phone will ask whether to add it.";
    INSTALL_IN_APP: "いまはほかのアプリの中で開いています。右上か右下の「…」から「ブラウザで開く」を選ぶと、追加できます。",
        "いまは ほかの アプリの {中|なか}で {開|ひら}いて います。「…」から「ブラウザで {開|ひら}く」を えらぶと、{追加|ついか}できます。",
        "You are inside another app. Choose “Open in browser” from its “…” menu; then it can be added.";
    INSTALL_NONE: "このブラウザのメニューに「ホーム画面に追加」か「インストール」があれば、それを選んでください。なくても、このまま使えます。",
        "ブラウザの メニューに「ホーム{画面|がめん}に {追加|ついか}」か「インストール」が あれば、えらんで ください。なくても、このまま {使|つか}えます。",
        "If this browser's menu has “Add to Home screen” or “Install”, choose that. Without it the app works as it is.";
    PICTURE_SHARE: "画面の下のまん中にある、四角から矢印が上に出たしるし", "{画面|がめん}の {下|した}に ある、{四角|しかく}から {矢印|やじるし}が {上|うえ}に {出|で}た しるし",
        "The square with an arrow up, at the bottom of the screen";
}
