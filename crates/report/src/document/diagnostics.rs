//! The document of diagnostics.

use dabiao_core::Severity;
use serde::Serialize;

use super::CostEntry;

/// The document of `dabiao check --format json`.
#[derive(Debug, Clone, Serialize)]
pub struct DiagnosticDocument {
    /// `dabiao.diagnostics/1`.
    pub schema: &'static str,
    /// By place.
    pub diagnostics: Vec<DiagnosticEntry>,
    /// What each valid policy costs; left out unless it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost: Option<Vec<CostEntry>>,
}

impl DiagnosticDocument {
    /// The schema's name and version.
    pub const SCHEMA: &'static str = "dabiao.diagnostics/1";
}

/// A diagnostic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DiagnosticEntry {
    /// A letter for the family and four digits: `N0102`.
    pub code: &'static str,
    /// The name that scripts use: `unknown-metric`.
    pub name: &'static str,
    /// `error`, `warning` or `note`.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// The file.
    pub file: Option<String>,
    /// The sheet of a workbook; null elsewhere.
    pub sheet: Option<String>,
    /// The line, from 1.
    pub line: Option<u32>,
    /// The column, from 1: in characters for a policy, the cell of the row for data; null for a whole row.
    pub column: Option<u32>,
    /// The line in which it ends; null for data.
    pub end_line: Option<u32>,
    /// The column after its last character; null for data.
    pub end_column: Option<u32>,
    /// Other places that explain it.
    pub related: Vec<RelatedEntry>,
    /// What to write instead, in words.
    pub help: Option<String>,
    /// A replacement for the place.
    pub fix: Option<FixEntry>,
    /// The id of the item it lies in.
    pub item: Option<String>,
}

/// A second place that explains a diagnostic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RelatedEntry {
    /// The file.
    pub file: Option<String>,
    /// The sheet of a workbook; null elsewhere.
    pub sheet: Option<String>,
    /// The line, from 1.
    pub line: Option<u32>,
    /// The column, from 1.
    pub column: Option<u32>,
    /// What is to be seen there.
    pub message: String,
}

/// A replacement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FixEntry {
    /// What to write instead.
    pub replace: String,
    /// Whether it keeps the meaning in every case.
    pub safe: bool,
}

/// The document of `dabiao explain CODE --format json`: the page of a code.
#[derive(Debug, Clone, Serialize)]
pub struct CodeDocument {
    /// `dabiao.code/1`.
    pub schema: &'static str,
    /// `N0102`.
    pub code: &'static str,
    /// `unknown-metric`.
    pub name: &'static str,
    /// How grave it is, unless a policy or the command line says otherwise.
    pub severity: Severity,
    /// The version of the language that has it first.
    pub since: &'static str,
    /// What is wrong; `{name}` is a place that a diagnostic fills.
    pub message: &'static str,
    /// What to write instead.
    pub help: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// An example that raises it.
    pub wrong: &'static str,
    /// The example put right.
    pub right: &'static str,
}

impl CodeDocument {
    /// The schema's name and version.
    pub const SCHEMA: &'static str = "dabiao.code/1";
}
