//! `dabiao report`: an assessment as a page in a file.

use std::collections::BTreeSet;
use std::path::Path;

use dabiao_core::{Assessment, Language, Meter};
use dabiao_report::{Page, PageError, PageForm, PageKind, PageOptions, to_page_watched};

use super::check::{Checked, compile, tell};
use super::evaluate::{as_of, assess, invalid, read, size};
use super::{In, Outcome, Result};
use crate::args::{Format, KindArg, ReportArgs};
use crate::failure::Failure;
use crate::progress::Progress;
use crate::{files, output, texts};

/// The most names that a message lists.
const MOST_NAMES: usize = 20;

pub(super) fn run(args: &ReportArgs, asked: Option<Language>, preferred: Language) -> Result {
    let form = form(&args.output).in_language(preferred)?;
    let checked = compile(&args.policy, asked).in_language(preferred)?;
    let language = checked.language;
    if !checked.policy.is_valid() {
        return invalid(&checked, Format::Text).in_language(language);
    }
    let (page, all, wrong) = write(args, form, &checked).in_language(language)?;
    if page.verdicts == 0 {
        let empty = language.pick(
            "the page speaks of no verdict: nothing is judged in this time",
            "报告中没有任何结论：该时期内没有评价内容",
        );
        output::error(&texts::warning(empty, language));
    }
    output::print(&shown(args, &page, all, language)).in_language(language)?;
    Ok(Outcome::found(wrong || page.verdicts == 0))
}

/// `q2.html: 12 of 163 verdicts (2025Q2, hall)`.
fn shown(args: &ReportArgs, page: &Page, all: usize, language: Language) -> String {
    let (path, told) = (args.output.display(), page.verdicts);
    let count = if told == all {
        language.pick(format!("{all} verdicts"), format!("结论 {all} 条"))
    } else {
        language.pick(
            format!("{told} of {all} verdicts"),
            format!("全部结论 {all} 条中的 {told} 条"),
        )
    };
    let of = page.of.join(language.pick(", ", "、"));
    if of.is_empty() {
        return language.pick(format!("{path}: {count}\n"), format!("{path}：{count}\n"));
    }
    language.pick(
        format!("{path}: {count} ({of})\n"),
        format!("{path}：{count}（{of}）\n"),
    )
}

/// Writes the page and returns it with the number of all verdicts, and whether there is an error among the data, which
/// stands on it too.
fn write(
    args: &ReportArgs,
    form: PageForm,
    checked: &Checked,
) -> std::result::Result<(Page, usize, bool), Failure> {
    if args.kind == KindArg::Sheet && args.entity.is_none() && args.unit.is_none() {
        return Err(Failure::usage(
            "--kind sheet is of one: say whose with --entity or --unit".to_owned(),
            "--kind sheet 是一家的情况，请用 --entity 或 --unit 指明".to_owned(),
        ));
    }
    let as_of = as_of(&args.data)?;
    let read_here = args.data.data.iter().chain(&args.template);
    files::not_read(&args.output, read_here)?;
    let template = args.template.as_deref().map(files::read).transpose()?;
    let read = read(&args.data, checked)?;
    let assessment = assess(checked, &read, as_of)?;
    if let Some(entity) = &args.entity {
        is_judged(entity, &assessment)?;
    }
    if let Some(unit) = &args.unit {
        has_a_part(unit, &assessment)?;
    }
    let mut findings = read.diagnostics.clone();
    findings.extend(assessment.findings());
    let options = PageOptions {
        language: checked.language,
        form,
        kind: kind(args.kind),
        unit: args.unit.as_deref(),
        entity: args.entity.as_deref(),
        template: template.as_deref(),
    };
    let meter = Meter::default();
    let progress = Progress::new(size(&read, &assessment), &meter, checked.language);
    let page = to_page_watched(&assessment, &findings, &options, &meter);
    drop(progress);
    let page = page.map_err(|error| failed(&error, args))?;
    tell(&read.diagnostics, &checked.sources, checked.language);
    files::put(&args.output, &page.bytes)?;
    let all = assessment.verdicts().count();
    Ok((page, all, findings.has_errors()))
}

fn failed(error: &PageError, args: &ReportArgs) -> Failure {
    let path = args.template.as_deref().unwrap_or(&args.output).display();
    match error {
        PageError::NoTemplate => Failure::usage(
            format!("{path}: a template makes a page in HTML or Markdown, not a workbook"),
            format!("{path}：模板只用于 HTML 或 Markdown，不用于工作簿"),
        ),
        PageError::Workbook(why) => Failure::usage(
            format!("{path} cannot be made: {why}"),
            format!("无法生成 {path}：{why}"),
        ),
        error => Failure::usage(
            format!("the template {path} cannot be filled in: {error}"),
            format!("无法套用模板 {path}：{error}"),
        ),
    }
}

fn form(path: &Path) -> std::result::Result<PageForm, Failure> {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    PageForm::of_extension(&extension).ok_or_else(|| {
        let path = path.display();
        Failure::usage(
            format!("{path} ends in none of .html, .xlsx and .md, which say what is written"),
            format!("{path} 须以 .html、.xlsx 或 .md 结尾，以表明格式"),
        )
    })
}

fn kind(kind: KindArg) -> PageKind {
    match kind {
        KindArg::Report => PageKind::Report,
        KindArg::Monitor => PageKind::Monitor,
        KindArg::Bulletin => PageKind::Bulletin,
        KindArg::Evaluation => PageKind::Evaluation,
        KindArg::Sheet => PageKind::Sheet,
        KindArg::Ledger => PageKind::Ledger,
    }
}

/// Whether a unit is judged itself, or has a part in something that is.
fn has_a_part(unit: &str, assessment: &Assessment<'_>) -> std::result::Result<(), Failure> {
    let mut known: BTreeSet<String> = BTreeSet::new();
    for verdict in assessment.verdicts() {
        let duty = verdict.duty();
        let mut all = duty.lead.clone();
        all.extend(duty.all_responsible().into_iter().cloned());
        let helps = duty.with.iter().any(|it| **it == *unit);
        let is_judged = verdict.entity() == Some(unit) || verdict.stand_in() == Some(unit);
        if is_judged || helps || all.iter().any(|it| **it == *unit) {
            return Ok(());
        }
        known.extend(all.iter().map(ToString::to_string));
    }
    let known: Vec<String> = known.into_iter().take(MOST_NAMES).collect();
    Err(Failure::usage(
        format!(
            "“{unit}” has a part in nothing that is judged; these have: {}",
            known.join(", ")
        ),
        format!(
            "没有由“{unit}”牵头、负责或配合的结论；可用：{}",
            known.join("、")
        ),
    ))
}

fn is_judged(entity: &str, assessment: &Assessment<'_>) -> std::result::Result<(), Failure> {
    if assessment.verdicts().any(|it| it.entity() == Some(entity)) {
        return Ok(());
    }
    let mut known: Vec<String> = Vec::new();
    for verdict in assessment.verdicts() {
        let name = verdict.entity().unwrap_or_default();
        if !name.is_empty() && !known.iter().any(|it| it == name) {
            known.push(name.to_owned());
        }
    }
    Err(Failure::usage(
        format!(
            "nothing is judged of “{entity}”; verdicts are on {}",
            known.join(", ")
        ),
        format!("没有对“{entity}”的结论；有结论的主体：{}", known.join("、")),
    ))
}
