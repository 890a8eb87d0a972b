//! Items: a first line with the keyword, and below it the clauses and entries.

use dabiao_grammar::vocabulary::Phrase;

use super::Speller;
use super::layout::Page;
use crate::ast::{
    Check, CheckClause, Clause, Condition, Entity, Entry, Group, GroupMember, Item, ItemKind,
    Metric, MetricOption, MetricTable, Milestone, Note, Parameter, Record, RuleClause, Target,
    TargetBody, Threshold, Trivia, UnitItem,
};

/// The indent of clauses and entries.
const CLAUSE: usize = 2;

/// The indent of the clauses below an entry.
const CLAUSE_OF_ENTRY: usize = 4;

impl Speller<'_> {
    pub(super) fn write_item(&self, page: &mut Page, item: &Item) {
        page.above(0, &item.trivia);
        let mut line = |text: String| page.line(0, &text, &item.trivia);
        match &item.kind {
            ItemKind::Policy(policy) => {
                line(self.say_with(Phrase::POLICY, &self.text(&policy.title)));
                write_clauses(page, CLAUSE, &policy.clauses, |clause| {
                    self.policy_clause(clause)
                });
            }
            ItemKind::Unit(unit) => line(self.unit_item(unit)),
            ItemKind::Parameter(parameter) => line(self.parameter(parameter)),
            ItemKind::Entity(entity) => {
                line(self.entity(entity));
                write_clauses(page, CLAUSE, &entity.aliases, |alias| self.alias(alias));
            }
            ItemKind::Group(group) => {
                line(self.group(group));
                write_clauses(page, CLAUSE, &group.aliases, |alias| self.alias(alias));
            }
            ItemKind::Metric(metric) => {
                line(self.say_with(Phrase::METRIC, &self.metric(metric)));
                write_clauses(page, CLAUSE, &metric.clauses, |clause| {
                    self.metric_clause(clause)
                });
            }
            ItemKind::Metrics(table) => {
                line(self.metric_table(table));
                for entry in &table.entries {
                    write_entry(page, entry, &self.metric(&entry.value));
                    let clauses = &entry.value.clauses;
                    write_clauses(page, CLAUSE_OF_ENTRY, clauses, |clause| {
                        self.metric_clause(clause)
                    });
                }
            }
            ItemKind::Record(record) => {
                line(self.record(record));
                write_clauses(page, CLAUSE, &record.clauses, |clause| {
                    self.record_clause(clause)
                });
            }
            ItemKind::Task(task) => {
                line(format!(
                    "{}{}",
                    self.say(Phrase::TASK),
                    self.id_and_title(Some(&task.id), task.title.as_ref())
                ));
                write_clauses(page, CLAUSE, &task.clauses, |clause| {
                    self.rule_clause(clause)
                });
            }
            ItemKind::Target(target) => self.write_target(page, target, &item.trivia),
            ItemKind::Milestone(milestone) => self.write_milestone(page, milestone, &item.trivia),
            ItemKind::Check(check) => self.write_check(page, check, &item.trivia),
            ItemKind::Note(note) => line(self.note(note)),
        }
    }

    fn unit_item(&self, unit: &UnitItem) -> String {
        let name = self.say_with(Phrase::UNIT, &self.name(&unit.name));
        let Some(relation) = &unit.relation else {
            return name;
        };
        match &relation.unit {
            Some(same) if relation.number == "1" => format!("{name} = {}", self.unit(same)),
            _ => format!("{name} = {}", self.quantity(relation)),
        }
    }

    fn parameter(&self, parameter: &Parameter) -> String {
        let name = self.say_with(Phrase::PARAMETER, &self.name(&parameter.name));
        format!("{name} = {}", self.quantity(&parameter.value))
    }

    fn entity(&self, entity: &Entity) -> String {
        let (names, kind) = (self.name_list(&entity.names), self.name(&entity.kind));
        match &entity.parent {
            Some(parent) => self.fill(
                Phrase::ENTITY_IN,
                &[("A", &names), ("K", &kind), ("B", &self.name(parent))],
            ),
            None => self.say_with(Phrase::ENTITY, &format!("{names}{}{kind}", self.colon())),
        }
    }

    fn group(&self, group: &Group) -> String {
        let members = self.list(&group.members, |member| match member {
            GroupMember::One(name) => self.name(name),
            GroupMember::Every(kind) => self.say_with(Phrase::EVERY, &self.name(kind)),
        });
        let members = self.perhaps_open(members, group.open);
        self.say_with(
            Phrase::GROUP,
            &format!("{} = {members}", self.name(&group.name)),
        )
    }

    /// A metric's name with its options and definition, without the keyword.
    fn metric(&self, metric: &Metric) -> String {
        let mut text = self.name(&metric.name);
        if let Some(first) = metric.options.first() {
            let gap = if matches!(first, MetricOption::In(_)) {
                " "
            } else {
                self.comma()
            };
            text.extend([gap, &self.options(&metric.options)]);
        }
        if let Some(definition) = &metric.definition {
            text.extend([" = ", &self.expr(definition)]);
        }
        text
    }

    fn options(&self, options: &[MetricOption]) -> String {
        options
            .iter()
            .map(|option| self.metric_option(option))
            .collect::<Vec<_>>()
            .join(self.comma())
    }

    fn metric_table(&self, table: &MetricTable) -> String {
        self.say_with(Phrase::METRICS, &self.options(&table.options))
            .trim_end()
            .to_owned()
    }

    fn record(&self, record: &Record) -> String {
        let name = self.say_with(Phrase::RECORD, &self.name(&record.name));
        match &record.per {
            Some(per) => format!(
                "{name}{}{}",
                self.comma(),
                self.say_with(Phrase::PER, &self.name(per))
            ),
            None => name,
        }
    }

    fn write_target(&self, page: &mut Page, target: &Target, trivia: &Trivia) {
        let title = self.id_and_title(target.id.as_ref(), target.title.as_ref());
        let head = format!("{}{title}{}", self.say(Phrase::TARGET), self.colon());
        let listed = |phrase| format!("{head}{}{}", self.say(phrase), self.colon().trim_end());
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

    fn write_conditions(&self, page: &mut Page, entries: &[Entry<Condition>]) {
        for entry in entries {
            write_entry(page, entry, &self.condition(&entry.value));
        }
    }

    fn threshold(&self, threshold: &Threshold) -> String {
        format!(
            "{} {} {}",
            self.name_list(&threshold.scope),
            threshold.op,
            self.expr(&threshold.limit)
        )
    }

    /// When it is due stands on the milestone's own line.
    fn write_milestone(&self, page: &mut Page, milestone: &Milestone, trivia: &Trivia) {
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
    fn write_check(&self, page: &mut Page, check: &Check, trivia: &Trivia) {
        let title = self.id_and_title(check.id.as_ref(), check.title.as_ref());
        let mut line = format!(
            "{}{title}{}{}",
            self.say(Phrase::CHECK),
            self.colon(),
            self.condition(&check.condition)
        );
        let beside = check
            .clauses
            .iter()
            .take_while(|clause| is_tolerance(clause))
            .count();
        let (beside, below) = check.clauses.split_at_checked(beside).unwrap_or_default();
        for clause in beside {
            line.extend([self.comma(), &self.check_clause(&clause.kind)]);
        }
        page.line(0, &line, trivia);
        write_clauses(page, CLAUSE, below, |clause| self.check_clause(clause));
    }

    fn note(&self, note: &Note) -> String {
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

fn write_clauses<T>(
    page: &mut Page,
    indent: usize,
    clauses: &[Clause<T>],
    spell: impl Fn(&T) -> String,
) {
    for clause in clauses {
        page.above(indent, &clause.trivia);
        page.line(indent, &spell(&clause.kind), &clause.trivia);
    }
}

fn write_entry<T>(page: &mut Page, entry: &Entry<T>, text: &str) {
    page.above(CLAUSE, &entry.trivia);
    page.line(CLAUSE, &format!("- {text}"), &entry.trivia);
}
