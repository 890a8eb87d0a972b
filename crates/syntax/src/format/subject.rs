//! Records with their fields: one run of words in English, apart in Chinese.
//!
//! Whether the tree has them apart depends on the language it was written in, and so do its quotes. What is written
//! here depends on the words alone, or translating there and back would change them.

use dabiao_grammar::Rule;
use dabiao_model::Language;

use super::Speller;
use super::value::{is_name_in_formula, is_read_by};
use crate::ast::{Aggregate, AggregateKind, Subject};

/// A record and its field, ready to be written; both in one where `field` is none.
pub(super) struct SpelledSubject {
    pub(super) record: String,
    pub(super) field: Option<String>,
}

impl Speller<'_> {
    /// The subject of a limit: `contract signed` | `合同 … 签订`.
    pub(super) fn event(&self, subject: &Subject) -> SpelledSubject {
        let words = run_of_words(subject);
        match self.language {
            Language::English => self.in_one(&words, is_name_in_formula(&words)),
            Language::Chinese => self.apart(&words, Rule::name),
        }
    }

    /// What an aggregate is taken of: `contract value` | `合同 的 金额 …`.
    pub(super) fn summed(&self, aggregate: &Aggregate) -> SpelledSubject {
        let words = run_of_words(&aggregate.subject);
        // Behind `over` would stand the peers that a median is taken over.
        let is_median = aggregate.kind == AggregateKind::Median(None);
        let is_whole = !is_median || is_read_by(Rule::name_over, &words);
        match self.language {
            Language::English => {
                self.in_one(&words, is_whole && is_read_by(Rule::name_from, &words))
            }
            Language::Chinese => self.apart(&words, Rule::name_agg),
        }
    }

    /// The record of a span between two of its events.
    pub(super) fn spanned(&self, aggregate: &Aggregate) -> String {
        match self.language {
            Language::English => self.summed(aggregate).record,
            Language::Chinese => self.name_in_formula(&run_of_words(&aggregate.subject)),
        }
    }

    /// One run of words; where it is no bare name, `contract "closed within"` or all of it in quotes.
    fn in_one(&self, words: &str, is_bare: bool) -> SpelledSubject {
        let record = match self.names.split(words).filter(|_| !is_bare) {
            Some((record, field)) => {
                format!("{} {}", self.name_in_formula(record), self.quote(field))
            }
            None if is_bare => words.to_owned(),
            None => self.quote(words),
        };
        SpelledSubject {
            record,
            field: None,
        }
    }

    fn apart(&self, words: &str, field_rule: Rule) -> SpelledSubject {
        match self.names.split(words) {
            Some((record, field)) => SpelledSubject {
                record: self.name_in_formula(record),
                field: Some(self.name_read_by(field_rule, field)),
            },
            None => SpelledSubject {
                record: self.name_in_formula(words),
                field: None,
            },
        }
    }

    pub(super) fn name_in_formula(&self, text: &str) -> String {
        if is_name_in_formula(text) {
            text.to_owned()
        } else {
            self.quote(text)
        }
    }
}

/// Record and field with a blank between.
pub(super) fn run_of_words(subject: &Subject) -> String {
    match &subject.field {
        Some(field) => format!("{} {}", subject.record.text, field.text),
        None => subject.record.text.to_string(),
    }
}
