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
        // Batch after batch has none, and needs no writing.
        if room.any_impossible {
            room.impossible.fill(0);
        }
        room.any_impossible = false;
        match self {
            Self::Days(pairs) => {
                for (earlier, later) in pairs {
                    let full = earlier.is_full() & later.is_full();
                    let earlier = earlier.load(rows.clone(), &mut room.from);
                    let later = later.load(rows.clone(), &mut room.to);
                    let both = earlier.iter().zip(later);
                    if full && !any_reversed(both.clone()) {
                        continue;
                    }
                    room.any_impossible = true;
                    for (impossible, (before, after)) in room.impossible.iter_mut().zip(both) {
                        // No day is less than any: of an event whose predecessor has not happened it is asked apart.
                        let reversed = (*after < *before) | (*before == NONE);
                        *impossible |= u8::from(reversed & (*after != NONE));
                    }
                }
            }
            Self::Rows(table, orders) => {
                room.any_impossible = true;
                for (row, impossible) in rows.zip(&mut room.impossible) {
                    *impossible = u8::from(table.is_impossible(orders, row));
                }
            }
        }
    }
}

/// Whether any second day lies before the first.
fn any_reversed<'a>(both: impl Iterator<Item = (&'a i32, &'a i32)>) -> bool {
    both.fold(false, |any, (before, after)| any | (after < before))
}
