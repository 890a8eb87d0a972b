//! The limit of the only case of a record: how its two days stand, and what that decides.
#![expect(
    clippy::indexing_slicing,
    reason = "loops over all places of arrays of one length"
)]

use std::ops::RangeInclusive;
use std::sync::Arc;

use dabiao_calendar::{Basis, LimitTable, LimitUnit};
use dabiao_model::{Date, FieldSchema, FieldType, State};
use num_traits::WrappingAdd;

use super::balance::Lanes;
use super::inputs::{Content, Encoding, InputId, Inputs};
use super::layout::BLOCK;
use super::outcome::truth;
use crate::evaluate::cell::{Outcome, Tally};
use crate::evaluate::row_limit::LimitDays;
use crate::evaluate::{Evaluation, Frame};
use crate::program::RowLimit;

/// How the days of a case stand to its limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// No case was submitted.
    Nothing,
    /// No case of the judged period, or none that has begun.
    None,
    /// In an order that cannot be.
    Impossible,
    /// In time; the last day of the limit.
    InTime(i64),
    /// Too late, or not yet happened and over.
    Late,
    /// Not yet happened, and not over.
    Open,
    /// The calendar cannot count it.
    Uncountable,
}

/// What each fate decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Decided {
    none: State,
    impossible: State,
    in_time: State,
    late: State,
    open: State,
}

/// When a limit ends.
#[derive(Debug, Clone)]
enum Last {
    /// So many days after the start.
    After(i64),
    /// By the table of all starts that are likely.
    Table(Arc<LimitTable>),
}

/// A limit between two days of one case.
#[derive(Debug, Clone)]
pub(super) struct LimitTest {
    pub(super) from: InputId,
    pub(super) event: InputId,
    last: Last,
    /// Whether the case is counted by the event's day, or the start's; by neither, it is of every period.
    counted_by_event: Option<bool>,
    period: RangeInclusive<i64>,
    as_of: i64,
    decided: Decided,
}

/// A day as a row has it.
pub(super) fn number(day: Date) -> i64 {
    i64::from(day.to_epoch_days())
}

/// For how many years before the evaluation date limits are counted once and for all.
const YEARS: u32 = 2;

impl LimitTest {
    /// The limit of a record's only case; nothing where more than the two days decides.
    pub(super) fn of(
        evaluation: &Evaluation<'_>,
        limit: &RowLimit,
        frame: Frame,
        inputs: &mut Inputs,
    ) -> Option<Self> {
        let program = evaluation.program;
        let record = limit.scope.record;
        let schema = program.schema.records.get(record.index())?;
        let is_event = |field: usize| schema.fields.get(field).is_some_and(is_plain_event);
        // A third event would make it a case as well.
        let events = schema
            .fields
            .iter()
            .filter(|field| is_moment(field))
            .count();
        let simple = limit.scope.among.is_none()
            && limit.stops.is_none()
            && !limit.before
            && limit.limit.unit != LimitUnit::Hours
            && events == 2
            && is_event(limit.from)
            && is_event(limit.event);
        let orders = program.orders.get(record.index())?;
        let only_these = orders.iter().all(|it| *it == (limit.from, limit.event));
        let counted_by = program.counted_by.get(record.index()).copied()?;
        let counted_by_event = match counted_by {
            None => None,
            Some(field) if field == limit.event => Some(true),
            Some(field) if field == limit.from => Some(false),
            Some(_) => return None,
        };
        if !simple || !only_these {
            return None;
        }
        let mut day = |field| inputs.place(Content::Event(record, field), Encoding::Day);
        let period = frame.period;
        let all_time = i64::MIN..=i64::MAX;
        Some(Self {
            from: day(limit.from)?,
            event: day(limit.event)?,
            last: Last::of(evaluation, limit),
            counted_by_event,
            period: period.map_or(all_time, |it| number(it.start())..=number(it.end())),
            as_of: number(evaluation.as_of),
            decided: decided(evaluation, limit, frame),
        })
    }

