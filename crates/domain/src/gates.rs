//! What has to be asked, told or refused before people start: insurance, age, company, agreement, tools, rides,
//! heat and waste.
//!
//! Gates guard the start and the plan. Recording what was done is never gated: a helper who worked without an
//! agreement must still be able to write it down. The words are the app's; here is only what is the case.

mod cover;

use serde::{Deserialize, Serialize};

pub use cover::{Cover, Gap, gap};

use crate::{
    date::Date,
    task::{Hazard, Task, Tool, hazard::HazardRule, tool::ToolRule},
};

/// 暑さ指数 from which people rest every 20 minutes, in tenths.
pub const HEAT_REST: i16 = 280;
/// 暑さ指数 from which work stops, in tenths.
pub const HEAT_STOP: i16 = 310;

/// Something that stands before a start.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Gate {
    /// Fewer people than the rule wants.
    TooFew {
        /// How many came.
        came: u8,
        /// How many the circle's rule wants.
        needed: u8,
    },
    /// No day and time are agreed with the resident.
    NotAgreed,
    /// The circle wants a 下見 first, and none says yes.
    NotScouted,
    /// The job is part of a 活動日 whose briefing nobody on its team has gone through.
    NotBriefed,
    /// Somebody is not insured on this day.
    NotInsured {
        /// Whose insurance, by id.
        who: String,
        /// In what way.
        gap: Gap,
    },
    /// The circle's plan is not known to cover help that is paid for.
    PaidHelpNotCovered,
    /// Somebody under 18 without a guardian's consent.
    NoGuardian {
        /// Who, by id.
        who: String,
    },
    /// Somebody under 18, and a power tool is planned.
    PowerToolUnder18 {
        /// Who, by id.
        who: String,
        /// The tool.
        tool: Tool,
    },
    /// Nobody who came is trained for the tool.
    NobodyTrained {
        /// The tool.
        tool: Tool,
    },
    /// Only these trained people use it: goggles, shin guards, nobody within 5 m, look 15 m around, stop before
    /// coming near.
    TrainedOnly {
        /// The tool.
        tool: Tool,
        /// Who is trained, by id.
        trained: Vec<String>,
    },
    /// The tool wants two people.
    ToolNeedsTwo {
        /// The tool.
        tool: Tool,
    },
    /// A squad does not work with this tool.
    ToolNotTakenOn {
        /// The tool.
        tool: Tool,
    },
    /// The hazard wants two people.
    HazardNeedsTwo {
        /// The hazard.
        hazard: Hazard,
    },
    /// A squad does not work where this is.
    HazardNotTakenOn {
        /// The hazard.
        hazard: Hazard,
    },
    /// A ride without anybody who drives.
    NoDriver,
    /// The driver's licence does not cover the day.
    Licence {
        /// Who, by id.
        who: String,
        /// In what way.
        gap: Gap,
    },
    /// The car's insurance does not cover the day.
    CarInsurance {
        /// Who, by id.
        who: String,
        /// In what way.
        gap: Gap,
    },
    /// The ride's notice is to be read out: no money but the actual costs.
    ReadRideNotice,
    /// Rest every 20 minutes.
    HeatRest {
        /// 暑さ指数 in tenths.
        index: i16,
    },
    /// Stop.
    HeatStop {
        /// 暑さ指数 in tenths.
        index: i16,
    },
    /// This waste goes to the city or another group.
    WasteElsewhere {
        /// The waste.
        waste: Waste,
    },
}

/// How much stands in the way; the greatest of a list decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Weight {
    /// It is shown; nothing else is asked.
    Tell,
    /// Going on asks for a reason, which is kept.
    Reason,
    /// Going on needs a lead's reason.
    LeadReason,
    /// It is not done.
    Refuse,
}

/// What there is to throw away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Waste {
    /// Sorted, to the resident's own collection point on its day.
    Collection,
    /// Grass and branches, bagged or tied as the city wants, to the same place.
    Garden,
    /// 粗大ごみ
    Bulky,
    /// 家電
    Appliance,
    /// A whole load.
    Load,
}

