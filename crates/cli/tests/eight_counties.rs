//! Two quarters of eight counties through `LibreOffice`, from the empty form to the report, as `examples/linxia-2025/forms/run`.
#![cfg(unix)]

mod command;

use std::path::Path;
use std::process::Command;

use command::Folder;

#[test]
fn ten_slips_are_found_at_their_cells_and_two_quarters_kept() {
    if Command::new("soffice").arg("--version").output().is_err() {
        eprintln!("!!! SKIPPED: LibreOffice (soffice) is not installed, no form was filled in !!!");
        return;
    }
    let folder = Folder::new("eight-counties");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/linxia-2025/forms/run");
    let run = Command::new("bash")
        .arg(script)
        .arg(folder.path().join("run"))
        .env("DABIAO", env!("CARGO_BIN_EXE_dabiao"))
        .env("LANG", "C")
        .output()
        .unwrap();
    let said = String::from_utf8(run.stdout).unwrap();
    let wrong = String::from_utf8(run.stderr).unwrap();
    assert!(run.status.success(), "{said}\n{wrong}");
    // Every cell is known, so that what is made of them can be compared to the letter.
    insta::assert_snapshot!(said);
    let history = folder.read("run/history.txt");
    assert!(history.contains("六月一份合同重复计入"), "{history}");
    let page = folder.read("run/report.html");
    assert!(page.contains("康乐县"), "the report names who is judged");
    assert_cells(&folder.read("run/康乐县.md"));
}

/// The sheet of one county tells its own share: 8,798.90 of 11,000 is 79.99%.
fn assert_cells(page: &str) {
    assert!(page.contains("79.99%"), "{page}");
}
