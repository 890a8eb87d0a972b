//! The checks that failed or could not be made, with both sides of each relation.

use dabiao_core::explain::Sides;
use dabiao_core::{Assessment, CheckResult, CheckState, Language};

use super::table::{CellView, Kind, TableView};
use crate::clean::clean;
use crate::to_text::checks::{compared, why_not};
use crate::words;

/// Those that fail first; of a list of relations each in a row of its own.
pub(super) fn check_table(
    assessment: &Assessment<'_>,
    only: Option<&str>,
    language: Language,
) -> TableView {
    let schema = &assessment.inner().program().schema;
    let results = assessment.checks().iter();
    let mut told: Vec<&CheckResult> = results
        .filter(|result| {
            let entity = result.entity.map(|it| schema.entity_name(it));
            result.state != CheckState::Holds && only.is_none_or(|only| entity == Some(only))
        })
        .collect();
    told.sort_by_key(|result| result.state != CheckState::Fails);
    let columns = [
        ("check", Kind::Target),
        ("entity", Kind::Text),
        ("period", Kind::Period),
        ("result", Kind::State),
        ("left_side", Kind::Number),
        ("right_side", Kind::Required),
        ("difference", Kind::Number),
        ("note", Kind::Long),
    ];
    let rows = told.into_iter();
    let rows = rows.flat_map(|result| rows_of(assessment, result, language));
    TableView::new(&columns, language).of(rows)
}

fn rows_of(
    assessment: &Assessment<'_>,
    result: &CheckResult,
    language: Language,
) -> Vec<Vec<CellView>> {
    let program = assessment.inner().program();
    let Some(check) = program.checks.get(result.check) else {
        return Vec::new();
    };
    let detail = assessment.inner().check_detail(result);
    let title = clean(check.title.as_deref().unwrap_or_default());
    let entity = result.entity.map(|it| program.schema.entity_name(it));
    let period = result.period.map(|it| it.text(language));
    let mut whole = vec![
        CellView::target(&check.id, &title, ""),
        CellView::text(clean(entity.unwrap_or_default())),
        CellView::text(period.unwrap_or_default()),
    ];
    whole.extend(outcome(result.state, &detail.sides, language));
    let why = why_not(assessment, &detail, language).unwrap_or_default();
    whole.push(CellView::text(clean(&why)));
    let parts = detail.parts.iter().map(|part| {
        let label = clean(language.pick(&part.label.0, &part.label.1));
        let mut own = vec![CellView::part(&label, 2)];
        own.extend([CellView::default(), CellView::default()]);
        own.extend(outcome(part.state, &part.sides, language));
        own.push(CellView::default());
        own
    });
    std::iter::once(whole).chain(parts).collect()
}

/// How it came out, with both sides and their difference.
fn outcome(state: CheckState, sides: &Sides, language: Language) -> [CellView; 4] {
    let (key, sign) = match state {
        CheckState::Holds => ("met", "✓"),
        CheckState::Fails => ("unmet", "✗"),
        CheckState::CannotBeChecked => ("no_data", "?"),
    };
    let said = format!("{sign} {}", words::check_state(state, language));
    let [left, right, difference] = compared(sides, language).map(CellView::text);
    [CellView::keyed(key, said), left, right, difference]
}
