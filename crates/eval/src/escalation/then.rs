//! What stands now beside what stood on the day a period fell due, where something came in later.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use dabiao_calendar::{Basis, Calendar, LimitOptions, last_day};
use dabiao_model::{Dataset, Date, Meter, Period, Stage};

use super::{EscalationResult, Found, Standing, Then, escalate};
use crate::assessment::{EvaluateOptions, judge_all};
use crate::error::EvaluateError;
use crate::evaluate::Evaluation;
use crate::evaluate::bind::Bound;
use crate::program::{Program, Run};
use crate::score::score_all;

/// All escalations that something follows from, or that are undecided, each beside what stood on the day.
pub(crate) fn settle(
    program: &Program,
    data: &Dataset,
    bound: &Bound,
    found: &Found<'_>,
    options: EvaluateOptions,
    meter: &Meter,
) -> Result<Vec<EscalationResult>, EvaluateError> {
    let as_of = found.as_of;
    if program.escalations.is_empty() {
        return Ok(Vec::new());
    }
    let mut results = escalate(program, found, &|_| true);
    meter.begin(Stage::Following, results.len() as u64);
    let last = last_arrival(data, as_of);
    // Where something came in after a period fell due, something else may have stood.
    let mut of_day: BTreeMap<Date, Vec<&mut EscalationResult>> = BTreeMap::new();
    for result in &mut results {
        let day = fell_due(program, result.period);
        match day.filter(|day| *day < as_of && last.is_some_and(|last| last > *day)) {
            Some(day) => of_day.entry(day).or_default().push(result),
            None => meter.pass(1),
        }
    }
    let mut left = options;
    for (day, results) in of_day {
        let periods: BTreeSet<Period> = results.iter().map(|it| it.period).collect();
        let stood = earlier(program, data, bound, (day, &periods), &mut left);
        let stood = stood.map_err(|error| in_all(error, options))?;
        for result in results {
            result.then = differing(&stood, result);
            meter.pass(1);
        }
    }
    meter.end();
    results.retain(|result| {
        matches!(result.standing, Standing::Miss | Standing::Undecided)
            || result.step.is_some()
            || result.then.is_some()
    });
    Ok(results)
}

/// What stood for a party in a period, where that was decided and something else.
fn differing(stood: &BTreeMap<Key, Then>, result: &EscalationResult) -> Option<Then> {
    let key = (result.escalation, result.party.clone(), result.period);
    stood.get(&key).copied().filter(|then| {
        let decided = !matches!(then.standing, Standing::Open | Standing::Nothing);
        decided && (then.standing, then.step) != (result.standing, result.step)
    })
}

/// Whether what follows from a period never depends on those before it: one miss is enough for every step, and counts
/// wherever it is.
fn forgets(program: &Program) -> bool {
    let mut steps = program.escalations.iter().flat_map(|plan| &plan.steps);
    steps.all(|step| {
        // What is judged after the time in force counts what was missed in it, and not itself.
        let counts_itself = step.run != Run::TimeInForce || program.settings.to.is_none();
        step.count <= 1 && counts_itself
    })
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

/// The last day on which a figure, a sign-off or an event of a case came in, up to the evaluation date. A figure without
/// a day of submission came in at its period's end.
fn last_arrival(data: &Dataset, as_of: Date) -> Option<Date> {
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
    let days = figures.chain(signoffs).chain(events);
    days.filter(|day| *day <= as_of).max()
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

/// What stood in some periods at the end of an earlier day. The steps it takes are no longer `left` for the days after it.
fn earlier(
    program: &Program,
    data: &Dataset,
    bound: &Bound,
    (day, periods): (Date, &BTreeSet<Period>),
    left: &mut EvaluateOptions,
) -> Result<BTreeMap<Key, Then>, EvaluateError> {
    let unwatched = Meter::default();
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
    let from = periods.iter().map(|period| period.start()).min();
    let days = (!any_score).then(|| (from.filter(|_| forgets(program)), day));
    let verdicts = judge_all(&evaluation, *left, (watched, days), &unwatched)?;
    left.max_steps = left.max_steps.saturating_sub(evaluation.steps());
    let (scores, lists) = if any_score {
        score_all(&evaluation, &verdicts, *left, &unwatched)?
    } else {
        Default::default()
    };
    let found = Found {
        as_of: day,
        verdicts: &verdicts,
        scores: &scores,
        lists: &lists,
    };
    let wanted = |period| periods.contains(&period);
    let results = escalate(program, &found, &wanted).into_iter();
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
