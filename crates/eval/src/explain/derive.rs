//! Filling in the detail of a verdict, by evaluating it once more with a trace.

use std::cell::RefCell;

use dabiao_model::{Date, SignOffState, State, Verdict};

use super::comparison::{compared, state_of};
use super::detail::{Detail, RowCounts, SignedOff, StretchDetail, Warned};
use super::inputs::{inputs, interim};
use super::needed::needed;
use super::offenders::offenders;
use super::part::describe;
use super::value::Value;
use crate::assessment::Assessment;
use crate::evaluate::cell::Used;
use crate::evaluate::condition::Emptiness;
use crate::evaluate::judge::Demand;
use crate::evaluate::{Evaluation, Frame};
use crate::program::{Condition, ConditionId, MilestonePlan, Rule, RuleBody, Warn};

pub(super) fn detail(assessment: &Assessment<'_>, verdict: &Verdict) -> Detail {
    let Some(rule) = assessment.program().rules.get(verdict.rule.index()) else {
        return Detail::default();
    };
    let trace = RefCell::new(Vec::new());
    let evaluation = assessment.evaluation().traced(&trace);
    let nominal = evaluation.sitting(rule, verdict.period);
    let ruling = evaluation.rule(rule, verdict.entity, nominal);
    let used = trace.take();
    let asked = asked(&used);
    let mut detail = Detail {
        gap: ruling.gap,
        suspicion: ruling.suspicion,
        tier: ruling.tier,
        ..Detail::default()
    };
    match &rule.body {
        RuleBody::Milestone(MilestonePlan {
            recurs: Some(_), ..
        }) => {}
        RuleBody::Milestone(plan) => {
            let within = verdict.period.filter(|_| rule.schedule.each.is_some());
            let standing = evaluation.standing(plan, verdict.entity, within);
            detail.signoff = signed_off(&evaluation, standing, verdict.due);
            detail.actual = detail
                .signoff
                .as_ref()
                .map(|signoff| Value::SignOff(signoff.state));
        }
        RuleBody::Target { stretch, .. } => {
            let frame = judged_frame(&evaluation, rule, verdict);
            if let Some(demand) = Demand::of(&rule.body, verdict.entity, verdict.period) {
                let judged = (frame, demand.empty);
                fill(&evaluation, demand.condition, judged, &asked, &mut detail);
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
    if verdict.due.is_none_or(|due| assessment.as_of() < due) {
        for part in &mut detail.parts {
            part.state = not_due(part.state);
        }
    }
    detail.attendance = used.iter().find_map(|used| match used {
        Used::Attendance(attendance) => Some(attendance.into()),
        _ => None,
    });
    detail.progress = asked.iter().find_map(|used| match used {
        Used::Aggregated { aggregate, frame } => evaluation.progress(*aggregate, *frame),
        _ => None,
    });
    for used in &used {
        if let Used::Warned { warning, frame } = used {
            let warned = warned(&evaluation, &warning.when, *frame);
            if !detail.warned.contains(&warned) {
                detail.warned.push(warned);
            }
        }
    }
    detail.inputs = inputs(assessment, &used);
    detail.interim = interim(assessment, &used);
    detail
}

fn warned(evaluation: &Evaluation<'_>, warn: &Warn, frame: Frame) -> Warned {
    match warn {
        Warn::When(condition) => {
            Warned::While(describe(evaluation, *condition, frame, Emptiness::DropsOut))
        }
        Warn::Before(limit) => Warned::Before(*limit),
        Warn::PastShareOfTime { share, .. } => Warned::PastShareOfTime(share.clone()),
    }
}

/// The state of a part whose verdict waits for the last limit of its cases.
fn not_due(state: State) -> State {
    match state {
        State::Met => State::OnTrack,
        State::Unmet | State::NoData => State::Pending,
        other => other,
    }
}

/// The frame a verdict was judged in.
pub(super) fn judged_frame(evaluation: &Evaluation<'_>, rule: &Rule, verdict: &Verdict) -> Frame {
    let nominal = evaluation.sitting(rule, verdict.period);
    let demand = Demand::of(&rule.body, verdict.entity, verdict.period);
    let sitting = demand.map_or(nominal, |demand| {
        evaluation.awaiting(demand, verdict.entity, nominal)
    });
    evaluation.frame(verdict.entity, sitting)
}

fn fill(
    evaluation: &Evaluation<'_>,
    id: ConditionId,
    (frame, empty): (Frame, Emptiness),
    asked: &[&Used],
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
        Some(condition @ (Condition::And(parts) | Condition::Or(parts))) => {
            detail.one_part_suffices = matches!(condition, Condition::Or(_));
            detail.parts = parts
                .iter()
                .map(|part| describe(evaluation, *part, frame, empty))
                .collect();
        }
        Some(_) => {
            let part = describe(evaluation, id, frame, empty);
            (detail.actual, detail.threshold, detail.margin) =
                (part.actual, part.threshold, part.margin);
        }
        None => {}
    }
    let tallies = asked.iter().filter_map(|used| match used {
        Used::Limited { tally, .. } => Some(*tally),
        _ => None,
    });
    detail.rows = tallies.map(RowCounts::from).reduce(RowCounts::plus);
    detail.offenders = offenders(evaluation, asked);
}

/// The cases that were asked for, each once: of one party and period they are the same before the due date and after.
pub(super) fn asked(used: &[Used]) -> Vec<&Used> {
    let who = |used: &Used| match used {
        Used::Aggregated { aggregate, frame } => {
            Some((Some(*aggregate), None, frame.entity, frame.period))
        }
        Used::Limited { limit, frame, .. } => {
            Some((None, Some(*limit), frame.entity, frame.period))
        }
        _ => None,
    };
    let mut asked: Vec<&Used> = Vec::new();
    for used in used.iter().filter(|used| who(used).is_some()) {
        if !asked.iter().any(|other| who(other) == who(used)) {
            asked.push(used);
        }
    }
    asked
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
