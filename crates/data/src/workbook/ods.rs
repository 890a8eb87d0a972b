//! Workbooks of `OpenDocument`: which sheets there are, and the cells of each with what is seen in them.

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use super::book::{MOST_MERGED, Tab};
use super::grid::{Grid, Mark, Merged};
use super::ods_cell::{OdsCell, Span};
use super::ods_styles::Styles;
use super::shown::Grain;

/// The part in which all sheets stand.
const CONTENT: &str = "content.xml";

/// The part in which styles of the whole document stand, which there need not be.
const STYLES: &str = "styles.xml";

/// What rows and columns say of the style of cells that say none.
const DEFAULT_STYLE: &str = "table:default-cell-style-name";

/// An opened workbook.
pub(super) struct Ods {
    content: String,
    sheets: Vec<OdsSheet>,
    styles: Styles,
}

/// A sheet, and where in the content its rows begin.
struct OdsSheet {
    name: String,
    is_hidden: bool,
    from: usize,
}

pub(super) type Xml<'x> = Reader<&'x [u8]>;

impl Ods {
    /// Whether an archive is a document of this kind and no workbook of another.
    pub(super) fn is_one(bytes: &[u8]) -> bool {
        let archive = ZipArchive::new(Cursor::new(bytes)).ok();
        archive.is_some_and(|mut archive| {
            archive.by_name(CONTENT).is_ok() && archive.by_name("xl/workbook.xml").is_err()
        })
    }

    /// Finds the sheets; nothing where it is damaged or has a password.
    pub(super) fn open(bytes: &[u8]) -> Option<Self> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let mut part = |name| {
            let mut text = String::new();
            archive.by_name(name).ok()?.read_to_string(&mut text).ok()?;
            Some(text)
        };
        let content = part(CONTENT)?;
        let sheets = sheets(&content)?;
        let mut styles = Styles::default();
        styles.take_in(&part(STYLES).unwrap_or_default())?;
        styles.take_in(&content)?;
        Some(Self {
            content,
            sheets,
            styles,
        })
    }

    /// The sheets, as the document lists them.
    pub(super) fn tabs(&self) -> Vec<Tab> {
        let tab = |(number, sheet): (u32, &OdsSheet)| Tab {
            number,
            name: sheet.name.clone(),
            is_hidden: sheet.is_hidden,
        };
        (1..).zip(&self.sheets).map(tab).collect()
    }

    /// All cells of a sheet, up to a few more than are wanted at most.
    pub(super) fn grid(&self, sheet: &str, most: usize) -> Option<Grid> {
        let sheet = self.sheets.iter().find(|it| it.name == sheet)?;
        let mut rows = Rows {
            xml: xml(self.content.get(sheet.from..)?),
            styles: &self.styles,
            columns: Vec::new(),
            most,
            grid: Grid::default(),
            merged: Vec::new(),
            row: 1,
        };
        rows.read()?;
        Some(rows.grid.finish(rows.merged))
    }
}

/// A reader of a part, or of what stands behind the beginning of an element in it.
pub(super) fn xml(text: &str) -> Xml<'_> {
    let mut xml = Reader::from_str(text);
    let config = xml.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    xml
}

/// The sheets of a document; those whose style says so are hidden.
fn sheets(content: &str) -> Option<Vec<OdsSheet>> {
    let (mut sheets, mut hidden) = (Vec::new(), BTreeSet::new());
    let (mut xml, mut style) = (xml(content), None);
    loop {
        match xml.read_event().ok()? {
            Event::Start(element) => match element.name().as_ref() {
                "style:style" => style = attribute(&element, "style:name"),
                "style:table-properties"
                    if attribute(&element, "table:display").as_deref() == Some("false") =>
                {
                    hidden.extend(style.clone());
                }
                "table:tracked-changes" => skip(&mut xml, &element)?,
                "table:table" => {
                    let style = attribute(&element, "table:style-name");
                    sheets.push(OdsSheet {
                        name: attribute(&element, "table:name")?,
                        is_hidden: style.is_some_and(|style| hidden.contains(&style)),
                        from: usize::try_from(xml.buffer_position()).ok()?,
                    });
                    skip(&mut xml, &element)?;
                }
                _ => {}
            },
            Event::Eof => return Some(sheets),
            _ => {}
        }
    }
}

/// Goes on behind the end of an element.
fn skip(xml: &mut Xml<'_>, element: &BytesStart<'_>) -> Option<()> {
    xml.read_to_end(element.to_end().name()).ok().map(drop)
}

/// What an element says under a name.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok().flatten()?;
    let value = attribute.normalized_value(XmlVersion::Implicit1_0);
    value.ok().map(String::from)
}

/// How many times an element stands, by an attribute of it; once where none says so.
fn count(element: &BytesStart<'_>, name: &str) -> Option<u32> {
    match attribute(element, name) {
        Some(text) => text.parse().ok(),
        None => Some(1),
    }
}

/// A walk through the rows of a sheet.
struct Rows<'x> {
    xml: Xml<'x>,
    styles: &'x Styles,
    /// The style of each column, by the number of the column behind those that have it.
    columns: Vec<(u32, String)>,
    most: usize,
    grid: Grid,
    merged: Vec<Merged>,
    /// The row that comes next, from 1.
    row: u32,
}

