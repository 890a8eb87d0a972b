//! Items that demand something: targets, milestones and checks, and notes beside them.

use dabiao_grammar::vocabulary::Phrase;

use super::Speller;
use super::item::{CLAUSE, write_clauses, write_entry};
use super::layout::Page;
use crate::ast::{
    Check, CheckBody, CheckClause, Clause, Condition, Entry, Milestone, Note, RuleClause, Target,
    TargetBody, Threshold, Trivia,
};

impl Speller<'_> {
    pub(super) fn write_target(&self, page: &mut Page, target: &Target, trivia: &Trivia) {
        let title = self.id_and_title(target.id.as_ref(), target.title.as_ref());
        let head = format!("{}{title}{}", self.say(Phrase::TARGET), self.colon());
        let listed = |phrase| self.list_head(&head, phrase);
        match &target.body {
            TargetBody::Condition(condition) => {
                page.line(0, &format!("{head}{}", self.condition(condition)), trivia);
            }
            TargetBody::AllOf(entries) => {
                page.line(0, &listed(Phrase::ALL_OF), trivia);
                self.write_conditions(page, entries);
            }
            TargetBody::AnyOf(entries) => {
                page.line(0, &listed(Phrase::ANY_OF), trivia);
                self.write_conditions(page, entries);
            }
            TargetBody::Thresholds { value, entries } => {
                page.line(0, &format!("{head}{}", self.expr(value)), trivia);
                for entry in entries {
                    write_entry(page, entry, &self.threshold(&entry.value));
                }
            }
        }
        write_clauses(page, CLAUSE, &target.clauses, |clause| {
            self.rule_clause(clause)
        });
    }

    /// `all of:` behind the head of an item.
    fn list_head(&self, head: &str, phrase: &'static Phrase) -> String {
        format!("{head}{}{}", self.say(phrase), self.colon().trim_end())
    }

    fn write_conditions(&self, page: &mut Page, entries: &[Entry<Condition>]) {
        for entry in entries {
            write_entry(page, entry, &self.condition(&entry.value));
        }
    }

    fn threshold(&self, threshold: &Threshold) -> String {
        let scope = self.name_list(&threshold.scope);
        let whom = match &threshold.due {
            None => format!("{scope} "),
            Some(due) => {
                let due = self.say_with(Phrase::DUE, &self.date(due));
                let comma = if scope.is_empty() { "" } else { self.comma() };
                format!("{due}{comma}{scope}{}", self.colon())
            }
        };
        format!("{whom}{} {}", threshold.op, self.expr(&threshold.limit))
    }

    /// When it is due stands on the milestone's own line.
    pub(super) fn write_milestone(&self, page: &mut Page, milestone: &Milestone, trivia: &Trivia) {
        let title = self.id_and_title(milestone.id.as_ref(), milestone.title.as_ref());
        let head = format!("{}{title}", self.say(Phrase::MILESTONE));
        let (due, rest) = match milestone.clauses.split_first() {
            Some((first, rest))
                if is_bare(&first.trivia) && matches!(first.kind, RuleClause::Due(_)) =>
            {
                (Some(first), rest)
            }
            _ => (None, milestone.clauses.as_slice()),
        };
        let due = due.map(|due| format!("{}{}", self.colon(), self.rule_clause(&due.kind)));
        page.line(0, &format!("{head}{}", due.unwrap_or_default()), trivia);
        write_clauses(page, CLAUSE, rest, |clause| self.rule_clause(clause));
    }

    /// How close the sides must be stands on the check's own line.
    pub(super) fn write_check(&self, page: &mut Page, check: &Check, trivia: &Trivia) {
        let title = self.id_and_title(check.id.as_ref(), check.title.as_ref());
        let head = format!("{}{title}{}", self.say(Phrase::CHECK), self.colon());
        let (mut line, list): (String, &[_]) = match &check.body {
            CheckBody::Condition(condition) => {
                (format!("{head}{}", self.condition(condition)), &[])
            }
            CheckBody::AllOf(list) => (self.list_head(&head, Phrase::ALL_OF), list),
            CheckBody::AnyOf(list) => (self.list_head(&head, Phrase::ANY_OF), list),
        };
        let is_beside = |clause: &&Clause<CheckClause>| list.is_empty() && is_tolerance(clause);
        let beside = check.clauses.iter().take_while(is_beside).count();
        let (beside, below) = check.clauses.split_at_checked(beside).unwrap_or_default();
        for clause in beside {
            line.extend([self.comma(), &self.check_clause(&clause.kind)]);
        }
        page.line(0, &line, trivia);
        self.write_conditions(page, list);
        write_clauses(page, CLAUSE, below, |clause| self.check_clause(clause));
    }

    pub(super) fn note(&self, note: &Note) -> String {
        let title = self.id_and_title(Some(&note.id), note.title.as_ref());
        format!(
            "{}{title} {}",
            self.say(Phrase::NOTE),
            self.say_with(Phrase::BECAUSE, &self.text(&note.because))
        )
    }
}

fn is_tolerance(clause: &Clause<CheckClause>) -> bool {
    is_bare(&clause.trivia)
        && matches!(
            clause.kind,
            CheckClause::Within(_) | CheckClause::ToThePrintedDigits
        )
}

/// Whether no comment would be lost where a clause moves to the line of its item.
fn is_bare(trivia: &Trivia) -> bool {
    trivia.before.is_empty() && trivia.after.is_none()
}
