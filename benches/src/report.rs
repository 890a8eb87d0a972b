//! The table of what was measured.

use std::fmt::Write as _;

use serde::Serialize;

/// One contestant of one workload.
#[derive(Debug, Serialize)]
pub(crate) struct Line {
    pub(crate) workload: &'static str,
    pub(crate) contestant: &'static str,
    /// What a time is given for: a submission, a target.
    pub(crate) unit: &'static str,
    /// The median of all runs.
    pub(crate) picoseconds: u64,
    /// The fastest run.
    pub(crate) least: u64,
    /// The slowest run.
    pub(crate) most: u64,
    /// The median of the workload's limit, its first contestant.
    pub(crate) limit: u64,
}

/// The lines as a Markdown table.
pub(crate) fn markdown(lines: &[Line]) -> String {
    let mut text = String::from(
        "| workload | contestant | median | spread | ratio to the first |\n|---|---|---:|---:|---:|\n",
    );
    for line in lines {
        // INVARIANT: writing into a String cannot fail.
        let _ = writeln!(
            text,
            "| {} | {} | {} a {} | {} to {} | {} |",
            line.workload,
            line.contestant,
            duration(line.picoseconds),
            line.unit,
            duration(line.least),
            duration(line.most),
            ratio(line.picoseconds, line.limit),
        );
    }
    text
}

/// A time in the unit that leaves it at least 1, with three digits.
fn duration(picoseconds: u64) -> String {
    let (unit, size) = match picoseconds {
        0..1_000_000 => ("ns", 1_000),
        1_000_000..1_000_000_000 => ("µs", 1_000_000),
        1_000_000_000..1_000_000_000_000 => ("ms", 1_000_000_000),
        _ => ("s", 1_000_000_000_000),
    };
    format!("{} {unit}", decimal(picoseconds, size))
}

fn ratio(time: u64, limit: u64) -> String {
    if limit == 0 {
        return "–".to_owned();
    }
    format!("{} ×", decimal(time, limit))
}

/// `above / below` with as many decimals as make three digits.
fn decimal(above: u64, below: u64) -> String {
    let hundredths = u128::from(above)
        .saturating_mul(100)
        .checked_div(u128::from(below))
        .unwrap_or(0);
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    match whole {
        0..10 => format!("{whole}.{rest:02}"),
        10..100 => format!("{whole}.{}", rest / 10),
        _ => whole.to_string(),
    }
}
