//! What a 下見 looks for, and what each hazard means for the work.

use serde::{Deserialize, Serialize};

use super::Names;

/// A hazard of a site. Stored by its code; a code is never renamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the table below names each one in three languages
pub enum Hazard {
    Bees,
    HornetNest,
    Steps,
    Road,
    Slope,
    StepladderWork,
    Heights,
    Wires,
    Dog,
    Heat,
    Ice,
    RoofSnow,
    Glass,
    HeavyThings,
    Dust,
    RottenFloor,
    Water,
    Snakes,
    Ticks,
    Thorns,
}

/// What a hazard means for the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HazardRule {
    /// People are told.
    Tell,
    /// At least two people go.
    TwoPeople,
    /// A squad does not take this on.
    NotTakenOn,
}

/// What is the same wherever a hazard is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HazardFacts {
    /// The hazard.
    pub hazard: Hazard,
    /// What is stored, and the id of its icon.
    pub code: &'static str,
    /// Its names.
    pub name: Names,
    /// What it means for the work.
    pub rule: HazardRule,
}

impl Hazard {
    /// All hazards, in the order they are offered.
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        HAZARDS.iter().map(|facts| facts.hazard)
    }

    /// The hazard's row of the table.
    pub fn facts(self) -> &'static HazardFacts {
        &HAZARDS[self as usize]
    }

    /// What is stored: `bees`.
    pub fn code(self) -> &'static str {
        self.facts().code
    }

    /// The hazard of a stored code; none for a code of a newer version.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|hazard| hazard.code() == code)
    }
}

const fn row(
    hazard: Hazard,
    code: &'static str,
    ja: &'static str,
    easy: &'static str,
    en: &'static str,
) -> HazardFacts {
    HazardFacts { hazard, code, name: Names { ja, easy, en }, rule: HazardRule::Tell }
}

const fn means(facts: HazardFacts, rule: HazardRule) -> HazardFacts {
    HazardFacts { rule, ..facts }
}

// Heights, wires and hornets' nests are what a squad's rules and its insurer rule out.
#[rustfmt::skip] // a table
static HAZARDS: [HazardFacts; 20] = [
    row(Hazard::Bees, "bees", "ハチ", "ハチ", "Bees or wasps"),
    means(row(Hazard::HornetNest, "hornet_nest", "ハチの巣", "ハチの {巣|す}", "Hornets' nest"), HazardRule::NotTakenOn),
    row(Hazard::Steps, "steps", "段差", "{段|だん}が ある", "Steps"),
    row(Hazard::Road, "road", "道路", "{車|くるま}が {通|とお}る", "Road"),
    row(Hazard::Slope, "slope", "傾斜", "{坂|さか}", "Slope"),
    means(row(Hazard::StepladderWork, "stepladder_work", "脚立作業", "{脚立|きゃたつ}に {乗|の}る", "Work on a stepladder"), HazardRule::TwoPeople),
    means(row(Hazard::Heights, "heights", "高所", "{高|たか}い ところ", "Heights"), HazardRule::NotTakenOn),
    means(row(Hazard::Wires, "wires", "電線の近く", "{電気|でんき}の {線|せん}の {近|ちか}く", "Close to power lines"), HazardRule::NotTakenOn),
    row(Hazard::Dog, "dog", "犬", "{犬|いぬ}", "Dog"),
    row(Hazard::Heat, "heat", "暑さ", "{暑|あつ}い", "Heat"),
    row(Hazard::Ice, "ice", "凍結", "{氷|こおり}で すべる", "Ice"),
    means(row(Hazard::RoofSnow, "roof_snow", "屋根の雪", "{屋根|やね}の {雪|ゆき}", "Snow on the roof"), HazardRule::TwoPeople),
    row(Hazard::Glass, "glass", "ガラス", "ガラス", "Glass"),
    means(row(Hazard::HeavyThings, "heavy_things", "重い物", "{重|おも}い {物|もの}", "Heavy things"), HazardRule::TwoPeople),
    row(Hazard::Dust, "dust", "ほこり・カビ", "ほこり・カビ", "Dust or mould"),
    row(Hazard::RottenFloor, "rotten_floor", "傷んだ床", "{弱|よわ}い {床|ゆか}", "Rotten floor"),
    means(row(Hazard::Water, "water", "川・水路", "{川|かわ}・{水|みず}の {道|みち}", "River or ditch"), HazardRule::TwoPeople),
    row(Hazard::Snakes, "snakes", "ヘビ", "ヘビ", "Snakes"),
    row(Hazard::Ticks, "ticks", "マダニ", "ダニ", "Ticks"),
    row(Hazard::Thorns, "thorns", "とげ", "とげ", "Thorns"),
];
