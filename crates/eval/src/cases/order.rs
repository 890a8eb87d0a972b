//! Rows whose events stand in an order that cannot be.
#![expect(
    clippy::needless_bitwise_bool,
    reason = "a loop without branches does several rows at once"
)]

use std::ops::Range;

use crate::evaluate::row::Rows;

use super::batch::Room;
use super::days::{DayCells, NONE};

/// The declared order of a record's events.
pub(super) enum Orders<'a> {
    /// Of days alone.
    Days(Vec<(DayCells<'a>, DayCells<'a>)>),
    /// Of others, asked row by row.
    Rows(Rows<'a>, &'a [(usize, usize)]),
}

impl<'a> Orders<'a> {
    /// The order of these pairs of fields, the earlier first.
    pub(super) fn of(orders: &'a [(usize, usize)], rows: Rows<'a>) -> Self {
        let days = |field| DayCells::of(rows, field).filter(|days| days.is_whole());
        let pairs = orders.iter();
        let pairs = pairs.map(|(earlier, later)| days(*earlier).zip(days(*later)));
        match pairs.collect() {
            Some(pairs) => Self::Days(pairs),
            None => Self::Rows(rows, orders),
        }
    }

    /// Which of some rows are impossible.
    pub(super) fn find(&self, rows: Range<usize>, room: &mut Room) {
        room.impossible.fill(0);
        match self {
            Self::Days(pairs) => {
                for (earlier, later) in pairs {
                    earlier.load(rows.clone(), &mut room.from);
                    later.load(rows.clone(), &mut room.to);
                    let both = room.from.iter().zip(&room.to);
                    for (impossible, (before, after)) in room.impossible.iter_mut().zip(both) {
                        // No day is less than any: of an event whose predecessor has not happened it is asked apart.
                        let reversed = (*after < *before) | (*before == NONE);
                        *impossible |= u8::from(reversed & (*after != NONE));
                    }
                }
            }
            Self::Rows(table, orders) => {
                for (row, impossible) in rows.zip(&mut room.impossible) {
                    *impossible = u8::from(table.is_impossible(orders, row));
                }
            }
        }
    }
}
