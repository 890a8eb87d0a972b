//! A derivation: how a verdict came about, step by step down to the cells.

use dabiao_model::{Figure, Language, Text, Verdict};

use super::comparison::compared;
use super::derive::judged_frame;
use super::peers::{formula_text, leaf_value, peers_step};
use super::text::{Leaf, expr_name, expr_text, leaves, slot_text};
use super::value::Value;
use crate::assessment::{Assessment, CheckResult};
use crate::evaluate::cell::{Cell, Used};
use crate::evaluate::{Evaluation, Frame};
use crate::program::{
    Case, Condition, ConditionId, Expr, ExprId, Program, RuleBody, SlotId, TestId,
};

/// How a verdict came about: the steps below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derivation {
    /// The parts of the condition, each down to its figures.
    pub steps: Vec<Step>,
}

/// A step: what it is called, how it is computed, what it came to, where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What it is: a metric, an aggregate, a comparison.
    pub label: Text,
    /// The formula with its figures filled in.
    pub formula: Option<Text>,
    /// What it came to.
    pub value: Option<Value>,
    /// The cell it stands in.
    pub at: Option<String>,
    /// What it rests on.
    pub steps: Vec<Step>,
}

impl Step {
    pub(super) fn new(label: Text) -> Self {
        Self {
            label,
            formula: None,
            value: None,
            at: None,
            steps: Vec::new(),
        }
    }
}

pub(super) fn both(text: impl Fn(Language) -> String) -> Text {
    Text::new(text(Language::English), text(Language::Chinese))
}

pub(super) fn derive(assessment: &Assessment<'_>, verdict: &Verdict) -> Derivation {
    let evaluation = assessment.evaluation();
    let Some(rule) = assessment.program().rules.get(verdict.rule.index()) else {
        return Derivation { steps: Vec::new() };
    };
    let condition = match &rule.body {
        RuleBody::Target { cases, .. } => Case::holding(cases, verdict.entity, verdict.period),
        RuleBody::Milestone(_) => None,
    };
    let frame = judged_frame(&evaluation, rule, verdict);
    let steps = condition.map_or_else(Vec::new, |id| condition_steps(&evaluation, id, frame));
    Derivation { steps }
}

impl Assessment<'_> {
    /// How a check came to its result: the figures of both sides, down to their cells.
    pub fn derive_check(&self, result: &CheckResult) -> Derivation {
        let believed = vec![None; self.data().figures.len()];
        let evaluation = self.evaluation_with(&believed);
        let check = self.program().checks.get(result.check);
        let steps = check.map_or_else(Vec::new, |check| {
            let mut steps = condition_steps(&evaluation, check.condition, result.frame());
            steps.dedup();
            steps
        });
        Derivation { steps }
    }
}

fn condition_steps(evaluation: &Evaluation<'_>, id: ConditionId, frame: Frame) -> Vec<Step> {
    match evaluation.program.conditions.get(id.index()) {
        Some(Condition::Test(test)) => test_steps(evaluation, *test, frame),
        Some(Condition::And(parts) | Condition::Or(parts)) => parts
            .iter()
            .flat_map(|part| condition_steps(evaluation, *part, frame))
            .collect(),
        Some(Condition::Not(inner)) => condition_steps(evaluation, *inner, frame),
        Some(Condition::Holds(slot)) => vec![slot_step(evaluation, *slot, frame)],
        Some(Condition::Agree(left, right, _)) => [left, right]
            .into_iter()
            .map(|slot| slot_step(evaluation, *slot, frame))
            .collect(),
        Some(Condition::Every(slot, entities)) => entities
            .iter()
            .map(|entity| {
                let name = evaluation.program.schema.entity_name(*entity);
                let step = slot_step(
                    evaluation,
                    *slot,
                    Frame {
                        entity: Some(*entity),
                        ..frame
                    },
                );
                Step {
                    label: both(|language| format!("{} ({name})", step.label.get(language))),
                    ..step
                }
            })
            .collect(),
        Some(Condition::Recurs(duty)) => vec![Step::new(Text::new(
            duty.label.0.to_string(),
            duty.label.1.to_string(),
        ))],
        Some(Condition::Rows(limit)) => {
            evaluation
                .program
                .limits
                .get(limit.index())
                .map_or_else(Vec::new, |limit| {
                    vec![Step::new(Text::new(
                        limit.label.0.to_string(),
                        limit.label.1.to_string(),
                    ))]
                })
        }
        None => Vec::new(),
    }
}

fn test_steps(evaluation: &Evaluation<'_>, id: TestId, frame: Frame) -> Vec<Step> {
    let Some(test) = evaluation.program.tests.get(id.index()) else {
        return Vec::new();
    };
    let (actual, ..) = compared(evaluation, id, frame);
    let mut left = expr_step(evaluation, test.left, frame);
    left.value = actual;
    let fixed = matches!(
        evaluation.program.exprs.get(test.right.index()),
        Some(Expr::Number(..))
    );
    if fixed {
        vec![left]
    } else {
        vec![left, expr_step(evaluation, test.right, frame)]
    }
}

