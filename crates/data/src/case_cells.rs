//! The cells of one field, row after row: the plainest by their bytes, the others as a row by itself has them.

use std::ops::Range;

use dabiao_model::{Days, FieldSchema, FieldType, PlainCell, PlainCells};

use crate::dates::iso_day_number;
use crate::figure_value::{factor, in_base};
use crate::plain_row;
use crate::sixteen::{ShortWords, Sixteen, digits};
use crate::stretch::{Stretch, StretchCell};

/// How the plainest cells of a field are read.
#[derive(Debug)]
pub(crate) enum Reader {
    Days,
    YesNo,
    Codes(ShortWords),
    Words,
    /// The factor of the unit, if it is a small number.
    Parts(Option<(i64, i64)>),
}

/// What was read of a field.
#[derive(Debug)]
pub(crate) enum Read<'t> {
    Days(Vec<i32>),
    YesNo(Vec<Option<bool>>),
    Codes(Vec<Option<u32>>),
    Words(Vec<Option<&'t str>>),
    Parts(Vec<Option<(i64, i64)>>),
}

impl Reader {
    /// How the cells of a field are read; nothing for times, which have no plain form.
    pub(crate) fn of(field: &FieldSchema) -> Option<Self> {
        match &field.ty {
            FieldType::Date => Some(Self::Days),
            FieldType::Time => None,
            FieldType::YesNo => Some(Self::YesNo),
            FieldType::Category(words) => {
                let words = words.iter().map(AsRef::as_ref).zip(0_u32..);
                Some(Self::Codes(ShortWords::new(words)))
            }
            FieldType::Text => Some(Self::Words),
            FieldType::Number(unit) => Some(Self::Parts(factor(unit))),
        }
    }

    /// Reads a column; a row whose cell is not plain is odd.
    pub(crate) fn read<'t>(
        &self,
        field: &FieldSchema,
        stretch: Stretch<'t>,
        index: Option<usize>,
        odd: &mut [bool],
    ) -> Read<'t> {
        let column = Column {
            field,
            stretch,
            index,
        };
        match self {
            Self::Days => Read::Days(column.read(odd, Days::EMPTY, |cell| {
                iso_day_number(cell.around().get(cell.from..cell.to)?)
            })),
            Self::YesNo => Read::YesNo(column.read(odd, None, |_| None)),
            Self::Codes(words) => Read::Codes(column.read(odd, None, |cell| {
                let word = Sixteen::at(cell.around(), cell.from, cell.to)?;
                words.code(word).map(Some)
            })),
            Self::Words => Read::Words(column.read(odd, None, |_| None)),
            Self::Parts(factor) => Read::Parts(column.read(odd, None, |cell| {
                let is_negative = cell.around().get(cell.from) == Some(&b'-');
                let from = cell.from.wrapping_add(usize::from(is_negative));
                let found = digits(cell.around(), from, cell.to)?;
                in_base(found, is_negative, (*factor)?).map(Some)
            })),
        }
    }
}

/// A column of a stretch on its way to cells.
struct Column<'f, 't> {
    field: &'f FieldSchema,
    stretch: Stretch<'t>,
    index: Option<usize>,
}

impl<'t> Column<'_, 't> {
    /// The value of each row: what `plainest` makes of its cell, else what a row by itself has.
    #[inline]
    fn read<T: Plain<'t>>(
        &self,
        odd: &mut [bool],
        empty: T,
        plainest: impl Fn(StretchCell<'t>) -> Option<T>,
    ) -> Vec<T> {
        let Some(index) = self.index else {
            return vec![empty; odd.len()];
        };
        let cells = self.stretch.column(index).zip(odd);
        let value = |(cell, odd): (StretchCell<'t>, &mut bool)| {
            plainest(cell).unwrap_or_else(|| self.other(cell, odd).unwrap_or(empty))
        };
        cells.map(value).collect()
    }

    /// The value of a cell as a row by itself has it; nothing for an empty one.
    fn other<T: Plain<'t>>(&self, cell: StretchCell<'t>, odd: &mut bool) -> Option<T> {
        let plain = plain_row::value(self.field, cell.text());
        let value = plain.and_then(T::of);
        *odd |= value.is_none() && plain != Some(PlainCell::Empty);
        value
    }
}

/// What a plain cell of a type of field is kept as.
trait Plain<'t>: Copy {
    /// The value of such a cell.
    fn of(cell: PlainCell<'t>) -> Option<Self>;
}

impl Plain<'_> for i32 {
    fn of(cell: PlainCell<'_>) -> Option<Self> {
        match cell {
            PlainCell::Day(day) => Some(day),
            _ => None,
        }
    }
}

impl Plain<'_> for Option<bool> {
    fn of(cell: PlainCell<'_>) -> Option<Self> {
        match cell {
            PlainCell::YesNo(answer) => Some(Some(answer)),
            _ => None,
        }
    }
}

impl Plain<'_> for Option<u32> {
    fn of(cell: PlainCell<'_>) -> Option<Self> {
        match cell {
            PlainCell::Code(code) => Some(Some(code)),
            _ => None,
        }
    }
}

impl<'t> Plain<'t> for Option<&'t str> {
    fn of(cell: PlainCell<'t>) -> Option<Self> {
        match cell {
            PlainCell::Word(word) => Some(Some(word)),
            _ => None,
        }
    }
}

impl Plain<'_> for Option<(i64, i64)> {
    fn of(cell: PlainCell<'_>) -> Option<Self> {
        match cell {
            PlainCell::Parts(parts, of) => Some(Some((parts, of))),
            _ => None,
        }
    }
}

impl Read<'_> {
    /// The cells of some rows.
    pub(crate) fn cells(&self, rows: Range<usize>) -> PlainCells<'_> {
        match self {
            Self::Days(cells) => PlainCells::Days(cells.get(rows).unwrap_or_default()),
            Self::YesNo(cells) => PlainCells::YesNo(cells.get(rows).unwrap_or_default()),
            Self::Codes(cells) => PlainCells::Codes(cells.get(rows).unwrap_or_default()),
            Self::Words(cells) => PlainCells::Words(cells.get(rows).unwrap_or_default()),
            Self::Parts(cells) => PlainCells::Parts(cells.get(rows).unwrap_or_default()),
        }
    }
}
