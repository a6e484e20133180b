use std::collections::BTreeSet;

use super::{hazard::HazardRule, tool::ToolRule, *};

/// Ruby is `{漢字|かな}`: braces in pairs, one bar, kana above.
fn ruby_is_well_formed(text: &str) -> bool {
    let parts: Vec<_> = text.split('{').collect();
    let outside_is_plain =
        |text: &str| !text.contains(['{', '}', '|']) && !text.chars().any(|c| ('一'..='龥').contains(&c));
    outside_is_plain(parts[0])
        && parts[1..].iter().all(|part| {
            let Some((inside, after)) = part.split_once('}') else { return false };
            let Some((kanji, kana)) = inside.split_once('|') else { return false };
            !kanji.is_empty() && kana.chars().all(|c| ('ぁ'..='ん').contains(&c)) && outside_is_plain(after)
        })
}

fn well_named(name: &Names) {
    assert!(!name.ja.is_empty() && !name.en.is_empty() && name.en.is_ascii());
    assert!(ruby_is_well_formed(name.easy), "{}", name.easy);
}

#[test]
fn each_row_belongs_to_its_task() {
    for task in Task::ALL {
        assert_eq!(task.facts().task, task);
        assert_eq!(serde_json::to_value(task).unwrap(), task.code());
        assert_eq!(Task::from_code(task.code()), Some(task));
        assert!(task.facts().minutes > 0 && task.facts().minutes <= crate::date::MAX_MINUTES);
        well_named(task.name());
    }
    assert_eq!(Task::from_code("from a newer version"), None);
}

#[test]
fn each_row_belongs_to_its_tool_and_hazard() {
    for tool in Tool::all() {
        assert_eq!(tool.facts().tool, tool);
        assert_eq!(serde_json::to_value(tool).unwrap(), tool.code());
        assert_eq!(Tool::from_code(tool.code()), Some(tool));
        well_named(&tool.facts().name);
    }
    for hazard in Hazard::all() {
        assert_eq!(hazard.facts().hazard, hazard);
        assert_eq!(serde_json::to_value(hazard).unwrap(), hazard.code());
        assert_eq!(Hazard::from_code(hazard.code()), Some(hazard));
        well_named(&hazard.facts().name);
    }
}

#[test]
fn codes_and_names_differ() {
    let names: BTreeSet<_> = Task::ALL.iter().map(|task| task.name().ja).collect();
    assert_eq!(names.len(), Task::ALL.len());
    let tools: BTreeSet<_> = Tool::all().flat_map(|tool| [tool.code(), tool.facts().name.ja]).collect();
    assert_eq!(tools.len(), 2 * Tool::all().len());
    let hazards: BTreeSet<_> =
        Hazard::all().flat_map(|hazard| [hazard.code(), hazard.facts().name.ja]).collect();
    assert_eq!(hazards.len(), 2 * Hazard::all().len());
}

#[test]
fn no_preset_is_something_a_squad_refuses() {
    for task in Task::ALL {
        assert!(task.facts().tools.iter().all(|tool| tool.facts().rule != ToolRule::NotTakenOn));
        assert!(task.facts().hazards.iter().all(|hazard| hazard.facts().rule != HazardRule::NotTakenOn));
    }
}
