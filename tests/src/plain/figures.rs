//! Which figure counts: revisions, stocks and flows, interim values, roll-up over time and over entities.

use chrono::Datelike;
use dabiao_model::{Cadence, Date};
use num_rational::BigRational;
use num_traits::Zero;

use super::number::{Amount, Interval, factor};
use super::period::{PlainPeriod, month_end, months, months_later};
use super::policy::{Nature, RollUp};
use super::submitted::Whose;
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
        let order = [
            Self::Nothing,
            Self::Invalid,
            Self::ZeroDenominator,
            Self::Missing,
            Self::Undecided,
        ];
        order
            .into_iter()
            .find(|reading| reading == self || reading == other)
            .unwrap_or(Self::Undecided)
    }
}

impl Plain<'_> {
    /// The figure of a metric at a moment.
    pub fn figure(&self, metric: usize, at: Moment) -> Reading {
        let declared = &self.policy.metrics[metric];
        if let Some(definition) = &declared.definition {
            return self.expr(definition, at);
        }
        let at = Moment {
            entity: at.entity.filter(|_| declared.per_county),
            segment: at.segment.filter(|_| !declared.segments.is_empty()),
            ..at
        };
        if at.due {
            self.own(metric, at)
        } else {
            self.interim(metric, at)
        }
    }

    /// Once due, only the period's own figure counts.
    pub(super) fn own(&self, metric: usize, at: Moment) -> Reading {
        let itself = self.own_itself(metric, at);
        self.or_from_below(itself, metric, at, |metric, at| self.own(metric, at))
    }

    /// The same without what lies below the entity.
    fn own_itself(&self, metric: usize, at: Moment) -> Reading {
        let declared = &self.policy.metrics[metric];
        let Some(period) = at.period.filter(|_| declared.cadence.is_some()) else {
            return self.without_period(metric, at);
        };
        let submitted = match declared.nature {
            Nature::Flow => self.submitted(metric, at.into(), |p| p == Some(period)),
            Nature::Stock | Nature::Cumulative => {
                self.latest(metric, at.into(), |end| period.contains(end))
            }
        };
        if submitted != Reading::Missing {
            return submitted;
        }
        if self.is_longer(metric, period) {
            let over_time = self.over_time(metric, at, period);
            if over_time != Reading::Missing {
                return over_time;
            }
        }
        match self.sum_of_segments(metric, at, Self::own) {
            Reading::Missing => self.carried_over(metric, at, period),
            of_segments => of_segments,
        }
    }

    /// Whether a flow is asked for a period longer than its own.
    fn is_longer(&self, metric: usize, period: PlainPeriod) -> bool {
        let declared = &self.policy.metrics[metric];
        declared.nature == Nature::Flow && is_shorter(declared.cadence, period)
    }

    /// Whether what lies below the entity makes up for a figure that it lacks; of a longer period its parts did so already.
    fn rolls_up(&self, metric: usize, at: Moment) -> bool {
        let declared = &self.policy.metrics[metric];
        let period = at.period.filter(|_| declared.cadence.is_some());
        let longer = period.is_none_or(|period| self.is_longer(metric, period));
        declared.per_county && !longer && at.entity.is_some_and(|it| self.policy.is_above(it))
    }

    /// Whose figures are rolled up for an entity: of those right below it, and in place of one that handed in nothing of those
    /// below that.
    fn handed_in_below(&self, metric: usize, at: Moment) -> Vec<usize> {
        let mut parts = Vec::new();
        for child in self.policy.children(at.entity.unwrap_or(0)) {
            let of = Moment {
                entity: Some(child),
                ..at
            };
            let itself = match at.due {
                true => self.own_itself(metric, of),
                false => self.interim_itself(metric, of),
            };
            if !self.policy.is_above(child) || itself != Reading::Missing {
                parts.push(child);
            } else {
                parts.extend(self.handed_in_below(metric, of));
            }
        }
        parts
    }

    /// `last figure counts for N months`: the last stock before the period, if it is not too old at the period's end.
    fn carried_over(&self, metric: usize, at: Moment, period: PlainPeriod) -> Reading {
        let declared = &self.policy.metrics[metric];
        let Some(count) = declared
            .last_counts_for
            .filter(|_| declared.nature != Nature::Flow)
        else {
            return Reading::Missing;
        };
        let count = i32::try_from(count).unwrap_or(0);
        // A stock at the end of a month counts to the end of a month: that of September for three months, to 31 December.
        let until = |end: Date| {
            let later = months_later(end, count);
            let is_last = month_end(end.year(), end.month()) == end;
            if is_last {
                month_end(later.year(), later.month())
            } else {
                later
            }
        };
        self.latest(metric, at.into(), |end| {
            end < period.start() && until(end) >= period.end()
        })
    }

    /// Before it is due, the latest stock or the flow to date stands in.
    ///
    /// The page does not say what a flow to date is whose earlier part is missing. Missing is not zero, so nothing is
    /// known of it then.
    fn interim(&self, metric: usize, at: Moment) -> Reading {
        let itself = self.interim_itself(metric, at);
        self.or_from_below(itself, metric, at, |metric, at| self.interim(metric, at))
    }

    /// The same without what lies below the entity.
    fn interim_itself(&self, metric: usize, at: Moment) -> Reading {
        let declared = &self.policy.metrics[metric];
        let Some(period) = at.period.filter(|_| declared.cadence.is_some()) else {
            return self.without_period(metric, at);
        };
        let submitted = match declared.nature {
            Nature::Flow => self.submitted(metric, at.into(), |p| p == Some(period)),
            Nature::Stock | Nature::Cumulative => {
                self.latest(metric, at.into(), |end| end <= self.as_of)
            }
        };
        if submitted != Reading::Missing {
            return submitted;
        }
        if declared.nature == Nature::Flow && declared.cadence == period.cadence() {
            let so_far = self.so_far(metric, at.into(), period);
            if so_far != Reading::Missing {
                return so_far;
            }
        }
        if self.is_longer(metric, period) {
            let to_date = self.to_date(metric, at, period);
            if to_date != Reading::Missing {
                return to_date;
            }
        }
        self.sum_of_segments(metric, at, Self::interim)
    }

    /// What was submitted of a period up to the latest day in it.
    fn so_far(&self, metric: usize, whose: Whose, period: PlainPeriod) -> Reading {
        let is_part = |part: &PlainPeriod| matches!(part, PlainPeriod::Days(start, end) if *start == period.start() && *end < period.end());
        let parts = self
            .existing(metric, whose)
            .filter_map(|(_, figure)| figure.period.filter(is_part));
        match parts.max_by_key(|part| part.end()) {
            Some(latest) => self.submitted(metric, whose, |part| part == Some(latest)),
            None => Reading::Missing,
        }
    }

    /// The figures of the metric's own periods that a longer one is made of.
    fn parts(&self, metric: usize, at: Moment, period: PlainPeriod) -> Vec<Reading> {
        let cadence = self.policy.metrics[metric].cadence;
        let parts = cadence.map(|cadence| period.parts(cadence));
        let of = |part| Moment {
            period: Some(part),
            ..at
        };
        parts
            .unwrap_or_default()
            .into_iter()
            .map(|part| self.own(metric, of(part)))
            .collect()
    }

    fn to_date(&self, metric: usize, at: Moment, period: PlainPeriod) -> Reading {
        let mut readings = self.parts(metric, at, period);
        while readings.last() == Some(&Reading::Missing) {
            readings.pop();
        }
        if readings.is_empty() {
            Reading::Missing
        } else {
            self.roll_up_over_time(metric, &readings, at, period)
        }
    }

    /// What the figures of parts of a period come to; weights are those of the same parts.
    fn roll_up_over_time(
        &self,
        metric: usize,
        readings: &[Reading],
        at: Moment,
        period: PlainPeriod,
    ) -> Reading {
        match self.policy.metrics[metric].roll_up {
            RollUp::WeightedBy(_) if readings.iter().all(|part| *part == Reading::Missing) => {
                Reading::Missing
            }
            RollUp::WeightedBy(by) => {
                let cadence = self.policy.metrics[metric].cadence;
                let parts = cadence.map(|cadence| period.parts(cadence));
                let weight = |part| {
                    let at = Moment {
                        segment: None,
                        period: Some(part),
                        due: true,
                        ..at
                    };
                    self.own(by, at)
                };
                let weights = parts.unwrap_or_default().into_iter().map(weight);
                weighted(readings, &weights.collect::<Vec<_>>())
            }
            how => combine(readings, how),
        }
    }

    fn over_time(&self, metric: usize, at: Moment, period: PlainPeriod) -> Reading {
        let readings = self.parts(metric, at, period);
        self.roll_up_over_time(metric, &readings, at, period)
    }

    /// What was handed in for an entity itself, else what `read` finds of those below it.
    fn or_from_below(
        &self,
        itself: Reading,
        metric: usize,
        at: Moment,
        read: impl Fn(usize, Moment) -> Reading,
    ) -> Reading {
        if itself != Reading::Missing || !self.rolls_up(metric, at) {
            return itself;
        }
        let parts = self.handed_in_below(metric, at);
        self.over_these(&parts, metric, |metric, part| {
            let at = Moment {
                entity: Some(part),
                ..at
            };
            read(metric, at)
        })
    }

    /// What the figures of these come to, who lie below another; `read` finds one of a metric and child.
    pub(super) fn over_these(
        &self,
        these: &[usize],
        metric: usize,
        read: impl Fn(usize, usize) -> Reading,
    ) -> Reading {
        let all =
            |metric| -> Vec<Reading> { these.iter().map(|child| read(metric, *child)).collect() };
        match self.policy.metrics[metric].roll_up {
            how @ (RollUp::SumsUp | RollUp::TakesTheMaximum) => combine(&all(metric), how),
            RollUp::WeightedBy(by) => weighted(&all(metric), &all(by)),
            RollUp::None | RollUp::TakesTheLast => Reading::Undecided,
        }
    }

    /// A metric without a period has one figure, and so has one judged without a period: the last known.
    fn without_period(&self, metric: usize, at: Moment) -> Reading {
        let found = match self.policy.metrics[metric].nature {
            Nature::Flow => self.submitted(metric, at.into(), |_| true),
            Nature::Stock | Nature::Cumulative => {
                self.latest(metric, at.into(), |end| end <= self.as_of)
            }
        };
        match found {
            Reading::Missing => self.sum_of_segments(metric, at, Self::without_period),
            found => found,
        }
    }
}

