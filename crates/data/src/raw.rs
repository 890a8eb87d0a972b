//! Rows as both formats yield them: texts with places, not yet looked at.

use csv::StringRecord;
use dabiao_model::Place;

/// A cell: its text without the blanks around it, and where it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RawCell<'a> {
    pub(crate) text: &'a str,
    pub(crate) place: Place,
}

impl<'a> RawCell<'a> {
    #[inline]
    pub(crate) fn new(text: &'a str, place: Place) -> Self {
        Self {
            text: without_blanks(text),
            place,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// The text without the blanks around it; most have none, which two bytes tell.
#[inline]
fn without_blanks(text: &str) -> &str {
    let is_sign = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    let bytes = text.as_bytes();
    if is_sign(bytes.first()) && is_sign(bytes.last()) {
        text
    } else {
        text.trim()
    }
}

/// A row; its cells stand in the order of the header.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<'a> {
    /// Where it begins; the column is 0.
    pub(crate) place: Place,
    /// What a case without an id is called.
    pub(crate) number: u32,
    /// One for each header.
    pub(crate) cells: Cells<'a>,
}

/// The cells of a row.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Cells<'a> {
    /// Each with a place of its own, as the members of an object.
    Placed(&'a [RawCell<'a>]),
    /// Counted in their row, which begins here.
    Counted(&'a StringRecord, Place),
}

impl<'a> Cells<'a> {
    #[inline]
    pub(crate) fn len(self) -> usize {
        match self {
            Self::Placed(cells) => cells.len(),
            Self::Counted(record, _) => record.len(),
        }
    }

    #[inline]
    pub(crate) fn get(self, index: usize) -> Option<RawCell<'a>> {
        match self {
            Self::Placed(cells) => cells.get(index).copied(),
            Self::Counted(record, place) => {
                let column = u32::try_from(index.saturating_add(1)).unwrap_or(u32::MAX);
                let text = record.get(index)?;
                Some(RawCell::new(text, Place { column, ..place }))
            }
        }
    }
}

/// How a file lays out its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// A cell is counted in its row, as in CSV.
    Cells,
    /// Each row has its own order, as the objects of JSON have.
    Objects,
}

/// The headers of a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Heading<'a> {
    /// Where the table begins; the column is 0.
    pub(crate) place: Place,
    /// The headers in their order.
    pub(crate) cells: &'a [RawCell<'a>],
    /// How its rows are laid out.
    pub(crate) layout: Layout,
}
