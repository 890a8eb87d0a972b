//! What does not fit, and what to write instead.

use dabiao_diagnostics::{Diagnostic, Span, register};
use dabiao_model::{Atom, Dimension, Nature, Text};

use super::expr::working;
use crate::compiler::{Compiler, described};
use crate::hir;

impl Compiler<'_> {
    /// Reports two sides that do not fit, with the reason that helps.
    pub(super) fn cannot(&mut self, left: &hir::Expr, right: &hir::Expr, span: Span, action: Text) {
        let (a, b) = (&left.dimension, &right.dimension);
        if working(a) && working(b) {
            let diagnostic =
                Diagnostic::new(&register::WORKING_TIME, span).with("left", described(left));
            self.report(diagnostic.with("right", described(right)));
            return;
        }
        for (number, other) in [(right, left), (left, right)] {
            if number.bare && other.dimension != Dimension::Number {
                self.bare_number(number, other);
                return;
            }
        }
        if (*a == Dimension::Points && *b == Dimension::Ratio)
            || (*a == Dimension::Ratio && *b == Dimension::Points)
        {
            let to_points = *a == Dimension::Points;
            self.percent_for_points(if to_points { right } else { left }, to_points);
            return;
        }
        let plain = |expr: &hir::Expr| expr.dimension == Dimension::Number;
        if self.has_unknown_unit && (plain(left) || plain(right)) {
            return;
        }
        let remedy = self.remedy(left, right);
        let diagnostic = Diagnostic::new(&register::UNIT_MISMATCH, span)
            .with("left", described(left))
            .with("action", action)
            .with("right", described(right));
        self.report(diagnostic.with("remedy", remedy));
    }

    /// Reports a percentage in place of points, or the other way about.
    pub(super) fn percent_for_points(&mut self, wrong: &hir::Expr, to_points: bool) {
        let digits = match &wrong.kind {
            hir::ExprKind::Number(value) => wrong.unit.from_base(value).digits(6),
            _ => "2".to_owned(),
        };
        let suggestion = if to_points {
            Text::new(format!("{digits} points"), format!("{digits}个百分点"))
        } else {
            Text::same(format!("{digits}%"))
        };
        let diagnostic = Diagnostic::new(&register::PERCENT_FOR_POINTS, wrong.span);
        self.report(diagnostic.with("suggestion", suggestion));
    }

    fn bare_number(&mut self, number: &hir::Expr, other: &hir::Expr) {
        let digits = match &number.kind {
            hir::ExprKind::Number(value) => value.digits(12),
            _ => self.text(number.span).to_owned(),
        };
        let suggest = |language| other.unit.attach(&digits, language);
        let suggestion = Text::new(
            suggest(dabiao_model::Language::English),
            suggest(dabiao_model::Language::Chinese),
        );
        let fix = suggest(dabiao_model::Language::English);
        let diagnostic = Diagnostic::new(&register::BARE_NUMBER, number.span)
            .with("number", digits)
            .with("other", described(other))
            .with("suggestion", suggestion);
        self.report(diagnostic.fix(fix, false));
    }

    fn remedy(&self, left: &hir::Expr, right: &hir::Expr) -> Text {
        let nouns = |expr: &hir::Expr| matches!(expr.dimension.atom(), Some(Atom::Noun(_)));
        if nouns(left) && nouns(right) {
            let (a, b) = (&left.unit.zh, &right.unit.zh);
            return Text::new(
                format!("if they count the same things, declare it: unit {b} = {a}"),
                format!("若所计为同一事物，请声明：计量单位 {b} = {a}"),
            );
        }
        let timed = |expr: &hir::Expr| matches!(expr.dimension.atom(), Some(Atom::Time));
        let worked = |expr: &hir::Expr| working(&expr.dimension);
        if (timed(left) && worked(right)) || (worked(left) && timed(right)) {
            return Text::new(
                "working time never becomes calendar time: give both in the same kind",
                "工作时间不折算为日历时间：请统一为一种",
            );
        }
        let months = |expr: &hir::Expr| matches!(expr.dimension.atom(), Some(Atom::Months));
        if (timed(left) && months(right)) || (months(left) && timed(right)) {
            return Text::new(
                "months and years are no fixed number of days: give both in months or both in days",
                "月与年没有固定天数：请统一以月或以天计",
            );
        }
        let plain = left.dimension == Dimension::Number;
        let measured = if plain { right } else { left };
        let unit = self.schema.units.plainest(&measured.dimension);
        Text::new(
            format!("give both in the same unit, such as {}", unit.en),
            format!("请统一单位，例如{}", unit.zh),
        )
    }

    /// Whether two sides are both stocks, both flows, or neither.
    pub(super) fn same_nature(&mut self, left: &hir::Expr, right: &hir::Expr, span: Span) -> bool {
        let is_flow = |nature: Nature| nature == Nature::Flow;
        match (left.nature, right.nature) {
            (Some(a), Some(b)) if is_flow(a) != is_flow(b) => {
                let (a, b) = (self.quoted(left.span), self.quoted(right.span));
                let diagnostic = Diagnostic::new(&register::STOCK_AND_FLOW, span).with("left", a);
                self.report(diagnostic.with("right", b));
                false
            }
            _ => true,
        }
    }

    fn quoted(&self, span: Span) -> String {
        format!("`{}`", self.text(span).trim())
    }
}
