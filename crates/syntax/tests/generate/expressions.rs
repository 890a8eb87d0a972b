//! Sums and products of figures, numbers and aggregates.

use dabiao_syntax::ast::{
    Aggregate, AggregateKind, Expr, ExprKind, LengthUnit, Measure, Operator, OverPeers, Past,
    PeerFunction, SpanUnit, Subject, WindowText,
};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::{dates, names, nowhere, quantities, rows};

fn expr(kind: ExprKind) -> Expr {
    Expr {
        kind,
        span: nowhere(),
    }
}

pub(super) fn past() -> impl Strategy<Value = Past> {
    select(
        &[
            Past::LastYear,
            Past::SamePeriodLastYear,
            Past::LastPeriod,
            Past::LastQuarter,
            Past::LastMonth,
            Past::Baseline,
        ][..],
    )
}

/// A time that a figure has, but that nothing is compared with.
fn any_past() -> impl Strategy<Value = Past> {
    prop_oneof![4 => past(), 1 => Just(Past::YearToDate), 1 => Just(Past::SinceYearStart), 1 => Just(Past::OwnLevel)]
}

/// A period, or a window from one to another.
pub(super) fn window() -> impl Strategy<Value = WindowText> {
    (dates::moment(), option::of(dates::moment())).prop_map(|(from, to)| WindowText { from, to })
}

/// A figure, perhaps at a date, perhaps at times told from that.
fn timed(base: impl Strategy<Value = Expr>) -> impl Strategy<Value = Expr> {
    let pasts = proptest::collection::vec(any_past(), 0..2);
    (base, option::weighted(0.15, window()), pasts).prop_map(|(base, when, pasts)| {
        let dated = match when {
            Some(when) => expr(ExprKind::At {
                of: Box::new(base),
                when: Box::new(when),
            }),
            None => base,
        };
        pasts.into_iter().fold(dated, |of, when| {
            expr(ExprKind::Past {
                of: Box::new(of),
                when,
            })
        })
    })
}

/// A name, perhaps of a segment, perhaps of another time.
pub(super) fn plain_figure() -> BoxedStrategy<Expr> {
    let base = prop_oneof![
        4 => names::name().prop_map(|name| expr(ExprKind::Name(name))),
        1 => (names::name(), names::name())
            .prop_map(|(metric, segment)| expr(ExprKind::Segment { metric, segment })),
    ];
    timed(base).boxed()
}

/// A measured figure.
fn measured() -> impl Strategy<Value = Expr> {
    let measure = select(&[Measure::Growth, Measure::Change, Measure::SegmentSum][..]);
    (plain_figure(), measure).prop_map(|(base, kind)| {
        let of = Box::new(base);
        expr(ExprKind::Measure { kind, of })
    })
}

/// The gap of a figure to a benchmark.
fn gap() -> impl Strategy<Value = Expr> {
    (plain_figure(), names::text()).prop_map(|(base, to)| {
        let of = Box::new(base);
        expr(ExprKind::Gap { of, to })
    })
}

/// A figure, perhaps measured.
pub(super) fn figure() -> BoxedStrategy<Expr> {
    prop_oneof![8 => plain_figure(), 1 => measured(), 1 => gap()].boxed()
}

/// A figure over all who are compared with each other.
fn over_peers() -> impl Strategy<Value = Expr> {
    let kind = select(
        &[
            PeerFunction::Best,
            PeerFunction::Overall,
            PeerFunction::Mean,
            PeerFunction::Median,
            PeerFunction::Rank,
        ][..],
    );
    let over = option::weighted(0.4, names::name());
    let of = prop_oneof![8 => plain_figure(), 1 => measured(), 1 => gap()];
    (kind, of, over, proptest::bool::weighted(0.3)).prop_map(|(kind, of, over, others)| {
        // A median of a bare name alone is an aggregate.
        let others = others || kind == PeerFunction::Median && over.is_none();
        expr(ExprKind::Peers(Box::new(OverPeers {
            kind,
            of,
            over,
            others,
        })))
    })
}

fn length_unit() -> impl Strategy<Value = LengthUnit> {
    select(&[LengthUnit::Days, LengthUnit::Months, LengthUnit::Years][..])
}

