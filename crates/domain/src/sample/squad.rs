//! 「見本の隊」: drawn from what the newsletters tell of such squads; every person is made up.

use tanomo_record::Id;

use super::{Script, days};
use crate::address::Address;
use crate::command::{
    Agreed, CardDraft, Command, Finishing, MemberDraft, Offer, Paying, Reasons, RequestDraft, Rules,
    Scouting, Starting, Who,
};
use crate::date::{ClockTime, Date, Millis, add_days, fiscal_year, fiscal_year_days};
use crate::money::{FeeRule, RideCosts};
use crate::recurrence::Recurrence;
use crate::task::{Hazard, Task, Tool};
use crate::view::{CameBy, HowPaid, NearMiss, Need, Outcome, Role, SiteNote, Verdict};

pub(super) const TOWNS: [&str; 6] = ["あおば町", "かわら町", "さくら町", "ひなた町", "ふじみ町", "みどり町"];

/// Everybody and everything, in the order it happened.
pub(super) fn write(script: &mut Script) {
    let founded = script.at(150, 10, 0);
    script.found(founded, "見本の隊「たのも～」", "見本 太郎", "みほん たろう", &TOWNS);
    rules(script);
    let people = members(script);
    let cards = regulars(script, &people);
    let screen = this_week(script, &people, &cards);
    older(script, &people, &cards);
    days::write(script, &people, &cards, screen);
}

fn rules(script: &mut Script) {
    let at = script.at(150, 10, 30);
    let rules = Rules {
        name: "見本の隊「たのも～」".to_owned(),
        prefecture: "見本県".to_owned(),
        city: "見本市".to_owned(),
        towns: TOWNS.iter().map(|&town| town.to_owned()).collect(),
        places: ["見本市 ごみの窓口", "社会福祉協議会", "地域あんしんセンター", "シルバー人材センター"]
            .map(str::to_owned)
            .to_vec(),
        phone: "000-000-0001".to_owned(),
        responsible: "見本 太郎".to_owned(),
        eligibility: "70歳以上でおひとり暮らしの方、またはご夫婦とも70歳以上の方".to_owned(),
        consent_words: String::new(),
        fee: FeeRule { per_person_hour_yen: Some(500), ..FeeRule::default() },
        together: 2,
        scout_first: vec![Task::Pruning, Task::Tidying],
        insurance: "見本ボランティア保険".to_owned(),
        covers_paid: true,
    };
    script.lead(at, Command::SaveCircle(Box::new(rules)));
}

/// The members besides the lead, in the order of their joining.
pub(super) struct People {
    pub(super) me: Id,
    pub(super) hana: Id,
    pub(super) jiro: Id,
    pub(super) saburo: Id,
    pub(super) kiku: Id,
    pub(super) goro: Id,
    pub(super) yuki: Id,
    pub(super) neighbour: Id,
}

fn members(script: &mut Script) -> People {
    let me = script.who.me;
    let at = script.at(148, 19, 0);
    let mine = member(script, 1, "見本 太郎", "みほん たろう", Role::Lead, &[Task::Weeding, Task::Ride]);
    script.lead(at, Command::SaveMember(Some(me), Box::new(with_car(script, mine))));
    let mut number = 1;
    let mut add = |name: &str, reading: &str, role: Role, can: &[Task]| {
        number += 1;
        let draft = member(script, number, name, reading, role, can);
        script.lead(at, Command::SaveMember(None, Box::new(draft)))[0]
    };
    use Task::{
        Cleanup, Company, Garbage, Housework, Pruning, Repair, Shopping, Snow, Tidying, Watching, Weeding,
    };
    let hana = add("青葉 はな", "あおば はな", Role::Helper, &[Weeding, Garbage, Company]);
    let jiro = add("川原 次郎", "かわら じろう", Role::Helper, &[Weeding, Pruning, Repair]);
    let saburo = add("桜井 三郎", "さくらい さぶろう", Role::Helper, &[Pruning, Snow, Repair]);
    let kiku = add("日向 きく", "ひなた きく", Role::Helper, &[Company, Watching, Shopping]);
    let goro = add("富士見 五郎", "ふじみ ごろう", Role::Lead, &[Tidying, Cleanup, Weeding]);
    let yuki = add("緑川 ゆき", "みどりかわ ゆき", Role::Helper, &[Housework, Tidying, Garbage]);
    add("柏木 一馬", "かしわぎ かずま", Role::Helper, &[Weeding, Snow]);
    add("高瀬 まり", "たかせ まり", Role::Coordinator, &[Company]);
    add("野々村 修", "ののむら おさむ", Role::Helper, &[Repair, Pruning]);
    add("若松 ひろ子", "わかまつ ひろこ", Role::Helper, &[Shopping, Housework]);
    let plain = MemberDraft {
        name: "隣の 山田さん".to_owned(),
        reading: "となりの やまださん".to_owned(),
        can: vec![Garbage],
        ..MemberDraft::default()
    };
    let neighbour = script.lead(at, Command::SaveMember(None, Box::new(plain)))[0];
    People { me, hana, jiro, saburo, kiku, goro, yuki, neighbour }
}

