//! 履歴: what the fields of records are called, and the sentences of history and of values side by side.

texts! {
    // The history
    HISTORY: "履歴", "{履歴|りれき}", "History";
    NO_HISTORY: "まだ何も変わっていません。なおすと、ここに残ります。", "まだ {何|なに}も {変|か}わっていません。なおすと、ここに {残|のこ}ります。", "Nothing has been changed yet. Corrections are kept here.";
    SOMEBODY: "だれか", "だれか", "Somebody";
    AT: "{y}年{m}月{d}日 {time}", "{y}{年|ねん}{m}{月|がつ}{d}{日|にち} {time}", "{d}/{m}/{y} {time}";
    WHO_WHEN: "{who}・{at}", "{who}・{at}", "{who}, {at}";
    RECORDED: "{what}を記録しました", "{what}を {記録|きろく}しました", "Recorded: {what}";
    FROM_TO: "{field}:{from} → {to}", "{field}:{from} → {to}", "{field}: {from} → {to}";
    SET_TO: "{field}:{to}", "{field}:{to}", "{field}: {to}";
    OF: "{what}の{field}", "{what}の {field}", "{field} of {what}";
    ADDED: "{field}に「{what}」を入れました", "{field}に「{what}」を {入|い}れました", "{field}: added {what}";
    REMOVED: "{field}から「{what}」をはずしました", "{field}から「{what}」を はずしました", "{field}: took out {what}";
    PUT_BACK: "これにもどす", "これに もどす", "Put this back";
    PUT_BACK_OF: "{field}を「{what}」にもどす", "{field}を「{what}」に もどす", "Put {field} back to {what}";

    // Two values side by side
    CONFLICT: "書きこみが2つあります", "{書|か}いた ことが 2つ あります", "Two entries differ";
    CONFLICT_WHY: "別のスマホで、同じところを同時に書きました。どちらも残してあります。正しいほうをえらんでください。", "{別|べつ}の スマホで {同|おな}じ ところを {同時|どうじ}に {書|か}きました。どちらも {残|のこ}って います。{正|ただ}しい ほうを えらんで ください。", "Two phones wrote the same place at the same time. Both are kept. Please pick the right one.";
    PICK: "こちらにする", "こちらに する", "Use this one";

    // Days
    NO_SUCH_DAY: "この日はありません。年・月・日をたしかめてください。", "この {日|ひ}は ありません。{年|ねん}・{月|つき}・{日|ひ}を {見|み}て ください。", "There is no such day. Please check year, month and day.";

    // What was recorded
    REQUEST: "困りごと", "{困|こま}りごと", "the request";
    RESPONSE: "手伝いの申し出", "{手伝|てつだ}いの {申|もう}し{出|で}", "an offer to help";
    AGREEMENT: "日時の約束", "{日|ひ}と {時間|じかん}の {約束|やくそく}", "an agreed day";
    VISIT: "下見・作業", "{下見|したみ}・{作業|さぎょう}", "a visit";
    PAYMENT: "支払い", "お{金|かね}", "a payment";
    REFERRAL: "つないだ先", "つないだ {先|さき}", "a referral";
    RESIDENT: "ご依頼の方のカード", "{頼|たの}んだ {人|ひと}の カード", "a resident's card";
    MEMBER: "なかま", "なかま", "a member";
    CIRCLE: "隊のきまり", "{隊|たい}の きまり", "the squad's rules";
    FLOAT: "預かり", "{預|あず}かり", "something entrusted";
    EMERGENCY: "緊急の画面", "{困|こま}った ときの {画面|がめん}", "the emergency page";
    ACCIDENT: "事故連絡票", "{事故|じこ}の {紙|かみ}", "an accident report";
    TAKEN_BACK: "回収の記録", "{集|あつ}めた {物|もの}の {記録|きろく}", "what was taken back";
    WORK_DAY: "活動日の計画", "{活動日|かつどうび}の {計画|けいかく}", "a work day's plan";
    ATTENDANCE: "活動日の出欠", "{活動日|かつどうび}に {来|く}るか どうか", "somebody's work day";
    CALL: "中止の連絡", "「やめます」の {電話|でんわ}", "a call that it is off";
    SHEET: "渡した紙", "{渡|わた}した {紙|かみ}", "a sheet of paper";
    SAME_AS: "「同じもの」の答え", "「{同|おな}じ」か どうかの {答|こた}え", "whether two are the same";
    ERASURE: "カードの消去", "カードを {消|け}した こと", "an erased card";
    OTHER_KIND: "記録", "{記録|きろく}", "a record";

    // Fields
    NAME: "名前", "{名前|なまえ}", "Name";
    READING: "ふりがな", "ふりがな", "Reading";
    ROLE: "役割", "{役割|やくわり}", "Role";
    PHONE: "電話番号", "{電話番号|でんわばんごう}", "Telephone";
    HAS_PHONE: "このアプリ", "この アプリ", "This app";
    CAN: "できること", "できること", "Can do";
    WANT: "してほしいこと", "してほしいこと", "Would like done";
    TOOLS: "道具", "{道具|どうぐ}", "Tools";
    TRAINED: "講習を受けた道具", "{習|なら}った {道具|どうぐ}", "Trained for";
    AVAILABILITY: "来られるとき", "{来|こ}られる とき", "Has time";
    INSURED_FROM: "保険のはじまり", "{保険|ほけん}の はじまり", "Insured from";
    INSURED_UNTIL: "保険のおわり", "{保険|ほけん}の おわり", "Insured until";
    LICENCE: "運転免許の期限", "{運転|うんてん}{免許|めんきょ}の {期限|きげん}", "Licence valid until";
    CAR_INSURED: "車の保険の期限", "{車|くるま}の {保険|ほけん}の {期限|きげん}", "Car insured until";
    MINOR: "18才未満", "18{才|さい}より {下|した}", "Under 18";
    GUARDIAN: "保護者の同意", "{親|おや}などの {同意|どうい}", "Guardian's consent";
    LEFT: "やめた", "やめた", "Left";
    PREFECTURE: "都道府県", "{都道府県|とどうふけん}", "Prefecture";
    CITY: "市区町村", "{市区町村|しくちょうそん}", "City";
    TOWN: "町", "{町|まち}", "Town";
    BLOCK: "番地", "{番地|ばんち}", "Block number";
    BUILDING: "建物", "{建物|たてもの}", "Building";
    RESPONSIBLE: "管理責任者", "{管理|かんり}する {人|ひと}", "Person responsible";
    ELIGIBILITY: "お手伝いできる方", "{手伝|てつだ}える {人|ひと}", "Who may be helped";
    CONSENT_WORDS: "同意の読み上げ文", "{同意|どうい}の ことば", "Words of consent";
    FEE: "利用料", "{利用料|りようりょう}", "Charge";
    TOGETHER: "いっしょに行く人数", "いっしょに {行|い}く {人数|にんずう}", "How many go together";
    SCOUT_FIRST: "先に下見をする作業", "{先|さき}に {下見|したみ}を する {作業|さぎょう}", "Tasks to scout first";
    INSURANCE: "保険の名前", "{保険|ほけん}の {名前|なまえ}", "Insurance plan";
    COVERS_PAID: "有償の活動も対象", "お{金|かね}を もらう {活動|かつどう}も {対象|たいしょう}", "Covers paid help";
    TASK: "作業", "{作業|さぎょう}", "Task";
    WORDS: "内容", "{内容|ないよう}", "Words";
    WISHED_FROM: "希望の日", "{希望|きぼう}の {日|ひ}", "Wished day";
    WISHED_UNTIL: "希望の日(おわり)", "{希望|きぼう}の {日|ひ}(おわり)", "Wished until";
    NEEDED: "必要な人数", "{必要|ひつよう}な {人数|にんずう}", "Helpers needed";
    HAZARDS: "気をつけること", "{気|き}を つける こと", "Look out for";
    SITE: "現地のようす", "{行|い}く ところの ようす", "On site";
    URGENT: "急ぎ", "{急|いそ}ぎ", "Urgent";
    CAME_BY: "受付のしかた", "{受付|うけつけ}の しかた", "How it came in";
    FORM: "申込書の番号", "{紙|かみ}の {番号|ばんごう}", "Form number";
    REPEATS: "くりかえし", "くりかえし", "Repeats";
    MEMO: "メモだけ", "メモだけ", "Only noted";
    WITHDRAWN: "取り下げ", "{取|と}り{下|さ}げ", "Withdrawn";
    RESIDENT_OF: "ご依頼の方", "{頼|たの}んだ {人|ひと}", "Resident";
    FOLLOWS: "続きのもと", "{続|つづ}きの もと", "Follows";
    LOGGED_AT: "受付", "{受付|うけつけ}", "Logged";
    ANSWER: "世話役の返事", "{世話役|せわやく}の {返事|へんじ}", "The lead's answer";
    WHEN: "行けるとき", "{行|い}ける とき", "When";
    BRINGS: "持って行くもの", "{持|も}って {行|い}く もの", "Brings";
    RESPONSE_WITHDRAWN: "行けなくなった", "{行|い}けなく なった", "Cannot come";
    ON_PAPER: "紙で渡した", "{紙|かみ}で {渡|わた}した", "Handed over on paper";
    WHO: "だれが", "だれが", "Who";
    AGREED_DAY: "約束の日", "{約束|やくそく}の {日|ひ}", "Agreed day";
    AGREED_TIME: "約束の時刻", "{約束|やくそく}の {時刻|じこく}", "Agreed time";
    TOLD_BY: "連絡した人", "{連絡|れんらく}した {人|ひと}", "Told by";
    TOLD_AT: "連絡した時刻", "{連絡|れんらく}した {時刻|じこく}", "Told at";
    ENDED: "取り消し", "{取|と}り{消|け}し", "Called off";
    SORT: "種類", "{種類|しゅるい}", "Kind";
    START: "開始", "はじまり", "Start";
    END: "終了", "おわり", "End";
    MINUTES: "時間", "{時間|じかん}", "Time";
    PEOPLE: "行った人", "{行|い}った {人|ひと}", "Who came";
    OUTCOME: "結果", "{結果|けっか}", "Outcome";
    NEXT: "つぎにすること", "つぎに する こと", "What is next";
    BAGS: "ごみ袋", "ごみの {袋|ふくろ}", "Bags";
    MATERIALS: "材料費", "{材料|ざいりょう}の お{金|かね}", "Materials";
    NEAR_MISS: "ヒヤリハット", "ヒヤリハット", "Near miss";
    NEAR_MISS_WORDS: "ヒヤリハットの内容", "ヒヤリハットの {内容|ないよう}", "What nearly happened";
    THANKS: "ありがとうの言葉", "ありがとうの {言葉|ことば}", "Thanks";
    ALONE: "一人で始めた理由", "{一人|ひとり}で {始|はじ}めた {理由|りゆう}", "Why alone";
    NOT_AGREED: "約束なしで始めた理由", "{約束|やくそく}が なくて {始|はじ}めた {理由|りゆう}", "Why without agreement";
    LEAD_REASON: "世話役の判断", "{世話役|せわやく}が {決|き}めた {理由|りゆう}", "The lead's reason";
    NOTICE_READ: "お知らせの読み上げ", "お{知|し}らせを {読|よ}んだ", "Notice read out";
    VERDICT: "下見の結果", "{下見|したみ}の {結果|けっか}", "Result of scouting";
    ESTIMATE: "時間のめやす", "{時間|じかん}の めやす", "Estimated time";
    COSTS: "実費", "かかった お{金|かね}", "Actual costs";
    AMOUNT: "金額", "お{金|かね}", "Amount";
    HOW: "支払い方", "{払|はら}い{方|かた}", "How paid";
    RECEIVED_BY: "受け取った人", "{受|う}け{取|と}った {人|ひと}", "Received by";
    RECEIPT: "領収書", "{領収書|りょうしゅうしょ}", "Receipt";
    TO: "つないだ先", "つないだ {先|さき}", "Referred to";
    NEEDS: "お会いするときに", "{会|あ}う とき", "When visiting";
    POSITION: "家の位置", "{家|いえ}の {場所|ばしょ}", "Where the home is";
    NOTES: "カードのメモ", "カードの メモ", "Notes on the card";
    EMERGENCY_NAME: "緊急連絡先", "{緊急|きんきゅう}の {連絡先|れんらくさき}", "Emergency contact";
    EMERGENCY_PHONE: "緊急連絡先の電話", "{緊急|きんきゅう}の {電話|でんわ}", "Emergency telephone";
    DAY: "日", "{日|ひ}", "Day";
    MEET_TIME: "集合時刻", "{集|あつ}まる {時間|じかん}", "Meeting time";
    MEET: "集まるところ", "{集|あつ}まる ところ", "Meeting place";
    JOBS: "仕事", "{仕事|しごと}", "Jobs";
    ASKED: "よんだ人", "よんだ {人|ひと}", "Who is asked";
    LEADERS: "班長", "{班長|はんちょう}", "Team leaders";
    TEAM_OF: "{n}班", "{n}{班|はん}", "team {n}";
    NO_TEAM: "班なし", "{班|はん}は ない", "no team";
    DAY_OFF: "中止", "やめに した こと", "Called off";
    DROPPED: "この日はしない仕事", "この {日|ひ}は しない {仕事|しごと}", "Not on this day";
    CLOSED_AT: "しめた時刻", "{終|お}わりに した {時間|じかん}", "Closed at";
    CLOSING: "ひとこと", "ひとこと", "A word at the end";
    COMING: "出欠", "{来|く}るか どうか", "Coming";
    DETAILS: "くわしく", "くわしく", "In words";
    SEATS: "車に乗れる人数", "{車|くるま}に {乗|の}れる {人数|にんずう}", "Seats in their car";
    CAME_AT: "着いた時刻", "{着|つ}いた {時間|じかん}", "Here since";
    FIT: "体調", "{体|からだ}の {調子|ちょうし}", "Feels well";
    FIT_WORDS: "体の調子", "{体|からだ}の {調子|ちょうし}の こと", "What they said of it";
    BRIEFED_AT: "始める前の確認", "{始|はじ}める {前|まえ}の {確認|かくにん}", "Briefing";
    HEAT: "暑さ指数", "{暑|あつ}さの {指数|しすう}", "Heat index (WBGT)";
    HOME_AT: "帰宅した時刻", "{家|いえ}に {帰|かえ}った {時間|じかん}", "Home at";
    SHEET_NUMBER: "紙の番号", "{紙|かみ}の {番号|ばんごう}", "Number of the sheet";
    TEAM: "班", "{班|はん}", "Team";
    HANDED_TO: "渡した人", "{渡|わた}した {人|ひと}", "Handed to";
    HANDED_AT: "渡した時刻", "{渡|わた}した {時間|じかん}", "Handed out at";
    SHEET_BACK: "もどった時刻", "もどった {時間|じかん}", "Back at";
    WALK_IN: "飛び入り", "その {日|ひ}に {来|き}た {人|ひと}", "Came by on a day";
    BRIEFING_LINES: "始める前の確認の文", "{始|はじ}める {前|まえ}の {確認|かくにん}の ことば", "Lines of the briefing";
    CARD_DAYS: "カードを消すまでの日数", "カードを {消|け}す までの {日数|にっすう}", "Days until cards go";
    SAME: "同じもの", "{同|おな}じ", "The same";
    ELIGIBLE: "対象の確認", "{対象|たいしょう}の {確認|かくにん}", "Eligibility checked";
    CONSENT: "同意", "{同意|どうい}", "Consent";
    OTHER: "そのほか", "そのほか", "Other";

    // Values
    NOTHING: "(なし)", "(なし)", "(none)";
    CHANGED: "(変わりました)", "({変|か}わりました)", "(changed)";
    YES: "はい", "はい", "Yes";
    NO: "いいえ", "いいえ", "No";
    AGREES: "同意する", "{同意|どうい}する", "Agrees";
    REFUSES: "同意しない", "{同意|どうい}しない", "Does not agree";
    FEE_NONE: "利用料なし", "{利用料|りようりょう} なし", "No charge";
    FEE_OF: "1人1時間 {n}円", "{1人|ひとり} 1{時間|じかん} {n}{円|えん}", "¥{n} per person and hour";
}

