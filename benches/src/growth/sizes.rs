//! The work that is done at several sizes.

use crate::submission::{change, columns, prepared, values::Values};
use crate::workload::{Contestant, Sample, Workload};
use crate::{text, timing};

/// Rows that are held at once; more are judged in turns of so many.
const HELD: usize = 1_000_000;

/// Each size of each work, as a workload named like `grow-W1-100`.
pub fn workloads() -> Vec<Workload> {
    let targets = [10, 100, 1_000, 10_000, 100_000].map(|size| ("W1", "target", size));
    let rows = (3..=7).map(|power| ("W2c", "row", 10_usize.saturating_pow(power)));
    let lines = text::SIZES.map(|size| ("W4", "target", size));
    let all = targets.into_iter().chain(rows).chain(lines);
    all.map(|(workload, unit, size)| Workload {
        id: format!("grow-{workload}-{size}"),
        unit,
        verify: Box::new(|| Ok(())),
        contestants: contestants(workload, size),
    })
    .collect()
}

/// The workload and the size of a name.
pub(super) fn of(id: &str) -> Option<(&str, u64)> {
    let (workload, size) = id.strip_prefix("grow-")?.split_once('-')?;
    Some((workload, size.parse().ok()?))
}

fn contestants(workload: &str, size: usize) -> Vec<Contestant> {
    match workload {
        "W1" => vec![
            Contestant::new("by hand, a loop over ratios", move || {
                change::all_by_hand(size)
            }),
            Contestant::new("engine, prepared", move || change::all_prepared(size)),
            Contestant::new("engine, general path", move || change::all_again(size)),
        ],
        "W2c" => vec![
            Contestant::new("by hand, columns, 64 bits", move || rows(size)),
            Contestant::new("engine, prepared, columns", move || {
                let held = Values::series(31, size.min(HELD));
                prepared::columns(held, size.div_ceil(HELD))
            }),
        ],
        _ => vec![Contestant::new("compiled", move || text::compile(size))],
    }
}

/// So many rows in columns; more than are held at once in turns.
fn rows(size: usize) -> Result<Sample, String> {
    let held = columns::Columns::of(&Values::series(31, size.min(HELD)));
    let limits = crate::submission::by_hand::Limits::new();
    let turns = size.div_ceil(HELD);
    let units = u64::try_from(size).map_err(|error| error.to_string())?;
    let mut bits = columns::Bits::new();
    Ok(Sample::of(timing::picoseconds_per_unit(units, || {
        for _ in 0..turns {
            columns::fastest::<i64>(&limits, std::hint::black_box(&held), &mut bits);
            std::hint::black_box(&bits);
        }
    })))
}
