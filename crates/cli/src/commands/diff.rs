//! `dabiao diff`: what a new text of a policy asks that the old one did not.

use dabiao_core::Language;
use dabiao_core::compare::{Difference, Standing};
use dabiao_report::{Compared, difference_json, difference_text};

use super::check::compile;
use super::evaluate::invalid;
use super::{In, Outcome, Result};
use crate::args::{DiffArgs, Format};
use crate::output;

pub(super) fn run(args: &DiffArgs, asked: Option<Language>, preferred: Language) -> Result {
    let new = compile(&args.new, asked).in_language(preferred)?;
    let language = new.language;
    let old = compile(&args.old, Some(language)).in_language(language)?;
    for checked in [&old, &new] {
        if !checked.policy.is_valid() {
            return invalid(checked, args.format).in_language(language);
        }
    }
    let compared = Compared {
        own: &new.policy,
        other: &old.policy,
    };
    let differences = new.policy.difference(&old.policy).unwrap_or_default();
    let text = match args.format {
        Format::Text => difference_text(&compared, &differences, output::look(language)),
        Format::Json => difference_json(&compared, &differences, language),
    };
    output::print(&text).in_language(language)?;
    let differs = |difference: &Difference| {
        let comparison = difference.comparison.as_ref();
        comparison.is_none_or(|it| it.standing != Standing::Same || !it.changes.is_empty())
    };
    Ok(Outcome::found(differences.iter().any(differs)))
}
