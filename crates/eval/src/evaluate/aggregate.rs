//! Aggregates of cases: counts, sums, shares, averages and spans.

use dabiao_model::{Date, Estimate, Ratio, Time};

use super::cell::{Cell, Doubt, Used};
use super::row::Rows;
use super::selection::{Counts, Selection};
use super::{Evaluation, Frame};
use crate::program::{Aggregate, AggregateId, Measure, RowCondition, SpanUnit};
use crate::reason::{Gap, Suspicion};

impl Evaluation<'_> {
    /// The value of an aggregate for an entity and period.
    pub(crate) fn aggregate(&self, id: AggregateId, frame: Frame) -> Cell {
        let Some(aggregate) = self.program.aggregates.get(id.index()) else {
            return Cell::Missing(Gap::OutOfScope);
        };
        let record = aggregate.scope.record;
        let Some(frame) = frame.at(aggregate.moment) else {
            return Cell::Missing(Gap::NoCases { record });
        };
        let rows = self.rows(record, self.until(aggregate, frame));
        let Some(rows) = rows.filter(|_| self.is_submitted(record, frame)) else {
            return Cell::Missing(Gap::NoTable { record });
        };
        self.note(|| Used::Aggregated {
            aggregate: id,
            frame,
        });
        let passed = self.passed_aggregate(id, aggregate, frame);
        passed.unwrap_or_else(|| {
            self.walked_once(
                (id, rows),
                frame,
                |it| &mut it.aggregates,
                || self.walked_aggregate(aggregate, rows, frame),
            )
        })
    }

    fn walked_aggregate(&self, aggregate: &Aggregate, rows: Rows<'_>, frame: Frame) -> Cell {
        let selection = match self.select(aggregate, rows, frame) {
            Ok(selection) => selection,
            Err(gap) => return Cell::Missing(gap),
        };
        let counts = selection.counts();
        if let Some(cell) = self.counted(aggregate, counts, frame) {
            return cell;
        }
        match aggregate.measure {
            Measure::ShareOf(field) => {
                let missing = without(&selection.among, rows, field);
                let sums = || {
                    let sum = |of: &[usize]| total(of, rows, field);
                    (sum(&selection.counted), sum(&selection.among))
                };
                self.share_of(aggregate, counts, frame, missing, sums)
            }
            Measure::Sum(field) => {
                let missing = without(&selection.counted, rows, field);
                sum_field(aggregate, missing, || {
                    total(&selection.counted, rows, field)
                })
            }
            _ => self.measure(aggregate, &selection, rows, frame),
        }
    }

    /// The cell of an aggregate that counts decide: of counts and shares, and where rows are in doubt or there are none.
    pub(crate) fn counted(
        &self,
        aggregate: &Aggregate,
        counts: Counts,
        frame: Frame,
    ) -> Option<Cell> {
        if counts.seen == 0 && !asks_for_open(aggregate) {
            return Some(self.nothing(aggregate, frame));
        }
        if counts.unknown > 0 {
            return Some(Cell::Missing(Gap::FieldMissing {
                record: aggregate.scope.record,
                rows: counts.unknown,
            }));
        }
        match aggregate.measure {
            Measure::Count => Some(self.count(aggregate, counts, frame, false)),
            Measure::Share => Some(self.count(aggregate, counts, frame, true)),
            _ => settled(aggregate, counts),
        }
    }

    /// The last day whose events count: the evaluation date; for what is open at the period's end, that end.
    pub(crate) fn until(&self, aggregate: &Aggregate, frame: Frame) -> Date {
        match frame.period {
            Some(period) if asks_for_open(aggregate) => period.end().min(self.as_of),
            _ => self.as_of,
        }
    }

    pub(crate) fn nothing(&self, aggregate: &Aggregate, frame: Frame) -> Cell {
        let record = aggregate.scope.record;
        let over = frame.period.is_none_or(|period| period.end() <= self.as_of);
        if over {
            Cell::Empty(Gap::NoCases { record })
        } else {
            Cell::Missing(Gap::NoCases { record })
        }
    }

    /// The count of rows or their share, within bounds where rows are in doubt.
    fn count(&self, aggregate: &Aggregate, counts: Counts, frame: Frame, share: bool) -> Cell {
        let whole = |n: usize| Ratio::whole(n as i128);
        let sure = counts.counted;
        let doubtful = counts.open.saturating_add(counts.impossible);
        let all = counts.among.saturating_add(counts.impossible);
        if share && all == 0 {
            return self.nothing(aggregate, frame);
        }
        let over = |n: usize, of: usize| {
            if share {
                Ratio::new(n as i128, of as i128)
            } else {
                whole(n)
            }
        };
        let low = if share {
            over(sure, all).min(over(sure, counts.among.max(1)))
        } else {
            whole(sure)
        };
        if doubtful == 0 {
            return Cell::exact(over(sure, all));
        }
        let high = over(sure.saturating_add(doubtful), all).min(if share {
            Ratio::ONE
        } else {
            whole(all)
        });
        let doubt = doubt(aggregate, counts);
        Cell::Doubtful(
            Estimate::Between {
                low: Some((low, false)),
                high: Some((high, false)),
            },
            doubt,
        )
    }

    /// The share of a sum, of which so many rows lack the value: the sum of the rows that count, and that of all.
    pub(crate) fn share_of(
        &self,
        aggregate: &Aggregate,
        counts: Counts,
        frame: Frame,
        missing: usize,
        sums: impl FnOnce() -> (Ratio, Ratio),
    ) -> Cell {
        if missing > 0 {
            return Cell::Missing(Gap::FieldMissing {
                record: aggregate.scope.record,
                rows: missing,
            });
        }
        let (part, all) = sums();
        match part.checked_div(&all) {
            Some(share) => Cell::exact(share),
            None if counts.among == 0 => self.nothing(aggregate, frame),
            None => Cell::Empty(Gap::NothingToMeasure),
        }
    }

    /// Averages, medians and extremes of a field or of a span between events; open rows are left out.
    fn measure(
        &self,
        aggregate: &Aggregate,
        selection: &Selection,
        rows: Rows<'_>,
        frame: Frame,
    ) -> Cell {
        let mut values = Vec::with_capacity(selection.counted.len());
        for row in &selection.counted {
            match self.measured(aggregate, rows, *row) {
                Ok(value) => values.extend(value),
                Err(gap) => return Cell::Missing(gap),
            }
        }
        values.sort_unstable();
        statistic(aggregate.measure, &values)
            .map_or_else(|| self.nothing(aggregate, frame), Cell::exact)
    }

    /// The value of a row; nothing of one that has none, or is still open.
    pub(crate) fn measured(
        &self,
        aggregate: &Aggregate,
        rows: Rows<'_>,
        row: usize,
    ) -> Result<Option<Ratio>, Gap> {
        let span = |from: usize, to: usize, unit: SpanUnit| {
            let end = rows.moment(to, row);
            let end = end.or_else(|| {
                let until = aggregate.open_rows_count.then(|| end_of(rows.until, unit));
                until.flatten()
            });
            let Some((from, to)) = rows.moment(from, row).zip(end) else {
                return Ok(None);
            };
            let stop = rows.stop(aggregate.stops, row, from.date());
            let stop = stop.map(|(stopped, resumed)| (stopped, resumed.min(to.date())));
            let stopped = match stop.filter(|(stopped, resumed)| stopped < resumed) {
                Some((from, to)) => {
                    let midnight = chrono::NaiveTime::MIN;
                    self.span(unit, from.and_time(midnight), to.and_time(midnight))?
                }
                None => Ratio::ZERO,
            };
            self.span(unit, from, to).map(|span| Some(&span - &stopped))
        };
        match aggregate.measure {
            Measure::AverageSpan(from, to, unit)
            | Measure::MedianSpan(from, to, unit)
            | Measure::MinSpan(from, to, unit)
            | Measure::MaxSpan(from, to, unit) => span(from, to, unit),
            Measure::Average(field)
            | Measure::Median(field)
            | Measure::Min(field)
            | Measure::Max(field) => Ok(rows.number(field, row)),
            Measure::Count | Measure::Share | Measure::ShareOf(_) | Measure::Sum(_) => Ok(None),
        }
    }
}

