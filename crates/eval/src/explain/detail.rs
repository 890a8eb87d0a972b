//! What a verdict rests on.

use std::cell::RefCell;

use dabiao_calendar::{Direction, LimitOptions, PassedOver, deadline};
use dabiao_model::{
    Comparator, Date, EntityId, Estimate, Place, Ratio, SignOffState, State, Unit, Verdict,
};

use super::needed::{Needed, needed};
use super::text::expr_name;
use super::value::Value;
use crate::assessment::Assessment;
use crate::evaluate::cell::{Cell, Outcome, RowFate, Tally, Used};
use crate::evaluate::schedule::Sitting;
use crate::evaluate::{Evaluation, Frame};
use crate::program::{Condition, ConditionId, RowLimit, Rule, RuleBody, SlotId, TestId};
use crate::reason::{Gap, Suspicion};

/// What a verdict rests on. Values are in base units with the unit to show them in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Detail {
    /// The value judged; none for a composite, which has parts.
    pub actual: Option<Value>,
    /// What is demanded of it.
    pub threshold: Option<Threshold>,
    /// Positive is room, negative is shortfall; in points for ratios.
    pub margin: Option<Value>,
    /// The smallest change of one figure that would meet it.
    pub needed: Option<Needed>,
    /// The parts of a composite.
    pub parts: Vec<Part>,
    /// The higher level beside the required one.
    pub stretch: Option<StretchDetail>,
    /// The day of the interim figure that stands in before the due date.
    pub interim: Option<Date>,
    /// The figures it rests on, each once, in the order read.
    pub inputs: Vec<Input>,
    /// How the rows of a record came out.
    pub rows: Option<RowCounts>,
    /// The rows that counted against it, at most [`Detail::MAX_OFFENDERS`].
    pub offenders: Vec<Offender>,
    /// The sign-off of a milestone.
    pub signoff: Option<SignedOff>,
    /// Why there is no data, or nothing to judge.
    pub gap: Option<Gap>,
    /// Why it is not believed.
    pub suspicion: Option<Suspicion>,
}

/// A comparison with its threshold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Threshold {
    /// The comparison.
    pub comparator: Comparator,
    /// The threshold.
    pub value: Value,
}

/// A part of a composite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What is judged, in English and Chinese.
    pub label: (String, String),
    /// How the part stands.
    pub state: State,
    /// Its value.
    pub actual: Option<Value>,
    /// What is demanded of it.
    pub threshold: Option<Threshold>,
    /// Its room or shortfall.
    pub margin: Option<Value>,
}

/// The higher level beside the required one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StretchDetail {
    /// Whether it is reached: the states of a target.
    pub state: State,
    /// What it demands.
    pub threshold: Option<Threshold>,
}

/// A figure that a verdict rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// The slot it was read for.
    pub slot: SlotId,
    /// Whose it is.
    pub entity: Option<EntityId>,
    /// The value.
    pub value: Value,
    /// The last day it speaks of.
    pub until: Option<Date>,
    /// Where it stands: `figures.csv:2:5`, or in the policy for a declared value.
    pub at: String,
}

/// How the rows of a record came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RowCounts {
    /// Within the limit.
    pub in_time: usize,
    /// Beyond it.
    pub late: usize,
    /// Still open, left out of the denominator.
    pub open: usize,
    /// With events in an impossible order.
    pub impossible: usize,
    /// With an empty field that decides.
    pub undecided: usize,
}

/// A row that counted against a verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offender {
    /// The case's id.
    pub id: String,
    /// Where it stands.
    pub at: String,
    /// Whether it is late, or impossible, open, undecided.
    pub state: OffenderState,
    /// The last day of its limit.
    pub last_day: Option<Date>,
    /// The days its limit passed over.
    pub passed_over: Vec<PassedOver>,
}

/// How an offending row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OffenderState {
    /// Beyond its limit.
    Late,
    /// Not yet closed.
    Open,
    /// Its events stand in an impossible order.
    Impossible,
    /// A field that decides is empty.
    Undecided,
}

