//! The vocabulary of the work: tasks, and in [`tool`] and [`hazard`] what one takes along and looks out for.
//!
//! One table holds everything that is the same for each task: its names, icon, usual tools and hazards, gates and
//! minutes. What a circle decides for itself (which tasks need a 下見, how many people go) only starts from here.

pub mod hazard;
pub mod tool;

use serde::{Deserialize, Serialize};

pub use hazard::Hazard;
pub use tool::Tool;

/// A word in the three languages of the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Names {
    /// Everyday Japanese.
    pub ja: &'static str,
    /// やさしい日本語, with ruby as `{漢字|かんじ}`.
    pub easy: &'static str,
    /// English.
    pub en: &'static str,
}

/// A kind of help. Stored by its code; a code is never renamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// ゴミ出し
    Garbage,
    /// 草取り (除草)
    Weeding,
    /// 庭木の枝切り (剪定)
    Pruning,
    /// 片付け, of house or garden
    Tidying,
    /// 清掃
    Cleanup,
    /// 買い物
    Shopping,
    /// 外出の手伝い
    Ride,
    /// 家事
    Housework,
    /// ちょっとした修理
    Repair,
    /// 雪かき
    Snow,
    /// 見守り
    Watching,
    /// 話し相手
    Company,
    /// その他
    Other,
}

/// What is the same for every request of one task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaskFacts {
    /// The task.
    pub task: Task,
    /// What is stored: `weeding`.
    pub code: &'static str,
    /// The everyday names.
    pub name: Names,
    /// The word of forms and reports: 除草, 剪定.
    pub formal: &'static str,
    /// The id of its icon.
    pub icon: &'static str,
    /// What is usually taken along.
    pub tools: &'static [Tool],
    /// What usually has to be looked out for.
    pub hazards: &'static [Hazard],
    /// Whether somebody looks first (下見), where the circle has not said otherwise.
    pub scout_first: bool,
    /// Whether it is under the sky, so that heat and rain matter.
    pub outdoors: bool,
    /// Whether what is carried away has to be asked about.
    pub waste: bool,
    /// Whether money or keys are entrusted.
    pub entrusted: bool,
    /// The minutes a visit usually takes.
    pub minutes: u16,
}

impl Task {
    /// All tasks, in the order they are offered.
    pub const ALL: [Self; 13] = [
        Self::Garbage,
        Self::Weeding,
        Self::Pruning,
        Self::Tidying,
        Self::Cleanup,
        Self::Shopping,
        Self::Ride,
        Self::Housework,
        Self::Repair,
        Self::Snow,
        Self::Watching,
        Self::Company,
        Self::Other,
    ];

    /// The task's row of the table.
    pub fn facts(self) -> &'static TaskFacts {
        &TASKS[self as usize]
    }

    /// What is stored: `weeding`.
    pub fn code(self) -> &'static str {
        self.facts().code
    }

    /// The task of a stored code; none for a code of a newer version.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|task| task.code() == code)
    }

    /// The everyday names.
    pub fn name(self) -> &'static Names {
        &self.facts().name
    }

    /// Whether this is 外出の手伝い, for which no fee may be taken.
    pub fn is_ride(self) -> bool {
        self == Self::Ride
    }
}

const BASE: TaskFacts = TaskFacts {
    task: Task::Other,
    code: "other",
    name: Names { ja: "その他", easy: "ほかのこと", en: "Something else" },
    formal: "その他",
    icon: "other",
    tools: &[],
    hazards: &[],
    scout_first: false,
    outdoors: false,
    waste: false,
    entrusted: false,
    minutes: 60,
};

