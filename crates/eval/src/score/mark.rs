//! The marks of one part for one entity and period.

use dabiao_model::{Comparator, EntityId, Estimate, Period, Ratio, State, Verdict};

use super::{Fallen, PartResult, PartState, among_peers};
use crate::evaluate::cell::Cell;
use crate::evaluate::{Evaluation, Frame};
use crate::program::{Case, Condition, ExprId, Marked, Method, RuleBody, Score, ScorePart};

/// The worst and the best value of all who are scored, where a part is marked against them.
pub(super) fn peers(
    evaluation: &Evaluation<'_>,
    score: &Score,
    part: &ScorePart,
    period: Period,
) -> Option<(Ratio, Ratio)> {
    let (Marked::Value(expr, _), Method::Distance { lower, .. } | Method::Efficacy { lower, .. }) =
        (&part.of, &part.method)
    else {
        return None;
    };
    if !among_peers(part) {
        return None;
    }
    let values = score.entities.iter().filter_map(|entity| {
        match value(evaluation, *expr, *entity, period) {
            Value::Known(value) => Some(value),
            Value::Missing | Value::NotApplicable => None,
        }
    });
    let values: Vec<Ratio> = values.collect();
    let (least, most) = (values.iter().min()?.clone(), values.iter().max()?.clone());
    Some(if *lower { (most, least) } else { (least, most) })
}

/// What a part comes to.
pub(super) fn part(
    evaluation: &Evaluation<'_>,
    part: &ScorePart,
    peers: Option<&(Ratio, Ratio)>,
    entity: EntityId,
    period: Period,
    fallen: &Fallen<'_>,
) -> PartResult {
    match &part.of {
        Marked::Rule(rule) => {
            let verdicts: Vec<(usize, &Verdict)> = fallen
                .of(entity, period)
                .filter(|(_, verdict)| verdict.rule == *rule)
                .collect();
            of_verdicts(evaluation, part, entity, &verdicts)
        }
        Marked::Value(expr, _) => match value(evaluation, *expr, entity, period) {
            Value::Known(value) => {
                let share = share(part, peers, &value);
                result(part, share, Some(value), Vec::new())
            }
            Value::Missing => without(PartState::Missing, Vec::new()),
            Value::NotApplicable => without(PartState::NotApplicable, Vec::new()),
        },
    }
}

/// What a value comes to.
enum Value {
    Known(Ratio),
    Missing,
    NotApplicable,
}

fn value(evaluation: &Evaluation<'_>, expr: ExprId, entity: EntityId, period: Period) -> Value {
    let frame = Frame {
        entity: Some(entity),
        period: Some(period),
        due: true,
    };
    match evaluation.expr(expr, frame) {
        Cell::Number(Estimate::Exact(value)) => Value::Known(value),
        Cell::Empty(_) => Value::NotApplicable,
        _ => Value::Missing,
    }
}

fn without(state: PartState, verdicts: Vec<usize>) -> PartResult {
    PartResult {
        state,
        share: None,
        marks: None,
        value: None,
        verdicts,
    }
}

fn result(
    part: &ScorePart,
    share: Option<Ratio>,
    value: Option<Ratio>,
    verdicts: Vec<usize>,
) -> PartResult {
    let Some(share) = share else {
        return without(PartState::Missing, verdicts);
    };
    let points = matches!(part.method, Method::Points { .. });
    let marks = if points {
        share.clone()
    } else {
        &part.weight * &share
    };
    PartResult {
        state: PartState::Marked,
        share: Some(share).filter(|_| !points),
        marks: Some(marks),
        value,
        verdicts,
    }
}

