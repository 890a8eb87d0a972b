//! How the targets of two policies stand to each other: of a lower one to a higher one, of a new text to an old one.

mod difference;
mod refinement;
mod sitting;
mod telling;

pub use difference::{Difference, difference};
pub use refinement::{Link, Refined, refinement};

use dabiao_model::{Language, Ratio, Text, Unit};

use crate::derivation::Line;
use crate::world::Seat;

/// How a target stands to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// The same figures meet both.
    Same,
    /// Whoever meets it meets the other, but not the other way round.
    Stricter,
    /// Whoever meets the other meets it, but not the other way round.
    Looser,
    /// Figures meet the first and miss the second, and others the other way round; or what they measure differs.
    Incomparable,
    /// It was not decided: too much work, or formulas that no sums say.
    Undecided,
}

impl Standing {
    /// What two of them come to for a target that stands so at one place and so at another.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Undecided, _) | (_, Self::Undecided) => Self::Undecided,
            (Self::Same, standing) | (standing, Self::Same) => standing,
            (one, two) if one == two => one,
            _ => Self::Incomparable,
        }
    }
}

/// Figures that one target is met by and the other missed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// Where.
    pub seat: Seat,
    /// Each figure by its name, with its value in base units and the unit it is shown in.
    pub figures: Vec<(Text, Ratio, Unit)>,
}

/// How a target has changed beside what figures it asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// It is due earlier.
    Earlier,
    /// It is due later.
    Later,
    /// It was best effort and binds.
    Binds,
    /// It bound and is best effort.
    BestEffort,
    /// Others are judged as well.
    Widened,
    /// Some are judged no more.
    Narrowed,
}

impl Change {
    /// What programs know it by.
    pub fn key(self) -> &'static str {
        match self {
            Self::Earlier => "earlier",
            Self::Later => "later",
            Self::Binds => "binds",
            Self::BestEffort => "best-effort",
            Self::Widened => "widened",
            Self::Narrowed => "narrowed",
        }
    }

    /// What people call it.
    pub fn name(self, language: Language) -> &'static str {
        let (en, zh) = match self {
            Self::Earlier => ("due earlier", "期限提前"),
            Self::Later => ("due later", "期限推后"),
            Self::Binds => ("no longer best effort", "由力争改为必达"),
            Self::BestEffort => ("only best effort", "由必达改为力争"),
            Self::Widened => ("judged of more", "考核对象增加"),
            Self::Narrowed => ("judged of fewer", "考核对象减少"),
        };
        language.pick(en, zh)
    }

    /// What the change makes of a target.
    pub fn standing(self) -> Standing {
        match self {
            Self::Earlier | Self::Binds | Self::Widened => Standing::Stricter,
            Self::Later | Self::BestEffort | Self::Narrowed => Standing::Looser,
        }
    }
}

/// How one target stands to another, with what shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// How.
    pub standing: Standing,
    /// What differs beside the figures.
    pub changes: Vec<Change>,
    /// Figures that meet it and miss the other.
    pub misses_other: Option<Witness>,
    /// Figures that meet the other and miss it.
    pub misses_it: Option<Witness>,
    /// Why whoever meets it meets the other, where that is so and not plain.
    pub derivation: Vec<Line>,
}
