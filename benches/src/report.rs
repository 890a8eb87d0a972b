//! The table of what was measured.

use std::fmt::Write as _;
use std::path::Path;

use serde::Serialize;

/// One contestant of one workload.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// The workload's name.
    pub workload: String,
    /// Who it is.
    pub contestant: String,
    /// What a time is given for: a submission, a target.
    pub unit: &'static str,
    /// The median of all runs.
    pub picoseconds: u64,
    /// The fastest run.
    pub least: u64,
    /// The slowest run.
    pub most: u64,
    /// The median of the workload's limit, its first contestant.
    pub limit: u64,
    /// The most memory that a run held.
    pub peak_kib: Option<u64>,
    /// Verdicts compared with exact whole numbers, and how many were wrong.
    pub wrong: Option<(u64, u64)>,
}

/// The lines as a Markdown table.
pub fn markdown(lines: &[Line]) -> String {
    let mut text = String::from(
        "| workload | contestant | median | spread | ratio to the first | wrong verdicts | most memory |\n\
         |---|---|---:|---:|---:|---:|---:|\n",
    );
    for line in lines {
        // INVARIANT: writing into a String cannot fail.
        let _ = writeln!(
            text,
            "| {} | {} | {} a {} | {} to {} | {} | {} | {} |",
            line.workload,
            line.contestant,
            duration(line.picoseconds),
            line.unit,
            duration(line.least),
            duration(line.most),
            ratio(line.picoseconds, line.limit),
            line.wrong.map_or_else(
                || "none".to_owned(),
                |(of, wrong)| format!("{wrong} of {of}")
            ),
            line.peak_kib
                .map_or_else(|| "–".to_owned(), |kib| format!("{} MiB", kib / 1024)),
        );
    }
    text
}

/// Writes the table as Markdown and as JSON into a folder.
///
/// # Errors
///
/// When the folder cannot be made or written to.
pub fn write(folder: &Path, name: &str, lines: &[Line]) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join(name).with_extension("md"), markdown(lines))?;
    let json = serde_json::to_string_pretty(lines)?;
    std::fs::write(folder.join(name).with_extension("json"), json)
}

/// A time in the unit that leaves it at least 1, with three digits.
pub fn duration(picoseconds: u64) -> String {
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
