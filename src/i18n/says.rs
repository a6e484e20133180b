//! The words of the domain: every vocabulary, status and date, as the screens say them.
//!
//! What stands in the domain's tables (tasks, tools, hazards) is taken from there; everything else is here. What
//! goes wrong is said in `refused`, and how a day is said in `dates`; both are re-exported, so that a page needs
//! one path.

use super::Text;
use tanomo_domain::status::Status;
use tanomo_domain::task::{Hazard, Names, Task, Tool};
use tanomo_domain::view::{
    Alarm, Answer, CameBy, Given, HowPaid, NearMiss, Need, Outcome, Purpose, Role, SiteNote, Sort, Verdict,
};

pub use super::dates::{date, date_or_text, day, moment, month, recurrence, span, time, weekday};
pub use super::refused::{gate, refusal, trouble, waste, wrong};

texts! {
    // A request's status as a sentence
    CHECK: "確認が必要です", "{確認|かくにん}して ください", "Needs checking";
    UNDER_WAY: "いま作業中です", "いま {作業|さぎょう}を しています", "Work is under way";
    AGREED: "日時が決まり、本人に連絡しました", "{日|ひ}と {時間|じかん}が {決|き}まりました。{本人|ほんにん}に {連絡|れんらく}しました", "Day and time agreed; the person has been told";
    MATCHED: "手伝う人が決まりました。日時を決めます", "{手伝|てつだ}う {人|ひと}が {決|き}まりました。{日|ひ}と {時間|じかん}を {決|き}めます", "Helpers are found. Next: agree a day";
    OFFERED: "手伝いの申し出があります", "「{手伝|てつだ}えます」と いう {人|ひと}が います", "Somebody has offered to help";
    PARTLY: "途中まで終わりました。続きがあります", "{途中|とちゅう}まで {終|お}わりました。{続|つづ}きが あります", "Partly done; some is left";
    SCOUTED: "下見をしました。引き受けられます", "{下見|したみ}を しました。{手伝|てつだ}うことが できます", "Looked at; it can be taken on";
    OPEN: "手伝える人をさがしています", "{手伝|てつだ}える {人|ひと}を さがしています", "Looking for helpers";
    DIFFICULT: "下見をしました。むずかしいです", "{下見|したみ}を しました。むずかしいです", "Looked at; it is difficult";
    REFERRED: "ほかの窓口につなぎました", "ほかの {相談先|そうだんさき}に つなぎました", "Passed on to another service";
    DONE: "終わりました", "{終|お}わりました", "Done";
    WITHDRAWN: "取り下げました", "「やめます」と {言|い}われました", "Withdrawn";

    // The same, as short as a chip
    CHECK_SHORT: "要確認", "{確認|かくにん}する", "To check";
    UNDER_WAY_SHORT: "作業中", "{作業中|さぎょうちゅう}", "Under way";
    AGREED_SHORT: "日時が決定", "{日|ひ}が {決|き}まった", "Agreed";
    MATCHED_SHORT: "人が決定", "{人|ひと}が {決|き}まった", "Matched";
    OFFERED_SHORT: "申し出あり", "{申|もう}し{出|で}あり", "Offered";
    PARTLY_SHORT: "続きあり", "{続|つづ}きあり", "Partly done";
    SCOUTED_SHORT: "下見ずみ", "{下見|したみ}した", "Looked at";
    OPEN_SHORT: "募集中", "さがしている", "Open";
    DIFFICULT_SHORT: "むずかしい", "むずかしい", "Difficult";
    REFERRED_SHORT: "つないだ", "つないだ", "Passed on";
    DONE_SHORT: "完了", "{終|お}わった", "Done";
    WITHDRAWN_SHORT: "取り下げ", "やめた", "Withdrawn";

    // What is on site
    SITE_PARKING: "駐車できる", "{車|くるま}を {止|と}められる", "Parking";
    SITE_TOILET: "トイレを借りられる", "トイレが {使|つか}える", "Toilet";
    SITE_WATER: "水道を使える", "{水道|すいどう}が {使|つか}える", "Water tap";
    SITE_DOG: "犬がいる", "{犬|いぬ}が いる", "Dog";
    SITE_WASTE: "ごみ置き場が近い", "ごみを {出|だ}す {場所|ばしょ}が {近|ちか}い", "Collection point close";

    // What makes a visit easier
    NEED_SLOWLY: "ゆっくり話す", "ゆっくり {話|はな}す", "Speak slowly";
    NEED_LOUDLY: "大きな声で", "{大|おお}きな {声|こえ}で", "Speak up";
    NEED_DOOR: "玄関まで時間がかかる", "{玄関|げんかん}まで {時間|じかん}が かかる", "Takes time to the door";
    NEED_STEPS: "段差が苦手", "{段|だん}が {苦手|にがて}", "Steps are hard";

    // Purposes of consent
    PURPOSE_HELP: "① 手伝いと連絡", "① {手伝|てつだ}いと {連絡|れんらく}", "1. Help and getting in touch";
    PURPOSE_PHOTOS: "② 記録の写真", "② {記録|きろく}の {写真|しゃしん}", "2. Photos for the record";
    PURPOSE_NEWSLETTER: "③ お便り・チラシへの掲載", "③ お{便|たよ}り・チラシに のせる", "3. Newsletter and flyers";
    PURPOSE_CENTER: "④ あんしんセンター・民生委員に伝える", "④ あんしんセンター・{民生委員|みんせいいいん}に {伝|つた}える", "4. Telling the care centre or welfare commissioner";
    PURPOSE_EMERGENCY: "⑤ 緊急連絡先に知らせる", "⑤ {困|こま}った ときの {連絡先|れんらくさき}に {知|し}らせる", "5. Telling the emergency contact";

    // Who gave a consent
    GIVEN_SELF: "ご本人", "{本人|ほんにん}", "The person";
    GIVEN_FAMILY: "ご家族", "{家族|かぞく}", "Family";

    // How a request came in
    BY_TELEPHONE: "電話", "{電話|でんわ}", "By telephone";
    BY_PAPER: "紙の申込書", "{紙|かみ}の {申込書|もうしこみしょ}", "On a paper form";
    BY_PERSON: "会って聞いた", "{会|あ}って {聞|き}いた", "Face to face";
    BY_SURVEY: "ニーズ調査", "アンケート", "From a survey";
    BY_GAME: "助け合い体験ゲーム", "{助|たす}け{合|あ}い{体験|たいけん}ゲーム", "From the game";

    // Roles
    HELPER: "隊員", "{手伝|てつだ}う {人|ひと}({隊員|たいいん})", "Helper";
    LEAD: "世話役", "{世話役|せわやく}", "Lead";
    COORDINATOR: "コーディネーター", "コーディネーター", "Coordinator";

    // How work ended, what a look says, what a visit was
    OUTCOME_DONE: "終わった", "{終|お}わった", "Done";
    OUTCOME_PARTLY: "一部終わった", "{少|すこ}し {残|のこ}った", "Partly done";
    OUTCOME_COULD_NOT: "むずかしかった", "むずかしかった", "Could not";
    VERDICT_YES: "引き受けられる", "{手伝|てつだ}うことが できる", "Can be taken on";
    VERDICT_HARD: "むずかしい", "むずかしい", "Difficult";
    SORT_SCOUT: "下見", "{下見|したみ}", "Look at the site";
    SORT_WORK: "作業", "{作業|さぎょう}", "Work";

    // What a lead said to an offer
    ACCEPTED: "お願いしました", "お{願|ねが}いしました", "Accepted";
    DECLINED: "今回は見送りました", "{今回|こんかい}は お{願|ねが}いしません", "Not this time";

    // ヒヤリハット
    NEAR_FALL: "転びそうになった", "{転|ころ}びそうに なった", "Nearly fell";
    NEAR_CUT: "切りそうになった", "{切|き}りそうに なった", "Nearly cut oneself";
    NEAR_INSECT: "虫・ハチ", "{虫|むし}・ハチ", "Insects or wasps";
    NEAR_HEAT: "暑さで気分が悪くなった", "{暑|あつ}くて {気分|きぶん}が {悪|わる}くなった", "Felt ill from heat";
    NEAR_ROAD: "車・道路", "{車|くるま}・{道|みち}", "Cars or road";
    NEAR_DAMAGE: "物をこわしそうになった", "{物|もの}を こわしそうに なった", "Nearly broke something";
    NEAR_OTHER: "その他", "そのほか", "Something else";

    // How it was paid
    CASH: "現金", "お{金|かね}({現金|げんきん})", "Cash";
    TICKET: "利用券", "{利用券|りようけん}", "Ticket";
    LATER: "あとで", "あとで", "Later";
    NO_PAY: "なし", "なし", "None";
}

