//! A part of a composite, described by itself.

use std::cell::RefCell;

use dabiao_model::Language;

use super::comparison::{agreed, compared, held, kept, required, state_of};
use super::detail::Part;
use super::text::expr_name;
use crate::evaluate::condition::Emptiness;
use crate::evaluate::{Evaluation, Frame};
use crate::program::{Condition, ConditionId, SlotId, TestId};

/// How a condition stands, by itself.
pub(super) fn describe(
    evaluation: &Evaluation<'_>,
    id: ConditionId,
    frame: Frame,
    empty: Emptiness,
) -> Part {
    let trace = RefCell::new(Vec::new());
    let traced = evaluation.again().traced(&trace);
    let outcome = traced.condition_of(id, frame, empty).outcome;
    let (label, (actual, threshold, margin)) = match evaluation.program.conditions.get(id.index()) {
        Some(Condition::Test(test)) => (
            test_label(evaluation, *test),
            compared(evaluation, *test, frame),
        ),
        Some(Condition::Holds(slot) | Condition::Every(slot, _)) => (
            slot_label(evaluation, *slot),
            held(evaluation, id, *slot, frame),
        ),
        Some(Condition::Agree(left, right, agree)) => (
            slot_label(evaluation, *left),
            agreed(evaluation, (*left, *right), *agree, frame),
        ),
        Some(Condition::Rows(limit)) => {
            let limit = evaluation.program.limits.get(limit.index());
            let label = limit.map_or_else(Default::default, |it| {
                (it.label.0.to_string(), it.label.1.to_string())
            });
            (
                label,
                limit.map_or((None, None, None), |limit| kept(limit, &trace.take())),
            )
        }
        Some(Condition::Recurs(duty)) => (
            (duty.label.0.to_string(), duty.label.1.to_string()),
            (None, None, None),
        ),
        Some(Condition::And(parts)) => (joined(evaluation, parts, "and", "且"), (None, None, None)),
        Some(Condition::Or(parts)) => (joined(evaluation, parts, "or", "或"), (None, None, None)),
        Some(Condition::Not(inner)) => {
            let part = describe(evaluation, *inner, frame, empty);
            match evaluation.program.conditions.get(inner.index()) {
                // Of a yes/no figure the other answer is required.
                Some(Condition::Holds(_)) => {
                    (part.label, (part.actual, Some(required(false)), None))
                }
                _ => (
                    (
                        format!("not {}", part.label.0),
                        format!("非 {}", part.label.1),
                    ),
                    (part.actual, None, None),
                ),
            }
        }
        None => Default::default(),
    };
    Part {
        label,
        state: state_of(&outcome, frame.due),
        actual,
        threshold,
        margin,
    }
}

fn joined(
    evaluation: &Evaluation<'_>,
    parts: &[ConditionId],
    en: &str,
    zh: &str,
) -> (String, String) {
    let frame = Frame {
        entity: None,
        period: None,
        due: false,
    };
    let labels: Vec<_> = parts
        .iter()
        .map(|part| describe(evaluation, *part, frame, Emptiness::DropsOut).label)
        .collect();
    let join = |pick: fn(&(String, String)) -> &str, word: &str| {
        labels
            .iter()
            .map(pick)
            .collect::<Vec<_>>()
            .join(&format!(" {word} "))
    };
    (join(|label| &label.0, en), join(|label| &label.1, zh))
}

fn test_label(evaluation: &Evaluation<'_>, id: TestId) -> (String, String) {
    evaluation
        .program
        .tests
        .get(id.index())
        .map_or_else(Default::default, |test| {
            let name = |language| expr_name(evaluation.program, test.left, language);
            (name(Language::English), name(Language::Chinese))
        })
}

fn slot_label(evaluation: &Evaluation<'_>, slot: SlotId) -> (String, String) {
    let name = |language| evaluation.slot_name(slot, language);
    (name(Language::English), name(Language::Chinese))
}
