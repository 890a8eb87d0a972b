//! Standard output and error: colour only where it is welcome, a closed pipe no failure.

use std::io::{ErrorKind, Write};

use anstream::{AutoStream, ColorChoice};
use dabiao_core::Language;
use dabiao_report::Look;

use crate::failure::Failure;

/// How text for standard output is to look: the terminal's width and colour, or neither in a file or a pipe.
pub(crate) fn look(language: Language) -> Look {
    let stdout = std::io::stdout();
    let width = terminal_size::terminal_size_of(&stdout).map_or(Look::WIDTH, |(width, _)| width.0);
    Look {
        language,
        width,
        colour: AutoStream::choice(&stdout) != ColorChoice::Never,
    }
}

/// How text for standard error is to look.
pub(crate) fn error_look(language: Language) -> Look {
    let colour = AutoStream::choice(&std::io::stderr()) != ColorChoice::Never;
    Look {
        colour,
        ..Look::plain(language)
    }
}

/// Writes to standard output. A reader that has gone away, as `head` does, is no failure.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut stdout = anstream::stdout().lock();
    match stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush())
    {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::Output(error)),
        _ => Ok(()),
    }
}

/// Writes to standard error. Nobody could be told that it failed.
pub(crate) fn error(text: &str) {
    let mut stderr = anstream::stderr().lock();
    let _ = stderr
        .write_all(text.as_bytes())
        .and_then(|()| stderr.flush());
}