static TASKS: [TaskFacts; 13] = [
    TaskFacts {
        task: Task::Garbage,
        code: "garbage",
        name: Names { ja: "ゴミ出し", easy: "ごみを {出|だ}す", en: "Taking out garbage" },
        formal: "ゴミ出し",
        icon: "garbage",
        tools: &[Tool::Gloves],
        hazards: &[Hazard::Road, Hazard::Steps],
        outdoors: true,
        waste: true,
        minutes: 15,
        ..BASE
    },
    TaskFacts {
        task: Task::Weeding,
        code: "weeding",
        name: Names { ja: "草取り", easy: "{草|くさ}を {取|と}る", en: "Weeding" },
        formal: "除草",
        icon: "weeding",
        tools: &[Tool::Sickle, Tool::Gloves, Tool::GarbageBags, Tool::Broom, Tool::Drinks],
        hazards: &[Hazard::Bees, Hazard::Heat, Hazard::Steps, Hazard::Ticks],
        outdoors: true,
        waste: true,
        minutes: 90,
        ..BASE
    },
    TaskFacts {
        task: Task::Pruning,
        code: "pruning",
        name: Names {
            ja: "庭木の枝切り",
            easy: "{庭|にわ}の {木|き}の {枝|えだ}を {切|き}る",
            en: "Cutting garden branches",
        },
        formal: "剪定",
        icon: "pruning",
        tools: &[
            Tool::Shears,
            Tool::HandSaw,
            Tool::Stepladder,
            Tool::Gloves,
            Tool::Goggles,
            Tool::GarbageBags,
        ],
        hazards: &[Hazard::StepladderWork, Hazard::Bees, Hazard::Road],
        scout_first: true,
        outdoors: true,
        waste: true,
        minutes: 90,
        ..BASE
    },
    TaskFacts {
        task: Task::Tidying,
        code: "tidying",
        name: Names { ja: "片付け", easy: "{片付|かたづ}ける", en: "Tidying house or garden" },
        formal: "家屋・庭の片付け",
        icon: "tidying",
        tools: &[Tool::Gloves, Tool::GarbageBags, Tool::Mask, Tool::Broom],
        hazards: &[Hazard::HeavyThings, Hazard::Glass, Hazard::Dust],
        scout_first: true,
        waste: true,
        minutes: 120,
        ..BASE
    },
    TaskFacts {
        task: Task::Cleanup,
        code: "cleanup",
        name: Names { ja: "清掃", easy: "そうじ", en: "Cleaning up" },
        formal: "清掃",
        icon: "cleanup",
        tools: &[Tool::Broom, Tool::Dustpan, Tool::Tongs, Tool::Gloves, Tool::GarbageBags],
        hazards: &[Hazard::Road, Hazard::Glass, Hazard::Heat],
        outdoors: true,
        waste: true,
        minutes: 90,
        ..BASE
    },
    TaskFacts {
        task: Task::Shopping,
        code: "shopping",
        name: Names { ja: "買い物", easy: "{買|か}い{物|もの}", en: "Shopping" },
        formal: "買い物支援",
        icon: "shopping",
        tools: &[Tool::ShoppingBag],
        hazards: &[Hazard::Road],
        entrusted: true,
        ..BASE
    },
    TaskFacts {
        task: Task::Ride,
        code: "ride",
        name: Names {
            ja: "外出の手伝い",
            easy: "{出|で}かけるときの {手伝|てつだ}い",
            en: "Help with going out",
        },
        formal: "移動支援",
        icon: "ride",
        tools: &[Tool::Car],
        hazards: &[Hazard::Road, Hazard::Steps],
        ..BASE
    },
    TaskFacts {
        task: Task::Housework,
        code: "housework",
        name: Names { ja: "家事", easy: "{家|いえ}の {仕事|しごと}", en: "Housework" },
        formal: "家事援助",
        icon: "housework",
        tools: &[Tool::Cloth, Tool::Vacuum],
        hazards: &[Hazard::Steps],
        ..BASE
    },
    TaskFacts {
        task: Task::Repair,
        code: "repair",
        name: Names {
            ja: "ちょっとした修理", easy: "{小|ちい}さな {修理|しゅうり}", en: "A small repair"
        },
        formal: "小修繕",
        icon: "repair",
        tools: &[Tool::Toolbox, Tool::Gloves],
        hazards: &[Hazard::StepladderWork],
        ..BASE
    },
    TaskFacts {
        task: Task::Snow,
        code: "snow",
        name: Names { ja: "雪かき", easy: "{雪|ゆき}を どける", en: "Clearing snow" },
        formal: "除雪",
        icon: "snow",
        tools: &[Tool::SnowShovel, Tool::Gloves, Tool::Boots],
        hazards: &[Hazard::Ice, Hazard::RoofSnow, Hazard::Road],
        outdoors: true,
        ..BASE
    },
    TaskFacts {
        task: Task::Watching,
        code: "watching",
        name: Names {
            ja: "見守り",
            easy: "{元気|げんき}か {会|あ}いに {行|い}く",
            en: "Looking in on someone",
        },
        formal: "見守り",
        icon: "watching",
        minutes: 15,
        ..BASE
    },
    TaskFacts {
        task: Task::Company,
        code: "company",
        name: Names { ja: "話し相手", easy: "{話|はな}す {人|ひと}", en: "Company to talk to" },
        formal: "話し相手",
        icon: "company",
        ..BASE
    },
    BASE,
];

#[cfg(test)]
mod tests;
