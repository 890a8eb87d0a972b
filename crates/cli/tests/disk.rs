//! A disk that is really full, and one that is really read-only: a clear message, and what was there before is there still.
//!
//! The disk is one in memory, mounted for one run alone. Where this user may mount nothing the tests say so and pass.
#![cfg(target_os = "linux")]
#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a run that cannot be made fails its test, and why one is passed over is told"
)]

mod command;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use command::Folder;
use command::plans::SHARES;

const FIGURES: &str =
    "metric,entity,period,value\nSME share,临夏县,2025Q1,81\nSME share,永靖县,2025Q1,79x\n";

/// The commands that write a file, all but its name; the file; whether one is there already.
const WRITING: [(&str, &str, bool); 7] = [
    (REPORT, "report.html", true),
    (REPORT, "report.md", true),
    (REPORT, "report.xlsx", true),
    ("template plan.dabiao -o", "form.xlsx", false),
    (
        "seal plan.dabiao --data figures.csv --as-of 2025-04-30 -o",
        "seal.json",
        false,
    ),
    (
        "check plan.dabiao --data figures.csv --comments",
        "copy.xlsx",
        false,
    ),
    (
        "check plan.dabiao --data figures.csv --force --comments",
        "copy.xlsx",
        true,
    ),
];

const REPORT: &str = "report plan.dabiao --data figures.csv --as-of 2025-04-30 -o";

/// Commands that write into a history.
const KEEPING: [&str; 2] = [
    "submit disk/kept.db --data figures.csv --by y --at 2025-04-09",
    "assess disk/kept.db plan.dabiao --as-of 2025-04-30 --by y --at 2025-05-01",
];

/// Makes the disk full, and read-only.
const FULL: &str = "head -c 10000000 /dev/zero > disk/filler 2> filled";
const READ_ONLY: &str = "mount -o remount,ro disk";

/// Runs a script with a small disk mounted in the folder `disk`, which nothing else sees.
fn on_a_disk(folder: &Folder, script: &str) -> Output {
    let script =
        format!("mkdir -p disk && mount -t tmpfs -o size=256k none disk || exit 99\n{script}");
    Command::new("unshare")
        .args(["--mount", "--map-root-user", "sh", "-c", &script])
        .arg(env!("CARGO_BIN_EXE_dabiao"))
        .current_dir(folder.path())
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn can_mount(folder: &Folder) -> bool {
    let is_there = Command::new("unshare").arg("--version").output().is_ok();
    let can = is_there && on_a_disk(folder, "").status.success();
    if !can {
        eprintln!("!!! SKIPPED: this user may mount no disk !!!");
    }
    can
}

/// The files of a folder with their bytes.
fn files(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(path).unwrap().map(|entry| {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, std::fs::read(path).unwrap())
    });
    entries.collect()
}

/// Runs a command on a disk that was made ready and then spoilt; what it said. It cannot do what it was asked, and the disk is
/// afterwards as it was before.
fn refused(folder: &Folder, ready: &str, spoilt: &str, command: &str) -> String {
    for old in ["before", "after"] {
        let _ = std::fs::remove_dir_all(folder.path().join(old));
    }
    let script = format!(
        "{ready}\n{spoilt}\ncp -a disk before\n\"$0\" {command}\ncode=$?\ncp -a disk after\nexit $code"
    );
    let run = on_a_disk(folder, &script);
    let said = String::from_utf8(run.stderr).unwrap();
    assert_eq!(run.status.code(), Some(2), "{command}: {said}");
    let [before, after] = ["before", "after"].map(|it| files(&folder.path().join(it)));
    assert!(
        before == after,
        "{command}: {:?} {:?}",
        before.keys(),
        after.keys()
    );
    said
}

fn folder(name: &str) -> Folder {
    Folder::new(name)
        .with("plan.dabiao", SHARES)
        .with("figures.csv", FIGURES)
}

#[test]
fn a_file_that_finds_no_room_leaves_the_old_one() {
    let folder = folder("disk-full");
    if !can_mount(&folder) {
        return;
    }
    for (command, file, is_there) in WRITING {
        let ready = if is_there {
            format!("echo old > disk/{file}")
        } else {
            String::new()
        };
        let said = refused(&folder, &ready, FULL, &format!("{command} disk/{file}"));
        let expected = format!("disk/{file} cannot be written: the disk is full");
        assert!(said.contains(&expected), "{said}");
        let said = refused(
            &folder,
            &ready,
            READ_ONLY,
            &format!("--lang zh {command} disk/{file}"),
        );
        let expected = format!("无法写入 disk/{file}：");
        assert!(said.contains(&expected), "{said}");
    }
}

#[test]
fn a_history_that_finds_no_room_stays_as_it_was() {
    let folder = folder("disk-history");
    if !can_mount(&folder) {
        return;
    }
    let ready = "\"$0\" submit disk/kept.db --data figures.csv --by x --at 2025-04-08 > said";
    for command in KEEPING {
        let said = refused(&folder, ready, FULL, command);
        assert!(said.contains("full"), "{said}");
        let said = refused(&folder, ready, READ_ONLY, command);
        assert!(said.contains("may not be written to"), "{said}");
    }
    // One that there is no room to begin is begun when there is; one that can only be looked at can be looked at.
    let begin = KEEPING[0];
    let script = format!("{FULL}\n\"$0\" {begin} && exit 1\nrm disk/filler\n\"$0\" {begin}");
    let run = on_a_disk(&folder, &script);
    let said = String::from_utf8(run.stderr).unwrap();
    assert!(run.status.success() && said.contains("full"), "{said}");
    let script = format!("{ready}\n{READ_ONLY}\n\"$0\" history disk/kept.db");
    let run = on_a_disk(&folder, &script);
    let shown = String::from_utf8(run.stdout).unwrap();
    assert!(
        run.status.success() && shown.contains("2025-04-08"),
        "{shown}"
    );
}
