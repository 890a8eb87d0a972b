//! W1: one submission of 220 values, 100 targets, one state a target.

mod by_hand;
mod policy;
mod values;

use std::hint::black_box;

use dabiao_core::{Dataset, Date, Policy, State};

use super::Workload;
use crate::timing::picoseconds_per_unit;
use values::Values;

/// How many different submissions take turns, so that no branch is learnt by heart.
const SUBMISSIONS: usize = 64;

/// The targets of the policy.
pub(super) const TARGETS: usize = 100;

pub(super) struct Submissions;

impl Workload for Submissions {
    fn id(&self) -> &'static str {
        "W1"
    }

    fn unit(&self) -> &'static str {
        "submission"
    }

    fn contestants(&self) -> &'static [&'static str] {
        &["by hand, 64 bits", "engine, data set bound"]
    }

    fn verify(&self) -> Result<(), String> {
        let policy = policy::compiled()?;
        let limits = by_hand::Limits::new();
        for (index, values) in Values::series(7, 1_000).iter().enumerate() {
            let exact = by_hand::exactly(values);
            if by_hand::in_64_bits(&limits, values) != exact {
                return Err(format!("64 bits differ on submission {index}"));
            }
            let data = policy::data(&policy, values)?;
            if engine(&policy, &data)? != exact {
                return Err(format!("the engine differs on submission {index}"));
            }
        }
        Ok(())
    }

    fn measure(&self, contestant: &str) -> Option<u64> {
        let series = Values::series(11, SUBMISSIONS);
        let place = self.contestants().iter().position(|it| *it == contestant)?;
        let units = u64::try_from(series.len()).ok()?;
        if place == 0 {
            let limits = by_hand::Limits::new();
            return Some(picoseconds_per_unit(units, || {
                for values in &series {
                    black_box(by_hand::in_64_bits(black_box(&limits), black_box(values)));
                }
            }));
        }
        let policy = policy::compiled().ok()?;
        let data: Result<Vec<Dataset>, String> =
            series.iter().map(|it| policy::data(&policy, it)).collect();
        let data = data.ok()?;
        Some(picoseconds_per_unit(units, || {
            for data in &data {
                let _ = black_box(engine(&policy, black_box(data)));
            }
        }))
    }
}

/// Whether each target is met, by the engine.
fn engine(policy: &Policy, data: &Dataset) -> Result<Vec<bool>, String> {
    let assessment = policy
        .evaluate(data, policy::evaluated_on())
        .map_err(|error| error.to_string())?;
    Ok(assessment
        .verdicts()
        .map(|verdict| verdict.state() == State::Met)
        .collect())
}

/// A day by its number since the first day a submission may speak of.
pub(super) fn day(number: i32) -> Date {
    let first = Date::from_ymd_opt(2025, 1, 1).unwrap_or_default();
    first
        .checked_add_signed(chrono::Duration::days(i64::from(number)))
        .unwrap_or(first)
}
