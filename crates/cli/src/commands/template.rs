//! `dabiao template`: the workbook in which figures, cases and sign-offs are submitted.

use dabiao_core::Language;
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
    let options = FormOptions {
        language,
        unit: args.unit.clone(),
    };
    let workbook = form(&checked.policy, &options).map_err(|error| not_made(&error));
    let workbook = workbook.in_language(language)?;
    files::create(&args.output, &workbook).in_language(language)?;
    let written = language.pick("written", "已生成");
    output::print(&format!("{written} {}\n", args.output.display())).in_language(language)?;
    Ok(Outcome::Fine)
}

fn not_made(error: &FormError) -> Failure {
    Failure::usage(
        error.message(Language::English),
        error.message(Language::Chinese),
    )
}
