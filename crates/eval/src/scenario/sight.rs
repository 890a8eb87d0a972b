//! How the tests of a policy have seen each of its comparisons: met, unmet, without data, at the threshold.

use std::collections::BTreeSet;
use std::sync::Arc;

use dabiao_model::{Estimate, Language, State, Text, Verdict};

use super::{ExpectationKind, RunError, Scenario};
use crate::assessment::{Assessment, CheckResult, EvaluateOptions, evaluate};
use crate::evaluate::cell::Outcome;
use crate::explain::{Value, expr_name, sight, slot_text};
use crate::program::{Case, Condition, ConditionId, Expr, ExprId, Program, RuleBody};

/// How a comparison can come out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sight {
    /// It holds.
    Met,
    /// It does not.
    Unmet,
    /// It cannot be decided.
    NoData,
    /// The value is the threshold.
    AtThreshold,
}

/// A comparison of a target or check, or a deliverable, and how it was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// Of what.
    pub of: Place,
    /// The id of the target, milestone or check.
    pub id: Arc<str>,
    /// What is compared.
    pub label: Text,
    /// How it can come out.
    pub can: BTreeSet<Sight>,
    /// How a verdict that a test expects came out on it.
    pub seen: BTreeSet<Sight>,
}

/// Where a comparison stands. It is the same whatever a test submits in place of what is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A rule's, by its number in the walk over the rule's conditions; none of a deliverable.
    Rule(usize, Option<usize>),
    /// A check's.
    Check(usize, usize),
}

/// How much of what a policy compares its tests have seen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sights {
    /// The comparisons, of rules and then of checks, as written.
    pub compared: Vec<Compared>,
}

impl Sights {
    /// What there is to see of a program. A comparison of written numbers alone is none: nothing can change it.
    pub fn of(program: &Program) -> Self {
        let mut compared = Vec::new();
        for (index, rule) in program.rules.iter().enumerate() {
            let leaves = of_rule(program, index).into_iter().enumerate();
            let leaves = leaves.filter(|(_, id)| reads(program, *id));
            compared.extend(leaves.map(|(leaf, id)| Compared {
                of: Place::Rule(index, Some(leaf)),
                id: rule.id.clone(),
                label: label(program, id),
                can: outcomes(program, id, true),
                seen: BTreeSet::new(),
            }));
            if let RuleBody::Milestone(plan) = &rule.body {
                let ends = !rule.schedule.never_due && plan.done.is_none();
                compared.push(Compared {
                    of: Place::Rule(index, None),
                    id: rule.id.clone(),
                    label: Text::new("signed off", "销号"),
                    can: [Sight::Met]
                        .into_iter()
                        .chain(ends.then_some(Sight::Unmet))
                        .collect(),
                    seen: BTreeSet::new(),
                });
            }
        }
        for (index, check) in program.checks.iter().enumerate() {
            let leaves = leaves(program, [check.condition]).into_iter().enumerate();
            let leaves = leaves.filter(|(_, id)| reads(program, *id));
            compared.extend(leaves.map(|(leaf, id)| Compared {
                of: Place::Check(index, leaf),
                id: check.id.clone(),
                label: label(program, id),
                can: outcomes(program, id, false),
                seen: BTreeSet::new(),
            }));
        }
        Self { compared }
    }

    /// Adds what a scenario shows of the verdicts and checks that it expects something of. `program` is the policy's, with
    /// the scenario's derived metrics submitted.
    ///
    /// # Errors
    ///
    /// [`RunError`] when evaluating reaches a limit.
    pub fn add(
        &mut self,
        program: &Program,
        scenario: &Scenario,
        options: EvaluateOptions,
    ) -> Result<(), RunError> {
        let days: BTreeSet<_> = scenario.expectations.iter().map(|it| it.as_of).collect();
        for as_of in days {
            let assessment = evaluate(program, &scenario.data, as_of, options)
                .map_err(|error| RunError { as_of, error })?;
            for expectation in scenario.expectations.iter().filter(|it| it.as_of == as_of) {
                self.expected(&expectation.kind, scenario, &assessment);
            }
        }
        Ok(())
    }

