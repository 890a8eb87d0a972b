//! Conditions with thresholds that are exactly met a good part of the time.

use dabiao_model::Comparator;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive};

use super::{Builder, Comparable};
use crate::plain::number::{Amount, factor, power_of_ten};
use crate::plain::period::PlainPeriod;
use crate::plain::policy::{Condition, Expr, Nature, PlainUnit, RollUp, Time};
use crate::plain::walk::metrics_of;
use crate::plain::{Moment, Plain};

/// The comparisons, those of policies first.
pub(super) const COMPARATORS: [Comparator; 6] = [
    Comparator::AtLeast,
    Comparator::AtMost,
    Comparator::MoreThan,
    Comparator::LessThan,
    Comparator::Equal,
    Comparator::NotEqual,
];

impl Builder {
    /// A condition about one value, or several joined.
    pub(super) fn condition(&mut self, about: &[Comparable], depth: usize) -> Condition {
        if depth > 0 && self.tape.chance(30) {
            let parts: Vec<Condition> = (0..2 + self.tape.below(2))
                .map(|_| self.condition(about, depth - 1))
                .collect();
            return match self.tape.below(3) {
                0 => Condition::And(parts),
                1 => Condition::Or(parts),
                _ => Condition::Not(Box::new(parts[0].clone())),
            };
        }
        let per_county = about.iter().any(|comparable| comparable.per_county);
        if per_county && !self.catalogue.yes_no.is_empty() && self.tape.chance(15) {
            let known = self.catalogue.yes_no.clone();
            let (left, right) = (self.tape.pick(&known), self.tape.pick(&known));
            return match self.tape.below(3) {
                0 if left != right => Condition::Agree(left, right, self.tape.chance(60)),
                _ => Condition::Holds(left),
            };
        }
        let comparable = self.tape.pick(about);
        self.comparison(&comparable, about)
    }

    /// One comparison of a value: with a number, with another value, with last year.
    pub(super) fn comparison(
        &mut self,
        comparable: &Comparable,
        about: &[Comparable],
    ) -> Condition {
        let amount = self.threshold(comparable);
        match self.tape.below(12) {
            0 => Condition::Between(
                comparable.value.clone(),
                amount,
                larger(amount, self.tape.below(30)),
            ),
            1 => match comparable.directed {
                Some(metric) => Condition::Reaches(metric, amount),
                None => self.plain(comparable, amount),
            },
            2 => match comparable.directed.filter(|metric| self.has_past(*metric)) {
                Some(metric) => self.like_before(metric, comparable.unit),
                None => self.plain(comparable, amount),
            },
            3 => self.with_another(comparable, about).unwrap_or_else(|| {
                Condition::Compare(
                    comparable.value.clone(),
                    Comparator::AtLeast,
                    Expr::Amount(amount),
                )
            }),
            4 => match comparable.submitted.filter(|metric| self.has_past(*metric)) {
                Some(_)
                    if !matches!(
                        comparable.unit,
                        PlainUnit::Number | PlainUnit::Rank | PlainUnit::Points | PlainUnit::YesNo
                    ) && self.tape.chance(30) =>
                {
                    self.pro_rata(comparable, amount)
                }
                Some(metric) => self.against_the_past(metric),
                None => self.plain(comparable, amount),
            },
            6 => match comparable.submitted.or(comparable.directed) {
                Some(metric) if self.is_dated(metric) => self.over_time(metric, comparable),
                _ => self.plain(comparable, amount),
            },
            5 => match comparable.submitted {
                Some(metric) if comparable.unit == PlainUnit::Cases => Condition::Cleared(metric),
                _ => self.plain(comparable, amount),
            },
            9 => match comparable.submitted.or(comparable.directed) {
                Some(metric) if self.has_own_level(metric) => {
                    self.own_level(metric, comparable, amount)
                }
                _ => self.plain(comparable, amount),
            },
            10 => match comparable.submitted.or(comparable.directed) {
                Some(metric) => self
                    .against_a_reference(metric, comparable)
                    .unwrap_or_else(|| self.plain(comparable, amount)),
                None => self.plain(comparable, amount),
            },
            7 | 8 => match self.against_peers(comparable) {
                Some(condition) => condition,
                None => self.plain(comparable, amount),
            },
            _ => self.plain(comparable, amount),
        }
    }

