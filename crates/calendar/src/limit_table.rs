//! The last day of one limit for every start in a span, counted once.

use std::ops::RangeInclusive;

use crate::{Calendar, CalendarError, Date, Limit, LimitOptions, last_day};

/// The last day of one limit for every start day in a span: counted once, then a look-up each.
///
/// This is what an evaluator asks when millions of cases keep the same limit.
///
/// # Shape
///
/// Days are numbered from 1 January 1970, which is day 0 ([`Date::to_epoch_days`]).
///
/// # Edges
///
/// A start outside the span, and one whose limit cannot be counted, is answered by
/// [`last_day`](crate::last_day()) itself, so the answer is the same for every start.
///
/// # Examples
///
/// ```
/// use dabiao_calendar::{Basis, Calendar, Date, Limit, LimitOptions, LimitTable, LimitUnit};
///
/// let (from, to) = (Date::from_ymd_opt(2025, 1, 1), Date::from_ymd_opt(2025, 12, 31));
/// let year = from.ok_or("a day")?..=to.ok_or("a day")?;
/// let limit = Limit::new(7, LimitUnit::WorkingDays);
/// let table = LimitTable::new(Calendar::china(), limit, LimitOptions::new(Basis::Plain), year);
///
/// let awarded = Date::from_ymd_opt(2025, 1, 20).ok_or("a day")?;
/// assert_eq!(table.last_day(awarded)?.to_string(), "2025-02-05");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct LimitTable {
    calendar: Calendar,
    limit: Limit,
    options: LimitOptions,
    first: i32,
    last_days: Vec<i32>,
}

impl LimitTable {
    /// What stands in [`LimitTable::last_days`] where the limit cannot be counted.
    pub const UNCOUNTABLE: i32 = i32::MIN;

    /// The most days a table holds, about 270 years; of a longer span it holds the first ones.
    pub const MAX_DAYS: usize = 100_000;

    /// Counts the limit from every day of a span, both ends included.
    pub fn new(
        calendar: &Calendar,
        limit: Limit,
        options: LimitOptions,
        span: RangeInclusive<Date>,
    ) -> Self {
        let (from, to) = span.into_inner();
        let starts = from.iter_days().take_while(|day| *day <= to);
        let counted = |start| {
            let last = last_day(calendar, start, limit, options);
            last.map_or(Self::UNCOUNTABLE, |day| day.to_epoch_days())
        };
        Self {
            calendar: calendar.clone(),
            limit,
            options,
            first: from.to_epoch_days(),
            last_days: starts.take(Self::MAX_DAYS).map(counted).collect(),
        }
    }

    /// The last day of the limit from this start: that of [`last_day`](crate::last_day()).
    ///
    /// # Errors
    ///
    /// Those of [`last_day`](crate::last_day()).
    pub fn last_day(&self, start: Date) -> Result<Date, CalendarError> {
        let number = self.last_day_number(start.to_epoch_days());
        match number.and_then(Date::from_epoch_days) {
            Some(day) => Ok(day),
            None => last_day(&self.calendar, start, self.limit, self.options),
        }
    }

    /// The number of the last day from the start of that number; nothing outside the span and where it cannot be counted.
    pub fn last_day_number(&self, start: i32) -> Option<i32> {
        let index = usize::try_from(start.checked_sub(self.first)?).ok()?;
        let last = self.last_days.get(index).copied();
        last.filter(|last| *last != Self::UNCOUNTABLE)
    }

    /// The number of the first start.
    pub fn first(&self) -> i32 {
        self.first
    }

    /// The numbers of the last days, one entry a start from the [first](Self::first) on; [`Self::UNCOUNTABLE`] where
    /// there is none.
    pub fn last_days(&self) -> &[i32] {
        &self.last_days
    }
}
