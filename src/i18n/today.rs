//! きょう, かんたん表示 and the frame around every page.

texts! {
    // My work
    JOBS: "きょうの仕事", "きょうの {仕事|しごと}", "Today's jobs";
    NO_JOBS: "きょうの仕事はありません。", "きょうの {仕事|しごと}は ありません。", "No jobs for you today.";
    NO_JOBS_DO: "困りごとを見て「手伝えます」をおすと、ここに出ます。",
        "{困|こま}りごとを {見|み}て「{手伝|てつだ}えます」を おすと、ここに {出|で}ます。",
        "Open a request and tap “I can help”: it will appear here.";
    NEAREST_FIRST: "近い順にならべる", "{近|ちか}い {順|じゅん}に ならべる", "Nearest first";
    HOW_FAR: "ここからの距離を見る", "ここから どのくらいか {見|み}る", "See how far it is";
    FROM_HERE: "ここから約{far}", "ここから {far}くらい", "about {far} from here";
    FROM_LAST: "前の家から約{far}", "{前|まえ}の {家|いえ}から {far}くらい", "about {far} from the one before";
    METRES: "{n}m", "{n}m", "{n} m";
    KILOMETRES: "{n}km", "{n}km", "{n} km";
    NEXT_JOBS: "これからの仕事", "これからの {仕事|しごと}", "Coming up";
    AT: "{day} {time}から", "{day} {time}から", "{day} from {time}";
    AT_TIME: "{day} {time}", "{day} {time}", "{day} {time}";
    ON_DAY: "{day}", "{day}", "{day}";
    NOW_TODAY: "きょう", "きょう", "Today";
    RUNNING: "作業中です({time}から)", "{作業|さぎょう}を して います({time}から)", "Under way since {time}";
    OVERDUE: "{day}の約束です。まだ終わっていません", "{day}の {約束|やくそく}です。まだ {終|お}わって いません", "Agreed for {day}; not finished yet";
    OFFER_WAITS: "手伝えますと伝えました。返事を待っています", "「{手伝|てつだ}えます」と {伝|つた}えました。{返事|へんじ}を {待|ま}って います", "You offered to help; waiting for an answer";
    PERSON: "{name}さん", "{name}さん", "{name}";
    OPEN_CARD: "連絡先を見る", "{電話番号|でんわばんごう}と {住所|じゅうしょ}を {見|み}る", "See how to reach them";
    CALL_NAME: "{name}さんに電話する", "{name}さんに {電話|でんわ}する", "Call {name}";
    MAP_OF: "{name}さんの家の地図を見る", "{name}さんの {家|いえ}の {地図|ちず}を {見|み}る", "Open the map to {name}";

    // What a tap goes on with
    START: "開始", "はじめる", "Start";
    START_THIS: "{task}を開始", "{task}を はじめる", "Start: {task}";
    FINISHED: "終わりました", "{終|お}わりました", "It is finished";
    COMPLETE: "完了を記録", "{終|お}わったことを {書|か}く", "Record as done";
    LOG: "困りごとを登録", "{困|こま}りごとを {書|か}く", "Log a request";

    // What somebody has to do
    CALLS: "電話する人 {n}", "{電話|でんわ}する {人|ひと} {n}", "To call: {n}";
    CALL_AGREE: "手伝う人が決まりました。電話で日時を決めてください", "{手伝|てつだ}う {人|ひと}が {決|き}まりました。{電話|でんわ}で {日|ひ}と {時間|じかん}を {決|き}めて ください", "Helpers are found. Call to agree a day and time";
    CALL_TELL: "{when}に決まりました。電話で伝えてください", "{when}に {決|き}まりました。{電話|でんわ}で {伝|つた}えて ください", "Set for {when}. Call to tell them";
    ANSWERS: "申し出に返事をする {n}", "「{手伝|てつだ}えます」に {返事|へんじ}を する {n}", "Offers to answer: {n}";
    LOOKS: "確かめること {n}", "{確|たし}かめる こと {n}", "To look into: {n}";
    ENTRUSTED: "返していない預かり {n}", "{返|かえ}して いない もの {n}", "Not given back: {n}";
    LEFT_OVER: "続きあり {n}", "{続|つづ}きが あります {n}", "Some is left: {n}";
    WANTED: "手伝う人をさがしています {n}", "{手伝|てつだ}う {人|ひと}を さがして います {n}", "Looking for helpers: {n}";
    ALL_REQUESTS: "困りごとをすべて見る", "{困|こま}りごとを ぜんぶ {見|み}る", "See all requests";
    EMPTY: "まだ困りごとがありません。電話や立ち話で聞いたことを、登録してみましょう。",
        "まだ {困|こま}りごとが ありません。{電話|でんわ}や {話|はなし}で {聞|き}いた ことを、{書|か}いて みましょう。",
        "No requests yet. Log what you heard on the telephone or on the way.";
    READING: "記録を読んでいます", "{記録|きろく}を {読|よ}んで います", "Reading the records";

    // The sample and the offer to install
    SAMPLE: "これは見本の隊です。名前も困りごとも作り話なので、自由にためせます。カードの番号は {number} です。",
        "これは {見本|みほん}の {隊|たい}です。ほんとうの {人|ひと}では ありません。{自由|じゆう}に ためせます。カードの {番号|ばんごう}は {number} です。",
        "This is a sample squad. Everything in it is made up; try whatever you like. The cards' number is {number}.";
    INSTALL_ASK: "ホーム画面に追加すると、電波がなくてもすぐ開けます。",
        "ホーム{画面|がめん}に {追加|ついか}すると、{電波|でんぱ}が なくても すぐ {開|ひら}けます。",
        "Add it to the home screen, and it opens at once, even without a signal.";

    // かんたん表示
    SEE_REQUESTS: "困りごとを見る", "{困|こま}りごとを {見|み}る", "See requests";
    CALL_LEAD: "世話役に電話", "{世話役|せわやく}に {電話|でんわ}", "Call the lead";
    NO_LEAD_NUMBER: "世話役の電話番号がまだありません。「なかま」で世話役の名前を選ぶと、登録できます。",
        "{世話役|せわやく}の {電話番号|でんわばんごう}が まだ ありません。「なかま」で {世話役|せわやく}の {名前|なまえ}を えらぶと、{書|か}けます。",
        "There is no telephone number of a lead yet. Choose the lead under “People” to add it.";
    SPOKEN_DATE: "きょうは{date}です。", "きょうは {date}です。", "Today is {date}.";
    SPOKEN_JOBS: "きょうの仕事は{n}件です。", "きょうの {仕事|しごと}は {n}つです。", "You have {n} jobs today.";
    SPOKEN_JOB: "{town}の{task}。{line}。", "{town}の {task}。{line}。", "{task} in {town}. {line}.";

    // The state line and its panel
    UNSENT: "まだ送っていません {n}件", "まだ {送|おく}って いません {n}{件|けん}", "Not sent yet: {n}";
    TWO: "{first}。{second}", "{first}。{second}", "{first}. {second}";
    FULL: "このスマホがいっぱいです", "この スマホが いっぱいです", "This phone is full";
    UNSURE: "このブラウザでは、記録が残らないことがあります", "この ブラウザでは、{記録|きろく}が {残|のこ}らない ことが あります", "This browser may not keep the records";
    FAILED: "保存できませんでした", "{保存|ほぞん}できませんでした", "It could not be saved";
    PANEL: "記録のようす", "{記録|きろく}の ようす", "Where the records are";
    PANEL_SAVED: "書いたことは、すべてこの中に残っています。電波がなくても、電源を切っても消えません。",
        "{書|か}いた ことは、ぜんぶ この {中|なか}に {残|のこ}って います。{電波|でんぱ}が なくても、{電源|でんげん}を {切|き}っても {消|き}えません。",
        "Everything you wrote is kept here. It stays without a signal and when the power is off.";
    PANEL_UNSURE: "このブラウザ(シークレットウィンドウなど)は、閉じると記録を消すことがあります。ふつうのウィンドウで開くか、ホーム画面に追加してお使いください。いま書いたものは、書き出しで取っておけます。",
        "この ブラウザ(シークレットウィンドウなど)は、{閉|と}じると {記録|きろく}を {消|け}す ことが あります。ふつうの ウィンドウで {開|ひら}くか、ホーム{画面|がめん}に {追加|ついか}して {使|つか}って ください。いま {書|か}いた ものは、「{書|か}き{出|だ}し」で {取|と}って おけます。",
        "This browser (a private window, for example) may clear the records when it is closed. Open the app in an ordinary window or add it to the home screen. What you wrote can be kept by an export.";
    PANEL_FULL: "このスマホの空きがありません。これまでの記録は残っています。写真や使わないアプリを消すと、また書けます。その前に、書き出しで控えを取ると安心です。",
        "この スマホの {空|あ}きが ありません。これまでの {記録|きろく}は {残|のこ}って います。{写真|しゃしん}や {使|つか}わない アプリを {消|け}すと、また {書|か}けます。その {前|まえ}に「{書|か}き{出|だ}し」を すると {安心|あんしん}です。",
        "This phone has no room left. All earlier records are safe. Delete photos or apps you do not use, and you can write again. An export first is a good idea.";
    PANEL_FAILED: "最後に書いたことは保存できませんでした。その前の記録は残っています。もう一度ためしてください。",
        "{最後|さいご}に {書|か}いた ことは {保存|ほぞん}できませんでした。その {前|まえ}の {記録|きろく}は {残|のこ}って います。もう {一度|いちど} ためして ください。",
        "What you wrote last could not be saved. Everything before it is safe. Please try again.";
    PANEL_OFFLINE: "いまはつながっていません。記録はいつもどおりできます。",
        "いまは つながって いません。{記録|きろく}は いつもと {同|おな}じように できます。",
        "There is no connection now. You can record as usual.";
    WAITING: "まだ送っていないもの", "まだ {送|おく}って いない もの", "Not sent yet";
    WAITING_NONE: "送るのを待っているものはありません。", "{送|おく}るのを {待|ま}って いる ものは ありません。", "Nothing waits to be sent.";
    KIND_REQUESTS: "困りごと", "{困|こま}りごと", "Requests";
    KIND_CARDS: "ご依頼の方のカード", "お{願|ねが}いした {人|ひと}の カード", "Residents' cards";
    KIND_OFFERS: "手伝いの申し出", "「{手伝|てつだ}えます」", "Offers to help";
    KIND_DAYS: "日時の約束", "{日|ひ}と {時間|じかん}の {約束|やくそく}", "Agreed days";
    KIND_VISITS: "下見と作業", "{下見|したみ}と {作業|さぎょう}", "Looks and work";
    KIND_PEOPLE: "なかまと隊", "なかまと {隊|たい}", "People and the squad";
    KIND_SAME: "同じもの・消した記録", "{同|おな}じ もの・{消|け}した {記録|きろく}", "What is the same or gone";
    KIND_OTHER: "そのほか", "そのほか", "Other";
    ROOM: "このスマホで使っている場所", "この スマホで {使|つか}って いる {場所|ばしょ}", "Room used on this phone";
    ROOM_OF: "{used}MB／{most}MB", "{used}MB／{most}MB", "{used} of {most} MB";
    EXPORT: "書き出し(控えを取る)", "{書|か}き{出|だ}し(コピーを とる)", "Export (keep a copy)";
    CLOSE_CARDS: "カードをいま閉じる", "カードを いま {閉|と}じる", "Close the cards now";
    CARDS_OPEN: "ご依頼の方のカードが開いています。", "お{願|ねが}いした {人|ひと}の カードが {開|ひら}いて います。", "The residents' cards are open.";

    // Notices of the frame
    UPDATE: "新しいアプリが用意できました。記録はそのままです。", "{新|あたら}しい アプリが できました。{記録|きろく}は そのままです。",
        "A new version is ready. Your records stay as they are.";
    DAMAGED: "{n}件の記録がこわれていましたが、控えから元にもどしました。何もしなくて大丈夫です。",
        "{n}{件|けん}の {記録|きろく}が こわれて いましたが、もとに もどしました。{何|なに}も しなくて {大丈夫|だいじょうぶ}です。",
        "{n} records were damaged and have been restored from the second copy. There is nothing you need to do.";
    NO_STORAGE: "このままでは記録を残せません", "このままでは {記録|きろく}を {残|のこ}せません", "Nothing can be kept here";
    NO_STORAGE_WHY: "このブラウザは、記録を残すことを許していません。シークレットウィンドウか、サイトのデータを残さない設定になっているようです。",
        "この ブラウザは、{記録|きろく}を {残|のこ}せません。シークレットウィンドウか、データを {残|のこ}さない {設定|せってい}に なって いるようです。",
        "This browser does not allow anything to be kept. It may be a private window, or set not to keep data of websites.";
    NO_STORAGE_SAFE: "ほかのスマホや、ふつうのウィンドウにある記録は、そのまま残っています。",
        "ほかの スマホや、ふつうの ウィンドウに ある {記録|きろく}は、{残|のこ}って います。",
        "Records on other phones, or in an ordinary window, are safe.";
    NO_STORAGE_DO: "ふつうのウィンドウで、もう一度このページを開いてください。",
        "ふつうの ウィンドウで、もう {一度|いちど} この ページを {開|ひら}いて ください。",
        "Please open this page again in an ordinary window.";
    LOST: "この画面は見つかりません", "この {画面|がめん}は {見|み}つかりません", "There is no such page";
    LOST_DO: "消されたか、住所(URL)がちがうようです。記録はそのまま残っています。",
        "{消|け}されたか、URLが ちがうようです。{記録|きろく}は {残|のこ}って います。",
        "It was removed, or the address is not right. Your records are safe.";
    TO_TODAY: "きょうへもどる", "きょうへ もどる", "Back to Today";
}
