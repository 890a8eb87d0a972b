//! One batch of columns: each test in a loop over its entries, in vectors where the processor has them.

use dabiao_model::State;

use super::columns::{BATCH, Column, Columns, Values, WORD, is_set};
use super::inputs::InputId;
use super::kernel;
use super::layout::{Bound, Pair, Share};
use super::limit::LimitTest;
use super::outcome::truth;
use super::row::MISSING;
use super::rules::Decision;
use super::{Prepared, processor};

/// The room for the outcomes of one batch.
#[derive(Debug)]
pub(super) struct Scratch {
    /// A run of [`BATCH`] outcomes a cell.
    cells: Vec<State>,
    /// Of each cell, whether its outcomes are met and unmet alone.
    plain: Vec<bool>,
    /// A run of [`BATCH`] a limit: whether it is still open.
    open: Vec<bool>,
    any_open: bool,
}

impl Scratch {
    pub(super) fn new(prepared: &Prepared<'_>) -> Self {
        let cells = prepared.groups.len().saturating_add(prepared.nodes.len());
        let limits = prepared.groups.limits.len();
        Self {
            cells: vec![State::NoData; cells.saturating_mul(BATCH)],
            plain: vec![false; cells],
            open: vec![false; limits.saturating_mul(BATCH)],
            any_open: false,
        }
    }

    fn at(&self, cell: usize, row: usize) -> State {
        let index = cell.saturating_mul(BATCH).saturating_add(row);
        self.cells.get(index).copied().unwrap_or(State::NoData)
    }

    fn is_open(&self, limit: usize, row: usize) -> bool {
        let index = limit.saturating_mul(BATCH).saturating_add(row);
        self.open.get(index).copied().unwrap_or(false)
    }
}

/// Decides a batch: a run of states a verdict.
pub(super) fn decide(
    columns: &Columns<'_, '_>,
    index: usize,
    scratch: &mut Scratch,
    states: &mut [State],
) {
    let (first, rows) = columns.range(index);
    let prepared = columns.prepared;
    processor::tests(columns, index, scratch);
    nodes(prepared, rows, scratch);
    for (judged, states) in prepared.judged.iter().zip(states.chunks_mut(rows.max(1))) {
        let plain = judged.decision.cell();
        let limited = matches!(judged.decision, Decision::Finish(_)) && scratch.any_open;
        match (&judged.decision, plain.filter(|_| !limited)) {
            (_, Some(cell)) => {
                let start = cell.saturating_mul(BATCH);
                let end = start.saturating_add(rows);
                let outcomes = scratch.cells.get(start..end).unwrap_or_default();
                for (state, outcome) in states.iter_mut().zip(outcomes) {
                    *state = *outcome;
                }
            }
            (Decision::Finish(finish), None) => {
                for (row, state) in states.iter_mut().enumerate() {
                    let at = |cell: usize| scratch.at(cell, row);
                    *state = finish.state(at, |limit| scratch.is_open(limit, row));
                }
            }
            (Decision::Fixed(fixed), None) => states.fill(*fixed),
            (Decision::General | Decision::Cell(_), None) => {
                for (row, state) in (first..).zip(states.iter_mut()) {
                    *state = prepared.walked(&columns.row(row), judged);
                }
            }
        }
    }
    doubted(columns, first, rows, scratch, states);
}

/// Submissions with a failed check are decided one by one.
fn doubted(
    columns: &Columns<'_, '_>,
    first: usize,
    rows: usize,
    scratch: &Scratch,
    states: &mut [State],
) {
    let prepared = columns.prepared;
    if prepared.gates.is_empty() {
        return;
    }
    let mut verdicts = super::Verdicts::default();
    for row in 0..rows {
        let fails = |cell: Option<usize>| cell.is_none_or(|it| scratch.at(it, row) == State::Unmet);
        if !prepared.gates.iter().any(|gate| fails(gate.cell)) {
            continue;
        }
        let decided = columns
            .row(first.saturating_add(row))
            .decide(&mut verdicts)
            .to_vec();
        let of_row = states.iter_mut().skip(row).step_by(rows.max(1));
        for (state, decided) in of_row.zip(decided) {
            *state = decided;
        }
    }
}

/// A column of whole numbers in one batch.
#[derive(Clone, Copy)]
struct Lane<'a> {
    values: &'a [i64],
    known: Option<&'a [u64]>,
    /// Whether no entry leaves the input's reach.
    is_narrow: bool,
    is_positive: bool,
}

/// What a test reads of a batch.
struct Reader<'a> {
    columns: &'a Columns<'a, 'a>,
    index: usize,
    first: usize,
    rows: usize,
}

