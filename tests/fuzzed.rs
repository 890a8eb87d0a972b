//! What the fuzzer begins with and what it once found, gone through without it.
#![allow(
    clippy::unwrap_used,
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
