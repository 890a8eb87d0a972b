//! Outcomes of 64 submissions at a time, as bits: the same readings as [`outcome`](super::outcome), word by word.

use dabiao_model::State;

use super::nodes::Kind;
use super::outcome::{Change, Join};

/// The outcomes of 64 submissions, a bit each, the first in the lowest; what is none of these is unmet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Word {
    pub(super) met: u64,
    pub(super) odd: Odd,
}

/// Which of them are neither met nor unmet, and what they are.
// INVARIANT: no bit is set twice, here or in what is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Odd {
    pub(super) no_data: u64,
    pub(super) not_applicable: u64,
    pub(super) invalid: u64,
}

impl Odd {
    fn any(self) -> u64 {
        self.no_data | self.not_applicable | self.invalid
    }
}

impl Word {
    /// The same outcome for all.
    pub(super) fn all(state: State) -> Self {
        let mut word = Self::default();
        word.set(u64::MAX, state);
        word
    }

    pub(super) fn unmet(self) -> u64 {
        !(self.met | self.odd.any())
    }

    /// Overrules some.
    pub(super) fn set(&mut self, bits: u64, state: State) {
        let odd = &mut self.odd;
        let planes = [
            (&mut self.met, State::Met),
            (&mut odd.no_data, State::NoData),
            (&mut odd.not_applicable, State::NotApplicable),
            (&mut odd.invalid, State::Invalid),
        ];
        for (plane, of) in planes {
            *plane = if state == of {
                *plane | bits
            } else {
                *plane & !bits
            };
        }
    }

    /// One of them.
    pub(super) fn state(self, bit: u32) -> State {
        let has = |plane: u64| plane.wrapping_shr(bit) & 1 == 1;
        match self.odd {
            _ if has(self.met) => State::Met,
            odd if has(odd.no_data) => State::NoData,
            odd if has(odd.not_applicable) => State::NotApplicable,
            odd if has(odd.invalid) => State::Invalid,
            _ => State::Unmet,
        }
    }

    /// What a node makes of its parts.
    pub(super) fn made(kind: Kind, mut parts: impl Iterator<Item = Self>) -> Self {
        match kind {
            Kind::Join(join) => parts.fold(Among::NONE, Among::with).joined(join),
            Kind::Change(change) => parts.next().unwrap_or_default().changed(change),
            Kind::When => {
                let (when, then) = (parts.next(), parts.next());
                when.unwrap_or_default().when(then.unwrap_or_default())
            }
        }
    }

    fn changed(mut self, change: Change) -> Self {
        match change {
            Change::Not => self.met = self.unmet(),
            Change::EmptyAs(state) => self.set(self.odd.not_applicable, state),
        }
        self
    }

    /// What another comes to where this is met.
    fn when(self, then: Self) -> Self {
        let within = |own: u64, then: u64| own | (then & self.met);
        let outside = self.unmet() | self.odd.not_applicable;
        Self {
            met: then.met & self.met,
            odd: Odd {
                no_data: within(self.odd.no_data, then.odd.no_data),
                not_applicable: within(outside, then.odd.not_applicable),
                invalid: within(self.odd.invalid, then.odd.invalid),
            },
        }
    }
}

/// Which outcomes some parts have.
#[derive(Debug, Clone, Copy)]
struct Among {
    met: u64,
    unmet: u64,
    no_data: u64,
    invalid: u64,
    /// Those of which no part has anything to measure, and of which one has nothing.
    all_empty: u64,
    empty: u64,
}

impl Among {
    const NONE: Self = Self {
        met: 0,
        unmet: 0,
        no_data: 0,
        invalid: 0,
        all_empty: u64::MAX,
        empty: 0,
    };

    fn with(self, part: Word) -> Self {
        Self {
            met: self.met | part.met,
            unmet: self.unmet | part.unmet(),
            no_data: self.no_data | part.odd.no_data,
            invalid: self.invalid | part.odd.invalid,
            all_empty: self.all_empty & part.odd.not_applicable,
            empty: self.empty | part.odd.not_applicable,
        }
    }

    fn joined(self, join: Join) -> Word {
        match join {
            Join::And => self.settled(self.unmet, false),
            Join::Or => self.settled(self.met, true),
            Join::Agree => self.alike(true),
            Join::Differ => self.alike(false),
        }
    }

