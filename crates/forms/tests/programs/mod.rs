//! What other programs see in a workbook, and make of it; a test says aloud where one is not installed.
#![allow(dead_code, reason = "each test file uses a part of it")]
#![expect(clippy::print_stderr, reason = "what is left out is said aloud")]

use std::path::Path;
use std::process::Command;

/// What openpyxl sees of a workbook: a line for each comment, and for each filled cell.
pub(crate) fn seen_by_openpyxl(name: &str, copy: &[u8]) -> Option<Vec<String>> {
    const SCRIPT: &str = "import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
print('sheets', *[(s.title, s.sheet_state) for s in book.worksheets])
for sheet in book.worksheets:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.fill.fill_type: print('fill', sheet.title, cell.coordinate, cell.fill.fgColor.rgb, cell.number_format)
            if cell.comment: print('comment', sheet.title, cell.coordinate, cell.comment.text.replace(chr(10), '|'))
            if cell.hyperlink: print('link', sheet.title, cell.coordinate, cell.hyperlink.location)
    for rules in sheet.data_validations.dataValidation: print('list', sheet.title, rules.sqref, rules.formula1)
    print('merged', sheet.title, *[str(r) for r in sheet.merged_cells.ranges])
";
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.xlsx"));
    std::fs::write(&path, copy).unwrap();
    let run = Command::new("python3")
        .env("PYTHONIOENCODING", "utf-8")
        .args(["-c", SCRIPT])
        .arg(&path)
        .output();
    let run = run.ok().filter(|run| {
        let error = String::from_utf8_lossy(&run.stderr);
        !error.contains("No module named 'openpyxl'") && !error.contains("not found")
    });
    let Some(run) = run else {
        eprintln!(
            "!!! SKIPPED: python3 with openpyxl is not installed, no copy was opened by it !!!"
        );
        return None;
    };
    assert!(run.status.success(), "{run:?}");
    let text = String::from_utf8(run.stdout).unwrap();
    Some(text.lines().map(str::to_owned).collect())
}

/// What `LibreOffice` makes of a workbook in another format; `name` is that of the test.
pub(crate) fn saved_by_office(name: &str, from: &str, book: &[u8], to: &str) -> Option<Vec<u8>> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("office-{name}-{to}"));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(folder.join("out")).unwrap();
    let known = folder.join(format!("form.{from}"));
    std::fs::write(&known, book).unwrap();
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let run = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", to, "--outdir"])
        .args([&folder.join("out"), &known])
        .output();
    let Ok(run) = run else {
        eprintln!(
            "!!! SKIPPED: LibreOffice (soffice) is not installed, no workbook was saved by it !!!"
        );
        return None;
    };
    assert!(run.status.success(), "{run:?}");
    Some(std::fs::read(folder.join("out").join(format!("form.{to}"))).unwrap())
}