fn atom() -> impl Strategy<Value = Expr> {
    let segment = proptest::option::weighted(0.3, names::name());
    let benchmark = (names::name(), segment, names::text()).prop_map(|(of, segment, name)| {
        expr(ExprKind::Benchmark {
            of,
            segment: segment.map(Box::new),
            name: Box::new(name),
        })
    });
    prop_oneof![
        5 => figure(),
        3 => quantities::quantity().prop_map(|quantity| expr(ExprKind::Quantity(quantity))),
        1 => benchmark,
        1 => over_peers().boxed(),
        1 => (window(), length_unit()).prop_map(|(of, unit)| expr(ExprKind::Length { unit, of: Box::new(of) })),
        1 => aggregate(false).prop_map(|aggregate| expr(ExprKind::Aggregate(Box::new(aggregate)))),
    ]
}

/// A sum of products, of bracketed sums at most three deep.
pub(super) fn sum() -> impl Strategy<Value = Expr> {
    atom().prop_recursive(3, 12, 3, |inner| {
        let bracket = inner.prop_map(|sum| expr(ExprKind::Bracket(Box::new(sum))));
        let factor = prop_oneof![3 => atom(), 1 => bracket].boxed();
        let negative = factor
            .clone()
            .prop_map(|factor| expr(ExprKind::Negative(Box::new(factor))));
        let factor = prop_oneof![6 => factor, 1 => negative].boxed();
        let product = chain(factor, &[Operator::Multiply, Operator::Divide]).boxed();
        chain(product, &[Operator::Add, Operator::Subtract])
    })
}

/// One to three operands, joined from the left.
fn chain(operand: BoxedStrategy<Expr>, ops: &'static [Operator]) -> impl Strategy<Value = Expr> {
    let rest = proptest::collection::vec((select(ops), operand.clone()), 0..3);
    (operand, rest).prop_map(|(first, rest)| {
        rest.into_iter().fold(first, |left, (op, right)| {
            expr(ExprKind::Binary {
                left: Box::new(left),
                op,
                right: Box::new(right),
            })
        })
    })
}

/// The left side of a comparison: a sum, or rows that a condition chooses.
pub(super) fn left_side() -> impl Strategy<Value = Expr> {
    let chosen =
        aggregate(true).prop_map(|aggregate| expr(ExprKind::Aggregate(Box::new(aggregate))));
    prop_oneof![3 => sum(), 1 => chosen]
}

/// A record with its field: two names, which the language may write in one.
pub(super) fn subject() -> impl Strategy<Value = Subject> {
    let record = prop_oneof![2 => names::plain_name(), 1 => names::name()];
    let field = prop_oneof![2 => names::plain_name(), 1 => names::name()];
    (record, option::of(field)).prop_map(|(record, field)| Subject { record, field })
}

fn aggregate(chooses: bool) -> impl Strategy<Value = Aggregate> {
    let unit = select(&[SpanUnit::Days, SpanUnit::WorkingDays, SpanUnit::Hours][..]);
    let of_field = select(
        &[
            AggregateKind::Count,
            AggregateKind::Sum,
            AggregateKind::Share,
            AggregateKind::Average(None),
            AggregateKind::Median(None),
            AggregateKind::Min(None),
            AggregateKind::Max(None),
        ][..],
    );
    let of_rows = (of_field, subject()).prop_map(|(kind, subject)| (kind, subject, None));
    let kind = (unit, 0_u8..4).prop_map(|(unit, kind)| match kind {
        0 => AggregateKind::Average(Some(unit)),
        1 => AggregateKind::Median(Some(unit)),
        2 => AggregateKind::Min(Some(unit)),
        _ => AggregateKind::Max(Some(unit)),
    });
    let of_span =
        (kind, names::name(), names::name(), names::name()).prop_map(|(kind, record, from, to)| {
            (
                kind,
                Subject {
                    record,
                    field: None,
                },
                Some((from, to)),
            )
        });
    let row = || {
        if chooses {
            option::weighted(0.6, rows::row()).boxed()
        } else {
            Just(None).boxed()
        }
    };
    (prop_oneof![of_rows, of_span], row(), row()).prop_map(
        |((kind, subject, between), filter, among)| Aggregate {
            kind,
            subject,
            between,
            filter,
            among,
        },
    )
}
