//! A sheet of a workbook with comments and colours at some of its cells.

use std::collections::BTreeMap;

use dabiao_core::{Language, Severity};
use quick_xml::Writer;
use quick_xml::events::{BytesStart, Event};

use super::RemarkError;
use super::archive::{Archive, OFFICE};
use super::note::{self, raw};
use super::remark::{Remark, place, reference, together};
use super::styles::Styles;
use super::xml::{self, attribute};

/// The elements of a sheet that stand behind the one that names its comments' boxes.
const BEHIND: &[&str] = &[
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
    "mc:AlternateContent",
];

/// What is to be said at the cells of a sheet, by rows and columns.
pub(super) struct Marks {
    cells: BTreeMap<(u32, u32), (String, Severity)>,
}

impl Marks {
    /// What the remarks at each cell say together.
    pub(super) fn of(cells: &BTreeMap<(u32, u32), Vec<&Remark>>, language: Language) -> Self {
        let cells = cells.iter();
        let cells = cells.map(|(at, remarks)| (*at, together(remarks, language)));
        Self {
            cells: cells.collect(),
        }
    }

    /// Each cell by its name, with what is said there.
    pub(super) fn texts(&self) -> impl Iterator<Item = (String, &str)> {
        let cells = self.cells.iter();
        cells.map(|((row, column), (text, _))| (reference(*row, *column), text.as_str()))
    }

    /// What is said at the cell of this name, and the name.
    pub(super) fn text(&self, name: String) -> Option<(String, &str)> {
        let (text, _) = self.cells.get(&place(&name)?)?;
        Some((name, text))
    }
}

/// Puts marks into a sheet.
pub(super) fn mark(
    archive: &mut Archive,
    styles: &mut Styles,
    part: &str,
    marks: &Marks,
) -> Result<(), RemarkError> {
    let wrong = || RemarkError::unusual(part);
    let drawing = drawing(archive.needed(part)?);
    let relations = archive.relations(part);
    let comments = relations.iter().find(|it| it.kind == "comments");
    let mut had = Vec::new();
    if let Some(comments) = comments {
        let longer = note::longer(archive.needed(&comments.part)?, marks);
        let longer = longer.ok_or_else(|| RemarkError::unusual(&comments.part))?;
        had = longer.1;
        archive.put(&comments.part, longer.0);
    } else {
        let name = archive.free("xl/comments", ".xml");
        archive.put(&name, note::comments(marks));
        archive.relate(part, "comments", &name)?;
        archive.say_kind(&name, "spreadsheetml.comments+xml")?;
    }
    let cells = marks.cells.keys().copied();
    let new = cells.filter(|(row, column)| !had.contains(&reference(*row, *column)));
    let known = drawing.and_then(|id| relations.into_iter().find(|it| it.id == id));
    let mut added = None;
    if let Some(known) = known {
        // The numbers of boxes that programs make begin with 1,025.
        let text = xml::inside(
            archive.needed(&known.part)?,
            "xml",
            &note::shapes(new, 60_000),
        );
        let text = text.ok_or_else(|| RemarkError::unusual(&known.part))?;
        archive.put(&known.part, text);
    } else {
        let name = archive.free("xl/drawings/vmlDrawing", ".vml");
        archive.put(&name, note::boxes(&note::shapes(new, 1_025)));
        archive.say_kind(&name, "vmlDrawing")?;
        added = Some(archive.relate(part, "vmlDrawing", &name)?);
    }
    let mut writing = Writing {
        writer: Writer::new(Vec::new()),
        styles,
        left: marks
            .cells
            .iter()
            .map(|(at, (_, grave))| (*at, *grave))
            .collect(),
        row: 0,
        column: 0,
        drawing: added,
    };
    let text = writing.sheet(archive.needed(part)?).ok_or_else(wrong)?;
    archive.put(part, text);
    Ok(())
}