    /// What two days decide, and whether the limit is not over yet on the evaluation date.
    #[inline]
    pub(super) fn decide(&self, from: Option<i64>, event: Option<i64>) -> (State, bool) {
        if let (Some(from), Some(event), Last::After(days)) = (from, event, &self.last) {
            let counted = match self.counted_by_event {
                Some(true) => event,
                Some(false) | None => from,
            };
            let usual = from <= event && event <= self.as_of && self.period.contains(&counted);
            if usual {
                let last = from.saturating_add(*days);
                return if event <= last {
                    (self.decided.in_time, last > self.as_of)
                } else {
                    (self.decided.late, false)
                };
            }
        }
        self.state(self.fate(from, event))
    }

    /// The limit where only its usual cases are asked for; nothing where it is not always so many days, or where in time
    /// is not met and too late not unmet.
    pub(super) fn usual(&self) -> Option<Usual> {
        let Last::After(days) = self.last else {
            return None;
        };
        let period = self.period.clone();
        let period = self
            .counted_by_event
            .map_or(i64::MIN..=i64::MAX, |_| period);
        let clamped = |day: i64| i32::try_from(day.clamp(-DAYS, DAYS)).ok();
        let plain = self.decided.in_time == State::Met && self.decided.late == State::Unmet;
        Some(Usual {
            days: i32::try_from(days)
                .ok()
                .filter(|_| plain && (0..LONGEST).contains(&days))?,
            by_event: self.counted_by_event == Some(true),
            start: clamped(*period.start())?,
            end: clamped(*period.end())?,
            as_of: i32::try_from(self.as_of).ok()?,
        })
    }

    /// How two days stand; what lies after the evaluation date has not happened.
    fn fate(&self, from: Option<i64>, event: Option<i64>) -> Fate {
        if from.is_none() && event.is_none() {
            return Fate::Nothing;
        }
        let happened = |day: Option<i64>| day.filter(|day| *day <= self.as_of);
        let (from, event) = (happened(from), happened(event));
        let counted = match self.counted_by_event {
            None => None,
            Some(true) => Some(event),
            Some(false) => Some(from),
        };
        let is_elsewhere = |day: Option<i64>| day.is_none_or(|day| !self.period.contains(&day));
        if counted.is_some_and(is_elsewhere) {
            return Fate::None;
        }
        let Some(start) = from else {
            return if event.is_some() {
                Fate::Impossible
            } else {
                Fate::None
            };
        };
        if event.is_some_and(|event| event < start) {
            return Fate::Impossible;
        }
        match (self.last.day(start), event) {
            (None, _) => Fate::Uncountable,
            (Some(last), Some(event)) if event <= last => Fate::InTime(last),
            (Some(last), None) if self.as_of < last => Fate::Open,
            _ => Fate::Late,
        }
    }

    /// What a fate decides, and whether the limit is not over yet on the evaluation date.
    fn state(&self, fate: Fate) -> (State, bool) {
        match fate {
            Fate::None => (self.decided.none, false),
            Fate::Impossible => (self.decided.impossible, false),
            Fate::InTime(last) => (self.decided.in_time, last > self.as_of),
            Fate::Late => (self.decided.late, false),
            Fate::Open => (self.decided.open, true),
            Fate::Nothing | Fate::Uncountable => (State::NoData, false),
        }
    }
}

/// No case that is usual is counted by a day beyond.
const DAYS: i64 = 1 << 30;
/// Limits that are usual are shorter.
const LONGEST: i64 = 1 << 20;

/// A limit of so many days between two days that have both come, in order, of the period, and that is over: most cases.
#[derive(Debug, Clone, Copy)]
pub(super) struct Usual {
    days: i32,
    by_event: bool,
    start: i32,
    end: i32,
    as_of: i32,
}

impl Usual {
    /// Whether the case is in time, and whether it is usual at all.
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "part of loops that are compiled for several processors"
    )]
    #[expect(
        clippy::needless_bitwise_bool,
        reason = "a loop without branches does several cases at once"
    )]
    pub(super) fn decide<T>(self, from: T, event: T) -> (bool, bool)
    where
        T: Copy + PartialOrd + WrappingAdd + From<i32>,
    {
        // It wraps only after the evaluation date, where no case is usual.
        let last = from.wrapping_add(&T::from(self.days));
        let counted = if self.by_event { event } else { from };
        let as_of = T::from(self.as_of);
        let usual = (from <= event)
            & (event <= as_of)
            & (last <= as_of)
            & (T::from(self.start) <= counted)
            & (counted <= T::from(self.end));
        (event <= last, usual)
    }
}

