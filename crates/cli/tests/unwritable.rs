//! Where a result cannot be written the message says which file and why, and what was there before stays.
#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    reason = "a run that cannot be made fails its test"
)]

mod command;

use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use command::plans::SHARES;
use command::{Folder, judging};

const FIGURES: &str =
    "metric,entity,period,value\nSME share,临夏县,2025Q1,81\nSME share,永靖县,2025Q1,79\n";

/// The policy, its data and the day.
const ON: [&str; 3] = ["plan.dabiao", "figures.csv", "2025-04-30"];

/// The commands that write a file, and the file.
const WRITING: [(&[&str], &str); 4] = [
    (&judging("report", ON), "report.html"),
    (&judging("report", ON), "report.md"),
    (&["template", "plan.dabiao"], "form.xlsx"),
    (&judging("seal", ON), "seal.json"),
];

fn folder(name: &str) -> Folder {
    Folder::new(name)
        .with("plan.dabiao", SHARES)
        .with("figures.csv", FIGURES)
}

/// Runs a command line of the shell, in which `$0` is the command.
fn shell(folder: &Folder, script: &str, arguments: &[&str], lang: &str) -> (Option<i32>, String) {
    let output = Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_dabiao")])
        .args(arguments)
        .current_dir(folder.path())
        .args(["--lang", lang])
        .output()
        .unwrap();
    (
        output.status.code(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

/// A file may not grow past a limit, as on a full disk.
#[test]
fn a_full_disk_leaves_the_old_file_and_nothing_else() {
    let folder = folder("unwritable-full").with("report.html", "<p>the old one</p>");
    let names = folder.names();
    for (arguments, file) in WRITING {
        for (lang, said) in [
            ("en", "cannot be written: "),
            ("zh", "：文件超过系统允许的大小"),
        ] {
            let script = "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\"";
            let (code, stderr) = shell(&folder, script, &[arguments, &["-o", file]].concat(), lang);
            assert_eq!(code, Some(2), "{file}: {stderr}");
            assert!(stderr.contains(file) && stderr.contains(said), "{stderr}");
        }
    }
    assert_eq!(folder.names(), names);
    assert_eq!(folder.read("report.html"), "<p>the old one</p>");
}

#[test]
fn a_full_standard_output_is_told_of() {
    let folder = folder("unwritable-output");
    let evaluate = judging("evaluate", ON);
    for (lang, said) in [
        ("en", "error: the output cannot be written: "),
        ("zh", "错误：无法写出结果：磁盘空间不足"),
    ] {
        for format in ["json", "text"] {
            let arguments = [&evaluate[..], &["--format", format]].concat();
            let script = "test -c /dev/full || exit 2; exec \"$0\" \"$@\" > /dev/full";
            let (code, stderr) = shell(&folder, script, &arguments, lang);
            assert_eq!(code, Some(2), "{stderr}");
            assert!(stderr.contains(said), "{stderr}");
        }
    }
}

#[test]
fn a_folder_in_place_of_the_file_or_none_around_it_is_told_of() {
    let folder = folder("unwritable-folder");
    for (arguments, file) in WRITING {
        let taken = folder.path().join(file);
        std::fs::create_dir(&taken).unwrap();
        for file in [file.to_owned(), format!("nowhere/{file}")] {
            let names = folder.names();
            let run = folder.dabiao(&[arguments, &["-o", &file]].concat());
            assert_eq!(run.code, 2, "{run}");
            let said = format!("{file} cannot be written: ");
            assert!(run.stderr.contains(&said), "{run}");
            assert_eq!(folder.names(), names);
        }
        std::fs::remove_dir(&taken).unwrap();
    }
}

/// Root may write anywhere, so that a folder that nobody may write to is a test for others only.
#[test]
fn a_read_only_folder_is_told_of() {
    let folder = folder("unwritable-read-only").with("kept/report.html", "<p>the old one</p>");
    let kept = folder.path().join("kept");
    let mode =
        |mode| std::fs::set_permissions(&kept, std::fs::Permissions::from_mode(mode)).unwrap();
    mode(0o555);
    let can_write = std::fs::write(kept.join("probe"), "").is_ok();
    let runs: Vec<_> = WRITING
        .iter()
        .map(|(arguments, file)| {
            folder.dabiao(&[*arguments, &["-o", &format!("kept/{file}")]].concat())
        })
        .collect();
    mode(0o755);
    if can_write {
        eprintln!("!!! SKIPPED: this user may write into any folder !!!");
        return;
    }
    for run in runs {
        assert!(
            run.code == 2 && run.stderr.contains("cannot be written: "),
            "{run}"
        );
    }
    assert_eq!(folder.read("kept/report.html"), "<p>the old one</p>");
}
