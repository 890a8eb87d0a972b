//! The states of the targets where values may be missing, one target after the other, as the reference has them.

use dabiao_core::State;

use super::TARGETS;
use super::by_hand::{Limits, reaches};
use super::values::{Compound, DAYS, Gaps, RATIOS, SPANS, Values, cap, percent};

/// The state of each target on a day after all of them are due.
pub fn exactly(values: &Values, gaps: &Gaps) -> Vec<State> {
    let mut place = 0_usize;
    let mut next = || {
        let there = !gaps.has(place);
        place = place.saturating_add(1);
        there
    };
    let mut states = Vec::with_capacity(super::TARGETS);
    for (index, (part, whole)) in values.ratios.iter().enumerate() {
        states.push(ratio(
            next().then_some(*part),
            next().then_some(*whole),
            percent(index),
        ));
    }
    for (index, amount) in values.caps.iter().enumerate() {
        states.push(known(next().then_some(*amount <= cap(index))));
    }
    for (awarded, signed) in &values.spans {
        states.push(span(next().then_some(*awarded), next().then_some(*signed)));
    }
    for (index, it) in values.compounds.iter().enumerate() {
        let [part, whole, cost, done, planned, open] = std::array::from_fn(|_| next());
        states.push(all_of([
            (part && whole).then(|| reaches(it.part, it.whole, percent(index))),
            cost.then(|| it.cost <= cap(index)),
            (done && planned).then_some(it.done >= it.planned),
            open.then_some(it.open),
        ]));
    }
    states
}

fn known(met: Option<bool>) -> State {
    match met {
        Some(true) => State::Met,
        Some(false) => State::Unmet,
        None => State::NoData,
    }
}

/// Nothing of nothing does not apply; something of nothing cannot be said.
fn ratio(part: Option<i64>, whole: Option<i64>, percent: i64) -> State {
    match (part, whole) {
        (Some(0), Some(0)) => State::NotApplicable,
        (Some(_), Some(0)) | (None, _) | (_, None) => State::NoData,
        (Some(part), Some(whole)) => known(Some(reaches(part, whole, percent))),
    }
}

/// No event at all is no case handed in; an event without the one before it is impossible.
fn span(awarded: Option<i32>, signed: Option<i32>) -> State {
    match (awarded, signed) {
        (None, None) => State::NoData,
        (None, Some(_)) => State::Invalid,
        (Some(_), None) => State::Unmet,
        (Some(awarded), Some(signed)) => known(Some(signed.saturating_sub(awarded) <= DAYS)),
    }
}

/// One part that fails decides; else one that is not known leaves it open.
fn all_of(parts: [Option<bool>; 4]) -> State {
    if parts.contains(&Some(false)) {
        return State::Unmet;
    }
    known(parts.iter().all(Option::is_some).then_some(true))
}

/// The same as a programmer writes it who knows how large the numbers get: products in 64 bits, nothing allocated but the
/// answer.
#[inline]
pub fn decided(limits: &Limits, values: &Values, gaps: &Gaps) -> [State; TARGETS] {
    let mut states = [State::NoData; TARGETS];
    let (ratios, rest) = states.split_at_mut(RATIOS);
    let (caps, rest) = rest.split_at_mut(values.caps.len());
    let (spans, compounds) = rest.split_at_mut(SPANS);
    let places = (0..).step_by(2);
    let thresholds = values.ratios.iter().zip(&limits.percent).zip(places);
    for (state, (((part, whole), percent), place)) in ratios.iter_mut().zip(thresholds) {
        if !gaps.any(place, 2) {
            *state = whole_ratio(*part, *whole, *percent);
        }
    }
    let amounts = values.caps.iter().zip(&limits.cap).zip(Gaps::CAPS..);
    for (state, ((amount, cap), place)) in caps.iter_mut().zip(amounts) {
        if !gaps.any(place, 1) {
            *state = decided_by(amount <= cap);
        }
    }
    let places = (Gaps::SPANS..).step_by(2);
    for (state, ((awarded, signed), place)) in spans.iter_mut().zip(values.spans.iter().zip(places))
    {
        let there = |place, day| (!gaps.any(place, 1)).then_some(day);
        *state = span(
            there(place, *awarded),
            there(place.wrapping_add(1), *signed),
        );
    }
    let thresholds = limits.percent.iter().zip(&limits.cap);
    let places = (Gaps::COMPOUNDS..).step_by(6);
    let parts = values.compounds.iter().zip(thresholds).zip(places);
    for (state, ((it, (percent, cap)), place)) in compounds.iter_mut().zip(parts) {
        *state = compound(it, (*percent, *cap), |at, count| {
            gaps.any(place.wrapping_add(at), count)
        });
    }
    states
}

#[expect(
    clippy::arithmetic_side_effects,
    reason = "the limit is what a programmer writes who knows that these amounts fit"
)]
fn whole_ratio(part: i64, whole: i64, percent: i64) -> State {
    match (part, whole) {
        (0, 0) => State::NotApplicable,
        (_, 0) => State::NoData,
        _ => decided_by(part * 100 >= percent * whole),
    }
}

#[expect(
    clippy::arithmetic_side_effects,
    clippy::needless_bitwise_bool,
    reason = "the limit is what a programmer writes who knows that these amounts fit, and that a branch costs more"
)]
fn compound(
    it: &Compound,
    (percent, cap): (i64, i64),
    lacks: impl Fn(usize, usize) -> bool,
) -> State {
    let [ratio, cost, done, open] = [lacks(0, 2), lacks(2, 1), lacks(3, 2), lacks(5, 1)];
    let fails = !(ratio | (it.part * 100 >= percent * it.whole))
        | !(cost | (it.cost <= cap))
        | !(done | (it.done >= it.planned))
        | !(open | it.open);
    if fails {
        State::Unmet
    } else if ratio | cost | done | open {
        State::NoData
    } else {
        State::Met
    }
}

fn decided_by(met: bool) -> State {
    if met { State::Met } else { State::Unmet }
}
