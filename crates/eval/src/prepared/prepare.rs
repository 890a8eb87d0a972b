//! Preparing: rules and checks to decisions, cells to places, inputs to lanes.

use std::collections::BTreeMap;

use dabiao_model::{Dataset, EntityId, Period, RecordId, RuleId};

use super::conditions::{Cells, Node};
use super::inputs::{Content, Input, InputId};
use super::kernel::Constants;
use super::layout::Place;
use super::nodes::Nodes;
use super::rules::{Decision, sitting};
use super::session::Dependants;
use super::{Figure, Gate, Judged, LanePlan, Occasion, PrepareError, Prepared, Run};
use crate::cases::Reading;
use crate::evaluate::bind::Bound;
use crate::evaluate::checks::is_read_at;
use crate::evaluate::condition::Emptiness;
use crate::evaluate::{Evaluation, Frame};
use crate::program::{Check, Moment, Program, Source, Tolerance};

/// A data set of a program without anything in it.
pub(super) fn nothing(program: &Program) -> Dataset {
    Dataset {
        tables: vec![None; program.schema.records.len()],
        ..Dataset::default()
    }
}

pub(super) fn prepare(program: &Program, occasion: Occasion) -> Result<Prepared<'_>, PrepareError> {
    let nothing = nothing(program);
    let bound =
        Bound::new(program, &nothing, Reading::BY_ROWS).map_err(|_| PrepareError::TooLarge)?;
    let evaluation = Evaluation::new(program, &nothing, &bound, &[], occasion.as_of);
    let frame = Frame {
        entity: occasion.entity,
        period: occasion.period,
        due: true,
    };
    let mut cells = Cells::new(&evaluation, frame);
    let (mut judged, mut left_out, mut reads) = (Vec::new(), Vec::new(), Vec::new());
    for (id, rule) in (0..).map(RuleId::from).zip(&program.rules) {
        let Some(sitting) = sitting(&evaluation, rule, occasion.period)
            .filter(|it| it.period == occasion.period && rule.entities.contains(&occasion.entity))
        else {
            continue;
        };
        match cells.read_by(&rule.body) {
            Some(read) => {
                let decision = cells.decision(rule, sitting);
                reads.push(read);
                judged.push((id, sitting, decision));
            }
            None => left_out.push(id),
        }
    }
    let mut gates = Vec::new();
    for (index, check) in program.checks.iter().enumerate() {
        gates.extend(cells.gate(index, check)?);
    }
    let (lane_inputs, plans, copies) = lanes(&cells);
    let of_slot = cells.inputs.of_slots();
    let figures = figures(program, &of_slot);
    let Cells {
        inputs,
        groups,
        nodes,
        ..
    } = cells;
    let at = |place: Place| groups.cell(place);
    let mut resting = vec![Vec::new(); inputs.list.len()];
    for (index, read) in (0_u32..).zip(&reads) {
        for input in read {
            if let Some(resting) = resting.get_mut(input.index()) {
                resting.push(index);
            }
        }
    }
    let judged = judged.into_iter().map(|(rule, sitting, decision)| Judged {
        rule,
        sitting,
        decision: decision.placed(at),
    });
    let judged: Vec<Judged> = judged.collect();
    let is = |wanted: fn(&Decision<usize>) -> bool| -> Vec<u32> {
        let found = (0_u32..)
            .zip(&judged)
            .filter(|(_, it)| wanted(&it.decision));
        found.map(|(index, _)| index).collect()
    };
    let cell = |judged: &Judged| judged.decision.cell().and_then(|it| u32::try_from(it).ok());
    let nodes = Nodes::of(nodes.into_iter().map(|node: Node<Place>| node.placed(at)));
    Ok(Prepared {
        dependants: Dependants::of(&groups, &nodes, inputs.list.len()),
        nodes,
        runs: runs(judged.iter().map(cell)),
        decisions: is(|decision| decision.cell().is_none()),
        limited: is(|it| matches!(it, Decision::Finish(_)) && it.cell().is_some()),
        judged,
        gates: gates.into_iter().map(|gate| gate.placed(at)).collect(),
        constants: Constants::of(&groups),
        tests: groups.len(),
        program,
        occasion,
        events: events(&inputs.list),
        inputs: inputs.list,
        figures,
        of_slot,
        plans,
        copies,
        lane_inputs,
        resting,
        left_out,
        groups,
    })
}

/// The input of each metric's own figure of the judged period, and of its segments'.
fn figures(program: &Program, of_slot: &[Option<InputId>]) -> BTreeMap<Figure, InputId> {
    let mut figures = BTreeMap::new();
    for (slot, input) in program.slots.iter().zip(of_slot) {
        if let (Source::Actual, Moment::NOW, Some(input)) = (slot.source, slot.moment, input) {
            figures.entry((slot.metric, slot.segment)).or_insert(*input);
        }
    }
    figures
}

