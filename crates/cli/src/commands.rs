//! The commands, a file each, and how each ends.

mod analyse;
mod assess;
mod check;
mod coverage;
mod diff;
mod due;
mod evaluate;
mod explain;
mod fmt;
mod history;
mod mutate;
mod replay;
mod report;
mod seal;
mod submit;
mod template;
mod test;
mod verify;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::FromArgMatches;
use dabiao_core::Language;

use crate::args::{Cli, Command};
use crate::failure::Failure;
use crate::{files, help, interruption, language, output, texts, usage};

/// How a command ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Nothing to complain of.
    Fine,
    /// An invalid policy, an error in the data, a formatting difference, a verdict named by `--fail-on`.
    Findings,
    /// Wrong usage, an unreadable file, a limit reached.
    CouldNotRun,
}

impl Outcome {
    /// The exit code: 0, 1 or 2.
    pub(crate) fn code(self) -> ExitCode {
        match self {
            Self::Fine => ExitCode::SUCCESS,
            Self::Findings => ExitCode::from(1),
            Self::CouldNotRun => ExitCode::from(2),
        }
    }

    /// Findings, if there are any.
    pub(crate) fn found(any: bool) -> Self {
        if any { Self::Findings } else { Self::Fine }
    }
}

/// What a command came to: how it ends, or why it could not run and in which language to say so.
type Result = std::result::Result<Outcome, (Failure, Language)>;

/// Failures of a command whose language is known.
trait In<T> {
    /// Says the language that the failure is to be told in.
    fn in_language(self, language: Language) -> std::result::Result<T, (Failure, Language)>;
}

impl<T, E: Into<Failure>> In<T> for std::result::Result<T, E> {
    fn in_language(self, language: Language) -> std::result::Result<T, (Failure, Language)> {
        self.map_err(|error| (error.into(), language))
    }
}

/// Runs what the command line asks for.
pub(crate) fn run() -> Outcome {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let preferred = language::of_arguments(&arguments);
    interruption::watch(preferred);
    let parsed = help::command(preferred).try_get_matches_from(&arguments);
    let cli = match parsed.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => return usage::report(&error, preferred),
    };
    match dispatch(&cli, preferred) {
        Ok(outcome) => outcome,
        Err((failure, told)) => {
            let own = cli.command.policy().filter(|_| asked(&cli).is_none());
            let language = own.and_then(files::language).unwrap_or(told);
            output::error(&texts::failure(&failure.message(language), language));
            Outcome::CouldNotRun
        }
    }
}

/// The language of `--lang`.
fn asked(cli: &Cli) -> Option<Language> {
    cli.command.lang().or(cli.lang).map(Language::from)
}

/// `preferred` is the language of the locale or of `--lang`, for messages before a policy is known.
fn dispatch(cli: &Cli, preferred: Language) -> Result {
    let asked = asked(cli);
    match &cli.command {
        Command::Check(args) => check::run(args, asked, preferred),
        Command::Coverage(args) => coverage::run(args, asked, preferred),
        Command::Analyse(args) => analyse::run(args, asked, preferred),
        Command::Diff(args) => diff::run(args, asked, preferred),
        Command::Mutate(args) => mutate::run(args, asked, preferred),
        Command::Template(args) => template::run(args, asked, preferred),
        Command::Evaluate(args) => evaluate::run(args, asked, preferred),
        Command::Explain(args) => explain::run(args, asked, preferred),
        Command::Fmt(args) => fmt::run(args, asked, preferred),
        Command::Due(args) => due::run(args, preferred),
        Command::Test(args) => test::run(args, asked, preferred),
        Command::Report(args) => report::run(args, asked, preferred),
        Command::Submit(args) => submit::run(args, preferred),
        Command::Assess(args) => assess::run(args, asked, preferred),
        Command::History(args) => history::run(args, preferred),
        Command::Replay(args) => replay::run(args, preferred),
        Command::Seal(args) => seal::run(args, asked, preferred),
        Command::Verify(args) => verify::run(args, preferred),
        Command::Help(args) => {
            usage::help(args.command.as_deref(), preferred).in_language(preferred)
        }
    }
}
