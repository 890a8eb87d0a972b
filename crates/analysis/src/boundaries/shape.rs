//! A condition as it is written, and what figures make of it: from its comparators and thresholds alone.

use dabiao_eval::Program;
use dabiao_eval::program::{Condition, ConditionId, RowLimitId, TestId, Tolerance};
use dabiao_model::Ratio;

use crate::decide::VarId;
use crate::world::{Figure, Quotient, Reader, What};

/// A condition of someone at a time.
#[derive(Debug, Clone)]
pub(super) enum Shape {
    /// A comparison of two values.
    Test(TestId, Quotient, Quotient),
    /// A figure that must be yes.
    Yes(VarId),
    /// Two figures that must agree, or differ.
    Agree(VarId, VarId, bool),
    /// A share of cases that must keep a limit.
    Kept(VarId, RowLimitId),
    All(Vec<Self>),
    Any(Vec<Self>),
    Not(Box<Self>),
}

impl Shape {
    pub(super) fn of(reader: &mut Reader<'_>, id: ConditionId) -> Self {
        let program = reader.program;
        let all = |reader: &mut Reader<'_>, parts: &[ConditionId]| -> Vec<Self> {
            parts.iter().map(|part| Self::of(reader, *part)).collect()
        };
        match program.conditions.get(id.index()) {
            Some(Condition::Test(id)) => match program.tests.get(id.index()) {
                Some(test) => Self::Test(*id, reader.value(test.left), reader.value(test.right)),
                None => Self::All(Vec::new()),
            },
            Some(Condition::Holds(slot)) => Self::Yes(reader.slot(*slot)),
            Some(Condition::Agree(one, other, agree)) => {
                Self::Agree(reader.slot(*one), reader.slot(*other), *agree)
            }
            Some(Condition::Every(slot, entities)) => {
                let seat = reader.seat;
                let each = entities.iter().map(|entity| {
                    reader.seat.entity = Some(*entity);
                    Self::Yes(reader.slot(*slot))
                });
                let each = each.collect();
                reader.seat = seat;
                Self::All(each)
            }
            Some(Condition::Rows(limit)) => {
                let is_kept = |figure: &Figure| matches!(figure.what, What::Kept(_));
                single(reader, id, is_kept)
                    .map_or(Self::All(Vec::new()), |var| Self::Kept(var, *limit))
            }
            Some(Condition::Recurs(_)) => {
                let is_duty = |figure: &Figure| matches!(figure.what, What::Recurs(_));
                single(reader, id, is_duty).map_or(Self::All(Vec::new()), Self::Yes)
            }
            Some(Condition::And(parts)) => Self::All(all(reader, parts)),
            Some(Condition::Or(parts)) => Self::Any(all(reader, parts)),
            Some(Condition::Not(inner)) => Self::Not(Box::new(Self::of(reader, *inner))),
            None => Self::All(Vec::new()),
        }
    }

    /// Whether it holds where the figures are these; nothing where something is divided by zero.
    pub(super) fn holds(
        &self,
        program: &Program,
        values: &[Ratio],
        tolerance: Option<&Tolerance>,
    ) -> Option<bool> {
        let is_yes = |var: &VarId| values.get(var.0).map(|it| !it.is_zero());
        match self {
            Self::Test(id, left, right) => {
                let test = program.tests.get(id.index())?;
                let (mut left, right) = (left.at(values)?, right.at(values)?);
                if let Some(places) = test.rounded_to {
                    let shown = test.unit.from_base(&left).rounded(places);
                    left = test.unit.to_base(&shown);
                }
                if let Some(Tolerance::Within(room)) = tolerance {
                    return Some((&left - &right).abs() <= *room);
                }
                Some(test.comparator.holds(left.cmp(&right)))
            }
            Self::Yes(var) => is_yes(var),
            Self::Agree(one, other, agree) => Some((is_yes(one)? == is_yes(other)?) == *agree),
            Self::Kept(var, limit) => {
                let (comparator, share) = &program.limits.get(limit.index())?.share;
                Some(comparator.holds(values.get(var.0)?.cmp(share)))
            }
            Self::All(parts) => {
                let parts = parts.iter().map(|it| it.holds(program, values, tolerance));
                joined(parts, false)
            }
            Self::Any(parts) => {
                let parts = parts.iter().map(|it| it.holds(program, values, tolerance));
                joined(parts, true)
            }
            Self::Not(inner) => inner.holds(program, values, tolerance).map(|holds| !holds),
        }
    }
}

/// One that is so decides for all; else all must be known.
fn joined(parts: impl Iterator<Item = Option<bool>>, decides: bool) -> Option<bool> {
    let mut open = false;
    for part in parts {
        match part {
            Some(holds) if holds == decides => return Some(decides),
            Some(_) => {}
            None => open = true,
        }
    }
    (!open).then_some(!decides)
}

/// The only figure that a condition of cases reads.
fn single(
    reader: &mut Reader<'_>,
    id: ConditionId,
    is_it: impl Fn(&Figure) -> bool,
) -> Option<VarId> {
    let sides = reader.condition(id, super::asked::ON);
    let vars = sides.holds.figures();
    let mut vars = vars.into_iter();
    vars.find(|var| {
        reader
            .figures
            .get(*var)
            .is_some_and(|known| is_it(&known.figure))
    })
}

impl Quotient {
    /// Its value where the figures are these; nothing where something is divided by zero.
    pub(super) fn at(&self, values: &[Ratio]) -> Option<Ratio> {
        if self.divisors.iter().any(|it| it.at(values).is_zero()) {
            return None;
        }
        self.above.at(values).checked_div(&self.below.at(values))
    }
}
