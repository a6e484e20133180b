//! The card of ご依頼の方 and the consent it rests on.

texts! {
    CARD: "カード", "カード", "Card";
    RESIDENT: "ご依頼の方", "お{願|ねが}いした {人|ひと}", "Who asks";
    NO_RESIDENT: "お名前のない困りごとです", "{名前|なまえ}の ない {困|こま}りごとです", "Nobody is named";
    CARD_CLOSED: "カードはとじています。番号を入れると開きます", "カードは とじています。{番号|ばんごう}を {入|い}れると {開|ひら}きます", "The card is closed. Your number opens it";
    OPEN_CARD: "カードを開く", "カードを {開|ひら}く", "Open the card";
    CARD_AWAITED: "このカードのかぎが、まだ届いていません。世話役のスマホでカードを開くと、ひとりでに届きます。急ぐときは、世話役に電話してください",
        "この カードの かぎが、まだ {届|とど}いて いません。{世話役|せわやく}の スマホで カードを {開|ひら}くと、{届|とど}きます。{急|いそ}ぐ ときは、{世話役|せわやく}に {電話|でんわ}して ください",
        "The key of this card has not come yet. It comes by itself once a lead opens the cards on their phone. If it is urgent, call a lead";
    CARD_NOT_YOURS: "お名前と連絡先は、世話役とその日の担当者だけが見ます。見る必要があるときは、世話役に電話してください", "{名前|なまえ}と {電話|でんわ}は、{世話役|せわやく}と その {日|ひ}の {人|ひと}だけが {見|み}ます。{必要|ひつよう}な ときは、{世話役|せわやく}に {電話|でんわ}して ください", "Name and contact are shown to leads and to those who go. Call a lead if you need them";
    CARD_OPEN_LEAD: "世話役なので見えています。3分でとじます", "{世話役|せわやく}だから {見|み}えています。3{分|ぷん}で とじます", "Shown because you are a lead. It closes after 3 minutes";
    CARD_OPEN_TEAM: "担当なので見えています。3分でとじます", "あなたが {手伝|てつだ}うから {見|み}えています。3{分|ぷん}で とじます", "Shown because you are on the team. It closes after 3 minutes";
    CARD_ENDED: "このカードは{until}で期限が終わったので、とじています。続けてお手伝いするときは、ご本人に電話して同意を聞きなおしてください",
        "この カードは {until}で {終|お}わりました。つづけて {手伝|てつだ}う ときは、{電話|でんわ}して もう {一度|いちど} {聞|き}いて ください",
        "This card ran out on {until} and is locked. To go on helping, call the person and ask for consent again";
    CARD_ENDED_HELPER: "このカードは期限が終わったので、とじています。見る必要があるときは、世話役に電話してください",
        "この カードは {期限|きげん}が {終|お}わりました。{必要|ひつよう}な ときは、{世話役|せわやく}に {電話|でんわ}して ください",
        "This card has run out and is locked. Call a lead if you need it";
    CARD_NO_CONTACT: "14日つながっていないので、カードをとじています。一度つながると、また開けます。記録は消えていません",
        "14{日|にち} つながって いないので、カードを とじています。つながると {開|ひら}けます。{記録|きろく}は {消|き}えて いません",
        "No connection for 14 days, so the cards are locked. They open once this phone has connected. Nothing is lost";
    ENDS_ON: "カードの期限", "カードの {終|お}わりの {日|ひ}", "Card runs out";
    ENDS_SOON: "あと{n}日で、このカードの期限です。次に話すときに、同意を聞きなおしてください",
        "あと {n}{日|にち}で、この カードは {終|お}わります。{次|つぎ}に {話|はな}す とき、もう {一度|いちど} {聞|き}いて ください",
        "This card runs out in {n} days. Ask for consent again when you next talk";
    LEAVES_ON: "お手伝いが終わったので、このカードは{until}までで、このスマホから消えます",
        "{手伝|てつだ}いが {終|お}わったので、この カードは {until}までで この スマホから {消|き}えます",
        "The help is done: this card leaves this phone after {until}";
    CARDS_ENDING: "期限が近いか、終わったカード", "もうすぐ {終|お}わる カード・{終|お}わった カード", "Cards that run out soon, or have";
    CARD_MEMO: "メモだけのカードです。次に話すときに、同意をお聞きください", "メモだけの カードです。{次|つぎ}に {話|はな}す とき、「はい」を {聞|き}いて ください", "Only a note so far. Please ask for consent next time";
    ADDRESS: "ご住所", "{住所|じゅうしょ}", "Address";
    POSITION: "家の位置", "{家|いえ}の {場所|ばしょ}", "Where the home is";
    POSITION_KEPT: "記録してあります", "{書|か}いて あります", "Kept";
    POSITION_HELP: "ご本人の家の前でおしてください。地図がそこを開き、きょうの仕事を近い順にならべられます。見えるのは、ご住所を見る人だけです。",
        "{家|いえ}の {前|まえ}で おして ください。{地図|ちず}が そこを {開|ひら}きます。{見|み}るのは、{住所|じゅうしょ}を {見|み}る {人|ひと}だけです。",
        "Tap this in front of the home. The map opens there, and today's jobs can be put nearest first. Only those who see the address see it.";
    TAKE_POSITION: "いまいる所を家の位置にする", "いま いる {所|ところ}を {家|いえ}の {場所|ばしょ}に する", "Keep this place as the home's";
    MEASURING: "位置を調べています", "{場所|ばしょ}を {調|しら}べています", "Finding where you are";
    DROP_POSITION: "家の位置を消す", "{家|いえ}の {場所|ばしょ}を {消|け}す", "Forget where the home is";
    POSITION_REFUSED: "このアプリは、スマホの位置を使えません。スマホの設定で、位置を使ってよいことにしてください",
        "この アプリは、スマホの {場所|ばしょ}を {使|つか}えません。スマホの {設定|せってい}で「{使|つか}って いい」に して ください",
        "This app may not use the phone's location. Please allow it in the phone's settings";
    POSITION_UNKNOWN: "いまの位置が分かりません。空の見える所で、もう一度おしてください",
        "いまの {場所|ばしょ}が わかりません。{空|そら}の {見|み}える {所|ところ}で、もう {一度|いちど} おして ください",
        "The phone does not know where it is. Please try again where you see the sky";
    POSITION_OFF: "いまの位置は、{n}mほどずれているかもしれません。空の見える所で、もう一度おしてください",
        "いまの {場所|ばしょ}は、{n}mくらい ちがうかも しれません。{空|そら}の {見|み}える {所|ところ}で、もう {一度|いちど} おして ください",
        "This may be {n} m off. Please try again where you see the sky";
    EMERGENCY: "緊急連絡先", "{困|こま}った ときの {連絡先|れんらくさき}", "Emergency contact";
    NOT_YET: "まだです", "まだです", "Not yet";
    THEIR_REQUESTS: "この方の困りごと", "この {人|ひと}の {困|こま}りごと", "Their requests";

    // Consent
    CONSENT: "同意", "「はい」と {言|い}った こと({同意|どうい})", "Consent";
    CONSENT_WORDS: "{circle}です。お手伝いのため、お名前・ご住所・電話番号をお聞きします。見るのは世話役と、その日の担当者だけです。最後のお手伝いから1年で消します(けがなどの記録は別です)。いつでも、やめると言えます。電話は{phone}です。写真や、お便りにのせることは、断ってもお手伝いは変わりません。よろしいですか。", "{circle}です。{手伝|てつだ}う ために、{名前|なまえ}・{住所|じゅうしょ}・{電話番号|でんわばんごう}を {聞|き}きます。{見|み}るのは {世話役|せわやく}と、その {日|ひ}に {行|い}く {人|ひと}だけです。{最後|さいご}に {手伝|てつだ}ってから {1年|いちねん}で {消|け}します(けがなどの {記録|きろく}は {残|のこ}ります)。いつでも「やめます」と {言|い}えます。{電話|でんわ}は {phone}です。{写真|しゃしん}や お{便|たよ}りは「いいえ」でも、{手伝|てつだ}いは {変|か}わりません。いいですか。", "This is {circle}. To help you we ask for your name, address and telephone number. Only the leads and those who come that day see them. We erase them one year after we last helped (records of injuries are kept apart). You may say stop at any time: {phone}. You may refuse photos and the newsletter; the help stays the same. Is that all right?";
    CONSENT_WORDS_NO_PHONE: "{circle}です。お手伝いのため、お名前・ご住所・電話番号をお聞きします。見るのは世話役と、その日の担当者だけです。最後のお手伝いから1年で消します(けがなどの記録は別です)。いつでも、やめると言えます。写真や、お便りにのせることは、断ってもお手伝いは変わりません。よろしいですか。", "{circle}です。{手伝|てつだ}う ために、{名前|なまえ}・{住所|じゅうしょ}・{電話番号|でんわばんごう}を {聞|き}きます。{見|み}るのは {世話役|せわやく}と、その {日|ひ}に {行|い}く {人|ひと}だけです。{最後|さいご}に {手伝|てつだ}ってから {1年|いちねん}で {消|け}します(けがなどの {記録|きろく}は {残|のこ}ります)。いつでも「やめます」と {言|い}えます。{写真|しゃしん}や お{便|たよ}りは「いいえ」でも、{手伝|てつだ}いは {変|か}わりません。いいですか。", "This is {circle}. To help you we ask for your name, address and telephone number. Only the leads and those who come that day see them. We erase them one year after we last helped (records of injuries are kept apart). You may say stop at any time. You may refuse photos and the newsletter; the help stays the same. Is that all right?";
    CONSENT_MUST: "お手伝いに必要です", "{手伝|てつだ}うのに {必要|ひつよう}です", "Needed for helping";
    CONSENT_MAY: "断っても、お手伝いは変わりません", "「いいえ」でも、{手伝|てつだ}いは {変|か}わりません", "May be refused; the help stays the same";
    CONSENT_NEEDED: "「はい」をいただいてから登録します。まだのときは「メモだけ保存」をおしてください", "「はい」を {聞|き}いて ください。まだの ときは「メモだけ {保存|ほぞん}する」を おして ください", "Help needs a yes first. If you could not ask yet, save a note only";
    CONSENT_MORE: "聞き方・期限・控えの番号", "{聞|き}きかた・いつまで・{紙|かみ}の {番号|ばんごう}", "How, until when, slip number";
    CONSENT_NOTE: "聞いた日・聞いた人・期限といっしょに残します。", "{聞|き}いた {日|ひ}・{聞|き}いた {人|ひと}・いつまでかも {残|のこ}します。", "It is kept with the day, who asked and until when.";
    GIVEN: "答えた方", "{答|こた}えた {人|ひと}", "Who answered";
    RELATION: "続柄(例:長女)", "どんな {家族|かぞく}({例|れい}: むすめ)", "Relation (such as daughter)";
    HOW_GIVEN: "聞き方", "{聞|き}きかた", "How";
    SPOKEN: "口頭", "{話|はな}して", "By word of mouth";
    SIGNED: "署名", "{名前|なまえ}を {書|か}いて", "Signed";
    HOLDS_UNTIL: "いつまで", "いつまで", "Until";
    SLIP: "控えの紙の番号", "わたした {紙|かみ}の {番号|ばんごう}", "Number of the slip left behind";
    NOT_ASKED: "まだ聞いていません", "まだ {聞|き}いていません", "Not asked yet";
    SAID_YES: "はい({until}まで)", "はい({until}まで)", "Yes (until {until})";
    SAID_NO: "いいえ({when})", "いいえ({when})", "No ({when})";
    RAN_OUT: "期限が切れました({until})。もう一度聞いてください", "{期限|きげん}が {終|お}わりました({until})。もう {一度|いちど} {聞|き}いて ください", "It ran out ({until}). Please ask again";
    GIVEN_HOW: "{who}・{how}・聞いた人 {reader}・{when}", "{who}・{how}・{聞|き}いた {人|ひと} {reader}・{when}", "{who}, {how}, asked by {reader}, {when}";
    ASK_AGAIN: "同意を聞きなおす・のばす", "もう {一度|いちど} {聞|き}く", "Ask again or renew";

    // Its end
    END_CONSENT: "同意をやめる(カードを消す)", "カードを {消|け}す(「やめます」と {言|い}われた)", "End consent (erase the card)";
    ERASE_TITLE: "カードを消しますか", "カードを {消|け}しますか", "Erase this card?";
    ERASE_WHY: "お名前・ご住所・電話番号・同意の記録が、このスマホから消えます。ほかのスマホでも、次につながったときに消えます。元にはもどせません。", "{名前|なまえ}・{住所|じゅうしょ}・{電話番号|でんわばんごう}が {消|き}えます。ほかの スマホでも {消|き}えます。もとに もどせません。", "Name, address, telephone and consents leave this phone, and other phones when they next connect. It cannot be brought back.";
    ERASE_LATER: "困りごとと作業の記録は、名前なしで残ります。このあと、紙や写真の回収をたしかめる画面が出ます。", "{困|こま}りごとと {作業|さぎょう}の {記録|きろく}は {名前|なまえ}なしで {残|のこ}ります。この あと、{紙|かみ}や {写真|しゃしん}を {集|あつ}める {画面|がめん}が {出|で}ます。", "Requests and visits stay without a name. Next you will see a list of paper and photos to take back.";
    KEEP_CARD: "残しておく", "{残|のこ}す", "Keep it";
    ERASE: "消す", "{消|け}す", "Erase";
    ERASE_WAITS: "まもなくカードを消します。やめるなら、いまおしてください", "もうすぐ カードを {消|け}します。やめるなら いま おして ください", "The card will be erased in a moment. Undo now if this was a slip";
    BACK_WHY: "次のものも、返してもらったり消したりしましたか。", "{次|つぎ}の {物|もの}も {集|あつ}めましたか。", "Have these been taken back or deleted as well?";
    BACK_PAPER: "紙(お伺いカード・名簿)を回収した", "{紙|かみ}を {集|あつ}めた", "Paper (cards, lists) taken back";
    BACK_PDF: "送ったPDFを消してもらった", "{送|おく}った PDFを {消|け}して もらった", "PDFs that were sent are deleted";
    BACK_FILES: "書き出しファイルを消した", "{書|か}き{出|だ}した ファイルを {消|け}した", "Exported files are deleted";
    BACK_PHOTOS: "写真を消した", "{写真|しゃしん}を {消|け}した", "Photos are deleted";
}
