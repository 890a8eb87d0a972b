//! `dabiao evaluate`: verdicts on submitted figures.

use std::path::PathBuf;

use dabiao_core::{
    Assessment, Date, Diagnostics, EvaluateError, EvaluateOptions, Language, Meter, State,
};
use dabiao_data::{Input, Limits, Loaded, Read, ReadOptions};
use dabiao_report::{TextOptions, diagnostics_json, to_json_watched, to_text};

use super::check::{Checked, compile, tell};
use super::due::day;
use super::{In, Outcome, Result};
use crate::args::{DataArgs, EncodingArg, EvaluateArgs, Format};
use crate::failure::Failure;
use crate::progress::Progress;
use crate::{files, output, texts};

pub(super) fn run(args: &EvaluateArgs, asked: Option<Language>, preferred: Language) -> Result {
    let as_of = as_of(&args.data).in_language(preferred)?;
    let (only, fail_on) = (
        states(&args.only).in_language(preferred)?,
        states(&args.fail_on).in_language(preferred)?,
    );
    let checked = compile(&args.policy, asked).in_language(preferred)?;
    if !checked.policy.is_valid() {
        return invalid(&checked, args.output.format).in_language(checked.language);
    }
    let read = read(&args.data, &checked).in_language(checked.language)?;
    let assessment = assess(&checked, &read, as_of).in_language(checked.language)?;
    let findings = assessment.findings();
    let meter = Meter::default();
    let progress = || Progress::new(size(&read, &assessment), &meter, checked.language);
    match args.output.format {
        Format::Text => {
            tell(
                checked.policy.diagnostics(),
                &checked.sources,
                checked.language,
            );
            tell(&read.diagnostics, &checked.sources, checked.language);
            let options = TextOptions {
                only,
                meter: meter.clone(),
                ..TextOptions::new(output::look(checked.language))
            };
            let text = {
                let _progress = progress();
                to_text(&assessment, &findings, &options)
            };
            output::print(&text)
        }
        Format::Json => {
            let mut all = checked.policy.diagnostics().clone();
            all.extend(read.diagnostics.clone());
            all.extend(findings.clone());
            let json = {
                let _progress = progress();
                let all = (&all, &checked.sources);
                to_json_watched(&assessment, &only, all, checked.language, &meter)
            };
            output::print(&json)
        }
    }
    .in_language(checked.language)?;
    let failed = assessment
        .verdicts()
        .any(|verdict| fail_on.contains(&verdict.state()));
    Ok(Outcome::found(
        failed || read.diagnostics.has_errors() || findings.has_errors(),
    ))
}

/// The evaluation date. It has no default, so that the same command gives the same bytes tomorrow.
pub(super) fn as_of(args: &DataArgs) -> std::result::Result<Date, Failure> {
    let text = args.as_of.as_deref().ok_or_else(|| {
        Failure::usage(
            "say which day the verdicts are to speak of: `--as-of 2025-06-30`",
            "请写明评价日期：`--as-of 2025-06-30`",
        )
    })?;
    day(text)
}

/// States by their keys or names.
fn states(names: &[String]) -> std::result::Result<Vec<State>, Failure> {
    let state = |name: &String| {
        let name = name.trim();
        State::parse(name)
            .or_else(|| State::parse(&name.replace('-', "_")))
            .ok_or_else(|| {
                let known = |text: fn(&State) -> &'static str| {
                    State::ALL.iter().map(text).collect::<Vec<_>>().join(", ")
                };
                let keys = known(|state| state.key());
                let names = State::ALL
                    .map(|state| state.name(Language::Chinese))
                    .join("、");
                Failure::usage(
                    format!("“{name}” is no state; the states are {keys}"),
                    format!("“{name}”不是结论状态；可用 {keys}，或{names}"),
                )
            })
    };
    names.iter().map(state).collect()
}

/// Tells what is wrong with a policy that cannot be evaluated.
pub(super) fn invalid(checked: &Checked, format: Format) -> std::result::Result<Outcome, Failure> {
    match format {
        Format::Text => {
            tell(
                checked.policy.diagnostics(),
                &checked.sources,
                checked.language,
            );
            let not = checked.language.pick(
                "the policy is not valid, so nothing was evaluated",
                "方案无效，未作评价",
            );
            output::error(&texts::failure(not, checked.language));
        }
        Format::Json => {
            let all = std::iter::once((
                checked.policy.diagnostics(),
                &checked.sources,
                checked.language,
            ));
            output::print(&diagnostics_json(all))?;
        }
    }
    Ok(Outcome::Findings)
}

