//! What stands under the first lines of targets, notes and tables of metrics.

use dabiao_diagnostics::register::{LIST_NOT_HERE, MISSING_LIST, NO_STEPS, NOTE_WITHOUT_REASON};
use dabiao_diagnostics::{Diagnostic, Span};
use dabiao_grammar::Rule;
use dabiao_grammar::vocabulary::Phrase;

use super::pieces::{Piece, bare, unknown_clause};
use crate::ast::{
    Check, CheckBody, CheckClause, Clause, Condition, DeclarationClause, Entry, Escalation,
    ItemKind, Metric, Note, RuleClause, Score, Str, Target, TargetBody, Threshold,
};
use crate::parse::formula::Formula;
use crate::parse::headers::{CheckHead, Demand, Labelled};
use crate::parse::quick;
use crate::parse::reader::{Node, Reader};

/// The nodes of an item's first line; none where it cannot be read.
pub(super) type Head<'s> = Option<std::vec::IntoIter<Node<'s>>>;

impl<'s> Reader<'s> {
    /// The clauses of an item, those on its own line first.
    pub(super) fn rule_clauses(
        &mut self,
        keyword: &'static Phrase,
        head: Option<&Labelled<Option<(RuleClause, Span)>>>,
        pieces: Vec<Piece>,
    ) -> Vec<Clause<RuleClause>> {
        let own = head.and_then(|head| head.rest.clone());
        let mut clauses: Vec<_> = own.into_iter().map(bare).collect();
        clauses.extend(self.clauses(keyword, pieces, Rule::rule_clause, Self::rule_clause));
        clauses
    }

    pub(super) fn target(
        &mut self,
        keyword: &'static Phrase,
        nodes: Head<'s>,
        span: Span,
        pieces: Vec<Piece>,
    ) -> Option<ItemKind> {
        let head = nodes.map(|nodes| self.target_head(nodes));
        self.target_item(keyword, head, span, pieces)
    }

    pub(super) fn target_item(
        &mut self,
        keyword: &'static Phrase,
        head: Option<Labelled<Option<Demand>>>,
        span: Span,
        pieces: Vec<Piece>,
    ) -> Option<ItemKind> {
        let (entries, clauses): (Vec<_>, Vec<_>) =
            pieces.into_iter().partition(|piece| piece.entry);
        let (id, title, demand) =
            head.map_or((None, None, None), |head| (head.id, head.title, head.rest));
        let body = match demand {
            Some(demand) => self.target_body(demand, entries, span),
            None => None,
        };
        let clauses = self.clauses(keyword, clauses, Rule::rule_clause, Self::rule_clause);
        Some(ItemKind::from(Target {
            id,
            title,
            body: body?,
            clauses,
        }))
    }

    fn target_body(
        &mut self,
        demand: Demand,
        entries: Vec<Piece>,
        span: Span,
    ) -> Option<TargetBody> {
        let formula = match demand {
            Demand::AllOf => return self.list(entries, span).map(TargetBody::AllOf),
            Demand::AnyOf => return self.list(entries, span).map(TargetBody::AnyOf),
            Demand::Formula(formula) => formula,
        };
        let Some(first) = entries.first() else {
            return self.as_condition(formula).map(TargetBody::Condition);
        };
        let first = self.span(first.range.clone());
        match formula {
            Formula::Value(value) => {
                let entries = self.entries(entries, Rule::threshold_entry, Self::threshold);
                Some(TargetBody::Thresholds {
                    value: *value,
                    entries,
                })
            }
            Formula::Condition(condition) => {
                let diagnostic = Diagnostic::new(&LIST_NOT_HERE, first);
                self.report(diagnostic.related(
                    condition.span,
                    "this is a whole condition",
                    "这已是完整的条件",
                ));
                Some(TargetBody::Condition(*condition))
            }
        }
    }

