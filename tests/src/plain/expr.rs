//! Values: a walk over the tree.

use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

use super::figures::{Reading, threshold};
use super::number::{End, Interval};
use super::policy::Expr;
use super::{Moment, Plain};

impl Plain<'_> {
    /// The value of an expression.
    pub fn expr(&self, expr: &Expr, at: Moment) -> Reading {
        match expr {
            Expr::Amount(amount) => Reading::Value(threshold(*amount)),
            Expr::Metric(metric) => self.figure(*metric, at),
            Expr::LastYear(metric) => self.earlier(*metric, at, |at| {
                at.period.map(super::period::PlainPeriod::a_year_earlier)
            }),
            Expr::LastPeriod(metric) => self.earlier(*metric, at, |at| {
                at.period.map(super::period::PlainPeriod::before)
            }),
            Expr::At(time, inner) => self.at_time(*time, inner, at),
            Expr::Growth(inner) => self.growth(inner, at),
            Expr::Change(inner) => self.change(inner, at),
            Expr::Segment(metric, segment) => self.figure(
                *metric,
                Moment {
                    segment: Some(*segment),
                    ..at
                },
            ),
            Expr::Reference(metric, which) => self.reference(*metric, *which, at),
            Expr::Gap(metric, to) => self.gap(*metric, *to, at),
            Expr::SegmentSum(metric) => self.segment_sum(*metric, at),
            Expr::OwnLevel(metric) => self.own_level(&Expr::Metric(*metric), at),
            Expr::SinceYearStart(metric) => self.since_year_start(*metric, at),
            Expr::Sum(a, b) => sum_of(&self.expr(a, at), &self.expr(b, at)),
            Expr::Difference(a, b) => difference(&self.expr(a, at), &self.expr(b, at)),
            Expr::Product(a, b) => both(&self.expr(a, at), &self.expr(b, at), product),
            Expr::Quotient(a, b) => both(&self.expr(a, at), &self.expr(b, at), quotient),
            Expr::Aggregate(aggregate) => self.aggregate(aggregate, at),
            Expr::Unknown => Reading::Undecided,
            Expr::Parameter(index) => Reading::Value(threshold(self.policy.parameters[*index].1)),
            Expr::Negative(inner) => match self.expr(inner, at) {
                Reading::Value(value) => Reading::Value(value.negative()),
                reading => reading,
            },
            Expr::Peers(peers) => self.peers(peers, at),
            Expr::Length(window, unit) => Reading::Value(threshold(window.length(*unit))),
        }
    }

    /// A past period has ended: only its own figure counts, whenever it is asked for.
    fn earlier(
        &self,
        metric: usize,
        at: Moment,
        shift: impl Fn(Moment) -> Option<super::PlainPeriod>,
    ) -> Reading {
        match shift(at) {
            Some(period) => self.figure(
                metric,
                Moment {
                    period: Some(period),
                    due: true,
                    ..at
                },
            ),
            None => Reading::Missing,
        }
    }
}

/// `a + b`.
pub(super) fn sum_of(a: &Reading, b: &Reading) -> Reading {
    both(a, b, |a, b| Reading::Value(a.plus(b)))
}

/// `a − b`.
pub(super) fn difference(a: &Reading, b: &Reading) -> Reading {
    both(a, b, |a, b| Reading::Value(a.plus(&b.negative())))
}

/// `a × b`.
pub(super) fn product_of(a: &Reading, b: &Reading) -> Reading {
    both(a, b, product)
}

/// `a / b`.
pub(super) fn quotient_of(a: &Reading, b: &Reading) -> Reading {
    both(a, b, quotient)
}

fn both(a: &Reading, b: &Reading, join: impl Fn(&Interval, &Interval) -> Reading) -> Reading {
    match (a, b) {
        (Reading::Value(a), Reading::Value(b)) => join(a, b),
        _ => a.worse(b),
    }
}

/// Bounds go through a factor known exactly.
fn product(a: &Interval, b: &Interval) -> Reading {
    match (a.value(), b.value()) {
        (_, Some(factor)) => Reading::Value(a.times(factor)),
        (Some(factor), None) => Reading::Value(b.times(factor)),
        (None, None) => Reading::Undecided,
    }
}

/// A/B is compared with k by comparing A with k·B where B is known to be positive, so bounds go through there too.
fn quotient(a: &Interval, b: &Interval) -> Reading {
    match b.value() {
        Some(zero) if zero.is_zero() && a.is_zero() => Reading::Nothing,
        Some(zero) if zero.is_zero() => Reading::ZeroDenominator,
        Some(divisor) => Reading::Value(a.times(&(BigRational::one() / divisor))),
        None if b.is_positive() => Reading::Value(Interval {
            low: least(a, b),
            high: turned(least(&a.negative(), b)),
        }),
        None => Reading::Undecided,
    }
}

fn turned(end: End) -> End {
    end.map(|(value, strict)| (-value, strict))
}

/// The lower end of a / b for a positive b.
fn least(a: &Interval, b: &Interval) -> End {
    let (low, strict) = a.low.clone()?;
    if low.is_negative() {
        let (divisor, open) = b.low.clone()?;
        return (!divisor.is_zero()).then(|| (low / divisor, strict || open));
    }
    if low.is_zero() {
        return Some((low, strict));
    }
    match &b.high {
        Some((divisor, open)) => Some((low / divisor, strict || *open)),
        None => Some((BigRational::zero(), true)),
    }
}
