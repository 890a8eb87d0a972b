//! `dabiao assess`: what the submissions of a history come to on a day, kept beside them.

use dabiao_core::{Diagnostics, Language, Meter};
use dabiao_history::{History, NewAssessment, assessment_text};

use super::check::{Checked, compile, tell};
use super::due::day;
use super::evaluate::invalid;
use super::{In, Outcome, Result};
use crate::args::{AssessArgs, Format};
use crate::failure::Failure;
use crate::progress::Progress;
use crate::{clock, output};

pub(super) fn run(args: &AssessArgs, asked: Option<Language>, preferred: Language) -> Result {
    let checked = compile(&args.policy, asked).in_language(preferred)?;
    let language = checked.language;
    if !checked.policy.is_valid() {
        return invalid(&checked, args.output.format).in_language(language);
    }
    let (said, findings) = assess(args, &checked).in_language(language)?;
    if args.output.format == Format::Text {
        tell(&findings, &checked.sources, language);
    }
    output::print(&said).in_language(language)?;
    Ok(Outcome::found(findings.has_errors()))
}

/// Keeps an assessment; what is to be printed of it, and what was found on the way.
fn assess(
    args: &AssessArgs,
    checked: &Checked,
) -> std::result::Result<(String, Diagnostics), Failure> {
    let at = clock::moment(args.entry.at.as_deref(), checked.language)?;
    let new = NewAssessment {
        at: at.at(),
        who: &args.entry.by,
        policy: &checked.policy,
        as_of: day(&args.as_of)?,
        language: checked.language,
    };
    let meter = Meter::default();
    let progress = Progress::long(&meter, checked.language);
    let of = |error| Failure::History(args.history.clone(), error);
    let mut history = History::open(&args.history).map_err(of)?.watched(&meter);
    let (id, assessed) = history.assess(&new).map_err(of)?;
    drop(progress);
    if args.output.format == Format::Json {
        return Ok((assessed.document, assessed.findings));
    }
    let look = output::look(checked.language);
    let text = assessment_text(&history.outcome(id).map_err(of)?, look);
    Ok((text, assessed.findings))
}