    fn list(&mut self, entries: Vec<Piece>, span: Span) -> Option<Vec<Entry<Condition>>> {
        if entries.is_empty() {
            let head = self.slice(&span.range()).to_owned();
            return self.refuse(Diagnostic::new(&MISSING_LIST, span).with("head", head));
        }
        let list: Vec<_> = entries
            .into_iter()
            .filter_map(|entry| self.condition_entry(entry))
            .collect();
        (!list.is_empty()).then_some(list)
    }

    fn condition_entry(&mut self, piece: Piece) -> Option<Entry<Condition>> {
        let Some(condition) = self.quick_condition(&piece.range) else {
            let read = self.entries(
                vec![piece],
                Rule::condition_entry,
                |reader, node| match node.as_rule() {
                    Rule::formula => reader.condition(node),
                    _ => None,
                },
            );
            return read.into_iter().next();
        };
        let span = self.span(piece.range);
        condition.map(|value| Entry {
            value,
            trivia: piece.trivia,
            span,
        })
    }

    pub(super) fn check(
        &mut self,
        keyword: &'static Phrase,
        nodes: Head<'s>,
        span: Span,
        pieces: Vec<Piece>,
    ) -> Option<ItemKind> {
        let head = nodes.map(|nodes| self.check_head(nodes));
        self.check_item(keyword, head, span, pieces)
    }

    pub(super) fn check_item(
        &mut self,
        keyword: &'static Phrase,
        head: Option<Labelled<CheckHead>>,
        span: Span,
        pieces: Vec<Piece>,
    ) -> Option<ItemKind> {
        let (entries, below): (Vec<_>, Vec<_>) = pieces.into_iter().partition(|piece| piece.entry);
        let (id, title, (demand, own)) = head.map_or((None, None, (None, Vec::new())), |head| {
            (head.id, head.title, head.rest)
        });
        let body = match demand {
            Some(demand) => self.check_body(demand, entries, span),
            None => None,
        };
        let mut clauses: Vec<_> = own.into_iter().map(bare).collect();
        clauses.extend(self.clauses(keyword, below, Rule::check_clause, Self::check_clause));
        Some(ItemKind::from(Check {
            id,
            title,
            body: body?,
            clauses,
        }))
    }

    fn check_body(&mut self, demand: Demand, entries: Vec<Piece>, span: Span) -> Option<CheckBody> {
        match demand {
            Demand::AllOf => self.list(entries, span).map(CheckBody::AllOf),
            Demand::AnyOf => self.list(entries, span).map(CheckBody::AnyOf),
            Demand::Formula(formula) => {
                for entry in entries {
                    let span = self.span(entry.range);
                    self.report(Diagnostic::new(&LIST_NOT_HERE, span));
                }
                self.as_condition(formula).map(CheckBody::Condition)
            }
        }
    }

