//! The engine on contracts.

use std::hint::black_box;

use dabiao_core::{Dataset, EvaluateOptions, Policy, State};

use super::exact::Days;
use super::rows::Contracts;
use super::{GROUPS, QUARTERS, Verdicts, policy};
use crate::timing::picoseconds_per_unit;
use crate::workload::Sample;

/// What the engine says of each group, on so many threads.
///
/// # Errors
///
/// When a verdict is missing, or has a state that none of these contracts should lead to.
pub fn verdicts(contracts: &Contracts, days: Days, threads: usize) -> Result<Verdicts, String> {
    let policy = policy::compiled(days)?;
    let data = policy::data(&policy, contracts)?;
    judged(&policy, &data, threads)
}

/// The verdicts of a data set, by county and quarter.
///
/// # Errors
///
/// As [`verdicts`].
pub fn judged(policy: &Policy, data: &Dataset, threads: usize) -> Result<Verdicts, String> {
    let options = EvaluateOptions {
        threads,
        ..EvaluateOptions::default()
    };
    let assessment = policy
        .evaluate_within(data, policy::evaluated_on(), options)
        .map_err(|error| error.to_string())?;
    let states: Result<Vec<Option<bool>>, String> = assessment
        .verdicts()
        .map(|verdict| match verdict.state() {
            State::Met => Ok(Some(true)),
            State::Unmet => Ok(Some(false)),
            State::NoData => Ok(None),
            other => Err(format!("a verdict is {other:?}")),
        })
        .collect();
    let states = states?;
    if states.len() != 3 * GROUPS {
        return Err(format!("{} verdicts of {}", states.len(), 3 * GROUPS));
    }
    // Targets as written, in each the counties as declared, in each the quarters.
    let of = |target: usize, group: usize| {
        let place = target.saturating_mul(GROUPS).saturating_add(group);
        states.get(place).copied().flatten()
    };
    debug_assert_eq!(GROUPS % QUARTERS, 0);
    Ok(std::array::from_fn(|group| {
        std::array::from_fn(|target| of(target, group))
    }))
}

/// The time of the engine, a row.
pub(super) fn measured(
    contracts: &Contracts,
    days: Days,
    threads: usize,
) -> Result<Sample, String> {
    let policy = policy::compiled(days)?;
    let data = policy::data(&policy, contracts)?;
    let units = u64::try_from(contracts.len()).map_err(|error| error.to_string())?;
    Ok(Sample::of(picoseconds_per_unit(units, || {
        black_box(judged(&policy, black_box(&data), threads)).ok();
    })))
}
