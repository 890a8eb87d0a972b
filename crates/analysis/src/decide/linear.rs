//! Sums of figures with exact factors, and their comparisons with zero.

use std::collections::BTreeMap;

use dabiao_model::{Comparator, Ratio};

/// A figure that may be any number: an index into a table of the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct VarId(pub usize);

/// `Σ factor · figure + constant`; no factor is zero.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sum {
    /// The figures with their factors.
    pub terms: BTreeMap<VarId, Ratio>,
    /// The constant.
    pub constant: Ratio,
}

/// How a sum compares with zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// It is zero or more.
    AtLeast,
    /// It is more than zero.
    MoreThan,
    /// It is zero.
    Equal,
}

/// A sum compared with zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Literal {
    /// The sum.
    pub sum: Sum,
    /// How it compares with zero.
    pub relation: Relation,
}

impl Sum {
    /// A number.
    pub fn number(constant: Ratio) -> Self {
        Self {
            terms: BTreeMap::new(),
            constant,
        }
    }

    /// One figure.
    pub fn of(var: VarId) -> Self {
        Self {
            terms: BTreeMap::from([(var, Ratio::ONE)]),
            constant: Ratio::ZERO,
        }
    }

    /// This sum and `factor` times another.
    #[must_use]
    pub fn plus(mut self, other: &Self, factor: &Ratio) -> Self {
        self.constant = &self.constant + &(&other.constant * factor);
        for (var, count) in &other.terms {
            let known = self.terms.remove(var).unwrap_or_default();
            let sum = &known + &(count * factor);
            if !sum.is_zero() {
                self.terms.insert(*var, sum);
            }
        }
        self
    }

    /// So many times this sum.
    #[must_use]
    pub fn times(&self, factor: &Ratio) -> Self {
        Self::default().plus(self, factor)
    }

    /// The number it is, if it reads no figure.
    pub fn as_number(&self) -> Option<&Ratio> {
        self.terms.is_empty().then_some(&self.constant)
    }

    /// How many times the other sum it is, if it is a multiple of it.
    pub fn over(&self, other: &Self) -> Option<Ratio> {
        let factor = match (self.terms.first_key_value(), other.terms.first_key_value()) {
            (Some((_, own)), Some((_, its))) => own.checked_div(its)?,
            (None, None) => self.constant.checked_div(&other.constant)?,
            _ => return None,
        };
        (other.times(&factor) == *self).then_some(factor)
    }

    /// Its value where the figures are these.
    pub fn at(&self, values: &[Ratio]) -> Ratio {
        let zero = Ratio::ZERO;
        self.terms
            .iter()
            .fold(self.constant.clone(), |sum, (var, factor)| {
                &sum + &(factor * values.get(var.0).unwrap_or(&zero))
            })
    }
}

impl Literal {
    /// `sum ⋈ 0` by a comparator that one literal can say: all but `≠`.
    pub fn new(sum: &Sum, comparator: Comparator) -> Option<Self> {
        let minus = Ratio::whole(-1);
        let (sum, relation) = match comparator {
            Comparator::AtLeast => (sum.clone(), Relation::AtLeast),
            Comparator::MoreThan => (sum.clone(), Relation::MoreThan),
            Comparator::AtMost => (sum.times(&minus), Relation::AtLeast),
            Comparator::LessThan => (sum.times(&minus), Relation::MoreThan),
            Comparator::Equal => (sum.clone(), Relation::Equal),
            Comparator::NotEqual => return None,
        };
        Some(Self { sum, relation })
    }

    /// Whether it holds where the figures are these.
    pub fn holds(&self, values: &[Ratio]) -> bool {
        let value = self.sum.at(values);
        match self.relation {
            Relation::AtLeast => !value.is_negative(),
            Relation::MoreThan => !value.is_negative() && !value.is_zero(),
            Relation::Equal => value.is_zero(),
        }
    }

    /// Whether it only says that a single figure is not zero, or not negative.
    pub fn is_sign(&self) -> bool {
        self.sum.constant.is_zero() && self.sum.terms.len() == 1
    }

    /// The same said of whole numbers: factors without a common divisor, the constant rounded the safe way.
    #[must_use]
    pub fn tightened(&self) -> Self {
        let Some(scale) = common_scale(&self.sum) else {
            return self.clone();
        };
        let mut sum = self.sum.times(&scale);
        let relation = match self.relation {
            Relation::Equal => return self.clone(),
            Relation::AtLeast => {
                sum.constant = sum.constant.floor();
                Relation::AtLeast
            }
            Relation::MoreThan => {
                sum.constant = &sum.constant.ceil() - &Ratio::ONE;
                Relation::AtLeast
            }
        };
        Self { sum, relation }
    }
}

/// What makes all factors whole without a common divisor; nothing beyond 128 bits or without a figure.
fn common_scale(sum: &Sum) -> Option<Ratio> {
    let (mut divisor, mut multiple) = (0_i128, 1_i128);
    for factor in sum.terms.values() {
        let (above, below) = factor.parts()?;
        divisor = gcd(divisor, above.checked_abs()?)?;
        multiple = multiple
            .checked_div(gcd(multiple, below)?)?
            .checked_mul(below)?;
    }
    (divisor != 0).then(|| Ratio::new(multiple, divisor))
}

fn gcd(a: i128, b: i128) -> Option<i128> {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a.checked_rem(b)?);
    }
    Some(a)
}
