//! Typing what is asked of cases: subjects, masks, aggregates and limits.

use std::sync::Arc;

use dabiao_calendar::{Basis, LimitUnit};
use dabiao_diagnostics::{Diagnostic, Span, register};
use dabiao_eval::program::{RowLimit, RowScope, Stops};
use dabiao_model::{Comparator, FieldType, Ratio, RecordId, RecordSchema};
use dabiao_syntax::ast::{self, BasisText, EventLimit, LimitText, Name, Subject};

use crate::compiler::Compiler;
use crate::hir;
use crate::resolve;
use crate::resolve::quantity_text;

/// A record with its schema, while one of its demands is typed.
pub(super) struct Cases {
    pub(super) id: RecordId,
    pub(super) schema: RecordSchema,
}

impl Compiler<'_> {
    /// The record of a subject, and the field where it names one.
    pub(super) fn subject(&mut self, subject: &Subject) -> Option<(Cases, Option<usize>)> {
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
            text: field.into(),
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
        let filter = self.optional_mask(&cases, limit.filter.as_ref())?;
        if let LimitText::Recurs(recurrence) = limit.limit {
            let scope = RowScope {
                record: cases.id,
                among: filter,
            };
            return self.recurring_event(scope, event, recurrence, share.is_some(), limit.span);
        }
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
            LimitText::Recurs(_) | LimitText::SameDay => {
                (dabiao_calendar::Limit::new(0, LimitUnit::Days), false)
            }
            LimitText::Within(quantity) => {
                (self.limit_between(&cases, from, event, quantity)?, false)
            }
            LimitText::AtLeastBefore(quantity) => {
                (self.limit_between(&cases, from, event, quantity)?, true)
            }
        };
        if let LimitText::Within(quantity) = &limit.limit
            && length.count == 0
        {
            let it = Diagnostic::new(&register::ZERO_LIMIT, quantity.span);
            self.report(it.with("limit", quantity_text(quantity)));
        }
        let label = self.label(limit.span);
        Some(hir::Condition::Rows(Box::new(RowLimit {
            scope: RowScope {
                record: cases.id,
                among: filter,
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
            label: (label.clone(), label),
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
        let timed = |field: usize| {
            cases
                .schema
                .fields
                .get(field)
                .is_some_and(|field| field.ty == FieldType::Time)
        };
        let timed = timed(from) && timed(event);
        if let Some(hours) = self.part_of_a_day(quantity).filter(|_| timed) {
            return Some(hours);
        }
        let limit = self.limit(quantity)?;
        if limit.unit == LimitUnit::Hours && !timed {
            let diagnostic = Diagnostic::new(&register::HOURS_ON_DATES, quantity.span)
                .with("limit", resolve::quantity_text(quantity))
                .with("field", field_name(&cases.schema, event));
            self.report(diagnostic);
            return None;
        }
        Some(limit)
    }

    /// Half a day and the like in hours, which two times can tell.
    fn part_of_a_day(&self, quantity: &ast::Quantity) -> Option<dabiao_calendar::Limit> {
        let unit = self.schema.units.find(&quantity.unit.as_ref()?.text)?;
        let (number, _) = dabiao_model::literal::number(&quantity.number, |_| false).ok()?;
        let value = number.value();
        let is_time = matches!(unit.dimension.atom(), Some(dabiao_model::Atom::Time));
        let (hours, below) = unit.to_base(&value).parts()?;
        let count = u32::try_from(hours).ok().filter(|_| below == 1);
        let fraction = is_time && !value.is_whole();
        Some(dabiao_calendar::Limit::new(
            count.filter(|_| fraction)?,
            LimitUnit::Hours,
        ))
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
                self.settle_limits(inner, basis, count_start, stops, span);
            }
            hir::Condition::Test(_)
            | hir::Condition::Holds(_)
            | hir::Condition::Agree(..)
            | hir::Condition::Every(..)
            | hir::Condition::Recurs(_) => {}
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
}

fn is_event(schema: &RecordSchema, field: usize) -> bool {
    schema
        .fields
        .get(field)
        .is_some_and(|field| resolve::is_event(&field.ty))
}

/// The name of a field.
pub(super) fn field_name(schema: &RecordSchema, field: usize) -> String {
    let field = schema
        .fields
        .get(field)
        .and_then(|field| field.names.first());
    field.map_or_else(String::new, ToString::to_string)
}
