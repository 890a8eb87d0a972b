//! `dabiao check`: is a policy valid?

mod comments;
mod fix;

use std::path::Path;

use dabiao_core::cost::Cost;
use dabiao_core::{Diagnostics, Language, Policy, Sources};
use dabiao_data::{Input, Read};
use dabiao_report::{
    cost_entry, cost_text, diagnostics_github, diagnostics_junit, diagnostics_sarif,
    diagnostics_with_cost_json, terminal,
};

use super::evaluate::{read_loaded, read_options, read_paths};
use super::{In, Outcome, Result};
use crate::args::{CheckArgs, CheckFormat};
use crate::failure::Failure;
use crate::levels::Levels;
use crate::{files, output};

/// A policy that was compiled, and its files.
pub(super) struct Checked {
    pub(super) sources: Sources,
    pub(super) policy: Policy,
    /// What is wrong or worth knowing, as this run takes it.
    pub(super) diagnostics: Diagnostics,
    /// The language of its messages: the one asked for, else its own.
    pub(super) language: Language,
}

impl Checked {
    /// Whether it has no errors, those included that this run makes of warnings.
    fn is_fine(&self) -> bool {
        self.policy.is_valid() && !self.diagnostics.has_errors()
    }
}

/// Reads and compiles a policy.
pub(super) fn compile(
    path: &Path,
    asked: Option<Language>,
) -> std::result::Result<Checked, Failure> {
    compile_sources(files::policy(path)?, asked)
}

/// Compiles the files of a policy.
pub(super) fn compile_sources(
    sources: Sources,
    asked: Option<Language>,
) -> std::result::Result<Checked, Failure> {
    let policy = files::compile(&sources, files::MOST_LEVELS)?;
    let language = asked.unwrap_or_else(|| policy.language());
    let diagnostics = policy.diagnostics().clone();
    Ok(Checked {
        sources,
        policy,
        diagnostics,
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
    if args.cost && !matches!(args.output.format, CheckFormat::Text | CheckFormat::Json) {
        return Err((cost_has_no_place(), preferred));
    }
    let levels = Levels::read(&args.levels).in_language(preferred)?;
    let copy = comments::asked(args).in_language(preferred)?;
    let mut checked = Vec::new();
    let mut would_change = false;
    let mut written = Ok(());
    for path in &args.policy {
        if args.fix {
            let any = fix::run(path, args.dry_run, &levels, asked).in_language(preferred)?;
            would_change |= any && args.dry_run;
        }
        let mut one = compile(path, asked).in_language(preferred)?;
        let copied = copy.as_ref().filter(|_| one.policy.is_valid());
        let submitted = copied.map(|it| it.submitted(args)).transpose();
        let submitted = submitted.in_language(preferred)?.flatten();
        if !args.data.is_empty() && one.policy.is_valid() {
            let read = read(args, submitted.as_ref(), &one).in_language(preferred)?;
            let shown = one.policy.look_over(&read.dataset);
            one.diagnostics.extend(read.diagnostics);
            one.diagnostics.extend(shown);
        }
        one.diagnostics = levels.judge(&one.diagnostics);
        if let Some((copy, input)) = copied.zip(submitted) {
            let language = one.language;
            written = copy.write(args, &input, &one).in_language(language);
        }
        checked.push((path.as_path(), one));
    }
    if args.output.format == CheckFormat::Text {
        for (path, checked) in &checked {
            told_in_text(path, checked, args.cost).in_language(preferred)?;
        }
    } else {
        let all: Vec<(&Path, &Checked)> = checked.iter().map(|(path, it)| (*path, it)).collect();
        let language = asked.unwrap_or_else(|| all.first().map_or(preferred, |it| it.1.language));
        document(&all, args.output.format, args.cost, language).in_language(preferred)?;
    }
    // What was found is told even where no copy could be made of it.
    written?;
    let wanting = checked.iter().any(|(_, checked)| !checked.is_fine());
    Ok(Outcome::found(would_change || wanting))
}

/// Reads the data, of which there is one file in hand if a copy of it is asked for.
fn read(
    args: &CheckArgs,
    submitted: Option<&Input>,
    checked: &Checked,
) -> std::result::Result<Read, Failure> {
    let Some(input) = submitted else {
        return read_paths(&args.data, args.encoding, checked);
    };
    let options = read_options(args.encoding);
    let inputs = std::slice::from_ref(input);
    read_loaded(inputs, Diagnostics::default(), &options, checked)
}

/// The diagnostics on standard error, and what a valid policy declares on standard output.
fn told_in_text(
    path: &Path,
    checked: &Checked,
    with_cost: bool,
) -> std::result::Result<(), Failure> {
    tell(&checked.diagnostics, &checked.sources, checked.language);
    output::print(&valid(path, checked))?;
    if with_cost {
        output::print(&cost(checked))?;
    }
    Ok(())
}

/// The diagnostics of several policies as one document on standard output; `language` is that of what is said of all.
pub(super) fn document(
    checked: &[(&Path, &Checked)],
    format: CheckFormat,
    with_cost: bool,
    language: Language,
) -> std::result::Result<(), Failure> {
    let all = checked
        .iter()
        .map(|(_, it)| (&it.diagnostics, &it.sources, it.language));
    let text = match format {
        CheckFormat::Text => String::new(),
        CheckFormat::Json => {
            let costs = checked.iter().filter_map(|(_, it)| it.policy.program());
            let costs = costs.map(|program| cost_entry(program, &Cost::of(program)));
            diagnostics_with_cost_json(all, with_cost.then(|| costs.collect()))
        }
        CheckFormat::Sarif => diagnostics_sarif(all, language),
        CheckFormat::Github => diagnostics_github(all),
        CheckFormat::Junit => {
            let named = checked.iter().map(|(path, it)| {
                let path = path.display().to_string();
                (path, &it.diagnostics, &it.sources, it.language)
            });
            diagnostics_junit(named).map_err(Failure::Output)?
        }
    };
    output::print(&text)
}

/// How the rules of a valid policy are decided, after an empty line; nothing for an invalid one.
fn cost(checked: &Checked) -> String {
    let program = checked.policy.program();
    let look = output::look(checked.language);
    let text = program.map(|program| cost_text(program, &Cost::of(program), look));
    text.map_or_else(String::new, |text| format!("\n{text}"))
}

fn cost_has_no_place() -> Failure {
    Failure::usage(
        "--cost goes with --format text or json: the other formats have no place for it",
        "--cost 只能与 --format text 或 json 同用：其他格式没有这一内容的位置",
    )
}

/// A line for a valid policy, with what it declares; nothing for an invalid one.
fn valid(path: &Path, checked: &Checked) -> String {
    let Some(program) = checked.policy.program().filter(|_| checked.is_fine()) else {
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
