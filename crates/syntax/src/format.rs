//! A module as text again, in one spelling per language: the formatter, and the translator between the two.
//!
//! Keywords and units are written in the wanted language, names and strings as they stand. Layout, order of words
//! and punctuation follow from the tree alone, so that formatting twice changes nothing and translating there and
//! back gives the same bytes.

mod clause;
mod condition;
mod escalation;
mod expr;
mod item;
mod layout;
mod outcome;
mod peers;
mod record_names;
mod relative;
mod row;
mod rule;
mod score;
mod subject;
mod target;
mod test;
mod times;
mod unit;
mod value;

pub use layout::Line;
pub use record_names::RecordNames;

use dabiao_grammar::vocabulary::{Phrase, fill};
use dabiao_model::{Language, Units};

use crate::ast;

/// The text of a module in `language`, with all its comments.
///
/// `names` are the records of the whole policy: Chinese puts a record and its event apart, which English writes in
/// one run of words. Formatting the text of the result again gives the same text.
///
/// ```
/// use dabiao_diagnostics::FileId;
/// use dabiao_model::Language;
/// use dabiao_syntax::{ast, format};
/// let module = ast::Module {
///     file: FileId::default(),
///     items: vec![],
///     language: Language::English,
///     trailing: vec![],
/// };
/// assert_eq!(format::format(&module, &format::RecordNames::default(), Language::Chinese), "");
/// ```
pub fn format(module: &ast::Module, names: &RecordNames, language: Language) -> String {
    let speller = Speller {
        language,
        names,
        units: Units::default(),
    };
    let mut page = layout::Page::default();
    for item in &module.items {
        speller.write_item(&mut page, item);
    }
    page.comments(0, &module.trailing);
    page.finish()
}

/// The lines of an item in `language`, in the order written, without comments and unbroken: the same however it was
/// laid out.
pub fn lines(item: &ast::Item, names: &RecordNames, language: Language) -> Vec<Line> {
    let speller = Speller {
        language,
        names,
        units: Units::default(),
    };
    let mut page = layout::Page::of_lines();
    speller.write_item(&mut page, item);
    page.into_lines()
}

/// Spells the parts of a tree in one language.
struct Speller<'a> {
    language: Language,
    names: &'a RecordNames,
    units: Units,
}

impl Speller<'_> {
    /// A phrase of the vocabulary.
    fn say(&self, phrase: &'static Phrase) -> &'static str {
        self.language.pick(phrase.en(), phrase.zh())
    }

    /// A phrase with its places filled.
    fn fill(&self, pattern: &'static Phrase, places: &[(&str, &str)]) -> String {
        fill(self.say(pattern), places)
    }

    /// A phrase and what follows it.
    fn say_with(&self, phrase: &'static Phrase, rest: &str) -> String {
        format!("{} {rest}", self.say(phrase))
    }

    /// What stands between the names of a list: `, ` or `、`.
    fn list_comma(&self) -> &'static str {
        self.language.pick(", ", "、")
    }

    /// What stands between clauses and options: `, ` or `，`.
    fn comma(&self) -> &'static str {
        self.language.pick(", ", "，")
    }

    /// A colon that something follows: `: ` or `：`.
    fn colon(&self) -> &'static str {
        self.language.pick(": ", "：")
    }

    /// A text in round brackets.
    fn bracketed(&self, text: &str) -> String {
        self.language
            .pick(format!("({text})"), format!("（{text}）"))
    }

    /// The texts of a list with its separators.
    fn list<T>(&self, entries: &[T], spell: impl FnMut(&T) -> String) -> String {
        entries
            .iter()
            .map(spell)
            .collect::<Vec<_>>()
            .join(self.list_comma())
    }
}
