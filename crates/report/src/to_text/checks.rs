//! The checks: both sides of each relation, their difference, and why some could not be made.

use dabiao_core::explain::{CheckDetail, Sides, gap_text, suspicion_text};
use dabiao_core::{Assessment, CheckResult, CheckState, Language};

use crate::clean::clean;
use crate::paint::{heading, of_check, paint};
use crate::table::{Fit, Grid, INDENT, TableCell};
use crate::{Look, shown, words};

/// The most results that are listed; of more, only those that failed or could not be made.
const MOST: usize = 60;

/// A table of them, the failed ones first, then those that could not be made; nothing without a check.
pub(super) fn section(assessment: &Assessment<'_>, look: Look) -> Option<String> {
    let language = look.language;
    let all = assessment.checks();
    let mut listed: Vec<&CheckResult> = all.iter().collect();
    if all.len() > MOST {
        listed.retain(|result| result.state != CheckState::Holds);
    }
    listed.sort_by_key(|result| order(result.state));
    let beyond = listed.len().saturating_sub(MOST);
    listed.truncate(MOST);
    let title = paint(words::CHECKS.get(language), heading(), look.colour);
    let mut lines = vec![format!("{title}  {}", summary(all, language))];
    let details: Vec<_> = listed
        .iter()
        .map(|result| (*result, assessment.inner().check_detail(result)))
        .collect();
    if !details.is_empty() {
        lines.push(table(assessment, &details, look));
    }
    if beyond > 0 {
        lines.push(words::and_more(beyond, language));
    }
    lines.extend(reasons(assessment, &details, language));
    (!all.is_empty()).then(|| lines.join("\n"))
}

/// One result as the section shows it: its line of the table, and why it could not be made.
pub(crate) fn one(assessment: &Assessment<'_>, result: &CheckResult, look: Look) -> String {
    let details = [(result, assessment.inner().check_detail(result))];
    let mut lines = vec![table(assessment, &details, look)];
    lines.extend(reasons(assessment, &details, look.language));
    lines.join("\n")
}

fn reasons(
    assessment: &Assessment<'_>,
    details: &[(&CheckResult, CheckDetail)],
    language: Language,
) -> Vec<String> {
    details
        .iter()
        .filter_map(|(result, detail)| reason(assessment, result, detail, language))
        .collect()
}

fn order(state: CheckState) -> u8 {
    match state {
        CheckState::Fails => 0,
        CheckState::CannotBeChecked => 1,
        CheckState::Holds => 2,
    }
}

/// `holds 21 · fails 2 · cannot be checked 1`.
fn summary(results: &[CheckResult], language: Language) -> String {
    let states = [
        CheckState::Holds,
        CheckState::Fails,
        CheckState::CannotBeChecked,
    ];
    let counted = states.map(|state| {
        let count = results
            .iter()
            .filter(|result| result.state == state)
            .count();
        format!("{} {count}", words::check_state(state, language))
    });
    counted.join(" · ")
}

fn table(
    assessment: &Assessment<'_>,
    details: &[(&CheckResult, CheckDetail)],
    look: Look,
) -> String {
    let language = look.language;
    let mut grid = Grid::new(vec![
        (words::CHECK.get(language), Fit::Wraps(20)),
        (words::ENTITY.get(language), Fit::Whole),
        (words::PERIOD.get(language), Fit::Whole),
        (words::RESULT.get(language), Fit::Whole),
        (words::LEFT_SIDE.get(language), Fit::Number),
        (words::RIGHT_SIDE.get(language), Fit::Number),
        (words::DIFFERENCE.get(language), Fit::Number),
    ]);
    let schema = &assessment.inner().program().schema;
    for (result, detail) in details {
        let entity = result
            .entity
            .map_or("", |entity| schema.entity_name(entity));
        let period = result
            .period
            .map_or(String::new(), |period| period.text(language));
        let name = name(assessment, result);
        let label = [clean(&name).into(), clean(entity).into(), period.into()];
        grid.row(row(label, result.state, &detail.sides, language));
        for part in &detail.parts {
            let label = format!(
                "{INDENT}{INDENT}·{INDENT}{}",
                clean(language.pick(&part.label.0, &part.label.1))
            );
            let label = [label.into(), TableCell::default(), TableCell::default()];
            grid.row(row(label, part.state, &part.sides, language));
        }
    }
    grid.render(look)
}

/// `rate Recovery rate`: the check's id and title.
fn name(assessment: &Assessment<'_>, result: &CheckResult) -> String {
    let check = assessment.inner().program().checks.get(result.check);
    check.map_or_else(String::new, |check| {
        let title = check.title.as_deref();
        title.map_or_else(
            || check.id.to_string(),
            |title| format!("{} {title}", check.id),
        )
    })
}

fn row(
    [label, entity, period]: [TableCell; 3],
    state: CheckState,
    sides: &Sides,
    language: Language,
) -> [TableCell; 7] {
    let word = words::check_state(state, language);
    let [left, right, difference] = compared(sides, language);
    [
        label,
        entity,
        period,
        TableCell::styled(word, of_check(state)),
        left.into(),
        right.into(),
        difference.into(),
    ]
}

/// The left side, the right one with its comparison, and their difference, as far as there are any.
pub(crate) fn compared(sides: &Sides, language: Language) -> [String; 3] {
    let right = sides.right.as_ref();
    let left = sides.left.as_ref();
    let difference = sides.difference.as_ref();
    [
        left.map(|left| shown::brief_actual(left, right, language)),
        right.map(|right| shown::threshold(right, language)),
        difference.map(|value| shown::margin(value, language)),
    ]
    .map(Option::unwrap_or_default)
}

/// Why a check could not be made.
pub(crate) fn why_not(
    assessment: &Assessment<'_>,
    detail: &CheckDetail,
    language: Language,
) -> Option<String> {
    let inner = assessment.inner();
    match (&detail.suspicion, &detail.gap) {
        (Some(why), _) => Some(suspicion_text(inner, *why, language)),
        (None, Some(gap)) => Some(gap_text(inner.program(), gap, language)),
        (None, None) => None,
    }
}

/// The same on a line of its own.
fn reason(
    assessment: &Assessment<'_>,
    result: &CheckResult,
    detail: &CheckDetail,
    language: Language,
) -> Option<String> {
    let text = why_not(assessment, detail, language)?;
    let name = name(assessment, result);
    Some(clean(&format!("  {name}{}{text}", words::colon(language))).into_owned())
}
