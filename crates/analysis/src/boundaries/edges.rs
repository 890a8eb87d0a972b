//! The figures at the edges of a condition: exactly at a threshold, and the next ones beside it.

use std::collections::BTreeSet;

use dabiao_eval::program::{Aggregate, Expr, Measure, Test, TestId};
use dabiao_model::{Comparator, Dimension, Ratio};

use super::asked::{Asked, Leaf, NOTHING, Turn};
use crate::decide::{Answer, Decision, Formula, Grid, Sum, VarId, Work, decide};
use crate::world::{KnownFigure, Quotient, What};

/// Where the difference of two values lies.
pub(super) enum Near {
    At(Ratio),
    /// Between two ends, neither included.
    Between(Ratio, Ratio),
}

impl Near {
    fn holds(&self, gap: &Ratio) -> bool {
        match self {
            Self::At(offset) => gap == offset,
            Self::Between(low, high) => low < gap && gap < high,
        }
    }
}

impl<'a> Asked<'a> {
    /// Figures where a difference is so much, or lies between two ends without them.
    pub(super) fn at(&self, leaf: &Leaf, near: &Near) -> Option<Vec<Ratio>> {
        let Turn::Compared(left, right, _) = &leaf.turn else {
            return None;
        };
        let holds = |values: &Vec<Ratio>| {
            let gap = left.at(values).zip(right.at(values));
            gap.is_some_and(|(left, right)| near.holds(&(&left - &right)))
        };
        let vars: BTreeSet<VarId> = [&left.above, &left.below, &right.above, &right.below]
            .into_iter()
            .flat_map(|sum| sum.terms.keys().copied())
            .collect();
        if vars.is_empty() {
            let values = vec![Ratio::ZERO; self.figures.iter().count()];
            return Some(values).filter(holds);
        }
        let below: BTreeSet<VarId> = [&left.below, &right.below]
            .into_iter()
            .flat_map(|sum| sum.terms.keys().copied())
            .collect();
        // What stands below a line is a round number first, with one figure more after that: for few digits.
        let alone = vars.iter().map(|var| vec![*var]);
        let with = vars.iter().map(|var| {
            let also = (!below.contains(var)).then_some(*var);
            below.iter().copied().chain(also).collect()
        });
        let turned: Vec<VarId> = below.iter().rev().copied().collect();
        let first = [below.iter().copied().collect(), turned];
        first
            .into_iter()
            .chain(alone)
            .chain(with)
            .find_map(|pinned: Vec<VarId>| {
                let pins = pinned.iter().enumerate();
                // Not all alike, so that no difference of two is zero.
                let pins = pins.map(|(place, var)| {
                    let share = if place == 0 { 1 } else { 5 };
                    (*var, &self.round(*var) * &Ratio::new(1, share))
                });
                let wanted = apart(left, right, near, &pins.collect::<Vec<_>>())?;
                let values = self.solved(&wanted, leaf)?;
                Some(values).filter(|values| holds(values) && self.is_written(values))
            })
    }

    /// Ten thousand of a figure, of a rank ten.
    fn round(&self, var: VarId) -> Ratio {
        let known = self.figures.get(var);
        let times = match known.map(|it| &it.unit.dimension) {
            Some(Dimension::Rank) => 10,
            Some(Dimension::Ratio | Dimension::Points) => 50,
            _ => 10_000,
        };
        known.map_or(Ratio::ONE, |it| &it.unit.factor * &Ratio::whole(times))
    }

    /// Whether all figures that are given have few digits.
    fn is_written(&self, values: &[Ratio]) -> bool {
        let given = self
            .figures
            .iter()
            .filter(|(var, _)| self.read.contains(var));
        let mut metrics = given.filter(|(_, it)| matches!(it.figure.what, What::Metric { .. }));
        metrics.all(|(var, known)| {
            let value = values.get(var.0).map(|it| known.unit.from_base(it));
            value.is_some_and(|value| value.to_decimal(super::written::DECIMALS).is_some())
        })
    }

    /// Figures where one is so much.
    pub(super) fn with(&self, leaf: &Leaf, var: VarId, value: &Ratio) -> Option<Vec<Ratio>> {
        let sum = Sum::of(var).plus(&Sum::number(value.clone()), &Ratio::whole(-1));
        self.solved(&[Formula::compare(&sum, Comparator::Equal, NOTHING)], leaf)
    }

    /// Plain figures first, then any that are not negative, then whatever the others of the condition say.
    fn solved(&self, wanted: &[Formula], leaf: &Leaf) -> Option<Vec<Ratio>> {
        let tries = [
            (true, Some(10)),
            (true, Some(0)),
            (false, Some(0)),
            (false, None),
        ];
        tries.into_iter().find_map(|(context, least)| {
            let least = least.map_or_else(Vec::new, |least| self.at_least(least));
            let context = if context {
                leaf.context.as_slice()
            } else {
                &[]
            };
            let formulas = wanted.iter().chain(&least).chain(context);
            let formulas: Vec<&Formula> = formulas.chain(&self.background).collect();
            let whole = self.whole();
            let decision = Decision {
                formulas: &formulas,
                whole: &whole,
            };
            let work = &mut Work::of(200_000);
            let Answer::Possible(values) = decide(decision, work) else {
                return None;
            };
            let values = decision.rounded(values, &self.grids(), work);
            formulas
                .iter()
                .all(|it| it.holds(&values))
                .then_some(values)
        })
    }