/// The sign-off of a milestone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedOff {
    /// How far it is.
    pub state: SignOffState,
    /// The day.
    pub date: Option<Date>,
    /// By how many days it was late.
    pub late_days: Option<i64>,
    /// Where it stands; none for one declared as done.
    pub at: Option<String>,
}

impl Detail {
    /// The most rows that are listed.
    pub const MAX_OFFENDERS: usize = 20;
}

pub(super) fn detail(assessment: &Assessment<'_>, verdict: &Verdict) -> Detail {
    let Some(rule) = assessment.program().rules.get(verdict.rule.index()) else {
        return Detail::default();
    };
    let trace = RefCell::new(Vec::new());
    let evaluation = assessment.evaluation().traced(&trace);
    let sitting = sitting(&evaluation, rule, verdict);
    let ruling = evaluation.rule(rule, verdict.entity, sitting);
    let used = trace.take();
    let mut detail = Detail {
        gap: ruling.gap,
        suspicion: ruling.suspicion,
        ..Detail::default()
    };
    match &rule.body {
        RuleBody::Milestone(plan) => {
            let standing = evaluation.standing(plan, verdict.entity);
            detail.signoff = signed_off(&evaluation, standing, verdict.due);
            detail.actual = detail
                .signoff
                .as_ref()
                .map(|signoff| Value::SignOff(signoff.state));
        }
        RuleBody::Target { cases, stretch, .. } => {
            let frame = evaluation.frame(verdict.entity, sitting);
            if let Some(condition) = Evaluation::case(cases, verdict.entity) {
                fill(&evaluation, condition, frame, &used, &mut detail);
            }
            let stretch = stretch.as_ref().filter(|stretch| {
                stretch
                    .only
                    .as_ref()
                    .is_none_or(|only| verdict.entity.is_some_and(|entity| only.contains(&entity)))
            });
            detail.stretch = stretch.map(|stretch| StretchDetail {
                state: state_of(&evaluation.test(stretch.test, frame), frame.due),
                threshold: compared(&evaluation, stretch.test, frame).1,
            });
        }
    }
    detail.inputs = inputs(assessment, &used);
    detail.interim = interim(assessment, &used);
    detail
}

/// The sitting of a verdict. Its own due date may have been moved by the last limit of its cases, so it is found anew.
fn sitting(evaluation: &Evaluation<'_>, rule: &Rule, verdict: &Verdict) -> Sitting {
    let sittings = evaluation.sittings(rule, usize::MAX.saturating_sub(1));
    let same = |sitting: &Sitting| sitting.period == verdict.period;
    sittings.into_iter().find(same).unwrap_or(Sitting {
        period: verdict.period,
        due: verdict.due,
    })
}

fn fill(
    evaluation: &Evaluation<'_>,
    id: ConditionId,
    frame: Frame,
    used: &[Used],
    detail: &mut Detail,
) {
    match evaluation.program.conditions.get(id.index()) {
        Some(Condition::Test(test)) => {
            (detail.actual, detail.threshold, detail.margin) = compared(evaluation, *test, frame);
            detail.needed = evaluation
                .program
                .tests
                .get(test.index())
                .and_then(|test| needed(evaluation, test, frame));
        }
        Some(Condition::And(parts) | Condition::Or(parts)) => {
            detail.parts = parts
                .iter()
                .map(|part| describe(evaluation, *part, frame))
                .collect();
        }
        Some(_) => {
            let part = describe(evaluation, id, frame);
            (detail.actual, detail.threshold, detail.margin) =
                (part.actual, part.threshold, part.margin);
        }
        None => {}
    }
    let tallies = used.iter().filter_map(|used| match used {
        Used::Rows { tally, .. } => Some(*tally),
        _ => None,
    });
    detail.rows = tallies.map(RowCounts::from).reduce(RowCounts::plus);
    detail.offenders = offenders(evaluation, id, used);
}

