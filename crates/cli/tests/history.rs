//! `dabiao submit`, `assess`, `history`, `replay`: what is kept, and that nothing of it is lost.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a test says that something is wrong by a panic, and kills by the clock"
)]

mod command;

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use command::plans::SHARE_A_QUARTER;
use command::{Folder, judging};

fn folder(name: &str) -> Folder {
    Folder::new(name)
        .with("plan.dabiao", SHARE_A_QUARTER)
        .with(
            "linxia.csv",
            "metric,entity,period,value\nshare,Linxia,2025Q1,80%\n",
        )
        .with(
            "yongjing.csv",
            "metric,entity,period,value\nshare,Yongjing,2025Q1,81%\n",
        )
        .with(
            "yongjing-mended.csv",
            "metric,entity,period,value\nshare,Yongjing,2025Q1,79.99%\n",
        )
}

fn submit(folder: &Folder, file: &str, by: &str, more: &[&str]) -> String {
    let mut arguments = vec!["submit", "p.history", "--data", file, "--by", by];
    arguments.extend(["--at", "2025-04-08"]);
    arguments.extend(more);
    let run = folder.dabiao(&arguments);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
    run.stdout
}

fn assess(folder: &Folder) -> String {
    let run = folder.dabiao(&[
        "assess",
        "p.history",
        "plan.dabiao",
        "--as-of",
        "2025-04-30",
        "--by",
        "prefecture",
        "--at",
        "2025-04-30T17:00:00+08:00",
    ]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
    run.stdout
}

#[test]
fn a_year_of_an_office() {
    let folder = folder("history");
    let mut said = submit(&folder, "linxia.csv", "Linxia", &[]);
    said += &submit(&folder, "yongjing.csv", "Yongjing", &[]);
    said += &assess(&folder);
    let why = [
        "--corrects",
        "2",
        "--because",
        "a contract was counted twice",
    ];
    said += &submit(&folder, "yongjing-mended.csv", "Yongjing", &why);
    said += &assess(&folder);
    for arguments in [
        &["history", "p.history"][..],
        &[
            "history",
            "p.history",
            "--target",
            "1",
            "--entity",
            "Yongjing",
        ],
        &["replay", "p.history", "1"],
        &["history", "p.history", "--lang", "zh"],
        &["replay", "p.history", "2", "--lang", "zh"],
    ] {
        let run = folder.dabiao(arguments);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
        write!(said, "\n$ dabiao {}\n{}", arguments.join(" "), run.stdout).unwrap();
    }
    insta::assert_snapshot!(said);
}

#[test]
fn a_replay_is_what_evaluate_printed() {
    let folder = folder("history-replay");
    submit(&folder, "linxia.csv", "Linxia", &[]);
    assess(&folder);
    let replayed = folder.dabiao(&["replay", "p.history", "1", "--format", "json"]);
    let evaluate = judging("evaluate", ["plan.dabiao", "linxia.csv", "2025-04-30"]);
    let evaluated = folder.dabiao(&[&evaluate[..], &["--format", "json"]].concat());
    assert_eq!((replayed.code, &replayed.stdout), (0, &evaluated.stdout));
}

#[test]
fn what_cannot_be_is_said_and_leaves_the_history_as_it_was() {
    let folder = folder("history-wrong");
    let run = folder.dabiao(&["history", "p.history"]);
    assert!(
        run.code == 2 && run.stderr.contains("there is no history"),
        "{run}"
    );
    submit(&folder, "linxia.csv", "Linxia", &[]);
    let before = std::fs::read(folder.path().join("p.history")).unwrap();
    for (arguments, said) in [
        (&["submit", "p.history", "--data", "linxia.csv"][..], "--by"),
        (
            &["submit", "p.history", "--data", "none.csv", "--by", "x"],
            "none.csv cannot be read",
        ),
        (&["submit", "p.history", "--by", "x"], "--data figures.csv"),
        (
            &[
                "submit",
                "p.history",
                "--data",
                "linxia.csv",
                "--by",
                "x",
                "--corrects",
                "7",
                "--because",
                "y",
            ],
            "there is no submission 7",
        ),
        (
            &[
                "submit",
                "p.history",
                "--data",
                "linxia.csv",
                "--by",
                "x",
                "--corrects",
                "1",
            ],
            "--because",
        ),
        (
            &[
                "submit",
                "p.history",
                "--data",
                "linxia.csv",
                "--by",
                "x",
                "--at",
                "noon",
            ],
            "is no time",
        ),
        (
            &["submit", "plan.dabiao", "--data", "linxia.csv", "--by", "x"],
            "not written by dabiao",
        ),
        (
            &[
                "submit",
                "no/p.history",
                "--data",
                "linxia.csv",
                "--by",
                "x",
            ],
            "cannot be opened",
        ),
        (&["replay", "p.history", "1"], "there is no assessment 1"),
        (
            &["history", "p.history", "--import", "linxia.csv"],
            "has entries",
        ),
        (
            &["history", "new.history", "--import", "linxia.csv"],
            "line 1",
        ),
    ] {
        let run = folder.dabiao(arguments);
        assert!(run.code == 2 && run.stderr.contains(said), "{run}");
        assert_eq!(
            std::fs::read(folder.path().join("p.history")).unwrap(),
            before
        );
        assert_eq!(
            std::fs::read_to_string(folder.path().join("plan.dabiao")).unwrap(),
            SHARE_A_QUARTER
        );
    }
}

#[test]
fn an_export_is_imported_and_exported_the_same() {
    let folder = folder("history-export");
    submit(&folder, "linxia.csv", "Linxia", &[]);
    assess(&folder);
    for (history, arguments) in [
        ("p.history", ["--export", "one.jsonl"]),
        ("q.history", ["--import", "one.jsonl"]),
        ("q.history", ["--export", "two.jsonl"]),
    ] {
        let run = folder.dabiao(&["history", history, arguments[0], arguments[1]]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
    }
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!(read("one.jsonl"), read("two.jsonl"));
    let again = folder.dabiao(&["history", "p.history", "--export", "one.jsonl"]);
    assert!(
        again.code == 2 && again.stderr.contains("already"),
        "{again}"
    );
}

fn submitting(folder: &Folder, number: usize) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dabiao"));
    let by = format!("office {number}");
    command.current_dir(folder.path());
    command.args([
        "submit",
        "p.history",
        "--data",
        "linxia.csv",
        "yongjing.csv",
        "--by",
        &by,
    ]);
    command.stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

/// Three hundred processes, each killed a little later than the one before, from its first moment to past its end.
#[test]
fn what_was_told_to_be_kept_outlives_any_kill_and_halves_are_never_kept() {
    let folder = folder("history-kill");
    let begun = Instant::now();
    assert!(submitting(&folder, 300).status().unwrap().success());
    let whole = begun.elapsed();
    let mut told = Vec::new();
    for number in 0..300_u32 {
        let index = usize::try_from(number).unwrap();
        let mut child = submitting(&folder, index).spawn().unwrap();
        std::thread::sleep(whole * (number % 75) / 50);
        let _ = child.kill();
        let output = child.wait_with_output().unwrap();
        if String::from_utf8_lossy(&output.stdout).starts_with("submission") {
            told.push(format!("office {index}"));
        }
    }
    assert!(submitting(&folder, 301).status().unwrap().success());
    let run = folder.dabiao(&["history", "p.history", "--format", "json"]);
    assert_eq!(run.code, 0, "{run}");
    let document: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let entries = document["entries"].as_array().unwrap();
    let kept: Vec<&str> = entries
        .iter()
        .map(|it| it["who"].as_str().unwrap())
        .collect();
    for office in &told {
        assert_eq!(
            kept.iter().filter(|it| *it == office).count(),
            1,
            "{office}"
        );
    }
    for (index, entry) in entries.iter().enumerate() {
        assert_eq!(entry["id"], index + 1);
        assert_eq!(entry["files"].as_array().unwrap().len(), 2);
    }
    let copy = folder.dabiao(&["history", "p.history", "--export", "whole.jsonl"]);
    assert_eq!(copy.code, 0, "every content is there: {copy}");
}

/// A file may not grow past a limit, as on a full disk.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_old_state() {
    let folder = folder("history-full").with("long.csv", "x,1\n".repeat(200_000));
    submit(&folder, "linxia.csv", "Linxia", &[]);
    let before = folder.dabiao(&["history", "p.history"]).stdout;
    let script = "trap '' XFSZ; ulimit -f 200; exec \"$0\" submit p.history --data long.csv --by x";
    let output = Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_dabiao")])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("full"), "{said}");
    assert_eq!(folder.dabiao(&["history", "p.history"]).stdout, before);
    submit(&folder, "yongjing.csv", "Yongjing", &[]);
}

/// Root may write anywhere, so that a folder that nobody may write to is a test for others only.
#[cfg(unix)]
#[test]
fn a_read_only_folder_is_told_of() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder("history-read-only");
    let inner: PathBuf = folder.path().join("kept");
    std::fs::create_dir(&inner).unwrap();
    let mode =
        |mode| std::fs::set_permissions(&inner, std::fs::Permissions::from_mode(mode)).unwrap();
    mode(0o555);
    let can_write = std::fs::write(inner.join("probe"), "").is_ok();
    let run = folder.dabiao(&[
        "submit",
        "kept/p.history",
        "--data",
        "linxia.csv",
        "--by",
        "x",
    ]);
    mode(0o755);
    if can_write {
        eprintln!("!!! SKIPPED: this user may write into any folder !!!");
        return;
    }
    assert!(
        run.code == 2 && run.stderr.contains("may it be written to"),
        "{run}"
    );
}

