//! The smallest change beside a value over peers: with it the demand is met, with a little less it is not.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test says that something is wrong by a panic"
)]

use dabiao_core::{Date, EvaluateOptions, Policy, State};
use dabiao_tests::differ::{compile, read};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};
use proptest::prelude::*;

/// Demands on a figure that each figure of the county alone can meet.
const DEMANDS: [&str; 14] = [
    "share ≥ mean of share",
    "share ≥ mean of share among others",
    "share ≥ mean of share over model counties + 1 point",
    "share ≥ best of share - 2 points",
    "share ≥ best of share among others",
    "share ≥ 0.9 * best of share",
    "share > median of share among others",
    "share - mean of share ≥ 1 point",
    "2 points ≥ mean of share - share",
    "wait ≤ best of wait + 1 day",
    "wait ≤ 0.9 * mean of wait",
    "wait < mean of wait - 0.5 days",
    "cases ≥ mean of cases + 3 件",
    "cases > best of cases among others",
];

/// Where no change of the figure could do, or none alone, nothing is said.
const NOTHING: [&str; 5] = [
    "share > best of share",
    "share ≥ best of share + 1 point",
    "share ≥ 5 * mean of share",
    "share ≥ median of share",
    "rank of share ≤ rank 1",
];

fn policy(demand: &str) -> Policy {
    let text = format!(
        "policy \"Peers\"
  in force 2025-01-01 to 2025-03-31
entity A, B, C, D: county
group model counties = B, C
metrics per county, per quarter
  - share in %
    better higher
  - wait in days
    better lower
  - cases in 件
    better higher
target 1: {demand}
"
    );
    compile(&text).unwrap()
}

/// The state of A's verdict with these figures, and the change that would meet it.
fn judged(policy: &Policy, figures: &[String]) -> (State, Option<(BigRational, bool)>) {
    let mut rows = vec!["metric,entity,period,value".to_owned()];
    for metric in ["share", "wait", "cases"] {
        let counties = ["A", "B", "C", "D"].iter().zip(figures);
        rows.extend(counties.map(|(county, value)| format!("{metric},{county},2025Q1,{value}")));
    }
    let table = rows.join("\n");
    let data = read(policy, &vec![("figures.csv".to_owned(), table)]).unwrap();
    let day = Date::from_ymd_opt(2025, 3, 31).unwrap();
    let options = EvaluateOptions::default();
    let assessment = policy.evaluate_within(&data, day, options).unwrap();
    let all: Vec<_> = assessment.verdicts().collect();
    let verdict = all
        .iter()
        .find(|verdict| verdict.entity() == Some("A"))
        .unwrap();
    let needed = verdict.detail().needed.map(|needed| {
        let shown = needed.unit.from_base(&needed.change).to_string();
        let (above, below) = shown.split_once('/').unwrap_or((&shown, "1"));
        let whole = |digits: &str| digits.parse::<BigInt>().unwrap();
        let change = BigRational::new(whole(above), whole(below));
        (change, needed.more_than)
    });
    (verdict.state(), needed)
}

/// A number of millionths as data write it.
fn written(millionths: &BigInt) -> String {
    let million = BigInt::from(1_000_000);
    let (whole, rest) = (
        (millionths / &million).magnitude().clone(),
        (millionths % &million).magnitude().clone(),
    );
    let sign = if millionths.is_negative() { "-" } else { "" };
    format!("{sign}{whole}.{:0>6}", rest.to_string())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn with_the_change_it_is_met_and_with_less_it_is_not(
        demand in prop::sample::select(DEMANDS.to_vec()),
        figures in prop::collection::vec(0_i64..100, 4),
    ) {
        let policy = policy(demand);
        let mut given: Vec<String> = figures.iter().map(ToString::to_string).collect();
        let (state, needed) = judged(&policy, &given);
        if state == State::Met {
            prop_assert_eq!(needed, None);
            return Ok(());
        }
        let (change, more_than) = needed.unwrap();
        let wanted = (change.clone() + BigInt::from(figures[0])) * BigInt::from(1_000_000);
        // The least millionth on the far side, and the last before it; things that are counted go by whole ones.
        // What is just not enough may be no change at all: the demand says which way more of it lies.
        let up = change.is_positive() || (change.is_zero() && demand.contains(" > "));
        let exact = wanted.is_integer();
        let step = match (demand.starts_with("cases"), up) {
            (true, _) => BigInt::from(1_000_000),
            (false, true) => BigInt::from(1),
            (false, false) => BigInt::from(-1),
        };
        let near = if up { wanted.ceil() } else { wanted.floor() }.to_integer();
        let near = if more_than && exact { near + &step } else { near };
        given[0] = written(&near);
        prop_assert_eq!(judged(&policy, &given).0, State::Met, "{} {:?}: {}", demand, figures, near);
        given[0] = written(&(near.clone() - &step));
        prop_assert_eq!(judged(&policy, &given).0, State::Unmet, "{} {:?}: less than {}", demand, figures, near);
    }
}

#[test]
fn more_than_the_others_is_wanted_of_one_that_is_as_good_as_they() {
    let figures = ["52", "52", "0", "52"].map(str::to_owned);
    let policy = policy("share > median of share among others");
    let nothing = BigRational::from_integer(BigInt::from(0));
    assert_eq!(
        judged(&policy, &figures),
        (State::Unmet, Some((nothing, true)))
    );
}

#[test]
fn nothing_is_said_where_no_change_of_the_figure_has_one_answer() {
    for demand in NOTHING {
        let figures = ["10", "20", "30", "40"].map(str::to_owned);
        assert_eq!(
            judged(&policy(demand), &figures),
            (State::Unmet, None),
            "{demand}"
        );
    }
}

#[test]
fn beside_the_mean_the_figure_raises_it_too() {
    // The others have 80, 80 and 90: (250 + v) / 4 ≤ v from 250 / 3 on, which is 23 1/3 more than 60.
    let figures = ["60", "80", "80", "90"].map(str::to_owned);
    let (_, needed) = judged(&policy("share ≥ mean of share"), &figures);
    let points = BigRational::new(BigInt::from(70), BigInt::from(3));
    assert_eq!(needed, Some((points, false)));
}
