//! Values over all who are compared with each other.

use dabiao_model::{Comparator, Direction};
use num_rational::BigRational;
use num_traits::{One, Zero};

use super::condition::{Manner, Truth, decide};
use super::expr::{difference, product_of, quotient_of};
use super::figures::{Reading, threshold};
use super::number::{Amount, Interval, fraction};
use super::policy::{Expr, Kind, PlainUnit, RollUp, Time};
use super::{Moment, Plain};

/// A value over all who are compared.
#[derive(Debug, Clone)]
pub struct Peers {
    /// What is computed.
    pub function: PeerFunction,
    /// What is compared.
    pub of: Box<Expr>,
    /// Who is compared.
    pub over: Over,
    /// Whether the one that is judged is left out.
    pub others: bool,
}

/// What is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeerFunction {
    /// The best.
    Best,
    /// Recomputed from the sums of the parts.
    Overall,
    /// Each once.
    Mean,
    /// The middle one, or the mean of the middle two.
    Median,
    /// One more than how many are better.
    Rank,
}

/// Who is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// All of the kind of the one that is judged.
    Unsaid,
    /// All counties.
    Counties,
    /// A group, by its index.
    Group(usize),
}

impl Plain<'_> {
    /// The value over peers for the one that is judged.
    pub(super) fn peers(&self, peers: &Peers, at: Moment) -> Reading {
        let members = self.compared(peers, at);
        if peers.function == PeerFunction::Overall {
            return self.overall(&peers.of, &members, at);
        }
        let of = |entity: &usize| {
            self.expr(
                &peers.of,
                Moment {
                    entity: Some(*entity),
                    ..at
                },
            )
        };
        let readings: Vec<Reading> = members.iter().map(of).collect();
        if readings.contains(&Reading::Invalid) {
            return Reading::Invalid;
        }
        let values: Vec<&Interval> = readings.iter().filter_map(Reading::value).collect();
        if peers.function == PeerFunction::Rank {
            return self.rank(peers, &members, &readings, at);
        }
        if values.is_empty() {
            return Reading::Missing;
        }
        let count = fraction(i64::try_from(values.len()).unwrap(), 1);
        if peers.function == PeerFunction::Mean {
            let zero = Interval::exact(BigRational::zero());
            let sum = values.into_iter().fold(zero, |sum, value| sum.plus(value));
            return Reading::Value(sum.times(&(BigRational::one() / count)));
        }
        let exact: Option<Vec<BigRational>> = values.iter().map(|it| it.value().cloned()).collect();
        let Some(mut exact) = exact else {
            return Reading::Undecided;
        };
        exact.sort();
        let value = match peers.function {
            PeerFunction::Median => {
                let (lower, upper) = ((exact.len() - 1) / 2, exact.len() / 2);
                (&exact[lower] + &exact[upper]) / fraction(2, 1)
            }
            _ if self.lower_is_better(&peers.of) => exact[0].clone(),
            _ => exact[exact.len() - 1].clone(),
        };
        Reading::Value(Interval::exact(value))
    }

    fn compared(&self, peers: &Peers, at: Moment) -> Vec<usize> {
        let mut members = match peers.over {
            Over::Counties => self.policy.counties(),
            Over::Group(group) => self.policy.groups[group].members.clone(),
            Over::Unsaid => {
                let kind = at
                    .entity
                    .map_or(Kind::County, |it| self.policy.entities[it].kind);
                self.policy.of_kind(kind)
            }
        };
        members.retain(|member| !peers.others || Some(*member) != at.entity);
        members
    }

    fn lower_is_better(&self, of: &Expr) -> bool {
        match of {
            Expr::Metric(metric) => self.policy.metrics[*metric].better == Some(Direction::Lower),
            Expr::At(_, inner) | Expr::Growth(inner) => self.lower_is_better(inner),
            _ => false,
        }
    }

    /// Who is not compared has no rank; who has no figure has none either, and takes no place.
    fn rank(&self, peers: &Peers, members: &[usize], readings: &[Reading], at: Moment) -> Reading {
        let own = members.iter().position(|member| Some(*member) == at.entity);
        let Some(own) = own.map(|own| &readings[own]) else {
            return Reading::Nothing;
        };
        let Reading::Value(own) = own else {
            return own.clone();
        };
        let values: Vec<&Interval> = readings.iter().filter_map(Reading::value).collect();
        let (Some(own), true) = (own.value(), values.iter().all(|it| it.value().is_some())) else {
            return Reading::Undecided;
        };
        let better = |value: &&&Interval| match value.value() {
            Some(value) if self.lower_is_better(&peers.of) => value < own,
            Some(value) => value > own,
            None => false,
        };
        let ahead = i64::try_from(values.iter().filter(better).count()).unwrap();
        Reading::Value(Interval::exact(fraction(ahead + 1, 1)))
    }

    /// Ratio of sums: who lacks a part is left out of all.
    fn overall(&self, of: &Expr, members: &[usize], at: Moment) -> Reading {
        let mut figures = Vec::new();
        self.figures_in(of, &mut figures);
        let read = |metric: usize, entity: usize| {
            self.figure(
                metric,
                Moment {
                    entity: Some(entity),
                    ..at
                },
            )
        };
        let mut counted = Vec::new();
        for member in members {
            let readings: Vec<Reading> = figures
                .iter()
                .map(|metric| read(*metric, *member))
                .collect();
            if readings.contains(&Reading::Invalid) {
                return Reading::Invalid;
            }
            if readings.iter().all(|reading| reading.value().is_some()) {
                counted.push(*member);
            }
        }
        if counted.is_empty() {
            return Reading::Missing;
        }
        let total = |metric: usize| {
            let readings = counted.iter().map(|member| read(metric, *member));
            let values: Vec<Interval> = readings.filter_map(|it| it.value().cloned()).collect();
            if self.policy.metrics[metric].roll_up == RollUp::TakesTheMaximum {
                super::figures::largest(&values)
            } else {
                let zero = Interval::exact(BigRational::zero());
                Reading::Value(values.iter().fold(zero, |sum, value| sum.plus(value)))
            }
        };
        self.recomputed(of, &total)
    }

    /// The submitted metrics that a value is made of.
    fn figures_in(&self, of: &Expr, found: &mut Vec<usize>) {
        match of {
            Expr::Metric(metric) => match &self.policy.metrics[*metric].definition {
                Some(definition) => self.figures_in(definition, found),
                None => found.push(*metric),
            },
            Expr::Sum(a, b)
            | Expr::Difference(a, b)
            | Expr::Product(a, b)
            | Expr::Quotient(a, b) => {
                self.figures_in(a, found);
                self.figures_in(b, found);
            }
            _ => {}
        }
    }

    fn recomputed(&self, of: &Expr, total: &dyn Fn(usize) -> Reading) -> Reading {
        let inner = |of: &Expr| self.recomputed(of, total);
        match of {
            Expr::Amount(amount) => Reading::Value(threshold(*amount)),
            Expr::Metric(metric) => match &self.policy.metrics[*metric].definition {
                Some(definition) => inner(definition),
                None => total(*metric),
            },
            Expr::Sum(a, b) => difference(&inner(a), &negative(&inner(b))),
            Expr::Difference(a, b) => difference(&inner(a), &inner(b)),
            Expr::Product(a, b) => product_of(&inner(a), &inner(b)),
            Expr::Quotient(a, b) => quotient_of(&inner(a), &inner(b)),
            _ => Reading::Undecided,
        }
    }

    /// `X top 5`, or so large a share of those who have a figure.
    pub(super) fn top(&self, metric: usize, place: Amount, manner: Manner, at: Moment) -> Truth {
        let peers = Peers {
            function: PeerFunction::Rank,
            of: Box::new(Expr::Metric(metric)),
            over: Over::Unsaid,
            others: false,
        };
        let last = if place.unit == PlainUnit::Percent {
            let members = self.compared(&peers, at);
            let has = |entity: &&usize| {
                let reading = self.figure(
                    metric,
                    Moment {
                        entity: Some(**entity),
                        ..at
                    },
                );
                reading.value().is_some()
            };
            let count = i64::try_from(members.iter().filter(has).count()).unwrap();
            Interval::exact(place.value() * fraction(count, 1))
        } else {
            threshold(place)
        };
        let rank = self.peers(&peers, at);
        decide(&rank, Comparator::AtMost, &Reading::Value(last), manner)
    }

    /// So many places better than in the same period last year.
    pub(super) fn rank_improves(
        &self,
        metric: usize,
        by: u32,
        manner: Manner,
        at: Moment,
    ) -> Truth {
        let rank = Expr::Peers(Peers {
            function: PeerFunction::Rank,
            of: Box::new(Expr::Metric(metric)),
            over: Over::Unsaid,
            others: false,
        });
        let before = self.at_time(Time::LastYear, &rank, at);
        let gained = difference(&before, &self.expr(&rank, at));
        let wanted = Reading::Value(Interval::exact(fraction(i64::from(by), 1)));
        decide(&gained, Comparator::AtLeast, &wanted, manner)
    }
}

fn negative(reading: &Reading) -> Reading {
    match reading {
        Reading::Value(value) => Reading::Value(value.negative()),
        other => other.clone(),
    }
}