/// Somebody else holds the file for longer than anybody waits.
#[test]
fn a_locked_history_is_told_of() {
    let folder = folder("history-locked");
    submit(&folder, "linxia.csv", "Linxia", &[]);
    let other = rusqlite::Connection::open(folder.path().join("p.history")).unwrap();
    other.busy_timeout(Duration::from_secs(1)).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let run = folder.dabiao(&["submit", "p.history", "--data", "yongjing.csv", "--by", "x"]);
    assert!(
        run.code == 2 && run.stderr.contains("another program is writing"),
        "{run}"
    );
    other.execute_batch("ROLLBACK").unwrap();
    submit(&folder, "yongjing.csv", "Yongjing", &[]);
}

#[test]
fn a_seal_is_verified_and_a_changed_one_is_not() {
    let folder = folder("seal");
    let seal = judging("seal", ["plan.dabiao", "linxia.csv", "2025-04-30"]);
    let sealing = [&seal[..], &["-o", "q1.seal"]].concat();
    let run = folder.dabiao(&sealing);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
    let twice = folder.dabiao(&sealing);
    assert!(
        twice.code == 2 && twice.stderr.contains("already"),
        "{twice}"
    );
    let whole = folder.dabiao(&["verify", "q1.seal"]);
    assert!(
        whole.code == 0 && whole.stdout.contains("made again, all as sealed"),
        "{whole}"
    );
    let text = std::fs::read_to_string(folder.path().join("q1.seal")).unwrap();
    std::fs::write(
        folder.path().join("changed.seal"),
        text.replace("2025Q1,80%", "2025Q1,79.99%"),
    )
    .unwrap();
    let changed = folder.dabiao(&["verify", "changed.seal"]);
    assert_eq!(changed.code, 1, "{changed}");
    insta::assert_snapshot!(changed.stdout);
    let none = folder.dabiao(&["verify", "plan.dabiao", "--lang", "zh"]);
    assert!(
        none.code == 2 && none.stderr.contains("这不是封存件"),
        "{none}"
    );
}

