//! Checks explained: both sides, then the figures they rest on, down to the cells.

use dabiao_core::{Assessment, CheckResult, Language};
use serde::Serialize;

use crate::Look;
use crate::document::{CheckEntry, StepEntry};
use crate::explanation::tree;
use crate::explanation_json::steps;
use crate::to_json::{check_entry, text};
use crate::to_text::checks;

/// One result as a line of a table, then its figures as a tree. With a line end.
pub fn check_explanation_text(
    assessment: &Assessment<'_>,
    result: &CheckResult,
    look: Look,
) -> String {
    let table = checks::one(assessment, result, look);
    let derived = assessment.inner().derive_check(result).steps;
    let tree = tree::section(&derived, look).map_or(String::new(), |tree| format!("\n{tree}\n"));
    format!("{table}\n{tree}")
}

/// The document of explained checks.
#[derive(Debug, Serialize)]
struct CheckDocument {
    schema: &'static str,
    checks: Vec<ExplainedCheck>,
    /// How many more there are that were asked for and not shown.
    more: usize,
}

/// A result of a check and what it rests on.
#[derive(Debug, Serialize)]
struct ExplainedCheck {
    #[serde(flatten)]
    check: CheckEntry,
    steps: Vec<StepEntry>,
}

/// The same as JSON: the entries of the assessment's document, each with its steps. With a line end.
/// `more` says how many there are beside these.
pub fn check_explanation_json(
    assessment: &Assessment<'_>,
    results: &[&CheckResult],
    more: usize,
    language: Language,
) -> String {
    let checks = results.iter().filter_map(|result| {
        Some(ExplainedCheck {
            check: check_entry(assessment, result, language)?,
            steps: steps(&assessment.inner().derive_check(result).steps, language),
        })
    });
    text(&CheckDocument {
        schema: "dabiao.check/1",
        checks: checks.collect(),
        more,
    })
}
