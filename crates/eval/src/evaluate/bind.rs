//! Binding: figures into series by (metric, segment, entity), cases by entity and the day they are counted by.

use std::cell::OnceCell;
use std::cmp::Ordering;

use dabiao_model::{
    Column, Dataset, Date, EntityId, Figure, FigureKind, MetricId, Period, SegmentId, Table,
};

use crate::cases::{CaseLayer, Reading};
use crate::error::EvaluateError;
use crate::program::Program;

/// Figures and cases in the order evaluation reads them.
#[derive(Debug)]
pub(crate) struct Bound {
    /// Per metric, the key of its first (segment, entity).
    bases: Vec<usize>,
    /// Per key, where its run in `runs` starts; one more at the end.
    offsets: Vec<u32>,
    /// Indices of actual figures, by key, then by period end, start and day of submission.
    runs: Vec<u32>,
    /// Indices of benchmark and baseline figures in the order submitted.
    pub(crate) references: Vec<u32>,
    /// Figures that another of the same place and submission contradicts: that other.
    pub(crate) contradicted: Vec<Option<u32>>,
    /// Per record, its rows by entity and the day they are counted by; sorted when they are first walked.
    cases: Vec<OnceCell<Cases>>,
    /// Per record, the first day of a case that answers each question about cases; found when it is first asked for.
    answers: Vec<OnceCell<Vec<Option<Date>>>>,
    /// What passes over the cases found.
    pub(crate) layer: CaseLayer,
    /// How cases are read.
    pub(crate) reading: Reading,
    entities: usize,
}

/// The rows of a record's table, grouped by entity.
#[derive(Debug, Default)]
pub(crate) struct Cases {
    /// Per entity (the first stands for none), where its rows start; one more at the end.
    offsets: Vec<u32>,
    /// Row numbers, by entity, then by the day they are counted by (rows without one last).
    rows: Vec<u32>,
}

impl Cases {
    /// The rows of one entity.
    pub(crate) fn of(&self, entity: Option<EntityId>) -> &[u32] {
        let key = entity.map_or(0, |id| id.index().saturating_add(1));
        run(&self.offsets, &self.rows, key)
    }
}

fn run<'a>(offsets: &[u32], items: &'a [u32], key: usize) -> &'a [u32] {
    match (offsets.get(key), offsets.get(key.saturating_add(1))) {
        (Some(start), Some(end)) => items
            .get(*start as usize..*end as usize)
            .unwrap_or_default(),
        _ => &[],
    }
}

/// Groups `items` by key: offsets per key and the items in key order, each in the order they came in.
fn group(keys: usize, items: impl Iterator<Item = (usize, u32)> + Clone) -> (Vec<u32>, Vec<u32>) {
    let mut offsets = vec![0_u32; keys.saturating_add(1)];
    for (key, _) in items.clone() {
        if let Some(count) = offsets.get_mut(key.saturating_add(1)) {
            *count = count.saturating_add(1);
        }
    }
    let mut total = 0_u32;
    for offset in &mut offsets {
        total = total.saturating_add(*offset);
        *offset = total;
    }
    let mut next = offsets.clone();
    let mut grouped = vec![0_u32; total as usize];
    for (key, item) in items {
        let Some(next) = next.get_mut(key) else {
            continue;
        };
        if let Some(place) = grouped.get_mut(*next as usize) {
            *place = item;
        }
        *next = next.saturating_add(1);
    }
    (offsets, grouped)
}