impl<'a> Reader<'a> {
    fn column(&self, input: InputId) -> Option<&'a Column<'a>> {
        self.columns.by_input.get(input.index())?.as_ref()
    }

    /// An entry of a column with its flag.
    fn value(&self, input: InputId, row: usize) -> (i64, u8) {
        let column = self.column(input);
        let value = column.and_then(|column| column.value(row));
        value.map_or((0, MISSING), |value| (value, 0))
    }

    fn cut<T>(&self, values: &'a [T]) -> &'a [T] {
        let rest = values.get(self.first..).unwrap_or_default();
        rest.get(..self.rows).unwrap_or(rest)
    }

    fn lane(&self, input: InputId) -> Option<Lane<'a>> {
        let column = self.column(input)?;
        let Values::Whole(values) = column.values else {
            return None;
        };
        let (least, greatest) = column.bounds(self.index);
        let reach = self.columns.prepared.plans.get(input.index())?.reach;
        Some(Lane {
            values: self.cut(values),
            known: column.known(self.index),
            is_narrow: least.unsigned_abs() <= reach && greatest.unsigned_abs() <= reach,
            is_positive: least > 0,
        })
    }

    fn days(&self, input: InputId) -> Option<(&'a [i32], Option<&'a [u64]>)> {
        let column = self.column(input)?;
        match column.values {
            Values::Days(days) => Some((self.cut(days), column.known(self.index))),
            Values::Whole(_) | Values::YesNo(_) => None,
        }
    }
}

#[inline(always)]
#[expect(
    clippy::inline_always,
    reason = "each kind of processor gets a version of its own"
)]
pub(super) fn all_tests(columns: &Columns<'_, '_>, index: usize, scratch: &mut Scratch) {
    let (first, rows) = columns.range(index);
    let reader = Reader {
        columns,
        index,
        first,
        rows,
    };
    let groups = &columns.prepared.groups;
    scratch.any_open = false;
    let Scratch {
        cells,
        plain,
        open,
        any_open,
    } = scratch;
    // The cells of the tests, group by group. A test is asked for first, so that none is lost at the end of a group.
    let mut cells = cells.chunks_mut(BATCH).zip(plain.iter_mut());
    for (test, (out, plain)) in groups.bounds.iter().zip(cells.by_ref()) {
        *plain = bound(&reader, test, out);
    }
    for (test, (out, plain)) in groups.shares.iter().zip(cells.by_ref()) {
        *plain = share(&reader, test, out);
    }
    for (test, (out, plain)) in groups.pairs.iter().zip(cells.by_ref()) {
        *plain = pair(&reader, test, out);
    }
    for (input, (out, plain)) in groups.yes.iter().zip(cells.by_ref()) {
        *plain = yes(&reader, *input, out);
    }
    let limits = groups.limits.iter().zip(open.chunks_mut(BATCH));
    for ((test, open), (out, plain)) in limits.zip(cells.by_ref()) {
        let is_open;
        (*plain, is_open) = limit(&reader, test, out, open);
        *any_open |= is_open;
    }
    let others = groups.others.iter().zip(cells.by_ref());
    for (test, (out, plain)) in others {
        *plain = false;
        for (row, state) in (first..).zip(out.iter_mut().take(rows)) {
            *state = kernel::other(test, |input| reader.value(input, row));
        }
    }
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "as its caller")]
fn bound(reader: &Reader<'_>, test: &Bound, out: &mut [State]) -> bool {
    let Some(lane) = reader.lane(test.input) else {
        return missing(out);
    };
    let states = out.iter_mut().zip(lane.values);
    if lane.is_narrow {
        states.for_each(|(state, value)| *state = kernel::bound::<i64>(*value, test));
    } else {
        states.for_each(|(state, value)| *state = kernel::bound::<i128>(*value, test));
    }
    mask(out, lane.known)
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "as its caller")]
fn pair(reader: &Reader<'_>, test: &Pair, out: &mut [State]) -> bool {
    let (Some(left), Some(right)) = (reader.lane(test.left.0), reader.lane(test.right.0)) else {
        return missing(out);
    };
    let states = out.iter_mut().zip(left.values.iter().zip(right.values));
    if left.is_narrow && right.is_narrow {
        states.for_each(|(state, (a, b))| *state = kernel::pair::<i64>(*a, *b, test));
    } else {
        states.for_each(|(state, (a, b))| *state = kernel::pair::<i128>(*a, *b, test));
    }
    let all = mask(out, left.known);
    mask(out, right.known) && all
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "as its caller")]
fn share(reader: &Reader<'_>, test: &Share, out: &mut [State]) -> bool {
    let (Some(above), Some(below)) = (reader.lane(test.above.0), reader.lane(test.below.0)) else {
        return missing(out);
    };
    let is_narrow = above.is_narrow && below.is_narrow;
    let states = out.iter_mut().zip(above.values.iter().zip(below.values));
    match (is_narrow, below.is_positive) {
        (true, true) => {
            let (up, down, least) = (test.above.1, test.below.1, test.least);
            for (state, (above, below)) in states {
                let sum = above
                    .wrapping_mul(up)
                    .wrapping_add(below.wrapping_mul(down));
                *state = truth(sum >= least);
            }
        }
        (true, false) => {
            states.for_each(|(state, (a, b))| *state = kernel::share::<i64>(*a, *b, test));
        }
        (false, _) => {
            states.for_each(|(state, (a, b))| *state = kernel::share::<i128>(*a, *b, test));
        }
    }
    let all = mask(out, above.known);
    mask(out, below.known) && all && below.is_positive
}

