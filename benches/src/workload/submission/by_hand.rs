//! The same targets by hand: in 64 bits, which is the limit, and in 128, which cannot overflow here.

use super::TARGETS;
use super::values::{CAPS, DAYS, RATIOS, Values, cap, percent};

/// The thresholds, worked out once, as a programmer would write them down.
#[derive(Debug)]
pub(super) struct Limits {
    percent: [i64; RATIOS],
    cap: [i64; CAPS],
}

impl Limits {
    pub(super) fn new() -> Self {
        Self {
            percent: std::array::from_fn(percent),
            cap: std::array::from_fn(cap),
        }
    }
}

/// Whether each target is met: cross-multiplied, nothing divided, nothing allocated but the answer.
#[expect(
    clippy::arithmetic_side_effects,
    reason = "the limit is what a programmer writes who knows that these amounts fit"
)]
pub(super) fn in_64_bits(limits: &Limits, values: &Values) -> [bool; TARGETS] {
    let mut met = [false; TARGETS];
    let (ratios, rest) = met.split_at_mut(RATIOS);
    for ((met, (part, whole)), percent) in
        ratios.iter_mut().zip(&values.ratios).zip(&limits.percent)
    {
        *met = part * 100 >= percent * whole;
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
        *met = it.part * 100 >= percent * it.whole
            && it.cost <= *cap
            && it.done >= it.planned
            && it.open;
    }
    met
}

/// The same in 128 bits, one target after the other, as the page of the language has it.
#[expect(
    clippy::arithmetic_side_effects,
    reason = "products of two 64-bit numbers fit into 128 bits"
)]
pub(super) fn exactly(values: &Values) -> [bool; TARGETS] {
    let reaches = |part: i64, whole: i64, percent: i64| {
        i128::from(part) * 100 >= i128::from(percent) * i128::from(whole)
    };
    let mut met = Vec::with_capacity(TARGETS);
    for (index, (part, whole)) in values.ratios.iter().enumerate() {
        met.push(reaches(*part, *whole, percent(index)));
    }
    for (index, amount) in values.caps.iter().enumerate() {
        met.push(*amount <= cap(index));
    }
    for (awarded, signed) in &values.spans {
        met.push(i64::from(*signed) - i64::from(*awarded) <= i64::from(DAYS));
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
