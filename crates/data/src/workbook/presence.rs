//! What a sheet of cases says of whether there were any: a form asks, so that one left untouched is not taken for an answer.

use dabiao_diagnostics::register::UNCLEAR_CASES;
use dabiao_model::{EntityId, Language, Place, RecordId, Text};

use super::header::Area;
use crate::headers::{Header, fold};
use crate::lookup::Lookup;
use crate::nearest::shown;
use crate::read::Reading;

/// The label above the headers.
const LABEL: Header = ("cases", "本期有无");
/// The label of whose they are.
const WHOSE: Header = ("entity", "主体");
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
    (record, header): (RecordId, u32),
) -> bool {
    let Some((answer, place)) = answer(area, header) else {
        return true;
    };
    let rows = area.grid.rows().filter(|(row, _)| *row > header).count();
    let is = |words: &[&str]| words.contains(&fold(answer).as_str());
    let contradiction = match (answer, rows) {
        ("", _) => None,
        _ if is(NONE) && rows > 0 => Some(Text::new(
            format!("it says that there were none, and rows below hold some: {rows}"),
            format!("填写为“无”，而下方有 {rows} 行"),
        )),
        _ if is(SOME) && rows == 0 => Some(Text::new(
            "it says that there were some, and no row below holds one",
            "填写为“有”，而下方一行也没有",
        )),
        _ if is(NONE) || is(SOME) => None,
        _ => Some(Text::new(
            format!("“{}” is neither `some` nor `none`", shown(answer)),
            format!("“{}”既不是“有”也不是“无”", shown(answer)),
        )),
    };
    if let Some(reason) = contradiction {
        let wrong = reading.lookup.wrong(&UNCLEAR_CASES, place);
        reading.findings.push(wrong.with("reason", reason));
    }
    if let Some(entity) = whose(&reading.lookup, area, header) {
        reading.ask(record, entity, is(NONE));
    }
    rows > 0 || is(NONE)
}

/// The entity that a sheet is for, as a form says above the headers: `主体：临夏县`.
fn whose(lookup: &Lookup<'_>, area: &Area<'_>, header: u32) -> Option<EntityId> {
    let (en, zh) = WHOSE;
    let above = area.grid.rows().take_while(|(row, _)| *row < header);
    above.flat_map(|(_, cells)| cells).find_map(|cell| {
        let (label, said) = area.grid.text(cell).split_once([':', '：'])?;
        let label = fold(label);
        let is_label = label == en || label == zh;
        lookup.entity(said.trim()).filter(|_| is_label)
    })
}

/// The answer above the headers and its place: behind the colon, else in the next cell, which may be empty.
fn answer<'g>(area: &Area<'g>, header: u32) -> Option<(&'g str, Place)> {
    let above = area.grid.rows().take_while(|(row, _)| *row < header);
    above.flat_map(|(_, cells)| cells).find_map(|cell| {
        let (label, said) = area.grid.text(cell).split_once([':', '：'])?;
        let label = fold(label);
        if label != LABEL.0 && label != LABEL.1 {
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
