//! Refinement: which items of a higher-level policy the items of this one stand under.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use dabiao_diagnostics::{Diagnostic, Span, nearest, register};
use dabiao_model::{Dimension, Text};
use dabiao_syntax::ast::{self, ItemKind, Module, Name, RuleClause, Str};

use crate::compiler::Compiler;
use crate::hir::{self, Refinement, RuleBody, Upper};

/// Higher-level policies by the names of their files, as [`SourceFile::beside`](dabiao_diagnostics::SourceFile::beside)
/// gives them.
pub type Uppers<'u> = BTreeMap<String, &'u hir::Policy>;

impl Compiler<'_> {
    /// The higher-level policies with their items, and what stands under them.
    pub(super) fn refinements(
        &mut self,
        modules: &[Module],
        rules: &[hir::Rule],
        given: &Uppers<'_>,
    ) -> (Vec<Upper>, Vec<Refinement>) {
        let mut uppers: Vec<(Upper, &hir::Policy)> = Vec::new();
        let items = || modules.iter().flat_map(|module| &module.items);
        for item in items() {
            let ItemKind::Refines(refines) = &item.kind else {
                continue;
            };
            let name = refines.name.text.as_str();
            if uppers.iter().any(|(known, _)| known.name.as_ref() == name) {
                let span = refines.name.span;
                self.report(Diagnostic::new(&register::DUPLICATE_NAME, span).with("name", name));
            } else if let Some(policy) = self.upper_at(&refines.path, given) {
                uppers.push((upper(name, policy), policy));
            }
        }
        let mut found = Vec::new();
        let by_place = OnceCell::new();
        for item in items() {
            let clauses = match &item.kind {
                ItemKind::Target(target) => &target.clauses,
                ItemKind::Milestone(milestone) => &milestone.clauses,
                _ => continue,
            };
            if !clauses.iter().any(|clause| refines(&clause.kind)) {
                continue;
            }
            let by_place = by_place.get_or_init(|| places(rules));
            let Some(rule) = by_place.get(self.place(item.span).as_ref()) else {
                continue;
            };
            self.item = Some(rule.id.to_string());
            for clause in clauses {
                found.extend(self.refinement(&clause.kind, rule, &uppers));
            }
        }
        self.item = None;
        (uppers.into_iter().map(|(upper, _)| upper).collect(), found)
    }

    fn upper_at<'u>(&mut self, path: &Str, given: &Uppers<'u>) -> Option<&'u hir::Policy> {
        let name = self.beside(path.span, &path.text);
        let found = given.get(&name).copied();
        if found.is_none() {
            let diagnostic = Diagnostic::new(&register::UNKNOWN_UPPER, path.span);
            self.report(diagnostic.with("path", path.text.as_str()));
        }
        found
    }

    fn refinement(
        &mut self,
        clause: &RuleClause,
        rule: &hir::Rule,
        uppers: &[(Upper, &hir::Policy)],
    ) -> Option<Refinement> {
        let (policy, item, amount) = match clause {
            RuleClause::Refines { policy, item } => (policy, item, None),
            RuleClause::Contributes {
                amount,
                policy,
                item,
            } => (policy, item, Some(amount)),
            _ => return None,
        };
        let (index, above) = self.upper_rule(policy, item, uppers)?;
        self.refuse_unlike(rule, above, item.span);
        let contributes = match amount {
            None => None,
            Some(amount) => Some(self.quantity(amount)?.0),
        };
        Some(Refinement {
            rule: rule.id.clone(),
            upper: index,
            item: above.id.clone(),
            contributes,
        })
    }

    fn upper_rule<'u>(
        &mut self,
        policy: &Name,
        item: &Str,
        uppers: &[(Upper, &'u hir::Policy)],
    ) -> Option<(usize, &'u hir::Rule)> {
        let is_it = |(_, (upper, _)): &(usize, &(Upper, &hir::Policy))| *upper.name == policy.text;
        let Some((index, (_, above))) = uppers.iter().enumerate().find(is_it) else {
            let names = uppers.iter().map(|(upper, _)| upper.name.as_ref());
            let known = nearest::known(&policy.text, names);
            self.unknown_upper_item(&policy.text, known, policy.span);
            return None;
        };
        let found = above
            .rules
            .iter()
            .find(|rule| rule.id.as_ref() == item.text);
        if found.is_none() {
            let ids = above.rules.iter().map(|rule| rule.id.as_ref());
            let known = nearest::known(&item.text, ids);
            self.unknown_upper_item(&item.text, known, item.span);
        }
        found.map(|rule| (index, rule))
    }

    fn unknown_upper_item(&mut self, name: &str, known: Text, span: Span) {
        let diagnostic = Diagnostic::new(&register::UNKNOWN_UPPER_ITEM, span);
        self.report(diagnostic.with("name", name).with("nearest", known));
    }

    /// A target stands under a target that measures the same, a milestone under a milestone.
    fn refuse_unlike(&mut self, rule: &hir::Rule, above: &hir::Rule, span: Span) {
        let alike = match (&rule.body, &above.body) {
            (RuleBody::Target(own), RuleBody::Target(upper)) => {
                match (measured(own), measured(upper)) {
                    (Some(own), Some(upper)) => own == upper,
                    _ => true,
                }
            }
            (RuleBody::Milestone(..), RuleBody::Milestone(..)) => true,
            _ => false,
        };
        if !alike {
            let diagnostic = Diagnostic::new(&register::UNLIKE_REFINEMENT, span);
            self.report(diagnostic.with("name", above.id.to_string()));
        }
    }
}

/// Whether a clause names an item above.
fn refines(clause: &RuleClause) -> bool {
    matches!(
        clause,
        RuleClause::Refines { .. } | RuleClause::Contributes { .. }
    )
}

/// The first rule of each place.
fn places(rules: &[hir::Rule]) -> BTreeMap<&str, &hir::Rule> {
    let mut by_place = BTreeMap::new();
    for rule in rules {
        by_place.entry(rule.place.as_ref()).or_insert(rule);
    }
    by_place
}

/// What the only comparison of a target measures; nothing where it has several, or compares no figures.
fn measured(target: &hir::Target) -> Option<Dimension> {
    let mut found = Vec::new();
    for case in &target.cases {
        case.condition
            .tests(&mut |test| found.push(test.left.dimension.clone()));
        case.condition
            .limits(&mut |_| found.push(Dimension::Points));
    }
    found.dedup();
    match found.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    }
}

fn upper(name: &str, policy: &hir::Policy) -> Upper {
    let items = policy.rules.iter();
    Upper {
        name: name.into(),
        title: policy.title.clone(),
        items: items
            .map(|rule| (rule.id.clone(), rule.title.clone()))
            .collect(),
    }
}

/// The paths of the higher-level policies that a module names.
pub fn refined(module: &ast::Module) -> impl Iterator<Item = &str> {
    module.items.iter().filter_map(|item| match &item.kind {
        ItemKind::Refines(refines) => Some(refines.path.text.as_str()),
        _ => None,
    })
}