    /// `decisive` are those that one part decides, as met or not; the rest are the contrary.
    fn settled(self, decisive: u64, met: bool) -> Word {
        let decided = decisive & !self.invalid;
        let no_data = self.no_data & !self.invalid & !decided;
        let odd = Odd {
            no_data,
            not_applicable: self.all_empty,
            invalid: self.invalid,
        };
        let rest = !(odd.any() | decided);
        Word {
            met: if met { decided } else { rest },
            odd,
        }
    }

    fn alike(self, wanted: bool) -> Word {
        let no_data = self.no_data & !self.invalid;
        let odd = Odd {
            no_data,
            not_applicable: self.empty & !self.invalid & !no_data,
            invalid: self.invalid,
        };
        let differ = self.met & self.unmet;
        let held = if wanted { !differ } else { differ };
        Word {
            met: held & !odd.any(),
            odd,
        }
    }
}

/// A bit for each of 64 truths of numbers of 64 bits, the first in the lowest.
#[inline(always)]
#[expect(
    clippy::inline_always,
    reason = "part of loops that are compiled for several processors"
)]
pub(super) fn bits(truths: impl Iterator<Item = bool>) -> u64 {
    // A comparison of vectors masks the bits of its numbers, which are gathered in vectors.
    truths
        .zip(&BIT)
        .fold(0, |word, (truth, bit)| word | if truth { *bit } else { 0 })
}

/// The bit of each place.
#[expect(
    clippy::indexing_slicing,
    reason = "worked out by the compiler, which would say so"
)]
const BIT: [u64; 64] = {
    let mut bits = [1; 64];
    let mut at = 1;
    while at < 64 {
        bits[at] = 1 << at;
        at += 1;
    }
    bits
};

/// The same of truths of smaller things: a byte each, then eight bytes into eight bits.
#[inline(always)]
#[expect(clippy::inline_always, reason = "as `bits`")]
pub(super) fn packed(truths: impl Iterator<Item = bool>) -> u64 {
    let mut bytes = [0_u8; 64];
    for (byte, truth) in bytes.iter_mut().zip(truths) {
        *byte = u8::from(truth);
    }
    let (eights, _) = bytes.as_chunks::<8>();
    let bits = eights
        .iter()
        .map(|eight| u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56);
    (0_u32..)
        .step_by(8)
        .zip(bits)
        .fold(0, |word, (shift, eight)| word | eight.wrapping_shl(shift))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::prepared::nodes::Made;

    const STATES: [State; 5] = [
        State::NotApplicable,
        State::Invalid,
        State::Met,
        State::Unmet,
        State::NoData,
    ];

    fn word(states: &[State]) -> Word {
        let mut word = Word::default();
        for (bit, state) in states.iter().enumerate() {
            word.set(1 << bit, *state);
        }
        word
    }

    fn kinds() -> impl Strategy<Value = Kind> {
        select(vec![
            Kind::Join(Join::And),
            Kind::Join(Join::Or),
            Kind::Join(Join::Agree),
            Kind::Join(Join::Differ),
            Kind::Change(Change::Not),
            Kind::Change(Change::EmptyAs(State::Met)),
            Kind::Change(Change::EmptyAs(State::Unmet)),
            Kind::When,
        ])
    }

    proptest! {
        #[test]
        fn a_word_is_made_as_its_outcomes_one_by_one(
            kind in kinds(), drawn in prop::collection::vec(prop::collection::vec(select(&STATES), 64), 2..5),
        ) {
            let parts = match kind {
                Kind::Join(_) => &drawn[..],
                Kind::Change(_) => &drawn[..1],
                Kind::When => &drawn[..2],
            };
            let indices: Vec<u32> = (0..).take(parts.len()).collect();
            let made = Word::made(kind, parts.iter().map(|part| word(part)));
            for bit in 0..64_u32 {
                let node = Made { kind, parts: &indices };
                let one = node.of(|part| parts[part][bit as usize]);
                prop_assert_eq!(made.state(bit), one, "{}", bit);
            }
        }
    }

    #[test]
    fn bits_stand_in_the_order_of_their_truths() {
        let truths = (0..64).map(|at| at == 0 || at == 63 || at == 5);
        assert_eq!(bits(truths.clone()), 1 << 63 | 1 << 5 | 1);
        assert_eq!(packed(truths), 1 << 63 | 1 << 5 | 1);
        assert_eq!(Word::all(State::Unmet).unmet(), u64::MAX);
    }
}