    /// Better than before, or so much better.
    fn like_before(&mut self, metric: usize, unit: PlainUnit) -> Condition {
        match self.tape.below(4) {
            0 => Condition::Improves(metric),
            1 => {
                let unit = match unit {
                    PlainUnit::Percent => PlainUnit::Points,
                    other => other,
                };
                Condition::ImprovesBy(metric, self.amount(unit))
            }
            _ => Condition::LikeBefore {
                metric,
                base: self.earlier(),
                strict: self.tape.chance(50),
            },
        }
    }

    /// Whether what a metric is made of adds up over the counties.
    fn has_own_level(&self, metric: usize) -> bool {
        let declared = &self.policy.metrics[metric];
        match &declared.definition {
            Some(definition) => metrics_of(&[definition])
                .into_iter()
                .all(|part| self.has_own_level(part)),
            None => declared.per_county && declared.roll_up == RollUp::SumsUp,
        }
    }

    /// The parent without its children, now or a year ago.
    fn own_level(&mut self, metric: usize, comparable: &Comparable, amount: Amount) -> Condition {
        let own = Expr::OwnLevel(metric);
        let value = if self.is_dated(metric) && self.tape.chance(20) {
            Expr::At(Time::LastYear, Box::new(own))
        } else {
            own
        };
        let comparable = Comparable {
            value,
            ..comparable.clone()
        };
        self.plain(&comparable, amount)
    }

    /// A number for the part of a longer time that a shorter one is.
    fn pro_rata(&mut self, comparable: &Comparable, amount: Amount) -> Condition {
        let (part, whole) = (self.window(), self.window());
        let unit = self.tape.pick(&[PlainUnit::Days, PlainUnit::Months]);
        let length = |window| Box::new(Expr::Length(window, unit));
        let share = Expr::Quotient(length(part), length(whole));
        let right = Expr::Product(Box::new(share), Box::new(Expr::Amount(amount)));
        let op = self.tape.pick(&COMPARATORS);
        Condition::Compare(comparable.value.clone(), op, right)
    }

    fn plain(&mut self, comparable: &Comparable, amount: Amount) -> Condition {
        let unreadable = self.tape.chance(4);
        self.policy.unreadable |= unreadable;
        let right = if unreadable {
            Expr::Unknown
        } else if self.tape.chance(8) {
            self.parameter(amount)
        } else {
            Expr::Amount(amount)
        };
        let op = self.tape.pick(&COMPARATORS);
        if matches!(right, Expr::Amount(_)) && self.tape.chance(4) {
            let nothing = Amount::whole(0, amount.unit);
            let value = Expr::Negative(Box::new(comparable.value.clone()));
            return Condition::Compare(value, op, Expr::Amount(nothing));
        }
        Condition::Compare(comparable.value.clone(), op, right)
    }

    /// A number that is given a name.
    fn parameter(&mut self, amount: Amount) -> Expr {
        let number = self.policy.parameters.len();
        let name = self.named(("agreed level", "约定水平"));
        let letter = char::from(b'P' + u8::try_from(number % 10).unwrap_or(0));
        self.policy
            .parameters
            .push((format!("{name} {letter}"), amount));
        Expr::Parameter(number)
    }

    /// Flows with a cadence have a past; what `last year` means for a stock's interim is left alone.
    pub(super) fn has_past(&self, metric: usize) -> bool {
        let declared = &self.policy.metrics[metric];
        declared.nature == Nature::Flow
            && (declared.cadence.is_some() || declared.definition.is_some())
    }

    fn against_the_past(&mut self, metric: usize) -> Condition {
        let past = if self.tape.chance(50) {
            Expr::LastPeriod(metric)
        } else {
            Expr::LastYear(metric)
        };
        let right = if self.tape.chance(40) {
            let factor = Amount {
                digits: 105,
                scale: 2,
                unit: PlainUnit::Number,
            };
            Expr::Product(Box::new(past), Box::new(Expr::Amount(factor)))
        } else {
            past
        };
        Condition::Compare(Expr::Metric(metric), self.tape.pick(&COMPARATORS), right)
    }

