//! Cells and judgements from what a pass added up: the same as from the rows.

use dabiao_model::{Date, Ratio};

use crate::evaluate::aggregate::sum_field;
use crate::evaluate::cell::{Cell, Tally};
use crate::evaluate::row_limit::LimitDays;
use crate::evaluate::selection::Counts;
use crate::evaluate::{Evaluation, Frame};
use crate::program::{Aggregate, AggregateId, Measure, RowLimit, RowLimitId, SpanUnit};

use super::Asked;
use super::class;
use super::totals::Totals;

/// What was added up for an aggregate or a limit, and of which groups it is asked.
#[derive(Clone, Copy)]
struct Found<'a> {
    totals: &'a Totals,
    groups: &'a [usize],
    denominator: i64,
}

/// How many rows count against an aggregate.
pub(crate) struct Against {
    /// They count, and have no value, or are still open.
    pub(crate) without: usize,
    /// Their events stand in an impossible order.
    pub(crate) impossible: usize,
    /// They are looked at, and do not count.
    pub(crate) failing: usize,
    /// An empty field leaves open whether they count.
    pub(crate) undecided: usize,
}

impl Evaluation<'_> {
    /// The value of an aggregate by what a pass found; nothing where the rows are to be walked.
    pub(crate) fn passed_aggregate(
        &self,
        id: AggregateId,
        aggregate: &Aggregate,
        frame: Frame,
    ) -> Option<Cell> {
        let asked = self.passed(aggregate.scope.record, frame)?;
        let found = Found {
            totals: asked.pass.aggregates.get(&id)?,
            groups: &asked.groups,
            denominator: self.denominator(aggregate),
        };
        let counts = found.counts(aggregate.measure);
        if let Some(cell) = self.counted(aggregate, counts, frame) {
            return Some(cell);
        }
        let (among, counted) = (
            found.rows(class::AMONG_WITHOUT),
            found.rows(class::COUNTED_WITHOUT),
        );
        let sum = || found.sum(class::COUNTED);
        match aggregate.measure {
            Measure::ShareOf(_) => {
                let missing = among.saturating_add(counted);
                let sums = || (sum(), &sum() + &found.sum(class::AMONG));
                Some(self.share_of(aggregate, counts, frame, missing, sums))
            }
            Measure::Sum(_) => Some(sum_field(aggregate, counted, sum)),
            // The first row without a span says why; which it is the walk knows.
            measure if is_span(measure) && found.rows(class::NO_SPAN) > 0 => None,
            measure => {
                let value = self.statistic_of(measure, found);
                Some(value.map_or_else(|| self.nothing(aggregate, frame), Cell::exact))
            }
        }
    }

    /// How many rows count against an aggregate by what a pass found; nothing where the rows are to be walked.
    pub(crate) fn passed_against(
        &self,
        id: AggregateId,
        aggregate: &Aggregate,
        frame: Frame,
    ) -> Option<Against> {
        let asked = self.passed(aggregate.scope.record, frame)?;
        let found = Found {
            totals: asked.pass.aggregates.get(&id)?,
            groups: &asked.groups,
            denominator: 1,
        };
        let measure = aggregate.measure;
        if is_span(measure) && found.rows(class::NO_SPAN) > 0 {
            return None;
        }
        let counts = found.counts(measure);
        let decided = counts.counted.saturating_add(counts.open);
        let without = found.rows(class::COUNTED_WITHOUT);
        Some(Against {
            without: if measure.is_statistic() { without } else { 0 },
            impossible: counts.impossible,
            failing: counts.among.saturating_sub(decided),
            undecided: counts.open,
        })
    }

    /// How the rows of a limit came out by what a pass found; nothing where the rows are to be walked.
    pub(crate) fn passed_limit(
        &self,
        id: RowLimitId,
        limit: &RowLimit,
        frame: Frame,
    ) -> Option<(Tally, LimitDays)> {
        let asked: Asked = self.passed(limit.scope.record, frame)?;
        let found = Found {
            totals: asked.pass.limits.get(&id)?,
            groups: &asked.groups,
            denominator: 1,
        };
        if found.rows(class::UNCOUNTABLE) > 0 {
            return None;
        }
        let tally = Tally {
            in_time: found.rows(class::IN_TIME),
            late: found.rows(class::LATE),
            open: found.rows(class::STILL_OPEN),
            impossible: found.rows(class::IMPOSSIBLE),
            undecided: found.rows(class::UNKNOWN),
        };
        let ends = [class::IN_TIME, class::LATE, class::STILL_OPEN];
        let last = ends.iter().filter_map(|class| found.extremes(*class));
        let days = LimitDays {
            last: last.map(|(_, last)| last).max().and_then(day),
            next: found
                .extremes(class::STILL_OPEN)
                .and_then(|(next, _)| day(next)),
        };
        Some((tally, days))
    }

    /// What the numbers of an aggregate's field are multiples of one over.
    fn denominator(&self, aggregate: &Aggregate) -> i64 {
        let (Measure::ShareOf(field)
        | Measure::Sum(field)
        | Measure::Average(field)
        | Measure::Min(field)
        | Measure::Max(field)) = aggregate.measure
        else {
            return 1;
        };
        let table = self.data.table(aggregate.scope.record);
        let column = table.and_then(|table| table.column(field));
        match column {
            Some(dabiao_model::Column::Number(numbers)) => numbers.denominator(),
            _ => 1,
        }
    }

    /// An average or an extreme of the rows that count and have a value; nothing of none.
    fn statistic_of(&self, measure: Measure, found: Found<'_>) -> Option<Ratio> {
        let rows = found.rows(class::COUNTED);
        if rows == 0 {
            return None;
        }
        let value = match measure {
            Measure::Min(_) | Measure::MinSpan(..) => {
                found.scaled(found.extremes(class::COUNTED)?.0)
            }
            Measure::Max(_) | Measure::MaxSpan(..) => {
                found.scaled(found.extremes(class::COUNTED)?.1)
            }
            _ => found
                .sum(class::COUNTED)
                .checked_div(&Ratio::whole(rows as i128))?,
        };
        let (Measure::AverageSpan(_, _, unit)
        | Measure::MinSpan(_, _, unit)
        | Measure::MaxSpan(_, _, unit)) = measure
        else {
            return Some(value);
        };
        Some(&value * &self.hours_a_day(unit))
    }

    /// How many hours a day of a span counts.
    fn hours_a_day(&self, unit: SpanUnit) -> Ratio {
        let hours = self.program.schema.units.hours_per_working_day();
        match unit {
            SpanUnit::Days | SpanUnit::Hours => Ratio::whole(24),
            SpanUnit::WorkingDays => hours.cloned().unwrap_or(Ratio::ONE),
        }
    }
}

