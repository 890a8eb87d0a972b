//! The value of a slot for an entity and period: its own figure, or what its parts make.

use dabiao_model::{
    Cadence, EntityId, Estimate, Figure, FigureKind, MetricId, Period, Ratio, SegmentId,
};

use super::bind::exists;
use super::cell::{Cell, Used};
use super::figure::{Found, is_yes};
use super::{Evaluation, Frame};
use crate::estimate;
use crate::program::{RollUp, Slot, SlotId, Source};
use crate::reason::Gap;

/// Where a reference value stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Referred {
    /// A figure of the data.
    Submitted(u32),
    /// A value written into the policy.
    Declared(usize),
}

/// A slot at work: what is read, for explanations under which slot.
#[derive(Clone, Copy)]
pub(super) struct Reading {
    pub(super) id: SlotId,
    pub(super) metric: MetricId,
    pub(super) segment: Option<SegmentId>,
    /// Without what lies below the one that is judged.
    pub(super) own_level: bool,
}

impl Evaluation<'_> {
    /// The value of a slot in a frame.
    pub(crate) fn slot(&self, id: SlotId, frame: Frame) -> Cell {
        self.work(1);
        let Some(slot) = self.program.slots.get(id.index()).copied() else {
            return Cell::Missing(Gap::OutOfScope);
        };
        match self.given.and_then(|given| given.slot(id, frame)) {
            Some(Cell::Number(estimate)) => return self.believed(slot.metric, &estimate),
            Some(given) => return given,
            None => {}
        }
        if !slot.source.is_achieved() {
            let frame = frame.at(slot.moment).unwrap_or(frame);
            return self.reference(id, slot, frame);
        }
        let reading = Reading {
            id,
            metric: slot.metric,
            segment: slot.segment,
            own_level: slot.source == Source::OwnLevel,
        };
        match frame.at(slot.moment) {
            Some(frame) => self.whole(reading, frame),
            None => self.not_submitted(reading, frame),
        }
    }

    pub(super) fn not_submitted(&self, reading: Reading, frame: Frame) -> Cell {
        let entity = self.holder(reading.metric, frame.entity);
        let series = self.bound.series(reading.metric, reading.segment, entity);
        Cell::Missing(Gap::NotSubmitted {
            metric: reading.metric,
            segment: reading.segment,
            source: Source::Actual,
            entity,
            period: frame.period,
            last_known: self.last_known(series, frame.period),
        })
    }

    /// The entity a metric's figure stands under: none where the metric has a single figure.
    fn holder(&self, metric: MetricId, entity: Option<EntityId>) -> Option<EntityId> {
        let per = self
            .program
            .schema
            .metrics
            .get(metric.index())
            .and_then(|schema| schema.per);
        per.and(entity)
    }

    /// The whole: its own figure first, then the sum of its segments, then its children's figures.
    pub(super) fn whole(&self, reading: Reading, frame: Frame) -> Cell {
        if reading.own_level {
            return self.own_level(reading, frame);
        }
        let own = self.over_time(reading, frame);
        if !is_not_submitted(&own) {
            return own;
        }
        let adds_up = self.plan(reading.metric).is_some_and(|plan| plan.adding_up);
        if reading.segment.is_none() && adds_up {
            let noted = || self.trace.map_or(0, |trace| trace.borrow().len());
            let before = noted();
            let by_segments = self.sum_of_segments(reading, frame).unwrap_or(own);
            if !is_not_submitted(&by_segments) {
                return by_segments;
            }
            // Those below may have the whole, or their segments, each as it was submitted.
            let tried = noted();
            let below = self.children(reading, frame);
            let found = below.filter(|cell| !is_not_submitted(cell));
            if let Some(trace) = self.trace {
                // What was looked at in vain is no part of the explanation.
                let in_vain = if found.is_some() {
                    before..tried
                } else {
                    tried..noted()
                };
                trace.borrow_mut().drain(in_vain);
            }
            return found.unwrap_or(by_segments);
        }
        match self.children(reading, frame) {
            // Its own figures for other parts of the period win over its children's, so theirs are not needed.
            Some(Cell::Invalid(_)) if is_short_of_a_part(&own, frame) => own,
            below => below.unwrap_or(own),
        }
    }

    /// An entity's own figure, or what its segments add up to.
    fn of_its_own(&self, reading: Reading, frame: Frame) -> Cell {
        let own = self.over_time(reading, frame);
        let adds_up = self.plan(reading.metric).is_some_and(|plan| plan.adding_up);
        if !is_not_submitted(&own) || !adds_up || reading.segment.is_some() {
            return own;
        }
        self.sum_of_segments(reading, frame).unwrap_or(own)
    }

    pub(super) fn sum_of_segments(&self, reading: Reading, frame: Frame) -> Option<Cell> {
        let count = self
            .program
            .schema
            .metrics
            .get(reading.metric.index())?
            .segments
            .len();
        let parts = (0..count).map(|index| {
            self.whole(
                Reading {
                    segment: Some(SegmentId::from(index)),
                    ..reading
                },
                frame,
            )
        });
        Some(sum(parts))
    }

    /// The entities with a metric's figures that lie below another; nothing where the figures are its own.
    pub(super) fn below(
        &self,
        metric: MetricId,
        entity: Option<EntityId>,
    ) -> Option<Vec<EntityId>> {
        let schema = &self.program.schema;
        let per = schema.metrics.get(metric.index())?.per?;
        let entity = entity?;
        if schema.entities.get(entity.index())?.kind == per {
            return None;
        }
        self.work(schema.entities.len());
        let below = (0..schema.entities.len()).map(EntityId::from).filter(|id| {
            let it = schema.entities.get(id.index());
            it.is_some_and(|it| it.kind == per) && schema.lies_in(*id, entity)
        });
        Some(below.collect())
    }

    /// The roll-up over the entities below, where the frame's entity lies above the metric's kind.
    fn children(&self, reading: Reading, frame: Frame) -> Option<Cell> {
        let below = self.below(reading.metric, frame.entity)?;
        let roll_up = self.plan(reading.metric)?.roll_up;
        let mut parts = Vec::with_capacity(below.len());
        self.parts_below((reading, roll_up), frame, &below, &mut parts);
        let cells = parts.iter().map(|(cell, _)| cell.clone());
        Some(match roll_up {
            RollUp::Sum => sum(cells),
            RollUp::Maximum => maximum(cells),
            RollUp::WeightedBy(_) => weighted(parts.into_iter()),
            RollUp::None | RollUp::Last => Cell::Missing(Gap::NoRollUp {
                metric: reading.metric,
            }),
        })
    }

    /// What is rolled up for an entity, each with its weight: of those right below it the figure handed in for each, else what
    /// lies below that. `lowest` are those whom the metric is per.
    fn parts_below(
        &self,
        (reading, roll_up): (Reading, RollUp),
        frame: Frame,
        lowest: &[EntityId],
        parts: &mut Vec<(Cell, Cell)>,
    ) {
        let weight = |of: &dyn Fn(&Self, Reading) -> Cell| match roll_up {
            RollUp::WeightedBy(metric) => of(
                self,
                Reading {
                    metric,
                    segment: None,
                    ..reading
                },
            ),
            _ => Cell::exact(Ratio::ONE),
        };
        let entities = &self.program.schema.entities;
        let children = (0..entities.len()).map(EntityId::from).filter(|id| {
            let parent = entities.get(id.index()).and_then(|it| it.parent);
            parent.is_some() && parent == frame.entity
        });
        for child in children {
            let at = Frame {
                entity: Some(child),
                ..frame
            };
            if lowest.contains(&child) {
                let cell = self.of_its_own(reading, at);
                parts.push((cell, weight(&|it, reading| it.over_time(reading, at))));
                continue;
            }
            let before = self.trace.map_or(0, |trace| trace.borrow().len());
            let own = self.of_its_own(reading, at);
            if is_not_submitted(&own) {
                if let Some(trace) = self.trace {
                    trace.borrow_mut().truncate(before);
                }
                self.parts_below((reading, roll_up), at, lowest, parts);
            } else {
                parts.push((own, weight(&|it, reading| it.whole(reading, at))));
            }
        }
    }

    /// What the parts of a submitted total come to, where they all are exact: a metric and entity at a period.
    pub(crate) fn total_below(
        &self,
        metric: MetricId,
        segment: Option<SegmentId>,
        entity: EntityId,
        period: Option<Period>,
    ) -> Option<Ratio> {
        let id = SlotId(u32::MAX);
        let reading = Reading {
            id,
            metric,
            segment,
            own_level: false,
        };
        let frame = Frame {
            entity: Some(entity),
            period,
            due: true,
        };
        let sums_up = self.plan(metric)?.roll_up == RollUp::Sum;
        let below = sums_up.then(|| self.children(reading, frame))??;
        below.as_exact().cloned()
    }

    /// One entity's value for the period, over time.
    fn over_time(&self, reading: Reading, frame: Frame) -> Cell {
        let entity = self.holder(reading.metric, frame.entity);
        let series = self.bound.series(reading.metric, reading.segment, entity);
        let in_parts = frame.period.filter(|_| !self.at_moments(reading.metric));
        match (self.found(reading, frame, series), in_parts) {
            (Some(found), _) => self.take(reading, found, frame),
            (None, Some(period)) => self.flow(reading, frame, period),
            (None, None) => self.not_submitted(reading, frame),
        }
    }

    /// The figure that speaks of the whole of a period, or stands in for it.
    pub(super) fn found(&self, reading: Reading, frame: Frame, series: &[u32]) -> Option<Found> {
        if self.at_moments(reading.metric) {
            return self.stock(reading.metric, series, frame.period, frame.due);
        }
        let undated = || self.exactly(series, None);
        let Some(period) = frame.period else {
            return undated().or_else(|| self.last_in(series, None, None));
        };
        let schema = self.program.schema.metrics.get(reading.metric.index());
        let has_periods = schema.is_some_and(|schema| schema.cadence.is_some());
        let own = self.exactly(series, Some(period));
        let own = own.or_else(|| self.so_far(reading, frame, period, series));
        own.or_else(|| (!has_periods).then(undated).flatten())
    }

    pub(super) fn take(&self, reading: Reading, found: Found, frame: Frame) -> Cell {
        let stands_in = !frame.due && found.until != frame.period.map(Period::end);
        self.note(|| Used::Figure {
            figure: found.figure as usize,
            slot: reading.id,
            interim: stands_in,
        });
        self.value(reading.metric, found.figure)
    }

    /// The flow up to a day, which stands in for one of the metric's own periods before it is due.
    fn so_far(
        &self,
        reading: Reading,
        frame: Frame,
        period: Period,
        series: &[u32],
    ) -> Option<Found> {
        let schema = self.program.schema.metrics.get(reading.metric.index())?;
        let own = schema.cadence.is_some() && schema.cadence == period.grain().cadence();
        let interim = own && !frame.due;
        interim.then(|| self.to_date(series, period)).flatten()
    }

    /// A flow made of the parts of its period; before it is due, of those there are so far.
    pub(super) fn flow(&self, reading: Reading, frame: Frame, period: Period) -> Cell {
        let missing = || self.not_submitted(reading, frame);
        let schema = self.program.schema.metrics.get(reading.metric.index());
        let cadence = schema.and_then(|schema| schema.cadence);
        let Some(cadence) = cadence.filter(|cadence| is_finer(*cadence, period)) else {
            return missing();
        };
        let at = |part| Frame {
            period: Some(part),
            due: true,
            ..frame
        };
        let parts = || period.parts(cadence);
        let mut cells: Vec<Cell> = parts().map(|part| self.whole(reading, at(part))).collect();
        self.work(cells.len());
        if !frame.due {
            // The flow to date ends with the last part there is; an earlier one that is missing is not zero.
            while cells.last().is_some_and(is_not_submitted) {
                cells.pop();
            }
        }
        if cells.iter().all(is_not_submitted) {
            return missing();
        }
        match self
            .plan(reading.metric)
            .map_or(RollUp::None, |plan| plan.roll_up)
        {
            RollUp::Sum => sum(cells.into_iter()),
            RollUp::Maximum => maximum(cells.into_iter()),
            // The last is the only part that it takes, and so the only one that it can miss.
            RollUp::Last => cells.pop().unwrap_or_else(missing),
            RollUp::WeightedBy(weight) => {
                let weight = Reading {
                    metric: weight,
                    segment: None,
                    ..reading
                };
                let weights = parts().map(|part| self.whole(weight, at(part)));
                weighted(cells.into_iter().zip(weights))
            }
            RollUp::None => Cell::Missing(Gap::NoRollUp {
                metric: reading.metric,
            }),
        }
    }

    /// A benchmark or baseline.
    fn reference(&self, id: SlotId, slot: Slot, frame: Frame) -> Cell {
        match self.referred(slot, frame) {
            Some(Referred::Submitted(index)) => {
                self.note(|| Used::Figure {
                    figure: index as usize,
                    slot: id,
                    interim: false,
                });
                self.value(slot.metric, index)
            }
            Some(Referred::Declared(index)) => {
                self.note(|| Used::Declared {
                    declared: index,
                    slot: id,
                });
                let declared = self.program.declared.get(index);
                declared.map_or(Cell::Missing(Gap::OutOfScope), |declared| {
                    Cell::Number(declared.value.clone())
                })
            }
            None => Cell::Missing(Gap::NotSubmitted {
                metric: slot.metric,
                segment: slot.segment,
                source: slot.source,
                entity: self.holder(slot.metric, frame.entity),
                period: frame.period,
                last_known: None,
            }),
        }
    }

    /// Which benchmark or baseline counts: the last submitted one that exists, of the entity or what it lies in; else
    /// the declared one.
    pub(crate) fn referred(&self, slot: Slot, frame: Frame) -> Option<Referred> {
        let kind = match slot.source {
            Source::Benchmark(benchmark) => FigureKind::Benchmark(benchmark),
            Source::Baseline | Source::Actual | Source::OwnLevel => FigureKind::Baseline,
        };
        self.work(self.bound.references.len());
        let fits = |figure: &&Figure| {
            let by_then = frame
                .period
                .is_none_or(|judged| figure.period.is_none_or(|p| p.start() <= judged.end()));
            figure.metric == slot.metric
                && figure.segment == slot.segment
                && figure.kind == kind
                && exists(figure, self.as_of)
                && by_then
                && self.covers(figure.entity, frame.entity)
        };
        let submitted = self.bound.references.iter().filter_map(|index| {
            let figure = self.data.figures.get(*index as usize).filter(fits)?;
            Some((
                figure.entity.is_some(),
                figure.period,
                figure.submitted_on,
                *index,
            ))
        });
        if let Some((.., index)) = submitted.max() {
            return Some(Referred::Submitted(index));
        }
        let declared = self.program.declared.iter().position(|declared| {
            (declared.metric, declared.segment, declared.source)
                == (slot.metric, slot.segment, slot.source)
        });
        declared.map(Referred::Declared)
    }

    fn covers(&self, holder: Option<EntityId>, entity: Option<EntityId>) -> bool {
        match (holder, entity) {
            (None, _) => true,
            (Some(holder), Some(entity)) => self.program.schema.lies_in(entity, holder),
            (Some(_), None) => false,
        }
    }

    /// A yes/no slot as a truth.
    pub(crate) fn yes_no(&self, id: SlotId, frame: Frame) -> Cell {
        match self.slot(id, frame) {
            Cell::Number(estimate) => Cell::YesNo(is_yes(&estimate)),
            other => other,
        }
    }
}

