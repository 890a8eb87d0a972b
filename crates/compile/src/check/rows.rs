//! Typing what is asked of cases: subjects, masks, aggregates and limits.

use std::sync::Arc;

use dabiao_calendar::{Basis, LimitUnit};
use dabiao_diagnostics::{Diagnostic, Span, register};
use dabiao_eval::program::{
    Aggregate, Measure, RowCondition, RowLimit, RowScope, SpanUnit, Stops, WordTest,
};
use dabiao_model::{Comparator, Dimension, FieldType, Ratio, RecordId, RecordSchema, Unit};
use dabiao_syntax::ast::{
    self, AggregateKind, BasisText, EventLimit, ExprKind, LimitText, Name, RowConditionKind,
    Subject,
};

use crate::compiler::Compiler;
use crate::hir;
use crate::resolve;

/// A record with its schema, while one of its demands is typed.
struct Cases {
    id: RecordId,
    schema: RecordSchema,
}

impl Compiler<'_> {
    /// The record of a subject, and the field where it names one.
    fn subject(&mut self, subject: &Subject) -> Option<(Cases, Option<usize>)> {
        let text = subject.record.text.as_str();
        if let Some(id) = self.schema.record(text) {
            let cases = Cases {
                id,
                schema: self.schema.records.get(id.index())?.clone(),
            };
            let field = match &subject.field {
                Some(field) => Some(self.field(&cases.schema, field)?),
                None => None,
            };
            return Some((cases, field));
        }
        // `contract signed`: the longest declared name at the start is the record.
        let longest = text.match_indices(' ').rev().find_map(|(index, _)| {
            let (record, field) = text.split_at_checked(index)?;
            Some((self.schema.record(record)?, field.trim().to_owned()))
        });
        let glued = longest.or_else(|| self.split_glued(text));
        let Some((id, field)) = glued else {
            let known: Vec<Arc<str>> = self
                .schema
                .records
                .iter()
                .flat_map(|record| record.names.clone())
                .collect();
            self.unknown(&register::UNKNOWN_RECORD, &subject.record, &known);
            return None;
        };
        let cases = Cases {
            id,
            schema: self.schema.records.get(id.index())?.clone(),
        };
        let name = Name {
            text: field,
            ..subject.record.clone()
        };
        let field = self.field(&cases.schema, &name)?;
        Some((cases, Some(field)))
    }

    /// `合同签订` without a blank: a declared record's name at the start, and one of its fields behind it.
    fn split_glued(&self, text: &str) -> Option<(RecordId, String)> {
        let named = self
            .schema
            .records
            .iter()
            .enumerate()
            .flat_map(|(index, record)| record.names.iter().map(move |name| (index, record, name)));
        let mut found: Vec<(usize, RecordId, String)> = named
            .filter_map(|(index, record, name)| {
                let rest = text.strip_prefix(name.as_ref())?;
                record.field(rest)?;
                Some((name.len(), RecordId::from(index), rest.to_owned()))
            })
            .collect();
        found.sort_by_key(|(length, ..)| std::cmp::Reverse(*length));
        found.into_iter().next().map(|(_, id, field)| (id, field))
    }

    /// A limit that cases keep; without a share, all of them.
    pub(super) fn row_limit(
        &mut self,
        limit: &EventLimit,
        share: Option<(Comparator, Ratio)>,
    ) -> Option<hir::Condition> {
        let (cases, event) = self.subject(&limit.subject)?;
        let Some(event) = event.filter(|event| is_event(&cases.schema, *event)) else {
            self.no_event(&cases, event, limit);
            return None;
        };
        let filter = limit
            .filter
            .as_ref()
            .map(|filter| self.row_condition(&cases, filter));
        let from = match &limit.from {
            Some(from) => Some(self.event(&cases.schema, from)?),
            None => self
                .records
                .get(cases.id.index())
                .and_then(|record| record.after.get(event).copied().flatten()),
        };
        let Some(from) = from else {
            let field = field_name(&cases.schema, event);
            self.report(Diagnostic::new(&register::NO_START, limit.span).with("field", field));
            return None;
        };
        let (length, before) = match &limit.limit {
            LimitText::SameDay => (dabiao_calendar::Limit::new(0, LimitUnit::Days), false),
            LimitText::Within(quantity) => {
                (self.limit_between(&cases, from, event, quantity)?, false)
            }
            LimitText::AtLeastBefore(quantity) => {
                (self.limit_between(&cases, from, event, quantity)?, true)
            }
        };
        let label = self.text(limit.span).trim();
        Some(hir::Condition::Rows(Box::new(RowLimit {
            scope: RowScope {
                record: cases.id,
                among: filter.transpose_option()?,
            },
            event,
            from,
            limit: length,
            before,
            // Decided with the rule's own clauses.
            basis: Basis::Plain,
            count_start: false,
            stops: None,
            share: share.unwrap_or((Comparator::AtLeast, Ratio::ONE)),
            label: (label.into(), label.into()),
        })))
    }

    fn no_event(&mut self, cases: &Cases, field: Option<usize>, limit: &EventLimit) {
        match field {
            Some(field) => self.wrong_field(
                &cases.schema,
                field,
                limit.span,
                "an event (date or time)",
                "事件（日期或时刻）",
            ),
            None => self.misplaced(
                limit.span,
                "name the event that must happen in time",
                "请写明须按时发生的事件",
            ),
        }
    }

    fn limit_between(
        &mut self,
        cases: &Cases,
        from: usize,
        event: usize,
        quantity: &ast::Quantity,
    ) -> Option<dabiao_calendar::Limit> {
        let limit = self.limit(quantity)?;
        let timed = |field: usize| {
            cases
                .schema
                .fields
                .get(field)
                .is_some_and(|field| field.ty == FieldType::Time)
        };
        if limit.unit == LimitUnit::Hours && !(timed(from) && timed(event)) {
            let diagnostic = Diagnostic::new(&register::HOURS_ON_DATES, quantity.span)
                .with("limit", resolve::quantity_text(quantity))
                .with("field", field_name(&cases.schema, event));
            self.report(diagnostic);
            return None;
        }
        Some(limit)
    }

    /// Gives the limits of a condition their basis, from the rule's clauses, else the policy's; warns when neither says.
    pub(super) fn settle_limits(
        &mut self,
        condition: &mut hir::Condition,
        basis: Option<BasisText>,
        count_start: bool,
        stops: Option<(&Name, &Name)>,
        span: Span,
    ) {
        match condition {
            hir::Condition::Rows(limit) => {
                let counted_in_days =
                    !matches!(limit.limit.unit, LimitUnit::WorkingDays | LimitUnit::Hours);
                let decided = basis.or(self.basis);
                if decided.is_none() && counted_in_days && !limit.before && limit.limit.count > 0 {
                    let limit = dabiao_model::Text::new(limit.limit.en(), limit.limit.zh());
                    self.report(Diagnostic::new(&register::NO_BASIS, span).with("limit", limit));
                }
                limit.basis = match decided {
                    Some(BasisText::CivilCode) => Basis::CivilCode,
                    Some(BasisText::Plain) | None => Basis::Plain,
                };
                limit.count_start = count_start;
                limit.stops = stops.and_then(|(from, to)| self.stops(limit.scope.record, from, to));
            }
            hir::Condition::And(parts) | hir::Condition::Or(parts) => {
                for part in parts {
                    self.settle_limits(part, basis, count_start, stops, span);
                }
            }
            hir::Condition::Not(inner) => {
                self.settle_limits(inner, basis, count_start, stops, span)
            }
            hir::Condition::Test(_) | hir::Condition::Holds(_) | hir::Condition::Every(..) => {}
        }
    }

    /// A clock stop between two events of a record.
    pub(super) fn stops(&mut self, record: RecordId, from: &Name, to: &Name) -> Option<Stops> {
        let schema = self.schema.records.get(record.index())?.clone();
        Some(Stops {
            from: self.event(&schema, from)?,
            to: self.event(&schema, to)?,
        })
    }

    /// An aggregate of cases as an expression.
    pub(super) fn aggregate(
        &mut self,
        aggregate: &ast::Aggregate,
        span: Span,
    ) -> Option<hir::Expr> {
        let (cases, field) = self.subject(&aggregate.subject)?;
        let filter = aggregate
            .filter
            .as_ref()
            .map(|mask| self.row_condition(&cases, mask));
        let among = aggregate
            .among
            .as_ref()
            .map(|mask| self.row_condition(&cases, mask));
        let (measure, unit) = self.measure(aggregate, &cases, field, span)?;
        let label = self.text(span).trim();
        let aggregate = Aggregate {
            scope: RowScope {
                record: cases.id,
                among: among.transpose_option()?,
            },
            filter: filter.transpose_option()?,
            measure,
            open_rows_count: false,
            stops: None,
            label: (label.into(), label.into()),
            unit: unit.clone(),
        };
        Some(hir::Expr {
            kind: hir::ExprKind::Aggregate(Box::new(aggregate)),
            dimension: unit.dimension.clone(),
            unit,
            nature: None,
            bare: false,
            span,
        })
    }

    fn measure(
        &mut self,
        aggregate: &ast::Aggregate,
        cases: &Cases,
        field: Option<usize>,
        span: Span,
    ) -> Option<(Measure, Unit)> {
        let percent = self.schema.units.plainest(&Dimension::Ratio);
        let ends = match &aggregate.between {
            Some((from, to)) => Some((
                self.event(&cases.schema, from)?,
                self.event(&cases.schema, to)?,
            )),
            None => None,
        };
        let spanned = |unit: ast::SpanUnit, ends: Option<(usize, usize)>| {
            ends.map(|(from, to)| (from, to, unit))
        };
        Some(match aggregate.kind {
            AggregateKind::Count => (Measure::Count, Unit::number()),
            AggregateKind::Share => match field {
                None => (Measure::Share, percent),
                Some(field) => {
                    self.number_field(cases, field, span)?;
                    (Measure::ShareOf(field), percent)
                }
            },
            AggregateKind::Sum => {
                let (field, unit) = self.needed_number(cases, field, span)?;
                (Measure::Sum(field), unit)
            }
            AggregateKind::Average(Some(unit))
            | AggregateKind::Median(Some(unit))
            | AggregateKind::Min(Some(unit))
            | AggregateKind::Max(Some(unit)) => {
                let Some((from, to, unit)) = spanned(unit, ends) else {
                    self.misplaced(
                        span,
                        "say between which events: from A to B",
                        "请写明区间：自 甲 至 乙",
                    );
                    return None;
                };
                let (unit, shown) = self.span_unit(unit);
                let measure = match aggregate.kind {
                    AggregateKind::Median(_) => Measure::MedianSpan(from, to, unit),
                    AggregateKind::Min(_) => Measure::MinSpan(from, to, unit),
                    AggregateKind::Max(_) => Measure::MaxSpan(from, to, unit),
                    _ => Measure::AverageSpan(from, to, unit),
                };
                (measure, shown)
            }
            AggregateKind::Average(None) => {
                let (field, unit) = self.needed_number(cases, field, span)?;
                (Measure::Average(field), unit)
            }
            AggregateKind::Median(None) => {
                let (field, unit) = self.needed_number(cases, field, span)?;
                (Measure::Median(field), unit)
            }
            AggregateKind::Min(None) => {
                let (field, unit) = self.needed_number(cases, field, span)?;
                (Measure::Min(field), unit)
            }
            AggregateKind::Max(None) => {
                let (field, unit) = self.needed_number(cases, field, span)?;
                (Measure::Max(field), unit)
            }
        })
    }

    fn span_unit(&self, unit: ast::SpanUnit) -> (SpanUnit, Unit) {
        let (unit, name) = match unit {
            ast::SpanUnit::Days => (SpanUnit::Days, "days"),
            ast::SpanUnit::WorkingDays => (SpanUnit::WorkingDays, "working days"),
            ast::SpanUnit::Hours => (SpanUnit::Hours, "hours"),
        };
        (
            unit,
            self.schema.units.find(name).unwrap_or_else(Unit::number),
        )
    }

    fn needed_number(
        &mut self,
        cases: &Cases,
        field: Option<usize>,
        span: Span,
    ) -> Option<(usize, Unit)> {
        let Some(field) = field else {
            self.misplaced(
                span,
                "name the field behind the record",
                "请在台账后写明字段",
            );
            return None;
        };
        Some((field, self.number_field(cases, field, span)?))
    }

    fn number_field(&mut self, cases: &Cases, field: usize, span: Span) -> Option<Unit> {
        match cases.schema.fields.get(field).map(|field| &field.ty) {
            Some(FieldType::Number(unit)) => Some(unit.clone()),
            _ => {
                self.wrong_field(&cases.schema, field, span, "a number", "数");
                None
            }
        }
    }

    fn row_condition(
        &mut self,
        cases: &Cases,
        condition: &ast::RowCondition,
    ) -> Option<RowCondition> {
        match &condition.kind {
            RowConditionKind::And(parts) => {
                let parts: Vec<_> = parts
                    .iter()
                    .map(|part| self.row_condition(cases, part))
                    .collect();
                parts
                    .into_iter()
                    .collect::<Option<_>>()
                    .map(RowCondition::And)
            }
            RowConditionKind::Or(parts) => {
                let parts: Vec<_> = parts
                    .iter()
                    .map(|part| self.row_condition(cases, part))
                    .collect();
                parts
                    .into_iter()
                    .collect::<Option<_>>()
                    .map(RowCondition::Or)
            }
            RowConditionKind::Not(inner) => self
                .row_condition(cases, inner)
                .map(|inner| RowCondition::Not(Box::new(inner))),
            RowConditionKind::Bracket(inner) => self.row_condition(cases, inner),
            RowConditionKind::Happened(name) => self.happened(cases, name),
            RowConditionKind::Is { field, value } => self.is(cases, field, value),
            RowConditionKind::In { field, values } => {
                let index = self.field(&cases.schema, field)?;
                let words: Option<Vec<_>> = values
                    .iter()
                    .map(|value| self.word(cases, index, &value.text, value.span))
                    .collect();
                Some(RowCondition::Word(WordTest {
                    field: index,
                    words: words?,
                }))
            }
            RowConditionKind::Compare { field, op, value } => {
                let index = self.field(&cases.schema, field)?;
                self.number_test(cases, index, *op, value)
            }
            RowConditionKind::OpenFor { event, limit } => self.open_for(cases, event, limit),
        }
    }

    /// An event that has happened, or a yes/no field that is yes.
    fn happened(&mut self, cases: &Cases, name: &Name) -> Option<RowCondition> {
        let index = self.field(&cases.schema, name)?;
        match cases.schema.fields.get(index).map(|field| &field.ty) {
            Some(FieldType::YesNo) => Some(RowCondition::YesNo(index, true)),
            Some(FieldType::Date | FieldType::Time) => Some(RowCondition::Happened(index)),
            _ => {
                self.wrong_field(
                    &cases.schema,
                    index,
                    name.span,
                    "an event or yes/no",
                    "事件或是否型字段",
                );
                None
            }
        }
    }

    fn is(&mut self, cases: &Cases, field: &Name, value: &ast::Expr) -> Option<RowCondition> {
        let index = self.field(&cases.schema, field)?;
        let ty = cases
            .schema
            .fields
            .get(index)
            .map(|field| field.ty.clone())?;
        match (&value.kind, ty) {
            (ExprKind::YesNo(yes), FieldType::YesNo) => Some(RowCondition::YesNo(index, *yes)),
            (ExprKind::Text(text), FieldType::Category(_) | FieldType::Text) => {
                let word = self.word(cases, index, &text.text, text.span)?;
                Some(RowCondition::Word(WordTest {
                    field: index,
                    words: vec![word],
                }))
            }
            (ExprKind::Name(name), FieldType::Category(_) | FieldType::Text) => {
                let word = self.word(cases, index, &name.text, name.span)?;
                Some(RowCondition::Word(WordTest {
                    field: index,
                    words: vec![word],
                }))
            }
            (ExprKind::Quantity(quantity), FieldType::Number(_)) => {
                self.number_test(cases, index, Comparator::Equal, quantity)
            }
            _ => {
                self.wrong_field(
                    &cases.schema,
                    index,
                    value.span,
                    "a value of its own type",
                    "同类型的值",
                );
                None
            }
        }
    }

    /// A word of a category, which must be one of its list.
    fn word(&mut self, cases: &Cases, field: usize, word: &str, span: Span) -> Option<Arc<str>> {
        match cases.schema.fields.get(field).map(|field| &field.ty) {
            Some(FieldType::Text) => Some(word.into()),
            Some(FieldType::Category(words))
                if words.iter().any(|known| known.as_ref() == word) =>
            {
                Some(word.into())
            }
            Some(FieldType::Category(words)) => {
                let known = words.clone();
                let name = Name {
                    text: word.to_owned(),
                    quoted: false,
                    span,
                };
                self.unknown(&register::UNKNOWN_SCOPE, &name, &known);
                None
            }
            _ => {
                self.wrong_field(
                    &cases.schema,
                    field,
                    span,
                    "a category or text",
                    "类别或文本",
                );
                None
            }
        }
    }

    fn number_test(
        &mut self,
        cases: &Cases,
        field: usize,
        op: Comparator,
        value: &ast::Quantity,
    ) -> Option<RowCondition> {
        let unit = self.number_field(cases, field, value.span)?;
        let limit = self.number(value, value.span)?;
        let column = hir::Expr {
            dimension: unit.dimension.clone(),
            unit,
            bare: false,
            ..limit.clone()
        };
        let test = self.typed_test(column, op, limit, value.span)?;
        match test.right.kind {
            hir::ExprKind::Number(limit) => Some(RowCondition::Number(field, op, limit)),
            _ => None,
        }
    }

    fn open_for(
        &mut self,
        cases: &Cases,
        event: &Name,
        limit: &ast::Quantity,
    ) -> Option<RowCondition> {
        let index = self.event(&cases.schema, event)?;
        let record = self.records.get(cases.id.index());
        let from = record.and_then(|record| {
            record
                .after
                .get(index)
                .copied()
                .flatten()
                .or(record.counted_by)
        });
        let limit = self.limit(limit)?;
        let Some(from) = from else {
            let field = field_name(&cases.schema, index);
            self.report(Diagnostic::new(&register::NO_START, event.span).with("field", field));
            return None;
        };
        Some(RowCondition::OpenFor {
            event: index,
            from,
            limit,
        })
    }
}

fn is_event(schema: &RecordSchema, field: usize) -> bool {
    schema
        .fields
        .get(field)
        .is_some_and(|field| resolve::is_event(&field.ty))
}

fn field_name(schema: &RecordSchema, field: usize) -> String {
    let field = schema
        .fields
        .get(field)
        .and_then(|field| field.names.first());
    field.map_or_else(String::new, ToString::to_string)
}

/// An option of a result that was reported already: outer none is an error, inner none is nothing asked.
trait TransposeOption<T> {
    fn transpose_option(self) -> Option<Option<T>>;
}

impl<T> TransposeOption<T> for Option<Option<T>> {
    fn transpose_option(self) -> Option<Option<T>> {
        match self {
            None => Some(None),
            Some(Some(value)) => Some(Some(value)),
            Some(None) => None,
        }
    }
}
