//! Cases of records: limits of events, aggregates, and which rows are meant.

use dabiao_grammar::Rule;

use super::chain::past;
use super::formula::Formula;
use super::reader::{Node, Reader};
use crate::ast::{
    Aggregate, AggregateKind, Condition, ConditionKind, EventLimit, Expr, ExprKind, LimitText, Name, Quantity,
    RowCondition, RowConditionKind, SpanUnit, Subject,
};

/// The rows that an aggregate counts and those it looks at.
type Chosen = (Option<RowCondition>, Option<RowCondition>);

impl Reader<'_> {
    /// The first part of an operand.
    pub(super) fn primary(&mut self, node: Node<'_>) -> Option<Formula> {
        if node.as_rule() == Rule::bracket { self.bracket(node) } else { self.plain_primary(node) }
    }

    fn bracket(&mut self, node: Node<'_>) -> Option<Formula> {
        let span = self.place(&node);
        let inner = node.into_inner().find(|inner| inner.as_rule() == Rule::formula)?;
        Some(match self.formula(inner)? {
            Formula::Value(value) => Formula::value(ExprKind::Bracket(value), span),
            Formula::Condition(condition) => Formula::condition(ConditionKind::Bracket(condition), span),
        })
    }

    fn plain_primary(&mut self, node: Node<'_>) -> Option<Formula> {
        let span = self.place(&node);
        Some(match node.as_rule() {
            Rule::yes_no => Formula::value(ExprKind::YesNo(is_yes(&node)), span),
            Rule::aggregate => Formula::value(self.aggregate(node)?, span),
            Rule::benchmark_of => Formula::value(self.benchmark_of(node)?, span),
            Rule::every => {
                let mut names = self.names_in(node).into_iter();
                Formula::condition(ConditionKind::Every { kind: names.next()?, metric: names.next() }, span)
            }
            Rule::glued_event => Formula::condition(ConditionKind::Rows(self.glued_event(node)?), span),
            Rule::share_of_rows => Formula::condition(self.share_of_rows(node)?, span),
            _ => Formula::value(ExprKind::Name(self.figure_name(&node)), span),
        })
    }

    /// `benchmark "province best" of X`.
    fn benchmark_of(&mut self, node: Node<'_>) -> Option<ExprKind> {
        let (mut name, mut of) = (None, None);
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::benchmark_name => name = inner.into_inner().next().map(|inner| self.text_of(&inner)),
                Rule::name => of = Some(self.figure_name(&inner)),
                _ => {}
            }
        }
        Some(ExprKind::Benchmark { of: of?, name: name? })
    }

    /// What stands tight behind the first part of an operand.
    pub(super) fn tight(&mut self, base: Formula, node: Node<'_>) -> Option<Formula> {
        let value = self.as_value(base)?;
        let span = value.span.to(self.place(&node));
        if node.as_rule() == Rule::past {
            let kind = ExprKind::Past { of: Box::new(value), when: past(&node) };
            return Some(Formula::value(kind, span));
        }
        let ExprKind::Name(name) = value.kind else {
            let code = if node.as_rule() == Rule::segment {
                &dabiao_diagnostics::register::NOT_A_VALUE
            } else {
                &dabiao_diagnostics::register::NOT_A_CONDITION
            };
            return self.refuse_at(code, span);
        };
        match node.as_rule() {
            Rule::segment => {
                let segment = self.names_in(node).into_iter().next()?;
                Some(Formula::value(ExprKind::Segment { metric: name, segment }, span))
            }
            Rule::zh_of | Rule::zh_span => Some(Formula::value(self.zh_of(name, node)?, span)),
            Rule::zh_rows => self.zh_rows(name, node, span),
            _ => {
                let kind = ConditionKind::Rows(self.limit(name, node, None)?);
                Some(Formula::condition(kind, span))
            }
        }
    }

    /// `合同 中 电子化 为 是 的，在 中标公告 后 10日内 签订`, `合同 中 电子化 为 是 的 件数`.
    fn zh_rows(&mut self, record: Name, node: Node<'_>, span: dabiao_diagnostics::Span) -> Option<Formula> {
        let mut filter = None;
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::row => filter = Some(self.row(inner)?),
                Rule::zh_limit => {
                    let kind = ConditionKind::Rows(self.limit(record, inner, filter)?);
                    return Some(Formula::condition(kind, span));
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
    fn share_of_rows(&mut self, node: Node<'_>) -> Option<ConditionKind> {
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
                    let ConditionKind::Rows(limit) = self.as_condition(rows)?.kind else { return None };
                    limit
                }
                _ => continue,
            };
            return Some(ConditionKind::ShareOfRows { op: op?, share: share?, limit });
        }
        None
    }

    /// `合同在中标公告后10日内签订`.
    fn glued_event(&mut self, node: Node<'_>) -> Option<EventLimit> {
        let span = self.place(&node);
        let (mut names, mut within) = (Vec::new(), None);
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::glued_record | Rule::glued_from | Rule::glued_name => names.push(self.name(&inner)),
                Rule::quantity => within = Some(self.quantity(&inner)),
                _ => {}
            }
        }
        let mut names = names.into_iter();
        let (record, from, field) = (names.next()?, names.next()?, names.next());
        let limit = LimitText::Within(within?);
        Some(EventLimit { subject: Subject { record, field }, filter: None, limit, from: Some(from), span })
    }

    /// A limit in either language's order.
    fn limit(&mut self, record: Name, node: Node<'_>, filter: Option<RowCondition>) -> Option<EventLimit> {
        let span = record.span.to(self.place(&node));
        let mut event = EventLimit {
            subject: Subject { record, field: None },
            filter,
            limit: LimitText::SameDay,
            from: None,
            span,
        };
        for inner in node.into_inner() {
            match inner.as_rule() {
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
                    let mut bases = inner.clone().into_inner().filter(|part| part.as_rule() == Rule::zh_base);
                    event.from = bases.next().and_then(|base| self.names_in(base).into_iter().next());
                    event.subject.field = self.names_in(inner).into_iter().next();
                }
                _ => {}
            }
        }
        Some(event)
    }

    fn limit_text(&mut self, node: &Node<'_>) -> Option<LimitText> {
        let quantity = |reader: &mut Self| -> Option<Quantity> {
            let inner = node.clone().into_inner().find(|inner| inner.as_rule() == Rule::quantity)?;
            Some(reader.quantity(&inner))
        };
        Some(match node.as_rule() {
            Rule::en_before | Rule::zh_before => LimitText::AtLeastBefore(quantity(self)?),
            Rule::en_same_day | Rule::zh_same_day => LimitText::SameDay,
            _ => LimitText::Within(quantity(self)?),
        })
    }

    /// `share of contract value where supplier is SME, among level is city`.
    fn aggregate(&mut self, node: Node<'_>) -> Option<ExprKind> {
        let mut kind = AggregateKind::Count;
        let (mut subject, mut between) = (None, None);
        let mut chosen: Chosen = (None, None);
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::aggregate_kind => kind = aggregate_kind(&inner),
                Rule::subject => {
                    let mut names = inner.into_inner().map(|inner| self.name(&inner)).collect::<Vec<_>>().into_iter();
                    subject = Some(Subject { record: names.next()?, field: names.next() });
                }
                Rule::span => between = self.span_events(inner),
                Rule::where_tail => chosen = self.chosen(inner)?,
                _ => {}
            }
        }
        let (filter, among) = chosen;
        Some(ExprKind::Aggregate(Box::new(Aggregate { kind, subject: subject?, between, filter, among })))
    }

    /// `合同 的 件数`, `合同 的 标杆 “全省最优”`, `合同 自 中标公告 至 签订 平均天数`.
    fn zh_of(&mut self, name: Name, node: Node<'_>) -> Option<ExprKind> {
        if node.as_rule() == Rule::zh_span {
            return self.zh_aggregate(name, node, None);
        }
        let inner = node.into_inner().find(|inner| matches!(inner.as_rule(), Rule::zh_benchmark | Rule::zh_aggregate))?;
        if inner.as_rule() == Rule::zh_aggregate {
            return self.zh_aggregate(name, inner, None);
        }
        let benchmark = inner.into_inner().find(|inner| inner.as_rule() == Rule::benchmark_name)?;
        let benchmark = self.text_of(&benchmark.into_inner().next()?);
        Some(ExprKind::Benchmark { of: name, name: benchmark })
    }

    fn zh_aggregate(&mut self, record: Name, node: Node<'_>, filter: Option<RowCondition>) -> Option<ExprKind> {
        let mut kind = AggregateKind::Count;
        let (mut field, mut between, mut among) = (None, None, None);
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::aggregate_kind => kind = aggregate_kind(&inner),
                Rule::name_agg => field = Some(self.name(&inner)),
                Rule::zh_span_of => {
                    let word = inner.clone().into_inner().find(|part| part.as_rule() == Rule::aggregate_kind)?;
                    kind = aggregate_kind(&word);
                    between = self.span_events(inner);
                }
                Rule::zh_among => among = self.chosen(inner)?.1,
                _ => {}
            }
        }
        let subject = Subject { record, field };
        Some(ExprKind::Aggregate(Box::new(Aggregate { kind, subject, between, filter, among })))
    }

    fn span_events(&self, node: Node<'_>) -> Option<(Name, Name)> {
        let is_name = |inner: &Node<'_>| matches!(inner.as_rule(), Rule::name | Rule::name_to | Rule::name_agg);
        let mut names = node.into_inner().filter(is_name).map(|inner| self.name(&inner));
        Some((names.next()?, names.next()?))
    }

    fn chosen(&mut self, node: Node<'_>) -> Option<Chosen> {
        let mut chosen: Chosen = (None, None);
        for inner in node.into_inner() {
            let among = match inner.as_rule() {
                Rule::where_rows => false,
                Rule::among_rows => true,
                _ => continue,
            };
            let row = inner.into_inner().find(|part| part.as_rule() == Rule::row)?;
            let row = Some(self.row(row)?);
            if among {
                chosen.1 = row;
            } else {
                chosen.0 = row;
            }
        }
        Some(chosen)
    }

    /// What is asked of a row.
    pub(super) fn row(&mut self, node: Node<'_>) -> Option<RowCondition> {
        self.row_alternatives(node).map(|row| *row)
    }

    // Boxed, as formulas are: these call each other once for each bracket or `not`.
    fn row_alternatives(&mut self, node: Node<'_>) -> Option<Box<RowCondition>> {
        let span = self.place(&node);
        let mut alternatives = Vec::new();
        for inner in node.into_inner().filter(|inner| inner.as_rule() == Rule::row_and) {
            let span = self.place(&inner);
            let mut parts = Vec::new();
            for part in inner.into_inner().filter(|inner| inner.as_rule() == Rule::row_not) {
                parts.push(self.row_not(part)?);
            }
            alternatives.push(joined(parts, RowConditionKind::And, span)?);
        }
        joined(alternatives, RowConditionKind::Or, span)
    }

    fn row_not(&mut self, node: Node<'_>) -> Option<Box<RowCondition>> {
        let span = self.place(&node);
        let inner = node.into_inner().find(|inner| inner.as_rule() != Rule::kw_not)?;
        match inner.as_rule() {
            Rule::row_not => {
                let denied = self.row_not(inner)?;
                Some(Box::new(RowCondition { kind: RowConditionKind::Not(denied), span }))
            }
            Rule::row_bracket => self.row_bracket(inner),
            _ => self.row_alone(inner, span),
        }
    }

    fn row_bracket(&mut self, node: Node<'_>) -> Option<Box<RowCondition>> {
        let span = self.place(&node);
        let is_part = |inner: &Node<'_>| matches!(inner.as_rule(), Rule::row | Rule::row_compare);
        let inner = node.into_inner().find(is_part)?;
        if inner.as_rule() == Rule::row_compare {
            return self.row_alone(inner, span);
        }
        let inner = self.row_alternatives(inner)?;
        Some(Box::new(RowCondition { kind: RowConditionKind::Bracket(inner), span }))
    }

    fn row_alone(&mut self, node: Node<'_>, span: dabiao_diagnostics::Span) -> Option<Box<RowCondition>> {
        let kind = match node.as_rule() {
            Rule::row_open => self.row_open(node)?,
            Rule::row_compare => self.row_compare(node)?,
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
        Some(RowConditionKind::OpenFor { event: event?, limit: limit? })
    }

    /// `未审结`: the event is what stands behind 未.
    fn open_event(&self, node: &Node<'_>) -> Name {
        let mut name = self.name(node);
        if !name.quoted {
            name.text = name.text.trim_start_matches('未').trim_start().to_owned();
        } else if let Some(quoted) = node.clone().into_inner().next() {
            name.text = super::names::unquoted(quoted.as_str());
        }
        name.span.start = name.span.start.saturating_add(u32::try_from('未'.len_utf8()).unwrap_or(0));
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
        Some(RowConditionKind::Compare { field: field?, op: op?, value: value? })
    }

    fn row_named(&mut self, node: Node<'_>) -> Option<RowConditionKind> {
        let mut field = None;
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::name => field = Some(self.name(&inner)),
                Rule::plain_names => return Some(RowConditionKind::In { field: field?, values: self.names_in(inner) }),
                Rule::row_value => {
                    let value = self.row_value(inner.into_inner().next()?);
                    return Some(RowConditionKind::Is { field: field?, value });
                }
                _ => {}
            }
        }
        field.map(RowConditionKind::Happened)
    }

    fn row_value(&mut self, node: Node<'_>) -> Expr {
        let span = self.place(&node);
        let kind = match node.as_rule() {
            Rule::yes_no => ExprKind::YesNo(is_yes(&node)),
            Rule::quantity => ExprKind::Quantity(self.quantity(&node)),
            Rule::quoted => ExprKind::Text(self.text_of(&node)),
            _ => ExprKind::Name(self.name(&node)),
        };
        Expr { kind, span }
    }
}

/// One part alone, or all of them joined.
fn joined(
    mut parts: Vec<Box<RowCondition>>,
    join: impl FnOnce(Vec<RowCondition>) -> RowConditionKind,
    span: dabiao_diagnostics::Span,
) -> Option<Box<RowCondition>> {
    if parts.len() <= 1 {
        return parts.pop();
    }
    let kind = join(parts.into_iter().map(|part| *part).collect());
    Some(Box::new(RowCondition { kind, span }))
}

pub(super) fn is_yes(node: &Node<'_>) -> bool {
    node.clone().into_inner().next().is_some_and(|inner| inner.as_rule() == Rule::yes)
}

fn aggregate_kind(node: &Node<'_>) -> AggregateKind {
    use {AggregateKind as Kind, SpanUnit as Unit};
    match node.clone().into_inner().next().map(|inner| inner.as_rule()) {
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
