//! Tests grouped by shape, and where their inputs lie in a row: each group reads its own lanes from end to end.

use super::inputs::{InputId, Inputs};
use super::limit::LimitTest;
use super::whole::{Term, WholeTest};

/// The tests of one program, by shape; the cells of their outcomes stand in the same order.
#[derive(Debug, Clone, Default)]
pub(super) struct Groups {
    /// One input against a number.
    pub(super) bounds: Vec<Bound>,
    /// One input over another against a number.
    pub(super) shares: Vec<Share>,
    /// Two inputs against each other.
    pub(super) pairs: Vec<Pair>,
    /// A figure that must be yes.
    pub(super) yes: Vec<InputId>,
    /// A limit between two days.
    pub(super) limits: Vec<LimitTest>,
    /// Anything else, with its inputs looked up.
    pub(super) others: Vec<WholeTest>,
}

/// `factor · value + constant ≥ 0`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bound {
    pub(super) input: InputId,
    pub(super) factor: i64,
    pub(super) constant: i64,
}

/// `above · its factor + below · its factor ≥ least`, where what is below the line is positive.
#[derive(Debug, Clone, Copy)]
pub(super) struct Share {
    pub(super) above: Term,
    pub(super) below: Term,
    pub(super) least: i64,
}

/// `left · its factor + right · its factor + constant ≥ 0`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    pub(super) left: Term,
    pub(super) right: Term,
    pub(super) constant: i64,
}

/// A cell before it is known where its group starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Bound(usize),
    Share(usize),
    Pair(usize),
    Yes(usize),
    Limit(usize),
    Other(usize),
    Node(usize),
}

impl Groups {
    pub(super) fn add(&mut self, test: WholeTest) -> Place {
        match test {
            WholeTest::AtLeast { terms, constant } => match terms.as_slice() {
                [(input, factor)] => {
                    let bound = Bound {
                        input: *input,
                        factor: *factor,
                        constant,
                    };
                    Place::Bound(pushed(&mut self.bounds, bound))
                }
                [left, right] => {
                    let pair = Pair {
                        left: *left,
                        right: *right,
                        constant,
                    };
                    Place::Pair(pushed(&mut self.pairs, pair))
                }
                _ => self.other(WholeTest::AtLeast { terms, constant }),
            },
            WholeTest::Share {
                above,
                below,
                least,
            } => {
                let share = Share {
                    above,
                    below,
                    least,
                };
                Place::Share(pushed(&mut self.shares, share))
            }
            test => self.other(test),
        }
    }

    fn other(&mut self, test: WholeTest) -> Place {
        Place::Other(pushed(&mut self.others, test))
    }

    pub(super) fn yes(&mut self, input: InputId) -> Place {
        Place::Yes(pushed(&mut self.yes, input))
    }

    pub(super) fn limit(&mut self, test: LimitTest) -> Place {
        Place::Limit(pushed(&mut self.limits, test))
    }

    /// How many tests there are.
    pub(super) fn len(&self) -> usize {
        let sizes = self.sizes();
        sizes.into_iter().fold(0, usize::saturating_add)
    }

    fn sizes(&self) -> [usize; 6] {
        [
            self.bounds.len(),
            self.shares.len(),
            self.pairs.len(),
            self.yes.len(),
            self.limits.len(),
            self.others.len(),
        ]
    }

    /// The index of a cell: tests by group, then nodes.
    pub(super) fn cell(&self, place: Place) -> usize {
        let (group, index) = match place {
            Place::Bound(index) => (0, index),
            Place::Share(index) => (1, index),
            Place::Pair(index) => (2, index),
            Place::Yes(index) => (3, index),
            Place::Limit(index) => (4, index),
            Place::Other(index) => (5, index),
            Place::Node(index) => (6, index),
        };
        let before = self.sizes().into_iter().take(group);
        before.fold(index, usize::saturating_add)
    }

    /// The test whose cell this is.
    pub(super) fn place(&self, cell: usize) -> Option<Place> {
        let places: [fn(usize) -> Place; 6] = [
            Place::Bound,
            Place::Share,
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

    /// The inputs of each test, in the order of their cells.
    pub(super) fn inputs(&self) -> Vec<Vec<InputId>> {
        let bounds = self.bounds.iter().map(|it| vec![it.input]);
        let shares = self.shares.iter().map(|it| vec![it.above.0, it.below.0]);
        let pairs = self.pairs.iter().map(|it| vec![it.left.0, it.right.0]);
        let yes = self.yes.iter().map(|input| vec![*input]);
        let limits = self.limits.iter().map(|it| vec![it.from, it.event]);
        let others = self.others.iter().map(WholeTest::inputs);
        let first = bounds.chain(shares).chain(pairs);
        first.chain(yes).chain(limits).chain(others).collect()
    }

    /// The input of each lane, in the order in which the groups read them.
    pub(super) fn lanes(&self, inputs: &Inputs) -> Vec<InputId> {
        let mut lanes: Vec<InputId> = self.bounds.iter().map(|it| it.input).collect();
        lanes.extend(self.shares.iter().map(|it| it.above.0));
        lanes.extend(self.shares.iter().map(|it| it.below.0));
        lanes.extend(self.pairs.iter().map(|it| it.left.0));
        lanes.extend(self.pairs.iter().map(|it| it.right.0));
        lanes.extend(&self.yes);
        lanes.extend(self.limits.iter().map(|it| it.from));
        lanes.extend(self.limits.iter().map(|it| it.event));
        // What only tests of other shapes read has a lane of its own behind them.
        let mut placed = vec![false; inputs.list.len()];
        for input in &lanes {
            if let Some(placed) = placed.get_mut(input.index()) {
                *placed = true;
            }
        }
        let rest = (0_u32..).map(InputId).zip(placed);
        lanes.extend(rest.filter(|(_, placed)| !placed).map(|(input, _)| input));
        lanes
    }
}

fn pushed<T>(list: &mut Vec<T>, item: T) -> usize {
    list.push(item);
    list.len().saturating_sub(1)
}
