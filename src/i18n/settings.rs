//! 設定: the look, the circle's rules, keeping the records, the number, the app itself.

texts! {
    TITLE: "設定", "{設定|せってい}", "Settings";
    LOOK: "見え方", "{見|み}え{方|かた}", "Look";
    LOOK_LINE: "言葉、文字の大きさ、色", "{言葉|ことば}、{文字|もじ}の {大|おお}きさ、{色|いろ}", "Language, size of letters, colours";
    RULES: "隊のきまり", "{隊|たい}の きまり", "The squad's rules";
    RULES_LINE: "利用料、人数、下見、保険、町", "{利用料|りようりょう}、{人数|にんずう}、{下見|したみ}、{保険|ほけん}、{町|まち}", "Charge, people, scouting, insurance, towns";
    KEEP: "記録の保管", "{記録|きろく}を {残|のこ}す", "Keeping the records";
    KEEP_LINE: "ファイルに書き出す、もどす、空きを見る", "ファイルに {出|だ}す、もどす、{空|あ}きを {見|み}る", "Export, restore, how full this phone is";
    NUMBER: "6けたの番号", "6けたの {番号|ばんごう}", "The 6-digit number";
    NUMBER_LINE: "ご依頼の方のカードを開く番号", "カードを {開|ひら}く {番号|ばんごう}", "Opens the residents' cards";
    ABOUT: "このアプリについて", "この アプリに ついて", "About this app";
    ABOUT_LINE: "版、新しいアプリ、ライセンス", "{新|あたら}しい アプリ、ライセンス", "Version, update, licences";
    ME: "わたし", "わたし", "Me";
    INSTALL_LINE: "電波がなくてもすぐ開けます", "{電波|でんぱ}が なくても すぐ {開|ひら}けます", "Opens at once, even without a signal";
    SAMPLE: "いまは「見本の隊」です。名前も記録も作りものです。", "いまは「{見本|みほん}の {隊|たい}」です。{名前|なまえ}も {記録|きろく}も {本当|ほんとう}では ありません。", "This is the sample squad. Names and records are made up.";
    SAVED: "保存しました", "{保存|ほぞん}しました", "Saved";

    // The look
    LANGUAGE: "言葉", "{言葉|ことば}", "Language";
    JA: "日本語", "{日本語|にほんご}", "日本語 (Japanese)";
    EASY: "やさしい日本語", "やさしい {日本語|にほんご}", "やさしい日本語 (easy Japanese)";
    EN: "English(英語)", "English({英語|えいご})", "English";
    SIZE: "文字の大きさ", "{文字|もじ}の {大|おお}きさ", "Size of letters";
    PERCENT: "{n}%", "{n}%", "{n}%";
    COLOURS: "色", "{色|いろ}", "Colours";
    LIGHT: "明るい", "{明|あか}るい", "Light";
    DARK: "暗い", "{暗|くら}い", "Dark";
    CONTRAST: "はっきり", "はっきり", "High contrast";
    CONTRAST_HINT: "黒い地に、白と黄色の文字", "{黒|くろ}い ところに {白|しろ}と {黄色|きいろ}の {文字|もじ}", "White and yellow on black";
    SUN_HINT: "外で見やすい、白黒の太い文字", "{外|そと}で {見|み}やすい {太|ふと}い {文字|もじ}", "Bold black on white, for bright sun";
    SIMPLE: "かんたん表示", "かんたん {表示|ひょうじ}", "Simple view";
    SIMPLE_HINT: "大きな文字とボタン4つだけ。読み上げもできます", "{大|おお}きな {文字|もじ}と ボタン 4つだけ。{声|こえ}でも {聞|き}けます", "Large letters and only four buttons, with reading aloud";
    SAMPLE_TITLE: "このように見えます", "この ように {見|み}えます", "It looks like this";
    SAMPLE_ROW: "草取り・東町", "{草取|くさと}り・{東町|ひがしまち}", "Weeding, Higashi-machi";
    SAMPLE_LINE: "手伝える人をさがしています", "{手伝|てつだ}える {人|ひと}を さがして います", "Looking for helpers";

    // The rules
    LEADS_ONLY: "きまりを変えられるのは世話役です。変えたいときは、世話役に話してください。", "きまりを {変|か}えられるのは {世話役|せわやく}です。{変|か}えたい ときは {世話役|せわやく}に {話|はな}して ください。", "Only leads change the rules. To change one, talk to a lead.";
    NOT_READY: "記録を読みこんでいます。少し待ってください。", "{記録|きろく}を {読|よ}んで います。{少|すこ}し {待|ま}って ください。", "Reading the records. One moment please.";
    WORDS_ARE_YOURS: "どの文も、隊で決めて変えられます。社協・市・保険会社の決まりが先です。", "{文|ぶん}は {隊|たい}で {変|か}えられます。{社協|しゃきょう}・{市|し}・{保険|ほけん}の {会社|かいしゃ}の きまりが {先|さき}です。", "Every text is yours to change. The welfare council, the city and the insurer have the last word.";
    CIRCLE: "隊のこと", "{隊|たい}の こと", "The squad";
    CIRCLE_NAME: "隊の名前", "{隊|たい}の {名前|なまえ}", "Name of the squad";
    LIMIT_40: "40文字まで", "40{文字|もじ}まで", "Up to 40 characters";
    PHONE: "ご依頼を受ける電話", "{電話|でんわ}({頼|たの}む {人|ひと}が かける)", "Telephone for residents";
    PHONE_HELP: "個人情報の問い合わせにも使います。20文字まで", "{名前|なまえ}などの {質問|しつもん}も この {電話|でんわ}です。20{文字|もじ}まで", "Also for questions about personal data. Up to 20 characters";
    RESPONSIBLE: "管理責任者", "{管理|かんり}する {人|ひと}", "Person responsible";
    RESPONSIBLE_HELP: "お名前・ご住所などを預かる責任者。40文字まで", "{名前|なまえ}や {住所|じゅうしょ}を {守|まも}る {人|ひと}。40{文字|もじ}まで", "Answers for the personal data. Up to 40 characters";
    WHERE: "活動する場所", "{活動|かつどう}する {場所|ばしょ}", "Where the squad works";
    PREFECTURE: "都道府県", "{都道府県|とどうふけん}", "Prefecture";
    CITY: "市区町村", "{市区町村|しくちょうそん}", "City";
    TOWNS: "町の一覧", "{町|まち}の {名前|なまえ}", "Towns";
    TOWNS_HELP: "1行に1つ。受付のときに、ここからえらびます。1つ40文字、300まで", "1{行|ぎょう}に 1つ。ここから えらびます。1つ 40{文字|もじ}、300まで", "One a line; picked from when logging a request. Up to 40 characters each, 300 in all";
    MONEY: "利用料", "{利用料|りようりょう}", "Charge";
    MONEY_HELP: "ご依頼の方が隊に払うお金です。外出の手伝いには、いただきません(実費だけ)。", "{頼|たの}んだ {人|ひと}が {隊|たい}に {払|はら}う お{金|かね}です。{外出|がいしゅつ}の {手伝|てつだ}いでは もらいません。", "What a resident pays the squad. Rides are never charged, only actual costs.";
    FEE: "1人1時間あたり", "{1人|ひとり} 1{時間|じかん}で", "Per person and hour";
    FEE_HELP: "利用料がなければ、空のまま。10,000円まで", "お{金|かね}を もらわない ときは {書|か}きません。10,000{円|えん}まで", "Leave empty for none. Up to ¥10,000";
    FEE_WRONG: "0から10,000までの数字で入れてください。", "0から 10,000までの {数字|すうじ}を {入|い}れて ください。", "Please enter a number from 0 to 10,000.";
    PLACES: "いつものつなぐ先", "いつもの つなぐ {先|さき}", "Usual places to pass on to";
    PLACES_HELP: "1行に1つ。つなぐときに、この中からえらべます。", "1{行|ぎょう}に 1つ {書|か}きます。つなぐ とき、この {中|なか}から えらべます。", "One a line. When passing on you pick from these.";
    UNIT: "時間の区切り", "{時間|じかん}の {区切|くぎ}り", "Counted in steps of";
    ROUND: "はんぱな時間は", "はんぱな {時間|じかん}は", "A part of a step";
    ROUND_UP: "切り上げ", "{多|おお}く {数|かぞ}える", "counts as a whole";
    ROUND_NEAREST: "四捨五入", "{近|ちか}い ほう", "to the nearest";
    ROUND_DOWN: "切り捨て", "{数|かぞ}えない", "does not count";
    CAP: "1回の上限", "1{回|かい}の {一番|いちばん}{多|おお}い お{金|かね}", "Most for one visit";
    CAP_HELP: "材料費はべつです。なければ空のまま。1,000,000円まで", "{材料|ざいりょう}の お{金|かね}は べつです。なければ {書|か}きません。1,000,000{円|えん}まで", "Materials apart. Leave empty for no limit. Up to ¥1,000,000";
    CAP_WRONG: "数字で、1,000,000円までで入れてください。", "{数字|すうじ}で、1,000,000{円|えん}まで {入|い}れて ください。", "Please enter a number up to ¥1,000,000.";
    EXAMPLE: "90分・2人・材料300円なら {n}円", "90{分|ぷん}・{2人|ふたり}・{材料|ざいりょう} 300{円|えん}なら {n}{円|えん}", "90 min, 2 people, ¥300 of materials: ¥{n}";
    TOGETHER_TITLE: "人数と下見", "{人数|にんずう}と {下見|したみ}", "People and scouting";
    TOGETHER: "いっしょに行く人数", "いっしょに {行|い}く {人数|にんずう}", "How many go together";
    TOGETHER_HELP: "これより少ないときは、理由を聞きます。", "これより {少|すく}ない ときは {理由|りゆう}を {聞|き}きます。", "With fewer, the app asks for a reason.";
    SCOUT_FIRST: "先に下見をする作業", "{先|さき}に {下見|したみ}を する {作業|さぎょう}", "Tasks to scout first";
    SCOUT_HELP: "下見がないと、人を決められません。", "{下見|したみ}が ないと {人|ひと}を {決|き}められません。", "Without scouting they cannot be matched.";
    ELIGIBILITY: "お手伝いできる方", "{手伝|てつだ}える {人|ひと}", "Who may be helped";
    ELIGIBILITY_HELP: "受付のときに見える文です。2000文字まで", "{受付|うけつけ}の とき {見|み}える {文|ぶん}です。2000{文字|もじ}まで", "Shown when a request is logged. Up to 2000 characters";
    CONSENT: "同意の読み上げ文", "{同意|どうい}の ことば", "Words of consent";
    CONSENT_HELP: "空のままなら、下の文を読み上げます。2000文字まで", "{書|か}かないと、{下|した}の {文|ぶん}を {読|よ}みます。2000{文字|もじ}まで", "Left empty, the text below is read out. Up to 2000 characters";
    CONSENT_DEFAULT: "{circle}です。お手伝いのため、お名前・ご住所・電話番号をお聞きします。見るのは世話役と、その日の担当者だけです。最後のお手伝いから1年で消します(けがなどの記録は別です)。いつでも、やめると言えます。電話は{phone}です。写真や、お便りにのせることは、断ってもお手伝いは変わりません。よろしいですか。", "{circle}です。{手伝|てつだ}う ために、{名前|なまえ}・{住所|じゅうしょ}・{電話番号|でんわばんごう}を {聞|き}きます。{見|み}るのは {世話役|せわやく}と、その {日|ひ}に {行|い}く {人|ひと}だけです。{最後|さいご}の {手伝|てつだ}いから 1{年|ねん}で {消|け}します(けがなどの {記録|きろく}は べつです)。いつでも「やめます」と {言|い}えます。{電話|でんわ}は {phone}です。{写真|しゃしん}や お{便|たよ}りは {断|ことわ}っても だいじょうぶです。いいですか。", "This is {circle}. To help you we ask for your name, address and telephone number. Only the leads and those who come that day see them. They are erased one year after the last help (records of injuries are kept apart). You can say stop at any time; our telephone is {phone}. You may refuse photos and the newsletter; the help stays the same. Do you agree?";
    INSURANCE: "保険", "{保険|ほけん}", "Insurance";
    INSURANCE_NAME: "保険の名前", "{保険|ほけん}の {名前|なまえ}", "Insurance plan";
    INSURANCE_HELP: "たとえば「ボランティア活動保険」。100文字まで", "たとえば「ボランティア{活動|かつどう}{保険|ほけん}」。100{文字|もじ}まで", "For example “volunteer insurance”. Up to 100 characters";
    COVERS_PAID: "利用料をいただく活動も対象", "お{金|かね}を もらう {活動|かつどう}も {入|はい}っている", "Covers paid help too";
    COVERS_HINT: "わからないときは「切」にして、保険の窓口に聞いてください。", "わからない ときは「しない」に して、{保険|ほけん}の {窓口|まどぐち}に {聞|き}いて ください。", "If unsure leave it off and ask the insurer.";
    NOT_COVERED_WARN: "利用料をいただくなら、有償の活動も対象の保険がいります。", "お{金|かね}を もらう なら、それも {入|はい}っている {保険|ほけん}が いります。", "If you charge, the insurance must cover paid help.";

    // Keeping the records
    ROOM: "このスマホの空き", "この スマホの {空|あ}き", "Room on this phone";
    ROOM_USED: "作業に使う場所:{used} / {most}", "{使|つか}って いる ところ:{used} / {most}", "Working space: {used} of {most}";
    ROOM_ALL: "全部の記録:{used}(使えるのは {most})", "ぜんぶの {記録|きろく}:{used}({使|つか}えるのは {most})", "All records: {used} (up to {most})";
    MEGABYTES: "{n}MB", "{n}MB", "{n} MB";
    KILOBYTES: "{n}KB", "{n}KB", "{n} KB";
    MEASURING: "しらべています", "しらべて います", "Measuring";
    FULL: "スマホがいっぱいです。保存した記録はなくなりません。写真や使わないアプリを消すと、空きます。", "スマホが いっぱいです。{記録|きろく}は なくなりません。{写真|しゃしん}などを {消|け}すと {空|あ}きます。", "This phone is full. Nothing saved is lost. Delete photos or unused apps to make room.";
    LASTING: "ブラウザーが、ひとりでに消さないと約束しています。", "ブラウザーは {記録|きろく}を {勝手|かって}に {消|け}しません。", "The browser has promised not to clear the records by itself.";
    NOT_LASTING: "空きがなくなると、ブラウザーが記録を消すことがあります。ホーム画面に追加して使い、ときどきファイルに書き出してください。iPhoneのSafariでは、7日間開かないと消えることがあります。ホーム画面に追加したアプリは消えません。", "{空|あ}きが なくなると、ブラウザーが {記録|きろく}を {消|け}す ことが あります。ホーム{画面|がめん}に {追加|ついか}して、ときどき ファイルに {出|だ}して ください。iPhoneの Safariでは 7{日|か} {開|ひら}かないと {消|き}える ことが あります。ホーム{画面|がめん}の アプリは {消|き}えません。", "When space runs out the browser may clear the records. Add the app to the home screen and export a file now and then. Safari on iPhone may clear them after 7 days without opening; an app on the home screen is kept.";
    DAMAGED: "こわれた記録が{n}件あり、控えから読み直しました。なくなった記録はありません。", "こわれた {記録|きろく}が {n}{件|けん} ありました。{控|ひか}えから {読|よ}みました。", "{n} damaged values were set aside and read again from the copy.";
    EXPORT: "ファイルに書き出す", "ファイルに {出|だ}す", "Export to a file";
    EXPORT_WHY: "スマホをなくしても、このファイルからもどせます。", "スマホを なくしても、この ファイルから もどせます。", "If the phone is lost, the records come back from this file.";
    WITH_CARDS: "ご依頼の方のカードも入れる", "{頼|たの}んだ {人|ひと}の カードも {入|い}れる", "Include the residents' cards";
    WITH_CARDS_HINT: "合言葉でカギをかけます。合言葉を忘れると、カードはだれにも開けません。", "{合言葉|あいことば}で カギを かけます。{忘|わす}れると、だれも {開|ひら}けません。", "They are locked with a passphrase. If it is forgotten, nobody can open them.";
    PASSPHRASE: "合言葉", "{合言葉|あいことば}", "Passphrase";
    PASSPHRASE_HELP: "8文字以上、100文字まで", "8{文字|もじ}より {多|おお}く、100{文字|もじ}まで", "8 to 100 characters";
    PASSPHRASE_AGAIN: "もう一度、同じ合言葉", "もう {一度|いちど}、{同|おな}じ {合言葉|あいことば}", "The same passphrase again";
    PASSPHRASE_SHORT: "8文字以上にしてください。", "8{文字|もじ}より {多|おお}く して ください。", "Please use at least 8 characters.";
    PASSPHRASE_DIFFERENT: "2つの合言葉がちがいます。", "2つの {合言葉|あいことば}が ちがいます。", "The two passphrases differ.";
    MAKE_FILE: "ファイルをつくる", "ファイルを {作|つく}る", "Make the file";
    SEND_FILE: "ファイルを送る", "ファイルを {送|おく}る", "Share the file";
    EXPORTED: "ファイルをつくりました。安全な場所にしまってください。", "ファイルを {作|つく}りました。{安全|あんぜん}な {場所|ばしょ}に しまって ください。", "The file is made. Please keep it in a safe place.";
    EXPORT_FAILED: "ファイルをつくれませんでした。記録はこのスマホに残っています。もう一度おためしください。", "ファイルを {作|つく}れませんでした。{記録|きろく}は この スマホに あります。もう {一度|いちど} して ください。", "The file could not be made. The records are still on this phone. Please try again.";
    RESTORE: "ファイルからもどす", "ファイルから もどす", "Restore from a file";
    RESTORE_WHY: "いまの記録は消えません。ファイルにあるものを、あわせます。", "いまの {記録|きろく}は {消|き}えません。ファイルの {記録|きろく}を {入|い}れます。", "Nothing is taken away: what is in the file is added.";
    CHOOSE_FILE: "ファイルをえらぶ", "ファイルを えらぶ", "Choose a file";
    RESTORING: "もどしています", "もどして います", "Restoring";
    FILE_HAS_CARDS: "カードが入っています。書き出したときの合言葉を入れてください。", "カードが {入|はい}って います。{合言葉|あいことば}を {入|い}れて ください。", "The file holds cards. Please enter the passphrase it was made with.";
    RESTORE_NOW: "もどす", "もどす", "Restore";
    RESTORED: "{n}件をもどしました。そのうちカードは{cards}件です。", "{n}{件|けん} もどしました。カードは {cards}{件|けん}です。", "{n} records restored, {cards} of them cards.";
    NOT_OURS: "このアプリのファイルではありません。たのも～で書き出したファイルをえらんでください。", "この アプリの ファイルでは ありません。ほかの ファイルを えらんで ください。", "This is not a file of this app. Please choose one exported by Tanomo.";
    CUT_OFF: "ファイルが途中で切れているか、書きかえられています。いまの記録はそのままです。もう一度ファイルをもらってください。", "ファイルが こわれて います。いまの {記録|きろく}は だいじょうぶです。もう {一度|いちど} もらって ください。", "The file is cut off or was changed. Your records are as before. Please get the file again.";
    NEWER: "新しいアプリのファイルです。先に、このアプリを新しくしてください。", "{新|あたら}しい アプリの ファイルです。{先|さき}に この アプリを {新|あたら}しく して ください。", "A newer app wrote this file. Please update this app first.";
    TOO_LARGE: "ファイルが大きすぎます(64MBまで)。", "ファイルが {大|おお}きすぎます(64MBまで)。", "The file is too large (up to 64 MB).";
    OTHER_CIRCLE: "ほかの隊のファイルです。この隊の記録は変えていません。", "ほかの {隊|たい}の ファイルです。この {隊|たい}の {記録|きろく}は {同|おな}じです。", "The file is of another squad. Nothing was changed.";
    WRONG_PASSPHRASE: "合言葉がちがいます。大文字・小文字もたしかめてください。", "{合言葉|あいことば}が ちがいます。もう {一度|いちど} {見|み}て ください。", "That is not the passphrase. Check capital letters too.";
    NOT_READ: "ファイルを読めませんでした。もう一度えらんでください。", "ファイルを {読|よ}めませんでした。もう {一度|いちど} えらんで ください。", "The file could not be read. Please choose it again.";
    NEEDS_NUMBER: "カードをしまうために、6けたの番号がいります。", "カードの ために 6けたの {番号|ばんごう}が いります。", "To keep cards, the 6-digit number is needed.";

    // Several squads on one phone
    CIRCLES: "隊の切りかえ", "{隊|たい}を かえる", "Squads on this phone";
    CIRCLES_LINE: "もうひとつの隊に入る・開く隊をかえる", "ほかの {隊|たい}に {入|はい}る・{隊|たい}を かえる", "Join one more squad, or open another one";
    CIRCLE_OPEN: "いま開いている隊", "いま {開|ひら}いて いる {隊|たい}", "Open now";
    CIRCLE_OTHERS: "このスマホのほかの隊", "この スマホの ほかの {隊|たい}", "Other squads on this phone";
    CIRCLE_NONE: "ほかの隊はありません。", "ほかの {隊|たい}は ありません。", "There is no other squad.";
    CIRCLE_OPEN_IT: "{circle}を開く", "{circle}を {開|ひら}く", "Open {circle}";
    CIRCLE_NAMELESS: "名前のまだない隊", "{名前|なまえ}が まだ ない {隊|たい}", "a squad without a name yet";
    CIRCLE_UNSENT: "まだ送っていないものが{n}件あります。開くと送ります。", "まだ {送|おく}って いない ものが {n}{件|けん} あります。{開|ひら}くと {送|おく}ります。", "{n} not sent yet. They are sent when it is opened.";
    CIRCLE_ANOTHER: "もうひとつの隊に入る・はじめる", "もう ひとつの {隊|たい}に {入|はい}る・はじめる", "Join or start one more squad";
    CIRCLE_STAYS: "いまの隊の記録は、このスマホに残ります。ほかの隊を開いているあいだ、いまの隊のものは送りも受け取りもしません。「隊の切りかえ」で、いつでも開きなおせます。",
        "いまの {隊|たい}の {記録|きろく}は この スマホに {残|のこ}ります。ほかの {隊|たい}を {開|ひら}いて いる あいだは、{送|おく}ったり {受|う}け{取|と}ったり しません。「{隊|たい}を かえる」で また {開|ひら}けます。",
        "The records of the squad that is open stay on this phone. While another one is open, nothing of it is sent or received. It can be opened again at any time.";
    CIRCLE_NOT: "切りかえられませんでした。いまの隊はそのままです。もう一度おためしください。", "かえられませんでした。いまの {隊|たい}の ままです。もう {一度|いちど} して ください。", "It did not work. Everything is as before. Please try again.";

    // Erasing a squad from this phone
    WIPE: "この隊の記録をこのスマホから消す", "この {隊|たい}の {記録|きろく}を この スマホから {消|け}す", "Erase this squad from this phone";
    WIPE_SAMPLE: "見本の隊をおわる", "{見本|みほん}の {隊|たい}を おわる", "Leave the sample squad";
    WIPE_SAMPLE_WHY: "見本の記録を消して、はじめの画面にもどります。", "{見本|みほん}の {記録|きろく}を {消|け}して、はじめの {画面|がめん}に もどります。", "Erases the sample records and goes back to the first screen.";
    WIPE_WHY: "困りごと、なかま、カード、書きかけ、すべてが消えます。元にもどせません。先にファイルに書き出してください。", "{困|こま}りごと、なかま、カード、ぜんぶ {消|き}えます。もとに もどせません。{先|さき}に ファイルに {出|だ}して ください。", "Requests, people, cards and drafts all go. This cannot be undone. Please export a file first.";
    WIPE_ELSEWHERE: "ほかのスマホの記録と、このスマホのほかの隊の記録は消えません。", "ほかの スマホの {記録|きろく}と、この スマホの ほかの {隊|たい}の {記録|きろく}は {消|き}えません。", "Records on other phones, and of other squads on this phone, stay.";
    WIPE_TYPE: "消すときは「{word}」と入れてください", "{消|け}す ときは「{word}」と {書|か}いて ください", "To erase, type “{word}”";
    WIPE_WORD: "消します", "けします", "erase";
    WIPE_NOW: "すべて消す", "ぜんぶ {消|け}す", "Erase everything";
    WIPE_FAILED: "消せませんでした。ほかの窓でこのアプリを開いていたら、とじてから、もう一度おためしください。", "{消|け}せませんでした。ほかの {窓|まど}の アプリを {閉|と}じて、もう {一度|いちど} して ください。", "It could not be erased. Close other windows of this app and try again.";

    // The number
    NUMBER_WHY: "ご依頼の方のお名前・ご住所・電話番号は、この番号で守ります。家族にも見えません。忘れると開けないので、紙に書いて家にしまってください。", "{頼|たの}んだ {人|ひと}の {名前|なまえ}・{住所|じゅうしょ}は この {番号|ばんごう}で {守|まも}ります。{家族|かぞく}にも {見|み}えません。{忘|わす}れると {開|ひら}けません。{紙|かみ}に {書|か}いて ください。", "This number protects residents' names, addresses and telephones, from your family too. If forgotten, they cannot be opened: write it on paper and keep that at home.";
    NUMBER_NONE: "まだ番号がありません。", "まだ {番号|ばんごう}が ありません。", "There is no number yet.";
    NUMBER_OPEN: "いま、カードは開いています。", "いま カードは {開|あ}いて います。", "The cards are open now.";
    NUMBER_CLOSED: "いま、カードは閉じています。", "いま カードは {閉|し}まって います。", "The cards are closed now.";
    LOCK_NOW: "いますぐ閉じる", "いま {閉|と}じる", "Close them now";
    UNLOCK: "番号を入れて開く", "{番号|ばんごう}を {入|い}れて {開|ひら}く", "Enter the number to open";
    CHANGE_FIRST: "番号を変えるには、先にいまの番号で開いてください。", "{番号|ばんごう}を {変|か}える ときは、{先|さき}に いまの {番号|ばんごう}で {開|ひら}いて ください。", "To change the number, first open the cards with the present one.";
    BY_DEVICE: "スマホのロックでも開く(顔・指など)", "スマホの ロックでも {開|ひら}く({顔|かお}・{指|ゆび}など)", "Open with this phone's own lock too (face, finger)";
    BY_DEVICE_HINT: "番号のかわりに使えます。番号もそのまま使えます", "{番号|ばんごう}の かわりに {使|つか}えます。{番号|ばんごう}も {使|つか}えます", "Instead of the number; the number still works";
    BY_DEVICE_ASKS: "スマホに、顔や指で答えてください", "スマホに {顔|かお}や {指|ゆび}で {答|こた}えて ください", "Please answer this phone with your face or finger";
    NOT_BY_DEVICE: "このスマホのロックは使えませんでした。番号で開けます。", "この スマホの ロックは {使|つか}えませんでした。{番号|ばんごう}で {開|ひら}けます。", "This phone's own lock could not be used. The number opens the cards.";
    NEW_NUMBER: "新しい番号", "{新|あたら}しい {番号|ばんごう}", "New number";
    NEW_NUMBER_HELP: "数字6つ", "{数字|すうじ} 6つ", "Six digits";
    AGAIN: "もう一度、同じ番号", "もう {一度|いちど}、{同|おな}じ {番号|ばんごう}", "The same number again";
    CHOOSE: "この番号にする", "この {番号|ばんごう}に する", "Use this number";
    CHANGED: "番号を変えました。", "{番号|ばんごう}を {変|か}えました。", "The number was changed.";
    DIGITS: "数字を6つ入れてください。", "{数字|すうじ}を 6つ {入|い}れて ください。", "Please enter six digits.";
    DIFFERENT: "2つの番号がちがいます。", "2つの {番号|ばんごう}が ちがいます。", "The two numbers differ.";
    NUMBER_FAILED: "番号を変えられませんでした。前の番号のままです。", "{番号|ばんごう}を {変|か}えられませんでした。{前|まえ}の {番号|ばんごう}です。", "The number could not be changed. The old one still holds.";

    // The app
    VERSION: "版", "バージョン", "Version";
    VERSION_OF: "{version}({build})", "{version}({build})", "{version} ({build})";
    UPDATE: "新しいアプリ", "{新|あたら}しい アプリ", "Update";
    UPDATE_NONE: "いまは、これが新しいアプリです。", "いまは これが {新|あたら}しい アプリです。", "You have the version we know of.";
    UPDATE_READY: "新しいアプリの用意ができました。入れかえても、記録はそのままです。", "{新|あたら}しい アプリが あります。{入|い}れかえても {記録|きろく}は {同|おな}じです。", "A new version is ready. Switching keeps all records.";
    LOOK_FOR_UPDATE: "新しいアプリをさがす", "{新|あたら}しい アプリを さがす", "Look for an update";
    LOOKED: "さがしています。見つかると、ここに出ます。", "さがして います。あれば、ここに {出|で}ます。", "Looking. If there is one, it appears here.";
    LICENCES: "ライセンス", "ライセンス", "Licences";
    LICENCE_OWN: "たのも～は、MIT または Apache-2.0 で、だれでも使って、直して、配ることができます。", "たのも～は、だれでも {使|つか}って、{直|なお}して、{配|くば}る ことが できます(MIT か Apache-2.0)。", "Tanomo is free to use, change and pass on, under MIT or Apache-2.0.";
    LICENCE_USES: "使っているもの", "{使|つか}って いる もの", "What it is built with";
    HONEST: "記録は、このスマホと、つないだなかまのスマホの中にあります。カードにも、送るものにも、カギをかけています。アプリを出している人が悪いアプリに取りかえることは、防げません。信じられるところから開いてください。",
        "{記録|きろく}は この スマホと、つないだ なかまの スマホの {中|なか}に あります。カードにも、{送|おく}る ものにも カギを かけます。アプリを {出|だ}す {人|ひと}が {悪|わる}い アプリに {変|か}える ことは {止|と}められません。{信|しん}じられる ところの アプリを {使|つか}って ください。",
        "The records are on this phone and on the squad's phones it is connected to. Cards, and everything that is sent, are sealed. Whoever serves an app could serve an altered one, so open it from somewhere you trust.";
}
