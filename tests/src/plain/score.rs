//! Scores: marks part by part, a total, ranks and lists.

use std::collections::{BTreeMap, BTreeSet};

use dabiao_model::{Cadence, Comparator, Date, Direction, State};
use num_rational::BigRational;
use num_traits::{One, Zero};

use super::escalation::came_out;
use super::figures::Reading;
use super::judge::PlainVerdict;
use super::number::{Amount, factor, fraction};
use super::period::PlainPeriod;
use super::policy::{Body, Condition, Expr, PlainPolicy, PlainUnit};
use super::{Moment, Plain, PlainData, evaluate};

/// An index of the counties.
#[derive(Debug, Clone)]
pub struct Score {
    /// Its id.
    pub id: String,
    /// How often.
    pub cadence: Cadence,
    /// The parts with their full marks, which add up to 100.
    pub parts: Vec<(Part, i64)>,
    /// What becomes of missing parts.
    pub missing: Missing,
    /// Lists.
    pub lists: Vec<List>,
}

/// A part.
#[derive(Debug, Clone)]
pub enum Part {
    /// A target, attained or not.
    Attained(usize),
    /// A target's value over its threshold, capped.
    Completed(usize, Option<i64>),
    /// A metric's value over a goal, capped.
    Goal(usize, Amount, Option<i64>),
    /// The way from the worst to the best; clamped or not.
    Distance(usize, Amount, Amount, bool),
    /// The same against the worst and the best of all.
    Peers(usize),
    /// 60 + 40 × (x − low) / (high − low); clamped or not.
    Efficacy(usize, Amount, Amount, bool),
    /// By efficacy between the worst and the best of all.
    EfficacyPeers(usize),
    /// Marks off for each unit.
    Minus(usize, i64, PlainUnit),
}

/// What becomes of missing parts.
#[derive(Debug, Clone, Copy)]
pub enum Missing {
    /// No total.
    NoTotal,
    /// No marks.
    Zero,
    /// Spread, unless more than so many per cent are missing.
    Spread(Option<i64>),
}

/// A list.
#[derive(Debug, Clone)]
pub struct List {
    /// The black one.
    pub black: bool,
    /// From below.
    pub bottom: bool,
    /// Places.
    pub count: usize,
    /// Whether these are a percentage of those who have a total.
    pub percent: bool,
    /// `except all met`.
    pub except_all_met: bool,
    /// `backfill`.
    pub backfill: bool,
    /// Left off by name.
    pub except: Option<usize>,
}

/// What a part came to.
enum Mark {
    Marks(BigRational),
    Missing,
    NotApplicable,
}

/// Who is on a list, and who is left off.
pub type Listed = (Vec<String>, Vec<String>);

/// Scores by (score, entity, period): total and rank; lists by (score, number of the list, period): who is on it and who is left off.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Scored {
    /// Totals with ranks.
    pub totals: BTreeMap<(String, String, String), Option<(BigRational, usize)>>,
    /// Those without a total to whom no part applies.
    pub nothing: BTreeSet<(String, String, String)>,
    /// Lists.
    pub lists: BTreeMap<(String, usize, String), Listed>,
}

/// All scores of periods that are over.
pub fn scored(policy: &PlainPolicy, data: &PlainData, as_of: Date) -> Scored {
    let plain = Plain::new(policy, data, as_of);
    let verdicts = evaluate(policy, data, as_of);
    let mut found = Scored::default();
    let (start, end) = policy.in_force.unwrap();
    for score in &policy.scores {
        for period in PlainPeriod::within(start, end, score.cadence) {
            if period.end() > as_of {
                continue;
            }
            plain.period_of(score, period, &verdicts, &mut found);
        }
    }
    found
}

