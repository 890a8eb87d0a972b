//! Comparisons joined by and, or.

use std::collections::{BTreeMap, BTreeSet};

use dabiao_model::{Comparator, Ratio};

use super::linear::{Literal, Sum, VarId};

/// What a comparison rests on: an index into a table of the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PremiseId(pub usize);

/// Comparisons joined by and, or. Its negation is a formula too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formula {
    /// A comparison, and what it rests on.
    Is(Literal, PremiseId),
    /// All hold; without any it is true.
    All(Vec<Formula>),
    /// One holds; without any it is false.
    Any(Vec<Formula>),
}

impl Formula {
    /// What always holds.
    pub const TRUE: Self = Self::All(Vec::new());
    /// What never does.
    pub const FALSE: Self = Self::Any(Vec::new());

    /// `sum ⋈ 0`.
    pub fn compare(sum: &Sum, comparator: Comparator, premise: PremiseId) -> Self {
        if let Some(value) = sum.as_number() {
            let holds = comparator.holds(value.cmp(&Ratio::ZERO));
            return if holds { Self::TRUE } else { Self::FALSE };
        }
        match Literal::new(sum, comparator) {
            Some(literal) => Self::Is(literal, premise),
            None => Self::Any(vec![
                Self::compare(sum, Comparator::MoreThan, premise),
                Self::compare(sum, Comparator::LessThan, premise),
            ]),
        }
    }

    /// The same without what only says that a single figure is not zero: a weaker formula.
    #[must_use]
    pub fn without_signs(&self) -> Self {
        match self {
            Self::All(parts) => Self::All(
                parts
                    .iter()
                    .filter(|part| !part.is_sign())
                    .map(Self::without_signs)
                    .collect(),
            ),
            Self::Any(_) | Self::Is(..) => self.clone(),
        }
    }

    fn is_sign(&self) -> bool {
        match self {
            Self::Is(literal, _) => literal.is_sign(),
            Self::All(_) | Self::Any(_) => false,
        }
    }

    /// Calls `visit` for each comparison.
    pub fn literals(&self, visit: &mut impl FnMut(&Literal, PremiseId)) {
        match self {
            Self::Is(literal, premise) => visit(literal, *premise),
            Self::All(parts) | Self::Any(parts) => {
                for part in parts {
                    part.literals(visit);
                }
            }
        }
    }

    /// Whether it holds where the figures are these.
    pub fn holds(&self, values: &[Ratio]) -> bool {
        match self {
            Self::Is(literal, _) => literal.holds(values),
            Self::All(parts) => parts.iter().all(|part| part.holds(values)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(values)),
        }
    }

    /// The same with its figures renumbered; those without a number stay.
    #[must_use]
    pub fn renumbered(&self, numbers: &BTreeMap<VarId, VarId>) -> Self {
        let all = |parts: &[Self]| parts.iter().map(|part| part.renumbered(numbers)).collect();
        match self {
            Self::All(parts) => Self::All(all(parts)),
            Self::Any(parts) => Self::Any(all(parts)),
            Self::Is(literal, premise) => {
                let renumbered = |(var, factor): (&VarId, &Ratio)| {
                    (*numbers.get(var).unwrap_or(var), factor.clone())
                };
                let sum = Sum {
                    terms: literal.sum.terms.iter().map(renumbered).collect(),
                    constant: literal.sum.constant.clone(),
                };
                let relation = literal.relation;
                Self::Is(Literal { sum, relation }, *premise)
            }
        }
    }

    /// The figures it speaks of, each once, in order.
    pub fn figures(&self) -> BTreeSet<VarId> {
        let mut found = BTreeSet::new();
        self.literals(&mut |literal, _| found.extend(literal.sum.terms.keys().copied()));
        found
    }
}
