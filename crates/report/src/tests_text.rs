//! The tests of policies as text: what passed, and what failed with a difference to read.

use std::fmt::Write as _;

use anstyle::AnsiColor;
use dabiao_core::explain::Detail;
use dabiao_core::scenario::{Coverage, Difference, Failure, Scenario, Sights};
use dabiao_core::{Language, Program};

use crate::clean::clean;
use crate::look::Look;
use crate::paint::{faint, heading, of_check, of_state, paint};
use crate::sights::sights_text;
use crate::tests_outcomes::{followed_text, no_score, score_text, untested_name};
use crate::{shown, words};

/// The tests of one policy that were run.
#[derive(Debug)]
pub struct TestRun<'a> {
    /// The policy's file or folder as it was named.
    pub path: String,
    /// The policy.
    pub program: &'a Program,
    /// The tests, each with the expectations that do not hold.
    pub tests: Vec<(&'a Scenario, Vec<Failure>)>,
    /// What all tests of the policy speak of.
    pub coverage: Coverage,
    /// How they have seen each comparison, where that is asked for.
    pub sights: Option<Sights>,
    /// Whether it has tests that were not run.
    pub filtered: bool,
}

impl TestRun<'_> {
    /// How many tests passed.
    pub fn passed(&self) -> usize {
        let passed = self
            .tests
            .iter()
            .filter(|(_, failures)| failures.is_empty());
        passed.count()
    }

    /// Whether every test passed.
    pub fn is_fine(&self) -> bool {
        self.passed() == self.tests.len()
    }
}

/// How the tests of a policy came out, with a line end.
pub fn tests_text(run: &TestRun<'_>, look: Look) -> String {
    let mut text = summary(run, look);
    for (test, failures) in &run.tests {
        if !failures.is_empty() {
            failed(&mut text, run.program, test, failures, look);
        }
    }
    if !run.tests.is_empty() {
        coverage(&mut text, &run.coverage, look);
    }
    if let Some(sights) = &run.sights {
        text.push_str(&sights_text(sights, look));
    }
    text
}

fn summary(run: &TestRun<'_>, look: Look) -> String {
    let language = look.language;
    let path = clean(&run.path);
    let (count, passed) = (run.tests.len(), run.passed());
    let colon = words::colon(language);
    if count == 0 {
        let none = if run.filtered {
            language.pick("no test of this name", "没有这一名称的测试")
        } else {
            language.pick(
                "no tests; write one: test \"…\", given …, expect …",
                "没有测试；可写：测试 “…”、设 …、应为 …",
            )
        };
        return format!("{path}{colon}{none}\n");
    }
    let failed = count.saturating_sub(passed);
    let tests = language.pick(
        if count == 1 {
            "1 test".to_owned()
        } else {
            format!("{count} tests")
        },
        format!("{count} 个测试"),
    );
    let verdict = if failed == 0 {
        let text = language.pick("all passed", "全部通过");
        paint(text, AnsiColor::Green.on_default(), look.colour)
    } else {
        let text = language.pick(
            format!("{passed} passed, {failed} failed"),
            format!("{passed} 个通过，{failed} 个失败"),
        );
        paint(&text, AnsiColor::Red.on_default().bold(), look.colour)
    };
    let comma = language.pick(", ", "，");
    format!("{path}{colon}{tests}{comma}{verdict}\n")
}

/// The expectations of a test that do not hold, without colour: what was expected, what came out, and why.
pub(crate) fn failure_text(
    program: &Program,
    test: &Scenario,
    failures: &[Failure],
    language: Language,
) -> String {
    let mut told = String::new();
    expectations(&mut told, program, test, failures, Look::plain(language));
    told.trim().to_owned()
}

fn failed(page: &mut String, program: &Program, test: &Scenario, failures: &[Failure], look: Look) {
    let language = look.language;
    let name = format!("“{}”", clean(&test.name));
    let head = language.pick(format!("failed: {name}"), format!("失败：{name}"));
    let place = paint(&clean(&test.place), faint(), look.colour);
    // INVARIANT: writing into a String cannot fail.
    let _ = writeln!(page, "\n{}  {place}", paint(&head, heading(), look.colour));
    expectations(page, program, test, failures, look);
}

fn expectations(
    page: &mut String,
    program: &Program,
    test: &Scenario,
    failures: &[Failure],
    look: Look,
) {
    let language = look.language;
    for failure in failures {
        let Some(expected) = test.expectations.get(failure.expectation) else {
            continue;
        };
        let day = language.pick(
            format!("on {}", expected.as_of),
            format!("评价日 {}", expected.as_of),
        );
        let _ = writeln!(
            page,
            "  {}{}{}  {}",
            expected.place,
            words::colon(language),
            clean(&expected.text),
            paint(&day, faint(), look.colour)
        );
        for difference in &failure.differences {
            for line in lines(program, difference, look) {
                let _ = writeln!(page, "    {line}");
            }
        }
    }
}