    fn expected(
        &mut self,
        kind: &ExpectationKind,
        scenario: &Scenario,
        assessment: &Assessment<'_>,
    ) {
        match kind {
            ExpectationKind::Verdicts(expected) => {
                for rule in &expected.rules {
                    let all = assessment.verdicts().iter().copied();
                    let all: Vec<Verdict> = all.filter(|it| it.rule == *rule).collect();
                    let sitting = |it: &Verdict| (it.entity, it.period);
                    for verdict in expected.scope.meant(scenario, all, sitting) {
                        self.verdict(assessment, &verdict);
                    }
                }
            }
            ExpectationKind::Checks { checks, scope, .. } => {
                for check in checks {
                    let all = assessment.checks().iter().copied();
                    let all: Vec<CheckResult> = all.filter(|it| it.check == *check).collect();
                    let sitting = |it: &CheckResult| (it.entity, it.period);
                    for result in scope.meant(scenario, all, sitting) {
                        self.check(assessment, &result);
                    }
                }
            }
            ExpectationKind::Escalation(_)
            | ExpectationKind::Score(_)
            | ExpectationKind::Findings(_) => {}
        }
    }

    fn verdict(&mut self, assessment: &Assessment<'_>, verdict: &Verdict) {
        let program = assessment.program();
        let index = verdict.rule.index();
        let Some(rule) = program.rules.get(index) else {
            return;
        };
        let RuleBody::Target { cases, when, .. } = &rule.body else {
            let sight = match verdict.state {
                State::Met => Sight::Met,
                State::Unmet => Sight::Unmet,
                _ => return,
            };
            return self.see(Place::Rule(index, None), [sight]);
        };
        let case = Case::holding(cases, verdict.entity, verdict.period);
        let judged = leaves(program, case.into_iter().chain(*when));
        for (leaf, id) in of_rule(program, index).into_iter().enumerate() {
            if judged.contains(&id) {
                let (state, margin) = sight::of_verdict(assessment, verdict, id);
                let sights = seen(state, margin.as_ref());
                self.see(Place::Rule(index, Some(leaf)), sights);
            }
        }
    }

    fn check(&mut self, assessment: &Assessment<'_>, result: &CheckResult) {
        let program = assessment.program();
        let Some(check) = program.checks.get(result.check) else {
            return;
        };
        for (leaf, id) in leaves(program, [check.condition]).into_iter().enumerate() {
            let (outcome, margin) = sight::of_check(assessment, result, id);
            let state = match outcome {
                Outcome::Holds => State::Met,
                Outcome::Fails => State::Unmet,
                Outcome::Unknown(_) | Outcome::Empty(_) | Outcome::Invalid(_) => State::NoData,
            };
            let sights = seen(state, margin.as_ref());
            self.see(Place::Check(result.check, leaf), sights);
        }
    }

    fn see(&mut self, place: Place, sights: impl IntoIterator<Item = Sight>) {
        if let Some(compared) = self.compared.iter_mut().find(|it| it.of == place) {
            let can = sights.into_iter().filter(|it| compared.can.contains(it));
            compared.seen.extend(can);
        }
    }

    /// In how many ways all comparisons can come out.
    pub fn all(&self) -> usize {
        self.compared.iter().map(|it| it.can.len()).sum()
    }

    /// In how many of them they were seen.
    pub fn seen(&self) -> usize {
        self.compared.iter().map(|it| it.seen.len()).sum()
    }

    /// How many of a hundred were seen, rounded down; a hundred where there is nothing to see.
    pub fn percent(&self) -> usize {
        let seen = self.seen().saturating_mul(100);
        seen.checked_div(self.all()).unwrap_or(100)
    }
}

/// How a comparison is seen that came out so, with this much room.
fn seen(state: State, margin: Option<&Value>) -> Vec<Sight> {
    let mut found = match state {
        State::Met | State::OnTrack => vec![Sight::Met],
        State::Unmet => vec![Sight::Unmet],
        State::NoData => vec![Sight::NoData],
        _ => Vec::new(),
    };
    if matches!(margin, Some(Value::Number(Estimate::Exact(room), _)) if room.is_zero()) {
        found.push(Sight::AtThreshold);
    }
    found
}

