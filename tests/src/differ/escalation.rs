//! What follows misses, beside each other.

use std::collections::BTreeMap;

use dabiao_core::program::{Action, Escalation};
use dabiao_core::{Date, Policy, Standing};

use super::{by_columns, read};
use crate::generate::Scenario;
use crate::plain::escalation::{Key, Outcome, followed};
use crate::spell::Csv;

/// Each difference in a line.
pub(super) fn differences(
    scenario: &Scenario,
    policy: &Policy,
    files: &Csv,
    as_of: Date,
) -> Vec<String> {
    if scenario.policy.escalations.is_empty() {
        return Vec::new();
    }
    let plain = followed(&scenario.policy, &scenario.data, as_of);
    let engine = match engine(policy, files, as_of) {
        Ok(engine) => engine,
        Err(error) => return vec![error],
    };
    let keys: std::collections::BTreeSet<&Key> = plain.keys().chain(engine.keys()).collect();
    keys.into_iter()
        .filter(|key| plain.get(*key) != engine.get(*key))
        .map(|key| {
            let (plain, engine) = (plain.get(key), engine.get(key));
            format!("escalation {key:?}: plain {plain:?}, engine {engine:?}")
        })
        .collect()
}

type Found = BTreeMap<Key, (Outcome, Option<Outcome>)>;

fn engine(policy: &Policy, files: &Csv, as_of: Date) -> Result<Found, String> {
    let data = read(policy, files)?;
    let assessment = policy
        .evaluate_within(&data, as_of, by_columns())
        .map_err(|error| error.to_string())?;
    let plans = &assessment.inner().program().escalations;
    let results = assessment.escalations().iter().map(|result| {
        let plan = &plans[result.escalation];
        let key = (
            plan.id.to_string(),
            result.party.to_string(),
            result.period.to_string(),
        );
        let now = (name(result.standing), number(plan, result.step));
        let was = result
            .then
            .map(|then| (name(then.standing), number(plan, then.step)));
        (key, (now, was))
    });
    Ok(results.collect())
}

fn name(standing: Standing) -> &'static str {
    match standing {
        Standing::Miss => "miss",
        Standing::Met => "met",
        Standing::Undecided => "undecided",
        Standing::Open => "open",
        Standing::Nothing => "nothing",
    }
}

/// The generated actions are the numbers of their steps.
fn number(plan: &Escalation, step: Option<usize>) -> Option<usize> {
    step.and_then(|index| match &plan.steps[index].action {
        Action::Own(own) => own.parse().ok(),
        _ => None,
    })
}
