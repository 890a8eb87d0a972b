//! What is wrong with a template, in the language of the page.

use dabiao_core::Language;
use minijinja::{Error, ErrorKind};

use super::PageError;
use crate::words;

/// The name of the template that is filled in, among those it may include.
pub(super) const OWN: &str = "page";

/// The first place that the reader can mend: the line of their own template, of what it includes the line and the name.
pub(super) fn told(error: &Error, language: Language) -> PageError {
    let innermost = innermost(error);
    let line = innermost.line().unwrap_or(0);
    let mut what = String::new();
    if line > 0 {
        what.push_str(&language.pick(format!("line {line}"), format!("第 {line} 行")));
        if let Some(name) = innermost.name().filter(|name| *name != OWN) {
            what.push_str(&language.pick(format!(" of {name}"), format!("（{name}）")));
        }
        what.push_str(words::colon(language));
    }
    what.push_str(kind(innermost, language));
    let detail = innermost.detail().filter(|it| !it.is_empty());
    let detail = detail.map(|it| match language {
        Language::English => it,
        Language::Chinese => named(innermost, it).unwrap_or(it),
    });
    if let Some(detail) = detail {
        what.push_str(&language.pick(format!(": {detail}"), format!("（{detail}）")));
    }
    PageError::Template { line, what }
}

/// The name that an English sentence is about.
fn named<'d>(error: &Error, detail: &'d str) -> Option<&'d str> {
    let quoted = |mark: char| detail.split(mark).nth(1);
    match error.kind() {
        ErrorKind::UnknownFilter | ErrorKind::UnknownTest | ErrorKind::UnknownFunction => {
            detail.split_whitespace().nth(1)
        }
        ErrorKind::UndefinedError => quoted('`'),
        ErrorKind::TemplateNotFound => quoted('\''),
        _ => None,
    }
}

/// The error that another one tells of.
fn innermost(error: &Error) -> &Error {
    let mut found = error;
    while let Some(inner) =
        std::error::Error::source(found).and_then(<dyn std::error::Error>::downcast_ref)
    {
        found = inner;
    }
    found
}

fn kind(error: &Error, language: Language) -> &'static str {
    let (en, zh) = match error.kind() {
        ErrorKind::SyntaxError | ErrorKind::InvalidDelimiter => {
            ("it cannot be read", "写法有误，无法读取")
        }
        ErrorKind::UndefinedError => (
            "there is nothing of this name on the page; names are written as in `words`, `targets`",
            "页面没有这个名称的内容，名称须与 `words`、`targets` 等完全一致",
        ),
        ErrorKind::TemplateNotFound | ErrorKind::BadInclude => (
            "the template that is included is not one of ours, or cannot be filled in",
            "所引入的不是本程序的模板，或无法套用",
        ),
        ErrorKind::UnknownFilter => ("there is no such filter", "没有这个过滤器"),
        ErrorKind::UnknownTest => ("there is no such test", "没有这个检验"),
        ErrorKind::UnknownFunction | ErrorKind::UnknownMethod => {
            ("there is no such function", "没有这个函数")
        }
        ErrorKind::UnknownBlock => ("there is no such block", "没有这个块"),
        ErrorKind::TooManyArguments => ("there are too many arguments", "参数过多"),
        ErrorKind::MissingArgument => ("an argument is missing", "缺少参数"),
        ErrorKind::OutOfFuel => (
            "it takes more steps than a template may (out of fuel)",
            "执行步数超过模板的上限",
        ),
        _ => ("this cannot be done", "无法执行"),
    };
    language.pick(en, zh)
}