/// Names of the domain's tables as a text.
const fn names(names: &'static Names) -> Text {
    Text([names.ja, names.easy, names.en])
}

/// A task by its everyday name.
pub fn task(task: Task) -> Text {
    names(task.name())
}

/// A tool by name.
pub fn tool(tool: Tool) -> Text {
    names(&tool.facts().name)
}

/// A hazard by name.
pub fn hazard(hazard: Hazard) -> Text {
    names(&hazard.facts().name)
}

/// Where a request stands, as a sentence.
pub const fn status(status: Status) -> Text {
    match status {
        Status::Check => CHECK,
        Status::UnderWay => UNDER_WAY,
        Status::Agreed => AGREED,
        Status::Matched => MATCHED,
        Status::Offered => OFFERED,
        Status::Partly => PARTLY,
        Status::Scouted => SCOUTED,
        Status::Open => OPEN,
        Status::Difficult => DIFFICULT,
        Status::Referred => REFERRED,
        Status::Done => DONE,
        Status::Withdrawn => WITHDRAWN,
    }
}

/// Where a request stands, in a word or two.
pub const fn status_short(status: Status) -> Text {
    match status {
        Status::Check => CHECK_SHORT,
        Status::UnderWay => UNDER_WAY_SHORT,
        Status::Agreed => AGREED_SHORT,
        Status::Matched => MATCHED_SHORT,
        Status::Offered => OFFERED_SHORT,
        Status::Partly => PARTLY_SHORT,
        Status::Scouted => SCOUTED_SHORT,
        Status::Open => OPEN_SHORT,
        Status::Difficult => DIFFICULT_SHORT,
        Status::Referred => REFERRED_SHORT,
        Status::Done => DONE_SHORT,
        Status::Withdrawn => WITHDRAWN_SHORT,
    }
}