impl Rows<'_> {
    fn read(&mut self) -> Option<()> {
        while self.grid.len() <= self.most {
            match self.xml.read_event().ok()? {
                Event::Start(element) => match element.name().as_ref() {
                    "table:table-row" => self.row(&element)?,
                    "table:table-column" => self.column(&element)?,
                    // Rows and columns may stand in groups.
                    "table:table-row-group"
                    | "table:table-rows"
                    | "table:table-header-rows"
                    | "table:table-column-group"
                    | "table:table-columns"
                    | "table:table-header-columns" => {}
                    _ => skip(&mut self.xml, &element)?,
                },
                Event::End(element) if element.name().as_ref() == "table:table" => break,
                Event::Eof => return None,
                _ => {}
            }
        }
        Some(())
    }

    /// Takes in the style of columns.
    fn column(&mut self, element: &BytesStart<'_>) -> Option<()> {
        let times = count(element, "table:number-columns-repeated")?;
        let before = self.columns.last().map_or(1, |(behind, _)| *behind);
        let style = attribute(element, DEFAULT_STYLE).unwrap_or_default();
        self.columns.push((before.saturating_add(times), style));
        Some(())
    }

    /// How much of a day a cell shows: by its own style, else by that of its row, else by that of its column.
    fn grain(&self, cell: &BytesStart<'_>, row: Option<&str>, column: u32) -> Option<Grain> {
        let own = attribute(cell, "table:style-name");
        let of_column = || {
            let index = self
                .columns
                .partition_point(|(behind, _)| *behind <= column);
            self.columns.get(index).map(|(_, style)| style.as_str())
        };
        self.styles
            .grain(own.as_deref().or(row).or_else(of_column)?)
    }

    /// Takes in a row as often as it stands.
    fn row(&mut self, element: &BytesStart<'_>) -> Option<()> {
        let times = count(element, "table:number-rows-repeated")?;
        let style = attribute(element, DEFAULT_STYLE);
        let cells = self.cells(style.as_deref())?;
        let behind = self.row.saturating_add(times);
        // An empty row may be repeated down to the end of the sheet.
        let rows = if cells.is_empty() {
            self.row..self.row
        } else {
            self.row..behind
        };
        for row in rows {
            for (columns, text, mark, span) in &cells {
                for column in columns.clone() {
                    self.grid.push((row, column), text, *mark);
                    if self.grid.len() > self.most {
                        return Some(());
                    }
                }
                self.merge(row, columns.start, *span);
            }
        }
        self.row = behind;
        Some(())
    }

    fn merge(&mut self, row: u32, column: u32, span: Span) {
        if (span.rows > 1 || span.columns > 1) && self.merged.len() < MOST_MERGED {
            self.merged.push(Merged {
                rows: row..=row.saturating_add(span.rows).saturating_sub(1),
                columns: column..=column.saturating_add(span.columns).saturating_sub(1),
            });
        }
    }

    /// The cells of a row in which something stands, each with the columns it stands in.
    #[expect(
        clippy::type_complexity,
        reason = "they are taken apart where they are asked for"
    )]
    fn cells(
        &mut self,
        style: Option<&str>,
    ) -> Option<Vec<(std::ops::Range<u32>, String, Mark, Span)>> {
        let (mut cells, mut column) = (Vec::new(), 1_u32);
        loop {
            match self.xml.read_event().ok()? {
                Event::Start(element) => {
                    let times = count(&element, "table:number-columns-repeated")?;
                    let behind = column.saturating_add(times);
                    match element.name().as_ref() {
                        "table:table-cell" => {
                            let grain = self.grain(&element, style, column);
                            let cell = OdsCell::of(&element, self.text()?, grain)?;
                            let (text, mark) = cell.seen();
                            if !text.trim().is_empty() || mark.is_wrong() {
                                cells.push((column..behind, text, mark, cell.span));
                            }
                            column = behind;
                        }
                        // What stands below a merged region is not seen.
                        "table:covered-table-cell" => {
                            skip(&mut self.xml, &element)?;
                            column = behind;
                        }
                        _ => skip(&mut self.xml, &element)?,
                    }
                }
                Event::End(element) if element.name().as_ref() == "table:table-row" => {
                    return Some(cells);
                }
                Event::Eof => return None,
                _ => {}
            }
        }
    }

    /// The text that is seen in a cell, up to its end.
    fn text(&mut self) -> Option<String> {
        let (mut text, mut is_first) = (String::new(), true);
        let mut depth = 0_usize;
        loop {
            match self.xml.read_event().ok()? {
                Event::Start(element) => match element.name().as_ref() {
                    "text:p" | "text:h" => {
                        if !std::mem::take(&mut is_first) {
                            text.push('\n');
                        }
                        depth = depth.saturating_add(1);
                    }
                    "text:s" => {
                        // More blanks than a few are none to count.
                        let blanks = count(&element, "text:c")?.min(100);
                        (0..blanks).for_each(|_| text.push(' '));
                    }
                    "text:tab" => text.push('\t'),
                    "text:line-break" => text.push('\n'),
                    "text:span" | "text:a" | "text:ruby" | "text:ruby-base" => {}
                    // Remarks, pictures and what is written in them are no part of the cell.
                    name if !name.starts_with("text:")
                        || matches!(name, "text:note" | "text:ruby-text") =>
                    {
                        skip(&mut self.xml, &element)?;
                    }
                    _ => {}
                },
                Event::Text(part) if depth > 0 => text.push_str(&part.xml10_content()),
                Event::CData(part) if depth > 0 => text.push_str(&part.xml10_content()),
                Event::GeneralRef(part) if depth > 0 => text.push(sign(&part)?),
                Event::End(element) => match element.name().as_ref() {
                    "text:p" | "text:h" => depth = depth.saturating_sub(1),
                    "table:table-cell" => return Some(text),
                    _ => {}
                },
                Event::Eof => return None,
                _ => {}
            }
        }
    }
}

/// The sign that a reference such as `&amp;` stands for.
fn sign(reference: &BytesRef<'_>) -> Option<char> {
    if let Some(sign) = reference.resolve_char_ref().ok()? {
        return Some(sign);
    }
    match reference.xml10_content().as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}