fn member(script: &Script, number: u32, name: &str, reading: &str, role: Role, can: &[Task]) -> MemberDraft {
    let until = fiscal_year_days(fiscal_year(script.today())).1;
    let from = add_days(script.today(), -147).min(until);
    MemberDraft {
        name: name.to_owned(),
        reading: reading.to_owned(),
        role,
        // Each their own: who shares a number may be one person.
        phone: format!("000-000-5{number:03}"),
        has_phone: true,
        can: can.to_vec(),
        tools: vec![Tool::Gloves],
        availability: "平日の午前".to_owned(),
        insured: Some((from, until)),
        ..MemberDraft::default()
    }
}

fn with_car(script: &Script, draft: MemberDraft) -> MemberDraft {
    let until = Some(add_days(script.today(), 300));
    MemberDraft { licence_until: until, car_insured_until: until, ..draft }
}

fn card(name: &str, reading: &str, town: &str, block: &str, number: u32) -> CardDraft {
    CardDraft {
        name: name.to_owned(),
        reading: reading.to_owned(),
        phone: format!("000-000-1{number:03}"),
        address: Address {
            prefecture: "見本県".to_owned(),
            city: "見本市".to_owned(),
            town: town.to_owned(),
            block: block.to_owned(),
            building: String::new(),
        },
        eligible: Some(true),
        ..CardDraft::default()
    }
}

pub(super) fn request(task: Task, town: &str, words: &str) -> RequestDraft {
    let preset = RequestDraft::preset(task, 2);
    RequestDraft { town: town.to_owned(), words: words.to_owned(), ..preset }
}

/// The offer of somebody, taken up at once.
fn accept(script: &mut Script, at: Millis, request: Id, occurrence: Option<Date>, who: &[Id]) {
    for &member in who {
        script.lead(at, Command::Assign(request, occurrence, member, String::new()));
    }
}

fn agree(script: &mut Script, at: Millis, request: Id, day: Date, time: (u8, u8), told: bool) {
    let time = ClockTime::new(time.0, time.1);
    script.lead(at, Command::Agree(Agreed { request, occurrence: None, day, time, told }));
}

pub(super) fn finishing(request: Id, people: &[Id], minutes: u32, outcome: Outcome, next: &str) -> Finishing {
    Finishing {
        request,
        occurrence: None,
        visit: None,
        people: people.to_vec(),
        minutes,
        outcome,
        materials: 0,
        bags: 0,
        next: next.to_owned(),
        receipts: vec![],
        near_miss: None,
        near_miss_done: String::new(),
        thanked: false,
        thanks: String::new(),
        costs: RideCosts::default(),
        reasons: Reasons { notice_read: true, ..Reasons::default() },
    }
}

/// A request that went all its way: offered, accepted, agreed, done.
pub(super) fn through(
    script: &mut Script,
    request: Id,
    days_ago: i32,
    people: &[Id],
    finish: Finishing,
) -> Id {
    let day = add_days(script.today(), -days_ago);
    let before = script.at(days_ago + 2, 18, 0);
    accept(script, before, request, None, people);
    agree(script, before, request, day, (9, 0), true);
    let at = script.at(days_ago, 11, 0);
    script.lead(at, Command::Finish(Box::new(finish)))[0]
}

fn scout(script: &mut Script, days_ago: i32, request: Id, people: &[Id], verdict: Verdict, words: &str) {
    let at = script.at(days_ago, 14, 0);
    let hazards =
        if verdict == Verdict::Yes { vec![Hazard::Steps] } else { vec![Hazard::Slope, Hazard::Road] };
    let scouting = Scouting {
        request,
        occurrence: None,
        people: people.to_vec(),
        verdict,
        words: words.to_owned(),
        hazards,
        tools: vec![Tool::Shears, Tool::GarbageBags],
        people_needed: 3,
        estimate: 90,
    };
    script.lead(at, Command::Scout(Box::new(scouting)));
}

