//! Many submissions at once: a column an input, one entry a submission, decided in batches that fit the cache.

use super::Prepared;
use super::batch::{self, Scratch};
use super::decided::{Batch, Decided, Outcomes};
use super::inputs::{Encoding, InputId};
use super::row::{Row, WrongType};

/// How many submissions are decided at a time: as many as let a column be read in long runs, and their outcomes, a bit each,
/// stay in the cache.
pub(super) const BATCH: usize = 16_384;
/// How many entries one word of `known` tells of.
pub(super) const WORD: usize = 64;

/// The values of many submissions: a column for each input, one entry a submission. A column that was not set is missing.
#[derive(Debug, Clone)]
pub struct Columns<'p, 'd> {
    pub(super) prepared: &'p Prepared<'p>,
    rows: usize,
    pub(super) by_input: Vec<Option<Column<'d>>>,
}

/// One column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column<'d> {
    pub(super) values: Values<'d>,
    /// A bit an entry, set where it is known, the first in the lowest bit of the first word; none where all are.
    known: Option<&'d [u64]>,
}

/// The entries of a column, each as its input's [`Encoding`] says.
#[derive(Debug, Clone, Copy)]
pub(super) enum Values<'d> {
    Whole(&'d [i64]),
    YesNo(&'d [bool]),
    Days(&'d [i32]),
}

/// Why a column was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ColumnError {
    /// The input takes another type of value.
    #[error(transparent)]
    WrongType(#[from] WrongType),
    /// The column has another length than there are submissions.
    #[error("the column has {found} entries, not {expected}")]
    Length {
        /// How many it has.
        found: usize,
        /// How many submissions there are.
        expected: usize,
    },
}

impl<'p> Prepared<'p> {
    /// Columns for so many submissions.
    pub fn columns(&'p self, rows: usize) -> Columns<'p, 'static> {
        Columns {
            prepared: self,
            rows,
            by_input: vec![None; self.inputs.len()],
        }
    }
}

impl<'p, 'd> Columns<'p, 'd> {
    /// How many submissions there are.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Sets a column of whole numbers, scaled as the input's [`Encoding`] says. `known` has a bit an entry, the first in the
    /// lowest bit of the first word, and none where all are known.
    ///
    /// # Errors
    ///
    /// [`ColumnError`] for an input of another type, and for another length than there are submissions.
    pub fn numbers<'n>(
        self,
        input: InputId,
        values: &'n [i64],
        known: Option<&'n [u64]>,
    ) -> Result<Columns<'p, 'n>, ColumnError>
    where
        'd: 'n,
    {
        let fits = matches!(self.prepared.encoding(input), Some(Encoding::Scaled(_)));
        self.set(input, Values::Whole(values), values.len(), known, fits)
    }

    /// Sets a column of yes and no.
    ///
    /// # Errors
    ///
    /// As [`Columns::numbers`].
    pub fn yes_no<'n>(
        self,
        input: InputId,
        values: &'n [bool],
        known: Option<&'n [u64]>,
    ) -> Result<Columns<'p, 'n>, ColumnError>
    where
        'd: 'n,
    {
        let fits = self.prepared.encoding(input) == Some(Encoding::YesNo);
        self.set(input, Values::YesNo(values), values.len(), known, fits)
    }

    /// Sets a column of days, numbered as [`Encoding::Day`] says.
    ///
    /// # Errors
    ///
    /// As [`Columns::numbers`].
    pub fn days<'n>(
        self,
        input: InputId,
        values: &'n [i32],
        known: Option<&'n [u64]>,
    ) -> Result<Columns<'p, 'n>, ColumnError>
    where
        'd: 'n,
    {
        let fits = self.prepared.encoding(input) == Some(Encoding::Day);
        self.set(input, Values::Days(values), values.len(), known, fits)
    }

    fn set<'n>(
        self,
        input: InputId,
        values: Values<'n>,
        found: usize,
        known: Option<&'n [u64]>,
        fits: bool,
    ) -> Result<Columns<'p, 'n>, ColumnError>
    where
        'd: 'n,
    {
        let expected = self.rows;
        let words = known.map_or(expected.div_ceil(WORD), <[u64]>::len);
        if !fits {
            return Err(WrongType.into());
        }
        if found != expected || words != expected.div_ceil(WORD) {
            return Err(ColumnError::Length { found, expected });
        }
        let mut columns: Columns<'p, 'n> = self;
        if let Some(column) = columns.by_input.get_mut(input.index()) {
            *column = Some(Column { values, known });
        }
        Ok(columns)
    }

    /// One submission as a row.
    pub fn row(&self, index: usize) -> Row<'p> {
        let mut row = self.prepared.row();
        for (input, column) in (0_u32..).map(InputId).zip(&self.by_input) {
            let value = column.as_ref().and_then(|column| column.value(index));
            if let Some(value) = value {
                row.set(input, value);
            }
        }
        row
    }

    /// Decides batch after batch, and shows the states of each before the next is decided.
    pub fn for_each_batch(&self, mut see: impl FnMut(Batch<'_>)) {
        let mut scratch = Scratch::new(self.prepared);
        let mut outcomes = Outcomes::default();
        for index in 0..self.rows.div_ceil(BATCH) {
            batch::decide(self, index, &mut scratch, &mut outcomes);
            see(Batch {
                first: self.range(index).0,
                outcomes: &outcomes,
            });
        }
    }

    /// Decides all submissions, on so many threads; their number makes no difference to what comes out.
    pub fn decide(&self, threads: usize) -> Decided {
        let mut batches = vec![Outcomes::default(); self.rows.div_ceil(BATCH)];
        let each = batches.len().div_ceil(threads.max(1)).max(1);
        std::thread::scope(|scope| {
            for (first, part) in (0..).step_by(each).zip(batches.chunks_mut(each)) {
                let work = move || {
                    let mut scratch = Scratch::new(self.prepared);
                    for (index, outcomes) in (first..).zip(part) {
                        batch::decide(self, index, &mut scratch, outcomes);
                    }
                };
                if threads <= 1 {
                    work();
                } else {
                    scope.spawn(work);
                }
            }
        });
        Decided { batches }
    }

    /// The first submission of a batch, and how many it has.
    pub(super) fn range(&self, batch: usize) -> (usize, usize) {
        let first = batch.saturating_mul(BATCH);
        (first, self.rows.saturating_sub(first).min(BATCH))
    }
}

impl<'d> Column<'d> {
    /// The words of `known` for a batch; none where all are known.
    pub(super) fn known(&self, batch: usize) -> Option<&'d [u64]> {
        let per_batch = BATCH / WORD;
        let first = batch.saturating_mul(per_batch);
        let words = self.known?.get(first..)?;
        Some(words.get(..per_batch).unwrap_or(words))
    }

    /// An entry as a row has it, if it is known.
    pub(super) fn value(&self, index: usize) -> Option<i64> {
        let is_known = self.known.is_none_or(|known| is_set(known, index));
        let value = match self.values {
            Values::Whole(values) => values.get(index).copied(),
            Values::YesNo(values) => values.get(index).map(|it| i64::from(*it)),
            Values::Days(values) => values.get(index).map(|it| i64::from(*it)),
        };
        value.filter(|_| is_known)
    }
}

/// Whether the bit of an entry is set.
pub(super) fn is_set(known: &[u64], index: usize) -> bool {
    let word = known.get(index / WORD).copied().unwrap_or(0);
    let bit = u32::try_from(index % WORD).unwrap_or(0);
    word.wrapping_shr(bit) & 1 == 1
}
