//! How far evaluation has come, for someone who watches.
#![expect(
    clippy::unwrap_used,
    reason = "a policy that does not compile fails its test"
)]

use dabiao_core::{Dataset, Date, EvaluateOptions, Meter, Policy, SourceFile, Sources, Stage};

const PLAN: &str = "policy \"P\"\n  in force 2025-01-01 to 2025-12-31\n\n\
                    metric share in %, per quarter\n\n\
                    target 1: share ≥ 80%\n";

/// Evaluates within a number of verdicts; how far it came, and whether it came to its end.
fn watched(plan: &str, max_verdicts: usize) -> (Option<(Stage, u64)>, bool) {
    let mut sources = Sources::new();
    sources.add(SourceFile::new("plan.dabiao", plan));
    let policy = Policy::compile(&sources).unwrap();
    assert!(policy.is_valid(), "{:?}", policy.diagnostics());
    let (meter, nothing) = (Meter::default(), Dataset::default());
    let options = EvaluateOptions {
        max_verdicts,
        ..EvaluateOptions::default()
    };
    let day = Date::from_ymd_opt(2026, 3, 1).unwrap();
    let found = policy.evaluate_watched(&nothing, day, options, &meter);
    (meter.stage(), found.is_ok())
}

#[test]
fn the_last_rule_is_done_with_its_last_verdict() {
    // Four quarters. The fifth verdict that there may be is never made.
    let half = Some((Stage::Evaluating, 50));
    let two = format!("{PLAN}target 2: share ≥ 70%\n");
    assert_eq!(watched(&two, 4), (half, false));
    let most = Some((Stage::Evaluating, 87));
    assert_eq!(watched(&two, 7), (most, false));
    let all = Some((Stage::Evaluating, 100));
    assert_eq!(watched(&two, 8), (all, true));
    assert_eq!(watched(PLAN, 4), (all, true));
}

#[test]
fn what_follows_is_a_stage_of_its_own() {
    let ladder = format!(
        "{PLAN}  lead office\n\nescalation for 1, per lead, each quarter\n  after 1 miss remind\n"
    );
    let all = Some((Stage::Following, 100));
    assert_eq!(watched(&ladder, 4), (all, true));
}
