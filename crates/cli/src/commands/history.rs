//! `dabiao history`: what was submitted and assessed, trends of it, and its export and import.

use std::fs::File;
use std::io::BufReader;

use dabiao_core::Language;
use dabiao_history::{
    History, HistoryError, history_json, history_text, ladders_json, ladders_text, trends_json,
    trends_text,
};

use super::{In, Outcome, Result};
use crate::args::{Format, HistoryArgs};
use crate::failure::Failure;
use crate::{files, output};

pub(super) fn run(args: &HistoryArgs, language: Language) -> Result {
    let text = told(args, language).in_language(language)?;
    output::print(&text).in_language(language)?;
    Ok(Outcome::Fine)
}

fn told(args: &HistoryArgs, language: Language) -> std::result::Result<String, Failure> {
    let of = |error| Failure::History(args.history.clone(), error);
    if let Some(path) = &args.import {
        let from = File::open(path).map_err(|error| Failure::Unreadable(path.clone(), error))?;
        let mut history = History::begin(&args.history).map_err(of)?;
        // What is wrong in an export is told of the export.
        let imported = history.import(&mut BufReader::new(from));
        imported.map_err(|error| match error {
            HistoryError::Malformed { .. } | HistoryError::Io(_) => {
                Failure::History(path.clone(), error)
            }
            error => of(error),
        })?;
    }
    let history = History::open(&args.history).map_err(of)?;
    if let Some(path) = &args.export {
        let mut bytes = Vec::new();
        history.export(&mut bytes).map_err(of)?;
        files::create(path, &bytes)?;
    }
    let (look, format) = (output::look(language), args.output.format);
    if args.escalations {
        let rungs = history.ladders(args.entity.as_deref()).map_err(of)?;
        return Ok(match format {
            Format::Text => ladders_text(&rungs, look),
            Format::Json => ladders_json(&rungs),
        });
    }
    if args.target.is_some() || args.entity.is_some() {
        let trends = history.trends(args.target.as_deref(), args.entity.as_deref());
        let trends = trends.map_err(of)?;
        return Ok(match format {
            Format::Text => trends_text(&trends, look),
            Format::Json => trends_json(&trends),
        });
    }
    let entries = history.entries().map_err(of)?;
    Ok(match format {
        Format::Text => history_text(&entries, look),
        Format::Json => history_json(&entries),
    })
}
