//! One row of a record: masks, the order of its events, spans between them.

use dabiao_calendar::{CalendarError, LimitOptions, last_day};
use dabiao_model::{Column, Date, EntityId, FieldSchema, Period, Ratio, RecordId, Table, Time};

use super::bind::within;
use super::{Evaluation, Frame};
use crate::program::{RowCondition, SpanUnit, Stops};
use crate::reason::Gap;

/// A table with the record it belongs to and the day up to which events have happened.
#[derive(Clone, Copy)]
pub(crate) struct Rows<'a> {
    pub(crate) table: &'a Table,
    /// What its columns hold.
    pub(crate) fields: &'a [FieldSchema],
    pub(crate) record: usize,
    pub(crate) until: Date,
}

impl Evaluation<'_> {
    /// The table of a record with its events up to `until`; nothing when none was submitted.
    pub(crate) fn rows(&self, record: RecordId, until: Date) -> Option<Rows<'_>> {
        let schema = self.program.schema.records.get(record.index());
        let fields = schema.map_or(&[][..], |schema| schema.fields.as_slice());
        self.data.table(record).map(|table| Rows {
            table,
            fields,
            record: record.index(),
            until,
        })
    }

    /// Whether the cases of an entity and all below it were submitted for the judged period: nobody of them was asked about
    /// a time that has begun and shares a day with it, and has left that open.
    pub(crate) fn is_submitted(&self, record: RecordId, frame: Frame) -> bool {
        let Some(table) = self.data.table(record) else {
            return false;
        };
        let asked = table.unanswered();
        if asked.is_empty() {
            return true;
        }
        let answers = self.bound.answers(self.program, table);
        let is_open = |index: usize| {
            let answered = answers.get(index).copied().flatten();
            let asked = asked.get(index).and_then(|it| it.period);
            let is_meant = asked.is_none_or(|asked| {
                let judged = frame.period.unwrap_or(asked);
                asked.start() <= self.as_of && asked.shares_a_day(judged)
            });
            is_meant && answered.is_none_or(|day| day > self.as_of)
        };
        let holders = self.holders(record.index(), frame.entity);
        let mut whose = std::iter::once(None).chain(holders.into_iter().flatten().map(Some));
        !whose.any(|whose| {
            let from = asked.partition_point(|it| it.entity < whose);
            let to = asked.partition_point(|it| it.entity <= whose);
            (from..to).any(is_open)
        })
    }

    /// The rows of an entity and all below it, of each by the day they are counted by.
    pub(super) fn rows_of<'s>(
        &'s self,
        rows: Rows<'s>,
        entity: Option<EntityId>,
    ) -> impl Iterator<Item = usize> + 's {
        self.runs(rows, entity, |run| run)
    }

    /// Those that belong to a period, of which the event that they are counted by has happened. A record counted by nothing
    /// belongs to every period.
    pub(crate) fn rows_in<'s>(
        &'s self,
        rows: Rows<'s>,
        entity: Option<EntityId>,
        period: Option<Period>,
    ) -> impl Iterator<Item = usize> + 's {
        let counted_by = self.program.counted_by.get(rows.record).copied().flatten();
        let days = counted_by.and_then(|field| rows.column(field));
        let found = self.runs(rows, entity, move |run| match (days, period) {
            (Some(days), Some(period)) => within(run, days, period),
            _ => run,
        });
        found.filter(move |row| counted_by.is_none_or(|field| rows.day(field, *row).is_some()))
    }

    /// The rows of each holder, as far as they are asked for.
    fn runs<'s>(
        &'s self,
        rows: Rows<'s>,
        entity: Option<EntityId>,
        asked: impl Fn(&'s [u32]) -> &'s [u32] + 's,
    ) -> impl Iterator<Item = usize> + 's {
        let cases = self.bound.cases(self.program, self.data, rows.record);
        let holders = self.holders(rows.record, entity);
        let runs = holders.into_iter().filter_map(move |holder| {
            let run = asked(cases?.of(holder));
            self.work(run.len());
            Some(run)
        });
        runs.flatten().map(|row| *row as usize)
    }

    /// Whose rows are those of an entity: its own, and those of all below it.
    pub(crate) fn holders(&self, record: usize, entity: Option<EntityId>) -> Vec<Option<EntityId>> {
        let schema = &self.program.schema;
        let per = schema.records.get(record).and_then(|schema| schema.per);
        match (per, entity) {
            (None, _) => vec![None],
            (Some(_), None) => (0..schema.entities.len())
                .map(|id| Some(EntityId::from(id)))
                .collect(),
            (Some(kind), Some(entity)) => (0..schema.entities.len())
                .map(EntityId::from)
                .filter(|id| {
                    let is_of_kind = schema
                        .entities
                        .get(id.index())
                        .is_some_and(|e| e.kind == kind);
                    *id == entity || (is_of_kind && schema.lies_in(*id, entity))
                })
                .map(Some)
                .collect(),
        }
    }

    /// Whether the row's events stand in an order that cannot be.
    pub(super) fn is_impossible(&self, rows: Rows<'_>, row: usize) -> bool {
        let orders = self
            .program
            .orders
            .get(rows.record)
            .map_or(&[][..], Vec::as_slice);
        rows.is_impossible(orders, row)
    }

    /// Whether a row passes a mask; nothing when an empty field leaves it open.
    pub(super) fn mask(
        &self,
        condition: &RowCondition,
        rows: Rows<'_>,
        row: usize,
    ) -> Result<Option<bool>, Gap> {
        self.work(1);
        Ok(match condition {
            RowCondition::YesNo(field, wanted) => {
                rows.yes_no(*field, row).map(|yes| yes == *wanted)
            }
            RowCondition::Word(test) => rows
                .word(test.field, row)
                .map(|word| test.words.iter().any(|wanted| wanted.as_ref() == word)),
            RowCondition::Number(field, comparator, limit) => rows
                .number(*field, row)
                .map(|value| comparator.holds(value.cmp(limit))),
            RowCondition::Happened(field) => Some(rows.is_filled(*field, row)),
            RowCondition::Steps(events) => Some(rows.in_order(events, row)),
            RowCondition::OpenFor { event, from, limit } => {
                if rows.moment(*event, row).is_some() {
                    return Ok(Some(false));
                }
                let Some(start) = rows.day(*from, row) else {
                    return Ok(Some(false));
                };
                let options = LimitOptions::new(dabiao_calendar::Basis::Plain);
                let last =
                    last_day(self.calendar, start, *limit, options).map_err(|error| gap(&error))?;
                Some(rows.until > last)
            }
            RowCondition::And(parts) => self.masks(parts, rows, row, false)?,
            RowCondition::Or(parts) => self.masks(parts, rows, row, true)?,
            RowCondition::Not(inner) => self.mask(inner, rows, row)?.map(|passes| !passes),
        })
    }

    /// Joins masks; `decisive` is the truth that settles the whole.
    fn masks(
        &self,
        parts: &[RowCondition],
        rows: Rows<'_>,
        row: usize,
        decisive: bool,
    ) -> Result<Option<bool>, Gap> {
        let mut open = false;
        for part in parts {
            match self.mask(part, rows, row)? {
                Some(passes) if passes == decisive => return Ok(Some(decisive)),
                Some(_) => {}
                None => open = true,
            }
        }
        Ok(if open { None } else { Some(!decisive) })
    }

    /// The span between two moments in base units: hours of calendar time, or working days.
    pub(super) fn span(&self, unit: SpanUnit, from: Time, to: Time) -> Result<Ratio, Gap> {
        Ok(match unit {
            SpanUnit::Days => {
                let days = to.date().signed_duration_since(from.date()).num_days();
                Ratio::whole(i128::from(days).saturating_mul(24))
            }
            SpanUnit::Hours => Ratio::new(
                i128::from(to.signed_duration_since(from).num_seconds()),
                3_600,
            ),
            SpanUnit::WorkingDays => {
                let days = self.calendar.working_days_between(from.date(), to.date());
                let hours = self
                    .program
                    .schema
                    .units
                    .hours_per_working_day()
                    .cloned()
                    .unwrap_or(Ratio::ONE);
                &Ratio::whole(i128::from(days.map_err(|error| gap(&error))?)) * &hours
            }
        })
    }
}

