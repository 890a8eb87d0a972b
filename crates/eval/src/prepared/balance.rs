//! Two inputs weighed against each other: exact for any two numbers of 64 bits, in vectors of 64 bits.
#![expect(
    clippy::indexing_slicing,
    reason = "loops over all places of arrays of one length"
)]

use dabiao_model::State;

use super::inputs::InputId;
use super::layout::BLOCK;
use super::outcome::truth;
use super::whole::Term;

/// `plus · up − minus · down + constant ≥ 0`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Balance {
    pub(super) plus: InputId,
    pub(super) minus: InputId,
    pub(super) weights: Weights,
}

/// What two inputs are weighed with.
// INVARIANT: `up` and `down` are below 2³⁰, the constant is within 2⁶¹.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Weights {
    up: u32,
    down: u32,
    /// The constant with its sign turned, which is 2⁶³ more: what is shifted below is never negative.
    raised: u64,
}

/// Factors stay below this.
const FACTORS: i64 = 1 << 30;
/// Constants stay within this.
const CONSTANTS: i64 = 1 << 61;
/// The sign of a number of 64 bits.
const SIGN: u64 = 1 << 63;
/// The lower half of one.
const LOWER: u64 = u32::MAX as u64;

impl Balance {
    /// A sum of two terms against zero; nothing where both have the same sign, or a factor is too great.
    pub(super) fn of(one: Term, other: Term, constant: i64) -> Option<Self> {
        let (plus, minus) = if one.1 > 0 || other.1 < 0 {
            (one, other)
        } else {
            (other, one)
        };
        Some(Self {
            plus: plus.0,
            minus: minus.0,
            weights: Weights::new(plus.1, minus.1.checked_neg()?, constant)?,
        })
    }
}

impl Weights {
    fn new(up: i64, down: i64, constant: i64) -> Option<Self> {
        let factor = |factor: i64| u32::try_from(factor).ok().filter(|_| factor < FACTORS);
        let fits = constant.unsigned_abs() < CONSTANTS.unsigned_abs();
        fits.then_some(Self {
            up: factor(up)?,
            down: factor(down)?,
            raised: constant.cast_unsigned() ^ SIGN,
        })
    }

    /// The weights of what is taken away as what is not, and the other way round, with the same constant.
    #[inline]
    pub(super) fn turned(self) -> Self {
        Self {
            up: self.down,
            down: self.up,
            ..self
        }
    }

    /// Whether the sum reaches zero.
    ///
    /// Each number is `upper · 2³² + lower`, the upper half with the sign. The sums of both halves stay within 63 bits, and
    /// the whole sum reaches zero where the upper one does with what the lower one carries.
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "part of loops that are compiled for several processors"
    )]
    pub(super) fn reach(self, plus: i64, minus: i64) -> bool {
        let lower = |value: i64, factor: u32| {
            (value.cast_unsigned() & LOWER).wrapping_mul(u64::from(factor))
        };
        let upper = |value: i64, factor: u32| {
            i64::from((value >> 32) as i32).wrapping_mul(i64::from(factor.cast_signed()))
        };
        let carry = lower(plus, self.up)
            .wrapping_sub(lower(minus, self.down))
            .wrapping_add(self.raised)
            >> 32;
        let sum = upper(plus, self.up).wrapping_sub(upper(minus, self.down));
        sum.wrapping_add(carry.cast_signed()) >= 1 << 31
    }

    /// What a ratio with any number below its line comes to; the two sides are those of a floor, or of a ceiling.
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "part of loops that are compiled for several processors"
    )]
    pub(super) fn ratio<const FLOOR: bool>(self, plus: i64, minus: i64) -> State {
        let (above, below) = if FLOOR { (plus, minus) } else { (minus, plus) };
        let holds = self.reach(plus, minus);
        // Below zero the comparison turns round.
        let turned = self.turned().reach(minus, plus);
        let known = truth(if below > 0 { holds } else { turned });
        let none = if above == 0 {
            State::NotApplicable
        } else {
            State::NoData
        };
        if below == 0 { none } else { known }
    }
}

/// The weights of a block of balances, as a loop over them reads them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Scale {
    up: [u32; BLOCK],
    down: [u32; BLOCK],
    raised: [u64; BLOCK],
}

/// Numbers of a block of lanes.
pub(super) type Lanes = [i64; BLOCK];

