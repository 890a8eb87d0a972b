//! Targets that speak of the same figures, with all that is known of these: what can be analysed by itself.

use std::collections::{BTreeMap, BTreeSet};

use dabiao_eval::Program;
use dabiao_model::{Date, EntityId};

use super::condition::{On, Sides};
use super::instance::{Judged, seat, together};
use super::{Figures, KnownFigure, Premise, Premises, Reader, Seat};
use crate::decide::{Formula, VarId};

/// A target at a seat, as formulas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demand {
    /// Its index among the rules.
    pub rule: usize,
    /// Where it is judged.
    pub seat: Seat,
    /// The day it is due.
    pub due: Option<Date>,
    /// When it applies, if not always.
    pub when: Option<Formula>,
    /// When it does not, if it does not always.
    pub unless: Option<Formula>,
    /// When it is met.
    pub met: Formula,
    /// When it is not.
    pub unmet: Formula,
}

/// Targets that speak of the same figures.
#[derive(Debug, Clone)]
pub struct Group {
    /// The figures.
    pub figures: Figures,
    /// What comparisons rest on.
    pub premises: Premises,
    /// The targets, as written.
    pub demands: Vec<Demand>,
    /// What holds whatever the targets say.
    pub background: Vec<Formula>,
    /// Everyone it holds for alike: the seats of the targets, one list for each.
    pub seats: Vec<Vec<Seat>>,
}

/// All groups of a policy, each once.
pub fn groups(program: &Program) -> Vec<Group> {
    let mut found: BTreeMap<String, Group> = BTreeMap::new();
    let mut order: Vec<String> = Vec::new();
    for ((judged, _), entities) in together(program) {
        // One stands for all of whom the same is judged and checked.
        let first = entities.first().copied().flatten();
        for group in groups_of(program, &judged, first) {
            let shape = shape(&group);
            let known = found.entry(shape.clone()).or_insert_with(|| {
                order.push(shape);
                Group {
                    seats: Vec::new(),
                    ..group.clone()
                }
            });
            for entity in &entities {
                let seats = group.demands.iter().map(|demand| Seat {
                    entity: demand.seat.entity.and(*entity),
                    ..demand.seat
                });
                let seats: Vec<Seat> = seats.collect();
                if !known.seats.contains(&seats) {
                    known.seats.push(seats);
                }
            }
        }
    }
    let mut groups: Vec<Group> = order
        .iter()
        .filter_map(|shape| found.remove(shape))
        .collect();
    for group in &mut groups {
        group.seats.sort();
    }
    groups.sort_by_key(|group| group.demands.iter().map(|it| it.rule).collect::<Vec<_>>());
    groups
}

/// What is judged together, apart where it speaks of different figures.
pub(crate) fn groups_of<'j>(
    program: &Program,
    judged: impl IntoIterator<Item = &'j Judged>,
    entity: Option<EntityId>,
) -> Vec<Group> {
    let (mut figures, mut premises) = (Figures::default(), Premises::default());
    let mut reader = Reader {
        program,
        figures: &mut figures,
        premises: &mut premises,
        seat: Seat {
            entity,
            period: None,
        },
    };
    let judged = judged.into_iter();
    let demands: Vec<Demand> = judged.map(|it| reader.demand(it, entity)).collect();
    let mut seats: Vec<Seat> = demands.iter().map(|demand| demand.seat).collect();
    seats.sort_unstable();
    seats.dedup();
    let mut background = reader.checks(&seats);
    background.extend(reader.natures());
    apart(&figures, &premises, &demands, &background)
}

impl Reader<'_> {
    pub(crate) fn demand(&mut self, judged: &Judged, entity: Option<EntityId>) -> Demand {
        self.seat = seat(judged, entity);
        let applies = self.premises.of(Premise::Applies(judged.rule));
        let both = On {
            holding: applies,
            failing: applies,
        };
        let when = judged.when.map(|when| self.condition(when, both));
        let on = On {
            holding: self.premises.of(Premise::Met(judged.rule)),
            failing: self.premises.of(Premise::Unmet(judged.rule)),
        };
        let Sides { holds, fails } = self.condition(judged.condition, on);
        Demand {
            rule: judged.rule,
            seat: self.seat,
            due: judged.due,
            unless: when.as_ref().map(|when| when.fails.clone()),
            when: when.map(|when| when.holds),
            met: holds,
            unmet: fails,
        }
    }
}

