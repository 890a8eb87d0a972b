//! Conditions: the truth of each part, and what `and`, `or` and `not` make of it.

use dabiao_model::{Comparator, Direction};
use num_traits::Zero;

use super::figures::{Reading, threshold};
use super::number::{Interval, fraction, rounded};
use super::policy::{Base, Condition, Every, Expr, Limit, Nature, PlainUnit, Target};
use super::rows::{Counting, Fate, Fates};
use super::{Moment, Plain};

/// What is known of a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    /// It holds.
    Holds,
    /// It does not.
    Fails,
    /// It cannot be decided; and whether a figure is missing for it.
    Unknown {
        /// Whether a missing figure is the reason.
        missing: bool,
    },
    /// There is nothing to measure.
    NotApplicable,
    /// A figure it needs is not believed.
    Invalid,
}

/// What of a target changes how its conditions are decided.
#[derive(Debug, Clone, Copy)]
pub struct Manner {
    /// How limits are counted.
    pub counting: Counting,
    /// Whether 0 / 0 and no cases are fine: what they count as, which is the contrary behind a `not`.
    pub empty_met: Option<bool>,
    /// Decimals to which the compared value is rounded.
    pub rounded: Option<u32>,
    /// Whether open cases are taken to end in time: could they still save it?
    pub open_in_time: bool,
}

