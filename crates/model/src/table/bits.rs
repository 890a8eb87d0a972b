//! Truths, 64 to a word, and yes/no cells as two of them.

use serde::{Deserialize, Serialize};

/// One truth a row, 64 to a word: the first row is the lowest bit of the first word; bits behind the last row are 0.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Bits {
    words: Vec<u64>,
    rows: usize,
}

impl Bits {
    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The truth of a row; false behind the last.
    pub fn get(&self, row: usize) -> bool {
        let word = self.words.get(row / 64).copied().unwrap_or(0);
        (word >> (row % 64)) & 1 == 1
    }

    /// The words.
    pub fn words(&self) -> &[u64] {
        &self.words
    }

    /// Adds a row.
    #[inline]
    pub fn push(&mut self, truth: bool) {
        if self.rows.is_multiple_of(64) {
            self.words.push(0);
        }
        if let Some(last) = self.words.last_mut() {
            *last |= u64::from(truth) << (self.rows % 64);
        }
        self.rows = self.rows.saturating_add(1);
    }
}

/// Cells that hold yes, no or nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Answers {
    filled: Bits,
    yes: Bits,
}

impl Answers {
    /// The answer of a row; nothing for an empty cell.
    pub fn get(&self, row: usize) -> Option<bool> {
        self.filled.get(row).then(|| self.yes.get(row))
    }

    /// Which cells are not empty.
    pub fn filled(&self) -> &Bits {
        &self.filled
    }

    /// Which cells say yes.
    pub fn yes(&self) -> &Bits {
        &self.yes
    }

    /// Adds a cell.
    #[inline]
    pub fn push(&mut self, answer: Option<bool>) {
        self.filled.push(answer.is_some());
        self.yes.push(answer == Some(true));
    }
}

impl FromIterator<Option<bool>> for Answers {
    fn from_iter<I: IntoIterator<Item = Option<bool>>>(cells: I) -> Self {
        let mut column = Self::default();
        cells.into_iter().for_each(|cell| column.push(cell));
        column
    }
}
