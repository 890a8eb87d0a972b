//! Putting derived metrics in where they are named: each is typed once for a time and segment, and none grows without end.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use dabiao_diagnostics::{Diagnostic, register};
use dabiao_eval::program::Moment;
use dabiao_model::{MetricId, SegmentId};
use dabiao_syntax::ast::Name;

use crate::compiler::Compiler;
use crate::hir;

/// How many terms a definition may come to, all metrics put in.
const MOST_OF_FORMULA: usize = 5_000;
/// How many terms all formulas of a policy may come to.
const MOST_OF_POLICY: usize = 10_000_000;

/// As what a metric is read: at which time, which segment, and whether without what lies below.
type Reading = (MetricId, Moment, Option<SegmentId>, bool);

/// How far derived metrics have been put in.
#[derive(Default)]
pub(crate) struct Expansion {
    /// Definitions typed for another reading than the plain one; none where one is wrong.
    elsewhere: HashMap<Reading, Option<hir::Expr>>,
    /// Metrics whose definitions have been typed, be they right or wrong.
    pub(super) typed: HashSet<usize>,
    /// The terms put into the definition that is being typed.
    of_formula: Option<usize>,
    /// The terms put in anywhere.
    of_policy: usize,
}

impl Compiler<'_> {
    /// Types a definition by itself.
    pub(super) fn alone<T>(
        &mut self,
        segment: Option<Arc<str>>,
        inner: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let formula = self.expansion.of_formula.replace(0);
        let result = self.of_segment(segment, inner);
        self.expansion.of_formula = formula;
        result
    }

    /// Whether a definition has been typed, be it right or wrong.
    pub(super) fn is_typed(&self, index: usize) -> bool {
        self.expansion.typed.contains(&index)
    }

    /// The definition of a derived metric at the time that is read, typed once for it; nothing when it is wrong.
    pub(super) fn definition_at(
        &mut self,
        id: MetricId,
        segment: Option<SegmentId>,
    ) -> Option<hir::Expr> {
        if self.moment == Moment::NOW && segment.is_none() && !self.own_level {
            return self.definition(id);
        }
        let key = (id, self.moment, segment, self.own_level);
        if let Some(known) = self.expansion.elsewhere.get(&key) {
            return known.clone();
        }
        // What is wrong with it has been told of the judged time.
        self.definitions.get(id.index())?.as_ref()?;
        let declaration = self.metrics.get(id.index())?;
        let definition = declaration.metric.definition.as_ref()?;
        let schema = self.schema.metrics.get(id.index())?;
        let name = segment.and_then(|segment| schema.segments.get(segment.index()).cloned());
        let typed = self.alone(name, |compiler| compiler.expr(definition));
        self.expansion.elsewhere.insert(key, typed.clone());
        typed
    }

    /// Counts what is put in where a derived metric is named, and refuses it where that grows too large.
    pub(super) fn put_in(&mut self, name: &Name, definition: hir::Expr) -> Option<hir::Expr> {
        let terms = definition.terms();
        self.expansion.of_policy = self.expansion.of_policy.saturating_add(terms);
        let formula = self.expansion.of_formula.as_mut();
        let of_formula = formula.map_or(0, |count| {
            *count = count.saturating_add(terms);
            *count
        });
        let beyond = if of_formula > MOST_OF_FORMULA {
            MOST_OF_FORMULA
        } else if self.expansion.of_policy > MOST_OF_POLICY {
            MOST_OF_POLICY
        } else {
            return Some(definition);
        };
        let diagnostic = Diagnostic::new(&register::FORMULA_TOO_LARGE, name.span)
            .with("name", name.text.as_str())
            .with("limit", beyond.to_string());
        self.report(diagnostic);
        None
    }

    /// Forgets what was typed, so that metrics which a test gives are read.
    pub(super) fn forget_definitions(&mut self) {
        self.expansion.elsewhere.clear();
        self.expansion.typed.clear();
        self.definitions = vec![None; self.metrics.len()];
    }
}
