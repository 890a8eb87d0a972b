//! `--comments`: a copy of the submitted file with what was found at its cells.

use std::path::Path;

use dabiao_core::Language;
use dabiao_data::{Input, ReadOptions};
use dabiao_forms::{Remark, RemarkError, remarked, remarked_rows, remarked_sheets, remarks};

use super::Checked;
use crate::args::{CheckArgs, CheckFormat};
use crate::commands::evaluate::{find, read_options};
use crate::failure::Failure;
use crate::{files, output};

/// How the archives begin that workbooks are, but for those of `.xls`.
const ARCHIVE: &[u8] = b"PK\x03\x04";

/// What a file of data is, by the end of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Csv,
    /// A workbook, with the end that its copy must have too.
    Workbook(&'static str),
    /// A workbook that no program but the oldest writes: its copy is a newer one.
    OldWorkbook,
}

/// A copy that is asked for.
#[derive(Debug)]
pub(super) struct Copy<'a> {
    submitted: &'a Path,
    kind: Kind,
    path: &'a Path,
}

/// The copy that is asked for, of the one file that it can be of.
pub(super) fn asked(args: &CheckArgs) -> Result<Option<Copy<'_>>, Failure> {
    let Some(path) = args.comments.as_deref() else {
        return Ok(None);
    };
    let ([_], [submitted]) = (args.policy.as_slice(), args.data.as_slice()) else {
        return Err(not_one());
    };
    // A folder is not one file, whatever its name ends in.
    if submitted.is_dir() {
        return Err(not_one());
    }
    let kind = match end(submitted).as_str() {
        "csv" => Kind::Csv,
        "xlsx" => Kind::Workbook("xlsx"),
        "xlsm" => Kind::Workbook("xlsm"),
        "ods" => Kind::Workbook("ods"),
        "xls" => Kind::OldWorkbook,
        _ => return Err(without_cells(submitted)),
    };
    if end(path) != kind.end() {
        return Err(kind.other_end());
    }
    // Nobody hands a sheet in so that it is lost, whatever is forced.
    if files::are_one(submitted, path) {
        return Err(is_submitted(submitted, kind));
    }
    if path.exists() && !args.force {
        return Err(is_there(path));
    }
    Ok(Some(Copy {
        submitted,
        kind,
        path,
    }))
}

impl Kind {
    /// What the name of the copy ends in.
    fn end(self) -> &'static str {
        match self {
            Self::Csv | Self::OldWorkbook => "xlsx",
            Self::Workbook(end) => end,
        }
    }

    fn other_end(self) -> Failure {
        let end = self.end();
        match self {
            Self::OldWorkbook => Failure::usage(
                "comments cannot be written into .xls: the copy has the same sheets as .xlsx, let its name end in .xlsx",
                "无法在 .xls 中写批注：副本为内容相同的 .xlsx 工作簿，文件名须以 .xlsx 结尾",
            ),
            _ => Failure::usage(
                format!("the copy with comments is a workbook: let its name end in .{end}"),
                format!("批注副本是工作簿，文件名须以 .{end} 结尾"),
            ),
        }
    }
}

impl Copy<'_> {
    /// The submitted file with its bytes, so that what is found and the copy are of the same.
    pub(super) fn submitted(&self, args: &CheckArgs) -> Result<Option<Input>, Failure> {
        let limits = read_options(args.encoding).limits;
        let loaded = find(&[self.submitted.to_owned()], &limits)?;
        let first = loaded.inputs.into_iter().next();
        first.map(Input::held).transpose().map_err(Failure::Data)
    }

    /// Writes the copy, unless nothing was found in the file.
    pub(super) fn write(
        &self,
        args: &CheckArgs,
        input: &Input,
        checked: &Checked,
    ) -> Result<(), Failure> {
        let language = checked.language;
        let found = remarks(&checked.diagnostics, &input.name, language);
        if found.is_empty() {
            let nothing = language.pick(
                "nothing was found, so no copy was written",
                "未发现问题，未生成批注副本",
            );
            return tell(args, &format!("{}: {nothing}\n", input.name));
        }
        let made = self.made(&read_options(args.encoding), input, &found, checked)?;
        if self.path.exists() {
            files::put(self.path, &made)?;
        } else {
            files::create(self.path, &made)?;
        }
        let (path, count) = (self.path.display(), found.len());
        let written = language.pick(
            format!("{path}: written, with {count} findings at their cells\n"),
            format!("{path}：已生成，{count} 条问题已批注在相应单元格\n"),
        );
        tell(args, &written)
    }

    /// The bytes of the copy.
    fn made(
        &self,
        options: &ReadOptions,
        input: &Input,
        found: &[Remark],
        checked: &Checked,
    ) -> Result<Vec<u8>, Failure> {
        let (schema, language) = (checked.policy.schema(), checked.language);
        let bytes = input.content().map_err(Failure::Data)?;
        let made = if self.kind == Kind::Csv {
            let rows = dabiao_data::csv_rows(schema, input, options).map_err(Failure::Data)?;
            remarked_rows(&stem(input), rows, found, language)
        } else if bytes.starts_with(ARCHIVE) {
            // What a workbook is its bytes say, not its name.
            remarked(&bytes, found, language, options.limits.unpacked)
        } else {
            let sheets = dabiao_data::sheet_cells(input, options);
            remarked_sheets(&sheets.map_err(Failure::Data)?, found, language)
        };
        made.map_err(|error| not_made(&error))
    }
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

#[cold]
fn not_one() -> Failure {
    Failure::usage(
        "--comments makes a copy of one file: name one policy, and one file with --data",
        "--comments 只为一个文件生成副本：请写一个方案，并用 --data 写一个文件",
    )
}

#[cold]
fn without_cells(submitted: &Path) -> Failure {
    let name = submitted.display();
    Failure::usage(
        format!(
            "{name} has no cells that a comment could stand at: comments are written for .xlsx, .xlsm, .ods, .xls and .csv; \
             without --comments the findings are listed with their places"
        ),
        format!(
            "{name} 没有可写批注的单元格：批注只为 .xlsx、.xlsm、.ods、.xls、.csv 生成；不加 --comments 即列出各条问题及其位置"
        ),
    )
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

#[cold]
fn is_submitted(submitted: &Path, kind: Kind) -> Failure {
    let (name, end) = (submitted.display(), kind.end());
    let stem = submitted.file_stem().unwrap_or_default().to_string_lossy();
    Failure::usage(
        format!(
            "the copy would take the place of the submitted file {name} itself: give it a name of its own, such as {stem}-comments.{end}"
        ),
        format!("副本会覆盖报送的文件 {name} 本身：请另取文件名，如 {stem}-批注.{end}"),
    )
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
