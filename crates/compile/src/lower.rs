//! Lowering: the typed tree to a program of slots, whole factors and tests grouped by shape.

mod condition;
mod form;

use dabiao_eval::program::{self, Program, Slot, SlotId};
use dabiao_model::RuleId;
use rustc_hash::FxHashMap;

use crate::hir;

/// A program being built.
pub(crate) struct Lowering {
    program: Program,
    /// Where each slot of the program stands; only ever asked for one.
    slots: FxHashMap<Slot, SlotId>,
}

/// Lowers a policy without errors.
pub(crate) fn lower(policy: hir::Policy) -> Program {
    let (metrics, checks, rules, scores, program) = taken_apart(policy);
    let mut lowering = Lowering {
        program,
        slots: FxHashMap::default(),
    };
    lowering.metrics(metrics);
    for check in checks {
        lowering.check(check);
    }
    lowering.program.rules.reserve(rules.len());
    for rule in rules {
        lowering.rule(rule);
    }
    for score in scores {
        lowering.score(score);
    }
    lowering.program
}

/// What is lowered of a policy, and the program that all else of it is part of as it is.
fn taken_apart(
    policy: hir::Policy,
) -> (
    Vec<hir::Metric>,
    Vec<hir::Check>,
    Vec<hir::Rule>,
    Vec<hir::Score>,
    Program,
) {
    let program = Program {
        title: policy.title,
        hash: policy.hash,
        schema: policy.schema,
        metrics: Vec::with_capacity(policy.metrics.len()),
        settings: policy.settings,
        slots: Vec::new(),
        exprs: Vec::new(),
        linear: Vec::new(),
        quotients: Vec::new(),
        tests: Vec::new(),
        conditions: Vec::new(),
        aggregates: Vec::new(),
        peers: Vec::new(),
        limits: Vec::new(),
        orders: policy.orders,
        counted_by: policy.counted_by,
        declared: policy.declared,
        checks: Vec::new(),
        rules: Vec::new(),
        escalations: policy.escalations,
        scores: Vec::new(),
    };
    (
        policy.metrics,
        policy.checks,
        policy.rules,
        policy.scores,
        program,
    )
}

impl Lowering {
    fn metrics(&mut self, metrics: Vec<hir::Metric>) {
        for metric in metrics {
            let definition = metric
                .definition
                .as_ref()
                .map(|definition| self.expr(definition));
            self.program.metrics.push(program::MetricPlan {
                roll_up: metric.roll_up,
                adding_up: metric.adding_up,
                part_of: metric.part_of,
                last_counts_months: metric.last_counts_months,
                approximate_within: metric.approximate_within,
                plausible: metric.plausible,
                better: metric.better,
                definition,
            });
        }
    }

    fn check(&mut self, check: hir::Check) {
        let condition = self.condition(&check.condition);
        self.program.checks.push(program::Check {
            id: check.id,
            title: check.title,
            condition,
            tolerance: check.tolerance,
            blames: check.blames,
            reads: check.reads,
            warn_only: check.warn_only,
            entities: check.entities,
            window: check.window,
            place: check.place,
        });
    }

    fn score(&mut self, score: hir::Score) {
        let parts = score.parts.into_iter().map(|part| program::ScorePart {
            label: part.label,
            of: match part.of {
                hir::Marked::Rule(index) => program::Marked::Rule(RuleId::from(index)),
                hir::Marked::Value(expr) => program::Marked::Value(self.expr(&expr), expr.unit),
            },
            weight: part.weight,
            method: part.method,
        });
        let parts = parts.collect();
        self.program.scores.push(program::Score {
            id: score.id,
            title: score.title,
            entities: score.entities,
            cadence: score.cadence,
            parts,
            grades: score.grades,
            missing: score.missing,
            rounded_to: score.rounded_to,
            lists: score.lists,
            cite: score.cite,
            place: score.place,
        });
    }

    fn rule(&mut self, rule: hir::Rule) {
        let body = match rule.body {
            hir::RuleBody::Milestone(plan, warn) => {
                let warn = self.warnings(warn);
                program::RuleBody::Milestone(program::MilestonePlan { warn, ..plan })
            }
            hir::RuleBody::Target(target) => self.target(*target),
        };
        let stand_in = rule.stand_in.map(|(when, name, entity)| program::StandIn {
            when: self.condition(&when),
            name,
            entity,
        });
        self.program.rules.push(program::Rule {
            id: rule.id,
            title: rule.title,
            body,
            entities: rule.entities,
            schedule: rule.schedule,
            duty: rule.duty,
            stand_in,
            place: rule.place,
        });
    }

    fn target(&mut self, target: hir::Target) -> program::RuleBody {
        let cases = target.cases.into_iter().map(|case| program::Case {
            only: case.only,
            period: case.by,
            condition: self.condition(&case.condition),
        });
        let cases = cases.collect();
        let when = target.when.as_ref().map(|when| self.condition(when));
        let stretch = target.stretch.map(|(only, test)| program::Stretch {
            only,
            test: self.test(&test),
        });
        program::RuleBody::Target {
            cases,
            when,
            stretch,
            warn: self.warnings(target.warn),
            empty_counts_as_met: target.empty_counts_as_met,
            missing_counts_as_unmet: target.missing_counts_as_unmet,
        }
    }

    fn warnings(&mut self, warnings: Vec<hir::Warning>) -> Vec<program::Warning> {
        let lowered = warnings.into_iter().map(|warning| program::Warning {
            tier: warning.tier,
            when: match warning.when {
                hir::Warn::When(condition) => program::Warn::When(self.condition(&condition)),
                hir::Warn::Before(limit) => program::Warn::Before(limit),
                hir::Warn::PastShareOfTime { share, since } => {
                    program::Warn::PastShareOfTime { share, since }
                }
            },
        });
        lowered.collect()
    }
}