/// The relation under which a sheet names the boxes of its comments.
fn drawing(text: &str) -> Option<String> {
    let mut reader = xml::reader(text);
    loop {
        match reader.read_event().ok()? {
            Event::Start(element) | Event::Empty(element)
                if element.name().as_ref() == "legacyDrawing" =>
            {
                return xml::relation(&element);
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// A sheet on its way into the copy.
struct Writing<'s> {
    writer: Writer<Vec<u8>>,
    styles: &'s mut Styles,
    /// The cells that are still to be coloured.
    left: BTreeMap<(u32, u32), Severity>,
    row: u32,
    column: u32,
    /// The relation to boxes that the sheet does not name yet.
    drawing: Option<String>,
}

impl Writing<'_> {
    fn sheet(&mut self, text: &str) -> Option<String> {
        let mut reader = xml::reader(text);
        let mut depth = 0_usize;
        let mut has_rows = false;
        loop {
            let event = reader.read_event().ok()?;
            match event {
                Event::Start(element) => {
                    depth = depth.saturating_add(1);
                    match (depth, element.name().as_ref()) {
                        (2, "sheetData") => has_rows = true,
                        (2, name) if BEHIND.contains(&name) => self.name_boxes()?,
                        (3, "row") => self.begin_row(&element)?,
                        (4, "c") => {
                            let cell = self.cell(&element)?;
                            self.writer.write_event(Event::Start(cell)).ok()?;
                            continue;
                        }
                        _ => {}
                    }
                    self.writer.write_event(Event::Start(element)).ok()?;
                }
                Event::Empty(element) => {
                    match (depth, element.name().as_ref()) {
                        (1, "sheetData") => {
                            has_rows = true;
                            self.opened(&element, u32::MAX)?;
                            continue;
                        }
                        (1, name) if BEHIND.contains(&name) => self.name_boxes()?,
                        (2, "row") => {
                            self.begin_row(&element)?;
                            let row = self.row;
                            self.opened_row(&element, row)?;
                            continue;
                        }
                        (3, "c") => {
                            let cell = self.cell(&element)?;
                            self.writer.write_event(Event::Empty(cell)).ok()?;
                            continue;
                        }
                        _ => {}
                    }
                    self.writer.write_event(Event::Empty(element)).ok()?;
                }
                Event::End(element) => {
                    match (depth, element.name().as_ref()) {
                        (3, "row") => self.cells_before(u32::MAX)?,
                        (2, "sheetData") => self.rows_before(u32::MAX)?,
                        (1, _) => self.name_boxes()?,
                        _ => {}
                    }
                    depth = depth.saturating_sub(1);
                    self.writer.write_event(Event::End(element)).ok()?;
                }
                Event::Eof => break,
                event => self.writer.write_event(event).ok()?,
            }
        }
        let written = std::mem::take(self.writer.get_mut());
        String::from_utf8(written).ok().filter(|_| has_rows)
    }

    /// An element without anything in it, opened for rows.
    fn opened(&mut self, element: &BytesStart<'_>, before: u32) -> Option<()> {
        self.writer
            .write_event(Event::Start(element.borrow()))
            .ok()?;
        self.rows_before(before)?;
        self.writer.write_event(Event::End(element.to_end())).ok()
    }

    /// A row without anything in it, opened for cells if there are any to be added.
    fn opened_row(&mut self, element: &BytesStart<'_>, row: u32) -> Option<()> {
        if self.left.range((row, 0)..=(row, u32::MAX)).next().is_none() {
            return self.writer.write_event(Event::Empty(element.borrow())).ok();
        }
        self.writer
            .write_event(Event::Start(element.borrow()))
            .ok()?;
        self.cells_before(u32::MAX)?;
        self.writer.write_event(Event::End(element.to_end())).ok()
    }

    /// Names the boxes of the comments where the sheet does not yet.
    fn name_boxes(&mut self) -> Option<()> {
        let Some(id) = self.drawing.take() else {
            return Some(());
        };
        let named = format!("<legacyDrawing xmlns:r=\"{OFFICE}\" r:id=\"{id}\"/>");
        raw(&mut self.writer, &named)
    }

    fn begin_row(&mut self, element: &BytesStart<'_>) -> Option<()> {
        let row = match attribute(element, "r") {
            Some(row) => row.parse().ok()?,
            None => self.row.saturating_add(1),
        };
        self.rows_before(row)?;
        (self.row, self.column) = (row, 0);
        Some(())
    }

    /// A cell as it stands in the copy, and before it those that are to be added.
    fn cell(&mut self, element: &BytesStart<'_>) -> Option<BytesStart<'static>> {
        let column = match attribute(element, "r") {
            Some(name) => place(&name)?.1,
            None => self.column.saturating_add(1),
        };
        self.cells_before(column)?;
        self.column = column;
        let Some(severity) = self.left.remove(&(self.row, column)) else {
            return Some(element.to_owned().into_owned());
        };
        let style = attribute(element, "s").and_then(|it| it.parse().ok());
        let style = self.styles.coloured(style.unwrap_or(0), severity);
        Some(xml::with(element, &[("s", Some(style.to_string()))]))
    }

    /// Adds the cells of this row that come before a column.
    fn cells_before(&mut self, column: u32) -> Option<()> {
        let row = self.row;
        while let Some((at, severity)) = self.next((row, 0), (row, column)) {
            let style = self.styles.coloured(0, severity);
            let cell = format!("<c r=\"{}\" s=\"{style}\"/>", reference(at.0, at.1));
            raw(&mut self.writer, &cell)?;
        }
        Some(())
    }

    /// Adds the rows that come before a row.
    fn rows_before(&mut self, row: u32) -> Option<()> {
        let behind = self.row.saturating_add(1);
        if behind >= row {
            return Some(());
        }
        while let Some((at, _)) = self.left.range((behind, 0)..(row, 0)).next() {
            self.row = at.0;
            raw(&mut self.writer, &format!("<row r=\"{}\">", at.0))?;
            self.cells_before(u32::MAX)?;
            raw(&mut self.writer, "</row>")?;
        }
        Some(())
    }

    /// Takes the first of the cells that are left between two.
    fn next(&mut self, from: (u32, u32), to: (u32, u32)) -> Option<((u32, u32), Severity)> {
        let (at, severity) = self.left.range(from..to).next()?;
        let found = (*at, *severity);
        self.left.remove(&found.0);
        Some(found)
    }
}
