//! One process a run: contestants in turn, so that a drift of the machine meets them alike.

use std::process::Command;

use crate::Failure;
use crate::report::Line;
use crate::workload::Workload;

/// Measures every contestant of a workload `runs` times.
pub(crate) fn measure(workload: &dyn Workload, runs: usize) -> Result<Vec<Line>, Failure> {
    let contestants = workload.contestants();
    let mut samples: Vec<Vec<u64>> = vec![Vec::new(); contestants.len()];
    for _ in 0..runs.max(1) {
        for (contestant, samples) in contestants.iter().zip(&mut samples) {
            samples.push(one(workload.id(), contestant)?);
        }
    }
    let limit = samples.first().map(|limit| median(limit));
    let lines = contestants
        .iter()
        .zip(samples)
        .map(|(contestant, samples)| Line {
            workload: workload.id(),
            contestant,
            unit: workload.unit(),
            picoseconds: median(&samples),
            least: samples.iter().copied().min().unwrap_or(0),
            most: samples.iter().copied().max().unwrap_or(0),
            limit: limit.unwrap_or(0),
        });
    Ok(lines.collect())
}

fn one(workload: &'static str, contestant: &'static str) -> Result<u64, Failure> {
    let failed = |why: String| Failure::Process(workload, contestant, why);
    let output = Command::new(std::env::current_exe()?)
        .args([workload, "--one", contestant])
        .output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    text.trim()
        .parse()
        .map_err(|_| failed(String::from_utf8_lossy(&output.stderr).into_owned()))
}

fn median(samples: &[u64]) -> u64 {
    let mut sorted = samples.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len() / 2).copied().unwrap_or(0)
}
