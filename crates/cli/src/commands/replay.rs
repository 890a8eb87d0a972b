//! `dabiao replay`: an assessment of a history made again.

use dabiao_core::{Language, Meter};
use dabiao_history::{History, Replayed};

use super::{In, Outcome, Result};
use crate::args::{Format, ReplayArgs};
use crate::failure::Failure;
use crate::output;
use crate::progress::Progress;

pub(super) fn run(args: &ReplayArgs, language: Language) -> Result {
    let (replayed, differences) = replay(args, language).in_language(language)?;
    let text = match args.output.format {
        Format::Json => replayed.now,
        Format::Text if differences.is_empty() => {
            let (id, title) = (args.assessment, &replayed.title);
            language.pick(
                format!("assessment {id}, {title}: made again, the same bytes\n"),
                format!("第 {id} 号评价，{title}：已重算，逐字节一致\n"),
            )
        }
        Format::Text => format!("{}\n", differences.join("\n")),
    };
    output::print(&text).in_language(language)?;
    Ok(Outcome::found(!differences.is_empty()))
}

fn replay(
    args: &ReplayArgs,
    language: Language,
) -> std::result::Result<(Replayed, Vec<String>), Failure> {
    let meter = Meter::default();
    let progress = Progress::long(&meter, language);
    let of = |error| Failure::History(args.history.clone(), error);
    let history = History::open(&args.history).map_err(of)?.watched(&meter);
    let replayed = history.replay(args.assessment).map_err(of)?;
    drop(progress);
    let differences = replayed.differences().map_err(of)?;
    let told = differences.iter().map(|it| it.get(language).to_owned());
    let told = told.collect();
    Ok((replayed, told))
}
