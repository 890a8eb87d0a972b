//! What a condition says of someone at a time, and the figures at its edges.

use std::collections::BTreeSet;

use dabiao_eval::Program;
use dabiao_eval::program::{Condition, ConditionId, RowLimitId, TestId, Tolerance};
use dabiao_model::{Comparator, Period, Ratio, State};

use super::shape::Shape;
use crate::decide::{Formula, PremiseId, Sum, VarId};
use crate::world::{Figures, On, Premises, Quotient, Reader, Seat, What};

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

/// A comparison of a condition, and what must be so for it to decide.
#[derive(Debug, Clone)]
pub(super) struct Leaf {
    pub(super) turn: Turn,
    pub(super) context: Vec<Formula>,
}

/// A condition of someone at a time.
pub(super) struct Asked<'a> {
    pub(super) program: &'a Program,
    pub(super) figures: Figures,
    pub(super) leaves: Vec<Leaf>,
    /// The figures that are given.
    pub(super) read: BTreeSet<VarId>,
    pub(super) background: Vec<Formula>,
    body: Shape,
    when: Option<Shape>,
}

/// Premises do not matter here: nothing is derived.
pub(super) const NOTHING: PremiseId = PremiseId(0);
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
