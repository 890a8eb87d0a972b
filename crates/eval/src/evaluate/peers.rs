//! The layer of values over peers: each is gathered once for a period and those compared, not once for each of them.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use dabiao_model::{Date, EntityId, KindId, Period, Ratio};

use super::cell::{Cell, Doubt};
use super::{Evaluation, Frame};
use crate::estimate;
use crate::program::{Expr, Part, PeerFunction, Peers, PeersId, RollUp};
use crate::reason::Gap;

mod gathered;
mod running;

pub(crate) use gathered::Gathered;

/// Which value, over the entities of which kind, at which period, due or interim.
type PeerKey = (PeersId, Option<KindId>, Option<Period>, bool);

/// What was gathered so far.
#[derive(Debug, Default)]
pub(crate) struct PeerLayer(RefCell<BTreeMap<PeerKey, Rc<Gathered>>>);

impl PeerLayer {
    /// Who was left out where others were counted, in periods that are over on a day.
    pub(crate) fn left_out(&self, on: Date) -> Vec<LeftOut> {
        let gathered = self.0.borrow();
        let is_over = |period: &Option<Period>| period.is_none_or(|it| it.end() <= on);
        let due = gathered
            .iter()
            .filter(|((_, _, period, due), _)| *due && is_over(period));
        let found = due.filter_map(|((peers, _, period, _), gathered)| {
            let entities: Vec<EntityId> =
                gathered.without_value().map(|(entity, _)| entity).collect();
            let is_compared = gathered.count(None) > 0 && !entities.is_empty();
            is_compared.then_some(LeftOut {
                peers: *peers,
                period: *period,
                entities,
            })
        });
        found.collect()
    }
}

/// Who was left out of a value over peers.
#[derive(Debug)]
pub(crate) struct LeftOut {
    pub(crate) peers: PeersId,
    pub(crate) period: Option<Period>,
    pub(crate) entities: Vec<EntityId>,
}

impl Evaluation<'_> {
    /// A value over peers, as it is for the one that is judged.
    pub(crate) fn peers(&self, id: PeersId, frame: Frame) -> Cell {
        let Some(plan) = self.program.peers.get(id.index()) else {
            return Cell::Missing(Gap::OutOfScope);
        };
        let gathered = self.gathered(id, plan, frame);
        let own = frame.entity.filter(|entity| gathered.is_member(*entity));
        if self.trace.is_some() && own.is_some() && !plan.others {
            // A verdict rests on the figures of the one it is of; those of the others stand in its derivation.
            self.expr(plan.of, frame);
        }
        self.work(1);
        let without = own.filter(|_| plan.others);
        if let Some(trouble) = gathered.trouble(without) {
            return trouble.clone();
        }
        if plan.function == PeerFunction::Rank {
            return rank(&gathered, frame.entity);
        }
        if gathered.count(without) == 0 {
            return Cell::Missing(Gap::NoPeers);
        }
        match plan.function {
            PeerFunction::Overall => self.overall(plan, &gathered, without),
            _ => gathered.value(plan.function, without),
        }
    }

    /// What is compared, of everyone.
    pub(crate) fn gathered(&self, id: PeersId, plan: &Peers, frame: Frame) -> Rc<Gathered> {
        let kind = match &plan.over {
            Some(_) => None,
            None => self.kind_of(frame.entity).or(plan.kind),
        };
        let key = (id, kind, frame.period, frame.due);
        let known = self.peers.0.borrow().get(&key).map(Rc::clone);
        if let Some(known) = known {
            return known;
        }
        // Figures of peers are no part of what a verdict is traced to.
        let apart = Evaluation {
            trace: None,
            ..self.again()
        };
        let gathered = Rc::new(apart.gather(plan, kind, frame));
        self.work(usize::try_from(apart.steps()).unwrap_or(usize::MAX));
        self.peers.0.borrow_mut().insert(key, Rc::clone(&gathered));
        gathered
    }

    fn kind_of(&self, entity: Option<EntityId>) -> Option<KindId> {
        let entities = &self.program.schema.entities;
        Some(entities.get(entity?.index())?.kind)
    }

    pub(super) fn members(&self, plan: &Peers, kind: Option<KindId>) -> Vec<EntityId> {
        if let Some((_, members)) = &plan.over {
            return members.clone();
        }
        let entities = self.program.schema.entities.iter().enumerate();
        entities
            .filter(|(_, entity)| Some(entity.kind) == kind)
            .map(|(index, _)| EntityId::from(index))
            .collect()
    }

    fn gather(&self, plan: &Peers, kind: Option<KindId>, frame: Frame) -> Gathered {
        let members = self.members(plan, kind);
        let at = |entity: &EntityId| Frame {
            entity: Some(*entity),
            ..frame
        };
        if plan.function == PeerFunction::Overall {
            let cells = members
                .iter()
                .map(|it| (*it, self.parts(plan, at(it))))
                .collect();
            return Gathered::of_parts(cells, &plan.parts);
        }
        let cells = members.iter().map(|it| (*it, self.expr(plan.of, at(it))));
        Gathered::of_values(cells.collect(), plan.lower)
    }

    /// The parts of one peer, a weight behind what it weighs.
    fn parts(&self, plan: &Peers, frame: Frame) -> Vec<Cell> {
        let mut cells = Vec::new();
        for part in &plan.parts {
            match part {
                Part::Column(slot, _, weight) => {
                    cells.push(self.slot(*slot, frame));
                    cells.extend(weight.map(|weight| self.slot(weight, frame)));
                }
                Part::Same(slot) => cells.push(self.slot(*slot, frame)),
                Part::Cases(aggregate) => cells.push(self.aggregate(*aggregate, frame)),
            }
        }
        cells
    }

    /// The value recomputed from the totals of its parts.
    fn overall(&self, plan: &Peers, gathered: &Gathered, without: Option<EntityId>) -> Cell {
        self.walk(plan.of, &|leaf| {
            let place = plan.parts.iter().position(|part| match (part, leaf) {
                (Part::Column(slot, ..) | Part::Same(slot), Expr::Slot(read)) => slot == read,
                (Part::Cases(aggregate), Expr::Aggregate(read)) => aggregate == read,
                _ => false,
            });
            if let Some(Part::Column(slot, RollUp::None | RollUp::Last, _)) =
                place.and_then(|place| plan.parts.get(place))
                && let Some(slot) = self.program.slots.get(slot.index())
            {
                return Cell::Missing(Gap::NoRollUp {
                    metric: slot.metric,
                });
            }
            let total = place.and_then(|place| gathered.total(place, without));
            total.unwrap_or(Cell::Missing(Gap::UndecidedByBound))
        })
    }
}

/// One more than how many are better.
fn rank(gathered: &Gathered, entity: Option<EntityId>) -> Cell {
    let Some(entity) = entity else {
        return Cell::Missing(Gap::OutOfScope);
    };
    if !gathered.is_member(entity) {
        return Cell::Empty(Gap::NotAmongPeers { entity });
    }
    if let Some(gap) = gathered.left_out(entity) {
        return gap.clone();
    }
    match gathered.better_than(entity) {
        Some(better) => Cell::exact(Ratio::whole(
            i128::try_from(better)
                .unwrap_or(i128::MAX)
                .saturating_add(1),
        )),
        None => Cell::Missing(Gap::UndecidedByBound),
    }
}
