//! What follows misses: `# follows [ID, ]PARTY, PERIOD = STANDING[, STEP][, was STANDING[, STEP]]`, or `= none`.

use std::fmt::Write;

use dabiao_core::program::{Action, Escalation};
use dabiao_core::{Assessment, EscalationResult};

/// The escalations of a day as lines, and what header lines they contradict.
pub(super) fn followed(assessment: &Assessment<'_>, expected: &[&str]) -> (String, Vec<String>) {
    let plans = &assessment.inner().program().escalations;
    let rows: Vec<([String; 3], String)> = assessment
        .escalations()
        .iter()
        .map(|result| {
            let plan = &plans[result.escalation];
            let keys = [
                plan.id.to_string(),
                result.party.to_string(),
                result.period.to_string(),
            ];
            (keys, came_to(plan, result))
        })
        .collect();
    let mut table = String::new();
    for (keys, what) in &rows {
        let _ = writeln!(table, "{} = {what}", keys.join(" · "));
    }
    let mut problems = Vec::new();
    for line in expected {
        let (keys, what) = line
            .split_once(" = ")
            .unwrap_or_else(|| panic!("no `=`: {line}"));
        let keys: Vec<&str> = keys.split(", ").collect();
        let fits = |own: &[String; 3]| keys.iter().all(|key| own.iter().any(|it| it == key));
        let meant: Vec<&str> = rows
            .iter()
            .filter(|(own, _)| fits(own))
            .map(|(_, what)| what.as_str())
            .collect();
        if meant.is_empty() != (what == "none") || meant.iter().any(|it| *it != what) {
            problems.push(format!("“{line}”, but it is {meant:?}"));
        }
    }
    (table, problems)
}

fn came_to(plan: &Escalation, result: &EscalationResult) -> String {
    let action = |step: Option<usize>| {
        step.map_or(String::new(), |it| {
            format!(", {}", name(&plan.steps[it].action))
        })
    };
    let standing = |it| format!("{it:?}").to_lowercase();
    let then = result.then.map_or(String::new(), |then| {
        format!(", was {}{}", standing(then.standing), action(then.step))
    });
    format!("{}{}{then}", standing(result.standing), action(result.step))
}

fn name(action: &Action) -> String {
    match action {
        Action::Own(own) => own.to_string(),
        other => format!("{other:?}").to_lowercase(),
    }
}
