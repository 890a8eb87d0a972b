//! Which figure counts: revisions, stocks and flows, interim values, roll-up over time and over entities.

use chrono::Datelike;
use dabiao_model::{Cadence, Date};
use num_rational::BigRational;
use num_traits::Zero;

use super::data::{Bound, Figure, Submitted};
use super::number::{Amount, End, Interval, factor, fraction};
use super::period::{PlainPeriod, month_end, months, months_later};
use super::policy::{Kind, Metric, Nature, RollUp};
use super::{Moment, Plain};

/// What reading a value gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// A number, perhaps only within bounds; yes is one and no is zero.
    Value(Interval),
    /// A figure was not submitted.
    Missing,
    /// It is there, but nothing can be said: no roll-up, an approximate figure.
    Undecided,
    /// Something other than zero over zero.
    ZeroDenominator,
    /// 0 / 0, or no cases in a finished period.
    Nothing,
    /// A figure is not believed.
    Invalid,
}

impl Reading {
    /// The number, if there is one.
    pub fn value(&self) -> Option<&Interval> {
        match self {
            Self::Value(value) => Some(value),
            _ => None,
        }
    }

    /// The reading that stands for both where not both are values: the first of the states' order.
    pub fn worse(&self, other: &Self) -> Self {
        let order = [Self::Nothing, Self::Invalid, Self::Missing, Self::ZeroDenominator, Self::Undecided];
        order.into_iter().find(|reading| reading == self || reading == other).unwrap_or(Self::Undecided)
    }
}

