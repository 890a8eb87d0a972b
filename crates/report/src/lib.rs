//! Assessments, diagnostics and explanations as text for people and JSON, SARIF or `JUnit` for programs: values in, text out.
//!
//! Nothing here opens a file, reads a clock or asks the terminal: language, width and colour come in a [`Look`].
//!
//! ```
//! use dabiao_core::calendar::{deadline, Basis, Calendar, Date, LimitOptions};
//! use dabiao_core::Language;
//! use dabiao_report::{due_text, Due, Look};
//!
//! let start = Date::from_ymd_opt(2025, 6, 6).ok_or("a day")?;
//! let (limit, options) = ("1 working day".parse()?, LimitOptions::new(Basis::Plain));
//! let deadline = deadline(Calendar::china(), start, limit, options)?;
//! let due = Due { calendar: Calendar::china(), start, limit, options, deadline };
//! let text = due_text(&due, Look::plain(Language::English));
//! assert_eq!(text.lines().next(), Some("2025-06-09"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod analysis;
mod check_explanation;
mod clean;
mod comparison;
mod cost;
mod coverage;
mod diagnostics_json;
pub mod document;
mod due;
mod escalation_explanation;
mod exact;
mod explanation;
mod explanation_json;
mod github;
mod junit;
mod look;
mod mutation;
mod page;
mod paint;
mod sarif;
mod score_explanation;
mod shown;
mod sights;
mod table;
pub mod terminal;
mod tests_json;
mod tests_outcomes;
mod tests_text;
mod to_json;
mod to_text;
mod turning;
mod uri;
mod words;

pub use analysis::{AnalysisReport, analysis_json, analysis_text};
pub use check_explanation::{check_explanation_json, check_explanation_text};
pub use comparison::{
    Compared, difference_json, difference_text, refinement_json, refinement_text,
};
pub use cost::{cost_entry, cost_text};
pub use coverage::{CoverageReport, coverage_json, coverage_text};
pub use diagnostics_json::{diagnostics_json, diagnostics_with_cost_json, finding};
pub use due::{Due, due_json, due_text};
pub use escalation_explanation::{escalation_explanation_json, escalation_explanation_text};
pub use explanation::explanation_text;
pub use explanation_json::explanation_json;
pub use github::{diagnostics_github, tests_github};
pub use junit::{diagnostics_junit, tests_junit};
pub use look::Look;
pub use mutation::{mutation_json, mutation_reaches, mutation_text};
pub use page::{Page, PageError, PageForm, PageKind, PageOptions, to_page, to_page_watched};
pub use sarif::diagnostics_sarif;
pub use score_explanation::{score_explanation_json, score_explanation_text};
pub use sights::sights_text;
pub use table::{Fit, listing};
pub use terminal::{code_json, code_page};
pub use tests_json::tests_json;
pub use tests_text::{TestRun, tests_text};
pub use to_json::{to_json, to_json_watched};
pub use to_text::{TextOptions, to_text};
pub use turning::{TurningReport, turning_text};
pub use words::{action_said, standing_said};
