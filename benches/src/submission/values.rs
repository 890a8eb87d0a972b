//! The numbers of a submission: amounts in cents, days by number, one in twenty exactly at its threshold.
//!
//! Three kinds are drawn: plain ones, whose products fit into 64 bits; large ones, whose products do not; and ones with
//! gaps, in which values are missing and wholes are zero.

use dabiao_examples::split_mix::SplitMix;

/// Ratios of two amounts.
pub const RATIOS: usize = 60;
/// Amounts that stay below a cap.
pub const CAPS: usize = 20;
/// Pairs of days.
pub const SPANS: usize = 10;
/// Targets of four parts.
pub const COMPOUNDS: usize = 10;
/// The days between award and signature.
pub const DAYS: i32 = 10;

/// One submission: 220 values.
#[derive(Debug, Clone)]
pub struct Values {
    /// Part and whole, in cents.
    pub ratios: [(i64, i64); RATIOS],
    /// In cents.
    pub caps: [i64; CAPS],
    /// Awarded and signed.
    pub spans: [(i32, i32); SPANS],
    /// Four parts each.
    pub compounds: [Compound; COMPOUNDS],
}

/// The six values of a target of four parts: part / whole ≥ k%, cost ≤ cap, done ≥ planned, open.
#[derive(Debug, Clone, Copy)]
pub struct Compound {
    /// In cents.
    pub part: i64,
    /// In cents.
    pub whole: i64,
    /// In cents, with a cap.
    pub cost: i64,
    /// In cents, to reach what was planned.
    pub done: i64,
    /// In cents.
    pub planned: i64,
    /// A yes or no.
    pub open: bool,
}

/// Which of the 220 values are missing, in the order of the fields of [`Values`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Gaps([u64; 4]);

impl Gaps {
    /// The place of the caps among the values.
    pub const CAPS: usize = 2 * RATIOS;
    /// The place of the pairs of days.
    pub const SPANS: usize = Self::CAPS + CAPS;
    /// The place of the compounds, six values each.
    pub const COMPOUNDS: usize = Self::SPANS + 2 * SPANS;
    /// How many values there are.
    pub const ALL: usize = Self::COMPOUNDS + 6 * COMPOUNDS;

    fn drawn(dice: &mut SplitMix) -> Self {
        let mut gaps = Self::default();
        for place in 0..Self::ALL {
            if dice.one_in(25)
                && let Some(word) = gaps.0.get_mut(place / 64)
            {
                *word |= 1 << (place % 64);
            }
        }
        gaps
    }

    /// The places of the values that are missing.
    pub fn places(&self) -> impl Iterator<Item = usize> {
        let words = (0..).step_by(64).zip(self.0);
        words.flat_map(|(first, mut word)| {
            std::iter::from_fn(move || {
                let bit = word.trailing_zeros();
                word &= word.wrapping_sub(1);
                (bit < 64).then(|| usize::try_from(bit).map_or(0, |bit| bit.saturating_add(first)))
            })
        })
    }

    /// Whether any of so many values from this place on is missing.
    #[inline]
    pub fn any(&self, place: usize, count: usize) -> bool {
        (0..count).fold(false, |any, at| any | self.has(place.wrapping_add(at)))
    }

    /// Whether the value of this place is missing.
    pub fn has(&self, place: usize) -> bool {
        self.0
            .get(place / 64)
            .is_some_and(|word| word >> (place % 64) & 1 == 1)
    }
}

/// The threshold of a ratio in per cent.
pub fn percent(index: usize) -> i64 {
    let step = i64::try_from(index).unwrap_or(0).saturating_mul(7);
    step.wrapping_rem(50).saturating_add(50)
}

/// The cap of an amount in cents.
pub fn cap(index: usize) -> i64 {
    let step = i64::try_from(index).unwrap_or(0).saturating_mul(3_700);
    step.saturating_add(100_000)
}

/// How large the amounts are, in hundreds of cents.
type Span = (u64, u64);

/// From 10,000 yuan to 10 million: a hundredfold of them fits into 64 bits.
const PLAIN: Span = (10_000, 10_000_000);
/// Up to 90 million billion yuan: they fit into 64 bits, a hundredfold does not.
const LARGE: Span = (10_000_000_000_000, 90_000_000_000_000_000);

impl Values {
    /// So many submissions from a seed.
    pub fn series(seed: u64, count: usize) -> Vec<Self> {
        let mut dice = SplitMix::new(seed);
        (0..count).map(|_| Self::drawn(&mut dice, PLAIN)).collect()
    }

    /// The same with amounts whose products leave 64 bits.
    pub fn large_series(seed: u64, count: usize) -> Vec<Self> {
        let mut dice = SplitMix::new(seed);
        (0..count).map(|_| Self::drawn(&mut dice, LARGE)).collect()
    }

    /// The same with values missing, and with wholes of zero.
    pub fn series_with_gaps(seed: u64, count: usize) -> Vec<(Self, Gaps)> {
        let mut dice = SplitMix::new(seed);
        let mut drawn = || {
            let mut values = Self::drawn(&mut dice, PLAIN);
            for (part, whole) in &mut values.ratios {
                if dice.one_in(50) {
                    (*part, *whole) = (if dice.one_in(2) { 0 } else { *part }, 0);
                }
            }
            (values, Gaps::drawn(&mut dice))
        };
        (0..count).map(|_| drawn()).collect()
    }

    fn drawn(dice: &mut SplitMix, span: Span) -> Self {
        Self {
            ratios: std::array::from_fn(|index| ratio(dice, span, percent(index))),
            caps: std::array::from_fn(|index| around(dice, cap(index))),
            spans: std::array::from_fn(|_| {
                let awarded = number(dice, 0, 300);
                (awarded, awarded.saturating_add(number(dice, 4, 16)))
            }),
            compounds: std::array::from_fn(|index| {
                let (part, whole) = ratio(dice, span, percent(index));
                let planned = amount(dice, span);
                Compound {
                    part,
                    whole,
                    cost: around(dice, cap(index)),
                    done: around(dice, planned),
                    planned,
                    open: !dice.one_in(10),
                }
            }),
        }
    }
}

fn number(dice: &mut SplitMix, low: u64, high: u64) -> i32 {
    i32::try_from(dice.between(low, high)).unwrap_or(0)
}

/// An amount in cents; a multiple of 100, so that each per cent of it is whole.
fn amount(dice: &mut SplitMix, (low, high): Span) -> i64 {
    let hundreds = dice.between(low, high);
    i64::try_from(hundreds).unwrap_or(0).saturating_mul(100)
}

/// A part of a whole near a threshold; one in twenty exactly at it.
fn ratio(dice: &mut SplitMix, span: Span, percent: i64) -> (i64, i64) {
    let whole = amount(dice, span);
    let at = (whole / 100).saturating_mul(percent);
    (around(dice, at).min(whole), whole)
}

/// A number near another, one in twenty exactly it, one in twenty a cent below.
fn around(dice: &mut SplitMix, at: i64) -> i64 {
    if dice.one_in(20) {
        return at;
    }
    if dice.one_in(20) {
        return at.saturating_sub(1);
    }
    let tenth = u64::try_from(at / 10).unwrap_or(0);
    let off = i64::try_from(dice.between(0, tenth.saturating_mul(2))).unwrap_or(0);
    at.saturating_sub(at / 10).saturating_add(off)
}
