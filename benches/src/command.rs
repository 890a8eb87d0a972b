//! The command line: which workloads, how often, where to.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program that is run by hand shows its table, and says why it stopped"
)]

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use crate::workload::Workload;
use crate::{fixed, growth, process, report};

/// How fast the engine is, beside code that decides the same.
#[derive(Debug, Parser)]
struct Args {
    /// The workloads to measure, by the beginnings of their names, such as W1 or W3-; all without any.
    workloads: Vec<String>,
    /// How many processes measure each contestant.
    #[arg(long, default_value_t = 5)]
    runs: usize,
    /// The folder for NAME.md and NAME.json.
    #[arg(long)]
    out: Option<PathBuf>,
    /// What the files written are called.
    #[arg(long, default_value = "table")]
    name: String,
    /// Measures how cost grows with size instead, and draws it.
    #[arg(long)]
    growth: bool,
    /// Only compares the verdicts with exact whole numbers.
    #[arg(long)]
    check: bool,
    /// Measures one contestant, by its place, in this process.
    #[arg(long, hide = true)]
    one: Option<usize>,
    /// Does the fixed run of this place, for its instructions to be counted.
    #[arg(long, hide = true)]
    fixed: Option<usize>,
    /// How many rounds of it.
    #[arg(long, hide = true, default_value_t = 1)]
    rounds: usize,
}

/// Why nothing was measured.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The name begins that of none.
    #[error("there is no workload {0}; there are {1}")]
    UnknownWorkload(String, String),
    /// No contestant has this place.
    #[error("{0} has no contestant {1}")]
    UnknownContestant(String, usize),
    /// A contestant decides otherwise than exact whole numbers.
    #[error("{0}: {1}")]
    Wrong(String, String),
    /// A contestant could not be measured.
    #[error("{0}, {1}: not measured: {2}")]
    Process(String, String, String),
    /// A file could not be written, or a process not begun.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// A table could not be written.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

/// Runs the command line on these workloads.
pub fn main(workloads: Vec<Workload>) -> ExitCode {
    match run(&Args::parse(), workloads) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args, workloads: Vec<Workload>) -> Result<(), Failure> {
    if args.growth {
        let grown = growth::measure(&growth::workloads(), args.runs);
        println!("{}", growth::markdown(&grown));
        return args.out.as_deref().map_or(Ok(()), |folder| {
            Ok(growth::write(folder, &args.name, &grown)?)
        });
    }
    if let Some(place) = args.fixed {
        let unknown = || Failure::UnknownContestant("fixed".to_owned(), place);
        let run = fixed::ALL.get(place).ok_or_else(unknown)?;
        let failed = |why| Failure::Process("fixed".to_owned(), run.name.to_owned(), why);
        return run.run(args.rounds).map_err(failed);
    }
    if let Some(place) = args.one {
        let all = workloads.into_iter().chain(growth::workloads()).collect();
        let chosen = chosen(all, &args.workloads, true)?;
        return chosen.iter().try_for_each(|workload| one(workload, place));
    }
    let chosen = chosen(workloads, &args.workloads, false)?;
    let mut table = Vec::new();
    for workload in &chosen {
        eprintln!("{}: comparing verdicts", workload.id);
        (workload.verify)().map_err(|why| Failure::Wrong(workload.id.clone(), why))?;
        if !args.check {
            eprintln!("{}: measuring", workload.id);
            table.extend(process::measure(workload, args.runs));
        }
    }
    println!("{}", report::markdown(&table));
    if let Some(folder) = &args.out {
        report::write(folder, &args.name, &table)?;
    }
    Ok(())
}

/// What a measuring process does: one contestant, its sample as JSON.
fn one(workload: &Workload, place: usize) -> Result<(), Failure> {
    let contestant = workload
        .contestants
        .get(place)
        .ok_or_else(|| Failure::UnknownContestant(workload.id.clone(), place))?;
    let failed = |why| Failure::Process(workload.id.clone(), contestant.name.clone(), why);
    let mut sample = (contestant.measure)().map_err(failed)?;
    sample.peak_kib = process::peak_kib();
    println!("{}", serde_json::to_string(&sample)?);
    Ok(())
}

fn chosen(all: Vec<Workload>, names: &[String], exact: bool) -> Result<Vec<Workload>, Failure> {
    let wanted = |id: &str, name: &str| {
        let (id, name) = (id.to_ascii_lowercase(), name.to_ascii_lowercase());
        let head = id.split('-').next().unwrap_or_default();
        id == name || (!exact && (head == name || (name.contains('-') && id.starts_with(&name))))
    };
    if let Some(name) = names
        .iter()
        .find(|name| !all.iter().any(|it| wanted(&it.id, name)))
    {
        let known: Vec<_> = all.iter().map(|it| it.id.as_str()).collect();
        return Err(Failure::UnknownWorkload(name.clone(), known.join(", ")));
    }
    let all = all.into_iter();
    Ok(all
        .filter(|it| names.is_empty() || names.iter().any(|name| wanted(&it.id, name)))
        .collect())
}
