//! Refinement: does a policy imply the one above it, target by target?

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use dabiao_eval::Program;
use dabiao_eval::program::{Rule, RuleBody};
use dabiao_model::{Date, Ratio};

use super::sitting::{Meeting, Shown, Together, reads, sittings};
use super::{Change, Comparison, Standing};
use crate::merge::{Merged, merge};

/// A target of one's own that says which one above it stands under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The id of one's own.
    pub rule: Arc<str>,
    /// The id of the one above.
    pub upper: Arc<str>,
    /// The part of what that demands, where it is said.
    pub contributes: Option<Ratio>,
}

/// A target of the policy above, and what the one below makes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refined {
    /// Its index among the rules of the policy above.
    pub upper: usize,
    /// The rules of the policy below that speak of the same; none where it is missing.
    pub own: Vec<usize>,
    /// How these stand to it; nothing where it is missing.
    pub comparison: Option<Comparison>,
    /// Whether it has a part of it to contribute, whose sum only all policies below can show.
    pub contributes: bool,
}

/// What a policy makes of each target and milestone of the one above it.
pub fn refinement(own: &Program, upper: &Program, links: &[Link]) -> Vec<Refined> {
    let merged = merge(own, upper);
    let known = Known::of(&merged);
    let rules = upper.rules.iter().enumerate();
    let under: Vec<Vec<usize>> = rules
        .map(|(index, rule)| known.under(index, rule, links))
        .collect();
    let meetings: Vec<Meeting> = sittings(&merged)
        .into_iter()
        .map(|sitting| Meeting::of(&merged, sitting, &under))
        .collect();
    let rules = upper.rules.iter().enumerate().zip(under);
    rules
        .map(|((index, rule), own)| {
            let comparison = match rule.body {
                RuleBody::Target { .. } => targets(&merged, &meetings, index, &own),
                RuleBody::Milestone(_) => milestones(&merged, rule, &own),
            };
            let mut links = links.iter().filter(|link| link.upper == rule.id);
            Refined {
                upper: index,
                comparison: (!own.is_empty()).then_some(comparison),
                own,
                contributes: links.any(|link| link.contributes.is_some()),
            }
        })
        .collect()
}

/// One's own rules by what they are called and what they read.
struct Known<'m> {
    merged: &'m Merged,
    by_read: BTreeMap<usize, Vec<usize>>,
}

impl<'m> Known<'m> {
    fn of(merged: &'m Merged) -> Self {
        let mut by_read: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for rule in 0..merged.others {
            for read in reads(&merged.program, rule) {
                by_read.entry(read).or_default().push(rule);
            }
        }
        Self { merged, by_read }
    }

    /// One's own rules that stand under one above: those that say so, else those that speak of the same.
    fn under(&self, upper: usize, rule: &Rule, links: &[Link]) -> Vec<usize> {
        let linked = links.iter().filter(|link| link.upper == rule.id);
        let says: BTreeSet<&str> = linked.map(|link| link.rule.as_ref()).collect();
        let under = self.own(|it| says.contains(it.id.as_ref()));
        if under.is_empty() {
            return self.alike(upper, rule);
        }
        under
    }

    /// One's own rules that speak of the same figures, or are called the same where nothing is measured.
    fn alike(&self, upper: usize, rule: &Rule) -> Vec<usize> {
        if matches!(rule.body, RuleBody::Milestone(_)) {
            return self.own(|it| {
                let milestone = matches!(it.body, RuleBody::Milestone(_));
                milestone && rule.title.is_some() && rule.title == it.title
            });
        }
        let wanted = reads(
            &self.merged.program,
            self.merged.others.saturating_add(upper),
        );
        let known = wanted.iter().filter_map(|read| self.by_read.get(read));
        let found: BTreeSet<usize> = known.flatten().copied().collect();
        found.into_iter().collect()
    }

    fn own(&self, is: impl Fn(&Rule) -> bool) -> Vec<usize> {
        let rules = self.merged.program.rules.iter().take(self.merged.others);
        let own = rules.enumerate().filter(|(_, rule)| is(rule));
        own.map(|(index, _)| index).collect()
    }
}

