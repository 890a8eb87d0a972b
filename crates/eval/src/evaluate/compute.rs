//! The value of an expression, and the fast integer forms of tests.

use std::cmp::Ordering;

use dabiao_model::{Comparator, Estimate, Ratio};

use super::cell::{Cell, Outcome};
use super::{Evaluation, Frame};
use crate::estimate;
use crate::program::{Expr, ExprId, Form, Linear, Quotient, SlotId, Test, TestId};
use crate::reason::Gap;

impl Evaluation<'_> {
    /// The value of an expression.
    pub(crate) fn expr(&self, id: ExprId, frame: Frame) -> Cell {
        self.walk(id, &|leaf| match leaf {
            Expr::Slot(slot) => self.slot(*slot, frame),
            Expr::Aggregate(aggregate) => self.aggregate(*aggregate, frame),
            Expr::Peers(peers) => self.peers(*peers, frame),
            _ => Cell::Missing(Gap::OutOfScope),
        })
    }

    /// The value of an expression whose figures `leaf` gives.
    pub(super) fn walk(&self, id: ExprId, leaf: &dyn Fn(&Expr) -> Cell) -> Cell {
        self.work(1);
        let Some(expr) = self.program.exprs.get(id.index()) else {
            return Cell::Missing(Gap::OutOfScope);
        };
        match expr {
            Expr::Number(value, _) | Expr::Parameter(_, value, _) => Cell::exact(value.clone()),
            Expr::Unknown(name) => Cell::Missing(Gap::Unreadable { name: name.clone() }),
            Expr::Slot(_) | Expr::Aggregate(_) | Expr::Peers(_) => leaf(expr),
            Expr::Derived(_, _, body) => self.walk(*body, leaf),
            Expr::Negative(inner) => map(self.walk(*inner, leaf), |a| Some(estimate::negative(a))),
            Expr::Add(a, b) => combine(self.walk(*a, leaf), self.walk(*b, leaf), estimate::add),
            Expr::Subtract(a, b) => combine(self.walk(*a, leaf), self.walk(*b, leaf), |a, b| {
                estimate::add(a, &estimate::negative(b))
            }),
            Expr::Multiply(a, b) => {
                combine(self.walk(*a, leaf), self.walk(*b, leaf), estimate::multiply)
            }
            Expr::Divide(a, b) => divide(self.walk(*a, leaf), self.walk(*b, leaf)),
        }
    }

    /// Decides a test: on integers where its shape allows, else by walking both sides.
    pub(crate) fn test(&self, id: TestId, frame: Frame) -> Outcome {
        let Some(test) = self.program.tests.get(id.index()) else {
            return Outcome::Unknown(Gap::OutOfScope);
        };
        let fast = match test.form {
            Form::Linear(index) => self
                .program
                .linear
                .get(index as usize)
                .and_then(|linear| self.linear(linear, frame)),
            Form::Quotient(index) => self
                .program
                .quotients
                .get(index as usize)
                .and_then(|quotient| self.quotient(quotient, frame)),
            Form::General => None,
        };
        fast.unwrap_or_else(|| self.general(test, frame))
    }

    fn linear(&self, linear: &Linear, frame: Frame) -> Option<Outcome> {
        let sum = self.exact_sum(&linear.terms, &Ratio::whole(linear.constant), frame)?;
        Some(truth(linear.comparator.holds(sum.cmp(&Ratio::ZERO))))
    }

    fn quotient(&self, quotient: &Quotient, frame: Frame) -> Option<Outcome> {
        let numerator = self.exact_sum(&quotient.numerator, &Ratio::ZERO, frame)?;
        let denominator = self.exact_sum(&quotient.denominator, &Ratio::ZERO, frame)?;
        if denominator.is_zero() {
            return Some(if numerator.is_zero() {
                Outcome::Empty(Gap::NothingToMeasure)
            } else {
                Outcome::Unknown(Gap::ZeroDenominator)
            });
        }
        let (above, below) = quotient.threshold;
        let ordering =
            (&numerator * &Ratio::whole(below)).cmp(&(&denominator * &Ratio::whole(above)));
        let ordering = if denominator.is_negative() {
            ordering.reverse()
        } else {
            ordering
        };
        Some(truth(quotient.comparator.holds(ordering)))
    }

    /// The sum of exact slots; nothing when one is missing or not exact, which the general path explains.
    fn exact_sum(&self, terms: &[(SlotId, i128)], constant: &Ratio, frame: Frame) -> Option<Ratio> {
        terms
            .iter()
            .try_fold(constant.clone(), |sum, (slot, factor)| {
                let cell = self.slot(*slot, frame);
                Some(&sum + &(cell.as_exact()? * &Ratio::whole(*factor)))
            })
    }

    /// Decides a test by the values of both sides. The obvious twin of the two forms above.
    pub(crate) fn general(&self, test: &Test, frame: Frame) -> Outcome {
        let left = rounded(test, self.expr(test.left, frame));
        let right = self.expr(test.right, frame);
        compare(left, test.comparator, right)
    }
}

