//! Cases: which are meant, which keep their limit, and what is computed of them.

use chrono::Datelike;
use dabiao_model::Date;
use num_rational::BigRational;
use num_traits::Zero;

use super::data::{Cell, Row};
use super::figures::Reading;
use super::limit::{Run, last_day, working_days_between};
use super::number::{Interval, fraction, holds};
use super::period::months_later;
use super::policy::{
    Aggregate, AggregateKind, Basis, FieldType, Limit, PlainUnit, RowCondition, SpanOf,
};
use super::{Moment, Plain};

/// How a case stands to a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It happened within the limit.
    InTime,
    /// It happened too late, or has not happened and the limit has passed.
    Late,
    /// It has not happened and may still be in time; with the last day.
    Open(Date),
    /// Its events stand in an impossible order.
    Impossible,
    /// The calendar of a year it needs is not announced.
    Unknown,
}

/// How the cases of a period stand to a limit.
#[derive(Debug, Clone, Default)]
pub struct Fates {
    /// One for each case.
    pub fates: Vec<Fate>,
    /// The last day of the last limit.
    pub last: Option<Date>,
    /// Whether a table was submitted at all.
    pub table: bool,
}

/// How limits are counted for one target.
#[derive(Debug, Clone, Copy)]
pub struct Counting {
    /// The basis.
    pub basis: Basis,
    /// `counting the start day`.
    pub count_start: bool,
    /// `excluding from A to B`.
    pub stops: Option<(usize, usize)>,
}

/// The day in a cell.
pub fn day(row: &Row, field: usize) -> Option<Date> {
    match row.cells[field] {
        Cell::Day(date) | Cell::Moment(date, _) => Some(date),
        _ => None,
    }
}

/// The minutes from the first day of all to what is in a cell; a day begins with its first.
fn minute(row: &Row, field: usize) -> Option<i64> {
    let whole = |date: Date| i64::from(date.num_days_from_ce()) * 24 * 60;
    match row.cells[field] {
        Cell::Day(date) => Some(whole(date)),
        Cell::Moment(date, minute) => Some(whole(date) + i64::from(minute)),
        _ => None,
    }
}

/// The day on which a minute lies.
fn day_of(minute: i64) -> Option<Date> {
    Date::from_num_days_from_ce_opt(i32::try_from(minute.div_euclid(24 * 60)).ok()?)
}

