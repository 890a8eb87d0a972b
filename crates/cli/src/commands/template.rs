//! `dabiao template`: the workbook in which figures, cases and sign-offs are submitted.

use dabiao_core::{Language, Period};
use dabiao_forms::{FormError, FormOptions, form};

use super::check::compile;
use super::evaluate::invalid;
use super::{In, Outcome, Result};
use crate::args::{Format, TemplateArgs};
use crate::failure::Failure;
use crate::{files, output};

pub(super) fn run(args: &TemplateArgs, asked: Option<Language>, preferred: Language) -> Result {
    let checked = compile(&args.policy, asked).in_language(preferred)?;
    let language = checked.language;
    if !checked.policy.is_valid() {
        return invalid(&checked, Format::Text).in_language(language);
    }
    let is_workbook = args
        .output
        .extension()
        .is_some_and(|it| it.eq_ignore_ascii_case("xlsx"));
    if !is_workbook {
        let wrong = Failure::usage(
            "a form is a workbook: let its name end in .xlsx",
            "表单是工作簿，文件名须以 .xlsx 结尾",
        );
        return Err((wrong, language));
    }
    let period = args.period.as_deref().map(period).transpose();
    let options = FormOptions {
        language,
        unit: args.unit.clone(),
        period: period.in_language(language)?,
    };
    let workbook = form(&checked.policy, &options).map_err(|error| not_made(&error));
    let workbook = workbook.in_language(language)?;
    files::create(&args.output, &workbook).in_language(language)?;
    let written = language.pick("written", "已生成");
    output::print(&format!("{written} {}\n", args.output.display())).in_language(language)?;
    Ok(Outcome::Fine)
}

fn period(text: &str) -> std::result::Result<Period, Failure> {
    Period::parse(text).map_err(|_| {
        Failure::usage(
            format!("“{text}” is no period; write 2025, 2025H1, 2025Q1 or 2025-03"),
            format!("“{text}”不是时期；可写 2025、2025H1、2025Q1、2025-03，或 2025年一季度"),
        )
    })
}

fn not_made(error: &FormError) -> Failure {
    Failure::usage(
        error.message(Language::English),
        error.message(Language::Chinese),
    )
}