/// The end of a day to which an open span is measured: the day itself where days are counted, its last moment where hours are.
fn end_of(day: Date, unit: SpanUnit) -> Option<Time> {
    let over = match unit {
        SpanUnit::Hours => day.succ_opt()?,
        SpanUnit::Days | SpanUnit::WorkingDays => day,
    };
    Some(over.and_time(chrono::NaiveTime::MIN))
}

/// The sum of a field over the rows that count, of which so many lack the value.
pub(crate) fn sum_field(
    aggregate: &Aggregate,
    missing: usize,
    sum: impl FnOnce() -> Ratio,
) -> Cell {
    if missing > 0 {
        return Cell::Missing(Gap::FieldMissing {
            record: aggregate.scope.record,
            rows: missing,
        });
    }
    Cell::exact(sum())
}

/// Whether an aggregate asks for rows that are still open.
pub(crate) fn asks_for_open(aggregate: &Aggregate) -> bool {
    let mut masks = aggregate.filter.iter().chain(&aggregate.scope.among);
    masks.any(asks_for_open_rows)
}

/// Whether a mask asks for rows that are still open, which are looked at whenever they came in.
fn asks_for_open_rows(mask: &RowCondition) -> bool {
    match mask {
        RowCondition::OpenFor { .. } => true,
        RowCondition::And(parts) | RowCondition::Or(parts) => parts.iter().any(asks_for_open_rows),
        RowCondition::Not(inner) => asks_for_open_rows(inner),
        _ => false,
    }
}

