//! Rows as both formats yield them: texts with places, not yet looked at.

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
pub(crate) fn without_blanks(text: &str) -> &str {
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
    /// Those that cannot be read, of which that was said: the others are looked at, and nothing is made of the row.
    pub(crate) spoiled: &'a [Place],
}

impl Row<'_> {
    /// Whether a cell cannot be read, of which that was said.
    pub(crate) fn is_spoiled(&self, cell: RawCell<'_>) -> bool {
        self.spoiled.contains(&cell.place)
    }
}

/// The cells of a row.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Cells<'a> {
    /// Each with a place of its own, as the members of an object.
    Placed(&'a [RawCell<'a>]),
    /// Counted in their row.
    Counted(Counted<'a>),
}

/// Cells that stand one behind the other in a text, a sign between them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Counted<'a> {
    /// What they stand in.
    pub(crate) text: &'a str,
    /// The byte at which the first begins.
    pub(crate) from: usize,
    /// The byte at which each ends; the next begins behind it and the sign.
    pub(crate) ends: &'a [usize],
    /// Where their row begins.
    pub(crate) place: Place,
}

impl<'a> Cells<'a> {
    #[inline]
    pub(crate) fn len(self) -> usize {
        match self {
            Self::Placed(cells) => cells.len(),
            Self::Counted(counted) => counted.ends.len(),
        }
    }

    #[inline]
    pub(crate) fn get(self, index: usize) -> Option<RawCell<'a>> {
        match self {
            Self::Placed(cells) => cells.get(index).copied(),
            Self::Counted(counted) => {
                let column = u32::try_from(index.saturating_add(1)).unwrap_or(u32::MAX);
                let place = Place {
                    column,
                    ..counted.place
                };
                Some(RawCell::new(counted.get(index)?, place))
            }
        }
    }
}

impl<'a> Counted<'a> {
    /// The text of a cell.
    #[inline]
    pub(crate) fn get(self, index: usize) -> Option<&'a str> {
        let end = *self.ends.get(index)?;
        let before = index
            .checked_sub(1)
            .and_then(|before| self.ends.get(before));
        let from = before.map_or(self.from, |before| before.saturating_add(1));
        self.text.get(from..end)
    }

    /// The texts of all cells.
    pub(crate) fn iter(self) -> impl Iterator<Item = &'a str> {
        (0..self.ends.len()).filter_map(move |index| self.get(index))
    }

    /// How many bytes there are in all cells, and between them.
    pub(crate) fn size(self) -> usize {
        let end = self.ends.last().copied().unwrap_or(self.from);
        end.saturating_sub(self.from)
    }

    /// Whether there is nothing but blanks in any cell.
    pub(crate) fn is_blank(self) -> bool {
        self.iter().all(|cell| without_blanks(cell).is_empty())
    }

    /// The cells with their places.
    pub(crate) fn placed(self) -> Vec<RawCell<'a>> {
        let numbers = 0..self.ends.len();
        numbers
            .filter_map(|index| Cells::Counted(self).get(index))
            .collect()
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