impl Bound {
    /// Binds a data set to a program.
    pub(crate) fn new(
        program: &Program,
        data: &Dataset,
        reading: Reading,
    ) -> Result<Self, EvaluateError> {
        let entities = program.schema.entities.len();
        let width = entities.saturating_add(1);
        let mut bases = Vec::with_capacity(program.schema.metrics.len());
        let mut keys = 0_usize;
        for metric in &program.schema.metrics {
            bases.push(keys);
            keys = keys.saturating_add(
                metric
                    .segments
                    .len()
                    .saturating_add(1)
                    .saturating_mul(width),
            );
        }
        let mut bound = Self {
            bases,
            offsets: Vec::new(),
            runs: Vec::new(),
            references: Vec::new(),
            contradicted: vec![None; data.figures.len()],
            cases: program.counted_by.iter().map(|_| OnceCell::new()).collect(),
            answers: program.counted_by.iter().map(|_| OnceCell::new()).collect(),
            layer: CaseLayer::default(),
            reading,
            entities,
        };
        let mut actual = Vec::with_capacity(data.figures.len());
        for (index, figure) in (0_u32..).zip(&data.figures) {
            if figure.kind == FigureKind::Actual {
                let key = bound.key(figure.metric, figure.segment, figure.entity);
                actual.push((key.ok_or(EvaluateError::ForeignData)?, index));
            } else {
                bound.references.push(index);
            }
        }
        actual.sort_by(|(key, index), (other_key, other)| {
            key.cmp(other_key)
                .then_with(|| by_time(data, *index, *other))
                .then_with(|| index.cmp(other))
        });
        (bound.offsets, bound.runs) = group(keys, actual.iter().copied());
        bound.find_contradictions(data);
        let mut tables = data.tables.iter().flatten();
        if tables.any(|table| !fits(table, entities)) {
            return Err(EvaluateError::ForeignData);
        }
        Ok(bound)
    }

    /// The rows of a record by entity, sorted when they are first asked for.
    pub(crate) fn cases(&self, program: &Program, data: &Dataset, record: usize) -> Option<&Cases> {
        let cases = self.cases.get(record)?;
        let table = data.tables.get(record)?.as_ref()?;
        let counted_by = program.counted_by.get(record).copied().flatten();
        let days = counted_by.and_then(|field| table.column(field));
        Some(cases.get_or_init(|| sorted(table, days, self.entities)))
    }

    /// The first day on which a case of the time asked about is counted, for each question of a table that was left open.
    pub(crate) fn answers(&self, program: &Program, table: &Table) -> &[Option<Date>] {
        let record = table.record().index();
        let answers = self.answers.get(record).map(|answers| {
            let counted_by = program.counted_by.get(record).copied().flatten();
            answers.get_or_init(|| answered(table, counted_by))
        });
        answers.map_or(&[], Vec::as_slice)
    }

    fn key(
        &self,
        metric: MetricId,
        segment: Option<SegmentId>,
        entity: Option<EntityId>,
    ) -> Option<usize> {
        let base = self.bases.get(metric.index())?;
        let next = self.bases.get(metric.index().saturating_add(1)).copied();
        let width = self.entities.checked_add(1)?;
        let segment = segment.map_or(0, |id| id.index().saturating_add(1));
        let entity = entity.map_or(0, |id| id.index().saturating_add(1));
        let key = base
            .checked_add(segment.checked_mul(width)?)?
            .checked_add(entity)?;
        (entity < width && next.is_none_or(|next| key < next)).then_some(key)
    }

    /// The figures of a metric, segment and entity by time: indices into the data set.
    pub(crate) fn series(
        &self,
        metric: MetricId,
        segment: Option<SegmentId>,
        entity: Option<EntityId>,
    ) -> &[u32] {
        self.key(metric, segment, entity)
            .map_or(&[], |key| run(&self.offsets, &self.runs, key))
    }

    fn find_contradictions(&mut self, data: &Dataset) {
        for pair in self.runs.windows(2) {
            let [first, second] = pair else { continue };
            let (Some(a), Some(b)) = (
                data.figures.get(*first as usize),
                data.figures.get(*second as usize),
            ) else {
                continue;
            };
            let same_place = a.metric == b.metric && a.segment == b.segment && a.entity == b.entity;
            if same_place
                && a.period == b.period
                && a.submitted_on == b.submitted_on
                && a.value != b.value
            {
                for (index, other) in [(first, second), (second, first)] {
                    if let Some(slot) = self.contradicted.get_mut(*index as usize) {
                        slot.get_or_insert(*other);
                    }
                }
            }
        }
    }
}

