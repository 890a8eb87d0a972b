//! Figures of other times, and what became of a figure between two of them.

use dabiao_diagnostics::Span;
use dabiao_grammar::Rule;

use super::formula::Formula;
use super::reader::{Node, Reader};
use crate::ast::{DateText, Expr, ExprKind, LengthUnit, Measure, Past, Str, WindowText};

impl Reader<'_> {
    /// A time or a measure behind a figure.
    pub(super) fn over_time(&mut self, of: Expr, node: Node<'_>) -> Option<Formula> {
        let span = of.span.to(self.place(&node));
        let kind = match node.as_rule() {
            Rule::past => {
                let when = past(&node);
                let wrap = |of| ExprKind::Past { of, when };
                return Some(Formula::Value(Box::new(inside_measures(of, wrap, span))));
            }
            Rule::at_time => {
                let when = self.window_in(node)?;
                return Some(Formula::Value(Box::new(inside(of, &when, span))));
            }
            Rule::zh_gap => ExprKind::Gap {
                of: Box::new(measurable(of, false)),
                to: self.benchmark_in(node)?,
            },
            _ => ExprKind::Measure {
                kind: measure(&node),
                of: Box::new(measurable(of, false)),
            },
        };
        Some(Formula::value(kind, span))
    }

    /// `growth of X last year`.
    pub(super) fn measured(&mut self, node: Node<'_>) -> Option<Formula> {
        let (span, kind) = (self.place(&node), measure(&node));
        let of = Box::new(self.figure_in(node)?);
        Some(Formula::value(ExprKind::Measure { kind, of }, span))
    }

    /// `gap of X to "province best"`.
    pub(super) fn gap(&mut self, node: Node<'_>) -> Option<Formula> {
        let span = self.place(&node);
        let to = self.benchmark_in(node.clone())?;
        let of = Box::new(self.figure_in(node)?);
        Some(Formula::value(ExprKind::Gap { of, to }, span))
    }

    /// The benchmark that a gap is to.
    fn benchmark_in(&mut self, node: Node<'_>) -> Option<Str> {
        let mut inside = node.into_inner();
        let named = |inner: &Node<'_>| {
            matches!(
                inner.as_rule(),
                Rule::benchmark_word | Rule::glued_benchmark | Rule::quoted | Rule::glued_gap
            )
        };
        let found = inside.find(named)?;
        if found.as_rule() == Rule::glued_gap {
            return self.benchmark_in(found);
        }
        Some(self.text_of(&found))
    }

    /// The figure that a prefix stands before.
    fn figure_in(&mut self, node: Node<'_>) -> Option<Expr> {
        let mut of: Option<Expr> = None;
        for inner in node.into_inner() {
            of = match (inner.as_rule(), of) {
                (Rule::bracket | Rule::name | Rule::name_to | Rule::name_over, None) => {
                    let first = self.primary(inner)?;
                    Some(self.as_value(first)?)
                }
                (Rule::segment | Rule::past | Rule::at_time, Some(of)) => {
                    let joined = self.tight(Formula::Value(Box::new(of)), inner)?;
                    Some(self.as_value(joined)?)
                }
                (_, of) => of,
            };
        }
        of
    }

    /// `2022年6月的X（低压）`.
    pub(super) fn dated(&mut self, node: Node<'_>) -> Option<Formula> {
        let span = self.place(&node);
        let (mut when, mut of): (_, Option<Expr>) = (None, None);
        for inner in node.into_inner() {
            match (inner.as_rule(), of.take()) {
                (Rule::zh_window, None) => when = Some(self.window(inner)?),
                (Rule::segment, Some(named)) => {
                    let joined = self.tight(Formula::Value(Box::new(named)), inner)?;
                    of = Some(self.as_value(joined)?);
                }
                (_, _) => {
                    let first = self.primary(inner)?;
                    of = Some(self.as_value(first)?);
                }
            }
        }
        Some(Formula::Value(Box::new(inside(of?, &when?, span))))
    }

    /// `months of 2023-04 to 2023-07` | `2023年4月至7月 的 月数`.
    pub(super) fn length(&mut self, node: Node<'_>) -> Option<ExprKind> {
        let unit = node
            .clone()
            .into_inner()
            .find_map(|word| length_unit(&word))?;
        let of = Box::new(self.window_in(node)?);
        Some(ExprKind::Length { unit, of })
    }

    /// The window that a phrase names.
    pub(super) fn window_in(&mut self, node: Node<'_>) -> Option<WindowText> {
        let is_window =
            |inner: &Node<'_>| matches!(inner.as_rule(), Rule::window | Rule::zh_window);
        let window = node.into_inner().find(is_window)?;
        self.window(window)
    }

    /// A period, or the first and the last of a window.
    pub(super) fn window(&mut self, node: Node<'_>) -> Option<WindowText> {
        let is_date = |inner: &Node<'_>| matches!(inner.as_rule(), Rule::date | Rule::zh_date);
        let mut dates: Vec<DateText> = Vec::new();
        for inner in node.into_inner().filter(is_date) {
            dates.push(self.date(&inner)?);
        }
        let mut dates = dates.into_iter();
        Some(WindowText {
            from: dates.next()?,
            to: dates.next(),
        })
    }
}

