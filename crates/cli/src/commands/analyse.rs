//! `dabiao analyse`: what the targets of a policy say together, without any data.

use dabiao_core::{Language, Severity};
use dabiao_report::{AnalysisReport, analysis_json, analysis_text};

use super::check::compile;
use super::evaluate::invalid;
use super::{In, Outcome, Result};
use crate::args::{AnalyseArgs, Format};
use crate::output;

pub(super) fn run(args: &AnalyseArgs, asked: Option<Language>, preferred: Language) -> Result {
    let checked = compile(&args.policy, asked).in_language(preferred)?;
    let language = checked.language;
    let Some(analysis) = checked.policy.analyse() else {
        return invalid(&checked, args.format).in_language(language);
    };
    let report = AnalysisReport {
        policy: &checked.policy,
        sources: &checked.sources,
        analysis: &analysis,
    };
    let text = match args.format {
        Format::Text => analysis_text(&report, output::look(language)),
        Format::Json => analysis_json(&report, language),
    };
    output::print(&text).in_language(language)?;
    let grave = |finding| {
        let diagnostic = checked.policy.diagnostic_of(finding);
        diagnostic.is_some_and(|it| it.severity < Severity::Note)
    };
    Ok(Outcome::found(analysis.findings.iter().any(grave)))
}
