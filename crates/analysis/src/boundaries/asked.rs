//! What a condition says of someone at a time, and the figures at its edges.

use std::collections::BTreeSet;

use dabiao_eval::Program;
use dabiao_eval::program::{
    Aggregate, Condition, ConditionId, Expr, Measure, RowLimitId, Test, TestId, Tolerance,
};
use dabiao_model::{Comparator, Dimension, Period, Ratio, State};

use super::shape::Shape;
use crate::decide::{Answer, Decision, Formula, Grid, PremiseId, Sum, VarId, Work, decide};
use crate::world::{Figures, KnownFigure, On, Premises, Quotient, Reader, Seat, What};

/// Where a condition turns.
#[derive(Debug, Clone)]
pub(super) enum Turn {
    /// Where a difference of two values is zero.
    Compared(Quotient, Quotient, TestId),
    /// Where a figure is yes, and not no.
    YesNo(VarId),
    /// Where the last case keeps a limit, and the next does not.
    Kept(VarId, RowLimitId),
}

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

/// A comparison of a condition, and what must be so for it to decide.
#[derive(Debug, Clone)]
pub(super) struct Leaf {
    pub(super) turn: Turn,
    context: Vec<Formula>,
}

/// A condition of someone at a time.
pub(super) struct Asked<'a> {
    pub(super) program: &'a Program,
    pub(super) figures: Figures,
    pub(super) leaves: Vec<Leaf>,
    /// The figures that are given.
    pub(super) read: BTreeSet<VarId>,
    background: Vec<Formula>,
    body: Shape,
    when: Option<Shape>,
}

/// Premises do not matter here: nothing is derived.
const NOTHING: PremiseId = PremiseId(0);
pub(super) const ON: On = On {
    holding: NOTHING,
    failing: NOTHING,
};

/// What is known of the figures beside the condition.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    /// What checks ensure, and what they are by nature.
    Everything,
    /// Nothing: the condition is a check itself.
    Nothing,
}

impl<'a> Asked<'a> {
    pub(super) fn of(
        program: &'a Program,
        condition: ConditionId,
        when: Option<ConditionId>,
        seat: Seat,
        beside: Beside,
    ) -> Self {
        let (mut figures, mut premises) = (Figures::default(), Premises::default());
        let mut reader = Reader {
            program,
            figures: &mut figures,
            premises: &mut premises,
            seat,
        };
        let body = Shape::of(&mut reader, condition);
        let applies = when.map(|when| Shape::of(&mut reader, when));
        // All that is read is given, though it may cancel out; formulas are made of what is.
        let read = reader.figures.iter().filter(|(_, known)| {
            let made = matches!(known.figure.what, What::Formula(_)) && !known.reads.is_empty();
            !made
        });
        let mut read: BTreeSet<VarId> = read.map(|(var, _)| var).collect();
        let sides = reader.condition(condition, ON);
        let holding = when.map(|when| reader.condition(when, ON).holds);
        let mut leaves = Vec::new();
        let context: Vec<Formula> = holding.into_iter().collect();
        reader.leaves(&body, condition, &context, &mut leaves);
        if let (Some(when), Some(shape)) = (when, &applies) {
            reader.leaves(shape, when, &[sides.fails], &mut leaves);
        }
        let background = if beside == Beside::Everything {
            let mut background = reader.checks(&[seat]);
            background.extend(reader.natures());
            connected(background, &mut read, &figures)
        } else {
            Vec::new()
        };
        Self {
            program,
            figures,
            leaves,
            read,
            background,
            body,
            when: applies,
        }
    }

    /// What figures make of the condition; nothing where they leave it open.
    pub(super) fn state(&self, values: &[Ratio], tolerance: Option<&Tolerance>) -> Option<State> {
        let applies = self.when.as_ref();
        let applies = applies.map_or(Some(true), |when| when.holds(self.program, values, None))?;
        if !applies {
            return Some(State::NotApplicable);
        }
        let holds = self.body.holds(self.program, values, tolerance)?;
        Some(if holds { State::Met } else { State::Unmet })
    }

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

    /// Whether a check is made for a period: where it reads a figure of another, one of this too.
    pub(super) fn is_made_in(&self, judged: Option<Period>) -> bool {
        let read = self
            .figures
            .iter()
            .filter(|(var, _)| self.read.contains(var));
        let achieved = read.filter(|(_, known)| match &known.figure.what {
            What::Metric { source, .. } => source.is_achieved(),
            _ => false,
        });
        let mut periods = achieved
            .filter_map(|(_, known)| known.figure.period)
            .peekable();
        let none = periods.peek().is_none();
        none || judged.is_none_or(|judged| periods.any(|it| it.end() == judged.end()))
    }

