//! Days of events that have happened, and those of other cells, as numbers.

use std::ops::Range;

use dabiao_model::{Column, Days, Time};

use crate::evaluate::row::Rows;

use super::batch::Numbers;

/// What stands where an event has not happened.
pub(super) const NONE: i32 = Days::EMPTY;

/// The days of a field, as far as they have come; all of them where the field is planned.
#[derive(Clone, Copy)]
pub(super) struct DayCells<'a> {
    cells: Cells<'a>,
    until: i32,
    /// Whether none of them lies after `until`.
    all_come: bool,
}

#[derive(Clone, Copy)]
enum Cells<'a> {
    Days(&'a Days),
    Times(&'a [Option<Time>]),
}

impl<'a> DayCells<'a> {
    /// The days of a field; nothing of a field that holds none.
    pub(super) fn of(rows: Rows<'a>, field: usize) -> Option<Self> {
        let cells = match rows.table.column(field)? {
            Column::Date(days) => Cells::Days(days),
            Column::Time(times) => Cells::Times(times),
            _ => return None,
        };
        let planned = rows.fields.get(field).is_some_and(|field| field.planned);
        if planned && matches!(cells, Cells::Times(_)) {
            return None;
        }
        let until = if planned {
            i32::MAX
        } else {
            rows.until.to_epoch_days()
        };
        let all_come = match cells {
            Cells::Days(days) => days.bounds().is_none_or(|(_, last)| last <= until),
            Cells::Times(_) => false,
        };
        Some(Self {
            cells,
            until,
            all_come,
        })
    }

    /// Whether it holds days alone, without times.
    pub(super) fn is_whole(self) -> bool {
        matches!(self.cells, Cells::Days(_))
    }

    /// Whether all of them have happened.
    pub(super) fn is_full(self) -> bool {
        let full = match self.cells {
            Cells::Days(days) => days.empty() == 0,
            Cells::Times(_) => false,
        };
        full && self.all_come
    }

    /// The numbers of some rows, [`NONE`] where nothing has happened: those of the column where all have come, else in
    /// `room`.
    pub(super) fn load<'b>(self, rows: Range<usize>, room: &'b mut Numbers) -> &'b [i32]
    where
        'a: 'b,
    {
        let numbers = room.get_mut(..rows.len()).unwrap_or_default();
        match self.cells {
            Cells::Days(days) => {
                let from = days.numbers().get(rows).unwrap_or_default();
                if self.all_come {
                    return from;
                }
                for (number, day) in numbers.iter_mut().zip(from) {
                    *number = if *day > self.until { NONE } else { *day };
                }
            }
            Cells::Times(times) => {
                let from = times.get(rows).unwrap_or_default();
                for (number, time) in numbers.iter_mut().zip(from) {
                    let day = time.map_or(NONE, |time| time.date().to_epoch_days());
                    *number = if day > self.until { NONE } else { day };
                }
            }
        }
        numbers
    }

    /// The first and the last of them that may have happened; nothing where none has.
    pub(super) fn bounds(self) -> Option<(i32, i32)> {
        let (first, last) = match self.cells {
            Cells::Days(days) => days.bounds()?,
            Cells::Times(times) => {
                let days = || {
                    times
                        .iter()
                        .flatten()
                        .map(|time| time.date().to_epoch_days())
                };
                (days().min()?, days().max()?)
            }
        };
        (first <= self.until).then_some((first, last.min(self.until)))
    }
}
