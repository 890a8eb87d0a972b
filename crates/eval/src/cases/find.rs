//! What each row of a batch counts as, and with which value: the loops.
#![expect(
    clippy::needless_bitwise_bool,
    reason = "a loop without branches does several rows at once"
)]

use std::ops::Range;

use dabiao_calendar::LimitTable;
use dabiao_model::Numbers;

use super::batch::{Batch, Bytes, ROWS, Room, all, unpack};
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
            Asked::Limit(counting) => {
                counting.find(batch, room, matches!(self.among, Mask::All));
            }
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
    if all(numbers.filled(), rows.clone()) {
        return;
    }
    let mut filled: Bytes = [0; ROWS];
    unpack(numbers.filled(), rows, &mut filled);
    for (found, filled) in batch.classes_mut().iter_mut().zip(&filled) {
        let is_without = (*filled == 0) & (*found >= class::AMONG);
        // The classes without a value come after those with one, which are even.
        *found |= u8::from(is_without);
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
        let from = self.from.load(batch.rows(), &mut room.from);
        let to = self.to.load(batch.rows(), &mut room.to);
        let until = self.until.unwrap_or(NONE);
        if let (Some((first, worked)), true) = (self.worked, self.all_known) {
            let index = |day: i32| {
                let index = worked.get(day.wrapping_sub(first).cast_unsigned() as usize);
                index.copied().unwrap_or(0)
            };
            for ((from, to), value) in from.iter().zip(to).zip(&mut room.values) {
                *value = index(*to).wrapping_sub(index(*from)).cast_signed();
            }
            return;
        }
        if let Some((first, worked)) = self.worked {
            let days = from.iter().zip(to).zip(&mut room.values);
            let rows = batch.classes_mut().iter_mut().zip(days);
            let index = |day: i32| {
                let index = worked.get(day.wrapping_sub(first).cast_unsigned() as usize);
                index.copied().unwrap_or(NO_INDEX)
            };
            for (found, ((from, to), value)) in rows {
                let to = if *to == NONE { until } else { *to };
                let open = (*from == NONE) | (to == NONE);
                let (before, up_to) = (index(*from), index(to));
                // The days of a calendar are far below 2³¹; what has no span is not asked for its value.
                *value = up_to.wrapping_sub(before).cast_signed();
                let is_unknown = (before == NO_INDEX) | (up_to == NO_INDEX);
                *found = spanned(*found, open, is_unknown);
            }
            return;
        }
        for ((from, to), value) in from.iter().zip(to).zip(&mut room.values) {
            let to = if *to == NONE { until } else { *to };
            // Days of dates are far from the ends of 32 bits; what is open is not asked for its value.
            *value = to.wrapping_sub(*from);
        }
        if self.from.is_full() & (self.to.is_full() | self.until.is_some()) {
            return;
        }
        let rows = batch.classes_mut().iter_mut().zip(from.iter().zip(to));
        for (found, (from, to)) in rows {
            let open = (*from == NONE) | ((*to == NONE) & (until == NONE));
            *found = spanned(*found, open, false);
        }
    }
}

/// What stands for the index of a day that the calendar does not know.
const NO_INDEX: u32 = u32::MAX;

/// The class of a row whose span is open, or not to be counted.
#[inline]
fn spanned(found: u8, open: bool, is_unknown: bool) -> u8 {
    let without = if open {
        class::COUNTED_WITHOUT
    } else {
        class::NO_SPAN
    };
    let asked = (found == class::COUNTED) & (open | is_unknown);
    if asked { without } else { found }
}

impl Counting<'_> {
    /// How each row stands to the limit; its value is the last day of the limit.
    fn find(&self, batch: &mut Batch, room: &mut Room, all_among: bool) {
        let from = self.from.load(batch.rows(), &mut room.from);
        let event = self.event.load(batch.rows(), &mut room.to);
        self.last_days(from, &mut room.values);
        let full = self.from.is_full() & self.event.is_full() & !self.before;
        if full & !room.any_impossible & all_among {
            let days = from.iter().zip(event).zip(&room.values);
            let rows = batch.classes_mut().iter_mut().zip(days);
            // A limit that is always as many days ends on a day from every start.
            let always_counted = self.always.is_some();
            for (found, ((from, event), last)) in rows {
                let is_counted = always_counted | (*last != LimitTable::UNCOUNTABLE);
                *found = settled(*from, *event, *last, is_counted);
            }
            return;
        }
        let truths = room.among.iter().zip(&room.impossible);
        let days = from.iter().zip(event).zip(&room.values);
        let rows = batch.classes_mut().iter_mut().zip(truths).zip(days);
        if self.before {
            for ((found, (among, impossible)), ((from, event), latest)) in rows {
                let rest = self.begun(*from, *event, *latest);
                *found = class::before(*among, *impossible, rest);
            }
        } else {
            for ((found, (among, impossible)), ((from, event), last)) in rows {
                let rest = self.behind(*from, *event, *last);
                *found = class::before(*among, *impossible, rest);
            }
        }
    }

    /// The last day of the limit from each start.
    fn last_days(&self, from: &[i32], last: &mut [i32]) {
        if let Some(always) = self.always {
            for (last, from) in last.iter_mut().zip(from) {
                *last = from.wrapping_add(always);
            }
            return;
        }
        let (first, last_days) = (self.table.first(), self.table.last_days());
        for (last, from) in last.iter_mut().zip(from) {
            let since = from.wrapping_sub(first).cast_unsigned() as usize;
            let counted = last_days.get(since).copied();
            *last = counted.unwrap_or(LimitTable::UNCOUNTABLE);
        }
    }

    /// An event within the limit of another.
    #[inline]
    fn behind(&self, from: i32, event: i32, last: i32) -> u8 {
        let impossible = (event != NONE) & ((from == NONE) | (event < from));
        let fate = self.begun(from, event, last);
        if impossible { class::IMPOSSIBLE } else { fate }
    }

    /// An event by a day that another says, once that other is known.
    #[inline]
    fn begun(&self, from: i32, event: i32, last: i32) -> u8 {
        let decided = if event <= last {
            class::IN_TIME
        } else {
            class::LATE
        };
        // The evaluation date is the end of that day, so on the last day itself the limit has passed.
        let over = self.as_of >= last;
        let awaited = if over { class::LATE } else { class::STILL_OPEN };
        let fate = if event == NONE { awaited } else { decided };
        let is_counted = last != LimitTable::UNCOUNTABLE;
        let fate = if is_counted { fate } else { class::UNCOUNTABLE };
        if from == NONE { class::SKIPPED } else { fate }
    }
}

/// The class of a row that is looked at, whose events have both happened.
#[inline]
fn settled(from: i32, event: i32, last: i32, is_counted: bool) -> u8 {
    let decided = if event <= last {
        class::IN_TIME
    } else {
        class::LATE
    };
    let fate = if is_counted {
        decided
    } else {
        class::UNCOUNTABLE
    };
    if event < from {
        class::IMPOSSIBLE
    } else {
        fate
    }
}