/// What is on site.
pub const fn site(note: SiteNote) -> Text {
    match note {
        SiteNote::Parking => SITE_PARKING,
        SiteNote::Toilet => SITE_TOILET,
        SiteNote::Water => SITE_WATER,
        SiteNote::Dog => SITE_DOG,
        SiteNote::WastePoint => SITE_WASTE,
    }
}

/// What makes a visit easier.
pub const fn need(need: Need) -> Text {
    match need {
        Need::Slowly => NEED_SLOWLY,
        Need::Loudly => NEED_LOUDLY,
        Need::LongToDoor => NEED_DOOR,
        Need::Steps => NEED_STEPS,
    }
}

/// A purpose of consent with its number.
pub const fn purpose(purpose: Purpose) -> Text {
    match purpose {
        Purpose::Help => PURPOSE_HELP,
        Purpose::Photos => PURPOSE_PHOTOS,
        Purpose::Newsletter => PURPOSE_NEWSLETTER,
        Purpose::Center => PURPOSE_CENTER,
        Purpose::Emergency => PURPOSE_EMERGENCY,
    }
}

/// Who gave a consent.
pub const fn given(given: Given) -> Text {
    match given {
        Given::Self_ => GIVEN_SELF,
        Given::Family => GIVEN_FAMILY,
    }
}

/// How a request came in.
pub const fn came_by(by: CameBy) -> Text {
    match by {
        CameBy::Telephone => BY_TELEPHONE,
        CameBy::Paper => BY_PAPER,
        CameBy::InPerson => BY_PERSON,
        CameBy::Survey => BY_SURVEY,
        CameBy::Game => BY_GAME,
    }
}

/// What somebody may do in a circle.
pub const fn role(role: Role) -> Text {
    match role {
        Role::Helper => HELPER,
        Role::Lead => LEAD,
        Role::Coordinator => COORDINATOR,
    }
}

/// How work ended.
pub const fn outcome(outcome: Outcome) -> Text {
    match outcome {
        Outcome::Done => OUTCOME_DONE,
        Outcome::Partly => OUTCOME_PARTLY,
        Outcome::CouldNot => OUTCOME_COULD_NOT,
    }
}

/// What a look at the site says.
pub const fn verdict(verdict: Verdict) -> Text {
    match verdict {
        Verdict::Yes => VERDICT_YES,
        Verdict::Hard => VERDICT_HARD,
    }
}

/// What somebody went for.
pub const fn sort(sort: Sort) -> Text {
    match sort {
        Sort::Scout => SORT_SCOUT,
        Sort::Work => SORT_WORK,
    }
}

/// What a lead said to an offer.
pub const fn answer(answer: Answer) -> Text {
    match answer {
        Answer::Accepted => ACCEPTED,
        Answer::Declined => DECLINED,
    }
}

/// What nearly happened.
pub const fn near_miss(what: NearMiss) -> Text {
    match what {
        NearMiss::Fall => NEAR_FALL,
        NearMiss::Cut => NEAR_CUT,
        NearMiss::Insect => NEAR_INSECT,
        NearMiss::Heat => NEAR_HEAT,
        NearMiss::Road => NEAR_ROAD,
        NearMiss::Damage => NEAR_DAMAGE,
        NearMiss::Other => NEAR_OTHER,
    }
}

/// How the resident paid.
pub const fn how_paid(how: HowPaid) -> Text {
    match how {
        HowPaid::Cash => CASH,
        HowPaid::Ticket => TICKET,
        HowPaid::Later => LATER,
        HowPaid::None => NO_PAY,
    }
}

/// A pause by its two times; one that lasts has no second.
pub fn rest(rest: tanomo_domain::view::Rest) -> super::Words {
    let clock = |at| {
        let (hour, minute) = tanomo_domain::date::tokyo_time(at);
        format!("{hour}:{minute:02}")
    };
    format!("{}〜{}", clock(rest.from), rest.until.map(clock).unwrap_or_default()).into()
}

/// Why the 緊急 page was opened.
pub const fn alarm(why: Alarm) -> Text {
    match why {
        Alarm::Injury => super::visit::ALARM_INJURY,
        Alarm::Ill => super::visit::ALARM_ILL,
        Alarm::NotMet => super::visit::ALARM_NOT_MET,
        Alarm::Fire => super::visit::ALARM_FIRE,
        Alarm::Other => super::visit::ALARM_OTHER,
    }
}
