//! Which task an item belongs to: the one with the longest id that begins the item's.

use std::collections::{BTreeMap, HashSet};

use dabiao_diagnostics::{Diagnostic, register};
use dabiao_syntax::ast::{Item, ItemKind, Task};

use crate::compiler::Compiler;

/// The tasks of a policy, found by the ids of their items.
pub(super) struct Tasks<'c> {
    in_order: Vec<&'c Task>,
    /// Of two with one id the later.
    by_id: BTreeMap<&'c str, usize>,
}

impl<'c> Tasks<'c> {
    pub(super) fn of(items: impl Iterator<Item = &'c Item>) -> Self {
        let tasks = items.filter_map(|item| match &item.kind {
            ItemKind::Task(task) => Some(task.as_ref()),
            _ => None,
        });
        let in_order: Vec<_> = tasks.collect();
        let by_id = in_order.iter().enumerate();
        let by_id = by_id
            .map(|(place, task)| (task.id.text.as_str(), place))
            .collect();
        Self { in_order, by_id }
    }

    /// The task with the longest id that begins an item's id: `6` for `6.1`.
    pub(super) fn holding(&self, id: &str) -> Option<&'c Task> {
        self.in_order.get(self.place_holding(id)?).copied()
    }

    fn place_holding(&self, id: &str) -> Option<usize> {
        if self.by_id.is_empty() {
            return None;
        }
        let ends = id.match_indices('.').map(|(dot, _)| dot);
        let mut beginnings = ends.chain([id.len()]).rev().filter_map(|end| id.get(..end));
        beginnings.find_map(|beginning| self.by_id.get(beginning).copied())
    }
}

impl Compiler<'_> {
    /// Warns of tasks that no item belongs to.
    pub(super) fn idle_tasks<'i>(
        &mut self,
        tasks: &Tasks<'_>,
        items: impl Iterator<Item = &'i Item>,
    ) {
        let ids = items.filter_map(|item| match &item.kind {
            ItemKind::Target(target) => target.id.as_ref(),
            ItemKind::Milestone(milestone) => milestone.id.as_ref(),
            ItemKind::Check(check) => check.id.as_ref(),
            ItemKind::Score(score) => score.id.as_ref(),
            ItemKind::Escalation(escalation) => escalation.id.as_ref(),
            ItemKind::Note(note) => Some(&note.id),
            _ => None,
        });
        let busy: HashSet<usize> = ids.filter_map(|id| tasks.place_holding(&id.text)).collect();
        for (place, task) in tasks.in_order.iter().enumerate() {
            if !busy.contains(&place) {
                let diagnostic = Diagnostic::new(&register::IDLE_TASK, task.id.span);
                self.report(diagnostic.with("name", task.id.text.as_str()));
            }
        }
    }
}
