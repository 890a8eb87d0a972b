//! Why a command could not run: the world, or wrong usage. What is wrong with a policy or data is a diagnostic.

use std::io;
use std::path::{Path, PathBuf};

use dabiao_core::calendar::{CalendarError, ParseLimitError};
use dabiao_core::{CompileError, EvaluateError, Language, TestError, Text};
use dabiao_data::ReadError;
use dabiao_history::HistoryError;

use crate::files::Form;

/// Why a command could not run; each ends with exit code 2.
#[derive(Debug)]
pub(crate) enum Failure {
    /// A file or folder cannot be opened.
    Unreadable(PathBuf, io::Error),
    /// A file cannot be written.
    Unwritable(PathBuf, io::Error),
    /// A file that is read, or that lies in a folder of which every file like it is read.
    ReadToo { written: PathBuf, read: PathBuf },
    /// A policy's bytes are not UTF-8 from this line on.
    NotUtf8(PathBuf, usize),
    /// A policy's bytes are no text at all, or text in another form.
    NotText(PathBuf, Form),
    /// A file that does not end in `.dabiao`.
    NotAPolicy(PathBuf),
    /// A folder without a `.dabiao` file.
    EmptyFolder(PathBuf),
    /// A policy file that is too large.
    TooLarge(PathBuf),
    /// The data cannot be read.
    Data(ReadError),
    /// A limit of compiling.
    Compile(CompileError),
    /// A limit of evaluating.
    Evaluate(EvaluateError),
    /// A limit of running tests.
    Test(TestError),
    /// A day that cannot be given.
    Calendar(CalendarError),
    /// A text that is no limit.
    Limit(String, ParseLimitError),
    /// Standard output cannot be written.
    Output(io::Error),
    /// A history or a seal cannot be read, or not be added to.
    History(PathBuf, HistoryError),
    /// Nothing can be kept of this, whatever the file.
    Keeping(HistoryError),
    /// What was asked for does not exist or does not go together.
    Usage(Text),
}

impl Failure {
    /// Wrong usage, in both languages.
    pub(crate) fn usage(en: impl Into<String>, zh: impl Into<String>) -> Self {
        Self::Usage(Text::new(en, zh))
    }

    /// What happened and what helps, without a full stop.
    pub(crate) fn message(&self, language: Language) -> String {
        let (en, zh) = match self {
            Self::Data(error) => return error.message(language),
            Self::History(path, error) if error.is_of_file() => (
                format!("{}: {}", path.display(), error.message(Language::English)),
                format!("{}：{}", path.display(), error.message(Language::Chinese)),
            ),
            Self::Keeping(error) | Self::History(_, error) => return error.message(language),
            Self::Usage(text) => return text.get(language).to_owned(),
            Self::Limit(text, error) => return limit_text(text, error, language),
            Self::Calendar(error) => (error.to_string(), calendar_zh(error)),
            Self::Unreadable(path, error) => unreadable(path, error),
            Self::Unwritable(path, error) => unwritable(path, error),
            Self::ReadToo { written, read } => read_too(written, read),
            Self::Output(error) => (
                format!("the output cannot be written: {}", io_en(error)),
                format!("无法写出结果：{}", io_zh(error)),
            ),
            Self::NotUtf8(path, line) => not_utf8(path, *line),
            Self::NotText(path, form) => not_text(path, *form),
            Self::NotAPolicy(path) => (
                format!(
                    "{} is no policy: its name does not end in .dabiao",
                    path.display()
                ),
                format!("{} 不是方案：文件名须以 .dabiao 结尾", path.display()),
            ),
            Self::EmptyFolder(path) => (
                format!("the folder {} has no .dabiao file", path.display()),
                format!("文件夹 {} 中没有 .dabiao 文件", path.display()),
            ),
            Self::TooLarge(path) => (
                format!(
                    "{} is larger than the {} MiB a policy may have",
                    path.display(),
                    most_mib()
                ),
                format!("{} 超过方案的上限 {} MiB", path.display(), most_mib()),
            ),
            Self::Compile(error) => (
                error.to_string(),
                format!("方案超过上限 {} MiB", most_mib()),
            ),
            Self::Evaluate(error) => (error.to_string(), evaluate_zh(*error)),
            Self::Test(error) => (error.to_string(), test_zh(*error)),
        };
        language.pick(en, zh)
    }
}

fn most_mib() -> usize {
    dabiao_core::Policy::MAX_BYTES >> 20
}

fn unreadable(path: &Path, error: &io::Error) -> (String, String) {
    let path = path.display();
    (
        format!("{path} cannot be read: {}", io_en(error)),
        format!("无法读取 {path}：{}", io_zh(error)),
    )
}

fn unwritable(path: &Path, error: &io::Error) -> (String, String) {
    let path = path.display();
    (
        format!("{path} cannot be written: {}", io_en(error)),
        format!("无法写入 {path}：{}", io_zh(error)),
    )
}

