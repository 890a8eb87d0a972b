//! Whether the tests of a policy notice that it was changed.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use dabiao_analysis::mutation::{self, Item, Mutant};
use dabiao_eval::scenario::{self, Expectation, ExpectationKind, Scenario};
use dabiao_eval::{EvaluateOptions, Program};
use dabiao_model::{Meter, MetricId, RuleId, Stage};

use super::{Policy, TestError};

/// A policy with one thing changed, and whether a test of its own noticed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// What was changed.
    pub mutant: Mutant,
    /// What became of it.
    pub fate: Fate,
}

/// What becomes of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// A test that passes fails with it.
    Noticed,
    /// No test does.
    Unnoticed,
    /// No test can: no figures show it.
    Equivalent,
}

/// The policy as it stands, and with the figures computed that tests give: by those figures.
type Programs<'t> = BTreeMap<&'t [MetricId], Program>;

impl Policy {
    /// Changes one thing after the other and runs the policy's own tests, on as many threads as there are. Tests that fail
    /// as it stands notice nothing.
    ///
    /// # Errors
    ///
    /// [`TestError`] for a policy with errors, or at a limit as it stands.
    pub fn mutate(&self) -> Result<Vec<Tried>, TestError> {
        self.mutate_watched(&Meter::default())
    }

    /// The same for someone who watches: `meter` counts the items whose changes are tried, of all there are.
    ///
    /// # Errors
    ///
    /// As [`Policy::mutate`].
    pub fn mutate_watched(&self, meter: &Meter) -> Result<Vec<Tried>, TestError> {
        let own = self.program().ok_or(TestError::InvalidPolicy)?;
        let outcomes = self.run_tests(self.tests())?;
        let tests = self.tests().iter().zip(&outcomes);
        let passing = tests.filter(|(_, failures)| failures.is_empty());
        let passing: Vec<&Scenario> = passing.map(|(test, _)| test).collect();
        let mut programs = Programs::from([(&[][..], own.clone())]);
        for test in &passing {
            let metrics = test.given_derived.as_slice();
            if !programs.contains_key(metrics) {
                let program =
                    dabiao_compile::compile_given(self.modules(), &self.0.sources, metrics);
                programs.insert(metrics, program.ok_or(TestError::InvalidPolicy)?);
            }
        }
        let mut by_item: BTreeMap<Item, Vec<Mutant>> = BTreeMap::new();
        for mutant in mutation::mutants(own) {
            by_item.entry(mutant.item).or_default().push(mutant);
        }
        let items: Vec<(Item, Vec<Mutant>)> = by_item.into_iter().collect();
        Ok(tried(&items, own, &programs, &passing, meter))
    }
}

/// What becomes of the mutants of all items, in their order.
fn tried(
    items: &[(Item, Vec<Mutant>)],
    own: &Program,
    programs: &Programs<'_>,
    tests: &[&Scenario],
    meter: &Meter,
) -> Vec<Tried> {
    meter.begin(Stage::Trying, items.len() as u64);
    let next = AtomicUsize::new(0);
    let work = || {
        let mut found: Vec<(usize, Vec<Tried>)> = Vec::new();
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some((item, mutants)) = items.get(place) else {
                return found;
            };
            let bench = Bench::of(*item, own, programs, tests);
            let mutants = mutants.iter().map(|mutant| Tried {
                mutant: mutant.clone(),
                fate: bench.fate(mutant),
            });
            found.push((place, mutants.collect()));
            meter.pass(1);
        }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let mut found = thread::scope(|scope| {
        let others: Vec<_> = (1..threads.min(items.len()))
            .map(|_| scope.spawn(work))
            .collect();
        let mut found = work();
        for other in others {
            // A thread does not panic; were one to, its mutants would be missing and the score with them.
            found.extend(other.join().unwrap_or_default());
        }
        found
    });
    meter.end();
    found.sort_by_key(|(place, _)| *place);
    found.into_iter().flat_map(|(_, tried)| tried).collect()
}

/// What the mutants of one item are tried on.
struct Bench<'t> {
    own: &'t Program,
    programs: &'t Programs<'t>,
    /// The programs with nobody judged by any other rule: much less to evaluate, with the same verdicts of this one.
    alone: Programs<'t>,
    /// The tests that name the item, with what they expect of it alone.
    naming: Vec<Scenario>,
    /// The tests that speak of what follows from verdicts and checks.
    following: Vec<&'t Scenario>,
}