impl Plain<'_> {
    /// The cases of a record that belong to the judged period; none without a table.
    fn rows(&self, record: usize, at: Moment) -> Option<Vec<&Row>> {
        let declared = &self.policy.records[record];
        let table = self.table(record, at)?;
        let counted = |row: &Row| {
            day(row, declared.counted_by).is_some_and(|date| {
                date <= self.as_of && at.period.is_none_or(|period| period.contains(date))
            })
        };
        let its = |row: &Row| !declared.per_county || self.is_whose(row, at.entity);
        Some(
            table
                .iter()
                .filter(|row| its(row) && counted(row))
                .collect(),
        )
    }

    /// Whether a case is that of an entity, or of one below it.
    pub(super) fn is_whose(&self, row: &Row, entity: Option<usize>) -> bool {
        entity.is_none_or(|entity| {
            row.entity
                .is_some_and(|own| self.policy.lies_in(own, entity))
        })
    }

    /// An event earlier than the one before it, or without it, makes the row invalid.
    pub(super) fn impossible(&self, record: usize, row: &Row) -> bool {
        let fields = &self.policy.records[record].fields;
        fields
            .iter()
            .enumerate()
            .any(|(index, field)| match field.ty {
                FieldType::Event {
                    after: Some(before),
                }
                | FieldType::Moment {
                    after: Some(before),
                } => match (minute(row, before), minute(row, index)) {
                    (Some(before), Some(event)) => event < before,
                    (None, event) => event.is_some(),
                    _ => false,
                },
                _ => false,
            })
    }

    /// How each case of the period stands.
    pub fn fates(&self, limit: &Limit, counting: Counting, at: Moment) -> Fates {
        let Some(rows) = self.rows(limit.record, at) else {
            return Fates::default();
        };
        // A case whose limit has not begun is not looked at, unless nothing of it can be believed.
        let begun =
            |row: &Row| self.impossible(limit.record, row) || self.start_of(limit, row).is_some();
        let meant: Vec<&Row> = rows
            .into_iter()
            .filter(|row| begun(row))
            .filter(|row| {
                limit
                    .filter
                    .as_ref()
                    .is_none_or(|filter| row_holds(filter, row))
            })
            .collect();
        // When an impossible case would have to end, nobody can say.
        let last = meant
            .iter()
            .filter(|row| !self.impossible(limit.record, row))
            .filter_map(|row| self.limit_of(limit, counting, row))
            .max();
        let fates = meant
            .into_iter()
            .map(|row| self.fate(limit, counting, row))
            .collect();
        Fates {
            fates,
            last,
            table: true,
        }
    }

    /// The event that an event comes after.
    fn before(&self, record: usize, event: usize) -> Option<usize> {
        match self.policy.records[record].fields[event].ty {
            FieldType::Event { after } | FieldType::Moment { after } => after,
            _ => None,
        }
    }

    /// The day a limit is counted from: that of the event written, else of the one the event comes after.
    fn start_of(&self, limit: &Limit, row: &Row) -> Option<Date> {
        day(row, self.started_by(limit)?)
    }

    fn started_by(&self, limit: &Limit) -> Option<usize> {
        limit.from.or(self.before(limit.record, limit.event))
    }

    /// The last minute of a limit in hours.
    fn last_minute(&self, limit: &Limit, row: &Row) -> Option<i64> {
        Some(minute(row, self.started_by(limit)?)? + i64::from(limit.count) * 60)
    }

    fn limit_of(&self, limit: &Limit, counting: Counting, row: &Row) -> Option<Date> {
        if limit.unit == PlainUnit::Hours {
            return day_of(self.last_minute(limit, row)?);
        }
        let run = Run {
            count: limit.count,
            unit: limit.unit,
            basis: counting.basis,
            count_start: counting.count_start,
            before: limit.before,
            stop: self.stop(counting.stops, row),
        };
        last_day(self.start_of(limit, row)?, run)
    }

    /// When the clock of a case stands: until now where what ends it has not happened.
    fn stop(&self, stops: Option<(usize, usize)>, row: &Row) -> Option<(Date, Date)> {
        let (from, to) = stops?;
        Some((day(row, from)?, day(row, to).unwrap_or(self.as_of)))
    }

    fn fate(&self, limit: &Limit, counting: Counting, row: &Row) -> Fate {
        if self.impossible(limit.record, row) {
            return Fate::Impossible;
        }
        let Some(last) = self.limit_of(limit, counting, row) else {
            return Fate::Unknown;
        };
        let hours = limit.unit == PlainUnit::Hours;
        match day(row, limit.event) {
            Some(_) if hours && minute(row, limit.event) > self.last_minute(limit, row) => {
                Fate::Late
            }
            Some(date) if date <= last => Fate::InTime,
            Some(_) => Fate::Late,
            // The evaluation date is the end of that day, so on the last day itself the limit has passed.
            None if self.as_of >= last => Fate::Late,
            None => Fate::Open(last),
        }
    }

    /// The value of an aggregate.
    pub fn aggregate(&self, aggregate: &Aggregate, at: Moment) -> Reading {
        if let AggregateKind::OpenFor { event, months } = aggregate.kind {
            return self.open_for(aggregate, event, months, at);
        }
        let Some(rows) = self.rows(aggregate.record, at) else {
            return Reading::Missing;
        };
        // No cases in a finished period: not applicable. In an unfinished one, nothing is known yet; cases are no figures, so that
        // `figures due` does not wait for them.
        let finished = at.period.is_none_or(|period| self.as_of >= period.end());
        let nothing = if finished {
            Reading::Nothing
        } else {
            Reading::Undecided
        };
        if rows.is_empty() {
            return nothing;
        }
        let rows: Vec<&Row> = rows
            .into_iter()
            .filter(|row| {
                aggregate
                    .among
                    .as_ref()
                    .is_none_or(|among| row_holds(among, row))
            })
            .collect();
        let chosen: Vec<&Row> = rows
            .iter()
            .copied()
            .filter(|row| {
                aggregate
                    .filter
                    .as_ref()
                    .is_none_or(|filter| row_holds(filter, row))
            })
            .collect();
        match self.compute(aggregate, &rows, &chosen) {
            Reading::Nothing => nothing,
            reading => reading,
        }
    }

    fn compute(&self, aggregate: &Aggregate, rows: &[&Row], chosen: &[&Row]) -> Reading {
        let sum = |rows: &[&Row], field: usize| {
            rows.iter()
                .filter_map(|row| number(row, field))
                .fold(BigRational::zero(), |sum, value| sum + value)
        };
        match aggregate.kind {
            AggregateKind::Count => exactly(count(chosen)),
            AggregateKind::Sum(field) => exactly(sum(chosen, field)),
            AggregateKind::Average(field) => ratio(&sum(chosen, field), &count(chosen)),
            AggregateKind::Max(field) => chosen
                .iter()
                .filter_map(|row| number(row, field))
                .max()
                .map_or(Reading::Nothing, exactly),
            AggregateKind::Share => ratio(&count(chosen), &count(rows)),
            AggregateKind::ShareOf(field) => ratio(&sum(chosen, field), &sum(rows, field)),
            AggregateKind::Min(field) => chosen
                .iter()
                .filter_map(|row| number(row, field))
                .min()
                .map_or(Reading::Nothing, exactly),
            AggregateKind::Median(field) => {
                middle(chosen.iter().filter_map(|row| number(row, field)).collect())
            }
            AggregateKind::Span { .. } => self.spans(aggregate, chosen),
            AggregateKind::OpenFor { .. } => Reading::Undecided,
        }
    }

    /// Open rows are left out unless they count to the evaluation date; an impossible row could have lasted for any time.
    fn spans(&self, aggregate: &Aggregate, rows: &[&Row]) -> Reading {
        let AggregateKind::Span { of, from, to, unit } = aggregate.kind else {
            return Reading::Undecided;
        };
        let impossible = |row: &&Row| self.impossible(aggregate.record, row);
        if rows.iter().any(impossible) {
            return Reading::Invalid;
        }
        let now = aggregate.open_count.then_some(self.as_of);
        let measured = rows.iter().filter_map(|row| {
            if unit == PlainUnit::Hours {
                // The evaluation date is the end of that day.
                let now = now.map(|now| i64::from(now.num_days_from_ce() + 1) * 24 * 60);
                let minutes = minute(row, to).or(now)? - minute(row, from)?;
                return Some(Some(fraction(minutes, 24 * 60)));
            }
            let (from, to) = (day(row, from)?, day(row, to).or(now)?);
            let working = unit == PlainUnit::WorkingDays;
            let days = span(from, to, self.stop(aggregate.stops, row), working);
            Some(days.map(|days| fraction(days, 1)))
        });
        let Some(mut spans) = measured.collect::<Option<Vec<BigRational>>>() else {
            return Reading::Undecided;
        };
        spans.sort();
        let found = match of {
            SpanOf::Average => {
                let count = fraction(i64::try_from(spans.len()).unwrap(), 1);
                let sum = spans.iter().fold(BigRational::zero(), |sum, it| sum + it);
                return ratio(&sum, &count);
            }
            SpanOf::Median => return middle(spans),
            SpanOf::Min => spans.first(),
            SpanOf::Max => spans.last(),
        };
        found.cloned().map_or(Reading::Nothing, exactly)
    }

    /// Every row open at the period's end, whenever it came in.
    fn open_for(&self, aggregate: &Aggregate, event: usize, months: u32, at: Moment) -> Reading {
        let declared = &self.policy.records[aggregate.record];
        let Some(table) = self.table(aggregate.record, at) else {
            return Reading::Missing;
        };
        let end = at
            .period
            .map_or(self.as_of, |period| period.end().min(self.as_of));
        let long = |row: &&Row| {
            let its = !declared.per_county || self.is_whose(row, at.entity);
            let still_open = day(row, event).is_none_or(|date| date > end);
            // Like a limit, it is counted from the event that the other comes after.
            let since = self
                .before(aggregate.record, event)
                .unwrap_or(declared.counted_by);
            let since = day(row, since).filter(|date| *date <= end);
            its && still_open
                && since.is_some_and(|since| {
                    end > months_later(since, i32::try_from(months).unwrap_or(0))
                })
        };
        exactly(count(&table.iter().filter(long).collect::<Vec<_>>()))
    }
}

