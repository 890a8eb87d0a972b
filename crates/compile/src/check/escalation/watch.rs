//! What an escalation watches: rules, or a score with its lists.

use dabiao_diagnostics::{Diagnostic, Span, nearest, register};
use dabiao_eval::program::{ScoreMiss, WatchedScore};
use dabiao_model::{Comparator, Text};
use dabiao_syntax::ast::{self, Id, ListColour, PartyText, WatchText, WatchedText};

use crate::compiler::Compiler;
use crate::hir::{self, Rule, RuleBody};

impl Compiler<'_> {
    /// The indices of the rules that are watched, in the order written.
    pub(super) fn watched(&mut self, watch: &WatchText, rules: &[Rule]) -> Vec<usize> {
        match watch {
            WatchText::AllTargets(except) => {
                let except = self.these(except, rules);
                let all = 0..rules.len();
                all.filter(|index| !except.contains(index)).collect()
            }
            WatchText::These(these) => self.these(these, rules),
            WatchText::List(..) | WatchText::Total(..) => Vec::new(),
        }
    }

    /// The indices of the rules that are named.
    fn these(&mut self, these: &[WatchedText], rules: &[Rule]) -> Vec<usize> {
        let mut watched = Vec::new();
        for it in these {
            let (id, found): (&Id, Vec<usize>) = match it {
                WatchedText::Item(id) => (id, self.rules_called(&id.text, rules)),
                WatchedText::Task(id) => (id, rules_of_task(&id.text, rules)),
            };
            if found.is_empty() {
                self.unknown_rule(id, rules);
            }
            watched.extend(found);
        }
        watched.sort_unstable();
        watched.dedup();
        watched
    }

    /// The rule of an id; of a milestone, its stages too.
    fn rules_called(&self, id: &str, rules: &[Rule]) -> Vec<usize> {
        let own = rules.iter().position(|rule| rule.id.as_ref() == id);
        let milestone = own.and_then(|index| match &rules.get(index)?.body {
            RuleBody::Milestone(plan, _) => Some(plan.milestone),
            RuleBody::Target(_) => None,
        });
        let is_stage = |rule: &Rule| match (&rule.body, milestone) {
            (RuleBody::Milestone(plan, _), Some(of)) => {
                let schema = self.schema.milestones.get(plan.milestone.index());
                schema.is_some_and(|schema| schema.stage_of == Some(of))
            }
            _ => false,
        };
        let all = rules.iter().enumerate();
        all.filter(|(index, rule)| Some(*index) == own || is_stage(rule))
            .map(|(index, _)| index)
            .collect()
    }

    fn unknown_rule(&mut self, id: &Id, rules: &[Rule]) {
        let known = rules.iter().map(|rule| rule.id.as_ref());
        let diagnostic = Diagnostic::new(&register::UNKNOWN_RULE, id.span)
            .with("name", id.text.as_str())
            .with("nearest", nearest::known(&id.text, known));
        self.report(diagnostic);
    }

    /// The score that is watched, if one is.
    pub(super) fn watched_score(
        &mut self,
        escalation: &ast::Escalation,
        scores: &[hir::Score],
        span: Span,
    ) -> Option<WatchedScore> {
        let id = match &escalation.watch {
            WatchText::AllTargets(_) | WatchText::These(_) => return None,
            WatchText::List(_, id) | WatchText::Total(id, ..) => id.as_ref(),
        };
        let score = self.named_score(id, scores, span);
        if escalation.party == Some(PartyText::Lead) {
            self.unwatchable(
                span,
                "a score is of an entity: count per entity, or per one kind of them",
                "评分针对主体：请按主体或其中一类计次",
            );
        }
        let index = score?;
        let has = |black: bool| {
            let lists = scores.get(index).map(|score| score.lists.as_slice());
            lists.is_some_and(|lists| lists.iter().any(|list| list.black == black))
        };
        let miss = match &escalation.watch {
            WatchText::List(ListColour::Black, _) if has(true) => ScoreMiss::OnBlackList,
            WatchText::List(ListColour::Red, _) if has(false) => ScoreMiss::OffRedList,
            WatchText::Total(_, op @ (Comparator::LessThan | Comparator::AtMost), marks) => {
                ScoreMiss::Total(*op, self.marks(marks)?)
            }
            WatchText::Total(..) => {
                self.unwatchable(
                    span,
                    "say what a miss is: score below 60 marks",
                    "请写明何为未达标：评分 低于 60分",
                );
                return None;
            }
            _ => {
                self.unwatchable(span, "the score has no such list", "该评分没有这种名单");
                return None;
            }
        };
        Some(WatchedScore { score: index, miss })
    }

    fn unwatchable(&mut self, span: Span, en: &str, zh: &str) {
        let clause = self.label(span);
        let diagnostic = Diagnostic::new(&register::MISPLACED_CLAUSE, span);
        let diagnostic = diagnostic.with("clause", clause.to_string());
        self.report(diagnostic.with("remedy", Text::new(en, zh)));
    }

    /// The score of an id; without one the only one there is.
    fn named_score(&mut self, id: Option<&Id>, scores: &[hir::Score], span: Span) -> Option<usize> {
        let Some(id) = id else {
            if scores.len() != 1 {
                self.unwatchable(
                    span,
                    "there is not just one score: write its id, such as score 7",
                    "评分不止一个或没有，请写明编号，如 评分 7",
                );
                return None;
            }
            return Some(0);
        };
        let found = scores
            .iter()
            .position(|score| score.id.as_ref() == id.text.as_str());
        if found.is_none() {
            let known = scores.iter().map(|score| score.id.as_ref());
            let diagnostic = Diagnostic::new(&register::UNKNOWN_RULE, id.span)
                .with("name", id.text.as_str())
                .with("nearest", nearest::known(&id.text, known));
            self.report(diagnostic);
        }
        found
    }
}

/// Every rule whose id begins with a task's.
fn rules_of_task(task: &str, rules: &[Rule]) -> Vec<usize> {
    let belongs = |rule: &Rule| {
        let rest = rule.id.strip_prefix(task);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let all = rules.iter().enumerate();
    all.filter(|(_, rule)| belongs(rule))
        .map(|(index, _)| index)
        .collect()
}