fn is_span(measure: Measure) -> bool {
    matches!(
        measure,
        Measure::AverageSpan(..) | Measure::MinSpan(..) | Measure::MaxSpan(..)
    )
}

fn day(number: i64) -> Option<Date> {
    Date::from_epoch_days(i32::try_from(number).ok()?)
}

impl Found<'_> {
    fn rows(self, class: u8) -> usize {
        self.totals.rows(self.groups, class)
    }

    fn sum(self, class: u8) -> Ratio {
        self.totals.sum(self.groups, class, self.denominator)
    }

    fn extremes(self, class: u8) -> Option<(i64, i64)> {
        self.totals.extremes(self.groups, class)
    }

    fn scaled(self, value: i64) -> Ratio {
        Ratio::new(i128::from(value), i128::from(self.denominator))
    }

    fn counts(self, measure: Measure) -> Counts {
        let passing = [class::COUNTED, class::COUNTED_WITHOUT, class::NO_SPAN];
        let (passing, failing) = if is_span(measure) {
            (&passing[..], &[class::AMONG][..])
        } else {
            (&passing[..2], &[class::AMONG, class::AMONG_WITHOUT][..])
        };
        let rows = |classes: &[u8]| {
            let rows = classes.iter().map(|class| self.rows(*class));
            rows.fold(0_usize, usize::saturating_add)
        };
        let (counted, open) = (rows(passing), self.rows(class::UNDECIDED));
        let among = counted.saturating_add(open).saturating_add(rows(failing));
        let apart = [class::SKIPPED, class::UNKNOWN, class::IMPOSSIBLE];
        Counts {
            seen: among.saturating_add(rows(&apart)),
            among,
            counted,
            open,
            impossible: self.rows(class::IMPOSSIBLE),
            unknown: self.rows(class::UNKNOWN),
        }
    }
}
