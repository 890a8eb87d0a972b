//! Scores and lists: `# scores [ID, ]ENTITY, PERIOD = TOTAL, rank N[, GRADE]` or `= none`, and
//! `# lists [ID, ]red|black, PERIOD = NAMES[ without NAMES]`.

use std::fmt::Write;

use dabiao_core::Assessment;

/// The scores and lists of a day as lines, and what header lines they contradict.
pub(super) fn scored(
    assessment: &Assessment<'_>,
    scores: &[&str],
    lists: &[&str],
) -> (String, Vec<String>) {
    let program = assessment.inner().program();
    let name = |entity: &dabiao_core::EntityId| program.schema.entity_name(*entity).to_owned();
    let totals: Vec<(Vec<String>, String)> = assessment
        .scores()
        .iter()
        .map(|result| {
            let plan = &program.scores[result.score];
            let keys = vec![
                plan.id.to_string(),
                name(&result.entity),
                result.period.to_string(),
            ];
            let Some(total) = &result.total else {
                return (keys, "none".to_owned());
            };
            let grade = result
                .grade
                .map_or(String::new(), |it| format!(", {}", plan.grades[it].0));
            let rank = result.rank.unwrap_or(0);
            (keys, format!("{total}, rank {rank}{grade}"))
        })
        .collect();
    let listed: Vec<(Vec<String>, String)> = assessment
        .lists()
        .iter()
        .map(|result| {
            let plan = &program.scores[result.score];
            let colour = if plan.lists[result.list].black {
                "black"
            } else {
                "red"
            };
            let keys = vec![
                plan.id.to_string(),
                colour.to_owned(),
                result.period.to_string(),
            ];
            let names =
                |all: &[dabiao_core::EntityId]| all.iter().map(name).collect::<Vec<_>>().join(", ");
            let mut text = names(&result.entities);
            if !result.excepted.is_empty() {
                let _ = write!(text, " without {}", names(&result.excepted));
            }
            (keys, text.trim().to_owned())
        })
        .collect();
    let mut table = String::new();
    for (keys, what) in totals.iter().chain(&listed) {
        let _ = writeln!(table, "{} = {what}", keys.join(" · "));
    }
    let mut problems = contradicted(scores, &totals);
    problems.extend(contradicted(lists, &listed));
    (table, problems)
}

fn contradicted(expected: &[&str], rows: &[(Vec<String>, String)]) -> Vec<String> {
    let mut problems = Vec::new();
    for line in expected {
        let (keys, what) = line
            .split_once(" =")
            .unwrap_or_else(|| panic!("no `=`: {line}"));
        let keys: Vec<&str> = keys.split(", ").collect();
        let fits = |own: &[String]| keys.iter().all(|key| own.iter().any(|it| it == key));
        let meant: Vec<&str> = rows
            .iter()
            .filter(|(own, _)| fits(own))
            .map(|(_, it)| it.as_str())
            .collect();
        if meant != [what.trim()] {
            problems.push(format!("“{line}”, but it is {meant:?}"));
        }
    }
    problems
}
