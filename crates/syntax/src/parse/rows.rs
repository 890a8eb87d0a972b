//! Which rows of a record are meant.

use dabiao_diagnostics::Span;
use dabiao_grammar::Rule;

use super::names::unquoted;
use super::operands::is_yes;
use super::reader::{Node, Reader};
use crate::ast::{Expr, ExprKind, Name, RowCondition, RowConditionKind};

/// A condition on the heap: reading one calls itself once for each bracket or `not`.
type Row = Box<RowCondition>;

impl Reader<'_> {
    /// What is asked of a row.
    pub(super) fn row(&mut self, node: Node<'_>) -> Option<RowCondition> {
        self.row_alternatives(node).map(|row| *row)
    }

    fn row_alternatives(&mut self, node: Node<'_>) -> Option<Row> {
        let span = self.place(&node);
        let mut alternatives = Vec::new();
        for inner in node
            .into_inner()
            .filter(|inner| inner.as_rule() == Rule::row_and)
        {
            let span = self.place(&inner);
            let mut parts = Vec::new();
            for part in inner
                .into_inner()
                .filter(|inner| inner.as_rule() == Rule::row_not)
            {
                parts.push(*self.row_not(part)?);
            }
            alternatives.push(*joined(parts, RowConditionKind::And, span)?);
        }
        joined(alternatives, RowConditionKind::Or, span)
    }

    fn row_not(&mut self, node: Node<'_>) -> Option<Row> {
        let span = self.place(&node);
        let inner = node
            .into_inner()
            .find(|inner| inner.as_rule() != Rule::kw_not)?;
        match inner.as_rule() {
            Rule::row_not => {
                let denied = self.row_not(inner)?;
                Some(Box::new(RowCondition {
                    kind: RowConditionKind::Not(denied),
                    span,
                }))
            }
            Rule::row_bracket => self.row_bracket(inner),
            _ => self.row_alone(inner, span),
        }
    }

    fn row_bracket(&mut self, node: Node<'_>) -> Option<Row> {
        let span = self.place(&node);
        let is_part = |inner: &Node<'_>| matches!(inner.as_rule(), Rule::row | Rule::row_compare);
        let inner = node.into_inner().find(is_part)?;
        if inner.as_rule() == Rule::row_compare {
            return self.row_alone(inner, span);
        }
        let inner = self.row_alternatives(inner)?;
        Some(Box::new(RowCondition {
            kind: RowConditionKind::Bracket(inner),
            span,
        }))
    }

    fn row_alone(&mut self, node: Node<'_>, span: Span) -> Option<Row> {
        let kind = match node.as_rule() {
            Rule::row_open => self.row_open(node)?,
            Rule::row_compare => self.row_compare(node)?,
            Rule::every_step => RowConditionKind::EveryStepDone,
            _ => self.row_named(node)?,
        };
        Some(Box::new(RowCondition { kind, span }))
    }

    fn row_open(&mut self, node: Node<'_>) -> Option<RowConditionKind> {
        let (mut event, mut limit) = (None, None);
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::name => event = Some(self.name(&inner)),
                Rule::open_event => event = Some(self.open_event(&inner)),
                Rule::quantity => limit = Some(self.quantity(&inner)),
                _ => {}
            }
        }
        Some(RowConditionKind::OpenFor {
            event: event?,
            limit: limit?,
        })
    }

    /// `未审结`: the event is what stands behind 未.
    fn open_event(&self, node: &Node<'_>) -> Name {
        let mut name = self.name(node);
        if !name.quoted {
            name.text = name.text.strip_prefix('未').unwrap_or(&name.text).into();
        } else if let Some(quoted) = node.clone().into_inner().next() {
            name.text = unquoted(quoted.as_str());
        }
        name.span.start = name
            .span
            .start
            .saturating_add(u32::try_from('未'.len_utf8()).unwrap_or(0));
        name
    }

    fn row_compare(&mut self, node: Node<'_>) -> Option<RowConditionKind> {
        let (mut field, mut op, mut value) = (None, None, None);
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::name => field = Some(self.name(&inner)),
                Rule::comparator => op = Some(self.comparator(&inner)),
                Rule::quantity => value = Some(self.quantity(&inner)),
                _ => {}
            }
        }
        Some(RowConditionKind::Compare {
            field: field?,
            op: op?,
            value: value?,
        })
    }

    fn row_named(&mut self, node: Node<'_>) -> Option<RowConditionKind> {
        let mut field = None;
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::name => field = Some(self.name(&inner)),
                Rule::at_least_state => {
                    return Some(RowConditionKind::AtLeast {
                        field: field?,
                        state: self.name_in(inner)?,
                    });
                }
                Rule::filled => return field.map(RowConditionKind::FilledIn),
                Rule::partly => return field.map(RowConditionKind::PartlyDone),
                Rule::plain_names => {
                    return Some(RowConditionKind::In {
                        field: field?,
                        values: self.names_in(inner),
                    });
                }
                Rule::row_value => {
                    let value = self.row_value(&inner.into_inner().next()?);
                    return Some(RowConditionKind::Is {
                        field: field?,
                        value,
                    });
                }
                _ => {}
            }
        }
        field.map(RowConditionKind::Happened)
    }

    fn row_value(&mut self, node: &Node<'_>) -> Expr {
        let span = self.place(node);
        let kind = match node.as_rule() {
            Rule::yes_no => ExprKind::YesNo(is_yes(node)),
            Rule::quantity => ExprKind::Quantity(self.quantity(node)),
            Rule::quoted => ExprKind::Text(self.text_of(node)),
            _ => ExprKind::Name(self.name(node)),
        };
        Expr { kind, span }
    }
}

/// One part alone, or all of them joined.
fn joined(
    mut parts: Vec<RowCondition>,
    join: impl FnOnce(Vec<RowCondition>) -> RowConditionKind,
    span: Span,
) -> Option<Row> {
    if parts.len() <= 1 {
        return parts.pop().map(Box::new);
    }
    let kind = join(parts);
    Some(Box::new(RowCondition { kind, span }))
}