/// What came out, and why.
fn lines(program: &Program, difference: &Difference, look: Look) -> Vec<String> {
    let language = look.language;
    let got = |what: &str| language.pick(format!("got {what}"), format!("实为 {what}"));
    match difference {
        Difference::Verdict {
            verdict,
            detail,
            sentence,
        } => {
            let rule = program.rules.get(verdict.rule.index());
            let id = rule.map_or("", |rule| &rule.id);
            let entity = verdict.entity.map(|it| program.schema.entity_name(it));
            let whose = whose(id, entity, verdict.period, language);
            let state = paint(
                &verdict.state.with_tier(detail.tier, language),
                of_state(verdict.state),
                look.colour,
            );
            let figures = figures(detail, language);
            vec![
                got(&format!(
                    "{whose}{}{state}{figures}",
                    words::colon(language)
                )),
                clean(sentence.get(language)).into_owned(),
            ]
        }
        Difference::Check(result) => {
            let check = program.checks.get(result.check);
            let id = check.map_or("", |check| &check.id);
            let entity = result.entity.map(|it| program.schema.entity_name(it));
            let whose = whose(id, entity, result.period, language);
            let state = words::check_state(result.state, language);
            let state = paint(state, of_check(result.state), look.colour);
            vec![got(&format!("{whose}{}{state}", words::colon(language)))]
        }
        Difference::NoVerdict(id) => {
            let rule = program.rules.get(id.index());
            let id = rule.map_or("", |rule| &rule.id);
            vec![got(&format!(
                "{id}{}{}",
                words::colon(language),
                no_verdict(language)
            ))]
        }
        Difference::NoCheck(index) => {
            let check = program.checks.get(*index);
            let id = check.map_or("", |check| &check.id);
            vec![got(&format!(
                "{id}{}{}",
                words::colon(language),
                no_check(language)
            ))]
        }
        Difference::Step {
            escalation,
            party,
            period,
            followed,
        } => {
            let plan = program.escalations.get(*escalation);
            let id = plan.map_or("", |plan| &plan.id);
            let whose = whose(id, party.as_deref(), Some(*period), language);
            let told = plan.map(|plan| followed_text(plan, followed.as_deref(), language));
            let told = clean(told.as_deref().unwrap_or_default()).into_owned();
            vec![got(&format!("{whose}{}{told}", words::colon(language)))]
        }
        Difference::Score { result, red, black } => {
            let score = program.scores.get(result.score);
            let id = score.map_or("", |score| &score.id);
            let entity = Some(program.schema.entity_name(result.entity));
            let whose = whose(id, entity, Some(result.period), language);
            let told = score.map(|score| score_text(score, result, (*red, *black), language));
            let told = clean(told.as_deref().unwrap_or_default()).into_owned();
            vec![got(&format!("{whose}{}{told}", words::colon(language)))]
        }
        Difference::NoScore(index) => {
            let score = program.scores.get(*index);
            let id = score.map_or("", |score| &score.id);
            vec![got(&format!(
                "{id}{}{}",
                words::colon(language),
                no_score(language)
            ))]
        }
        Difference::Findings(found) if found.is_empty() => {
            vec![got(language.pick("no finding", "无发现"))]
        }
        Difference::Findings(found) => found
            .iter()
            .map(|(code, message)| {
                let message = clean(message.get(language));
                got(&format!("{code}{}{message}", words::colon(language)))
            })
            .collect(),
    }
}

/// That a target was not judged where a test expects it to be.
pub(crate) fn no_verdict(language: Language) -> String {
    language
        .pick(
            "no verdict for that entity and period on this day",
            "当日没有该主体、该时期的结论",
        )
        .to_owned()
}

/// That a check was not made where a test expects it to be.
pub(crate) fn no_check(language: Language) -> String {
    language
        .pick(
            "not made for that entity and period, as none of its figures is given",
            "未对该主体、该时期核验：所涉数据均未设定",
        )
        .to_owned()
}

fn whose(
    id: &str,
    entity: Option<&str>,
    period: Option<dabiao_core::Period>,
    language: Language,
) -> String {
    let period = period.map(|period| period.text(language));
    let parts = [Some(id), entity, period.as_deref()];
    let parts: Vec<_> = parts.into_iter().flatten().map(clean).collect();
    parts.join(words::comma(language))
}

/// ` (actual 79.99%, required ≥ 80%, margin -0.01 points)`
fn figures(detail: &Detail, language: Language) -> String {
    let threshold = detail.threshold.as_ref();
    let parts = [
        (
            words::ACTUAL,
            detail
                .actual
                .as_ref()
                .map(|it| shown::actual(it, threshold, language)),
        ),
        (
            words::REQUIRED,
            threshold.map(|it| shown::threshold(it, language)),
        ),
        (
            words::MARGIN,
            detail.margin.as_ref().map(|it| shown::margin(it, language)),
        ),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter_map(|(word, value)| Some(format!("{} {}", word.get(language), value?)))
        .collect();
    if parts.is_empty() {
        return String::new();
    }
    let parts = parts.join(language.pick(", ", "，"));
    language.pick(format!(" ({parts})"), format!("（{parts}）"))
}

fn coverage(text: &mut String, coverage: &Coverage, look: Look) {
    let language = look.language;
    let untested = coverage.untested.len();
    if untested == 0 {
        return;
    }
    let ids = coverage.untested.iter();
    let ids: Vec<_> = ids.map(|it| untested_name(it, language)).collect();
    let ids = ids.join(words::comma(language));
    let ids = clean(&ids);
    let (all, percent) = (coverage.all, coverage.percent());
    let line = language.pick(
        format!("named by no test: {untested} of {all} targets, milestones, checks, tiers, steps and parts of scores ({percent}% are): {ids}"),
        format!("未有测试涉及：目标、节点、核验、预警级别、督办步骤与评分项共 {all} 项，其中 {untested} 项（已涉及 {percent}%）：{ids}"),
    );
    let _ = writeln!(text, "  {}", paint(&line, faint(), look.colour));
}
