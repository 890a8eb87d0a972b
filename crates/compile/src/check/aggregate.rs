//! Typing aggregates of cases.

use dabiao_diagnostics::Span;
use dabiao_eval::program::{Aggregate, Measure, RowScope, SpanUnit};
use dabiao_model::{Dimension, FieldType, Unit};
use dabiao_syntax::ast::{self, AggregateKind};

use super::rows::Cases;
use crate::compiler::Compiler;
use crate::hir;

impl Compiler<'_> {
    /// An aggregate of cases as an expression.
    pub(super) fn aggregate(
        &mut self,
        aggregate: &ast::Aggregate,
        span: Span,
    ) -> Option<hir::Expr> {
        if let Some(peers) = self.median_of_peers(aggregate) {
            return self.over_peers(&peers, span);
        }
        let (cases, field) = self.subject(&aggregate.subject)?;
        let filter = self.optional_mask(&cases, aggregate.filter.as_ref())?;
        let among = self.optional_mask(&cases, aggregate.among.as_ref())?;
        let (measure, unit) = self.measure(aggregate, &cases, field, span)?;
        let label = self.label(span);
        let aggregate = Aggregate {
            moment: self.moment,
            scope: RowScope {
                record: cases.id,
                among,
            },
            filter,
            measure,
            open_rows_count: false,
            stops: None,
            label: (label.clone(), label),
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

    /// A median of a metric's name is one over peers.
    fn median_of_peers(&self, aggregate: &ast::Aggregate) -> Option<ast::OverPeers> {
        let name = &aggregate.subject.record;
        let is_plain = aggregate.kind == AggregateKind::Median(None)
            && aggregate.subject.field.is_none()
            && aggregate.filter.is_none()
            && aggregate.among.is_none();
        self.schema.metric(&name.text).filter(|_| is_plain)?;
        Some(ast::OverPeers {
            kind: ast::PeerFunction::Median,
            of: ast::Expr {
                kind: ast::ExprKind::Name(name.clone()),
                span: name.span,
            },
            over: None,
            others: false,
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

    pub(super) fn number_field(&mut self, cases: &Cases, field: usize, span: Span) -> Option<Unit> {
        let ty = cases.schema.fields.get(field).map(|field| &field.ty);
        if let Some(FieldType::Number(unit)) = ty {
            return Some(unit.clone());
        }
        self.wrong_field(&cases.schema, field, span, "a number", "数");
        None
    }
}