impl Scale {
    pub(super) fn all(balances: &[Balance]) -> Vec<Self> {
        let blocks = balances.chunks(BLOCK);
        let blocks = blocks.map(|block| {
            let mut scale = Self::default();
            let slots = scale.up.iter_mut().zip(&mut scale.down);
            let slots = slots.zip(&mut scale.raised);
            for (((up, down), raised), balance) in slots.zip(block) {
                let weights = balance.weights;
                (*up, *down, *raised) = (weights.up, weights.down, weights.raised);
            }
            scale
        });
        blocks.collect()
    }

    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "part of loops that are compiled for several processors"
    )]
    fn weights(&self, at: usize) -> Weights {
        Weights {
            up: self.up[at],
            down: self.down[at],
            raised: self.raised[at],
        }
    }

    /// Whether each sum reaches zero.
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "part of loops that are compiled for several processors"
    )]
    pub(super) fn reach(&self, plus: &Lanes, minus: &Lanes, out: &mut [State; BLOCK]) {
        for at in 0..BLOCK {
            out[at] = truth(self.weights(at).reach(plus[at], minus[at]));
        }
    }

    /// What each ratio comes to, whatever is below its line.
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "part of loops that are compiled for several processors"
    )]
    pub(super) fn ratio<const FLOOR: bool>(
        &self,
        plus: &Lanes,
        minus: &Lanes,
        out: &mut [State; BLOCK],
    ) {
        for at in 0..BLOCK {
            out[at] = self.weights(at).ratio::<FLOOR>(plus[at], minus[at]);
        }
    }
}

/// Not negative where all numbers are positive.
#[inline(always)]
#[expect(
    clippy::inline_always,
    reason = "part of loops that are compiled for several processors"
)]
pub(super) fn signs<const COUNT: usize>(numbers: &[i64; COUNT]) -> i64 {
    let mut signs = 0;
    for number in numbers {
        // One less has a sign where a number is not positive, but for the least of all, which has one itself.
        signs |= number.wrapping_sub(1) | number;
    }
    signs
}

#[cfg(test)]
#[expect(
    clippy::arithmetic_side_effects,
    reason = "a test says that something is wrong by a panic"
)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    /// The same in 128 bits.
    fn slowly(up: i64, down: i64, constant: i64, plus: i64, minus: i64) -> i128 {
        let times = |a: i64, b: i64| i128::from(a) * i128::from(b);
        times(plus, up) - times(minus, down) + i128::from(constant)
    }

    fn values() -> impl Strategy<Value = i64> {
        prop_oneof![
            any::<i64>(),
            -100_i64..100,
            select(vec![
                i64::MIN,
                i64::MIN + 1,
                -(1 << 32),
                (1 << 32) - 1,
                1 << 32,
                i64::MAX
            ]),
        ]
    }

    fn factors() -> impl Strategy<Value = i64> {
        prop_oneof![0..FACTORS, 0_i64..20, Just(FACTORS - 1)]
    }

    fn constants() -> impl Strategy<Value = i64> {
        prop_oneof![
            -(CONSTANTS - 1)..CONSTANTS,
            -3_i64..3,
            Just(CONSTANTS - 1),
            Just(1 - CONSTANTS)
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        #[test]
        fn any_numbers_are_weighed_as_in_128_bits(
            up in factors(), down in factors(), constant in constants(), plus in values(), minus in values(),
        ) {
            let weights = Weights::new(up, down, constant).unwrap();
            prop_assert_eq!(weights.reach(plus, minus), slowly(up, down, constant, plus, minus) >= 0);
        }

        /// The second value is the first's times a quotient of the factors, so that the sum is next to zero.
        #[test]
        fn numbers_next_to_the_threshold_are(
            up in 1..FACTORS, down in 1..FACTORS, base in any::<i32>(), off in -2_i64..=2, constant in -2_i64..=2,
        ) {
            let weights = Weights::new(up, down, constant).unwrap();
            let (plus, minus) = (i64::from(base) * down + off, i64::from(base) * up);
            prop_assert_eq!(weights.reach(plus, minus), slowly(up, down, constant, plus, minus) >= 0);
        }

        #[test]
        fn ratios_turn_round_below_zero(
            up in factors(), down in factors(), least in 0_i64..2, plus in values(), minus in values(),
        ) {
            let weights = Weights::new(up, down, -least).unwrap();
            let state = |above: i64, below: i64| {
                let sum = slowly(up, down, 0, plus, minus);
                match below.signum() {
                    1 => truth(sum >= i128::from(least)),
                    -1 => truth(-sum >= i128::from(least)),
                    _ if above == 0 => State::NotApplicable,
                    _ => State::NoData,
                }
            };
            prop_assert_eq!(weights.ratio::<true>(plus, minus), state(plus, minus));
            prop_assert_eq!(weights.ratio::<false>(plus, minus), state(minus, plus));
        }
    }

    #[test]
    fn what_is_too_great_or_of_one_sign_is_weighed_elsewhere() {
        let (one, other) = (InputId(0), InputId(1));
        assert!(Balance::of((one, 2), (other, 3), 0).is_none());
        assert!(Balance::of((one, -2), (other, -3), 0).is_none());
        assert!(Balance::of((one, FACTORS), (other, -1), 0).is_none());
        assert!(Balance::of((one, 1), (other, -1), CONSTANTS).is_none());
        let turned = Balance::of((one, -2), (other, 3), 1).unwrap();
        assert_eq!((turned.plus, turned.minus), (other, one));
    }
}
