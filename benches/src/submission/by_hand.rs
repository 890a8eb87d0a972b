//! The targets by hand: as a programmer writes them who knows how large the numbers get, and slowly, one after the other.

use std::ops::{Mul, Sub};

use super::TARGETS;
use super::values::{CAPS, DAYS, RATIOS, Values, cap, percent};

/// Whole numbers of 64 or of 128 bits.
pub trait Wide: Copy + From<i64> + Mul<Output = Self> + Sub<Output = Self> + PartialOrd {}

impl Wide for i64 {}
impl Wide for i128 {}

/// The thresholds, worked out once, as a programmer would write them down.
#[derive(Debug)]
pub struct Limits {
    /// Of the ratios, and of the compounds after them.
    pub percent: [i64; RATIOS],
    /// Of the amounts, and of the compounds after them.
    pub cap: [i64; CAPS],
}

impl Limits {
    /// The thresholds of the policy.
    #[expect(
        clippy::new_without_default,
        reason = "there is one policy, and nothing of it is a default"
    )]
    pub fn new() -> Self {
        Self {
            percent: std::array::from_fn(percent),
            cap: std::array::from_fn(cap),
        }
    }
}

/// Whether each target is met: cross-multiplied, nothing divided, nothing allocated but the answer.
///
/// `W` is what products are taken in: 64 bits where the amounts allow it, which is the limit, else 128.
#[expect(
    clippy::arithmetic_side_effects,
    reason = "the limit is what a programmer writes who knows that these amounts fit"
)]
#[inline]
pub fn decided<W: Wide>(limits: &Limits, values: &Values) -> [bool; TARGETS] {
    let reaches = |part: i64, whole: i64, percent: i64| {
        W::from(part) * W::from(100) >= W::from(percent) * W::from(whole)
    };
    let mut met = [false; TARGETS];
    let (ratios, rest) = met.split_at_mut(RATIOS);
    for ((met, (part, whole)), percent) in
        ratios.iter_mut().zip(&values.ratios).zip(&limits.percent)
    {
        *met = reaches(*part, *whole, *percent);
    }
    let (caps, rest) = rest.split_at_mut(values.caps.len());
    for ((met, amount), cap) in caps.iter_mut().zip(&values.caps).zip(&limits.cap) {
        *met = amount <= cap;
    }
    let (spans, compounds) = rest.split_at_mut(values.spans.len());
    for (met, (awarded, signed)) in spans.iter_mut().zip(&values.spans) {
        *met = signed - awarded <= DAYS;
    }
    let thresholds = limits.percent.iter().zip(&limits.cap);
    for ((met, it), (percent, cap)) in compounds.iter_mut().zip(&values.compounds).zip(thresholds) {
        *met = reaches(it.part, it.whole, *percent)
            && it.cost <= *cap
            && it.done >= it.planned
            && it.open;
    }
    met
}

/// Whether a part of a whole reaches so many per cent: the product of two numbers of 64 bits has its place in 128.
#[expect(
    clippy::arithmetic_side_effects,
    reason = "products of two 64-bit numbers fit into 128 bits"
)]
pub fn reaches(part: i64, whole: i64, percent: i64) -> bool {
    i128::from(part) * 100 >= i128::from(percent) * i128::from(whole)
}

/// The same one target after the other in numbers that cannot overflow, as the page of the language has it.
pub fn exactly(values: &Values) -> [bool; TARGETS] {
    let mut met = Vec::with_capacity(TARGETS);
    for (index, (part, whole)) in values.ratios.iter().enumerate() {
        met.push(reaches(*part, *whole, percent(index)));
    }
    for (index, amount) in values.caps.iter().enumerate() {
        met.push(*amount <= cap(index));
    }
    for (awarded, signed) in &values.spans {
        met.push(i64::from(*signed).saturating_sub(i64::from(*awarded)) <= i64::from(DAYS));
    }
    for (index, it) in values.compounds.iter().enumerate() {
        let parts = [
            reaches(it.part, it.whole, percent(index)),
            it.cost <= cap(index),
            it.done >= it.planned,
            it.open,
        ];
        met.push(parts.into_iter().all(|part| part));
    }
    std::array::from_fn(|index| met.get(index).copied().unwrap_or(false))
}