use super::Text;

/// What a kind of record is called.
pub fn kind(kind: &str) -> Text {
    match kind {
        "request" => REQUEST,
        "response" => RESPONSE,
        "agreement" => AGREEMENT,
        "visit" => VISIT,
        "payment" => PAYMENT,
        "referral" => REFERRAL,
        "taken-back" => TAKEN_BACK,
        "resident" => RESIDENT,
        "member" => MEMBER,
        "circle" => CIRCLE,
        "float" => FLOAT,
        "emergency" => EMERGENCY,
        "accident" => ACCIDENT,
        "work-day" => WORK_DAY,
        "attendance" => ATTENDANCE,
        "call" => CALL,
        "sheet" => SHEET,
        "same-as" => SAME_AS,
        "erasure" => ERASURE,
        _ => OTHER_KIND,
    }
}

/// What a field is called; `field` without the element of a set. A field of a newer app is そのほか.
pub fn field(kind: &str, field: &str) -> Text {
    match (kind, field) {
        ("response", "withdrawn") => RESPONSE_WITHDRAWN,
        ("response", "on_paper") => ON_PAPER,
        ("referral", "words") | ("request", "words") => WORDS,
        ("visit", "tools") | (_, "tools") => TOOLS,
        ("visit", "people_needed") | (_, "needed") => NEEDED,
        ("circle", "towns") | (_, "town") => TOWN,
        ("work-day" | "attendance" | "call" | "sheet", name) => of_days(name),
        (_, name) => shared(name),
    }
}

