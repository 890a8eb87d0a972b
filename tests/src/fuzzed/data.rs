//! Any bytes as data of a policy that has every kind of metric, field and sign-off.

use std::sync::OnceLock;

use dabiao_core::{Policy, SourceFile, Sources};
use dabiao_data::{Encoding, Input, ReadOptions};

const PLAN: &str = include_str!("plan.dabiao");

/// What a file may be called; the first byte of the input says which.
pub(super) const NAMES: [&str; 4] = ["figures.csv", "case.csv", "signoffs.csv", "any.csv"];

/// A CSV file: the first byte chooses its name and its encoding, the others are in it.
pub(super) fn csv(bytes: &[u8]) {
    let Some((choice, rest)) = bytes.split_first() else {
        return;
    };
    let name = NAMES[usize::from(*choice) % NAMES.len()];
    let encoding = match choice / 4 % 2 {
        0 => None,
        _ => Some(Encoding::Gb18030),
    };
    read(Input::new(name, rest), encoding);
}

/// A JSON document.
pub(super) fn json(bytes: &[u8]) {
    read(Input::new("any.json", bytes), None);
}

/// What cannot be read is complained of at a place of the file, and the same bytes give the same data.
fn read(input: Input, encoding: Option<Encoding>) {
    let policy = policy();
    let options = ReadOptions {
        encoding,
        ..ReadOptions::default()
    };
    let inputs = [input];
    let once = dabiao_data::read(policy.schema(), &inputs, &options);
    if let Ok(read) = &once {
        super::texts::complaints(&read.diagnostics, &Sources::new());
    }
    let again = dabiao_data::read(policy.schema(), &inputs, &options);
    assert_eq!(once.ok(), again.ok());
}

fn policy() -> &'static Policy {
    static POLICY: OnceLock<Policy> = OnceLock::new();
    POLICY.get_or_init(|| {
        let mut sources = Sources::new();
        sources.add(SourceFile::new("plan.dabiao", PLAN));
        let policy = Policy::compile(&sources).expect("a small plan");
        assert!(policy.is_valid(), "{:?}", policy.diagnostics());
        policy
    })
}
