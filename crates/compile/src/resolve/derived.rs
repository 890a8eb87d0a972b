//! What derived metrics are made of: how many of them stand one over the other, and the segments they have from there.

use std::sync::Arc;

use dabiao_diagnostics::{Diagnostic, register};
use dabiao_syntax::ast::Expr;

use crate::check::metrics::{bare_names_in, names_in};
use crate::compiler::Compiler;

/// How many derived metrics may stand one over the other.
const MOST_LEVELS: u32 = 100;

/// A metric on the way down to what it is made of, and how many of its parts have been looked at.
struct Visit {
    index: usize,
    parts: Vec<usize>,
    seen: usize,
}

impl<'a> Compiler<'a> {
    /// Gives derived metrics their segments, those they are made of first. Without recursion: a file may chain thousands.
    pub(super) fn derived_metrics(&mut self) {
        let mut levels: Vec<Option<u32>> = vec![None; self.metrics.len()];
        for root in 0..self.metrics.len() {
            let mut way = Vec::new();
            self.enter(root, &mut levels, &mut way);
            while let Some(visit) = way.last_mut() {
                if let Some(part) = visit.parts.get(visit.seen).copied() {
                    visit.seen = visit.seen.saturating_add(1);
                    self.enter(part, &mut levels, &mut way);
                } else if let Some(done) = way.pop() {
                    self.settle(&done, &mut levels);
                }
            }
        }
    }

    /// Goes down to a metric that was not entered before; one that leads back to itself is met again on the way.
    fn enter(&self, index: usize, levels: &mut [Option<u32>], way: &mut Vec<Visit>) {
        let Some(level) = levels.get_mut(index).filter(|level| level.is_none()) else {
            return;
        };
        *level = Some(0);
        way.push(Visit {
            index,
            parts: self.parts_of(index),
            seen: 0,
        });
    }

    /// What is known of a metric once it is known of all its parts.
    fn settle(&mut self, visit: &Visit, levels: &mut [Option<u32>]) {
        if self.definition_of(visit.index).is_none() {
            return;
        }
        let below = visit.parts.iter();
        let below = below.filter_map(|part| levels.get(*part).copied().flatten());
        let own = below.max().unwrap_or(0).saturating_add(1);
        if let Some(level) = levels.get_mut(visit.index) {
            *level = Some(own);
        }
        self.refuse_too_deep(visit.index, own);
        self.take_segments(visit);
    }

    fn refuse_too_deep(&mut self, index: usize, level: u32) {
        let Some(declaration) = self.metrics.get_mut(index) else {
            return;
        };
        declaration.too_deep = level > MOST_LEVELS;
        // Those above it fail with it; one error says so.
        if level == MOST_LEVELS.saturating_add(1) {
            let name = &declaration.metric.name;
            let diagnostic = Diagnostic::new(&register::DERIVED_TOO_DEEP, name.span)
                .with("name", name.text.as_str())
                .with("limit", MOST_LEVELS.to_string());
            self.report(diagnostic);
        }
    }

    /// A derived metric has the segments that all its parts have, unless it names one of them.
    fn take_segments(&mut self, visit: &Visit) {
        let index = visit.index;
        let written = self.schema.metrics.get(index);
        let written = written.is_some_and(|schema| !schema.segments.is_empty());
        let Some(definition) = self.definition_of(index).filter(|_| !written) else {
            return;
        };
        let (mut bare, mut all) = (Vec::new(), Vec::new());
        bare_names_in(definition, &mut bare);
        names_in(definition, &mut all);
        if bare.len() != all.len() {
            return;
        }
        let Some((segments, adds_up)) = self.common_segments(&visit.parts) else {
            return;
        };
        if let Some(schema) = self.schema.metrics.get_mut(index) {
            schema.segments = segments;
        }
        if let Some(declaration) = self.metrics.get_mut(index) {
            declaration.adds_up = adds_up;
        }
    }

    /// The segments that all metrics have, and whether all of them add up.
    fn common_segments(&self, parts: &[usize]) -> Option<(Vec<Arc<str>>, bool)> {
        let first = self.schema.metrics.get(*parts.first()?)?.segments.clone();
        let same = |part: &usize| {
            self.schema.metrics.get(*part).is_some_and(|schema| {
                schema.segments.len() == first.len()
                    && first
                        .iter()
                        .all(|segment| schema.segment(segment).is_some())
            })
        };
        let adds_up = |part: &usize| self.metrics.get(*part).is_some_and(|it| it.adds_up);
        let common = !first.is_empty() && parts.iter().all(same);
        common.then(|| (first, parts.iter().all(adds_up)))
    }

    fn definition_of(&self, index: usize) -> Option<&'a Expr> {
        self.metrics.get(index)?.metric.definition.as_ref()
    }

    /// The metrics that a definition names, and where it is none, nothing.
    fn parts_of(&self, index: usize) -> Vec<usize> {
        let mut names = Vec::new();
        if let Some(definition) = self.definition_of(index) {
            names_in(definition, &mut names);
        }
        let found = names
            .iter()
            .filter_map(|name| self.schema.metric(&name.text));
        found.map(dabiao_model::MetricId::index).collect()
    }
}
