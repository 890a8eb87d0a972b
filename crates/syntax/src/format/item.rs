//! Items: a first line with the keyword, and below it the clauses and entries.

use dabiao_grammar::Rule;
use dabiao_grammar::vocabulary::Phrase;

use super::Speller;
use super::layout::Page;
use super::value::is_read_by;
use crate::ast::{
    Clause, DeclarationClause, Entity, Entry, Group, GroupMember, Item, ItemKind, Metric,
    MetricOption, MetricTable, Parameter, Record, UnitItem,
};

/// The indent of clauses and entries.
pub(super) const CLAUSE: usize = 2;

/// The indent of the clauses below an entry.
const CLAUSE_OF_ENTRY: usize = 4;

impl Speller<'_> {
    pub(super) fn write_item(&self, page: &mut Page, item: &Item) {
        self.write_kind(page, item);
        write_clauses(page, CLAUSE, &item.allows, |allow| {
            let because = self.text(&allow.because);
            let places = [("A", allow.code.text.as_str()), ("B", &because)];
            self.fill(Phrase::ALLOW_BECAUSE, &places)
        });
    }

    fn write_kind(&self, page: &mut Page, item: &Item) {
        page.above(0, &item.trivia);
        page.at(item.span);
        let mut line = |text: String| page.line(0, &text, &item.trivia);
        match &item.kind {
            ItemKind::Policy(policy) => {
                line(self.say_with(Phrase::POLICY, &self.text(&policy.title)));
                write_clauses(page, CLAUSE, &policy.clauses, |clause| {
                    self.policy_clause(clause)
                });
            }
            ItemKind::Import(import) => {
                line(self.say_with(Phrase::IMPORT, &self.text(&import.path)));
                self.write_declared(page, &import.clauses);
            }
            ItemKind::Refines(refines) => {
                let (path, name) = (self.text(&refines.path), self.upper(&refines.name));
                line(self.fill(Phrase::REFINES_CALLED, &[("A", &path), ("B", &name)]));
                self.write_declared(page, &refines.clauses);
            }
            ItemKind::Unit(unit) => {
                line(self.unit_item(unit));
                self.write_declared(page, &unit.clauses);
            }
            ItemKind::Parameter(parameter) => {
                line(self.parameter(parameter));
                self.write_declared(page, &parameter.clauses);
            }
            ItemKind::Entity(entity) => {
                line(self.entity(entity));
                self.write_declared(page, &entity.clauses);
            }
            ItemKind::Group(group) => {
                line(self.group(group));
                self.write_declared(page, &group.clauses);
            }
            ItemKind::Metric(metric) => {
                line(self.say_with(Phrase::METRIC, &self.metric(metric)));
                write_clauses(page, CLAUSE, &metric.clauses, |clause| {
                    self.metric_clause(clause)
                });
            }
            ItemKind::Metrics(table) => {
                line(self.metric_table(table));
                self.write_declared(page, &table.clauses);
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
            ItemKind::Note(note) => {
                line(self.note(note));
                self.write_declared(page, &note.clauses);
            }
            ItemKind::Score(score) => self.write_score(page, score, &item.trivia),
            ItemKind::Escalation(escalation) => {
                self.write_escalation(page, escalation, &item.trivia);
            }
            ItemKind::Test(test) => {
                line(self.say_with(Phrase::TEST, &self.text(&test.title)));
                write_clauses(page, CLAUSE, &test.clauses, |clause| {
                    self.test_clause(clause)
                });
            }
        }
    }

    fn write_declared(&self, page: &mut Page, clauses: &[Clause<DeclarationClause>]) {
        write_clauses(page, CLAUSE, clauses, |clause| {
            self.declaration_clause(clause)
        });
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
        let value = parameter.value.as_ref();
        let value = value.map_or_else(
            || self.say(Phrase::UNKNOWN).to_owned(),
            |value| self.quantity(value),
        );
        format!("{name} = {value}")
    }

    fn entity(&self, entity: &Entity) -> String {
        let (names, kind) = (self.name_list(&entity.names), self.name(&entity.kind));
        let Some(parent) = &entity.parent else {
            return self.say_with(Phrase::ENTITY, &format!("{names}{}{kind}", self.colon()));
        };
        // `in force` ends no name, so that a parent of this name would join the kind.
        let joins = is_read_by(Rule::name, &format!("{kind} in {}", parent.text));
        let parent = if joins {
            self.quote(&parent.text)
        } else {
            self.name(parent)
        };
        self.fill(
            Phrase::ENTITY_IN,
            &[("A", &names), ("K", &kind), ("B", &parent)],
        )
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
            Some(per) => format!("{name}{}{}", self.comma(), self.per_kind(per)),
            None => name,
        }
    }
}

/// Writes clauses, each on a line of its own.
pub(super) fn write_clauses<T>(
    page: &mut Page,
    indent: usize,
    clauses: &[Clause<T>],
    spell: impl Fn(&T) -> String,
) {
    for clause in clauses {
        page.above(indent, &clause.trivia);
        page.at(clause.span);
        page.line(indent, &spell(&clause.kind), &clause.trivia);
    }
}

/// Writes an entry of a list without the clauses below it.
pub(super) fn write_entry<T>(page: &mut Page, entry: &Entry<T>, text: &str) {
    page.above(CLAUSE, &entry.trivia);
    page.at(entry.span);
    page.line(CLAUSE, &format!("- {text}"), &entry.trivia);
}
