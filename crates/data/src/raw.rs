//! Rows as both formats yield them: texts with places, not yet looked at.

use dabiao_model::Place;

/// A cell: its text without the blanks around it, and where it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RawCell<'a> {
    pub(crate) text: &'a str,
    pub(crate) place: Place,
}

impl<'a> RawCell<'a> {
    pub(crate) fn new(text: &'a str, place: Place) -> Self {
        Self {
            text: text.trim(),
            place,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
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
    pub(crate) cells: &'a [RawCell<'a>],
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
