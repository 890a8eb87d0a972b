//! The engine on submissions with everything prepared that does not change between them: by row and by column.

use std::hint::black_box;

use dabiao_core::prepared::{InputId, Occasion, Prepared, Row, Verdicts};
use dabiao_core::{Policy, State};

use super::columns::Columns;
use super::values::{CAPS, COMPOUNDS, Gaps, RATIOS, SPANS, Values};
use super::{SUBMISSIONS, compare, day, policy, timed};
use crate::workload::Sample;

/// The values of a submission in the order of [`Gaps`]: cents, days from 1970, yes as 1.
type Flat = [i64; Gaps::ALL];

/// A policy prepared for submissions of nobody in particular and no period.
pub(super) fn prepare(policy: &Policy) -> Result<Prepared<'_>, String> {
    let program = policy.program().ok_or("the policy is not valid")?;
    let occasion = Occasion {
        entity: None,
        period: None,
        as_of: policy::evaluated_on(),
    };
    Prepared::new(program, occasion).map_err(|error| error.to_string())
}

fn prepared(policy: &Policy) -> Result<Prepared<'_>, String> {
    let prepared = prepare(policy)?;
    if prepared.rules().len() == super::TARGETS {
        Ok(prepared)
    } else {
        Err("a row does not decide all targets".to_owned())
    }
}

/// The inputs of the values, in their order.
fn inputs(policy: &Policy, prepared: &Prepared<'_>) -> Result<Vec<InputId>, String> {
    let schema = policy.schema();
    let figure = |name: &str, index: usize| {
        let name = format!("{name}{index}");
        let metric = schema.metric(&name);
        metric
            .and_then(|metric| prepared.figure(metric, None))
            .ok_or(name)
    };
    let event = |field: usize, index: usize| {
        let name = format!("case{index}");
        let record = schema.record(&name);
        record
            .and_then(|record| prepared.event(record, field))
            .ok_or(name)
    };
    let ratios = (0..RATIOS).flat_map(|at| [figure("part", at), figure("whole", at)]);
    let caps = (0..CAPS).map(|at| figure("cost", at));
    let spans = (0..SPANS).flat_map(|at| [event(0, at), event(1, at)]);
    let compounds = (0..COMPOUNDS).flat_map(|at| {
        ["portion", "base", "price", "built", "planned", "open"].map(|name| figure(name, at))
    });
    ratios.chain(caps).chain(spans).chain(compounds).collect()
}

/// The number of the first day a submission may speak of, from 1970.
fn first_day() -> i64 {
    i64::from(day(0).to_epoch_days())
}

/// The values one after the other.
fn flat(values: &Values, first_day: i64) -> Flat {
    let mut flat = [0; Gaps::ALL];
    let (ratios, rest) = flat.split_at_mut(Gaps::CAPS);
    let (caps, rest) = rest.split_at_mut(CAPS);
    let (spans, compounds) = rest.split_at_mut(2 * SPANS);
    for (flat, (part, whole)) in ratios.as_chunks_mut::<2>().0.iter_mut().zip(&values.ratios) {
        *flat = [*part, *whole];
    }
    caps.copy_from_slice(&values.caps);
    for (flat, (awarded, signed)) in spans.as_chunks_mut::<2>().0.iter_mut().zip(&values.spans) {
        *flat = [*awarded, *signed].map(|it| first_day.saturating_add(i64::from(it)));
    }
    for (flat, it) in compounds
        .as_chunks_mut::<6>()
        .0
        .iter_mut()
        .zip(&values.compounds)
    {
        *flat = [
            it.part,
            it.whole,
            it.cost,
            it.done,
            it.planned,
            i64::from(it.open),
        ];
    }
    flat
}

/// Rows that are filled from values.
struct Filling<'p> {
    prepared: &'p Prepared<'p>,
    inputs: Vec<InputId>,
    /// For each input of the program the place of its value; none where they are in the same order.
    order: Option<Vec<usize>>,
    first_day: i64,
}

impl<'p> Filling<'p> {
    fn new(policy: &Policy, prepared: &'p Prepared<'p>) -> Result<Self, String> {
        let inputs = inputs(policy, prepared)?;
        let place = |input: usize| {
            let input = prepared.input(input);
            inputs.iter().position(|it| Some(*it) == input)
        };
        let order: Option<Vec<usize>> = (0..prepared.inputs().len()).map(place).collect();
        let order = order.ok_or("the program reads what no submission has")?;
        let is_same = order.iter().copied().eq(0..order.len());
        Ok(Self {
            prepared,
            inputs,
            order: (!is_same).then_some(order),
            first_day: first_day(),
        })
    }

