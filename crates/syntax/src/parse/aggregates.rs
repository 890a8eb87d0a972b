//! Aggregates of the cases of a record, in either language's order.

use dabiao_grammar::Rule;

use super::reader::{Node, Reader};
use crate::ast::{Aggregate, AggregateKind, ExprKind, Name, RowCondition, SpanUnit, Subject};

/// The rows that an aggregate counts and those it looks at.
type Chosen = (Option<RowCondition>, Option<RowCondition>);

impl Reader<'_> {
    /// `share of contract value where supplier is SME, among level is city`.
    pub(super) fn aggregate(&mut self, node: Node<'_>) -> Option<ExprKind> {
        let mut kind = AggregateKind::Count;
        let (mut subject, mut between) = (None, None);
        let mut chosen: Chosen = (None, None);
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::aggregate_kind => kind = aggregate_kind(&inner),
                Rule::subject => {
                    let mut names = inner
                        .into_inner()
                        .map(|inner| self.name(&inner))
                        .collect::<Vec<_>>()
                        .into_iter();
                    subject = Some(Subject {
                        record: names.next()?,
                        field: names.next(),
                    });
                }
                Rule::span => between = self.span_events(inner),
                Rule::where_tail => chosen = self.chosen(inner)?,
                _ => {}
            }
        }
        let (filter, among) = chosen;
        Some(ExprKind::Aggregate(Box::new(Aggregate {
            kind,
            subject: subject?,
            between,
            filter,
            among,
        })))
    }

    /// `合同 的 件数`, `合同 的 标杆 “全省最优”`, `合同 自 中标公告 至 签订 平均天数`.
    pub(super) fn zh_of(&mut self, name: Name, node: Node<'_>) -> Option<ExprKind> {
        if node.as_rule() == Rule::zh_span {
            return self.zh_aggregate(name, node, None);
        }
        let inner = node
            .into_inner()
            .find(|inner| matches!(inner.as_rule(), Rule::zh_benchmark | Rule::zh_aggregate))?;
        if inner.as_rule() == Rule::zh_aggregate {
            return self.zh_aggregate(name, inner, None);
        }
        let benchmark = inner
            .into_inner()
            .find(|inner| inner.as_rule() == Rule::benchmark_name)?;
        let benchmark = self.text_of(&benchmark.into_inner().next()?);
        Some(ExprKind::Benchmark {
            of: name,
            segment: None,
            name: Box::new(benchmark),
        })
    }

    pub(super) fn zh_aggregate(
        &mut self,
        record: Name,
        node: Node<'_>,
        filter: Option<RowCondition>,
    ) -> Option<ExprKind> {
        let mut kind = AggregateKind::Count;
        let (mut field, mut between, mut among) = (None, None, None);
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::aggregate_kind => kind = aggregate_kind(&inner),
                Rule::name_agg => field = Some(self.name(&inner)),
                Rule::zh_span_of => {
                    let word = inner
                        .clone()
                        .into_inner()
                        .find(|part| part.as_rule() == Rule::aggregate_kind)?;
                    kind = aggregate_kind(&word);
                    between = self.span_events(inner);
                }
                Rule::zh_among => among = self.chosen(inner)?.1,
                _ => {}
            }
        }
        let subject = Subject { record, field };
        Some(ExprKind::Aggregate(Box::new(Aggregate {
            kind,
            subject,
            between,
            filter,
            among,
        })))
    }

    fn span_events(&self, node: Node<'_>) -> Option<(Name, Name)> {
        let is_name = |inner: &Node<'_>| {
            matches!(inner.as_rule(), Rule::name | Rule::name_to | Rule::name_agg)
        };
        let mut names = node
            .into_inner()
            .filter(is_name)
            .map(|inner| self.name(&inner));
        Some((names.next()?, names.next()?))
    }

    pub(super) fn chosen(&mut self, node: Node<'_>) -> Option<Chosen> {
        let mut chosen: Chosen = (None, None);
        for inner in node.into_inner() {
            let among = match inner.as_rule() {
                Rule::where_rows => false,
                Rule::among_rows => true,
                _ => continue,
            };
            let row = inner
                .into_inner()
                .find(|part| part.as_rule() == Rule::row)?;
            let row = Some(self.row(row)?);
            if among {
                chosen.1 = row;
            } else {
                chosen.0 = row;
            }
        }
        Some(chosen)
    }
}

fn aggregate_kind(node: &Node<'_>) -> AggregateKind {
    use {AggregateKind as Kind, SpanUnit as Unit};
    match node
        .clone()
        .into_inner()
        .next()
        .map(|inner| inner.as_rule())
    {
        Some(Rule::kw_sum) => Kind::Sum,
        Some(Rule::kw_share) => Kind::Share,
        Some(Rule::kw_average) => Kind::Average(None),
        Some(Rule::kw_average_days) => Kind::Average(Some(Unit::Days)),
        Some(Rule::kw_average_working_days) => Kind::Average(Some(Unit::WorkingDays)),
        Some(Rule::kw_average_hours) => Kind::Average(Some(Unit::Hours)),
        Some(Rule::kw_median) => Kind::Median(None),
        Some(Rule::kw_median_days) => Kind::Median(Some(Unit::Days)),
        Some(Rule::kw_median_working_days) => Kind::Median(Some(Unit::WorkingDays)),
        Some(Rule::kw_median_hours) => Kind::Median(Some(Unit::Hours)),
        Some(Rule::kw_min) => Kind::Min(None),
        Some(Rule::kw_min_days) => Kind::Min(Some(Unit::Days)),
        Some(Rule::kw_min_working_days) => Kind::Min(Some(Unit::WorkingDays)),
        Some(Rule::kw_min_hours) => Kind::Min(Some(Unit::Hours)),
        Some(Rule::kw_max) => Kind::Max(None),
        Some(Rule::kw_max_days) => Kind::Max(Some(Unit::Days)),
        Some(Rule::kw_max_working_days) => Kind::Max(Some(Unit::WorkingDays)),
        Some(Rule::kw_max_hours) => Kind::Max(Some(Unit::Hours)),
        _ => Kind::Count,
    }
}
