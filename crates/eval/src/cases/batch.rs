//! The rows of a table in batches that fit the cache, with room for what is found of them.

use std::ops::Range;

/// How many rows a batch has at most.
pub(super) const ROWS: usize = 1024;

/// A column of a batch: what is found of each row.
pub(super) type Bytes = [u8; ROWS];
/// Day numbers of a batch.
pub(super) type Numbers = [i32; ROWS];

/// A batch of rows, where each is added, and as what.
pub(super) struct Batch {
    rows: Range<usize>,
    places: [u32; ROWS],
    classes: Bytes,
}

impl Batch {
    /// An empty batch.
    pub(super) fn new() -> Self {
        Self {
            rows: 0..0,
            places: [0; ROWS],
            classes: [0; ROWS],
        }
    }

    /// Goes on to other rows, at most [`ROWS`].
    pub(super) fn go_to(&mut self, rows: Range<usize>) {
        self.rows = rows;
    }

    /// Which rows of the table these are.
    pub(super) fn rows(&self) -> Range<usize> {
        self.rows.clone()
    }

    /// How many they are.
    pub(super) fn len(&self) -> usize {
        self.rows.len().min(ROWS)
    }

    /// Where the group of each row begins.
    pub(super) fn places(&self) -> &[u32] {
        self.places.get(..self.len()).unwrap_or_default()
    }

    pub(super) fn places_mut(&mut self) -> &mut [u32] {
        let len = self.len();
        self.places.get_mut(..len).unwrap_or_default()
    }

    /// What each row counts as.
    pub(super) fn classes(&self) -> &[u8] {
        self.classes.get(..self.len()).unwrap_or_default()
    }

    pub(super) fn classes_mut(&mut self) -> &mut [u8] {
        let len = self.len();
        self.classes.get_mut(..len).unwrap_or_default()
    }
}

/// Room for what is found of a batch's rows on the way.
pub(super) struct Room {
    /// Whether each row is looked at.
    pub(super) among: Bytes,
    /// Whether it passes the filter.
    pub(super) filter: Bytes,
    /// Whether its events stand in an impossible order: 0 or 1.
    pub(super) impossible: Bytes,
    /// The days of one event.
    pub(super) from: Numbers,
    /// The days of another.
    pub(super) to: Numbers,
    /// The value of each row.
    pub(super) values: [i64; ROWS],
}

impl Default for Room {
    fn default() -> Self {
        Self {
            among: [0; ROWS],
            filter: [0; ROWS],
            impossible: [0; ROWS],
            from: [0; ROWS],
            to: [0; ROWS],
            values: [0; ROWS],
        }
    }
}