/// Reads the data of a valid policy.
pub(super) fn read(args: &DataArgs, checked: &Checked) -> std::result::Result<Read, Failure> {
    are_named(&args.data)?;
    read_paths(&args.data, args.encoding, checked)
}

/// Refuses to go on without data: nobody asks for verdicts on nothing.
pub(super) fn are_named(paths: &[PathBuf]) -> std::result::Result<(), Failure> {
    if paths.is_empty() {
        return Err(Failure::usage(
            "say where the figures are: `--data figures.csv`, or a folder of them",
            "请写明数据位置：`--data figures.csv`，或数据文件夹",
        ));
    }
    Ok(())
}

/// Finds the files of data, at least one.
pub(super) fn find(paths: &[PathBuf], limits: &Limits) -> std::result::Result<Loaded, Failure> {
    files::missing(paths)?;
    let loaded = dabiao_data::load(paths, limits).map_err(Failure::Data)?;
    if loaded.inputs.is_empty() {
        return Err(no_files(paths));
    }
    Ok(loaded)
}

/// Reads files and folders of data against a valid policy.
pub(super) fn read_paths(
    paths: &[PathBuf],
    encoding: Option<EncodingArg>,
    checked: &Checked,
) -> std::result::Result<Read, Failure> {
    let options = read_options(encoding);
    let loaded = find(paths, &options.limits)?;
    read_loaded(&loaded.inputs, loaded.skipped, &options, checked)
}

/// How data in this encoding are read.
pub(super) fn read_options(encoding: Option<EncodingArg>) -> ReadOptions {
    ReadOptions {
        encoding: encoding.map(Into::into),
        ..ReadOptions::default()
    }
}

/// Reads files that were found against a valid policy.
pub(super) fn read_loaded(
    inputs: &[Input],
    skipped: Diagnostics,
    options: &ReadOptions,
    checked: &Checked,
) -> std::result::Result<Read, Failure> {
    let bytes = inputs
        .iter()
        .fold(0_usize, |sum, input| sum.saturating_add(input.size()));
    let meter = Meter::default();
    let _progress = Progress::new(bytes, &meter, checked.language);
    let schema = checked.policy.schema();
    let read = dabiao_data::read_watched(schema, inputs, options, &meter);
    let mut read = read.map_err(Failure::Data)?;
    let mut diagnostics: Diagnostics = skipped;
    diagnostics.extend(read.diagnostics);
    read.diagnostics = diagnostics;
    Ok(read)
}

/// Folders without any file of data are a slip of the path: nobody submits nothing that way.
fn no_files(paths: &[PathBuf]) -> Failure {
    let paths: Vec<String> = paths
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    Failure::usage(
        format!(
            "there is no workbook, CSV, Parquet or JSON file in {}",
            paths.join(", ")
        ),
        format!(
            "{} 中没有工作簿、CSV、Parquet 或 JSON 文件",
            paths.join("、")
        ),
    )
}

/// About how many bytes of files were read: a row or figure is some hundred.
fn bytes(read: &Read) -> usize {
    let tables = read.dataset.tables.iter().flatten();
    let rows = tables.map(dabiao_core::Table::rows);
    let rows = rows.fold(read.dataset.figures.len(), usize::saturating_add);
    rows.saturating_mul(100)
}

/// About how many bytes showing an assessment goes through: a verdict is some thousand.
pub(super) fn size(read: &Read, assessment: &Assessment<'_>) -> usize {
    let verdicts = assessment.verdicts().count().saturating_mul(1_000);
    bytes(read).saturating_add(verdicts)
}

/// Evaluates a valid policy.
pub(super) fn assess<'a>(
    checked: &'a Checked,
    read: &'a Read,
    as_of: Date,
) -> std::result::Result<Assessment<'a>, Failure> {
    let meter = Meter::default();
    let _progress = Progress::new(bytes(read), &meter, checked.language);
    // What is found is the same for any number of threads.
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let options = EvaluateOptions {
        threads,
        ..EvaluateOptions::default()
    };
    checked
        .policy
        .evaluate_watched(&read.dataset, as_of, options, &meter)
        .map_err(|error: EvaluateError| Failure::Evaluate(error))
}
