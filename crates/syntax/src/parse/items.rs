//! Items: a line in the first column with the indented lines below it.

use std::ops::Range;

use dabiao_diagnostics::register::{CLAUSE_WITHOUT_ITEM, LIST_NOT_HERE, MISSING_LIST, NOT_IN_THIS_VERSION, NOTE_WITHOUT_REASON, TOO_MANY_ITEMS, UNKNOWN_CLAUSE, UNKNOWN_ITEM};
use dabiao_diagnostics::{Diagnostic, Span};
use dabiao_grammar::Rule;
use dabiao_grammar::vocabulary::{Kind, Phrase};
use dabiao_model::Text;

use super::formula::Formula;
use super::headers::{Demand, Labelled, line_rule};
use super::reader::{Node, Reader};
use super::scan::Line;
use super::suggest;
use crate::ast::{
    Check, CheckClause, Clause, Condition, Entry, Item, ItemKind, Metric, MetricTable, Milestone, Note, Policy, Record,
    RuleClause, Str, Target, TargetBody, Task, Threshold, Trivia,
};

/// The lines of one item.
struct Draft {
    keyword: &'static Phrase,
    header: Line,
    lines: Vec<Line>,
}

/// A line cut into what is read alone, with the comments that belong to it.
struct Piece {
    range: Range<usize>,
    trivia: Trivia,
    entry: bool,
}

/// Makes items of the lines of a file.
pub(super) fn items(reader: &mut Reader<'_>, lines: Vec<Line>) -> Vec<Item> {
    let mut items = Vec::new();
    let mut draft: Option<Draft> = None;
    // Lines below an item that is not read are left out without a complaint of their own.
    let mut skipping = false;
    let mut count = 0_usize;
    for line in lines {
        if line.indented {
            match draft.as_mut() {
                Some(draft) => draft.lines.push(line),
                None if skipping => {}
                None => {
                    skipping = true;
                    let range = line.segments.first().cloned().unwrap_or_default();
                    let span = reader.span(range);
                    reader.report(Diagnostic::new(&CLAUSE_WITHOUT_ITEM, span));
                }
            }
            continue;
        }
        items.extend(draft.take().and_then(|draft| reader.item(draft)));
        count = count.saturating_add(1);
        if count > reader.limits().items {
            let range = line.segments.first().cloned().unwrap_or_default();
            let diagnostic = Diagnostic::new(&TOO_MANY_ITEMS, reader.span(range));
            let limit = reader.limits().items.to_string();
            reader.report(diagnostic.with("what", Text::new("items", "条目数")).with("limit", limit));
            return items;
        }
        let keyword = reader.item_keyword(&line);
        skipping = keyword.is_none();
        draft = keyword.map(|keyword| Draft { keyword, header: line, lines: Vec::new() });
    }
    items.extend(draft.and_then(|draft| reader.item(draft)));
    items
}

impl Draft {
    /// The lines and what stands behind the first semicolon of the header, in order.
    fn pieces(&mut self) -> Vec<Piece> {
        let behind = self.header.segments.drain(1.min(self.header.segments.len())..);
        let mut pieces: Vec<Piece> =
            behind.map(|range| Piece { range, trivia: Trivia::default(), entry: false }).collect();
        for line in self.lines.drain(..).filter(|line| !line.broken) {
            let mut trivia = Some(line.trivia);
            for range in line.segments {
                let first = trivia.is_some();
                pieces.push(Piece { range, trivia: trivia.take().unwrap_or_default(), entry: line.entry && first });
            }
        }
        pieces
    }
}

