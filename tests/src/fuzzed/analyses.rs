//! A policy, and another beside it, asked everything that is asked without data.

use dabiao_core::compare::{Difference, Standing};
use dabiao_core::{Dataset, Date, Diagnostics, Language, Policy, SourceFile, Sources};
use dabiao_report::{
    AnalysisReport, Compared, Look, analysis_json, analysis_text, difference_json, difference_text,
    refinement_json, refinement_text,
};

/// What parts a policy from the one it is compared with.
pub(super) const OTHER: &str = "=== other";

/// The findings can be shown in both languages and are the same each time; a policy differs in nothing from itself, and
/// what is stricter than another finds that one looser.
pub(super) fn analyses(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (own, other) = text
        .split_once(&format!("\n{OTHER}\n"))
        .unwrap_or((&text, &text));
    let (Some(own), Some(other)) = (compiled(own), compiled(other)) else {
        return;
    };
    alone(&own);
    itself(&own.policy);
    beside(&own, &other);
    turning(&own.policy, &other.policy);
}

/// A valid policy with its text.
struct Compiled {
    policy: Policy,
    sources: Sources,
}

fn compiled(text: &str) -> Option<Compiled> {
    let mut sources = Sources::new();
    sources.add(SourceFile::new("any.dabiao", text));
    let policy = Policy::compile(&sources).ok()?;
    policy.is_valid().then_some(Compiled { policy, sources })
}

fn alone(own: &Compiled) {
    let analysis = own.policy.analyse().expect("a valid policy");
    assert_eq!(Some(&analysis), own.policy.analyse().as_ref());
    let found = analysis.findings.iter();
    let told: Vec<_> = found
        .filter_map(|it| own.policy.diagnostic_of(it))
        .collect();
    let complaints: Diagnostics = told.iter().cloned().collect();
    super::texts::complaints(&complaints, &own.sources);
    let report = AnalysisReport {
        policy: &own.policy,
        sources: &own.sources,
        analysis: &analysis,
        told: &told,
    };
    for language in Language::ALL {
        assert!(!analysis_text(&report, Look::plain(language)).is_empty());
        is_json(&analysis_json(&report, language));
    }
}

/// Two rules of one name are paired as they stand, so that each meets itself here.
fn itself(policy: &Policy) {
    for difference in policy.difference(policy).expect("a valid policy") {
        assert_eq!(difference.old, difference.new);
        let comparison = difference.comparison.expect("both are there");
        let (standing, changes) = (comparison.standing, comparison.changes);
        assert!(matches!(standing, Standing::Same | Standing::Undecided));
        assert!(changes.is_empty(), "{changes:?}");
    }
}

fn beside(below: &Compiled, above: &Compiled) {
    let (own, other) = (&below.policy, &above.policy);
    let there = own.difference(other).expect("valid policies");
    let back = other.difference(own).expect("valid policies");
    for difference in &there {
        let reverse = |it: &&Difference| (it.old, it.new) == (difference.new, difference.old);
        let Some(reversed) = back.iter().find(reverse) else {
            continue;
        };
        let standing = |it: &Difference| it.comparison.as_ref().map(|it| it.standing);
        let pair = (standing(difference), standing(reversed));
        assert!(agree(pair), "{difference:?}\n{reversed:?}");
    }
    let refined = own.refinement(other).expect("valid policies");
    let lacks = refined.iter().filter_map(|it| own.lack_of(it, other));
    let lacks: Diagnostics = lacks.collect();
    super::texts::complaints(&lacks, &below.sources);
    let compared = Compared { own, other };
    for language in Language::ALL {
        let look = Look::plain(language);
        assert!(!difference_text(&compared, &there, look).is_empty());
        is_json(&difference_json(&compared, &there, None, language));
        assert!(!refinement_text(&compared, &refined, look).is_empty());
        is_json(&refinement_json(
            &compared,
            &refined,
            (&lacks, &below.sources),
            language,
        ));
    }
}

/// Every verdict of both stands as it stood, turns, comes or goes.
fn turning(old: &Policy, new: &Policy) {
    let data = Dataset::default();
    let day = Date::from_ymd_opt(2025, 12, 31).expect("a day");
    let (Ok(before), Ok(after)) = (old.evaluate(&data, day), new.evaluate(&data, day)) else {
        return;
    };
    let differences = new.difference(old).expect("valid policies");
    for language in Language::ALL {
        let turning = new.turning(old, &differences, (&before, &after), language);
        let (turned, added, removed) = turning.counts();
        assert_eq!(
            turning.same + turned + removed,
            before.verdicts().count(),
            "of the old text"
        );
        assert_eq!(
            turning.same + turned + added,
            after.verdicts().count(),
            "of the new text"
        );
    }
}

/// Whether one may stand so to the other and the other so to it.
fn agree(pair: (Option<Standing>, Option<Standing>)) -> bool {
    use Standing::{Looser, Same, Stricter, Undecided};
    match pair {
        (Some(Undecided), _) | (_, Some(Undecided)) => true,
        (Some(Stricter), back) => back == Some(Looser),
        (Some(Looser), back) => back == Some(Stricter),
        (Some(Same), back) => back == Some(Same),
        (one, back) => one == back,
    }
}

fn is_json(text: &str) {
    serde_json::from_str::<serde_json::Value>(text).expect("JSON");
}
