//! What stands beside verdicts, explained: scores, escalations and checks.

use dabiao_core::{
    Assessment, CheckResult, EntityId, EscalationResult, Language, Period, Schema, ScoreResult,
};
use dabiao_report::{
    Look, check_explanation_json, check_explanation_text, escalation_explanation_json,
    escalation_explanation_text, score_explanation_json, score_explanation_text,
};

use super::{MOST, entity, hint, period};
use crate::args::{ExplainArgs, Format};
use crate::failure::Failure;
use crate::nearest::nearest;
use crate::output;

/// What is asked for, and in which language the answer is.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) args: &'a ExplainArgs,
    pub(super) target: &'a str,
    pub(super) language: Language,
}

impl Asked<'_> {
    fn is(&self, id: &str, title: Option<&str>) -> bool {
        id == self.target || title == Some(self.target)
    }

    fn entity(&self, schema: &Schema) -> Result<Option<EntityId>, Failure> {
        let name = self.args.entity.as_deref();
        name.map(|name| entity(name, schema)).transpose()
    }

    fn period(&self) -> Result<Option<Period>, Failure> {
        self.args.period.as_deref().map(period).transpose()
    }

    /// The first of the results in the format asked for; as text one after the other.
    fn told<T>(
        &self,
        results: &[T],
        json: impl FnOnce(&[T], usize, Language) -> String,
        text: impl Fn(&T, Look) -> String,
    ) -> Told {
        let shown = results.get(..MOST).unwrap_or(results);
        let more = results.len().saturating_sub(shown.len());
        let told = match self.args.output.format {
            Format::Json => json(shown, more, self.language),
            Format::Text => {
                let look = output::look(self.language);
                let texts = shown.iter().map(|result| text(result, look));
                texts.collect::<Vec<_>>().join("\n")
            }
        };
        Told { text: told, more }
    }
}

/// What is answered.
pub(super) struct Told {
    /// The answer.
    pub(super) text: String,
    /// How many more results there are than it shows.
    pub(super) more: usize,
}

/// What is asked for, where it is a score, an escalation or a check.
pub(super) fn explained(
    asked: Asked<'_>,
    assessment: &Assessment<'_>,
) -> Result<Option<Told>, Failure> {
    for of in [of_score, of_escalation, of_check] {
        if let Some(told) = of(asked, assessment)? {
            return Ok(Some(told));
        }
    }
    Ok(None)
}

/// The totals asked for, where the target is a score.
fn of_score(asked: Asked<'_>, assessment: &Assessment<'_>) -> Result<Option<Told>, Failure> {
    let program = assessment.inner().program();
    let named = |index: usize| {
        let plan = program.scores.get(index);
        plan.is_some_and(|plan| asked.is(&plan.id, plan.title.as_deref()))
    };
    if !(0..program.scores.len()).any(named) {
        return Ok(None);
    }
    let (whose, when) = (asked.entity(&program.schema)?, asked.period()?);
    let fits = |result: &&ScoreResult| {
        named(result.score)
            && whose.is_none_or(|entity| result.entity == entity)
            && when.is_none_or(|period| result.period == period)
    };
    let results: Vec<&ScoreResult> = assessment.scores().iter().filter(fits).collect();
    if results.is_empty() {
        return Err(Failure::usage(
            "it has no score for that: scores are made when a period is over".to_owned(),
            "没有相应的评分：时期结束后才评分".to_owned(),
        ));
    }
    Ok(Some(asked.told(
        &results,
        |results, more, language| score_explanation_json(assessment, results, more, language),
        |result, look| score_explanation_text(assessment, result, look),
    )))
}

/// What follows, where the target is an escalation.
fn of_escalation(asked: Asked<'_>, assessment: &Assessment<'_>) -> Result<Option<Told>, Failure> {
    let program = assessment.inner().program();
    let named = |index: usize| {
        let plan = program.escalations.get(index);
        plan.is_some_and(|plan| asked.is(&plan.id, plan.title.as_deref()))
    };
    if !(0..program.escalations.len()).any(named) {
        return Ok(None);
    }
    let all = assessment.escalations().iter();
    let all: Vec<&EscalationResult> = all.filter(|result| named(result.escalation)).collect();
    let when = asked.period()?;
    let whose = asked.args.entity.as_deref();
    // An entity goes by its first name, a lead by the name it is called.
    let whose = whose.map(|name| {
        let entity = program.schema.entity(name);
        entity.map_or(name, |entity| program.schema.entity_name(entity))
    });
    let fits = |result: &&&EscalationResult| {
        whose.is_none_or(|party| result.party.as_ref() == party)
            && when.is_none_or(|period| result.period == period)
    };
    let results: Vec<&EscalationResult> = all.iter().filter(fits).copied().collect();
    if results.is_empty() {
        return Err(nothing_follows(&all, whose));
    }
    Ok(Some(asked.told(
        &results,
        |results, more, language| escalation_explanation_json(assessment, results, more, language),
        |result, look| escalation_explanation_text(assessment, result, look),
    )))
}

/// The results asked for, where the target is a check and no rule is called the same.
fn of_check(asked: Asked<'_>, assessment: &Assessment<'_>) -> Result<Option<Told>, Failure> {
    let program = assessment.inner().program();
    let mut rules = program.rules.iter();
    let named = |index: usize| {
        let plan = program.checks.get(index);
        plan.is_some_and(|plan| asked.is(&plan.id, plan.title.as_deref()))
    };
    if rules.any(|rule| asked.is(&rule.id, rule.title.as_deref()))
        || !(0..program.checks.len()).any(named)
    {
        return Ok(None);
    }
    let (whose, when) = (asked.entity(&program.schema)?, asked.period()?);
    let fits = |result: &&CheckResult| {
        named(result.check)
            && whose.is_none_or(|entity| result.entity == Some(entity))
            && when.is_none_or(|period| result.period == Some(period))
    };
    let results: Vec<&CheckResult> = assessment.checks().iter().filter(fits).collect();
    if results.is_empty() {
        return Err(Failure::usage(
            "it is not made for that: none of its figures was submitted".to_owned(),
            "没有相应的核验：所涉数据均未报送".to_owned(),
        ));
    }
    Ok(Some(asked.told(
        &results,
        |results, more, language| check_explanation_json(assessment, results, more, language),
        |result, look| check_explanation_text(assessment, result, look),
    )))
}

fn nothing_follows(all: &[&EscalationResult], whose: Option<&str>) -> Failure {
    let parties = all.iter().map(|result| result.party.as_ref());
    let near = whose.map_or_else(Vec::new, |name| nearest(name, parties));
    Failure::usage(
        format!(
            "nothing follows from it for that: no miss, no step and nothing undecided{}",
            hint(&near, Language::English)
        ),
        format!(
            "没有相应的后续措施：既无未达标，也无未能判定{}",
            hint(&near, Language::Chinese)
        ),
    )
}
