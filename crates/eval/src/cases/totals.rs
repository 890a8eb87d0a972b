//! What is added up for each group and class of rows.

use std::collections::BTreeMap;

use dabiao_model::Ratio;

use super::batch::Batch;
use super::class::CLASSES;

/// What a group's rows of a class come to.
pub(super) trait Entry: Copy + Default {
    /// Adds a row.
    fn add(&mut self, value: i64);
    /// Adds the rows of another.
    fn join(&mut self, other: &Self);
}

/// How many rows.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Count(u64);

/// How many rows and their sum, which was proven to fit.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sum {
    rows: u64,
    sum: i64,
}

/// How many rows and their sum, which 2⁶⁴ rows cannot overflow.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct WideSum {
    rows: u64,
    sum: i128,
}

/// How many rows, the least and the greatest of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Extremes {
    rows: u64,
    least: i64,
    greatest: i64,
}

/// How many rows, the earliest and the latest of their days.
#[derive(Debug, Clone, Copy)]
pub(super) struct DayExtremes {
    rows: u64,
    earliest: i32,
    latest: i32,
}

impl Default for DayExtremes {
    fn default() -> Self {
        Self {
            rows: 0,
            earliest: i32::MAX,
            latest: i32::MIN,
        }
    }
}

impl Default for Extremes {
    fn default() -> Self {
        Self {
            rows: 0,
            least: i64::MAX,
            greatest: i64::MIN,
        }
    }
}

impl Entry for Count {
    fn add(&mut self, _: i64) {
        self.0 = self.0.wrapping_add(1);
    }

    fn join(&mut self, other: &Self) {
        self.0 = self.0.wrapping_add(other.0);
    }
}

// INVARIANT: sums do not wrap; the column's bounds and the number of rows prove it before the pass.
impl Entry for Sum {
    fn add(&mut self, value: i64) {
        self.rows = self.rows.wrapping_add(1);
        self.sum = self.sum.wrapping_add(value);
    }

    fn join(&mut self, other: &Self) {
        self.rows = self.rows.wrapping_add(other.rows);
        self.sum = self.sum.wrapping_add(other.sum);
    }
}

impl Entry for WideSum {
    fn add(&mut self, value: i64) {
        self.rows = self.rows.wrapping_add(1);
        self.sum = self.sum.wrapping_add(i128::from(value));
    }

    fn join(&mut self, other: &Self) {
        self.rows = self.rows.wrapping_add(other.rows);
        self.sum = self.sum.wrapping_add(other.sum);
    }
}

impl Entry for Extremes {
    fn add(&mut self, value: i64) {
        self.rows = self.rows.wrapping_add(1);
        self.least = self.least.min(value);
        self.greatest = self.greatest.max(value);
    }

    fn join(&mut self, other: &Self) {
        self.rows = self.rows.wrapping_add(other.rows);
        self.least = self.least.min(other.least);
        self.greatest = self.greatest.max(other.greatest);
    }
}

impl Entry for DayExtremes {
    fn add(&mut self, value: i64) {
        self.rows = self.rows.wrapping_add(1);
        // INVARIANT: days, and differences of days, are kept here, which 32 bits hold.
        let day = i32::try_from(value).unwrap_or(0);
        // New ones are rare, so that to go on is better guessed than to write the same again.
        if day < self.earliest {
            self.earliest = day;
        }
        if day > self.latest {
            self.latest = day;
        }
    }

    fn join(&mut self, other: &Self) {
        self.rows = self.rows.wrapping_add(other.rows);
        self.earliest = self.earliest.min(other.earliest);
        self.latest = self.latest.max(other.latest);
    }
}

/// One entry a group and class.
#[derive(Debug, Clone)]
enum Entries {
    Counts(Vec<Count>),
    Sums(Vec<Sum>),
    WideSums(Vec<WideSum>),
    Extremes(Vec<Extremes>),
    DayExtremes(Vec<DayExtremes>),
}

/// Which entries are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    /// How many rows.
    Counts,
    /// Their sum, within 64 bits.
    Sums,
    /// Their sum, within 128 bits.
    WideSums,
    /// The least and the greatest.
    Extremes,
    /// The earliest and the latest day, or the fewest and the most days.
    DayExtremes,
}

/// What was added up for one aggregate or limit.
#[derive(Debug, Clone)]
pub(super) struct Totals {
    entries: Entries,
    /// The sums of the numbers that stand beside their column, by place.
    beside: BTreeMap<usize, Ratio>,
}

impl Totals {
    /// Nothing yet, for so many groups.
    pub(super) fn new(kept: Kept, groups: usize) -> Self {
        let places = groups.saturating_mul(CLASSES);
        let entries = match kept {
            Kept::Counts => Entries::Counts(vec![Count::default(); places]),
            Kept::Sums => Entries::Sums(vec![Sum::default(); places]),
            Kept::WideSums => Entries::WideSums(vec![WideSum::default(); places]),
            Kept::Extremes => Entries::Extremes(vec![Extremes::default(); places]),
            Kept::DayExtremes => Entries::DayExtremes(vec![DayExtremes::default(); places]),
        };
        Self {
            entries,
            beside: BTreeMap::new(),
        }
    }

