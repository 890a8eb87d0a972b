//! An exact decision procedure: are there figures that satisfy a formula of linear comparisons?
//!
//! Alternatives are split into cases, a conjunction is decided by the simplex method over exact fractions, whole numbers
//! by branching. Either answer can be checked: figures for yes, a derivation for no. The work is bounded.

mod formula;
mod linear;
mod proof;
mod search;
mod simplex;
mod witness;

pub use formula::{Formula, PremiseId};
pub use linear::{Literal, Relation, Sum, VarId};
pub use proof::Proof;
pub use search::{Answer, Decision, decide};
pub use witness::Grid;

/// How much may be computed before a question is given up, in products of two fractions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Work {
    left: u64,
}

impl Work {
    /// What one question may cost unless somebody says otherwise.
    pub fn usual() -> Self {
        Self::of(4_000_000)
    }

    /// At most so much.
    pub fn of(left: u64) -> Self {
        Self { left }
    }

    /// Takes a part of it; nothing when it is used up.
    fn take(&mut self, cost: usize) -> Option<()> {
        let cost = u64::try_from(cost).unwrap_or(u64::MAX);
        self.left = self.left.checked_sub(cost.max(1))?;
        Some(())
    }
}
