//! What a part of a condition comes to, as one of the five states that a due target can have.

use dabiao_model::State;

/// Holds, or does not.
pub(super) const fn truth(holds: bool) -> State {
    if holds { State::Met } else { State::Unmet }
}

/// How parts make a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// All must hold.
    And,
    /// One must hold.
    Or,
    /// Two must agree.
    Agree,
    /// Two must differ.
    Differ,
}

/// The outcomes among some parts, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Among(u8);

const MET: Among = Among(bit(State::Met));

impl Among {
    #[inline]
    pub(super) fn with(self, state: State) -> Self {
        Self(self.0 | bit(state))
    }

    fn has(self, state: State) -> bool {
        self.0 & bit(state) != 0
    }

    /// What the parts come to together: the reading of [`all`](crate::evaluate::condition::all), its dual, and the
    /// agreement of two.
    #[inline]
    pub(super) fn joined(self, join: Join) -> State {
        match join {
            // As most conditions come out.
            Join::And if self == MET => State::Met,
            Join::And => self.settled(State::Unmet, State::Met),
            Join::Or => self.settled(State::Met, State::Unmet),
            Join::Agree => self.alike(true),
            Join::Differ => self.alike(false),
        }
    }

    fn settled(self, decisive: State, neutral: State) -> State {
        if self.has(State::Invalid) {
            State::Invalid
        } else if self.has(decisive) {
            decisive
        } else if self.has(State::NoData) {
            State::NoData
        } else if self == Self::default().with(State::NotApplicable) {
            State::NotApplicable
        } else {
            neutral
        }
    }

    fn alike(self, wanted: bool) -> State {
        let doubts = [State::Invalid, State::NoData, State::NotApplicable];
        let doubt = doubts.into_iter().find(|state| self.has(*state));
        let differ = self.has(State::Met) && self.has(State::Unmet);
        doubt.unwrap_or_else(|| truth(differ != wanted))
    }
}

/// The bit of an outcome: the five come first among the states.
const fn bit(state: State) -> u8 {
    1_u8.wrapping_shl(state as u32)
}

/// What is made of one outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// The contrary.
    Not,
    /// Nothing to measure counts as this.
    EmptyAs(State),
}

impl Change {
    pub(super) fn of(self, state: State) -> State {
        match (self, state) {
            (Self::Not, State::Met) => State::Unmet,
            (Self::Not, State::Unmet) => State::Met,
            (Self::EmptyAs(other), State::NotApplicable) => other,
            (_, state) => state,
        }
    }
}
