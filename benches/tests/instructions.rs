//! How many instructions fixed runs take, counted by callgrind and kept in `results/instructions.txt`, so that a change moves
//! them visibly.
//!
//! Time says nothing on a busy machine; instructions are nearly the same on any day. Nearly: where the allocator finds room
//! and where a table of hashes begins differ from run to run, the C library picks its copies by the processor, and how the
//! compiler lays out a loop may change with code that stands elsewhere (by 7 in a hundred once). So a count is told of from
//! [`TOLD`] in a hundred on, and fails where it grew by more than [`REFUSED`].
//!
//! Counts are of the optimised program and of one compiler; with another, or without valgrind, nothing is compared, and that
//! is said loudly. To compare, and to write the file anew after a change that was meant:
//!
//! ```text
//! cargo test --release -p dabiao-benches --test instructions
//! DABIAO_RENEW=1 cargo test --release -p dabiao-benches --test instructions
//! ```
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a test that is a program of its own says what it did, and asks whether to renew its file"
)]

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, ExitCode};

use dabiao_benches::fixed::{ALL, Fixed};

/// By how many per cent a count may differ before it is told of.
const TOLD: u64 = 2;

/// By how many per cent a count may grow.
const REFUSED: u64 = 10;

/// How many rounds are counted: the difference between one and so many more leaves out what is done once.
const ROUNDS: usize = 4;

fn main() -> ExitCode {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("results/instructions.txt");
    let renews = std::env::var_os("DABIAO_RENEW").is_some();
    let known = std::fs::read_to_string(&file).unwrap_or_default();
    let compiler = compiler();
    if let Some(why) = why_not(&known, &compiler, renews) {
        eprintln!("\n!!! SKIPPED: no instructions were counted: {why} !!!\n");
        return ExitCode::SUCCESS;
    }
    match counted(&compiler) {
        Ok(counts) if renews => {
            print!("{counts}");
            match std::fs::write(&file, counts) {
                Ok(()) => ExitCode::SUCCESS,
                Err(error) => failed(&error.to_string()),
            }
        }
        Ok(counts) => compared(&known, &counts),
        Err(why) => failed(&why),
    }
}

fn failed(why: &str) -> ExitCode {
    eprintln!("{why}");
    ExitCode::FAILURE
}

fn compiler() -> String {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("--version").output();
    output.map_or_else(
        |_| String::new(),
        |output| String::from_utf8_lossy(&output.stdout).trim().to_owned(),
    )
}

/// Why nothing can be compared here, if it cannot.
fn why_not(known: &str, compiler: &str, renews: bool) -> Option<String> {
    if cfg!(debug_assertions) {
        return Some(
            "this is not the optimised program; run cargo test --release -p dabiao-benches --test instructions"
                .to_owned(),
        );
    }
    let valgrind = Command::new("valgrind").arg("--version").output();
    if !valgrind.is_ok_and(|output| output.status.success()) {
        return Some("valgrind is not installed".to_owned());
    }
    if !is_the_processor() {
        return Some("they are kept for x86-64 with AVX2, which this processor is not".to_owned());
    }
    let kept = known.lines().next().unwrap_or_default();
    (!renews && kept != compiler)
        .then(|| format!("they are kept for {kept:?}, and this is {compiler:?}"))
}

fn is_the_processor() -> bool {
    #[cfg(target_arch = "x86_64")]
    return is_x86_feature_detected!("avx2");
    #[cfg(not(target_arch = "x86_64"))]
    false
}

/// The compiler, then a line a run.
fn counted(compiler: &str) -> Result<String, String> {
    let mut text = format!("{compiler}\n");
    for (place, run) in ALL.iter().enumerate() {
        let (once, often) = (count(place, 1)?, count(place, ROUNDS.saturating_add(1))?);
        let rounds = u64::try_from(ROUNDS).map_err(|error| error.to_string())?;
        let units = run.units.saturating_mul(rounds).max(1);
        let each = often.saturating_sub(once).checked_div(units).unwrap_or(0);
        // INVARIANT: writing into a String cannot fail.
        let _ = writeln!(text, "{}: {each} a {}", run.name, run.unit);
    }
    Ok(text)
}

/// The instructions of one process that does so many rounds of a run.
fn count(place: usize, rounds: usize) -> Result<u64, String> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(env!("CARGO_BIN_EXE_dabiao-benches"))
        .args(["--fixed", &place.to_string()])
        .args(["--rounds", &rounds.to_string()])
        .output()
        .map_err(|error| error.to_string())?;
    let said = String::from_utf8_lossy(&output.stderr);
    let line = said.lines().find_map(|line| line.split_once("Collected :"));
    let collected = line.and_then(|(_, count)| count.trim().parse().ok());
    let collected = collected.filter(|_| output.status.success());
    collected.ok_or_else(|| format!("valgrind does not count run {place}:\n{said}"))
}

/// Tells how each count stands beside the one that is kept, and fails if one is not kept or grew by too much.
fn compared(known: &str, counts: &str) -> ExitCode {
    let mut refused = false;
    for run in &ALL {
        let (kept, found) = (count_of(known, run), count_of(counts, run));
        let word = standing(kept, found);
        refused |= matches!(word, "GREW" | "NOT KEPT");
        let shown = |count: Option<u64>| count.map_or_else(|| "?".to_owned(), |it| it.to_string());
        let (kept, found) = (shown(kept), shown(found));
        println!("{}: {found} a {}, kept {kept}: {word}", run.name, run.unit);
    }
    if refused {
        return failed(&format!(
            "instructions grew by more than {REFUSED} in a hundred; if that was meant, renew them with DABIAO_RENEW=1"
        ));
    }
    ExitCode::SUCCESS
}

fn standing(kept: Option<u64>, found: Option<u64>) -> &'static str {
    let Some((kept, found)) = kept.zip(found) else {
        return "NOT KEPT";
    };
    let beyond =
        |percent: u64| found.abs_diff(kept).saturating_mul(100) > kept.saturating_mul(percent);
    match found > kept {
        true if beyond(REFUSED) => "GREW",
        true if beyond(TOLD) => "more than kept",
        false if beyond(TOLD) => "less than kept",
        _ => "as kept",
    }
}

fn count_of(text: &str, run: &Fixed) -> Option<u64> {
    let rest = text.lines().find_map(|line| line.strip_prefix(run.name))?;
    rest.strip_prefix(": ")?.split(' ').next()?.parse().ok()
}
