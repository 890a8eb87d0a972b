//! Looking up one submitted figure of a series, by the rules of time.

use dabiao_model::{Date, Estimate, Figure, FigureValue, MetricId, Nature, Period, Ratio};

use super::Evaluation;
use super::bind::exists;
use super::cell::Cell;
use crate::program::MetricPlan;
use crate::reason::{Gap, Suspicion};

/// A figure found for a period, and the day up to which it speaks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) figure: u32,
    pub(super) until: Option<Date>,
}

impl Evaluation<'_> {
    /// The figures of a series that exist on the evaluation date, the latest period last, revisions after what they revise.
    fn visible<'s>(
        &'s self,
        series: &'s [u32],
    ) -> impl DoubleEndedIterator<Item = (u32, &'s Figure)> {
        series
            .iter()
            .filter_map(|index| {
                self.data
                    .figures
                    .get(*index as usize)
                    .map(|figure| (*index, figure))
            })
            .filter(|(_, figure)| exists(figure, self.as_of))
    }

    /// The day of the last figure of a series that exists, none later than a period.
    pub(super) fn last_known(&self, series: &[u32], period: Option<Period>) -> Option<Date> {
        let ends = self
            .visible(series)
            .filter_map(|(_, figure)| figure.period.map(Period::end));
        ends.filter(|end| period.is_none_or(|period| *end <= period.end()))
            .max()
    }

    /// The figure of exactly this period; the last revision of it.
    pub(super) fn exactly(&self, series: &[u32], period: Option<Period>) -> Option<Found> {
        self.work(series.len().checked_ilog2().unwrap_or(0) as usize);
        let start = series.partition_point(|index| self.period_of(*index) < period);
        let run = series.get(start..).unwrap_or_default();
        let end = run.partition_point(|index| self.period_of(*index) <= period);
        let run = run.get(..end).unwrap_or_default();
        let found = self.visible(run).next_back();
        found.map(|(figure, it)| Found {
            figure,
            until: it.period.map(Period::end),
        })
    }

    fn period_of(&self, index: u32) -> Option<Period> {
        self.data
            .figures
            .get(index as usize)
            .and_then(|figure| figure.period)
    }

    /// The last figure whose period ends in `period`, and from `earliest` on.
    pub(super) fn last_in(
        &self,
        series: &[u32],
        from: Option<Date>,
        to: Option<Date>,
    ) -> Option<Found> {
        self.work(series.len());
        let inside = |figure: &Figure| {
            figure.period.is_none_or(|period| {
                from.is_none_or(|from| period.end() >= from)
                    && to.is_none_or(|to| period.end() <= to)
            })
        };
        let found = self.visible(series).rfind(|(_, figure)| inside(figure));
        found.map(|(figure, it)| Found {
            figure,
            until: it.period.map(Period::end),
        })
    }

    /// What was submitted of a period up to a day in it, the latest such day.
    pub(super) fn to_date(&self, series: &[u32], period: Period) -> Option<Found> {
        self.work(series.len());
        let is_part = |figure: &Figure| {
            figure
                .period
                .is_some_and(|part| part.start() == period.start() && part.end() < period.end())
        };
        let found = self.visible(series).rfind(|(_, figure)| is_part(figure));
        found.map(|(figure, it)| Found {
            figure,
            until: it.period.map(Period::end),
        })
    }

    /// The value of a figure, unless a check or a contradiction makes it unbelievable.
    pub(super) fn value(&self, metric: MetricId, index: u32) -> Cell {
        if let Some(check) = self.failed.get(index as usize).copied().flatten() {
            return Cell::Invalid(Suspicion::Check(check));
        }
        if self
            .bound
            .contradicted
            .get(index as usize)
            .copied()
            .flatten()
            .is_some()
        {
            return Cell::Invalid(Suspicion::Duplicate(index as usize));
        }
        match self
            .data
            .figures
            .get(index as usize)
            .map(|figure| &figure.value)
        {
            Some(FigureValue::Number(estimate)) => self.believed(metric, estimate),
            Some(FigureValue::YesNo(yes)) => Cell::YesNo(*yes),
            _ => Cell::Missing(Gap::UndecidedByBound),
        }
    }

    /// An approximate number becomes a range where the metric says how far off it may be.
    pub(super) fn believed(&self, metric: MetricId, estimate: &Estimate) -> Cell {
        let Estimate::About(value) = estimate else {
            return Cell::Number(estimate.clone());
        };
        let within = self
            .plan(metric)
            .and_then(|plan| plan.approximate_within.as_ref());
        let Some(within) = within else {
            return Cell::Missing(Gap::Approximate { metric });
        };
        let off = &value.abs() * within;
        if off.is_zero() {
            return Cell::exact(value.clone());
        }
        Cell::Number(Estimate::Between {
            low: Some((value - &off, false)),
            high: Some((value + &off, false)),
        })
    }

    pub(super) fn plan(&self, metric: MetricId) -> Option<&MetricPlan> {
        self.program.metrics.get(metric.index())
    }

    /// Whether a metric is read at moments: a stock, or cumulative since some start.
    pub(super) fn at_moments(&self, metric: MetricId) -> bool {
        let nature = self
            .program
            .schema
            .metrics
            .get(metric.index())
            .map(|schema| schema.nature);
        matches!(nature, Some(Nature::Stock | Nature::Cumulative))
    }

    /// The figure of a stock for a period: the last one in it.
    pub(super) fn stock(
        &self,
        metric: MetricId,
        series: &[u32],
        period: Option<Period>,
        due: bool,
    ) -> Option<Found> {
        let Some(period) = period else {
            return self.last_in(series, None, None);
        };
        if !due {
            return self.last_in(series, None, None);
        }
        let own = self.exactly(series, Some(period));
        let own = own.or_else(|| self.last_in(series, Some(period.start()), Some(period.end())));
        own.or_else(|| {
            let months = self.plan(metric)?.last_counts_months?;
            let earliest = period
                .end()
                .checked_sub_months(chrono::Months::new(months))?;
            self.last_in(series, Some(earliest), Some(period.end()))
        })
    }
}

/// Yes as one, no as zero: a declared yes/no value is kept as a number.
pub(super) fn is_yes(estimate: &Estimate) -> bool {
    *estimate == Estimate::Exact(Ratio::ONE)
}
