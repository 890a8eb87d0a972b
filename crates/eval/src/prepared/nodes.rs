//! Outcomes made of others, laid out flat in the order of computing.

use dabiao_model::State;

use super::conditions::Node;
use super::outcome::{Among, Change, Join, truth};

/// All nodes; what each is made of stands before it.
#[derive(Debug, Clone, Default)]
pub(super) struct Nodes {
    list: Vec<Flat>,
    /// The cells that nodes are made of, one run a node.
    parts: Vec<u32>,
}

#[derive(Debug, Clone, Copy)]
struct Flat {
    kind: Kind,
    /// Where its own run of `parts` starts, and how many there are.
    start: u32,
    count: u32,
}

/// What is made of the parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Join(Join),
    Change(Change),
    /// The second, where the first holds.
    When,
}

impl Nodes {
    pub(super) fn of(nodes: impl Iterator<Item = Node<usize>>) -> Self {
        let mut flat = Self::default();
        for node in nodes {
            let (kind, parts) = match node {
                Node::Join(join, parts) => (Kind::Join(join), parts),
                Node::Change(change, of) => (Kind::Change(change), vec![of]),
                Node::When(when, then) => (Kind::When, vec![when, then]),
            };
            let count = u32::try_from(parts.len()).unwrap_or(u32::MAX);
            let start = u32::try_from(flat.parts.len()).unwrap_or(u32::MAX);
            flat.list.push(Flat { kind, start, count });
            let parts = parts.into_iter();
            flat.parts
                .extend(parts.map(|cell| u32::try_from(cell).unwrap_or(u32::MAX)));
        }
        flat
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// Each node with what it is made of, in the order of computing.
    pub(super) fn iter(&self) -> impl Iterator<Item = Made<'_>> {
        self.list.iter().map(|node| self.made(*node))
    }

    fn made(&self, node: Flat) -> Made<'_> {
        let rest = self.parts.get(node.start as usize..).unwrap_or_default();
        Made {
            kind: node.kind,
            parts: rest.get(..node.count as usize).unwrap_or_default(),
        }
    }

    /// One node, of the outcomes that stand before it.
    pub(super) fn state(&self, index: usize, cells: &[State]) -> State {
        let at = |cell: usize| cells.get(cell).copied().unwrap_or(State::NoData);
        let node = self.list.get(index).map(|node| self.made(*node));
        node.map_or(State::NoData, |node| node.of(at))
    }

    /// Decides all nodes, whose cells stand behind those of the tests; `plain` says that all of those are met or unmet.
    pub(super) fn decide(&self, cells: &mut [State], tests: usize, mut plain: bool) {
        // INVARIANT: the runs of parts stand one behind the other, in the order of the nodes.
        let mut rest = self.parts.as_slice();
        for (index, node) in (tests..).zip(&self.list) {
            let (parts, behind) = rest
                .split_at_checked(node.count as usize)
                .unwrap_or_default();
            rest = behind;
            let made = Made {
                kind: node.kind,
                parts,
            };
            let state = match node.kind {
                Kind::Join(Join::And) if plain => truth(!made.any(cells, State::Unmet)),
                Kind::Join(Join::Or) if plain => truth(made.any(cells, State::Met)),
                _ => made.of(|cell| cells.get(cell).copied().unwrap_or(State::NoData)),
            };
            plain &= matches!(state, State::Met | State::Unmet);
            if let Some(cell) = cells.get_mut(index) {
                *cell = state;
            }
        }
    }
}

/// A node with the cells it is made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Made<'a> {
    pub(super) kind: Kind,
    pub(super) parts: &'a [u32],
}

impl Made<'_> {
    /// Whether any part is this: four at a time, as most have few.
    #[inline]
    fn any(self, cells: &[State], wanted: State) -> bool {
        let is = |part: &u32| {
            let state = cells.get(*part as usize);
            state.is_some_and(|state| *state as u8 == wanted as u8)
        };
        let (fours, rest) = self.parts.as_chunks::<4>();
        let four = |[one, two, three, four]: &[u32; 4]| is(one) | is(two) | is(three) | is(four);
        let any = fours.iter().fold(false, |any, parts| any | four(parts));
        rest.iter().fold(any, |any, part| any | is(part))
    }

    /// What it is, of outcomes that are found by their cells.
    pub(super) fn of(self, at: impl Fn(usize) -> State) -> State {
        self.kind.of(self.parts, at)
    }
}

impl Kind {
    #[inline]
    fn of(self, parts: &[u32], at: impl Fn(usize) -> State) -> State {
        let at = |index: &u32| at(*index as usize);
        match (self, parts) {
            (Self::Join(join), parts) => {
                let among = parts.iter().map(at);
                among.fold(Among::default(), Among::with).joined(join)
            }
            (Self::Change(change), [of]) => change.of(at(of)),
            (Self::When, [when, then]) => match at(when) {
                State::Met => at(then),
                State::Unmet | State::NotApplicable => State::NotApplicable,
                other => other,
            },
            _ => State::NoData,
        }
    }
}
