//! なかま: members, what they can do, their insurance.

texts! {
    TITLE: "なかま", "なかま", "People";
    ADD: "なかまを加える", "なかまを {加|くわ}える", "Add a person";
    SEARCH: "名前・ふりがな・できることでさがす", "{名前|なまえ}・できること で さがす", "Search name, reading or skill";
    EMPTY: "まだなかまがいません。「なかまを加える」で、一人めを入れてください。スマホのない方も入れられます。", "まだ なかまが いません。「なかまを {加|くわ}える」で {一人|ひとり}めを {入|い}れて ください。スマホが ない {人|ひと}も {入|い}れられます。", "Nobody is here yet. Tap “Add a person” to enter the first one. People without a phone can be entered too.";
    NONE_FOUND: "見つかりません。べつの言葉でさがすか、検索の文字を消してください。", "{見|み}つかりません。ほかの {言葉|ことば}で さがすか、{文字|もじ}を {消|け}して ください。", "Nobody found. Try another word or clear the search.";
    JUMPS: "ふりがなの行へ", "ふりがなの {行|ぎょう}へ", "Jump to reading";
    JUMP_TO: "{row}行へ", "{row}の {行|ぎょう}へ", "Jump to {row}";
    OTHER_ROW: "ほか", "ほか", "Other";
    LEFT_ONES: "やめた人 {n}人", "やめた {人|ひと} {n}{人|にん}", "Left: {n}";
    READING_RECORDS: "読みこんでいます", "{読|よ}みこんで います", "Loading";
    NOT_FOUND: "このなかまは見つかりません。なかまの一覧からえらんでください。", "この なかまは {見|み}つかりません。なかまの {画面|がめん}から えらんで ください。", "This person was not found. Please choose from the list of people.";
    ME: "わたし", "わたし", "Me";

    CAN: "できる", "できる", "Can";
    WANT: "してほしい", "してほしい", "Wants";
    INSURED_UNTIL: "保険は{day}まで", "{保険|ほけん}は {day}まで", "Insured until {day}";
    INSURED_FROM: "保険は{day}から。きょうは保険の対象外です", "{保険|ほけん}は {day}から。きょうは {保険|ほけん}が ありません", "Insured from {day}; not covered today";
    NOT_INSURED: "きょうは保険の対象外です", "きょうは {保険|ほけん}が ありません", "Not covered by insurance today";

    // One member
    NEW_TITLE: "なかまを加える", "なかまを {加|くわ}える", "Add a person";
    EDIT_TITLE: "なかまをなおす", "なかまを なおす", "Edit a person";
    ROLE: "役割", "{役割|やくわり}", "Role";
    ROLE_HELPER_HINT: "手伝いを申し出て、作業をして、記録します。", "{手伝|てつだ}って、{記録|きろく}します。", "Offers help, works and records.";
    ROLE_LEAD_HINT: "受付、割り当て、きまり、すべてができます。", "{受付|うけつけ}も、きまりも、ぜんぶ できます。", "Takes requests, matches helpers and sets the rules.";
    ROLE_COORDINATOR_HINT: "隊や協議体をつなぎます。", "いろいろな {隊|たい}を つなぎます。", "Connects squads and councils.";
    NAME: "氏名", "{名前|なまえ}", "Name";
    NAME_HELP: "40文字まで", "40{文字|もじ}まで", "Up to 40 characters";
    READING: "ふりがな", "ふりがな", "Reading";
    READING_HELP: "ひらがなで。カタカナは、ひらがなになおります。60文字まで", "ひらがなで {書|か}きます。カタカナは ひらがなに なります。60{文字|もじ}まで", "In hiragana; katakana is turned into hiragana. Up to 60 characters";
    PHONE: "電話番号", "{電話番号|でんわばんごう}", "Telephone";
    PHONE_HELP: "ハイフンは、あってもなくても。20文字まで", "「-」は なくても いいです。20{文字|もじ}まで", "With or without hyphens. Up to 20 characters";
    HAS_APP: "このアプリを使う", "この アプリを {使|つか}う", "Uses this app";
    HAS_APP_HINT: "スマホのない方は「切」のまま。世話役がかわりに記録できます。", "スマホが ない {人|ひと}は「しない」の まま。{世話役|せわやく}が かわりに {記録|きろく}できます。", "Leave off for people without a phone; a lead can record for them.";
    CAN_DO: "できること", "できること", "Can do";
    CAN_HELP: "いくつでも", "いくつでも", "Any number";
    WANT_DONE: "してほしいこと", "してほしいこと", "Would like done";
    WANT_HELP: "おたがいさまです。あれば、いくつでも", "{助|たす}け{合|あ}いです。いくつでも", "Help goes both ways. Any number";
    TOOLS: "持って来られる道具", "{持|も}って {来|こ}られる {道具|どうぐ}", "Tools they can bring";
    TRAINED: "講習を受けた道具", "{習|なら}った {道具|どうぐ}", "Trained for";
    TRAINED_HELP: "講習を受けた人だけが使えます。", "{習|なら}った {人|ひと}だけが {使|つか}えます。", "Only trained people may use these.";
    AVAILABILITY: "来られるとき", "{来|こ}られる とき", "Has time";
    AVAILABILITY_HELP: "たとえば「火曜の午前」。500文字まで", "たとえば「{火曜日|かようび}の {朝|あさ}」。500{文字|もじ}まで", "For example “Tuesday mornings”. Up to 500 characters";
    INSURANCE: "保険", "{保険|ほけん}", "Insurance";
    INSURANCE_FROM: "保険のはじめの日", "{保険|ほけん}の はじめの {日|ひ}", "First day of insurance";
    INSURANCE_UNTIL: "保険のおわりの日", "{保険|ほけん}の おわりの {日|ひ}", "Last day of insurance";
    INSURANCE_PRESET: "あしたから{day}まで", "あしたから {day}まで", "From tomorrow until {day}";
    INSURANCE_HELP: "申しこんだ次の日から、3月31日までです。", "{申|もう}しこんだ {次|つぎ}の {日|ひ}から 3{月|がつ}31{日|にち}までです。", "From the day after enrolling until 31 March.";
    INSURANCE_CLEAR: "保険の日を消す", "{保険|ほけん}の {日|ひ}を {消|け}す", "Clear the insurance";
    INSURANCE_BOTH: "はじめの日とおわりの日を、両方入れてください。", "はじめの {日|ひ}と おわりの {日|ひ}を {両方|りょうほう} {入|い}れて ください。", "Please enter both the first and the last day.";
    DRIVING: "車の手伝いをする方", "{車|くるま}で {手伝|てつだ}う {人|ひと}", "For those who drive";
    LICENCE: "運転免許の期限", "{運転|うんてん}{免許|めんきょ}は いつまで", "Licence valid until";
    CAR_INSURANCE: "車の保険の期限", "{車|くるま}の {保険|ほけん}は いつまで", "Car insured until";
    MINOR: "18才未満", "18{才|さい}より {下|した}", "Under 18";
    GUARDIAN: "保護者が同意しています", "{親|おや}などが「いいです」と {言|い}いました", "A guardian has agreed";
    GUARDIAN_HINT: "18才未満は、保護者の同意がいります。動力のある道具は使えません。", "18{才|さい}より {下|した}の {人|ひと}は {親|おや}などの {同意|どうい}が いります。{機械|きかい}の {道具|どうぐ}は {使|つか}えません。", "Under 18: a guardian's consent is needed; no power tools.";
    NOT_YOURS: "なおせるのは、本人か世話役です。", "なおせるのは {本人|ほんにん}か {世話役|せわやく}です。", "Only the person or a lead can edit this.";
    DRAFT_KEPT: "書きかけを出しました。", "{前|まえ}に {書|か}いた ものを {出|だ}しました。", "Your unfinished entry was brought back.";
    DRAFT_DISCARD: "はじめから書く", "はじめから {書|か}く", "Start afresh";
    YES: "はい", "はい", "Yes";
    NO_APP: "使っていません(電話か紙で連絡)", "{使|つか}っていません({電話|でんわ}か {紙|かみ}で {連絡|れんらく})", "No (reach by telephone or paper)";
    CALL: "{name}さんに電話する", "{name}さんに {電話|でんわ}する", "Call {name}";

    // This fiscal year
    THIS_YEAR: "今年度({year}年4月から)", "{今年度|こんねんど}({year}{年|ねん}4{月|がつ}から)", "This fiscal year (from April {year})";
    GIVEN: "手伝った", "{手伝|てつだ}った", "Given";
    RECEIVED: "手伝ってもらった", "{手伝|てつだ}って もらった", "Received";
    RECEIVED_CLOSED: "ご依頼の方のカードを開くと、手伝ってもらった時間も出ます。", "{頼|たの}んだ {人|ひと}の カードを {開|ひら}くと、{手伝|てつだ}って もらった {時間|じかん}も {出|で}ます。", "Open the residents' cards to see help received too.";
    HOURS: "{h}時間{m}分", "{h}{時間|じかん}{m}{分|ふん}", "{h} h {m} min";

    // Likely the same
    LIKELY: "同じ人かもしれません", "{同|おな}じ {人|ひと}かも しれません", "Maybe the same person";
    LIKELY_WHY: "電話番号か、ふりがなが同じです。", "{電話番号|でんわばんごう}か ふりがなが {同|おな}じです。", "The telephone number or the reading is the same.";
    SAME: "同じ人", "{同|おな}じ {人|ひと}", "Same person";
    DIFFERENT: "別の人", "{別|べつ}の {人|ひと}", "Someone else";
    JOINED: "1人にまとめました", "{1人|ひとり}に まとめました", "Joined as one person";
    KEPT_APART: "別の人にしました", "{別|べつ}の {人|ひと}に しました", "Kept as different people";
    OPEN_THEM: "この人を見る", "この {人|ひと}を {見|み}る", "See this person";

    // Leaving
    LEAVE: "やめたことにする", "やめた ことに する", "Mark as left";
    LEAVE_HINT: "やめても、これまでの記録は残ります。いつでももどせます。", "やめても、{記録|きろく}は {残|のこ}ります。いつでも もどせます。", "What they did stays. They can return any time.";
    RETURN: "もどった", "もどった", "Has returned";
    LEFT: "やめた人です", "やめた {人|ひと}です", "Has left";
    LEFT_DONE: "やめたことにしました", "やめた ことに しました", "Marked as left";
    RETURN_DONE: "なかまにもどりました", "なかまに もどりました", "Is back";
    LAST_LEAD: "最後の世話役です。先に、ほかの人を世話役にしてください。", "{最後|さいご}の {世話役|せわやく}です。{先|さき}に ほかの {人|ひと}を {世話役|せわやく}に して ください。", "This is the last lead. Please make somebody else a lead first.";

    // The pledge, read once by a new helper
    PLEDGE_TITLE: "はじめに、お約束", "はじめに お{約束|やくそく}", "First, a promise";
    PLEDGE_ASK: "{name}さんに読んでもらってください。", "{name}さんに {読|よ}んで もらって ください。", "Please let {name} read this.";
    PLEDGE: "活動で知ったことは、家族にも話しません。やめた後も同じです。写真は許しのあるものだけ。紙は返します。", "{活動|かつどう}で {知|し}った ことは、{家族|かぞく}にも {話|はな}しません。やめた {後|あと}も {同|おな}じです。{写真|しゃしん}は「いいです」と {言|い}われた ものだけ。{紙|かみ}は {返|かえ}します。", "I do not tell anybody, not even my family, what I learn when helping, also after I leave. I take photos only where allowed. I give papers back.";
    PLEDGE_READ: "読みました", "{読|よ}みました", "I have read it";
}
