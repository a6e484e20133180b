//! 活動日.

use super::Text;
use tanomo_domain::heat::HeatStep;
use tanomo_domain::view::{Coming, Why};
use tanomo_domain::work_day::Stands;

texts! {
    // The list
    DAYS: "活動日", "{活動|かつどう}する {日|ひ}", "Work days";
    MAKE: "活動日をつくる", "{活動|かつどう}する {日|ひ}を つくる", "Plan a work day";
    NONE: "活動日はまだありません。世話役が、困りごとをまとめてつくります。", "{活動|かつどう}する {日|ひ}は まだ ありません。{世話役|せわやく}が つくります。", "No work days yet. A lead plans one from the open requests.";
    TO_COME: "これから", "これから", "To come";
    PAST: "これまで", "{今|いま}まで", "Past";
    LINE: "{place}　{jobs}件　{people}人", "{place}　{jobs}{件|けん}　{people}{人|にん}", "{place}, {jobs} jobs, {people} people";
    LINE_OFF: "中止:{why}", "やめました: {why}", "Called off: {why}";
    TODAY: "きょうは活動日です", "{今日|きょう}は {活動|かつどう}する {日|ひ}です", "Today is a work day";
    TOMORROW: "あしたは活動日です", "あしたは {活動|かつどう}する {日|ひ}です", "Tomorrow is a work day";
    ANSWER_DAY: "{day}に出られますか", "{day}に {来|こ}られますか", "Can you come on {day}?";
    ANSWER_DAYS: "出られますか　{n}日", "{来|こ}られますか　{n}{日|にち}", "Can you come? {n} days";
    NOTHING_NOW: "いま近い活動日はありません", "{近|ちか}い {活動|かつどう}する {日|ひ}は ありません", "None is near";
    READING: "記録を読んでいます", "{記録|きろく}を {読|よ}んでいます", "Reading the records";
    NOT_HERE: "この活動日は見つかりません。一覧からえらんでください。", "この {日|ひ}は {見|み}つかりません。{一覧|いちらん}から えらんで ください。", "This work day was not found. Please choose from the list.";
    TO_DAYS: "活動日の一覧へ", "{活動|かつどう}する {日|ひ}の {一覧|いちらん}へ", "To the work days";

    // One day
    MEET: "集まるところ", "{集|あつ}まる ところ", "Meeting place";
    MEET_AT: "{time} {place}", "{time} {place}", "{time}, {place}";
    SAME_DATE: "同じ日に、もう一つ活動日があります。同じものですか。", "{同|おな}じ {日|ひ}に もう 1つ {活動日|かつどうび}が あります。{同|おな}じ ものですか。", "There is another work day on this date. Is it the same one?";
    SAME: "同じ日です", "{同|おな}じ {日|ひ}です", "The same day";
    DIFFERENT: "別の日です", "{別|べつ}の {日|ひ}です", "Different days";
    SEE_OTHER: "もう一つを見る", "もう 1つを {見|み}る", "See the other one";
    OFF: "中止になりました:{why}", "やめに なりました: {why}", "Called off: {why}";
    GO_AHEAD: "やはり行う", "やっぱり する", "It takes place after all";
    CLOSED: "この活動日はしめました", "この {活動日|かつどうび}は {終|お}わりました", "This work day is closed";
    CHANGE: "計画を変える", "{計画|けいかく}を {変|か}える", "Change the plan";
    EDIT_TITLE: "活動日の計画", "{活動日|かつどうび}の {計画|けいかく}", "Plan of the day";

    // My day
    MY_DAY: "わたしの一日", "わたしの {一日|いちにち}", "My day";
    ANSWER: "出られますか", "{来|こ}られますか", "Can you come?";
    COME: "着きました", "{着|つ}きました", "I am here";
    FIT: "体の調子はいいですか", "{体|からだ}の {調子|ちょうし}は いいですか", "Do you feel well?";
    FIT_YES: "はい、元気です", "はい、{元気|げんき}です", "Yes, I am well";
    FIT_NO: "すこし心配です", "すこし {心配|しんぱい}です", "I am not sure";
    FIT_WORDS: "どんなようすですか", "どんな ようすですか", "What is it?";
    BRIEF: "つぎは、下の「始める前の確認」をみんなで読みます", "つぎは、{下|した}の「{始|はじ}める {前|まえ}の {確認|かくにん}」を みんなで {読|よ}みます", "Next, go through “Before we begin” below together";
    WORK: "班のつぎの仕事", "{班|はん}の つぎの {仕事|しごと}", "Your team's next job";
    HOME: "帰宅しました", "{家|いえ}に {帰|かえ}りました", "I am home";
    NOT_HERE_YET: "まだ着いていません", "まだ {着|つ}いて いません", "I am not here yet";
    NOT_HOME_YET: "まだ帰宅していません", "まだ {帰|かえ}って いません", "I am not home yet";
    ANSWERED: "「{answer}」と返事しました。変わったら、えらびなおしてください", "「{answer}」と {答|こた}えました。{変|か}わったら、もう {一度|いちど} えらんで ください", "You answered “{answer}”. If that changes, choose again";
    THANKS: "おつかれさまでした", "おつかれさまでした", "Thank you for today";
    NOT_ASKED: "この日の名簿に、あなたの名前はありません", "この {日|ひ}の {名簿|めいぼ}に あなたの {名前|なまえ}は ありません", "You are not on the list of this day";
    COMING_YES: "出られます", "{来|こ}られます", "I can come";
    COMING_LATE: "おくれます", "おくれます", "I will be late";
    COMING_NO: "出られません", "{来|こ}られません", "I cannot come";

    // Briefing
    BRIEFING: "始める前の確認", "{始|はじ}める {前|まえ}の {確認|かくにん}", "Before we begin";
    BRIEFED: "みんなで読みました", "みんなで {読|よ}みました", "We have gone through it";
    BRIEFED_BY: "{who}が確認しました {time}", "{who}が {確認|かくにん}しました {time}", "Gone through by {who} at {time}";
    BRIEFING_EDIT: "確認の文を変える", "{確認|かくにん}の ことばを {変|か}える", "Change these lines";
    BRIEFING_LINES: "1行に1つ", "{1行|いちぎょう}に {1|ひと}つ", "One a line";
    BRIEFING_LINES_HELP: "この隊の活動日すべてに出ます。空にすると、はじめの文にもどります。", "この {隊|たい}の ぜんぶの {活動日|かつどうび}に {出|で}ます。{何|なに}も {書|か}かないと、はじめの ことばに もどります。", "Shown on every work day of this squad. Left empty, the app's own lines come back.";
    BRIEFING_SAVED: "確認の文を変えました", "{確認|かくにん}の ことばを {変|か}えました", "The lines were changed";
    BRIEFING_HEAT: "水を飲む。20分に1回は休む", "{水|みず}を {飲|の}みます。20{分|ぷん}に 1{回|かい} {休|やす}みます", "Drink water. Rest every 20 minutes";
    BRIEFING_HORNETS: "ハチの巣を見たら、さわらずに離れる", "ハチの {巣|す}を {見|み}たら、{離|はな}れます", "A hornets' nest: do not touch it, go away";
    BRIEFING_BLADES: "刃物は、5m以内に人がいないことを見てから", "{切|き}る {道具|どうぐ}は、5mより {近|ちか}くに {人|ひと}が いないか {見|み}ます", "Blades only when nobody is within 5 m";
    BRIEFING_LADDERS: "脚立は2人で。いちばん上に立たない", "{脚立|きゃたつ}は {2人|ふたり}で {使|つか}います。{上|うえ}に {立|た}ちません", "A stepladder takes two. Never on the top";
    BRIEFING_ROADS: "車の通る道では、見はりを立てる", "{車|くるま}が {来|く}る {道|みち}では、{1人|ひとり}が {車|くるま}を {見|み}ます", "On a road one of us watches the cars";

    // 暑さ指数: the steps of the Ministry of the Environment, and what it says to each, for a squad's work
    HEAT_INDEX: "暑さ指数(WBGT)", "{暑|あつ}さの {数字|すうじ}(WBGT)", "Heat index (WBGT)";
    HEAT_HELP: "計った数を書きます。例:28.5", "{計|はか}った {数字|すうじ}を {書|か}きます。{例|れい}: 28.5", "As the meter shows it, such as 28.5";
    HEAT_NOTE: "暑さ指数を書く", "{暑|あつ}さの {数字|すうじ}を {書|か}く", "Note the heat index";
    HEAT_KEEP: "暑さ指数を記録する", "{暑|あつ}さの {数字|すうじ}を {記録|きろく}する", "Keep the heat index";
    HEAT_WRONG: "0から50までの数で入れてください。例:28.5", "0から 50までの {数字|すうじ}で {入|い}れて ください。{例|れい}: 28.5", "Please enter a number from 0 to 50, such as 28.5";
    HEAT_IS: "暑さ指数 {n}　{step}", "{暑|あつ}さの {数字|すうじ} {n}　{step}", "Heat index {n}: {step}";
    HEAT_READ: "{who}が計りました {time}", "{who}が {計|はか}りました {time}", "Read by {who} at {time}";
    HEAT_SAFE: "ほぼ安全", "だいたい {安全|あんぜん}", "Almost safe";
    HEAT_CAUTION: "注意", "{注意|ちゅうい}", "Caution";
    HEAT_WARNING: "警戒", "{気|き}を つける", "Warning";
    HEAT_SEVERE: "厳重警戒", "とても {気|き}を つける", "Severe warning";
    HEAT_DANGER: "危険", "{危|あぶ}ない", "Danger";
    HEAT_SAFE_DO: "水と塩分を、ときどきとる", "{水|みず}と {塩|しお}を ときどき とります", "Take water and salt now and then";
    HEAT_CAUTION_DO: "作業の合間に、進んで水と塩分をとる", "{休|やす}む とき、{水|みず}と {塩|しお}を とります", "Take water and salt in every break";
    HEAT_WARNING_DO: "進んで休む。30分に1回は休む", "たくさん {休|やす}みます。30{分|ぷん}に 1{回|かい} {休|やす}みます", "Rest often, at least every 30 minutes";
    HEAT_SEVERE_DO: "はげしい作業をしない。20分に1回は休む。暑さに弱い人は作業をしない", "つかれる {作業|さぎょう}を しません。20{分|ぷん}に 1{回|かい} {休|やす}みます。{暑|あつ}さに {弱|よわ}い {人|ひと}は しません", "No heavy work; rest every 20 minutes; who feels the heat does not work";
    HEAT_DANGER_DO: "作業は中止する", "{作業|さぎょう}を やめます", "Work stops";

    // Teams, people
    TEAM: "{n}班", "{n}{班|はん}", "Team {n}";
    LEADER: "班長:{who}", "{班長|はんちょう}: {who}", "Leader: {who}";
    NO_JOBS: "まだ仕事がありません", "まだ {仕事|しごと}が ありません", "No jobs yet";
    TWICE: "2か所に入っています", "2つの ところに あります", "Stands in two places";
    ROSTER: "名簿", "{名簿|めいぼ}", "Who comes";
    ROSTER_OF: "{came}人来ました(よんだ人 {all}人)", "{came}{人|にん} {来|き}ました(よんだ {人|ひと} {all}{人|にん})", "{came} here, {all} asked";
    NO_ANSWER: "返事はまだ", "{返事|へんじ}は まだ", "No answer yet";
    HERE_SINCE: "{time}に着いた", "{time}に {着|つ}いた", "Here since {time}";
    HOME_SINCE: "{time}に帰宅", "{time}に {帰|かえ}った", "Home at {time}";
    NOT_FIT: "体の調子:{words}", "{体|からだ}の {調子|ちょうし}: {words}", "Not well: {words}";
    MISSING: "まだ確認できない人:{who}", "まだ わからない {人|ひと}: {who}", "Not heard of yet: {who}";
    MARK_HERE: "来た", "{来|き}た", "Is here";
    MARK_HOME: "帰宅した", "{帰|かえ}った", "Is home";
    UNMARK_HERE: "「来た」を取り消す", "「{来|き}た」を {消|け}す", "Not here after all";
    UNMARK_HOME: "「帰宅した」を取り消す", "「{帰|かえ}った」を {消|け}す", "Not home after all";
    WALK_IN: "飛び入りの人を書く", "{今日|きょう} {来|き}た {人|ひと}を {書|か}く", "Write in somebody who came by";
    WALK_IN_HELP: "きょうだけの人です。番号も鍵も渡しません。", "{今日|きょう}だけの {人|ひと}です。", "For today only. They get no key.";
    NAME: "氏名", "{名前|なまえ}", "Name";
    PHONE: "電話番号", "{電話番号|でんわばんごう}", "Telephone";
    INSURED: "きょうの保険に入っている", "{今日|きょう}の {保険|ほけん}が ある", "Insured for today";
    WALKED_IN: "飛び入り", "{今日|きょう} {来|き}た {人|ひと}", "Came by";

    // How a job stands
    WAITING: "これから", "これから", "To come";
    UNDER_WAY: "作業中", "{作業中|さぎょうちゅう}", "Under way";
    DONE: "完了", "{終|お}わり", "Done";
    PARTLY: "続きあり", "つづきが ある", "Partly done";
    COULD_NOT: "できなかった", "できなかった", "Could not be done";
    CHECK: "要確認", "{確認|かくにん}する", "To look at";
    DROPPED: "この日はしない", "この {日|ひ}は しない", "Not on this day";
    GONE: "取り下げ・つないだ", "なくなった", "Withdrawn or passed on";
    DONE_BEFORE: "もう終わっていた", "もう {終|お}わっていた", "Done before";
    DROP: "この日はやめる", "この {日|ひ}は やめる", "Not on this day";
    PUT_BACK: "やはり行う", "やっぱり する", "It takes place after all";

    // Calling off
    CALL_OFF: "中止にする", "やめに する", "Call it off";
    CALL_OFF_WHY: "どうしてですか", "どうしてですか", "Why?";
    CALL_OFF_NOW: "中止を決める", "やめると {決|き}める", "Call it off now";
    CALL_OFF_NOT: "中止にしない", "やめに しない", "Do not call it off";
    CALL_OFF_HELP: "なかまのスマホに伝わります。ご依頼の方には電話をします。", "なかまの スマホに {伝|つた}わります。{頼|たの}んだ {人|ひと}には {電話|でんわ}を します。", "Your squad's phones will say so. The residents are telephoned.";
    OFF_WORDS: "くわしく", "くわしく", "In words";
    RAIN: "雨", "{雨|あめ}", "Rain";
    HEAT: "暑さ", "{暑|あつ}さ", "Heat";
    STORM: "風・雪", "{風|かぜ}・{雪|ゆき}", "Wind or snow";
    ILL: "人が足りない", "{人|ひと}が {足|た}りない", "Too few people";
    TOO_BIG: "仕事が大きすぎる", "{仕事|しごと}が {大|おお}きい", "The job is too big";
    OTHER: "その他", "ほかの こと", "Another reason";

    // Telephoning
    CALLS: "電話する人　{n}", "{電話|でんわ}する {人|ひと}　{n}", "To telephone: {n}";
    CALLS_DONE: "みんなに連絡しました", "みんなに {連絡|れんらく}しました", "Everybody has been told";
    CALL_OFF_OF: "{what}　中止と伝える", "{what}　「やめます」と {言|い}う", "{what}: tell them it is off";
    CALL_COMING: "{what}　行くと伝える", "{what}　「{行|い}きます」と {言|い}う", "{what}: tell them we come";
    CALLED: "連絡した", "{連絡|れんらく}した", "Told";
    NOT_CALLED: "連絡を取り消す", "「{連絡|れんらく}した」を {消|け}す", "Not told after all";
    CALLED_AT: "連絡した {time} {who}", "{連絡|れんらく}した {time} {who}", "Told at {time} by {who}";
    CALL: "{who}さんに電話", "{who}さんに {電話|でんわ}", "Call {who}";
    OPEN_CARDS: "カードを開いて電話する", "カードを {開|ひら}いて {電話|でんわ}する", "Open the cards to call";

    // Closing
    CLOSING: "この日のまとめ", "この {日|ひ}の まとめ", "What the day came to";
    SUM_DONE: "終わった仕事", "{終|お}わった {仕事|しごと}", "Jobs done";
    SUM_LEFT: "残った仕事", "{残|のこ}った {仕事|しごと}", "Jobs left";
    SUM_HOURS: "あわせた時間", "ぜんぶの {時間|じかん}", "Hours of all";
    SUM_CAME: "来た人", "{来|き}た {人|ひと}", "People who came";
    SUM_SHEETS: "もどっていない紙", "もどって いない {紙|かみ}", "Sheets still out";
    CLOSE: "この日をしめる", "この {日|ひ}を {終|お}わりに する", "Close the day";
    REOPEN: "もう一度ひらく", "もう {一度|いちど} {開|ひら}く", "Open it again";
    CLOSING_WORDS: "ひとこと", "ひとこと", "A word at the end";
    STILL_OUT: "まだ帰宅の連絡がない人がいます", "まだ {家|いえ}に {帰|かえ}ったか わからない {人|ひと}が います", "Somebody has not said yet that they are home";

    // For a calendar, and for a notice
    OF_PLACE: "活動日 {place}", "{活動|かつどう}する {日|ひ} {place}", "Work day, {place}";
    CALENDAR_WHAT: "日、集合時刻、集まるところだけのファイルです。人の名前も、ご依頼の方の住所も入りません。", "{日|ひ}と {時間|じかん}と {集|あつ}まる ところだけの ファイルです。{人|ひと}の {名前|なまえ}も {住所|じゅうしょ}も {入|はい}りません。", "A file with the date, meeting time and place alone. It holds no name and no resident's address.";

    // Sheets of paper
    SHEETS: "紙を渡す・回収チェック", "{紙|かみ}を {渡|わた}す・もどったか {見|み}る", "Sheets handed out and back";
    SHEETS_HELP: "渡した紙の番号を書き、もどったら印を付けます。", "{渡|わた}した {紙|かみ}の {番号|ばんごう}を {書|か}きます。もどったら チェックします。", "Note each sheet's number, and tick it when it comes back.";
    SHEET: "No.{n} {to}", "No.{n} {to}", "No. {n}, {to}";
    SHEET_NUMBER: "紙の番号", "{紙|かみ}の {番号|ばんごう}", "Number of the sheet";
    SHEET_NUMBER_WRONG: "紙の番号を数字で入れてください", "{紙|かみ}の {番号|ばんごう}を {数字|すうじ}で {入|い}れて ください", "Please enter the number on the sheet";
    SHEET_TEAM: "どの班に", "どの {班|はん}に", "For which team";
    SHEET_TO: "だれに", "だれに", "To whom";
    SHEET_HAND: "渡した", "{渡|わた}した", "Handed out";
    SHEET_BACK: "もどった", "もどった", "Came back";
    SHEET_BACK_AT: "{time}にもどった", "{time}に もどった", "Back at {time}";
    SHEET_NOT_BACK: "「もどった」を取り消す", "「もどった」を {消|け}す", "Not back after all";
    SHEETS_ALL_BACK: "渡した紙はすべてもどりました", "{渡|わた}した {紙|かみ}は ぜんぶ もどりました", "Every sheet came back";

    // The next day of a series
    REPEATS: "くりかえし", "くりかえし", "Repeats";
    REPEATS_NOT: "くりかえさない", "くりかえさない", "Does not repeat";
    NEXT: "つぎの日をつくる", "つぎの {日|ひ}を つくる", "Plan the next day";
    NEXT_HELP: "集まるところ・時刻・班は同じです。仕事は、つくってからえらびます。", "{集|あつ}まる ところ、{時間|じかん}、{班|はん}は {同|おな}じです。{仕事|しごと}は あとで えらびます。", "Same place, time and teams; the jobs are chosen afterwards.";
    NEXT_MAKE: "この日でつくる", "この {日|ひ}で つくる", "Make it for this date";
    NEXT_THERE: "その日はもうできています", "その {日|ひ}は もう あります", "That day is there already";

    // After the day
    CAME_BY: "飛び入りの人を招待する", "{今日|きょう} {来|き}た {人|ひと}を {招待|しょうたい}する", "Invite who came by";
    KEEP: "なかまに招待する", "なかまに {招待|しょうたい}する", "Invite them";
    KEEP_HELP: "この日だけの人です。招待すると、なかまの名簿にのります。", "この {日|ひ}だけの {人|ひと}です。{招待|しょうたい}すると、なかまの {名簿|めいぼ}に のります。", "They were here for one day. Who is invited is listed among the members.";

    // The plan
    DATE: "日", "{日|ひ}", "Date";
    TIME: "集合時刻", "{集|あつ}まる {時間|じかん}", "Meeting time";
    NOTE: "みんなに伝えること", "みんなに {伝|つた}える こと", "For everybody to know";
    NOTE_HELP: "ご依頼の方の名前や住所は書きません。", "{頼|たの}んだ {人|ひと}の {名前|なまえ}は {書|か}きません。", "No resident's name or address here.";
    JOBS: "仕事", "{仕事|しごと}", "Jobs";
    JOBS_NONE: "いま登録されている困りごとはありません", "{今|いま} {困|こま}りごとは ありません", "There are no open requests";
    ALL_TOWNS: "すべての町", "ぜんぶの {町|まち}", "All towns";
    LOOK: "しぼりこむ", "しぼりこむ", "Narrow down";
    LOOK_TOOL: "使う道具", "{使|つか}う {道具|どうぐ}", "Tool that is used";
    LOOK_SIZE: "班の人数", "{班|はん}の {人数|にんずう}", "People in the team";
    LOOK_PEOPLE: "{n}人でできる", "{n}{人|にん}で できる", "{n} can do it";
    LOOK_SCOUTED: "下見がすんでいる", "{下見|したみ}が {終|お}わった", "The site was looked at";
    PEOPLE: "行く人", "{行|い}く {人|ひと}", "Who goes";
    ADD_TEAM: "班をふやす", "{班|はん}を ふやす", "Add a team";
    FIRST_LEADS: "先にえらんだ人が班長です。", "はじめに えらんだ {人|ひと}が {班長|はんちょう}です。", "Whoever is chosen first leads the team.";
    WHY_UNSCOUTED: "下見をしないで入れる理由", "{下見|したみ}を しない わけ", "Why without a look at the site first";
    UNSCOUTED: "下見がまだの仕事があります。理由を書いて、もう一度おしてください", "{下見|したみ}が まだの {仕事|しごと}が あります。わけを {書|か}いて、もう {一度|いちど} おして ください", "Some jobs have not been looked at yet. Say why and try again";
}

