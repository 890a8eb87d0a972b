//! `dabiao submit` and `assess`: what no entry of a history may be, what is corrected and what is withdrawn.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test says that something is wrong by a panic"
)]

mod command;

use command::plans::SHARE_A_QUARTER;
use command::{Folder, Run};

fn folder(name: &str) -> Folder {
    Folder::new(name)
        .with("plan.dabiao", SHARE_A_QUARTER)
        .with(
            "q1.csv",
            "metric,entity,period,value\nshare,Linxia,2025Q1,80%\n",
        )
        .with(
            "q2.csv",
            "metric,entity,period,value\nshare,Linxia,2025Q2,81%\n",
        )
}

fn submit(folder: &Folder, files: &[&str], more: &[&str]) -> Run {
    let mut arguments = vec!["submit", "p.history", "--by", "Linxia"];
    if !files.is_empty() {
        arguments.push("--data");
        arguments.extend(files);
    }
    arguments.extend(more);
    folder.dabiao(&arguments)
}

fn assess(folder: &Folder, more: &[&str]) -> Run {
    let arguments = ["assess", "p.history", "plan.dabiao", "--by", "x"];
    let day = ["--as-of", "2025-07-31"];
    folder.dabiao(&[&arguments[..], &day, more].concat())
}

#[test]
fn nobody_corrects_without_a_reason_or_a_name() {
    let folder = folder("entries-reason");
    let at = ["--at", "2025-04-08"];
    assert_eq!(submit(&folder, &["q1.csv"], &at).code, 0);
    for (more, said) in [
        (&["--corrects", "1", "--because", ""][..], "says why"),
        (&["--corrects", "1", "--because", " \t "], "says why"),
        (&["--withdraws", "1", "--because", ""], "says why"),
        (&["--corrects", "1", "--because", "a\u{1b}[31mb"], "control"),
        (&["--because", "x"], "--corrects"),
    ] {
        let files = if more[0] == "--withdraws" {
            &[][..]
        } else {
            &["q2.csv"]
        };
        let run = submit(&folder, files, more);
        assert!(run.code == 2 && run.stderr.contains(said), "{run}");
        assert!(!run.stderr.contains('\u{1b}'), "{run}");
    }
    for by in ["", "  ", "Lin\nxia", "\u{1b}[31mLinxia"] {
        let run = folder.dabiao(&["submit", "p.history", "--data", "q2.csv", "--by", by]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run}");
        assert!(!run.stderr.contains('\u{1b}'), "{run}");
        let arguments = [
            "assess",
            "p.history",
            "plan.dabiao",
            "--as-of",
            "2025-07-31",
        ];
        let run = folder.dabiao(&[&arguments[..], &["--by", by]].concat());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run}");
    }
    let listed = folder.dabiao(&["history", "p.history", "--format", "json"]);
    assert_eq!(listed.stdout.matches("\"entry\"").count(), 1, "{listed}");
}

#[test]
fn an_entry_does_not_come_before_what_it_rests_on() {
    let folder = folder("entries-time");
    let first = submit(&folder, &["q1.csv"], &["--at", "2025年4月8日9时30分"]);
    assert_eq!(
        first.stdout,
        "submission 1: 1 file by Linxia, 2025-04-08T09:30:00+08:00\n"
    );
    let correction = ["--corrects", "1", "--because", "x", "--at"];
    let early = submit(
        &folder,
        &["q1.csv"],
        &[&correction[..], &["2025-04-08 09:29"]].concat(),
    );
    assert!(
        early.code == 2
            && early
                .stderr
                .contains("which came at 2025-04-08T09:30:00+08:00"),
        "{early}"
    );
    let early = assess(&folder, &["--at", "2025-04-07", "--lang", "zh"]);
    assert!(
        early.code == 2
            && early
                .stderr
                .contains("不能以 2025-04-08T09:30:00+08:00 的第 1 号报送为依据"),
        "{early}"
    );
    // A day is not before what came on it.
    let same_day = assess(&folder, &["--at", "2025-04-08"]);
    assert_eq!(
        (same_day.code, same_day.stderr.as_str()),
        (0, ""),
        "{same_day}"
    );
    let later = submit(&folder, &["q2.csv"], &["--at", "2999-01-01"]);
    assert!(
        later.code == 0 && later.stderr.contains("lies in the future"),
        "{later}"
    );
}

