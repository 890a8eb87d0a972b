//! Checks: relations that figures satisfy before they are believed. A failure makes the blamed figures invalid.

use std::collections::BTreeSet;

use dabiao_model::{EntityId, Estimate, FigureKind, MetricId, Period, Ratio, SegmentId};

use super::cell::{Cell, Judgement, Outcome};
use super::condition::{all, any};
use super::{Evaluation, Frame};
use crate::assessment::{CheckResult, CheckState};
use crate::estimate;
use crate::program::{Check, Condition, ConditionId, Expr, ExprId, Moment, Slot, Test, Tolerance};
use crate::reason::Gap;

impl Evaluation<'_> {
    /// The results of all checks, each for the places it is made at.
    pub(crate) fn checks(&self) -> Vec<CheckResult> {
        let checks = self.program.checks.iter().enumerate();
        let placed = checks.flat_map(|(index, check)| {
            let places = self.check_places(check).into_iter();
            places.map(move |(entity, period)| (index, check, entity, period))
        });
        let made = placed.map(|(index, check, entity, period)| {
            let mut result = CheckResult {
                check: index,
                entity,
                period,
                state: CheckState::CannotBeChecked,
            };
            let outcome = self.check_outcome(check, check.condition, result.frame());
            result.state = CheckState::from(&outcome);
            result
        });
        made.collect()
    }

    /// Each entity and each period in which one of its figures was submitted. Without any, be it that it reads none
    /// (numbers of the policy, all cases of a table) or that none came in, it is made once, of no period.
    fn check_places(&self, check: &Check) -> Vec<(Option<EntityId>, Option<Period>)> {
        let entities = check.entities.iter();
        if check.window.is_some() {
            return entities.map(|entity| (*entity, check.window)).collect();
        }
        let places: Vec<_> = entities
            .flat_map(|entity| {
                let periods = self.check_periods(check, *entity).into_iter();
                periods.map(|period| (*entity, period))
            })
            .collect();
        if places.is_empty() {
            return check
                .entities
                .iter()
                .map(|entity| (*entity, None))
                .collect();
        }
        places
    }

    /// The periods of the figures that a check reads at the judged time; those of a fixed date are not among them.
    fn check_periods(&self, check: &Check, entity: Option<EntityId>) -> BTreeSet<Option<Period>> {
        let mut periods = BTreeSet::new();
        for slot in self.slots_read(check.condition) {
            self.add_periods(slot, entity, &mut periods);
        }
        for (slot, peers) in self.slots_compared(check.condition) {
            for peer in peers {
                self.add_periods(slot, Some(peer), &mut periods);
            }
        }
        periods
    }

    fn add_periods(
        &self,
        slot: Slot,
        entity: Option<EntityId>,
        periods: &mut BTreeSet<Option<Period>>,
    ) {
        if !slot.source.is_achieved() || slot.moment.anchor.is_some() {
            return;
        }
        let schema = self.program.schema.metrics.get(slot.metric.index());
        let holder = schema.and_then(|schema| schema.per).and(entity);
        let segments = schema.map_or(0, |schema| schema.segments.len());
        let keys = std::iter::once(None).chain((0..segments).map(|segment| Some(segment.into())));
        for figure in keys.flat_map(|segment| self.bound.series(slot.metric, segment, holder)) {
            let figure = self.data.figures.get(*figure as usize);
            if let Some(figure) = figure.filter(|figure| super::bind::exists(figure, self.as_of)) {
                periods.insert(figure.period);
            }
        }
    }

    /// What a check, or a relation of its list, comes to.
    pub(crate) fn check_outcome(
        &self,
        check: &Check,
        condition: ConditionId,
        frame: Frame,
    ) -> Outcome {
        let part = |part: &ConditionId| Judgement::of(self.check_outcome(check, *part, frame));
        match self.program.conditions.get(condition.index()) {
            Some(Condition::Test(test)) if check.tolerance != Tolerance::Exact => {
                match self.program.tests.get(test.index()) {
                    Some(test) => self.near(test, &check.tolerance, frame),
                    None => Outcome::Unknown(Gap::OutOfScope),
                }
            }
            Some(Condition::And(parts)) => all(parts.iter().map(part)).outcome,
            Some(Condition::Or(parts)) => any(parts.iter().map(part)).outcome,
            _ => self.condition(condition, frame).outcome,
        }
    }

    /// An equality within a tolerance.
    fn near(&self, test: &Test, tolerance: &Tolerance, frame: Frame) -> Outcome {
        let (left, right) = (self.expr(test.left, frame), self.expr(test.right, frame));
        match tolerance {
            Tolerance::Within(within) => differ_by_at_most(left, right, within),
            _ => self.agree_as_printed(test, left, right, frame),
        }
    }

    /// The computed side, rounded half up to the digits the other was submitted with, equals it.
    fn agree_as_printed(&self, test: &Test, left: Cell, right: Cell, frame: Frame) -> Outcome {
        let (left, right) = match (
            self.printed(test.left, frame),
            self.printed(test.right, frame),
        ) {
            (Some(printed), _) if left.as_exact().is_some() => (left, rounded(right, &printed)),
            (None, Some(printed)) if right.as_exact().is_some() => (rounded(left, &printed), right),
            _ => (left, right),
        };
        super::compute::compare(left, dabiao_model::Comparator::Equal, right)
    }

    /// The decimals and unit with which the single figure of an expression was submitted.
    fn printed(&self, expr: ExprId, frame: Frame) -> Option<(u8, dabiao_model::Unit)> {
        let Some(Expr::Slot(slot)) = self.program.exprs.get(expr.index()) else {
            return None;
        };
        let slot = self.program.slots.get(slot.index())?;
        let per = self.program.schema.metrics.get(slot.metric.index())?.per;
        let series = self
            .bound
            .series(slot.metric, slot.segment, per.and(frame.entity));
        let found = self.exactly(series, frame.at(slot.moment)?.period)?;
        let figure = self.data.figures.get(found.figure as usize)?;
        Some((figure.decimals, figure.unit.clone()))
    }

    /// For each figure, the first check whose failure makes it invalid.
    pub(crate) fn failures(&self, results: &[CheckResult]) -> Vec<Option<usize>> {
        let mut failed = vec![None; self.data.figures.len()];
        for result in results
            .iter()
            .filter(|result| result.state == CheckState::Fails)
        {
            let Some(check) = self
                .program
                .checks
                .get(result.check)
                .filter(|check| !check.warn_only)
            else {
                continue;
            };
            let slots = self.slots_read(check.condition);
            for (figure, slot) in self.data.figures.iter().zip(&mut failed) {
                let per = self
                    .program
                    .schema
                    .metrics
                    .get(figure.metric.index())
                    .and_then(|schema| schema.per);
                let blamed = check.blames.contains(&figure.metric)
                    && figure.kind == FigureKind::Actual
                    && figure.entity == per.and(result.entity)
                    && is_read_at(
                        &slots,
                        (figure.metric, figure.segment),
                        figure.period,
                        (result.period, check.window.is_some()),
                    );
                if blamed {
                    slot.get_or_insert(result.check);
                }
            }
        }
        failed
    }
}

