//! The limit of the only case of a record: how its two days stand, and what that decides.

use std::ops::RangeInclusive;
use std::sync::Arc;

use dabiao_calendar::{Basis, LimitTable, LimitUnit};
use dabiao_model::{Date, FieldSchema, FieldType, State};

use super::inputs::{Content, Encoding, InputId, Inputs};
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

    /// The usual case of whole columns: the days after the start, and what in time and too late decide, where both are
    /// known, in order, over, and of the period by the day that counts.
    pub(super) fn usual(&self) -> Option<Usual<'_>> {
        let Last::After(days) = self.last else {
            return None;
        };
        Some(Usual { test: self, days })
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

/// A limit of so many days, for whole columns.
#[derive(Debug, Clone, Copy)]
pub(super) struct Usual<'a> {
    test: &'a LimitTest,
    days: i64,
}

impl Usual<'_> {
    /// Decides a run of cases; whether all were usual, and none is still open.
    #[inline]
    pub(super) fn decide(self, from: &[i32], event: &[i32], out: &mut [State]) -> bool {
        let clamp = |day: i64| i32::try_from(day.clamp(i64::from(i32::MIN), i64::from(i32::MAX)));
        let as_of = clamp(self.test.as_of).unwrap_or(i32::MAX);
        let (start, end) = (*self.test.period.start(), *self.test.period.end());
        let start = clamp(start).unwrap_or(i32::MIN);
        let end = clamp(end).unwrap_or(i32::MAX);
        let days = clamp(self.days).unwrap_or(i32::MAX);
        let (in_time, late) = (self.test.decided.in_time, self.test.decided.late);
        let by_event = self.test.counted_by_event == Some(true);
        let mut usual = true;
        for ((state, from), event) in out.iter_mut().zip(from).zip(event) {
            let last = from.saturating_add(days);
            let counted = if by_event { *event } else { *from };
            *state = if *event <= last { in_time } else { late };
            // Without a branch, so that the loop runs in vectors.
            for holds in [
                *from <= *event,
                *event <= as_of,
                start <= counted,
                counted <= end,
                last <= as_of,
            ] {
                usual &= holds;
            }
        }
        usual
    }

    /// Whether what is in time and what is too late are met and unmet.
    pub(super) fn is_plain(self) -> bool {
        let plain = |state| matches!(state, State::Met | State::Unmet);
        plain(self.test.decided.in_time) && plain(self.test.decided.late)
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
