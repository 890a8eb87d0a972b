//! What cases are called: their own ids in one text, or numbers.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::runs::Runs;

/// One name a row: the id that was given, or the row's number.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Ids {
    /// The ids that were given, one after the other.
    text: String,
    /// Where the id of each row ends; none at all before the first id was given.
    ends: Vec<usize>,
    numbers: Runs,
}

impl Ids {
    /// Adds a row; an empty id is none.
    #[inline]
    pub(super) fn push(&mut self, id: &str, number: u32) {
        if self.ends.is_empty() && !id.is_empty() {
            self.ends = vec![0; self.numbers.rows()];
        }
        self.numbers.push(number);
        self.text.push_str(id);
        if !self.text.is_empty() {
            self.ends.push(self.text.len());
        }
    }

    /// Adds rows that are numbered from `first` on; an empty id is none.
    pub(super) fn extend<'a>(&mut self, ids: impl ExactSizeIterator<Item = &'a str>, first: u32) {
        let rows = ids.len();
        let before = self.numbers.rows();
        self.numbers.extend(first, rows, true);
        self.ends.reserve(rows);
        for (row, id) in ids.enumerate() {
            if self.ends.is_empty() && !id.is_empty() {
                self.ends = vec![0; before.saturating_add(row)];
                self.ends.reserve(rows);
            }
            self.text.push_str(id);
            if !self.text.is_empty() {
                self.ends.push(self.text.len());
            }
        }
    }

    /// What a row is called without an id.
    pub(super) fn number(&self, row: usize) -> Option<u32> {
        self.numbers.get(row)
    }

    /// What a row is called.
    pub(super) fn get(&self, row: usize) -> Option<Cow<'_, str>> {
        let start = row.checked_sub(1).and_then(|row| self.ends.get(row));
        let start = start.copied().unwrap_or(0);
        let given = self
            .ends
            .get(row)
            .and_then(|end| self.text.get(start..*end));
        match given {
            Some(id) if !id.is_empty() => Some(Cow::Borrowed(id)),
            _ => self
                .numbers
                .get(row)
                .map(|number| Cow::Owned(number.to_string())),
        }
    }
}
