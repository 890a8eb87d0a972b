//! The loops that decide one row: each group of tests over its own lanes, a block of them at a time, without a branch.
#![expect(
    clippy::indexing_slicing,
    reason = "loops over all places of arrays of one length"
)]

use dabiao_model::{Comparator, State};

use super::balance::{Balance, Lanes, Scale, Weights, signs};
use super::inputs::InputId;
use super::layout::{BLOCK, Bound, Groups, Place};
use super::limit::{LimitTest, Limits};
use super::outcome::truth;
use super::row::{DISBELIEVED, MISSING, Row};
use super::whole::{Term, WholeTest};

/// What the loops read of the tests, block by block.
#[derive(Debug, Clone, Default)]
pub(super) struct Constants {
    bounds: Vec<Bounds>,
    floors: Vec<Scale>,
    ceilings: Vec<Scale>,
    pairs: Vec<Scale>,
    /// None where a limit has no usual case.
    limits: Option<Vec<Limits>>,
}

/// A block of bounds.
#[derive(Debug, Clone, Copy)]
struct Bounds {
    least: Lanes,
    wanted: [bool; BLOCK],
}

impl Constants {
    pub(super) fn of(groups: &Groups) -> Self {
        let bounds = groups.bounds.chunks(BLOCK).map(|bounds| {
            let mut block = Bounds {
                least: [0; BLOCK],
                wanted: [true; BLOCK],
            };
            for (at, bound) in bounds.iter().enumerate() {
                (block.least[at], block.wanted[at]) = (bound.least, bound.wanted);
            }
            block
        });
        Self {
            bounds: bounds.collect(),
            floors: Scale::all(&groups.floors),
            ceilings: Scale::all(&groups.ceilings),
            pairs: Scale::all(&groups.pairs),
            limits: Limits::all(&groups.limits),
        }
    }
}

/// What deciding the tests of a row showed beside their outcomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shown {
    /// Whether all outcomes are met or unmet.
    pub(super) plain: bool,
    /// Whether the last day of a limit is yet to come.
    pub(super) open: bool,
}

/// Decides all tests of a row. `open` tells of each limit whether its last day is yet to come.
#[inline(always)]
#[expect(
    clippy::inline_always,
    reason = "each kind of processor gets a version of its own"
)]
pub(super) fn tests(
    groups: &Groups,
    constants: &Constants,
    row: &Row<'_>,
    cells: &mut [State],
    open: &mut [bool],
) -> Shown {
    let flagged = row.flagged > 0;
    let mut rest = Rest {
        lanes: row.lanes.as_chunks().0,
        flags: row.flags.as_chunks().0,
        cells,
    };

    let (cells, own) = rest.one(constants.bounds.len());
    for block in 0..cells.len() {
        let (Some(cells), Some(values), Some(bounds)) = (
            cells.get_mut(block),
            own.lanes.get(block),
            constants.bounds.get(block),
        ) else {
            break;
        };
        for at in 0..BLOCK {
            cells[at] = truth((values[at] >= bounds.least[at]) == bounds.wanted[at]);
        }
    }
    mark(flagged, cells, own, own);

    let (cells, plus, minus) = rest.two(constants.floors.len());
    let mut plain = ratios::<true>(&constants.floors, plus, minus, cells);
    mark(flagged, cells, plus, minus);

    let (cells, plus, minus) = rest.two(constants.ceilings.len());
    plain &= ratios::<false>(&constants.ceilings, plus, minus, cells);
    mark(flagged, cells, plus, minus);

    let (cells, plus, minus) = rest.two(constants.pairs.len());
    weigh(&constants.pairs, plus, minus, cells);
    mark(flagged, cells, plus, minus);

    let (cells, own) = rest.one(groups.yes.len().div_ceil(BLOCK));
    for block in 0..cells.len() {
        let (Some(cells), Some(values)) = (cells.get_mut(block), own.lanes.get(block)) else {
            break;
        };
        for at in 0..BLOCK {
            cells[at] = truth(values[at] != 0);
        }
    }
    mark(flagged, cells, own, own);

    let (cells, from, event) = rest.two(groups.limits.len().div_ceil(BLOCK));
    let mut usual = false;
    if let (Some(limits), false) = (&constants.limits, flagged) {
        usual = all_usual(limits, from, event, cells);
    }
    let mut any_open = false;
    if usual {
        open.fill(false);
    } else {
        plain &= groups.limits.is_empty();
        any_open = one_by_one(&groups.limits, from, event, cells, open);
    }

    for (cell, test) in rest.cells.iter_mut().zip(&groups.others) {
        *cell = other(test, |input| value(row, input));
    }
    Shown {
        plain: plain && !flagged && groups.others.is_empty(),
        open: any_open,
    }
}

