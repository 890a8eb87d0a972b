//! What holds of any bytes whatever: nothing panics, and what comes out is whole. One function a target of the fuzzer,
//! which finds the bytes; `tests/fuzzed.rs` goes once more through those that it found.

mod analyses;
mod data;
mod seeds;
mod texts;
mod whole;

pub use seeds::seeds;

/// A target: its name, and what it does with the bytes.
pub type Target = (&'static str, fn(&[u8]));

/// Every target, by the name of its file in `fuzz/fuzz_targets`.
pub const TARGETS: [Target; 7] = [
    ("parse", texts::parse),
    ("format", texts::format),
    ("compile", texts::compile),
    ("evaluate", whole::evaluate),
    ("analyses", analyses::analyses),
    ("csv", data::csv),
    ("json", data::json),
];

/// Does what the target of this name does.
pub fn run(name: &str, bytes: &[u8]) {
    let target = TARGETS.iter().find(|(own, _)| *own == name);
    target.expect("a target of this name").1(bytes);
}
