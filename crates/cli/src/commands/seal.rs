//! `dabiao seal`: an assessment with all it rests on, in one file.

use dabiao_core::{Diagnostics, Language, Meter};
use dabiao_data::{Input, Limits};
use dabiao_history::{Question, Seal};

use super::check::{Checked, compile, tell};
use super::evaluate::{are_named, as_of, find, invalid};
use super::{In, Outcome, Result};
use crate::args::{Format, SealArgs};
use crate::failure::Failure;
use crate::progress::Progress;
use crate::{files, output};

pub(super) fn run(args: &SealArgs, asked: Option<Language>, preferred: Language) -> Result {
    let checked = compile(&args.policy, asked).in_language(preferred)?;
    let language = checked.language;
    if !checked.policy.is_valid() {
        return invalid(&checked, Format::Text).in_language(language);
    }
    let (hash, findings) = seal(args, &checked).in_language(language)?;
    tell(&findings, &checked.sources, language);
    let path = args.output.display();
    let said = language.pick(
        format!("{path}: sealed\n{hash}\n"),
        format!("{path}：已封存\n{hash}\n"),
    );
    output::print(&said).in_language(language)?;
    Ok(Outcome::found(findings.has_errors()))
}

/// Writes the seal; its digest, the files of folders that were passed over and what was found on the way. Data with
/// errors are sealed too: what is sealed is what was assessed.
fn seal(args: &SealArgs, checked: &Checked) -> std::result::Result<(String, Diagnostics), Failure> {
    are_named(&args.data.data)?;
    let as_of = as_of(&args.data)?;
    let loaded = find(&args.data.data, &Limits::default())?;
    let bytes = loaded.inputs.iter().map(Input::size);
    let bytes = bytes.fold(0, usize::saturating_add);
    let meter = Meter::default();
    let progress = Progress::new(bytes, &meter, checked.language);
    let question = Question {
        policy: &checked.policy,
        inputs: &loaded.inputs,
        encoding: args.data.encoding.map(Into::into),
        as_of,
        language: checked.language,
    };
    let (seal, found) = Seal::of_watched(&question, &meter).map_err(Failure::Keeping)?;
    drop(progress);
    files::create(&args.output, seal.to_json().as_bytes())?;
    let mut findings = loaded.skipped;
    findings.extend(found);
    Ok((seal.hash, findings))
}