    /// One line of a list of thresholds; its nodes come one by one.
    fn threshold(&mut self, node: Node<'_>) -> Option<Threshold> {
        let (mut due, mut scope, mut op) = (None, Vec::new(), None);
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::threshold_due => {
                    for part in inner.into_inner() {
                        match part.as_rule() {
                            Rule::date => due = Some(self.date(&part)?),
                            Rule::plain_names => scope = self.names_in(part),
                            _ => {}
                        }
                    }
                }
                Rule::plain_names => scope = self.names_in(inner),
                Rule::comparator => op = Some(self.comparator(&inner)),
                Rule::formula => {
                    return Some(Threshold {
                        due,
                        scope,
                        op: op?,
                        limit: self.value(inner)?,
                    });
                }
                _ => {}
            }
        }
        None
    }

    pub(super) fn note(
        &mut self,
        keyword: &'static Phrase,
        nodes: Head<'s>,
        span: Span,
        pieces: Vec<Piece>,
    ) -> Option<ItemKind> {
        let known = nodes.is_some();
        let (mut id, mut title, mut because): (_, _, Option<Str>) = (None, None, None);
        for node in nodes.into_iter().flatten() {
            match node.as_rule() {
                Rule::id => id = Some(self.id(&node)),
                Rule::quoted => title = Some(self.text_of(&node)),
                Rule::because => because = self.quoted_in(node),
                _ => {}
            }
        }
        let mut clauses = Vec::new();
        for clause in self.clauses(keyword, pieces, Rule::check_clause, Self::check_clause) {
            match clause.kind {
                CheckClause::Because(reason) if because.is_none() => because = Some(reason),
                CheckClause::Cite(cited) => clauses.push(Clause {
                    kind: DeclarationClause::Cite(cited),
                    trivia: clause.trivia,
                    span: clause.span,
                }),
                _ => self.report(unknown_clause(keyword, "", &[], clause.span)),
            }
        }
        if because.is_none() && known {
            self.report(Diagnostic::new(&NOTE_WITHOUT_REASON, span));
        }
        Some(ItemKind::from(Note {
            id: id?,
            title,
            because: because?,
            clauses,
        }))
    }

    pub(super) fn escalation(
        &mut self,
        keyword: &'static Phrase,
        nodes: Head<'s>,
        span: Span,
        pieces: Vec<Piece>,
    ) -> Option<ItemKind> {
        let head = nodes.and_then(|nodes| self.escalation_head(nodes));
        let steps = pieces.len();
        let clauses = self.clauses(
            keyword,
            pieces,
            Rule::escalation_clause,
            Self::escalation_clause,
        );
        let head = head?;
        if steps == 0 {
            self.report(Diagnostic::new(&NO_STEPS, span));
        }
        Some(ItemKind::from(Escalation { clauses, ..head }))
    }

    pub(super) fn score(
        &mut self,
        keyword: &'static Phrase,
        nodes: Head<'s>,
        span: Span,
        pieces: Vec<Piece>,
    ) -> Option<ItemKind> {
        let head = nodes.and_then(|nodes| self.score_head(nodes));
        let (entries, clauses): (Vec<_>, Vec<_>) =
            pieces.into_iter().partition(|piece| piece.entry);
        let without = entries.is_empty();
        let parts = self.entries(entries, Rule::score_entry, Self::score_part);
        let clauses = self.clauses(keyword, clauses, Rule::score_clause, Self::score_clause);
        let head = head?;
        if without && !head.of_all_targets {
            let head = self.slice(&span.range()).to_owned();
            return self.refuse(Diagnostic::new(&MISSING_LIST, span).with("head", head));
        }
        Some(ItemKind::from(Score {
            parts,
            clauses,
            ..head
        }))
    }

    pub(super) fn metric_entries(&mut self, span: Span, pieces: Vec<Piece>) -> Vec<Entry<Metric>> {
        let mut entries: Vec<Entry<Metric>> = Vec::new();
        let mut below = Vec::new();
        if !pieces.iter().any(|piece| piece.entry) {
            let head = self.slice(&span.range()).to_owned();
            self.report(Diagnostic::new(&MISSING_LIST, span).with("head", head));
        }
        for piece in pieces {
            if piece.entry {
                self.end_metric_entry(entries.last_mut(), std::mem::take(&mut below));
                entries.extend(self.metric_entry(piece));
            } else {
                below.push(piece);
            }
        }
        self.end_metric_entry(entries.last_mut(), below);
        entries
    }

    fn metric_entry(&mut self, piece: Piece) -> Option<Entry<Metric>> {
        let Some(quick::Head::Metric(metric)) = self.quick_entry(&piece.range) else {
            let read = self.entries(vec![piece], Rule::metric_entry, Self::metric);
            return read.into_iter().next();
        };
        let span = self.span(piece.range);
        metric.map(|value| Entry {
            value,
            trivia: piece.trivia,
            span,
        })
    }

    fn end_metric_entry(&mut self, entry: Option<&mut Entry<Metric>>, pieces: Vec<Piece>) {
        let clauses = self.clauses(
            Phrase::METRIC,
            pieces,
            Rule::metric_clause,
            Self::metric_clause,
        );
        if let (Some(entry), Some(last)) = (entry, clauses.last()) {
            entry.span = entry.span.to(last.span);
            entry.value.clauses = clauses;
        }
    }
}
