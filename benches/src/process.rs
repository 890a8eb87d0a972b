//! One process a run: contestants in turn, so that a drift of the machine meets them alike.
#![expect(
    clippy::print_stderr,
    reason = "who is left out of a table is said where the run is watched"
)]

use std::process::Command;

use crate::command::Failure;
use crate::report::Line;
use crate::workload::{Sample, Workload};

/// Measures every contestant of a workload `runs` times; one that cannot be measured is left out, and said to be.
pub fn measure(workload: &Workload, runs: usize) -> Vec<Line> {
    let mut samples: Vec<Vec<Sample>> = vec![Vec::new(); workload.contestants.len()];
    let mut left_out = vec![false; samples.len()];
    for _ in 0..runs.max(1) {
        for (place, (samples, left_out)) in samples.iter_mut().zip(&mut left_out).enumerate() {
            if *left_out {
                continue;
            }
            match one(workload, place) {
                Ok(sample) => samples.push(sample),
                Err(failure) => {
                    eprintln!("{failure}");
                    *left_out = true;
                }
            }
        }
    }
    let times = |samples: &[Sample]| samples.iter().map(|it| it.picoseconds).collect();
    let limit = samples.first().map_or(0, |it| median(times(it)));
    let contestants = workload.contestants.iter().zip(&samples);
    let contestants = contestants.filter(|(_, samples)| !samples.is_empty());
    let lines = contestants.map(|(contestant, samples)| {
        let picoseconds: Vec<u64> = times(samples);
        Line {
            workload: workload.id.clone(),
            contestant: contestant.name.clone(),
            unit: workload.unit,
            least: picoseconds.iter().copied().min().unwrap_or(0),
            most: picoseconds.iter().copied().max().unwrap_or(0),
            picoseconds: median(picoseconds),
            limit,
            peak_kib: samples.iter().filter_map(|it| it.peak_kib).max(),
            wrong: samples.iter().find_map(|it| it.wrong),
        }
    });
    lines.collect()
}

/// Measures one contestant in a process of its own.
fn one(workload: &Workload, place: usize) -> Result<Sample, Failure> {
    let failed = |why: String| {
        let contestant = workload.contestants.get(place);
        let name = contestant.map_or_else(String::new, |it| it.name.clone());
        Failure::Process(workload.id.clone(), name, why)
    };
    let output = Command::new(std::env::current_exe()?)
        .args([&workload.id, "--one", &place.to_string()])
        .output()?;
    serde_json::from_slice(&output.stdout)
        .map_err(|_| failed(String::from_utf8_lossy(&output.stderr).into_owned()))
}

fn median(mut samples: Vec<u64>) -> u64 {
    samples.sort_unstable();
    samples.get(samples.len() / 2).copied().unwrap_or(0)
}

/// The most memory that this process held, in KiB; nothing where the system does not say.
pub fn peak_kib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|it| it.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
