//! `dabiao report`: an assessment as a page in a file.

use std::path::Path;

use dabiao_core::Language;
use dabiao_report::{PageError, PageForm, PageOptions, to_page};

use super::check::{Checked, compile, tell};
use super::evaluate::{as_of, assess, invalid, read};
use super::{In, Outcome, Result};
use crate::args::{Format, ReportArgs};
use crate::failure::Failure;
use crate::{files, output};

pub(super) fn run(args: &ReportArgs, asked: Option<Language>, preferred: Language) -> Result {
    let form = form(&args.output).in_language(preferred)?;
    let checked = compile(&args.policy, asked).in_language(preferred)?;
    let language = checked.language;
    if !checked.policy.is_valid() {
        return invalid(&checked, Format::Text).in_language(language);
    }
    let verdicts = write(args, form, &checked).in_language(language)?;
    let path = args.output.display();
    let said = language.pick(
        format!("{path}: {verdicts} verdicts\n"),
        format!("{path}：结论 {verdicts} 条\n"),
    );
    output::print(&said).in_language(language)?;
    Ok(Outcome::Fine)
}

/// Writes the page and returns how many verdicts there are; what is wrong with the data stands on it too.
fn write(
    args: &ReportArgs,
    form: PageForm,
    checked: &Checked,
) -> std::result::Result<usize, Failure> {
    let as_of = as_of(&args.data)?;
    let template = args.template.as_deref().map(files::read).transpose()?;
    let read = read(&args.data, checked)?;
    let assessment = assess(checked, &read, as_of)?;
    if let Some(entity) = &args.entity {
        is_judged(entity, &assessment)?;
    }
    let mut findings = read.diagnostics.clone();
    findings.extend(assessment.findings());
    let options = PageOptions {
        language: checked.language,
        form,
        entity: args.entity.as_deref(),
        template: template.as_deref(),
    };
    let page = to_page(&assessment, &findings, &options).map_err(|error| failed(&error, args))?;
    tell(&read.diagnostics, &checked.sources, checked.language);
    files::put(&args.output, &page)?;
    Ok(assessment.verdicts().count())
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

fn is_judged(
    entity: &str,
    assessment: &dabiao_core::Assessment<'_>,
) -> std::result::Result<(), Failure> {
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
