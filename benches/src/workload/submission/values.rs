//! The numbers of a submission: amounts in cents, days by number, one in twenty exactly at its threshold.

use dabiao_examples::split_mix::SplitMix;

/// Ratios of two amounts.
pub(super) const RATIOS: usize = 60;
/// Amounts that stay below a cap.
pub(super) const CAPS: usize = 20;
/// Pairs of days.
pub(super) const SPANS: usize = 10;
/// Targets of four parts.
pub(super) const COMPOUNDS: usize = 10;
/// The days between award and signature.
pub(super) const DAYS: i32 = 10;

/// One submission: 220 values.
#[derive(Debug, Clone)]
pub(super) struct Values {
    /// Part and whole, in cents.
    pub(super) ratios: [(i64, i64); RATIOS],
    /// In cents.
    pub(super) caps: [i64; CAPS],
    /// Awarded and signed.
    pub(super) spans: [(i32, i32); SPANS],
    /// Four parts each.
    pub(super) compounds: [Compound; COMPOUNDS],
}

/// The six values of a target of four parts: part / whole ≥ k%, cost ≤ cap, done ≥ planned, open.
#[derive(Debug, Clone, Copy)]
pub(super) struct Compound {
    pub(super) part: i64,
    pub(super) whole: i64,
    pub(super) cost: i64,
    pub(super) done: i64,
    pub(super) planned: i64,
    pub(super) open: bool,
}

/// The threshold of a ratio in per cent.
pub(super) fn percent(index: usize) -> i64 {
    let step = i64::try_from(index).unwrap_or(0).saturating_mul(7);
    step.wrapping_rem(50).saturating_add(50)
}

/// The cap of an amount in cents.
pub(super) fn cap(index: usize) -> i64 {
    let step = i64::try_from(index).unwrap_or(0).saturating_mul(3_700);
    step.saturating_add(100_000)
}

impl Values {
    /// So many submissions from a seed.
    pub(super) fn series(seed: u64, count: usize) -> Vec<Self> {
        let mut dice = SplitMix::new(seed);
        (0..count).map(|_| Self::drawn(&mut dice)).collect()
    }

    fn drawn(dice: &mut SplitMix) -> Self {
        Self {
            ratios: std::array::from_fn(|index| ratio(dice, percent(index))),
            caps: std::array::from_fn(|index| around(dice, cap(index))),
            spans: std::array::from_fn(|_| {
                let awarded = number(dice, 0, 300);
                (awarded, awarded.saturating_add(number(dice, 4, 16)))
            }),
            compounds: std::array::from_fn(|index| {
                let (part, whole) = ratio(dice, percent(index));
                let planned = amount(dice);
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

/// From 10,000 to 10 million, in cents; a multiple of 100, so that each per cent of it is whole.
fn amount(dice: &mut SplitMix) -> i64 {
    let hundreds = dice.between(10_000, 10_000_000);
    i64::try_from(hundreds).unwrap_or(0).saturating_mul(100)
}

/// A part of a whole near a threshold; one in twenty exactly at it.
fn ratio(dice: &mut SplitMix, percent: i64) -> (i64, i64) {
    let whole = amount(dice);
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
