//! `dabiao verify`: a seal made again from its own parts.

use dabiao_core::{Language, Meter};
use dabiao_history::{
    HistoryError, Verification, verification_json, verification_text, verify_watched,
};

use super::{In, Outcome, Result};
use crate::args::{Format, VerifyArgs};
use crate::failure::Failure;
use crate::output;
use crate::progress::Progress;

pub(super) fn run(args: &VerifyArgs, language: Language) -> Result {
    let found = verify(args, language).in_language(language)?;
    let text = match args.output.format {
        Format::Text => verification_text(&found, language),
        Format::Json => verification_json(&found, language),
    };
    output::print(&text).in_language(language)?;
    Ok(Outcome::found(!found.is_whole()))
}

fn verify(args: &VerifyArgs, language: Language) -> std::result::Result<Verification, Failure> {
    let unreadable = |error| Failure::Unreadable(args.seal.clone(), error);
    let bytes = std::fs::read(&args.seal).map_err(unreadable)?;
    let of = |error| Failure::History(args.seal.clone(), error);
    let text = String::from_utf8(bytes).map_err(|_| of(HistoryError::NoSeal))?;
    let meter = Meter::default();
    let _progress = Progress::new(text.len(), &meter, language);
    verify_watched(&text, &meter).map_err(of)
}
