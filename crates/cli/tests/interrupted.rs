//! A run that is interrupted at any moment leaves no half-written file and no temporary one.
#![cfg(unix)]
#![expect(
    clippy::arithmetic_side_effects,
    clippy::disallowed_methods,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a run that cannot be made fails its test, and moments are taken from a clock"
)]

mod command;

use std::io::Read as _;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use command::plans::{CONTRACTS, contracts};
use command::{Folder, judging};

/// At how many moments each command is interrupted.
const MOMENTS: u32 = 20;

fn begin(folder: &Folder, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_dabiao"))
        .args(arguments)
        .current_dir(folder.path())
        .env_clear()
        .env("LC_ALL", "zh_CN.UTF-8")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Runs a command and sends it a signal after a while; how it ended, and what it said.
fn interrupted(
    folder: &Folder,
    arguments: &[&str],
    signal: &str,
    after: Duration,
) -> (ExitStatus, String) {
    let mut child = begin(folder, arguments);
    std::thread::sleep(after);
    let sent = Command::new("kill")
        .args([signal, &child.id().to_string()])
        .stderr(Stdio::null())
        .status();
    sent.unwrap();
    let mut said = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut said)
        .unwrap();
    (child.wait().unwrap(), said)
}

/// Interrupts a command that writes `written` at many moments of its run, more of them towards its end.
fn at_many_moments(name: &str, arguments: &[&str], written: &str, old: Option<&str>) {
    let folder = Folder::new(name)
        .with("plan.dabiao", CONTRACTS)
        .with("data/contract.csv", contracts(15_000));
    let restore = || {
        let path = folder.path().join(written);
        match old {
            Some(old) => std::fs::write(path, old).unwrap(),
            None => drop(std::fs::remove_file(path)),
        }
    };
    restore();
    let names = folder.names();
    let begun = Instant::now();
    let whole = begin(&folder, arguments).wait_with_output().unwrap();
    let took = begun.elapsed();
    assert!(
        whole.status.success(),
        "{}",
        String::from_utf8_lossy(&whole.stderr)
    );
    let new = std::fs::read(folder.path().join(written)).unwrap();
    let mut stopped = 0;
    for moment in 0..MOMENTS {
        restore();
        // 0 to 1, half of them in the last quarter.
        let share = f64::from(moment + 1) / f64::from(MOMENTS);
        let share = if moment % 2 == 0 {
            share
        } else {
            1.0 - share / 4.0
        };
        let signal = if moment % 3 == 0 { "-TERM" } else { "-INT" };
        let (status, said) = interrupted(&folder, arguments, signal, took.mul_f64(share));
        let left = std::fs::read(folder.path().join(written)).ok();
        let is_old = left.as_deref() == old.map(str::as_bytes);
        assert!(
            is_old || left.as_ref() == Some(&new),
            "{name} at {share}: half a file"
        );
        let mut expected = names.clone();
        expected.retain(|it| it != written);
        let mut found = folder.names();
        found.retain(|it| it != written);
        assert_eq!(found, expected, "{name} at {share}");
        match status.code() {
            Some(0) => assert!(!is_old, "{name} at {share}"),
            Some(130) => {
                stopped += 1;
                assert!(
                    said.ends_with("错误：已中断，没有留下写了一半的文件\n"),
                    "{name} at {share}: {said}"
                );
            }
            // Before the first line of the program, the system ends it.
            None => assert!(is_old),
            Some(other) => panic!("{name} at {share}: {other} {said}"),
        }
    }
    assert!(stopped > 0, "{name}: none of {MOMENTS}");
}

#[test]
fn a_report_is_whole_or_the_old_one() {
    let asked = judging("report", ["plan.dabiao", "data", "2025-04-30"]);
    let arguments = [&asked[..], &["-o", "report.html"]].concat();
    at_many_moments(
        "interrupted-report",
        &arguments,
        "report.html",
        Some("<p>the old one</p>"),
    );
}

#[test]
fn a_seal_is_whole_or_not_there() {
    let asked = judging("seal", ["plan.dabiao", "data", "2025-04-30"]);
    let arguments = [&asked[..], &["-o", "seal.json"]].concat();
    at_many_moments("interrupted-seal", &arguments, "seal.json", None);
}

#[test]
fn a_history_has_all_of_a_submission_or_nothing() {
    let folder = Folder::new("interrupted-history")
        .with("plan.dabiao", CONTRACTS)
        .with("data/contract.csv", contracts(15_000));
    let submit = [
        "submit",
        "kept.db",
        "--data",
        "data",
        "--by",
        "x",
        "--at",
        "2025-04-01",
    ];
    let begun = Instant::now();
    assert!(begin(&folder, &submit).wait().unwrap().success());
    let took = begun.elapsed();
    let mut kept = 1;
    for moment in 1..=MOMENTS {
        let after = took.mul_f64(f64::from(moment) / f64::from(MOMENTS));
        let (status, said) = interrupted(&folder, &submit, "-INT", after);
        let listed = folder.dabiao(&["history", "kept.db", "--format", "json"]);
        assert_eq!(listed.code, 0, "{listed}");
        let now = listed.stdout.matches("\"who\"").count();
        let is_there = match status.code() {
            Some(0) => vec![kept + 1],
            Some(130) => vec![kept, kept + 1],
            None => vec![kept],
            Some(other) => panic!("{other} {said}"),
        };
        assert!(is_there.contains(&now), "{now} of {kept}: {listed}");
        kept = now;
    }
}
