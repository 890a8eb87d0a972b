//! `dabiao diff`: what a new text of a policy asks that the old one did not, and which verdicts it turns.

use dabiao_core::compare::{Difference, Standing};
use dabiao_core::{Diagnostics, Language, Turning};
use dabiao_data::Read;
use dabiao_report::{Compared, TurningReport, difference_json, difference_text, turning_text};

use super::check::{Checked, compile, tell};
use super::evaluate::{as_of, assess, invalid, read};
use super::{In, Outcome, Result};
use crate::args::{DiffArgs, Format};
use crate::failure::Failure;
use crate::output;

pub(super) fn run(args: &DiffArgs, asked: Option<Language>, preferred: Language) -> Result {
    let new = compile(&args.new, asked).in_language(preferred)?;
    let language = new.language;
    let old = compile(&args.old, Some(language)).in_language(language)?;
    for checked in [&old, &new] {
        if !checked.policy.is_valid() {
            return invalid(checked, args.output.format).in_language(language);
        }
    }
    let differences = new.policy.difference(&old.policy).unwrap_or_default();
    if args.data.data.is_empty() && args.data.as_of.is_none() {
        told(args, &old, &new, &differences, None).in_language(language)?;
        return Ok(Outcome::found(differences.iter().any(differs)));
    }
    with_data(args, &old, &new, &differences).in_language(language)
}

/// Both texts decide the same data.
fn with_data(
    args: &DiffArgs,
    old: &Checked,
    new: &Checked,
    differences: &[Difference],
) -> std::result::Result<Outcome, Failure> {
    let day = as_of(&args.data)?;
    let (was, is) = (read(&args.data, old)?, read(&args.data, new)?);
    let wrong = wrong(&was, &is);
    tell(&wrong, &new.sources, new.language);
    let (before, after) = (assess(old, &was, day)?, assess(new, &is, day)?);
    let both = (&before, &after);
    let turning = new
        .policy
        .turning(&old.policy, differences, both, new.language);
    let report = TurningReport {
        before: &before,
        after: &after,
        turning: &turning,
    };
    told(args, old, new, differences, Some(&report))?;
    let turns = |turning: &Turning<'_>| !turning.turned.is_empty();
    Ok(Outcome::found(
        differences.iter().any(differs) || turns(&turning) || wrong.has_errors(),
    ))
}

/// What cannot be read by either text, each once.
fn wrong(was: &Read, is: &Read) -> Diagnostics {
    let mut all: Diagnostics = is.diagnostics.clone();
    let known: Vec<_> = is.diagnostics.iter().collect();
    all.extend(
        was.diagnostics
            .iter()
            .filter(|it| !known.contains(it))
            .cloned(),
    );
    all.sort();
    all
}

fn told(
    args: &DiffArgs,
    old: &Checked,
    new: &Checked,
    differences: &[Difference],
    turning: Option<&TurningReport<'_>>,
) -> std::result::Result<(), Failure> {
    let compared = Compared {
        own: &new.policy,
        other: &old.policy,
    };
    let text = match args.output.format {
        Format::Text => {
            let look = output::look(new.language);
            let text = difference_text(&compared, differences, look);
            let turned = turning.map(|it| turning_text(it, look));
            turned.map_or(text.clone(), |turned| format!("{text}\n{turned}"))
        }
        Format::Json => difference_json(&compared, differences, turning, new.language),
    };
    output::print(&text)
}

fn differs(difference: &Difference) -> bool {
    let comparison = difference.comparison.as_ref();
    comparison.is_none_or(|it| it.standing != Standing::Same || !it.changes.is_empty())
}
