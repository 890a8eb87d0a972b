//! Conditions at a distance from what a metric was.

use dabiao_model::{Comparator, Direction};
use num_rational::BigRational;
use num_traits::One;

use super::condition::{Manner, Truth, decide, rounded_in};
use super::expr::difference;
use super::figures::Reading;
use super::number::{Amount, Interval, fraction};
use super::policy::{Expr, Nature, PlainUnit, Relative, Time};
use super::{Moment, Plain};

impl Plain<'_> {
    /// This period's increment against last year's: of a flow on the year before, of a stock on the period before.
    pub(super) fn increases_more(&self, metric: usize, manner: Manner, at: Moment) -> Truth {
        let stock = self.policy.metrics[metric].nature != Nature::Flow;
        let earlier = |years: i32, before: bool| {
            let period = at.period.map(|period| {
                let period = if before { period.before() } else { period };
                (0..years).fold(period, |period, _| period.a_year_earlier())
            });
            let due = at.due || years > 0 || before;
            self.figure(metric, Moment { period, due, ..at })
        };
        let increment = |years| {
            let base = if stock {
                earlier(years, true)
            } else {
                earlier(years + 1, false)
            };
            difference(&earlier(years, false), &base)
        };
        let left = self.rounded_as(metric, increment(0), manner);
        decide(&left, Comparator::MoreThan, &increment(1), manner)
    }

    /// At least 2 to the power of the times what it was.
    pub(super) fn doubled(
        &self,
        metric: usize,
        (times, since): (u32, super::PlainPeriod),
        manner: Manner,
        at: Moment,
    ) -> Truth {
        let figure = Expr::Metric(metric);
        let then = self.at_time(Time::Fixed(since), &figure, at);
        let factor = (0..times).fold(BigRational::one(), |factor, _| factor * fraction(2, 1));
        let left = self.rounded_as(metric, self.figure(metric, at), manner);
        decide(
            &left,
            Comparator::AtLeast,
            &times_of(&then, &factor),
            manner,
        )
    }

    /// So much above, below or behind last year.
    /// Better than last year by at least so much.
    pub(super) fn improves_by(
        &self,
        metric: usize,
        by: Amount,
        manner: Manner,
        at: Moment,
    ) -> Truth {
        let better = self.policy.metrics[metric].better;
        let (by, op) = match better {
            Some(Direction::Lower) => (-by.value(), Comparator::AtMost),
            _ => (by.value(), Comparator::AtLeast),
        };
        let limit = match self.expr(&Expr::LastYear(metric), at) {
            Reading::Value(then) => Reading::Value(then.plus(&Interval::exact(by))),
            other => other,
        };
        let left = self.rounded_as(metric, self.figure(metric, at), manner);
        decide(&left, op, &limit, manner)
    }

    pub(super) fn relative(&self, relative: Relative, manner: Manner, at: Moment) -> Truth {
        let then = self.expr(&relative.base.of(relative.metric), at);
        let better = self.policy.metrics[relative.metric].better;
        let above = if relative.behind {
            better == Some(Direction::Lower)
        } else {
            relative.above
        };
        let by = relative.by.value();
        let by = if above { by } else { -by };
        let limit = if relative.by.unit == PlainUnit::Percent {
            times_of(&then, &(BigRational::one() + by))
        } else {
            match &then {
                Reading::Value(then) => Reading::Value(then.plus(&Interval::exact(by))),
                other => other.clone(),
            }
        };
        let op = match (above, relative.at_most) {
            (true, false) | (false, true) => Comparator::AtLeast,
            _ => Comparator::AtMost,
        };
        let left = self.rounded_as(relative.metric, self.figure(relative.metric, at), manner);
        decide(&left, op, &limit, manner)
    }

    /// The value rounded as the target says, in the metric's own unit.
    fn rounded_as(&self, metric: usize, value: Reading, manner: Manner) -> Reading {
        rounded_in(self.policy.metrics[metric].unit, value, manner)
    }
}

fn times_of(value: &Reading, factor: &BigRational) -> Reading {
    match value {
        Reading::Value(value) => Reading::Value(value.times(factor)),
        other => other.clone(),
    }
}
