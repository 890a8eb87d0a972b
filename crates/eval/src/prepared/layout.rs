//! Tests grouped by shape, and where their inputs lie in a row: each group reads its own lanes from end to end.

use super::balance::Balance;
use super::inputs::{InputId, Inputs};
use super::limit::LimitTest;
use super::whole::{Term, WholeTest};

/// How many tests of a row are decided at once: the loops run over arrays of so many, which a compiler makes into vectors.
pub(super) const BLOCK: usize = 16;

/// The tests of one program, by shape; the cells of their outcomes stand in the same order.
#[derive(Debug, Clone, Default)]
pub(super) struct Groups {
    /// One input against a number.
    pub(super) bounds: Vec<Bound>,
    /// One input over another, which is what is taken away, at least a number.
    pub(super) floors: Vec<Balance>,
    /// One input, which is what is taken away, over another at most a number.
    pub(super) ceilings: Vec<Balance>,
    /// Two inputs against each other.
    pub(super) pairs: Vec<Balance>,
    /// A figure that must be yes.
    pub(super) yes: Vec<InputId>,
    /// A limit between two days.
    pub(super) limits: Vec<LimitTest>,
    /// Anything else, with its inputs looked up.
    pub(super) others: Vec<WholeTest>,
}

/// `value ≥ least`, or not.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bound {
    pub(super) input: InputId,
    pub(super) least: i64,
    pub(super) wanted: bool,
}

/// A cell before it is known where its group starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Bound(usize),
    Floor(usize),
    Ceiling(usize),
    Pair(usize),
    Yes(usize),
    Limit(usize),
    Other(usize),
    Node(usize),
}

impl Groups {
    pub(super) fn add(&mut self, test: WholeTest) -> Place {
        let place = match &test {
            WholeTest::AtLeast { terms, constant } => match terms.as_slice() {
                [term] => bound(*term, *constant)
                    .map(|bound| Place::Bound(pushed(&mut self.bounds, bound))),
                [one, other] => Balance::of(*one, *other, *constant)
                    .map(|pair| Place::Pair(pushed(&mut self.pairs, pair))),
                _ => None,
            },
            WholeTest::Share {
                above,
                below,
                least,
            } => self.share(*above, *below, *least),
            _ => None,
        };
        place.unwrap_or_else(|| Place::Other(pushed(&mut self.others, test)))
    }

    fn share(&mut self, above: Term, below: Term, least: i64) -> Option<Place> {
        let balance = Balance::of(above, below, least.checked_neg()?)?;
        let is_floor = balance.minus == below.0;
        Some(if is_floor {
            Place::Floor(pushed(&mut self.floors, balance))
        } else {
            Place::Ceiling(pushed(&mut self.ceilings, balance))
        })
    }

    pub(super) fn yes(&mut self, input: InputId) -> Place {
        Place::Yes(pushed(&mut self.yes, input))
    }

    pub(super) fn limit(&mut self, test: LimitTest) -> Place {
        Place::Limit(pushed(&mut self.limits, test))
    }

    /// How many cells tests have.
    pub(super) fn len(&self) -> usize {
        let sizes = self.sizes();
        sizes.into_iter().fold(0, usize::saturating_add)
    }

    /// How many cells each group has: whole blocks, so that some at its end are of no test.
    fn sizes(&self) -> [usize; 7] {
        [
            blocks(self.bounds.len()),
            blocks(self.floors.len()),
            blocks(self.ceilings.len()),
            blocks(self.pairs.len()),
            blocks(self.yes.len()),
            blocks(self.limits.len()),
            self.others.len(),
        ]
    }

    /// The index of a cell: tests by group, then nodes.
    pub(super) fn cell(&self, place: Place) -> usize {
        let (group, index) = match place {
            Place::Bound(index) => (0, index),
            Place::Floor(index) => (1, index),
            Place::Ceiling(index) => (2, index),
            Place::Pair(index) => (3, index),
            Place::Yes(index) => (4, index),
            Place::Limit(index) => (5, index),
            Place::Other(index) => (6, index),
            Place::Node(index) => (7, index),
        };
        let before = self.sizes().into_iter().take(group);
        before.fold(index, usize::saturating_add)
    }