#[test]
fn a_correction_says_what_no_longer_counts() {
    let folder = folder("entries-dropped").with("late/q1.csv", "metric,value\n");
    submit(&folder, &["q1.csv", "q2.csv"], &["--at", "2025-04-08"]);
    let because = ["--because", "x", "--at", "2025-04-09"];
    let one = submit(
        &folder,
        &["late/q1.csv"],
        &[&["--corrects", "1"], &because[..]].concat(),
    );
    assert_eq!(
        one.stdout,
        "submission 2: 1 file by Linxia, 2025-04-09T00:00:00+08:00\n  \
         q2.csv of submission 1 no longer counts\n"
    );
    let zh = ["--corrects", "2", "--lang", "zh"];
    let two = submit(&folder, &["q2.csv"], &[&zh, &because[..]].concat());
    assert!(
        two.stdout
            .ends_with("\n  第 2 号报送的 late/q1.csv 不再计入\n"),
        "{two}"
    );
}

#[test]
fn what_can_never_be_read_is_not_kept() {
    let folder = folder("entries-unreadable")
        .with("report.png", b"\x89PNG\r\n\x1a\n")
        .with("empty.csv", "")
        .with("torn.xlsx", "PK\u{3}\u{4}")
        .with("torn.json", "{\"figures\": [")
        // 别处,其他 in GBK: names that only a policy can know.
        .with("gbk.csv", b"\xb1\xf0\xb4\xa6,\xc6\xe4\xcb\xfb\n1,2\n")
        .with("unknown.csv", "a,b\n1,2\n");
    for (file, code) in [
        ("report.png", "D0001"),
        ("plan.dabiao", "D0001"),
        ("empty.csv", "D0003"),
        ("torn.xlsx", "D0018"),
        ("torn.json", "D0006"),
    ] {
        let run = submit(&folder, &["q1.csv", file], &[]);
        assert!(
            run.code == 1 && run.stdout.is_empty() && run.stderr.contains(code),
            "{run}"
        );
        assert!(run.stderr.contains("nothing was submitted"), "{run}");
    }
    assert!(!folder.path().join("p.history").exists());
    for file in ["gbk.csv", "unknown.csv"] {
        let run = submit(&folder, &[file], &[]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
    }
}

#[test]
fn a_withdrawn_submission_stays_and_no_longer_counts() {
    let folder = folder("entries-withdrawn").with("wrong.csv", "a,b\n1,2\n");
    let at = ["--at", "2025-07-08"];
    submit(&folder, &["q1.csv"], &at);
    submit(&folder, &["wrong.csv"], &at);
    assert_eq!(assess(&folder, &["--at", "2025-07-09"]).code, 1);
    let withdrawal = ["--withdraws", "2", "--because", "sent by mistake"];
    let run = submit(
        &folder,
        &[],
        &[&withdrawal[..], &["--at", "2025-07-10"]].concat(),
    );
    assert_eq!(
        run.stdout,
        "submission 3: Linxia withdraws submission 2, 2025-07-10T00:00:00+08:00\n  \
         wrong.csv of submission 2 no longer counts\n"
    );
    let again = assess(&folder, &["--at", "2025-07-11"]);
    assert_eq!((again.code, again.stderr.as_str()), (0, ""), "{again}");
    let twice = submit(&folder, &[], &withdrawal);
    assert!(
        twice.code == 2 && twice.stderr.contains("by 3 already"),
        "{twice}"
    );
    let with_data = submit(&folder, &["q2.csv"], &withdrawal);
    assert_eq!(with_data.code, 2, "{with_data}");
    let mut said = folder.dabiao(&["history", "p.history"]).stdout;
    said += &folder
        .dabiao(&["history", "p.history", "--lang", "zh"])
        .stdout;
    insta::assert_snapshot!(said);
    for arguments in [["p.history", "--export"], ["q.history", "--import"]] {
        let run = folder.dabiao(&["history", arguments[0], arguments[1], "all.jsonl"]);
        assert_eq!(run.code, 0, "{run}");
    }
    let copy = folder.dabiao(&["history", "q.history"]);
    assert!(said.starts_with(&copy.stdout), "{copy}");
}

#[test]
fn a_number_that_is_none_is_told_in_both_languages() {
    let folder = folder("entries-number");
    let en = folder.dabiao(&["replay", "p.history", "x", "--lang", "en"]);
    assert!(
        en.code == 2 && en.stderr.contains("write the number of the entry, as 3"),
        "{en}"
    );
    let zh = folder.dabiao(&["replay", "p.history", "x", "--lang", "zh"]);
    assert!(
        zh.code == 2
            && zh
                .stderr
                .contains("<编号> 的值“x”无效：请写记录的编号，如 3"),
        "{zh}"
    );
    let zh = folder.dabiao(&[
        "mutate",
        "plan.dabiao",
        "--threshold",
        "101",
        "--lang",
        "zh",
    ]);
    assert!(
        zh.code == 2 && zh.stderr.contains("请写 0 到 100 的整数"),
        "{zh}"
    );
}

/// The unit 0x is none; the seal holds what was assessed, and says so.
#[test]
fn data_with_errors_are_sealed_and_told() {
    let table = "metric,entity,period,value\nshare,Linxia,2025Q1,80x0\n";
    let folder = folder("entries-seal").with("wrong.csv", table);
    let arguments = ["seal", "plan.dabiao", "--data", "wrong.csv"];
    let more = ["--as-of", "2025-07-31", "-o", "wrong.seal"];
    let run = folder.dabiao(&[&arguments[..], &more].concat());
    assert!(
        run.code == 1 && run.stderr.contains("wrong.csv:2:4") && run.stdout.contains("sealed"),
        "{run}"
    );
    let verified = folder.dabiao(&["verify", "wrong.seal"]);
    assert_eq!(verified.code, 0, "{verified}");
}

/// Days in English have a blank before them, and periods in Chinese are written in Chinese.
#[test]
fn a_target_is_followed_in_the_words_of_reports() {
    let plan = SHARE_A_QUARTER.replace("share in %", "handling in days");
    let plan = plan.replace("share ≥ 80%", "handling ≤ 5 days");
    let folder = Folder::new("entries-words").with("plan.dabiao", plan).with(
        "q1.csv",
        "metric,entity,period,value\nhandling,Linxia,2025Q1,10\n",
    );
    submit(&folder, &["q1.csv"], &["--at", "2025-04-08"]);
    assess(&folder, &["--at", "2025-07-31"]);
    let asked = [
        "history",
        "p.history",
        "--target",
        "1",
        "--entity",
        "Linxia",
    ];
    let en = folder.dabiao(&asked).stdout;
    assert!(en.contains("2025Q1") && en.contains("10 days"), "{en}");
    let zh = folder
        .dabiao(&[&asked[..], &["--lang", "zh"]].concat())
        .stdout;
    assert!(
        zh.contains("2025年一季度") && !zh.contains("2025Q1"),
        "{zh}"
    );
}

/// The name of the file stands in what is said of a file that is damaged, cut off or of another kind.
#[test]
fn what_is_wrong_with_a_file_is_told_with_its_name() {
    let folder =
        folder("entries-named").with("cut.seal", "{\n  \"schema\": \"dabiao.seal/2\",\n  \"as");
    submit(&folder, &["q1.csv"], &["--at", "2025-04-08"]);
    let bytes = std::fs::read(folder.path().join("p.history")).unwrap();
    std::fs::write(
        folder.path().join("torn.history"),
        &bytes[..bytes.len() / 2],
    )
    .unwrap();
    for (arguments, said) in [
        (
            &["history", "torn.history"][..],
            "error: torn.history: the file is damaged",
        ),
        (
            &["verify", "cut.seal"],
            "error: cut.seal: the seal ends in the middle, in line 3",
        ),
        (&["verify", "q1.csv"], "error: q1.csv: this is no seal"),
    ] {
        let run = folder.dabiao(arguments);
        assert!(run.code == 2 && run.stderr.contains(said), "{run}");
    }
}

/// 别处 in GBK: the note of an assessment says how to insist, and where that is written it is taken.
#[test]
fn the_encoding_is_said_when_files_are_submitted() {
    let folder = folder("entries-encoding").with(
        "gbk.csv",
        b"metric,entity,period,value,evidence\nshare,Linxia,2025Q1,80%,\xb1\xf0\xb4\xa6\n",
    );
    let insisted = submit(&folder, &["gbk.csv"], &["--encoding", "utf-8"]);
    assert!(
        insisted.code == 2 && insisted.stderr.contains("gbk.csv"),
        "{insisted}"
    );
    let more = ["--encoding", "gb18030", "--at", "2025-04-08"];
    assert_eq!(submit(&folder, &["gbk.csv"], &more).code, 0);
    let run = assess(&folder, &["--at", "2025-07-31"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
}
