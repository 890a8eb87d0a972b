//! Items as the clauses that decide something, with the names they declare and read.

use std::collections::BTreeSet;

use dabiao_diagnostics::{Sources, Span};
use dabiao_model::Language;
use dabiao_syntax::ast::{
    CheckClause, Clause, DeclarationClause, Item, ItemKind, MetricClause, PolicyClause,
    RecordClause, RuleClause, Subject, Visitor, Walk,
};
use dabiao_syntax::format::{RecordNames, lines};

use super::{Said, Text};

/// What an item is, and its first name: what it is known by in both texts.
pub(super) type Name = (&'static str, String);

/// An item, or an entry of a table of metrics.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) name: Name,
    /// Whether it is a target or a milestone.
    pub(super) is_rule: bool,
    /// The place of the item.
    pub(super) place: String,
    /// The clauses that decide something.
    pub(super) says: Vec<Said>,
    /// All names it is called by.
    declares: BTreeSet<String>,
    /// All names that stand in it.
    pub(super) reads: BTreeSet<String>,
}

impl Block {
    /// Whether a rule of this id, which reads these names, rests on it.
    pub(super) fn bears(&self, id: &str, names: &BTreeSet<&str>) -> bool {
        let is_named = |set: &BTreeSet<String>| set.iter().any(|it| names.contains(it.as_str()));
        match self.name.0 {
            POLICY => true,
            TASK => id
                .strip_prefix(self.name.1.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-'])),
            // What a check says of a figure makes it doubtful.
            CHECK => is_named(&self.reads),
            // English writes a record and its event in one run of words.
            RECORD => {
                let starts = |name: &str| names.iter().any(|it| it.starts_with(name));
                self.declares.iter().any(|name| starts(name))
            }
            _ => is_named(&self.declares),
        }
    }
}

const POLICY: &str = "policy";
const TASK: &str = "task";
const CHECK: &str = "check";
const RECORD: &str = "record";

/// The items of a text that decide verdicts.
pub(super) fn blocks(text: Text<'_>, names: &RecordNames, language: Language) -> Vec<Block> {
    let items = text.modules.iter().flat_map(|module| &module.items);
    items
        .flat_map(|item| match &item.kind {
            ItemKind::Metrics(_) => table(item, text.sources, names, language),
            _ => one(item, text.sources, names, language)
                .into_iter()
                .collect(),
        })
        .collect()
}

fn one(item: &Item, sources: &Sources, names: &RecordNames, language: Language) -> Option<Block> {
    let (kind, declares) = called(&item.kind)?;
    let place = place(sources, item.span);
    let first = declares.first().cloned();
    let idle = idle(&item.kind);
    let says = lines(item, names, language).into_iter();
    let allows: Vec<Span> = item.allows.iter().map(|it| it.span).collect();
    let says = says.filter(|line| !idle.contains(&line.span) && !allows.contains(&line.span));
    Some(Block {
        name: (kind, first.unwrap_or_else(|| place.clone())),
        is_rule: matches!(item.kind, ItemKind::Target(_) | ItemKind::Milestone(_)),
        says: says
            .map(|line| Said {
                text: line.text,
                place: self::place(sources, line.span),
            })
            .collect(),
        place,
        declares: declares.into_iter().collect(),
        reads: reads(&mut item.clone()),
    })
}

/// A table of metrics as a metric for each entry, each with what all of them have.
fn table(item: &Item, sources: &Sources, names: &RecordNames, language: Language) -> Vec<Block> {
    let ItemKind::Metrics(table) = &item.kind else {
        return Vec::new();
    };
    let entries = table
        .entries
        .iter()
        .enumerate()
        .filter_map(|(index, entry)| {
            let mut alone = table.clone();
            let kept = alone.entries.get(index)?.clone();
            alone.entries = vec![kept];
            let item = Item {
                kind: ItemKind::Metrics(alone),
                ..item.clone()
            };
            let mut block = one(&item, sources, names, language)?;
            block.place = place(sources, entry.span);
            Some(block)
        });
    entries.collect()
}

/// What an item is, and all names it is called by; nothing for what decides no verdict.
fn called(kind: &ItemKind) -> Option<(&'static str, Vec<String>)> {
    let aliases = |clauses: &[Clause<DeclarationClause>]| -> Vec<String> {
        let aliases = clauses.iter().filter_map(|clause| match &clause.kind {
            DeclarationClause::Alias(alias) => Some(alias.name.text.to_string()),
            DeclarationClause::Cite(_) => None,
        });
        aliases.collect()
    };
    let with = |name: &str, more: Vec<String>| {
        let mut all = vec![name.to_owned()];
        all.extend(more);
        all
    };
    Some(match kind {
        ItemKind::Policy(_) => (POLICY, vec![POLICY.to_owned()]),
        ItemKind::Unit(unit) => ("unit", with(&unit.name.text, aliases(&unit.clauses))),
        ItemKind::Parameter(it) => ("parameter", with(&it.name.text, aliases(&it.clauses))),
        ItemKind::Entity(it) => {
            let mut all: Vec<String> = it.names.iter().map(|name| name.text.to_string()).collect();
            all.push(it.kind.text.to_string());
            all.extend(aliases(&it.clauses));
            ("entity", all)
        }
        ItemKind::Group(it) => ("group", with(&it.name.text, aliases(&it.clauses))),
        ItemKind::Metric(metric) => ("metric", metric_names(metric)),
        ItemKind::Metrics(table) => {
            let entry = table.entries.first()?;
            ("metric", metric_names(&entry.value))
        }
        ItemKind::Record(record) => {
            let aliases = record
                .clauses
                .iter()
                .filter_map(|clause| match &clause.kind {
                    RecordClause::Alias(alias) => Some(alias.name.text.to_string()),
                    _ => None,
                });
            (RECORD, with(&record.name.text, aliases.collect()))
        }
        ItemKind::Task(task) => (TASK, vec![task.id.text.to_string()]),
        ItemKind::Target(target) => (
            "target",
            target.id.iter().map(|it| it.text.to_string()).collect(),
        ),
        ItemKind::Milestone(milestone) => {
            let ids = milestone.id.iter().map(|it| it.text.to_string());
            ("milestone", ids.collect())
        }
        ItemKind::Check(check) => (
            CHECK,
            check.id.iter().map(|it| it.text.to_string()).collect(),
        ),
        ItemKind::Import(_)
        | ItemKind::Refines(_)
        | ItemKind::Escalation(_)
        | ItemKind::Score(_)
        | ItemKind::Note(_)
        | ItemKind::Test(_) => return None,
    })
}

fn metric_names(metric: &dabiao_syntax::ast::Metric) -> Vec<String> {
    let aliases = metric
        .clauses
        .iter()
        .filter_map(|clause| match &clause.kind {
            MetricClause::Alias(alias) => Some(alias.name.text.to_string()),
            _ => None,
        });
    std::iter::once(metric.name.text.to_string())
        .chain(aliases)
        .collect()
}

/// The clauses that decide no verdict: who answers, where it stands in the document, why.
fn idle(kind: &ItemKind) -> Vec<Span> {
    fn of<T>(clauses: &[Clause<T>], idle: impl Fn(&T) -> bool) -> Vec<Span> {
        let idle = clauses.iter().filter(|clause| idle(&clause.kind));
        idle.map(|clause| clause.span).collect()
    }
    let declared = |clauses: &[Clause<DeclarationClause>]| {
        of(clauses, |it| matches!(it, DeclarationClause::Cite(_)))
    };
    match kind {
        ItemKind::Policy(policy) => of(&policy.clauses, is_idle_of_policy),
        ItemKind::Unit(it) => declared(&it.clauses),
        ItemKind::Parameter(it) => declared(&it.clauses),
        ItemKind::Entity(it) => declared(&it.clauses),
        ItemKind::Group(it) => declared(&it.clauses),
        ItemKind::Metric(it) => of(&it.clauses, |it| matches!(it, MetricClause::Cite(_))),
        ItemKind::Metrics(it) => {
            let mut all = declared(&it.clauses);
            for entry in &it.entries {
                let own = &entry.value.clauses;
                all.extend(of(own, |it| matches!(it, MetricClause::Cite(_))));
            }
            all
        }
        ItemKind::Record(it) => of(&it.clauses, |it| matches!(it, RecordClause::Cite(_))),
        ItemKind::Task(it) => of(&it.clauses, is_idle_of_rule),
        ItemKind::Target(it) => of(&it.clauses, is_idle_of_rule),
        ItemKind::Milestone(it) => of(&it.clauses, is_idle_of_rule),
        ItemKind::Check(it) => of(&it.clauses, |it| {
            matches!(it, CheckClause::Cite(_) | CheckClause::Because(_))
        }),
        _ => Vec::new(),
    }
}

fn is_idle_of_policy(clause: &PolicyClause) -> bool {
    matches!(
        clause,
        PolicyClause::Language(_)
            | PolicyClause::Source(_)
            | PolicyClause::Number(_)
            | PolicyClause::Issued(_)
            | PolicyClause::Bulletin(_)
            | PolicyClause::EveryTask(..)
            | PolicyClause::Level(..)
            | PolicyClause::Cite(_)
    )
}

fn is_idle_of_rule(clause: &RuleClause) -> bool {
    matches!(
        clause,
        RuleClause::Lead { .. }
            | RuleClause::Jointly(_)
            | RuleClause::Responsible(_)
            | RuleClause::With(_)
            | RuleClause::CarriedOutBy(_)
            | RuleClause::StandsIn { .. }
            | RuleClause::Cite(_)
            | RuleClause::Because(_)
            | RuleClause::Refines { .. }
            | RuleClause::Contributes { .. }
            | RuleClause::Weight(_)
            | RuleClause::BestEffort
    )
}

/// All names that stand in an item.
fn reads(item: &mut Item) -> BTreeSet<String> {
    struct Names(BTreeSet<String>);
    impl Visitor for Names {
        fn name(&mut self, name: &mut dabiao_syntax::ast::Name) {
            self.0.insert(name.text.to_string());
        }
        fn subject(&mut self, subject: &mut Subject) {
            self.0.insert(subject.record.text.to_string());
        }
    }
    let mut names = Names(BTreeSet::new());
    item.walk(&mut names);
    names.0
}

fn place(sources: &Sources, span: Span) -> String {
    sources.get(span.file).map_or_else(String::new, |file| {
        let at = file.position(span.start);
        format!("{}:{}:{}", file.name(), at.line, at.column)
    })
}