    /// Of each figure, whether it is a whole number.
    fn whole(&self) -> Vec<bool> {
        let figures = self.figures.iter();
        let whole = figures.map(|(_, it)| it.whole || it.unit.dimension == Dimension::Rank);
        whole.collect()
    }

    fn at_least(&self, least: i128) -> Vec<Formula> {
        let figures = self.figures.iter();
        let floor = figures.map(|(var, known)| {
            let submitted = matches!(known.figure.what, What::Metric { .. }) && !known.yes_no;
            let least = if submitted { least } else { 0 };
            let least = &known.unit.factor * &Ratio::whole(least);
            let sum = Sum::of(var).plus(&Sum::number(least), &Ratio::whole(-1));
            Formula::compare(&sum, Comparator::AtLeast, NOTHING)
        });
        floor.collect()
    }

    fn grids(&self) -> Vec<Grid> {
        let figures = self.figures.iter();
        let grids = figures.map(|(_, known)| Grid {
            unit: known.unit.factor.clone(),
            round: None,
        });
        grids.collect()
    }

    /// How far beside a threshold the next value lies: one of what is counted, else the last digit written, at least 0.01.
    pub(super) fn step(&self, leaf: &Leaf) -> Ratio {
        let Turn::Compared(left, right, test) = &leaf.turn else {
            return Ratio::ONE;
        };
        let undivided = [left, right]
            .iter()
            .all(|it| it.below.as_number().is_some());
        let sums = [&left.above, &left.below, &right.above, &right.below];
        let vars = sums.into_iter().flat_map(|sum| sum.terms.keys());
        let known: Vec<&KnownFigure> = vars.filter_map(|var| self.figures.get(*var)).collect();
        let counted = |it: &&KnownFigure| it.whole || it.unit.dimension == Dimension::Rank;
        let steps = known.iter().find_map(|known| match &known.figure.what {
            What::Kept(_) => Some(Ratio::new(1, 1_000)),
            What::Cases(aggregate) => Some(of_cases(aggregate, known)),
            _ => None,
        });
        let whole = known
            .first()
            .filter(|_| undivided && known.iter().all(counted));
        let whole = whole.map(|it| it.unit.factor.clone());
        steps.or(whole).unwrap_or_else(|| self.last_digit(*test))
    }

    fn test(&self, id: TestId) -> Option<&'a Test> {
        self.program.tests.get(id.index())
    }

    fn last_digit(&self, id: TestId) -> Ratio {
        let Some(test) = self.test(id) else {
            return Ratio::ONE;
        };
        let (places, unit) = match self.program.exprs.get(test.right.index()) {
            Some(Expr::Number(value, unit)) => {
                let shown = unit.from_base(value);
                let places = (0..6).find(|places| shown.rounded(*places) == shown);
                (places.unwrap_or(6), unit)
            }
            _ => (0, &test.unit),
        };
        unit.factor.scaled_down(places.max(2))
    }
}

/// That two values are so far apart, where some figures are fixed.
fn apart(
    left: &Quotient,
    right: &Quotient,
    near: &Near,
    pins: &[(VarId, Ratio)],
) -> Option<Vec<Formula>> {
    let fixed = |sum: &Sum| {
        pins.iter().fold(sum.clone(), |sum, (var, value)| {
            let Some(factor) = sum.terms.get(var).cloned() else {
                return sum;
            };
            let gone = sum.plus(&Sum::of(*var), &-&factor);
            gone.plus(&Sum::number(value.clone()), &factor)
        })
    };
    let side = |value: &Quotient| {
        let below = fixed(&value.below);
        let below = below.as_number().filter(|it| !it.is_zero())?;
        Some(fixed(&value.above).times(&Ratio::ONE.checked_div(below)?))
    };
    let (left, right) = (side(left)?, side(right)?);
    let gap = left.plus(&right, &Ratio::whole(-1));
    let less = |sum: &Sum, number: &Ratio| {
        sum.clone()
            .plus(&Sum::number(number.clone()), &Ratio::whole(-1))
    };
    let is = |sum: &Sum, comparator| Formula::compare(sum, comparator, NOTHING);
    let mut wanted = match near {
        Near::At(offset) => vec![is(&less(&gap, offset), Comparator::Equal)],
        Near::Between(low, high) => vec![
            is(&less(&gap, low), Comparator::MoreThan),
            is(&less(&gap, high), Comparator::LessThan),
        ],
    };
    let pins = pins.iter();
    wanted.extend(pins.map(|(var, value)| is(&less(&Sum::of(*var), value), Comparator::Equal)));
    Some(wanted)
}

/// The next value of an aggregate of cases.
fn of_cases(aggregate: &Aggregate, known: &KnownFigure) -> Ratio {
    match aggregate.measure {
        Measure::Share => Ratio::new(1, 1_000),
        Measure::Count | Measure::MedianSpan(..) | Measure::MinSpan(..) | Measure::MaxSpan(..) => {
            known.unit.factor.clone()
        }
        _ => known.unit.factor.scaled_down(2),
    }
}