#[test]
fn a_seal_keeps_the_encoding_and_needs_data() {
    // 指标,主体,时期,数值 in GBK.
    let head = b"\xd6\xb8\xb1\xea,\xd6\xf7\xcc\xe5,\xca\xb1\xc6\xda,\xca\xfd\xd6\xb5\n";
    let table = [&head[..], b"share,Linxia,2025Q1,80%\n"].concat();
    let folder = folder("seal-encoding")
        .with("gbk/q1.csv", table)
        .with("gbk/scan.pdf", "%PDF");
    let sealing = |data: &[&str]| {
        let mut arguments = vec![
            "seal",
            "plan.dabiao",
            "--as-of",
            "2025-04-30",
            "-o",
            "q1.seal",
        ];
        arguments.extend(data);
        folder.dabiao(&arguments)
    };
    let nothing = sealing(&[]);
    assert!(
        nothing.code == 2 && nothing.stderr.contains("--data figures.csv"),
        "{nothing}"
    );
    std::fs::create_dir(folder.path().join("empty")).unwrap();
    let empty = sealing(&["--data", "empty"]);
    assert!(
        empty.code == 2 && empty.stderr.contains("there is no workbook"),
        "{empty}"
    );
    let sealed = sealing(&["--data", "gbk", "--encoding", "gb18030"]);
    assert!(
        sealed.code == 0 && sealed.stderr.contains("gbk/scan.pdf"),
        "{sealed}"
    );
    let verified = folder.dabiao(&["verify", "q1.seal"]);
    assert!(
        verified.code == 0 && verified.stdout.contains("all as sealed"),
        "{verified}"
    );
    let text = std::fs::read_to_string(folder.path().join("q1.seal")).unwrap();
    assert!(text.contains("\"encoding\": \"gb18030\"") && text.contains("\"value\": \"80\""));
    let submitted = folder.dabiao(&["submit", "p.history", "--data", "gbk", "--by", "x"]);
    assert!(
        submitted.code == 0 && submitted.stderr.contains("gbk/scan.pdf"),
        "{submitted}"
    );
}

