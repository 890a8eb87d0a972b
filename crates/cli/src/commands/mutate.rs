//! `dabiao mutate`: would the tests of a policy notice that it was changed?

use dabiao_core::{Language, Meter};
use dabiao_report::{mutation_json, mutation_reaches, mutation_text};

use super::check::compile;
use super::evaluate::invalid;
use super::{In, Outcome, Result};
use crate::args::{Format, MutateArgs};
use crate::failure::Failure;
use crate::output;
use crate::progress::Progress;

pub(super) fn run(args: &MutateArgs, asked: Option<Language>, preferred: Language) -> Result {
    let checked = compile(&args.policy, asked).in_language(preferred)?;
    let language = checked.language;
    let Some(program) = checked.policy.program() else {
        return invalid(&checked, args.output.format).in_language(language);
    };
    let meter = Meter::default();
    let progress = Progress::long(&meter, language);
    let tried = checked.policy.mutate_watched(&meter).map_err(Failure::Test);
    drop(progress);
    let tried = tried.in_language(language)?;
    let text = match args.output.format {
        Format::Text => mutation_text(program, &tried, output::look(language)),
        Format::Json => mutation_json(program, &tried, language),
    };
    output::print(&text).in_language(language)?;
    let reached = args
        .threshold
        .is_none_or(|percent| mutation_reaches(&tried, percent));
    Ok(Outcome::found(!reached))
}
