//! Thresholds by entity, group or segment.

use std::sync::Arc;

use dabiao_diagnostics::{Diagnostic, Span, register};
use dabiao_model::EntityId;
use dabiao_syntax::ast;

use crate::compiler::Compiler;
use crate::hir;

impl Compiler<'_> {
    /// Thresholds by entity, group or segment.
    pub(super) fn thresholds(
        &mut self,
        value: &ast::Expr,
        entries: &[ast::Entry<ast::Threshold>],
    ) -> Option<Vec<(Option<Vec<EntityId>>, hir::Condition)>> {
        let mut cases: Vec<(Option<Vec<EntityId>>, hir::Condition)> = Vec::new();
        let mut segments: Vec<(Arc<str>, hir::Condition)> = Vec::new();
        let mut failed = false;
        for entry in entries {
            let mut entities = Vec::new();
            for name in &entry.value.scope {
                if let Some(found) = self.who(&name.text) {
                    entities.extend(found);
                } else if let Some(segment) = self.segment_named(value, &name.text) {
                    self.overlapping(
                        segments.iter().any(|(known, _)| *known == segment),
                        &name.text,
                        name.span,
                    );
                    self.segment = Some(segment.clone());
                    let test = self.threshold(value, &entry.value, entry.span);
                    self.segment = None;
                    match test {
                        Some(test) => segments.push((segment, test)),
                        None => failed = true,
                    }
                } else {
                    let known = self.entity_names();
                    self.unknown(&register::UNKNOWN_SCOPE, name, &known);
                    failed = true;
                }
            }
            if entities.is_empty() {
                continue;
            }
            for entity in &entities {
                let twice = cases
                    .iter()
                    .any(|(only, _)| only.as_ref().is_some_and(|only| only.contains(entity)));
                let name = self.schema.entity_name(*entity).to_owned();
                self.overlapping(twice, &name, entry.span);
            }
            match self.threshold(value, &entry.value, entry.span) {
                Some(test) => cases.push((Some(entities), test)),
                None => failed = true,
            }
        }
        if !segments.is_empty() {
            cases.push((
                None,
                hir::Condition::And(segments.into_iter().map(|(_, test)| test).collect()),
            ));
        }
        (!failed && !cases.is_empty()).then_some(cases)
    }

    fn threshold(
        &mut self,
        value: &ast::Expr,
        threshold: &ast::Threshold,
        span: Span,
    ) -> Option<hir::Condition> {
        let (left, right) = (self.expr(value), self.expr(&threshold.limit));
        self.test(left?, threshold.op, right?, span)
    }

    fn overlapping(&mut self, twice: bool, name: &str, span: Span) {
        if twice {
            self.report(
                Diagnostic::new(&register::OVERLAPPING_THRESHOLDS, span).with("name", name),
            );
        }
    }

    fn segment_named(&self, value: &ast::Expr, name: &str) -> Option<Arc<str>> {
        let mut names = Vec::new();
        super::metrics::names_in(value, &mut names);
        names.into_iter().find_map(|metric| {
            let id = self.schema.metric(&metric.text)?;
            let segments = &self.schema.metrics.get(id.index())?.segments;
            segments
                .iter()
                .find(|segment| segment.as_ref() == name)
                .cloned()
        })
    }
}
