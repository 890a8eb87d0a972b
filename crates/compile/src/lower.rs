//! Lowering: the typed tree to a program of slots, whole factors and tests grouped by shape.

mod condition;
mod form;

use std::collections::HashMap;

use dabiao_eval::program::{self, Program, Slot, SlotId};
use dabiao_model::RuleId;

use crate::hir;

/// A program being built.
pub(crate) struct Lowering<'a> {
    policy: &'a hir::Policy,
    program: Program,
    /// Where each slot of the program stands; only ever asked for one.
    slots: HashMap<Slot, SlotId>,
}

/// Lowers a policy without errors.
pub(crate) fn lower(policy: &hir::Policy) -> Program {
    let mut lowering = Lowering {
        policy,
        program: empty(policy),
        slots: HashMap::new(),
    };
    lowering.metrics();
    for check in &policy.checks {
        lowering.check(check);
    }
    for rule in &policy.rules {
        lowering.rule(rule);
    }
    for score in &policy.scores {
        lowering.score(score);
    }
    lowering.program
}

fn empty(policy: &hir::Policy) -> Program {
    Program {
        title: policy.title.clone(),
        hash: policy.hash.clone(),
        schema: policy.schema.clone(),
        metrics: Vec::new(),
        settings: policy.settings.clone(),
        slots: Vec::new(),
        exprs: Vec::new(),
        linear: Vec::new(),
        quotients: Vec::new(),
        tests: Vec::new(),
        conditions: Vec::new(),
        aggregates: Vec::new(),
        peers: Vec::new(),
        limits: Vec::new(),
        orders: policy.orders.clone(),
        counted_by: policy.counted_by.clone(),
        declared: policy.declared.clone(),
        checks: Vec::new(),
        rules: Vec::new(),
        escalations: policy.escalations.clone(),
        scores: Vec::new(),
    }
}

impl Lowering<'_> {
    fn metrics(&mut self) {
        for metric in &self.policy.metrics {
            let definition = metric
                .definition
                .as_ref()
                .map(|definition| self.expr(definition));
            self.program.metrics.push(program::MetricPlan {
                roll_up: metric.roll_up,
                adding_up: metric.adding_up,
                part_of: metric.part_of,
                last_counts_months: metric.last_counts_months,
                approximate_within: metric.approximate_within.clone(),
                plausible: metric.plausible.clone(),
                better: metric.better,
                definition,
            });
        }
    }

    fn check(&mut self, check: &hir::Check) {
        let condition = self.condition(&check.condition);
        self.program.checks.push(program::Check {
            id: check.id.clone(),
            title: check.title.clone(),
            condition,
            tolerance: check.tolerance.clone(),
            blames: check.blames.clone(),
            reads: check.reads.clone(),
            warn_only: check.warn_only,
            entities: check.entities.clone(),
            place: check.place.clone(),
        });
    }

    fn score(&mut self, score: &hir::Score) {
        let parts = score.parts.iter().map(|part| program::ScorePart {
            label: part.label.clone(),
            of: match &part.of {
                hir::Marked::Rule(index) => program::Marked::Rule(RuleId::from(*index)),
                hir::Marked::Value(expr) => {
                    program::Marked::Value(self.expr(expr), expr.unit.clone())
                }
            },
            weight: part.weight.clone(),
            method: part.method.clone(),
        });
        let parts = parts.collect();
        self.program.scores.push(program::Score {
            id: score.id.clone(),
            title: score.title.clone(),
            entities: score.entities.clone(),
            cadence: score.cadence,
            parts,
            grades: score.grades.clone(),
            missing: score.missing.clone(),
            rounded_to: score.rounded_to,
            lists: score.lists.clone(),
            cite: score.cite.clone(),
            place: score.place.clone(),
        });
    }

    fn rule(&mut self, rule: &hir::Rule) {
        let body = match &rule.body {
            hir::RuleBody::Milestone(plan, warn) => {
                let warn = self.warnings(warn);
                program::RuleBody::Milestone(program::MilestonePlan {
                    warn,
                    ..plan.clone()
                })
            }
            hir::RuleBody::Target(target) => self.target(target),
        };
        let stand_in = rule
            .stand_in
            .as_ref()
            .map(|(when, name, entity)| program::StandIn {
                when: self.condition(when),
                name: name.clone(),
                entity: *entity,
            });
        self.program.rules.push(program::Rule {
            id: rule.id.clone(),
            title: rule.title.clone(),
            body,
            entities: rule.entities.clone(),
            schedule: rule.schedule.clone(),
            duty: rule.duty.clone(),
            stand_in,
            place: rule.place.clone(),
        });
    }

    fn target(&mut self, target: &hir::Target) -> program::RuleBody {
        let cases = target.cases.iter().map(|case| program::Case {
            only: case.only.clone(),
            period: case.by,
            condition: self.condition(&case.condition),
        });
        let cases = cases.collect();
        let when = target.when.as_ref().map(|when| self.condition(when));
        let stretch = target
            .stretch
            .as_ref()
            .map(|(only, test)| program::Stretch {
                only: only.clone(),
                test: self.test(test),
            });
        program::RuleBody::Target {
            cases,
            when,
            stretch,
            warn: self.warnings(&target.warn),
            empty_counts_as_met: target.empty_counts_as_met,
            missing_counts_as_unmet: target.missing_counts_as_unmet,
        }
    }

    fn warnings(&mut self, warnings: &[hir::Warning]) -> Vec<program::Warning> {
        let lowered = warnings.iter().map(|warning| program::Warning {
            tier: warning.tier,
            when: match &warning.when {
                hir::Warn::When(condition) => program::Warn::When(self.condition(condition)),
                hir::Warn::Before(limit) => program::Warn::Before(*limit),
                hir::Warn::PastShareOfTime(share) => program::Warn::PastShareOfTime(share.clone()),
            },
        });
        lowered.collect()
    }
}
