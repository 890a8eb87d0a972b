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
use super::policy::{Body, Condition, Expr, Kind, PlainPolicy, PlainUnit};
use super::{Moment, Plain, PlainData, evaluate};

/// An index of the entities of a kind.
#[derive(Debug, Clone)]
pub struct Score {
    /// Its id.
    pub id: String,
    /// Who is scored.
    pub kind: Kind,
    /// How often; else as the policy is monitored.
    pub cadence: Option<Cadence>,
    /// `of all targets`: whatever has a weight is a part too.
    pub of_all: bool,
    /// The parts with their full marks, which add up to 100 together with those weights.
    pub parts: Vec<(Part, Amount)>,
    /// What becomes of missing parts.
    pub missing: Missing,
    /// Names of grades with the least total of each, from the highest; the last has none.
    pub grades: Vec<(String, Option<i64>)>,
    /// Decimals that are shown, which change nothing.
    pub rounded: Option<u32>,
    /// Lists.
    pub lists: Vec<List>,
}

/// A part.
#[derive(Debug, Clone)]
pub enum Part {
    /// A target, attained or not.
    Attained(usize),
    /// A milestone, signed off in time or not.
    SignedOff(usize),
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
    /// Marks off for each unit, down to a floor.
    Minus(usize, Amount, PlainUnit, Option<i64>),
    /// Marks added for each unit, up to a ceiling.
    Plus(usize, Amount, PlainUnit, Option<i64>),
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

/// A total with its rank and grade.
pub type Total = (BigRational, usize, Option<String>);

/// Scores by (score, entity, period); lists by (score, number of the list, period): who is on it and who is left off.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Scored {
    /// Totals.
    pub totals: BTreeMap<(String, String, String), Option<Total>>,
    /// Those without a total to whom no part applies.
    pub nothing: BTreeSet<(String, String, String)>,
    /// Lists.
    pub lists: BTreeMap<(String, usize, String), Listed>,
}

impl Scored {
    /// Whether somebody is on one of the red or the black lists of a score; nothing where it has none.
    pub fn on_list(
        &self,
        policy: &PlainPolicy,
        (id, entity, period): (&str, &str, &str),
        black: bool,
    ) -> Option<bool> {
        let score = policy.scores.iter().find(|score| score.id == id)?;
        let lists = score.lists.iter().enumerate();
        let numbers = lists.filter(|(_, list)| list.black == black);
        let mut on = numbers.map(|(number, _)| {
            let listed = self.lists.get(&(id.to_owned(), number, period.to_owned()));
            listed.is_some_and(|(on, _)| on.iter().any(|name| name == entity))
        });
        let first = on.next()?;
        Some(first || on.any(|on| on))
    }
}

/// All scores of periods that are over.
pub fn scored(policy: &PlainPolicy, data: &PlainData, as_of: Date) -> Scored {
    let plain = Plain::new(policy, data, as_of);
    let verdicts = evaluate(policy, data, as_of);
    let mut found = Scored::default();
    let (start, end) = policy.in_force.unwrap();
    for score in &policy.scores {
        for period in PlainPeriod::within(start, end, score.every(policy)) {
            if period.end() > as_of {
                continue;
            }
            plain.period_of(score, period, &verdicts, &mut found);
        }
    }
    found
}

impl Score {
    /// How often it is made.
    pub fn every(&self, policy: &PlainPolicy) -> Cadence {
        self.cadence.or(policy.monitor).unwrap()
    }

    /// The parts that are written, then every target and milestone with a weight where all are meant.
    fn all_parts(&self, policy: &PlainPolicy) -> Vec<(Part, BigRational)> {
        let written = self.parts.iter();
        let mut parts: Vec<(Part, BigRational)> = written
            .map(|(part, full)| (part.clone(), full.number()))
            .collect();
        if self.of_all {
            let weighed = |index: usize, weight: Option<i64>, part: fn(usize) -> Part| {
                weight.map(|weight| (part(index), fraction(weight, 1)))
            };
            let targets = policy.targets.iter().enumerate();
            parts.extend(
                targets.filter_map(|(index, it)| weighed(index, it.weight, Part::Attained)),
            );
            let milestones = policy.milestones.iter().enumerate();
            parts.extend(
                milestones.filter_map(|(index, it)| weighed(index, it.weight, Part::SignedOff)),
            );
        }
        parts
    }

    fn grade(&self, total: &BigRational) -> Option<String> {
        let mut grades = self.grades.iter();
        let reached = |from: &Option<i64>| from.is_none_or(|from| *total >= fraction(from, 1));
        let grade = grades.find(|(_, from)| reached(from));
        grade.map(|(name, _)| name.clone())
    }
}

