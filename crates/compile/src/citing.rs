//! Which clauses of the document each item names.

use std::collections::BTreeMap;
use std::sync::Arc;

use dabiao_diagnostics::Span;
use dabiao_model::{Citation, ClauseRole};
use dabiao_syntax::ast::{
    CheckClause, Clause, DeclarationClause, EscalationClause, Id, Item, ItemKind, Metric,
    MetricClause, Module, Name, PolicyClause, RecordClause, RuleClause, ScoreClause, Str,
};

use crate::compiler::Compiler;
use crate::hir;

/// A quoted text or an id with its place: what a `cite` holds.
type Cited<'a> = Vec<(&'a str, Span)>;

/// What a clause becomes by an item, what the item is called, and the clauses it names.
type Standing<'a> = (ClauseRole, String, Cited<'a>);

/// Every item that stands for a clause or could, in the order written. What an imported file cites is another
/// document.
pub(crate) fn citing(
    compiler: &Compiler<'_>,
    modules: &[Module],
    rules: &[hir::Rule],
) -> Vec<hir::Citing> {
    let mut found = Vec::new();
    let own = modules
        .iter()
        .filter(|module| !compiler.is_import(module.file));
    let mut by_place: BTreeMap<&str, Vec<&hir::Rule>> = BTreeMap::new();
    for rule in rules {
        by_place.entry(&rule.place).or_default().push(rule);
    }
    for item in own.flat_map(|module| &module.items) {
        let place = compiler.place(item.span);
        let rules = by_place.get(place.as_ref()).map_or(&[][..], Vec::as_slice);
        add(&mut found, compiler, (item, place), rules);
    }
    found
}

/// Adds what an item stands for; `rules` are those it declares.
fn add(
    found: &mut Vec<hir::Citing>,
    compiler: &Compiler<'_>,
    (item, place): (&Item, Arc<str>),
    rules: &[&hir::Rule],
) {
    let unnamed = rules
        .first()
        .map_or_else(|| place.clone(), |rule| rule.id.clone());
    let shares = rules.iter().any(|rule| !rule.duty.cite.is_empty());
    let standing = declaring(item).unwrap_or_else(|| demanding(item, &unnamed));
    found.extend(standing.into_iter().map(|(role, name, cited)| {
        let cites = cited.into_iter().map(|(clause, span)| Citation {
            clause: clause.into(),
            at: compiler.place(span),
        });
        hir::Citing {
            role,
            name: name.into(),
            cites: cites.collect(),
            shares,
            place: place.clone(),
        }
    }));
}

/// What a declaration stands for; nothing for an item that demands something.
fn declaring(item: &Item) -> Option<Vec<Standing<'_>>> {
    let setting = |name: &str, cited| vec![(ClauseRole::Setting, name.to_owned(), cited)];
    Some(match &item.kind {
        ItemKind::Policy(policy) => setting(&policy.title.text, of_policy(&policy.clauses)),
        ItemKind::Import(import) => setting(&import.path.text, declared(&import.clauses)),
        ItemKind::Refines(it) => setting(&it.name.text, declared(&it.clauses)),
        ItemKind::Unit(unit) => setting(&unit.name.text, declared(&unit.clauses)),
        ItemKind::Parameter(it) => setting(&it.name.text, declared(&it.clauses)),
        ItemKind::Entity(entity) => setting(&joined(&entity.names), declared(&entity.clauses)),
        ItemKind::Group(group) => setting(&group.name.text, declared(&group.clauses)),
        ItemKind::Record(record) => setting(&record.name.text, of_record(&record.clauses)),
        ItemKind::Task(task) => setting(&task.id.text, of_rule(&task.clauses)),
        ItemKind::Metric(metric) => vec![datum(metric)],
        ItemKind::Metrics(table) => {
            let names: Vec<&Name> = table.entries.iter().map(|it| &it.value.name).collect();
            let whole = (ClauseRole::Datum, joined(names), declared(&table.clauses));
            let entries = table.entries.iter().map(|entry| datum(&entry.value));
            std::iter::once(whole).chain(entries).collect()
        }
        _ => return None,
    })
}