    fn fill(&self, row: &mut Row<'_>, values: &Values) {
        let flat = flat(values, self.first_day);
        match &self.order {
            None => row.fill(flat.iter().copied()),
            Some(order) => {
                let value = |place: &usize| flat.get(*place).copied().unwrap_or(0);
                row.fill(order.iter().map(value));
            }
        }
    }

    fn fill_with_gaps(&self, row: &mut Row<'_>, values: &Values, gaps: &Gaps) {
        self.fill(row, values);
        for place in gaps.places() {
            if let Some(input) = self.inputs.get(place) {
                row.clear(*input);
            }
        }
    }

    fn row(&self, values: &Values) -> Row<'p> {
        let mut row = self.prepared.row();
        self.fill(&mut row, values);
        row
    }

    /// A row without the values that are missing.
    fn row_with_gaps(&self, values: &Values, gaps: &Gaps) -> Row<'p> {
        let mut row = self.prepared.row();
        let flat = flat(values, self.first_day);
        for (place, (input, value)) in self.inputs.iter().zip(flat).enumerate() {
            if !gaps.has(place) {
                row.set(*input, value);
            }
        }
        row
    }
}

/// Whether the rows are decided as exact whole numbers decide them.
///
/// # Errors
///
/// Where they are not.
pub(super) fn same(series: &[Values]) -> Result<(), String> {
    let policy = policy::compiled()?;
    let prepared = prepared(&policy)?;
    let filling = Filling::new(&policy, &prepared)?;
    let (mut row, mut verdicts) = (prepared.row(), Verdicts::default());
    compare(series, |values| {
        filling.fill(&mut row, values);
        let states = row.decide(&mut verdicts);
        Ok(states.iter().map(|it| *it == State::Met).collect())
    })
}

/// The same of the columns.
///
/// # Errors
///
/// Where they are not.
pub(super) fn same_in_columns(series: &[Values]) -> Result<(), String> {
    let policy = policy::compiled()?;
    let prepared = prepared(&policy)?;
    let columns = Columns::of(series);
    let bound = columns.bind(&prepared, &inputs(&policy, &prepared)?)?;
    let decided = bound.decide(2);
    let mut rows = 0..series.len();
    compare(series, |_| {
        let row = rows.next().unwrap_or(0);
        let met = |target| decided.state(row, target) == Some(State::Met);
        Ok((0..super::TARGETS).map(met).collect())
    })
}

/// The states of a submission with gaps.
///
/// # Errors
///
/// When the policy cannot be prepared.
pub(super) fn states_with_gaps(
    policy: &Policy,
    series: &[(Values, Gaps)],
) -> Result<Vec<Vec<State>>, String> {
    let prepared = prepared(policy)?;
    let filling = Filling::new(policy, &prepared)?;
    let (mut used, mut verdicts) = (prepared.row(), Verdicts::default());
    let mut all = Vec::with_capacity(series.len());
    for (values, gaps) in series {
        let states = filling
            .row_with_gaps(values, gaps)
            .decide(&mut verdicts)
            .to_vec();
        filling.fill_with_gaps(&mut used, values, gaps);
        if used.decide(&mut verdicts) != states {
            return Err("a row that was used before is decided otherwise".to_owned());
        }
        all.push(states);
    }
    Ok(all)
}

/// One state a target, from rows that are filled already.
pub(super) fn bound(series: &[Values]) -> Result<Sample, String> {
    let policy = policy::compiled()?;
    let prepared = prepared(&policy)?;
    let filling = Filling::new(&policy, &prepared)?;
    let rows: Vec<Row<'_>> = series.iter().map(|values| filling.row(values)).collect();
    let mut verdicts = Verdicts::default();
    timed(&rows, |row| {
        black_box(row.decide(&mut verdicts));
    })
}

/// The same from typed rows, each filled into a row of the program.
pub(super) fn from_rows(series: &[Values]) -> Result<Sample, String> {
    let policy = policy::compiled()?;
    let prepared = prepared(&policy)?;
    let filling = Filling::new(&policy, &prepared)?;
    let (mut row, mut verdicts) = (prepared.row(), Verdicts::default());
    timed(series, |values| {
        filling.fill(&mut row, values);
        black_box(row.decide(&mut verdicts));
    })
}