impl Plain<'_> {
    /// The figure of a metric at a moment.
    pub fn figure(&self, metric: usize, at: Moment) -> Reading {
        let declared = &self.policy.metrics[metric];
        if let Some(definition) = &declared.definition {
            return self.expr(definition, at);
        }
        let at = if declared.per_county { at } else { Moment { entity: None, ..at } };
        if at.due { self.own(metric, at) } else { self.interim(metric, at) }
    }

    /// Once due, only the period's own figure counts.
    fn own(&self, metric: usize, at: Moment) -> Reading {
        let declared = &self.policy.metrics[metric];
        let Some(period) = at.period.filter(|_| declared.cadence.is_some()) else {
            return self.without_period(metric, at);
        };
        let submitted = match declared.nature {
            Nature::Flow => self.submitted(metric, at.entity, |p| p == Some(period)),
            Nature::Stock => self.latest(metric, at.entity, |end| period.contains(end)),
        };
        if submitted != Reading::Missing {
            return submitted;
        }
        if declared.nature == Nature::Flow && is_shorter(declared.cadence, period) {
            return self.over_time(metric, at, period);
        }
        if self.has_children(at.entity) && declared.per_county {
            return self.over_children(declared, |child| self.own(metric, Moment { entity: Some(child), ..at }));
        }
        self.carried_over(metric, at, period)
    }

    /// `last figure counts for N months`: the last stock before the period, if it is not too old at the period's end.
    fn carried_over(&self, metric: usize, at: Moment, period: PlainPeriod) -> Reading {
        let declared = &self.policy.metrics[metric];
        let Some(count) = declared.last_counts_for.filter(|_| declared.nature == Nature::Stock) else {
            return Reading::Missing;
        };
        let count = i32::try_from(count).unwrap_or(0);
        // A stock at the end of a month counts to the end of a month: that of September for three months, to 31 December.
        let until = |end: Date| {
            let later = months_later(end, count);
            let is_last = month_end(end.year(), end.month()) == end;
            if is_last { month_end(later.year(), later.month()) } else { later }
        };
        self.latest(metric, at.entity, |end| end < period.start() && until(end) >= period.end())
    }

    /// Before it is due, the latest stock or the flow to date stands in.
    ///
    /// The page does not say what a flow to date is whose earlier part is missing. Missing is not zero, so nothing is
    /// known of it then.
    fn interim(&self, metric: usize, at: Moment) -> Reading {
        let declared = &self.policy.metrics[metric];
        let Some(period) = at.period.filter(|_| declared.cadence.is_some()) else {
            return self.without_period(metric, at);
        };
        let submitted = match declared.nature {
            Nature::Flow => self.submitted(metric, at.entity, |p| p == Some(period)),
            Nature::Stock => self.latest(metric, at.entity, |end| end <= self.as_of),
        };
        if submitted != Reading::Missing {
            return submitted;
        }
        if declared.nature == Nature::Flow && is_shorter(declared.cadence, period) {
            return self.to_date(metric, at, period);
        }
        if self.has_children(at.entity) && declared.per_county {
            return self.over_children(declared, |child| self.interim(metric, Moment { entity: Some(child), ..at }));
        }
        Reading::Missing
    }

    fn to_date(&self, metric: usize, at: Moment, period: PlainPeriod) -> Reading {
        let declared = &self.policy.metrics[metric];
        let parts = declared.cadence.map(|cadence| period.parts(cadence)).unwrap_or_default();
        let mut readings: Vec<Reading> =
            parts.into_iter().map(|part| self.own(metric, Moment { period: Some(part), ..at })).collect();
        while readings.last() == Some(&Reading::Missing) {
            readings.pop();
        }
        if readings.is_empty() { Reading::Missing } else { combine(&readings, declared.roll_up) }
    }

    fn over_time(&self, metric: usize, at: Moment, period: PlainPeriod) -> Reading {
        let declared = &self.policy.metrics[metric];
        let parts = declared.cadence.map(|cadence| period.parts(cadence)).unwrap_or_default();
        let readings: Vec<Reading> =
            parts.into_iter().map(|part| self.own(metric, Moment { period: Some(part), ..at })).collect();
        combine(&readings, declared.roll_up)
    }

    fn over_children(&self, declared: &Metric, read: impl Fn(usize) -> Reading) -> Reading {
        let readings: Vec<Reading> = self.policy.counties().into_iter().map(read).collect();
        match declared.roll_up {
            RollUp::SumsUp | RollUp::TakesTheMaximum => combine(&readings, declared.roll_up),
            RollUp::None | RollUp::TakesTheLast => Reading::Undecided,
        }
    }

    fn has_children(&self, entity: Option<usize>) -> bool {
        entity.is_some_and(|entity| self.policy.entities[entity].kind == Kind::Prefecture)
    }

    /// A metric without a period has one figure, and so has one judged without a period: the last known.
    fn without_period(&self, metric: usize, at: Moment) -> Reading {
        match self.policy.metrics[metric].nature {
            Nature::Flow => self.submitted(metric, at.entity, |_| true),
            Nature::Stock => self.latest(metric, at.entity, |end| end <= self.as_of),
        }
    }

    /// Figures that exist on the evaluation date, with their place in the data.
    fn existing(&self, metric: usize, entity: Option<usize>) -> impl Iterator<Item = (usize, &Figure)> {
        let exists = move |figure: &Figure| {
            figure.metric == metric && figure.entity == entity && figure.submitted_on.is_none_or(|on| on <= self.as_of)
        };
        self.data.figures.iter().enumerate().filter(move |(_, figure)| exists(figure))
    }

    /// The figure of the one period that fits, its revisions heeded.
    fn submitted(
        &self,
        metric: usize,
        entity: Option<usize>,
        fits: impl Fn(Option<PlainPeriod>) -> bool,
    ) -> Reading {
        let found: Vec<(usize, &Figure)> =
            self.existing(metric, entity).filter(|(_, figure)| fits(figure.period)).collect();
        let Some(last) = found.iter().map(|(_, figure)| figure.submitted_on).max() else { return Reading::Missing };
        let newest: Vec<&(usize, &Figure)> = found.iter().filter(|(_, figure)| figure.submitted_on == last).collect();
        let differ = newest.iter().any(|(_, figure)| value_of(figure) != value_of(newest[0].1));
        if differ || newest.iter().any(|(index, _)| self.invalid.contains(index)) {
            return Reading::Invalid;
        }
        self.read(metric, newest[0].1)
    }

    /// The stock of the latest moment that fits.
    fn latest(&self, metric: usize, entity: Option<usize>, fits: impl Fn(Date) -> bool) -> Reading {
        let ends = self.existing(metric, entity).filter_map(|(_, figure)| figure.period.map(PlainPeriod::end));
        let Some(latest) = ends.filter(|end| fits(*end)).max() else { return Reading::Missing };
        self.submitted(metric, entity, |period| period.map(PlainPeriod::end) == Some(latest))
    }

    fn read(&self, metric: usize, figure: &Figure) -> Reading {
        let declared = &self.policy.metrics[metric];
        match figure.value {
            Submitted::Number(Bound::About, amount) => match declared.approximate_within {
                Some(percent) => Reading::Value(around(&amount.value(), percent)),
                None => Reading::Undecided,
            },
            value => Reading::Value(interval(value)),
        }
    }

    /// The submitted figures that a metric at a moment rests on directly, by their place in the data.
    pub fn places(&self, metric: usize, entity: Option<usize>, period: PlainPeriod) -> Vec<usize> {
        let same = |figure: &Figure| figure.period == Some(period);
        self.existing(metric, entity).filter(|(_, figure)| same(figure)).map(|(index, _)| index).collect()
    }
}

