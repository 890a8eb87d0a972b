//! The version of the language that a file asks for, seen before anything else is read.

use std::fmt;

use dabiao_diagnostics::{Diagnostic, Diagnostics, FileId, Span, register};
use dabiao_grammar::vocabulary::Phrase;
use dabiao_model::Language;

use crate::ast::Module;
use crate::parse::Parse;

/// A version of the language: `0.1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// What stands before the point.
    pub major: u16,
    /// What stands behind it.
    pub minor: u16,
}

impl Version {
    /// The first there was. What each later one changed is to be told of files that ask for an older one.
    pub const FIRST: Self = Self { major: 0, minor: 1 };

    /// The one that is read here.
    pub const CURRENT: Self = Self { major: 0, minor: 1 };

    /// Reads `0.1`, in digits of either width. A number that no version has is the greatest there can be.
    pub fn parse(text: &str) -> Option<Self> {
        let (major, minor) = text.split_once(['.', '．'])?;
        let number = |text: &str| {
            let mut digits = text.chars().map(digit);
            let first = digits.next()??;
            digits.try_fold(first, |number, digit| {
                Some(number.saturating_mul(10).saturating_add(digit?))
            })
        };
        let (major, minor) = (number(major)?, number(minor)?);
        Some(Self { major, minor })
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

fn digit(c: char) -> Option<u16> {
    let c = match c {
        '０'..='９' => char::from_u32(u32::from(c).checked_sub(0xfee0)?)?,
        other => other,
    };
    c.to_digit(10).and_then(|digit| u16::try_from(digit).ok())
}

/// The one complaint about a file for a version to come: its other lines may mean anything.
pub(crate) fn newer(file: FileId, text: &str) -> Option<Parse> {
    let asked = asked(text)?;
    if asked.version <= Version::CURRENT {
        return None;
    }
    let span = Span {
        file,
        start: u32::try_from(asked.start).ok()?,
        end: u32::try_from(asked.end).ok()?,
    };
    let found = Diagnostic::new(&register::NEWER_LANGUAGE, span)
        .with("asked", asked.version.to_string())
        .with("current", Version::CURRENT.to_string());
    let diagnostics: Diagnostics = std::iter::once(found).collect();
    let module = Module {
        file,
        items: Vec::new(),
        language: asked.language,
        trailing: Vec::new(),
    };
    Some(Parse {
        module,
        diagnostics,
        unread: Vec::new(),
    })
}

/// What a file asks for, and in which bytes.
struct Asked {
    version: Version,
    start: usize,
    end: usize,
    language: Language,
}

/// The `language` clause of a `policy` item, however the other lines read: the lines below the item's first, as far as
/// they are indented.
fn asked(text: &str) -> Option<Asked> {
    let items = Phrase::POLICY.spellings();
    let start = items.filter_map(|item| item_at(text, item)).min()?;
    let mut at = start;
    for (number, line) in text.get(start..)?.split_inclusive('\n').enumerate() {
        let is_of_item = number == 0
            || line.trim().is_empty()
            || line.starts_with(|c: char| c.is_whitespace() || c == '#');
        if !is_of_item {
            return None;
        }
        if let Some(asked) = clause(line, at).filter(|_| number > 0) {
            return Some(asked);
        }
        at = at.checked_add(line.len())?;
    }
    None
}

/// Where a line begins with this word.
fn item_at(text: &str, word: &str) -> Option<usize> {
    let begins = |at: &usize| {
        let before = text.get(..*at).unwrap_or_default();
        let after = text.get(at.saturating_add(word.len())..);
        (before.is_empty() || before.ends_with(['\n', '\r', '\u{feff}']))
            && !after.is_some_and(|it| it.starts_with(char::is_alphanumeric))
    };
    text.match_indices(word).map(|(at, _)| at).find(begins)
}

/// `language 0.9` with nothing behind it but a comment or another clause.
fn clause(line: &str, at: usize) -> Option<Asked> {
    let says = line.trim_start();
    let spelled = [
        (Phrase::LANGUAGE.en(), Language::English),
        (Phrase::LANGUAGE.zh(), Language::Chinese),
    ];
    let (rest, language) = spelled
        .into_iter()
        .find_map(|(word, language)| Some((says.strip_prefix(word)?, language)))?;
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ':' || c == '：');
    let number = rest.split(|c: char| c.is_whitespace() || matches!(c, ';' | '；' | '#'));
    let number = number.into_iter().next()?;
    let start = at.checked_add(line.len().checked_sub(rest.len())?)?;
    Some(Asked {
        version: Version::parse(number)?,
        start,
        end: start.checked_add(number.len())?,
        language,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_seen_whatever_else_the_file_says() {
        let found = |text: &str| asked(text).map(|it| it.version.to_string());
        for text in [
            "policy \"Plan\"\n  language 0.9\n",
            "\u{feff}# a plan\n\npolicy \"Plan\"\n  source \"x\"\n\n# more\n  language: 0.9  # later\n",
            "wholly new item\npolicy of another kind\n  ???\n\tlanguage 0.9; more 3\ntarget\n",
            "方案 “方案”\r\n  语言：０．９\r\n",
            "my policy\n\npolicy \"Plan\"\n  language 0.9",
        ] {
            assert_eq!(found(text), Some("0.9".to_owned()), "{text}");
        }
        for text in [
            "",
            "policy \"Plan\"\ntarget 1: x\n  language 0.9\n",
            "policyholder\n  language 0.9\n",
            "policy \"Plan\"\n  language\n  language x\n  language 9\n",
            "metric share in %\n  language 0.9\n",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
        let huge = found("policy \"Plan\"\n  language 99999999999.1\n");
        assert_eq!(huge, Some("65535.1".to_owned()));
    }
}
