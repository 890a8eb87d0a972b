//! Days as numbers, four bytes each.

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Cells that hold a day or nothing.
///
/// # Shape
///
/// A day is kept as its number from 1 January 1970, which is 0 ([`NaiveDate::to_epoch_days`]).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Days {
    numbers: Vec<i32>,
    bounds: Option<(i32, i32)>,
    empty: usize,
}

impl Days {
    /// What stands for an empty cell; no date has this number.
    pub const EMPTY: i32 = i32::MIN;

    /// The numbers that are dates.
    const DATES: RangeInclusive<i32> =
        NaiveDate::MIN.to_epoch_days()..=NaiveDate::MAX.to_epoch_days();

    /// The day of a row.
    pub fn get(&self, row: usize) -> Option<NaiveDate> {
        // An empty cell's number is that of no date.
        NaiveDate::from_epoch_days(*self.numbers.get(row)?)
    }

    /// The numbers of the days, [`Days::EMPTY`] for an empty cell.
    pub fn numbers(&self) -> &[i32] {
        &self.numbers
    }

    /// The numbers of the first and the last day; nothing where all cells are empty.
    pub fn bounds(&self) -> Option<(i32, i32)> {
        self.bounds
    }

    /// How many cells are empty.
    pub fn empty(&self) -> usize {
        self.empty
    }

    /// Adds a cell.
    pub fn push(&mut self, day: Option<NaiveDate>) {
        self.push_number(day.map(|day| day.to_epoch_days()));
    }

    /// Adds a cell by its day's number; that of no date is an empty cell's.
    #[inline]
    pub(super) fn push_number(&mut self, number: Option<i32>) {
        let Some(number) = number.filter(|number| Self::DATES.contains(number)) else {
            self.empty = self.empty.saturating_add(1);
            return self.numbers.push(Self::EMPTY);
        };
        let (first, last) = self.bounds.unwrap_or((number, number));
        self.bounds = Some((first.min(number), last.max(number)));
        self.numbers.push(number);
    }
}

impl Days {
    /// Adds cells by the numbers of their days; that of no date is an empty cell's.
    pub(super) fn extend(&mut self, numbers: &[i32]) {
        let from = self.numbers.len();
        let is_day = |number: &i32| Self::DATES.contains(number);
        let kept = |number: &i32| if is_day(number) { *number } else { Self::EMPTY };
        self.numbers.extend(numbers.iter().map(kept));
        let added = self.numbers.get(from..).unwrap_or_default();
        let (mut first, mut last) = self.bounds.unwrap_or((i32::MAX, i32::MIN));
        let mut empty = 0_usize;
        for number in added {
            let is_empty = *number == Self::EMPTY;
            empty = empty.saturating_add(usize::from(is_empty));
            first = first.min(if is_empty { i32::MAX } else { *number });
            // No day comes before what stands for none.
            last = last.max(*number);
        }
        self.empty = self.empty.saturating_add(empty);
        self.bounds = (first <= last).then_some((first, last));
    }
}

impl FromIterator<Option<NaiveDate>> for Days {
    fn from_iter<I: IntoIterator<Item = Option<NaiveDate>>>(cells: I) -> Self {
        let mut column = Self::default();
        cells.into_iter().for_each(|cell| column.push(cell));
        column
    }
}