fn doubt(aggregate: &Aggregate, counts: Counts) -> Doubt {
    let record = aggregate.scope.record;
    if counts.impossible > 0 {
        Doubt::Suspicion(Suspicion::ImpossibleRows {
            record,
            rows: counts.impossible,
        })
    } else {
        Doubt::Gap(Gap::FieldMissing {
            record,
            rows: counts.open,
        })
    }
}

/// Values cannot be bounded, so a doubtful row settles an aggregate of values.
fn settled(aggregate: &Aggregate, counts: Counts) -> Option<Cell> {
    if counts.impossible.saturating_add(counts.open) == 0 {
        return None;
    }
    Some(match doubt(aggregate, counts) {
        Doubt::Suspicion(why) => Cell::Invalid(why),
        Doubt::Gap(gap) => Cell::Missing(gap),
    })
}

/// How many rows lack a field.
fn without(selected: &[usize], rows: Rows<'_>, field: usize) -> usize {
    let lack = |row: &&usize| rows.number(field, **row).is_none();
    selected.iter().filter(lack).count()
}

/// The sum of a field.
fn total(selected: &[usize], rows: Rows<'_>, field: usize) -> Ratio {
    let values = selected.iter().filter_map(|row| rows.number(field, *row));
    values.fold(Ratio::ZERO, |sum, value| &sum + &value)
}

/// The statistic of sorted values; nothing of none.
fn statistic(measure: Measure, values: &[Ratio]) -> Option<Ratio> {
    let count = values.len();
    match measure {
        Measure::Min(_) | Measure::MinSpan(..) => values.first().cloned(),
        Measure::Max(_) | Measure::MaxSpan(..) => values.last().cloned(),
        Measure::Median(_) | Measure::MedianSpan(..) => {
            let upper = values.get(count / 2)?;
            let lower = values.get(count.checked_sub(1)? / 2)?;
            (lower + upper).checked_div(&Ratio::whole(2))
        }
        _ => {
            let sum = values.iter().fold(Ratio::ZERO, |sum, value| &sum + value);
            sum.checked_div(&Ratio::whole(count as i128))
        }
    }
}
