//! A case that passes a mask, or does not.

use std::collections::BTreeMap;
use std::sync::Arc;

use dabiao_calendar::Calendar;
use dabiao_eval::program::{Program, RowCondition};
use dabiao_model::{Comparator, Date, FieldType, Language, Ratio, RecordId, RecordSchema, Time};
use dabiao_syntax::ast::{GivenCell, GivenField, Minute};

use super::days::Counting;
use super::written;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    Day(Date),
    Time(Time),
    YesNo(bool),
    Number(Ratio),
    Word(Arc<str>),
    /// It must stay empty.
    Empty,
}

/// The cells of a case, by field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Row(BTreeMap<usize, Cell>);

/// What a case is made in.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    pub(super) program: &'a Program,
    pub(super) calendar: &'a Calendar,
    pub(super) record: RecordId,
    /// The day of what has no day of its own.
    pub(super) day: Date,
    /// The last day of the judged period.
    pub(super) end: Date,
    /// What it must not pass: what others of the same record look at.
    pub(super) others: &'a [RowCondition],
}

impl<'a> Setting<'a> {
    pub(super) fn schema(&self) -> Option<&'a RecordSchema> {
        self.program.schema.records.get(self.record.index())
    }

    fn field(&self, field: usize) -> Option<&'a FieldType> {
        Some(&self.schema()?.fields.get(field)?.ty)
    }

    /// An event on a day, at nine where it has a time.
    pub(super) fn event(&self, field: usize, day: Date) -> Option<Cell> {
        match self.field(field)? {
            FieldType::Time => Some(Cell::Time(day.and_hms_opt(9, 0, 0)?)),
            FieldType::Date => Some(Cell::Day(day)),
            _ => None,
        }
    }
}

impl Row {
    /// Fills a cell; false where something else stands in it.
    pub(super) fn set(&mut self, field: usize, cell: &Cell) -> bool {
        self.0.entry(field).or_insert_with(|| cell.clone()) == cell
    }

    pub(super) fn has(&self, field: usize) -> bool {
        self.0.contains_key(&field)
    }

    /// The day of an event.
    pub(super) fn day(&self, field: usize) -> Option<Date> {
        match self.0.get(&field)? {
            Cell::Day(day) => Some(*day),
            Cell::Time(time) => Some(time.date()),
            _ => None,
        }
    }

    /// All days it speaks of.
    pub(super) fn days(&self) -> impl Iterator<Item = Date> {
        self.0.keys().filter_map(|field| self.day(*field))
    }

    /// Makes it pass a mask, or not pass; false where it cannot.
    pub(super) fn satisfy(&mut self, mask: &RowCondition, passes: bool, at: Setting<'_>) -> bool {
        let cell = match mask {
            RowCondition::And(parts) if passes => {
                return parts.iter().all(|part| self.satisfy(part, true, at));
            }
            RowCondition::Or(parts) if !passes => {
                return parts.iter().all(|part| self.satisfy(part, false, at));
            }
            RowCondition::And(parts) | RowCondition::Or(parts) => {
                return parts.iter().any(|part| self.tries(part, passes, at));
            }
            RowCondition::Not(inner) => return self.satisfy(inner, !passes, at),
            RowCondition::OpenFor { event, from, limit } => {
                let since = open_since(Counting::plain(*limit), passes, at);
                let since = since.and_then(|day| at.event(*from, day));
                return self.set(*event, &Cell::Empty)
                    && since.is_some_and(|cell| self.set(*from, &cell));
            }
            RowCondition::Steps(events) => {
                let last = events.len().saturating_sub(1);
                return events.iter().enumerate().all(|(index, event)| {
                    let happened = passes || index < last;
                    let cell = at.event(*event, at.day).filter(|_| happened);
                    self.set(*event, &cell.unwrap_or(Cell::Empty))
                });
            }
            RowCondition::YesNo(field, yes) => (*field, Some(Cell::YesNo(*yes == passes))),
            RowCondition::Number(field, comparator, limit) => (
                *field,
                Some(Cell::Number(beside(*comparator, limit, passes))),
            ),
            RowCondition::Word(test) => {
                if let Some(Cell::Word(word)) = self.0.get(&test.field) {
                    return test.words.contains(word) == passes;
                }
                let word = if passes {
                    test.words.first().cloned()
                } else {
                    other_word(at.field(test.field), &test.words)
                };
                (test.field, word.map(Cell::Word))
            }
            RowCondition::Happened(field) if passes => {
                if self.0.get(field).is_some_and(|cell| *cell != Cell::Empty) {
                    return true;
                }
                (*field, anything(at, *field))
            }
            RowCondition::Happened(field) => (*field, Some(Cell::Empty)),
        };
        let (field, cell) = cell;
        cell.is_some_and(|cell| self.set(field, &cell))
    }

