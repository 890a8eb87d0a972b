//! `dabiao submit`: files handed in, kept with who and when.

use dabiao_core::{Diagnostics, Language, Meter, Sources};
use dabiao_data::Limits;
use dabiao_history::{Correction, History, NewSubmission};

use super::check::tell;
use super::evaluate::find;
use super::{In, Outcome, Result};
use crate::args::SubmitArgs;
use crate::failure::Failure;
use crate::progress::Progress;
use crate::{clock, output};

pub(super) fn run(args: &SubmitArgs, language: Language) -> Result {
    let (said, skipped) = submit(args, language).in_language(language)?;
    tell(&skipped, &Sources::new(), language);
    output::print(&said).in_language(language)?;
    Ok(Outcome::Fine)
}

/// Keeps a submission; what is to be printed of it, and the files of folders that were passed over.
fn submit(
    args: &SubmitArgs,
    language: Language,
) -> std::result::Result<(String, Diagnostics), Failure> {
    let at = clock::moment(args.entry.at.as_deref())?;
    if args.data.is_empty() {
        return Err(Failure::usage(
            "say what is submitted: `--data figures.csv`, or a folder of files",
            "请写明报送的内容：`--data figures.csv`，或数据文件夹",
        ));
    }
    let loaded = find(&args.data, &Limits::default())?;
    let corrects = args.corrects.zip(args.because.as_deref());
    let new = NewSubmission {
        at: &at,
        who: &args.entry.by,
        files: &loaded.inputs,
        corrects: corrects.map(|(submission, because)| Correction {
            submission,
            because,
        }),
    };
    let bytes = loaded.inputs.iter().map(dabiao_data::Input::size);
    let bytes = bytes.fold(0, usize::saturating_add);
    let meter = Meter::default();
    let progress = Progress::new(bytes, &meter, language);
    let mut history = History::begin(&args.history)?.watched(&meter);
    let id = history.submit(&new)?;
    drop(progress);
    let (count, who) = (loaded.inputs.len(), &args.entry.by);
    let files = if count == 1 { "file" } else { "files" };
    let said = language.pick(
        format!("submission {id}: {count} {files} by {who}, {at}\n"),
        format!("第 {id} 号报送：{who} 报送文件 {count} 个，{at}\n"),
    );
    Ok((said, loaded.skipped))
}
