//! The layers of the architecture: who may know whom, and what stays outside, read from the manifests and the sources.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says that something is wrong by a panic"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Each crate with those it is told of in the layer table; it may use these and what they may use.
const KNOWS: &[(&str, &[&str])] = &[
    ("dabiao-model", &[]),
    ("dabiao-diagnostics", &["dabiao-model"]),
    ("dabiao-calendar", &["dabiao-model"]),
    ("dabiao-grammar", &[]),
    (
        "dabiao-syntax",
        &["dabiao-grammar", "dabiao-diagnostics", "dabiao-model"],
    ),
    // Findings of an evaluation are diagnostics; a program still runs without a parser.
    (
        "dabiao-eval",
        &["dabiao-model", "dabiao-calendar", "dabiao-diagnostics"],
    ),
    ("dabiao-compile", &["dabiao-syntax", "dabiao-eval"]),
    ("dabiao-analysis", &["dabiao-compile"]),
    ("dabiao-core", &["dabiao-analysis"]),
    ("dabiao-data", &["dabiao-core"]),
    ("dabiao-report", &["dabiao-core"]),
    ("dabiao-forms", &["dabiao-core", "dabiao-data"]),
    (
        "dabiao-history",
        &["dabiao-core", "dabiao-data", "dabiao-report"],
    ),
    (
        "dabiao-cli",
        &[
            "dabiao-core",
            "dabiao-data",
            "dabiao-report",
            "dabiao-forms",
            "dabiao-history",
        ],
    ),
];

/// Below the edges: nothing here reads a file, the environment or a clock.
const PURE: &[&str] = &[
    "model",
    "diagnostics",
    "calendar",
    "syntax",
    "eval",
    "compile",
    "analysis",
    "core",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

/// What cargo knows of the packages for this machine: it has not fetched what only others need.
fn metadata() -> Value {
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args(["metadata", "--format-version", "1", "--offline"])
        .args(["--filter-platform", &host()])
        .arg("--manifest-path")
        .arg(root().join("Cargo.toml"));
    let output = cargo.output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The platform this is, as `rustc -vV` names it.
fn host() -> String {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("-vV").output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    host.unwrap().to_owned()
}

/// The crates of the workspace, each with its dependencies that are no development tools.
fn dependencies(metadata: &Value) -> BTreeMap<String, BTreeSet<String>> {
    let members: BTreeSet<&str> = metadata["workspace_members"]
        .as_array()
        .unwrap()
        .iter()
        .map(|id| id.as_str().unwrap())
        .collect();
    let packages = metadata["packages"].as_array().unwrap().iter();
    let packages = packages.filter(|package| members.contains(package["id"].as_str().unwrap()));
    packages
        .map(|package| {
            let all = package["dependencies"].as_array().unwrap().iter();
            let normal = all.filter(|dependency| dependency["kind"].is_null());
            let names = normal
                .map(|dependency| dependency["name"].as_str().unwrap().to_owned())
                .collect();
            (package["name"].as_str().unwrap().to_owned(), names)
        })
        .collect()
}

/// What a crate may use.
fn allowed(name: &str) -> BTreeSet<&'static str> {
    let told = KNOWS
        .iter()
        .find(|(known, _)| *known == name)
        .map_or(&[][..], |(_, told)| *told);
    told.iter()
        .flat_map(|told| allowed(told).into_iter().chain([*told]))
        .collect()
}

#[test]
fn a_crate_uses_only_those_above_it() {
    let graph = dependencies(&metadata());
    for (name, _) in KNOWS {
        let used = graph
            .get(*name)
            .or_else(|| graph.get(name.trim_start_matches("dabiao-")));
        let used = used.or_else(|| {
            (*name == "dabiao-cli")
                .then(|| graph.get("dabiao"))
                .flatten()
        });
        let used = used.unwrap_or_else(|| panic!("{name} is no member"));
        let ours = used.iter().filter(|used| used.starts_with("dabiao"));
        let wrong: Vec<_> = ours
            .filter(|used| !allowed(name).contains(used.as_str()))
            .collect();
        assert!(wrong.is_empty(), "{name} must not use {wrong:?}");
    }
}

#[test]
fn a_program_runs_without_a_parser() {
    let graph = dependencies(&metadata());
    let (mut todo, mut reached) = (vec!["dabiao-eval".to_owned()], BTreeSet::new());
    while let Some(name) = todo.pop() {
        todo.extend(
            graph
                .get(&name)
                .into_iter()
                .flatten()
                .filter(|used| !reached.contains(*used))
                .cloned(),
        );
        reached.insert(name);
    }
    for parser in [
        "dabiao-grammar",
        "dabiao-syntax",
        "dabiao-compile",
        "pest",
        "pest_derive",
    ] {
        assert!(!reached.contains(parser), "dabiao-eval reaches {parser}");
    }
}

#[test]
fn pest_stays_with_the_grammar_and_the_syntax() {
    for (name, used) in dependencies(&metadata()) {
        let pest = used.iter().any(|used| used.starts_with("pest"));
        assert!(
            !pest || ["dabiao-grammar", "dabiao-syntax"].contains(&name.as_str()),
            "{name} uses pest"
        );
    }
    for path in sources("syntax") {
        let text = code(&path);
        let public = text
            .lines()
            .filter(|line| line.trim_start().starts_with("pub ") || line.contains("pub use"));
        assert!(
            !public.into_iter().any(|line| line.contains("pest::")),
            "{}: a pest type is public",
            path.display()
        );
    }
}

/// The reader of Parquet switches the clock of chrono on; nothing below the edges names what asks it.
#[test]
fn dates_come_without_a_clock() {
    for name in PURE.iter().chain(&["data"]) {
        for path in sources(name) {
            let text = code(&path);
            for word in ["Utc", "Local"] {
                assert!(!has_word(&text, word), "{}: {word}", path.display());
            }
        }
    }
}

/// The Rust files of a crate.
fn sources(name: &str) -> Vec<PathBuf> {
    fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    collect(&root().join("crates").join(name).join("src"), &mut found);
    assert!(!found.is_empty(), "{name} has no sources");
    found.sort();
    found
}

/// A file's code: without comments, and up to its test module.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let text = text.split("#[cfg(test)]").next().unwrap();
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// Whether a word stands in a text as a whole word.
fn has_word(text: &str, word: &str) -> bool {
    let paths = text.split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':');
    let within = |path: &str| {
        path.strip_prefix(word)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    };
    let grouped = word.strip_prefix("std::").is_some_and(|module| {
        let groups = text
            .split("use std::{")
            .skip(1)
            .filter_map(|rest| rest.split('}').next());
        groups
            .flat_map(|group| group.split(','))
            .any(|used| used.trim() == module)
    });
    grouped
        || paths
            .into_iter()
            .any(|path| within(path) || path.ends_with(&format!("::{word}")))
}