/// What a calendar error means for a verdict.
pub(super) fn gap(error: &CalendarError) -> Gap {
    match error {
        CalendarError::NotAnnounced { year, .. } => Gap::NotAnnounced { year: *year },
        _ => Gap::Uncountable,
    }
}

impl<'a> Rows<'a> {
    /// Whether events stand in another order than declared: pairs of fields, the earlier first.
    pub(crate) fn is_impossible(self, orders: &[(usize, usize)], row: usize) -> bool {
        orders.iter().any(|(earlier, later)| {
            match (self.moment(*earlier, row), self.moment(*later, row)) {
                (Some(before), Some(after)) => after < before,
                (None, Some(_)) => true,
                _ => false,
            }
        })
    }

    fn column(&self, field: usize) -> Option<&'a Column> {
        self.table.column(field)
    }

    /// The day of an event that has happened, or one that is known before it comes.
    pub(super) fn day(&self, field: usize, row: usize) -> Option<Date> {
        let planned = self.fields.get(field).is_some_and(|field| field.planned);
        let day = self.column(field)?.day(row);
        day.filter(|day| planned || *day <= self.until)
    }

    /// The moment of an event that has happened; a day is its first minute.
    pub(super) fn moment(&self, field: usize, row: usize) -> Option<Time> {
        match self.column(field)? {
            times @ Column::Time(_) => times.time(row).filter(|time| time.date() <= self.until),
            _ => self
                .day(field, row)
                .map(|day| day.and_time(chrono::NaiveTime::MIN)),
        }
    }

    /// Whether an event has happened, or the cell of another field is not empty.
    fn is_filled(&self, field: usize, row: usize) -> bool {
        match self.column(field) {
            Some(Column::YesNo(_)) => self.yes_no(field, row).is_some(),
            Some(Column::Text(_)) => self.word(field, row).is_some(),
            Some(Column::Number(_)) => self.number(field, row).is_some(),
            _ => self.moment(field, row).is_some(),
        }
    }

    /// Whether all events have happened, none before the one it follows.
    pub(crate) fn in_order(&self, events: &[usize], row: usize) -> bool {
        let moments: Option<Vec<Time>> = events.iter().map(|it| self.moment(*it, row)).collect();
        moments.is_some_and(|moments| moments.is_sorted())
    }

    /// Whether an event is kept to the minute.
    pub(super) fn has_times(&self, field: usize) -> bool {
        matches!(self.column(field), Some(Column::Time(_)))
    }

    fn yes_no(&self, field: usize, row: usize) -> Option<bool> {
        self.column(field)?.yes_no(row)
    }

    pub(super) fn word(&self, field: usize, row: usize) -> Option<&'a str> {
        self.column(field)?.word(row)
    }

    /// The days a clock stop runs in a row: after the first up to and with the second, of those after `start`. One that
    /// has begun and not ended runs up to now.
    pub(super) fn stop(
        &self,
        stops: Option<Stops>,
        row: usize,
        start: Date,
    ) -> Option<(Date, Date)> {
        let stops = stops?;
        let from = self.day(stops.from, row)?.max(start);
        let to = self.day(stops.to, row).unwrap_or(self.until);
        (to > from).then_some((from, to))
    }

    /// A number in base units.
    pub(super) fn number(&self, field: usize, row: usize) -> Option<Ratio> {
        self.column(field)?.number(row)
    }
}
