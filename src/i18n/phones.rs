//! なかまのスマホ: connecting a squad, its phones, the recovery sheet, a lost phone, leaving and the end.

texts! {
    TITLE: "なかまのスマホとつなぐ", "なかまの スマホと つなぐ", "Other phones of the squad";
    LINE: "送る・受け取る、スマホの一覧、なくしたとき", "{送|おく}る・{受|う}け{取|と}る、スマホの {一覧|いちらん}、なくした とき", "Sending and receiving, the list of phones, a lost phone";
    BUSY: "しています", "して います", "Working";

    // Before it is connected
    WHAT: "つなぐと、困りごとや記録が、隊のみんなのスマホに届きます。送るものにはカギがかかり、送り先(サーバー)の人にも読めません。",
        "つなぐと、{困|こま}りごとや {記録|きろく}が {隊|たい}の みんなの スマホに {届|とど}きます。{送|おく}る ものには カギが かかります。{送|おく}る {先|さき}の {人|ひと}も {読|よ}めません。",
        "Once connected, requests and records reach everybody's phone. What is sent is sealed; the people who run the server cannot read it.";
    WHAT_STAYS: "電波がなくても、いままでどおり記録できます。つながったときに、ひとりでに送ります。", "{電波|でんぱ}が なくても、{記録|きろく}できます。つながった ときに、{自動|じどう}で {送|おく}ります。",
        "You can still record without a signal. What you wrote is sent by itself when there is one.";
    HONEST: "送り先にわかるのは、送った時間、大きさ、スマホの数と役割、どこからつないだかだけです。ただし、このアプリを出している人が悪いアプリに取りかえることは、カギでは防げません。信じられるところのアプリをお使いください。",
        "{送|おく}る {先|さき}に わかるのは、{送|おく}った {時間|じかん}、{大|おお}きさ、スマホの {数|かず}と {役割|やくわり}、どこから つないだか だけです。でも、アプリを {出|だ}す {人|ひと}が {悪|わる}い アプリに {変|か}える ことは、カギでは {止|と}められません。{信|しん}じられる ところの アプリを {使|つか}って ください。",
        "All the server learns is when something was sent, how large it was, how many phones there are with which role, and where they connect from. But whoever serves this app could serve an altered app; sealing does not protect against that. Use an app from somewhere you trust.";
    HONEST_TITLE: "だれに何がわかるか", "だれに {何|なに}が わかるか", "Who can learn what";
    CONNECT: "つなぐ", "つなぐ", "Connect";
    CONNECTING: "つないでいます", "つないで います", "Connecting";
    CODE: "運営者の番号", "{運営|うんえい}する {人|ひと}の {番号|ばんごう}", "The operator's code";
    CODE_HELP: "アプリを出している人(運営者)から聞いた番号です。", "アプリを {出|だ}して いる {人|ひと}から {聞|き}いた {番号|ばんごう}です。", "You get it from the people who run the app.";
    CODE_ASKED: "つなぐには、運営者の番号がいります。番号を入れて、もう一度「つなぐ」をおしてください。",
        "つなぐには、アプリを {出|だ}して いる {人|ひと}の {番号|ばんごう}が いります。{番号|ばんごう}を {入|い}れて、もう {一度|いちど}「つなぐ」を おして ください。",
        "Connecting takes the operator's code. Enter it and tap “Connect” again.";
    CODE_WRONG: "番号がちがうようです。運営者にたしかめてください。", "{番号|ばんごう}が ちがうようです。アプリを {出|だ}して いる {人|ひと}に {聞|き}いて ください。", "That does not seem to be the code. Please check with the operator.";
    CODE_EMPTY: "運営者の番号を入れてください。", "{番号|ばんごう}を {入|い}れて ください。", "Please enter the operator's code.";
    SERVER_TITLE: "ほかのサーバーにつなぐ", "ほかの サーバーに つなぐ", "Use another server";
    SERVER: "サーバーのアドレス", "サーバーの アドレス", "The server's address";
    SERVER_HELP: "何も入れなければ、このアプリを出しているサーバーにつなぎます。ほかのサーバーを使うときだけ、運営者から聞いたアドレスを入れてください。例:https://kiroku.example.jp",
        "{何|なに}も {入|い}れないと、この アプリの サーバーに つなぎます。ほかの サーバーを {使|つか}う ときだけ、アドレスを {入|い}れて ください。{例|れい}:https://kiroku.example.jp",
        "Left empty, the squad connects to the server this app came from. Enter an address only to use another one, for example https://records.example.org";
    SERVER_WRONG: "サーバーのアドレスではないようです。https:// で始まるアドレスを入れてください。", "サーバーの アドレスでは ないようです。https:// で {始|はじ}まる アドレスを {入|い}れて ください。", "That does not look like a server's address. Please enter one that begins with https://.";
    SERVER_IS: "送り先のサーバー:{server}", "{送|おく}る サーバー:{server}", "Server: {server}";
    MOVE: "送り先のサーバーをかえる", "{送|おく}る サーバーを {変|か}える", "Change the server";
    MOVE_NOW: "このサーバーにかえる", "この サーバーに {変|か}える", "Use this server";
    MOVE_WHY: "隊の記録を、ほかのサーバーへうつします。記録はスマホの中にあるので、なくなりません。先に世話役がかえて、それからほかの人のスマホにも同じアドレスを入れます。入れるまで、前のサーバーの人とはたがいに届きません。",
        "{隊|たい}の {記録|きろく}を、ほかの サーバーに {移|うつ}します。{記録|きろく}は スマホに あるので、なくなりません。{先|さき}に {世話役|せわやく}が {変|か}えます。それから、ほかの スマホにも {同|おな}じ アドレスを {入|い}れます。{入|い}れるまで、{前|まえ}の サーバーの {人|ひと}とは {届|とど}きません。",
        "This moves the squad's records to another server. They are on the phones, so nothing is lost. A lead changes it first, then the same address is entered on every other phone. Until then, phones at the old server and at the new one do not reach each other.";
    MOVE_AFTER: "かえたあと、招待と控えの紙を作りなおし、お知らせを使う人はもう一度オンにしてください。", "{変|か}えた あとで、{招待|しょうたい}と {控|ひか}えの {紙|かみ}を もう {一度|いちど} {作|つく}って ください。お{知|し}らせを {使|つか}う {人|ひと}は、もう {一度|いちど} オンに して ください。", "Afterwards, make invitations and the recovery sheet again; whoever uses notices turns them on again.";
    MOVE_HELP: "何も入れなければ、このアプリを出しているサーバーになります。例:https://kiroku.example.jp", "{何|なに}も {入|い}れないと、この アプリの サーバーに なります。{例|れい}:https://kiroku.example.jp", "Left empty, it is the server this app came from. For example https://records.example.org";
    MOVE_LEADS_FIRST: "この隊は、まだそのサーバーにありません。先に世話役のスマホでかえてください。", "この {隊|たい}は、まだ その サーバーに ありません。{先|さき}に {世話役|せわやく}の スマホで {変|か}えて ください。", "This squad is not at that server yet. A lead has to change it first.";
    MOVE_SAME: "いまのサーバーと同じです。何も変わっていません。", "{今|いま}の サーバーと {同|おな}じです。{何|なに}も {変|か}わって いません。", "That is the server in use. Nothing was changed.";
    LEADS_CONNECT: "つなぐことができるのは世話役です。つなぎたいときは、世話役に話してください。", "つなぐ ことが できるのは {世話役|せわやく}です。{世話役|せわやく}に {話|はな}して ください。", "Only leads can connect the squad. Please talk to a lead.";
    SAMPLE: "見本の隊は、このスマホの中だけにあります。どこにも送りません。本当の隊をはじめると、ここでつなげます。",
        "{見本|みほん}の {隊|たい}は、この スマホの {中|なか}だけに あります。どこにも {送|おく}りません。{本当|ほんとう}の {隊|たい}を {始|はじ}めると、ここで つなげます。",
        "The sample squad stays on this phone and is sent nowhere. With a squad of your own you can connect here.";

    // How it stands
    STANDING: "送る・受け取る", "{送|おく}る・{受|う}け{取|と}る", "Sending and receiving";
    SETTLED: "すべて送り、受け取りました。最後は {when} です。", "ぜんぶ {送|おく}って、{受|う}け{取|と}りました。{最後|さいご}は {when} です。", "Everything was sent and received, last at {when}.";
    SETTLED_NEVER: "アプリを開いてから、まだ送っても受け取ってもいません。", "アプリを {開|ひら}いてから、まだ {送|おく}ったり {受|う}け{取|と}ったり して いません。", "Nothing was sent or received since the app was opened.";
    SENDING: "{of}件のうち {done}件を送りました。このまま使って大丈夫です。", "{of}{件|けん}の うち {done}{件|けん}を {送|おく}りました。このまま {使|つか}って だいじょうぶです。", "{done} of {of} sent. You can go on using the app.";
    FETCHING: "ほかのスマホの記録を受け取っています。このまま使って大丈夫です。", "ほかの スマホの {記録|きろく}を {受|う}け{取|と}って います。このまま {使|つか}って だいじょうぶです。", "Receiving what the other phones wrote. You can go on using the app.";
    UNREACHABLE: "いまはつながりません。書いたものはこのスマホに残っていて、つながるとひとりでに送ります。", "いまは つながりません。{書|か}いた ものは この スマホに {残|のこ}って います。つながると {自動|じどう}で {送|おく}ります。", "There is no connection now. What you wrote is safe on this phone and is sent by itself when there is one.";
    NOT_SENT: "送れませんでした:{why}。書いたものはこのスマホに残っています。少したつと、ひとりでにもう一度送ります。",
        "{送|おく}れませんでした:{why}。{書|か}いた ものは この スマホに {残|のこ}って います。{少|すこ}し あとで、もう {一度|いちど} {送|おく}ります。",
        "It could not be sent: {why}. What you wrote is safe on this phone and is tried again by itself.";
    TOO_OLD: "このアプリが古くなったので、送る・受け取ることができません。書いたものは、このスマホに残っています。新しいアプリに入れかえると、つづきから送ります。",
        "この アプリは {古|ふる}いので、{送|おく}ったり {受|う}け{取|と}ったり できません。{書|か}いた ものは この スマホに {残|のこ}って います。{新|あたら}しい アプリに {入|い}れかえると、{送|おく}ります。",
        "This app has become too old to send and receive. What you wrote is safe on this phone. After switching to the new version it is sent.";
    WAITING: "世話役に入れてもらうのを待っています。番号は {number} です。", "{世話役|せわやく}に {入|い}れて もらうのを {待|ま}って います。{番号|ばんごう}は {number} です。", "Waiting for a lead to let this phone in. The number is {number}.";
    OUT: "このスマホは、もう送る・受け取ることができません。", "この スマホは、もう {送|おく}ったり {受|う}け{取|と}ったり できません。", "This phone no longer sends or receives.";
    ALONE: "この隊は、このスマホの中だけにあります。ほかのスマホへ送るには、「なかまのスマホとつなぐ」でつなぎます。",
        "この {隊|たい}は この スマホの {中|なか}だけに あります。ほかの スマホへ {送|おく}る ときは「なかまの スマホと つなぐ」で つなぎます。",
        "This squad is on this phone alone. To send to other phones, connect it under “Other phones of the squad”.";
    STUCK: "{n}件だけ、送れずにこのスマホに残っています。ほかは送りました。わけは「まだ送っていないもの」にあります。", "{n}{件|けん}だけ {送|おく}れません。この スマホに {残|のこ}って います。ほかは {送|おく}りました。", "{n} could not be sent and stay on this phone; all others were sent. The reasons stand under “Not sent yet”.";
    STUCK_TITLE: "送れない・受け取れないもの", "{送|おく}れない もの・{受|う}け{取|と}れない もの", "Cannot be sent or received";
    STUCK_NO_ROOM: "送り先がいっぱいです。場所があくと、ひとりでに送ります。", "{送|おく}る {先|さき}が いっぱいです。{場所|ばしょ}が できると、{自動|じどう}で {送|おく}ります。", "The server is full. It is sent by itself once there is room.";
    STUCK_NOT_YET: "大きすぎるか、ほかのスマホの知らせを待っています。ひとりでに、もう一度ためします。", "{大|おお}きすぎるか、ほかの スマホを {待|ま}って います。{自動|じどう}で もう {一度|いちど} ためします。", "It is too large, or waits for another phone of the squad. It is tried again by itself.";
    STUCK_REFUSED: "送り先が受け取りません。アプリを新しくしてください。", "{送|おく}る {先|さき}が {受|う}け{取|と}りません。アプリを {新|あたら}しく して ください。", "The server does not take it. Please update the app.";
    STUCK_NOT_BELIEVED: "ほかのスマホから来た書きこみに、この隊の人のしるしがありません。使っていません。", "ほかの スマホから {来|き}た ものに、この {隊|たい}の {人|ひと}の しるしが ありません。{使|つか}って いません。", "What came from another phone does not carry the mark of anybody in this squad. It is not used.";
    WAITING_WHY: "つながると、ひとりでに送ります。それまでは、このスマホに残っています。", "つながると、{自動|じどう}で {送|おく}ります。それまで この スマホに {残|のこ}って います。", "They are sent by themselves when there is a connection. Until then they are safe on this phone.";
    HURRY: "いま送る・受け取る", "いま {送|おく}る・{受|う}け{取|と}る", "Send and receive now";

    // The recovery sheet
    SHEET: "控えの紙", "{控|ひか}えの {紙|かみ}", "Recovery sheet";
    SHEET_NONE: "控えの紙がまだありません。隊のスマホを全部なくすと、記録はもどせません。紙が1枚あれば、もどせます。",
        "{控|ひか}えの {紙|かみ}が まだ ありません。{隊|たい}の スマホを ぜんぶ なくすと、{記録|きろく}は もどりません。{紙|かみ}が 1{枚|まい} あれば、もどせます。",
        "There is no recovery sheet yet. If all phones of the squad are lost, the records are gone. One sheet of paper brings them back.";
    SHEET_MAKE: "控えの紙を作る", "{控|ひか}えの {紙|かみ}を {作|つく}る", "Make a recovery sheet";
    SHEET_AGAIN: "新しい控えの紙を作る", "{新|あたら}しい {控|ひか}えの {紙|かみ}を {作|つく}る", "Make a new recovery sheet";
    SHEET_MAKING: "作っています", "{作|つく}って います", "Making it";
    SHEET_CONNECTED: "つながりました。これから、書いたものはひとりでに送ります。", "つながりました。これから {書|か}いた ものは {自動|じどう}で {送|おく}ります。", "Connected. From now on what you write is sent by itself.";
    SHEET_WHY: "隊のスマホを全部なくしたとき、この紙の12の言葉で記録をもどせます。スマホもこの紙もなくすと、記録はなくなります。だれにも、もどせません。",
        "{隊|たい}の スマホを ぜんぶ なくした とき、この {紙|かみ}の 12の {言葉|ことば}で {記録|きろく}を もどせます。スマホも この {紙|かみ}も なくすと、だれも {記録|きろく}を もどせません。",
        "When all phones of the squad are lost, the twelve words on this sheet bring the records back. If the last phone is lost and there is no sheet, the records are gone; nobody can bring them back.";
    SHEET_KEEP: "紙を持つ人は、隊の記録をすべて読めます。2枚印刷して(書いて)、世話役2人が別々の家で、カギのかかるところにしまってください。写真にとったり、LINEで送ったりしないでください。",
        "この {紙|かみ}が ある {人|ひと}は、{隊|たい}の {記録|きろく}を ぜんぶ {読|よ}めます。{2枚|にまい} {作|つく}って、{世話役|せわやく} {2人|ふたり}が、べつの {家|いえ}で、カギの ある ところに しまって ください。{写真|しゃしん}に とったり、LINEで {送|おく}ったり しないで ください。",
        "Whoever holds the sheet can read all records of the squad. Print or copy it twice, and let two leads keep one each, in different homes, under lock. Do not photograph it or send it by LINE.";
    SHEET_BEFORE: "まわりに人がいないときに作ってください。プリンターがなければ、紙に書き写せます。", "{近|ちか}くに {人|ひと}が いない ときに {作|つく}って ください。プリンターが なければ、{紙|かみ}に {書|か}いて ください。",
        "Make it while nobody looks on. Without a printer, copy it onto paper by hand.";
    SHEET_OF: "{circle}の控えの紙", "{circle}の {控|ひか}えの {紙|かみ}", "Recovery sheet of {circle}";
    SHEET_DAY: "作った日 {day}", "{作|つく}った {日|ひ} {day}", "Made on {day}";
    SHEET_WORDS: "12の言葉(番号の順に)", "12の {言葉|ことば}({番号|ばんごう}の {順番|じゅんばん})", "The twelve words, in order";
    SHEET_CIRCLE: "隊の番号(大文字と小文字も、このとおりに)", "{隊|たい}の {番号|ばんごう}({大文字|おおもじ}と {小文字|こもじ}も この とおり)", "The squad's number (capital and small letters as they stand)";
    SHEET_QR: "控えの紙のQR", "{控|ひか}えの {紙|かみ}の QR", "QR code of the recovery sheet";
    SHEET_USE: "使い方:新しいスマホで「たのも～」を開き、「招待を受けた」から「控えの紙からもどす」をおして、12の言葉と隊の番号を入れます。",
        "{使|つか}い{方|かた}:{新|あたら}しい スマホで「たのも～」を {開|ひら}きます。「{招待|しょうたい}を もらった」から「{控|ひか}えの {紙|かみ}から もどす」を おして、12の {言葉|ことば}と {隊|たい}の {番号|ばんごう}を {入|い}れます。",
        "How to use it: open Tanomo on a new phone, choose “I was invited”, then “Restore from the recovery sheet”, and enter the twelve words and the squad's number.";
    SHEET_HOLDER: "しまう人:________________", "しまう {人|ひと}:________________", "Kept by: ________________";
    SHEET_OLD: "前に作った紙も、スマホの一覧で「使えなくする」まで使えます。", "{前|まえ}に {作|つく}った {紙|かみ}も、スマホの {一覧|いちらん}で「{使|つか}えなく する」まで {使|つか}えます。", "Sheets made before go on counting until they are put out in the list of phones.";
    SHEET_DONE: "書きとめました", "{書|か}きました", "I have it on paper";
    SHEET_LATER: "あとで作る", "あとで {作|つく}る", "Make it later";

    // Who waits to be let in
    ASKING: "入るのを待っている人", "{入|はい}るのを {待|ま}って いる {人|ひと}", "Waiting to be let in";
    ASKING_NONE: "いま、待っている人はいません。大ぜい用の招待を使った人が、ここに出ます。", "いま {待|ま}って いる {人|ひと}は いません。みんなの {招待|しょうたい}を {使|つか}った {人|ひと}が、ここに {出|で}ます。", "Nobody waits now. Those who use an invitation for many appear here.";
    ASKING_LOOKS: "たしかめています", "たしかめて います", "Looking";
    ASKING_AGAIN: "もう一度見る", "もう {一度|いちど} {見|み}る", "Look again";
    ASKED_AT: "{when} から待っています", "{when}から {待|ま}って います", "Waiting since {when}";
    LET_IN: "入れる", "{入|い}れる", "Let in";
    LET_IN_NUMBER: "番号 {number} のスマホを入れる", "{番号|ばんごう} {number} の スマホを {入|い}れる", "Let in the phone with number {number}";
    LET_IN_ASK: "その人のスマホの画面に、この番号が出ていますか。電話か、その場で聞いてください。番号がちがったら、入れないでください。",
        "その {人|ひと}の スマホに、この {番号|ばんごう}が {出|で}て いますか。{電話|でんわ}か、{会|あ}って {聞|き}いて ください。{番号|ばんごう}が ちがったら、{入|い}れないで ください。",
        "Does their own screen show this number? Ask them on the telephone or in person. If it differs, do not let the phone in.";
    LET_IN_YES: "はい、入れる", "はい、{入|い}れる", "Yes, let in";
    LET_IN_DONE: "番号 {number} のスマホを入れました。記録が届きはじめます。", "{番号|ばんごう} {number} の スマホを {入|い}れました。{記録|きろく}が {届|とど}きます。", "The phone with number {number} is in. The records are on their way to it.";

    // The list of phones
    LIST: "隊のスマホ", "{隊|たい}の スマホ", "The squad's phones";
    LIST_EMPTY: "スマホの一覧がまだ届いていません。つながると、ここに出ます。", "スマホの {一覧|いちらん}が まだ {届|とど}いて いません。つながると、ここに {出|で}ます。", "The list of phones has not arrived yet. It appears here once there is a connection.";
    NAMELESS: "(名前はまだ届いていません)", "({名前|なまえ}は まだ {届|とど}いて いません)", "(name has not arrived yet)";
    KIND_PHONE: "スマホ・パソコン", "スマホ・パソコン", "Phone or computer";
    KIND_SHEET: "控えの紙", "{控|ひか}えの {紙|かみ}", "Recovery sheet";
    MINE: "このスマホ", "この スマホ", "This phone";
    OUT_TAG: "使えなくしたもの", "{使|つか}えなく した もの", "Put out";
    OUT_MANY: "使えなくしたもの {n}台", "{使|つか}えなく した もの {n}{台|だい}", "Put out: {n}";
    CHANGE: "変える", "{変|か}える", "Change";
    CHANGE_OF: "{name}のスマホを変える", "{name}の スマホを {変|か}える", "Change the phone of {name}";
    PHONE_OF: "{name}のスマホ", "{name}の スマホ", "Phone of {name}";
    SHEET_BY: "{name}が作った控えの紙", "{name}が {作|つく}った {控|ひか}えの {紙|かみ}", "Recovery sheet made by {name}";
    MAKE_LEAD: "世話役にする", "{世話役|せわやく}に する", "Make a lead";
    MAKE_LEAD_WHY: "世話役は、ご依頼の方のカードをすべて見て、人を入れたり、スマホを使えなくしたりできます。", "{世話役|せわやく}は カードを ぜんぶ {見|み}ます。{人|ひと}を {入|い}れたり、スマホを {使|つか}えなく したり できます。", "A lead sees all residents' cards, lets people in and can put phones out.";
    MAKE_HELPER: "隊員にもどす", "{隊員|たいいん}に もどす", "Make a helper again";
    MAKE_HELPER_WHY: "隊員は、その日に行くご依頼の方のカードだけを見られます。", "{隊員|たいいん}は、その {日|ひ}に {行|い}く {人|ひと}の カードだけ {見|み}られます。", "A helper sees only the cards of those they visit.";
    ROLE_DONE: "役割を変えました", "{役割|やくわり}を {変|か}えました", "The role was changed";

    // A lost phone
    LOST: "スマホをなくしたとき(紛失の手順)", "スマホを なくした とき", "When a phone is lost";
    LOST_LINE: "なくしたスマホを使えなくして、知らせる人をたしかめます", "なくした スマホを {使|つか}えなく します", "Put the lost phone out, then tell those concerned";
    LOST_CALM: "あわてなくて大丈夫です。まず電話をかけて、近くにないかたしかめてください。見つからないときは、つぎの順にします。",
        "だいじょうぶです。まず {電話|でんわ}を かけて、{近|ちか}くに ないか {見|み}て ください。{見|み}つからない ときは、つぎの {順番|じゅんばん}に します。",
        "Keep calm. First call the phone and look for it nearby. If it cannot be found, go on here.";
    LOST_WHICH: "① なくしたスマホをえらびます", "① なくした スマホを えらびます", "1. Choose the phone that was lost";
    LOST_NOBODY: "使えなくできるスマホは、ほかにありません。", "{使|つか}えなく できる スマホは、ほかに ありません。", "There is no other phone to put out.";
    LOST_WHAT: "② 使えなくすると、こうなります", "② {使|つか}えなく すると、こう なります", "2. What happens then";
    LOST_WHAT_1: "そのスマホには、これから何も届きません。", "その スマホには、もう {何|なに}も {届|とど}きません。", "The phone gets nothing more.";
    LOST_WHAT_2: "つぎにつながったとき、そのスマホの中の記録は消えます。つながらないあいだは残ります。", "つぎに つながった とき、その スマホの {記録|きろく}は {消|き}えます。つながらない あいだは {残|のこ}ります。", "What is on it is erased when it next connects. Until then it stays there.";
    LOST_WHAT_3: "カードは6けたの番号で守られています。その人のこれまでの記録は、隊に残ります。", "カードは 6けたの {番号|ばんごう}で {守|まも}って います。その {人|ひと}の {記録|きろく}は {隊|たい}に {残|のこ}ります。", "The cards on it are locked by six digits. What its holder wrote stays with the squad.";
    LOST_WHAT_4: "元にはもどせません。見つかったら、新しい招待で入りなおします。", "もとに もどせません。{見|み}つかったら、{新|あたら}しい {招待|しょうたい}で {入|はい}ります。", "It cannot be undone. If the phone turns up, it joins again by a new invitation.";
    PUT_OUT: "使えなくする", "{使|つか}えなく する", "Put out";
    PUT_OUT_PICK: "先に、なくしたスマホをえらんでください。", "{先|さき}に、なくした スマホを えらんで ください。", "Please choose the lost phone first.";
    PUT_OUT_ASK: "{name}を使えなくします。元にはもどせません。", "{name}を {使|つか}えなく します。もとに もどせません。", "{name} will be put out. This cannot be undone.";
    PUT_OUT_DONE: "{name}を使えなくしました", "{name}を {使|つか}えなく しました", "{name} was put out";
    LOST_TELL: "③ きょうのうちに知らせます", "③ きょう {知|し}らせます", "3. Tell them today";
    LOST_TELL_1: "そのスマホの人がお手伝いに行ったご依頼の方に、世話役が電話で知らせます。そのスマホで見られたカードの一覧は、まだこのアプリに出せません。「困りごと」で、その人の作業をたしかめてください。",
        "その スマホの {人|ひと}が {手伝|てつだ}いに {行|い}った {人|ひと}に、{世話役|せわやく}が {電話|でんわ}します。その スマホで {見|み}た カードの {一覧|いちらん}は、まだ {出|で}ません。「{困|こま}りごと」で、その {人|ひと}の {手伝|てつだ}いを {見|み}て ください。",
        "A lead calls the residents whom the phone's holder went to help. The app cannot list yet whose cards the phone could open; look through that person's jobs under Requests.";
    LOST_TELL_2: "協議体と社協(または市)の担当の人に、なくした日と場所、使えなくした時間を知らせます。", "{協議体|きょうぎたい}と {社協|しゃきょう}(か {市|し})の {人|ひと}に、なくした {日|ひ}と {場所|ばしょ}、{使|つか}えなく した {時間|じかん}を {知|し}らせます。", "Tell the council and the welfare council (or the city) the day and place of the loss and when the phone was put out.";
    LOST_TELL_3: "スマホの会社と警察(遺失届)には、持ち主が知らせます。", "スマホの {会社|かいしゃ}と {警察|けいさつ}には、{持|も}って いた {人|ひと}が {知|し}らせます。", "Its owner tells the telephone company and the police.";
    LOST_CARDS: "そのスマホで開けたカード {n}件。この方たちに電話します", "その スマホで {開|ひら}けた カード {n}{件|けん}。この {人|ひと}たちに {電話|でんわ}します", "Cards this phone could open: {n}. Call these people";
    LOST_CARDS_NONE: "そのスマホで開けたカードはありません。", "その スマホで {開|ひら}けた カードは ありません。", "This phone could open no card.";
    LOST_CARDS_CLOSED: "カードを開くと、そのスマホで開けた方のお名前と電話番号が出ます。", "カードを {開|ひら}くと、その スマホで {開|ひら}けた {人|ひと}の {名前|なまえ}と {電話番号|でんわばんごう}が {出|で}ます。", "Open the cards to see the names and numbers of those whose card this phone could open.";
    LOST_CALL: "{name}に電話", "{name}に {電話|でんわ}", "Call {name}";
    LOST_LEADS: "スマホを使えなくできるのは世話役です。すぐ世話役に電話してください。", "スマホを {使|つか}えなく できるのは {世話役|せわやく}です。すぐ {世話役|せわやく}に {電話|でんわ}して ください。", "Only leads can put a phone out. Please call a lead at once.";
    CALL_LEAD: "{name}さんに電話する", "{name}さんに {電話|でんわ}する", "Call {name}";

    // Leaving, and the end
    ENDING: "ぬける・終わりにする", "ぬける・{終|お}わりに する", "Leaving and ending";
    LEAVE: "このスマホを隊からはずす", "この スマホを {隊|たい}から はずす", "Take this phone out of the squad";
    LEAVE_WHY: "このスマホは隊から出て、中の記録は消えます。隊のほかのスマホの記録は残ります。", "この スマホは {隊|たい}から {出|で}ます。{中|なか}の {記録|きろく}は {消|き}えます。ほかの スマホの {記録|きろく}は {残|のこ}ります。", "This phone leaves the squad and its records are erased. Those on the squad's other phones stay.";
    LEAVE_UNSENT: "まだ送っていないものが {n}件あります。先に送るか、ファイルに書き出してください。", "まだ {送|おく}って いない ものが {n}{件|けん} あります。{先|さき}に {送|おく}るか、ファイルに {出|だ}して ください。", "{n} records are not sent yet. Please send them first, or export a file.";
    LEAVE_NOW: "はずして、記録を消す", "はずして、{記録|きろく}を {消|け}す", "Leave and erase";
    LEAVE_SIGNED: "隊からはずしました。つながると、このスマホの記録を消す画面に変わります。", "{隊|たい}から はずしました。つながると、{記録|きろく}を {消|け}す {画面|がめん}に {変|か}わります。", "This phone is out of the squad. Once there is a connection, the screen that erases its records appears.";
    END: "隊を終わりにする", "{隊|たい}を {終|お}わりに する", "End the squad";
    END_WHY: "隊のみんなのスマホから、記録がすべて消えます。どのスマホも、消える前にファイルに書き出せます。元にはもどせません。",
        "みんなの スマホから {記録|きろく}が ぜんぶ {消|き}えます。{消|き}える {前|まえ}に ファイルに {出|だ}せます。もとに もどせません。",
        "All records go from everybody's phone. Each phone can export a file before. This cannot be undone.";
    END_TYPE: "終わりにするときは「{word}」と入れてください", "{終|お}わりに する ときは「{word}」と {書|か}いて ください", "To end it, type “{word}”";
    END_WORD: "終わります", "おわります", "end";
    END_NOW: "みんなの記録を消して、終わる", "みんなの {記録|きろく}を {消|け}して、{終|お}わる", "Erase everywhere and end";

    END_SIGNED: "隊を終わりにしました。つながると、みんなのスマホに伝わります。", "{隊|たい}を {終|お}わりに しました。つながると、みんなの スマホに {伝|つた}わります。", "The squad has ended. Everybody's phone hears of it once there is a connection.";

    // Put out
    OUT_TITLE: "世話役が、このスマホを使えなくしました", "{世話役|せわやく}が、この スマホを {使|つか}えなく しました", "A lead put this phone out";
    OUT_ENDED: "隊が終わりました", "{隊|たい}が {終|お}わりました", "The squad has ended";
    OUT_WHY: "このスマホには、もう隊の記録が届きません。なくしたスマホが見つかったときや、まちがいのときは、世話役に電話して、新しい招待をもらってください。",
        "この スマホには、もう {隊|たい}の {記録|きろく}が {届|とど}きません。まちがいの ときは、{世話役|せわやく}に {電話|でんわ}して、{新|あたら}しい {招待|しょうたい}を もらって ください。",
        "The squad's records no longer reach this phone. If it was lost and found again, or if this is a mistake, please call a lead and ask for a new invitation.";
    OUT_ENDED_WHY: "世話役が隊を終わりにしました。いっしょに活動してくださって、ありがとうございました。", "{世話役|せわやく}が {隊|たい}を {終|お}わりに しました。ありがとう ございました。", "A lead ended the squad. Thank you for helping.";
    OUT_LEFT: "このスマホを隊からはずしました", "この スマホを {隊|たい}から はずしました", "This phone has left the squad";
    OUT_LEFT_WHY: "隊のほかのスマホの記録は残ります。いっしょに活動してくださって、ありがとうございました。", "{隊|たい}の ほかの スマホの {記録|きろく}は {残|のこ}ります。ありがとう ございました。", "The records on the squad's other phones stay. Thank you for helping.";
    OUT_UNHEARD: "隊から出ましたが、ほかのスマホには伝わっていません", "{隊|たい}から {出|で}ました。ほかの スマホには {伝|つた}わって いません", "This phone is out, but the other phones have not heard of it";
    OUT_UNHEARD_WHY: "送り先が受け取らないので、隊のほかのスマホは、このスマホがまだいると思っています。世話役に電話して、このスマホを「使えなくする」にしてもらってください。このスマホの記録は、いつ消しても大丈夫です。",
        "{送|おく}る {先|さき}が {受|う}け{取|と}りません。ほかの スマホは、この スマホが まだ いると {思|おも}って います。{世話役|せわやく}に {電話|でんわ}して、この スマホを「{使|つか}えなく する」に して もらって ください。この スマホの {記録|きろく}は、いつ {消|け}しても いいです。",
        "The server does not take it, so the other phones still count this one in. Please call a lead and ask them to put this phone out. You may erase the records on this phone at any time.";
    OUT_UNSENT: "このスマホには、まだ送っていないものが {n}件あります。ファイルに書き出して、世話役にわたせます。", "この スマホに、まだ {送|おく}って いない ものが {n}{件|けん} あります。ファイルに {出|だ}して、{世話役|せわやく}に わたせます。", "{n} records on this phone were never sent. Export a file and give it to a lead.";
    OUT_EXPORT: "先に、ファイルに書き出す", "{先|さき}に、ファイルに {出|だ}す", "First, export a file";
    OUT_EXPORT_WHY: "いらなければ、書き出さなくても大丈夫です。カードを入れるときは、合言葉がいります。", "いらない ときは、しなくて いいです。カードを {入|い}れる ときは {合言葉|あいことば}が いります。", "You may skip this. To include the cards, a passphrase is needed.";
    OUT_ERASE: "このスマホから消す", "この スマホから {消|け}す", "Erase from this phone";
    OUT_ERASE_WHY: "困りごと、なかま、カードを、このスマホから消します。元にはもどせません。", "{困|こま}りごと、なかま、カードを この スマホから {消|け}します。もとに もどせません。", "Requests, people and cards are erased from this phone. This cannot be undone.";
    OUT_THEN: "消すと、「はじめる」の画面にもどります。", "{消|け}すと、「はじめる」の {画面|がめん}に もどります。", "Then the app begins anew.";
}