pub(super) fn is_not_submitted(cell: &Cell) -> bool {
    matches!(cell, Cell::Missing(Gap::NotSubmitted { .. }))
}

/// Whether a part of the period is missing, and not all of it.
fn is_short_of_a_part(cell: &Cell, frame: Frame) -> bool {
    matches!(cell, Cell::Missing(Gap::NotSubmitted { period, .. }) if *period != frame.period)
}

fn is_finer(cadence: Cadence, period: Period) -> bool {
    let is_shorter = period
        .grain()
        .cadence()
        .is_none_or(|judged| cadence < judged);
    is_shorter && period.is_made_of(cadence)
}

#[expect(
    clippy::result_large_err,
    reason = "the error is the cell that the roll-up comes to, and boxing it would allocate per verdict"
)]
/// The numbers of all cells; else one that is not to be believed, else the first that is none.
fn numbers(cells: impl Iterator<Item = Cell>) -> Result<Vec<Estimate>, Cell> {
    let mut numbers = Vec::new();
    let mut other = None;
    for cell in cells {
        match cell {
            Cell::Number(estimate) => numbers.push(estimate),
            Cell::Invalid(_) => return Err(cell),
            cell => {
                other.get_or_insert(cell);
            }
        }
    }
    other.map_or(Ok(numbers), Err)
}