fn yes(reader: &Reader<'_>, input: InputId, out: &mut [State]) -> bool {
    let Some(column) = reader.column(input) else {
        return missing(out);
    };
    let Values::YesNo(values) = column.values else {
        return missing(out);
    };
    for (state, yes) in out.iter_mut().zip(reader.cut(values)) {
        *state = truth(*yes);
    }
    mask(out, column.known(reader.index))
}

/// Decides a limit; whether all outcomes are met and unmet, and whether one is still open.
#[inline(always)]
#[expect(clippy::inline_always, reason = "as its caller")]
fn limit(
    reader: &Reader<'_>,
    test: &LimitTest,
    out: &mut [State],
    open: &mut [bool],
) -> (bool, bool) {
    let (from, event) = (reader.days(test.from), reader.days(test.event));
    if let (Some((from, None)), Some((event, None)), Some(usual)) = (from, event, test.usual())
        && usual.decide(from, event, out)
    {
        open.fill(false);
        return (usual.is_plain(), false);
    }
    let day = |days: Option<(&[i32], Option<&[u64]>)>, row: usize| {
        let (days, known) = days?;
        let is_known = known.is_none_or(|known| is_set(known, row));
        days.get(row)
            .filter(|_| is_known)
            .map(|day| i64::from(*day))
    };
    let mut any_open = false;
    let rows = out.iter_mut().zip(open).take(reader.rows);
    for (row, (state, open)) in rows.enumerate() {
        (*state, *open) = test.decide(day(from, row), day(event, row));
        any_open |= *open;
    }
    (false, any_open)
}

fn missing(out: &mut [State]) -> bool {
    out.fill(State::NoData);
    false
}

/// Overrules what rests on a missing entry; whether all are known.
fn mask(out: &mut [State], known: Option<&[u64]>) -> bool {
    let Some(known) = known else { return true };
    let mut all = true;
    for (word, states) in known.iter().zip(out.chunks_mut(WORD)) {
        if *word == u64::MAX {
            continue;
        }
        all = false;
        for (bit, state) in (0_u32..).zip(states) {
            if word.wrapping_shr(bit) & 1 == 0 {
                *state = State::NoData;
            }
        }
    }
    all
}

/// Decides all nodes of a batch: of outcomes that are met and unmet alone by the greater or the lesser, else one by one.
fn nodes(prepared: &Prepared<'_>, rows: usize, scratch: &mut Scratch) {
    let tests = prepared.groups.len();
    for (cell, node) in (tests..).zip(prepared.nodes.iter()) {
        let start = cell.saturating_mul(BATCH);
        let Some((before, own)) = scratch.cells.split_at_mut_checked(start) else {
            return;
        };
        let own = own.get_mut(..rows).unwrap_or_default();
        let all_plain = node
            .parts
            .iter()
            .all(|part| scratch.plain.get(*part as usize) == Some(&true));
        let run = |part: u32| {
            let start = (part as usize).saturating_mul(BATCH);
            before
                .get(start..start.saturating_add(rows))
                .unwrap_or_default()
        };
        match (node.fold(), node.parts) {
            (Some(fold), [first, rest @ ..]) if all_plain => {
                for (state, other) in own.iter_mut().zip(run(*first)) {
                    *state = *other;
                }
                for part in rest {
                    for (state, other) in own.iter_mut().zip(run(*part)) {
                        *state = fold(*state, *other);
                    }
                }
                if let Some(plain) = scratch.plain.get_mut(cell) {
                    *plain = true;
                }
            }
            _ => {
                for (row, state) in own.iter_mut().enumerate() {
                    let at = |part: usize| {
                        let index = part.saturating_mul(BATCH).saturating_add(row);
                        before.get(index).copied().unwrap_or(State::NoData)
                    };
                    *state = node.of(at);
                }
                if let Some(plain) = scratch.plain.get_mut(cell) {
                    *plain = false;
                }
            }
        }
    }
}
