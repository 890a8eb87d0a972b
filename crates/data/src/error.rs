//! What can go wrong with the world: a file that can't be opened or decoded, a limit reached.

use dabiao_model::Language;
use thiserror::Error;

use crate::Encoding;

/// Why data could not be read at all. What is wrong *in* the data is a diagnostic instead.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ReadError {
    /// A file or folder can't be opened.
    #[error("{}", self.message(Language::English))]
    Unreadable {
        /// The path as it was given.
        path: String,
        /// What the operating system says.
        reason: String,
    },
    /// The bytes are not in the encoding.
    #[error("{}", self.message(Language::English))]
    Encoding {
        /// The file.
        file: String,
        /// The first line that can't be decoded, from 1.
        line: usize,
        /// The first sign of that line that can't, from 1.
        sign: usize,
        /// The encoding that was tried.
        encoding: Encoding,
        /// What helps.
        remedy: Remedy,
    },
    /// A file is damaged, which shows only behind rows that were read.
    #[error("{}", self.message(Language::English))]
    Damaged {
        /// The file.
        file: String,
    },
    /// There is more than [`Limits`](crate::Limits) allow.
    #[error("{}", self.message(Language::English))]
    Limit {
        /// The file in which it was reached.
        file: String,
        /// Which one.
        limit: Limit,
        /// How much is allowed.
        most: usize,
    },
}

/// What helps against bytes that are not in an encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Remedy {
    /// To say that the file is in GB18030: it may be, but a look at it leaves doubts.
    AskGb18030,
    /// Not to say that it is in GB18030.
    NotGb18030,
    /// To save it in UTF-8: it is in no encoding that is read.
    Save,
    /// To save it in UTF-8, which JSON always is in.
    Json,
}

/// A limit of reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Limit {
    /// Bytes of all files.
    Bytes,
    /// Rows of all tables.
    Rows,
    /// Columns of a table.
    Columns,
    /// Bytes of a cell.
    Cell,
    /// Bytes of a workbook, or of a column of a Parquet file, unpacked.
    Unpacked,
    /// Sheets of a workbook.
    Sheets,
    /// Cells of a sheet.
    SheetCells,
}

impl Limit {
    fn noun(self, language: Language) -> &'static str {
        match self {
            Self::Bytes => language.pick("bytes in all files", "字节（全部文件合计）"),
            Self::Rows => language.pick("rows in all tables", "行（全部数据表合计）"),
            Self::Columns => language.pick("columns in one table", "列（单个数据表）"),
            Self::Cell => language.pick("bytes in one cell", "字节（单个单元格）"),
            Self::Unpacked => language.pick("bytes in the file, unpacked", "字节（文件解压后）"),
            Self::Sheets => language.pick("sheets in the workbook", "张工作表（单个工作簿）"),
            Self::SheetCells => language.pick("cells in one sheet", "个单元格（单张工作表）"),
        }
    }
}

impl ReadError {
    /// What happened and what helps, in `language`.
    pub fn message(&self, language: Language) -> String {
        match self {
            Self::Unreadable { path, reason } => language.pick(
                format!("{path} cannot be read: {reason}"),
                format!("无法读取 {path}：{reason}"),
            ),
            Self::Encoding {
                file,
                line,
                sign,
                encoding,
                remedy,
            } => {
                let name = encoding.name();
                let wrong = language.pick(
                    format!("{file}, line {line}, character {sign}: the bytes are not {name}"),
                    format!("{file} 第 {line} 行第 {sign} 个字符：不是有效的 {name} 编码"),
                );
                format!("{wrong}{}", remedy.text(language))
            }
            Self::Damaged { file } => language.pick(
                format!("{file} is damaged: only a part of its rows can be read"),
                format!("{file} 已损坏，只能读出其中一部分行"),
            ),
            Self::Limit { file, limit, most } => language.pick(
                format!(
                    "{file}: there are more than {most} {}",
                    limit.noun(language)
                ),
                format!("{file}：超过上限 {most} {}", limit.noun(language)),
            ),
        }
    }

    #[cold]
    pub(crate) fn unreadable(path: &str, error: &std::io::Error) -> Self {
        Self::Unreadable {
            path: path.to_owned(),
            reason: error.to_string(),
        }
    }

    #[cold]
    pub(crate) fn damaged(file: &str) -> Self {
        Self::Damaged {
            file: file.to_owned(),
        }
    }
}

impl Remedy {
    fn text(self, language: Language) -> &'static str {
        match self {
            Self::Json => language.pick("; JSON is always in UTF-8", "；JSON 必须使用 UTF-8 编码"),
            Self::AskGb18030 => language.pick(
                "; if a Chinese spreadsheet saved it, read it with `--encoding gb18030`",
                "；若由中文表格软件导出，请使用 `--encoding gb18030`",
            ),
            Self::NotGb18030 => language.pick(
                "; if it is in UTF-8, read it without `--encoding gb18030`",
                "；若文件为 UTF-8 编码，请去掉 `--encoding gb18030`",
            ),
            Self::Save => language.pick(
                ", nor any other that is read; save it as UTF-8",
                "，也不是可读取的其他编码；请另存为 UTF-8",
            ),
        }
    }
}
