//! Expressions and the aggregates of rows in them.

use dabiao_grammar::vocabulary::Phrase;

use super::Speller;
use super::subject::run_of_words;
use crate::ast::{Aggregate, AggregateKind, Expr, ExprKind, Operator, SpanUnit};

impl Speller<'_> {
    pub(super) fn expr(&self, expr: &Expr) -> String {
        match &expr.kind {
            ExprKind::Quantity(quantity) => self.quantity(quantity),
            ExprKind::Name(name) => self.name(name),
            ExprKind::Segment { metric, segment } => {
                self.segment(&self.name(metric), &self.name(segment))
            }
            ExprKind::Text(text) => self.text(text),
            ExprKind::YesNo(yes) => self.yes_no(*yes).to_owned(),
            ExprKind::Negative(inner) => format!("-{}", self.expr(inner)),
            ExprKind::Binary { left, op, right } => {
                format!("{} {} {}", self.expr(left), sign(*op), self.expr(right))
            }
            ExprKind::Bracket(inner) => self.bracketed(&self.expr(inner)),
            ExprKind::Past { of, when } => format!("{} {}", self.expr(of), self.past(*when)),
            ExprKind::At { of, when } => self.at_time(of, when),
            ExprKind::Measure { kind, of } => self.measure(*kind, of),
            ExprKind::Gap { of, to } => self.gap(of, to),
            ExprKind::Length { unit, of } => self.length(*unit, of),
            ExprKind::Benchmark { of, segment, name } => {
                let of = match segment {
                    Some(segment) => self.segment(&self.name(of), &self.name(segment)),
                    None => self.name(of).clone(),
                };
                self.fill(Phrase::BENCHMARK_OF, &[("A", &self.text(name)), ("X", &of)])
            }
            ExprKind::Peers(peers) => self.over_peers(peers),
            ExprKind::Aggregate(aggregate) => self.aggregate(aggregate),
        }
    }

    fn segment(&self, metric: &str, segment: &str) -> String {
        let gap = self.language.pick(" ", "");
        format!("{metric}{gap}{}", self.bracketed(segment))
    }

    pub(super) fn yes_no(&self, yes: bool) -> &'static str {
        self.say(if yes { Phrase::YES } else { Phrase::NO })
    }

    fn aggregate(&self, aggregate: &Aggregate) -> String {
        let rows = match &aggregate.between {
            None => self.figure(aggregate),
            Some((from, to)) => self.span(aggregate, &self.name(from), &self.name(to)),
        };
        match &aggregate.among {
            Some(among) => self.fill(
                Phrase::AMONG_ROWS,
                &[("X", &rows), ("D", &self.rows(among))],
            ),
            None => rows,
        }
    }

    fn figure(&self, aggregate: &Aggregate) -> String {
        if self.is_of_peers(aggregate) {
            let figure = self.name_in_formula(&run_of_words(&aggregate.subject));
            return self.fill(
                Phrase::MEASURE_OF,
                &[("A", self.say(Phrase::MEDIAN)), ("X", &figure)],
            );
        }
        let subject = self.summed(aggregate);
        let filter = aggregate.filter.as_ref().map(|filter| self.rows(filter));
        let pattern = match (&subject.field, &filter) {
            (None, None) => Phrase::AGGREGATE_OF,
            (Some(_), None) => Phrase::AGGREGATE_OF_FIELD,
            (None, Some(_)) => Phrase::AGGREGATE_WHERE,
            (Some(_), Some(_)) => Phrase::AGGREGATE_OF_FIELD_WHERE,
        };
        let places = [
            ("AGG", self.say(kind(aggregate.kind))),
            ("R", subject.record.as_str()),
            ("E", subject.field.as_deref().unwrap_or_default()),
            ("C", filter.as_deref().unwrap_or_default()),
        ];
        self.fill(pattern, &places)
    }

    /// A span of time between two events of a row; its subject is a record alone.
    fn span(&self, aggregate: &Aggregate, from: &str, to: &str) -> String {
        let record = self.spanned(aggregate);
        let places = [
            ("AGG", self.say(kind(aggregate.kind))),
            ("R", &record),
            ("A", from),
            ("B", to),
        ];
        match &aggregate.filter {
            Some(filter) => {
                let [kind, record, from, to] = places;
                self.fill(
                    Phrase::SPAN_OF_WHERE,
                    &[kind, record, from, to, ("C", &self.rows(filter))],
                )
            }
            None => self.fill(Phrase::SPAN_OF, &places),
        }
    }
}

/// What is written last of an expression.
fn last_part(expr: &Expr) -> &Expr {
    match &expr.kind {
        ExprKind::Binary { right, .. } => last_part(right),
        ExprKind::Negative(inner) => last_part(inner),
        _ => expr,
    }
}

/// Whether the last thing written, in English, is `of` and a name, which a `for` behind it would join.
pub(super) fn ends_in_of(expr: &Expr) -> bool {
    matches!(
        last_part(expr).kind,
        ExprKind::Benchmark { .. }
            | ExprKind::Aggregate(_)
            | ExprKind::Measure { .. }
            | ExprKind::Peers(_)
    )
}

/// The aggregate that an expression ends in.
pub(super) fn last_aggregate(expr: &Expr) -> Option<&Aggregate> {
    match &last_part(expr).kind {
        ExprKind::Aggregate(aggregate) => Some(aggregate),
        _ => None,
    }
}

fn sign(op: Operator) -> &'static str {
    match op {
        Operator::Add => "+",
        Operator::Subtract => "-",
        Operator::Multiply => "*",
        Operator::Divide => "/",
    }
}

fn kind(kind: AggregateKind) -> &'static Phrase {
    match kind {
        AggregateKind::Count => Phrase::COUNT,
        AggregateKind::Sum => Phrase::SUM,
        AggregateKind::Share => Phrase::SHARE,
        AggregateKind::Average(unit) => pick(
            unit,
            [
                Phrase::AVERAGE,
                Phrase::AVERAGE_DAYS,
                Phrase::AVERAGE_WORKING_DAYS,
                Phrase::AVERAGE_HOURS,
            ],
        ),
        AggregateKind::Median(unit) => pick(
            unit,
            [
                Phrase::MEDIAN,
                Phrase::MEDIAN_DAYS,
                Phrase::MEDIAN_WORKING_DAYS,
                Phrase::MEDIAN_HOURS,
            ],
        ),
        AggregateKind::Min(unit) => pick(
            unit,
            [
                Phrase::MIN,
                Phrase::MIN_DAYS,
                Phrase::MIN_WORKING_DAYS,
                Phrase::MIN_HOURS,
            ],
        ),
        AggregateKind::Max(unit) => pick(
            unit,
            [
                Phrase::MAX,
                Phrase::MAX_DAYS,
                Phrase::MAX_WORKING_DAYS,
                Phrase::MAX_HOURS,
            ],
        ),
    }
}

fn pick(
    unit: Option<SpanUnit>,
    [plain, days, working_days, hours]: [&'static Phrase; 4],
) -> &'static Phrase {
    match unit {
        None => plain,
        Some(SpanUnit::Days) => days,
        Some(SpanUnit::WorkingDays) => working_days,
        Some(SpanUnit::Hours) => hours,
    }
}
