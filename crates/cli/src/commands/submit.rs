//! `dabiao submit`: files handed in, kept with who and when.

use dabiao_core::Language;
use dabiao_data::{Limits, load};
use dabiao_history::{Correction, History, NewSubmission};

use super::{In, Outcome, Result};
use crate::args::SubmitArgs;
use crate::failure::Failure;
use crate::{clock, files, output};

pub(super) fn run(args: &SubmitArgs, language: Language) -> Result {
    let said = submit(args, language).in_language(language)?;
    output::print(&said).in_language(language)?;
    Ok(Outcome::Fine)
}

fn submit(args: &SubmitArgs, language: Language) -> std::result::Result<String, Failure> {
    let at = clock::moment(args.entry.at.as_deref())?;
    if args.data.is_empty() {
        return Err(Failure::usage(
            "say what is submitted: `--data figures.csv`, or a folder of files",
            "请写明报送的内容：`--data figures.csv`，或数据文件夹",
        ));
    }
    files::missing(&args.data)?;
    let loaded = load(&args.data, &Limits::default()).map_err(Failure::Data)?;
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
    let id = History::begin(&args.history)?.submit(&new)?;
    let (count, who) = (loaded.inputs.len(), &args.entry.by);
    let files = if count == 1 { "file" } else { "files" };
    Ok(language.pick(
        format!("submission {id}: {count} {files} by {who}, {at}\n"),
        format!("第 {id} 号报送：{who} 报送文件 {count} 个，{at}\n"),
    ))
}
