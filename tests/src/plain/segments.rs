//! Segments: which metrics are split, when a bare name means each of them, and what they come to.

use super::expr::sum_of;
use super::figures::Reading;
use super::policy::{Condition, Expr};
use super::walk::bare_metrics_in;
use super::{Moment, Plain};

impl Plain<'_> {
    /// How many segments a metric has, and whether they add up: a computed one has those that all its parts have.
    pub(super) fn split(&self, metric: usize) -> Option<(usize, bool)> {
        let declared = &self.policy.metrics[metric];
        let Some(definition) = &declared.definition else {
            let count = declared.segments.len();
            return (count > 0).then_some((count, declared.adding_up));
        };
        let parts = super::walk::metrics_of(&[definition]);
        if has_segment(definition) || parts.is_empty() {
            return None;
        }
        let parts: Option<Vec<(usize, bool)>> =
            parts.into_iter().map(|part| self.split(part)).collect();
        let parts = parts?;
        let count = parts[0].0;
        let adds_up = parts.iter().all(|(_, adds_up)| *adds_up);
        parts
            .iter()
            .all(|part| part.0 == count)
            .then_some((count, adds_up))
    }

    /// How many segments a condition speaks of: a bare name means every one, unless they add up.
    pub(super) fn every_segment(&self, condition: &Condition, at: Moment) -> Option<usize> {
        if at.segment.is_some() {
            return None;
        }
        let bare = bare_metrics_in(condition).into_iter();
        let mut split = bare.filter_map(|metric| self.split(metric));
        split.find(|(_, adds_up)| !adds_up).map(|(count, _)| count)
    }

    /// The whole of a metric whose segments add up, from them.
    pub(super) fn sum_of_segments(
        &self,
        metric: usize,
        at: Moment,
        read: impl Fn(&Self, usize, Moment) -> Reading,
    ) -> Reading {
        let declared = &self.policy.metrics[metric];
        if at.segment.is_some() || !declared.adding_up {
            return Reading::Missing;
        }
        let of = |segment| Moment {
            segment: Some(segment),
            ..at
        };
        let parts = (0..declared.segments.len()).map(|segment| read(self, metric, of(segment)));
        let sum = parts.reduce(|sum, part| sum_of(&sum, &part));
        sum.unwrap_or(Reading::Missing)
    }

    /// What the segments of a metric come to, whether or not they make a whole.
    pub(super) fn segment_sum(&self, metric: usize, at: Moment) -> Reading {
        let count = self.split(metric).map_or(0, |(count, _)| count);
        let of = |segment| Moment {
            segment: Some(segment),
            ..at
        };
        let parts = (0..count).map(|segment| self.figure(metric, of(segment)));
        let sum = parts.reduce(|sum, part| sum_of(&sum, &part));
        sum.unwrap_or(Reading::Missing)
    }
}

/// Whether an expression names one of the segments of a metric, or all of them.
fn has_segment(expr: &Expr) -> bool {
    match expr {
        Expr::Segment(..) | Expr::SegmentSum(_) => true,
        Expr::Sum(a, b) | Expr::Difference(a, b) | Expr::Product(a, b) | Expr::Quotient(a, b) => {
            has_segment(a) || has_segment(b)
        }
        _ => false,
    }
}
