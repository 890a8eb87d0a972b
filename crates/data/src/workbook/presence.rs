//! What a sheet of cases says of whether there were any: a form asks, so that one left untouched is not taken for an answer.

use dabiao_diagnostics::register::UNCLEAR_CASES;
use dabiao_model::{EntityId, Language, Period, Place, RecordId, Text, Unanswered};

use super::header::Area;
use crate::headers::{Header, fold};
use crate::lookup::Lookup;
use crate::nearest::shown;
use crate::period_text::period_of;
use crate::periods::lost_zero;
use crate::raw::RawCell;
use crate::read::Reading;

/// The label above the headers.
const LABEL: Header = ("cases", "本期有无");
/// The label of whose they are.
pub(super) const WHOSE: &[&str] = &["entity", "主体"];
/// The labels of the time that is asked about, as above a table of figures.
const WHEN: &[&str] = &["period", "时期", "报告期", "统计时期"];
const SOME: &[&str] = &["some", "yes", "有"];
const NONE: &[&str] = &["none", "no", "无", "没有"];

/// How a form asks above the headers of cases whether there were any: the label, and the answers some and none.
pub fn cases_question(language: Language) -> (&'static str, [&'static str; 2]) {
    let label = language.pick(LABEL.0, LABEL.1);
    (label, language.pick(["some", "none"], ["有", "无"]))
}

/// Whether the cases of a sheet are submitted: always where nothing asks, else where rows stand below or the answer is
/// that there were none. An answer that the rows contradict is complained of, and the rows count.
pub(super) fn is_submitted(
    reading: &mut Reading<'_>,
    area: &Area<'_>,
    (record, header, sheet): (RecordId, u32, &str),
) -> bool {
    let Some((answer, place)) = said(area, header, &[LABEL.0, LABEL.1]) else {
        return true;
    };
    let rows = area.grid.rows().filter(|(row, _)| *row > header).count();
    let is = |words: &[&str]| words.contains(&fold(answer).as_str());
    let contradiction = match (answer, rows) {
        ("", _) => None,
        _ if is(NONE) && rows > 0 => Some(Text::new(
            format!("it says that there were none, and rows below hold some: {rows}"),
            format!("填写为“{}”，而下方有 {rows} 行", shown(answer)),
        )),
        _ if is(SOME) && rows == 0 => Some(Text::new(
            "it says that there were some, and no row below holds one",
            format!("填写为“{}”，而下方一行也没有", shown(answer)),
        )),
        _ if is(NONE) || is(SOME) => None,
        _ => Some(Text::new(
            format!("“{}” is neither `some` nor `none`", shown(answer)),
            format!("“{}”既不是“有”也不是“无”", shown(answer)),
        )),
    };
    if let Some(reason) = contradiction {
        unclear(reading, place, reason);
    }
    let entity = whose(&reading.lookup, area, (record, header));
    let period = when(reading, area, (header, sheet));
    reading.ask(record, Unanswered { entity, period }, is(NONE));
    rows > 0 || is(NONE)
}

fn unclear(reading: &mut Reading<'_>, place: Place, reason: Text) {
    let wrong = reading.lookup.wrong(&UNCLEAR_CASES, place);
    reading.findings.push(wrong.with("reason", reason));
}

/// The entity that a sheet is for, as a form says above the headers: `主体：临夏县`; none for everybody.
fn whose(
    lookup: &Lookup<'_>,
    area: &Area<'_>,
    (record, header): (RecordId, u32),
) -> Option<EntityId> {
    let record = lookup.schema.records.get(record.index())?;
    let (name, _) = said(area, header, WHOSE).filter(|_| record.per.is_some())?;
    lookup.entity(name)
}

/// The time that a sheet asks about, as a form says above the headers or its name does: `时期：2025年一季度`; none for all
/// of it. What stands there and is no period is complained of.
fn when(
    reading: &mut Reading<'_>,
    area: &Area<'_>,
    (header, sheet): (u32, &str),
) -> Option<Period> {
    let Some((text, place)) = said(area, header, WHEN).filter(|(text, _)| !text.is_empty()) else {
        return period_of(sheet).ok();
    };
    let lost = lost_zero(&reading.lookup, RawCell::new(text, place));
    let period = period_of(text).ok().filter(|_| lost.is_none());
    if period.is_none() {
        let text = shown(text);
        let why = lost.unwrap_or_else(|| Text::same(""));
        let (en, zh) = if why.en.is_empty() {
            ("", "")
        } else {
            (": ", "：")
        };
        let reason = Text::new(
            format!("“{text}” above the headers is no period{en}{}", why.en),
            format!("表头上方的“{text}”不是时期{zh}{}", why.zh),
        );
        unclear(reading, place, reason);
    }
    period
}

/// What stands behind a label above the headers, and its place: behind the colon, else in the next cell, which may be empty.
pub(super) fn said<'g>(area: &Area<'g>, header: u32, labels: &[&str]) -> Option<(&'g str, Place)> {
    let above = area.grid.rows().take_while(|(row, _)| *row < header);
    above.flat_map(|(_, cells)| cells).find_map(|cell| {
        let (label, said) = area.grid.text(cell).split_once([':', '：'])?;
        if !labels.contains(&fold(label).as_str()) {
            return None;
        }
        if !said.trim().is_empty() {
            return Some((said.trim(), area.place(cell.row, cell.column)));
        }
        let next = cell.column.saturating_add(1);
        let said = area.grid.cell(cell.row, next);
        let said = said.map_or("", |said| area.grid.text(said));
        Some((said, area.place(cell.row, next)))
    })
}