fn datum(metric: &Metric) -> Standing<'_> {
    let cited = cites(&metric.clauses, |clause| match clause {
        MetricClause::Cite(ids) => Some(ids),
        _ => None,
    });
    (ClauseRole::Datum, metric.name.text.to_string(), cited)
}

/// What a rule or a note stands for; `unnamed` is what it is called without an id.
fn demanding<'a>(item: &'a Item, unnamed: &str) -> Vec<Standing<'a>> {
    let called = |id: Option<&Id>| id.map_or_else(|| unnamed.to_owned(), |id| id.text.to_string());
    let standing = match &item.kind {
        ItemKind::Target(it) => {
            let cited = of_rule(&it.clauses);
            (ClauseRole::Target, called(it.id.as_ref()), cited)
        }
        ItemKind::Milestone(it) => {
            let cited = of_rule(&it.clauses);
            (ClauseRole::Milestone, called(it.id.as_ref()), cited)
        }
        ItemKind::Check(it) => {
            let cited = of_check(&it.clauses);
            (ClauseRole::Check, called(it.id.as_ref()), cited)
        }
        ItemKind::Score(it) => {
            let cited = cites(&it.clauses, |clause| match clause {
                ScoreClause::Cite(ids) => Some(ids),
                _ => None,
            });
            (ClauseRole::Score, called(it.id.as_ref()), cited)
        }
        ItemKind::Escalation(it) => {
            let cited = cites(&it.clauses, |clause| match clause {
                EscalationClause::Cite(ids) => Some(ids),
                _ => None,
            });
            (ClauseRole::Escalation, called(it.id.as_ref()), cited)
        }
        ItemKind::Note(note) => {
            let mut cited = declared(&note.clauses);
            // A note speaks of the clause it is called after, unless it says of which.
            if cited.is_empty() {
                cited.push((&note.id.text, note.id.span));
            }
            (ClauseRole::Note, note.id.text.to_string(), cited)
        }
        _ => return Vec::new(),
    };
    vec![standing]
}

fn cites<T>(clauses: &[Clause<T>], cite: impl Fn(&T) -> Option<&Vec<Str>>) -> Cited<'_> {
    clauses
        .iter()
        .filter_map(|clause| cite(&clause.kind))
        .flatten()
        .map(|id| (id.text.as_str(), id.span))
        .collect()
}

fn declared(clauses: &[Clause<DeclarationClause>]) -> Cited<'_> {
    cites(clauses, |clause| match clause {
        DeclarationClause::Cite(ids) => Some(ids),
        DeclarationClause::Alias(_) => None,
    })
}

fn of_policy(clauses: &[Clause<PolicyClause>]) -> Cited<'_> {
    cites(clauses, |clause| match clause {
        PolicyClause::Cite(ids) => Some(ids),
        _ => None,
    })
}

fn of_record(clauses: &[Clause<RecordClause>]) -> Cited<'_> {
    cites(clauses, |clause| match clause {
        RecordClause::Cite(ids) => Some(ids),
        _ => None,
    })
}

fn of_check(clauses: &[Clause<CheckClause>]) -> Cited<'_> {
    cites(clauses, |clause| match clause {
        CheckClause::Cite(ids) => Some(ids),
        _ => None,
    })
}

fn of_rule(clauses: &[Clause<RuleClause>]) -> Cited<'_> {
    cites(clauses, |clause| match clause {
        RuleClause::Cite(ids) => Some(ids),
        _ => None,
    })
}

fn joined<'a>(names: impl IntoIterator<Item = &'a Name>) -> String {
    let names: Vec<&str> = names.into_iter().map(|name| name.text.as_str()).collect();
    names.join("、")
}
