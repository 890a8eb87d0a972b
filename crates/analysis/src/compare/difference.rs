//! Difference: what a new text of a policy asks that the old one did not, target by target.

use dabiao_eval::Program;
use dabiao_eval::program::{Rule, RuleBody};

use super::refinement::changes;
use super::sitting::{Shown, Sitting, Together, others, sittings};
use super::{Change, Comparison, Standing};
use crate::merge::{Merged, merge};

/// A target or milestone of the old or the new text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Its index among the old rules; nothing where it is new.
    pub old: Option<usize>,
    /// Its index among the new rules; nothing where it is gone.
    pub new: Option<usize>,
    /// How the new one stands to the old one.
    pub comparison: Option<Comparison>,
}

/// What has become of each target and milestone: the new ones as written, then what is gone.
pub fn difference(old: &Program, new: &Program) -> Vec<Difference> {
    let merged = merge(new, old);
    let sittings = sittings(&merged);
    let pairs = pairs(old, new);
    let mut found: Vec<Difference> = (0..new.rules.len())
        .map(|index| {
            let before = pairs
                .iter()
                .find(|(_, it)| *it == index)
                .map(|(old, _)| *old);
            Difference {
                old: before,
                new: Some(index),
                comparison: before.and_then(|before| compared(&merged, &sittings, index, before)),
            }
        })
        .collect();
    let gone = (0..old.rules.len()).filter(|index| !pairs.iter().any(|(old, _)| old == index));
    found.extend(gone.map(|index| Difference {
        old: Some(index),
        new: None,
        comparison: None,
    }));
    found
}

/// Which old rule became which new one: by id, then by title, each once.
fn pairs(old: &Program, new: &Program) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let alike = |same: &dyn Fn(&Rule, &Rule) -> bool, found: &mut Vec<(usize, usize)>| {
        for (after, rule) in new.rules.iter().enumerate() {
            let taken = |index: usize| found.iter().any(|(before, _)| *before == index);
            let open = !found.iter().any(|(_, it)| *it == after);
            let before = old.rules.iter().enumerate();
            let before = before
                .filter(|(index, it)| !taken(*index) && is_alike(it, rule) && same(it, rule))
                .map(|(index, _)| index)
                .next();
            if let Some(before) = before.filter(|_| open) {
                found.push((before, after));
            }
        }
    };
    alike(&|old, new| old.id == new.id, &mut found);
    alike(
        &|old, new| old.title.is_some() && old.title == new.title,
        &mut found,
    );
    found
}

fn is_alike(old: &Rule, new: &Rule) -> bool {
    matches!(
        (&old.body, &new.body),
        (RuleBody::Target { .. }, RuleBody::Target { .. })
            | (RuleBody::Milestone(_), RuleBody::Milestone(_))
    )
}

fn compared(merged: &Merged, sittings: &[Sitting], new: usize, old: usize) -> Option<Comparison> {
    let other = merged.others.saturating_add(old);
    let (rule, before) = (
        merged.program.rules.get(new)?,
        merged.program.rules.get(other)?,
    );
    let mut comparison = Comparison {
        standing: Standing::Same,
        changes: changes(&[rule], before),
        misses_other: None,
        misses_it: None,
        derivation: Vec::new(),
    };
    let added = rule.entities.iter().any(|it| !before.entities.contains(it));
    let dropped = before.entities.iter().any(|it| !rule.entities.contains(it));
    comparison.changes.extend(
        [(added, Change::Widened), (dropped, Change::Narrowed)]
            .into_iter()
            .filter_map(|(is, change)| is.then_some(change)),
    );
    if matches!(rule.body, RuleBody::Target { .. }) {
        figures(merged, sittings, new, other, &mut comparison);
    }
    for change in &comparison.changes {
        comparison.standing = comparison.standing.and(change.standing());
    }
    Some(comparison)
}

/// What figures tell the two apart, wherever the new one is judged.
fn figures(
    merged: &Merged,
    sittings: &[Sitting],
    new: usize,
    other: usize,
    comparison: &mut Comparison,
) {
    let mut seen = Vec::new();
    for sitting in sittings {
        let Some(judged) = sitting.judged.iter().find(|it| it.rule == new) else {
            continue;
        };
        let Some(before) = others(merged, other, judged, sitting.entity) else {
            continue;
        };
        // What is asked alike of many is compared once.
        let asked = (judged.condition, before.condition, sitting.entity.is_none());
        if seen.contains(&asked) {
            continue;
        }
        seen.push(asked);
        let Some(together) = Together::of(merged, &[*judged], &before, sitting.entity) else {
            continue;
        };
        if !together.is_shared(other) {
            comparison.standing = comparison.standing.and(Standing::Incomparable);
            continue;
        }
        let here = match (
            together.keeps_and_misses(|it| it == new, other),
            together.keeps_and_misses(|it| it == other, new),
        ) {
            (Shown::Undecided, _) | (_, Shown::Undecided) => Standing::Undecided,
            (Shown::None(_), Shown::None(_)) => Standing::Same,
            (Shown::Figures(witness), Shown::None(_)) => {
                comparison.misses_other.get_or_insert(witness);
                Standing::Looser
            }
            (Shown::None(_), Shown::Figures(witness)) => {
                comparison.misses_it.get_or_insert(witness);
                Standing::Stricter
            }
            (Shown::Figures(one), Shown::Figures(two)) => {
                comparison.misses_other.get_or_insert(one);
                comparison.misses_it.get_or_insert(two);
                Standing::Incomparable
            }
        };
        comparison.standing = comparison.standing.and(here);
    }
}
