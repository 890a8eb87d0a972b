//! The own level: what a submitted total has beside the figures of the entities below it.

use dabiao_model::{Comparator, Estimate, MetricId, Ratio};

use super::cell::Cell;
use super::slot::{Reading, is_not_submitted, sum};
use super::{Evaluation, Frame};
use crate::estimate;
use crate::program::RollUp;
use crate::reason::{Gap, Suspicion};

impl Evaluation<'_> {
    /// A metric without what lies below the one that is judged; all of it where nothing can.
    ///
    /// What is taken off is of the same time as the total, or the rest would be of none.
    pub(super) fn own_level(&self, reading: Reading, frame: Frame) -> Cell {
        let plain = Reading {
            own_level: false,
            ..reading
        };
        let Some(below) = self.below(reading.metric, frame.entity) else {
            return self.whole(plain, frame);
        };
        let metric = reading.metric;
        if self.plan(metric).map(|plan| plan.roll_up) != Some(RollUp::Sum) {
            return Cell::Missing(Gap::NoRollUp { metric });
        }
        let series = self.bound.series(metric, reading.segment, frame.entity);
        let Some(found) = self.found(reading, frame, series) else {
            return self.own_level_of_parts(reading, frame);
        };
        let total = self.take(plain, found, frame);
        let figure = self.data.figures.get(found.figure as usize);
        let at = |id| Frame {
            entity: Some(id),
            period: figure.and_then(|figure| figure.period),
            due: true,
        };
        let parts = sum(below.into_iter().map(|id| self.whole(plain, at(id))));
        self.rest(metric, total, parts, found.figure)
    }

    /// Without a total of the whole: what those of its times come to, else those of its segments.
    fn own_level_of_parts(&self, reading: Reading, frame: Frame) -> Cell {
        let period = frame
            .period
            .filter(|_| !self.at_moments(reading.metric))
            .map(|period| self.flow(reading, frame, period));
        let own = period.unwrap_or_else(|| self.not_submitted(reading, frame));
        let adds_up = self.plan(reading.metric).is_some_and(|plan| plan.adding_up);
        if is_not_submitted(&own) && reading.segment.is_none() && adds_up {
            return self.sum_of_segments(reading, frame).unwrap_or(own);
        }
        own
    }

    /// What is left of a total; less than nothing is not believed.
    fn rest(&self, metric: MetricId, total: Cell, parts: Cell, figure: u32) -> Cell {
        let off = match parts {
            Cell::Number(parts) => Cell::Number(estimate::negative(&parts)),
            other => other,
        };
        let rest = sum([total, off].into_iter());
        let nothing = Estimate::Exact(Ratio::ZERO);
        let is_less = |rest| estimate::compare(rest, Comparator::LessThan, &nothing) == Some(true);
        match &rest {
            Cell::Number(it) if is_less(it) && !self.may_be_negative(metric) => {
                Cell::Invalid(Suspicion::LessThanParts(figure as usize))
            }
            _ => rest,
        }
    }

    /// Whether the policy calls figures below zero plausible.
    pub(crate) fn may_be_negative(&self, metric: MetricId) -> bool {
        let plausible = self.plan(metric).and_then(|plan| plan.plausible.as_ref());
        plausible.is_some_and(|(low, _)| low.is_negative())
    }
}
