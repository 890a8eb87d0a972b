//! The states of the targets where values may be missing, one target after the other, as the reference has them.

use dabiao_core::State;

use super::by_hand::reaches;
use super::values::{DAYS, Gaps, Values, cap, percent};

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
