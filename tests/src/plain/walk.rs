//! What stands in a tree: metrics, limits and records that a target names.

use std::collections::BTreeSet;

use dabiao_model::Cadence;

use super::peers::PeerFunction;
use super::policy::{Body, Condition, Expr, Limit, PlainPolicy, Time};

/// The metrics that expressions name, each once.
pub fn metrics_of(exprs: &[&Expr]) -> Vec<usize> {
    named(exprs, true)
}

/// The metrics that expressions name, with or without those of a fixed date.
fn named(exprs: &[&Expr], fixed: bool) -> Vec<usize> {
    let mut found = BTreeSet::new();
    let mut todo = exprs.to_vec();
    while let Some(expr) = todo.pop() {
        match expr {
            Expr::Metric(metric)
            | Expr::LastYear(metric)
            | Expr::LastPeriod(metric)
            | Expr::OwnLevel(metric)
            | Expr::Segment(metric, _)
            | Expr::SegmentSum(metric)
            | Expr::Gap(metric, _)
            | Expr::SinceYearStart(metric) => {
                found.insert(*metric);
            }
            Expr::Sum(a, b)
            | Expr::Difference(a, b)
            | Expr::Product(a, b)
            | Expr::Quotient(a, b) => {
                todo.extend([a.as_ref(), b.as_ref()]);
            }
            Expr::At(Time::Fixed(_), _) if !fixed => {}
            Expr::Negative(inner)
            | Expr::At(_, inner)
            | Expr::Growth(inner)
            | Expr::Change(inner) => todo.push(inner),
            // Who is compared has figures of the period; the one that is judged is among them only where it matters which.
            Expr::Peers(peers) => {
                if !fixed || peers.others || peers.function == PeerFunction::Rank {
                    todo.push(&peers.of);
                }
            }
            Expr::Amount(_)
            | Expr::Aggregate(_)
            | Expr::Reference(..)
            | Expr::Unknown
            | Expr::Parameter(_)
            | Expr::Length(..) => {}
        }
    }
    found.into_iter().collect()
}

/// The value that a target compares with one threshold.
pub fn compared(body: &Body) -> Option<&Expr> {
    match body {
        Body::Condition(Condition::Compare(left, ..))
        | Body::Thresholds(left, _)
        | Body::Dated(left, _) => Some(left),
        _ => None,
    }
}

/// The conditions of a body that are joined of no others.
fn leaves(body: &Body) -> Vec<&Condition> {
    let mut todo: Vec<&Condition> = match body {
        Body::Condition(condition) => vec![condition],
        Body::AllOf(parts) | Body::AnyOf(parts) => parts.iter().collect(),
        Body::Words(by_word) => by_word.parts.iter().collect(),
        Body::Thresholds(..) | Body::Dated(..) | Body::Segments(..) => Vec::new(),
    };
    let mut found = Vec::new();
    while let Some(condition) = todo.pop() {
        match condition {
            Condition::And(parts) | Condition::Or(parts) => todo.extend(parts),
            Condition::Not(part) => todo.push(part),
            leaf => found.push(leaf),
        }
    }
    found
}

/// The metrics that a body names.
pub fn metrics_in(body: &Body) -> Vec<usize> {
    named_in(body, true)
}

/// The metrics that a body names at a time told from the judged period: a figure of a fixed date says nothing of when
/// it is judged.
pub fn judged_metrics_in(body: &Body) -> Vec<usize> {
    named_in(body, false)
}

fn named_in(body: &Body, fixed: bool) -> Vec<usize> {
    let mut found = Vec::new();
    if let Body::Thresholds(value, _) | Body::Dated(value, _) = body {
        found.extend(named(&[value], fixed));
    }
    if let Body::Segments(metric, _) = body {
        found.push(*metric);
    }
    for leaf in leaves(body) {
        found.extend(named_by(leaf, &|exprs| named(exprs, fixed)));
        // Of everybody at once it is judged once, as often as there are figures.
        if let Condition::Every(_, metric) = leaf
            && !fixed
        {
            found.push(*metric);
        }
    }
    found
}

/// A figure that a condition reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Read {
    /// Of which metric.
    pub metric: usize,
    /// Of which segment; none for all.
    pub segment: Option<usize>,
    /// Of which time.
    pub time: ReadTime,
}

/// Of which time a figure is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReadTime {
    /// The judged period.
    Now,
    /// The same period a year earlier.
    LastYear,
    /// The period before.
    LastPeriod,
}

/// The figures that a condition reads, each once or more.
pub fn figures_read(policy: &PlainPolicy, condition: &Condition) -> Vec<Read> {
    let mut found = Vec::new();
    for leaf in leaves(&Body::Condition(condition.clone())) {
        match leaf {
            Condition::Compare(left, _, right) => {
                read_in(policy, left, &mut found);
                read_in(policy, right, &mut found);
            }
            Condition::Between(value, ..) => read_in(policy, value, &mut found),
            leaf => {
                for metric in named_by(leaf, &|exprs| metrics_of(exprs)) {
                    read_in(policy, &Expr::Metric(metric), &mut found);
                }
            }
        }
    }
    found
}

