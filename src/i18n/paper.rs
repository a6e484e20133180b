//! Sheets of paper: what is asked before printing, and what stands on them.

texts! {
    TITLE: "紙を印刷する", "{紙|かみ}を {印刷|いんさつ}する", "Paper to print";
    LINE: "申込書、名簿、お伺いカード、ポスター", "{申込書|もうしこみしょ}、{名簿|めいぼ}、カード、ポスター", "Request forms, lists, visiting cards, a poster";
    OFFLINE: "電波がなくても印刷できます。印刷しても、記録は変わりません。", "{電波|でんぱ}が なくても {印刷|いんさつ}できます。{記録|きろく}は {変|か}わりません。", "Prints without a signal. Printing changes no record.";
    PAGES: "A4で{n}枚", "A4で {n}まい", "{n} sheets of A4";
    PAGE_OF: "{n}／{all}", "{n}／{all}", "{n}／{all}";
    NO: "No.{n}", "No.{n}", "No.{n}";

    // How to take it to a printer elsewhere
    PDF: "PDFにする・コンビニで印刷する", "PDFに する・コンビニで {印刷|いんさつ}する", "Save as PDF, print at a shop";
    PDF_MAKE: "PDFを作る", "PDFを {作|つく}る", "Make a PDF";
    PDF_MAKING: "PDFを作っています {n}／{all}", "PDFを {作|つく}って います {n}／{all}", "Making the PDF {n}／{all}";
    PDF_MADE: "PDFができました。コンビニのアプリやLINEに送れます", "PDFが できました。コンビニの アプリや LINEに {送|おく}れます", "The PDF is ready to send to the shop's app or LINE";
    PDF_SHARE: "共有で送る", "{共有|きょうゆう}で {送|おく}る", "Share it";
    PDF_SAVE: "ファイルに保存", "ファイルに {保存|ほぞん}", "Save as a file";
    PDF_FAILED: "PDFを作れませんでした。「印刷する」からも作れます", "PDFが できませんでした。「{印刷|いんさつ}する」からも できます", "The PDF could not be made. “Print” makes one too";
    PDF_ANDROID: "Android", "Android", "Android";
    PDF_ANDROID_HOW: "①「印刷する」をおす ② 上の「プリンタを選択」で「PDF形式で保存」をえらぶ ③ PDFのしるしをおして保存 ④ そのファイルを「共有」で、コンビニのアプリかLINEに送る",
        "①「{印刷|いんさつ}する」を おす ② {上|うえ}の「プリンタを {選択|せんたく}」で「PDF{形式|けいしき}で {保存|ほぞん}」を えらぶ ③ PDFの しるしを おす ④ その ファイルを「{共有|きょうゆう}」で コンビニの アプリか LINEに {送|おく}る",
        "1. Tap “Print” 2. At the top choose “Save as PDF” as the printer 3. Tap the PDF sign and save 4. Share that file with the shop's app or LINE";
    PDF_IPHONE: "iPhone・iPad", "iPhone・iPad", "iPhone, iPad";
    PDF_IPHONE_HOW: "①「印刷する」をおす ② プリンタはえらばず、「共有」(四角に上向きの矢印)をおす ③ コンビニのアプリかLINEをえらぶ。「\"ファイル\"に保存」をえらぶと、PDFが残ります",
        "①「{印刷|いんさつ}する」を おす ② プリンタは えらばない。「{共有|きょうゆう}」({四角|しかく}と {上|うえ}の {矢印|やじるし})を おす ③ コンビニの アプリか LINEを えらぶ。「\"ファイル\"に {保存|ほぞん}」で PDFが {残|のこ}ります",
        "1. Tap “Print” 2. Choose no printer; tap Share (the square with an arrow) 3. Choose the shop's app or LINE. “Save to Files” keeps the PDF";
    PDF_COMPUTER: "パソコン", "パソコン", "Computer";
    PDF_COMPUTER_HOW: "①「印刷する」をおす ② 送信先を「PDFに保存」にする ③ 保存したファイルをUSBメモリやコンビニのホームページへ",
        "①「{印刷|いんさつ}する」を おす ② {送|おく}る {先|さき}を「PDFに {保存|ほぞん}」に する ③ その ファイルを USBメモリや コンビニの ホームページへ",
        "1. Tap “Print” 2. Choose “Save as PDF” as the destination 3. Take the file to the shop on a USB stick or by its website";
    PDF_CARE: "住所や電話番号ののった紙は、コンビニのアプリに残ることがあります。印刷したら消して、紙は回収してください。",
        "{住所|じゅうしょ}や {電話番号|でんわばんごう}が ある {紙|かみ}は、コンビニの アプリに {残|のこ}る ことが あります。{印刷|いんさつ}したら {消|け}して、{紙|かみ}は {集|あつ}めて ください。",
        "A sheet with addresses or numbers may stay in the shop's app. Delete it there after printing, and collect the paper.";

    // 当日の用紙
    TEAM_SHEET: "当日の用紙", "その {日|ひ}の {紙|かみ}", "Day sheet";
    TEAM_SHEET_LINE: "班ごとに1まい。住所、電話、気をつけること、書きこむ欄", "{班|はん}の {紙|かみ}。{住所|じゅうしょ}、{電話|でんわ}、{書|か}く ところ", "One for each team: addresses, hazards, room to write";
    TEAM_LEADS: "お名前とご住所がのるので、世話役が印刷します。", "{名前|なまえ}と {住所|じゅうしょ}が あるので、{世話役|せわやく}が {印刷|いんさつ}します。", "It has names and addresses, so a lead prints it.";
    TEAM_NO_DAY: "これからの活動日がまだありません。先に計画してください。", "{活動日|かつどうび}が まだ ありません。{先|さき}に {作|つく}って ください。", "There is no work day to come yet. Plan one first.";
    TEAM_WHICH_DAY: "どの活動日", "どの {日|ひ}", "Which day";
    TEAM_WHICH: "どの班(えらばなければ全部)", "どの {班|はん}({選|えら}ばないと ぜんぶ)", "Which team (all if none is chosen)";
    TEAM_FROM: "最初の紙の番号", "さいしょの {紙|かみ}の {番号|ばんごう}", "Number of the first sheet";
    TEAM_FROM_HELP: "番号は、活動日の「紙を渡す・回収チェック」で使います。", "{番号|ばんごう}は、{紙|かみ}を {集|あつ}める ときに {使|つか}います。", "The number is ticked off when the paper comes back.";
    TEAM_CLOSED: "カードが閉じています。開くと、お名前・ご住所・電話がのります。", "カードが {閉|と}じて います。{開|あ}けると、{名前|なまえ}・{住所|じゅうしょ}・{電話|でんわ}が {入|はい}ります。", "The cards are closed. Open them and names, addresses and numbers are printed.";
    TEAM_PEOPLE: "行く人", "{行|い}く {人|ひと}", "Who goes";
    TEAM_CALL: "世話役の電話", "{世話役|せわやく}の {電話|でんわ}", "Call a lead";
    TEAM_CARE: "この紙は人に見せず、帰りに世話役へ返してください。", "この {紙|かみ}は {人|ひと}に {見|み}せないで、{帰|かえ}りに {世話役|せわやく}に {返|かえ}して ください。", "Show this sheet to nobody, and give it back to a lead.";
    TEAM_QR: "紙{n}のQR", "{紙|かみ}{n}の QR", "QR of sheet {n}";
    TEAM_NEEDED: "{n}人で", "{n}{人|にん}で", "{n} people";
    TEAM_WISH: "おねがい", "お{願|ねが}い", "Wish";
    TEAM_SCOUTED: "下見のメモ", "{下見|したみ}の メモ", "From the look";
    TEAM_START: "始め", "{始|はじ}め", "Start";
    TEAM_END: "終わり", "{終|お}わり", "End";
    TEAM_CAME: "人", "{人|ひと}", "People";
    TEAM_BAGS: "袋", "{袋|ふくろ}", "Bags";
    TEAM_COST: "材料(円)", "{材料|ざいりょう}({円|えん})", "Materials (yen)";
    TEAM_NEXT: "気づいたこと・つぎにすること", "{気|き}づいた こと・{次|つぎ}に する こと", "What you noticed, what is next";

    // 困りごと申込書
    FORMS: "困りごと申込書", "{困|こま}りごと {申込書|もうしこみしょ}", "Request form";
    FORMS_LINE: "番号つき。QRを読むと、番号が入ります", "{番号|ばんごう}が あります。QRを {読|よ}むと {番号|ばんごう}が {入|はい}ります", "Numbered; scanning the QR fills the number in";
    FORMS_FROM: "はじめの番号", "はじめの {番号|ばんごう}", "First number";
    FORMS_FROM_HELP: "前に配った番号の、つぎから", "{前|まえ}に {配|くば}った {番号|ばんごう}の つぎから", "The one after those handed out before";
    FORMS_COUNT: "何枚", "{何|なん}まい", "How many";
    SHEETS: "{n}枚", "{n}まい", "{n} sheets";
    NUMBER_WRONG: "1から99999までの数字で入れてください。", "1から 99999までの {数字|すうじ}を {入|い}れて ください。", "Please enter a number from 1 to 99999.";
    FORM_INTRO: "お困りのことを、書けるところだけ書いて、世話役にわたしてください。電話でもうかがいます。",
        "{困|こま}って いる ことを {書|か}いて、{世話役|せわやく}に わたして ください。{電話|でんわ}でも いいです。",
        "Write what you can and hand it to a lead. You may also telephone.";
    FORM_DAY: "書いた日", "{書|か}いた {日|ひ}", "Date";
    FORM_NAME: "お名前", "{名前|なまえ}", "Name";
    FORM_READING: "ふりがな", "ふりがな", "Reading";
    FORM_PHONE: "電話", "{電話|でんわ}", "Telephone";
    FORM_ADDRESS: "ご住所", "{住所|じゅうしょ}", "Address";
    FORM_WHAT: "してほしいこと(○をつけてください)", "して ほしい こと(しるしを つける)", "What you would like done (tick)";
    FORM_WORDS: "くわしく", "くわしく", "In your own words";
    FORM_WHEN: "いつごろ", "いつごろ", "When";
    FORM_URGENT: "急ぎます", "{急|いそ}ぎます", "Urgent";
    FORM_NEEDS: "来るときのお願い", "{来|く}る ときの お{願|ねが}い", "When we come";
    FORM_CONSENT: "お名前・ご住所などの扱い", "{名前|なまえ}・{住所|じゅうしょ}などの {使|つか}い{方|かた}", "How we use your name and address";
    FORM_AGREES: "はい(手伝いと連絡)", "はい({手伝|てつだ}いと {連絡|れんらく})", "Yes (help and getting in touch)";
    FORM_PHOTOS: "記録の写真:", "{記録|きろく}の {写真|しゃしん}:", "Photos for the record:";
    FORM_NEWS: "お便り・チラシへの掲載:", "お{便|たよ}り・チラシに のせる こと:", "In the newsletter:";
    FORM_OFFICE: "受け付けた人", "{受|う}け{付|つ}けた {人|ひと}", "Taken by";
    FORM_QR: "番号{n}のQR", "{番号|ばんごう}{n}の QR", "QR of number {n}";
    FORM_QR_ONLY: "QRには番号だけが入っています", "QRには {番号|ばんごう}だけが あります", "The QR holds the number alone";

    // 控え
    SLIPS: "お約束の控え", "{約束|やくそく}の {紙|かみ}", "Slip for the resident";
    SLIPS_LINE: "きりとって、ご依頼の方にわたします", "{切|き}って、{頼|たの}んだ {人|ひと}に わたします", "Cut off and left with the resident";
    SLIP_COUNT: "控えの数", "{紙|かみ}の {数|かず}", "How many slips";
    CUT: "きりとり", "{切|き}る ところ", "Cut here";
    SLIP_DAY: "うかがう日", "{行|い}く {日|ひ}", "Day";
    SLIP_DAY_BLANK: "月　　　日(　　)　　　時　　　分ごろ", "{月|がつ}　　　{日|にち}(　　)　　　{時|じ}　　　{分|ふん}ごろ", "month　　　day　　　about";
    SLIP_WHO: "うかがう人", "{行|い}く {人|ひと}", "Who comes";
    SLIP_WHAT: "すること", "する こと", "What we do";
    SLIP_NUMBER: "控えの番号", "{紙|かみ}の {番号|ばんごう}", "Slip number";
    NO_MONEY: "先にお金はいただきません。", "{先|さき}に お{金|かね}は もらいません。", "We never take money beforehand.";
    STOP_ANY_TIME: "いつでも、やめると言えます。", "いつでも「やめます」と {言|い}えます。", "You may stop at any time.";
    CALL_US: "電話 {phone}", "{電話|でんわ} {phone}", "Telephone {phone}";
    CALL_BLANK: "電話", "{電話|でんわ}", "Telephone";

    // お伺いカード
    CARDS: "お伺いカード", "{行|い}く {人|ひと}の カード", "Visiting cards";
    CARDS_LINE: "玄関で見せる、名前と合言葉のカード", "{玄関|げんかん}で {見|み}せる カード。{名前|なまえ}と {合言葉|あいことば}", "Shown at the door: name and pass-phrase";
    CARD_WHO: "うかがう人", "{行|い}く {人|ひと}", "Who goes";
    CARD_WHO_HELP: "1人に1枚。えらばなければ、名前は空のままです", "{1人|ひとり}に 1まい。えらばないと {名前|なまえ}は {書|か}きません", "One card each; with nobody chosen the name stays blank";
    CARD_DAY: "うかがう日", "{行|い}く {日|ひ}", "Day";
    CARD_PHRASE: "合言葉(ご依頼の方が決めたもの)", "{合言葉|あいことば}({頼|たの}んだ {人|ひと}が {決|き}めた もの)", "Pass-phrase (the resident's choice)";
    CARD_PHRASE_HELP: "この紙に印刷するだけで、どこにも残しません", "{紙|かみ}に {書|か}くだけです。{残|のこ}しません", "Printed on this paper only; kept nowhere";
    CARD_VEST: "目じるし", "{目|め}じるし", "What we wear";
    CARD_VEST_USUAL: "オレンジのベスト", "オレンジの ベスト", "An orange vest";
    CARD_NAME: "名前", "{名前|なまえ}", "Name";
    CARD_FROM: "{circle}から うかがいました", "{circle}から {来|き}ました", "From {circle}";
    CARD_PHRASE_SHORT: "合言葉", "{合言葉|あいことば}", "Pass-phrase";
    CARD_LEAD: "世話役", "{世話役|せわやく}", "Lead";
    CARD_DOUBT: "合言葉がちがうときは、開けずに世話役に電話してください。", "{合言葉|あいことば}が ちがう ときは、ドアを {開|あ}けないで {世話役|せわやく}に {電話|でんわ}して ください。", "If the pass-phrase is wrong, do not open; call the lead.";

    // 受付名簿
    SIGN_IN: "受付名簿", "{来|き}た {人|ひと}の {紙|かみ}", "Sign-in list";
    SIGN_IN_LINE: "活動日に来た人。保険のための名簿にもなります", "{活動|かつどう}の {日|ひ}に {来|き}た {人|ひと}。{保険|ほけん}にも {使|つか}います", "Who came on the day; also for the insurance";
    SIGN_IN_NAMES: "なかまの名前を先に入れておく", "なかまの {名前|なまえ}を {先|さき}に {書|か}く", "Print the members' names";
    SIGN_IN_BLANK: "空の行", "{何|なに}も {書|か}かない {行|ぎょう}", "Blank lines";
    LINES: "{n}行", "{n}{行|ぎょう}", "{n} lines";
    SIGN_IN_DAY: "活動の日", "{活動|かつどう}の {日|ひ}", "Day";
    COL_NAME: "名前", "{名前|なまえ}", "Name";
    COL_PHONE: "電話", "{電話|でんわ}", "Telephone";
    COL_HEALTH: "体調", "{体|からだ}", "Well";
    COL_IN: "着いた", "{着|つ}いた", "In";
    COL_OUT: "帰った", "{帰|かえ}った", "Out";
    COL_COVER: "保険", "{保険|ほけん}", "Insured";
    COVER_YES: "あり", "あり", "yes";
    COVER_NO: "なし", "なし", "no";

    // 事故連絡票
    ACCIDENT: "事故連絡票", "{事故|じこ}を {知|し}らせる {紙|かみ}", "Accident report";
    ACCIDENT_LINE: "けがや、ものをこわしたとき。1枚で保険と社協に", "けがや ものを こわした とき。{保険|ほけん}と {社協|しゃきょう}に", "Injury or damage: one sheet for the insurer";
    ACCIDENT_FIRST: "①人を助ける(119) ②作業をとめる ③世話役に電話 ④この紙に書く", "①{人|ひと}を {助|たす}ける(119) ②{作業|さぎょう}を とめる ③{世話役|せわやく}に {電話|でんわ} ④この {紙|かみ}に {書|か}く", "1. Help (119) 2. Stop the work 3. Call the lead 4. Write it here";
    ACCIDENT_WHEN: "いつ(日・時間)", "いつ({日|ひ}・{時間|じかん})", "When";
    ACCIDENT_WHERE: "どこで(町・場所)", "どこで({町|まち}・{場所|ばしょ})", "Where (town, place)";
    ACCIDENT_WHO: "だれが", "だれが", "Who";
    ACCIDENT_KIND: "何がおきたか", "{何|なに}が あったか", "What happened";
    ACCIDENT_KINDS_HURT: "けが", "けが", "Injury";
    ACCIDENT_KINDS_ILL: "具合が悪くなった", "{具合|ぐあい}が {悪|わる}く なった", "Illness";
    ACCIDENT_KINDS_BROKE: "ものをこわした", "ものを こわした", "Damage";
    ACCIDENT_KINDS_ROAD: "交通事故", "{交通事故|こうつうじこ}", "Traffic accident";
    ACCIDENT_KINDS_NEAR: "ヒヤリハット", "あぶなかった こと(ヒヤリハット)", "Near miss";
    ACCIDENT_HOW: "ようす(していたこと・使っていた道具)", "ようす(して いた こと・{使|つか}った {道具|どうぐ})", "How (what was being done, with which tool)";
    ACCIDENT_HURT: "けがの場所・こわしたもの", "けがの {場所|ばしょ}・こわした もの", "What was hurt or broken";
    ACCIDENT_DID: "したこと(手当て・病院)", "した こと({手当|てあ}て・{病院|びょういん})", "What was done (first aid, hospital)";
    ACCIDENT_TOLD: "知らせたところ(時間)", "{知|し}らせた ところ({時間|じかん})", "Who was told (time)";
    ACCIDENT_TOLD_FAMILY: "家族", "{家族|かぞく}", "Family";
    ACCIDENT_TOLD_OFFICE: "社協・市", "{社協|しゃきょう}・{市|し}", "Council, city";
    ACCIDENT_TOLD_INSURER: "保険", "{保険|ほけん}", "Insurer";
    ACCIDENT_TOLD_POLICE: "警察", "{警察|けいさつ}", "Police";
    ACCIDENT_INSURANCE: "保険の名前", "{保険|ほけん}の {名前|なまえ}", "Insurance";
    ACCIDENT_AGAIN: "つぎにおこさないために", "もう {一度|いちど} ない ように", "So that it does not happen again";
    ACCIDENT_OVER: "つぎの紙に書いてあります", "つぎの {紙|かみ}に {書|か}いて あります", "Written on the next sheet";
    ACCIDENT_CARD_CLOSED: "カードが閉じているので、ご住所とお名前は紙に出ません", "カードが {閉|と}じて います。{住所|じゅうしょ}と {名前|なまえ}は {紙|かみ}に {出|で}ません", "The card is closed, so address and name are not on the sheet";
    ACCIDENT_BY: "書いた人", "{書|か}いた {人|ひと}", "Written by";

    // ポスター
    POSTER: "ポスター", "ポスター", "Poster";
    POSTER_LINE: "手伝う人をさがす。参加をお願いするQRつき", "{手伝|てつだ}う {人|ひと}を さがす。{参加|さんか}の QRが あります", "Looking for helpers, with the QR to ask to join";
    POSTER_ASK: "手伝ってくださる方を さがしています", "{手伝|てつだ}って くれる {人|ひと}を さがして います", "We are looking for people who help";
    POSTER_TASKS: "草取り・ゴミ出し・買い物・話し相手… できることを、できるときに。", "{草取|くさと}り・ゴミ{出|だ}し・{買|か}い{物|もの}・{話|はな}し{相手|あいて}… できる ことを、できる ときに。", "Weeding, garbage, shopping, company… what you can, when you can.";
    POSTER_HOW: "スマホのカメラで読むと、参加のお願いができます。世話役が「はい」と答えると、なかまになります。", "スマホの カメラで {読|よ}むと、{参加|さんか}を お{願|ねが}いできます。{世話役|せわやく}が「はい」と {言|い}うと、なかまに なります。", "Scan it to ask to join. Once a lead says yes, you are one of us.";
    POSTER_RESIDENTS: "お困りの方は、お電話ください", "{困|こま}って いる {人|ひと}は、{電話|でんわ}して ください", "If you need a hand, please call";
    POSTER_UNTIL: "QRは {when} まで", "QRは {when} まで", "QR good until {when}";
    POSTER_QR: "参加をお願いするQR", "{参加|さんか}を お{願|ねが}いする QR", "QR to ask to join";
    POSTER_WHICH: "のせるQR", "のせる QR", "Which QR";
    POSTER_NO_QR: "QRをのせるには、「何人も」の招待を作ってください。この招待は、世話役が1人ずつたしかめて入れます。", "QRを のせる ときは、「{何人|なんにん}も」の {招待|しょうたい}を {作|つく}って ください。{世話役|せわやく}が 1{人|にん}ずつ たしかめます。", "For the QR, make an invitation “for many”. A lead checks each person before letting them in.";
    POSTER_MAKE: "招待を作る", "{招待|しょうたい}を {作|つく}る", "Make an invitation";
    POSTER_RESPONSIBLE: "管理責任者 {who}", "{管理|かんり}する {人|ひと} {who}", "Responsible: {who}";
}
