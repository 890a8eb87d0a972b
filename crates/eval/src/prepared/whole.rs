//! Tests with all scales and denominators cleared: sums of whole numbers against zero.

use dabiao_model::Comparator;

use super::inputs::{InputId, Inputs};
use crate::program::{Linear, Program, Quotient, SlotId};

/// A term: an input with a whole factor.
pub(super) type Term = (InputId, i64);

/// A test on whole numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum WholeTest {
    /// `Σ factor · input + constant ≥ 0`.
    AtLeast { terms: Vec<Term>, constant: i64 },
    /// `Σ factor · input + constant = 0`, or not.
    Zero {
        terms: Vec<Term>,
        constant: i64,
        equal: bool,
    },
    /// `above / below ≥ k` as `above.1 · above.0 + below.1 · below.0 ≥ least`, turned round below zero.
    Share {
        above: Term,
        below: Term,
        least: i64,
    },
    /// `Σ above / Σ below ⋈ threshold`.
    Quotient {
        above: Vec<Term>,
        below: Vec<Term>,
        comparator: Comparator,
        threshold: (i64, i64),
    },
}

impl WholeTest {
    /// What it reads.
    pub(super) fn inputs(&self) -> Vec<InputId> {
        let of = |terms: &[Term]| terms.iter().map(|(input, _)| *input).collect();
        match self {
            Self::AtLeast { terms, .. } | Self::Zero { terms, .. } => of(terms),
            Self::Share { above, below, .. } => of(&[*above, *below]),
            Self::Quotient { above, below, .. } => of(&[above.as_slice(), below].concat()),
        }
    }
}

/// What the factors of a sum and its constant may come to, so that it stays within 128 bits whatever its inputs are.
const ROOM: i64 = i64::MAX / 4;

/// A sum of slots on whole numbers: `scale` times the sum of the base units.
struct Scaled {
    terms: Vec<(InputId, i128)>,
    scale: i128,
}

fn scaled(inputs: &mut Inputs, program: &Program, terms: &[(SlotId, i128)]) -> Option<Scaled> {
    let mut placed = Vec::with_capacity(terms.len());
    let mut common = 1_i128;
    for (slot, factor) in terms {
        let (input, scale) = inputs.number(program, *slot)?;
        let scale = i128::from(scale);
        common = common.checked_div(gcd(common, scale))?.checked_mul(scale)?;
        placed.push((input, *factor, scale));
    }
    let cleared = placed.into_iter().map(|(input, factor, scale)| {
        let more = common.checked_div(scale)?;
        Some((input, factor.checked_mul(more)?))
    });
    Some(Scaled {
        terms: cleared.collect::<Option<_>>()?,
        scale: common,
    })
}

/// A comparison of a sum with zero.
pub(super) fn linear(inputs: &mut Inputs, program: &Program, test: &Linear) -> Option<WholeTest> {
    let sum = scaled(inputs, program, &test.terms)?;
    let constant = test.constant.checked_mul(sum.scale)?;
    let common = sum.terms.iter().fold(0, |all, (_, it)| gcd(all, *it));
    let common = common.max(1);
    let (sign, strict) = sense(test.comparator);
    let terms = divided(&sum.terms, common, sign)?;
    let constant = constant.checked_mul(sign)?;
    let test = match test.comparator {
        Comparator::Equal | Comparator::NotEqual => {
            let equal = test.comparator == Comparator::Equal;
            if constant.checked_rem(common)? != 0 {
                // A sum of multiples of something never comes to a number that is none.
                return None;
            }
            let constant = i64::try_from(constant.checked_div(common)?).ok()?;
            WholeTest::Zero {
                terms,
                constant,
                equal,
            }
        }
        _ => {
            let least = constant.checked_sub(i128::from(strict))?;
            let constant = i64::try_from(least.div_euclid(common)).ok()?;
            WholeTest::AtLeast { terms, constant }
        }
    };
    fits(&test).then_some(test)
}