/// Those who have asked before, each with a first request that was done.
fn regulars(script: &mut Script, people: &People) -> Vec<Id> {
    let who = [
        ("城山 ハナ子", "しろやま はなこ", 0, "1-2-3", Task::Weeding),
        ("東 昭一", "あずま しょういち", 1, "4-5", Task::Garbage),
        ("西村 とめ", "にしむら とめ", 2, "2-10-1", Task::Cleanup),
        ("南 千代", "みなみ ちよ", 3, "7-8", Task::Shopping),
        ("北野 正", "きたの ただし", 4, "3-3-12", Task::Weeding),
        ("中里 ふみ", "なかざと ふみ", 5, "6-1", Task::Watching),
    ];
    let mut cards = Vec::new();
    for (number, (name, reading, town, block, task)) in (1_u32..).zip(who) {
        let ago = 120 - 15 * i32::try_from(number).unwrap_or(0);
        let at = script.at(ago + 5, 9, 30);
        let mut card = card(name, reading, TOWNS[town], block, number);
        if number == 1 {
            card.needs = vec![Need::Loudly, Need::LongToDoor];
            card.emergency_name = "城山 一郎(長男)".to_owned();
            card.emergency_phone = "000-000-9001".to_owned();
        }
        let (id, card) = script.log_new(at, request(task, TOWNS[town], "いつものところをお願いしたい"), card);
        let mut finish = finishing(id, &[people.jiro, people.hana], 60, Outcome::Done, "");
        finish.bags = number % 3;
        let visit = through(script, id, ago, &[people.jiro, people.hana], finish);
        let paid = Paying { visit, amount: 1_000, how: HowPaid::Cash, receipt: true };
        let at = script.at(ago, 11, 5);
        script.lead(at, Command::Pay(paid));
        cards.push(card);
    }
    cards
}

/// What stands open now.
///
/// Gives the request that is matched and has no day yet.
fn this_week(script: &mut Script, people: &People, cards: &[Id]) -> Id {
    let today = script.today();
    let morning = script.at(4, 9, 15);
    let noon = script.at(1, 12, 10);

    // Agreed for today: the lead's own job.
    let mut weeding = request(Task::Weeding, TOWNS[0], "庭の草が、腰の高さまでのびた。玄関から裏まで");
    weeding.site = vec![SiteNote::Parking, SiteNote::Water];
    weeding.wished_from = Some(add_days(script.today(), -2));
    let id = script.log_known(morning, weeding, cards[0]);
    accept(script, script.at(3, 20, 0), id, None, &[people.me, people.hana]);
    agree(script, script.at(2, 9, 0), id, today, (9, 0), true);

    // Agreed for tomorrow; the resident still has to be told.
    let id =
        script.log_known(morning, request(Task::Cleanup, TOWNS[2], "側溝の落ち葉で水があふれる"), cards[2]);
    accept(script, script.at(3, 20, 5), id, None, &[people.goro, people.yuki]);
    agree(script, script.at(1, 20, 0), id, add_days(today, 1), (13, 30), false);

    // Matched, no day yet.
    let screen = script.log_known(
        morning,
        request(Task::Repair, TOWNS[4], "網戸がはずれて、自分でははめられない"),
        cards[4],
    );
    accept(script, noon, screen, None, &[people.jiro, people.saburo]);

    // Under way.
    let id =
        script.log_known(morning, request(Task::Housework, TOWNS[5], "高いところの物を下ろしたい"), cards[5]);
    accept(script, noon, id, None, &[people.yuki, people.kiku]);
    agree(script, noon, id, today, (8, 30), true);
    let started = Millis(script.who.now.0.saturating_sub(40 * 60_000));
    let people_there = vec![people.yuki, people.kiku];
    let start = Starting { request: id, occurrence: None, people: people_there, reasons: Reasons::default() };
    script.lead(started, Command::Start(start));

    // Offered, not answered.
    let id =
        script.log_known(noon, request(Task::Shopping, TOWNS[3], "お米と灯油。重くて持てない"), cards[3]);
    let offer = |member| Offer {
        request: id,
        occurrence: None,
        member,
        when: "土曜の午前".to_owned(),
        brings: String::new(),
    };
    let at = script.at(0, 7, 40);
    script.run(people.hana, Role::Helper, at, Command::Offer(offer(people.hana)));

    // Every Tuesday and Friday.
    let mut garbage = request(Task::Garbage, TOWNS[1], "集積所まで200メートルあり、持って行けない");
    garbage.needed = 1;
    garbage.repeats = Recurrence::parse("W:2,5");
    let id = script.log_known(script.at(20, 10, 0), garbage, cards[1]);
    let next = script
        .state
        .request(id)
        .and_then(|request| script.state.occurrence_at(request, today, script.who.now));
    accept(script, noon, id, next, &[people.neighbour]);

    // Looked at: yes, and too hard.
    let id = script.log_known(
        script.at(8, 15, 0),
        request(Task::Pruning, TOWNS[0], "柿の枝が道に出ている"),
        cards[0],
    );
    scout(script, 6, id, &[people.saburo, people.me], Verdict::Yes, "脚立1本でとどく。車は門の前に1台");
    let (id, _) = script.log_new(
        script.at(9, 11, 0),
        request(Task::Tidying, TOWNS[5], "納屋の中の物をぜんぶ出したい"),
        card("森 キヨ", "もり きよ", TOWNS[5], "9-2", 11),
    );
    scout(script, 7, id, &[people.goro, people.yuki], Verdict::Hard, "床がぬけそう。業者と家族に相談がいる");

    // A visit nobody ended.
    let id = script.log_known(script.at(6, 9, 0), request(Task::Weeding, TOWNS[3], "お墓までの道"), cards[3]);
    accept(script, script.at(5, 9, 0), id, None, &[people.jiro, people.goro]);
    agree(script, script.at(5, 9, 5), id, add_days(today, -3), (9, 0), true);
    let people_there = vec![people.jiro, people.goro];
    let start = Starting { request: id, occurrence: None, people: people_there, reasons: Reasons::default() };
    script.lead(script.at(3, 9, 5), Command::Start(start));

    fresh(script, cards);
    screen
}

