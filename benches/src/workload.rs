//! What is done, by whom, and whether it is done right.

use serde::{Deserialize, Serialize};

/// A piece of work with several ways to do it.
pub struct Workload {
    /// Its name: `W1`, `W3w-1000000`.
    pub id: String,
    /// What a time is given for: a submission, a row.
    pub unit: &'static str,
    /// Whether the contestants decide as exact whole numbers do; says where they do not.
    pub verify: Box<dyn Fn() -> Result<(), String>>,
    /// The ways to do it; the first is the limit that the others are measured by.
    pub contestants: Vec<Contestant>,
}

/// One way to do a piece of work.
pub struct Contestant {
    /// Who it is, with its version where it is not ours.
    pub name: String,
    /// Measures it in this process.
    pub measure: Box<dyn Fn() -> Result<Sample, String>>,
}

/// What one process measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sample {
    /// The time of a unit.
    pub picoseconds: u64,
    /// The most memory that the process held, in KiB, where the system says it.
    pub peak_kib: Option<u64>,
    /// How many verdicts were compared with exact whole numbers, and how many of them were wrong; only of other engines,
    /// since one of ours that is wrong stops the run.
    pub wrong: Option<(u64, u64)>,
}

/// How many of so many rows are compared before a measurement: without optimisation a fiftieth, or a test takes minutes.
pub(crate) const fn compared(rows: usize) -> usize {
    if cfg!(debug_assertions) {
        rows / 50
    } else {
        rows
    }
}

impl Contestant {
    /// Puts a name and a measurement together.
    pub fn new(
        name: impl Into<String>,
        measure: impl Fn() -> Result<Sample, String> + 'static,
    ) -> Self {
        Self {
            name: name.into(),
            measure: Box::new(measure),
        }
    }
}

impl Sample {
    /// A time alone.
    pub fn of(picoseconds: u64) -> Self {
        Self {
            picoseconds,
            peak_kib: None,
            wrong: None,
        }
    }
}

#[cfg(test)]
mod tests {
    /// The large texts are left to a run by hand: without optimisation they take minutes.
    #[test]
    fn every_contestant_decides_as_whole_numbers_do() {
        for workload in crate::workloads() {
            if !["W4-10000", "W4-80000"].contains(&workload.id.as_str()) {
                assert_eq!((workload.verify)(), Ok(()), "{}", workload.id);
            }
        }
    }
}