impl Plain<'_> {
    fn period_of(
        &self,
        score: &Score,
        period: PlainPeriod,
        verdicts: &[PlainVerdict],
        found: &mut Scored,
    ) {
        let counties = self.policy.counties();
        let totals: Vec<(usize, Option<BigRational>)> = counties
            .iter()
            .map(|county| (*county, self.total(score, *county, period, verdicts)))
            .collect();
        let name = |county: usize| self.policy.entities[county].name.clone();
        for (county, total) in &totals {
            let higher = |total: &BigRational| {
                totals
                    .iter()
                    .filter(|(_, other)| other.as_ref().is_some_and(|it| it > total))
                    .count()
            };
            let entry = total
                .clone()
                .map(|total| (total.clone(), 1 + higher(&total)));
            let key = (score.id.clone(), name(*county), period.text());
            let applies = |(part, weight): &(Part, i64)| {
                let mark = self.mark(score, part, *weight, *county, period, verdicts);
                !matches!(mark, Mark::NotApplicable)
            };
            if total.is_none() && !score.parts.iter().any(applies) {
                found.nothing.insert(key.clone());
            }
            found.totals.insert(key, entry);
        }
        for (number, list) in score.lists.iter().enumerate() {
            let left_off = |county: usize| {
                let states: Vec<State> = verdicts
                    .iter()
                    .filter(|verdict| verdict.entity.as_ref() == Some(&name(county)))
                    .filter(|verdict| !self.is_best_effort(verdict))
                    .filter(|verdict| {
                        self.falls_to(verdict)
                            .is_some_and(|day| period.contains(day))
                    })
                    .map(|verdict| verdict.state)
                    .collect();
                list.except == Some(county) || list.except_all_met && came_out(&states) == "met"
            };
            let in_all = totals.iter().filter(|(_, total)| total.is_some()).count();
            let mut ranked: Vec<(usize, BigRational)> = totals
                .iter()
                .filter_map(|(county, total)| Some((*county, total.clone()?)))
                .filter(|(county, _)| !list.backfill || !left_off(*county))
                .collect();
            ranked.sort_by(|a, b| a.1.cmp(&b.1));
            let better = |one: &BigRational, other: &BigRational| {
                if list.bottom {
                    one < other
                } else {
                    one > other
                }
            };
            let place = |total: &BigRational| {
                1 + ranked
                    .iter()
                    .filter(|(_, other)| better(other, total))
                    .count()
            };
            let inside: Vec<usize> = ranked
                .iter()
                .filter(|(_, total)| match list.percent {
                    true => place(total) * 100 <= list.count * in_all,
                    false => place(total) <= list.count,
                })
                .map(|(county, _)| *county)
                .collect();
            let (mut off, mut on) = (Vec::new(), Vec::new());
            for county in inside {
                if left_off(county) { &mut off } else { &mut on }.push(name(county));
            }
            off.sort();
            on.sort();
            found
                .lists
                .insert((score.id.clone(), number, period.text()), (on, off));
        }
    }

    fn total(
        &self,
        score: &Score,
        county: usize,
        period: PlainPeriod,
        verdicts: &[PlainVerdict],
    ) -> Option<BigRational> {
        let whole = |count: i64| fraction(count, 1);
        let (mut sum, mut missing, mut spread, mut lacking) = (BigRational::zero(), 0, 0, false);
        for (part, weight) in &score.parts {
            match self.mark(score, part, *weight, county, period, verdicts) {
                Mark::Marks(marks) => sum += marks,
                Mark::Missing => {
                    missing += weight;
                    lacking = true;
                }
                Mark::NotApplicable => spread += weight,
            }
        }
        let counted = match score.missing {
            Missing::NoTotal if lacking => return None,
            Missing::NoTotal | Missing::Zero => 100 - spread,
            Missing::Spread(most) => {
                if most.is_some_and(|most| missing * 100 > most * (100 - spread)) {
                    return None;
                }
                100 - spread - missing
            }
        };
        (counted > 0).then(|| sum * whole(100) / whole(counted))
    }

    fn mark(
        &self,
        score: &Score,
        part: &Part,
        weight: i64,
        county: usize,
        period: PlainPeriod,
        verdicts: &[PlainVerdict],
    ) -> Mark {
        let full = fraction(weight, 1);
        let value = |metric: usize, county: usize| {
            let at = Moment {
                entity: Some(county),
                segment: None,
                period: Some(period),
                due: true,
            };
            self.expr(&Expr::Metric(metric), at)
        };
        let metric = match part {
            Part::Attained(target) | Part::Completed(target, _) => {
                return self.mark_target(part, *target, &full, county, period, verdicts);
            }
            Part::Goal(metric, ..)
            | Part::Distance(metric, ..)
            | Part::Peers(metric)
            | Part::EfficacyPeers(metric)
            | Part::Efficacy(metric, ..)
            | Part::Minus(metric, ..) => *metric,
        };
        let x = match value(metric, county) {
            Reading::Value(interval) => match interval.value() {
                Some(value) => value.clone(),
                None => return Mark::Missing,
            },
            Reading::Nothing => return Mark::NotApplicable,
            _ => return Mark::Missing,
        };
        let clamp = |share: BigRational, clamped: bool| match clamped {
            true => share.max(BigRational::zero()).min(BigRational::one()),
            false => share,
        };
        let _ = score;
        match part {
            Part::Goal(_, goal, cap) => {
                let lower = self.policy.metrics[metric].better == Some(Direction::Lower);
                match over(&x, &goal.value(), lower, *cap) {
                    Some(share) => Mark::Marks(full * share),
                    None => Mark::Missing,
                }
            }
            Part::Distance(_, worst, best, clamped) => {
                let share = (worst.value() - x) / (worst.value() - best.value());
                Mark::Marks(full * clamp(share, *clamped))
            }
            Part::Peers(_) | Part::EfficacyPeers(_) => {
                let all: Vec<BigRational> = self
                    .policy
                    .counties()
                    .into_iter()
                    .filter_map(|other| match value(metric, other) {
                        Reading::Value(interval) => interval.value().cloned(),
                        _ => None,
                    })
                    .collect();
                let (least, most) = (
                    all.iter().min().unwrap().clone(),
                    all.iter().max().unwrap().clone(),
                );
                if least == most {
                    return Mark::Marks(full);
                }
                let lower = self.policy.metrics[metric].better == Some(Direction::Lower);
                let (worst, best) = if lower { (most, least) } else { (least, most) };
                let way = (worst.clone() - x) / (worst - best);
                Mark::Marks(match part {
                    Part::EfficacyPeers(_) => full * (fraction(3, 5) + fraction(2, 5) * way),
                    _ => full * way,
                })
            }
            Part::Efficacy(_, low, high, clamped) => {
                let way = (x - low.value()) / (high.value() - low.value());
                let hundredth = fraction(60, 1) + fraction(40, 1) * way;
                Mark::Marks(full * clamp(hundredth / fraction(100, 1), *clamped))
            }
            Part::Minus(_, marks, unit) => {
                let off = fraction(*marks, 1) * x / factor(*unit);
                Mark::Marks((full.clone() - off).max(BigRational::zero()).min(full))
            }
            Part::Attained(_) | Part::Completed(..) => Mark::Missing,
        }
    }

    /// The mean over the target's verdicts that fall to the period.
    fn mark_target(
        &self,
        part: &Part,
        target: usize,
        full: &BigRational,
        county: usize,
        period: PlainPeriod,
        verdicts: &[PlainVerdict],
    ) -> Mark {
        let target = &self.policy.targets[target];
        let its: Vec<&PlainVerdict> = verdicts
            .iter()
            .filter(|verdict| verdict.id == target.id)
            .filter(|verdict| verdict.entity.as_ref() == Some(&self.policy.entities[county].name))
            .filter(|verdict| {
                self.falls_to(verdict)
                    .is_some_and(|day| period.contains(day))
            })
            .filter(|verdict| verdict.state != State::NotApplicable)
            .collect();
        if its.is_empty() {
            return Mark::NotApplicable;
        }
        let mut sum = BigRational::zero();
        for verdict in &its {
            let met = match verdict.state {
                State::Met => true,
                State::Unmet => false,
                _ => return Mark::Missing,
            };
            sum += match part {
                Part::Completed(_, cap) => match self.completion(target, verdict, county, *cap) {
                    Some(share) => share,
                    None => return Mark::Missing,
                },
                _ if met => BigRational::one(),
                _ => BigRational::zero(),
            };
        }
        Mark::Marks(full * sum / fraction(i64::try_from(its.len()).unwrap(), 1))
    }

    fn completion(
        &self,
        target: &super::policy::Target,
        verdict: &PlainVerdict,
        county: usize,
        cap: Option<i64>,
    ) -> Option<BigRational> {
        let (left, op, goal) = match &target.body {
            Body::Condition(Condition::Compare(left, op, Expr::Amount(goal))) => (left, *op, *goal),
            Body::Thresholds(left, lines) => {
                let line = lines
                    .iter()
                    .find(|(who, ..)| self.policy.members(&[*who]).contains(&county))?;
                (left, line.1, line.2)
            }
            _ => return None,
        };
        let sittings = self.sittings_of(target);
        let (period, _) = sittings
            .into_iter()
            .find(|(period, _)| period.map(PlainPeriod::text) == verdict.period)?;
        let at = Moment {
            entity: Some(county),
            segment: None,
            period,
            due: true,
        };
        let Reading::Value(interval) = self.expr(left, at) else {
            return None;
        };
        let lower = matches!(op, Comparator::AtMost | Comparator::LessThan);
        over(interval.value()?, &goal.value(), lower, cap)
    }

    fn is_best_effort(&self, verdict: &PlainVerdict) -> bool {
        let target = self
            .policy
            .targets
            .iter()
            .find(|target| target.id == verdict.id);
        target.is_some_and(|target| target.best_effort)
    }
}

/// Actual over goal, turned round where lower is better; nothing is as good as the cap where nothing should be.
fn over(
    actual: &BigRational,
    goal: &BigRational,
    lower: bool,
    cap: Option<i64>,
) -> Option<BigRational> {
    let cap = cap.map(|cap| fraction(cap, 100));
    let (above, below) = if lower {
        (goal, actual)
    } else {
        (actual, goal)
    };
    if below.is_zero() {
        return if lower { cap } else { None };
    }
    let share = above / below;
    Some(match cap {
        Some(cap) => share.min(cap),
        None => share,
    })
}
