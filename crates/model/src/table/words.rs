//! Texts as codes into a dictionary.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::codes::Codes;

/// Cells that hold a word or nothing: codes into a dictionary of the words.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Words {
    dictionary: Vec<Arc<str>>,
    known: BTreeMap<Arc<str>, u32>,
    codes: Codes,
    closed: bool,
}

impl Words {
    /// A column of a closed list of words.
    pub fn closed(words: &[Arc<str>]) -> Self {
        let mut column = Self::default();
        for word in words {
            let code = column.next_code();
            column.dictionary.push(Arc::clone(word));
            column.known.entry(Arc::clone(word)).or_insert(code);
        }
        column.closed = true;
        column
    }

    /// A column of the same words without cells.
    pub(super) fn emptied(&self) -> Self {
        Self {
            codes: Codes::default(),
            ..self.clone()
        }
    }

    fn next_code(&self) -> u32 {
        // Rows are bounded far below `u32::MAX`, and so are words.
        u32::try_from(self.dictionary.len()).unwrap_or(u32::MAX)
    }

    /// The word of a row.
    pub fn get(&self, row: usize) -> Option<&str> {
        let code = self.codes.get(row)?;
        self.dictionary.get(code as usize).map(AsRef::as_ref)
    }

    /// All words, by their codes.
    pub fn dictionary(&self) -> &[Arc<str>] {
        &self.dictionary
    }

    /// The codes, one a row.
    pub fn codes(&self) -> &Codes {
        &self.codes
    }

    /// Whether it can hold a word.
    pub(super) fn takes(&self, word: &str) -> bool {
        !self.closed || self.known.contains_key(word)
    }

    /// Whether there is a word of this code.
    #[inline]
    pub(super) fn has(&self, code: u32) -> bool {
        (code as usize) < self.dictionary.len()
    }

    /// Adds a cell by its code.
    #[inline]
    pub(super) fn push_code(&mut self, code: Option<u32>) {
        self.codes.push(code);
    }

    /// Adds a cell; a word that is new gets the next code.
    pub fn push(&mut self, word: Option<&str>) {
        let code = word.map(|word| self.code_of(word));
        self.codes.push(code);
    }

    fn code_of(&mut self, word: &str) -> u32 {
        if let Some(code) = self.known.get(word) {
            return *code;
        }
        let (code, word) = (self.next_code(), Arc::<str>::from(word));
        self.dictionary.push(Arc::clone(&word));
        self.known.insert(word, code);
        code
    }
}

impl<'a> FromIterator<Option<&'a str>> for Words {
    fn from_iter<I: IntoIterator<Item = Option<&'a str>>>(cells: I) -> Self {
        let mut column = Self::default();
        cells.into_iter().for_each(|cell| column.push(cell));
        column
    }
}
