//! What people take along, and what each tool asks for.

use serde::{Deserialize, Serialize};

use super::Names;

/// A tool or another thing to take along. Stored by its code; a code is never renamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the table below names each one in three languages
pub enum Tool {
    Sickle,
    BrushCutter,
    Shears,
    HedgeTrimmer,
    HandSaw,
    Chainsaw,
    Stepladder,
    Ladder,
    Broom,
    Dustpan,
    Rake,
    Shovel,
    SnowShovel,
    Tongs,
    Bucket,
    Cloth,
    Vacuum,
    GarbageBags,
    Gloves,
    Goggles,
    ShinGuards,
    Helmet,
    Mask,
    Boots,
    Barrow,
    Toolbox,
    ElectricDrill,
    Sheet,
    ShoppingBag,
    KeiTruck,
    Car,
    Drinks,
}

/// What a tool asks for before it is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ToolRule {
    /// Anybody may.
    Free,
    /// Trained people only, with goggles and shin guards, nobody within 5 m.
    Trained,
    /// Two people, and never on the top.
    TwoPeople,
    /// A squad does not take this on.
    NotTakenOn,
}

/// What is the same wherever a tool is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToolFacts {
    /// The tool.
    pub tool: Tool,
    /// What is stored, and the id of its icon.
    pub code: &'static str,
    /// Its names.
    pub name: Names,
    /// What it asks for.
    pub rule: ToolRule,
    /// Whether it is a power tool, which nobody under 18 uses.
    pub power: bool,
}

impl Tool {
    /// All tools, in the order they are offered.
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        TOOLS.iter().map(|facts| facts.tool)
    }

    /// The tool's row of the table.
    pub fn facts(self) -> &'static ToolFacts {
        &TOOLS[self as usize]
    }

    /// What is stored: `sickle`.
    pub fn code(self) -> &'static str {
        self.facts().code
    }

    /// The tool of a stored code; none for a code of a newer version.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|tool| tool.code() == code)
    }
}

const fn row(
    tool: Tool,
    code: &'static str,
    ja: &'static str,
    easy: &'static str,
    en: &'static str,
) -> ToolFacts {
    ToolFacts { tool, code, name: Names { ja, easy, en }, rule: ToolRule::Free, power: false }
}

const fn asks(facts: ToolFacts, rule: ToolRule, power: bool) -> ToolFacts {
    ToolFacts { rule, power, ..facts }
}

#[rustfmt::skip] // a table
static TOOLS: [ToolFacts; 32] = [
    row(Tool::Sickle, "sickle", "鎌", "{草|くさ}を {切|き}る かま", "Sickle"),
    asks(row(Tool::BrushCutter, "brush_cutter", "刈払機", "{草|くさ}を {切|き}る {機械|きかい}", "Brush cutter"), ToolRule::Trained, true),
    row(Tool::Shears, "shears", "剪定ばさみ", "{枝|えだ}を {切|き}る はさみ", "Pruning shears"),
    asks(row(Tool::HedgeTrimmer, "hedge_trimmer", "ヘッジトリマー", "{生|い}け{垣|がき}を {切|き}る {機械|きかい}", "Hedge trimmer"), ToolRule::Trained, true),
    row(Tool::HandSaw, "hand_saw", "のこぎり", "のこぎり", "Hand saw"),
    asks(row(Tool::Chainsaw, "chainsaw", "チェーンソー", "チェーンソー", "Chainsaw"), ToolRule::NotTakenOn, true),
    asks(row(Tool::Stepladder, "stepladder", "脚立", "{脚立|きゃたつ}", "Stepladder"), ToolRule::TwoPeople, false),
    asks(row(Tool::Ladder, "ladder", "はしご", "はしご", "Ladder"), ToolRule::NotTakenOn, false),
    row(Tool::Broom, "broom", "ほうき", "ほうき", "Broom"),
    row(Tool::Dustpan, "dustpan", "ちりとり", "ちりとり", "Dustpan"),
    row(Tool::Rake, "rake", "熊手", "{熊手|くまで}", "Rake"),
    row(Tool::Shovel, "shovel", "スコップ", "スコップ", "Shovel"),
    row(Tool::SnowShovel, "snow_shovel", "雪かきスコップ", "{雪|ゆき}の スコップ", "Snow shovel"),
    row(Tool::Tongs, "tongs", "火ばさみ", "ごみばさみ", "Litter tongs"),
    row(Tool::Bucket, "bucket", "バケツ", "バケツ", "Bucket"),
    row(Tool::Cloth, "cloth", "雑巾", "ぞうきん", "Cleaning cloth"),
    row(Tool::Vacuum, "vacuum", "掃除機", "{掃除機|そうじき}", "Vacuum cleaner"),
    row(Tool::GarbageBags, "garbage_bags", "ゴミ袋", "ごみの {袋|ふくろ}", "Garbage bags"),
    row(Tool::Gloves, "gloves", "軍手", "{手袋|てぶくろ}", "Work gloves"),
    row(Tool::Goggles, "goggles", "ゴーグル", "{目|め}を {守|まも}る めがね", "Goggles"),
    row(Tool::ShinGuards, "shin_guards", "すね当て", "{足|あし}を {守|まも}る もの", "Shin guards"),
    row(Tool::Helmet, "helmet", "ヘルメット", "ヘルメット", "Helmet"),
    row(Tool::Mask, "mask", "マスク", "マスク", "Mask"),
    row(Tool::Boots, "boots", "長靴", "{長靴|ながぐつ}", "Boots"),
    row(Tool::Barrow, "barrow", "一輪車", "{運|はこ}ぶ {一輪車|いちりんしゃ}", "Wheelbarrow"),
    row(Tool::Toolbox, "toolbox", "工具箱", "{工具|こうぐ}の {箱|はこ}", "Toolbox"),
    asks(row(Tool::ElectricDrill, "electric_drill", "電動ドライバー", "{電気|でんき}の ドライバー", "Electric screwdriver"), ToolRule::Free, true),
    row(Tool::Sheet, "sheet", "ブルーシート", "{青|あお}い シート", "Tarpaulin"),
    row(Tool::ShoppingBag, "shopping_bag", "買い物袋", "{買|か}い{物|もの}の {袋|ふくろ}", "Shopping bag"),
    row(Tool::KeiTruck, "kei_truck", "軽トラ", "{小|ちい}さい トラック", "Light truck"),
    row(Tool::Car, "car", "車", "{車|くるま}", "Car"),
    row(Tool::Drinks, "drinks", "飲み物", "{飲|の}み{物|もの}", "Drinks"),
];