fn targets(merged: &Merged, meetings: &[Meeting], upper: usize, under: &[usize]) -> Comparison {
    let other = merged.others.saturating_add(upper);
    let mut found: Option<Comparison> = None;
    for meeting in meetings {
        let Some(together) = meeting.together(merged, other) else {
            continue;
        };
        let here = one(&together, other, under);
        found = Some(match found {
            None => here,
            Some(known) => Comparison {
                standing: known.standing.and(here.standing),
                misses_other: known.misses_other.or(here.misses_other),
                misses_it: known.misses_it.or(here.misses_it),
                derivation: if known.derivation.is_empty() {
                    here.derivation
                } else {
                    known.derivation
                },
                ..known
            },
        });
    }
    let mut found = found.unwrap_or(Comparison {
        standing: Standing::Incomparable,
        changes: Vec::new(),
        misses_other: None,
        misses_it: None,
        derivation: Vec::new(),
    });
    // Whoever misses nothing above is no looser, whatever else is asked below.
    if found.misses_other.is_some() && found.standing == Standing::Incomparable {
        found.standing = Standing::Looser;
    }
    with_changes(merged, other, under, &mut found);
    found
}

fn one(together: &Together<'_>, other: usize, under: &[usize]) -> Comparison {
    let mut comparison = Comparison {
        standing: Standing::Incomparable,
        changes: Vec::new(),
        misses_other: None,
        misses_it: None,
        derivation: Vec::new(),
    };
    if !together.is_shared(other) {
        return comparison;
    }
    match together.keeps_and_misses(|_| true, other) {
        Shown::Figures(witness) => {
            comparison.standing = Standing::Looser;
            comparison.misses_other = Some(witness);
        }
        Shown::Undecided => comparison.standing = Standing::Undecided,
        Shown::None(derivation) => {
            comparison.standing = Standing::Same;
            comparison.derivation = derivation;
            for rule in under {
                let shown = together.keeps_and_misses(|it| it == other, *rule);
                if let Shown::Figures(witness) = shown {
                    comparison.standing = Standing::Stricter;
                    comparison.misses_it = Some(witness);
                }
            }
        }
    }
    comparison
}

/// A milestone stands under one that is due no earlier.
fn milestones(merged: &Merged, rule: &Rule, under: &[usize]) -> Comparison {
    let own = under
        .iter()
        .filter_map(|index| merged.program.rules.get(*index));
    let own: Vec<&Rule> = own.collect();
    let changes: Vec<Change> = changes(&own, rule);
    Comparison {
        standing: changes
            .iter()
            .fold(Standing::Same, |it, change| it.and(change.standing())),
        changes,
        misses_other: None,
        misses_it: None,
        derivation: Vec::new(),
    }
}

fn with_changes(merged: &Merged, other: usize, under: &[usize], found: &mut Comparison) {
    let rules = &merged.program.rules;
    let own: Vec<&Rule> = under.iter().filter_map(|index| rules.get(*index)).collect();
    let Some(above) = rules.get(other) else {
        return;
    };
    found.changes = changes(&own, above);
    for change in &found.changes {
        // What is later or weaker below is looser, however strict its figures are.
        found.standing = match change.standing() {
            Standing::Looser if found.standing != Standing::Undecided => Standing::Looser,
            Standing::Stricter if found.standing == Standing::Same => Standing::Stricter,
            _ => found.standing,
        };
    }
}

/// What differs in dates and force between some rules and the one above or before them.
pub(super) fn changes(own: &[&Rule], other: &Rule) -> Vec<Change> {
    let mut found = Vec::new();
    let last =
        |rule: &Rule| -> Option<Date> { rule.schedule.once.iter().map(|once| once.due).max() };
    let own_last = own.iter().filter_map(|rule| last(rule)).min();
    // Each period is judged from the first on, so that a date comes no earlier than that.
    let recurs = own.iter().any(|rule| rule.schedule.each.is_some());
    match (own_last, last(other)) {
        (Some(own), Some(other)) if own < other => found.push(Change::Earlier),
        (Some(own), Some(other)) if own > other && !recurs => found.push(Change::Later),
        _ => {}
    }
    match (own.iter().any(|rule| rule.duty.binding), other.duty.binding) {
        (true, false) => found.push(Change::Binds),
        (false, true) if !own.is_empty() => found.push(Change::BestEffort),
        _ => {}
    }
    found
}
