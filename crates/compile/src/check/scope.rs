//! Who is judged: every entity of the kind a target's metrics are per, unless its clauses say otherwise.

use dabiao_diagnostics::{Diagnostic, Span, register};
use dabiao_eval::program::{RollUp, Schedule, Slot};
use dabiao_model::{EntityId, KindId, MetricId, Nature, Text};
use dabiao_syntax::ast::{Names, RuleClause};

use super::rule::Clauses;
use crate::compiler::Compiler;
use crate::hir;

type Cases = [hir::Case];

impl Compiler<'_> {
    /// The entities a target is judged for; none stands for the policy as a whole.
    pub(super) fn entities_of(
        &mut self,
        cases: &Cases,
        clauses: &Clauses<'_>,
        span: Span,
    ) -> Vec<Option<EntityId>> {
        let kinds = self.kinds_read(cases);
        let per = clauses.first(|clause| match clause {
            RuleClause::Per(kind) => Some(kind),
            _ => None,
        });
        let only = clauses.first(|clause| match clause {
            RuleClause::For(names) => Some(names),
            _ => None,
        });
        let except = clauses.first(|clause| match clause {
            RuleClause::Except(names) => Some(names),
            _ => None,
        });
        let mut entities = match (only, per) {
            (Some((names, span)), _) => {
                self.warn_of_open_scope(names, span);
                self.expand(names)
            }
            (None, Some((kind, _))) => self
                .known_kind(kind)
                .map_or_else(Vec::new, |kind| self.of_kind(kind)),
            (None, None) => self
                .topmost(&kinds)
                .map_or_else(Vec::new, |kind| self.of_kind(kind)),
        };
        if kinds.is_empty() && only.is_none() && per.is_none() {
            return vec![None];
        }
        if let Some((names, _)) = except {
            let out = self.expand(names);
            entities.retain(|entity| !out.contains(entity));
        }
        self.refuse_lower_levels(&entities, cases, span);
        entities.into_iter().map(Some).collect()
    }

    /// The kinds of entity that what a target reads is per.
    fn kinds_read(&self, cases: &Cases) -> Vec<KindId> {
        let mut kinds = Vec::new();
        for hir::Case { condition, .. } in cases {
            per_entity_slots(condition, &mut |slot| {
                kinds.extend(
                    self.schema
                        .metrics
                        .get(slot.metric.index())
                        .and_then(|metric| metric.per),
                );
            });
            records_read(condition, &mut |record| {
                kinds.extend(
                    self.schema
                        .records
                        .get(record)
                        .and_then(|record| record.per),
                );
            });
        }
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }

    /// The kind above the others: its entities contain theirs.
    pub(super) fn topmost(&self, kinds: &[KindId]) -> Option<KindId> {
        let above = |upper: KindId, lower: KindId| {
            upper == lower
                || self.of_kind(lower).iter().any(|entity| {
                    self.of_kind(upper)
                        .iter()
                        .any(|ancestor| self.schema.lies_in(*entity, *ancestor))
                })
        };
        kinds
            .iter()
            .copied()
            .find(|upper| kinds.iter().all(|lower| above(*upper, *lower)))
            .or(kinds.first().copied())
    }

    /// A figure per city has nothing to say of a county.
    fn refuse_lower_levels(&mut self, entities: &[EntityId], cases: &Cases, span: Span) {
        for kind in self.kinds_read(cases) {
            let holders = self.of_kind(kind);
            let stranger = entities.iter().find(|entity| {
                !holders
                    .iter()
                    .any(|holder| self.schema.lies_in(*holder, **entity))
            });
            let Some(stranger) = stranger.copied() else {
                continue;
            };
            let name = self
                .schema
                .kinds
                .get(kind.index())
                .map_or("", AsRef::as_ref)
                .to_owned();
            let what = self.reader_of(kind, cases);
            let entity = self.schema.entity_name(stranger).to_owned();
            let diagnostic = Diagnostic::new(&register::WRONG_LEVEL, span).with("metric", what);
            self.report(diagnostic.with("kind", name).with("entity", entity));
        }
    }

    /// The first metric or record per a kind.
    fn reader_of(&self, kind: KindId, cases: &Cases) -> String {
        let mut found = None;
        for hir::Case { condition, .. } in cases {
            per_entity_slots(condition, &mut |slot| {
                let metric = self.schema.metrics.get(slot.metric.index());
                if metric.is_some_and(|metric| metric.per == Some(kind)) {
                    found.get_or_insert_with(|| self.schema.metric_name(slot.metric).to_owned());
                }
            });
            records_read(condition, &mut |record| {
                let record = self
                    .schema
                    .records
                    .get(record)
                    .filter(|record| record.per == Some(kind));
                if let Some(name) = record.and_then(|record| record.names.first()) {
                    found.get_or_insert_with(|| name.to_string());
                }
            });
        }
        found.unwrap_or_default()
    }

    /// Warns where a level above the metric's own is judged and nothing says how the metric rolls up.
    pub(super) fn check_roll_up(
        &mut self,
        cases: &Cases,
        entities: &[Option<EntityId>],
        schedule: &Schedule,
        span: Span,
    ) {
        let mut wanting = Vec::new();
        for hir::Case { condition, .. } in cases {
            per_entity_slots(condition, &mut |slot| {
                let metric = self.schema.metrics.get(slot.metric.index());
                let Some(per) = metric.and_then(|metric| metric.per) else {
                    return;
                };
                let holders = self.of_kind(per);
                let above = entities.iter().flatten().find(|entity| {
                    !holders.contains(entity)
                        && holders
                            .iter()
                            .any(|holder| self.schema.lies_in(*holder, **entity))
                });
                if let Some(above) = above {
                    wanting.push((slot.metric, *above));
                }
            });
        }
        wanting.sort_unstable();
        wanting.dedup();
        for metric in self.shorter_than_judged(cases, schedule) {
            self.warn_no_roll_up(metric, Text::new("a longer period", "更长的时期"), span);
        }
        for (metric, above) in wanting {
            let level = self.level_name(Some(above));
            self.warn_no_roll_up(metric, level, span);
        }
    }

    fn warn_no_roll_up(&mut self, metric: MetricId, level: Text, span: Span) {
        if self.plan(metric.index()).roll_up == RollUp::None {
            let name = self.schema.metric_name(metric).to_owned();
            let diagnostic = Diagnostic::new(&register::NO_ROLL_UP, span).with("metric", name);
            self.report(diagnostic.with("level", level));
        }
    }

    /// The flows of a shorter period than the one a date is judged for.
    fn shorter_than_judged(&self, cases: &Cases, schedule: &Schedule) -> Vec<MetricId> {
        let Some(judged) = schedule
            .once
            .iter()
            .map(|once| once.period)
            .max_by_key(|period| period.grain())
        else {
            return Vec::new();
        };
        let mut metrics = Vec::new();
        for hir::Case { condition, .. } in cases {
            per_entity_slots(condition, &mut |slot| {
                let metric = self.schema.metrics.get(slot.metric.index());
                // A figure of a fixed date is asked for that date's own period.
                let judged_then = slot.moment.anchor.is_none();
                let shorter = metric.filter(|_| judged_then).filter(|metric| {
                    let cadence = metric.cadence.map(dabiao_model::Cadence::grain);
                    metric.nature == Nature::Flow
                        && cadence.is_some_and(|grain| grain < judged.grain())
                });
                metrics.extend(shorter.map(|_| slot.metric));
            });
        }
        metrics.sort_unstable();
        metrics.dedup();
        metrics
    }

    /// Whom a check is done for: each entity of the kinds its figures are per, or only those it names.
    pub(super) fn entities_checked(
        &mut self,
        condition: &hir::Condition,
        only: Option<(&Names, Span)>,
        span: Span,
    ) -> Vec<Option<EntityId>> {
        let cases = [hir::Case::of_all(condition.clone())];
        let kinds = self.kinds_read(&cases);
        let entities = match (only, self.topmost(&kinds)) {
            (Some((names, span)), _) => {
                self.warn_of_open_scope(names, span);
                self.expand(names)
            }
            (None, Some(kind)) => self.of_kind(kind),
            (None, None) => return vec![None],
        };
        self.refuse_lower_levels(&entities, &cases, span);
        entities.into_iter().map(Some).collect()
    }
}