fn is_shorter(cadence: Option<Cadence>, period: PlainPeriod) -> bool {
    match (cadence, period.cadence()) {
        (Some(own), Some(asked)) => months(own) < months(asked),
        _ => false,
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
        Submitted::Number(Bound::AtLeast, amount) => Interval { low: end(amount, false), high: None },
        Submitted::Number(Bound::MoreThan, amount) => Interval { low: end(amount, true), high: None },
        Submitted::Number(Bound::AtMost, amount) => Interval { low: None, high: end(amount, false) },
        Submitted::Number(Bound::LessThan, amount) => Interval { low: None, high: end(amount, true) },
        Submitted::Range(low, high) => Interval { low: end(low, false), high: end(high, false) },
        Submitted::YesNo(yes) => Interval::exact(fraction(i64::from(yes), 1)),
    }
}

fn around(value: &BigRational, percent: u32) -> Interval {
    let off = value * fraction(i64::from(percent), 100);
    Interval { low: Some((value - &off, false)), high: Some((value + off, false)) }
}

/// A roll-up that misses a part is no data.
fn combine(readings: &[Reading], how: RollUp) -> Reading {
    if how == RollUp::TakesTheLast {
        return readings.last().cloned().unwrap_or(Reading::Missing);
    }
    if how == RollUp::None {
        return Reading::Undecided;
    }
    let mut values = Vec::new();
    let mut worst: Option<Reading> = None;
    for reading in readings {
        match reading {
            Reading::Value(value) => values.push(value.clone()),
            other => worst = Some(worst.map_or(other.clone(), |worst| worst.worse(other))),
        }
    }
    if let Some(worst) = worst {
        return worst;
    }
    let zero = Interval::exact(BigRational::zero());
    match how {
        RollUp::TakesTheMaximum => largest(&values),
        _ => Reading::Value(values.iter().fold(zero, |sum, value| sum.plus(value))),
    }
}

/// The largest of several numbers. Bounds go through `+`, `−` and positive factors only.
fn largest(values: &[Interval]) -> Reading {
    let exact: Option<Vec<&BigRational>> = values.iter().map(Interval::value).collect();
    let largest = exact.and_then(|values| values.into_iter().max().cloned());
    largest.map_or(Reading::Undecided, |value| Reading::Value(Interval::exact(value)))
}

/// A number of a unit as base units, for thresholds.
pub fn threshold(amount: Amount) -> Interval {
    Interval::exact(amount.number() * factor(amount.unit))
}
