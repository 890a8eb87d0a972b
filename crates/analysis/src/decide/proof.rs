//! Why no figures satisfy a formula: comparisons that add up to what is false, case by case.

use dabiao_model::Ratio;

use super::formula::PremiseId;
use super::linear::{Literal, Relation, Sum, VarId};

/// A derivation of what is false.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// So many times these comparisons add up to what is false; without any, a part of the formula is false itself.
    Added(Vec<(Ratio, Literal, PremiseId)>),
    /// One of several cases must hold, and none can.
    Cases(Vec<Proof>),
    /// A figure is a whole number: at most the first, or at least the next one, and neither can be.
    Whole {
        /// The figure.
        var: VarId,
        /// The whole number below.
        most: Ratio,
        /// Why it is not that or less.
        below: Box<Proof>,
        /// Why it is not more.
        above: Box<Proof>,
    },
}

impl Proof {
    /// Calls `visit` for each comparison that is used.
    pub fn literals(&self, visit: &mut impl FnMut(&Literal, PremiseId)) {
        match self {
            Self::Added(parts) => {
                for (_, literal, premise) in parts {
                    visit(literal, *premise);
                }
            }
            Self::Cases(cases) => cases.iter().for_each(|case| case.literals(visit)),
            Self::Whole { below, above, .. } => {
                below.literals(visit);
                above.literals(visit);
            }
        }
    }

    /// What it rests on, each once, in order.
    pub fn premises(&self) -> Vec<PremiseId> {
        let mut found = Vec::new();
        self.literals(&mut |_, premise| found.push(premise));
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether every sum comes out as it says: no factor of the wrong sign, no figure left, and what is left false.
    pub fn is_sound(&self) -> bool {
        match self {
            Self::Added(parts) if parts.is_empty() => true,
            Self::Added(parts) => adds_up(parts),
            Self::Cases(cases) => cases.iter().all(Self::is_sound),
            Self::Whole { below, above, .. } => below.is_sound() && above.is_sound(),
        }
    }
}

fn adds_up(parts: &[(Ratio, Literal, PremiseId)]) -> bool {
    let mut sum = Sum::default();
    let mut strict = false;
    for (factor, literal, _) in parts {
        let equal = literal.relation == Relation::Equal;
        if factor.is_negative() && !equal {
            return false;
        }
        strict |= literal.relation == Relation::MoreThan && !factor.is_zero();
        sum = sum.plus(&literal.sum, factor);
    }
    let value = sum.as_number();
    value.is_some_and(|value| value.is_negative() || strict && value.is_zero())
}
