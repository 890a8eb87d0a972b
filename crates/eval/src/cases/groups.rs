//! The groups that cases are added up in: an entity and a period each.

use dabiao_model::{Cadence, CodeSlice, Codes, Date, EntityId, Period};

use crate::evaluate::row::Rows;

use super::batch::{Batch, Numbers};
use super::class::CLASSES;
use super::days::DayCells;

/// The most days between the first and the last case that get a table, some 270 years.
const MAX_DAYS: usize = 100_000;

/// The most groups of a table of few rows; one of more rows may have as many groups as rows.
const FEW: usize = 1_024;

/// The periods that cases fall in, and the place of each group.
#[derive(Debug, Clone)]
pub(super) struct Periods {
    /// In order, without a gap; none where cases are not told apart by time.
    periods: Vec<Period>,
    /// How many entities there are, those of nobody among them.
    entities: usize,
}

/// Finds the group of each row.
pub(super) struct Groups<'a> {
    pub(super) periods: Periods,
    entities: &'a Codes,
    /// The day a row is counted by, if it is counted by one.
    day: Option<DayCells<'a>>,
    first: i32,
    /// The place of the period of each day from the first on, among those of an entity.
    place_of: Vec<u32>,
}

impl Periods {
    /// How many groups there are.
    pub(super) fn groups(&self) -> usize {
        self.entities.saturating_mul(self.width())
    }

    fn width(&self) -> usize {
        self.periods.len().max(1)
    }

    /// The place of a period among them; nothing where no case falls in it.
    pub(super) fn place(&self, period: Option<Period>) -> Option<usize> {
        let Some(period) = period else {
            return Some(0);
        };
        let place = self.periods.partition_point(|it| it.end() < period.end());
        (self.periods.get(place) == Some(&period)).then_some(place)
    }

    /// The group of an entity and the place of a period.
    pub(super) fn group(&self, entity: Option<EntityId>, period: usize) -> Option<usize> {
        let entity = entity.map_or(0, |id| id.index().saturating_add(1));
        let group = entity.checked_mul(self.width())?.checked_add(period)?;
        (entity < self.entities).then_some(group)
    }
}

impl<'a> Groups<'a> {
    /// The groups of a table's rows by entity, and by period where they are told apart by time; nothing where there are too
    /// many of them.
    pub(super) fn of(
        rows: Rows<'a>,
        counted_by: Option<usize>,
        cadence: Option<Cadence>,
        entities: usize,
    ) -> Option<Self> {
        let day = match counted_by {
            Some(field) => Some(DayCells::of(rows, field)?),
            None => None,
        };
        let (first, last) = day.and_then(DayCells::bounds).unwrap_or((0, 0));
        let span = usize::try_from(i64::from(last).checked_sub(i64::from(first))?).ok()?;
        if span >= MAX_DAYS {
            return None;
        }
        let mut groups = Self {
            periods: Periods {
                periods: Vec::new(),
                entities: entities.saturating_add(1),
            },
            entities: rows.table.entities(),
            day,
            first,
            place_of: vec![0; span.saturating_add(1)],
        };
        if let Some(cadence) = cadence {
            groups.tell_apart(cadence)?;
        }
        let many = rows.table.rows().max(FEW);
        let places = groups
            .periods
            .groups()
            .checked_add(1)?
            .checked_mul(CLASSES)?;
        let fits = groups.periods.groups() <= many && u32::try_from(places).is_ok();
        fits.then_some(groups)
    }

    fn tell_apart(&mut self, cadence: Cadence) -> Option<()> {
        let mut day = Date::from_epoch_days(self.first)?;
        let mut period = Period::containing(day, cadence)?;
        self.periods.periods.push(period);
        for place in &mut self.place_of {
            if day > period.end() {
                period = period.shifted(1)?;
                self.periods.periods.push(period);
            }
            let period = self.periods.periods.len().checked_sub(1)?;
            *place = u32::try_from(period.checked_mul(CLASSES)?).ok()?;
            day = day.succ_opt()?;
        }
        Some(())
    }

    /// Where the rows that belong to no group are added: behind all groups.
    pub(super) fn nowhere(&self) -> usize {
        self.periods.groups()
    }

    /// Finds where the group of each row of a batch begins.
    pub(super) fn find(&self, batch: &mut Batch, room: &mut Numbers) {
        let rows = batch.rows();
        match self.entities.slice() {
            CodeSlice::One(codes) => self.find_of(codes.get(rows), batch, room),
            CodeSlice::Two(codes) => self.find_of(codes.get(rows), batch, room),
            CodeSlice::Four(codes) => self.find_of(codes.get(rows), batch, room),
        }
    }

    fn find_of<C: Copy + Into<u32>>(
        &self,
        codes: Option<&[C]>,
        batch: &mut Batch,
        room: &mut Numbers,
    ) {
        // Places were counted in 32 bits, and codes are known to be entities.
        let in_32_bits = |places: usize| u32::try_from(places).unwrap_or(u32::MAX);
        let width = in_32_bits(self.periods.width().saturating_mul(CLASSES));
        let nowhere = in_32_bits(self.nowhere().saturating_mul(CLASSES));
        let rows = batch.rows();
        let places = batch.places_mut().iter_mut().zip(codes.unwrap_or_default());
        let Some(day) = self.day else {
            for (place, code) in places {
                *place = Into::<u32>::into(*code).wrapping_mul(width);
            }
            return;
        };
        for ((place, code), day) in places.zip(day.load(rows, room)) {
            let entity = Into::<u32>::into(*code).wrapping_mul(width);
            // An empty cell's number lies far from every day: one look-up tells it from a day.
            let since = day.wrapping_sub(self.first).cast_unsigned();
            let period = self.place_of.get(since as usize);
            *place = period.map_or(nowhere, |period| entity.wrapping_add(*period));
        }
    }
}
