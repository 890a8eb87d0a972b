//! Tells the record from its field where they stand in one run of words, for records of the same file.

use dabiao_diagnostics::Span;

use crate::RecordNames;
use crate::ast::{Module, Name, Subject, Visitor, Walk};

/// Splits `contract signed` into the record and its event where the file declares the record.
pub(super) fn split(module: &mut Module, text: &str) {
    let records = RecordNames::collect([&*module]);
    if records.is_empty() {
        return;
    }
    module.walk(&mut Splitter { records, text });
}

struct Splitter<'t> {
    records: RecordNames,
    text: &'t str,
}

impl Visitor for Splitter<'_> {
    fn subject(&mut self, subject: &mut Subject) {
        if subject.field.is_some() || subject.record.quoted {
            return;
        }
        let run = &subject.record;
        let Some((record, field)) = self.records.split(&run.text) else {
            return;
        };
        let written = self.text.get(run.span.range()).unwrap_or_default();
        let middle = run
            .span
            .start
            .saturating_add(after_words(written, record.split(' ').count()));
        let field = Name {
            text: field.into(),
            quoted: false,
            span: Span {
                start: middle,
                ..run.span
            },
        };
        let before =
            written.get(..usize::try_from(middle.saturating_sub(run.span.start)).unwrap_or(0));
        let length = before.map_or(0, |before| before.trim_end().len());
        let end = run
            .span
            .start
            .saturating_add(u32::try_from(length).unwrap_or(0));
        subject.record = Name {
            text: record.into(),
            quoted: false,
            span: Span { end, ..run.span },
        };
        subject.field = Some(field);
    }
}

/// The byte at which the word after the first `count` words starts.
fn after_words(text: &str, count: usize) -> u32 {
    let mut words = text.split_whitespace();
    let next = words.nth(count).unwrap_or_default();
    let start = (next.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    u32::try_from(start).unwrap_or(0)
}
