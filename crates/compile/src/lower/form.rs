//! The shape of a test: a sum against zero, a quotient of sums against a number, or neither.

use dabiao_eval::program::{Form, Linear, Quotient, Slot, SlotId};
use dabiao_model::{Comparator, Ratio};

use super::Lowering;
use crate::hir;

/// A sum of slots with factors, and a constant.
#[derive(Clone, Default)]
struct Sum {
    terms: Vec<(Slot, Ratio)>,
    constant: Ratio,
}

/// The form of a test; its table gets the entry.
pub(super) fn form(lowering: &mut Lowering, test: &hir::Test) -> Form {
    if test.rounded_to.is_some() {
        return Form::General;
    }
    linear(lowering, test)
        .or_else(|| quotient(lowering, test))
        .unwrap_or(Form::General)
}

fn linear(lowering: &mut Lowering, test: &hir::Test) -> Option<Form> {
    let difference = sum(&test.left)?.plus(sum(&test.right)?, &Ratio::whole(-1));
    let (terms, constant) = lowering.whole(&difference)?;
    let index = u32::try_from(lowering.program.linear.len()).ok()?;
    lowering.program.linear.push(Linear {
        terms,
        constant,
        comparator: test.comparator,
    });
    Some(Form::Linear(index))
}

/// `a / b ⋈ k`, or `k ⋈ a / b` turned round.
fn quotient(lowering: &mut Lowering, test: &hir::Test) -> Option<Form> {
    let parts = divided(&test.left)
        .zip(number(&test.right))
        .map(|(sides, limit)| (sides, limit, test.comparator));
    let turned = || {
        let sides = divided(&test.right).zip(number(&test.left));
        sides.map(|(sides, limit)| (sides, limit, test.comparator.flipped()))
    };
    let ((above, below), threshold, comparator) = parts.or_else(turned)?;
    let (above, below) = (sum(above)?, sum(below)?);
    if !above.constant.is_zero() || !below.constant.is_zero() {
        return None;
    }
    push_quotient(lowering, above, below, &threshold, comparator)
}

fn push_quotient(
    lowering: &mut Lowering,
    above: Sum,
    below: Sum,
    threshold: &Ratio,
    comparator: Comparator,
) -> Option<Form> {
    // Both sums are cleared of denominators by one factor, so that the quotient stays what it is.
    let factor = above.denominator()?.checked_mul(below.denominator()?)?;
    let scaled = |sum: Sum| Sum::default().plus(sum, &Ratio::whole(factor));
    let (numerator, _) = lowering.whole(&scaled(above))?;
    let (denominator, _) = lowering.whole(&scaled(below))?;
    let threshold = threshold.parts()?;
    let index = u32::try_from(lowering.program.quotients.len()).ok()?;
    lowering.program.quotients.push(Quotient {
        numerator,
        denominator,
        comparator,
        threshold,
    });
    Some(Form::Quotient(index))
}

/// The sides of a division, through the names of derived metrics.
fn divided(expr: &hir::Expr) -> Option<(&hir::Expr, &hir::Expr)> {
    match &expr.kind {
        hir::ExprKind::Derived(_, _, inner) => divided(inner),
        hir::ExprKind::Binary(hir::Operator::Divide, above, below) => Some((above, below)),
        _ => None,
    }
}

/// The value of a constant.
fn number(expr: &hir::Expr) -> Option<Ratio> {
    match &expr.kind {
        hir::ExprKind::Number(value) | hir::ExprKind::Parameter(_, value) => Some(value.clone()),
        hir::ExprKind::Negative(inner) => number(inner).map(|value| -&value),
        hir::ExprKind::Binary(op, left, right) => {
            let (left, right) = (number(left)?, number(right)?);
            match op {
                hir::Operator::Add => Some(&left + &right),
                hir::Operator::Subtract => Some(&left - &right),
                hir::Operator::Multiply => Some(&left * &right),
                hir::Operator::Divide => left.checked_div(&right),
            }
        }
        hir::ExprKind::Unknown(_)
        | hir::ExprKind::Slot(_)
        | hir::ExprKind::Derived(..)
        | hir::ExprKind::Peers(_)
        | hir::ExprKind::Aggregate(_) => None,
    }
}

/// The expression as a sum of slots, where it is one.
fn sum(expr: &hir::Expr) -> Option<Sum> {
    if let Some(constant) = number(expr) {
        return Some(Sum {
            terms: Vec::new(),
            constant,
        });
    }
    match &expr.kind {
        hir::ExprKind::Slot(slot) => Some(Sum {
            terms: vec![(*slot, Ratio::ONE)],
            constant: Ratio::ZERO,
        }),
        hir::ExprKind::Derived(_, _, inner) => sum(inner),
        hir::ExprKind::Negative(inner) => Some(Sum::default().plus(sum(inner)?, &Ratio::whole(-1))),
        hir::ExprKind::Binary(op, left, right) => match op {
            hir::Operator::Add => Some(sum(left)?.plus(sum(right)?, &Ratio::ONE)),
            hir::Operator::Subtract => Some(sum(left)?.plus(sum(right)?, &Ratio::whole(-1))),
            hir::Operator::Multiply => match (number(left), number(right)) {
                (Some(factor), _) => Some(Sum::default().plus(sum(right)?, &factor)),
                (_, Some(factor)) => Some(Sum::default().plus(sum(left)?, &factor)),
                (None, None) => None,
            },
            hir::Operator::Divide => {
                let factor = Ratio::ONE.checked_div(&number(right)?)?;
                Some(Sum::default().plus(sum(left)?, &factor))
            }
        },
        hir::ExprKind::Number(_)
        | hir::ExprKind::Parameter(..)
        | hir::ExprKind::Unknown(_)
        | hir::ExprKind::Peers(_)
        | hir::ExprKind::Aggregate(_) => None,
    }
}

impl Sum {
    /// This sum and `factor` times another; a slot stands once, and one that cancels is still read.
    fn plus(mut self, other: Self, factor: &Ratio) -> Self {
        self.constant = &self.constant + &(&other.constant * factor);
        for (slot, count) in other.terms {
            let count = &count * factor;
            match self.terms.iter_mut().find(|(known, _)| *known == slot) {
                Some((_, known)) => *known = &*known + &count,
                None => self.terms.push((slot, count)),
            }
        }
        self
    }

    /// The least common denominator of all factors and the constant.
    fn denominator(&self) -> Option<i128> {
        let factors = self
            .terms
            .iter()
            .map(|(_, factor)| factor)
            .chain([&self.constant]);
        factors.map(Ratio::parts).try_fold(1_i128, |common, parts| {
            let (_, below) = parts?;
            let gcd = gcd(common, below);
            common.checked_div(gcd)?.checked_mul(below)
        })
    }
}

fn gcd(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a.checked_rem(b).unwrap_or(0));
    }
    a.max(1)
}

impl Lowering {
    /// A sum with its denominators cleared; nothing when that leaves 128 bits.
    fn whole(&mut self, sum: &Sum) -> Option<(Vec<(SlotId, i128)>, i128)> {
        let common = sum.denominator()?;
        let cleared = |value: &Ratio| {
            let (above, below) = value.parts()?;
            above.checked_mul(common.checked_div(below)?)
        };
        let constant = cleared(&sum.constant)?;
        let factors: Option<Vec<i128>> = sum
            .terms
            .iter()
            .map(|(_, factor)| cleared(factor))
            .collect();
        let slots = sum.terms.iter().map(|(slot, _)| self.slot(*slot));
        Some((slots.zip(factors?).collect(), constant))
    }
}
