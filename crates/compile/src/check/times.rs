//! Typing figures of other times, and what became of a figure between two of them.

use std::sync::Arc;

use dabiao_diagnostics::{Diagnostic, Span, register};
use dabiao_eval::program::{Moment, Reach, RollUp, Source};
use dabiao_model::{Cadence, Dimension, Nature, Period, Ratio, Text};
use dabiao_syntax::ast::{self, DateText, LengthUnit, Measure, Past, When, WindowText};

use crate::compiler::Compiler;
use crate::hir;

impl Compiler<'_> {
    /// A figure of a time told from the judged one.
    pub(super) fn past(&mut self, of: &ast::Expr, when: Past, span: Span) -> Option<hir::Expr> {
        match when {
            Past::YearToDate => self.year_to_date(of),
            Past::SinceYearStart => self.since_year_start(of, span),
            Past::OwnLevel => self.own_level(of),
            _ => self.earlier(of, when),
        }
    }

    /// A figure of an entity itself: what it submitted less what those below it did.
    fn own_level(&mut self, of: &ast::Expr) -> Option<hir::Expr> {
        let before = std::mem::replace(&mut self.own_level, true);
        let result = self.expr(of);
        self.own_level = before;
        let result = result?;
        let (mut without, mut no_figure) = (None, self.at_baseline);
        result.direct_slots(&mut |slot| {
            let adds_up = self.plan(slot.metric.index()).roll_up == RollUp::Sum;
            // What a test gives in place of a formula has no parts; there is no value then, but no error in the policy.
            let is_given = self.given_derived.contains(&slot.metric);
            let is_held = self.dimensions(slot.metric).0.is_some();
            if slot.source == Source::OwnLevel && !(adds_up && is_held || is_given) {
                without.get_or_insert(slot.metric);
            }
        });
        result.aggregates(&mut |_| no_figure = true);
        result.peers(&mut |_| no_figure = true);
        if without.is_none() && !no_figure {
            return Some(result);
        }
        let name = match without {
            Some(metric) => self.schema.metric_name(metric).to_owned(),
            None => self.label(of.span).to_string(),
        };
        self.report(Diagnostic::new(&register::NO_OWN_LEVEL, of.span).with("name", name));
        None
    }

    /// A figure of an earlier time.
    pub(super) fn earlier(&mut self, of: &ast::Expr, when: Past) -> Option<hir::Expr> {
        if when == Past::Baseline {
            let before = std::mem::replace(&mut self.at_baseline, true);
            let result = self.expr(of);
            self.at_baseline = before;
            return result;
        }
        let moment = earlier(self.moment, when);
        self.at(moment, |compiler| compiler.expr(of))
    }

    /// Runs `inner` with names read at another time.
    pub(super) fn at<T>(&mut self, moment: Moment, inner: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.moment, moment);
        let result = inner(self);
        self.moment = before;
        result
    }

    /// `X at 2022-10 to 2023-09`.
    pub(super) fn at_window(&mut self, of: &ast::Expr, when: &WindowText) -> Option<hir::Expr> {
        let window = self.window(when)?;
        let moment = Moment {
            anchor: Some(window),
            ..self.moment
        };
        self.at(moment, |compiler| compiler.expr(of))
    }

    /// What a stock was at a moment has no sum over the year.
    fn year_to_date(&mut self, of: &ast::Expr) -> Option<hir::Expr> {
        let moment = self.reaching(Reach::YearToDate);
        let to_date = self.at(moment, |compiler| compiler.expr(of))?;
        if to_date.nature.is_some_and(|nature| nature != Nature::Flow) {
            let name = self.text(of.span).trim().to_owned();
            let diagnostic = Diagnostic::new(&register::STOCK_TO_DATE, of.span);
            self.report(diagnostic.with("name", name));
            return None;
        }
        Some(to_date)
    }

    /// What was added since the last year's end: of a flow the flow since 1 January, of all else the difference.
    fn since_year_start(&mut self, of: &ast::Expr, span: Span) -> Option<hir::Expr> {
        let now = self.expr(of)?;
        if now.nature == Some(Nature::Flow) {
            return self.year_to_date(of);
        }
        let start = self.at_year_start(of)?;
        let added = self.binary(now, ast::Operator::Subtract, start, span)?;
        // What a stock gained in a time is a flow.
        let nature = added.nature.map(|_| Nature::Flow);
        Some(hir::Expr { nature, ..added })
    }

    fn at_year_start(&mut self, of: &ast::Expr) -> Option<hir::Expr> {
        let moment = self.reaching(Reach::YearBefore);
        self.at(moment, |compiler| compiler.expr(of))
    }

    fn reaching(&self, reach: Reach) -> Moment {
        Moment {
            reach,
            ..self.moment
        }
    }

    /// `growth of X`, `change of X`.
    pub(super) fn measured(
        &mut self,
        measure: Measure,
        of: &ast::Expr,
        span: Span,
    ) -> Option<hir::Expr> {
        if measure == Measure::SegmentSum {
            return self.segment_sum(of, span);
        }
        let (now, before) = self.both_times(of)?;
        let base = before.clone();
        let change = self.binary(now, ast::Operator::Subtract, before, span)?;
        if measure == Measure::Change {
            return Some(change);
        }
        let share = hir::ExprKind::Binary(hir::Operator::Divide, Box::new(change), Box::new(base));
        let unit = self.schema.units.plainest(&Dimension::Ratio);
        Some(hir::Expr {
            kind: share,
            dimension: Dimension::Ratio,
            unit,
            nature: None,
            bare: false,
            span,
        })
    }

    /// What the segments of a figure come to.
    fn segment_sum(&mut self, of: &ast::Expr, span: Span) -> Option<hir::Expr> {
        let metric = self.judged_metric(of)?;
        let segments = self.schema.metrics.get(metric.index())?.segments.clone();
        if segments.is_empty() {
            let name = self.schema.metric_name(metric).to_owned();
            self.report(Diagnostic::new(&register::NOT_SPLIT, span).with("name", name));
            return None;
        }
        let mut sum: Option<hir::Expr> = None;
        for segment in segments {
            let part = self.of_segment(Some(segment), |compiler| compiler.expr(of))?;
            sum = Some(match sum {
                Some(sum) => self.binary(sum, ast::Operator::Add, part, span)?,
                None => part,
            });
        }
        sum
    }

    /// Runs `inner` with bare names of split metrics meaning a segment.
    pub(super) fn of_segment<T>(
        &mut self,
        segment: Option<Arc<str>>,
        inner: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let before = std::mem::replace(&mut self.segment, segment);
        let result = inner(self);
        self.segment = before;
        result
    }

    /// A figure and what it is measured against: the same period last year, or the year's start where it says so.
    fn both_times(&mut self, of: &ast::Expr) -> Option<(hir::Expr, hir::Expr)> {
        let since_start = match &of.kind {
            ast::ExprKind::Past {
                of,
                when: Past::SinceYearStart,
            } => Some(of),
            _ => None,
        };
        let Some(of) = since_start else {
            let now = self.expr(of);
            return Some((now?, self.earlier(of, Past::LastYear)?));
        };
        let now = self.expr(of)?;
        if now.nature == Some(Nature::Flow) {
            let name = self.text(of.span).trim().to_owned();
            let diagnostic = Diagnostic::new(&register::FLOW_SINCE_YEAR_START, of.span);
            self.report(diagnostic.with("name", name));
            return None;
        }
        Some((now, self.at_year_start(of)?))
    }

    /// How long a window is, in whole units.
    pub(super) fn length(
        &mut self,
        unit: LengthUnit,
        of: &WindowText,
        span: Span,
    ) -> Option<hir::Expr> {
        let window = self.window(of)?;
        let (count, name) = match unit {
            LengthUnit::Days => (Some(window.days()), Text::new("days", "日")),
            LengthUnit::Months => (
                window.whole_parts(Cadence::Monthly),
                Text::new("months", "月"),
            ),
            LengthUnit::Years => (
                window.whole_parts(Cadence::Yearly),
                Text::new("years", "年"),
            ),
        };
        let unit = self.schema.units.find(&name.en)?;
        let Some(count) = count else {
            self.report(Diagnostic::new(&register::NOT_WHOLE, span).with("unit", name));
            return None;
        };
        Some(hir::Expr {
            kind: hir::ExprKind::Number(unit.to_base(&Ratio::whole(count.into()))),
            dimension: unit.dimension.clone(),
            unit,
            nature: None,
            bare: false,
            span,
        })
    }

    /// The first and the last period of a window; one without a year of its own is of the year in which the first one ends.
    pub(super) fn ends(&mut self, from: &DateText, to: &DateText) -> Option<(Period, Period)> {
        let first = self.period(from)?;
        let last = match to.when {
            When::Period(_) => self.period(to)?,
            When::MonthOfYear { month, day } => first.in_its_year(month, day)?,
        };
        Some((first, last))
    }

    /// The period that a text names; a window ends with its last day.
    pub(super) fn window(&mut self, text: &WindowText) -> Option<Period> {
        let Some(to) = &text.to else {
            return self.period(&text.from);
        };
        let (first, last) = self.ends(&text.from, to)?;
        let window = Period::spanning(first.start(), last.end());
        if window.is_none() {
            self.report(Diagnostic::new(
                &register::WINDOW_REVERSED,
                text.from.span.to(to.span),
            ));
        }
        window
    }
}

/// The moment so much earlier than another.
pub(super) fn earlier(moment: Moment, when: Past) -> Moment {
    let periods = moment.periods.saturating_add(1);
    match when {
        Past::LastPeriod => Moment { periods, ..moment },
        Past::LastQuarter => Moment {
            within: Some(Cadence::Quarterly),
            periods,
            ..moment
        },
        Past::LastMonth => Moment {
            within: Some(Cadence::Monthly),
            periods,
            ..moment
        },
        _ => Moment {
            years: moment.years.saturating_add(1),
            ..moment
        },
    }
}