impl Plain<'_> {
    /// What a target says of how its conditions are decided.
    pub fn manner(&self, target: &Target) -> Manner {
        let basis = target
            .basis
            .or(self.policy.basis)
            .unwrap_or(super::policy::Basis::Plain);
        Manner {
            counting: Counting {
                basis,
                count_start: target.count_start,
                stops: target.excluding,
            },
            empty_met: target.empty_met.then_some(true),
            rounded: target.rounded,
            open_in_time: false,
        }
    }

    /// The truth of a condition at a moment.
    pub fn truth(&self, condition: &Condition, manner: Manner, at: Moment) -> Truth {
        if let Some(count) = self.every_segment(condition, at) {
            let of = |segment| Moment {
                segment: Some(segment),
                ..at
            };
            let parts = (0..count).map(|segment| self.truth(condition, manner, of(segment)));
            return all(&parts.collect::<Vec<_>>());
        }
        match condition {
            Condition::Compare(left, op, right) => self.compare(left, *op, right, manner, at),
            Condition::Between(value, low, high) => all(&[
                self.compare(value, Comparator::AtLeast, &Expr::Amount(*low), manner, at),
                self.compare(value, Comparator::AtMost, &Expr::Amount(*high), manner, at),
            ]),
            Condition::Reaches(metric, amount) => {
                let op = match self.policy.metrics[*metric].better {
                    Some(Direction::Lower) => Comparator::AtMost,
                    _ => Comparator::AtLeast,
                };
                self.compare(
                    &Expr::Metric(*metric),
                    op,
                    &Expr::Amount(*amount),
                    manner,
                    at,
                )
            }
            Condition::Cleared(metric) => {
                let value = self.expr(&Expr::Metric(*metric), at);
                decide(&value, Comparator::Equal, &zero(), manner)
            }
            Condition::ReachesReference(metric, which) => {
                self.like_before(*metric, Base::Reference(*which), false, manner, at)
            }
            Condition::Improves(metric) => {
                self.like_before(*metric, Base::LastYear, true, manner, at)
            }
            Condition::ImprovesBy(metric, by) => self.improves_by(*metric, *by, manner, at),
            Condition::GapNarrows(metric, to) => self.gap_narrows(*metric, *to, manner, at),
            Condition::LikeBefore {
                metric,
                base,
                strict,
            } => self.like_before(*metric, *base, *strict, manner, at),
            Condition::IncreasesMore { metric } => self.increases_more(*metric, manner, at),
            Condition::Doubles {
                metric,
                times,
                since,
            } => self.doubled(*metric, (*times, *since), manner, at),
            Condition::Relative(relative) => self.relative(*relative, manner, at),
            Condition::Top(metric, place) => self.top(*metric, *place, manner, at),
            Condition::RankImproves(metric, by) => self.rank_improves(*metric, *by, manner, at),
            Condition::Holds(metric) => {
                let yes = Reading::Value(Interval::exact(fraction(1, 1)));
                decide(&self.figure(*metric, at), Comparator::Equal, &yes, manner)
            }
            Condition::Agree(left, right, agree) => {
                let op = if *agree {
                    Comparator::Equal
                } else {
                    Comparator::NotEqual
                };
                decide(
                    &self.figure(*left, at),
                    op,
                    &self.figure(*right, at),
                    manner,
                )
            }
            Condition::Every(every, metric) => self.every(*every, *metric, manner, at),
            Condition::Recurs(duty) => match self.recurs(duty, at) {
                Truth::NotApplicable => nothing(manner),
                truth => truth,
            },
            Condition::Rows(limit) => self.every_row(limit, manner, at),
            Condition::ShareOfRows(op, share, limit) => {
                let wanted = threshold(*share);
                let fates = self.fates(limit, manner.counting, at);
                self.share_of_rows(&fates, |share| share.compare(*op, &wanted), manner, at)
            }
            Condition::And(parts) => all(&self.truths(parts, manner, at)),
            Condition::Or(parts) => any(&self.truths(parts, manner, at)),
            Condition::Not(part) => {
                let empty_met = manner.empty_met.map(|met| !met);
                turned(self.truth(
                    part,
                    Manner {
                        empty_met,
                        ..manner
                    },
                    at,
                ))
            }
        }
    }

    /// A yes/no figure asked of each.
    fn every(&self, every: Every, metric: usize, manner: Manner, at: Moment) -> Truth {
        let of = |entity| Moment {
            entity: Some(entity),
            ..at
        };
        let asked = self.policy.asked(every).into_iter();
        let holds = |entity| self.truth(&Condition::Holds(metric), manner, of(entity));
        all(&asked.map(holds).collect::<Vec<_>>())
    }

    fn truths(&self, parts: &[Condition], manner: Manner, at: Moment) -> Vec<Truth> {
        parts
            .iter()
            .map(|part| self.truth(part, manner, at))
            .collect()
    }

    /// As good as something, or better.
    fn like_before(
        &self,
        metric: usize,
        base: Base,
        strict: bool,
        manner: Manner,
        at: Moment,
    ) -> Truth {
        let base = base.of(metric);
        let op = match (self.policy.metrics[metric].better, strict) {
            (Some(Direction::Lower), true) => Comparator::LessThan,
            (Some(Direction::Lower), false) => Comparator::AtMost,
            (_, true) => Comparator::MoreThan,
            (_, false) => Comparator::AtLeast,
        };
        self.compare(&Expr::Metric(metric), op, &base, manner, at)
    }

    /// The truth of a comparison, the left side rounded where the target says so.
    pub fn compare(
        &self,
        left: &Expr,
        op: Comparator,
        right: &Expr,
        manner: Manner,
        at: Moment,
    ) -> Truth {
        let value = rounded_in(self.unit_of(left), self.expr(left, at), manner);
        decide(&value, op, &self.expr(right, at), manner)
    }

    /// The unit in which a value is shown and rounded.
    pub fn unit_of(&self, expr: &Expr) -> PlainUnit {
        match expr {
            Expr::Metric(metric)
            | Expr::OwnLevel(metric)
            | Expr::Segment(metric, _)
            | Expr::SegmentSum(metric)
            | Expr::Reference(metric, _)
            | Expr::LastYear(metric)
            | Expr::LastPeriod(metric) => self.policy.metrics[*metric].unit,
            Expr::Amount(amount) => amount.unit,
            Expr::Parameter(index) => self.policy.parameters[*index].1.unit,
            Expr::Length(_, unit) => *unit,
            Expr::Peers(peers) if peers.function == super::peers::PeerFunction::Rank => {
                PlainUnit::Rank
            }
            Expr::Peers(peers) => self.unit_of(&peers.of),
            Expr::Sum(left, _) | Expr::Difference(left, _) => self.unit_of(left),
            Expr::Gap(metric, _) => in_points(self.policy.metrics[*metric].unit),
            Expr::Negative(inner) | Expr::At(_, inner) => self.unit_of(inner),
            Expr::Change(inner) => in_points(self.unit_of(inner)),
            Expr::SinceYearStart(metric) => {
                let declared = &self.policy.metrics[*metric];
                let is_ratio = matches!(declared.definition, Some(Expr::Quotient(..)));
                if declared.nature == Nature::Flow && !is_ratio {
                    declared.unit
                } else {
                    in_points(declared.unit)
                }
            }
            Expr::Quotient(..) | Expr::Growth(_) => PlainUnit::Percent,
            Expr::Product(..) | Expr::Aggregate(_) | Expr::Unknown => PlainUnit::Number,
        }
    }

    fn every_row(&self, limit: &Limit, manner: Manner, at: Moment) -> Truth {
        let fates = self.fates(limit, manner.counting, at);
        let whole = Interval::exact(fraction(1, 1));
        self.share_of_rows(
            &fates,
            |share| share.compare(Comparator::Equal, &whole),
            manner,
            at,
        )
    }

    /// Whether the share of rows in time is good enough, whatever the impossible rows may have been.
    fn share_of_rows(
        &self,
        fates: &Fates,
        good: impl Fn(&Interval) -> Option<bool>,
        manner: Manner,
        at: Moment,
    ) -> Truth {
        if !fates.table {
            return Truth::Unknown { missing: true };
        }
        let count =
            |wanted: fn(&Fate) -> bool| fates.fates.iter().filter(|fate| wanted(fate)).count();
        let (mut in_time, late) = (count(|f| *f == Fate::InTime), count(|f| *f == Fate::Late));
        if manner.open_in_time {
            in_time += count(|f| matches!(f, Fate::Open(_)));
        }
        let impossible = count(|f| *f == Fate::Impossible);
        if count(|f| *f == Fate::Unknown) > 0 {
            return Truth::Unknown { missing: false };
        }
        if fates.fates.is_empty() {
            let finished = at.period.is_none_or(|period| self.as_of >= period.end());
            return if finished {
                nothing(manner)
            } else {
                Truth::Unknown { missing: false }
            };
        }
        let verdict = |in_time: usize, late: usize| {
            let total = in_time + late;
            (total > 0).then(|| {
                let share = fraction(
                    i64::try_from(in_time).unwrap(),
                    i64::try_from(total).unwrap(),
                );
                good(&Interval::exact(share)) == Some(true)
            })
        };
        if impossible > 0 {
            let best = verdict(in_time + impossible, late);
            let outcomes = [
                verdict(in_time, late + impossible),
                verdict(in_time, late).or(best),
            ];
            if outcomes.iter().any(|outcome| *outcome != best) {
                return Truth::Invalid;
            }
        }
        match verdict(in_time, late) {
            Some(true) => Truth::Holds,
            Some(false) => Truth::Fails,
            None => Truth::Unknown { missing: false },
        }
    }
}

