//! What follows misses and success.

use dabiao_core::program::{Escalation, Step};
use dabiao_core::{Assessment, EscalationResult, Language, Standing};

use crate::clean::clean;
use crate::paint::{heading, paint};
use crate::table::{Fit, Grid};
use crate::to_json::shown_total;
use crate::{Look, words};

/// The most results that are listed of one escalation.
const MOST: usize = 60;

/// A table for each escalation from which something follows.
pub(super) fn sections(assessment: &Assessment<'_>, look: Look) -> Vec<String> {
    let plans = assessment.inner().program().escalations.iter().enumerate();
    plans
        .filter_map(|(index, plan)| {
            let of_plan = |result: &&EscalationResult| result.escalation == index;
            let told = |result: &&EscalationResult| {
                matches!(result.standing, Standing::Miss | Standing::Undecided)
                    || result.step.is_some()
                    || result.then.is_some_and(|then| then.step.is_some())
            };
            let results = assessment.escalations().iter().filter(of_plan).filter(told);
            section(assessment, plan, &results.collect::<Vec<_>>(), look)
        })
        .collect()
}

fn section(
    assessment: &Assessment<'_>,
    plan: &Escalation,
    results: &[&EscalationResult],
    look: Look,
) -> Option<String> {
    let language = look.language;
    let mut grid = Grid::new(vec![
        (words::PARTY.get(language), Fit::Wraps(16)),
        (words::PERIOD.get(language), Fit::Whole),
        (words::STANDING.get(language), Fit::Whole),
        (words::WHAT_FOLLOWS.get(language), Fit::Wraps(20)),
        (words::BECAUSE_OF.get(language), Fit::Wraps(16)),
        (words::ON_THE_DAY.get(language), Fit::Wraps(16)),
    ]);
    for result in results.iter().take(MOST) {
        grid.row([
            clean(&result.party).into(),
            result.period.text(language).into(),
            words::standing(result.standing, language).to_owned().into(),
            clean(&follows(plan, result, language)).into(),
            clean(&because_of(assessment, result, language)).into(),
            clean(&on_the_day(plan, result, language)).into(),
        ]);
    }
    let title = plan
        .title
        .as_deref()
        .map_or(String::new(), |title| format!(" {title}"));
    let title = format!("{} {}{title}", words::ESCALATION.get(language), plan.id);
    let title = paint(&clean(&title), heading(), look.colour);
    let beyond = results.len().saturating_sub(MOST);
    let more = (beyond > 0).then(|| format!("\n{}", words::and_more(beyond, language)));
    let more = more.unwrap_or_default();
    (!results.is_empty()).then(|| format!("{title}\n{}{more}", grid.render(look)))
}

/// `interview by 县委督查室 (2)`: what follows, who acts, and how many were counted.
pub(crate) fn follows(plan: &Escalation, result: &EscalationResult, language: Language) -> String {
    let step = result.step.and_then(|index| plan.steps.get(index));
    step.map_or_else(String::new, |step| {
        let text = step_text(step, language);
        language.pick(
            format!("{text} ({})", result.count),
            format!("{text}（第{}次）", result.count),
        )
    })
}

pub(crate) fn step_text(step: &Step, language: Language) -> String {
    let action = words::action(&step.action, language);
    let by = step.by.as_deref();
    let to = step.to.as_deref();
    match language {
        Language::English => {
            let by = by.map_or(String::new(), |by| format!(" by {by}"));
            let to = to.map_or(String::new(), |to| format!(" to {to}"));
            format!("{action}{by}{to}")
        }
        Language::Chinese => {
            let by = by.map_or(String::new(), |by| format!("由{by}"));
            let to = to.map_or(String::new(), |to| format!("至{to}"));
            format!("{by}{action}{to}")
        }
    }
}

/// The targets that were missed, or that could not be decided, each once.
pub(crate) fn because_of(
    assessment: &Assessment<'_>,
    result: &EscalationResult,
    language: Language,
) -> String {
    let verdicts = if result.missed.is_empty() {
        &result.undecided
    } else {
        &result.missed
    };
    let rules = &assessment.inner().program().rules;
    let mut ids: Vec<&str> = verdicts
        .iter()
        .filter_map(|index| assessment.inner().verdicts().get(*index))
        .filter_map(|verdict| rules.get(verdict.rule.index()))
        .map(|rule| rule.id.as_ref())
        .collect();
    ids.dedup();
    let mut ids: Vec<String> = ids.into_iter().map(str::to_owned).collect();
    let totals = result.scores.iter();
    ids.extend(totals.filter_map(|index| total(assessment, *index, language)));
    ids.join(words::comma(language))
}

/// `7: 58.5`: a score with its total.
fn total(assessment: &Assessment<'_>, index: usize, language: Language) -> Option<String> {
    let result = assessment.scores().get(index)?;
    let score = assessment.inner().program().scores.get(result.score)?;
    let total = result.total.as_ref();
    let total = total.map_or_else(
        || words::NO_TOTAL.get(language).to_owned(),
        |total| shown_total(score, total),
    );
    Some(format!("{}{}{total}", score.id, words::colon(language)))
}

pub(crate) fn on_the_day(
    plan: &Escalation,
    result: &EscalationResult,
    language: Language,
) -> String {
    result.then.map_or_else(String::new, |then| {
        let step = then.step.and_then(|index| plan.steps.get(index));
        let action = step.map(|step| words::action(&step.action, language));
        let standing = words::standing(then.standing, language);
        let action = action.map_or(String::new(), |action| {
            language.pick(format!(", {action}"), format!("，{action}"))
        });
        format!("{standing}{action}")
    })
}