/// The same with values missing.
pub(super) fn from_rows_with_gaps(series: &[(Values, Gaps)]) -> Result<Sample, String> {
    let policy = policy::compiled()?;
    let prepared = prepared(&policy)?;
    let filling = Filling::new(&policy, &prepared)?;
    let (mut row, mut verdicts) = (prepared.row(), Verdicts::default());
    timed(series, |(values, gaps)| {
        filling.fill_with_gaps(&mut row, values, gaps);
        black_box(row.decide(&mut verdicts));
    })
}

/// So many rounds over rows that are filled already.
pub(crate) fn rows_so_often(count: usize, rounds: usize) -> Result<(), String> {
    let policy = policy::compiled()?;
    let prepared = prepared(&policy)?;
    let filling = Filling::new(&policy, &prepared)?;
    let series = Values::series(11, count);
    let rows: Vec<Row<'_>> = series.iter().map(|values| filling.row(values)).collect();
    let mut verdicts = Verdicts::default();
    for row in (0..rounds).flat_map(|_| &rows) {
        black_box(black_box(row).decide(&mut verdicts));
    }
    Ok(())
}

/// So many rounds over columns.
pub(crate) fn columns_so_often(count: usize, rounds: usize) -> Result<(), String> {
    let policy = policy::compiled()?;
    let prepared = prepared(&policy)?;
    let columns = Columns::of(&Values::series(31, count));
    let bound = columns.bind(&prepared, &inputs(&policy, &prepared)?)?;
    for _ in 0..rounds {
        black_box(&bound).for_each_batch(|batch| {
            black_box(batch);
        });
    }
    Ok(())
}

/// How much of a derivation is made.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kept {
    /// None: states alone.
    Nothing,
    /// The row, from which a derivation can be made when it is asked for.
    Row,
    /// The derivation of every verdict.
    Derivations,
}

/// The states where values are missing, and what is kept to explain them.
pub(super) fn with_gaps(kept: Kept) -> Result<Sample, String> {
    let policy = policy::compiled()?;
    let prepared = prepared(&policy)?;
    let filling = Filling::new(&policy, &prepared)?;
    let series = Values::series_with_gaps(23, SUBMISSIONS);
    let rows = series
        .iter()
        .map(|(values, gaps)| filling.row_with_gaps(values, gaps));
    let rows: Vec<Row<'_>> = rows.collect();
    let mut verdicts = Verdicts::default();
    timed(&rows, |row| {
        black_box(row.decide(&mut verdicts));
        match kept {
            Kept::Nothing => {}
            Kept::Row => {
                black_box(row.clone());
            }
            Kept::Derivations => {
                black_box(super::engine::derivations(&policy, &row.dataset())).ok();
            }
        }
    })
}

/// One state a target, over columns whose bounds are known, so many times over.
pub(crate) fn columns(rows: Vec<Values>, turns: usize) -> Result<Sample, String> {
    let policy = policy::compiled()?;
    let prepared = prepared(&policy)?;
    let columns = Columns::of(&rows);
    let count = rows.len().saturating_mul(turns);
    drop(rows);
    let bound = columns.bind(&prepared, &inputs(&policy, &prepared)?)?;
    let units = u64::try_from(count).map_err(|error| error.to_string())?;
    Ok(Sample::of(crate::timing::picoseconds_per_unit(
        units,
        || {
            for _ in 0..turns {
                black_box(&bound).for_each_batch(|batch| {
                    black_box(batch);
                });
            }
        },
    )))
}

/// The same with the columns handed over, and their bounds looked for, each time.
pub(super) fn columns_bound_anew(rows: &[Values]) -> Result<Sample, String> {
    let policy = policy::compiled()?;
    let prepared = prepared(&policy)?;
    let inputs = inputs(&policy, &prepared)?;
    let columns = Columns::of(rows);
    let units = u64::try_from(rows.len()).map_err(|error| error.to_string())?;
    Ok(Sample::of(crate::timing::picoseconds_per_unit(
        units,
        || {
            if let Ok(bound) = black_box(&columns).bind(&prepared, &inputs) {
                bound.for_each_batch(|batch| {
                    black_box(batch);
                });
            }
        },
    )))
}
