//! Dimensions: what a quantity measures, so that 件 is never added to 户.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// What a dimension is a product of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Atom {
    /// Money; base 元.
    Money,
    /// Calendar time that converts: hours, days, weeks; base one hour.
    Time,
    /// Calendar months and years, which are no fixed number of days; base one month.
    Months,
    /// Working hours; base one hour. Working days too, where the policy says how many hours a working day has.
    WorkingTime,
    /// Working days where the policy does not say how many hours they have.
    WorkingDays,
    /// Assessment marks, 分.
    Marks,
    /// What is counted: 件, 户, 次 … Each noun is a dimension of its own.
    Noun(Arc<str>),
}

/// What kind of quantity a number is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Dimension {
    /// A plain number.
    Number,
    /// A share or ratio, written in %, ‰ or 成.
    Ratio,
    /// Percentage points: the difference of two ratios.
    Points,
    /// A place in a ranking, 位.
    Rank,
    /// A product of atoms with non-zero exponents, such as 件 · 万人⁻¹.
    ///
    /// Shared, because every number of a policy has a dimension and most have the same few.
    Measure(Arc<BTreeMap<Atom, i8>>),
}

impl Dimension {
    /// One atom to the first power.
    pub fn of(atom: Atom) -> Self {
        Self::Measure(Arc::new(BTreeMap::from([(atom, 1)])))
    }

    /// Whether the dimension is one atom to the first power, and that one.
    pub fn atom(&self) -> Option<&Atom> {
        match self {
            Self::Measure(atoms) if atoms.len() == 1 => atoms
                .iter()
                .next()
                .filter(|(_, power)| **power == 1)
                .map(|(atom, _)| atom),
            _ => None,
        }
    }

    fn exponents(&self) -> Option<BTreeMap<Atom, i8>> {
        match self {
            Self::Number | Self::Ratio => Some(BTreeMap::new()),
            Self::Points | Self::Rank => None,
            Self::Measure(atoms) => Some(atoms.as_ref().clone()),
        }
    }

    fn combine(&self, other: &Self, sign: i8) -> Option<BTreeMap<Atom, i8>> {
        let mut atoms = self.exponents()?;
        for (atom, power) in other.exponents()? {
            let entry = atoms.entry(atom).or_insert(0);
            *entry = entry.checked_add(power.checked_mul(sign)?)?;
        }
        atoms.retain(|_, power| *power != 0);
        Some(atoms)
    }

    /// The dimension of a product; nothing when one side cannot be multiplied (a rank, points by a measure).
    pub fn times(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Number, kind) | (kind, Self::Number) => Some(kind.clone()),
            (Self::Ratio, Self::Ratio) => Some(Self::Ratio),
            (Self::Points, Self::Ratio) | (Self::Ratio, Self::Points) => Some(Self::Points),
            _ => {
                let atoms = self.combine(other, 1)?;
                Some(if atoms.is_empty() {
                    Self::Number
                } else {
                    Self::Measure(Arc::new(atoms))
                })
            }
        }
    }

    /// The dimension of a quotient; the same dimension twice gives a ratio.
    pub fn over(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Number, Self::Number) | (Self::Points, Self::Points) => Some(Self::Ratio),
            (kind, Self::Number) => Some(kind.clone()),
            (Self::Points, Self::Ratio) => Some(Self::Points),
            _ => {
                let atoms = self.combine(other, -1)?;
                Some(if atoms.is_empty() {
                    Self::Ratio
                } else {
                    Self::Measure(Arc::new(atoms))
                })
            }
        }
    }
}