/// The mean over the verdicts of the period; what is not applicable among them drops out.
fn of_verdicts(
    evaluation: &Evaluation<'_>,
    part: &ScorePart,
    entity: EntityId,
    verdicts: &[(usize, &Verdict)],
) -> PartResult {
    let indices = verdicts.iter().map(|(index, _)| *index).collect();
    let counted: Vec<&Verdict> = verdicts
        .iter()
        .map(|(_, verdict)| *verdict)
        .filter(|verdict| verdict.state != State::NotApplicable)
        .collect();
    let decided = |verdict: &&Verdict| matches!(verdict.state, State::Met | State::Unmet);
    if counted.is_empty() {
        return without(PartState::NotApplicable, indices);
    }
    if !counted.iter().all(decided) {
        return without(PartState::Missing, indices);
    }
    let (mut sum, mut count) = (Ratio::ZERO, 0_i128);
    for verdict in counted {
        let one = match &part.method {
            Method::Completion { lower, cap, .. } => {
                completed(evaluation, entity, verdict, *lower, cap.as_ref())
            }
            _ if verdict.state == State::Met => Some(Ratio::ONE),
            _ => Some(Ratio::ZERO),
        };
        let Some(one) = one else {
            return without(PartState::Missing, indices);
        };
        sum = &sum + &one;
        count = count.saturating_add(1);
    }
    result(part, sum.checked_div(&Ratio::whole(count)), None, indices)
}

/// Actual over threshold of a target that compares one value with one number.
fn completed(
    evaluation: &Evaluation<'_>,
    entity: EntityId,
    verdict: &Verdict,
    lower: bool,
    cap: Option<&Ratio>,
) -> Option<Ratio> {
    let rule = evaluation.program.rules.get(verdict.rule.index())?;
    let RuleBody::Target { cases, .. } = &rule.body else {
        return None;
    };
    let case = Case::holding(cases, Some(entity), verdict.period)?;
    let Condition::Test(test) = evaluation.program.conditions.get(case.index())? else {
        return None;
    };
    let test = evaluation.program.tests.get(test.index())?;
    let frame = Frame {
        entity: Some(entity),
        period: verdict.period,
        due: true,
    };
    let side = |expr| evaluation.expr(expr, frame).as_exact().cloned();
    let lower = lower || matches!(test.comparator, Comparator::AtMost | Comparator::LessThan);
    completion(&side(test.left)?, &side(test.right)?, lower, cap)
}

/// Actual over goal; the other way round where lower is better.
fn completion(actual: &Ratio, goal: &Ratio, lower: bool, cap: Option<&Ratio>) -> Option<Ratio> {
    let share = if lower {
        goal.checked_div(actual)
    } else {
        actual.checked_div(goal)
    };
    match (share, cap) {
        (Some(share), Some(cap)) => Some(share.min(cap.clone())),
        (Some(share), None) => Some(share),
        // Nothing is left of what should be low: no share is too high for it.
        (None, Some(cap)) if lower && actual.is_zero() => Some(cap.clone()),
        (None, _) => None,
    }
}

/// What share of the full mark a value earns; for points, the marks.
fn share(part: &ScorePart, peers: Option<&(Ratio, Ratio)>, value: &Ratio) -> Option<Ratio> {
    match &part.method {
        Method::Attainment => None,
        Method::Completion { goal, lower, cap } => {
            completion(value, goal.as_ref()?, *lower, cap.as_ref())
        }
        Method::Distance {
            bounds, clamped, ..
        } => {
            let (worst, best) = bounds.as_ref().or(peers)?;
            if worst == best {
                // All peers are alike, so each is as good as the best.
                return Some(Ratio::ONE);
            }
            let share = (worst - value).checked_div(&(worst - best))?;
            Some(within(share, *clamped))
        }
        Method::Efficacy {
            bounds, clamped, ..
        } => {
            let (low, high) = bounds.as_ref().or(peers)?;
            if low == high {
                return Some(Ratio::ONE);
            }
            let way = (value - low).checked_div(&(high - low))?;
            let share = &Ratio::new(3, 5) + &(&Ratio::new(2, 5) * &way);
            Some(within(share, *clamped))
        }
        Method::Points {
            rate,
            floor,
            ceiling,
        } => {
            let marks = &part.weight + &(rate * value);
            let marks = floor
                .as_ref()
                .map_or_else(|| marks.clone(), |it| marks.clone().max(it.clone()));
            Some(
                ceiling
                    .as_ref()
                    .map_or_else(|| marks.clone(), |it| marks.clone().min(it.clone())),
            )
        }
    }
}

fn within(share: Ratio, clamped: bool) -> Ratio {
    if clamped {
        share.max(Ratio::ZERO).min(Ratio::ONE)
    } else {
        share
    }
}
