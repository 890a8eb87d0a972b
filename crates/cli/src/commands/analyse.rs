//! `dabiao analyse`: what the targets of a policy say together, without any data.

use std::path::Path;

use dabiao_core::compare::Standing;
use dabiao_core::{Language, Severity};
use dabiao_report::{
    AnalysisReport, Compared, analysis_json, analysis_text, refinement_json, refinement_text,
};

use super::check::{Checked, compile};
use super::evaluate::invalid;
use super::{In, Outcome, Result};
use crate::args::{AnalyseArgs, Format};
use crate::failure::Failure;
use crate::output;

pub(super) fn run(args: &AnalyseArgs, asked: Option<Language>, preferred: Language) -> Result {
    let checked = compile(&args.policy, asked).in_language(preferred)?;
    let language = checked.language;
    if let Some(upper) = &args.against {
        return against(&checked, upper, args.format).in_language(language);
    }
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

/// What the policy makes of each target of the one above.
fn against(
    checked: &Checked,
    upper: &Path,
    format: Format,
) -> std::result::Result<Outcome, Failure> {
    let above = compile(upper, Some(checked.language))?;
    for policy in [checked, &above] {
        if !policy.policy.is_valid() {
            return invalid(policy, format);
        }
    }
    let compared = Compared {
        own: &checked.policy,
        other: &above.policy,
    };
    let refined = checked.policy.refinement(&above.policy).unwrap_or_default();
    let text = match format {
        Format::Text => refinement_text(&compared, &refined, output::look(checked.language)),
        Format::Json => refinement_json(&compared, &refined, checked.language),
    };
    output::print(&text)?;
    let lacks = refined.iter().any(|refined| {
        let comparison = refined.comparison.as_ref();
        comparison.is_none_or(|it| it.standing == Standing::Looser)
    });
    Ok(Outcome::found(lacks))
}
