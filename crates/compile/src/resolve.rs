//! Resolving: everything declared is bound to an id, whatever the order of items and files.

mod derived;
mod entities;
pub(crate) mod imports;
mod metrics;
mod policy;
mod records;

pub(crate) use policy::quantity_text;
pub(crate) use records::is_event;

use dabiao_diagnostics::{Diagnostic, Span, register};
use dabiao_syntax::ast::{Item, ItemKind, Module};
use rustc_hash::FxHashMap;

use crate::compiler::Compiler;

/// Binds all declarations, in the order in which they need each other.
pub(crate) fn resolve<'a>(compiler: &mut Compiler<'a>, modules: &'a [Module]) {
    let items = || modules.iter().flat_map(|module| &module.items);
    compiler.policy_item(items());
    compiler.units(items());
    compiler.parameters(items());
    compiler.entities(items());
    compiler.groups(items());
    compiler.metrics(items());
    compiler.metric_details();
    compiler.records(items());
    compiler.unique_ids(items());
}

impl Compiler<'_> {
    /// Reports a name that is declared a second time.
    fn duplicate(&mut self, name: &str, span: Span, first: Option<Span>) {
        let mut diagnostic = Diagnostic::new(&register::DUPLICATE_NAME, span).with("name", name);
        if let Some(first) = first {
            diagnostic = diagnostic.related(first, "first declared here", "首次声明于此");
        }
        self.report(diagnostic);
    }

    /// Ids of targets, milestones, escalations, scores and checks stand once.
    fn unique_ids<'i>(&mut self, items: impl Iterator<Item = &'i Item>) {
        let mut seen: FxHashMap<(bool, &str), Span> = FxHashMap::default();
        for item in items {
            let id = match &item.kind {
                ItemKind::Target(target) => target.id.as_ref().map(|id| (false, id)),
                ItemKind::Milestone(milestone) => milestone.id.as_ref().map(|id| (false, id)),
                ItemKind::Score(score) => score.id.as_ref().map(|id| (false, id)),
                ItemKind::Escalation(escalation) => escalation.id.as_ref().map(|id| (false, id)),
                ItemKind::Check(check) => check.id.as_ref().map(|id| (true, id)),
                _ => None,
            };
            let Some((is_check, id)) = id else { continue };
            if let Some(first) = seen.insert((is_check, &id.text), id.span) {
                let diagnostic = Diagnostic::new(&register::DUPLICATE_ID, id.span)
                    .with("name", id.text.as_str());
                self.report(diagnostic.related(first, "first used here", "首次用于此"));
            }
        }
    }
}