/// The fields whose name means the same in every kind of record.
fn shared(name: &str) -> Text {
    match name {
        "name" => NAME,
        "reading" => READING,
        "role" => ROLE,
        "phone" => PHONE,
        "has_phone" => HAS_PHONE,
        "can" => CAN,
        "want" => WANT,
        "trained" => TRAINED,
        "availability" => AVAILABILITY,
        "insured_from" => INSURED_FROM,
        "insured_until" => INSURED_UNTIL,
        "licence_until" => LICENCE,
        "car_insured_until" => CAR_INSURED,
        "minor" => MINOR,
        "guardian_agreed" => GUARDIAN,
        "left" => LEFT,
        "prefecture" => PREFECTURE,
        "city" => CITY,
        "block" => BLOCK,
        "building" => BUILDING,
        "responsible" => RESPONSIBLE,
        "eligibility" => ELIGIBILITY,
        "consent_words" => CONSENT_WORDS,
        "fee" => FEE,
        "together" => TOGETHER,
        "scout_first" => SCOUT_FIRST,
        "insurance" => INSURANCE,
        "covers_paid" => COVERS_PAID,
        "needs" => NEEDS,
        "photos" => super::photos::PHOTOS,
        "voices" => super::voices::VOICES,
        "notices" => super::notices::TITLE,
        "quiet_from" | "quiet_until" => super::notices::QUIET,
        "notes" => NOTES,
        "position" => POSITION,
        "emergency_name" => EMERGENCY_NAME,
        "emergency_phone" => EMERGENCY_PHONE,
        "eligible" => ELIGIBLE,
        "consent" => CONSENT,
        "walk_in" => WALK_IN,
        "briefing" => BRIEFING_LINES,
        "card_days" => CARD_DAYS,
        "same" => SAME,
        name => of_requests(name),
    }
}

