use proptest::prelude::*;

use super::*;
use crate::date::parse_iso;

fn day(text: &str) -> Date {
    parse_iso(text).unwrap()
}

fn person(id: &str) -> Person {
    let insured = Some(Cover::from_enrolment(day("2026-04-10")));
    Person { id: id.into(), insured, ..Person::default() }
}

fn start(task: Task, people: &[Person]) -> Start<'_> {
    Start {
        task,
        day: day("2026-11-22"),
        people,
        needed: 2,
        agreed: true,
        scout_missing: false,
        tools: &[],
        hazards: &[],
        driver: None,
        heat: None,
        waste: &[],
        paid_not_covered: false,
    }
}

#[test]
fn two_insured_people_with_an_agreement_just_start() {
    assert_eq!(start_gates(&start(Task::Weeding, &[person("a"), person("b")])), []);
}

#[test]
fn alone_asks_for_a_reason() {
    let alone = [person("a")];
    let gates = start_gates(&Start { agreed: false, ..start(Task::Weeding, &alone) });
    assert_eq!(gates, [Gate::TooFew { came: 1, needed: 2 }, Gate::NotAgreed]);
    assert_eq!(heaviest(&gates), Some(Weight::Reason));
    assert_eq!(heaviest(&[]), None);
}

#[test]
fn insurance_starts_the_day_after_and_ends_in_march() {
    let cover = Cover::from_enrolment(day("2026-11-22"));
    assert!(!cover.covers(day("2026-11-22")) && cover.covers(day("2026-11-23")));
    assert!(cover.covers(day("2027-03-31")) && !cover.covers(day("2027-04-01")));
    assert_eq!(Cover::from_enrolment(day("2027-03-31")).until, day("2028-03-31"));
    let late = Person { insured: Some(cover), ..person("a") };
    let none = Person { insured: None, ..person("b") };
    let gates = people_gates(&[late, none], day("2026-11-22"));
    assert_eq!(gates[0], Gate::NotInsured { who: "a".into(), gap: Gap::NotYet { from: day("2026-11-23") } });
    assert_eq!(gates[1], Gate::NotInsured { who: "b".into(), gap: Gap::Unknown });
    assert_eq!(heaviest(&gates), Some(Weight::LeadReason));
}

#[test]
fn under_18_needs_a_guardian_and_no_power_tool() {
    let young = Person { under_18: true, trained: vec![Tool::BrushCutter], ..person("y") };
    assert_eq!(
        people_gates(std::slice::from_ref(&young), day("2026-11-22")),
        [Gate::NoGuardian { who: "y".into() }]
    );
    let gates = tool_gates(&[Tool::BrushCutter, Tool::Sickle], &[young]);
    assert!(gates.contains(&Gate::PowerToolUnder18 { who: "y".into(), tool: Tool::BrushCutter }));
    assert!(gates.contains(&Gate::NobodyTrained { tool: Tool::BrushCutter }));
    assert_eq!(heaviest(&gates), Some(Weight::Refuse));
}

#[test]
fn tools_and_hazards_follow_the_squads_rules() {
    let trained = Person { trained: vec![Tool::BrushCutter], ..person("t") };
    let gates = tool_gates(&[Tool::BrushCutter], &[trained, person("b")]);
    assert_eq!(gates, [Gate::TrainedOnly { tool: Tool::BrushCutter, trained: vec!["t".into()] }]);
    assert_eq!(heaviest(&gates), Some(Weight::Tell));
    for tool in [Tool::Chainsaw, Tool::Ladder] {
        assert_eq!(
            heaviest(&tool_gates(&[tool], &[person("a"), person("b")])),
            Some(Weight::Refuse),
            "{tool:?}"
        );
    }
    assert_eq!(
        tool_gates(&[Tool::Stepladder], &[person("a")]),
        [Gate::ToolNeedsTwo { tool: Tool::Stepladder }]
    );
    for hazard in [Hazard::Heights, Hazard::Wires, Hazard::HornetNest] {
        assert_eq!(hazard_gates(&[hazard], 5), [Gate::HazardNotTakenOn { hazard }]);
    }
    assert_eq!(hazard_gates(&[Hazard::Dog, Hazard::StepladderWork], 2), []);
}

#[test]
fn a_ride_needs_a_covered_driver_and_its_notice() {
    let two = [person("a"), person("b")];
    let good = Cover::until(day("2026-11-22"));
    let driver = Driver { id: "a".into(), licence: Some(good), car_insurance: Some(good) };
    let gates = start_gates(&Start { driver: Some(&driver), ..start(Task::Ride, &two) });
    assert_eq!(gates, [Gate::ReadRideNotice]);
    let over = Driver { licence: Some(Cover::until(day("2026-11-21"))), ..driver };
    let gates = start_gates(&Start { driver: Some(&over), ..start(Task::Ride, &two) });
    assert_eq!(gates[0], Gate::Licence { who: "a".into(), gap: Gap::Ended { until: day("2026-11-21") } });
    assert_eq!(start_gates(&start(Task::Ride, &two))[0], Gate::NoDriver);
}

#[test]
fn heat_rests_at_28_and_stops_at_31_outdoors() {
    assert_eq!(heat_gate(279), None);
    assert_eq!(heat_gate(280), Some(Gate::HeatRest { index: 280 }));
    assert_eq!(heat_gate(309), Some(Gate::HeatRest { index: 309 }));
    assert_eq!(heat_gate(310), Some(Gate::HeatStop { index: 310 }));
    let two = [person("a"), person("b")];
    assert_eq!(start_gates(&Start { heat: Some(320), ..start(Task::Housework, &two) }), []);
    assert_eq!(start_gates(&Start { heat: Some(320), ..start(Task::Weeding, &two) }).len(), 1);
}

#[test]
fn bulky_waste_goes_elsewhere() {
    let gates = waste_gates(&[Waste::Collection, Waste::Garden, Waste::Bulky, Waste::Appliance, Waste::Load]);
    let elsewhere = [Waste::Bulky, Waste::Appliance, Waste::Load].map(|waste| Gate::WasteElsewhere { waste });
    assert_eq!(gates, elsewhere);
}

#[test]
fn gates_are_stored_and_read_back() {
    let gates = [
        Gate::NotInsured { who: "あ".into(), gap: Gap::Ended { until: day("2026-03-31") } },
        Gate::NotAgreed,
    ];
    let stored = serde_json::to_string(&gates).unwrap();
    assert_eq!(serde_json::from_str::<[Gate; 2]>(&stored).unwrap(), gates);
}

proptest! {
    #[test]
    fn every_start_is_answered(task in 0usize..13, tools in prop::collection::vec(0usize..32, 0..8), hazards in prop::collection::vec(0usize..20, 0..8),
        came in 0usize..12, needed: u8, heat: Option<i16>, ms: i64) {
        let tools: Vec<_> = tools.into_iter().filter_map(|at| Tool::all().nth(at)).collect();
        let hazards: Vec<_> = hazards.into_iter().filter_map(|at| Hazard::all().nth(at)).collect();
        let people = vec![person("p"); came];
        let day = crate::date::tokyo_date(crate::date::Millis(ms));
        let gates = start_gates(&Start { day, needed, tools: &tools, hazards: &hazards, heat, ..start(Task::ALL[task], &people) });
        prop_assert!(gates.is_sorted_by_key(|gate| core::cmp::Reverse(gate.weight())));
        let _ = Cover::from_enrolment(day);
    }
}