impl Usual {
    /// A day with which a case that begins and ends on it is usual, if there is one.
    pub(super) fn day(self) -> i32 {
        self.as_of.saturating_sub(self.days).min(self.end)
    }
}

/// The usual cases of a block of limits, as a loop over them reads them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    days: [i32; BLOCK],
    by_event: [bool; BLOCK],
    start: [i32; BLOCK],
    end: [i32; BLOCK],
    as_of: i32,
}

impl Limits {
    /// Nothing where a limit has no usual case.
    pub(super) fn all(limits: &[LimitTest]) -> Option<Vec<Self>> {
        let blocks = limits.chunks(BLOCK).map(|limits| {
            let mut block = Self {
                days: [0; BLOCK],
                by_event: [false; BLOCK],
                start: [i32::MIN; BLOCK],
                end: [i32::MAX; BLOCK],
                as_of: 0,
            };
            for (at, limit) in limits.iter().enumerate() {
                let usual = limit.usual()?;
                block.days[at] = usual.days;
                block.by_event[at] = usual.by_event;
                block.start[at] = usual.start;
                block.end[at] = usual.end;
                // The same of all: that of the occasion.
                block.as_of = usual.as_of;
            }
            Some(block)
        });
        blocks.collect()
    }

    /// Decides a row's cases; whether all of them are usual.
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "part of loops that are compiled for several processors"
    )]
    pub(super) fn decide(&self, from: &Lanes, event: &Lanes, out: &mut [State; BLOCK]) -> bool {
        let mut all = true;
        for at in 0..BLOCK {
            let limit = Usual {
                days: self.days[at],
                by_event: self.by_event[at],
                start: self.start[at],
                end: self.end[at],
                as_of: self.as_of,
            };
            let (in_time, usual) = limit.decide(from[at], event[at]);
            out[at] = truth(in_time);
            all &= usual;
        }
        all
    }
}

fn is_moment(field: &FieldSchema) -> bool {
    matches!(field.ty, FieldType::Date | FieldType::Time)
}

fn is_plain_event(field: &FieldSchema) -> bool {
    field.ty == FieldType::Date && !field.planned
}

impl Last {
    fn of(evaluation: &Evaluation<'_>, limit: &RowLimit) -> Self {
        let options = limit.options();
        let to = evaluation.as_of;
        let table =
            |from: Date| LimitTable::new(evaluation.calendar, limit.limit, options, from..=to);
        if limit.limit.unit == LimitUnit::Days && limit.basis == Basis::Plain {
            let one = table(to);
            if let Some(last) = one.last_day_number(to.to_epoch_days()) {
                return Self::After(i64::from(last).saturating_sub(number(to)));
            }
        }
        let earlier = to.checked_sub_months(chrono::Months::new(12_u32.saturating_mul(YEARS)));
        Self::Table(Arc::new(table(earlier.unwrap_or(to))))
    }

    /// The last day for a start.
    fn day(&self, start: i64) -> Option<i64> {
        match self {
            Self::After(days) => start.checked_add(*days),
            Self::Table(table) => {
                let start = i32::try_from(start).ok()?;
                let known = table.last_day_number(start);
                let far = || table.last_day(Date::from_epoch_days(start)?).ok();
                known.map(i64::from).or_else(|| far().map(number))
            }
        }
    }
}

/// What one case decides, by its fate: settled as a table with that case alone is.
fn decided(evaluation: &Evaluation<'_>, limit: &RowLimit, frame: Frame) -> Decided {
    let settled = |tally: Tally| {
        let judgement = evaluation.settle(limit, tally, LimitDays::default(), frame);
        match judgement.outcome {
            Outcome::Holds => truth(true),
            Outcome::Fails => truth(false),
            Outcome::Unknown(_) => State::NoData,
            Outcome::Empty(_) => State::NotApplicable,
            Outcome::Invalid(_) => State::Invalid,
        }
    };
    let no_case = Tally::default();
    Decided {
        none: settled(no_case),
        impossible: settled(Tally {
            impossible: 1,
            ..no_case
        }),
        in_time: settled(Tally {
            in_time: 1,
            ..no_case
        }),
        late: settled(Tally { late: 1, ..no_case }),
        open: settled(Tally { open: 1, ..no_case }),
    }
}
