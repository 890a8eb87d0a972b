//! W4: a policy of so many one-line targets, from its text to a program.

use std::fmt::Write as _;
use std::hint::black_box;

use dabiao_core::{Policy, SourceFile, Sources};

use super::Workload;
use crate::timing::picoseconds_per_unit;

/// A policy of so many targets.
pub(super) struct Text {
    id: &'static str,
    targets: usize,
}

/// From a plan to a province's whole rule book.
pub(super) const SIZES: [Text; 3] = [
    Text {
        id: "W4-100",
        targets: 100,
    },
    Text {
        id: "W4-1000",
        targets: 1_000,
    },
    Text {
        id: "W4-10000",
        targets: 10_000,
    },
];

impl Workload for Text {
    fn id(&self) -> &'static str {
        self.id
    }

    fn unit(&self) -> &'static str {
        "target"
    }

    fn contestants(&self) -> &'static [&'static str] {
        &["each byte read once", "parsed", "compiled"]
    }

    fn verify(&self) -> Result<(), String> {
        let policy = compiled(&self.text()).ok_or("the text does not compile")?;
        let rules = policy.program().map_or(0, |program| program.rules.len());
        if rules == self.targets {
            Ok(())
        } else {
            Err(format!("{rules} rules of {}", self.targets))
        }
    }

    fn measure(&self, contestant: &str) -> Option<u64> {
        let text = self.text();
        let units = u64::try_from(self.targets).ok()?;
        let place = self.contestants().iter().position(|it| *it == contestant)?;
        Some(match place {
            0 => picoseconds_per_unit(units, || {
                let sum = black_box(&text).bytes().fold(0_u8, u8::wrapping_add);
                black_box(sum);
            }),
            1 => picoseconds_per_unit(units, || {
                black_box(parsed(black_box(&text)));
            }),
            _ => picoseconds_per_unit(units, || {
                black_box(compiled(black_box(&text)));
            }),
        })
    }
}

impl Text {
    /// Two metrics and a target for each, as the plans have them.
    fn text(&self) -> String {
        let mut text = String::from("policy \"W4\"\n  in force 2025\n  monitor quarterly\n");
        // INVARIANT: writing into a String cannot fail.
        for index in 0..self.targets {
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