fn by_time(data: &Dataset, a: u32, b: u32) -> Ordering {
    let key = |index: u32| {
        data.figures
            .get(index as usize)
            .map(|f: &Figure| (f.period, f.submitted_on))
    };
    key(a).cmp(&key(b))
}

/// Whether a table is of these entities, and of no more rows than can be numbered.
fn fits(table: &Table, entities: usize) -> bool {
    let largest = table.entities().largest();
    let is_known = largest.is_none_or(|code| (code as usize) < entities);
    is_known && u32::try_from(table.rows()).is_ok()
}

/// The rows of a table by entity, of each by day, those without one last, and of a day in the table's order.
fn sorted(table: &Table, days: Option<&Column>, entities: usize) -> Cases {
    let entity = |row: u32| {
        let entity = table.entity(row as usize);
        (entity.map_or(0, |id| id.index().saturating_add(1)), row)
    };
    let rows = (0_u32..).take(table.rows()).map(entity);
    let (offsets, mut rows) = group(entities.saturating_add(1), rows);
    if let Some(days) = days {
        for run in offsets.windows(2) {
            let [from, to] = run else { continue };
            if let Some(run) = rows.get_mut(*from as usize..*to as usize) {
                by_day(run, days);
            }
        }
    }
    Cases { offsets, rows }
}

/// Sorts rows by day, those without one last, and of a day by number.
fn by_day(rows: &mut [u32], days: &Column) {
    let keyed = |row: &u32| {
        let day = days.day(*row as usize);
        (day.map_or(i32::MAX, |day| day.to_epoch_days()), *row)
    };
    let mut keyed: Vec<(i32, u32)> = rows.iter().map(keyed).collect();
    keyed.sort_unstable();
    for (row, (_, next)) in rows.iter_mut().zip(keyed) {
        *row = next;
    }
}

/// Of rows by day, those of a period.
pub(super) fn within<'a>(rows: &'a [u32], days: &Column, period: Period) -> &'a [u32] {
    let is_before =
        |row: &u32, end: &dyn Fn(Date) -> bool| days.day(*row as usize).is_some_and(end);
    let from = rows.partition_point(|row| is_before(row, &|day| day < period.start()));
    let to = rows.partition_point(|row| is_before(row, &|day| day <= period.end()));
    rows.get(from..to).unwrap_or_default()
}

/// When the first case of the time that each question is about is counted. Where cases are counted by no day, any answers;
/// a question about no time was answered by none.
fn answered(table: &Table, counted_by: Option<usize>) -> Vec<Option<Date>> {
    let asked = table.unanswered();
    let mut answers: Vec<Option<Date>> = vec![None; asked.len()];
    for row in 0..table.rows() {
        let day = match counted_by {
            Some(field) => table.column(field).and_then(|days| days.day(row)),
            None => Some(Date::MIN),
        };
        let Some(day) = day else { continue };
        let entity = table.entity(row);
        for whose in [None, entity] {
            let from = asked.partition_point(|it| it.entity < whose);
            let own = asked.iter().zip(&mut answers).skip(from);
            for (question, answer) in own.take_while(|(it, _)| it.entity == whose) {
                let period = question.period;
                let is_meant = period.is_some_and(|it| counted_by.is_none() || it.contains(day));
                if is_meant && answer.is_none_or(|known| day < known) {
                    *answer = Some(day);
                }
            }
        }
    }
    answers
}

/// Whether a figure exists on a day: submitted by then, or, without a day of submission, its period over by then.
pub(crate) fn exists(figure: &Figure, as_of: Date) -> bool {
    match figure.submitted_on {
        Some(day) => day <= as_of,
        None => figure
            .period
            .is_none_or(|period: Period| period.end() <= as_of),
    }
}
