//! What a pass finds of each row: aggregates and limits that have a form by columns.

use dabiao_calendar::{Calendar, LimitTable};
use dabiao_model::{Column, Date, Numbers};

use crate::evaluate::aggregate::asks_for_open;
use crate::evaluate::row::Rows;
use crate::program::{Aggregate, Measure, RowCondition, RowLimit, SpanUnit};

use super::days::DayCells;
use super::mask::Mask;
use super::totals::Kept;

/// What is found of each row, and added up.
pub(super) struct Plan<'a> {
    /// Which rows are looked at.
    pub(super) among: Mask<'a>,
    pub(super) asked: Asked<'a>,
}

/// What is asked of the rows that are looked at.
pub(super) enum Asked<'a> {
    /// An aggregate: which of them count, and the value of each.
    Values(Mask<'a>, Value<'a>),
    /// A limit.
    Limit(Counting<'a>),
}

/// The value of a row.
pub(super) enum Value<'a> {
    /// None: rows are counted.
    Nothing,
    /// A number; of what extremes are sought, or sums.
    Field(&'a Numbers, Kept),
    /// The days from one event to another.
    Span(Span<'a>),
}

/// The days from one event to another.
pub(super) struct Span<'a> {
    pub(super) from: DayCells<'a>,
    pub(super) to: DayCells<'a>,
    /// The day that stands in for a last event that has not happened.
    pub(super) until: Option<i32>,
    /// The first day of the calendar, and the working days up to each from it on; none where all days count.
    pub(super) worked: Option<(i32, &'a [u32])>,
    /// Whether all events have happened, on days of the calendar.
    pub(super) all_known: bool,
    pub(super) kept: Kept,
}

/// A limit at work.
pub(super) struct Counting<'a> {
    pub(super) from: DayCells<'a>,
    pub(super) event: DayCells<'a>,
    pub(super) before: bool,
    pub(super) table: LimitTable,
    /// How many days the limit always is, if it always is as many.
    pub(super) always: Option<i32>,
    pub(super) as_of: i32,
}

impl Plan<'_> {
    /// What is kept of each group and class.
    pub(super) fn kept(&self) -> Kept {
        match &self.asked {
            Asked::Values(_, Value::Nothing) => Kept::Counts,
            Asked::Values(_, Value::Field(_, kept)) => *kept,
            Asked::Values(_, Value::Span(span)) => span.kept,
            Asked::Limit(_) => Kept::DayExtremes,
        }
    }
}

impl<'a> Plan<'a> {
    /// An aggregate; nothing where it has no form by columns.
    pub(super) fn aggregate(
        aggregate: &'a Aggregate,
        rows: Rows<'a>,
        calendar: &'a Calendar,
    ) -> Option<Self> {
        if asks_for_open(aggregate) || aggregate.stops.is_some() {
            return None;
        }
        let value = value(aggregate, rows, calendar)?;
        Some(Self {
            among: mask(aggregate.scope.among.as_ref(), rows)?,
            asked: Asked::Values(mask(aggregate.filter.as_ref(), rows)?, value),
        })
    }

    /// A limit; nothing where it has no form by columns.
    pub(super) fn limit(
        limit: &'a RowLimit,
        rows: Rows<'a>,
        calendar: &'a Calendar,
    ) -> Option<Self> {
        if limit.stops.is_some() {
            return None;
        }
        let days = |field| DayCells::of(rows, field).filter(|days| days.is_whole());
        let (from, event) = (days(limit.from)?, days(limit.event)?);
        let (first, last) = from.bounds().unwrap_or((0, 0));
        let (first, last) = (Date::from_epoch_days(first)?, Date::from_epoch_days(last)?);
        let table = LimitTable::new(calendar, limit.limit, limit.options(), first..=last);
        Some(Self {
            among: mask(limit.scope.among.as_ref(), rows)?,
            asked: Asked::Limit(Counting {
                from,
                event,
                before: limit.before,
                always: always(&table, last),
                table,
                as_of: rows.until.to_epoch_days(),
            }),
        })
    }
}

/// A mask, which all rows pass where there is none; nothing where it has no form by columns.
fn mask<'a>(condition: Option<&'a RowCondition>, rows: Rows<'a>) -> Option<Mask<'a>> {
    condition.map_or(Some(Mask::All), |it| Mask::of(it, rows))
}

/// How many days a limit is, where it is as many from every start.
fn always(table: &LimitTable, last_start: Date) -> Option<i32> {
    // A table may end before the last start.
    table.last_day_number(last_start.to_epoch_days())?;
    let days = *table.last_days().first()?;
    let days = days.checked_sub(table.first())?;
    let mut all = (table.first()..).zip(table.last_days());
    let same = all.all(|(start, last)| last.checked_sub(start) == Some(days));
    same.then_some(days)
}

fn value<'a>(aggregate: &Aggregate, rows: Rows<'a>, calendar: &'a Calendar) -> Option<Value<'a>> {
    let field = |field, extremes| match rows.table.column(field)? {
        Column::Number(numbers) if extremes => numbers
            .beside()
            .is_empty()
            .then_some(Value::Field(numbers, Kept::Extremes)),
        Column::Number(numbers) => Some(Value::Field(numbers, sums(numbers))),
        _ => None,
    };
    let span = |from, to, unit, kept| {
        let days = |field| DayCells::of(rows, field).filter(|days| days.is_whole());
        // Hours of open rows run to the end of the day.
        let rest = i32::from(unit == SpanUnit::Hours);
        let until = rows.until.to_epoch_days().checked_add(rest)?;
        let (first, worked) = calendar.working_indices();
        let (from, to, first) = (days(from)?, days(to)?, first.to_epoch_days());
        let last = i32::try_from(worked.len()).ok()?.checked_add(first)?;
        let is_known = |days: DayCells<'_>| {
            let known = |(from, to): (i32, i32)| first <= from && to < last;
            days.is_full() && days.bounds().is_none_or(known)
        };
        Some(Value::Span(Span {
            from,
            to,
            all_known: is_known(from) && is_known(to),
            until: aggregate.open_rows_count.then_some(until),
            worked: (unit == SpanUnit::WorkingDays).then_some((first, worked)),
            kept,
        }))
    };
    match aggregate.measure {
        Measure::Count | Measure::Share => Some(Value::Nothing),
        Measure::ShareOf(of) | Measure::Sum(of) | Measure::Average(of) => field(of, false),
        Measure::Min(of) | Measure::Max(of) => field(of, true),
        // Days of dates are far below 2³¹ and rows below 2³².
        Measure::AverageSpan(from, to, unit) => span(from, to, unit, Kept::Sums),
        Measure::MinSpan(from, to, unit) | Measure::MaxSpan(from, to, unit) => {
            span(from, to, unit, Kept::DayExtremes)
        }
        Measure::Median(_) | Measure::MedianSpan(..) => None,
    }
}

/// Whether a column proves that no sum of its multiples leaves 64 bits.
fn sums(numbers: &Numbers) -> Kept {
    if i64::try_from(numbers.magnitude()).is_ok() {
        Kept::Sums
    } else {
        Kept::WideSums
    }
}
