//! Invitations: making one, being invited, waiting to be let in, and coming back by the recovery sheet.

texts! {
    // Making one
    INVITE: "招待する", "{招待|しょうたい}する", "Invite";
    INVITE_LINE: "QRやLINEで、なかまを増やします", "QRや LINEで、なかまを ふやします", "By QR code or by LINE";
    INVITE_LEADS: "招待できるのは世話役です。招待したい人がいるときは、世話役に話してください。", "{招待|しょうたい}できるのは {世話役|せわやく}です。{世話役|せわやく}に {話|はな}して ください。", "Only leads can invite. If you know somebody to invite, please talk to a lead.";
    INVITE_ALONE: "先に、この隊をなかまのスマホとつなぎます。つなぐと、招待できます。", "{先|さき}に、この {隊|たい}を なかまの スマホと つなぎます。それから {招待|しょうたい}できます。", "First connect the squad to other phones; then you can invite.";
    INVITE_SAMPLE: "見本の隊には招待できません。本当の隊をはじめると、招待できます。", "{見本|みほん}の {隊|たい}には {招待|しょうたい}できません。{本当|ほんとう}の {隊|たい}を {始|はじ}めると できます。", "Nobody can be invited to the sample squad. Start a squad of your own first.";
    WHOM: "だれを招待しますか", "だれを {招待|しょうたい}しますか", "Whom do you invite?";
    ONE: "1人", "{1人|ひとり}", "One person";
    ONE_HINT: "LINEなどで、その人だけに送ります。開くと、すぐに入れます。", "LINEなどで、その {人|ひと}だけに {送|おく}ります。すぐに {入|はい}れます。", "Send it to that person alone. They are in at once.";
    MANY: "何人も", "{何人|なんにん}も", "Several people";
    MANY_HINT: "紙やLINEのグループ用です。世話役が1人ずつ番号をたしかめて入れます。", "{紙|かみ}や LINEの グループの ためです。{世話役|せわやく}が {1人|ひとり}ずつ {入|い}れます。", "For a sheet of paper or a LINE group. A lead checks the number of each and lets them in.";
    HOW_LONG: "いつまで使えますか", "いつまで {使|つか}えますか", "Good for how long?";
    DAYS: "{n}日", "{n}{日|にち}", "{n} days";
    DAY: "1日", "{1日|いちにち}", "1 day";
    MAKE: "招待を作る", "{招待|しょうたい}を {作|つく}る", "Make the invitation";
    MAKING: "作っています", "{作|つく}って います", "Making it";
    MADE_ONE: "招待ができました。入る人だけに見せてください。最初に使った人が入ります。", "{招待|しょうたい}が できました。{入|はい}る {人|ひと}だけに {見|み}せて ください。{最初|さいしょ}に {使|つか}った {人|ひと}が {入|はい}ります。",
        "The invitation is ready. Show it only to the person who joins: whoever uses it first is in.";
    MADE_MANY: "招待ができました。使った人は、世話役が番号をたしかめて入れます。", "{招待|しょうたい}が できました。{使|つか}った {人|ひと}は、{世話役|せわやく}が {番号|ばんごう}を {見|み}て {入|い}れます。",
        "The invitation is ready. A lead checks the number of each person who uses it and lets them in.";
    QR: "招待のQR", "{招待|しょうたい}の QR", "QR code of the invitation";
    QR_HINT: "相手のスマホのカメラを、このQRに向けてもらってください。", "{相手|あいて}の スマホの カメラで、この QRを {読|よ}んで もらって ください。", "Let them point their phone's camera at this code.";
    UNTIL: "{when}まで", "{when}まで", "Until {when}";
    SHARE: "LINEなどで送る", "LINEなどで {送|おく}る", "Share by LINE or other apps";
    COPY: "コピー", "コピー", "Copy";
    SHARE_WORDS: "{circle}への招待です。{when}まで使えます。 {link}", "{circle}への {招待|しょうたい}です。{when}まで {使|つか}えます。 {link}", "You are invited to {circle}. Good until {when}. {link}";
    COPIED: "コピーしました。LINEなどに、はりつけてください。", "コピーしました。LINEなどに はりつけて ください。", "Copied. Paste it into LINE or another app.";
    NOWHERE: "コピーできませんでした。下の文字を長くおして、コピーしてください。", "コピーできませんでした。{下|した}の {文字|もじ}を {長|なが}く おして、コピーして ください。", "It could not be copied. Press the text below for a while and copy it by hand.";
    NEXT_ONE: "もう1つ作る", "もう 1つ {作|つく}る", "Make another";
    STANDING: "いま使える招待", "いま {使|つか}える {招待|しょうたい}", "Invitations that stand";
    STANDING_NONE: "このスマホで作った、いま使える招待はありません。", "この スマホで {作|つく}った、いま {使|つか}える {招待|しょうたい}は ありません。", "There is none made on this phone.";
    STANDING_ONE: "1人用・{when}まで", "{1人|ひとり}の ため・{when}まで", "For one person, until {when}";
    STANDING_MANY: "大ぜい用・{when}まで", "みんなの ため・{when}まで", "For several, until {when}";
    SHOW: "QRを見せる", "QRを {見|み}せる", "Show the QR code";
    END: "終わりにする", "{終|お}わりに する", "End it";
    ENDED: "招待を終わりにしました", "{招待|しょうたい}を {終|お}わりに しました", "The invitation was ended";
    ASKING_THERE: "待っている人を入れる", "{待|ま}って いる {人|ひと}を {入|い}れる", "Let in those who wait";

    // Being invited
    TITLE: "招待を受けた方へ", "{招待|しょうたい}を もらった {人|ひと}へ", "You were invited";
    KEPT: "招待はこのスマホに取ってあります。まだ使われていません。", "{招待|しょうたい}は この スマホに {取|と}って あります。まだ {使|つか}って いません。", "The invitation is kept on this phone. It has not been used.";
    TEXT: "招待の文字", "{招待|しょうたい}の {文字|もじ}", "The invitation's text";
    COPY_INVITATION: "招待をコピー", "{招待|しょうたい}を コピー", "Copy the invitation";
    COPIED_HOME: "コピーしました。つぎは、下の順にします。", "コピーしました。つぎは {下|した}の {順番|じゅんばん}に します。", "Copied. Now go on with the steps below.";
    HOME_FIRST: "iPhoneでは、ホーム画面のアイコンから開いたアプリで隊に入ります。ここで入ると、あとで記録が見つからなくなるからです。",
        "iPhoneでは、ホーム{画面|がめん}の アイコンから {開|ひら}いた アプリで {隊|たい}に {入|はい}ります。ここで {入|はい}ると、あとで {記録|きろく}が {見|み}つからなく なります。",
        "On an iPhone you join in the app opened from the home screen, so that the records are where you look for them later.";
    COPY_FIRST: "はじめに「招待をコピー」をおしてください。アイコンから開いたアプリに、はりつけます。", "はじめに「{招待|しょうたい}を コピー」を おして ください。アイコンから {開|ひら}いた アプリに はりつけます。", "First tap “Copy the invitation”; you will paste it into the app opened from its icon.";
    IN_APP: "いまは、LINEなどのアプリの中で開いています。ここでは隊に入れません。①「招待をコピー」をおす ②「…」か「︙」から「ブラウザで開く」をえらぶ ③はりつける、の順にしてください。",
        "いまは LINEなどの アプリの {中|なか}です。ここでは {隊|たい}に {入|はい}れません。①「{招待|しょうたい}を コピー」を おします ②「…」か「︙」から「ブラウザで {開|ひら}く」を えらびます ③ はりつけます。",
        "You are inside LINE or another app; you cannot join here. 1. Tap “Copy the invitation”. 2. Choose “Open in browser” from the “…” menu. 3. Paste it there.";
    STEPS: "ホーム画面に追加する4つの手順", "ホーム{画面|がめん}に {追加|ついか}する 4つの {順番|じゅんばん}", "Four steps to the home screen";
    ENTER: "招待をはりつける", "{招待|しょうたい}を はりつける", "Paste the invitation";
    ENTER_HELP: "LINEなどに届いた招待を、そのまま入れてください。", "LINEなどに {届|とど}いた {招待|しょうたい}を、そのまま {入|い}れて ください。", "Enter what you received, as it stands.";
    READ_QR: "カメラでQRを読む", "カメラで QRを {読|よ}む", "Read the QR with the camera";
    PASTE: "はりつける", "はりつける", "Paste";
    PASTE_FAILED: "はりつけられませんでした。下の枠を長くおして「ペースト」か「貼り付け」をえらんでください。", "はりつけられませんでした。{下|した}の {枠|わく}を {長|なが}く おして「ペースト」か「{貼|は}り{付|つ}け」を えらんで ください。", "It could not be pasted. Press the field below for a while and choose “Paste”.";
    KEEP: "取っておく", "{取|と}って おく", "Keep it";
    ANOTHER: "ほかの招待を入れる", "ほかの {招待|しょうたい}を {入|い}れる", "Enter another invitation";
    NOT_INVITATION: "たのも～の招待ではないようです。届いた文字を、はじめから終わりまで入れてください。", "たのも～の {招待|しょうたい}では ないようです。{届|とど}いた {文字|もじ}を、はじめから {終|お}わりまで {入|い}れて ください。",
        "This does not seem to be an invitation to Tanomo. Please enter all of the text you received.";

    // Joining
    NAME: "あなたの名前", "あなたの {名前|なまえ}", "Your name";
    NAME_HELP: "隊のみんなに見えます。", "{隊|たい}の みんなに {見|み}えます。", "Everybody in the squad sees it.";
    NAME_EMPTY: "あなたの名前を入れてください。", "あなたの {名前|なまえ}を {書|か}いて ください。", "Please enter your name.";
    READING: "ふりがな", "ふりがな", "Reading (in kana)";
    READING_HELP: "ひらがなで。なかまの一覧の順に使います", "ひらがなで {書|か}きます", "In hiragana; lists are sorted by it";
    WHERE_BROWSER: "記録は、このスマホ(パソコン)の、このブラウザの中に入ります。いつもこのブラウザで開いてください。ホーム画面に追加してから入ると、もっと安心です。",
        "{記録|きろく}は、この スマホ(パソコン)の この ブラウザの {中|なか}に {入|はい}ります。いつも この ブラウザで {開|ひら}いて ください。ホーム{画面|がめん}に {追加|ついか}してから {入|はい}ると、もっと {安心|あんしん}です。",
        "The records will be in this browser on this device. Always open the app in it. It is safer still to add the app to the home screen before you join.";
    WHERE_APP: "記録は、このアプリの中に入ります。電波がなくても見られます。", "{記録|きろく}は、この アプリの {中|なか}に {入|はい}ります。{電波|でんぱ}が なくても {見|み}られます。", "The records will be in this app. You can see them without a signal.";
    JOIN: "この隊に入る", "この {隊|たい}に {入|はい}る", "Join this squad";
    JOINING: "入っています", "{入|はい}って います", "Joining";
    STILL_KEPT: "招待は取ってあります。", "{招待|しょうたい}は {取|と}って あります。", "The invitation is still kept.";
    JOINED: "隊に入りました", "{隊|たい}に {入|はい}りました", "You are in";
    JOINED_WHAT: "記録が届きはじめています。届くまで、少し待ってください。このまま使って大丈夫です。", "{記録|きろく}が {届|とど}いて います。{少|すこ}し {待|ま}って ください。このまま {使|つか}って だいじょうぶです。", "The records are on their way. It takes a moment; you can use the app meanwhile.";
    OTHER_CIRCLE: "このスマホには、もう「{circle}」があります。その記録を残したまま、招待された隊にも入れます。招待は取ってあります。",
        "この スマホには、もう「{circle}」が あります。その {記録|きろく}を {残|のこ}して、{招待|しょうたい}の {隊|たい}にも {入|はい}れます。{招待|しょうたい}は {取|と}って あります。",
        "“{circle}” is on this phone already. Its records stay, and you can join the squad you were invited to as well. The invitation is kept.";
    OTHER_CIRCLE_DO: "開く隊は、「設定」の「隊の切りかえ」でえらびます。", "{開|ひら}く {隊|たい}は「{設定|せってい}」の「{隊|たい}を かえる」で えらびます。", "Which one is open is chosen under Settings, “Squads on this phone”.";
    JOIN_TOO: "この隊にも入る", "この {隊|たい}にも {入|はい}る", "Join this squad too";
    JOIN_TOO_FAILED: "切りかえられませんでした。いまの隊はそのままです。もう一度おしてください。", "かえられませんでした。いまの {隊|たい}の ままです。もう {一度|いちど} おして ください。", "It did not work. Everything is as before. Please tap again.";
    SAMPLE: "このスマホには、見本の隊があります。見本を終わると、招待された隊に入れます。招待は取ってあります。", "この スマホには {見本|みほん}の {隊|たい}が あります。{見本|みほん}を {終|お}わると、{招待|しょうたい}の {隊|たい}に {入|はい}れます。",
        "The sample squad is on this phone. Leave it to join the squad you were invited to. The invitation is kept.";
    SAMPLE_END: "見本を終わって、入る画面へ", "{見本|みほん}を {終|お}わって、{入|はい}る {画面|がめん}へ", "Leave the sample and go on";
    SAMPLE_FAILED: "見本を終われませんでした。ほかの窓でこのアプリを開いていたら、とじてから、もう一度おしてください。", "{見本|みほん}を {終|お}われませんでした。ほかの {窓|まど}の アプリを {閉|と}じて、もう {一度|いちど} おして ください。", "The sample could not be left. Close other windows of this app and try again.";
    NONE_HERE: "このスマホには、もう隊があります。招待は取ってありません。", "この スマホには、もう {隊|たい}が あります。{招待|しょうたい}は ありません。", "There is a squad on this phone already, and no invitation is kept.";

    // Waiting to be let in
    WAIT_TITLE: "世話役に、この番号を伝えてください", "{世話役|せわやく}に、この {番号|ばんごう}を {言|い}って ください", "Tell a lead this number";
    WAIT_NUMBER: "あなたの番号", "あなたの {番号|ばんごう}", "Your number";
    WAIT_WHAT: "世話役が番号をたしかめて、このスマホを隊に入れます。アプリをとじても、順番はそのままです。", "{世話役|せわやく}が {番号|ばんごう}を {見|み}て、この スマホを {隊|たい}に {入|い}れます。アプリを {閉|と}じても だいじょうぶです。", "A lead checks the number and lets this phone in. You may close the app meanwhile.";
    WAIT_THEN: "入ると、この画面はひとりでに変わります。", "{入|はい}ると、この {画面|がめん}は {自動|じどう}で {変|か}わります。", "This screen changes by itself once you are in.";
    WAIT_LOOK: "もう一度たしかめる", "もう {一度|いちど} たしかめる", "Check again";
    WAIT_LOOKED: "たしかめています", "たしかめて います", "Checking";
    WAIT_STOP: "待つのをやめる", "{待|ま}つのを やめる", "Stop waiting";
    WAIT_STOP_WHY: "やめると、はじめの画面にもどります。また入るときは、招待をもう一度使います。", "やめると、はじめの {画面|がめん}に もどります。また {入|はい}る ときは、{招待|しょうたい}を もう {一度|いちど} {使|つか}います。", "You go back to the first screen. To join later, use the invitation again.";

    // By the recovery sheet
    RECOVER: "控えの紙からもどす", "{控|ひか}えの {紙|かみ}から もどす", "Restore from the recovery sheet";
    RECOVER_HINT: "隊のスマホを全部なくしたとき", "{隊|たい}の スマホを ぜんぶ なくした とき", "If all phones of the squad are lost";
    RECOVER_WHAT: "控えの紙の12の言葉と、隊の番号を入れます。紙のQRをカメラで読んで出た文字を、はりつけてもかまいません。もどした人は世話役になります。",
        "{控|ひか}えの {紙|かみ}の 12の {言葉|ことば}と {隊|たい}の {番号|ばんごう}を {入|い}れます。{紙|かみ}の QRの {文字|もじ}を はりつけても いいです。もどした {人|ひと}は {世話役|せわやく}に なります。",
        "Enter the sheet's twelve words and the squad's number, or paste the text of its QR code. Whoever restores becomes a lead.";
    RECOVER_WORDS: "12の言葉、またはQRの文字", "12の {言葉|ことば}、または QRの {文字|もじ}", "The twelve words, or the QR code's text";
    RECOVER_WORDS_HELP: "番号の順に、言葉のあいだを空けて入れます。", "{番号|ばんごう}の {順番|じゅんばん}に、{言葉|ことば}の {間|あいだ}を {空|あ}けて {入|い}れます。", "In order, with a space between the words.";
    RECOVER_EMPTY: "控えの紙の言葉を入れてください。", "{控|ひか}えの {紙|かみ}の {言葉|ことば}を {入|い}れて ください。", "Please enter the words of the sheet.";
    RECOVER_CIRCLE: "隊の番号", "{隊|たい}の {番号|ばんごう}", "The squad's number";
    RECOVER_CIRCLE_HELP: "紙の、言葉の下にあります。QRの文字を入れたときは、いりません。", "{紙|かみ}の {言葉|ことば}の {下|した}に あります。QRの {文字|もじ}の ときは いりません。", "It stands below the words. Not needed with the QR code's text.";
    RECOVER_UNKNOWN: "この紙の隊が見つかりません。紙が使えなくなっているか、隊が終わっているか、べつのところで始めた隊のようです。言葉と隊の番号を、もう一度たしかめてください。",
        "この {紙|かみ}の {隊|たい}が {見|み}つかりません。{紙|かみ}が {使|つか}えなく なったか、{隊|たい}が {終|お}わったようです。{言葉|ことば}と {隊|たい}の {番号|ばんごう}を もう {一度|いちど} {見|み}て ください。",
        "The squad of this sheet was not found. The sheet may have been put out, the squad may have ended, or it is kept elsewhere. Please check the words and the squad's number.";
    RECOVER_NOW: "隊をもどす", "{隊|たい}を もどす", "Restore the squad";
    RECOVERING: "もどしています", "もどして います", "Restoring";
}
