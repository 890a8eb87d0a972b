//! Typing conditions at a distance from a reference value: so much above last year, behind an average, doubled.

use dabiao_diagnostics::Span;
use dabiao_model::{Comparator, Dimension, Direction, Nature, Ratio, Text, Unit};
use dabiao_syntax::ast::{
    self, ConditionKind, Operator, Past, Quantity, RelativeBase, Side, Str, WindowText,
};

use crate::compiler::Compiler;
use crate::hir;

/// How far on which side of what a value must lie.
struct Distance<'c> {
    side: Side,
    at_most: bool,
    by: &'c Quantity,
    base: &'c RelativeBase,
}

impl Compiler<'_> {
    /// A condition that sets a value beside itself at another time, or beside a benchmark, at a distance.
    pub(super) fn at_a_distance(
        &mut self,
        condition: &ConditionKind,
        span: Span,
    ) -> Option<hir::Condition> {
        match condition {
            ConditionKind::IncreasesMore(value) => self.increases_more(value, span),
            ConditionKind::Doubles {
                value,
                times,
                since,
            } => self.doubles(value, *times, since, span),
            ConditionKind::Relative {
                value,
                side,
                at_most,
                by,
                base,
            } => {
                let distance = Distance {
                    side: *side,
                    at_most: *at_most,
                    by,
                    base,
                };
                self.relative(value, &distance, span)
            }
            _ => None,
        }
    }

    /// `X improves by at least N`: better than last year by so much; by so many places, what is no rank has its computed one.
    pub(super) fn improves_by(
        &mut self,
        value: &ast::Expr,
        by: &Quantity,
        span: Span,
    ) -> Option<hir::Condition> {
        let (by, now) = (self.number(by, by.span), self.expr(value));
        let (mut by, now) = (by?, now?);
        if by.dimension == Dimension::Rank && now.dimension != Dimension::Rank {
            let now = self.ranked(value, span)?;
            let a_year_ago = super::times::earlier(self.moment, Past::LastYear);
            let before = self.at(a_year_ago, |compiler| compiler.ranked(value, span))?;
            let gained = self.binary(before, Operator::Subtract, now, span)?;
            return self.test(gained, Comparator::AtLeast, by, span);
        }
        let direction = self.direction(value)?;
        let before = self.earlier(value, Past::LastYear)?;
        let (more, less) = if direction == Direction::Higher {
            (now, before)
        } else {
            (before, now)
        };
        let gained = self.binary(more, Operator::Subtract, less, span)?;
        if by.bare && gained.dimension == Dimension::Rank {
            (by.dimension, by.unit, by.bare) =
                (gained.dimension.clone(), gained.unit.clone(), false);
        }
        self.test(gained, Comparator::AtLeast, by, span)
    }

    /// `gap of X to B`: X − B, both of the same time.
    pub(super) fn gap(&mut self, of: &ast::Expr, to: &Str, span: Span) -> Option<hir::Expr> {
        let (value, benchmark) = (self.expr(of), self.benchmark_of(of, &to.text, to.span));
        self.binary(value?, Operator::Subtract, benchmark?, span)
    }

    /// `X doubles N times since D`: at least 2^N of what it was.
    fn doubles(
        &mut self,
        value: &ast::Expr,
        times: u32,
        since: &WindowText,
        span: Span,
    ) -> Option<hir::Condition> {
        let (now, then) = (self.expr(value), self.at_window(value, since));
        let factor = Ratio::whole(1_i128.checked_shl(times).unwrap_or(i128::MAX));
        let (now, then) = (now?, then?);
        let demanded = self.scaled(then, factor, span)?;
        self.test(now, Comparator::AtLeast, demanded, span)
    }

    /// 同比多增: the increment exceeds last year's. A flow's increment is what it gained on the same period a year before,
    /// a stock's what it gained since the end of the period before.
    fn increases_more(&mut self, value: &ast::Expr, span: Span) -> Option<hir::Condition> {
        let before = match self.expr(value)?.nature {
            Some(Nature::Stock | Nature::Cumulative) => Past::LastPeriod,
            _ => Past::LastYear,
        };
        let increment = self.increment(value, before, span)?;
        let a_year_ago = super::times::earlier(self.moment, Past::LastYear);
        let last = self.at(a_year_ago, |compiler| {
            compiler.increment(value, before, span)
        })?;
        self.test(increment, Comparator::MoreThan, last, span)
    }

    fn increment(&mut self, value: &ast::Expr, before: Past, span: Span) -> Option<hir::Expr> {
        let (now, then) = (self.expr(value), self.earlier(value, before));
        self.binary(now?, Operator::Subtract, then?, span)
    }

    /// `X at least 15% above last year`.
    fn relative(
        &mut self,
        value: &ast::Expr,
        distance: &Distance<'_>,
        span: Span,
    ) -> Option<hir::Condition> {
        let now = self.expr(value);
        let base = match distance.base {
            RelativeBase::Past(past) => self.earlier(value, *past),
            RelativeBase::Benchmark(name) => self.benchmark_of(value, &name.text, name.span),
        };
        let by = self.number(distance.by, distance.by.span);
        let above = match distance.side {
            Side::Above => true,
            Side::Below => false,
            // What is worse lies below where higher is better.
            Side::Behind => self.direction(value)? == Direction::Lower,
        };
        let limit = self.set_apart(base?, by?, above, span)?;
        let comparator = if above == distance.at_most {
            Comparator::AtMost
        } else {
            Comparator::AtLeast
        };
        self.test(now?, comparator, limit, span)
    }

    /// A base and so much more or less: a share of it, or a distance in its own unit.
    fn set_apart(
        &mut self,
        base: hir::Expr,
        by: hir::Expr,
        above: bool,
        span: Span,
    ) -> Option<hir::Expr> {
        let op = if above {
            Operator::Add
        } else {
            Operator::Subtract
        };
        if by.dimension != Dimension::Ratio {
            let (unit, nature) = (base.unit.clone(), base.nature);
            let moved = self.binary(base, op, by, span)?;
            return Some(hir::Expr {
                unit,
                nature,
                ..moved
            });
        }
        if base.dimension == Dimension::Ratio {
            // 5% above 80%: is it 84% or 85%?
            let points = self.schema.units.plainest(&Dimension::Points);
            let wanted = hir::Expr {
                dimension: Dimension::Points,
                unit: points,
                ..base
            };
            self.cannot(&wanted, &by, by.span, Text::new("moved by", "加减"));
            return None;
        }
        let hir::ExprKind::Number(share) = &by.kind else {
            return None;
        };
        let factor = if above {
            &Ratio::ONE + share
        } else {
            &Ratio::ONE - share
        };
        self.scaled(base, factor, span)
    }

    /// So many times a figure, which stays a figure of its kind.
    fn scaled(&mut self, base: hir::Expr, factor: Ratio, span: Span) -> Option<hir::Expr> {
        let (unit, nature) = (base.unit.clone(), base.nature);
        let product = self.binary(number(factor, span), Operator::Multiply, base, span)?;
        Some(hir::Expr {
            unit,
            nature,
            ..product
        })
    }
}

fn number(value: Ratio, span: Span) -> hir::Expr {
    hir::Expr {
        kind: hir::ExprKind::Number(value),
        dimension: Dimension::Number,
        unit: Unit::number(),
        nature: None,
        bare: false,
        span,
    }
}