impl Demand {
    /// When it is missed: it applies and is not met.
    pub fn missed(&self) -> Formula {
        Formula::All(self.when.iter().chain([&self.unmet]).cloned().collect())
    }

    /// When it is not missed: it does not apply or is met.
    pub fn kept(&self) -> Formula {
        Formula::Any(self.unless.iter().chain([&self.met]).cloned().collect())
    }

    /// The figures it speaks of.
    pub fn figures(&self) -> BTreeSet<VarId> {
        let mut found = self.met.figures();
        found.extend(self.unmet.figures());
        found.extend(self.when.iter().flat_map(Formula::figures));
        found
    }
}

/// Groups that share no figure.
fn apart(
    figures: &Figures,
    premises: &Premises,
    demands: &[Demand],
    background: &[Formula],
) -> Vec<Group> {
    let mut sets: Vec<(BTreeSet<VarId>, Vec<usize>)> = Vec::new();
    let knots = demands.iter().map(Demand::figures);
    let knots = knots
        .enumerate()
        .map(|(index, figures)| (figures, vec![index]));
    let known = background
        .iter()
        .map(|formula| (formula.figures(), Vec::new()));
    for (mut figures, mut members) in knots.chain(known) {
        sets.retain_mut(|(others, theirs)| {
            let apart = others.is_disjoint(&figures);
            if !apart {
                figures.append(others);
                members.append(theirs);
            }
            apart
        });
        sets.push((figures, members));
    }
    let mut groups: Vec<Group> = sets
        .into_iter()
        .filter(|(_, members)| !members.is_empty())
        .map(|(vars, mut members)| {
            members.sort_unstable();
            part(figures, premises, demands, background, &vars, &members)
        })
        .collect();
    groups.sort_by_key(|group| group.demands.first().map(|it| it.rule));
    groups
}

fn part(
    figures: &Figures,
    premises: &Premises,
    demands: &[Demand],
    background: &[Formula],
    vars: &BTreeSet<VarId>,
    members: &[usize],
) -> Group {
    let numbers: BTreeMap<VarId, VarId> = vars
        .iter()
        .enumerate()
        .map(|(number, var)| (*var, VarId(number)))
        .collect();
    let mut own = Figures::default();
    for var in vars {
        if let Some(known) = figures.get(*var) {
            let reads = known.reads.iter().filter_map(|it| numbers.get(it).copied());
            let known = KnownFigure {
                reads: reads.collect(),
                ..known.clone()
            };
            let figure = known.figure.clone();
            own.place(&figure, || known);
        }
    }
    let demands = members.iter().filter_map(|index| demands.get(*index));
    let demands: Vec<Demand> = demands
        .map(|demand| Demand {
            when: demand.when.as_ref().map(|it| it.renumbered(&numbers)),
            unless: demand.unless.as_ref().map(|it| it.renumbered(&numbers)),
            met: demand.met.renumbered(&numbers),
            unmet: demand.unmet.renumbered(&numbers),
            ..demand.clone()
        })
        .collect();
    let speaks = |formula: &&Formula| formula.figures().iter().any(|var| vars.contains(var));
    let background = background.iter().filter(speaks);
    Group {
        figures: own,
        premises: premises.clone(),
        seats: vec![demands.iter().map(|demand| demand.seat).collect()],
        background: background.map(|it| it.renumbered(&numbers)).collect(),
        demands,
    }
}

/// What two groups have in common that say the same of others at other times.
fn shape(group: &Group) -> String {
    let demands = group.demands.iter().map(|demand| {
        let Demand {
            rule,
            when,
            met,
            unmet,
            ..
        } = demand;
        format!("{rule} {when:?} {met:?} {unmet:?}")
    });
    let demands: Vec<String> = demands.collect();
    let names: Vec<&str> = group
        .figures
        .iter()
        .map(|(_, known)| known.name.en.as_str())
        .collect();
    format!("{demands:?} {:?} {names:?}", group.background)
}
