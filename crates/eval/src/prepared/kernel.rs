//! The loops that decide one row: each group of tests over its own lanes, in 64 bits or in 128.

use dabiao_model::{Comparator, State};
use num_traits::{WrappingAdd, WrappingMul, WrappingNeg};

use super::inputs::InputId;
use super::layout::{Bound, Groups, Pair, Place, Share};
use super::limit::LimitTest;
use super::outcome::truth;
use super::row::{DISBELIEVED, MISSING, Row};
use super::whole::{Term, WholeTest};

/// A whole number that products of inputs and factors fit into: 64 bits where no input leaves its reach, else 128.
pub(super) trait Wide:
    From<i64> + Copy + Ord + WrappingMul + WrappingAdd + WrappingNeg
{
}

impl Wide for i64 {}
impl Wide for i128 {}

/// Decides all tests of a row. `open` tells of each limit whether its last day is yet to come; the answer, whether any's is.
#[inline(always)]
#[expect(
    clippy::inline_always,
    reason = "each kind of processor gets a version of its own"
)]
pub(super) fn tests(
    groups: &Groups,
    factors: &Factors,
    row: &Row<'_>,
    cells: &mut [State],
    open: &mut [bool],
) -> bool {
    if row.wide {
        run::<i128>(groups, factors, row, cells, open)
    } else {
        run::<i64>(groups, factors, row, cells, open)
    }
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "as its callers")]
fn run<W: Wide>(
    groups: &Groups,
    factors: &Factors,
    row: &Row<'_>,
    cells: &mut [State],
    open: &mut [bool],
) -> bool {
    let mut lanes = row.lanes.as_slice();
    let mut flags = row.flags.as_slice();
    let mut rest = cells;
    let mut out = |count: usize| {
        let cells = std::mem::take(&mut rest);
        let (first, after) = cells.split_at_mut_checked(count).unwrap_or_default();
        rest = after;
        first
    };
    let flagged = row.flagged > 0;
    let mut one = |count: usize| (cut(&mut lanes, count), cut(&mut flags, count));

    let (values, marks) = one(groups.bounds.len());
    let cells = out(groups.bounds.len());
    for ((cell, value), test) in cells.iter_mut().zip(values).zip(&groups.bounds) {
        *cell = bound::<W>(*value, test);
    }
    if flagged {
        mark(cells, marks, marks);
    }

    let ((above, above_marks), (below, below_marks)) =
        (one(groups.shares.len()), one(groups.shares.len()));
    let cells = out(groups.shares.len());
    shares::<W>(groups, factors, above, below, cells);
    if flagged {
        mark(cells, above_marks, below_marks);
    }

    let ((left, left_marks), (right, right_marks)) =
        (one(groups.pairs.len()), one(groups.pairs.len()));
    let cells = out(groups.pairs.len());
    let sides = left.iter().zip(right);
    for ((cell, (left, right)), test) in cells.iter_mut().zip(sides).zip(&groups.pairs) {
        *cell = pair::<W>(*left, *right, test);
    }
    if flagged {
        mark(cells, left_marks, right_marks);
    }

    let (values, marks) = one(groups.yes.len());
    let cells = out(groups.yes.len());
    for (cell, value) in cells.iter_mut().zip(values) {
        *cell = truth(*value != 0);
    }
    if flagged {
        mark(cells, marks, marks);
    }

    let (from, event) = (one(groups.limits.len()), one(groups.limits.len()));
    let cells = out(groups.limits.len());
    let any_open = limits(&groups.limits, from, event, cells, open);

    let cells = out(groups.others.len());
    for (cell, test) in cells.iter_mut().zip(&groups.others) {
        *cell = other(test, |input| value(row, input));
    }
    any_open
}

/// Takes the first so many of what is left.
fn cut<'a, T>(rest: &mut &'a [T], count: usize) -> &'a [T] {
    let (first, after) = rest.split_at_checked(count).unwrap_or_default();
    *rest = after;
    first
}

#[inline(always)]
#[expect(
    clippy::inline_always,
    reason = "part of loops that are compiled for several processors"
)]
pub(super) fn bound<W: Wide>(value: i64, test: &Bound) -> State {
    let sum = times::<W>(value, test.factor).wrapping_add(&W::from(test.constant));
    truth(sum >= W::from(0))
}

#[inline(always)]
#[expect(
    clippy::inline_always,
    reason = "part of loops that are compiled for several processors"
)]
pub(super) fn pair<W: Wide>(left: i64, right: i64, test: &Pair) -> State {
    let sum = times::<W>(left, test.left.1).wrapping_add(&times::<W>(right, test.right.1));
    truth(sum.wrapping_add(&W::from(test.constant)) >= W::from(0))
}

/// The factors of the ratios, one slice for each, as the loop reads them.
#[derive(Debug, Clone, Default)]
pub(super) struct Factors {
    above: Vec<i64>,
    below: Vec<i64>,
    least: Vec<i64>,
}

