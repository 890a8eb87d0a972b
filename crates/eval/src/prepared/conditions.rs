//! From conditions to cells: which outcome is made of which others, in the order of computing.

use std::collections::BTreeMap;

use dabiao_model::State;

use super::inputs::Inputs;
use super::layout::{Groups, Place};
use super::limit::LimitTest;
use super::outcome::{Change, Join};
use super::whole;
use crate::evaluate::condition::Emptiness;
use crate::evaluate::{Evaluation, Frame};
use crate::program::{Condition, ConditionId, Form, RowLimitId, SlotId, TestId};

/// An outcome made of others. `At` is where another cell stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node<At> {
    /// Several joined.
    Join(Join, Vec<At>),
    /// One changed.
    Change(Change, At),
    /// The second, where the first holds; nothing to measure where it does not.
    When(At, At),
}

impl<At> Node<At> {
    pub(super) fn placed<To>(self, at: impl Fn(At) -> To) -> Node<To> {
        match self {
            Self::Join(join, parts) => Node::Join(join, parts.into_iter().map(at).collect()),
            Self::Change(change, of) => Node::Change(change, at(of)),
            Self::When(when, then) => Node::When(at(when), at(then)),
        }
    }
}

/// Cells as they are found.
pub(super) struct Cells<'a> {
    pub(super) evaluation: &'a Evaluation<'a>,
    pub(super) frame: Frame,
    pub(super) inputs: Inputs,
    pub(super) groups: Groups,
    pub(super) nodes: Vec<Node<Place>>,
    tests: BTreeMap<TestId, Option<Place>>,
    limits: BTreeMap<RowLimitId, Option<Place>>,
    yes: BTreeMap<SlotId, Place>,
}

impl<'a> Cells<'a> {
    pub(super) fn new(evaluation: &'a Evaluation<'a>, frame: Frame) -> Self {
        Self {
            evaluation,
            frame,
            inputs: Inputs::new(evaluation.program, frame),
            groups: Groups::default(),
            nodes: Vec::new(),
            tests: BTreeMap::new(),
            limits: BTreeMap::new(),
            yes: BTreeMap::new(),
        }
    }

    pub(super) fn node(&mut self, node: Node<Place>) -> Place {
        self.nodes.push(node);
        Place::Node(self.nodes.len().saturating_sub(1))
    }

    /// The cell of a condition; nothing where it asks for more than whole numbers, yes and no, and days of one case.
    pub(super) fn condition(&mut self, id: ConditionId, empty: Emptiness) -> Option<Place> {
        let program = self.evaluation.program;
        let place = match program.conditions.get(id.index())? {
            Condition::Test(test) => self.test(*test)?,
            Condition::Holds(slot) => self.yes(*slot)?,
            Condition::Agree(left, right, agree) => {
                let join = if *agree { Join::Agree } else { Join::Differ };
                let sides = vec![self.yes(*left)?, self.yes(*right)?];
                self.node(Node::Join(join, sides))
            }
            Condition::Rows(limit) => self.limit(*limit)?,
            Condition::And(parts) => self.join(Join::And, parts, empty)?,
            Condition::Or(parts) => self.join(Join::Or, parts, empty)?,
            Condition::Not(inner) => {
                let inner = self.condition(*inner, empty.turned())?;
                self.node(Node::Change(Change::Not, inner))
            }
            Condition::Every(..) | Condition::Recurs(_) => return None,
        };
        Some(match empty {
            Emptiness::DropsOut => place,
            Emptiness::Holds => self.node(Node::Change(Change::EmptyAs(State::Met), place)),
            Emptiness::Fails => self.node(Node::Change(Change::EmptyAs(State::Unmet), place)),
        })
    }

    fn join(&mut self, join: Join, parts: &[ConditionId], empty: Emptiness) -> Option<Place> {
        let parts = parts.iter().map(|part| self.condition(*part, empty));
        let parts: Vec<Place> = parts.collect::<Option<_>>()?;
        Some(self.node(Node::Join(join, parts)))
    }

    /// The cell of a comparison.
    pub(super) fn test(&mut self, id: TestId) -> Option<Place> {
        if let Some(known) = self.tests.get(&id) {
            return *known;
        }
        let place = self.new_test(id);
        self.tests.insert(id, place);
        place
    }

    fn new_test(&mut self, id: TestId) -> Option<Place> {
        let program = self.evaluation.program;
        let test = match program.tests.get(id.index())?.form {
            Form::Linear(index) => {
                let linear = program.linear.get(index as usize)?;
                whole::linear(&mut self.inputs, program, linear)?
            }
            Form::Quotient(index) => {
                let quotient = program.quotients.get(index as usize)?;
                whole::quotient(&mut self.inputs, program, quotient)?
            }
            Form::General => return None,
        };
        Some(self.groups.add(test))
    }

    fn yes(&mut self, slot: SlotId) -> Option<Place> {
        if let Some(known) = self.yes.get(&slot) {
            return Some(*known);
        }
        let input = self.inputs.yes_no(slot)?;
        let place = self.groups.yes(input);
        self.yes.insert(slot, place);
        Some(place)
    }

    /// The cell of a limit of cases.
    pub(super) fn limit(&mut self, id: RowLimitId) -> Option<Place> {
        if let Some(known) = self.limits.get(&id) {
            return *known;
        }
        let limit = self.evaluation.program.limits.get(id.index())?;
        let test = LimitTest::of(self.evaluation, limit, self.frame, &mut self.inputs);
        let place = test.map(|test| self.groups.limit(test));
        self.limits.insert(id, place);
        place
    }
}