#[test]
fn words_are_found_as_they_are_written() {
    for text in [
        "std::fs::read(x)",
        "use std::{env, fs};",
        "let fs: std::fs::File",
    ] {
        assert!(has_word(text, "std::fs"), "{text}");
    }
    assert!(has_word("SystemTime::now()", "SystemTime") && has_word("x as f64;", "f64"));
    assert!(!has_word("std::fstab", "std::fs") && !has_word("xf64", "f64"));
}

#[test]
fn nothing_below_the_edges_reads_the_world() {
    let world = [
        "std::fs",
        "std::env",
        "std::net",
        "std::process",
        "std::io",
        "std::time",
        "SystemTime",
        "Instant",
    ];
    for name in PURE {
        for path in sources(name) {
            let text = code(&path);
            for word in world {
                assert!(!has_word(&text, word), "{}: {word}", path.display());
            }
        }
    }
}

#[test]
fn no_float_takes_part_in_a_verdict() {
    // Workbooks and Parquet keep numbers as floats: here, and nowhere else, they become the digits that are seen.
    let at_the_edge = ["data/src/workbook/shown.rs", "data/src/parquet/written.rs"];
    for name in PURE.iter().chain(&["data"]) {
        for path in sources(name)
            .into_iter()
            .filter(|it| !at_the_edge.iter().any(|edge| it.ends_with(edge)))
        {
            for word in ["f32", "f64", "as_f64", "to_f64"] {
                assert!(!has_word(&code(&path), word), "{}: {word}", path.display());
            }
        }
    }
}

#[test]
fn every_member_inherits_the_lints() {
    for package in metadata()["packages"].as_array().unwrap() {
        let Some(path) = package["manifest_path"]
            .as_str()
            .filter(|_| package["source"].is_null())
        else {
            continue;
        };
        let manifest = fs::read_to_string(path).unwrap();
        assert!(
            manifest.contains("[lints]\nworkspace = true"),
            "{path} has lints of its own"
        );
    }
}

/// A file of more than eight hundred lines is several.
#[test]
fn no_file_is_too_long() {
    for (name, _) in KNOWS.iter().filter(|(name, _)| *name != "dabiao-grammar") {
        for path in sources(name.trim_start_matches("dabiao-")) {
            let lines = fs::read_to_string(&path).unwrap().lines().count();
            assert!(lines <= 800, "{} has {lines} lines", path.display());
        }
    }
}
