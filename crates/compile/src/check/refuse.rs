//! Clauses that have no meaning where they stand, or stand twice.

use dabiao_syntax::ast::{self, RuleClause};

use crate::compiler::Compiler;

impl Compiler<'_> {
    /// Clauses that say how figures are judged mean nothing for what is signed off.
    pub(super) fn refuse_target_clauses(&mut self, clauses: &[ast::Clause<RuleClause>]) {
        for clause in clauses {
            let only_targets = matches!(
                clause.kind,
                RuleClause::Stretch { .. }
                    | RuleClause::For(_)
                    | RuleClause::ForWindow(_)
                    | RuleClause::Except(_)
                    | RuleClause::Per(_)
                    | RuleClause::When(_)
                    | RuleClause::StandsIn { .. }
                    | RuleClause::RoundedTo(_)
                    | RuleClause::Limits(_)
                    | RuleClause::CountingTheStartDay
                    | RuleClause::Excluding { .. }
                    | RuleClause::OpenRowsCount
                    | RuleClause::EmptyCountsAsMet
                    | RuleClause::MissingCountsAsUnmet
            );
            if only_targets {
                self.misplaced(
                    clause.span,
                    "it belongs to a target; who signs off is written: each KIND signs off",
                    "它只用于目标；由谁销号请写：各某类主体 分别销号",
                );
            }
        }
    }

    /// Of two clauses of one kind one would silently win; these stand once.
    pub(super) fn refuse_repeated(&mut self, clauses: &[ast::Clause<RuleClause>]) {
        for (index, clause) in clauses.iter().enumerate() {
            let may_repeat = matches!(
                clause.kind,
                RuleClause::Stage { .. }
                    | RuleClause::Warn(..)
                    | RuleClause::Cite(_)
                    | RuleClause::Alias(_)
                    | RuleClause::Refines { .. }
                    | RuleClause::Contributes { .. }
            );
            let mut before = clauses.iter().take(index);
            let same = |other: &ast::Clause<RuleClause>| {
                std::mem::discriminant(&other.kind) == std::mem::discriminant(&clause.kind)
            };
            if let Some(first) = before.find(|other| same(other)).filter(|_| !may_repeat) {
                self.repeated_clause(first.span, clause.span);
            }
        }
    }

    pub(super) fn refuse_milestone_clauses(&mut self, clauses: &[ast::Clause<RuleClause>]) {
        for clause in clauses {
            let only_milestones = matches!(
                clause.kind,
                RuleClause::Stage { .. }
                    | RuleClause::EvidenceRequired
                    | RuleClause::EachSignsOff(_)
                    | RuleClause::LateCountsAsUnmet
                    | RuleClause::Done(_)
            );
            if only_milestones {
                self.misplaced(clause.span, "it belongs to a milestone", "它只用于节点");
            }
        }
    }
}