fn read_too(written: &Path, read: &Path) -> (String, String) {
    let (file, from) = (written.display(), read.display());
    if read.is_dir() {
        return (
            format!(
                "{file} would be read as data, as all of {from} is; write it to another folder"
            ),
            format!("{from} 中的文件都作为数据读取，{file} 也会被当作数据；请写到其他文件夹"),
        );
    }
    (
        format!("{file} is read here and would be lost; write to a file of another name"),
        format!("{file} 是本次读取的文件，写入会将其覆盖；请换一个文件名"),
    )
}

fn not_utf8(path: &Path, line: usize) -> (String, String) {
    let path = path.display();
    (
        format!("{path}, line {line}: the text is not UTF-8; save it as UTF-8 and try again"),
        format!("{path} 第 {line} 行：不是 UTF-8 编码；请另存为 UTF-8 后重试"),
    )
}

fn not_text(path: &Path, form: Form) -> (String, String) {
    let path = path.display();
    let (en, zh) = match form {
        Form::Office => (
            "a document or workbook of an office program; save its text as plain text in UTF-8",
            "办公软件的文档或工作簿；请将其中文字另存为 UTF-8 纯文本",
        ),
        Form::Utf16 => (
            "text in UTF-16; save it as UTF-8 and try again",
            "UTF-16 编码的文本；请另存为 UTF-8 后重试",
        ),
        Form::Binary => (
            "no text: a program, a picture? Policies are plain text in UTF-8",
            "非文本文件，可能是程序或图片；方案须为 UTF-8 纯文本",
        ),
    };
    (format!("{path} is {en}"), format!("{path} 是{zh}"))
}

fn io_en(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "it may not be opened".to_owned(),
        io::ErrorKind::AlreadyExists => "there is a file of that name already".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "nothing can be written to that disk".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => error.to_string(),
    }
}

fn io_zh(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "没有这个文件或文件夹".to_owned(),
        io::ErrorKind::PermissionDenied => "没有访问权限".to_owned(),
        io::ErrorKind::AlreadyExists => "已有同名文件".to_owned(),
        io::ErrorKind::StorageFull => "磁盘空间不足".to_owned(),
        io::ErrorKind::FileTooLarge => "文件超过系统允许的大小".to_owned(),
        io::ErrorKind::QuotaExceeded => "超出磁盘配额".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "该磁盘只读".to_owned(),
        io::ErrorKind::IsADirectory => "这是文件夹，不是文件".to_owned(),
        _ => error.to_string(),
    }
}

fn limit_text(text: &str, error: &ParseLimitError, language: Language) -> String {
    let zh = match error {
        ParseLimitError::NoCount => "请写数字和单位，如“7个工作日”“10日”“1个月”".to_owned(),
        ParseLimitError::NotWhole => "时限须为单位的整数倍：半天请写“12小时”".to_owned(),
        ParseLimitError::TooLarge => "数字过大".to_owned(),
        ParseLimitError::UnknownUnit { unit } => {
            format!("“{unit}”不是时间单位：可用小时、日、天、个工作日、周、个月、年")
        }
        other => other.to_string(),
    };
    language.pick(
        format!("`{text}` is no limit: {error}"),
        format!("“{text}”不是时限：{zh}"),
    )
}

fn calendar_zh(error: &CalendarError) -> String {
    match error {
        CalendarError::NotAnnounced { year, first, last } => {
            format!("{year}年的放假安排尚未公布或未收录：已知 {first} 年至 {last} 年")
        }
        CalendarError::NeedsTime { hours } => {
            format!("{hours}小时不是整天：起算需要具体时刻，而不只是日期")
        }
        CalendarError::TooLong { limit, longest } => {
            format!("时限{}过长：最长为{}", limit.zh(), longest.zh())
        }
        CalendarError::OutOfRange { start, limit } => {
            format!("自 {start} 起{}，超出可表示的日期范围", limit.zh())
        }
        other => other.to_string(),
    }
}

fn test_zh(error: TestError) -> String {
    match error {
        TestError::Run(error) => {
            let why = evaluate_zh(EvaluateError::Evaluation(error.error));
            format!("评价日 {}：{why}", error.as_of)
        }
        _ => evaluate_zh(EvaluateError::InvalidPolicy),
    }
}

fn evaluate_zh(error: EvaluateError) -> String {
    match error {
        EvaluateError::InvalidPolicy => "方案有错误，见其诊断信息".to_owned(),
        EvaluateError::Evaluation(error) => match error {
            dabiao_core::EvaluationError::TooManyVerdicts { limit } => {
                format!("截至该日，结论超过上限 {limit} 条")
            }
            dabiao_core::EvaluationError::TooManySteps { limit } => {
                format!("计算步骤超过上限 {limit}")
            }
            dabiao_core::EvaluationError::ForeignData => {
                "数据与方案不匹配：含有方案没有的指标、主体或台账".to_owned()
            }
            other => other.to_string(),
        },
        other => other.to_string(),
    }
}
