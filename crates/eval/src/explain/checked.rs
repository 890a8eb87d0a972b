//! What a check compared: both sides, their difference, and why it could not be made.

use dabiao_model::Language;

use super::comparison::{Comparison, agreed, compared, held};
use super::detail::Threshold;
use super::text::expr_name;
use super::value::Value;
use crate::assessment::{Assessment, CheckResult, CheckState};
use crate::evaluate::cell::{Cell, Outcome};
use crate::evaluate::{Evaluation, Frame};
use crate::program::{Condition, ConditionId, TestId};
use crate::reason::{Gap, Suspicion};

/// What a check compared. Computed anew at each call; nothing of it is kept with the result.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CheckDetail {
    /// Both sides of a single relation; of a list, nothing.
    pub sides: Sides,
    /// The relations of a list.
    pub parts: Vec<CheckPart>,
    /// Why it could not be made.
    pub gap: Option<Gap>,
    /// Why a figure it needs is not believed.
    pub suspicion: Option<Suspicion>,
}

/// Both sides of a relation, each where there is a value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sides {
    /// The left side.
    pub left: Option<Value>,
    /// The comparison with the right side.
    pub right: Option<Threshold>,
    /// Left minus right, where both are exact; points for ratios.
    pub difference: Option<Value>,
}

/// A relation of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckPart {
    /// Its left side in words, in English and Chinese.
    pub label: (String, String),
    /// How it came out.
    pub state: CheckState,
    /// Both sides.
    pub sides: Sides,
}

impl Assessment<'_> {
    /// What a check compared.
    pub fn check_detail(&self, result: &CheckResult) -> CheckDetail {
        let Some(check) = self.program().checks.get(result.check) else {
            return CheckDetail::default();
        };
        let believed = vec![None; self.data().figures.len()];
        let evaluation = self.evaluation_with(&believed);
        let frame = result.frame();
        let outcome = evaluation.check_outcome(check, check.condition, frame);
        let (gap, suspicion) = match outcome {
            Outcome::Unknown(gap) | Outcome::Empty(gap) => (Some(gap), None),
            Outcome::Invalid(why) => (None, Some(why)),
            Outcome::Holds | Outcome::Fails => (None, None),
        };
        let parts = match self.program().conditions.get(check.condition.index()) {
            Some(Condition::And(parts) | Condition::Or(parts)) => parts.as_slice(),
            _ => &[],
        };
        CheckDetail {
            sides: sides(&evaluation, check.condition, frame),
            parts: parts
                .iter()
                .map(|part| CheckPart {
                    label: label(&evaluation, *part),
                    state: CheckState::from(&evaluation.check_outcome(check, *part, frame)),
                    sides: sides(&evaluation, *part, frame),
                })
                .collect(),
            gap,
            suspicion,
        }
    }
}

fn sides(evaluation: &Evaluation<'_>, id: ConditionId, frame: Frame) -> Sides {
    let (compared, difference): (Comparison, _) =
        match evaluation.program.conditions.get(id.index()) {
            Some(Condition::Test(test)) => (
                compared(evaluation, *test, frame),
                difference(evaluation, *test, frame),
            ),
            Some(Condition::Holds(slot) | Condition::Every(slot, _)) => {
                (held(evaluation, id, *slot, frame), None)
            }
            Some(Condition::Agree(left, right, agree)) => {
                (agreed(evaluation, (*left, *right), *agree, frame), None)
            }
            _ => Default::default(),
        };
    let (left, right, _) = compared;
    Sides {
        left,
        right,
        difference,
    }
}

fn difference(evaluation: &Evaluation<'_>, id: TestId, frame: Frame) -> Option<Value> {
    let test = evaluation.program.tests.get(id.index())?;
    let side = |expr| match evaluation.expr(expr, frame) {
        Cell::Number(dabiao_model::Estimate::Exact(value)) => Some(value),
        _ => None,
    };
    let (left, right) = (side(test.left)?, side(test.right)?);
    Some(Value::exact(&left - &right, test.margin_unit.clone()))
}

fn label(evaluation: &Evaluation<'_>, id: ConditionId) -> (String, String) {
    let name = |language| match evaluation.program.conditions.get(id.index()) {
        Some(Condition::Test(test)) => evaluation
            .program
            .tests
            .get(test.index())
            .map(|test| expr_name(evaluation.program, test.left, language)),
        Some(Condition::Holds(slot) | Condition::Every(slot, _) | Condition::Agree(slot, ..)) => {
            Some(evaluation.slot_name(*slot, language))
        }
        _ => None,
    };
    let of = |language| name(language).unwrap_or_default();
    (of(Language::English), of(Language::Chinese))
}