    /// Adds a batch of rows: for each its group, class and value.
    pub(super) fn add<V: Copy + Into<i64>>(&mut self, batch: &Batch, values: &[V]) {
        match &mut self.entries {
            Entries::Counts(entries) => add(entries, batch, values),
            Entries::Sums(entries) => add(entries, batch, values),
            Entries::WideSums(entries) => add(entries, batch, values),
            Entries::Extremes(entries) => add(entries, batch, values),
            Entries::DayExtremes(entries) => add(entries, batch, values),
        }
    }

    /// Adds a number that stands beside its column.
    pub(super) fn add_beside(&mut self, place: usize, number: &Ratio) {
        let sum = self.beside.entry(place).or_insert(Ratio::ZERO);
        *sum = &*sum + number;
    }

    /// Adds what another thread found.
    pub(super) fn join(&mut self, other: &Self) {
        match (&mut self.entries, &other.entries) {
            (Entries::Counts(all), Entries::Counts(more)) => join(all, more),
            (Entries::Sums(all), Entries::Sums(more)) => join(all, more),
            (Entries::WideSums(all), Entries::WideSums(more)) => join(all, more),
            (Entries::Extremes(all), Entries::Extremes(more)) => join(all, more),
            (Entries::DayExtremes(all), Entries::DayExtremes(more)) => join(all, more),
            // Both are made from the same plan.
            _ => {}
        }
        for (place, number) in &other.beside {
            self.add_beside(*place, number);
        }
    }

    /// How many rows of a class some groups have.
    pub(super) fn rows(&self, groups: &[usize], class: u8) -> usize {
        let rows = places(groups, class).map(|place| match &self.entries {
            Entries::Counts(entries) => entries.get(place).map_or(0, |it| it.0),
            Entries::Sums(entries) => entries.get(place).map_or(0, |it| it.rows),
            Entries::WideSums(entries) => entries.get(place).map_or(0, |it| it.rows),
            Entries::Extremes(entries) => entries.get(place).map_or(0, |it| it.rows),
            Entries::DayExtremes(entries) => entries.get(place).map_or(0, |it| it.rows),
        });
        usize::try_from(rows.fold(0_u64, u64::saturating_add)).unwrap_or(usize::MAX)
    }

    /// The sum of a class over some groups, of numbers that are multiples of one over `denominator`.
    pub(super) fn sum(&self, groups: &[usize], class: u8, denominator: i64) -> Ratio {
        let sums = places(groups, class).map(|place| match &self.entries {
            Entries::Sums(entries) => entries.get(place).map_or(0, |it| i128::from(it.sum)),
            Entries::WideSums(entries) => entries.get(place).map_or(0, |it| it.sum),
            _ => 0,
        });
        let whole = sums.fold(Ratio::ZERO, |all, sum| &all + &Ratio::whole(sum));
        let part = Ratio::new(1, i128::from(denominator));
        let beside = places(groups, class).filter_map(|place| self.beside.get(&place));
        beside.fold(&whole * &part, |all, number| &all + number)
    }

    /// The least and the greatest of a class over some groups; nothing of no rows.
    pub(super) fn extremes(&self, groups: &[usize], class: u8) -> Option<(i64, i64)> {
        let mut all = Extremes::default();
        let places = places(groups, class);
        match &self.entries {
            Entries::Extremes(entries) => {
                let entries = places.filter_map(|place| entries.get(place));
                entries.for_each(|entry| all.join(entry));
            }
            Entries::DayExtremes(entries) => {
                let mut days = DayExtremes::default();
                let entries = places.filter_map(|place| entries.get(place));
                entries.for_each(|entry| days.join(entry));
                all = Extremes {
                    rows: days.rows,
                    least: days.earliest.into(),
                    greatest: days.latest.into(),
                };
            }
            _ => return None,
        }
        (all.rows > 0).then_some((all.least, all.greatest))
    }
}

/// Where the entries of a class stand.
fn places(groups: &[usize], class: u8) -> impl Iterator<Item = usize> {
    let class = usize::from(class);
    let place = move |group: &usize| group.saturating_mul(CLASSES).saturating_add(class);
    groups.iter().map(place)
}

/// How many rows are added in one turn of the loop, which then costs less a row.
const TURN: usize = 4;

fn add<E: Entry, V: Copy + Into<i64>>(entries: &mut [E], batch: &Batch, values: &[V]) {
    let (places, last_places) = batch.places().as_chunks::<TURN>();
    let (classes, last_classes) = batch.classes().as_chunks::<TURN>();
    let (turns, last_values) = values
        .split_at_checked(batch.len())
        .map_or(values, |(values, _)| values)
        .as_chunks::<TURN>();
    for ((places, classes), values) in places.iter().zip(classes).zip(turns) {
        add_some(entries, places, classes, values);
    }
    add_some(entries, last_places, last_classes, last_values);
}

#[inline]
fn add_some<E: Entry, V: Copy + Into<i64>>(
    entries: &mut [E],
    places: &[u32],
    classes: &[u8],
    values: &[V],
) {
    for ((place, class), value) in places.iter().zip(classes).zip(values) {
        if let Some(entry) = entries.get_mut((*place | u32::from(*class)) as usize) {
            entry.add((*value).into());
        }
    }
}

fn join<E: Entry>(all: &mut [E], more: &[E]) {
    for (entry, other) in all.iter_mut().zip(more) {
        entry.join(other);
    }
}
