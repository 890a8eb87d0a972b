//! `dabiao submit`: files handed in, kept with who and when; or a submission taken back.

use std::fmt::Write as _;

use dabiao_core::{Diagnostics, Language, Meter, Sources};
use dabiao_data::{Input, Limits, Loaded};
use dabiao_history::{Correction, FileEntry, History, NewSubmission, SubmissionId, unreadable};

use super::check::tell;
use super::evaluate::find;
use super::{In, Outcome, Result};
use crate::args::SubmitArgs;
use crate::failure::Failure;
use crate::progress::Progress;
use crate::{clock, output, texts};

pub(super) fn run(args: &SubmitArgs, language: Language) -> Result {
    let loaded = load(args).in_language(language)?;
    tell(&loaded.skipped, &Sources::new(), language);
    let wrong = look(args, &loaded.inputs, language).in_language(language)?;
    if wrong.has_errors() {
        tell(&wrong, &Sources::new(), language);
        let not = language.pick(
            "these files can be read under no policy, so nothing was submitted",
            "以上文件在任何方案下都无法读取，未作报送",
        );
        output::error(&texts::failure(not, language));
        return Ok(Outcome::Findings);
    }
    let said = submit(args, &loaded.inputs, language).in_language(language)?;
    output::print(&said).in_language(language)?;
    Ok(Outcome::Fine)
}

/// The files that are named; a withdrawal names none.
fn load(args: &SubmitArgs) -> std::result::Result<Loaded, Failure> {
    if args.withdraws.is_some() {
        return Ok(Loaded::default());
    }
    if args.data.is_empty() {
        return Err(Failure::usage(
            "say what is submitted: `--data figures.csv`, or a folder of files",
            "请写明报送的内容：`--data figures.csv`，或数据文件夹",
        ));
    }
    find(&args.data, &Limits::default())
}

/// What makes files useless whatever the policy: it would be found at every assessment from then on.
fn look(
    args: &SubmitArgs,
    inputs: &[Input],
    language: Language,
) -> std::result::Result<Diagnostics, Failure> {
    let meter = Meter::default();
    let _progress = Progress::new(size(inputs), &meter, language);
    let read = unreadable(inputs, args.encoding.map(Into::into), &meter);
    read.map_err(Failure::Keeping)
}

fn size(inputs: &[Input]) -> usize {
    let bytes = inputs.iter().map(Input::size);
    bytes.fold(0, usize::saturating_add)
}

/// Keeps a submission; what is to be printed of it.
fn submit(
    args: &SubmitArgs,
    inputs: &[Input],
    language: Language,
) -> std::result::Result<String, Failure> {
    let at = clock::moment(args.entry.at.as_deref(), language)?;
    let instead = args.corrects.or(args.withdraws);
    let corrects = instead.map(|submission| Correction {
        submission,
        because: args.because.as_deref().unwrap_or_default(),
    });
    let new = NewSubmission {
        at: at.at(),
        who: &args.entry.by,
        files: inputs,
        encoding: args.encoding.map(Into::into),
        corrects,
    };
    let meter = Meter::default();
    let progress = Progress::new(size(inputs), &meter, language);
    let of = |error| Failure::History(args.history.clone(), error);
    let opened = if instead.is_some() {
        History::open(&args.history)
    } else {
        History::begin(&args.history)
    };
    let mut history = opened.map_err(of)?.watched(&meter);
    let id = history.submit(&new).map_err(of)?;
    drop(progress);
    let (who, at) = (&args.entry.by, at.at().moment());
    let mut said = match args.withdraws {
        Some(withdrawn) => language.pick(
            format!("submission {id}: {who} withdraws submission {withdrawn}, {at}\n"),
            format!("第 {id} 号报送：{who} 撤回第 {withdrawn} 号报送，{at}\n"),
        ),
        None => handed_in(id, inputs.len(), who, at, language),
    };
    if let Some(before) = instead {
        let files = history.dropped(id).map_err(of)?;
        said.push_str(&dropped(&files, before, language));
    }
    Ok(said)
}

fn handed_in(id: SubmissionId, count: usize, who: &str, at: &str, language: Language) -> String {
    let files = if count == 1 { "file" } else { "files" };
    language.pick(
        format!("submission {id}: {count} {files} by {who}, {at}\n"),
        format!("第 {id} 号报送：{who} 报送文件 {count} 个，{at}\n"),
    )
}

/// The files of what is corrected that nothing stands in the place of: a line each.
fn dropped(files: &[FileEntry], before: SubmissionId, language: Language) -> String {
    let mut said = String::new();
    for FileEntry { name, .. } in files {
        let line = language.pick(
            format!("  {name} of submission {before} no longer counts"),
            format!("  第 {before} 号报送的 {name} 不再计入"),
        );
        // Writing into a string has no way to fail.
        let _ = writeln!(said, "{line}");
    }
    said
}
