//! Runs the built command in a folder of its own.
#![allow(dead_code, reason = "each test file uses a part of it")]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a run that cannot be made fails its test"
)]

pub(crate) mod pages;
pub(crate) mod plans;

use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a run came to.
pub(crate) struct Run {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) code: i32,
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "exit code: {}", self.code)?;
        writeln!(f, "----- stdout -----\n{}", self.stdout)?;
        write!(f, "----- stderr -----\n{}", self.stderr)
    }
}

/// Runs `dabiao` with an English locale.
pub(crate) fn dabiao(arguments: &[&str]) -> Run {
    run(Path::new("."), "C", arguments, b"")
}

/// Runs `dabiao` with the locale of a Chinese desktop.
pub(crate) fn dabiao_zh(arguments: &[&str]) -> Run {
    run(Path::new("."), "zh_CN.UTF-8", arguments, b"")
}

fn run(folder: &Path, locale: &str, arguments: &[&str], input: &[u8]) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dabiao"))
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .env("LC_ALL", locale)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let code = output.status.code().expect("the command ends by itself");
    assert_ne!(code, 101, "the command must not panic");
    Run {
        stdout: text(output.stdout),
        stderr: text(output.stderr),
        code,
    }
}

/// The words that ask a command for verdicts of a policy on data at a day; what else is asked stands behind them.
pub(crate) const fn judging<'a>(
    command: &'a str,
    [policy, data, day]: [&'a str; 3],
) -> [&'a str; 6] {
    [command, policy, "--data", data, "--as-of", day]
}

/// A folder for one test, empty at first and taken away at the end.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn with(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
        self
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.join(name)).unwrap()
    }

    pub(crate) fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.0).unwrap();
        let mut names: Vec<_> = entries
            .map(|it| it.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    pub(crate) fn dabiao(&self, arguments: &[&str]) -> Run {
        run(&self.0, "C", arguments, b"")
    }

    pub(crate) fn dabiao_with(&self, arguments: &[&str], input: &[u8]) -> Run {
        run(&self.0, "C", arguments, input)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
