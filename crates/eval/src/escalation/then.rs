//! What stands now beside what stood on the day a period fell due, where something came in later.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use dabiao_calendar::{Basis, Calendar, LimitOptions, last_day};
use dabiao_model::{Dataset, Date, Period};

use super::{EscalationResult, Found, Standing, Then, escalate};
use crate::assessment::{EvaluateOptions, judge_all};
use crate::error::EvaluateError;
use crate::evaluate::Evaluation;
use crate::evaluate::bind::Bound;
use crate::program::Program;
use crate::score::score_all;

/// All escalations that something follows from, or that are undecided, each beside what stood on the day.
pub(crate) fn settle(
    program: &Program,
    data: &Dataset,
    bound: &Bound,
    found: &Found<'_>,
    options: EvaluateOptions,
) -> Result<Vec<EscalationResult>, EvaluateError> {
    let as_of = found.as_of;
    if program.escalations.is_empty() {
        return Ok(Vec::new());
    }
    let mut results = escalate(program, found);
    let arrivals = arrivals(data, as_of);
    let mut on_the_day = BTreeMap::new();
    let mut left = options;
    for result in &mut results {
        let Some(day) = fell_due(program, result.period).filter(|day| *day < as_of) else {
            continue;
        };
        if arrivals.partition_point(|arrival| *arrival <= day) == arrivals.len() {
            continue;
        }
        let stood = match on_the_day.entry(day) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => {
                let stood = earlier(program, data, bound, day, &mut left);
                unknown.insert(stood.map_err(|error| in_all(error, options))?)
            }
        };
        let key = (result.escalation, result.party.clone(), result.period);
        result.then = stood.get(&key).copied().filter(|then| {
            let decided = !matches!(then.standing, Standing::Open | Standing::Nothing);
            decided && (then.standing, then.step) != (result.standing, result.step)
        });
    }
    results.retain(|result| {
        matches!(result.standing, Standing::Miss | Standing::Undecided)
            || result.step.is_some()
            || result.then.is_some()
    });
    Ok(results)
}

/// The day on which a period's figures had to be there.
fn fell_due(program: &Program, period: Period) -> Option<Date> {
    let Some(limit) = program.settings.figures_due else {
        return Some(period.end());
    };
    let calendar = Calendar::by_name(&program.settings.calendar).unwrap_or_else(Calendar::china);
    last_day(
        calendar,
        period.end(),
        limit,
        LimitOptions::new(Basis::Plain),
    )
    .ok()
}

/// The days on which figures, sign-offs and events of cases came in, in order, none after the evaluation date. A figure
/// without a day of submission came in at its period's end.
fn arrivals(data: &Dataset, as_of: Date) -> Vec<Date> {
    let figures = data.figures.iter().filter_map(|figure| {
        let end = figure.period.map(Period::end);
        figure.submitted_on.or(end)
    });
    let tables = data.tables.iter().flatten();
    let events = tables.flat_map(|table| {
        let rows = table.rows();
        let columns = table.columns().iter();
        columns.flat_map(move |column| (0..rows).filter_map(move |row| column.day(row)))
    });
    let signoffs = data.signoffs.iter().filter_map(|signoff| signoff.date);
    let mut days: Vec<Date> = figures
        .chain(signoffs)
        .chain(events)
        .filter(|day| *day <= as_of)
        .collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// Steps are told of as they were bounded for all days together.
fn in_all(error: EvaluateError, options: EvaluateOptions) -> EvaluateError {
    let limit = options.max_steps;
    match error {
        EvaluateError::TooManySteps { .. } => EvaluateError::TooManySteps { limit },
        other => other,
    }
}

/// An escalation, a party and a period.
type Key = (usize, Arc<str>, Period);

/// What stood at the end of an earlier day. The steps it takes are no longer `left` for the days after it.
fn earlier(
    program: &Program,
    data: &Dataset,
    bound: &Bound,
    day: Date,
    left: &mut EvaluateOptions,
) -> Result<BTreeMap<Key, Then>, EvaluateError> {
    let believed = vec![None; data.figures.len()];
    let checking = Evaluation::new(program, data, bound, &believed, day);
    let failed = checking.failures(&checking.checks());
    let any_score = program.escalations.iter().any(|plan| plan.scored.is_some());
    let watched = |rule: usize| {
        // Lists may rest on any target.
        if any_score {
            return true;
        }
        let mut watches = program.escalations.iter().flat_map(|plan| &plan.watches);
        watches.any(|it| it.rule.index() == rule)
    };
    let evaluation = Evaluation::new(program, data, bound, &failed, day);
    // What falls due later changes nothing for the periods over by then, but scores look at all.
    let until = (!any_score).then_some(day);
    let verdicts = judge_all(&evaluation, *left, (watched, until))?;
    left.max_steps = left.max_steps.saturating_sub(evaluation.steps());
    let (scores, lists) = if any_score {
        score_all(&evaluation, &verdicts, *left)?
    } else {
        Default::default()
    };
    let found = Found {
        as_of: day,
        verdicts: &verdicts,
        scores: &scores,
        lists: &lists,
    };
    let results = escalate(program, &found).into_iter();
    let stood = results.map(|result| {
        let then = Then {
            day,
            standing: result.standing,
            step: result.step,
        };
        ((result.escalation, result.party, result.period), then)
    });
    Ok(stood.collect())
}