/// A miss in both quarters leads to an interview; the first was undecided while its figure was not there, and the second
/// turns out to be none once it is corrected.
#[test]
fn escalations_are_told_from_the_assessments() {
    let plan = format!(
        "{SHARE_A_QUARTER}  lead finance bureau\nescalation 9: for all targets, per lead, each quarter\n  \
         after 1 miss remind by prefecture\n  after 2 consecutive misses interview by prefecture\n"
    )
    .replace(
        "Linxia, Yongjing: county",
        "Linxia: county\nentity prefecture, finance bureau: department",
    );
    let quarter = |period: &str, value: &str| {
        format!("metric,entity,period,value\nshare,Linxia,{period},{value}\n")
    };
    let folder = Folder::new("history-ladder")
        .with("plan.dabiao", plan)
        .with("none.csv", "metric,entity,period,value\n")
        .with("q1.csv", quarter("2025Q1", "79%"))
        .with("q2.csv", quarter("2025Q2", "78%"))
        .with("q2-mended.csv", quarter("2025Q2", "88%"));
    let assess = |as_of: &str| {
        let arguments = [
            "assess",
            "p.history",
            "plan.dabiao",
            "--by",
            "prefecture",
            "--as-of",
            as_of,
        ];
        let run = folder.dabiao(&[&arguments[..], &["--at", as_of]].concat());
        assert_eq!(run.code, 0, "{run}");
    };
    submit(&folder, "none.csv", "Linxia", &[]);
    assess("2025-04-10");
    submit(&folder, "q1.csv", "Linxia", &[]);
    assess("2025-04-30");
    submit(&folder, "q2.csv", "Linxia", &[]);
    assess("2025-07-31");
    assess("2025-08-01");
    submit(
        &folder,
        "q2-mended.csv",
        "Linxia",
        &["--corrects", "3", "--because", "x"],
    );
    assess("2025-08-31");
    let mut said = String::new();
    for more in [
        &[][..],
        &["--lang", "zh"],
        &["--entity", "Linxia"],
        &["--format", "json"],
    ] {
        let run = folder.dabiao(&[&["history", "p.history", "--escalations"], more].concat());
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
        write!(
            said,
            "$ dabiao history --escalations {}\n{}\n",
            more.join(" "),
            run.stdout
        )
        .unwrap();
    }
    insta::assert_snapshot!(said);
}
