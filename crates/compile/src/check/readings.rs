//! Places where a text can be read in two ways and the author has not said which way is meant.
//!
//! The reading is chosen by the construct that the lint names. Where one reading has no construct of its own, a
//! `because` says that it is meant.

use dabiao_calendar::LimitUnit;
use dabiao_diagnostics::{Code, Diagnostic, Span, register};
use dabiao_eval::program::{Aggregate, Measure, RowLimit, Schedule, Tolerance};
use dabiao_model::{Comparator, Dimension};
use dabiao_syntax::ast::{EscalationClause, Names, RunText};

use crate::compiler::Compiler;
use crate::hir;

/// A working day as it is counted in hours where documents speak of 32 hours.
const WORKING_DAY: u32 = 8;
/// The hours of a whole day.
const DAY: u32 = 24;

impl Compiler<'_> {
    fn unchosen(&mut self, code: &'static Code, span: Span) {
        self.report(Diagnostic::new(code, span));
    }

    /// A computed ratio that must equal a printed figure to the last digit.
    pub(super) fn warn_of_exact_ratio(
        &mut self,
        condition: &hir::Condition,
        tolerance: Option<&Tolerance>,
        span: Span,
    ) {
        let mut found = false;
        condition.tests(&mut |test| {
            let ratios = test.left.dimension == Dimension::Ratio;
            let sides = (divides(&test.left), divides(&test.right));
            found |= test.comparator == Comparator::Equal && ratios && sides.0 != sides.1;
        });
        if found && matches!(tolerance, Some(Tolerance::Exact)) {
            self.unchosen(&register::EXACT_RATIO, span);
        }
    }

    /// An average or median of spans that leaves open cases out.
    pub(super) fn warn_of_open_cases(&mut self, cases: &[hir::Case], span: Span) {
        let mut found = false;
        for case in cases {
            case.condition.tests(&mut |test| {
                for side in [&test.left, &test.right] {
                    side.aggregates(&mut |aggregate| found |= leaves_open_cases_out(aggregate));
                }
            });
        }
        if found {
            self.unchosen(&register::OPEN_CASES_LEFT_OUT, span);
        }
    }

    /// Hours that may be those of a working day: 8, 16, 32, 40.
    pub(super) fn warn_of_hours(&mut self, cases: &[hir::Case], span: Span) {
        let working = |limit: &RowLimit| {
            let limit = limit.limit;
            let whole = |day: u32| limit.count.checked_rem(day) == Some(0);
            limit.unit == LimitUnit::Hours && limit.count > 0 && whole(WORKING_DAY) && !whole(DAY)
        };
        let mut found = false;
        for case in cases {
            case.condition.limits(&mut |limit| found |= working(limit));
        }
        if found {
            self.unchosen(&register::HOURS_OF_WHICH_DAY, span);
        }
    }

    /// A stage that is due after its milestone.
    pub(super) fn warn_of_late_stage(&mut self, whole: &Schedule, stage: &Schedule, span: Span) {
        let due = |schedule: &Schedule| schedule.once.first().map(|once| once.due);
        if let (Some(whole), Some(stage)) = (due(whole), due(stage))
            && stage > whole
        {
            self.unchosen(&register::STAGE_AFTER_ITS_MILESTONE, span);
        }
    }

    /// What was due before the policy was issued, unless the author says why or it was done by then.
    pub(super) fn warn_of_early_dates(&mut self, rules: &[hir::Rule]) {
        let Some(issued) = self.settings.issued else {
            return;
        };
        let is_done = |rule: &hir::Rule| match &rule.body {
            hir::RuleBody::Milestone(plan, _) => plan.done.is_some(),
            hir::RuleBody::Target(_) => false,
        };
        let explained = |rule: &&hir::Rule| rule.duty.because.is_some() || is_done(rule);
        for rule in rules.iter().filter(|rule| !explained(rule)) {
            let due = rule.schedule.once.iter().map(|once| once.due).min();
            let Some(due) = due.filter(|due| *due < issued) else {
                continue;
            };
            let diagnostic = Diagnostic::new(&register::DUE_BEFORE_ISSUE, rule.span)
                .with("id", rule.id.as_ref())
                .with("due", due.to_string())
                .with("issued", issued.to_string());
            self.report(diagnostic.in_item(rule.id.as_ref()));
        }
    }

    /// A scope of an open list: whoever is not named is not judged.
    pub(super) fn warn_of_open_scope(&mut self, names: &Names, span: Span) {
        let mut groups = names.names.iter().filter_map(|name| self.group(&name.text));
        if names.open || groups.any(|group| group.open) {
            self.unchosen(&register::OPEN_SCOPE, span);
        }
    }

    /// Several misses of which nothing says how they count together.
    pub(super) fn warn_of_unsaid_runs(
        &mut self,
        clauses: &[dabiao_syntax::ast::Clause<EscalationClause>],
    ) {
        let chosen = clauses.iter().any(|clause| {
            matches!(
                clause.kind,
                EscalationClause::ResetByAMetPeriod
                    | EscalationClause::ResetByAMetYear
                    | EscalationClause::Because(_)
            )
        });
        for clause in clauses.iter().filter(|_| !chosen) {
            if let EscalationClause::Step(step) = &clause.kind
                && step.count > 1
                && step.run == RunText::Unsaid
            {
                self.unchosen(&register::UNSAID_RUN, clause.span);
            }
        }
    }
}

fn leaves_open_cases_out(aggregate: &Aggregate) -> bool {
    let of_spans = matches!(
        aggregate.measure,
        Measure::AverageSpan(..) | Measure::MedianSpan(..)
    );
    of_spans && !aggregate.open_rows_count
}

/// Whether a value is computed by a division.
fn divides(expr: &hir::Expr) -> bool {
    match &expr.kind {
        hir::ExprKind::Binary(hir::Operator::Divide, ..) => true,
        hir::ExprKind::Binary(_, left, right) => divides(left) || divides(right),
        hir::ExprKind::Derived(_, _, inner) | hir::ExprKind::Negative(inner) => divides(inner),
        _ => false,
    }
}