/// One person who came or is planned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// The member's id.
    pub id: String,
    /// Whether under 18.
    pub under_18: bool,
    /// Whether a guardian has consented; asked only under 18.
    pub guardian: bool,
    /// The insurance recorded.
    pub insured: Option<Cover>,
    /// The power tools this person is trained for.
    pub trained: Vec<Tool>,
}

/// The person who drives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Driver {
    /// The member's id.
    pub id: String,
    /// The licence's period; from a day long past where only its end is known.
    pub licence: Option<Cover>,
    /// The car insurance's period.
    pub car_insurance: Option<Cover>,
}

/// What is about to start.
#[derive(Clone, Debug)]
pub struct Start<'a> {
    /// The task.
    pub task: Task,
    /// The day.
    pub day: Date,
    /// Who came.
    pub people: &'a [Person],
    /// How many the circle's rule wants for this task.
    pub needed: u8,
    /// Whether day and time are agreed with the resident.
    pub agreed: bool,
    /// Whether a 下見 is wanted first and none says yes.
    pub scout_missing: bool,
    /// What people take along.
    pub tools: &'a [Tool],
    /// What was found at the site.
    pub hazards: &'a [Hazard],
    /// The driver, if it is a ride.
    pub driver: Option<&'a Driver>,
    /// 暑さ指数 in tenths, if somebody looked.
    pub heat: Option<i16>,
    /// What there is to throw away.
    pub waste: &'a [Waste],
    /// Whether help is paid for and the plan is not recorded as covering that.
    pub paid_not_covered: bool,
}

impl Gate {
    /// How much it stands in the way.
    pub fn weight(&self) -> Weight {
        match self {
            Self::TrainedOnly { .. }
            | Self::ReadRideNotice
            | Self::HeatRest { .. }
            | Self::PaidHelpNotCovered => Weight::Tell,
            Self::TooFew { .. } | Self::NotAgreed => Weight::Reason,
            Self::NotScouted | Self::NotInsured { .. } | Self::NoGuardian { .. } | Self::HeatStop { .. } => {
                Weight::LeadReason
            }
            Self::ToolNeedsTwo { .. } | Self::HazardNeedsTwo { .. } => Weight::LeadReason,
            Self::NotBriefed
            | Self::PowerToolUnder18 { .. }
            | Self::NobodyTrained { .. }
            | Self::ToolNotTakenOn { .. }
            | Self::HazardNotTakenOn { .. }
            | Self::NoDriver
            | Self::Licence { .. }
            | Self::CarInsurance { .. }
            | Self::WasteElsewhere { .. } => Weight::Refuse,
        }
    }
}

impl Waste {
    /// Whether the squad carries it; else it becomes a referral.
    pub fn carried(self) -> bool {
        matches!(self, Self::Collection | Self::Garden)
    }
}

/// The greatest weight of a list; none of an empty one.
pub fn heaviest(gates: &[Gate]) -> Option<Weight> {
    gates.iter().map(Gate::weight).max()
}

/// All gates before a start, the heaviest first.
pub fn start_gates(start: &Start<'_>) -> Vec<Gate> {
    let mut gates = company_gates(start.people.len(), start.needed);
    gates.extend((!start.agreed).then_some(Gate::NotAgreed));
    gates.extend(start.scout_missing.then_some(Gate::NotScouted));
    gates.extend(start.paid_not_covered.then_some(Gate::PaidHelpNotCovered));
    gates.extend(people_gates(start.people, start.day));
    gates.extend(tool_gates(start.tools, start.people));
    gates.extend(hazard_gates(start.hazards, start.people.len()));
    if start.task.is_ride() {
        gates.extend(ride_gates(start.driver, start.day));
    }
    gates.extend(start.heat.filter(|_| start.task.facts().outdoors).and_then(heat_gate));
    gates.extend(waste_gates(start.waste));
    gates.sort_by_key(|gate| core::cmp::Reverse(gate.weight()));
    gates
}

