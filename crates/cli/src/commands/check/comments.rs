//! `--comments`: a copy of the submitted workbook with what was found at its cells.

use std::path::Path;

use dabiao_core::Language;
use dabiao_data::{Input, ReadOptions};
use dabiao_forms::{RemarkError, remarked, remarked_rows, remarks};

use super::Checked;
use crate::args::{CheckArgs, CheckFormat};
use crate::failure::Failure;
use crate::{files, output};

/// What a file of data is, by the end of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Csv,
    /// A workbook, with the end that its copy must have too.
    Workbook(&'static str),
}

/// Writes the copy, unless nothing was found in the file.
pub(super) fn write(args: &CheckArgs, copy: &Path, checked: &Checked) -> Result<(), Failure> {
    let (submitted, kind) = submitted(args, copy)?;
    if copy.exists() && !args.force {
        return Err(is_there(copy));
    }
    let options = ReadOptions {
        encoding: args.encoding.map(Into::into),
        ..ReadOptions::default()
    };
    let loaded = dabiao_data::load(&[submitted.to_owned()], &options.limits);
    let loaded = loaded.map_err(Failure::Data)?;
    let Some(input) = loaded.inputs.first() else {
        return Ok(());
    };
    let language = checked.language;
    let found = remarks(&checked.diagnostics, &input.name, language);
    if found.is_empty() {
        let nothing = language.pick(
            "nothing was found, so no copy was written",
            "未发现问题，未生成批注副本",
        );
        return tell(args, &format!("{}: {nothing}\n", submitted.display()));
    }
    let made = match kind {
        Kind::Csv => {
            let rows = dabiao_data::csv_rows(checked.policy.schema(), input, &options);
            let rows = rows.map_err(Failure::Data)?;
            remarked_rows(&stem(input), &rows, &found, language)
        }
        Kind::Workbook(_) => {
            let bytes = input.content().map_err(Failure::Data)?;
            remarked(&bytes, &found, language, options.limits.unpacked)
        }
    };
    let made = made.map_err(|error| not_made(&error))?;
    if copy.exists() {
        files::put(copy, &made)?;
    } else {
        files::create(copy, &made)?;
    }
    let count = found.len();
    let written = language.pick(
        format!(
            "{}: written, with {count} findings at their cells\n",
            copy.display()
        ),
        format!(
            "{}：已生成，{count} 条问题已批注在相应单元格\n",
            copy.display()
        ),
    );
    tell(args, &written)
}

/// Says what was done, where standard output is no document.
fn tell(args: &CheckArgs, text: &str) -> Result<(), Failure> {
    if args.output.format == CheckFormat::Text {
        output::print(text)
    } else {
        output::error(text);
        Ok(())
    }
}

/// The one file that the copy is of.
fn submitted<'a>(args: &'a CheckArgs, copy: &Path) -> Result<(&'a Path, Kind), Failure> {
    let ([_], [submitted]) = (args.policy.as_slice(), args.data.as_slice()) else {
        return Err(Failure::usage(
            "--comments makes a copy of one file: name one policy, and one file with --data",
            "--comments 只为一个文件生成副本：请写一个方案，并用 --data 写一个文件",
        ));
    };
    let kind = match end(submitted).as_str() {
        "csv" => Kind::Csv,
        "xlsx" => Kind::Workbook("xlsx"),
        "xlsm" => Kind::Workbook("xlsm"),
        _ => {
            return Err(Failure::usage(
                format!(
                    "comments can be written beside the cells of .xlsx, .xlsm and .csv; save {} as .xlsx",
                    submitted.display()
                ),
                format!(
                    "只能为 .xlsx、.xlsm、.csv 写批注；请将 {} 另存为 .xlsx",
                    submitted.display()
                ),
            ));
        }
    };
    let wanted = match kind {
        Kind::Csv => "xlsx",
        Kind::Workbook(end) => end,
    };
    if end(copy) != wanted {
        return Err(Failure::usage(
            format!("the copy with comments is a workbook: let its name end in .{wanted}"),
            format!("批注副本是工作簿，文件名须以 .{wanted} 结尾"),
        ));
    }
    Ok((submitted, kind))
}

/// The end of a file's name, in small letters.
fn end(path: &Path) -> String {
    let end = path.extension().unwrap_or_default();
    end.to_string_lossy().to_lowercase()
}

fn stem(input: &Input) -> String {
    let stem = Path::new(&input.name).file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

fn is_there(copy: &Path) -> Failure {
    Failure::usage(
        format!("{} is there already: --force replaces it", copy.display()),
        format!("{} 已存在：加 --force 可替换", copy.display()),
    )
}

fn not_made(error: &RemarkError) -> Failure {
    Failure::usage(
        error.message(Language::English),
        error.message(Language::Chinese),
    )
}
