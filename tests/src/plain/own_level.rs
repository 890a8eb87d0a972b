//! The own level: what a parent has beside its children.

use dabiao_model::Cadence;
use num_rational::BigRational;
use num_traits::Zero;

use super::expr::{difference, quotient_of, sum_of};
use super::figures::{Reading, is_shorter};
use super::number::Interval;
use super::period::PlainPeriod;
use super::policy::{Expr, Nature, RollUp};
use super::{Moment, Plain};

impl Plain<'_> {
    /// A value read at the own level: a derived one is recomputed from the own levels of its parts.
    pub(super) fn own_level(&self, expr: &Expr, at: Moment) -> Reading {
        match expr {
            Expr::Metric(metric) => match &self.policy.metrics[*metric].definition {
                Some(definition) => self.own_level(definition, at),
                None => self.without_children(*metric, at),
            },
            Expr::Sum(a, b) => sum_of(&self.own_level(a, at), &self.own_level(b, at)),
            Expr::Quotient(a, b) => quotient_of(&self.own_level(a, at), &self.own_level(b, at)),
            other => self.expr(other, at),
        }
    }

    /// The parent's submitted total less what its children submitted for the same time.
    fn without_children(&self, metric: usize, at: Moment) -> Reading {
        let declared = &self.policy.metrics[metric];
        let is_parent =
            declared.per_county && at.entity.is_some_and(|entity| self.policy.is_above(entity));
        if !is_parent {
            return self.figure(metric, at);
        }
        if declared.roll_up != RollUp::SumsUp {
            return Reading::Undecided;
        }
        let Some(of) = self.time_of_total(metric, at) else {
            return self.of_parts(metric, at);
        };
        let total = self.submitted(metric, at.into(), |period| period == Some(of));
        // Those whom the metric is per, however far below.
        let counties = self.policy.counties().into_iter();
        let counties =
            counties.filter(|it| at.entity.is_some_and(|own| self.policy.lies_in(*it, own)));
        let counties: Vec<usize> = counties.collect();
        let below = self.over_these(&counties, metric, |metric, child| {
            let at = Moment {
                entity: Some(child),
                period: Some(of),
                due: true,
                ..at
            };
            self.figure(metric, at)
        });
        let rest = difference(&total, &below);
        // Less than nothing contradicts itself: the parts come to more than the whole.
        let nothing = Interval::exact(BigRational::zero());
        let less = |rest: &Interval| {
            rest.compare(dabiao_model::Comparator::LessThan, &nothing) == Some(true)
        };
        match rest.value() {
            Some(value) if less(value) => Reading::Invalid,
            _ => rest,
        }
    }

    /// Of which time the parent's own figure is that counts for the period.
    fn time_of_total(&self, metric: usize, at: Moment) -> Option<PlainPeriod> {
        let period = at.period?;
        let known: Vec<PlainPeriod> = self
            .existing(metric, at.into())
            .filter_map(|(_, figure)| figure.period)
            .collect();
        let declared = &self.policy.metrics[metric];
        if declared.nature != Nature::Flow {
            let counts = |it: &PlainPeriod| !at.due || period.contains(it.end());
            return known.into_iter().filter(counts).max_by_key(|it| it.end());
        }
        if known.contains(&period) {
            return Some(period);
        }
        let up_to_a_day = |it: &PlainPeriod| matches!(it, PlainPeriod::Days(from, to) if *from == period.start() && *to < period.end());
        let interim = !at.due && declared.cadence == period.cadence();
        let parts = known.into_iter().filter(|it| interim && up_to_a_day(it));
        parts.max_by_key(|it| it.end())
    }

    /// Without a total of a longer period: what the own levels of its parts come to.
    fn of_parts(&self, metric: usize, at: Moment) -> Reading {
        let declared = &self.policy.metrics[metric];
        let longer = |period: &PlainPeriod| is_shorter(declared.cadence, *period);
        let cadence = declared.cadence.filter(|_| declared.nature == Nature::Flow);
        let parts = |cadence: Cadence| Some(at.period.filter(longer)?.parts(cadence));
        let parts = cadence.and_then(parts).unwrap_or_default();
        let own = parts.into_iter().map(|part| {
            let at = Moment {
                period: Some(part),
                due: true,
                ..at
            };
            self.without_children(metric, at)
        });
        let mut own: Vec<Reading> = own.collect();
        while !at.due && own.last() == Some(&Reading::Missing) {
            own.pop();
        }
        let sum = own.into_iter().reduce(|sum, part| sum_of(&sum, &part));
        match sum.unwrap_or(Reading::Missing) {
            Reading::Missing => self.sum_of_segments(metric, at, Self::without_children),
            sum => sum,
        }
    }
}
