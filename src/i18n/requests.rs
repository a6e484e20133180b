//! 困りごと: the list and one request. What is asked while logging stands in `logging`, the card in `cards`.

pub use super::cards::*;
pub use super::logging::*;

texts! {
    // The list
    LOG: "困りごとを登録", "{困|こま}りごとを {書|か}く", "Log a request";
    SEARCH: "作業・町・ことばでさがす", "{作業|さぎょう}・{町|まち}・ことばで さがす", "Search by task, town or words";
    FOUND: "{n}件", "{n}{件|けん}", "{n} found";
    EMPTY: "困りごとはまだありません。下のボタンで、電話や紙で聞いたことを登録します。", "{困|こま}りごとは まだ ありません。{下|した}の ボタンで {書|か}いて ください。", "No requests yet. Use the button below to log what somebody asked for.";
    NONE_FOUND: "見つかりませんでした。ことばを短くするか、しぼりこみをやめてみてください。", "{見|み}つかりませんでした。ことばを {短|みじか}くして ください。", "Nothing found. Try shorter words or fewer filters.";
    SHOW_ALL: "すべて見る", "ぜんぶ {見|み}る", "Show all";
    STILL_READING: "記録を読んでいます", "{記録|きろく}を {読|よ}んでいます", "Reading the records";
    NARROW: "作業・町でしぼりこむ", "{作業|さぎょう}・{町|まち}で えらぶ", "Filter by task or town";
    NARROWED: "作業・町でしぼりこみ中({n})", "{作業|さぎょう}・{町|まち}で えらんでいます({n})", "Filtered by task or town ({n})";
    MINE: "自分の", "{自分|じぶん}の", "Mine";
    TASK: "作業", "{作業|さぎょう}", "Task";
    TOWN: "町", "{町|まち}", "Town";
    GROUP_WANTED: "人をさがしている", "{人|ひと}を さがしている", "Helpers wanted";
    GROUP_SETTLED: "人が決まった", "{人|ひと}が {決|き}まった", "People settled";
    GROUP_LOOK: "確認がいる", "{確認|かくにん}する", "To look at";
    GROUP_CLOSED: "終わった", "{終|お}わった", "Closed";
    TASK_TOWN: "{task} {town}", "{task} {town}", "{task}, {town}";
    SOME_HELPERS: "手伝う人が{n}人います(あわせて{all}人)", "{手伝|てつだ}う {人|ひと}が {n}{人|にん} います(ぜんぶで {all}{人|にん})", "{n} of {all} helpers found";
    URGENT_MARK: "急ぎ。", "いそぎ。", "Urgent. ";
    MEMO_MARK: "メモだけ。", "メモだけ。", "Note only. ";
    UNSETTLED_MARK: "二つの記録があります。", "{二|ふた}つの {記録|きろく}が あります。", "Two values stand. ";

    // One request
    TO_LIST: "一覧へ", "{一覧|いちらん}へ", "To the list";
    STEP_LOGGED: "登録", "{書|か}いた", "Logged";
    STEP_PEOPLE: "人", "{人|ひと}", "People";
    STEP_DAY: "日時", "{日|ひ}と {時間|じかん}", "Day";
    STEP_WORK: "作業", "{作業|さぎょう}", "Work";
    STEP_DONE: "完了", "{終|お}わり", "Done";
    URGENT_LONG: "急ぎの困りごとです", "いそぎの {困|こま}りごとです", "This is urgent";
    MEMO_LONG: "メモだけです。電話をして、くわしく聞いてください", "メモだけです。{電話|でんわ}を して、くわしく {聞|き}いて ください", "Only a note so far. Please call and ask the rest";
    FILL_IN: "くわしく書く", "くわしく {書|か}く", "Fill in the rest";
    BECAUSE: "理由:{reason}", "{理由|りゆう}: {reason}", "Reason: {reason}";
    WHAT: "内容", "{内容|ないよう}", "What";
    WORDS_SHORT: "ようす", "ようす", "In words";
    WHEN: "いつ", "いつ", "When";
    WHERE: "どこ", "どこ", "Where";
    REPEATS: "くり返し", "くりかえし", "Repeats";
    HOW_MANY: "人数", "{何人|なんにん}", "Helpers";
    TOOLS: "道具", "{道具|どうぐ}", "Tools";
    HAZARDS: "危ないところ", "あぶない ところ", "Hazards";
    SITE: "現場のようす", "{場所|ばしょ}の ようす", "On site";
    CAME_BY: "受け方", "{聞|き}きかた", "Came in";
    FORM_OF: "{by} 番号{number}", "{by} {番号|ばんごう}{number}", "{by}, no. {number}";
    LOGGED: "登録", "{書|か}いた {人|ひと}", "Logged";
    LOGGED_BY: "{when} {who}", "{when} {who}", "{when}, {who}";
    SOMEBODY: "だれか", "だれか", "Somebody";
    COMING: "これからの日", "これからの {日|ひ}", "Days to come";
    HISTORY: "履歴", "{今|いま}までの {記録|きろく}", "History";
    VISITS: "下見・作業", "{下見|したみ}・{作業|さぎょう}", "Visits";
    NEXT_IS: "次にすること:{next}", "{次|つぎ}に する こと: {next}", "What is next: {next}";
    STILL_RUNNING: "いま作業中", "いま {作業中|さぎょうちゅう}", "Under way now";
    NO_OUTCOME: "結果がまだです", "{結果|けっか}が まだです", "No outcome yet";

    // Who goes
    TEAM: "手伝う人", "{手伝|てつだ}う {人|ひと}", "Who goes";
    TEAM_OF: "{all}人のうち{n}人が決まっています", "{all}{人|にん}の うち {n}{人|にん}が {決|き}まりました", "{n} of {all} settled";
    I_CAN: "手伝えます", "{手伝|てつだ}えます", "I can help";
    OFFER_MORE: "時間や持ち物も伝える", "{時間|じかん}や {持|も}って いく {物|もの}も {伝|つた}える", "Say when and what you bring";
    OFFER_WHEN: "いつなら行けますか", "いつ {行|い}けますか", "When can you?";
    OFFER_BRINGS: "持っていけるもの", "{持|も}って いける {物|もの}", "What you bring";
    OFFERS: "手伝えます", "{手伝|てつだ}えます", "Offers";
    WITHDREW: "行けなくなりました", "{行|い}けなく なりました", "Cannot come after all";
    ACCEPT: "お願いする", "お{願|ねが}いする", "Accept";
    DECLINE: "今回は見送る", "{今回|こんかい}は お{願|ねが}いしない", "Not this time";
    CANNOT_COME: "行けなくなりました", "{行|い}けなく なりました", "I cannot come";
    CANNOT_COME_OTHER: "この人は行けない", "この {人|ひと}は {行|い}けない", "Cannot come";
    ASSIGN: "手伝う人を決める", "{手伝|てつだ}う {人|ひと}を {決|き}める", "Choose who goes";
    CAN_DO: "この作業ができます", "この {作業|さぎょう}が できます", "Can do this";
    WITHOUT_PHONE: "スマホなし", "スマホが ない {人|ひと}", "No phone";

    // The day
    AGREEMENT: "約束", "{約束|やくそく}", "Agreed day";
    AGREE: "日時を決める", "{日|ひ}と {時間|じかん}を {決|き}める", "Agree a day";
    AGREE_ANOTHER: "日時を変える", "{日|ひ}と {時間|じかん}を {変|か}える", "Change the day";
    AGREED_DAY: "日", "{日|ひ}", "Day";
    AGREED_TIME: "時刻", "{時間|じかん}", "Time";
    WRONG_TIME: "時刻をたしかめてください(例:9:30)", "{時間|じかん}を たしかめて ください({例|れい}: 9:30)", "Please check the time (such as 9:30)";
    TOLD_NOW: "本人に伝えました", "{本人|ほんにん}に {伝|つた}えました", "The person has been told";
    TOLD_HELP: "まだのときは、きょうの「電話する人」に出ます", "まだの ときは、きょうの「{電話|でんわ}する {人|ひと}」に {出|で}ます", "If not yet, it appears under people to call";
    NOT_TOLD: "本人にまだ連絡していません", "{本人|ほんにん}に まだ {連絡|れんらく}していません", "The person has not been told yet";
    TOLD: "連絡した", "{連絡|れんらく}した", "Told them";
    TOLD_BY: "{when}に{who}さんが連絡しました", "{when}に {who}さんが {連絡|れんらく}しました", "{who} told them {when}";
    END_AGREEMENT: "この約束をなしにする", "この {約束|やくそく}を やめる", "Call this day off";

    // What can be done
    WHAT_CAN_BE_DONE: "できること", "できる こと", "What can be done";
    SCOUT: "下見を記録", "{下見|したみ}を {書|か}く", "Record a look";
    START: "開始", "{始|はじ}める", "Start";
    COMPLETE: "完了を記録", "{終|お}わった ことを {書|か}く", "Record completion";
    EDIT: "困りごとをなおす", "{困|こま}りごとを なおす", "Change the request";
    EDIT_LEFT: "前に書きかけた内容を表示しています", "{前|まえ}に {書|か}いた ものが あります", "This shows what you had begun to change";
    EDIT_FRESH: "書きかけをすてる", "それを すてる", "Discard it";
    STILL_MEMO: "まだメモだけ(あとで聞く)", "まだ メモだけ(あとで {聞|き}く)", "Still only a note";
    WITHDRAW: "取り下げ", "やめる({取|と}り{下|さ}げ)", "Withdraw";
    WITHDRAW_TITLE: "取り下げますか", "やめますか", "Withdraw this request?";
    WITHDRAW_WHY: "一覧の「終わった」に移ります。あとで元にもどせます。", "「{終|お}わった」に {入|はい}ります。あとで もとに もどせます。", "It moves to Closed. You can open it again later.";
    REASON: "理由(書かなくてもかまいません)", "{理由|りゆう}({書|か}かなくても いいです)", "Reason (optional)";
    KEEP_IT: "そのままにする", "このままに する", "Leave it";
    WITHDRAWN_DONE: "取り下げました", "やめました", "Withdrawn";
    REOPEN: "もう一度さがす", "もう {一度|いちど} さがす", "Open again";
    REFER: "ほかの窓口につなぐ", "ほかの {相談先|そうだんさき}に つなぐ", "Pass on";
    REFER_TITLE: "どこにつなぎますか", "どこに つなぎますか", "Pass on to whom?";
    REFER_TO: "つなぐ先", "つなぐ {先|さき}", "To whom";
    REFER_HELP: "社協・あんしんセンター・市の窓口など", "{社協|しゃきょう}・あんしんセンター・{市|し}の {窓口|まどぐち}など", "Social welfare council, care centre, city office and so on";
    REFER_WORDS: "伝えたこと", "{伝|つた}えた こと", "What was said";
    END_REFERRAL: "つなぐのをやめる", "つなぐのを やめる", "No longer passed on";

    // The same?
    MAYBE_SAME_REQUEST: "同じ困りごとかもしれません:{what}", "おなじ {困|こま}りごとかも しれません: {what}", "This may be the same request: {what}";
    MAYBE_SAME_PERSON: "同じ方かもしれません:{what}", "おなじ {人|ひと}かも しれません: {what}", "This may be the same person: {what}";
    SAME_THING: "同じ", "おなじ", "The same";
    OTHER_THING: "別のもの", "ちがう", "Different";
    SAME_ONE: "同じ人", "おなじ {人|ひと}", "Same person";
    OTHER_ONE: "別の人", "ちがう {人|ひと}", "Somebody else";
    LOOK: "見てみる", "{見|み}る", "Look at it";
    JOINED: "二つの記録を一つにして見せています", "{二|ふた}つの {記録|きろく}を {一|ひと}つに して {見|み}せています", "Two records are shown as one";
    NOT_SAME: "別のものだった", "ちがう ものでした", "They were different";
}