/// Calls `visit` for each slot whose figure belongs to the judged entity.
pub(super) fn per_entity_slots(condition: &hir::Condition, visit: &mut impl FnMut(Slot)) {
    match condition {
        hir::Condition::Test(test) => {
            let mut actual = |slot: Slot| {
                if slot.source.is_achieved() {
                    visit(slot);
                }
            };
            test.left.own_slots(&mut actual);
            test.right.own_slots(&mut actual);
        }
        hir::Condition::Holds(slot) => visit(*slot),
        hir::Condition::Agree(left, right, _) => {
            visit(*left);
            visit(*right);
        }
        // It names its own entities.
        hir::Condition::Every(..) | hir::Condition::Rows(_) | hir::Condition::Recurs(_) => {}
        hir::Condition::And(parts) | hir::Condition::Or(parts) => {
            for part in parts {
                per_entity_slots(part, visit);
            }
        }
        hir::Condition::Not(inner) => per_entity_slots(inner, visit),
    }
}

/// Calls `visit` with the index of each record a condition reads.
fn records_read(condition: &hir::Condition, visit: &mut impl FnMut(usize)) {
    condition.limits(&mut |limit| visit(limit.scope.record.index()));
    condition.recurring(&mut |duty| visit(duty.scope.record.index()));
    condition.tests(&mut |test| {
        for side in [&test.left, &test.right] {
            side.aggregates(&mut |aggregate| visit(aggregate.scope.record.index()));
        }
    });
}
