//! Clauses and entries of lists, each read alone.

use std::ops::Range;

use dabiao_diagnostics::register::{LIST_NOT_HERE, UNKNOWN_CLAUSE};
use dabiao_diagnostics::{Diagnostic, Span};
use dabiao_grammar::Rule;
use dabiao_grammar::vocabulary::{Kind, Phrase};
use dabiao_model::Text;

use crate::ast::{Clause, DeclarationClause, Entry, Trivia};
use crate::parse::quick;
use crate::parse::reader::{Node, Reader};
use crate::parse::suggest;

/// A line cut into what is read alone, with the comments that belong to it.
pub(super) struct Piece {
    pub(super) range: Range<usize>,
    pub(super) trivia: Trivia,
    pub(super) entry: bool,
}

impl<'s> Reader<'s> {
    /// Reads entries of a list by a rule whose only node, or whose whole line, `read` takes.
    pub(super) fn entries<T>(
        &mut self,
        pieces: Vec<Piece>,
        rule: Rule,
        read: impl Fn(&mut Self, Node<'s>) -> Option<T>,
    ) -> Vec<Entry<T>> {
        let mut entries = Vec::new();
        for piece in pieces {
            let range = piece.range;
            let Some(nodes) = self.read_line(rule, &range) else {
                continue;
            };
            let value = if matches!(rule, Rule::threshold_entry | Rule::score_entry) {
                nodes.into_iter().next().and_then(|line| read(self, line))
            } else {
                let inner = nodes
                    .into_iter()
                    .next()
                    .map(pest::iterators::Pair::into_inner);
                inner
                    .into_iter()
                    .flatten()
                    .find_map(|node| read(self, node))
            };
            let span = self.span(range);
            entries.extend(value.map(|value| Entry {
                value,
                trivia: piece.trivia,
                span,
            }));
        }
        entries
    }

    fn read_line(&mut self, rule: Rule, range: &Range<usize>) -> Option<Vec<Node<'s>>> {
        self.read_whole(rule, range, |reader, failure| {
            reader.unexpected(range, failure);
        })
        .map(Iterator::collect)
    }

    /// Reads clauses by a rule; an entry of a list among them is reported.
    pub(super) fn clauses<T: quick::Clause>(
        &mut self,
        keyword: &'static Phrase,
        pieces: Vec<Piece>,
        rule: Rule,
        read: impl Fn(&mut Self, Node<'s>) -> Option<T>,
    ) -> Vec<Clause<T>> {
        let mut clauses = Vec::new();
        for piece in pieces {
            let range = piece.range;
            let span = self.span(range.clone());
            if piece.entry {
                self.report(Diagnostic::new(&LIST_NOT_HERE, span));
                continue;
            }
            let kind = self.quick_clause(&range).or_else(|| {
                let nodes = self.read(rule, &range, |reader, failure| {
                    reader.clause_failed(keyword, &range, failure);
                });
                nodes.and_then(|mut nodes| nodes.find_map(|node| read(self, node)))
            });
            clauses.extend(kind.map(|kind| Clause {
                kind,
                trivia: piece.trivia,
                span,
            }));
        }
        clauses
    }

    /// The clauses of a declaration; only entities and groups have aliases.
    pub(super) fn declaration_clauses(
        &mut self,
        keyword: &'static Phrase,
        pieces: Vec<Piece>,
    ) -> Vec<Clause<DeclarationClause>> {
        let rule = if matches!(keyword.id(), "ENTITY" | "GROUP") {
            Rule::declaration_clause
        } else {
            Rule::cite_clause
        };
        self.clauses(keyword, pieces, rule, |reader, node| match node.as_rule() {
            Rule::alias => reader.alias(node).map(DeclarationClause::Alias),
            Rule::cite => Some(DeclarationClause::Cite(reader.cited(node))),
            _ => None,
        })
    }
}

/// A clause on the item's own line.
pub(super) fn bare<T>((kind, span): (T, Span)) -> Clause<T> {
    Clause {
        kind,
        trivia: Trivia::default(),
        span,
    }
}

/// A clause that the item does not have, with the items that have it, or the nearest that the language has.
pub(in crate::parse) fn unknown_clause(
    item: &Phrase,
    word: &str,
    owners: &[&Phrase],
    span: Span,
) -> Diagnostic {
    let near = suggest::nearest(word, &[Kind::Clause]).filter(|_| owners.is_empty());
    let diagnostic = Diagnostic::new(&UNKNOWN_CLAUSE, span).with("word", word);
    let diagnostic = diagnostic.with("item", Text::new(item.en(), item.zh()));
    let diagnostic = diagnostic.with("hint", suggest::clause_hint(word, near, owners));
    match near.filter(|near| *near != word) {
        Some(near) => diagnostic.fix(near, false),
        None => diagnostic,
    }
}
