//! The time of one piece of work, in picoseconds a unit.

use std::time::{Duration, Instant};

/// How long one sample takes at least: long enough that the clock's own grain does not show.
const SAMPLE: Duration = Duration::from_millis(200);

#[expect(
    clippy::disallowed_methods,
    reason = "to read the clock is what this file is for"
)]
/// Runs `work` until a sample is long enough, and says what one of its `units` took.
///
/// The first call warms caches and is not counted.
pub fn picoseconds_per_unit(units: u64, mut work: impl FnMut()) -> u64 {
    work();
    let start = Instant::now();
    let mut rounds: u64 = 0;
    while start.elapsed() < SAMPLE {
        work();
        rounds = rounds.saturating_add(1);
    }
    let picoseconds = start.elapsed().as_nanos().saturating_mul(1_000);
    let units = u128::from(rounds).saturating_mul(u128::from(units)).max(1);
    u64::try_from(picoseconds.checked_div(units).unwrap_or(0)).unwrap_or(u64::MAX)
}