/// The difference of two ratios is in points.
fn in_points(unit: PlainUnit) -> PlainUnit {
    if unit == PlainUnit::Percent {
        PlainUnit::Points
    } else {
        unit
    }
}

fn zero() -> Reading {
    Reading::Value(Interval::exact(num_rational::BigRational::zero()))
}

fn nothing(manner: Manner) -> Truth {
    match manner.empty_met {
        Some(true) => Truth::Holds,
        Some(false) => Truth::Fails,
        None => Truth::NotApplicable,
    }
}

/// A value rounded as the target says, in a unit.
pub(super) fn rounded_in(unit: PlainUnit, value: Reading, manner: Manner) -> Reading {
    if let (Some(decimals), Reading::Value(interval)) = (manner.rounded, &value)
        && let Some(exact) = interval.value()
    {
        let unit = super::number::factor(unit);
        return Reading::Value(Interval::exact(rounded(&(exact / &unit), decimals) * unit));
    }
    value
}

/// What two readings and a comparator say.
pub(super) fn decide(left: &Reading, op: Comparator, right: &Reading, manner: Manner) -> Truth {
    if let (Reading::Value(left), Reading::Value(right)) = (left, right) {
        return match left.compare(op, right) {
            Some(true) => Truth::Holds,
            Some(false) => Truth::Fails,
            None => Truth::Unknown { missing: false },
        };
    }
    match left.worse(right) {
        Reading::Nothing => nothing(manner),
        Reading::Invalid => Truth::Invalid,
        Reading::Missing => Truth::Unknown { missing: true },
        _ => Truth::Unknown { missing: false },
    }
}

/// `and`: unmet if any part is unmet, else no data if any is, else met. What is not applicable drops out. A figure that is
/// not believed makes the whole invalid, which stands before met and unmet in the list of states.
pub fn all(parts: &[Truth]) -> Truth {
    let parts: Vec<Truth> = parts
        .iter()
        .copied()
        .filter(|part| *part != Truth::NotApplicable)
        .collect();
    let order = [
        Truth::Invalid,
        Truth::Fails,
        Truth::Unknown { missing: true },
        Truth::Unknown { missing: false },
    ];
    if parts.is_empty() {
        return Truth::NotApplicable;
    }
    order
        .into_iter()
        .find(|truth| parts.contains(truth))
        .unwrap_or(Truth::Holds)
}

/// `or`, dually.
pub fn any(parts: &[Truth]) -> Truth {
    turned(all(&parts
        .iter()
        .map(|part| turned(*part))
        .collect::<Vec<_>>()))
}

/// `not`.
pub fn turned(truth: Truth) -> Truth {
    match truth {
        Truth::Holds => Truth::Fails,
        Truth::Fails => Truth::Holds,
        other => other,
    }
}
