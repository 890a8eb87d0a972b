//! What a terminal shows of long work: each stage by its name with the share that is done, and nothing in a pipe.
#![cfg(target_os = "linux")]
#![expect(
    clippy::print_stderr,
    reason = "a run that cannot be made fails its test, and why one is passed over is told"
)]

mod command;

use std::process::{Command, Stdio};

use command::Folder;
use command::plans::{CONTRACTS, contracts};

/// What a command shows on a terminal; nothing where there is no `script` to make one.
fn on_a_terminal(folder: &Folder, locale: &str, arguments: &str) -> Option<String> {
    let command = format!("{} {arguments}", env!("CARGO_BIN_EXE_dabiao"));
    let run = Command::new("script")
        .args(["--quiet", "--return", "--command", &command, "/dev/null"])
        .current_dir(folder.path())
        .env("LC_ALL", locale)
        .env("TERM", "xterm")
        .stdin(Stdio::null())
        .output();
    let Ok(run) = run else {
        eprintln!("passed over: there is no `script`, which makes a terminal");
        return None;
    };
    let said = String::from_utf8_lossy(&run.stdout).into_owned();
    assert!(run.status.success(), "{said}");
    Some(said)
}

/// The stages that were shown, in their order, each with the shares that were shown of it.
fn stages(said: &str) -> Vec<(String, Vec<u64>)> {
    let mut found: Vec<(String, Vec<u64>)> = Vec::new();
    for drawn in said.split("\u{1b}[2K") {
        let Some((before, _)) = drawn.lines().next().and_then(|it| it.split_once('%')) else {
            continue;
        };
        let Some((name, share)) = before.rsplit_once(' ') else {
            continue;
        };
        let (Some((_, name)), Ok(share)) = (name.split_once(' '), share.parse()) else {
            continue;
        };
        match found.last_mut() {
            Some((last, shares)) if last == name => shares.push(share),
            _ => found.push((name.to_owned(), vec![share])),
        }
    }
    found
}

/// Runs a command on a terminal and in a pipe; the stages that were shown are of those that it has, in their order, and
/// the share of none falls.
fn shows(folder: &Folder, locale: &str, arguments: &str, known: &[&str]) {
    let Some(said) = on_a_terminal(folder, locale, arguments) else {
        return;
    };
    let shown = stages(&said);
    assert!(!shown.is_empty(), "{arguments}: {said}");
    let mut left = known.iter();
    for (stage, shares) in &shown {
        assert!(
            left.any(|it| it == stage),
            "{arguments}: {stage} in {shown:?}"
        );
        assert!(shares.is_sorted(), "{arguments}: {shown:?}");
    }
}

#[test]
fn each_stage_is_told_with_its_share_on_a_terminal_only() {
    let folder = Folder::new("progress")
        .with("plan.dabiao", CONTRACTS)
        .with("contract.csv", contracts(120_000));
    let data = "--data contract.csv --as-of 2025-04-30";
    let evaluating = ["reading figures", "evaluating", "explaining verdicts"];
    let evaluate = format!("evaluate plan.dabiao {data}");
    shows(&folder, "C", &evaluate, &evaluating);
    shows(
        &folder,
        "C",
        &format!("{evaluate} --format json"),
        &evaluating,
    );
    let paging = ["正在读取数据", "正在评价", "正在汇总结论", "正在生成文件"];
    for page in ["page.html", "page.xlsx", "page.md"] {
        let report = format!("--lang zh report plan.dabiao {data} -o {page}");
        shows(&folder, "zh_CN.UTF-8", &report, &paging);
    }
    let sealing = [
        "taking in the files",
        "reading figures",
        "evaluating",
        "explaining verdicts",
        "sealing",
    ];
    let seal = format!("seal plan.dabiao {data} -o seal.json");
    shows(&folder, "C", &seal, &sealing);
    shows(&folder, "C", "verify seal.json", &sealing[1..4]);
    let submit = "submit kept.db --data contract.csv --by x --at 2025-04-30";
    let piped: Vec<&str> = submit.split(' ').collect();
    let run = folder.dabiao(&piped);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
    let assessing = [
        "taking submissions out of the history",
        "reading figures",
        "evaluating",
        "explaining verdicts",
        "putting into the history",
    ];
    let assess = "assess kept.db plan.dabiao --as-of 2025-04-30 --by x --at 2025-05-01";
    shows(&folder, "C", assess, &assessing);
    shows(&folder, "C", "replay kept.db 1", &assessing[..4]);
    let run = folder.dabiao(&assess.split(' ').collect::<Vec<_>>());
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
}

#[test]
fn submitting_tells_how_much_is_in_the_history() {
    let folder = Folder::new("progress-submit").with("contract.csv", contracts(1_000_000));
    let submit = "submit kept.db --data contract.csv --by x --at 2025-04-30";
    let submitting = ["reading figures", "putting into the history"];
    shows(&folder, "C", submit, &submitting);
}
