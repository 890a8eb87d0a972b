//! Makes a scenario small: takes out what a difference does not need.

use crate::generate::Scenario;
use crate::plain::policy::Due;

/// The smallest scenario this finds that still has what `fails` looks for.
pub fn reduce(mut scenario: Scenario, fails: impl Fn(&Scenario) -> bool) -> Scenario {
    let mut smaller = true;
    while smaller {
        smaller = false;
        for candidate in dates(&scenario) {
            smaller |= replace(&mut scenario, candidate, &fails);
        }
        smaller |= lists(&mut scenario, &fails);
        for index in 0..scenario.policy.targets.len() {
            for simplify in CLAUSES {
                let mut candidate = scenario.clone();
                simplify(&mut candidate, index);
                let shorter = format!("{:?}", candidate.policy).len()
                    < format!("{:?}", scenario.policy).len();
                smaller |= shorter && replace(&mut scenario, candidate, &fails);
            }
        }
    }
    scenario
}

fn replace(
    scenario: &mut Scenario,
    candidate: Scenario,
    fails: &impl Fn(&Scenario) -> bool,
) -> bool {
    let fails = fails(&candidate);
    if fails {
        *scenario = candidate;
    }
    fails
}

fn dates(scenario: &Scenario) -> Vec<Scenario> {
    if scenario.dates.len() < 2 {
        return Vec::new();
    }
    scenario
        .dates
        .iter()
        .map(|date| Scenario {
            dates: vec![*date],
            ..scenario.clone()
        })
        .collect()
}

/// Takes single entries out of the lists that nothing points into.
fn lists(scenario: &mut Scenario, fails: &impl Fn(&Scenario) -> bool) -> bool {
    let mut smaller = false;
    macro_rules! shorten {
        ($list:expr) => {{
            let list: fn(&mut Scenario) -> Option<&mut Vec<_>> = $list;
            let mut index = list(scenario).map_or(0, |list| list.len());
            while index > 0 {
                index -= 1;
                let mut candidate = scenario.clone();
                if let Some(list) = list(&mut candidate) {
                    list.remove(index);
                }
                smaller |= replace(scenario, candidate, fails);
            }
        }};
    }
    // Escalations point into scores and targets, scores into targets.
    shorten!(|s| Some(&mut s.policy.escalations));
    shorten!(|s| {
        let free = s.policy.escalations.is_empty();
        free.then_some(&mut s.policy.scores)
    });
    shorten!(|s| {
        let free = s.policy.escalations.is_empty() && s.policy.scores.is_empty();
        free.then_some(&mut s.policy.targets)
    });
    shorten!(|s| Some(&mut s.policy.checks));
    shorten!(|s| Some(&mut s.data.figures));
    shorten!(|s| Some(&mut s.data.asked));
    shorten!(|s| Some(&mut s.data.signoffs));
    shorten!(|s| s.data.tables.first_mut().and_then(Option::as_mut));
    smaller | unused(scenario, fails)
}

/// Milestones with sign-offs are pointed at; the last may go when its sign-offs do.
fn unused(scenario: &mut Scenario, fails: &impl Fn(&Scenario) -> bool) -> bool {
    let mut smaller = false;
    while let Some(last) = scenario.policy.milestones.len().checked_sub(1) {
        let mut candidate = scenario.clone();
        candidate.policy.milestones.pop();
        let scores = format!("{:?}", candidate.policy.scores);
        if scores.contains(&format!("SignedOff({last})")) {
            break;
        }
        candidate
            .data
            .signoffs
            .retain(|signoff| signoff.milestone != last);
        if !replace(scenario, candidate, fails) {
            break;
        }
        smaller = true;
    }
    if !scenario.policy.records.is_empty() {
        let mut candidate = scenario.clone();
        candidate.policy.records.clear();
        candidate.data.tables.clear();
        candidate.data.asked.clear();
        let (targets, checks) = (&candidate.policy.targets, &candidate.policy.checks);
        let free = !format!("{targets:?}{checks:?}").contains("record:");
        smaller |= free && replace(scenario, candidate, fails);
    }
    while let Some(last) = scenario.policy.metrics.len().checked_sub(1) {
        let mut candidate = scenario.clone();
        candidate.policy.metrics.pop();
        let text = format!(
            "{:?}{:?}{:?}{:?}",
            candidate.policy.targets,
            candidate.policy.checks,
            candidate.policy.metrics,
            candidate.policy.scores
        );
        let pointed = [
            "Metric(",
            "LastYear(",
            "LastPeriod(",
            "SinceYearStart(",
            "OwnLevel(",
            "Reference(",
            "Gap(",
            "GapNarrows(",
            "Segment(",
            "SegmentSum(",
            "Cleared(",
            "Holds(",
            "Agree(",
            "Segments(",
            "Improves(",
            "ImprovesBy(",
            "Top(",
            "Goal(",
            "Distance(",
            "Peers(",
            "Efficacy(",
            "Minus(",
            "Plus(",
            "County), ",
            "Group(0), ",
            "Reaches(",
            "metric: ",
        ];
        let figures = candidate
            .data
            .figures
            .iter()
            .any(|figure| figure.metric == last);
        let used = figures
            || pointed
                .iter()
                .any(|word| text.contains(&format!("{word}{last}")));
        if used || !replace(scenario, candidate, fails) {
            break;
        }
        smaller = true;
    }
    smaller
}

type Simplify = fn(&mut Scenario, usize);

const CLAUSES: &[Simplify] = &[
    |s, i| s.policy.targets[i].when = None,
    |s, i| s.policy.targets[i].stretch = None,
    |s, i| s.policy.targets[i].warn.clear(),
    |s, i| s.policy.targets[i].only.clear(),
    |s, i| s.policy.targets[i].except.clear(),
    |s, i| s.policy.targets[i].per = None,
    |s, i| s.policy.targets[i].rounded = None,
    |s, i| s.policy.targets[i].basis = None,
    |s, i| s.policy.targets[i].best_effort = false,
    |s, i| s.policy.targets[i].missing_unmet = false,
    |s, i| s.policy.targets[i].empty_met = false,
    |s, i| s.policy.targets[i].count_start = false,
    |s, i| s.policy.targets[i].lead.clear(),
    |s, i| s.policy.targets[i].due = Due::Unsaid,
    |s, _| s.policy.figures_due = None,
    |s, _| s.policy.basis = None,
    |s, _| s.policy.monitor = None,
];
