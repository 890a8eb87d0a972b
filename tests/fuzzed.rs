//! What the fuzzer begins with and what it once found, gone through without it.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test says that something is wrong by a panic"
)]

use std::fs;
use std::path::{Path, PathBuf};

use dabiao_tests::fuzzed::{self, TARGETS};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz")
}

/// Every bug that the fuzzer found left its bytes behind.
#[test]
fn what_was_found_is_survived() {
    for (name, run) in TARGETS {
        let found = fs::read_dir(folder().join("found").join(name));
        for entry in found.into_iter().flatten() {
            run(&fs::read(entry.unwrap().path()).unwrap());
        }
    }
}

/// The seeds, each cut short once, so that half a file is among what is tried.
#[test]
fn seeds_are_survived() {
    for target in TARGETS {
        let seeds = fuzzed::seeds(&target);
        assert!(seeds.len() > 5, "{}: the suite has moved", target.0);
        for seed in seeds {
            target.1(&seed);
            target.1(seed.get(..seed.len() / 2).unwrap());
        }
    }
}

/// How many changed inputs each target is given by `cargo test`; the fuzzer goes on from there.
const CHANGED: usize = 150;

/// Seeds that are changed here and there: bytes turned, stretches taken out, put in twice or brought in from another
/// seed. The same ones each time.
#[test]
fn changed_seeds_are_survived() {
    const LONGEST: usize = 4_000;
    for target in TARGETS {
        let mut seeds = fuzzed::seeds(&target);
        seeds.retain(|seed| !seed.is_empty() && seed.len() <= LONGEST);
        let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
        for _ in 0..CHANGED {
            let mut input = chance.of(&seeds).clone();
            for _ in 0..=chance.below(4) {
                let other = chance.of(&seeds);
                change(&mut input, other, &mut chance);
            }
            target.1(&input);
        }
    }
}

fn change(input: &mut Vec<u8>, other: &[u8], chance: &mut Chance) {
    let from = chance.below(input.len() + 1);
    let to = (from + chance.below(24)).min(input.len());
    match chance.below(4) {
        0 => drop(input.drain(from..to)),
        1 => {
            let again = input[from..to].to_vec();
            input.splice(from..from, again);
        }
        2 => {
            let start = chance.below(other.len());
            let end = (start + chance.below(40)).min(other.len());
            input.splice(from..to, other[start..end].iter().copied());
        }
        _ if from < input.len() => input[from] ^= 1 << chance.below(8),
        _ => input.push(b'\n'),
    }
}

/// Numbers by Marsaglia's xorshift: the same ones each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(most.max(1)).unwrap()).unwrap()
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// Every target has its file, and no file is without a target.
#[test]
fn every_target_has_its_file() {
    let files = fs::read_dir(folder().join("fuzz_targets")).unwrap();
    let mut files: Vec<_> = files
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_owned())
        .collect();
    files.sort();
    let mut names = TARGETS.map(|(name, _)| name);
    names.sort_unstable();
    assert_eq!(files, names);
}

/// Writes the seeds for the fuzzer: `cargo test -p dabiao-tests --test fuzzed -- --ignored`.
#[test]
#[ignore = "writes fuzz/seeds"]
fn write_seeds() {
    for target in TARGETS {
        let folder = folder().join("seeds").join(target.0);
        fs::create_dir_all(&folder).unwrap();
        for (number, seed) in fuzzed::seeds(&target).into_iter().enumerate() {
            fs::write(folder.join(format!("{number:04}")), seed).unwrap();
        }
    }
}
