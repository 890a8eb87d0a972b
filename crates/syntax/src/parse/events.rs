//! Limits of events: `contract signed within 10 days of awarded` in either language's order.

use dabiao_diagnostics::Span;
use dabiao_grammar::Rule;

use super::formula::Formula;
use super::reader::{Node, Reader};
use crate::ast::{ConditionKind, EventLimit, LimitText, Name, Quantity, RowCondition, Subject};

impl Reader<'_> {
    /// `合同 中 电子化 为 是 的，在 中标公告 后 10日内 签订`, `合同 中 电子化 为 是 的 件数`.
    pub(super) fn zh_rows(&mut self, record: Name, node: Node<'_>, span: Span) -> Option<Formula> {
        let mut filter = None;
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::row => filter = Some(self.row(inner)?),
                Rule::zh_limit => {
                    let kind = ConditionKind::Rows(self.limit(record, inner, filter)?);
                    return Some(Formula::condition(kind, span));
                }
                Rule::zh_recurs => {
                    let mut limit = self.limit(record, inner.clone(), filter)?;
                    limit.subject.field = self.names_in(inner).into_iter().next();
                    return Some(Formula::condition(ConditionKind::Rows(limit), span));
                }
                Rule::zh_aggregate => {
                    let kind = self.zh_aggregate(record, inner, filter)?;
                    return Some(Formula::value(kind, span));
                }
                _ => {}
            }
        }
        None
    }

    /// `at least 95% of contract signed within 10 days`.
    pub(super) fn share_of_rows(&mut self, node: Node<'_>) -> Option<ConditionKind> {
        let (mut op, mut share, mut record) = (None, None, None);
        for inner in node.into_inner() {
            let limit = match inner.as_rule() {
                Rule::comparator => {
                    op = Some(self.comparator(&inner));
                    continue;
                }
                Rule::quantity => {
                    share = Some(self.quantity(&inner));
                    continue;
                }
                Rule::name => {
                    record = Some(self.name(&inner));
                    continue;
                }
                Rule::glued_event => self.glued_event(inner)?,
                Rule::zh_limit | Rule::en_limit => self.limit(record.take()?, inner, None)?,
                Rule::zh_rows => {
                    let span = self.place(&inner);
                    let rows = self.zh_rows(record.take()?, inner, span)?;
                    let ConditionKind::Rows(limit) = self.as_condition(rows)?.kind else {
                        return None;
                    };
                    limit
                }
                _ => continue,
            };
            return Some(ConditionKind::ShareOfRows {
                op: op?,
                share: share?,
                limit,
            });
        }
        None
    }

    /// `合同在中标公告后10日内签订`.
    pub(super) fn glued_event(&mut self, node: Node<'_>) -> Option<Box<EventLimit>> {
        let span = self.place(&node);
        let (mut names, mut within) = (Vec::new(), None);
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::glued_record | Rule::glued_from | Rule::glued_name => {
                    names.push(self.name(&inner));
                }
                Rule::quantity => within = Some(self.quantity(&inner)),
                _ => {}
            }
        }
        let mut names = names.into_iter();
        let (record, from, field) = (names.next()?, names.next()?, names.next());
        let limit = LimitText::Within(within?);
        Some(Box::new(EventLimit {
            subject: Subject { record, field },
            filter: None,
            limit,
            from: Some(from),
            span,
        }))
    }

    /// A limit in either language's order.
    pub(super) fn limit(
        &mut self,
        record: Name,
        node: Node<'_>,
        filter: Option<RowCondition>,
    ) -> Option<Box<EventLimit>> {
        let span = record.span.to(self.place(&node));
        let mut event = EventLimit {
            subject: Subject {
                record,
                field: None,
            },
            filter,
            limit: LimitText::SameDay,
            from: None,
            span,
        };
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::recurs => event.limit = LimitText::Recurs(self.recurs(&inner)?),
                Rule::apart => event.subject.field = self.names_in(inner).into_iter().next(),
                Rule::limit_where => event.filter = self.chosen(inner)?.0,
                Rule::en_within | Rule::en_same_day | Rule::en_before => {
                    event.limit = self.limit_text(&inner)?;
                    event.from = self.names_in(inner).into_iter().next();
                }
                Rule::zh_after | Rule::zh_before => {
                    event.limit = self.limit_text(&inner)?;
                    let mut names = self.names_in(inner).into_iter();
                    event.from = names.next();
                    event.subject.field = names.next();
                }
                Rule::zh_within | Rule::zh_same_day => {
                    event.limit = self.limit_text(&inner)?;
                    let mut bases = inner
                        .clone()
                        .into_inner()
                        .filter(|part| part.as_rule() == Rule::zh_base);
                    event.from = bases
                        .next()
                        .and_then(|base| self.names_in(base).into_iter().next());
                    event.subject.field = self.names_in(inner).into_iter().next();
                }
                _ => {}
            }
        }
        Some(Box::new(event))
    }

    fn limit_text(&mut self, node: &Node<'_>) -> Option<LimitText> {
        let quantity = |reader: &mut Self| -> Option<Quantity> {
            let inner = node
                .clone()
                .into_inner()
                .find(|inner| inner.as_rule() == Rule::quantity)?;
            Some(reader.quantity(&inner))
        };
        Some(match node.as_rule() {
            Rule::en_before | Rule::zh_before => LimitText::AtLeastBefore(quantity(self)?),
            Rule::en_same_day | Rule::zh_same_day => LimitText::SameDay,
            _ => LimitText::Within(quantity(self)?),
        })
    }
}
