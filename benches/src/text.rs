//! W4: a policy of so many one-line targets, from its text to a program.

use std::fmt::Write as _;
use std::hint::black_box;

use dabiao_core::{Policy, SourceFile, Sources};

use crate::timing::picoseconds_per_unit;
use crate::workload::{Contestant, Sample, Workload};

/// From a plan to a province's whole rule book; with the metrics the largest has 233,334 items.
pub const SIZES: [usize; 4] = [100, 1_000, 10_000, 100_000];

/// A policy of each size.
pub(crate) fn workloads() -> Vec<Workload> {
    SIZES.into_iter().map(workload).collect()
}

fn workload(targets: usize) -> Workload {
    Workload {
        id: format!("W4-{targets}"),
        unit: "target",
        verify: Box::new(move || {
            let policy = compiled(&text(targets)).ok_or("the text does not compile")?;
            let rules = policy.program().map_or(0, |program| program.rules.len());
            (rules == targets)
                .then_some(())
                .ok_or_else(|| format!("{rules} rules of {targets}"))
        }),
        contestants: vec![
            Contestant::new("each byte read once", move || {
                measured(targets, |text| {
                    black_box(text.bytes().fold(0_u8, u8::wrapping_add));
                })
            }),
            Contestant::new("parsed", move || {
                measured(targets, |text| {
                    black_box(parsed(text));
                })
            }),
            Contestant::new("compiled", move || compile(targets)),
        ],
    }
}

/// The time of a compilation.
///
/// # Errors
///
/// When there are more targets than 64 bits count.
pub fn compile(targets: usize) -> Result<Sample, String> {
    compiled(&text(targets)).ok_or("the text does not compile")?;
    measured(targets, |text| {
        black_box(compiled(text));
    })
}

fn measured(targets: usize, mut work: impl FnMut(&str)) -> Result<Sample, String> {
    let text = text(targets);
    let units = u64::try_from(targets).map_err(|error| error.to_string())?;
    Ok(Sample::of(picoseconds_per_unit(units, || {
        work(black_box(&text));
    })))
}

/// Two metrics and a target for each third, one metric for the others, as the plans have them.
pub(crate) fn text(targets: usize) -> String {
    let mut text = String::from("policy \"W4\"\n  in force 2025\n  monitor quarterly\n");
    // INVARIANT: writing into a String cannot fail.
    for index in 0..targets {
        let _ = match index % 3 {
            0 => write!(
                text,
                "metric value{index} in yuan, per quarter\nmetric total{index} in yuan, per quarter\n\
                 target {index}: value{index} / total{index} ≥ 80%\n"
            ),
            1 => write!(
                text,
                "metric share{index} in %, per quarter\ntarget {index}: share{index} ≥ 95%\n"
            ),
            _ => write!(
                text,
                "metric steps{index} in 个, per quarter\ntarget {index} \"steps\": steps{index} ≤ 4个\n"
            ),
        };
    }
    text
}

fn sources(text: &str) -> Sources {
    let mut sources = Sources::new();
    sources.add(SourceFile::new("w4.dabiao", text));
    sources
}

fn parsed(text: &str) -> usize {
    let sources = sources(text);
    let options = dabiao_core::syntax::ParseOptions::default();
    let items = |(id, file)| {
        dabiao_core::syntax::parse(id, file, &options)
            .module
            .items
            .len()
    };
    sources.iter().map(items).sum()
}

fn compiled(text: &str) -> Option<Policy> {
    Policy::compile(&sources(text))
        .ok()
        .filter(Policy::is_valid)
}
