//! Reports as a browser has them: readable by everybody, light and dark, without a message, a request, or a page wider
//! than a phone.
#![allow(
    clippy::unwrap_used,
    reason = "a test says that something is wrong by a panic"
)]

mod command;

use std::path::{Path, PathBuf};
use std::process::Command;

use command::{Folder, dabiao, judging};

/// What the browser is called on different systems.
const BROWSERS: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// The modules that look at pages, of these versions.
const MODULES: [&str; 2] = ["axe-core@4.14.1", "puppeteer-core@24.43.1"];

fn is_there(program: &str) -> bool {
    let asked = Command::new(program).arg("--version").output();
    asked.is_ok_and(|it| it.status.success())
}

/// Where a browser is.
fn browser() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let found = BROWSERS.iter().find(|name| is_there(name))?;
    let folders = std::env::split_paths(&path);
    folders
        .map(|folder| folder.join(found))
        .find(|it| it.is_file())
}

/// The folder with the modules, fetched once; none where they cannot be.
fn modules() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("accessible");
    std::fs::create_dir_all(&folder).ok()?;
    let is_fetched = |name: &str| folder.join("node_modules").join(name).is_dir();
    if !is_fetched("axe-core") || !is_fetched("puppeteer-core") {
        let npm = Command::new("npm")
            .args([
                "install",
                "--no-save",
                "--no-audit",
                "--no-fund",
                "--ignore-scripts",
            ])
            .arg("--prefix")
            .arg(&folder)
            .args(MODULES)
            .output();
        npm.ok().filter(|it| it.status.success())?;
    }
    Some(folder)
}

#[test]
fn the_reports_of_the_examples_are_for_everybody() {
    let folder = Folder::new("report-accessible");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let pages: [(&str, &str, &[&str]); 6] = [
        (
            "zhangye-2022",
            "2022-12-31",
            &["--kind", "evaluation", "--lang", "en"],
        ),
        ("qiandongnan-2024", "2024-12-31", &["--lang", "en"]),
        (
            "zhangye-2022",
            "2022-12-31",
            &["--kind", "monitor", "--lang", "zh"],
        ),
        (
            "zhangye-2022",
            "2022-12-31",
            &["--entity", "甘州区", "--lang", "en"],
        ),
        (
            "linxia-2025",
            "2025-04-30",
            &["--kind", "bulletin", "--lang", "zh"],
        ),
        (
            "linxia-2025",
            "2025-04-30",
            &[
                "--kind",
                "sheet",
                "--entity",
                "广河经济开发区",
                "--lang",
                "en",
            ],
        ),
    ];
    let mut written = Vec::new();
    for (number, (example, day, more)) in pages.into_iter().enumerate() {
        let policy = root.join("examples").join(example);
        let page = folder.path().join(format!("{number}.html"));
        let (policy, data) = (
            policy.display().to_string(),
            policy.join("data").display().to_string(),
        );
        let path = page.display().to_string();
        let asked = judging("report", [&policy, &data, day]);
        let run = dabiao(&[&asked[..], more, &["-o", &path]].concat());
        assert_eq!(run.code, 0, "{run}");
        written.push(page);
    }
    let (Some(browser), true, Some(modules)) = (browser(), is_there("node"), modules()) else {
        eprintln!(
            "!!! SKIPPED: Chromium, node, or axe-core and puppeteer-core from npm are missing, no report was looked at in a browser !!!"
        );
        return;
    };
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/accessible/check.mjs");
    let run = Command::new("node")
        .args([&script, &modules, &browser])
        .args(&written)
        .output()
        .unwrap();
    let said = String::from_utf8(run.stdout).unwrap();
    assert!(
        run.status.success() && said.trim().is_empty(),
        "{said}{}",
        String::from_utf8_lossy(&run.stderr)
    );
}
