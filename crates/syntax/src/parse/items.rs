//! Items: a line in the first column with the indented lines below it.

use std::ops::Range;

use dabiao_diagnostics::register::{CLAUSE_WITHOUT_ITEM, TOO_MANY_ITEMS, UNKNOWN_ITEM};
use dabiao_diagnostics::{Diagnostic, Span};
use dabiao_grammar::Rule;
use dabiao_grammar::vocabulary::{Kind, Phrase};
use dabiao_model::Text;

use super::headers::{Labelled, line_rule};
use super::quick;
use super::reader::{Node, Reader};
use super::scan::Line;
use super::suggest;
use super::threads;
use crate::ast::{
    Item, ItemKind, Metric, MetricOption, MetricTable, Milestone, Name, Policy, Record, RuleClause,
    Task, Trivia,
};
use bodies::Head;
use pieces::Piece;

mod allowing;
mod bodies;
mod pieces;
mod testing;

pub(super) use pieces::unknown_clause;

/// The lines of one item.
struct Draft {
    keyword: &'static Phrase,
    header: Line,
    lines: Vec<Line>,
}

/// How many items are read one after the other; more are shared among threads in parts of so many.
///
/// Parts are the same for any number of threads, and so is all that comes of them.
const PART: usize = 256;

/// Makes items of the lines of a file.
pub(super) fn items(reader: &mut Reader<'_>, lines: Vec<Line>, threads: usize) -> Vec<Item> {
    let mut drafts = drafts(reader, lines);
    if drafts.len() <= PART {
        return drafts
            .into_iter()
            .filter_map(|draft| reader.item(draft))
            .collect();
    }
    let count = drafts.len();
    let mut parts = Vec::with_capacity(count.div_ceil(PART));
    while drafts.len() > PART {
        let last = drafts.len().saturating_sub(1) / PART;
        parts.push(drafts.split_off(last.saturating_mul(PART)));
    }
    parts.push(drafts);
    parts.reverse();
    let read = threads::shared(parts, threads, |part: Vec<Draft>| {
        let mut reader = reader.another();
        let items = part.into_iter().filter_map(|draft| reader.item(draft));
        let items: Vec<Item> = items.collect();
        (items, reader.found())
    });
    let mut items = Vec::with_capacity(count);
    for (part, found) in read {
        items.extend(part);
        reader.join(found);
    }
    items
}

