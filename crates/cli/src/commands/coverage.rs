//! `dabiao coverage`: which clauses of the document have become something, and which rules rest on no clause.

use std::path::{Path, PathBuf};

use dabiao_core::{Dataset, Diagnostics, Language, Ratio, literal};
use dabiao_data::{Input, ReadClauses, ReadError, ReadOptions};
use dabiao_report::{CoverageReport, coverage_json, coverage_text};

use super::check::{Checked, compile, tell};
use super::evaluate::{invalid, read_paths};
use super::{In, Outcome, Result};
use crate::args::{CoverageArgs, EncodingArg, Format};
use crate::failure::Failure;
use crate::output;

/// The names of a list of clauses.
const NAMES: [&str; 2] = ["clauses.csv", "条款.csv"];

pub(super) fn run(args: &CoverageArgs, asked: Option<Language>, preferred: Language) -> Result {
    let threshold = threshold(&args.threshold).in_language(preferred)?;
    let checked = compile(&args.policy, asked).in_language(preferred)?;
    let language = checked.language;
    if !checked.policy.is_valid() {
        return invalid(&checked, args.output.format).in_language(language);
    }
    let list = clauses(&args.policy, args.encoding).in_language(language)?;
    let mut diagnostics = list.diagnostics;
    let data = data(args, &checked, &mut diagnostics).in_language(language)?;
    tell(&diagnostics, &checked.sources, language);
    let (Some(coverage), Some(program)) = (
        checked.policy.coverage(&list.clauses, &data),
        checked.policy.program(),
    ) else {
        return Ok(Outcome::Findings);
    };
    let complete = reaches(coverage.accounted(), list.clauses.len(), &threshold)
        && coverage.unknown.is_empty();
    let report = CoverageReport {
        title: &program.title,
        hash: &program.hash,
        coverage: &coverage,
        threshold: &threshold.digits(12),
        complete,
    };
    let text = match args.output.format {
        Format::Text => coverage_text(&report, output::look(language)),
        Format::Json => coverage_json(&report),
    };
    output::print(&text).in_language(language)?;
    Ok(Outcome::found(!complete || diagnostics.has_errors()))
}

/// The rows that may be submitted for clauses; none without `--data`.
fn data(
    args: &CoverageArgs,
    checked: &Checked,
    diagnostics: &mut Diagnostics,
) -> std::result::Result<Dataset, Failure> {
    if args.data.is_empty() {
        return Ok(Dataset::default());
    }
    let read = read_paths(&args.data, args.encoding, checked)?;
    diagnostics.extend(read.diagnostics);
    Ok(read.dataset)
}

/// The list beside the policy: in its folder.
fn clauses(
    policy: &Path,
    encoding: Option<EncodingArg>,
) -> std::result::Result<ReadClauses, Failure> {
    let folder = if policy.is_dir() {
        policy
    } else {
        policy.parent().unwrap_or(Path::new(""))
    };
    let beside = NAMES.map(|name| folder.join(name));
    let Some(path) = beside.iter().find(|path| path.is_file()) else {
        return Err(no_list(&beside));
    };
    let options = ReadOptions {
        encoding: encoding.map(Into::into),
        ..ReadOptions::default()
    };
    let loaded = dabiao_data::load(std::slice::from_ref(path), &options.limits);
    let loaded = loaded.map_err(Failure::Data)?;
    let read = |input: &Input| -> std::result::Result<ReadClauses, ReadError> {
        dabiao_data::clauses(input, &options)
    };
    let first = loaded.inputs.first().map(read).transpose();
    Ok(first.map_err(Failure::Data)?.unwrap_or_default())
}

fn no_list(beside: &[PathBuf; 2]) -> Failure {
    let [path, _] = beside;
    let path = path.display();
    Failure::usage(
        format!(
            "there is no list of the document's clauses: {path}. Write it with the headers `id,place,gist,note`, a clause a row"
        ),
        format!("没有条款清单 {path}。请编制该表，表头为“编号,位置,要义,备注”，每行一个条款"),
    )
}

/// A share in percent: `95%`, `95`, `99.5%`.
fn threshold(text: &str) -> std::result::Result<Ratio, Failure> {
    let number = literal::half_width(text.trim());
    let digits = number.strip_suffix('%').unwrap_or(&number).trim_end();
    let read = literal::number(digits, |_| false).ok();
    let share = read
        .filter(|(_, rest)| rest.is_empty())
        .map(|(number, _)| number.value());
    let possible = |share: &Ratio| !share.is_negative() && *share <= Ratio::whole(100);
    share.filter(possible).ok_or_else(|| {
        Failure::usage(
            format!("“{text}” is no share in percent; write `--threshold 95%`"),
            format!("“{text}”不是百分数；请写 `--threshold 95%`"),
        )
    })
}

/// Whether so many of all reach a share in percent.
fn reaches(accounted: usize, total: usize, threshold: &Ratio) -> bool {
    let whole = |count: usize| Ratio::whole(i128::try_from(count).unwrap_or(i128::MAX));
    let share = whole(accounted).checked_div(&whole(total));
    share.is_none_or(|share| share >= threshold.scaled_down(2))
}
