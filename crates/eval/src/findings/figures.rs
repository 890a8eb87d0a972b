//! Figures that contradict each other or a check, differ from their parts, or are not plausible.

use dabiao_diagnostics::{At, Diagnostic, Severity, register};
use dabiao_model::{Comparator, Estimate, Figure, FigureKind, FigureValue, MetricId, Ratio, Text};

use super::look::{Look, Told};
use super::{number_text, value_text};
use crate::assessment::{CheckResult, CheckState};
use crate::estimate;
use crate::evaluate::bind::exists;
use crate::program::Source;

impl Look<'_> {
    /// Figures that contradict each other: two values for one place, and neither is the later.
    pub(super) fn contradictions(&self, told: Told) -> impl Iterator<Item = Diagnostic> + '_ {
        let contradicted = &self.evaluation.bound.contradicted;
        let other_of = |index: u32| contradicted.get(index as usize).copied().flatten();
        let pairs = (0_u32..).zip(contradicted);
        let pairs = pairs.filter_map(|(one, other)| Some((one, (*other)?)));
        // Two that only contradict each other are told with the first.
        let told = pairs.filter(move |(one, other)| {
            told == Told::AtEachCell || one < other || other_of(*other) != Some(*one)
        });
        told.filter_map(|(one, other)| {
            let figures = &self.data().figures;
            let (one, other) = (figures.get(one as usize)?, figures.get(other as usize)?);
            let finding = Diagnostic::at(
                &register::CONTRADICTORY_FIGURES,
                At::Cell(self.cell(one.place)),
            )
            .with("metric", self.metric_of(one))
            .with("whose", self.whose(one.entity, one.period))
            .with("value", value_text(one))
            .with("other", value_text(other));
            Some(finding.related_cell(self.cell(other.place), "the other figure", "另一个数值"))
        })
    }

    /// Checks that fail.
    pub(super) fn failed_checks(&self) -> impl Iterator<Item = Diagnostic> + '_ {
        self.checks_that(CheckState::Fails)
    }

    /// Checks that cannot be made, as a figure is missing.
    pub(super) fn unmade_checks(&self) -> impl Iterator<Item = Diagnostic> + '_ {
        self.checks_that(CheckState::CannotBeChecked)
    }

    fn checks_that(&self, state: CheckState) -> impl Iterator<Item = Diagnostic> + '_ {
        let results = self.checks.iter().filter(move |it| it.state == state);
        results.filter_map(|result| self.check_finding(result))
    }

    fn check_finding(&self, result: &CheckResult) -> Option<Diagnostic> {
        let check = self.program().checks.get(result.check)?;
        let code = match result.state {
            CheckState::Holds => return None,
            CheckState::Fails => &register::FAILED_CHECK,
            CheckState::CannotBeChecked => &register::UNMADE_CHECK,
        };
        let blamed = check
            .blames
            .iter()
            .map(|metric| self.program().schema.metric_name(*metric));
        let blamed = blamed.collect::<Vec<_>>();
        let remedy = if check.warn_only || blamed.is_empty() {
            Text::new("The verdicts stand all the same.", "相关结论不受影响。")
        } else {
            Text::new(
                format!(
                    "Put the figures right; until then these are not believed: {}.",
                    blamed.join(", ")
                ),
                format!(
                    "请更正数据；更正之前，以下数据不予采信：{}。",
                    blamed.join("、")
                ),
            )
        };
        let name = check.title.as_deref().unwrap_or(&check.id);
        let finding = Diagnostic::at(code, self.checked_cell(check.reads.as_slice(), result))
            .with("check", name);
        let mut finding = finding
            .with("whose", self.whose(result.entity, result.period))
            .with("remedy", remedy);
        if check.warn_only {
            finding.severity = Severity::Note;
        }
        Some(finding.in_item(check.id.as_ref()))
    }

    /// The cell of the first figure that a check compared.
    fn checked_cell(&self, reads: &[MetricId], result: &CheckResult) -> At {
        let schema = &self.program().schema;
        let compared = |figure: &&Figure| {
            let per = schema
                .metrics
                .get(figure.metric.index())
                .and_then(|metric| metric.per);
            reads.contains(&figure.metric)
                && figure.kind == FigureKind::Actual
                && figure.entity == per.and(result.entity)
                && figure.period == result.period
        };
        self.data()
            .figures
            .iter()
            .find(compared)
            .map_or(At::Nowhere, |figure| At::Cell(self.cell(figure.place)))
    }

    /// Submitted totals that differ from the sum of the parts below them.
    pub(super) fn differing_totals(&self) -> impl Iterator<Item = Diagnostic> {
        let evaluation = &self.evaluation;
        let totals = self
            .data()
            .figures
            .iter()
            .filter(|figure| figure.kind == FigureKind::Actual && exists(figure, self.as_of()));
        totals.filter_map(move |figure| {
            let FigureValue::Number(Estimate::Exact(value)) = &figure.value else {
                return None;
            };
            let entity = figure.entity?;
            let sum =
                evaluation.total_below(figure.metric, figure.segment, entity, figure.period)?;
            let finding =
                Diagnostic::at(&register::TOTAL_DIFFERS, At::Cell(self.cell(figure.place)))
                    .with("metric", self.metric_of(figure))
                    .with("whose", self.whose(figure.entity, figure.period))
                    .with("value", value_text(figure))
                    .with("sum", number_text(&sum, &figure.unit));
            // Beside what lies below it, the total is the parent's own where the policy asks for that.
            let differs = if self.asks_for_own_level(figure.metric) {
                sum > *value && !evaluation.may_be_negative(figure.metric)
            } else {
                sum != *value
            };
            differs.then_some(finding)
        })
    }

    fn asks_for_own_level(&self, metric: MetricId) -> bool {
        let mut slots = self.program().slots.iter();
        slots.any(|slot| slot.metric == metric && slot.source == Source::OwnLevel)
    }

    /// Submitted figures that lie outside what the policy calls plausible, the whole of a bound or range.
    pub(super) fn implausible_figures(&self) -> impl Iterator<Item = Diagnostic> {
        let figures = self.data().figures.iter();
        let known = figures
            .filter(|figure| figure.kind == FigureKind::Actual && exists(figure, self.as_of()));
        known.filter_map(|figure| {
            let plan = self.program().metrics.get(figure.metric.index())?;
            let (low, high) = plan.plausible.as_ref()?;
            let FigureValue::Number(estimate) = &figure.value else {
                return None;
            };
            let is = |comparator, end: &Ratio| {
                let end = Estimate::Exact(end.clone());
                estimate::compare(estimate, comparator, &end) == Some(true)
            };
            if !is(Comparator::LessThan, low) && !is(Comparator::MoreThan, high) {
                return None;
            }
            let place = At::Cell(self.cell(figure.place));
            let finding = Diagnostic::at(&register::IMPLAUSIBLE_FIGURE, place)
                .with("metric", self.metric_of(figure))
                .with("whose", self.whose(figure.entity, figure.period))
                .with("value", value_text(figure));
            Some(
                finding
                    .with("low", number_text(low, &figure.unit))
                    .with("high", number_text(high, &figure.unit)),
            )
        })
    }
}
