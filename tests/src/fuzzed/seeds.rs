//! What the fuzzer begins with: the policies and data of the suite and of the examples.

use std::fs;
use std::path::{Path, PathBuf};

use super::analyses::OTHER;
use super::whole::FILE;
use super::{Target, data};

/// What a target begins with, in the order of the files.
pub fn seeds(target: &Target) -> Vec<Vec<u8>> {
    let files = files();
    let of = |extension: &'static str| {
        let named = move |it: &&PathBuf| it.extension().is_some_and(|own| own == extension);
        files
            .iter()
            .filter(named)
            .filter_map(|path| fs::read(path).ok())
    };
    match target.0 {
        "evaluate" => files.iter().filter_map(|path| whole(path)).collect(),
        "csv" => of("csv").flat_map(named).collect(),
        "json" => of("json").collect(),
        "analyses" => beside_the_next(&of("dabiao").collect::<Vec<_>>()),
        _ => of("dabiao").collect(),
    }
}

/// A table under every name it may have.
fn named(table: Vec<u8>) -> impl Iterator<Item = Vec<u8>> {
    let choices = 0..u8::try_from(data::NAMES.len()).unwrap_or(0);
    choices.map(move |choice| [&[choice], table.as_slice()].concat())
}

/// Each policy, beside the one after it.
fn beside_the_next(policies: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let pairs = policies.windows(2);
    let parted = format!("\n{OTHER}\n");
    pairs.map(|pair| pair.join(parted.as_bytes())).collect()
}

/// A policy of the suite with the data beside it.
fn whole(path: &Path) -> Option<Vec<u8>> {
    let is_policy = path.extension().is_some_and(|it| it == "dabiao");
    let mut text = fs::read_to_string(path).ok().filter(|_| is_policy)?;
    let figures = path.with_extension("csv");
    let beside = std::iter::once(("figures.csv".to_owned(), figures));
    let folder = entries(&path.with_extension(""));
    let folder = folder.into_iter().filter_map(|path| {
        let name = path.file_name()?.to_str()?.to_owned();
        Some((name, path))
    });
    for (name, path) in beside.chain(folder) {
        if let Ok(table) = fs::read_to_string(path) {
            text.push_str(&format!("\n{FILE}{name}\n{table}"));
        }
    }
    Some(text.into_bytes())
}

fn files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = vec![root.join("suite"), root.join("../crates/data/tests/data")];
    while let Some(folder) = folders.pop() {
        for path in entries(&folder) {
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths
}
