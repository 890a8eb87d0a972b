//! `dabiao check`: is a policy valid?

use std::path::Path;

use dabiao_core::cost::Cost;
use dabiao_core::{Diagnostics, Language, Policy, Sources};
use dabiao_report::{cost_entry, cost_text, diagnostics_with_cost_json, terminal};

use super::{In, Outcome, Result};
use crate::args::{CheckArgs, Format};
use crate::failure::Failure;
use crate::{files, output};

/// A policy that was compiled, and its files.
pub(super) struct Checked {
    pub(super) sources: Sources,
    pub(super) policy: Policy,
    /// The language of its messages: the one asked for, else its own.
    pub(super) language: Language,
}

/// Reads and compiles a policy.
pub(super) fn compile(
    path: &Path,
    asked: Option<Language>,
) -> std::result::Result<Checked, Failure> {
    let sources = files::policy(path)?;
    let policy = files::compile(&sources, files::MOST_LEVELS)?;
    let language = asked.unwrap_or_else(|| policy.language());
    Ok(Checked {
        sources,
        policy,
        language,
    })
}

/// Tells the diagnostics of a policy on standard error.
pub(super) fn tell(diagnostics: &Diagnostics, sources: &Sources, language: Language) {
    output::error(&terminal::diagnostics(
        diagnostics,
        sources,
        output::error_look(language),
    ));
}

pub(super) fn run(args: &CheckArgs, asked: Option<Language>, preferred: Language) -> Result {
    let mut checked = Vec::new();
    for path in &args.policy {
        checked.push((path, compile(path, asked).in_language(preferred)?));
    }
    match args.format {
        Format::Text => {
            for (path, checked) in &checked {
                tell(
                    checked.policy.diagnostics(),
                    &checked.sources,
                    checked.language,
                );
                output::print(&valid(path, checked)).in_language(preferred)?;
                if args.cost {
                    output::print(&cost(checked)).in_language(preferred)?;
                }
            }
        }
        Format::Json => {
            let all = checked
                .iter()
                .map(|(_, it)| (it.policy.diagnostics(), &it.sources, it.language));
            let costs = checked.iter().filter_map(|(_, it)| it.policy.program());
            let costs = costs.map(|program| cost_entry(program, &Cost::of(program)));
            let costs = args.cost.then(|| costs.collect());
            let text = diagnostics_with_cost_json(all, costs);
            output::print(&text).in_language(preferred)?;
        }
    }
    Ok(Outcome::found(
        checked
            .iter()
            .any(|(_, checked)| !checked.policy.is_valid()),
    ))
}

/// How the rules of a valid policy are decided, after an empty line; nothing for an invalid one.
fn cost(checked: &Checked) -> String {
    let program = checked.policy.program();
    let look = output::look(checked.language);
    let text = program.map(|program| cost_text(program, &Cost::of(program), look));
    text.map_or_else(String::new, |text| format!("\n{text}"))
}

/// A line for a valid policy, with what it declares; nothing for an invalid one.
fn valid(path: &Path, checked: &Checked) -> String {
    let Some(program) = checked.policy.program() else {
        return String::new();
    };
    let counts = [
        (program.rules.len(), "rule", "项规则"),
        (program.schema.metrics.len(), "metric", "项指标"),
        (program.schema.records.len(), "record", "个台账"),
        (program.schema.entities.len(), "entity", "个主体"),
        (program.checks.len(), "check", "项核验"),
    ];
    let counts = counts.into_iter().filter(|(count, ..)| *count > 0);
    let counts: Vec<String> = counts
        .map(|(count, en, zh)| {
            checked
                .language
                .pick(plural(count, en), format!("{count} {zh}"))
        })
        .collect();
    let path = path.display();
    if counts.is_empty() {
        return checked
            .language
            .pick(format!("{path}: valid\n"), format!("{path}：有效\n"));
    }
    let counts = counts.join(checked.language.pick(", ", "，"));
    checked.language.pick(
        format!("{path}: valid ({counts})\n"),
        format!("{path}：有效（{counts}）\n"),
    )
}

fn plural(count: usize, noun: &str) -> String {
    match noun.strip_suffix('y') {
        _ if count == 1 => format!("1 {noun}"),
        Some(stem) => format!("{count} {stem}ies"),
        None => format!("{count} {noun}s"),
    }
}