    /// As [`Row::satisfy`], left as it was where it cannot.
    fn tries(&mut self, mask: &RowCondition, passes: bool, at: Setting<'_>) -> bool {
        let mut other = self.clone();
        let can = other.satisfy(mask, passes, at);
        if can {
            *self = other;
        }
        can
    }

    /// Fills in the day it is counted by, and what must have happened before its other events.
    pub(super) fn complete(&mut self, at: Setting<'_>) {
        let counted_by = at.program.counted_by.get(at.record.index()).copied();
        if let Some(field) = counted_by.flatten()
            && !self.has(field)
            && let Some(cell) = at.event(field, self.days().min().unwrap_or(at.day))
        {
            self.0.insert(field, cell);
        }
        let is_empty = self.0.values().all(|cell| *cell == Cell::Empty);
        let open = (0..at.schema().map_or(0, |it| it.fields.len())).find(|it| !self.has(*it));
        if let Some((field, cell)) = open
            .filter(|_| is_empty)
            .and_then(|field| Some((field, anything(at, field)?)))
        {
            self.0.insert(field, cell);
        }
        let orders = at.program.orders.get(at.record.index());
        let orders = orders.map_or(&[][..], Vec::as_slice);
        let first = self.days().min();
        // Those before come first, so that a chain is filled from its start.
        for _ in 0..orders.len() {
            for (earlier, later) in orders {
                if self.day(*later).is_none() || self.has(*earlier) {
                    continue;
                }
                let before = orders.iter().filter(|(_, it)| it == earlier);
                let known = before.filter_map(|(it, _)| self.day(*it)).max();
                let cell = known.or(first).and_then(|day| at.event(*earlier, day));
                if let Some(cell) = cell {
                    self.0.insert(*earlier, cell);
                }
            }
        }
    }

    /// The cells as they are written.
    pub(super) fn fields(&self, at: Setting<'_>, language: Language) -> Option<Vec<GivenField>> {
        let schema = at.schema()?;
        let mut fields = Vec::new();
        for (index, cell) in &self.0 {
            let field = schema.fields.get(*index)?;
            let value = match cell {
                Cell::Empty => continue,
                Cell::Day(day) => GivenCell::Day(written::day(*day)),
                Cell::Time(time) => GivenCell::Time(Minute {
                    time: *time,
                    span: dabiao_diagnostics::Span::default(),
                }),
                Cell::YesNo(yes) => GivenCell::YesNo(*yes),
                Cell::Word(word) => GivenCell::Text(written::name(word)),
                Cell::Number(value) => {
                    let FieldType::Number(unit) = &field.ty else {
                        return None;
                    };
                    GivenCell::Quantity(written::quantity(value, unit, language)?)
                }
            };
            fields.push(GivenField {
                field: written::name(field.names.first()?),
                value: Some(value),
            });
        }
        (!fields.is_empty()).then_some(fields)
    }
}

/// The latest day since which something is open for longer than a limit at the period's end, or the day after it.
fn open_since(counting: Counting, longer: bool, at: Setting<'_>) -> Option<Date> {
    let mut day = at.end;
    for _ in 0..40_000 {
        let last = counting.last_day(at.calendar, day)?;
        if last < at.end {
            return if longer { Some(day) } else { day.succ_opt() };
        }
        day = day.pred_opt()?;
    }
    None
}

/// A number that compares so, as near as a whole one can be.
fn beside(comparator: Comparator, limit: &Ratio, holds: bool) -> Ratio {
    let step = match (comparator, holds) {
        (Comparator::AtLeast | Comparator::AtMost | Comparator::Equal, true)
        | (Comparator::MoreThan | Comparator::LessThan | Comparator::NotEqual, false) => 0,
        (Comparator::MoreThan | Comparator::NotEqual, true)
        | (Comparator::AtMost | Comparator::Equal, false) => 1,
        (Comparator::LessThan, true) | (Comparator::AtLeast, false) => -1,
    };
    limit + &Ratio::whole(step)
}

fn other_word(ty: Option<&FieldType>, words: &[Arc<str>]) -> Option<Arc<str>> {
    match ty? {
        FieldType::Category(all) => all.iter().find(|word| !words.contains(word)).cloned(),
        FieldType::Text => Some("—".into()),
        _ => None,
    }
}

fn anything(at: Setting<'_>, field: usize) -> Option<Cell> {
    match at.field(field)? {
        FieldType::Date | FieldType::Time => at.event(field, at.day),
        FieldType::YesNo => Some(Cell::YesNo(true)),
        FieldType::Category(words) => words.first().cloned().map(Cell::Word),
        FieldType::Text => Some(Cell::Word("—".into())),
        FieldType::Number(_) => Some(Cell::Number(Ratio::ONE)),
    }
}