fn number(row: &Row, field: usize) -> Option<BigRational> {
    match row.cells[field] {
        Cell::Number(amount) => Some(amount.value()),
        _ => None,
    }
}

/// The days after one day up to and with another, without those on which the clock stands.
fn span(from: Date, to: Date, stop: Option<(Date, Date)>, working: bool) -> Option<i64> {
    let between = |from, to| match working {
        true => working_days_between(from, to),
        false => Some((to - from).num_days()),
    };
    let whole = between(from, to)?;
    let stood = stop.map(|(a, b)| (a.max(from), b.min(to)));
    match stood.filter(|(a, b)| a < b) {
        Some((a, b)) => Some(whole - between(a, b)?),
        None => Some(whole),
    }
}

/// The middle one; of an even number, the mean of the middle two.
fn middle(mut values: Vec<BigRational>) -> Reading {
    values.sort();
    let Some(last) = values.len().checked_sub(1) else {
        return Reading::Nothing;
    };
    exactly((&values[last / 2] + &values[last.div_ceil(2)]) / fraction(2, 1))
}

fn count(rows: &[&Row]) -> BigRational {
    fraction(i64::try_from(rows.len()).unwrap(), 1)
}

fn exactly(value: BigRational) -> Reading {
    Reading::Value(Interval::exact(value))
}