/// The fields of requests and what belongs to them.
fn of_requests(name: &str) -> Text {
    match name {
        "task" => TASK,
        "wished_from" => WISHED_FROM,
        "wished_until" => WISHED_UNTIL,
        "hazards" => HAZARDS,
        "site" => SITE,
        "urgent" => URGENT,
        "came_by" => CAME_BY,
        "form_number" => FORM,
        "repeats" => REPEATS,
        "memo" => MEMO,
        "withdrawn" => WITHDRAWN,
        "resident" => RESIDENT_OF,
        "follows" => FOLLOWS,
        "logged_at" => LOGGED_AT,
        "answer" => ANSWER,
        "when" => WHEN,
        "brings" => BRINGS,
        "member" => WHO,
        "day" => AGREED_DAY,
        "time" => AGREED_TIME,
        "told_by" => TOLD_BY,
        "told_at" => TOLD_AT,
        "ended" => ENDED,
        "to" => TO,
        name => of_visits(name),
    }
}

/// The fields of 活動日 and of what is noted on one.
fn of_days(name: &str) -> Text {
    match name {
        "day" => DAY,
        "time" => MEET_TIME,
        "place" => MEET,
        "note" => super::days::NOTE,
        "job" => JOBS,
        "asked" => ASKED,
        "leader" => LEADERS,
        "off" => DAY_OFF,
        "dropped" => DROPPED,
        "closed_at" => CLOSED_AT,
        "closing" => CLOSING,
        "answer" => COMING,
        "words" => DETAILS,
        "seats" => SEATS,
        "came_at" => CAME_AT,
        "fit" => FIT,
        "fit_words" => FIT_WORDS,
        "briefed_at" => BRIEFED_AT,
        "heat" => HEAT,
        "home_at" => HOME_AT,
        "number" => SHEET_NUMBER,
        "team" => TEAM,
        "to" => HANDED_TO,
        "handed_at" => HANDED_AT,
        "back_at" => SHEET_BACK,
        name => shared(name),
    }
}

