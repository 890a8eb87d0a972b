//! How fast the engine is, beside hand-written code and other engines that decide the same.
//!
//! A [`Workload`] is a piece of work with several [`Contestant`]s; the first of them is the limit, which others are
//! measured by. `command::run` compares every contestant with exact whole numbers, measures each in processes of its
//! own, and writes the table.

pub mod command;
pub mod contracts;
pub mod fixed;
pub mod growth;
pub mod process;
pub mod report;
pub mod submission;
pub mod text;
pub mod timing;
pub mod workload;

mod cold;

pub use workload::{Contestant, Sample, Workload};

/// All workloads without the other engines, in the order of the table.
pub fn workloads() -> Vec<Workload> {
    let mut all = submission::workloads();
    all.extend(contracts::workloads());
    all.extend(text::workloads());
    all.push(cold::workload());
    all
}
