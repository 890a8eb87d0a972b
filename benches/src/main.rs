//! Measures the engine beside hand-written code: `cargo run --release -p dabiao-benches`.
//!
//! Each contestant of each workload runs in a process of its own, in turn with the others, several times over. What
//! counts is the ratio to the limit in one run: the machine drifts, the ratios hold.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program that is run by hand shows its table, and says why it stopped"
)]

mod process;
mod report;
mod timing;
mod workload;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use crate::workload::Workload;

/// How fast the engine is, beside hand-written code that decides the same.
#[derive(Debug, Parser)]
struct Args {
    /// The workloads to measure, such as W1; all without any.
    workloads: Vec<String>,
    /// How many processes measure each contestant.
    #[arg(long, default_value_t = 5)]
    runs: usize,
    /// The folder for table.md and table.json.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Measures one contestant in this process, and prints picoseconds a unit.
    #[arg(long, hide = true)]
    one: Option<String>,
}

/// Why nothing was measured.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("there is no workload {0}; there are {1}")]
    UnknownWorkload(String, String),
    #[error("{0} has no contestant {1}")]
    UnknownContestant(&'static str, String),
    #[error("{0}: {1}")]
    Wrong(&'static str, String),
    #[error("{0}, {1}: the measuring process failed: {2}")]
    Process(&'static str, &'static str, String),
    #[error(transparent)]
    Io(#[from] std::io::Error),
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<(), Failure> {
    let chosen = chosen(&args.workloads)?;
    if let Some(contestant) = &args.one {
        for workload in chosen {
            let picoseconds = workload
                .measure(contestant)
                .ok_or_else(|| Failure::UnknownContestant(workload.id(), contestant.clone()))?;
            println!("{picoseconds}");
        }
        return Ok(());
    }
    let mut table = Vec::new();
    for workload in chosen {
        workload
            .verify()
            .map_err(|why| Failure::Wrong(workload.id(), why))?;
        table.extend(process::measure(workload.as_ref(), args.runs)?);
    }
    println!("{}", report::markdown(&table));
    if let Some(folder) = &args.out {
        std::fs::create_dir_all(folder)?;
        std::fs::write(folder.join("table.md"), report::markdown(&table))?;
        std::fs::write(
            folder.join("table.json"),
            serde_json::to_string_pretty(&table)?,
        )?;
    }
    Ok(())
}

fn chosen(names: &[String]) -> Result<Vec<Box<dyn Workload>>, Failure> {
    let all = workload::all();
    for name in names {
        if !all.iter().any(|it| it.id().eq_ignore_ascii_case(name)) {
            let known: Vec<_> = all.iter().map(|it| it.id()).collect();
            return Err(Failure::UnknownWorkload(name.clone(), known.join(", ")));
        }
    }
    let wanted =
        |id: &str| names.is_empty() || names.iter().any(|name| id.eq_ignore_ascii_case(name));
    Ok(all.into_iter().filter(|it| wanted(it.id())).collect())
}
