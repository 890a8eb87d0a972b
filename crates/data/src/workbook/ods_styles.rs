//! How much of a day the styles of an `OpenDocument` workbook show.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use super::ods::{attribute, xml};
use super::shown::Grain;

/// The styles of cells by name.
#[derive(Debug, Default)]
pub(super) struct Styles {
    cells: HashMap<String, CellStyle>,
    days: HashMap<String, Grain>,
}

/// What a style says itself, and the one that says the rest.
#[derive(Debug)]
struct CellStyle {
    data: Option<String>,
    parent: Option<String>,
}

/// How many styles may stand one above the other.
const DEEPEST: usize = 16;

/// The parts of a day that a style shows.
#[derive(Debug, Default)]
struct Parts {
    year: bool,
    month: bool,
    finer: bool,
}

impl Styles {
    /// Takes in the styles of a part, which stand before the sheets; nothing where it is damaged.
    pub(super) fn take_in(&mut self, part: &str) -> Option<()> {
        let mut xml = xml(part);
        let mut day: Option<(String, Parts)> = None;
        loop {
            match xml.read_event().ok()? {
                Event::Start(element) => match element.name().as_ref() {
                    "office:body" => return Some(()),
                    "style:style" => self.cell(&element),
                    "number:date-style" => {
                        let name = attribute(&element, "style:name");
                        day = name.map(|name| (name, Parts::default()));
                    }
                    name => {
                        if let Some((_, parts)) = &mut day {
                            parts.take_in(name);
                        }
                    }
                },
                Event::End(element) if element.name().as_ref() == "number:date-style" => {
                    let days = day.take();
                    self.days
                        .extend(days.map(|(name, parts)| (name, parts.grain())));
                }
                Event::Eof => return Some(()),
                _ => {}
            }
        }
    }

    fn cell(&mut self, element: &BytesStart<'_>) {
        if attribute(element, "style:family").as_deref() != Some("table-cell") {
            return;
        }
        if let Some(name) = attribute(element, "style:name") {
            let style = CellStyle {
                data: attribute(element, "style:data-style-name"),
                parent: attribute(element, "style:parent-style-name"),
            };
            self.cells.insert(name, style);
        }
    }

    /// How much of a day is shown in a cell of this style; nothing where it does not say.
    pub(super) fn grain(&self, style: &str) -> Option<Grain> {
        let first = self.cells.get(style);
        let parent = |style: &&CellStyle| self.cells.get(style.parent.as_ref()?);
        let mut styles = std::iter::successors(first, parent).take(DEEPEST);
        let data = styles.find_map(|style| style.data.as_ref())?;
        self.days.get(data).copied()
    }
}

impl Parts {
    fn take_in(&mut self, element: &str) {
        match element {
            "number:year" => self.year = true,
            "number:month" => self.month = true,
            "number:text" => {}
            // A day, its week or quarter, and the time of day.
            _ => self.finer = true,
        }
    }

    fn grain(&self) -> Grain {
        Grain::of(self.year, self.month, self.finer)
    }
}
