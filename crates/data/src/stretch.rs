//! Rows of a block of CSV that follow one another and have as many cells each.

use dabiao_model::Place;

use crate::raw::{Counted, without_blanks};

/// Rows of as many cells each, in a text without quotation marks, one line after the other.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stretch<'t> {
    /// What they stand in.
    pub(crate) text: &'t str,
    /// The byte at which the first begins.
    pub(crate) from: usize,
    /// The byte at which each cell ends, a comma or a line end behind it; of the last of a row a carriage return may be
    /// before it.
    pub(crate) ends: &'t [usize],
    /// How many cells a row has.
    pub(crate) width: usize,
    /// Where the first row stands.
    pub(crate) place: Place,
}

/// A cell of a stretch, as it is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct StretchCell<'t> {
    text: &'t str,
    pub(crate) from: usize,
    pub(crate) to: usize,
}

impl<'t> StretchCell<'t> {
    /// The bytes it stands in, from `from` to `to`.
    #[inline]
    pub(crate) fn around(self) -> &'t [u8] {
        self.text.as_bytes()
    }

    /// Its text without the blanks around it.
    #[inline]
    pub(crate) fn text(self) -> &'t str {
        without_blanks(self.text.get(self.from..self.to).unwrap_or_default())
    }
}

impl<'t> Stretch<'t> {
    /// How many rows there are.
    pub(crate) fn rows(self) -> usize {
        self.ends.len().checked_div(self.width).unwrap_or(0)
    }

    /// The cells of a row.
    pub(crate) fn row(self, row: usize) -> Counted<'t> {
        let first = row.saturating_mul(self.width);
        let ends = self.ends.get(first..).unwrap_or_default();
        let before = first
            .checked_sub(1)
            .and_then(|before| self.ends.get(before));
        Counted {
            text: self.text,
            from: before.map_or(self.from, |before| before.saturating_add(1)),
            ends: ends.get(..self.width).unwrap_or_default(),
            place: self.place_of(row),
        }
    }

    /// Where a row stands.
    pub(crate) fn place_of(self, row: usize) -> Place {
        let row = u32::try_from(row).unwrap_or(u32::MAX);
        Place {
            line: self.place.line.saturating_add(row),
            ..self.place
        }
    }

    /// The cells of a column that there is.
    #[inline]
    pub(crate) fn column(self, index: usize) -> impl Iterator<Item = StretchCell<'t>> {
        let bytes = self.text.as_bytes();
        let is_last = index.saturating_add(1) == self.width;
        let mut behind = self.from;
        let rows = self.ends.chunks_exact(self.width.max(1));
        rows.map(move |row| {
            let before = index.checked_sub(1).and_then(|before| row.get(before));
            let from = before.map_or(behind, |before| before.wrapping_add(1));
            let mut to = row.get(index).copied().unwrap_or(from);
            behind = row.last().map_or(behind, |last| last.wrapping_add(1));
            if is_last {
                // An end has at least the beginning of its row before it.
                let before = to.wrapping_sub(1);
                to = if to > from && bytes.get(before) == Some(&b'\r') {
                    before
                } else {
                    to
                };
            }
            StretchCell {
                text: self.text,
                from,
                to,
            }
        })
    }
}
