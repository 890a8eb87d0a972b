//! `dabiao analyse`: what the targets of a policy say together, without any data.

use std::path::Path;

use dabiao_core::{Diagnostic, Diagnostics, Language, Severity};
use dabiao_report::{
    AnalysisReport, Compared, analysis_json, analysis_text, refinement_json, refinement_text,
};

use super::check::{Checked, compile, document};
use super::evaluate::invalid;
use super::{In, Outcome, Result};
use crate::args::{AnalyseArgs, CheckFormat, Format};
use crate::failure::Failure;
use crate::levels::Levels;
use crate::output;

pub(super) fn run(args: &AnalyseArgs, asked: Option<Language>, preferred: Language) -> Result {
    let levels = Levels::read(&args.levels).in_language(preferred)?;
    let checked = compile(&args.policy, asked).in_language(preferred)?;
    let language = checked.language;
    match &args.against {
        Some(upper) => against(args, &levels, checked, upper),
        None => alone(args, &levels, checked),
    }
    .in_language(language)
}

/// What the targets say together.
fn alone(
    args: &AnalyseArgs,
    levels: &Levels,
    checked: Checked,
) -> std::result::Result<Outcome, Failure> {
    let Some(mut analysis) = checked.policy.analyse() else {
        return not_valid(&checked, args.output.format);
    };
    let mut told: Vec<Diagnostic> = Vec::new();
    analysis.findings.retain(|finding| {
        let diagnostic = checked.policy.diagnostic_of(finding);
        let diagnostic = diagnostic.and_then(|it| judged(levels, it));
        told.extend(diagnostic.clone());
        diagnostic.is_some()
    });
    let report = AnalysisReport {
        policy: &checked.policy,
        sources: &checked.sources,
        analysis: &analysis,
        told: &told,
    };
    let language = checked.language;
    let text = match args.output.format {
        CheckFormat::Text => analysis_text(&report, output::look(language)),
        CheckFormat::Json => analysis_json(&report, language),
        _ => return as_diagnostics(args, checked, told.into_iter().collect()),
    };
    output::print(&text)?;
    Ok(outcome(&told.into_iter().collect()))
}

/// What the policy makes of each target of the one above.
fn against(
    args: &AnalyseArgs,
    levels: &Levels,
    checked: Checked,
    upper: &Path,
) -> std::result::Result<Outcome, Failure> {
    let above = compile(upper, Some(checked.language))?;
    if !checked.policy.is_valid() {
        return not_valid(&checked, args.output.format);
    }
    if !above.policy.is_valid() {
        return not_valid(&above, args.output.format);
    }
    let compared = Compared {
        own: &checked.policy,
        other: &above.policy,
    };
    let refined = checked.policy.refinement(&above.policy).unwrap_or_default();
    let lacks = refined.iter();
    let lacks = lacks.filter_map(|it| checked.policy.lack_of(it, &above.policy));
    let mut lacks: Diagnostics = lacks.filter_map(|it| judged(levels, it)).collect();
    lacks.sort();
    let language = checked.language;
    let text = match args.output.format {
        CheckFormat::Text => refinement_text(&compared, &refined, output::look(language)),
        CheckFormat::Json => {
            refinement_json(&compared, &refined, (&lacks, &checked.sources), language)
        }
        _ => return as_diagnostics(args, checked, lacks),
    };
    output::print(&text)?;
    Ok(outcome(&lacks))
}

/// A finding as this run takes it.
fn judged(levels: &Levels, diagnostic: Diagnostic) -> Option<Diagnostic> {
    let one = std::iter::once(diagnostic).collect();
    levels.judge(&one).into_iter().next()
}

/// The findings as a pipeline takes them.
fn as_diagnostics(
    args: &AnalyseArgs,
    checked: Checked,
    found: Diagnostics,
) -> std::result::Result<Outcome, Failure> {
    let outcome = outcome(&found);
    let shown = Checked {
        diagnostics: found,
        ..checked
    };
    let path: &Path = &args.policy;
    document(&[(path, &shown)], args.output.format, false, shown.language)?;
    Ok(outcome)
}

/// A policy with errors is told of as `check` does.
fn not_valid(checked: &Checked, format: CheckFormat) -> std::result::Result<Outcome, Failure> {
    match format {
        CheckFormat::Text => invalid(checked, Format::Text),
        CheckFormat::Json => invalid(checked, Format::Json),
        _ => {
            document(&[(Path::new(""), checked)], format, false, checked.language)?;
            Ok(Outcome::Findings)
        }
    }
}

/// Whether anything is graver than a note.
fn outcome(found: &Diagnostics) -> Outcome {
    Outcome::found(found.iter().any(|it| it.severity < Severity::Note))
}
