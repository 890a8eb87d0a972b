//! Why something could not be kept or made again.

use std::io;

use dabiao_core::{CompileError, EvaluateError, Language};
use dabiao_data::ReadError;
use rusqlite::ErrorCode;
use thiserror::Error;

/// Why something could not be kept or made again. Nothing was changed then.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum HistoryError {
    /// The file is no seal.
    #[error("{}", self.message(Language::English))]
    NoSeal,
    /// The file is no history.
    #[error("{}", self.message(Language::English))]
    Foreign {
        /// The file.
        path: String,
    },
    /// The file is the beginning of a seal.
    #[error("{}", self.message(Language::English))]
    CutOff {
        /// The line it ends in.
        line: usize,
    },
    /// The file was written by an earlier version, before the first that was released.
    #[error("{}", self.message(Language::English))]
    Older {
        /// The version of the format it has.
        version: String,
    },
    /// The file was written by a newer version.
    #[error("{}", self.message(Language::English))]
    Newer {
        /// The version of the format it has.
        version: String,
    },
    /// There is no history at this path.
    #[error("{}", self.message(Language::English))]
    Missing {
        /// The path.
        path: String,
    },
    /// There is a history already where a new one is to be made.
    #[error("{}", self.message(Language::English))]
    NotEmpty,
    /// There is no submission of this number.
    #[error("{}", self.message(Language::English))]
    NoSubmission(i64),
    /// There is no assessment of this number.
    #[error("{}", self.message(Language::English))]
    NoAssessment(i64),
    /// The submission was corrected before; its correction is what can be corrected.
    #[error("{}", self.message(Language::English))]
    Corrected {
        /// The submission.
        submission: i64,
        /// What corrects it.
        by: i64,
    },
    /// Nobody makes the entry.
    #[error("{}", self.message(Language::English))]
    Nobody,
    /// A correction or withdrawal without a reason.
    #[error("{}", self.message(Language::English))]
    NoReason,
    /// A name or reason with characters that steer a terminal.
    #[error("{}", self.message(Language::English))]
    NotOneLine {
        /// The text with those characters made visible.
        shown: String,
    },
    /// The entry was said to be made before a submission that it rests on or corrects.
    #[error("{}", self.message(Language::English))]
    TooEarly {
        /// When it was said to be made.
        at: String,
        /// The submission.
        submission: i64,
        /// When that was made.
        came: String,
    },
    /// Nothing was submitted.
    #[error("{}", self.message(Language::English))]
    NoFiles,
    /// A part of a file is not what it should be.
    #[error("{}", self.message(Language::English))]
    Malformed {
        /// Which part, in English.
        en: String,
        /// Which part, in Chinese.
        zh: String,
    },
    /// A limit of compiling.
    #[error(transparent)]
    Compile(CompileError),
    /// A limit of evaluating, or a policy with errors.
    #[error(transparent)]
    Evaluate(EvaluateError),
    /// Data that cannot be read.
    #[error(transparent)]
    Data(ReadError),
    /// The database says no.
    #[error("{}", self.message(Language::English))]
    Database(#[from] rusqlite::Error),
    /// The world says no.
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl HistoryError {
    /// A part that is not what it should be, named in both languages.
    #[cold]
    pub(crate) fn malformed(en: impl Into<String>, zh: impl Into<String>) -> Self {
        Self::Malformed {
            en: en.into(),
            zh: zh.into(),
        }
    }

    /// A text that is no JSON, or not the JSON it should be, by the place where it is not.
    #[cold]
    pub(crate) fn no_json(error: &serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        Self::malformed(
            error.to_string(),
            format!("第 {line} 行第 {column} 列的内容不符合格式"),
        )
    }

    /// Whether it is told of the file as such, which its message does not name.
    pub fn is_of_file(&self) -> bool {
        matches!(
            self,
            Self::NoSeal
                | Self::CutOff { .. }
                | Self::Older { .. }
                | Self::Newer { .. }
                | Self::NotEmpty
                | Self::Malformed { .. }
                | Self::Database(_)
                | Self::Io(_)
        )
    }

    /// What happened and what helps, without a full stop.
    pub fn message(&self, language: Language) -> String {
        let (en, zh) = match self {
            Self::NoSeal => (
                "this is no seal: `dabiao seal` makes one".to_owned(),
                "这不是封存件：封存件由 dabiao seal 生成".to_owned(),
            ),
            Self::Foreign { path } => (
                format!("{path} was not written by dabiao; it is left as it is"),
                format!("{path} 不是由 dabiao 写成的文件，未作改动"),
            ),
            Self::CutOff { line } => (
                format!("the seal ends in the middle, in line {line}: it was not copied whole"),
                format!("封存件在第 {line} 行中断：复制不完整"),
            ),
            Self::Older { version } => (
                format!(
                    "the seal has format {version}, which no release wrote: seal the figures again"
                ),
                format!("封存件的格式为 {version}，属发布之前的版本：请重新封存"),
            ),
            Self::Newer { version } => (
                format!("the file has format {version}, newer than this program: update dabiao"),
                format!("文件格式为 {version}，比本程序新：请更新 dabiao"),
            ),
            Self::Missing { path } => (
                format!("there is no history at {path}; `dabiao submit` begins one"),
                format!("{path} 处没有档案；用 dabiao submit 报送时会新建"),
            ),
            Self::NotEmpty => (
                "a history is imported into a new file only; this one has entries".to_owned(),
                "只能导入到新文件；此档案已有记录".to_owned(),
            ),
            Self::NoSubmission(id) => (
                format!("there is no submission {id}; `dabiao history` lists them"),
                format!("没有第 {id} 号报送；dabiao history 可列出全部"),
            ),
            Self::NoAssessment(id) => (
                format!("there is no assessment {id}; `dabiao history` lists them"),
                format!("没有第 {id} 号评价；dabiao history 可列出全部"),
            ),
            Self::Corrected { submission, by } => (
                format!("submission {submission} was corrected by {by} already: correct that one"),
                format!("第 {submission} 号报送已由第 {by} 号更正：请更正后者"),
            ),
            Self::Nobody => (
                "an entry is made by somebody: say who, with `--by NAME`".to_owned(),
                "须写明由谁办理：--by 单位".to_owned(),
            ),
            Self::NoReason => (
                "who corrects or withdraws says why: `--because \"a contract was counted twice\"`"
                    .to_owned(),
                "更正或撤回须写明原因：--because 一份合同重复计入".to_owned(),
            ),
            Self::NotOneLine { shown } => (
                format!(
                    "“{shown}” has a line break or another control character: write one line of text"
                ),
                format!("“{shown}”含有换行或其他控制字符：请写成一行文字"),
            ),
            Self::TooEarly {
                at,
                submission,
                came,
            } => (
                format!(
                    "an entry of {at} cannot rest on submission {submission}, which came at {came}: \
                     say a later time, or leave `--at` out"
                ),
                format!(
                    "{at} 的记录不能以 {came} 的第 {submission} 号报送为依据：请写更晚的时间，或不写 --at"
                ),
            ),
            Self::NoFiles => (
                "there is no file to submit".to_owned(),
                "没有可报送的文件".to_owned(),
            ),
            Self::Malformed { en, zh } => (
                format!("the file is damaged: {en}"),
                format!("文件已损坏：{zh}"),
            ),
            Self::Database(error) => database(error),
            Self::Data(error) => return error.message(language),
            Self::Compile(error) => (error.to_string(), "方案超过大小上限".to_owned()),
            Self::Evaluate(error) => (error.to_string(), "方案有错误或计算超过上限".to_owned()),
            Self::Io(error) => (error.to_string(), error.to_string()),
        };
        language.pick(en, zh)
    }
}

/// What a person can do about it.
fn database(error: &rusqlite::Error) -> (String, String) {
    let (en, zh) = match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => (
            "another program is writing into the history; try again when it has ended",
            "另一程序正在写入档案；请待其结束后重试",
        ),
        Some(ErrorCode::DiskFull) => (
            "the disk is full; nothing was written",
            "磁盘空间不足；未写入任何内容",
        ),
        // SQLite's own limit for a value: SQLITE_MAX_LENGTH in <https://www.sqlite.org/limits.html>.
        Some(ErrorCode::TooBig) => (
            "a history keeps files of at most 1,000,000,000 bytes: submit it in parts, or as Parquet",
            "档案中单个文件不得超过 10 亿字节：请分几个文件报送，或改用 Parquet",
        ),
        Some(ErrorCode::ReadOnly) => (
            "the history, or the folder it is in, may not be written to",
            "档案或其所在文件夹不可写",
        ),
        Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => (
            "the history cannot be opened: is the folder there, and may it be written to?",
            "无法打开档案：请检查文件夹是否存在、是否可写",
        ),
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => (
            "the file is damaged, or is no history",
            "文件已损坏，或不是档案",
        ),
        Some(ErrorCode::SystemIoFailure) => (
            "the history could not be written or read: is the disk full? Nothing was changed",
            "档案读写失败：磁盘空间是否不足？未作任何改动",
        ),
        _ => return (error.to_string(), error.to_string()),
    };
    (en.to_owned(), zh.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_too_large_is_told_of_with_what_helps() {
        let too_big = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_TOOBIG);
        let error = HistoryError::from(rusqlite::Error::SqliteFailure(too_big, None));
        assert!(error.message(Language::English).contains("in parts"));
        assert!(error.message(Language::Chinese).contains("分几个文件"));
    }
}