impl Factors {
    pub(super) fn of(shares: &[Share]) -> Self {
        Self {
            above: shares.iter().map(|it| it.above.1).collect(),
            below: shares.iter().map(|it| it.below.1).collect(),
            least: shares.iter().map(|it| it.least).collect(),
        }
    }
}

/// The ratios, as if all that is below a line were positive, without a branch; then those that are not.
#[inline(always)]
#[expect(clippy::inline_always, reason = "as its callers")]
fn shares<W: Wide>(
    groups: &Groups,
    factors: &Factors,
    above: &[i64],
    below: &[i64],
    out: &mut [State],
) {
    let sides = above.iter().zip(below);
    let times_by = factors.above.iter().zip(&factors.below).zip(&factors.least);
    let mut all_positive = true;
    for ((cell, (above, below)), ((up, down), least)) in out.iter_mut().zip(sides).zip(times_by) {
        let sum = times::<W>(*above, *up).wrapping_add(&times::<W>(*below, *down));
        *cell = truth(sum >= W::from(*least));
        all_positive &= *below > 0;
    }
    if all_positive {
        return;
    }
    let sides = above.iter().zip(below);
    for ((cell, (above, below)), test) in out.iter_mut().zip(sides).zip(&groups.shares) {
        *cell = share::<W>(*above, *below, test);
    }
}

#[inline(always)]
#[expect(
    clippy::inline_always,
    reason = "part of loops that are compiled for several processors"
)]
pub(super) fn share<W: Wide>(above: i64, below: i64, test: &Share) -> State {
    let sum = times::<W>(above, test.above.1).wrapping_add(&times::<W>(below, test.below.1));
    if below > 0 {
        return truth(sum >= W::from(test.least));
    }
    if below < 0 {
        return truth(sum.wrapping_neg() >= W::from(test.least));
    }
    of_nothing(above == 0)
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
#[expect(clippy::inline_always, reason = "as its callers")]
fn times<W: Wide>(value: i64, factor: i64) -> W {
    W::from(value).wrapping_mul(&W::from(factor))
}

/// Overrules what rests on a lane that has a flag. What is kept beside is decided elsewhere.
fn mark(cells: &mut [State], first: &[u8], second: &[u8]) {
    for ((cell, first), second) in cells.iter_mut().zip(first).zip(second) {
        *cell = marked(*cell, first | second);
    }
}

#[inline]
fn marked(state: State, flags: u8) -> State {
    match flags {
        0 => state,
        _ if flags & DISBELIEVED != 0 => State::Invalid,
        _ => State::NoData,
    }
}

type Lanes<'a> = (&'a [i64], &'a [u8]);

#[inline(always)]
#[expect(clippy::inline_always, reason = "as its callers")]
fn limits(
    tests: &[LimitTest],
    from: Lanes<'_>,
    event: Lanes<'_>,
    out: &mut [State],
    open: &mut [bool],
) -> bool {
    let mut any_open = false;
    let day = |value: &i64, flag: &u8| (*flag == 0).then_some(*value);
    let from = from.0.iter().zip(from.1);
    let event = event.0.iter().zip(event.1);
    let out = out.iter_mut().zip(open.iter_mut());
    for (((cell, open), test), (from, event)) in out.zip(tests).zip(from.zip(event)) {
        (*cell, *open) = test.decide(day(from.0, from.1), day(event.0, event.1));
        any_open |= *open;
    }
    any_open
}

/// Decides one test of a row, by its cell, in 128 bits.
pub(super) fn test(groups: &Groups, cell: usize, row: &Row<'_>, open: &mut [bool]) -> State {
    let value = |input: InputId| value(row, input);
    let Some(place) = groups.place(cell) else {
        return State::NoData;
    };
    let decided = match place {
        Place::Bound(index) => groups.bounds.get(index).map(|test| {
            let (value, flags) = value(test.input);
            marked(bound::<i128>(value, test), flags)
        }),
        Place::Share(index) => groups.shares.get(index).map(|test| {
            let ((above, flags), (below, more)) = (value(test.above.0), value(test.below.0));
            marked(share::<i128>(above, below, test), flags | more)
        }),
        Place::Pair(index) => groups.pairs.get(index).map(|test| {
            let ((left, flags), (right, more)) = (value(test.left.0), value(test.right.0));
            marked(pair::<i128>(left, right, test), flags | more)
        }),
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
            let (up, flags) = value(above.0);
            let (down, more) = value(below.0);
            let test = Share {
                above: *above,
                below: *below,
                least: *least,
            };
            marked(share::<i128>(up, down, &test), flags | more)
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
        (times::<i128>(value, *factor), flag)
    };
    terms
        .iter()
        .map(term)
        .fold((0, 0), |(sum, flags), (it, flag)| {
            (sum.wrapping_add(it), flags | flag)
        })
}