/// The left side as it is compared: rounded where the rule says so.
pub(crate) fn rounded(test: &Test, cell: Cell) -> Cell {
    let Some(places) = test.rounded_to else {
        return cell;
    };
    map(cell, |value| match value {
        Estimate::Exact(value) => Some(Estimate::Exact(
            test.unit
                .to_base(&test.unit.from_base(value).rounded(places)),
        )),
        other => Some(other.clone()),
    })
}

/// Compares two cells; a cell without a value decides the outcome.
pub(crate) fn compare(left: Cell, comparator: Comparator, right: Cell) -> Outcome {
    match (left, right) {
        (Cell::Invalid(why), _) | (_, Cell::Invalid(why)) => Outcome::Invalid(why),
        (Cell::Empty(gap), _) | (_, Cell::Empty(gap)) => Outcome::Empty(gap),
        (Cell::Missing(gap), _) | (_, Cell::Missing(gap)) => Outcome::Unknown(gap),
        (Cell::YesNo(a), Cell::YesNo(b)) => {
            truth(comparator.holds(if a == b { Ordering::Equal } else { a.cmp(&b) }))
        }
        (Cell::YesNo(_), _) | (_, Cell::YesNo(_)) => Outcome::Unknown(Gap::UndecidedByBound),
        (Cell::Doubtful(a, doubt), Cell::Number(b)) => decided(&a, comparator, &b, Some(doubt)),
        (Cell::Number(a), Cell::Doubtful(b, doubt))
        | (Cell::Doubtful(a, doubt), Cell::Doubtful(b, _)) => {
            decided(&a, comparator, &b, Some(doubt))
        }
        (Cell::Number(a), Cell::Number(b)) => decided(&a, comparator, &b, None),
    }
}

fn decided(
    a: &Estimate,
    comparator: Comparator,
    b: &Estimate,
    doubt: Option<super::cell::Doubt>,
) -> Outcome {
    match (estimate::compare(a, comparator, b), doubt) {
        (Some(holds), _) => truth(holds),
        (None, Some(super::cell::Doubt::Suspicion(why))) => Outcome::Invalid(why),
        (None, Some(super::cell::Doubt::Gap(gap))) => Outcome::Unknown(gap),
        (None, None) => Outcome::Unknown(Gap::UndecidedByBound),
    }
}

pub(crate) fn truth(holds: bool) -> Outcome {
    if holds {
        Outcome::Holds
    } else {
        Outcome::Fails
    }
}

fn divide(a: Cell, b: Cell) -> Cell {
    let is_zero = |cell: &Cell| cell.as_exact().is_some_and(Ratio::is_zero);
    match (is_zero(&b), is_zero(&a)) {
        (true, true) => Cell::Empty(Gap::NothingToMeasure),
        (true, false) if matches!(a, Cell::Number(_) | Cell::Doubtful(..)) => {
            Cell::Missing(Gap::ZeroDenominator)
        }
        _ => combine(a, b, estimate::divide),
    }
}

fn map(cell: Cell, op: impl Fn(&Estimate) -> Option<Estimate>) -> Cell {
    match cell {
        Cell::Number(value) => {
            op(&value).map_or(Cell::Missing(Gap::UndecidedByBound), Cell::Number)
        }
        Cell::Doubtful(value, doubt) => op(&value)
            .map_or(Cell::Missing(Gap::UndecidedByBound), |value| {
                Cell::Doubtful(value, doubt)
            }),
        other => other,
    }
}

fn combine(a: Cell, b: Cell, op: impl Fn(&Estimate, &Estimate) -> Option<Estimate>) -> Cell {
    let joined = |a: &Estimate, b: &Estimate| op(a, b);
    match (a, b) {
        (Cell::Invalid(why), _) | (_, Cell::Invalid(why)) => Cell::Invalid(why),
        (Cell::Missing(gap), _) | (_, Cell::Missing(gap)) => Cell::Missing(gap),
        (Cell::Empty(gap), _) | (_, Cell::Empty(gap)) => Cell::Empty(gap),
        (Cell::YesNo(_), _) | (_, Cell::YesNo(_)) => Cell::Missing(Gap::UndecidedByBound),
        (Cell::Number(a), Cell::Number(b)) => {
            joined(&a, &b).map_or(Cell::Missing(Gap::UndecidedByBound), Cell::Number)
        }
        (Cell::Doubtful(a, doubt), Cell::Number(b) | Cell::Doubtful(b, _))
        | (Cell::Number(a), Cell::Doubtful(b, doubt)) => match joined(&a, &b) {
            Some(value) => Cell::Doubtful(value, doubt),
            None => match doubt {
                super::cell::Doubt::Suspicion(why) => Cell::Invalid(why),
                super::cell::Doubt::Gap(gap) => Cell::Missing(gap),
            },
        },
    }
}