fn ratio(numerator: &BigRational, denominator: &BigRational) -> Reading {
    match (numerator.is_zero(), denominator.is_zero()) {
        (true, true) => Reading::Nothing,
        (false, true) => Reading::ZeroDenominator,
        _ => exactly(numerator / denominator),
    }
}

/// Whether a case is meant.
pub fn row_holds(condition: &RowCondition, row: &Row) -> bool {
    match condition {
        RowCondition::YesNo(field, wanted) => row.cells[*field] == Cell::YesNo(*wanted),
        RowCondition::Is(field, word) => row.cells[*field] == Cell::Word(*word),
        RowCondition::In(field, words) => words
            .iter()
            .any(|word| row.cells[*field] == Cell::Word(*word)),
        RowCondition::Compare(field, op, amount) => match row.cells[*field] {
            Cell::Number(number) => holds(*op, number.value().cmp(&amount.value())),
            _ => false,
        },
        RowCondition::FilledIn(field) => !matches!(row.cells[*field], Cell::Empty),
        // The first state is part of the second, and not yet it.
        RowCondition::AtLeast(field, state) => {
            matches!(row.cells[*field], Cell::Word(word) if word >= *state)
        }
        RowCondition::PartlyDone(field) => matches!(row.cells[*field], Cell::Word(0)),
        RowCondition::EveryStep => {
            let days: Option<Vec<i64>> = (0..3).map(|step| minute(row, step)).collect();
            days.is_some_and(|days| days[0] <= days[1] && days[1] <= days[2])
        }
        RowCondition::Happened(field) => day(row, *field).is_some(),
        RowCondition::And(parts) => parts.iter().all(|part| row_holds(part, row)),
        RowCondition::Or(parts) => parts.iter().any(|part| row_holds(part, row)),
        RowCondition::Not(part) => !row_holds(part, row),
    }
}
