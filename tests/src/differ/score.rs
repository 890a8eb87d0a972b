//! Scores and lists, beside each other.

use dabiao_core::{Date, EntityId, PartResult, PartState, Policy, Ratio};
use num_bigint::BigInt;
use num_rational::BigRational;

use super::{by_columns, read};
use crate::generate::Scenario;
use crate::plain::score::{Scored, scored};
use crate::spell::Csv;

/// What differs, in a line each.
pub(super) fn differences(
    scenario: &Scenario,
    policy: &Policy,
    files: &Csv,
    as_of: Date,
) -> Vec<String> {
    if scenario.policy.scores.is_empty() {
        return Vec::new();
    }
    let plain = scored(&scenario.policy, &scenario.data, as_of);
    let engine = match engine(policy, files, as_of) {
        Ok(engine) => engine,
        Err(error) => return vec![error],
    };
    let mut differences = Vec::new();
    for (key, total) in &plain.totals {
        if engine.totals.get(key) != Some(total) {
            let other = engine.totals.get(key);
            differences.push(format!("score {key:?}: plain {total:?}, engine {other:?}"));
        }
    }
    for (key, list) in &plain.lists {
        if engine.lists.get(key) != Some(list) {
            let other = engine.lists.get(key);
            differences.push(format!("list {key:?}: plain {list:?}, engine {other:?}"));
        }
    }
    if differences.is_empty() && plain != engine {
        differences.push("score: the engine has scores or lists that plain has not".to_owned());
    }
    differences
}

fn engine(policy: &Policy, files: &Csv, as_of: Date) -> Result<Scored, String> {
    let data = read(policy, files)?;
    let assessment = policy
        .evaluate_within(&data, as_of, by_columns())
        .map_err(|error| error.to_string())?;
    let program = assessment.inner().program();
    let name = |entity: &EntityId| program.schema.entity_name(*entity).to_owned();
    let mut found = Scored::default();
    for result in assessment.scores() {
        let id = program.scores[result.score].id.to_string();
        let plan = &program.scores[result.score];
        let grade = result.grade.map(|grade| plan.grades[grade].0.to_string());
        let total = result
            .total
            .as_ref()
            .map(|total| (exact(total), result.rank.unwrap_or(0), grade));
        let key = (id, name(&result.entity), result.period.to_string());
        let applies = |part: &PartResult| part.state != PartState::NotApplicable;
        if total.is_none() && !result.parts.iter().any(applies) {
            found.nothing.insert(key.clone());
        }
        found.totals.insert(key, total);
    }
    for result in assessment.lists() {
        let id = program.scores[result.score].id.to_string();
        let mut on: Vec<String> = result.entities.iter().map(name).collect();
        let mut off: Vec<String> = result.excepted.iter().map(name).collect();
        on.sort();
        off.sort();
        found
            .lists
            .insert((id, result.list, result.period.to_string()), (on, off));
    }
    Ok(found)
}

fn exact(ratio: &Ratio) -> BigRational {
    let text = ratio.to_string();
    let (above, below) = text.split_once('/').unwrap_or((&text, "1"));
    let whole = |digits: &str| digits.parse::<BigInt>().unwrap();
    BigRational::new(whole(above), whole(below))
}