/// The input of each event.
fn events(inputs: &[Input]) -> BTreeMap<(RecordId, usize), InputId> {
    let inputs = (0_u32..).map(InputId).zip(inputs);
    let events = inputs.filter_map(|(id, input)| match input.content {
        Content::Event(record, field) => Some(((record, field), id)),
        Content::Figure(_) => None,
    });
    events.collect()
}

/// Where the states of all verdicts come from, neighbours that stand together in one run.
fn runs(cells: impl Iterator<Item = Option<u32>>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for cell in cells {
        let goes_on = |run: &Run| match cell {
            Some(_) => run.next() == cell,
            None => run.cell.is_none(),
        };
        match runs.last_mut().filter(|run| goes_on(run)) {
            Some(run) => run.count = run.count.saturating_add(1),
            None => runs.push(Run { cell, count: 1 }),
        }
    }
    runs
}

type Lanes = (Vec<Option<InputId>>, Vec<LanePlan>, Vec<(InputId, u32)>);

/// Which lanes there are, where each input goes first, and where else.
fn lanes(cells: &Cells<'_>) -> Lanes {
    let lane_inputs = cells.groups.lanes(&cells.inputs);
    let mut plans: Vec<Option<LanePlan>> = vec![None; cells.inputs.list.len()];
    let mut copies = Vec::new();
    for (lane, input) in (0_u32..).zip(&lane_inputs) {
        let Some(input) = input else { continue };
        match plans.get_mut(input.index()) {
            Some(Some(plan)) => {
                plan.more = true;
                copies.push((*input, lane));
            }
            Some(plan) => {
                *plan = Some(LanePlan {
                    first: lane,
                    more: false,
                });
            }
            None => {}
        }
    }
    let plans = plans.into_iter().flatten().collect();
    (lane_inputs, plans, copies)
}

impl Gate<Place> {
    fn placed(self, at: impl Fn(Place) -> usize) -> Gate<usize> {
        Gate {
            check: self.check,
            entity: self.entity,
            cell: self.cell.map(at),
            blamed: self.blamed,
        }
    }
}

impl Cells<'_> {
    /// A check as it is made of a row; nothing for one that is only reported, is of others, or asks for more than a row has.
    fn gate(&mut self, index: usize, check: &Check) -> Result<Option<Gate<Place>>, PrepareError> {
        let entity = self.frame.entity;
        let entities = [entity, None];
        let entity = entities.into_iter().find(|it| check.entities.contains(it));
        let (Some(entity), false) = (entity, check.warn_only) else {
            return Ok(None);
        };
        if self.condition_inputs(check.condition).is_none() {
            return Ok(None);
        }
        if let Some(window) = check.window
            && Some(window) != self.frame.period
        {
            // Of a window that has other periods beside the row's there is more to know than the row says.
            let period = self.frame.period;
            let meets =
                |period: Period| period.start() <= window.end() && window.start() <= period.end();
            return if period.is_some_and(meets) {
                Err(PrepareError::Window(index))
            } else {
                Ok(None)
            };
        }
        if check.tolerance == Tolerance::PrintedDigits {
            return Err(PrepareError::PrintedDigits(index));
        }
        let exact = check.tolerance == Tolerance::Exact;
        let cell = if exact {
            self.condition(check.condition, Emptiness::DropsOut)
        } else {
            None
        };
        Ok(Some(Gate {
            check: index,
            entity,
            cell,
            blamed: self.blamed(check, entity),
        }))
    }

    /// The inputs whose figures a failed check makes invalid.
    fn blamed(&self, check: &Check, entity: Option<EntityId>) -> Vec<InputId> {
        let program = self.evaluation.program;
        let read = self.evaluation.slots_read(check.condition);
        let period = self.frame.period;
        let is_blamed = |content: Content| {
            let Content::Figure(slot) = content else {
                return false;
            };
            let Some(slot) = program.slots.get(slot.index()) else {
                return false;
            };
            let per = program.schema.metrics.get(slot.metric.index());
            let per = per.and_then(|schema| schema.per);
            let at = self.frame.at(slot.moment).and_then(|frame| frame.period);
            slot.source == Source::Actual
                && check.blames.contains(&slot.metric)
                && per.and(self.frame.entity) == per.and(entity)
                && is_read_at(
                    &read,
                    (slot.metric, slot.segment),
                    at,
                    (period, check.window.is_some()),
                )
        };
        let inputs = (0_u32..).map(InputId).zip(&self.inputs.list);
        let blamed = inputs.filter(|(_, input)| is_blamed(input.content));
        blamed.map(|(id, _)| id).collect()
    }
}
