//! Conditions on figures of other times, and on what became of a figure.

use dabiao_model::{Cadence, Comparator};

use super::{Builder, Comparable};
use crate::plain::period::{PlainPeriod, ymd};
use crate::plain::policy::{Base, Condition, Expr, Nature, PlainUnit, Relative, RollUp, Time};

impl Builder {
    /// From one month of the year to a later one; mostly made of the whole periods of the figures.
    pub(super) fn window(&mut self) -> PlainPeriod {
        let cadence = if self.tape.chance(80) {
            self.cadence
        } else {
            Cadence::Monthly
        };
        let periods = PlainPeriod::within(ymd(2025, 1, 1), ymd(2025, 12, 31), cadence);
        let (one, other) = (self.tape.pick(&periods), self.tape.pick(&periods));
        PlainPeriod::spanning(one.start().min(other.start()), one.end().max(other.end()))
    }

    /// Whether a metric's figures belong to periods.
    pub(super) fn is_dated(&self, metric: usize) -> bool {
        let declared = &self.policy.metrics[metric];
        declared.unit != PlainUnit::YesNo
            && (declared.cadence.is_some() || declared.definition.is_some())
    }

    /// A figure of another time, or its change, against a number.
    pub(super) fn over_time(&mut self, metric: usize, comparable: &Comparable) -> Condition {
        if self.tape.chance(30) {
            return self.beside_the_past(metric);
        }
        let op = self.tape.pick(&super::conditions::COMPARATORS);
        let Some((value, unit)) = self.changed(metric) else {
            return self.against_a_date(metric, op);
        };
        let comparable = Comparable {
            value: value.clone(),
            unit,
            ..comparable.clone()
        };
        let amount = self.threshold(&comparable);
        Condition::Compare(value, op, Expr::Amount(amount))
    }

    /// A figure against that of a date. One of a date alone would leave open when it is judged,
    /// and one of a later date than the period's would be decided after its due date.
    fn against_a_date(&mut self, metric: usize, op: Comparator) -> Condition {
        let periods = PlainPeriod::within(ymd(2023, 1, 1), ymd(2024, 6, 30), self.cadence);
        let then = Time::Fixed(self.tape.pick(&periods));
        let then = Expr::At(then, Box::new(Expr::Metric(metric)));
        Condition::Compare(Expr::Metric(metric), op, then)
    }

    /// So much above last year, doubled since a date, more than last year's increment.
    fn beside_the_past(&mut self, metric: usize) -> Condition {
        let declared = &self.policy.metrics[metric];
        let (unit, directed) = (declared.unit, declared.better.is_some());
        let plain = declared.definition.is_none();
        match self.tape.below(4) {
            0 if plain => Condition::IncreasesMore { metric },
            1 => {
                let periods = PlainPeriod::within(ymd(2023, 1, 1), ymd(2024, 6, 30), self.cadence);
                Condition::Doubles {
                    metric,
                    times: 1 + u32::try_from(self.tape.below(3)).unwrap_or(0),
                    since: self.tape.pick(&periods),
                }
            }
            _ => {
                let unit = if unit == PlainUnit::Percent {
                    PlainUnit::Points
                } else {
                    PlainUnit::Percent
                };
                Condition::Relative(Relative {
                    metric,
                    base: self.earlier(),
                    above: self.tape.chance(50),
                    behind: directed && self.tape.chance(30),
                    at_most: self.tape.chance(50),
                    by: self.amount(unit),
                })
            }
        }
    }

    /// A time before, told from the judged period.
    pub(super) fn earlier(&mut self) -> Base {
        self.tape.pick(&[
            Base::LastYear,
            Base::LastYear,
            Base::LastPeriod,
            Base::LastQuarter,
            Base::LastMonth,
        ])
    }

    fn changed(&mut self, metric: usize) -> Option<(Expr, PlainUnit)> {
        let declared = &self.policy.metrics[metric];
        let own = declared.unit;
        let change = if own == PlainUnit::Percent {
            PlainUnit::Points
        } else {
            own
        };
        let stock = declared.nature != Nature::Flow;
        // Only flows that add up have a year to date; what a stock's sum would be is an error.
        let sums = !stock && declared.definition.is_none() && declared.roll_up != RollUp::None;
        let figure = || Box::new(Expr::Metric(metric));
        let to_date = || Box::new(Expr::At(Time::YearToDate, figure()));
        Some(match self.tape.below(8) {
            0 => (Expr::Growth(figure()), PlainUnit::Percent),
            1 => (Expr::Change(figure()), change),
            2 => (Expr::At(Time::LastQuarter, figure()), own),
            3 => (Expr::At(Time::LastMonth, figure()), own),
            4 if sums => (*to_date(), own),
            5 if sums => (Expr::Growth(to_date()), PlainUnit::Percent),
            // Of a flow it is what was added up, of a stock a difference.
            6 if sums => (Expr::SinceYearStart(metric), own),
            6 if stock => (Expr::SinceYearStart(metric), change),
            _ => return None,
        })
    }
}