/// The fields of visits and payments.
fn of_visits(name: &str) -> Text {
    match name {
        "sort" => SORT,
        "start" => START,
        "end" => END,
        "minutes" => MINUTES,
        "people" => PEOPLE,
        "outcome" => OUTCOME,
        "next" => NEXT,
        "bags" => BAGS,
        "materials" => MATERIALS,
        "near_miss" => NEAR_MISS,
        "near_miss_words" => NEAR_MISS_WORDS,
        "thanks" => THANKS,
        "alone_reason" => ALONE,
        "not_agreed_reason" => NOT_AGREED,
        "lead_reason" => LEAD_REASON,
        "notice_read" => NOTICE_READ,
        "verdict" => VERDICT,
        "estimate" => ESTIMATE,
        "costs" => COSTS,
        "amount" => AMOUNT,
        "how" => HOW,
        "received_by" => RECEIVED_BY,
        "receipt" => RECEIPT,
        name => on_the_spot(name),
    }
}

/// The fields of pauses, receipts, 預かり and 事故連絡票.
fn on_the_spot(name: &str) -> Text {
    use super::visit as words;
    match name {
        "rests" => words::RESTS_FIELD,
        "receipts" => words::RECEIPTS,
        "near_miss_done" | "done" => words::NEAR_MISS_DONE,
        "thanked" => THANKS,
        "signs" => words::SIGN,
        "yen" => words::FLOAT_YEN,
        "keys" => words::FLOAT_KEYS,
        "things" => words::FLOAT_THINGS,
        "spent" => words::FLOAT_SPENT,
        "back" => words::FLOAT_BACK,
        "back_at" => words::FLOAT_GIVE,
        "by" | "back_by" => WHO,
        "number" => words::ACCIDENT_NUMBER,
        "harm" => words::ACCIDENT_HARM,
        "facts" => words::ACCIDENT_FACTS,
        "closed" => words::ACCIDENT_CLOSE,
        "why" => words::WHAT_HAPPENED,
        "places" => super::settings::PLACES,
        _ => OTHER,
    }
}
