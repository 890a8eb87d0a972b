//! W1, W1d, W2r, W2c and W5: submissions of 220 values, judged by 100 targets.

pub mod by_hand;
pub mod change;
pub mod columns;
pub mod engine;
pub mod policy;
pub(crate) mod prepared;
pub mod states;
pub mod values;

use std::hint::black_box;

use dabiao_core::Date;

use crate::timing::picoseconds_per_unit;
use crate::workload::{Contestant, Sample, Workload, compared};
use by_hand::{Limits, Wide};
use values::Values;

/// How many different submissions take turns, so that no branch is learnt by heart.
pub const SUBMISSIONS: usize = 64;

/// How many submissions one run of W2r and W2c judges.
pub const ROWS: usize = 100_000;

/// The targets of the policy.
pub const TARGETS: usize = 100;

/// The workloads of this room.
pub fn workloads() -> Vec<Workload> {
    let mut all = vec![
        bound(),
        bound_large(),
        engine::with_states(),
        row_by_row(),
        row_by_row_large(),
        engine::row_by_row_with_gaps(),
    ];
    all.extend(columns::workloads());
    all.extend(change::workloads());
    all
}

/// W1: one submission, bound already, one state a target.
pub fn bound() -> Workload {
    Workload {
        id: "W1".to_owned(),
        unit: "submission",
        verify: Box::new(|| {
            let series = Values::series(7, compared(1_000));
            same::<i64>(&series)?;
            engine::same(&series)?;
            prepared::same(&series)
        }),
        contestants: vec![
            Contestant::new("by hand, 64 bits", || {
                by_hand::<i64>(&Values::series(11, SUBMISSIONS))
            }),
            Contestant::new("engine, prepared, row filled", || {
                prepared::bound(&Values::series(11, SUBMISSIONS))
            }),
            Contestant::new("engine, general path, data set bound", || {
                engine::bound(&Values::series(11, SUBMISSIONS))
            }),
        ],
    }
}

/// W1 where the products leave 64 bits.
fn bound_large() -> Workload {
    Workload {
        id: "W1-large".to_owned(),
        unit: "submission",
        verify: Box::new(|| {
            let series = Values::large_series(7, compared(1_000));
            same::<i128>(&series)?;
            engine::same(&series)?;
            prepared::same(&series)
        }),
        contestants: vec![
            Contestant::new("by hand, 128 bits", || {
                by_hand::<i128>(&Values::large_series(11, SUBMISSIONS))
            }),
            Contestant::new("engine, prepared, row filled", || {
                prepared::bound(&Values::large_series(11, SUBMISSIONS))
            }),
            Contestant::new("engine, general path, data set bound", || {
                engine::bound(&Values::large_series(11, SUBMISSIONS))
            }),
        ],
    }
}

/// W2r: many submissions one after the other, from typed rows.
pub fn row_by_row() -> Workload {
    Workload {
        id: "W2r".to_owned(),
        unit: "submission",
        verify: Box::new(|| {
            same::<i64>(&Values::series(13, compared(ROWS)))?;
            engine::same(&Values::series(13, compared(300)))?;
            prepared::same(&Values::series(13, compared(ROWS)))
        }),
        contestants: vec![
            Contestant::new("by hand, 64 bits, 100,000 rows", || {
                by_hand::<i64>(&Values::series(17, ROWS))
            }),
            Contestant::new("engine, prepared, from typed rows, 100,000 rows", || {
                prepared::from_rows(&Values::series(17, ROWS))
            }),
            Contestant::new("engine, general path, from typed rows, 300 rows", || {
                engine::from_rows(&Values::series(17, 300))
            }),
        ],
    }
}

/// W2r where the products leave 64 bits.
fn row_by_row_large() -> Workload {
    Workload {
        id: "W2r-large".to_owned(),
        unit: "submission",
        verify: Box::new(|| {
            let series = Values::large_series(13, compared(ROWS));
            same::<i128>(&series)?;
            prepared::same(&series)
        }),
        contestants: vec![
            Contestant::new("by hand, 128 bits, 100,000 rows", || {
                by_hand::<i128>(&Values::large_series(17, ROWS))
            }),
            Contestant::new("engine, prepared, from typed rows, 100,000 rows", || {
                prepared::from_rows(&Values::large_series(17, ROWS))
            }),
        ],
    }
}

/// Whether the straight-line code decides as the slow one.
fn same<W: Wide>(series: &[Values]) -> Result<(), String> {
    let limits = Limits::new();
    compare(series, |values| {
        Ok(by_hand::decided::<W>(&limits, values).to_vec())
    })
}

/// Compares what `decide` says of each submission with exact whole numbers.
///
/// # Errors
///
/// Which submission and target is decided otherwise.
pub fn compare(
    series: &[Values],
    mut decide: impl FnMut(&Values) -> Result<Vec<bool>, String>,
) -> Result<(), String> {
    for (index, values) in series.iter().enumerate() {
        let (met, exact) = (decide(values)?, by_hand::exactly(values));
        if met != exact {
            let target = met.iter().zip(&exact).position(|(one, other)| one != other);
            return Err(format!("submission {index} differs, target {target:?}"));
        }
    }
    Ok(())
}

fn by_hand<W: Wide>(series: &[Values]) -> Result<Sample, String> {
    let limits = Limits::new();
    timed(series, |values| {
        black_box(by_hand::decided::<W>(black_box(&limits), values));
    })
}

/// The time that `judge` takes for a submission.
///
/// # Errors
///
/// When there are more submissions than 64 bits count.
pub fn timed<T>(series: &[T], mut judge: impl FnMut(&T)) -> Result<Sample, String> {
    let units = u64::try_from(series.len()).map_err(|error| error.to_string())?;
    Ok(Sample::of(picoseconds_per_unit(units, || {
        for one in series {
            judge(black_box(one));
        }
    })))
}

/// A day by its number since the first day a submission may speak of.
pub fn day(number: i32) -> Date {
    let first = Date::from_ymd_opt(2025, 1, 1).unwrap_or_default();
    first
        .checked_add_signed(chrono::Duration::days(i64::from(number)))
        .unwrap_or(first)
}
