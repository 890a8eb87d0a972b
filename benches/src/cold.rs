//! W6: `dabiao check` of a plan as a process of its own, beside a program that does nothing.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::timing::picoseconds_per_unit;
use crate::workload::{Contestant, Sample, Workload};

/// The plan that is checked: the one of the examples with the most files.
const PLAN: &str = "examples/linxia-2025";

/// What stands beside it and is no part of the ten files.
const BOUNDARIES: &str = "boundaries.dabiao";

/// The workload.
pub(crate) fn workload() -> Workload {
    Workload {
        id: "W6".to_owned(),
        unit: "process",
        verify: Box::new(|| staged().map(drop)),
        contestants: vec![
            Contestant::new("an empty Rust program", || {
                let program = beside("empty")?;
                measured(|| Command::new(&program))
            }),
            Contestant::new("dabiao --version", || {
                let program = beside("dabiao")?;
                measured(|| with(&program, &["--version"]))
            }),
            Contestant::new("dabiao check of a plan of ten files", || {
                let program = beside("dabiao")?;
                let plan = staged()?;
                let plan = plan.to_string_lossy();
                measured(|| with(&program, &["check", &plan]))
            }),
        ],
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The ten files by themselves.
fn staged() -> Result<PathBuf, String> {
    let plan = root().join(PLAN);
    let staged = std::env::temp_dir().join("dabiao-benches-plan");
    let copied = || {
        std::fs::create_dir_all(&staged)?;
        for entry in std::fs::read_dir(&plan)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default();
            if path.extension().is_some_and(|it| it == "dabiao") && name != BOUNDARIES {
                std::fs::copy(&path, staged.join(name))?;
            }
        }
        Ok(())
    };
    copied().map_err(|error: std::io::Error| format!("{}: {error}", plan.display()))?;
    Ok(staged)
}

fn with(program: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments);
    command
}

/// A program built into the folder of this one.
fn beside(name: &str) -> Result<PathBuf, String> {
    let own = std::env::current_exe().map_err(|error| error.to_string())?;
    let folder = own.parent().unwrap_or(Path::new("."));
    // A test runs one folder further down.
    let found = [folder.join(name), folder.join("..").join(name)]
        .into_iter()
        .find(|path| path.is_file());
    found.ok_or_else(|| {
        format!(
            "{} is not there; build it: cargo build --release -p dabiao-cli -p dabiao-benches",
            folder.join(name).display()
        )
    })
}

fn measured(command: impl Fn() -> Command) -> Result<Sample, String> {
    run(&mut command())?;
    let mut failed = None;
    let time = picoseconds_per_unit(1, || failed = run(&mut command()).err().or(failed.take()));
    failed.map_or(Ok(Sample::of(time)), Err)
}

fn run(command: &mut Command) -> Result<(), String> {
    let status = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .map_err(|error| error.to_string())?;
    status
        .success()
        .then_some(())
        .ok_or_else(|| format!("a process ended with {status}"))
}
