//! Fixed runs whose instructions are counted: so many rounds of the same work, which cost the same on any day.

use std::hint::black_box;

use dabiao_core::{Policy, SourceFile, Sources};

use crate::contracts::exact::Days;
use crate::contracts::rows::{Contracts, Kind};
use crate::{contracts, submission, text};

/// A run whose instructions are counted.
pub struct Fixed {
    /// What it is called.
    pub name: &'static str,
    /// What a count is given for.
    pub unit: &'static str,
    /// How many of them one round does.
    pub units: u64,
    run: fn(usize) -> Result<(), String>,
}

// So many that what is done once, and differs a little from process to process, does not show in a round.
/// The submissions of a round by rows, and by columns.
const ROWS: usize = 1_000;
const COLUMN_ROWS: usize = 4_096;
const CONTRACTS: usize = 20_000;
const TARGETS: usize = 100;
const CHANGES: usize = 20_000;

/// All of them.
pub const ALL: [Fixed; 6] = [
    Fixed {
        name: "W1, a prepared row",
        unit: "submission",
        units: ROWS as u64,
        run: |rounds| submission::prepared::rows_so_often(ROWS, rounds),
    },
    Fixed {
        name: "W2c, a batch of columns",
        unit: "submission",
        units: COLUMN_ROWS as u64,
        run: |rounds| submission::prepared::columns_so_often(COLUMN_ROWS, rounds),
    },
    Fixed {
        name: "W3, a table on one thread",
        unit: "row",
        units: CONTRACTS as u64,
        run: table_so_often,
    },
    Fixed {
        name: "W4, a policy of 100 targets compiled",
        unit: "target",
        units: TARGETS as u64,
        run: compiled_so_often,
    },
    Fixed {
        name: "W5, a figure changes in a session",
        unit: "change",
        units: CHANGES as u64,
        run: |rounds| submission::change::so_often(TARGETS, CHANGES, rounds),
    },
    Fixed {
        name: "W7, a CSV text read into columns",
        unit: "row",
        units: CONTRACTS as u64,
        run: |rounds| contracts::csv_file::read_so_often(CONTRACTS, rounds),
    },
];

impl Fixed {
    /// Prepares the run and does so many rounds of it.
    ///
    /// # Errors
    ///
    /// When it cannot be prepared, which would be our mistake.
    pub fn run(&self, rounds: usize) -> Result<(), String> {
        (self.run)(rounds)
    }
}

fn table_so_often(rounds: usize) -> Result<(), String> {
    let policy = contracts::policy::compiled(Days::Calendar)?;
    let data = contracts::policy::data(&policy, &Contracts::drawn(61, CONTRACTS, Kind::Plain))?;
    for _ in 0..rounds {
        black_box(contracts::engine::judged(&policy, black_box(&data), 1))?;
    }
    Ok(())
}

fn compiled_so_often(rounds: usize) -> Result<(), String> {
    let text = text::text(TARGETS);
    for _ in 0..rounds {
        let mut sources = Sources::new();
        sources.add(SourceFile::new("policy.dabiao", black_box(text.as_str())));
        black_box(Policy::compile(&sources)).map_err(|error| error.to_string())?;
    }
    Ok(())
}