impl<'s> Reader<'s> {
    /// The keyword that an item's line starts with; a wrong one is reported.
    fn item_keyword(&mut self, line: &Line) -> Option<&'static Phrase> {
        let range = line.segments.first().cloned().unwrap_or_default();
        let text = self.slice(&range);
        if let Some((keyword, _)) = suggest::starts_with(text, &[Kind::Item]) {
            return Some(keyword);
        }
        if line.broken {
            return None;
        }
        let later = suggest::starts_with(text, &[Kind::LaterItem]);
        let word = later.map_or_else(|| suggest::first_word(text), |(_, word)| word);
        let span = self.span(range.start..range.start.saturating_add(word.len()));
        let code = if later.is_some() { &NOT_IN_THIS_VERSION } else { &UNKNOWN_ITEM };
        let mut diagnostic = Diagnostic::new(code, span).with("word", word);
        if later.is_none() {
            let near = suggest::nearest(word, &[Kind::Item]);
            diagnostic = diagnostic.with("hint", suggest::item_hint(near));
            if let Some(near) = near {
                diagnostic = diagnostic.fix(near, false);
            }
        }
        self.refuse(diagnostic)
    }

    /// Reads an item with its clauses. The clauses are read even where the header is wrong, for their errors.
    fn item(&mut self, mut draft: Draft) -> Option<Item> {
        let range = draft.header.segments.first().cloned().unwrap_or_default();
        self.enter_item(suggest::id_of(draft.keyword, self.slice(&range)));
        let span = self.span(range.clone());
        let pieces = draft.pieces();
        let end = pieces.last().map_or(range.end, |piece| piece.range.end);
        let head = if draft.header.broken { None } else { self.header(draft.keyword, &range) };
        let kind = self.item_kind(draft.keyword, head, span, pieces);
        self.enter_item(None);
        let kind = kind.filter(|_| !draft.header.broken)?;
        Some(Item { kind, trivia: draft.header.trivia, span: self.span(range.start..end.max(range.end)) })
    }

    fn header(&mut self, keyword: &'static Phrase, range: &Range<usize>) -> Option<Vec<Node<'s>>> {
        let nodes = self.read(line_rule(keyword), range, |reader, failure| reader.header_failed(range, failure))?;
        Some(nodes.collect())
    }

    fn item_kind(
        &mut self,
        keyword: &'static Phrase,
        head: Option<Vec<Node<'s>>>,
        span: Span,
        pieces: Vec<Piece>,
    ) -> Option<ItemKind> {
        let nodes = head.map(Vec::into_iter);
        match keyword.id() {
            "POLICY" => {
                let title = nodes.and_then(|mut nodes| nodes.find(|node| node.as_rule() == Rule::quoted));
                let title = title.map(|node| self.text_of(&node));
                let clauses = self.clauses(keyword, pieces, Rule::policy_clause, Self::policy_clause);
                Some(ItemKind::Policy(Policy { title: title?, clauses }))
            }
            "UNIT" => {
                let item = nodes.and_then(|nodes| self.unit_item(nodes));
                self.no_clauses(keyword, &pieces);
                item.map(ItemKind::Unit)
            }
            "PARAMETER" => {
                let item = nodes.and_then(|nodes| self.parameter(nodes));
                self.no_clauses(keyword, &pieces);
                item.map(ItemKind::Parameter)
            }
            "ENTITY" => {
                let item = nodes.and_then(|nodes| self.entity(nodes));
                let aliases = self.clauses(keyword, pieces, Rule::alias_clause, |reader, node| reader.alias(node));
                item.map(|item| ItemKind::Entity(crate::ast::Entity { aliases, ..item }))
            }
            "GROUP" => {
                let item = nodes.and_then(|nodes| self.group(nodes));
                let aliases = self.clauses(keyword, pieces, Rule::alias_clause, |reader, node| reader.alias(node));
                item.map(|item| ItemKind::Group(crate::ast::Group { aliases, ..item }))
            }
            "METRIC" => {
                let mut inner = nodes.into_iter().flatten().filter(|node| node.as_rule() == Rule::metric);
                let item = inner.next().and_then(|node| self.metric(node));
                let clauses = self.clauses(keyword, pieces, Rule::metric_clause, Self::metric_clause);
                item.map(|item| ItemKind::Metric(Metric { clauses, ..item }))
            }
            "METRICS" => {
                let options = nodes.map(|nodes| self.table_options(nodes));
                let entries = self.metric_entries(span, pieces);
                options.map(|options| ItemKind::Metrics(MetricTable { options, entries }))
            }
            "RECORD" => {
                let item = nodes.and_then(|nodes| self.record_head(nodes));
                let clauses = self.clauses(keyword, pieces, Rule::record_clause, Self::record_clause);
                item.map(|(name, per)| ItemKind::Record(Record { name, per, clauses }))
            }
            "TASK" => {
                let head = nodes.map(|nodes| self.rule_head(nodes));
                let clauses = self.rule_clauses(keyword, head.as_ref(), pieces);
                let head = head?;
                Some(ItemKind::Task(Task { id: head.id?, title: head.title, clauses }))
            }
            "MILESTONE" => {
                let head = nodes.map(|nodes| self.rule_head(nodes));
                let clauses = self.rule_clauses(keyword, head.as_ref(), pieces);
                let head = head?;
                Some(ItemKind::Milestone(Milestone { id: head.id, title: head.title, clauses }))
            }
            "TARGET" => self.target(keyword, nodes, span, pieces),
            "CHECK" => {
                let head = nodes.map(|nodes| self.check_head(nodes));
                let own = head.as_ref().map(|head| head.rest.1.clone()).unwrap_or_default();
                let mut clauses: Vec<Clause<CheckClause>> = own.into_iter().map(bare).collect();
                clauses.extend(self.clauses(keyword, pieces, Rule::check_clause, Self::check_clause));
                let head = head?;
                Some(ItemKind::Check(Check { id: head.id, title: head.title, condition: head.rest.0?, clauses }))
            }
            _ => self.note(keyword, nodes, span, pieces),
        }
    }

    /// The clauses of an item, those on its own line first.
    fn rule_clauses(
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

    fn target(
        &mut self,
        keyword: &'static Phrase,
        nodes: Option<std::vec::IntoIter<Node<'s>>>,
        span: Span,
        pieces: Vec<Piece>,
    ) -> Option<ItemKind> {
        let known = nodes.is_some();
        let head = nodes.map(|nodes| self.target_head(nodes));
        let (entries, clauses): (Vec<_>, Vec<_>) = pieces.into_iter().partition(|piece| piece.entry);
        let (id, title, demand) = head.map_or((None, None, None), |head| (head.id, head.title, head.rest));
        let body = match demand {
            Some(demand) => self.target_body(demand, entries, span),
            None => None,
        };
        let clauses = self.clauses(keyword, clauses, Rule::rule_clause, Self::rule_clause);
        let body = body.filter(|_| known)?;
        Some(ItemKind::Target(Target { id, title, body, clauses }))
    }

    fn target_body(&mut self, demand: Demand, entries: Vec<Piece>, span: Span) -> Option<TargetBody> {
        let formula = match demand {
            Demand::AllOf => return self.list(entries, span).map(TargetBody::AllOf),
            Demand::AnyOf => return self.list(entries, span).map(TargetBody::AnyOf),
            Demand::Formula(formula) => formula,
        };
        let Some(first) = entries.first() else { return self.as_condition(formula).map(TargetBody::Condition) };
        let first = self.span(first.range.clone());
        match formula {
            Formula::Value(value) => {
                let entries = self.entries(entries, Rule::threshold_entry, Self::threshold);
                Some(TargetBody::Thresholds { value: *value, entries })
            }
            Formula::Condition(condition) => {
                let diagnostic = Diagnostic::new(&LIST_NOT_HERE, first);
                self.report(diagnostic.related(condition.span, "this is a whole condition", "这已是完整的条件"));
                Some(TargetBody::Condition(*condition))
            }
        }
    }

    fn list(&mut self, entries: Vec<Piece>, span: Span) -> Option<Vec<Entry<Condition>>> {
        if entries.is_empty() {
            let head = self.slice(&span.range()).to_owned();
            return self.refuse(Diagnostic::new(&MISSING_LIST, span).with("head", head));
        }
        let list = self.entries(entries, Rule::condition_entry, |reader, node| match node.as_rule() {
            Rule::formula => reader.condition(node),
            _ => None,
        });
        (!list.is_empty()).then_some(list)
    }

    /// One line of a list of thresholds; its nodes come one by one.
    fn threshold(&mut self, node: Node<'_>) -> Option<Threshold> {
        let (mut scope, mut op) = (Vec::new(), None);
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::plain_names => scope = self.names_in(inner),
                Rule::comparator => op = Some(self.comparator(&inner)),
                Rule::formula => return Some(Threshold { scope, op: op?, limit: self.value(inner)? }),
                _ => {}
            }
        }
        None
    }

    fn note(
        &mut self,
        keyword: &'static Phrase,
        nodes: Option<std::vec::IntoIter<Node<'s>>>,
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
        for clause in self.clauses(keyword, pieces, Rule::check_clause, Self::check_clause) {
            match clause.kind {
                CheckClause::Because(reason) if because.is_none() => because = Some(reason),
                _ => self.report(unknown_clause(keyword, "", clause.span)),
            }
        }
        if because.is_none() && known {
            self.report(Diagnostic::new(&NOTE_WITHOUT_REASON, span));
        }
        Some(ItemKind::Note(Note { id: id?, title, because: because? }))
    }

    fn metric_entries(&mut self, span: Span, pieces: Vec<Piece>) -> Vec<Entry<Metric>> {
        let mut entries: Vec<Entry<Metric>> = Vec::new();
        let mut below = Vec::new();
        if !pieces.iter().any(|piece| piece.entry) {
            let head = self.slice(&span.range()).to_owned();
            self.report(Diagnostic::new(&MISSING_LIST, span).with("head", head));
        }
        for piece in pieces {
            if piece.entry {
                self.end_metric_entry(entries.last_mut(), std::mem::take(&mut below));
                entries.extend(self.entries(vec![piece], Rule::metric_entry, Self::metric));
            } else {
                below.push(piece);
            }
        }
        self.end_metric_entry(entries.last_mut(), below);
        entries
    }

    fn end_metric_entry(&mut self, entry: Option<&mut Entry<Metric>>, pieces: Vec<Piece>) {
        let clauses = self.clauses(Phrase::METRIC, pieces, Rule::metric_clause, Self::metric_clause);
        if let (Some(entry), Some(last)) = (entry, clauses.last()) {
            entry.span = entry.span.to(last.span);
            entry.value.clauses = clauses;
        }
    }

    /// Reads entries of a list by a rule whose only node, or whose whole line, `read` takes.
    fn entries<T>(
        &mut self,
        pieces: Vec<Piece>,
        rule: Rule,
        read: impl Fn(&mut Self, Node<'s>) -> Option<T>,
    ) -> Vec<Entry<T>> {
        let mut entries = Vec::new();
        for piece in pieces {
            let range = piece.range;
            let Some(nodes) = self.read_line(rule, &range) else { continue };
            let value = if rule == Rule::threshold_entry {
                nodes.into_iter().next().and_then(|line| read(self, line))
            } else {
                let inner = nodes.into_iter().next().map(pest::iterators::Pair::into_inner);
                inner.into_iter().flatten().find_map(|node| read(self, node))
            };
            let span = self.span(range);
            entries.extend(value.map(|value| Entry { value, trivia: piece.trivia, span }));
        }
        entries
    }

    fn read_line(&mut self, rule: Rule, range: &Range<usize>) -> Option<Vec<Node<'s>>> {
        self.read_whole(rule, range, |reader, failure| reader.unexpected(range, failure)).map(Iterator::collect)
    }

    /// Reads clauses by a rule; an entry of a list among them is reported.
    fn clauses<T>(
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
            let nodes = self.read(rule, &range, |reader, failure| reader.clause_failed(keyword, &range, failure));
            let kind = nodes.and_then(|mut nodes| nodes.find_map(|node| read(self, node)));
            clauses.extend(kind.map(|kind| Clause { kind, trivia: piece.trivia, span }));
        }
        clauses
    }

    fn no_clauses(&mut self, keyword: &'static Phrase, pieces: &[Piece]) {
        for piece in pieces {
            let word = suggest::first_word(self.slice(&piece.range));
            let end = piece.range.start.saturating_add(word.len());
            let span = self.span(piece.range.start..end);
            self.report(unknown_clause(keyword, word, span));
        }
    }
}

/// A clause on the item's own line.
fn bare<T>((kind, span): (T, Span)) -> Clause<T> {
    Clause { kind, trivia: Trivia::default(), span }
}

/// A clause that the item does not have, with the nearest that the language has.
pub(super) fn unknown_clause(item: &Phrase, word: &str, span: Span) -> Diagnostic {
    let near = suggest::nearest(word, &[Kind::Clause]);
    let diagnostic = Diagnostic::new(&UNKNOWN_CLAUSE, span).with("word", word);
    let diagnostic = diagnostic.with("item", Text::new(item.en(), item.zh()));
    let diagnostic = diagnostic.with("hint", suggest::clause_hint(word, near));
    match near.filter(|near| *near != word) {
        Some(near) => diagnostic.fix(near, false),
        None => diagnostic,
    }
}
