//! What was handed in as the evidence of a verdict, looked up when someone wants to see it.

use std::cell::RefCell;
use std::sync::Arc;

use dabiao_model::{Place, SignOff, Verdict};

use crate::assessment::Assessment;
use crate::evaluate::cell::Used;
use crate::evaluate::row::Rows;
use crate::evaluate::row_limit::Fate;
use crate::evaluate::selection::Standing;
use crate::evaluate::{Evaluation, Frame};
use crate::program::{AggregateId, MilestonePlan, RowLimitId, RuleBody};

/// Something that was handed in and that a verdict rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// What was named as its evidence; none where nothing was.
    pub text: Option<Arc<str>>,
    /// How many cases there are of it; none for a figure or a sign-off.
    pub cases: Option<usize>,
    /// The cell or the row, of cases the file or the sheet.
    pub at: String,
}

/// Sign-offs first, then figures, then cases, each in the order read.
pub(super) fn evidence(assessment: &Assessment<'_>, verdict: &Verdict) -> Vec<Evidence> {
    let Some(rule) = assessment.program().rules.get(verdict.rule.index()) else {
        return Vec::new();
    };
    let trace = RefCell::new(Vec::new());
    let evaluation = assessment.evaluation().traced(&trace);
    let nominal = evaluation.sitting(rule, verdict.period);
    evaluation.rule(rule, verdict.entity, nominal);
    let mut found = match &rule.body {
        RuleBody::Milestone(plan) => signed_off(&evaluation, plan, verdict),
        RuleBody::Target { .. } => Vec::new(),
    };
    let used = trace.take();
    let handed_in = used.iter().filter_map(|used| of_figure(&evaluation, used));
    let cases = super::derive::asked(&used).into_iter();
    let cases = cases.flat_map(|used| of_cases(&evaluation, used));
    for one in handed_in.chain(cases) {
        if !found.contains(&one) {
            found.push(one);
        }
    }
    found
}

/// The sign-off that decides; of a duty that recurs those of its period.
fn signed_off(
    evaluation: &Evaluation<'_>,
    plan: &MilestonePlan,
    verdict: &Verdict,
) -> Vec<Evidence> {
    let data = evaluation.data;
    let said = |signoff: &SignOff| Evidence {
        text: signoff.evidence.clone(),
        cases: None,
        at: data.at(signoff.place),
    };
    if plan.recurs.is_none() {
        let each = evaluation.program.rules.get(verdict.rule.index());
        let each = each.is_some_and(|rule| rule.schedule.each.is_some());
        let within = verdict.period.filter(|_| each);
        let standing = evaluation.standing(plan, verdict.entity, within);
        let deciding = standing.signoff.and_then(|it| data.signoffs.get(it));
        return deciding.map(said).into_iter().collect();
    }
    let concerns = |signoff: &&SignOff| {
        let is_own = signoff.entity == verdict.entity
            || (verdict.entity.is_none() && signoff.entity.is_some());
        let is_then = |date| {
            date <= evaluation.as_of && verdict.period.is_none_or(|period| period.contains(date))
        };
        signoff.milestone == plan.milestone && is_own && signoff.date.is_some_and(is_then)
    };
    data.signoffs.iter().filter(concerns).map(said).collect()
}

fn of_figure(evaluation: &Evaluation<'_>, used: &Used) -> Option<Evidence> {
    match used {
        Used::Figure { figure, .. } => {
            let figure = evaluation.data.figures.get(*figure)?;
            Some(Evidence {
                text: figure.evidence.clone(),
                cases: None,
                at: evaluation.data.at(figure.place),
            })
        }
        Used::Declared { declared, .. } => {
            let declared = evaluation.program.declared.get(*declared)?;
            Some(Evidence {
                text: None,
                cases: None,
                at: declared.place.to_string(),
            })
        }
        _ => None,
    }
}

/// The cases that were looked at, by the file or the sheet that they stand in.
fn of_cases(evaluation: &Evaluation<'_>, used: &Used) -> Vec<Evidence> {
    let counted = match used {
        Used::Aggregated { aggregate, frame } => of_aggregate(evaluation, *aggregate, *frame),
        Used::Limited { limit, frame, .. } => of_limit(evaluation, *limit, *frame),
        _ => None,
    };
    let counted = counted.unwrap_or_default().into_iter();
    let counted = counted.map(|(source, count)| Evidence {
        text: None,
        cases: Some(count),
        at: named(evaluation, source),
    });
    counted.collect()
}

/// A source as a whole: the file, or the sheet of a workbook.
fn named(evaluation: &Evaluation<'_>, source: u32) -> String {
    let file = evaluation.data.sources.get(source as usize);
    match file.filter(|it| it.sheet.is_none()) {
        Some(file) => file.file.to_string(),
        None => evaluation.data.at(Place {
            source,
            line: 0,
            column: 0,
        }),
    }
}

/// How many cases stand in each source.
type Sources = Vec<(u32, usize)>;

fn of_aggregate(evaluation: &Evaluation<'_>, id: AggregateId, frame: Frame) -> Option<Sources> {
    let aggregate = evaluation.program.aggregates.get(id.index())?;
    let until = evaluation.until(aggregate, frame);
    let rows = evaluation.rows(aggregate.scope.record, until)?;
    let is_seen = |row: &usize| {
        let standing = evaluation.standing_in(aggregate, rows, *row);
        !matches!(standing, Ok(Standing::Apart))
    };
    let asked = evaluation.asked_of(aggregate, rows, frame).filter(is_seen);
    Some(sources(rows, asked))
}

fn of_limit(evaluation: &Evaluation<'_>, id: RowLimitId, frame: Frame) -> Option<Sources> {
    let limit = evaluation.program.limits.get(id.index())?;
    let rows = evaluation.rows(limit.scope.record, evaluation.as_of)?;
    let is_seen = |row: &usize| !matches!(evaluation.fate(limit, rows, *row), Ok(Fate::Apart));
    let asked = evaluation.rows_in(rows, frame.entity, frame.period);
    Some(sources(rows, asked.filter(is_seen)))
}

fn sources(rows: Rows<'_>, asked: impl Iterator<Item = usize>) -> Sources {
    let mut found = Sources::new();
    for place in asked.filter_map(|row| rows.table.row_place(row)) {
        // Rows of one source stand together, so that the last one is nearly always it.
        match found
            .iter_mut()
            .rfind(|(source, _)| *source == place.source)
        {
            Some((_, count)) => *count = count.saturating_add(1),
            None => found.push((place.source, 1)),
        }
    }
    found
}
