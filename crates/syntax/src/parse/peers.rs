//! Figures over all who are compared with each other, in either language's order.

use dabiao_diagnostics::Span;
use dabiao_grammar::Rule;

use super::formula::Formula;
use super::reader::{Node, Reader};
use super::times::measurable;
use crate::ast::{
    Aggregate, AggregateKind, Expr, ExprKind, Name, OverPeers, PeerFunction, Subject,
};

/// What stands behind the figure: who is compared, and whether the one that is judged is left out.
#[derive(Default)]
struct Tail {
    over: Option<Name>,
    others: bool,
}

impl Reader<'_> {
    /// `rank of X last year over county among others`.
    pub(super) fn peers(&mut self, node: Node<'_>) -> Option<Formula> {
        let (span, kind) = (self.place(&node), function(&node));
        let mut tail = Tail::default();
        let mut of: Option<Expr> = None;
        for inner in node.into_inner() {
            of = match (inner.as_rule(), of) {
                (Rule::measured_over, None) => {
                    let measured = self.measured(inner)?;
                    Some(self.as_value(measured)?)
                }
                (Rule::gap, None) => {
                    let gap = self.gap(inner)?;
                    Some(self.as_value(gap)?)
                }
                (Rule::bracket | Rule::name_over, None) => {
                    let first = self.primary(inner)?;
                    Some(self.as_value(first)?)
                }
                (Rule::segment | Rule::past | Rule::at_time, Some(of)) => {
                    let joined = self.tight(Formula::Value(Box::new(of)), inner)?;
                    Some(self.as_value(joined)?)
                }
                (_, of) => {
                    self.peer_tail(&inner, &mut tail);
                    of
                }
            };
        }
        Some(over_peers(kind, of?, tail, span))
    }

    /// `X 在 县市 中 最优值 不含本身`: what stands behind the figure.
    pub(super) fn zh_peers(&mut self, of: Expr, node: Node<'_>) -> Formula {
        let (span, kind) = (of.span.to(self.place(&node)), function(&node));
        let mut tail = Tail::default();
        for inner in node.into_inner() {
            self.peer_tail(&inner, &mut tail);
        }
        over_peers(kind, of, tail, span)
    }

    fn peer_tail(&mut self, node: &Node<'_>, tail: &mut Tail) {
        match node.as_rule() {
            Rule::over | Rule::zh_over => {
                tail.over = self.names_in(node.clone()).into_iter().next();
            }
            Rule::others => tail.others = true,
            _ => {}
        }
    }
}

fn function(node: &Node<'_>) -> PeerFunction {
    let mut words = node.clone().into_inner();
    let named = words.find_map(|word| {
        Some(match word.as_rule() {
            Rule::kw_best_of_peers => PeerFunction::Best,
            Rule::kw_overall_of_peers => PeerFunction::Overall,
            Rule::kw_mean_of_peers => PeerFunction::Mean,
            Rule::kw_rank_among_peers => PeerFunction::Rank,
            Rule::kw_median => PeerFunction::Median,
            _ => return None,
        })
    });
    named.unwrap_or(PeerFunction::Median)
}

/// A median of a bare name may be that of a record's field, so it is the same tree as that in both languages.
fn over_peers(kind: PeerFunction, of: Expr, tail: Tail, span: Span) -> Formula {
    let Tail { over, others } = tail;
    if kind == PeerFunction::Median && over.is_none() && !others && is_bare(&of) {
        return Formula::Value(Box::new(median(of, span)));
    }
    let of = measurable(of, true);
    let peers = OverPeers {
        kind,
        of,
        over,
        others,
    };
    Formula::value(ExprKind::Peers(Box::new(peers)), span)
}

/// Whether a figure is a name, perhaps of another time.
fn is_bare(of: &Expr) -> bool {
    match &of.kind {
        ExprKind::Name(_) => true,
        ExprKind::Past { of, .. } | ExprKind::At { of, .. } => is_bare(of),
        _ => false,
    }
}

/// The median of a bare name: its times stand outside.
fn median(of: Expr, span: Span) -> Expr {
    let kind = match of.kind {
        ExprKind::Past { of, when } => ExprKind::Past {
            of: Box::new(median(*of, span)),
            when,
        },
        ExprKind::At { of, when } => ExprKind::At {
            of: Box::new(median(*of, span)),
            when,
        },
        ExprKind::Name(record) => ExprKind::Aggregate(Box::new(Aggregate {
            kind: AggregateKind::Median(None),
            subject: Subject {
                record,
                field: None,
            },
            between: None,
            filter: None,
            among: None,
        })),
        other => other,
    };
    Expr { kind, span }
}
