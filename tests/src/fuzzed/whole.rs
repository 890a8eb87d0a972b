//! A policy with its data in one text, evaluated on a day.

use dabiao_core::{Date, EvaluateOptions, Language, Policy, SourceFile, Sources};
use dabiao_data::{Input, ReadOptions};
use dabiao_report::{Look, TextOptions, explanation_text, to_json, to_text};

/// What stands before the name of each file of data.
pub(super) const FILE: &str = "=== ";

/// How many verdicts are explained; an explanation walks the program again.
const EXPLAINED: usize = 40;

/// So much that the fuzzer's builds show and explain it in a second or two: a plan of a thousand years is evaluated in full
/// by others.
fn bounds() -> EvaluateOptions {
    EvaluateOptions {
        max_verdicts: 1_000,
        max_steps: 1_000_000,
        ..EvaluateOptions::default()
    }
}

/// What is evaluated can be shown and explained in both languages, and comes out the same each time.
pub(super) fn evaluate(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let between = format!("\n{FILE}");
    let mut parts = text.split(&between);
    let plan = parts.next().unwrap_or_default();
    let mut sources = Sources::new();
    sources.add(SourceFile::new("any.dabiao", plan));
    let Ok(policy) = Policy::compile(&sources) else {
        return;
    };
    if !policy.is_valid() {
        return;
    }
    let inputs: Vec<Input> = parts.filter_map(input).collect();
    let Ok(read) = dabiao_data::read(policy.schema(), &inputs, &ReadOptions::default()) else {
        return;
    };
    let once = shown(&policy, &read.dataset, day(plan), &sources);
    let again = shown(&policy, &read.dataset, day(plan), &sources);
    assert_eq!(once, again, "the same input gives the same bytes");
}

fn input(part: &str) -> Option<Input> {
    let (name, text) = part.split_once('\n')?;
    Some(Input::new(name, text))
}

/// The first day that the text says it is to be evaluated on, as the cases of the suite do.
fn day(plan: &str) -> Date {
    let said = plan.lines().find_map(|line| line.strip_prefix("# as of "));
    said.and_then(|it| it.get(..10)?.parse().ok())
        .or_else(|| Date::from_ymd_opt(2025, 6, 30))
        .unwrap_or_default()
}

fn shown(
    policy: &Policy,
    data: &dabiao_core::Dataset,
    as_of: Date,
    sources: &Sources,
) -> Option<Vec<String>> {
    let assessment = policy.evaluate_within(data, as_of, bounds()).ok()?;
    let findings = assessment.findings();
    super::texts::complaints(&findings, sources);
    let mut all = Vec::new();
    for language in Language::ALL {
        let look = Look::plain(language);
        all.push(to_text(&assessment, &findings, &TextOptions::new(look)));
        let json = to_json(&assessment, &[], &findings, sources, language);
        serde_json::from_str::<serde_json::Value>(&json).expect("JSON");
        all.push(json);
        for verdict in assessment.verdicts().take(EXPLAINED) {
            all.push(explanation_text(&assessment, &verdict, look));
        }
    }
    Some(all)
}