fn read_in(policy: &PlainPolicy, expr: &Expr, found: &mut Vec<Read>) {
    let now = |metric: usize, segment| Read {
        metric,
        segment,
        time: ReadTime::Now,
    };
    match expr {
        Expr::Segment(metric, segment) => found.push(now(*metric, Some(*segment))),
        Expr::SegmentSum(metric) => {
            let segments = 0..policy.split_into(*metric).len();
            found.extend(segments.map(|segment| now(*metric, Some(segment))));
        }
        Expr::LastYear(metric) => found.push(Read {
            time: ReadTime::LastYear,
            ..now(*metric, None)
        }),
        Expr::LastPeriod(metric) => found.push(Read {
            time: ReadTime::LastPeriod,
            ..now(*metric, None)
        }),
        Expr::Sum(a, b) | Expr::Difference(a, b) | Expr::Product(a, b) | Expr::Quotient(a, b) => {
            read_in(policy, a, found);
            read_in(policy, b, found);
        }
        other => found.extend(metrics_of(&[other]).into_iter().map(|it| now(it, None))),
    }
}

/// The metrics that a condition joined of no others names bare: without one of their segments, or all of them.
pub fn bare_metrics_in(leaf: &Condition) -> Vec<usize> {
    named_by(leaf, &|exprs| {
        let mut found = Vec::new();
        for expr in exprs {
            bare(expr, &mut found);
        }
        found
    })
}

fn bare(expr: &Expr, found: &mut Vec<usize>) {
    match expr {
        Expr::Segment(..) | Expr::SegmentSum(_) => {}
        Expr::Sum(a, b) | Expr::Difference(a, b) | Expr::Product(a, b) | Expr::Quotient(a, b) => {
            bare(a, found);
            bare(b, found);
        }
        Expr::Negative(inner) | Expr::At(_, inner) | Expr::Growth(inner) | Expr::Change(inner) => {
            bare(inner, found);
        }
        Expr::Peers(peers) => bare(&peers.of, found),
        other => found.extend(metrics_of(&[other])),
    }
}

/// The metrics that a condition joined of no others names: those of its values as `of` finds them.
fn named_by(leaf: &Condition, of: &dyn Fn(&[&Expr]) -> Vec<usize>) -> Vec<usize> {
    match leaf {
        Condition::Compare(left, _, right) => of(&[left, right]),
        Condition::Between(value, ..) => of(&[value]),
        Condition::Reaches(metric, _)
        | Condition::Cleared(metric)
        | Condition::Holds(metric)
        | Condition::Improves(metric)
        | Condition::ImprovesBy(metric, _)
        | Condition::IncreasesMore { metric }
        | Condition::Doubles { metric, .. }
        | Condition::ReachesReference(metric, _)
        | Condition::GapNarrows(metric, _)
        | Condition::LikeBefore { metric, .. }
        | Condition::Top(metric, _)
        | Condition::RankImproves(metric, _) => vec![*metric],
        Condition::Relative(relative) => vec![relative.metric],
        Condition::Agree(left, right, _) => vec![*left, *right],
        _ => Vec::new(),
    }
}

/// The limits between events that a body names.
pub fn limits_in(body: &Body) -> Vec<&Limit> {
    let mut found = Vec::new();
    for leaf in leaves(body) {
        if let Condition::Rows(limit) | Condition::ShareOfRows(_, _, limit) = leaf {
            found.push(limit);
        }
    }
    found
}

/// The longest cadence that the recurring duties of a body need.
pub fn rhythm_in(body: &Body) -> Option<Cadence> {
    let rhythms = leaves(body).into_iter().filter_map(|leaf| match leaf {
        Condition::Recurs(duty) => Some(duty.rhythm.cadence()),
        _ => None,
    });
    rhythms.max()
}

/// The records that a body speaks of.
pub fn records_in(body: &Body) -> Vec<usize> {
    let mut found: Vec<usize> = limits_in(body)
        .into_iter()
        .map(|limit| limit.record)
        .collect();
    let mut todo: Vec<&Expr> = Vec::new();
    if let Body::Thresholds(value, _) | Body::Dated(value, _) = body {
        todo.push(value);
    }
    for leaf in leaves(body) {
        match leaf {
            Condition::Compare(left, _, right) => todo.extend([left, right]),
            Condition::Between(value, ..) => todo.push(value),
            Condition::Recurs(duty) => found.push(duty.record),
            _ => {}
        }
    }
    while let Some(expr) = todo.pop() {
        match expr {
            Expr::Aggregate(aggregate) => found.push(aggregate.record),
            Expr::Sum(a, b)
            | Expr::Difference(a, b)
            | Expr::Product(a, b)
            | Expr::Quotient(a, b) => {
                todo.extend([a.as_ref(), b.as_ref()]);
            }
            _ => {}
        }
    }
    found
}
