//! Typing masks over rows: which cases are meant.

use std::sync::Arc;

use dabiao_diagnostics::{Diagnostic, Span, register};
use dabiao_eval::program::{RowCondition, WordTest};
use dabiao_model::{Comparator, FieldType};
use dabiao_syntax::ast::{self, ExprKind, Name, RowConditionKind};

use super::rows::{Cases, field_name};
use crate::compiler::Compiler;
use crate::hir;

impl Compiler<'_> {
    /// A mask where one is asked for; nothing (of a result) after an error.
    #[expect(
        clippy::option_option,
        reason = "the outer one is an error that was reported, the inner one a mask that is not asked for"
    )]
    pub(super) fn optional_mask(
        &mut self,
        cases: &Cases,
        mask: Option<&ast::RowCondition>,
    ) -> Option<Option<RowCondition>> {
        mask.map_or(Some(None), |mask| self.row_condition(cases, mask).map(Some))
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
            RowConditionKind::AtLeast { field, state } => self.at_least(cases, field, state),
            RowConditionKind::PartlyDone(field) => self.partly_done(cases, field),
            RowConditionKind::FilledIn(name) => {
                self.field(&cases.schema, name).map(RowCondition::Happened)
            }
            RowConditionKind::EveryStepDone => self.every_step(cases, condition.span),
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
    pub(super) fn word(
        &mut self,
        cases: &Cases,
        field: usize,
        word: &str,
        span: Span,
    ) -> Option<Arc<str>> {
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
                    text: word.into(),
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
