//! Benchmarks and baselines: which of several counts, and how far a metric is from it.

use dabiao_model::{Comparator, Direction};

use super::condition::{Manner, Truth, decide};
use super::data::Figure;
use super::expr::difference;
use super::figures::{Reading, threshold};
use super::period::PlainPeriod;
use super::policy::{Expr, Time};
use super::{Moment, Plain};

/// A value that a metric is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reference {
    /// The value at the start.
    Baseline,
    /// The best of the province.
    ProvinceBest,
    /// The average of the province.
    ProvinceAverage,
}

impl Plain<'_> {
    /// The submitted value, the entity's own before a common one, the latest before earlier ones; else the declared one.
    pub(super) fn reference(&self, metric: usize, which: Reference, at: Moment) -> Reading {
        let declared = &self.policy.metrics[metric];
        let entity = at.entity.filter(|_| self.is_per_county(metric));
        let counts = |figure: &&Figure| {
            figure.metric == metric
                && figure.reference == Some(which)
                && (figure.entity.is_none() || figure.entity == entity)
                && figure.submitted_on.is_none_or(|on| on <= self.as_of)
                && begun(figure, at)
        };
        let figures = self.data.figures.iter().filter(counts);
        let latest = figures.max_by_key(|figure| {
            let end = figure.period.map(PlainPeriod::end);
            (figure.entity.is_some(), end, figure.submitted_on)
        });
        if let Some(figure) = latest {
            return self.read(metric, figure);
        }
        let written = declared.references.iter().find(|(it, _)| *it == which);
        match written.and_then(|(_, amount)| *amount) {
            Some(amount) => Reading::Value(threshold(amount)),
            None => Reading::Missing,
        }
    }

    /// The metric less what it is compared with.
    pub(super) fn gap(&self, metric: usize, to: Reference, at: Moment) -> Reading {
        difference(&self.figure(metric, at), &self.reference(metric, to, at))
    }

    /// Nearer to it than last year, or further ahead.
    pub(super) fn gap_narrows(
        &self,
        metric: usize,
        to: Reference,
        manner: Manner,
        at: Moment,
    ) -> Truth {
        let gap = Expr::Gap(metric, to);
        let op = match self.policy.metrics[metric].better {
            Some(Direction::Lower) => Comparator::LessThan,
            _ => Comparator::MoreThan,
        };
        let before = self.at_time(Time::LastYear, &gap, at);
        decide(&self.expr(&gap, at), op, &before, manner)
    }
}

/// Whether it did not begin only after the judged period had ended.
fn begun(figure: &Figure, at: Moment) -> bool {
    match (figure.period, at.period) {
        (Some(period), Some(judged)) => period.start() <= judged.end(),
        _ => true,
    }
}