pub(super) fn is_shorter(cadence: Option<Cadence>, period: PlainPeriod) -> bool {
    match (cadence, period.cadence()) {
        (Some(own), Some(asked)) => months(own) < months(asked),
        (Some(own), None) => {
            let parts = period.parts(own);
            let ends = parts.first().zip(parts.last());
            ends.is_some_and(|(first, last)| {
                first.start() == period.start() && last.end() == period.end()
            })
        }
        _ => false,
    }
}

/// A roll-up that misses a part is no data.
pub(super) fn combine(readings: &[Reading], how: RollUp) -> Reading {
    // The last is the only part that it takes, and so the only one that it can miss.
    if how == RollUp::TakesTheLast {
        return readings.last().cloned().unwrap_or(Reading::Missing);
    }
    // Without a rule for the parts nothing is known of the whole; where there are no parts either, it is missing.
    if how == RollUp::None {
        let none = readings.iter().all(|part| *part == Reading::Missing);
        return if none {
            Reading::Missing
        } else {
            Reading::Undecided
        };
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

/// The sum of the values times their weights over the sum of the weights; every one of both is needed.
fn weighted(values: &[Reading], weights: &[Reading]) -> Reading {
    let pairs = || values.iter().zip(weights);
    let readings = pairs().flat_map(|(value, weight)| [value, weight]);
    let worst = readings
        .filter(|reading| reading.value().is_none())
        .fold(None, |worst: Option<Reading>, it| {
            Some(worst.map_or(it.clone(), |worst| worst.worse(it)))
        });
    if let Some(worst) = worst {
        return worst;
    }
    let exact = |reading: &Reading| reading.value().and_then(|it| it.value().cloned());
    let (mut total, mut whole) = (BigRational::zero(), BigRational::zero());
    for (value, weight) in pairs() {
        // Bounds go through + and factors, not through a mean with weights.
        let (Some(value), Some(weight)) = (exact(value), exact(weight)) else {
            return Reading::Undecided;
        };
        total += value * &weight;
        whole += weight;
    }
    if whole.is_zero() {
        return if total.is_zero() {
            Reading::Nothing
        } else {
            Reading::ZeroDenominator
        };
    }
    Reading::Value(Interval::exact(total / whole))
}

/// The largest of several numbers. Bounds go through `+`, `−` and positive factors only.
pub(super) fn largest(values: &[Interval]) -> Reading {
    let exact: Option<Vec<&BigRational>> = values.iter().map(Interval::value).collect();
    let largest = exact.and_then(|values| values.into_iter().max().cloned());
    largest.map_or(Reading::Undecided, |value| {
        Reading::Value(Interval::exact(value))
    })
}

/// A number of a unit as base units, for thresholds.
pub fn threshold(amount: Amount) -> Interval {
    Interval::exact(amount.number() * factor(amount.unit))
}