impl From<Tally> for RowCounts {
    fn from(tally: Tally) -> Self {
        Self {
            in_time: tally.in_time,
            late: tally.late,
            open: tally.open,
            impossible: tally.impossible,
            undecided: tally.undecided,
        }
    }
}

impl RowCounts {
    fn plus(self, other: Self) -> Self {
        Self {
            in_time: self.in_time.saturating_add(other.in_time),
            late: self.late.saturating_add(other.late),
            open: self.open.saturating_add(other.open),
            impossible: self.impossible.saturating_add(other.impossible),
            undecided: self.undecided.saturating_add(other.undecided),
        }
    }
}

fn describe(evaluation: &Evaluation<'_>, id: ConditionId, frame: Frame) -> Part {
    let trace = RefCell::new(Vec::new());
    let traced = evaluation.again().traced(&trace);
    let outcome = traced.condition(id, frame).outcome;
    let (label, (actual, threshold, margin)) = match evaluation.program.conditions.get(id.index()) {
        Some(Condition::Test(test)) => (
            test_label(evaluation, *test),
            compared(evaluation, *test, frame),
        ),
        Some(Condition::Holds(slot) | Condition::Every(slot, _)) => (
            slot_label(evaluation, *slot),
            held(evaluation, id, *slot, frame),
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
        Some(Condition::And(parts)) => (joined(evaluation, parts, "and", "且"), (None, None, None)),
        Some(Condition::Or(parts)) => (joined(evaluation, parts, "or", "或"), (None, None, None)),
        Some(Condition::Not(inner)) => {
            let inner = describe(evaluation, *inner, frame);
            (
                (
                    format!("not {}", inner.label.0),
                    format!("非 {}", inner.label.1),
                ),
                (inner.actual, None, None),
            )
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

type Comparison = (Option<Value>, Option<Threshold>, Option<Value>);

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
        .map(|part| describe(evaluation, *part, frame).label)
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
            (
                name(dabiao_model::Language::English),
                name(dabiao_model::Language::Chinese),
            )
        })
}

fn slot_label(evaluation: &Evaluation<'_>, slot: SlotId) -> (String, String) {
    let name = |language| evaluation.slot_name(slot, language);
    (
        name(dabiao_model::Language::English),
        name(dabiao_model::Language::Chinese),
    )
}

/// Actual, threshold and margin of a test.
pub(super) fn compared(evaluation: &Evaluation<'_>, id: TestId, frame: Frame) -> Comparison {
    let Some(test) = evaluation.program.tests.get(id.index()) else {
        return (None, None, None);
    };
    let left = crate::evaluate::compute::rounded(test, evaluation.expr(test.left, frame));
    let right = evaluation.expr(test.right, frame);
    let number = |cell: &Cell| match cell {
        Cell::Number(estimate) | Cell::Doubtful(estimate, _) => {
            Some(Value::Number(estimate.clone(), test.unit.clone()))
        }
        Cell::YesNo(yes) => Some(Value::YesNo(*yes)),
        _ => None,
    };
    let threshold = number(&right).map(|value| Threshold {
        comparator: test.comparator,
        value,
    });
    let margin = left
        .as_exact()
        .zip(right.as_exact())
        .and_then(|(a, b)| margin(a, test.comparator, b));
    (
        number(&left),
        threshold,
        margin.map(|margin| Value::exact(margin, test.margin_unit.clone())),
    )
}

/// Room above or below a threshold; of `=` minus the distance; none of `≠`.
fn margin(actual: &Ratio, comparator: Comparator, threshold: &Ratio) -> Option<Ratio> {
    match comparator {
        Comparator::AtLeast | Comparator::MoreThan => Some(actual - threshold),
        Comparator::AtMost | Comparator::LessThan => Some(threshold - actual),
        Comparator::Equal => Some(-&(actual - threshold).abs()),
        Comparator::NotEqual => None,
    }
}

/// A yes/no figure, or of several entities the share that has yes.
fn held(evaluation: &Evaluation<'_>, id: ConditionId, slot: SlotId, frame: Frame) -> Comparison {
    let Some(Condition::Every(_, entities)) = evaluation.program.conditions.get(id.index()) else {
        let actual = match evaluation.yes_no(slot, frame) {
            Cell::YesNo(yes) => Some(Value::YesNo(yes)),
            _ => None,
        };
        let threshold = Threshold {
            comparator: Comparator::Equal,
            value: Value::YesNo(true),
        };
        return (actual, Some(threshold), None);
    };
    let cells = entities.iter().map(|entity| {
        evaluation.yes_no(
            slot,
            Frame {
                entity: Some(*entity),
                ..frame
            },
        )
    });
    let known: Vec<bool> = cells
        .filter_map(|cell| match cell {
            Cell::YesNo(yes) => Some(yes),
            _ => None,
        })
        .collect();
    if known.len() < entities.len() {
        return (None, None, None);
    }
    let share = Ratio::new(
        known.iter().filter(|yes| **yes).count() as i128,
        known.len() as i128,
    );
    share_of_all(share, Comparator::Equal, Ratio::ONE)
}

/// The share of rows that keep a limit.
fn kept(limit: &RowLimit, used: &[Used]) -> Comparison {
    let tally = used.iter().find_map(|used| match used {
        Used::Rows { tally, .. } => Some(*tally),
        _ => None,
    });
    let Some(tally) = tally.filter(|tally| tally.in_time.saturating_add(tally.late) > 0) else {
        return (None, None, None);
    };
    let share = Ratio::new(
        tally.in_time as i128,
        tally.in_time.saturating_add(tally.late) as i128,
    );
    share_of_all(share, limit.share.0, limit.share.1.clone())
}

fn share_of_all(share: Ratio, comparator: Comparator, threshold: Ratio) -> Comparison {
    let units = dabiao_model::Units::default();
    let percent = units.find("%").unwrap_or_else(Unit::number);
    let points = units.find("points").unwrap_or_else(Unit::number);
    let margin = margin(&share, comparator, &threshold).map(|margin| Value::exact(margin, points));
    let threshold = Threshold {
        comparator,
        value: Value::exact(threshold, percent.clone()),
    };
    (Some(Value::exact(share, percent)), Some(threshold), margin)
}

/// The state an outcome gives a part.
pub(super) fn state_of(outcome: &Outcome, due: bool) -> State {
    match (outcome, due) {
        (Outcome::Holds, true) => State::Met,
        (Outcome::Holds, false) => State::OnTrack,
        (Outcome::Fails, true) => State::Unmet,
        (Outcome::Unknown(_), true) => State::NoData,
        (Outcome::Fails | Outcome::Unknown(_), false) => State::Pending,
        (Outcome::Empty(_), _) => State::NotApplicable,
        (Outcome::Invalid(_), _) => State::Invalid,
    }
}

fn signed_off(
    evaluation: &Evaluation<'_>,
    standing: crate::evaluate::milestone::Standing,
    due: Option<Date>,
) -> Option<SignedOff> {
    let late = |date: Date| {
        due.map(|due| date.signed_duration_since(due).num_days())
            .filter(|days| *days > 0)
    };
    let Some(index) = standing.signoff else {
        return standing.done.map(|done| SignedOff {
            state: SignOffState::Done,
            date: Some(done),
            late_days: late(done),
            at: None,
        });
    };
    let signoff = evaluation.data.signoffs.get(index)?;
    Some(SignedOff {
        state: signoff.state,
        date: signoff.date,
        late_days: standing.done.and_then(late),
        at: Some(evaluation.data.at(signoff.place)),
    })
}

fn inputs(assessment: &Assessment<'_>, used: &[Used]) -> Vec<Input> {
    let (program, data) = (assessment.program(), assessment.data());
    let mut inputs: Vec<Input> = Vec::new();
    for used in used {
        let input = match used {
            Used::Figure { figure, slot, .. } => data.figures.get(*figure).map(|figure| Input {
                slot: *slot,
                entity: figure.entity,
                value: figure_value(figure),
                until: figure.period.map(dabiao_model::Period::end),
                at: data.at(figure.place),
            }),
            Used::Declared { declared, slot } => {
                program.declared.get(*declared).map(|declared| Input {
                    slot: *slot,
                    entity: None,
                    value: declared_value(program, declared),
                    until: declared.at,
                    at: declared.place.to_string(),
                })
            }
            _ => None,
        };
        if let Some(input) = input.filter(|input| !inputs.contains(input)) {
            inputs.push(input);
        }
    }
    inputs
}

fn figure_value(figure: &dabiao_model::Figure) -> Value {
    match &figure.value {
        dabiao_model::FigureValue::Number(estimate) => {
            Value::Number(estimate.clone(), figure.unit.clone())
        }
        dabiao_model::FigureValue::YesNo(yes) => Value::YesNo(*yes),
        _ => Value::Number(
            Estimate::Between {
                low: None,
                high: None,
            },
            Unit::number(),
        ),
    }
}

fn declared_value(program: &crate::Program, declared: &crate::program::Declared) -> Value {
    let metric = program.schema.metrics.get(declared.metric.index());
    if metric.is_some_and(|metric| metric.value == dabiao_model::ValueType::YesNo) {
        return Value::YesNo(declared.value == Estimate::Exact(Ratio::ONE));
    }
    let unit = metric.map_or_else(Unit::number, |metric| metric.unit.clone());
    Value::Number(declared.value.clone(), unit)
}

/// The earliest of the days whose figures stand in before the due date.
fn interim(assessment: &Assessment<'_>, used: &[Used]) -> Option<Date> {
    let days = used.iter().filter_map(|used| match used {
        Used::Figure {
            figure,
            interim: true,
            ..
        } => assessment
            .data()
            .figures
            .get(*figure)?
            .period
            .map(dabiao_model::Period::end),
        _ => None,
    });
    days.max()
}

fn offenders(evaluation: &Evaluation<'_>, id: ConditionId, used: &[Used]) -> Vec<Offender> {
    let limit = match evaluation.program.conditions.get(id.index()) {
        Some(Condition::Rows(limit)) => evaluation.program.limits.get(limit.index()),
        _ => None,
    };
    let rows = used.iter().filter_map(|used| match used {
        Used::Row { record, row, why } => Some((*record, *row, *why)),
        _ => None,
    });
    let mut offenders: Vec<Offender> = rows
        .filter_map(|(record, row, why)| offender(evaluation, limit, record, row, why))
        .collect();
    offenders.sort_by_key(|offender| offender.state as u8);
    offenders.dedup();
    offenders.truncate(Detail::MAX_OFFENDERS);
    offenders
}

fn offender(
    evaluation: &Evaluation<'_>,
    limit: Option<&RowLimit>,
    record: usize,
    row: usize,
    why: RowFate,
) -> Option<Offender> {
    let state = match why {
        RowFate::Late => OffenderState::Late,
        RowFate::Open => OffenderState::Open,
        RowFate::Impossible => OffenderState::Impossible,
        RowFate::Undecided => OffenderState::Undecided,
        RowFate::Counted => return None,
    };
    let table = evaluation.data.tables.get(record)?.as_ref()?;
    let place: Place = *table.places.get(row)?;
    let counted = limit.and_then(|limit| {
        let start = crate::evaluate::bind::day_of(table.columns.get(limit.from)?, row)?;
        let direction = if limit.before {
            Direction::Before
        } else {
            Direction::After
        };
        let options = LimitOptions {
            basis: limit.basis,
            count_start: limit.count_start,
            direction,
        };
        deadline(evaluation.calendar, start, limit.limit, options).ok()
    });
    let (last_day, passed_over) =
        counted.map_or((None, Vec::new()), |it| (Some(it.last_day), it.passed_over));
    Some(Offender {
        id: table.ids.get(row)?.to_string(),
        at: evaluation.data.at(place),
        state,
        last_day,
        passed_over,
    })
}
