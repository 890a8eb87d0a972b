//! Checks as entries of the document.

use dabiao_core::explain::{CheckPart, Sides};
use dabiao_core::{Assessment, CheckResult, Language};

use super::entry::reason;
use super::value::{threshold_entry, value_entry};
use crate::document::{CheckEntry, CheckPartEntry, SidesEntry};

/// Every check, in order.
pub(super) fn checks(assessment: &Assessment<'_>, language: Language) -> Vec<CheckEntry> {
    let results = assessment.checks().iter();
    results
        .filter_map(|result| entry(assessment, result, language))
        .collect()
}

/// One result of a check.
pub(crate) fn entry(
    assessment: &Assessment<'_>,
    result: &CheckResult,
    language: Language,
) -> Option<CheckEntry> {
    let program = assessment.inner().program();
    let check = program.checks.get(result.check)?;
    let detail = assessment.inner().check_detail(result);
    let parts = detail.parts.iter().map(|part| part_entry(part, language));
    Some(CheckEntry {
        check: check.id.to_string(),
        title: check.title.as_deref().map(str::to_owned),
        entity: result
            .entity
            .map(|entity| program.schema.entity_name(entity).to_owned()),
        period: result.period.map(|period| period.to_string()),
        state: result.state,
        sides: sides(&detail.sides, language),
        parts: parts.collect(),
        reason: reason(assessment, detail.suspicion, detail.gap.as_ref(), language),
    })
}

fn part_entry(part: &CheckPart, language: Language) -> CheckPartEntry {
    CheckPartEntry {
        label: language.pick(&part.label.0, &part.label.1).clone(),
        state: part.state,
        sides: sides(&part.sides, language),
    }
}

fn sides(sides: &Sides, language: Language) -> SidesEntry {
    let value = |value: &_| value_entry(value, language);
    SidesEntry {
        left: sides.left.as_ref().map(value),
        right: sides
            .right
            .as_ref()
            .map(|right| threshold_entry(right, language)),
        difference: sides.difference.as_ref().map(value),
    }
}