/// 出欠.
pub fn coming(coming: Coming) -> Text {
    match coming {
        Coming::Yes => COMING_YES,
        Coming::Late => COMING_LATE,
        Coming::No => COMING_NO,
    }
}

/// Why it does not take place.
pub fn why(why: Why) -> Text {
    match why {
        Why::Rain => RAIN,
        Why::Heat => HEAT,
        Why::Storm => STORM,
        Why::Ill => ILL,
        Why::TooBig => TOO_BIG,
        Why::Other => OTHER,
    }
}

/// How a job stands on its day.
pub fn stands(stands: Stands) -> Text {
    match stands {
        Stands::Waiting => WAITING,
        Stands::UnderWay => UNDER_WAY,
        Stands::Done => DONE,
        Stands::Partly => PARTLY,
        Stands::CouldNot => COULD_NOT,
        Stands::Check => CHECK,
        Stands::Dropped => DROPPED,
        Stands::Gone => GONE,
        Stands::DoneBefore => DONE_BEFORE,
    }
}

/// A step of 暑さ指数.
pub fn heat(step: HeatStep) -> Text {
    match step {
        HeatStep::AlmostSafe => HEAT_SAFE,
        HeatStep::Caution => HEAT_CAUTION,
        HeatStep::Warning => HEAT_WARNING,
        HeatStep::Severe => HEAT_SEVERE,
        HeatStep::Danger => HEAT_DANGER,
    }
}

/// What to do at a step of 暑さ指数.
pub fn heat_do(step: HeatStep) -> Text {
    match step {
        HeatStep::AlmostSafe => HEAT_SAFE_DO,
        HeatStep::Caution => HEAT_CAUTION_DO,
        HeatStep::Warning => HEAT_WARNING_DO,
        HeatStep::Severe => HEAT_SEVERE_DO,
        HeatStep::Danger => HEAT_DANGER_DO,
    }
}