impl Plain<'_> {
    fn period_of(
        &self,
        score: &Score,
        period: PlainPeriod,
        verdicts: &[PlainVerdict],
        found: &mut Scored,
    ) {
        let parts = score.all_parts(self.policy);
        let counties = self.policy.of_kind(score.kind);
        let totals: Vec<(usize, Option<BigRational>)> = counties
            .iter()
            .map(|county| {
                let total = self.total(score, &parts, *county, period, verdicts);
                (*county, total)
            })
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
                .map(|total| (total.clone(), 1 + higher(&total), score.grade(&total)));
            let key = (score.id.clone(), name(*county), period.text());
            let applies = |(part, full): &(Part, BigRational)| {
                let mark = self.mark(score, part, full, *county, period, verdicts);
                !matches!(mark, Mark::NotApplicable)
            };
            if total.is_none() && !parts.iter().any(applies) {
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

    /// What does not count spreads its weight over what does; a bonus, which has none, is added as it is.
    fn total(
        &self,
        score: &Score,
        parts: &[(Part, BigRational)],
        county: usize,
        period: PlainPeriod,
        verdicts: &[PlainVerdict],
    ) -> Option<BigRational> {
        let zero = BigRational::zero;
        let (mut sum, mut bonus, mut lacking) = (zero(), zero(), false);
        let (mut missing, mut spread) = (zero(), zero());
        for (part, full) in parts {
            match self.mark(score, part, full, county, period, verdicts) {
                Mark::Marks(marks) if full.is_zero() => bonus += marks,
                Mark::Marks(marks) => sum += marks,
                Mark::Missing => {
                    missing += full;
                    lacking = true;
                }
                Mark::NotApplicable => spread += full,
            }
        }
        let hundred = fraction(100, 1);
        let applicable = &hundred - spread;
        let counted = match score.missing {
            Missing::NoTotal if lacking => return None,
            Missing::NoTotal | Missing::Zero => applicable,
            Missing::Spread(most) => {
                let too_much = |most: i64| &missing * &hundred > fraction(most, 1) * &applicable;
                if most.is_some_and(too_much) {
                    return None;
                }
                applicable - missing
            }
        };
        (counted > zero()).then(|| sum * hundred / counted + bonus)
    }

    fn mark(
        &self,
        score: &Score,
        part: &Part,
        full: &BigRational,
        county: usize,
        period: PlainPeriod,
        verdicts: &[PlainVerdict],
    ) -> Mark {
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
            Part::Attained(_) | Part::Completed(..) | Part::SignedOff(_) => {
                return self.mark_rule(part, full, county, period, verdicts);
            }
            Part::Goal(metric, ..)
            | Part::Distance(metric, ..)
            | Part::Peers(metric)
            | Part::EfficacyPeers(metric)
            | Part::Efficacy(metric, ..)
            | Part::Plus(metric, ..)
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
                    .of_kind(score.kind)
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
                    return Mark::Marks(full.clone());
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
            Part::Minus(_, marks, unit, floor) => {
                let off = marks.number() * x / factor(*unit);
                let floor = fraction(floor.unwrap_or(0), 1);
                Mark::Marks((full - off).max(floor).min(full.clone()))
            }
            Part::Plus(_, marks, unit, ceiling) => {
                let more = full + marks.number() * x / factor(*unit);
                Mark::Marks(match ceiling {
                    Some(ceiling) => more.min(fraction(*ceiling, 1)),
                    None => more,
                })
            }
            Part::Attained(_) | Part::Completed(..) | Part::SignedOff(_) => Mark::Missing,
        }
    }

    /// The mean over the verdicts of a target or milestone that fall to the period.
    fn mark_rule(
        &self,
        part: &Part,
        full: &BigRational,
        county: usize,
        period: PlainPeriod,
        verdicts: &[PlainVerdict],
    ) -> Mark {
        let id = match part {
            Part::SignedOff(milestone) => &self.policy.milestones[*milestone].id,
            Part::Attained(target) | Part::Completed(target, _) => &self.policy.targets[*target].id,
            _ => return Mark::Missing,
        };
        let its: Vec<&PlainVerdict> = verdicts
            .iter()
            .filter(|verdict| verdict.id == *id)
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
                Part::Completed(target, cap) => {
                    let target = &self.policy.targets[*target];
                    match self.completion(target, verdict, county, *cap) {
                        Some(share) => share,
                        None => return Mark::Missing,
                    }
                }
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
        let (left, op, goal) = match &target.body {
            Body::Condition(Condition::Compare(left, op, Expr::Amount(goal))) => (left, *op, *goal),
            Body::Thresholds(left, lines) => {
                let line = lines
                    .iter()
                    .find(|(who, ..)| self.policy.members(&[*who]).contains(&county))?;
                (left, line.1, line.2)
            }
            Body::Dated(left, lines) => {
                let (op, goal) = self.line_of_date(target, lines, at)?;
                (left, op, goal)
            }
            _ => return None,
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