/// A comparison of a quotient with a number.
pub(super) fn quotient(
    inputs: &mut Inputs,
    program: &Program,
    test: &Quotient,
) -> Option<WholeTest> {
    let (above, below) = (
        scaled(inputs, program, &test.numerator)?,
        scaled(inputs, program, &test.denominator)?,
    );
    // The quotient stays what it is when each sum is multiplied by the other's scale.
    let times = |sum: &[(InputId, i128)], scale: i128| -> Option<Vec<(InputId, i128)>> {
        let terms = sum.iter();
        terms
            .map(|(input, factor)| Some((*input, factor.checked_mul(scale)?)))
            .collect()
    };
    let (above, below) = (
        times(&above.terms, below.scale)?,
        times(&below.terms, above.scale)?,
    );
    let test = share(&above, &below, test).or_else(|| any_quotient(&above, &below, test))?;
    fits(&test).then_some(test)
}

/// One input above and another below the line, which is most ratios.
fn share(
    above: &[(InputId, i128)],
    below: &[(InputId, i128)],
    test: &Quotient,
) -> Option<WholeTest> {
    let ([(part, up)], [(whole, down)]) = (above, below) else {
        return None;
    };
    if *down <= 0 || matches!(test.comparator, Comparator::Equal | Comparator::NotEqual) {
        return None;
    }
    let (sign, strict) = sense(test.comparator);
    let (limit, per) = test.threshold;
    let left = up.checked_mul(per)?.checked_mul(sign)?;
    let right = limit.checked_mul(*down)?.checked_mul(sign)?.checked_neg()?;
    let common = gcd(left, right).max(1);
    let term = |input: InputId, factor: i128| -> Option<Term> {
        Some((input, i64::try_from(factor.checked_div(common)?).ok()?))
    };
    Some(WholeTest::Share {
        above: term(*part, left)?,
        below: term(*whole, right)?,
        least: i64::from(strict),
    })
}

fn any_quotient(
    above: &[(InputId, i128)],
    below: &[(InputId, i128)],
    test: &Quotient,
) -> Option<WholeTest> {
    let (limit, per) = test.threshold;
    Some(WholeTest::Quotient {
        above: divided(above, 1, 1)?,
        below: divided(below, 1, 1)?,
        comparator: test.comparator,
        threshold: (i64::try_from(limit).ok()?, i64::try_from(per).ok()?),
    })
}

/// The sign that makes a comparison one with `≥`, and whether it is strict.
fn sense(comparator: Comparator) -> (i128, bool) {
    match comparator {
        Comparator::AtLeast | Comparator::Equal | Comparator::NotEqual => (1, false),
        Comparator::MoreThan => (1, true),
        Comparator::AtMost => (-1, false),
        Comparator::LessThan => (-1, true),
    }
}

fn divided(terms: &[(InputId, i128)], common: i128, sign: i128) -> Option<Vec<Term>> {
    let term = |(input, factor): &(InputId, i128)| {
        let factor = factor.checked_div(common)?.checked_mul(sign)?;
        Some((*input, i64::try_from(factor).ok()?))
    };
    terms.iter().map(term).collect()
}

/// Whether a test can be decided on whole numbers: no sum leaves 128 bits, whatever the inputs are.
fn fits(test: &WholeTest) -> bool {
    let factors = |terms: &[Term]| {
        let factors = terms.iter().map(|(_, factor)| factor.saturating_abs());
        factors.fold(0_i64, i64::saturating_add)
    };
    match test {
        WholeTest::AtLeast { terms, constant }
        | WholeTest::Zero {
            terms, constant, ..
        } => factors(terms).max(constant.saturating_abs()) <= ROOM,
        WholeTest::Share { above, below, .. } => factors(&[*above, *below]) <= ROOM,
        WholeTest::Quotient {
            above,
            below,
            threshold,
            ..
        } => {
            let factor = threshold.0.saturating_abs().max(threshold.1);
            let fits = |terms: &[Term]| factors(terms).saturating_mul(factor) < ROOM;
            fits(above) && fits(below)
        }
    }
}

/// The greatest common divisor, of nothing and `b` the latter; never negative.
fn gcd(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a.checked_rem(b).unwrap_or(0));
    }
    a.checked_abs().unwrap_or(i128::MAX)
}