/// What is left of a row, and of the cells of its tests.
struct Rest<'r, 'c> {
    lanes: &'r [Lanes],
    flags: &'r [Flags],
    cells: &'c mut [State],
}

/// Flags of a block of lanes.
type Flags = [u8; BLOCK];
/// Outcomes of a block of tests.
type Outcomes = [State; BLOCK];

/// Some lanes with their flags.
#[derive(Clone, Copy, Default)]
struct Side<'r> {
    lanes: &'r [Lanes],
    flags: &'r [Flags],
}

impl<'r> Side<'r> {
    fn days(self) -> impl Iterator<Item = (&'r i64, &'r u8)> {
        let values = self.lanes.as_flattened().iter();
        values.zip(self.flags.as_flattened())
    }
}

// Loops go by places, not by iterators: those are not made part of the versions for other processors.
impl<'r, 'c> Rest<'r, 'c> {
    /// The next so many blocks of tests of one input each.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "as its caller")]
    fn one(&mut self, blocks: usize) -> (&'c mut [Outcomes], Side<'r>) {
        (self.cells(blocks), self.side(blocks))
    }

    /// The next so many blocks of tests of two.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "as its caller")]
    fn two(&mut self, blocks: usize) -> (&'c mut [Outcomes], Side<'r>, Side<'r>) {
        (self.cells(blocks), self.side(blocks), self.side(blocks))
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "as its caller")]
    fn side(&mut self, blocks: usize) -> Side<'r> {
        let mut side = Side::default();
        if let (Some((lanes, more_lanes)), Some((flags, more_flags))) = (
            self.lanes.split_at_checked(blocks),
            self.flags.split_at_checked(blocks),
        ) {
            (self.lanes, self.flags) = (more_lanes, more_flags);
            side = Side { lanes, flags };
        }
        side
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "as its caller")]
    fn cells(&mut self, blocks: usize) -> &'c mut [Outcomes] {
        let count = blocks.saturating_mul(BLOCK);
        let mut own: &'c mut [State] = &mut [];
        if let Some((cells, more)) = std::mem::take(&mut self.cells).split_at_mut_checked(count) {
            self.cells = more;
            own = cells;
        }
        own.as_chunks_mut().0
    }
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "as its caller")]
fn weigh(scales: &[Scale], plus: Side<'_>, minus: Side<'_>, out: &mut [Outcomes]) {
    for block in 0..out.len() {
        if let (Some(cells), Some(plus), Some(minus), Some(scale)) = (
            out.get_mut(block),
            plus.lanes.get(block),
            minus.lanes.get(block),
            scales.get(block),
        ) {
            scale.reach(plus, minus, cells);
        }
    }
}

