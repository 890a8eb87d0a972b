//! The `dabiao` command: targets checked against figures, verdicts explained, limits counted.

mod args;
mod clock;
mod commands;
mod diff;
mod failure;
mod files;
mod help;
mod interruption;
mod language;
mod levels;
mod nearest;
mod output;
mod progress;
mod texts;
mod usage;

use std::process::ExitCode;

/// The stack of the thread that works: the deepest policy that parsing allows fits many times over.
const STACK: usize = 64 << 20;

fn main() -> ExitCode {
    std::panic::set_hook(Box::new(|panic| {
        // A reader that stumbles over a damaged file ends in a finding.
        if dabiao_data::is_guarded() {
            return;
        }
        output::error(&texts::internal(&panic.to_string()));
    }));
    let work = std::thread::Builder::new()
        .name("dabiao".into())
        .stack_size(STACK)
        .spawn(commands::run);
    match work.map(std::thread::JoinHandle::join) {
        Ok(Ok(outcome)) => outcome.code(),
        // The hook has said what happened, or there was no thread to be had.
        _ => commands::Outcome::CouldNotRun.code(),
    }
}
