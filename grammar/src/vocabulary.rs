//! The vocabulary: every phrase of the language once, in English and in Chinese.
//!
//! The grammar's keywords (`keywords.pest`) are generated from this table, and the formatter writes the first
//! spelling of each language. A blank in an English spelling stands for one or more blanks, in a Chinese one
//! for none or more. `{N}` marks a place of a phrase whose word order differs between the languages.

use std::fmt;

mod table;
mod to_pest;
pub mod units;

pub use table::PHRASES;
pub use to_pest::to_pest;

/// What a phrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Starts an item.
    Item,
    /// Starts a clause, or is a whole one.
    Clause,
    /// An option of an item or clause, after a comma or a value.
    Option,
    /// Joins the parts of a condition, a limit or a list.
    Word,
    /// Compares two values; the symbol comes first.
    Comparator,
    /// Computes one value from the rows of a record.
    Aggregate,
    /// A fixed value: yes, a field type, a name of an earlier time.
    Value,
    /// The name of a benchmark that may stand without quotes.
    Benchmark,
    /// A name of a month.
    Month,
    /// A day of the week, or a span in which a duty recurs.
    Rhythm,
    /// A unit of measure.
    Unit,
    /// A whole phrase with places, for the formatter and the reference; its words are phrases of their own.
    Pattern,
}

/// A phrase in both languages. The constants are named after the English canonical spelling.
#[derive(PartialEq, Eq)]
pub struct Phrase {
    id: &'static str,
    kind: Kind,
    en: &'static [&'static str],
    zh: &'static [&'static str],
}

impl Phrase {
    /// The name of its constant: `METRIC`.
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// What it is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The English spelling that the formatter writes.
    ///
    /// ```
    /// use dabiao_grammar::vocabulary::Phrase;
    /// assert_eq!((Phrase::METRIC.en(), Phrase::METRIC.zh()), ("metric", "指标"));
    /// ```
    pub fn en(&self) -> &'static str {
        self.en.first().copied().unwrap_or_default()
    }

    /// The Chinese spelling that the formatter writes.
    pub fn zh(&self) -> &'static str {
        self.zh.first().copied().unwrap_or_default()
    }

    /// Every English spelling, the canonical one first.
    pub fn all_en(&self) -> &'static [&'static str] {
        self.en
    }

    /// Every Chinese spelling, the canonical one first.
    pub fn all_zh(&self) -> &'static [&'static str] {
        self.zh
    }

    /// Every spelling that the grammar reads, English before Chinese.
    pub fn spellings(&self) -> impl Iterator<Item = &'static str> {
        self.en.iter().chain(self.zh).copied()
    }

    /// Whether `text` is one of its spellings, in either language.
    pub fn is_spelled(&self, text: &str) -> bool {
        self.spellings().any(|spelling| spelling == text)
    }

    /// The rule of the grammar that reads it: `kw_metric`.
    pub fn rule(&self) -> String {
        format!("kw_{}", self.id.to_ascii_lowercase())
    }
}

impl fmt::Debug for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Phrase::{}", self.id)
    }
}

/// Puts texts into the places of a pattern: `{E}` takes the text that stands beside `"E"`. A place without a text
/// stays as it is.
///
/// ```
/// use dabiao_grammar::vocabulary::{Phrase, fill};
/// let text = fill(Phrase::EVENT_WITHIN_OF.zh(), &[("R", "合同"), ("E", "签订"), ("N", "10日"), ("F", "中标公告")]);
/// assert_eq!(text, "合同 在 中标公告 后 10日内 签订");
/// ```
pub fn fill(pattern: &str, places: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            text.push('{');
            rest = after;
            break;
        };
        match places.iter().find(|(place, _)| *place == name) {
            Some((_, filling)) => text.push_str(filling),
            None => text.extend(["{", name, "}"]),
        }
        rest = after;
    }
    text.push_str(rest);
    text
}

/// The phrases of one kind, in the order of the table.
pub fn of_kind(kind: Kind) -> impl Iterator<Item = &'static Phrase> {
    PHRASES
        .iter()
        .copied()
        .filter(move |phrase| phrase.kind == kind)
}

/// The phrase of one of `kinds` that is spelled `text`.
pub fn find(text: &str, kinds: &[Kind]) -> Option<&'static Phrase> {
    PHRASES
        .iter()
        .copied()
        .find(|phrase| kinds.contains(&phrase.kind) && phrase.is_spelled(text))
}