impl<'t> Bench<'t> {
    fn of(
        item: Item,
        own: &'t Program,
        programs: &'t Programs<'t>,
        tests: &[&'t Scenario],
    ) -> Self {
        let naming = tests.iter().filter_map(|test| only(test, item));
        let naming: Vec<Scenario> = naming.collect();
        let used = |metrics: &[MetricId]| naming.iter().any(|it| it.given_derived == metrics);
        let alone = programs.iter().filter(|(metrics, _)| used(metrics));
        let alone = alone.map(|(metrics, program)| (*metrics, judging_only(program, item)));
        let following = tests.iter().copied();
        Self {
            own,
            programs,
            alone: alone.collect(),
            following: following.filter(|it| may_follow(it, item)).collect(),
            naming,
        }
    }

    fn fate(&self, mutant: &Mutant) -> Fate {
        let notices = || {
            fails(mutant, &self.alone, self.naming.iter())
                || fails(mutant, self.programs, self.following.iter().copied())
        };
        if notices() {
            Fate::Noticed
        } else if mutation::shows_nothing(mutant, self.own) {
            Fate::Equivalent
        } else {
            Fate::Unnoticed
        }
    }
}

/// Whether a test fails on the changed program.
fn fails<'s>(
    mutant: &Mutant,
    programs: &Programs<'_>,
    mut tests: impl Iterator<Item = &'s Scenario>,
) -> bool {
    let mut changed: BTreeMap<&[MetricId], Option<Program>> = BTreeMap::new();
    tests.any(|test| {
        let metrics = test.given_derived.as_slice();
        let make = || programs.get(metrics).and_then(|it| mutant.of(it));
        let Some(program) = changed.entry(metrics).or_insert_with(make) else {
            return false;
        };
        let run = scenario::run(program, test, EvaluateOptions::default());
        run.is_ok_and(|failures| !failures.is_empty())
    })
}

/// A test with nothing expected but of one item; none where it does not name it.
fn only(test: &Scenario, item: Item) -> Option<Scenario> {
    let of_item = |expectation: &Expectation| {
        let kind = match (&expectation.kind, item) {
            (ExpectationKind::Verdicts(verdicts), Item::Rule(rule)) => {
                let rule = RuleId::from(rule);
                let mut verdicts = verdicts.clone();
                verdicts.rules.retain(|it| *it == rule);
                (!verdicts.rules.is_empty()).then_some(ExpectationKind::Verdicts(verdicts))
            }
            (
                ExpectationKind::Checks {
                    checks,
                    scope,
                    state,
                },
                Item::Check(check),
            ) => checks.contains(&check).then(|| ExpectationKind::Checks {
                checks: vec![check],
                scope: scope.clone(),
                state: *state,
            }),
            _ => None,
        };
        kind.map(|kind| Expectation {
            kind,
            ..expectation.clone()
        })
    };
    let expectations: Vec<Expectation> = test.expectations.iter().filter_map(of_item).collect();
    (!expectations.is_empty()).then(|| Scenario {
        expectations,
        ..test.clone()
    })
}

/// The program with nobody judged but by one rule, and nothing that follows.
fn judging_only(program: &Program, item: Item) -> Program {
    let mut program = program.clone();
    for (index, rule) in program.rules.iter_mut().enumerate() {
        if item != Item::Rule(index) {
            rule.entities.clear();
        }
    }
    program.escalations.clear();
    program.scores.clear();
    program
}

/// Whether a test speaks of what follows from the item: steps, scores, findings; of a check, verdicts too.
fn may_follow(test: &Scenario, item: Item) -> bool {
    let follows = |kind: &ExpectationKind| match kind {
        ExpectationKind::Escalation(_)
        | ExpectationKind::Score(_)
        | ExpectationKind::Findings(_) => true,
        ExpectationKind::Verdicts(_) | ExpectationKind::Checks { .. } => {
            matches!(item, Item::Check(_))
        }
    };
    test.expectations.iter().any(|it| follows(&it.kind))
}
