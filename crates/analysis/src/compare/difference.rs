//! Difference: what a new text of a policy asks that the old one did not, target by target.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

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
    let pairs = Pairs::of(old, new);
    let after = pairs.before.iter().enumerate();
    let mut found: Vec<Difference> = after
        .map(|(index, before)| Difference {
            old: *before,
            new: Some(index),
            comparison: before.and_then(|before| compared(&merged, &sittings, index, before)),
        })
        .collect();
    let gone = pairs.open.into_iter().map(|index| Difference {
        old: Some(index),
        new: None,
        comparison: None,
    });
    found.extend(gone);
    found
}

/// Which old rule became which new one: by id, then by title, each once.
struct Pairs {
    /// Of each new rule the old one.
    before: Vec<Option<usize>>,
    /// The old ones that became none.
    open: BTreeSet<usize>,
}

impl Pairs {
    fn of(old: &Program, new: &Program) -> Self {
        let mut pairs = Self {
            before: vec![None; new.rules.len()],
            open: (0..old.rules.len()).collect(),
        };
        pairs.join(&old.rules, &new.rules, |rule| Some(&rule.id));
        pairs.join(&old.rules, &new.rules, |rule| rule.title.as_ref());
        pairs
    }

    /// Gives each new rule that has none yet the first old one of its kind that is open and says the same of itself.
    fn join<'r, S: Ord + 'r>(
        &mut self,
        old: &'r [Rule],
        new: &'r [Rule],
        says: impl Fn(&'r Rule) -> Option<&'r S>,
    ) {
        let mut open: BTreeMap<(bool, &S), VecDeque<usize>> = BTreeMap::new();
        for index in &self.open {
            let rule = old.get(*index);
            if let Some((rule, said)) = rule.and_then(|rule| Some((rule, says(rule)?))) {
                let alike = open.entry((is_target(rule), said)).or_default();
                alike.push_back(*index);
            }
        }
        for (rule, before) in new.iter().zip(&mut self.before) {
            if before.is_some() {
                continue;
            }
            let alike = says(rule).and_then(|said| open.get_mut(&(is_target(rule), said)));
            *before = alike.and_then(VecDeque::pop_front);
            if let Some(taken) = before {
                self.open.remove(taken);
            }
        }
    }
}

fn is_target(rule: &Rule) -> bool {
    matches!(rule.body, RuleBody::Target { .. })
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
    let mut sits = sittings
        .iter()
        .filter_map(|sitting| Some((sitting, sitting.of(new)?)))
        .peekable();
    if sits.peek().is_none() {
        // What is never judged asks nothing of any figures.
        comparison.standing = Standing::Undecided;
    }
    for (sitting, judged) in sits {
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