/// The ratios, as if all that is below a line were positive; then those of blocks in which it is not. Whether all are.
#[inline(always)]
#[expect(clippy::inline_always, reason = "as its caller")]
fn ratios<const FLOOR: bool>(
    scales: &[Scale],
    plus: Side<'_>,
    minus: Side<'_>,
    out: &mut [Outcomes],
) -> bool {
    let mut all_signs = 0;
    for block in 0..out.len() {
        if let (Some(cells), Some(plus), Some(minus), Some(scale)) = (
            out.get_mut(block),
            plus.lanes.get(block),
            minus.lanes.get(block),
            scales.get(block),
        ) {
            let signs = signs(if FLOOR { minus } else { plus });
            if signs < 0 {
                scale.ratio::<FLOOR>(plus, minus, cells);
            } else {
                scale.reach(plus, minus, cells);
            }
            all_signs |= signs;
        }
    }
    all_signs >= 0
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "as its caller")]
fn all_usual(limits: &[Limits], from: Side<'_>, event: Side<'_>, out: &mut [Outcomes]) -> bool {
    let mut all = true;
    for block in 0..out.len() {
        if let (Some(cells), Some(from), Some(event), Some(limits)) = (
            out.get_mut(block),
            from.lanes.get(block),
            event.lanes.get(block),
            limits.get(block),
        ) {
            all &= limits.decide(from, event, cells);
        }
    }
    all
}

/// A quotient with nothing below the line.
fn of_nothing(nothing_above: bool) -> State {
    if nothing_above {
        State::NotApplicable
    } else {
        State::NoData
    }
}

#[inline(always)]
#[expect(
    clippy::inline_always,
    reason = "part of loops that are compiled for several processors"
)]
fn bound(value: i64, test: &Bound) -> State {
    truth((value >= test.least) == test.wanted)
}

/// Overrules what rests on a lane that has a flag. What is kept beside is decided elsewhere.
#[inline(always)]
#[expect(clippy::inline_always, reason = "as its caller")]
fn mark(flagged: bool, cells: &mut [Outcomes], one: Side<'_>, other: Side<'_>) {
    if !flagged {
        return;
    }
    for block in 0..cells.len() {
        if let (Some(cells), Some(one), Some(other)) = (
            cells.get_mut(block),
            one.flags.get(block),
            other.flags.get(block),
        ) {
            for at in 0..BLOCK {
                cells[at] = marked(cells[at], one[at] | other[at]);
            }
        }
    }
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "as its caller")]
fn marked(state: State, flags: u8) -> State {
    let doubt = if flags & DISBELIEVED == 0 {
        State::NoData
    } else {
        State::Invalid
    };
    if flags == 0 { state } else { doubt }
}

fn one_by_one(
    tests: &[LimitTest],
    from: Side<'_>,
    event: Side<'_>,
    out: &mut [Outcomes],
    open: &mut [bool],
) -> bool {
    let mut any_open = false;
    let day = |value: &i64, flag: &u8| (*flag == 0).then_some(*value);
    let days = from.days().zip(event.days());
    let out = out.as_flattened_mut().iter_mut().zip(open.iter_mut());
    for (((cell, open), test), (from, event)) in out.zip(tests).zip(days) {
        (*cell, *open) = test.decide(day(from.0, from.1), day(event.0, event.1));
        any_open |= *open;
    }
    any_open
}