    /// The period of a check that has to be named: where figures of several stand beside each other.
    pub(super) fn named(&self, judged: Option<Period>) -> Option<Period> {
        let read = self
            .figures
            .iter()
            .filter(|(var, _)| self.read.contains(var));
        let (mut periods, mut regular) = (BTreeSet::new(), BTreeSet::new());
        for (_, known) in read {
            let What::Metric { metric, source, .. } = &known.figure.what else {
                continue;
            };
            if source.is_achieved() {
                let schema = self.program.schema.metrics.get(metric.index());
                regular.insert(schema.is_some_and(|it| it.cadence.is_some()));
                periods.extend(known.figure.period);
            }
        }
        if periods.len() < 2 || regular.len() > 1 {
            return None;
        }
        if regular.contains(&true) {
            judged
        } else {
            periods.into_iter().max_by_key(|period| period.end())
        }
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

impl Reader<'_> {
    /// The comparisons of a condition, each with what must be so for it to decide.
    fn leaves(
        &mut self,
        shape: &Shape,
        id: ConditionId,
        context: &[Formula],
        found: &mut Vec<Leaf>,
    ) {
        let mut add = |turn: Turn| {
            found.push(Leaf {
                turn,
                context: context.to_vec(),
            });
        };
        match (shape, self.program.conditions.get(id.index())) {
            (Shape::Test(test, left, right), _) => {
                add(Turn::Compared(left.clone(), right.clone(), *test));
            }
            (Shape::Yes(var) | Shape::Agree(_, var, _), _) => add(Turn::YesNo(*var)),
            (Shape::Kept(var, limit), _) => add(Turn::Kept(*var, *limit)),
            (Shape::All(shapes), Some(Condition::And(parts))) => {
                self.parts(shapes, parts, true, context, found);
            }
            (Shape::Any(shapes), Some(Condition::Or(parts))) => {
                self.parts(shapes, parts, false, context, found);
            }
            (Shape::Not(shape), Some(Condition::Not(inner))) => {
                self.leaves(shape, *inner, context, found);
            }
            // A figure that must be yes for each of several.
            (Shape::All(each), _) => {
                let vars = each.iter().filter_map(|it| match it {
                    Shape::Yes(var) => Some(*var),
                    _ => None,
                });
                let vars: Vec<VarId> = vars.collect();
                for var in &vars {
                    let others = vars.iter().filter(|it| *it != var);
                    let yes = others.map(|it| {
                        let sum = Sum::of(*it).plus(&Sum::number(Ratio::ONE), &Ratio::whole(-1));
                        Formula::compare(&sum, Comparator::Equal, NOTHING)
                    });
                    found.push(Leaf {
                        turn: Turn::YesNo(*var),
                        context: context.iter().cloned().chain(yes).collect(),
                    });
                }
            }
            (Shape::Any(_) | Shape::Not(_), _) => {}
        }
    }

    /// The parts of a joined condition; each decides where the others all hold, or all fail.
    fn parts(
        &mut self,
        shapes: &[Shape],
        parts: &[ConditionId],
        holding: bool,
        context: &[Formula],
        found: &mut Vec<Leaf>,
    ) {
        let sides = parts.iter().map(|part| self.condition(*part, ON));
        let sides: Vec<Formula> = sides
            .map(|it| if holding { it.holds } else { it.fails })
            .collect();
        for (index, (shape, part)) in shapes.iter().zip(parts).enumerate() {
            let others = sides
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != index);
            let context: Vec<Formula> = context
                .iter()
                .chain(others.map(|(_, side)| side))
                .cloned()
                .collect();
            self.leaves(shape, *part, &context, found);
        }
    }
}

/// What is known of the figures that are read, and of those that this speaks of too.
fn connected(
    background: Vec<Formula>,
    read: &mut BTreeSet<VarId>,
    figures: &Figures,
) -> Vec<Formula> {
    let own = read.clone();
    let is_plain = |var: &VarId| {
        own.contains(var)
            || figures
                .get(*var)
                .is_some_and(|known| matches!(known.figure.what, What::Metric { .. }))
    };
    let (mut open, mut found) = (background, Vec::new());
    loop {
        let (near, far): (Vec<Formula>, Vec<Formula>) = open.into_iter().partition(|formula| {
            let vars = formula.figures();
            vars.iter().any(|var| read.contains(var)) && vars.iter().all(is_plain)
        });
        if near.is_empty() {
            return found;
        }
        read.extend(near.iter().flat_map(Formula::figures));
        found.extend(near);
        open = far;
    }
}