/// What just came in: nobody has answered yet.
fn fresh(script: &mut Script, cards: &[Id]) {
    let at = script.at(0, 8, 20);
    let mut urgent = request(Task::Repair, TOWNS[2], "玄関の手すりがぐらぐらする");
    urgent.urgent = true;
    script.log_known(at, urgent, cards[2]);

    let mut ride = request(Task::Ride, TOWNS[5], "10時に市民病院。帰りは薬局によりたい");
    ride.needed = 1;
    ride.wished_from = Some(add_days(script.today(), 3));
    script.log_known(at, ride, cards[5]);

    let mut snow = request(Task::Snow, TOWNS[0], "雪がふったら、玄関から道まで");
    snow.came_by = CameBy::Paper;
    snow.form_number = "12".to_owned();
    script.log_known(script.at(2, 16, 0), snow, cards[0]);

    // Only a name and a number so far.
    let mut memo = request(Task::Other, "", "仏壇を動かしたいそう。くわしくは折り返し");
    memo.memo = true;
    let caller =
        CardDraft {
            name: "谷口さん".to_owned(), phone: "000-000-1021".to_owned(), ..CardDraft::default()
        };
    let who = Who::New(Box::new(caller), None);
    script.lead(script.at(0, 9, 10), Command::Log(Box::new(memo), who));
}

/// What is over.
fn older(script: &mut Script, people: &People, cards: &[Id]) {
    let id =
        script.log_known(script.at(40, 9, 0), request(Task::Pruning, TOWNS[4], "生け垣がのびた"), cards[4]);
    scout(script, 38, id, &[people.saburo, people.me], Verdict::Yes, "2人で1時間");
    let mut finish = finishing(id, &[people.saburo, people.me], 90, Outcome::Done, "");
    finish.materials = 300;
    finish.bags = 4;
    finish.thanks = "きれいになって、通る人にもほめられました".to_owned();
    finish.near_miss = Some((NearMiss::Insect, "ハチがいたので場所をかえた".to_owned()));
    let visit = through(script, id, 33, &[people.saburo, people.me], finish);
    let at = script.at(33, 11, 10);
    script.lead(at, Command::Pay(Paying { visit, amount: 1_800, how: HowPaid::Cash, receipt: true }));

    let mut ride = request(Task::Ride, TOWNS[2], "眼科の予約。歩くと40分かかる");
    ride.needed = 1;
    let id = script.log_known(script.at(28, 9, 0), ride, cards[2]);
    let mut finish = finishing(id, &[people.me, people.kiku], 80, Outcome::Done, "");
    finish.costs = RideCosts { fuel: 240, parking: 200, ..RideCosts::default() };
    through(script, id, 24, &[people.me, people.kiku], finish);

    let id = script.log_known(
        script.at(18, 9, 0),
        request(Task::Tidying, TOWNS[1], "古いタンスとテレビ"),
        cards[1],
    );
    let to = "市の粗大ごみ戸別収集";
    script.lead(script.at(17, 9, 0), Command::Refer(id, to.to_owned(), "家電は電器店へ".to_owned()));

    let id = script.log_known(
        script.at(15, 9, 0),
        request(Task::Company, TOWNS[3], "将棋の相手がほしい"),
        cards[3],
    );
    script.lead(
        script.at(14, 9, 0),
        Command::Withdraw(id, "居場所「よってって」に通うことになった".to_owned()),
    );
}