/// Decides one test of a row, by its cell.
pub(super) fn test(groups: &Groups, cell: usize, row: &Row<'_>, open: &mut [bool]) -> State {
    let value = |input: InputId| value(row, input);
    let both = |test: &Balance, state: fn(Weights, i64, i64) -> State| {
        let ((plus, flags), (minus, more)) = (value(test.plus), value(test.minus));
        marked(state(test.weights, plus, minus), flags | more)
    };
    let Some(place) = groups.place(cell) else {
        return State::NoData;
    };
    let decided = match place {
        Place::Bound(index) => groups.bounds.get(index).map(|test| {
            let (value, flags) = value(test.input);
            marked(bound(value, test), flags)
        }),
        Place::Floor(index) => {
            let test = groups.floors.get(index);
            test.map(|test| both(test, Weights::ratio::<true>))
        }
        Place::Ceiling(index) => {
            let test = groups.ceilings.get(index);
            test.map(|test| both(test, Weights::ratio::<false>))
        }
        Place::Pair(index) => {
            let reach = |weights: Weights, plus, minus| truth(weights.reach(plus, minus));
            groups.pairs.get(index).map(|test| both(test, reach))
        }
        Place::Yes(index) => groups.yes.get(index).map(|input| {
            let (value, flags) = value(*input);
            marked(truth(value != 0), flags)
        }),
        Place::Limit(index) => groups.limits.get(index).map(|test| {
            let day = |input| Some(value(input)).filter(|(_, flag)| *flag == 0);
            let day = |input| day(input).map(|(day, _)| day);
            let (state, is_open) = test.decide(day(test.from), day(test.event));
            if let Some(open) = open.get_mut(index) {
                *open = is_open;
            }
            state
        }),
        Place::Other(index) => groups.others.get(index).map(|test| other(test, value)),
        Place::Node(_) => None,
    };
    decided.unwrap_or(State::NoData)
}

/// What stands at an input of a row, and its flag.
fn value(row: &Row<'_>, input: InputId) -> (i64, u8) {
    row.value(input).unwrap_or((0, MISSING))
}

/// A test of any other shape, in 128 bits, of inputs that `value` looks up with their flags.
pub(super) fn other(test: &WholeTest, value: impl Fn(InputId) -> (i64, u8)) -> State {
    match test {
        WholeTest::AtLeast { terms, constant } => {
            let (sum, flags) = sum(terms, &value);
            marked(truth(sum.wrapping_add(i128::from(*constant)) >= 0), flags)
        }
        WholeTest::Zero {
            terms,
            constant,
            equal,
        } => {
            let (sum, flags) = sum(terms, &value);
            let zero = sum.wrapping_add(i128::from(*constant)) == 0;
            marked(truth(zero == *equal), flags)
        }
        WholeTest::Share {
            above,
            below,
            least,
        } => {
            let ((up, flags), (down, more)) = (value(above.0), value(below.0));
            let sum = times(up, above.1).wrapping_add(times(down, below.1));
            marked(share(sum, up, down, *least), flags | more)
        }
        WholeTest::Quotient {
            above,
            below,
            comparator,
            threshold,
        } => {
            let ((above, flags), (below, more)) = (sum(above, &value), sum(below, &value));
            marked(
                quotient(above, below, *comparator, *threshold),
                flags | more,
            )
        }
    }
}

/// A ratio, of the sum of both sides with their factors.
fn share(sum: i128, above: i64, below: i64, least: i64) -> State {
    let least = i128::from(least);
    match below.signum() {
        1 => truth(sum >= least),
        -1 => truth(sum.wrapping_neg() >= least),
        _ => of_nothing(above == 0),
    }
}

fn quotient(above: i128, below: i128, comparator: Comparator, threshold: (i64, i64)) -> State {
    if below == 0 {
        return of_nothing(above == 0);
    }
    let left = above.wrapping_mul(i128::from(threshold.1));
    let ordering = left.cmp(&below.wrapping_mul(i128::from(threshold.0)));
    let ordering = if below < 0 {
        ordering.reverse()
    } else {
        ordering
    };
    truth(comparator.holds(ordering))
}

/// A sum in 128 bits, which inputs and factors of 64 never leave, and the flags of its inputs.
fn sum(terms: &[Term], value: impl Fn(InputId) -> (i64, u8)) -> (i128, u8) {
    let term = |(input, factor): &(InputId, i64)| {
        let (value, flag) = value(*input);
        (times(value, *factor), flag)
    };
    terms
        .iter()
        .map(term)
        .fold((0, 0), |(sum, flags), (it, flag)| {
            (sum.wrapping_add(it), flags | flag)
        })
}

/// A product in 128 bits.
fn times(value: i64, factor: i64) -> i128 {
    i128::from(value).wrapping_mul(i128::from(factor))
}
