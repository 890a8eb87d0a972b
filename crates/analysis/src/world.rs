//! What a policy says of figures, as formulas: for each entity, around each day that something is due.

mod background;
mod condition;
mod figure;
mod group;
mod instance;
mod value;
mod wording;

pub(crate) use condition::{On, Sides};
pub use figure::{Figure, Figures, KnownFigure, What};
pub(crate) use group::groups_of;
pub use group::{Demand, Group, groups};
pub use instance::uncovered;
pub(crate) use instance::{Judged, days, judged};
pub(crate) use value::Quotient;
pub(crate) use wording::figure_name;
pub use wording::{Statement, statement};

use dabiao_eval::Program;
use dabiao_model::{EntityId, Period, Text};

use crate::decide::PremiseId;

/// What a comparison rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Premise {
    /// A target is met: its index among the rules.
    Met(usize),
    /// A target is not met.
    Unmet(usize),
    /// A target applies.
    Applies(usize),
    /// A check holds: its index.
    Check(usize),
    /// A value is written into the policy: its index among the declared ones.
    Declared(usize),
    /// What the figures are by nature, in words.
    Nature(Text),
}

/// The premises of a world, each once.
#[derive(Debug, Clone, Default)]
pub struct Premises(Vec<Premise>);

impl Premises {
    /// The index of a premise.
    pub fn of(&mut self, premise: Premise) -> PremiseId {
        let known = self.0.iter().position(|it| *it == premise);
        PremiseId(known.unwrap_or_else(|| {
            self.0.push(premise);
            self.0.len().saturating_sub(1)
        }))
    }

    /// The premise of an index; nothing for what a branch on a whole number rests on.
    pub fn get(&self, id: PremiseId) -> Option<&Premise> {
        self.0.get(id.0)
    }
}

/// Where and when something is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seat {
    /// Who is judged.
    pub entity: Option<EntityId>,
    /// For which period.
    pub period: Option<Period>,
}

/// What is read of a program at a seat.
pub(crate) struct Reader<'a> {
    pub(crate) program: &'a Program,
    pub(crate) figures: &'a mut Figures,
    pub(crate) premises: &'a mut Premises,
    pub(crate) seat: Seat,
}
