//! One comparison of what a verdict or a check rests on, by itself.

use dabiao_model::{State, Verdict};

use super::comparison::compared;
use super::derive::judged_frame;
use super::part::describe;
use super::value::Value;
use crate::assessment::{Assessment, CheckResult};
use crate::evaluate::cell::Outcome;
use crate::evaluate::condition::Emptiness;
use crate::program::{Condition, ConditionId};

/// How a comparison came out for a verdict, and the room it left.
pub(crate) fn of_verdict(
    assessment: &Assessment<'_>,
    verdict: &Verdict,
    id: ConditionId,
) -> (State, Option<Value>) {
    let evaluation = assessment.evaluation();
    let Some(rule) = assessment.program().rules.get(verdict.rule.index()) else {
        return (State::NotApplicable, None);
    };
    let frame = judged_frame(&evaluation, rule, verdict);
    let part = describe(&evaluation, id, frame, Emptiness::DropsOut);
    (part.state, part.margin)
}

/// How a comparison of a check came out, and how far its sides were apart.
pub(crate) fn of_check(
    assessment: &Assessment<'_>,
    result: &CheckResult,
    id: ConditionId,
) -> (Outcome, Option<Value>) {
    let believed = vec![None; assessment.data().figures.len()];
    let evaluation = assessment.evaluation_with(&believed);
    let Some(check) = assessment.program().checks.get(result.check) else {
        return (Outcome::Unknown(crate::reason::Gap::OutOfScope), None);
    };
    let frame = result.frame();
    let margin = match assessment.program().conditions.get(id.index()) {
        Some(Condition::Test(test)) => compared(&evaluation, *test, frame).2,
        _ => None,
    };
    (evaluation.check_outcome(check, id, frame), margin)
}
