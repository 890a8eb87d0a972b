//! What each row of a batch counts as, and with which value: the loops.
#![expect(
    clippy::needless_bitwise_bool,
    reason = "a loop without branches does several rows at once"
)]

use std::ops::Range;

use dabiao_calendar::LimitTable;
use dabiao_model::Numbers;

use super::batch::{Batch, ROWS, Room};
use super::class;
use super::days::NONE;
use super::mask::Mask;
use super::plan::{Asked, Counting, Plan, Span, Value};
use super::totals::{Kept, Totals};

impl Plan<'_> {
    /// Finds and adds a batch of rows.
    pub(super) fn add(&self, batch: &mut Batch, room: &mut Room, totals: &mut Totals) {
        let rows = batch.rows();
        truths(&self.among, rows.clone(), &mut room.among);
        match &self.asked {
            Asked::Values(filter, value) => {
                truths(filter, rows.clone(), &mut room.filter);
                match value {
                    Value::Nothing => classify(batch, room),
                    Value::Field(numbers, kept) => {
                        classify(batch, room);
                        mark_without(numbers, batch);
                        let values = numbers.values().get(rows).unwrap_or_default();
                        totals.add(batch, values);
                        return add_beside(numbers, *kept, batch, totals);
                    }
                    Value::Span(span) => span.find(batch, room),
                }
            }
            Asked::Limit(counting) => counting.find(batch, room),
        }
        totals.add(batch, &room.values);
    }
}

/// The truth of a mask for each row.
fn truths(mask: &Mask<'_>, rows: Range<usize>, found: &mut [u8; ROWS]) {
    let found = found.get_mut(..rows.len()).unwrap_or_default();
    mask.find(rows, found);
}

/// The class of each row of an aggregate, as if all had a value.
fn classify(batch: &mut Batch, room: &Room) {
    let truths = room.among.iter().zip(&room.impossible).zip(&room.filter);
    for (found, ((among, impossible), filter)) in batch.classes_mut().iter_mut().zip(truths) {
        *found = class::counted(*among, *impossible, *filter);
    }
}

/// Moves rows without a number to the classes without one.
fn mark_without(numbers: &Numbers, batch: &mut Batch) {
    let rows = batch.rows();
    for (found, row) in batch.classes_mut().iter_mut().zip(rows) {
        let is_without = u8::from(!numbers.filled().get(row));
        // The classes without a value come after those with one, which are even.
        *found |= is_without & u8::from(*found >= class::AMONG);
    }
}

/// Adds the numbers that stand beside their column, whose rows were added as 0.
fn add_beside(numbers: &Numbers, kept: Kept, batch: &Batch, totals: &mut Totals) {
    if kept == Kept::Extremes {
        return;
    }
    let rows = batch.rows();
    for (row, number) in numbers.beside().range(rows.clone()) {
        let at = row.saturating_sub(rows.start);
        let place = batch.places().get(at).zip(batch.classes().get(at));
        if let Some((place, class)) = place {
            totals.add_beside((*place | u32::from(*class)) as usize, number);
        }
    }
}

impl Span<'_> {
    /// The span of each row, and its class.
    fn find(&self, batch: &mut Batch, room: &mut Room) {
        classify(batch, room);
        self.from.load(batch.rows(), &mut room.from);
        self.to.load(batch.rows(), &mut room.to);
        if let Some(until) = self.until {
            for day in &mut room.to {
                *day = if *day == NONE { until } else { *day };
            }
        }
        let days = room.from.iter().zip(&room.to).zip(&mut room.values);
        let rows = batch.classes_mut().iter_mut().zip(days);
        match self.worked {
            None => {
                for (found, ((from, to), value)) in rows {
                    let open = (*from == NONE) | (*to == NONE);
                    // Days of dates are far from the ends of 32 bits; what is open is not added.
                    *value = if open {
                        0
                    } else {
                        i64::from(to.wrapping_sub(*from))
                    };
                    *found |= u8::from(open & (*found == class::COUNTED));
                }
            }
            Some((first, worked)) => {
                let index = |day: i32| worked.get(day.wrapping_sub(first).cast_unsigned() as usize);
                for (found, ((from, to), value)) in rows {
                    let open = (*from == NONE) | (*to == NONE);
                    *found |= u8::from(open & (*found == class::COUNTED));
                    let known = index(*from).zip(index(*to));
                    *value = known.map_or(0, |(from, to)| {
                        i64::from(*to).wrapping_sub(i64::from(*from))
                    });
                    if known.is_none() && *found == class::COUNTED {
                        *found = class::NO_SPAN;
                    }
                }
            }
        }
    }
}

impl Counting<'_> {
    /// How each row stands to the limit; its value is the last day of the limit.
    fn find(&self, batch: &mut Batch, room: &mut Room) {
        self.from.load(batch.rows(), &mut room.from);
        self.event.load(batch.rows(), &mut room.to);
        self.last_days(room);
        let days = room.from.iter().zip(&room.to).zip(&mut room.values);
        let truths = room.among.iter().zip(&room.impossible);
        let rows = batch.classes_mut().iter_mut().zip(truths).zip(days);
        for ((found, (among, impossible)), ((from, event), value)) in rows {
            let rest = if self.before {
                self.ahead(*from, *event, value)
            } else {
                self.behind(*from, *event, *value)
            };
            *found = class::before(*among, *impossible, rest);
        }
    }

    /// The last day of the limit from each start.
    fn last_days(&self, room: &mut Room) {
        if let Some(always) = self.always {
            for (value, from) in room.values.iter_mut().zip(&room.from) {
                *value = i64::from(from.wrapping_add(always));
            }
            return;
        }
        let (first, last_days) = (self.table.first(), self.table.last_days());
        for (value, from) in room.values.iter_mut().zip(&room.from) {
            let since = from.wrapping_sub(first).cast_unsigned() as usize;
            let last = last_days.get(since).copied();
            *value = i64::from(last.unwrap_or(LimitTable::UNCOUNTABLE));
        }
    }

    /// An event within the limit of another.
    fn behind(&self, from: i32, event: i32, last: i64) -> u8 {
        let counted = if last == i64::from(LimitTable::UNCOUNTABLE) {
            class::UNCOUNTABLE
        } else if event == NONE {
            // The evaluation date is the end of that day, so on the last day itself the limit has passed.
            if i64::from(self.as_of) >= last {
                class::LATE
            } else {
                class::STILL_OPEN
            }
        } else if i64::from(event) <= last {
            class::IN_TIME
        } else {
            class::LATE
        };
        // No day is less than any: an event without a start, or before it.
        let impossible = (event != NONE) & ((from == NONE) | (event < from));
        if impossible {
            class::IMPOSSIBLE
        } else if from == NONE {
            class::SKIPPED
        } else {
            counted
        }
    }

    /// An event that must lie at least so long before another, by which its limit ends.
    fn ahead(&self, from: i32, event: i32, value: &mut i64) -> u8 {
        let latest = *value;
        if from == NONE {
            *value = i64::from(self.as_of);
            return if event == NONE {
                class::SKIPPED
            } else {
                class::STILL_OPEN
            };
        }
        *value = i64::from(from);
        if latest == i64::from(LimitTable::UNCOUNTABLE) {
            class::UNCOUNTABLE
        } else if event != NONE && i64::from(event) <= latest {
            class::IN_TIME
        } else {
            class::LATE
        }
    }
}