pub(super) fn sum(cells: impl Iterator<Item = Cell>) -> Cell {
    let total = numbers(cells).map(|numbers| {
        numbers
            .iter()
            .try_fold(Estimate::Exact(Ratio::ZERO), |total, number| {
                estimate::add(&total, number)
            })
    });
    finish(total)
}

fn finish(result: Result<Option<Estimate>, Cell>) -> Cell {
    match result {
        Ok(Some(estimate)) => Cell::Number(estimate),
        Ok(None) => Cell::Missing(Gap::UndecidedByBound),
        Err(cell) => cell,
    }
}

/// The greatest of exact numbers; bounds go through sums and factors alone.
fn maximum(cells: impl Iterator<Item = Cell>) -> Cell {
    let exact = |estimate: Estimate| match estimate {
        Estimate::Exact(value) => Some(value),
        _ => None,
    };
    let greatest = numbers(cells).map(|numbers| {
        let values: Option<Vec<Ratio>> = numbers.into_iter().map(exact).collect();
        values?.into_iter().max().map(Estimate::Exact)
    });
    finish(greatest)
}

fn weighted(pairs: impl Iterator<Item = (Cell, Cell)>) -> Cell {
    let (values, weights): (Vec<Cell>, Vec<Cell>) = pairs.unzip();
    let count = values.len();
    // What is not believed comes before what is missing, be it a value or a weight.
    let mut values = match numbers(values.into_iter().chain(weights)) {
        Ok(numbers) => numbers,
        Err(cell) => return cell,
    };
    let weights = values.split_off(count.min(values.len()));
    let (mut total, mut whole) = (Ratio::ZERO, Ratio::ZERO);
    for pair in values.iter().zip(&weights) {
        let (Estimate::Exact(value), Estimate::Exact(weight)) = pair else {
            return Cell::Missing(Gap::UndecidedByBound);
        };
        total = &total + &(value * weight);
        whole = &whole + weight;
    }
    match total.checked_div(&whole) {
        Some(mean) => Cell::exact(mean),
        None if total.is_zero() => Cell::Empty(Gap::NothingToMeasure),
        None => Cell::Missing(Gap::ZeroDenominator),
    }
}