/// Whether a check made for a period reads a metric at the time of a figure of it: of the segment that the check names, or of
/// any where it names the whole. One that is only blamed stands for the period itself. Of a window all that lies in it is read.
pub(crate) fn is_read_at(
    slots: &[Slot],
    (metric, segment): (MetricId, Option<SegmentId>),
    at: Option<Period>,
    (period, is_window): (Option<Period>, bool),
) -> bool {
    let mut read = slots.iter().filter(|slot| slot.metric == metric).peekable();
    if read.peek().is_none() {
        return lies_in(at, period, is_window);
    }
    let mut read = read.filter(|slot| slot.segment.is_none() || slot.segment == segment);
    read.any(|slot| {
        let read_at = if slot.moment == Moment::NOW {
            period
        } else {
            slot.moment.of(period)
        };
        lies_in(at, read_at, is_window)
    })
}

/// Whether a figure is of a period, or, of a window, of a part of it.
fn lies_in(figure: Option<Period>, at: Option<Period>, is_window: bool) -> bool {
    match (figure, at) {
        (Some(figure), Some(at)) if is_window => at.covers(figure),
        _ => figure == at,
    }
}

/// Whether two sides differ by at most a distance.
fn differ_by_at_most(left: Cell, right: Cell, within: &Ratio) -> Outcome {
    let (Cell::Number(a), Cell::Number(b)) = (&left, &right) else {
        return super::compute::compare(left, dabiao_model::Comparator::Equal, right);
    };
    let limit = Estimate::Exact(within.clone());
    let difference = estimate::add(a, &estimate::negative(b));
    let holds = difference.and_then(|difference| {
        let below = estimate::compare(&difference, dabiao_model::Comparator::AtMost, &limit)?;
        let above = estimate::compare(
            &estimate::negative(&difference),
            dabiao_model::Comparator::AtMost,
            &limit,
        )?;
        Some(below && above)
    });
    holds.map_or(
        Outcome::Unknown(crate::reason::Gap::UndecidedByBound),
        super::compute::truth,
    )
}

/// A number, or both its ends, rounded half up to the decimals and in the unit of another.
fn rounded(cell: Cell, (decimals, unit): &(u8, dabiao_model::Unit)) -> Cell {
    let round = |value: &Ratio| unit.to_base(&unit.from_base(value).rounded(u32::from(*decimals)));
    let end = |end: Option<(Ratio, bool)>| end.map(|(value, _)| (round(&value), false));
    match cell {
        Cell::Number(Estimate::Exact(value)) => Cell::exact(round(&value)),
        Cell::Number(Estimate::Between { low, high }) => {
            let (low, high) = (end(low), end(high));
            Cell::Number(match (&low, &high) {
                (Some((a, _)), Some((b, _))) if a == b => Estimate::Exact(a.clone()),
                _ => Estimate::Between { low, high },
            })
        }
        other => other,
    }
}

impl CheckResult {
    /// For whom and when it was made: by the figures of the period itself.
    pub(crate) fn frame(&self) -> Frame {
        Frame {
            entity: self.entity,
            period: self.period,
            due: true,
        }
    }
}

impl From<&Outcome> for CheckState {
    fn from(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Holds => Self::Holds,
            Outcome::Fails => Self::Fails,
            Outcome::Unknown(_) | Outcome::Empty(_) | Outcome::Invalid(_) => Self::CannotBeChecked,
        }
    }
}