/// The comparisons of a target: of its cases, then of when it applies.
fn of_rule(program: &Program, rule: usize) -> Vec<ConditionId> {
    match program.rules.get(rule).map(|rule| &rule.body) {
        Some(RuleBody::Target { cases, when, .. }) => {
            let cases = cases.iter().map(|case| case.condition);
            leaves(program, cases.chain(*when))
        }
        Some(RuleBody::Milestone(_)) | None => Vec::new(),
    }
}

/// The comparisons of conditions, each once, in the order of a walk.
fn leaves(program: &Program, roots: impl IntoIterator<Item = ConditionId>) -> Vec<ConditionId> {
    let mut found = Vec::new();
    for root in roots {
        walk(program, root, &mut found);
    }
    found
}

fn walk(program: &Program, id: ConditionId, found: &mut Vec<ConditionId>) {
    match program.conditions.get(id.index()) {
        Some(Condition::And(parts) | Condition::Or(parts)) => {
            for part in parts {
                walk(program, *part, found);
            }
        }
        Some(Condition::Not(inner)) => walk(program, *inner, found),
        Some(_) if !found.contains(&id) => found.push(id),
        _ => {}
    }
}

/// Whether anything that is submitted decides a comparison.
fn reads(program: &Program, id: ConditionId) -> bool {
    match program.conditions.get(id.index()) {
        Some(Condition::Test(test)) => program
            .tests
            .get(test.index())
            .is_some_and(|test| reads_expr(program, test.left) || reads_expr(program, test.right)),
        other => other.is_some(),
    }
}

fn reads_expr(program: &Program, id: ExprId) -> bool {
    match program.exprs.get(id.index()) {
        Some(Expr::Slot(_) | Expr::Aggregate(_) | Expr::Peers(_)) => true,
        Some(Expr::Derived(_, _, inner) | Expr::Negative(inner)) => reads_expr(program, *inner),
        Some(
            Expr::Add(a, b) | Expr::Subtract(a, b) | Expr::Multiply(a, b) | Expr::Divide(a, b),
        ) => reads_expr(program, *a) || reads_expr(program, *b),
        Some(Expr::Number(..) | Expr::Parameter(..) | Expr::Unknown(_)) | None => false,
    }
}

/// How a comparison can come out; a check is made only where there is something to check.
fn outcomes(program: &Program, id: ConditionId, of_rule: bool) -> BTreeSet<Sight> {
    let mut can = BTreeSet::from([Sight::Met, Sight::Unmet]);
    can.extend(of_rule.then_some(Sight::NoData));
    let compares = matches!(program.conditions.get(id.index()), Some(Condition::Test(_)));
    can.extend(compares.then_some(Sight::AtThreshold));
    can
}

/// What is compared, in both languages.
fn label(program: &Program, id: ConditionId) -> Text {
    let both = |name: &dyn Fn(Language) -> String| {
        Text::new(name(Language::English), name(Language::Chinese))
    };
    match program.conditions.get(id.index()) {
        Some(Condition::Test(test)) => match program.tests.get(test.index()) {
            Some(test) => both(&|language| {
                let side = |id| expr_name(program, id, language);
                format!(
                    "{} {} {}",
                    side(test.left),
                    test.comparator,
                    side(test.right)
                )
            }),
            None => Text::default(),
        },
        Some(Condition::Holds(slot) | Condition::Every(slot, _)) => {
            both(&|language| slot_text(program, *slot, language))
        }
        Some(Condition::Agree(one, other, agree)) => both(&|language| {
            let sign = if *agree { "=" } else { "≠" };
            let side = |slot| slot_text(program, slot, language);
            format!("{} {sign} {}", side(*one), side(*other))
        }),
        Some(Condition::Rows(limit)) => {
            let limit = program.limits.get(limit.index());
            limit.map_or_else(Text::default, |it| Text::new(&*it.label.0, &*it.label.1))
        }
        Some(Condition::Recurs(duty)) => Text::new(&*duty.label.0, &*duty.label.1),
        _ => Text::default(),
    }
}
