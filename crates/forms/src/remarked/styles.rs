//! The styles of a workbook, with those of it that are coloured added.

use std::collections::BTreeMap;

use dabiao_core::Severity;
use quick_xml::Writer;
use quick_xml::events::Event;

use super::RemarkError;
use super::archive::{Archive, WORKBOOK};
use super::xml;

/// What a cell with a warning, and one with an error, is filled with.
const COLOURS: [&str; 2] = ["FFFFEB9C", "FFFFC7CE"];

/// The styles there are, and those to be added.
pub(super) struct Styles {
    part: String,
    text: String,
    fills: usize,
    /// The styles of cells, as they are written.
    cells: Vec<String>,
    added: Vec<String>,
    /// Which style a coloured one was made of, and its number.
    coloured: BTreeMap<(usize, usize), usize>,
}

impl Styles {
    /// The styles of a workbook.
    pub(super) fn of(archive: &Archive) -> Result<Self, RemarkError> {
        let relations = archive.relations(WORKBOOK);
        let part = relations.into_iter().find(|it| it.kind == "styles");
        let part = part.map_or_else(|| "xl/styles.xml".to_owned(), |it| it.part);
        let text = archive.needed(&part)?.to_owned();
        let found = read(&text).ok_or_else(|| RemarkError::unusual(&part))?;
        Ok(Self {
            part,
            fills: found.0,
            cells: found.1,
            text,
            added: Vec::new(),
            coloured: BTreeMap::new(),
        })
    }

    /// The number of a style like this one, in the colour of what was found; the same one for a note.
    pub(super) fn coloured(&mut self, style: usize, severity: Severity) -> usize {
        let colour = match severity {
            Severity::Note => return style,
            Severity::Warning => 0,
            Severity::Error => 1,
        };
        if let Some(known) = self.coloured.get(&(style, colour)) {
            return *known;
        }
        let fill = self.fills.saturating_add(colour);
        let own = self.cells.get(style).and_then(|it| filled(it, fill));
        let plain = || {
            format!(
                "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"{fill}\" borderId=\"0\" xfId=\"0\" applyFill=\"1\"/>"
            )
        };
        let number = self.cells.len().saturating_add(self.added.len());
        self.added.push(own.unwrap_or_else(plain));
        self.coloured.insert((style, colour), number);
        number
    }

    /// Puts what was added into the workbook.
    pub(super) fn write(self, archive: &mut Archive) -> Result<(), RemarkError> {
        let fills = COLOURS.map(|colour| {
            format!("<fill><patternFill patternType=\"solid\"><fgColor rgb=\"{colour}\"/><bgColor indexed=\"64\"/></patternFill></fill>")
        });
        let styles = self.cells.len().saturating_add(self.added.len());
        let text = longer(
            &self.text,
            "fills",
            self.fills.saturating_add(2),
            &fills.concat(),
        );
        let text = text.and_then(|text| longer(&text, "cellXfs", styles, &self.added.concat()));
        let text = text.ok_or_else(|| RemarkError::unusual(&self.part))?;
        archive.put(&self.part, text);
        Ok(())
    }
}

/// A list of a part with more at its end, and their number.
fn longer(text: &str, list: &str, count: usize, more: &str) -> Option<String> {
    let (before, rest) = text.split_once(format!("<{list}").as_str())?;
    let (_, rest) = rest.split_once('>')?;
    let end = format!("</{list}>");
    let (items, behind) = rest.split_once(end.as_str())?;
    Some(format!(
        "{before}<{list} count=\"{count}\">{items}{more}{end}{behind}"
    ))
}

/// How many fills there are, and the styles of cells.
fn read(text: &str) -> Option<(usize, Vec<String>)> {
    let mut reader = xml::reader(text);
    let (mut fills, mut cells, mut list) = (0_usize, Vec::new(), String::new());
    loop {
        let from = usize::try_from(reader.buffer_position()).ok()?;
        let event = reader.read_event().ok()?;
        let is_begun = matches!(event, Event::Start(_));
        match event {
            Event::Start(element) | Event::Empty(element) => {
                match (list.as_str(), element.name().as_ref()) {
                    ("fills", "fill") => fills = fills.saturating_add(1),
                    ("cellXfs", "xf") => {
                        if is_begun {
                            reader.read_to_end(element.to_end().name()).ok()?;
                        }
                        let to = usize::try_from(reader.buffer_position()).ok()?;
                        cells.push(text.get(from..to)?.to_owned());
                    }
                    (_, name @ ("fills" | "cellXfs")) if is_begun => name.clone_into(&mut list),
                    _ => {}
                }
            }
            Event::End(element) if element.name().as_ref() == list => list.clear(),
            Event::Eof => return (!cells.is_empty()).then_some((fills, cells)),
            _ => {}
        }
    }
}

/// A style with another fill.
fn filled(style: &str, fill: usize) -> Option<String> {
    let mut reader = xml::reader(style);
    let changed = [
        ("fillId", Some(fill.to_string())),
        ("applyFill", Some("1".to_owned())),
    ];
    let mut writer = Writer::new(Vec::new());
    match reader.read_event().ok()? {
        Event::Start(element) => writer.write_event(Event::Start(xml::with(&element, &changed))),
        Event::Empty(element) => writer.write_event(Event::Empty(xml::with(&element, &changed))),
        _ => return None,
    }
    .ok()?;
    let begun = usize::try_from(reader.buffer_position()).ok()?;
    let tag = String::from_utf8(writer.into_inner()).ok()?;
    Some(format!("{tag}{}", style.get(begun..)?))
}
