//! Numbers that mostly go on by one or stay the same, such as lines of a file.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A number a row, kept as runs that go on by a fixed step of 0 or 1.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Runs {
    runs: Vec<Run>,
    rows: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Run {
    /// The row it begins with.
    row: u32,
    /// The number of that row.
    first: u32,
    /// How the numbers go on; not known of a run of one row.
    step: Option<bool>,
}

impl Run {
    fn at(self, row: u32) -> u32 {
        let steps = row.saturating_sub(self.row);
        let goes_on = self.step == Some(true);
        self.first.saturating_add(if goes_on { steps } else { 0 })
    }
}

impl Runs {
    /// How many rows there are.
    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// Adds a row.
    #[inline]
    pub(super) fn push(&mut self, number: u32) {
        // A table of more rows than u32 counts cannot be evaluated; its last rows share the last run.
        let row = u32::try_from(self.rows).unwrap_or(u32::MAX);
        self.rows = self.rows.saturating_add(1);
        let goes_on = |run: &Run| run.step.is_some() && run.at(row) == number;
        if !self.runs.last().is_some_and(goes_on) {
            self.turn(row, number);
        }
    }

    /// Adds so many rows, whose numbers stay the same or go on by one.
    pub(super) fn extend(&mut self, first: u32, rows: usize, goes_on: bool) {
        let mut number = first;
        for row in 0..rows {
            self.push(number);
            // Once the last run goes on as these do, the rest is in it.
            if self
                .runs
                .last()
                .is_some_and(|run| run.step == Some(goes_on))
            {
                let left = rows.saturating_sub(row).saturating_sub(1);
                self.rows = self.rows.saturating_add(left);
                return;
            }
            number = number.saturating_add(u32::from(goes_on));
        }
    }

    /// Adds a row that the last run does not go on to yet.
    fn turn(&mut self, row: u32, number: u32) {
        if let Some(last) = self.runs.last_mut() {
            let step = last.step.or_else(|| step(last.first, number));
            let longer = Run { step, ..*last };
            if step.is_some() && longer.at(row) == number {
                *last = longer;
                return;
            }
        }
        self.runs.push(Run {
            row,
            first: number,
            step: None,
        });
    }

    /// The rows that share a number and follow one another, with that number.
    pub(super) fn stretches(&self) -> Vec<(u32, Range<usize>)> {
        let ends = self.runs.iter().skip(1).map(|run| run.row as usize);
        let ends = ends.chain([self.rows]);
        let mut stretches = Vec::new();
        for (run, end) in self.runs.iter().zip(ends) {
            let rows = run.row as usize..end;
            if run.step == Some(true) {
                let each = rows.clone().zip(run.first..);
                stretches.extend(each.map(|(row, number)| (number, row..row.saturating_add(1))));
            } else {
                stretches.push((run.first, rows));
            }
        }
        stretches
    }

    /// The number of the last row.
    pub(super) fn last(&self) -> Option<u32> {
        let row = u32::try_from(self.rows).unwrap_or(u32::MAX);
        let last = self.runs.last()?;
        Some(last.at(row.saturating_sub(1)))
    }

    /// The number of a row.
    pub(super) fn get(&self, row: usize) -> Option<u32> {
        if row >= self.rows {
            return None;
        }
        let row = u32::try_from(row).unwrap_or(u32::MAX);
        let after = self.runs.partition_point(|run| run.row <= row);
        let run = self.runs.get(after.checked_sub(1)?)?;
        Some(run.at(row))
    }
}

fn step(from: u32, to: u32) -> Option<bool> {
    match to.checked_sub(from) {
        Some(0) => Some(false),
        Some(1) => Some(true),
        _ => None,
    }
}