pub(super) fn expr_step(evaluation: &Evaluation<'_>, id: ExprId, frame: Frame) -> Step {
    let program = evaluation.program;
    match program.exprs.get(id.index()) {
        Some(Expr::Slot(slot)) => slot_step(evaluation, *slot, frame),
        Some(Expr::Peers(peers)) => peers_step(evaluation, *peers, frame),
        Some(Expr::Derived(metric, _, body)) => {
            let mut step = computed(evaluation, *body, frame);
            step.label = both(|language| expr_name(program, id, language));
            let unit = program
                .schema
                .metrics
                .get(metric.index())
                .map(|metric| metric.unit.clone());
            step.value = match (evaluation.expr(*body, frame), unit) {
                (Cell::Number(estimate), Some(unit)) => Some(Value::Number(estimate, unit)),
                _ => None,
            };
            step
        }
        _ => computed(evaluation, id, frame),
    }
}

/// A formula, the same with its figures, and a step for each figure.
fn computed(evaluation: &Evaluation<'_>, id: ExprId, frame: Frame) -> Step {
    let program = evaluation.program;
    let leaves = leaves(program, id);
    let mut step = Step::new(both(|language| formula_text(program, id, language)));
    if !leaves.is_empty() {
        step.formula = Some(both(|language| {
            expr_text(program, id, language, &|leaf| {
                leaf_value(evaluation, leaf, frame, language)
            })
        }));
    }
    if let Some(Expr::Aggregate(aggregate)) = program.exprs.get(id.index())
        && let (Cell::Number(value), Some(plan)) = (
            evaluation.expr(id, frame),
            program.aggregates.get(aggregate.index()),
        )
    {
        step.value = Some(Value::Number(value, plan.unit.clone()));
    }
    step.steps = leaves
        .into_iter()
        .map(|leaf| leaf_step(evaluation, leaf, frame))
        .collect();
    step
}

/// What a formula reads: a column, or a value over peers.
pub(super) fn leaf_step(evaluation: &Evaluation<'_>, leaf: Leaf, frame: Frame) -> Step {
    match leaf {
        Leaf::Slot(slot) => slot_step(evaluation, slot, frame),
        Leaf::Peers(peers) => peers_step(evaluation, peers, frame),
    }
}

/// A column at the frame: its value, and the cells behind it.
fn slot_step(evaluation: &Evaluation<'_>, slot: SlotId, frame: Frame) -> Step {
    let trace = std::cell::RefCell::new(Vec::new());
    let traced = evaluation.again().traced(&trace);
    let cell = traced.slot(slot, frame);
    let program = evaluation.program;
    let unit = program
        .slots
        .get(slot.index())
        .and_then(|slot| program.schema.metrics.get(slot.metric.index()))
        .map(|metric| metric.unit.clone());
    let mut step = Step::new(both(|language| slot_text(program, slot, language)));
    let cells: Vec<Step> = trace
        .take()
        .iter()
        .filter_map(|used| cell_step(evaluation, used))
        .collect();
    step.value = match (cell, unit) {
        (Cell::Number(estimate), Some(unit)) => Some(Value::Number(estimate, unit)),
        (Cell::YesNo(yes), _) => Some(Value::YesNo(yes)),
        _ => None,
    };
    match <[Step; 1]>::try_from(cells) {
        Ok([only]) => Step {
            at: only.at,
            value: only.value,
            ..step
        },
        Err(steps) => Step { steps, ..step },
    }
}

fn cell_step(evaluation: &Evaluation<'_>, used: &Used) -> Option<Step> {
    let (program, data) = (evaluation.program, evaluation.data);
    match used {
        Used::Figure { figure, slot, .. } => {
            let figure = data.figures.get(*figure)?;
            let entity = figure
                .entity
                .map(|entity| program.schema.entity_name(entity).to_owned());
            let segment = segment_of_whole(program, *slot, figure);
            let label = both(|language| {
                let period = figure.period.map(|period| period.text(language));
                entity
                    .clone()
                    .into_iter()
                    .chain(segment.clone())
                    .chain(period)
                    .collect::<Vec<_>>()
                    .join(" ")
            });
            let value = match &figure.value {
                dabiao_model::FigureValue::Number(estimate) => {
                    Value::Number(estimate.clone(), figure.unit.clone())
                }
                dabiao_model::FigureValue::YesNo(yes) => Value::YesNo(*yes),
                _ => return None,
            };
            Some(Step {
                value: Some(value),
                at: Some(data.at(figure.place)),
                ..Step::new(label)
            })
        }
        Used::Declared { declared, .. } => {
            let declared = program.declared.get(*declared)?;
            let unit = program
                .schema
                .metrics
                .get(declared.metric.index())?
                .unit
                .clone();
            let value = Value::Number(declared.value.clone(), unit);
            let label = Text::new("declared in the policy", "方案所载");
            Some(Step {
                value: Some(value),
                at: Some(declared.place.to_string()),
                ..Step::new(label)
            })
        }
        _ => None,
    }
}

/// The segment of a figure that was read for the whole of its metric.
fn segment_of_whole(program: &Program, slot: SlotId, figure: &Figure) -> Option<String> {
    let whole = program.slots.get(slot.index())?.segment.is_none();
    let metric = program.schema.metrics.get(figure.metric.index())?;
    let segment = metric.segments.get(figure.segment?.index())?;
    whole.then(|| segment.to_string())
}
