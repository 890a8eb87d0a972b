//! What the command itself says: failures, counts, hints.

use dabiao_core::{Language, Severity};

/// `error: …` with a line end.
pub(crate) fn failure(message: &str, language: Language) -> String {
    labelled(Severity::Error, message, language)
}

/// `warning: …` with a line end.
pub(crate) fn warning(message: &str, language: Language) -> String {
    labelled(Severity::Warning, message, language)
}

/// `note: …` with a line end.
pub(crate) fn note(message: &str, language: Language) -> String {
    labelled(Severity::Note, message, language)
}

fn labelled(severity: Severity, message: &str, language: Language) -> String {
    let (en, zh, style) = match severity {
        Severity::Error => ("error", "错误", anstyle::AnsiColor::Red),
        Severity::Warning => ("warning", "警告", anstyle::AnsiColor::Yellow),
        Severity::Note => ("note", "提示", anstyle::AnsiColor::Cyan),
    };
    let style = style.on_default().bold();
    let label = language.pick(en, zh);
    language.pick(
        format!("{style}{label}{style:#}: {message}\n"),
        format!("{style}{label}{style:#}：{message}\n"),
    )
}

/// What is said of a mistake of ours, in both languages.
pub(crate) fn internal(what: &str) -> String {
    format!(
        "internal error / 内部错误: {what}\nPlease report it with the command and its input. 请附上命令和输入文件报告此问题。\n"
    )
}

/// A list of names in one line: `“6.1”, “6.2”`.
pub(crate) fn quoted(names: &[&str], language: Language) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
    quoted.join(language.pick(", ", "、"))
}