/// The lines of a file by their items.
fn drafts(reader: &mut Reader<'_>, lines: Vec<Line>) -> Vec<Draft> {
    let heads = lines.iter().filter(|line| !line.indented).count();
    let mut drafts: Vec<Draft> = Vec::with_capacity(heads.min(reader.limits().items));
    // Lines below an item that is not read are left out without a complaint of their own.
    let mut skipping = false;
    let mut belongs = false;
    let mut count = 0_usize;
    for line in lines {
        if line.indented {
            match drafts.last_mut().filter(|_| belongs) {
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
        count = count.saturating_add(1);
        if count > reader.limits().items {
            let range = line.segments.first().cloned().unwrap_or_default();
            let diagnostic = Diagnostic::new(&TOO_MANY_ITEMS, reader.span(range));
            let limit = reader.limits().items.to_string();
            reader.report(
                diagnostic
                    .with("what", Text::new("items", "条目数"))
                    .with("limit", limit),
            );
            return drafts;
        }
        let keyword = reader.item_keyword(&line);
        if keyword.is_none() {
            reader.leave_unread(line.segments.first().unwrap_or(&(0..0)));
        }
        belongs = keyword.is_some();
        skipping = keyword.is_none();
        drafts.extend(keyword.map(|keyword| Draft {
            keyword,
            header: line,
            lines: Vec::new(),
        }));
    }
    drafts
}

impl Draft {
    /// The lines and what stands behind the first semicolon of the header, in order.
    fn pieces(&mut self) -> Vec<Piece> {
        let behind = self
            .header
            .segments
            .drain(1.min(self.header.segments.len())..);
        let mut pieces: Vec<Piece> = behind
            .map(|range| Piece {
                range,
                trivia: Trivia::default(),
                entry: false,
            })
            .collect();
        for line in self.lines.drain(..).filter(|line| !line.broken) {
            let mut trivia = Some(line.trivia);
            for range in line.segments {
                let first = trivia.is_some();
                pieces.push(Piece {
                    range,
                    trivia: trivia.take().unwrap_or_default(),
                    entry: line.entry && first,
                });
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
        if let Some(keyword) = suggest::starts_item(text) {
            return Some(keyword);
        }
        if line.broken {
            return None;
        }
        let word = suggest::first_word(text);
        let span = self.span(range.start..range.start.saturating_add(word.len()));
        let near = suggest::item_for(word).or_else(|| suggest::nearest(word, &[Kind::Item]));
        let mut diagnostic = Diagnostic::new(&UNKNOWN_ITEM, span).with("word", word);
        diagnostic = diagnostic.with("hint", suggest::item_hint(near));
        if let Some(near) = near {
            diagnostic = diagnostic.fix(near, false);
        }
        self.refuse(diagnostic)
    }

    /// Reads an item with its clauses. The clauses are read even where the header is wrong, for their errors.
    fn item(&mut self, mut draft: Draft) -> Option<Item> {
        let range = draft.header.segments.first().cloned().unwrap_or_default();
        self.enter_item(Some((draft.keyword, range.clone())));
        let span = self.span(range.clone());
        let pieces = draft.pieces();
        let end = pieces.last().map_or(range.end, |piece| piece.range.end);
        let (allows, pieces) = self.allows(draft.keyword, pieces);
        let quick = Some(&range).filter(|_| !draft.header.broken);
        let quick = quick.and_then(|range| self.quick_head(draft.keyword, range));
        let kind = if let Some(head) = quick {
            self.quick_kind(draft.keyword, head, span, pieces)
        } else {
            let head = if draft.header.broken {
                None
            } else {
                self.header(draft.keyword, &range)
            };
            self.item_kind(draft.keyword, head, span, pieces)
        };
        let kind = kind.filter(|_| !draft.header.broken);
        if kind.is_none() {
            self.leave_unread(&(range.start..end.max(range.end)));
        }
        self.enter_item(None);
        let kind = kind?;
        Some(Item {
            kind,
            allows,
            trivia: draft.header.trivia,
            span: self.span(range.start..end.max(range.end)),
        })
    }

    fn header(&mut self, keyword: &'static Phrase, range: &Range<usize>) -> Option<Vec<Node<'s>>> {
        let nodes = self.read(line_rule(keyword), range, |reader, failure| {
            reader.header_failed(range, failure);
        })?;
        Some(nodes.collect())
    }

    fn quick_kind(
        &mut self,
        keyword: &'static Phrase,
        head: quick::Head,
        span: Span,
        pieces: Vec<Piece>,
    ) -> Option<ItemKind> {
        match head {
            quick::Head::Metric(metric) => self.metric_item(keyword, metric, pieces),
            quick::Head::Target(head) => self.target_item(keyword, Some(head), span, pieces),
            quick::Head::Check(head) => self.check_item(keyword, Some(head), span, pieces),
            quick::Head::Rule(head) => self.rule_item(keyword, Some(head), pieces),
            quick::Head::Test(title) => self.test_item(keyword, Some(title), pieces),
            quick::Head::Entity(entity) => self.declared_item(keyword, Some(entity.into()), pieces),
            quick::Head::Record(name, per) => self.record(keyword, Some((name, per)), pieces),
            quick::Head::Metrics(options) => {
                self.metric_table(keyword, Some(options), span, pieces)
            }
        }
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
            "IMPORT" | "REFINES" | "UNIT" | "PARAMETER" | "ENTITY" | "GROUP" => {
                self.declaration(keyword, nodes, pieces)
            }
            "POLICY" | "METRIC" | "METRICS" | "RECORD" => {
                self.figures(keyword, nodes, span, pieces)
            }
            "TARGET" => self.target(keyword, nodes, span, pieces),
            "CHECK" => self.check(keyword, nodes, span, pieces),
            "NOTE" => self.note(keyword, nodes, span, pieces),
            "SCORE" => self.score(keyword, nodes, span, pieces),
            "ESCALATION" => self.escalation(keyword, nodes, span, pieces),
            "TEST" => self.test(keyword, nodes, pieces),
            _ => self.rule(keyword, nodes, pieces),
        }
    }

    /// An import, unit, parameter, entity or group.
    fn declaration(
        &mut self,
        keyword: &'static Phrase,
        nodes: Head<'s>,
        pieces: Vec<Piece>,
    ) -> Option<ItemKind> {
        let item = nodes.and_then(|nodes| match keyword.id() {
            "IMPORT" => self.import(nodes).map(ItemKind::from),
            "REFINES" => self.refines_head(nodes).map(ItemKind::from),
            "UNIT" => self.unit_item(nodes).map(ItemKind::from),
            "PARAMETER" => self.parameter(nodes).map(ItemKind::from),
            "ENTITY" => self.entity(nodes).map(ItemKind::from),
            _ => self.group(nodes).map(ItemKind::from),
        });
        self.declared_item(keyword, item, pieces)
    }

    fn declared_item(
        &mut self,
        keyword: &'static Phrase,
        item: Option<ItemKind>,
        pieces: Vec<Piece>,
    ) -> Option<ItemKind> {
        let own = self.declaration_clauses(keyword, pieces);
        item.map(|mut item| {
            match &mut item {
                ItemKind::Import(it) => it.clauses = own,
                ItemKind::Refines(it) => it.clauses = own,
                ItemKind::Unit(it) => it.clauses = own,
                ItemKind::Parameter(it) => it.clauses = own,
                ItemKind::Entity(it) => it.clauses = own,
                ItemKind::Group(it) => it.clauses = own,
                _ => {}
            }
            item
        })
    }

    /// The policy, a metric, a table of metrics or a record.
    fn figures(
        &mut self,
        keyword: &'static Phrase,
        nodes: Head<'s>,
        span: Span,
        pieces: Vec<Piece>,
    ) -> Option<ItemKind> {
        let mut nodes = nodes;
        match keyword.id() {
            "POLICY" => {
                let title = nodes
                    .as_mut()
                    .and_then(|nodes| nodes.find(|node| node.as_rule() == Rule::quoted));
                let title = title.map(|node| self.text_of(&node));
                let clauses =
                    self.clauses(keyword, pieces, Rule::policy_clause, Self::policy_clause);
                Some(ItemKind::from(Policy {
                    title: title?,
                    clauses,
                }))
            }
            "METRIC" => {
                let mut inner = nodes
                    .into_iter()
                    .flatten()
                    .filter(|node| node.as_rule() == Rule::metric);
                let item = inner.next().and_then(|node| self.metric(node));
                self.metric_item(keyword, item, pieces)
            }
            "METRICS" => {
                let options = nodes.map(|nodes| self.metric_options(nodes));
                self.metric_table(keyword, options, span, pieces)
            }
            _ => {
                let item = nodes.and_then(|nodes| self.record_head(nodes));
                self.record(keyword, item, pieces)
            }
        }
    }

    fn metric_table(
        &mut self,
        keyword: &'static Phrase,
        options: Option<Vec<MetricOption>>,
        span: Span,
        mut pieces: Vec<Piece>,
    ) -> Option<ItemKind> {
        let below_an_entry = pieces.iter().position(|piece| piece.entry);
        let rest = pieces.split_off(below_an_entry.unwrap_or(pieces.len()));
        let clauses = self.declaration_clauses(keyword, pieces);
        let entries = self.metric_entries(span, rest);
        options.map(|options| {
            ItemKind::from(MetricTable {
                options,
                clauses,
                entries,
            })
        })
    }

    fn record(
        &mut self,
        keyword: &'static Phrase,
        head: Option<(Name, Option<Name>)>,
        pieces: Vec<Piece>,
    ) -> Option<ItemKind> {
        let clauses = self.clauses(keyword, pieces, Rule::record_clause, Self::record_clause);
        head.map(|(name, per)| ItemKind::from(Record { name, per, clauses }))
    }

    fn metric_item(
        &mut self,
        keyword: &'static Phrase,
        item: Option<Metric>,
        pieces: Vec<Piece>,
    ) -> Option<ItemKind> {
        let clauses = self.clauses(keyword, pieces, Rule::metric_clause, Self::metric_clause);
        item.map(|item| ItemKind::from(Metric { clauses, ..item }))
    }

    /// A task or milestone.
    fn rule(
        &mut self,
        keyword: &'static Phrase,
        nodes: Head<'s>,
        pieces: Vec<Piece>,
    ) -> Option<ItemKind> {
        let head = nodes.map(|nodes| self.rule_head(nodes));
        self.rule_item(keyword, head, pieces)
    }

    fn rule_item(
        &mut self,
        keyword: &'static Phrase,
        head: Option<Labelled<Option<(RuleClause, Span)>>>,
        pieces: Vec<Piece>,
    ) -> Option<ItemKind> {
        let clauses = self.rule_clauses(keyword, head.as_ref(), pieces);
        let Labelled { id, title, .. } = head?;
        if keyword == Phrase::TASK {
            return Some(ItemKind::from(Task {
                id: id?,
                title,
                clauses,
            }));
        }
        Some(ItemKind::from(Milestone { id, title, clauses }))
    }
}