    /// `A ≥ B`, `A ≥ 0.8 × B`, `A + B ≥ N` where both measure the same.
    fn with_another(&mut self, comparable: &Comparable, about: &[Comparable]) -> Option<Condition> {
        let own = comparable.submitted?;
        let money = |unit| {
            matches!(
                unit,
                PlainUnit::Yuan | PlainUnit::WanYuan | PlainUnit::YiYuan
            )
        };
        let same = |other: &&Comparable| {
            let alike =
                other.unit == comparable.unit || money(other.unit) && money(comparable.unit);
            let natures = other
                .submitted
                .map(|index| self.policy.metrics[index].nature);
            alike
                && other.submitted != Some(own)
                && natures == Some(self.policy.metrics[own].nature)
        };
        let others: Vec<Comparable> = about.iter().filter(same).cloned().collect();
        if others.is_empty() {
            return None;
        }
        let other = self.tape.pick(&others).value;
        let op = self.tape.pick(&COMPARATORS);
        let value = comparable.value.clone();
        Some(match self.tape.below(3) {
            0 => Condition::Compare(value, op, other),
            1 => {
                let factor = Expr::Amount(Amount {
                    digits: 8,
                    scale: 1,
                    unit: PlainUnit::Number,
                });
                Condition::Compare(value, op, Expr::Product(Box::new(factor), Box::new(other)))
            }
            _ => {
                let sum = Expr::Sum(Box::new(value), Box::new(other));
                let amount = self.threshold(&Comparable {
                    value: sum.clone(),
                    ..comparable.clone()
                });
                Condition::Compare(sum, op, Expr::Amount(amount))
            }
        })
    }

    /// A threshold: half of the time exactly a value that the data have, else one beside it or any number.
    pub(super) fn threshold(&mut self, comparable: &Comparable) -> Amount {
        if comparable.unit == PlainUnit::YesNo {
            return Amount::whole(1, PlainUnit::Number);
        }
        let choice = self.tape.below(4);
        let found = self
            .some_value(comparable)
            .and_then(|value| finite(&value, comparable.unit));
        match (found, choice) {
            (Some(amount), 0 | 1) => amount,
            (Some(amount), 2) => Amount {
                digits: amount.digits * 10 + 1,
                scale: amount.scale + 1,
                ..amount
            },
            _ => self.amount(comparable.unit),
        }
    }

    /// The value for some entity and period, if the data have an exact one.
    fn some_value(&mut self, comparable: &Comparable) -> Option<BigRational> {
        let counties = self.policy.counties();
        let entity = comparable.per_county.then(|| self.tape.pick(&counties));
        let (start, end) = self.policy.in_force?;
        let periods = PlainPeriod::within(start, end, self.cadence);
        let period = (!periods.is_empty()).then(|| self.tape.pick(&periods));
        let segment = self.has_segments() && self.tape.chance(60);
        let segment = segment.then(|| self.tape.below(2));
        let plain = Plain::new(&self.policy, &self.data, self.horizon.max(end));
        let reading = plain.expr(
            &comparable.value,
            Moment {
                entity,
                segment,
                period,
                due: true,
            },
        );
        reading
            .value()?
            .value()
            .cloned()
            .filter(|value| !value.is_negative())
    }
}

pub(super) fn larger(amount: Amount, by: usize) -> Amount {
    Amount {
        digits: amount.digits + i128::try_from(by).unwrap_or(0),
        ..amount
    }
}

/// The value as an amount of a unit, if it has at most six decimals there.
fn finite(value: &BigRational, unit: PlainUnit) -> Option<Amount> {
    let number = value / factor(unit);
    (0..=6).find_map(|scale| {
        let scaled = &number * BigRational::from(power_of_ten(scale));
        let digits = scaled
            .is_integer()
            .then(|| scaled.to_integer().to_i128())
            .flatten()?;
        Some(Amount {
            digits,
            scale,
            unit,
        })
    })
}
