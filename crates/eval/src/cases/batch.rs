//! The rows of a table in batches that fit the cache, with room for what is found of them.

use std::ops::Range;

use dabiao_model::Bits;

/// How many rows a batch has at most.
pub(super) const ROWS: usize = 2048;

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

/// The truths of some rows, a byte each, 0 or 1.
pub(super) fn unpack(bits: &Bits, rows: Range<usize>, bytes: &mut [u8]) {
    // INVARIANT: batches begin with a word.
    debug_assert!(rows.start.is_multiple_of(64));
    let words = bits.words().iter().skip(rows.start / 64);
    for (bytes, word) in bytes.chunks_mut(64).zip(words) {
        if *word == u64::MAX {
            bytes.fill(1);
            continue;
        }
        let mut rest = *word;
        for byte in bytes {
            *byte = u8::from(rest & 1 == 1);
            rest >>= 1;
        }
    }
}

/// Whether a truth holds for all of some rows.
pub(super) fn all(bits: &Bits, rows: Range<usize>) -> bool {
    let whole = rows.len() / 64;
    let mut words = bits.words().iter().skip(rows.start / 64);
    let mut rest = rows.start.saturating_add(whole.saturating_mul(64))..rows.end;
    words.by_ref().take(whole).all(|word| *word == u64::MAX) && rest.all(|row| bits.get(row))
}

/// Room for what is found of a batch's rows on the way.
pub(super) struct Room {
    /// Whether each row is looked at.
    pub(super) among: Bytes,
    /// Whether it passes the filter.
    pub(super) filter: Bytes,
    /// Whether its events stand in an impossible order: 0 or 1.
    pub(super) impossible: Bytes,
    /// Whether those of any row do.
    pub(super) any_impossible: bool,
    /// The days of one event.
    pub(super) from: Numbers,
    /// The days of another.
    pub(super) to: Numbers,
    /// The value of each row, or the last day of its limit.
    pub(super) values: Numbers,
}

impl Default for Room {
    fn default() -> Self {
        Self {
            among: [0; ROWS],
            filter: [0; ROWS],
            impossible: [0; ROWS],
            any_impossible: false,
            from: [0; ROWS],
            to: [0; ROWS],
            values: [0; ROWS],
        }
    }
}