/// Whether enough people go.
pub fn company_gates(came: usize, needed: u8) -> Vec<Gate> {
    let came = u8::try_from(came).unwrap_or(u8::MAX);
    if came < needed { vec![Gate::TooFew { came, needed }] } else { Vec::new() }
}

/// Insurance and age of each person.
pub fn people_gates(people: &[Person], day: Date) -> Vec<Gate> {
    let insured = |person: &Person| {
        gap(person.insured.as_ref(), day).map(|gap| Gate::NotInsured { who: person.id.clone(), gap })
    };
    let guarded = |person: &Person| {
        (person.under_18 && !person.guardian).then(|| Gate::NoGuardian { who: person.id.clone() })
    };
    people.iter().flat_map(|person| [insured(person), guarded(person)]).flatten().collect()
}

/// What the tools ask of the people who came.
pub fn tool_gates(tools: &[Tool], people: &[Person]) -> Vec<Gate> {
    let mut gates = Vec::new();
    for &tool in tools {
        let facts = tool.facts();
        if facts.power {
            let minors = people.iter().filter(|person| person.under_18);
            gates.extend(minors.map(|person| Gate::PowerToolUnder18 { who: person.id.clone(), tool }));
        }
        match facts.rule {
            ToolRule::Free => {}
            ToolRule::TwoPeople if people.len() >= 2 => {}
            ToolRule::TwoPeople => gates.push(Gate::ToolNeedsTwo { tool }),
            ToolRule::NotTakenOn => gates.push(Gate::ToolNotTakenOn { tool }),
            ToolRule::Trained => {
                let able = people.iter().filter(|person| person.trained.contains(&tool) && !person.under_18);
                let trained: Vec<String> = able.map(|person| person.id.clone()).collect();
                gates.push(match trained.is_empty() {
                    true => Gate::NobodyTrained { tool },
                    false => Gate::TrainedOnly { tool, trained },
                });
            }
        }
    }
    gates
}

/// What the hazards of a site ask of the people who came.
pub fn hazard_gates(hazards: &[Hazard], people: usize) -> Vec<Gate> {
    let gate = |&hazard: &Hazard| match hazard.facts().rule {
        HazardRule::NotTakenOn => Some(Gate::HazardNotTakenOn { hazard }),
        HazardRule::TwoPeople if people < 2 => Some(Gate::HazardNeedsTwo { hazard }),
        HazardRule::TwoPeople | HazardRule::Tell => None,
    };
    hazards.iter().filter_map(gate).collect()
}

/// What a ride asks: a driver whose licence and insurance cover the day, and the notice.
pub fn ride_gates(driver: Option<&Driver>, day: Date) -> Vec<Gate> {
    let mut gates = vec![Gate::ReadRideNotice];
    match driver {
        None => gates.push(Gate::NoDriver),
        Some(driver) => {
            let who = || driver.id.clone();
            gates.extend(gap(driver.licence.as_ref(), day).map(|gap| Gate::Licence { who: who(), gap }));
            gates.extend(
                gap(driver.car_insurance.as_ref(), day).map(|gap| Gate::CarInsurance { who: who(), gap }),
            );
        }
    }
    gates
}

/// What a 暑さ指数 (in tenths) asks: 28 or more rest, 31 or more stop.
pub fn heat_gate(index: i16) -> Option<Gate> {
    match index {
        HEAT_STOP.. => Some(Gate::HeatStop { index }),
        HEAT_REST.. => Some(Gate::HeatRest { index }),
        _ => None,
    }
}

/// Waste a squad does not carry.
pub fn waste_gates(waste: &[Waste]) -> Vec<Gate> {
    let elsewhere = waste.iter().filter(|waste| !waste.carried());
    elsewhere.map(|&waste| Gate::WasteElsewhere { waste }).collect()
}

#[cfg(test)]
mod tests;