    /// The test whose cell this is, or would be.
    pub(super) fn place(&self, cell: usize) -> Option<Place> {
        let places: [fn(usize) -> Place; 7] = [
            Place::Bound,
            Place::Floor,
            Place::Ceiling,
            Place::Pair,
            Place::Yes,
            Place::Limit,
            Place::Other,
        ];
        let mut index = cell;
        for (size, place) in self.sizes().into_iter().zip(places) {
            match index.checked_sub(size) {
                None => return Some(place(index)),
                Some(rest) => index = rest,
            }
        }
        None
    }

    fn balances(&self) -> impl Iterator<Item = &[Balance]> {
        [&self.floors, &self.ceilings, &self.pairs]
            .into_iter()
            .map(Vec::as_slice)
    }

    /// The inputs of each test, in the order of their cells.
    pub(super) fn inputs(&self) -> Vec<Vec<InputId>> {
        let mut inputs = Vec::with_capacity(self.len());
        fill(&mut inputs, self.bounds.iter().map(|it| vec![it.input]));
        for group in self.balances() {
            fill(&mut inputs, group.iter().map(|it| vec![it.plus, it.minus]));
        }
        fill(&mut inputs, self.yes.iter().map(|input| vec![*input]));
        fill(
            &mut inputs,
            self.limits.iter().map(|it| vec![it.from, it.event]),
        );
        inputs.extend(self.others.iter().map(WholeTest::inputs));
        inputs
    }

    /// The input of each lane, in the order in which the groups read them; whole blocks, of which some lanes are of none.
    pub(super) fn lanes(&self, inputs: &Inputs) -> Vec<Option<InputId>> {
        let mut lanes = Vec::new();
        fill(&mut lanes, self.bounds.iter().map(|it| Some(it.input)));
        for group in self.balances() {
            fill(&mut lanes, group.iter().map(|it| Some(it.plus)));
            fill(&mut lanes, group.iter().map(|it| Some(it.minus)));
        }
        fill(&mut lanes, self.yes.iter().copied().map(Some));
        fill(&mut lanes, self.limits.iter().map(|it| Some(it.from)));
        fill(&mut lanes, self.limits.iter().map(|it| Some(it.event)));
        // What only tests of other shapes read has a lane of its own behind them.
        let mut placed = vec![false; inputs.list.len()];
        for input in lanes.iter().flatten() {
            if let Some(placed) = placed.get_mut(input.index()) {
                *placed = true;
            }
        }
        let rest = (0_u32..).map(InputId).zip(placed);
        lanes.extend(
            rest.filter(|(_, placed)| !placed)
                .map(|(input, _)| Some(input)),
        );
        lanes
    }
}

/// `factor · value + constant ≥ 0` as a bound; a sum of one term has a factor of one or minus one.
fn bound((input, factor): Term, constant: i64) -> Option<Bound> {
    let (least, wanted) = match factor {
        1 => (constant.checked_neg()?, true),
        -1 => (constant.checked_add(1)?, false),
        _ => return None,
    };
    Some(Bound {
        input,
        least,
        wanted,
    })
}

/// So many in whole blocks.
fn blocks(count: usize) -> usize {
    count.checked_next_multiple_of(BLOCK).unwrap_or(usize::MAX)
}

/// Adds items, and what stands for none up to a whole block.
fn fill<T: Clone + Default>(list: &mut Vec<T>, items: impl ExactSizeIterator<Item = T>) {
    let end = list.len().saturating_add(blocks(items.len()));
    list.extend(items);
    list.resize(end, T::default());
}

fn pushed<T>(list: &mut Vec<T>, item: T) -> usize {
    list.push(item);
    list.len().saturating_sub(1)
}
