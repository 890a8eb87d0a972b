//! The engine on submissions: its general path, which walks the program for every verdict.

use std::hint::black_box;

use dabiao_core::{Dataset, Policy, State};

use super::by_hand::Limits;
use super::prepared::Kept;
use super::values::{Gaps, Values};
use super::{ROWS, SUBMISSIONS, compare, policy, prepared, states, timed};
use crate::workload::{Contestant, Sample, Workload, compared};

/// Whether the general path decides as exact whole numbers do.
///
/// # Errors
///
/// Where it does not.
pub fn same(series: &[Values]) -> Result<(), String> {
    let policy = policy::compiled()?;
    compare(series, |values| {
        let data = policy::data(&policy, values, &Gaps::default())?;
        let states = states_of(&policy, &data)?;
        Ok(states.iter().map(|state| *state == State::Met).collect())
    })
}

/// One verdict state a target, from data sets that are there already.
pub(super) fn bound(series: &[Values]) -> Result<Sample, String> {
    let policy = policy::compiled()?;
    let data = bound_data(&policy, series.iter().map(|it| (it, Gaps::default())))?;
    timed(&data, |data| {
        black_box(states_of(&policy, data)).ok();
    })
}

/// The same from typed rows, each made into a data set.
pub(super) fn from_rows(series: &[Values]) -> Result<Sample, String> {
    let policy = policy::compiled()?;
    timed(series, |values| {
        let data = policy::data(&policy, values, &Gaps::default());
        let _ = black_box(data.and_then(|data| states_of(&policy, &data)));
    })
}

/// W2r with values missing.
pub(super) fn row_by_row_with_gaps() -> Workload {
    Workload {
        id: "W2r-gaps".to_owned(),
        unit: "submission",
        verify: Box::new(|| with_states_verified(37)),
        contestants: vec![
            Contestant::new("by hand, 64 bits, 100,000 rows", || {
                let limits = Limits::new();
                timed(&Values::series_with_gaps(41, ROWS), |(values, gaps)| {
                    black_box(states::decided(black_box(&limits), values, gaps));
                })
            }),
            Contestant::new("engine, prepared, from typed rows, 100,000 rows", || {
                prepared::from_rows_with_gaps(&Values::series_with_gaps(41, ROWS))
            }),
            Contestant::new("engine, general path, from typed rows, 300 rows", || {
                let policy = policy::compiled()?;
                timed(&Values::series_with_gaps(41, 300), |(values, gaps)| {
                    let data = policy::data(&policy, values, gaps);
                    let _ = black_box(data.and_then(|data| states_of(&policy, &data)));
                })
            }),
        ],
    }
}

/// Compares the states of the prepared program and of the general path with exact whole numbers.
fn with_states_verified(seed: u64) -> Result<(), String> {
    let policy = policy::compiled()?;
    let series = Values::series_with_gaps(seed, compared(1_000));
    let prepared = prepared::states_with_gaps(&policy, &series)?;
    let limits = Limits::new();
    for (index, ((values, gaps), prepared)) in series.iter().zip(&prepared).enumerate() {
        let data = policy::data(&policy, values, gaps)?;
        let (walked, exact) = (states_of(&policy, &data)?, states::exactly(values, gaps));
        let by_hand = states::decided(&limits, values, gaps).to_vec();
        for (who, found) in [
            ("general path", &walked),
            ("prepared", prepared),
            ("by hand", &by_hand),
        ] {
            let differs = found
                .iter()
                .zip(&exact)
                .position(|(one, other)| one != other);
            if let Some(at) = differs {
                let (found, exact) = (found.get(at), exact.get(at));
                return Err(format!(
                    "{who}: submission {index}, target {at}: {found:?}, not {exact:?}"
                ));
            }
        }
    }
    Ok(())
}

/// W1d: all states possible, values missing, and a derivation for each verdict.
pub(super) fn with_states() -> Workload {
    Workload {
        id: "W1d".to_owned(),
        unit: "submission",
        verify: Box::new(|| with_states_verified(19)),
        contestants: vec![
            Contestant::new("engine, prepared, states alone", || {
                prepared::with_gaps(Kept::Nothing)
            }),
            Contestant::new(
                "engine, prepared, states, rows kept to explain them",
                || prepared::with_gaps(Kept::Row),
            ),
            Contestant::new("engine, prepared, states, then all derivations", || {
                prepared::with_gaps(Kept::Derivations)
            }),
            Contestant::new("engine, general path, states alone", || {
                with_gaps(|policy, data| {
                    black_box(states_of(policy, data)).ok();
                })
            }),
            Contestant::new("engine, general path, states and derivations", || {
                with_gaps(|policy, data| {
                    black_box(derivations(policy, data)).ok();
                })
            }),
        ],
    }
}

fn with_gaps(mut judge: impl FnMut(&Policy, &Dataset)) -> Result<Sample, String> {
    let policy = policy::compiled()?;
    let series = Values::series_with_gaps(23, SUBMISSIONS);
    let data = bound_data(&policy, series.iter().map(|(values, gaps)| (values, *gaps)))?;
    timed(&data, |data| judge(&policy, data))
}

fn bound_data<'a>(
    policy: &Policy,
    series: impl Iterator<Item = (&'a Values, Gaps)>,
) -> Result<Vec<Dataset>, String> {
    series
        .map(|(values, gaps)| policy::data(policy, values, &gaps))
        .collect()
}

fn states_of(policy: &Policy, data: &Dataset) -> Result<Vec<State>, String> {
    let assessment = policy
        .evaluate(data, policy::evaluated_on())
        .map_err(|error| error.to_string())?;
    Ok(assessment.verdicts().map(|it| it.state()).collect())
}

/// The states, each with its derivation; says how many there were.
pub(super) fn derivations(policy: &Policy, data: &Dataset) -> Result<usize, String> {
    let assessment = policy
        .evaluate(data, policy::evaluated_on())
        .map_err(|error| error.to_string())?;
    let derived = assessment.verdicts().map(|verdict| {
        black_box((verdict.state(), verdict.derive()));
    });
    Ok(derived.count())
}
