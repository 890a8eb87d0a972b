//! Submitted figures: which exist, which of several counts, and what they say.

use dabiao_model::Date;
use num_rational::BigRational;

use super::Plain;
use super::data::{Bound, Figure, Submitted};
use super::figures::Reading;
use super::number::{Amount, End, Interval, fraction};
use super::period::PlainPeriod;

/// Whose figure, and of which segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Whose {
    /// Whose; none of the policy itself.
    pub entity: Option<usize>,
    /// Of which segment; none is the whole.
    pub segment: Option<usize>,
}

impl Whose {
    fn of(figure: &Figure) -> Self {
        Self {
            entity: figure.entity,
            segment: figure.segment,
        }
    }
}

impl From<super::Moment> for Whose {
    fn from(at: super::Moment) -> Self {
        Self {
            entity: at.entity,
            segment: at.segment,
        }
    }
}

impl Plain<'_> {
    /// Figures that exist on the evaluation date, with their place in the data.
    pub(super) fn existing(
        &self,
        metric: usize,
        whose: Whose,
    ) -> impl Iterator<Item = (usize, &Figure)> {
        let exists = move |figure: &Figure| {
            figure.metric == metric
                && figure.reference.is_none()
                && Whose::of(figure) == whose
                && figure.submitted_on.is_none_or(|on| on <= self.as_of)
        };
        self.data
            .figures
            .iter()
            .enumerate()
            .filter(move |(_, figure)| exists(figure))
    }

    /// The figure of the one period that fits, its revisions heeded.
    pub(super) fn submitted(
        &self,
        metric: usize,
        whose: Whose,
        fits: impl Fn(Option<PlainPeriod>) -> bool,
    ) -> Reading {
        let found: Vec<(usize, &Figure)> = self
            .existing(metric, whose)
            .filter(|(_, figure)| fits(figure.period))
            .collect();
        let Some(last) = found.iter().map(|(_, figure)| figure.submitted_on).max() else {
            return Reading::Missing;
        };
        let newest: Vec<&(usize, &Figure)> = found
            .iter()
            .filter(|(_, figure)| figure.submitted_on == last)
            .collect();
        let differ = newest
            .iter()
            .any(|(_, figure)| value_of(figure) != value_of(newest[0].1));
        if differ || newest.iter().any(|(index, _)| self.invalid.contains(index)) {
            return Reading::Invalid;
        }
        self.read(metric, newest[0].1)
    }

    /// The stock of the latest moment that fits.
    pub(super) fn latest(
        &self,
        metric: usize,
        whose: Whose,
        fits: impl Fn(Date) -> bool,
    ) -> Reading {
        let ends = self
            .existing(metric, whose)
            .filter_map(|(_, figure)| figure.period.map(PlainPeriod::end));
        let Some(latest) = ends.filter(|end| fits(*end)).max() else {
            return Reading::Missing;
        };
        self.submitted(metric, whose, |period| {
            period.map(PlainPeriod::end) == Some(latest)
        })
    }

    pub(super) fn read(&self, metric: usize, figure: &Figure) -> Reading {
        let declared = &self.policy.metrics[metric];
        match figure.value {
            Submitted::Number(Bound::About, amount) => match declared.approximate_within {
                Some(percent) => Reading::Value(around(&amount.value(), percent)),
                None => Reading::Undecided,
            },
            value => Reading::Value(interval(value)),
        }
    }

    /// The submitted figures of a metric for an entity and period, of all its segments, by their place in the data.
    pub fn places(&self, metric: usize, entity: Option<usize>, period: PlainPeriod) -> Vec<usize> {
        let count = self.policy.metrics[metric].segments.len();
        let segments = std::iter::once(None).chain((0..count).map(Some));
        let figures = segments.flat_map(|segment| self.existing(metric, Whose { entity, segment }));
        figures
            .filter(|(_, figure)| figure.period == Some(period))
            .map(|(index, _)| index)
            .collect()
    }
}

fn value_of(figure: &Figure) -> Interval {
    interval(figure.value)
}

/// Exact and approximate numbers look alike here; [`Plain::read`] tells them apart.
fn interval(value: Submitted) -> Interval {
    let end = |amount: Amount, strict: bool| -> End { Some((amount.value(), strict)) };
    match value {
        Submitted::Number(Bound::Exact | Bound::About, amount) => Interval::exact(amount.value()),
        Submitted::Number(Bound::AtLeast, amount) => Interval {
            low: end(amount, false),
            high: None,
        },
        Submitted::Number(Bound::MoreThan, amount) => Interval {
            low: end(amount, true),
            high: None,
        },
        Submitted::Number(Bound::AtMost, amount) => Interval {
            low: None,
            high: end(amount, false),
        },
        Submitted::Number(Bound::LessThan, amount) => Interval {
            low: None,
            high: end(amount, true),
        },
        Submitted::Range(low, high) => Interval {
            low: end(low, false),
            high: end(high, false),
        },
        Submitted::YesNo(yes) => Interval::exact(fraction(i64::from(yes), 1)),
    }
}

fn around(value: &BigRational, percent: u32) -> Interval {
    let off = value * fraction(i64::from(percent), 100);
    Interval {
        low: Some((value - &off, false)),
        high: Some((value + off, false)),
    }
}
