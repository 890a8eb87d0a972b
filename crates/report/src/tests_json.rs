//! The tests of policies as JSON.

use dabiao_core::explain::Detail;
use dabiao_core::scenario::{Difference, Failure, Scenario};
use dabiao_core::{CheckState, EntityId, Language, Period, Program};

use crate::document::{
    CoverageEntry, ExpectationEntry, GotEntry, PolicyTestsEntry, TestEntry, TestsDocument,
};
use crate::sights::sights_entry;
use crate::tests_outcomes::{followed_text, no_score, score_text, untested_name};
use crate::tests_text::{TestRun, no_check, no_verdict};
use crate::to_json::{text, threshold_entry, value_entry};
use crate::words;

/// The document of `dabiao test --format json`, with a line end.
pub fn tests_json(runs: &[TestRun<'_>], language: Language) -> String {
    text(&TestsDocument {
        schema: TestsDocument::SCHEMA,
        policies: runs.iter().map(|run| policy(run, language)).collect(),
    })
}

fn policy(run: &TestRun<'_>, language: Language) -> PolicyTestsEntry {
    PolicyTestsEntry {
        path: run.path.clone(),
        title: run.program.title.to_string(),
        passed: run.passed(),
        failed: run.tests.len().saturating_sub(run.passed()),
        tests: run
            .tests
            .iter()
            .map(|(test, failures)| TestEntry {
                name: test.name.to_string(),
                at: test.place.to_string(),
                passed: failures.is_empty(),
                failures: failures
                    .iter()
                    .filter_map(|failure| expectation(run.program, test, failure, language))
                    .collect(),
            })
            .collect(),
        coverage: CoverageEntry {
            all: run.coverage.all,
            percent: run.coverage.percent(),
            untested: run
                .coverage
                .untested
                .iter()
                .map(|it| untested_name(it, language))
                .collect(),
        },
        comparisons: run
            .sights
            .as_ref()
            .map(|sights| sights_entry(sights, language)),
    }
}

fn expectation(
    program: &Program,
    test: &Scenario,
    failure: &Failure,
    language: Language,
) -> Option<ExpectationEntry> {
    let expected = test.expectations.get(failure.expectation)?;
    let got = failure.differences.iter();
    Some(ExpectationEntry {
        at: expected.place.to_string(),
        as_of: expected.as_of,
        expected: expected.text.to_string(),
        got: got
            .flat_map(|difference| entries(program, difference, language))
            .collect(),
    })
}

fn entries(program: &Program, difference: &Difference, language: Language) -> Vec<GotEntry> {
    let rule = |id: dabiao_core::RuleId| program.rules.get(id.index()).map(|it| it.id.to_string());
    let check = |index: usize| program.checks.get(index).map(|it| it.id.to_string());
    match difference {
        Difference::Verdict {
            verdict,
            detail,
            sentence,
        } => {
            let whose = whose(program, verdict.entity, verdict.period);
            let got = got(rule(verdict.rule), whose, sentence.get(language));
            vec![with_detail(
                GotEntry {
                    state: Some(verdict.state.key()),
                    ..got
                },
                detail,
                language,
            )]
        }
        Difference::Check(result) => {
            let whose = whose(program, result.entity, result.period);
            let told = words::check_state(result.state, language);
            vec![GotEntry {
                state: Some(match result.state {
                    CheckState::Holds => "holds",
                    CheckState::Fails => "fails",
                    CheckState::CannotBeChecked => "cannot_be_checked",
                }),
                ..got(check(result.check), whose, told)
            }]
        }
        Difference::NoVerdict(id) => {
            vec![got(rule(*id), (None, None), &no_verdict(language))]
        }
        Difference::NoCheck(index) => {
            vec![got(check(*index), (None, None), &no_check(language))]
        }
        Difference::Step {
            escalation,
            party,
            period,
            followed,
        } => {
            let plan = program.escalations.get(*escalation);
            let told = plan.map(|plan| followed_text(plan, followed.as_deref(), language));
            let whose = (
                party.as_deref().map(str::to_owned),
                Some(period.to_string()),
            );
            let id = plan.map(|plan| plan.id.to_string());
            vec![GotEntry {
                state: followed.as_ref().map(|it| it.standing.key()),
                ..got(id, whose, &told.unwrap_or_default())
            }]
        }
        Difference::Score { result, red, black } => {
            let score = program.scores.get(result.score);
            let told = score.map(|score| score_text(score, result, (*red, *black), language));
            let whose = whose(program, Some(result.entity), Some(result.period));
            let id = score.map(|score| score.id.to_string());
            vec![got(id, whose, &told.unwrap_or_default())]
        }
        Difference::NoScore(index) => {
            let id = program.scores.get(*index).map(|it| it.id.to_string());
            vec![got(id, (None, None), no_score(language))]
        }
        Difference::Findings(found) => found
            .iter()
            .map(|(code, message)| {
                let told = format!("{code}{}{}", words::colon(language), message.get(language));
                got(None, (None, None), &told)
            })
            .collect(),
    }
}

fn whose(
    program: &Program,
    entity: Option<EntityId>,
    period: Option<Period>,
) -> (Option<String>, Option<String>) {
    let entity = entity.map(|entity| program.schema.entity_name(entity).to_owned());
    (entity, period.map(|period| period.to_string()))
}

fn got(
    id: Option<String>,
    (entity, period): (Option<String>, Option<String>),
    explanation: &str,
) -> GotEntry {
    GotEntry {
        id,
        entity,
        period,
        state: None,
        tier: None,
        actual: None,
        threshold: None,
        margin: None,
        explanation: explanation.to_owned(),
    }
}

fn with_detail(got: GotEntry, detail: &Detail, language: Language) -> GotEntry {
    let value = |value: &Option<_>| value.as_ref().map(|it| value_entry(it, language));
    GotEntry {
        tier: detail.tier,
        actual: value(&detail.actual),
        threshold: detail
            .threshold
            .as_ref()
            .map(|it| threshold_entry(it, language)),
        margin: value(&detail.margin),
        ..got
    }
}