/// In what a word of the vocabulary measures a window.
fn length_unit(word: &Node<'_>) -> Option<LengthUnit> {
    Some(match word.as_rule() {
        Rule::kw_length_in_days => LengthUnit::Days,
        Rule::kw_length_in_months => LengthUnit::Months,
        Rule::kw_length_in_years => LengthUnit::Years,
        _ => return None,
    })
}

/// A time is written inside measures, whatever the order of the text: `X 增速 上年` is `growth of X last year`.
fn inside_measures(of: Expr, wrap: impl FnOnce(Box<Expr>) -> ExprKind, span: Span) -> Expr {
    let kind = match of.kind {
        ExprKind::Measure { kind, of } => ExprKind::Measure {
            kind,
            of: Box::new(inside_measures(*of, wrap, span)),
        },
        ExprKind::Peers(mut peers) => {
            peers.of = inside_measures(peers.of, wrap, span);
            ExprKind::Peers(peers)
        }
        kind => wrap(Box::new(Expr {
            kind,
            span: of.span,
        })),
    };
    Expr { kind, span }
}

/// What is measured is a figure, what is compared among peers perhaps a measured one or its gap to a benchmark; anything
/// else stands in brackets, as it has to in English.
pub(super) fn measurable(of: Expr, perhaps_measured: bool) -> Expr {
    let mut inner = &of.kind;
    if let ExprKind::Measure { of, .. } = inner
        && perhaps_measured
    {
        inner = &of.kind;
    }
    while let ExprKind::Past { of, .. } | ExprKind::At { of, .. } = inner {
        inner = &of.kind;
    }
    let fits = match inner {
        ExprKind::Gap { .. } => perhaps_measured,
        ExprKind::Name(_) | ExprKind::Segment { .. } | ExprKind::Bracket(_) => true,
        _ => false,
    };
    if fits {
        return of;
    }
    let span = of.span;
    Expr {
        kind: ExprKind::Bracket(Box::new(of)),
        span,
    }
}

/// A date stands inside all other times, whatever the order of the text.
fn inside(of: Expr, date: &WindowText, span: Span) -> Expr {
    let kind = match of.kind {
        ExprKind::Measure { kind, of } => ExprKind::Measure {
            kind,
            of: Box::new(inside(*of, date, span)),
        },
        ExprKind::Peers(mut peers) => {
            peers.of = inside(peers.of, date, span);
            ExprKind::Peers(peers)
        }
        ExprKind::Past { of, when } => ExprKind::Past {
            of: Box::new(inside(*of, date, span)),
            when,
        },
        kind => ExprKind::At {
            of: Box::new(Expr {
                kind,
                span: of.span,
            }),
            when: Box::new(date.clone()),
        },
    };
    Expr { kind, span }
}

/// The time that a phrase names.
fn past(node: &Node<'_>) -> Past {
    let word = node.clone().into_inner().last();
    word.and_then(|word| past_of(word.as_rule()))
        .unwrap_or(Past::LastYear)
}

/// The time that a word of the vocabulary names.
pub(super) fn past_of(said: Rule) -> Option<Past> {
    Some(match said {
        Rule::kw_last_year | Rule::glued_last_year => Past::LastYear,
        Rule::kw_same_period_last_year
        | Rule::glued_same_period_last_year
        | Rule::glued_year_on_year => Past::SamePeriodLastYear,
        Rule::kw_last_period | Rule::glued_last_period => Past::LastPeriod,
        Rule::kw_last_quarter | Rule::glued_last_quarter => Past::LastQuarter,
        Rule::kw_last_month | Rule::glued_last_month => Past::LastMonth,
        Rule::kw_at_baseline | Rule::kw_baseline | Rule::glued_baseline => Past::Baseline,
        Rule::kw_year_to_date => Past::YearToDate,
        Rule::kw_since_year_start => Past::SinceYearStart,
        Rule::kw_own_level => Past::OwnLevel,
        _ => return None,
    })
}

fn measure(node: &Node<'_>) -> Measure {
    let words = node.clone().into_inner();
    let measures = words.filter_map(|word| match word.as_rule() {
        Rule::kw_change => Some(Measure::Change),
        Rule::kw_sum_of_segments => Some(Measure::SegmentSum),
        _ => None,
    });
    measures.last().unwrap_or(Measure::Growth)
}
