//! Lints of a whole policy: it can be evaluated, but perhaps does not say what is meant.
//!
//! Each is asked of the tree as written, of the typed policy, or of both. None runs on a policy with errors.

mod demands;
mod duties;
mod figures;
mod names;
mod once;
mod rows;
mod testing;
mod titles;
mod unused;
mod used;

use dabiao_diagnostics::{Diagnostic, Diagnostics, Sources, Span};
use dabiao_model::MetricId;
use dabiao_syntax::ast::{Item, ItemKind, Metric, Module};

use crate::hir;

/// A policy with all that lints ask of it.
pub(crate) struct Linted<'a> {
    modules: &'a [Module],
    sources: &'a Sources,
    policy: &'a hir::Policy,
    /// The rules by their places; of several at one place, the milestone with its stages, in the order made.
    by_place: Vec<&'a hir::Rule>,
    found: Diagnostics,
}

/// What all lints find.
pub(crate) fn lint(modules: &[Module], sources: &Sources, policy: &hir::Policy) -> Diagnostics {
    let mut by_place: Vec<&hir::Rule> = policy.rules.iter().collect();
    by_place.sort_by_key(|rule| rule.span);
    let mut linted = Linted {
        modules,
        sources,
        policy,
        by_place,
        found: Diagnostics::new(),
    };
    linted.look_alikes();
    linted.unused();
    linted.duties();
    linted.titles();
    linted.demands();
    linted.figures();
    linted.rows();
    linted.tests();
    linted.said_once();
    linted.found
}

impl<'a> Linted<'a> {
    /// The items of the policy's own files.
    fn items(&self) -> impl Iterator<Item = &'a Item> + use<'a> {
        let sources = self.sources;
        let own = move |module: &&Module| {
            let file = sources.get(module.file);
            !file.is_some_and(dabiao_diagnostics::SourceFile::is_imported)
        };
        self.modules
            .iter()
            .filter(own)
            .flat_map(|module| &module.items)
    }

    /// The metrics as written, those of tables included.
    fn metrics(&self) -> impl Iterator<Item = &'a Metric> + use<'a> {
        self.items().flat_map(|item| {
            let table = match &item.kind {
                ItemKind::Metrics(table) => table.entries.as_slice(),
                _ => &[],
            };
            let one = match &item.kind {
                ItemKind::Metric(metric) => Some(metric.as_ref()),
                _ => None,
            };
            one.into_iter()
                .chain(table.iter().map(|entry| &entry.value))
        })
    }

    /// The rule that the item at a place declares; the milestone itself where it has stages.
    fn rule_at(&self, span: Span) -> Option<&'a hir::Rule> {
        let first = self.by_place.partition_point(|rule| rule.span < span);
        let rule = self.by_place.get(first).copied();
        rule.filter(|rule| rule.span == span)
    }

    fn text(&self, span: Span) -> &'a str {
        self.sources.text(span)
    }

    fn metric_name(&self, id: MetricId) -> &'a str {
        let metric = self.policy.schema.metrics.get(id.index());
        metric
            .and_then(|it| it.names.first())
            .map_or("", AsRef::as_ref)
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }
}
