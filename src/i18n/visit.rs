//! 下見, 作業 and completion.

texts! {
    // Around every page of this feature
    READING: "記録を読んでいます…", "{記録|きろく}を {読|よ}んでいます…", "Reading the records…";
    NOT_HERE: "この記録は、このスマホにはありません。", "この {記録|きろく}は、この スマホに ありません。", "This record is not on this phone.";
    TO_REQUESTS: "困りごとを見る", "{困|こま}りごとを {見|み}る", "See the requests";
    TO_TODAY: "きょうへもどる", "きょうへ もどる", "Back to Today";
    UNKNOWN_MEMBER: "このスマホにない人", "この スマホに ない {人|ひと}", "Somebody not on this phone";
    HEADING: "{task}　{town}", "{task}　{town}", "{task}, {town}";

    // Choosing the job
    CHOOSE: "どれが終わりましたか", "どれが {終|お}わりましたか", "Which job is done?";
    MY_JOBS: "わたしの仕事", "わたしの {仕事|しごと}", "My jobs";
    OTHER_JOBS: "ほかの困りごと", "ほかの {困|こま}りごと", "Other requests";
    NO_JOBS: "記録できる困りごとが、まだありません。困りごとを登録すると、ここに出ます。",
        "{記録|きろく}できる {困|こま}りごとが まだ ありません。{困|こま}りごとを {書|か}くと、ここに {出|で}ます。",
        "There is nothing to record yet. A request shows here once it is logged.";
    NO_MORE: "ここにないときは、困りごとからさがしてください。", "ここに ない ときは、{困|こま}りごとから さがして ください。", "Not here? Look for it among the requests.";

    // 完了を記録
    COMPLETE: "完了を記録", "{終|お}わったことを {書|か}く", "Record completion";
    MINUTES: "かかった時間", "かかった {時間|じかん}", "Time it took";
    MINUTES_RANGE: "1分から720分(12時間)までにしてください。", "1{分|ぷん}から 720{分|ぷん}(12{時間|じかん})までに して ください。", "From 1 to 720 minutes (12 hours), please.";
    MINUTES_NUMBER: "時間は、分を数字で入れてください(例:90)。", "{時間|じかん}は {分|ふん}の {数字|すうじ}で {書|か}いて ください({例|れい}:90)。", "Minutes in digits, please (such as 90).";
    END_BEFORE: "終わりが始まりより前です。時刻をたしかめてください。", "{終|お}わりが {始|はじ}まりより {前|まえ}です。{時間|じかん}を たしかめて ください。", "The end lies before the start. Please check the times.";
    EXACTLY: "時間をこまかく入れる", "{時間|じかん}を こまかく {書|か}く", "Enter the time exactly";
    MINUTES_TYPED: "分を数字で", "{分|ふん}を {数字|すうじ}で", "Minutes, in digits";
    MINUTE_UNIT: "分", "{分|ふん}", "min";
    FROM: "始まり", "{始|はじ}まり", "Start";
    UNTIL: "終わり", "{終|お}わり", "End";
    WHO_CAME: "行った人　{n}人", "{行|い}った {人|ひと}　{n}{人|にん}", "Who went: {n}";
    NOBODY: "行った人をえらんでください。", "{行|い}った {人|ひと}を えらんで ください。", "Please choose who went.";
    OTHERS: "ほかの人・近所の人", "ほかの {人|ひと}・{近所|きんじょ}の {人|ひと}", "Others, neighbours";
    OTHERS_TITLE: "いっしょの人をえらぶ", "いっしょの {人|ひと}を えらぶ", "Choose who is with you";
    MEMBERS: "なかま", "なかま", "Members";
    NEIGHBOUR: "近所の人を加える", "{近所|きんじょ}の {人|ひと}を {加|くわ}える", "Add a neighbour";
    NEIGHBOUR_NAME: "お名前", "お{名前|なまえ}", "Name";
    NEIGHBOUR_HELP: "スマホがなくても加えられます。", "スマホが なくても だいじょうぶです。", "They need no phone.";
    ADD_PERSON: "加える", "{加|くわ}える", "Add";
    MATERIALS: "材料代", "{材料|ざいりょう}の お{金|かね}", "Materials";
    MATERIALS_HELP: "ごみ袋など、買ったものの代金", "ごみ{袋|ぶくろ}など、{買|か}った ものの お{金|かね}", "What was bought, such as bags";
    NONE: "なし", "なし", "None";
    TYPE_IN: "金額を入れる", "お{金|かね}を {書|か}く", "Enter an amount";
    AMOUNT: "金額", "お{金|かね}", "Amount";
    RECEIPTS: "レシートから", "レシートから", "From receipts";
    RECEIPT_NTH: "レシート{n}", "レシート{n}", "Receipt {n}";
    RECEIPT_MORE: "レシートを加える", "レシートを {加|くわ}える", "Add a receipt";
    RECEIPTS_SUM: "レシートの合計 {yen}", "レシートの ぜんぶで {yen}", "Receipts add up to {yen}";
    YEN_NUMBER: "金額は数字で入れてください(例:300)。", "お{金|かね}は {数字|すうじ}で {書|か}いて ください({例|れい}:300)。", "The amount in digits, please (such as 300).";
    YEN_MOST: "1,000,000円までにしてください。", "1,000,000{円|えん}までに して ください。", "At most ¥1,000,000, please.";
    OUTCOME: "どうなりましたか", "どう なりましたか", "How did it end?";
    DONE: "完了", "ぜんぶ {終|お}わった", "Done";
    PARTLY: "一部完了", "{少|すこ}し {残|のこ}った", "Partly done";
    COULD_NOT: "むずかしい", "むずかしかった", "Could not";
    MET: "会えた・声を聞いた", "{会|あ}えた・{声|こえ}を {聞|き}いた", "Met, or heard their voice";
    NOT_MET: "会えなかった", "{会|あ}えなかった", "Could not meet";
    NOT_MET_TOLD: "だれに伝えましたか", "だれに {伝|つた}えましたか", "Who was told?";
    NEXT: "つぎにすること", "つぎに すること", "What is next";
    NEXT_HELP: "雨で残ったところなど。困りごとの一覧に「続きあり」と出ます。", "{残|のこ}った ところを {書|か}きます。{一覧|いちらん}に「{続|つづ}きあり」と {出|で}ます。", "What is left. The list will say that some is left.";
    WHY_NOT: "むずかしかった理由", "むずかしかった {理由|りゆう}", "Why it could not be done";
    MORE: "もっと記録する(袋・ヒヤリハット・ありがとう)", "もっと {書|か}く({袋|ふくろ}・あぶなかったこと・ありがとう)", "More: bags, near miss, thanks";
    BAGS: "ごみ袋", "ごみ{袋|ぶくろ}", "Bags";
    NEAR_MISS: "ヒヤリハット(あぶなかったこと)", "あぶなかったこと", "Near miss";
    NEAR_MISS_WORDS: "どんなことでしたか", "どんな ことでしたか", "What happened?";
    NEAR_MISS_DONE: "そのあとしたこと", "その あと した こと", "What was done";
    THANKED: "「ありがとう」をいただきました", "「ありがとう」と {言|い}われました", "They said thank you";
    THANKS: "ご依頼の方の「ありがとう」", "「ありがとう」の ことば", "The resident's thanks";
    THANKS_HELP: "お名前は書かないでください。", "{名前|なまえ}は {書|か}かないで ください。", "Please write no names.";
    SUM: "合計", "ぜんぶで", "Total";
    FEE: "利用料", "{利用料|りようりょう}", "Fee";
    ACTUAL_COSTS: "実費", "かかった お{金|かね}", "Actual costs";
    SUM_IS: "合計 {yen}", "ぜんぶで {yen}", "Total {yen}";
    COSTS_ARE: "実費 {yen}", "かかった お{金|かね} {yen}", "Actual costs {yen}";
    FUEL: "燃料", "ガソリン", "Fuel";
    TOLLS: "有料道路", "{有料道路|ゆうりょうどうろ}", "Tolls";
    PARKING: "駐車場", "{駐車場|ちゅうしゃじょう}", "Parking";
    INSURANCE: "保険料", "{保険|ほけん}の お{金|かね}", "Insurance";
    VEHICLE: "車両借料", "{車|くるま}を {借|か}りた お{金|かね}", "Vehicle hire";
    COSTS_HELP: "かかった分だけ入れます。なければ空のままにします。", "かかった お{金|かね}だけ {書|か}きます。なければ {書|か}きません。", "Only what was spent; leave the rest empty.";
    READ_OUT: "読みあげて、ご本人に伝えました", "{声|こえ}に {出|だ}して {読|よ}みました", "I read this out to the person";
    SAVE: "保存", "{保存|ほぞん}", "Save";
    LEFT_OVER: "書きかけの続きです。", "{書|か}きかけの {続|つづ}きです。", "This goes on from what you left.";
    FROM_START: "はじめから書く", "はじめから {書|か}く", "Start over";
    ALREADY: "この困りごとは、もう終わっています。", "この {困|こま}りごとは もう {終|お}わっています。", "This request is already closed.";
    SEE_RECORD: "記録を見る・なおす", "{記録|きろく}を {見|み}る・なおす", "See or correct the record";
    SEE_REQUEST: "困りごとを見る", "{困|こま}りごとを {見|み}る", "See the request";
    FORM_KEPT: "書いたものは、この画面に残っています。", "{書|か}いた ものは、この {画面|がめん}に {残|のこ}っています。", "What you entered is still on this screen.";

    // After saving
    SAVED_TITLE: "記録しました", "{記録|きろく}しました", "Recorded";
    SAVED_SUM: "{saved}。まだ送っていません {n}件", "{saved}。まだ {送|おく}っていません {n}{件|けん}", "{saved}. Not sent yet: {n}";
    SAVED_ALONE: "{saved}。", "{saved}。", "{saved}.";
    SAVED_UNSURE: "記録しましたが、このブラウザでは、急に閉じると消えることがあります。", "{記録|きろく}しました。でも この ブラウザは、{急|きゅう}に {閉|と}じると {消|き}える ことが あります。", "Recorded, but this browser may lose it if it is closed suddenly.";
    PAY: "お支払い(なくてもかまいません)", "お{金|かね}を もらいましたか({書|か}かなくても いいです)", "Payment (optional)";
    PAYMENT: "お支払い", "お{金|かね}", "Payment";
    PAID_AS: "{how}　{yen}", "{how}　{yen}", "{how}: {yen}";
    PAID_SAVED: "お支払いを記録しました。", "お{金|かね}を {記録|きろく}しました。", "The payment is recorded.";
    RECEIPT: "領収書を渡した", "{領収書|りょうしゅうしょ}を わたした", "A receipt was given";
    RECEIPT_NO: "領収書はまだです", "{領収書|りょうしゅうしょ}は まだです", "No receipt yet";
    SUM_CHANGED: "記録されたお支払いは{was}ですが、いまの合計は{now}です。", "{記録|きろく}は {was}です。いまの ぜんぶの お{金|かね}は {now}です。", "The payment says {was}, but the total is now {now}.";
    USE_SUM: "{now}になおす", "{now}に なおす", "Change it to {now}";
    FOLLOW_UP: "続きは、困りごとの一覧に「続きあり」と出ます。", "{続|つづ}きは、{一覧|いちらん}に「{続|つづ}きあり」と {出|で}ます。", "The list now says that some is left.";
    MAKE_FOLLOW_UP: "続きの困りごとをつくる", "{続|つづ}きの {困|こま}りごとを {作|つく}る", "Make a request of what is left";
    SEE_FOLLOW_UP: "続きの困りごとを見る", "{続|つづ}きの {困|こま}りごとを {見|み}る", "See the request that follows";
    NOT_MET_NOW: "会えなかったときは、世話役に伝えてください。心配なときは119です。", "{会|あ}えなかった ときは {世話役|せわやく}に {伝|つた}えて ください。{心配|しんぱい}な ときは 119です。", "Please tell a lead that you could not meet. If you are worried, call 119.";
    SIGN: "ありがとうのサイン", "ありがとうの サイン", "A drawn thank-you";
    SIGN_HELP: "指で書いていただけます。サインはご依頼の方のカードにしまいます。", "{指|ゆび}で {書|か}けます。サインは カードに しまいます。", "Drawn with a finger. It is kept on the resident's card.";
    SIGN_PAD: "ここに書く", "ここに {書|か}く", "Draw here";
    SIGN_SAVE: "サインを保存", "サインを {保存|ほぞん}", "Save the drawing";
    SIGN_CLEAR: "書きなおす", "{書|か}きなおす", "Clear";
    SIGN_OFF: "サインを消す", "サインを {消|け}す", "Remove the drawing";
    SIGN_SAVED: "サインを保存しました。", "サインを {保存|ほぞん}しました。", "The drawing is kept.";
    SIGN_PICTURE: "書いていただいたサイン", "{書|か}いて もらった サイン", "The drawn thank-you";

    // What is asked before going on
    ASK_TITLE: "たしかめてください", "たしかめて ください", "Please check";
    ALONE: "ひとりです。もうひとりと行くと安心です。", "ひとりです。もう ひとりと {行|い}くと {安心|あんしん}です。", "You are alone. It is safer with somebody else.";
    REASON_ALONE: "このまま進める理由", "このまま {進|すす}む {理由|りゆう}", "Why you go on";
    ALONE_A: "もうひとりが来られなくなった", "もう ひとりが {来|こ}られなく なった", "The other person could not come";
    ALONE_B: "すぐ終わる作業", "すぐ {終|お}わる {作業|さぎょう}", "A very short job";
    ALONE_C: "ご家族がいっしょにいる", "{家族|かぞく}が いっしょに いる", "Family is there";
    REASON_NOT_AGREED: "約束がないまま進める理由", "{約束|やくそく}が なくて {進|すす}む {理由|りゆう}", "Why you go on without an agreement";
    AGREED_A: "その場でご本人にたのまれた", "その {場|ば}で {本人|ほんにん}に たのまれた", "The person asked on the spot";
    AGREED_B: "電話でご本人に聞いた", "{電話|でんわ}で {本人|ほんにん}に {聞|き}いた", "Asked the person by telephone";
    AGREED_C: "いつもの日なので", "いつもの {日|ひ}だから", "It is the usual day";
    REASON_LEAD: "世話役がよいとした理由", "{世話役|せわやく}が いいと {言|い}った {理由|りゆう}", "Why you as lead allow it";
    LEAD_A: "作業を軽いものに変えた", "{作業|さぎょう}を {軽|かる}い ものに {変|か}えた", "The work was made lighter";
    LEAD_B: "電話でくわしく聞いた", "{電話|でんわ}で よく {聞|き}いた", "Heard the details by telephone";
    ASK_LEAD: "進めてよいかは世話役が決めます。電話で聞いてください。", "{進|すす}んで いいかは {世話役|せわやく}が {決|き}めます。{電話|でんわ}で {聞|き}いて ください。", "A lead decides whether to go on. Please call.";
    INSTEAD: "これは始めません。困りごとの画面から、ほかの窓口につなぐか、道具・人・日をかえてください。",
        "これは {始|はじ}めません。{困|こま}りごとの {画面|がめん}から、ほかの {相談先|そうだんさき}に つなぐか、{道具|どうぐ}・{人|ひと}・{日|ひ}を かえて ください。",
        "This is not started. On the request's screen, pass it on, or change the tools, people or day.";
    GO_ON: "この内容で進める", "これで {進|すす}む", "Go on with this";
    NO_LEAD_PHONE: "世話役の電話番号が、まだ登録されていません。", "{世話役|せわやく}の {電話番号|でんわばんごう}が まだ ありません。", "No lead's telephone number is recorded yet.";

    // 開始
    START_TITLE: "作業を始める", "{作業|さぎょう}を {始|はじ}める", "Start work";
    START: "開始", "{始|はじ}める", "Start";
    WHO_IS_HERE: "ここにいる人　{n}人", "ここに いる {人|ひと}　{n}{人|にん}", "Who is here: {n}";
    LOOK_OUT: "気をつけること", "{気|き}を つける こと", "Look out for";
    TOOLS: "道具", "{道具|どうぐ}", "Tools";
    RUNNING: "作業中", "{作業中|さぎょうちゅう}", "Work under way";
    SINCE: "{time}に始めました", "{time}に {始|はじ}めました", "Started at {time}";
    ELAPSED: "{n}分たちました", "{n}{分|ふん} たちました", "{n} minutes so far";
    LONG_AGO: "12時間より前に始まっています。終わりを記録してください。", "12{時間|じかん}より {前|まえ}に {始|はじ}めました。{終|お}わりを {書|か}いて ください。", "It started more than 12 hours ago. Please record its end.";
    REST: "休憩する", "{休|やす}む", "Take a break";
    GO_ON_WORKING: "作業にもどる", "{作業|さぎょう}に もどる", "Back to work";
    RESTING: "{time}から休憩しています。この時間は、かかった時間に入りません。", "{time}から {休|やす}んで います。この {時間|じかん}は {数|かぞ}えません。", "Resting since {time}. This time does not count.";
    REST_DUE: "20分たちました。水を飲んで、日かげで休みましょう。", "20{分|ぷん} たちました。{水|みず}を {飲|の}んで、{日|ひ}かげで {休|やす}みましょう。", "20 minutes have passed. Drink water and rest in the shade.";
    WITHDRAWN_MEANWHILE: "この困りごとは取り下げられました。ここまでの作業を記録して、終わりにしてください。", "この {困|こま}りごとは {取|と}りやめに なりました。ここまでの {作業|さぎょう}を {書|か}いて、{終|お}わって ください。", "This request has been withdrawn. Please record what was done and finish.";
    TO_EMERGENCY: "緊急の画面(住所を大きく出す)", "{困|こま}った ときの {画面|がめん}({住所|じゅうしょ}を {大|おお}きく {出|だ}す)", "Emergency page (the address in large letters)";
    WHAT_HAPPENED: "何がありましたか", "{何|なに}が ありましたか", "What happened?";
    WHAT_HAPPENED_HELP: "1つおすと、住所が大きく出ます。だれが、なぜ開いたかは記録に残ります。", "1つ おすと、{住所|じゅうしょ}が {大|おお}きく {出|で}ます。だれが {開|ひら}いたかを {書|か}いて おきます。", "Tap one and the address shows in large letters. Who opened it and why is kept.";
    ALARM_INJURY: "けが", "けが", "Injury";
    ALARM_ILL: "具合が悪い", "{具合|ぐあい}が {悪|わる}い", "Somebody is ill";
    ALARM_NOT_MET: "会えなかった", "{会|あ}えなかった", "Could not meet";
    ALARM_FIRE: "火事・ガス", "{火事|かじ}・ガス", "Fire or gas";
    ALARM_OTHER: "その他", "そのほか", "Something else";
    NOT_A_READER: "この方のカードは、あなたのスマホでは開けません。世話役に電話して、住所を聞いてください。", "この {人|ひと}の カードは この スマホで {開|ひら}けません。{世話役|せわやく}に {電話|でんわ}して {住所|じゅうしょ}を {聞|き}いて ください。", "This phone may not open the card. Please telephone a lead for the address.";
    OPENED_BY: "この画面を開いた人", "この {画面|がめん}を {開|ひら}いた {人|ひと}", "Who opened this page";
    OPENED_LINE: "{when}　{who}　{why}", "{when}　{who}　{why}", "{when}, {who}: {why}";
    ALARM_KEPT: "記録しました。", "{書|か}きました。", "Kept.";
    FINISHED: "終わりました", "{終|お}わりました", "It is done";
    EMERGENCY: "緊急のとき", "{困|こま}った とき", "Emergency";
    CALL_119: "119(救急・消防)", "119({救急車|きゅうきゅうしゃ}・{火事|かじ})", "119 ambulance and fire";
    CALL_LEAD: "世話役 {who}", "{世話役|せわやく} {who}", "Lead: {who}";
    CALL_CIRCLE: "隊に電話", "{隊|たい}に {電話|でんわ}", "Call the squad";
    ADDRESS_HERE: "ここの住所(読みあげてください)", "ここの {住所|じゅうしょ}({声|こえ}に {出|だ}して {読|よ}んで ください)", "The address here (read it out)";
    ADDRESS_CLOSED: "住所はカードの中です。", "{住所|じゅうしょ}は カードの {中|なか}です。", "The address is on the card.";
    OPEN_CARD: "カードを開く", "カードを {開|ひら}く", "Open the card";
    NO_ADDRESS: "住所はこのスマホにありません。世話役に電話で聞いてください。", "{住所|じゅうしょ}は この スマホに ありません。{世話役|せわやく}に {電話|でんわ}で {聞|き}いて ください。", "The address is not on this phone. Please call a lead.";

    // 下見
    SCOUT_TITLE: "下見を記録", "{下見|したみ}を {書|か}く", "Record the look at the site";
    WHO_LOOKED: "見た人　{n}人", "{見|み}た {人|ひと}　{n}{人|にん}", "Who looked: {n}";
    HAZARDS: "あぶないところ", "あぶない ところ", "Hazards";
    HAZARDS_HELP: "あるものを全部えらんでください。", "ある ものを ぜんぶ えらんで ください。", "Choose everything you found.";
    TOOLS_NEEDED: "いる道具", "いる {道具|どうぐ}", "Tools needed";
    PEOPLE_NEEDED: "いる人数", "{何人|なんにん} いりますか", "People needed";
    ESTIMATE: "かかりそうな時間", "かかりそうな {時間|じかん}", "Estimated time";
    VERDICT: "引き受けられますか", "{手伝|てつだ}えますか", "Can it be taken on?";
    CHOOSE_VERDICT: "どちらかをえらんでください。", "どちらかを えらんで ください。", "Please choose one.";
    YES_HINT: "隊で手伝えます", "{隊|たい}で {手伝|てつだ}えます", "The squad can help";
    HARD_HINT: "理由を書いてください", "{理由|りゆう}を {書|か}いて ください", "Please say why";
    WHY_HARD: "むずかしい理由", "むずかしい {理由|りゆう}", "Why it is difficult";
    TEAM_WORDS: "行く人へのひとこと", "{行|い}く {人|ひと}への ことば", "Words for the team";
    SCOUT_REFUSED: "この中に、隊では引き受けないものがあります。「むずかしい」をえらんで、理由を書いてください。",
        "この {中|なか}に {隊|たい}では しない ものが あります。「むずかしい」を えらんで、{理由|りゆう}を {書|か}いて ください。",
        "Some of this is not taken on by a squad. Please choose “Difficult” and say why.";
    SCOUT_SAVED: "下見を記録しました", "{下見|したみ}を {記録|きろく}しました", "The look at the site is recorded";

    // One visit
    VISIT_WORK: "作業の記録", "{作業|さぎょう}の {記録|きろく}", "Record of the work";
    VISIT_SCOUT: "下見の記録", "{下見|したみ}の {記録|きろく}", "Record of the look";
    WHEN: "いつ", "いつ", "When";
    WHO: "行った人", "{行|い}った {人|ひと}", "Who went";
    RESULT: "どうなったか", "どう なったか", "How it ended";
    CORRECT: "なおす", "なおす", "Correct";
    CORRECT_TITLE: "記録をなおす", "{記録|きろく}を なおす", "Correct the record";
    CORRECT_SAVE: "なおして保存", "なおして {保存|ほぞん}", "Save the correction";
    CORRECT_HELP: "前の記録も履歴に残ります。", "{前|まえ}の {記録|きろく}も {残|のこ}ります。", "What was there before stays in the history.";
    CORRECTED: "なおしました。前の記録も履歴に残っています。", "なおしました。{前|まえ}の {記録|きろく}も {残|のこ}っています。", "Corrected. What was there before is in the history.";
    STILL_RUNNING: "まだ作業中です。", "まだ {作業|さぎょう}を しています。", "Work is still under way.";
    HISTORY: "履歴", "これまでの {記録|きろく}", "History";
    WROTE: "{who}さん", "{who}さん", "{who}";
    CHANGED: "{field}:{was} → {now}", "{field}:{was} → {now}", "{field}: {was} → {now}";
    FIRST: "{field}:{now}", "{field}:{now}", "{field}: {now}";
    CAME: "行った", "{行|い}った", "went";
    CAME_NOT: "行っていない", "{行|い}っていない", "did not go";
    EMPTY: "(なし)", "(なし)", "(none)";
    TWO_VALUES: "ふたりの記録がちがいます。正しいほうをえらんでください。もう一方も履歴に残ります。",
        "ふたりの {記録|きろく}が ちがいます。{正|ただ}しい ほうを えらんで ください。もう {一|ひと}つも {残|のこ}ります。",
        "Two records differ. Please pick the right one. The other stays in the history.";
    PICK: "{value}({who}さん)", "{value}({who}さん)", "{value} ({who})";
    SAME_ASK: "同じ時間に、もうひとつ記録があります。同じ作業の記録ですか。", "{同|おな}じ {時間|じかん}に、もう {一|ひと}つ {記録|きろく}が あります。{同|おな}じ {作業|さぎょう}の {記録|きろく}ですか。", "There is another record for the same time. Is it the same visit?";
    SAME_VISITS: "同じ訪問かもしれない記録が2つあります。", "{同|おな}じ {作業|さぎょう}かも しれない {記録|きろく}が 2つ あります。", "Two records may be of one visit.";
    SAME_OTHER: "もうひとつ:{minutes}、{who}", "もう {一|ひと}つ:{minutes}、{who}", "The other: {minutes}, {who}";
    SAME: "同じ", "{同|おな}じ", "The same";
    DIFFERENT: "別のもの", "{別|べつ}の もの", "Different";
    START_FIELD: "始まり", "{始|はじ}まり", "Start";
    END_FIELD: "終わり", "{終|お}わり", "End";
    ALONE_FIELD: "少ない人数で進めた理由", "{少|すく}ない {人|ひと}で {進|すす}んだ {理由|りゆう}", "Why with few people";
    NOT_AGREED_FIELD: "約束がないまま進めた理由", "{約束|やくそく}が なくて {進|すす}んだ {理由|りゆう}", "Why without an agreement";
    LEAD_FIELD: "世話役の判断の理由", "{世話役|せわやく}が {決|き}めた {理由|りゆう}", "The lead's reason";
    RESTS_FIELD: "休憩", "{休|やす}み", "Breaks";
    TOTAL_OF: "ぜんぶで {n}回・{minutes}・のべ{hours}・{yen}", "ぜんぶで {n}{回|かい}・{minutes}・みんなで {hours}・{yen}", "{n} visits: {minutes}, {hours} of people, {yen}";

    // 預かり
    FLOAT: "預かり", "{預|あず}かり", "Entrusted";
    FLOAT_HELP: "お金やカギを預かるとき・返すときに、ご本人といっしょに数えます。", "お{金|かね}や カギを {預|あず}かる とき・{返|かえ}す とき、いっしょに {数|かぞ}えます。", "Count together when taking and when giving back.";
    FLOAT_YEN: "預かったお金", "{預|あず}かった お{金|かね}", "Money taken";
    FLOAT_KEYS: "預かったカギ", "{預|あず}かった カギ", "Keys taken";
    FLOAT_THINGS: "ほかに預かったもの", "ほかに {預|あず}かった もの", "Anything else";
    FLOAT_THINGS_HELP: "お名前や、カギのある場所は書かないでください。", "{名前|なまえ}や カギの {場所|ばしょ}は {書|か}かないで ください。", "No names, and not where a key is kept, please.";
    FLOAT_BOTH: "ご本人といっしょに数えました", "いっしょに {数|かぞ}えました", "We counted together";
    FLOAT_BOTH_BACK: "ご本人といっしょに数えて、全部返しました", "いっしょに {数|かぞ}えて、ぜんぶ {返|かえ}しました", "We counted together, and all is back";
    FLOAT_TAKE: "預かる", "{預|あず}かる", "Take it";
    FLOAT_MORE: "新しく預かる", "{新|あたら}しく {預|あず}かる", "Take something";
    FLOAT_SPENT: "使ったお金", "{使|つか}った お{金|かね}", "Money spent";
    FLOAT_BACK: "返すお金", "{返|かえ}す お{金|かね}", "Money given back";
    FLOAT_WHY: "合わないときの理由", "{合|あ}わない ときの {理由|りゆう}", "Why it does not come out";
    FLOAT_WHY_HELP: "使ったお金と返すお金を足すと、預かったお金になるはずです。", "{使|つか}った お{金|かね}と {返|かえ}す お{金|かね}で、{預|あず}かった お{金|かね}に なります。", "Spent and given back should add up to what was taken.";
    FLOAT_GIVE: "返しました", "{返|かえ}しました", "Given back";
    FLOAT_OUT: "まだ返していません", "まだ {返|かえ}して いません", "Not given back yet";
    FLOAT_SINCE: "{when}から預かっています", "{when}から {預|あず}かって います", "Taken {when}";
    FLOAT_DONE: "返しました({when})", "{返|かえ}しました({when})", "Given back ({when})";
    FLOAT_TAKEN: "{when}　{who}　{what}", "{when}　{who}　{what}", "{when}, {who}: {what}";
    FLOAT_KEYS_OF: "カギ{n}本", "カギ {n}{本|ほん}", "{n} keys";
    FLOAT_SUM: "使った {spent}　返した {back}", "{使|つか}った {spent}　{返|かえ}した {back}", "Spent {spent}, given back {back}";

    // 事故連絡票
    ACCIDENT: "事故連絡票", "{事故|じこ}の {紙|かみ}", "Accident report";
    ACCIDENTS: "事故連絡票の一覧", "{事故|じこ}の {紙|かみ}の {一覧|いちらん}", "Accident reports";
    NO_ACCIDENTS: "事故連絡票はありません。作業の記録から作れます。", "{事故|じこ}の {紙|かみ}は ありません。{作業|さぎょう}の {記録|きろく}から {作|つく}れます。", "There are none. They are made from the record of a visit.";
    ACCIDENT_MAKE: "事故連絡票をつくる", "{事故|じこ}の {紙|かみ}を {作|つく}る", "Make an accident report";
    ACCIDENT_PRINT: "A4の紙にする", "A4の {紙|かみ}に する", "On A4 paper";
    ACCIDENT_HARM: "けが人や、こわれた物がある", "けがを した {人|ひと}や、こわれた {物|もの}が ある", "Somebody was hurt or something broken";
    ACCIDENT_FACTS: "何が起きましたか", "{何|なに}が ありましたか", "What happened?";
    ACCIDENT_DONE: "そのあとしたこと", "その あと した こと", "What was done";
    ACCIDENT_TOWN: "町", "{町|まち}", "Town";
    ACCIDENT_NUMBER: "番号", "{番号|ばんごう}", "Number";
    ACCIDENT_KEPT: "{day}まで残します(長くて5年)。解決したら、世話役が閉じます。", "{day}まで {残|のこ}します({一番|いちばん}{長|なが}くて 5{年|ねん})。{終|お}わったら {世話役|せわやく}が {閉|と}じます。", "Kept until {day} (five years at most). A lead closes it when the claim is settled.";
    ACCIDENT_CLOSE: "解決したので閉じる", "{終|お}わったので {閉|と}じる", "The claim is settled: close it";
    ACCIDENT_REOPEN: "もう一度開く", "もう {一度|いちど} {開|ひら}く", "Open it again";
    ACCIDENT_CLOSED: "{day}に閉じました。", "{day}に {閉|と}じました。", "Closed on {day}.";
    ACCIDENT_OVER: "残しておく期間が終わりました。世話役が消してください。", "{残|のこ}す {期間|きかん}が {終|お}わりました。{世話役|せわやく}が {消|け}して ください。", "Its time is over. A lead should erase it.";
    ACCIDENT_ERASE: "この連絡票を消す", "この {紙|かみ}を {消|け}す", "Erase this report";
    ACCIDENT_ASK_ERASE: "消すと元にもどせません。", "{消|け}すと もどせません。", "Erasing cannot be undone.";
    NOTICE_FIELD: "車の手伝いの説明", "{車|くるま}の {手伝|てつだ}いの {説明|せつめい}", "Notice about rides";
    NOTICE_READ: "読みあげた", "{読|よ}んだ", "read out";
    RECEIPT_FIELD: "領収書", "{領収書|りょうしゅうしょ}", "Receipt";
    HOW_FIELD: "支払い方", "お{金|かね}の {払|はら}いかた", "How it was paid";
    VERDICT_FIELD: "下見の結果", "{下見|したみ}の {結果|けっか}", "What the look says";
}
