//! Which targets are judged together: those of an entity around each day that something is due.

use std::collections::BTreeMap;

use dabiao_eval::Program;
use dabiao_eval::program::{Case, ConditionId, Each, RuleBody, Schedule};
use dabiao_model::{Date, EntityId, Period};

use super::Seat;

/// A target as it is judged at a seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Judged {
    pub(crate) rule: usize,
    pub(crate) condition: ConditionId,
    pub(crate) when: Option<ConditionId>,
    /// Whether there is one figure for all.
    pub(crate) common: bool,
    pub(crate) period: Option<Period>,
    pub(crate) due: Option<Date>,
}

/// What is judged together, and the checks that are made of the one judged.
pub(super) type Sitting = (Vec<Judged>, Vec<usize>);

/// What is judged together, with everyone it is judged of.
pub(super) type Together = BTreeMap<Sitting, Vec<Option<EntityId>>>;

/// All that is judged together, each list of targets once.
pub(super) fn together(program: &Program) -> Together {
    let entities = (0..program.schema.entities.len()).map(|index| Some(EntityId::from(index)));
    let mut found = Together::new();
    for entity in entities.chain([None]) {
        for day in days(program) {
            let judged = judged(program, entity, day);
            let is_own = entity.is_none() || judged.iter().any(|it| !it.common);
            if is_own && !judged.is_empty() {
                let checks = checks(program, entity, &judged);
                let who = found.entry((judged, checks)).or_default();
                if !who.contains(&entity) {
                    who.push(entity);
                }
            }
        }
    }
    found
}

/// The checks that are made of an entity, or of all where something is judged of all.
fn checks(program: &Program, entity: Option<EntityId>, judged: &[Judged]) -> Vec<usize> {
    let common = judged.iter().any(|it| it.common);
    let made = |entities: &[Option<EntityId>]| {
        entities.contains(&entity) || common && entities.contains(&None)
    };
    let checks = program.checks.iter().enumerate();
    let checks = checks.filter(|(_, check)| made(&check.entities));
    checks.map(|(index, _)| index).collect()
}

/// The last days of all periods that are named, and of the time in force.
pub(crate) fn days(program: &Program) -> Vec<Date> {
    let named = program.rules.iter().flat_map(|rule| &rule.schedule.once);
    let mut days: Vec<Date> = named.map(|once| once.period.end()).collect();
    let settings = &program.settings;
    let year_end = |day: Date| Period::containing(day, dabiao_model::Cadence::Yearly);
    let last = settings.to.or_else(|| {
        let last = days.iter().max().copied().or(settings.issued);
        last.and_then(year_end).map(Period::end)
    });
    days.extend(last.or_else(|| Period::year(2025).map(Period::end)));
    days.sort_unstable();
    days.dedup();
    days
}

pub(crate) fn judged(program: &Program, entity: Option<EntityId>, day: Date) -> Vec<Judged> {
    let rules = program.rules.iter().enumerate();
    rules
        .filter_map(|(index, rule)| {
            let RuleBody::Target { cases, when, .. } = &rule.body else {
                return None;
            };
            let own = rule.entities.contains(&entity);
            let common = !own && rule.entities.contains(&None);
            let entity = entity.filter(|_| own);
            let (period, due) = sitting(program, &rule.schedule, day).filter(|_| own || common)?;
            Some(Judged {
                rule: index,
                condition: Case::holding(cases, entity, period)?,
                when: *when,
                common: entity.is_none(),
                period,
                due,
            })
        })
        .collect()
}

/// The period judged around a day, and the day it is due; nothing where nothing is judged then.
fn sitting(
    program: &Program,
    schedule: &Schedule,
    day: Date,
) -> Option<(Option<Period>, Option<Date>)> {
    if schedule.once.is_empty() && schedule.each.is_none() {
        return Some((None, None));
    }
    let once = schedule.once.iter().find(|once| once.period.end() == day);
    if let Some(once) = once {
        return Some((Some(once.period), Some(once.due)));
    }
    let period = in_force(program, schedule.each?, day)?;
    Some((Some(period), Some(period.end())))
}

fn in_force(program: &Program, each: Each, day: Date) -> Option<Period> {
    let period = Period::containing(day, each.cadence)?;
    let settings = &program.settings;
    let begun = settings.from.is_none_or(|from| from <= period.start());
    let ends = each.continuous || settings.to.is_none_or(|to| period.end() <= to);
    let after = each.after.is_none_or(|after| after < period.start());
    (begun && ends && after).then_some(period)
}

/// Where a rule is judged, in words of seats.
pub(super) fn seat(judged: &Judged, entity: Option<EntityId>) -> Seat {
    Seat {
        entity: entity.filter(|_| !judged.common),
        period: judged.period,
    }
}

/// The targets that are judged of someone they have no threshold for, and of whom and when.
pub fn uncovered(program: &Program) -> Vec<(usize, Vec<Seat>)> {
    let mut found = Vec::new();
    for (index, rule) in program.rules.iter().enumerate() {
        let RuleBody::Target { cases, .. } = &rule.body else {
            continue;
        };
        let days = days(program);
        let sittings = days
            .iter()
            .filter_map(|day| sitting(program, &rule.schedule, *day));
        let mut seats: Vec<Seat> = sittings
            .flat_map(|(period, _)| {
                let entities = rule.entities.iter();
                entities.map(move |entity| Seat {
                    entity: *entity,
                    period,
                })
            })
            .filter(|seat| Case::holding(cases, seat.entity, seat.period).is_none())
            .collect();
        seats.sort_unstable();
        seats.dedup();
        if !seats.is_empty() {
            found.push((index, seats));
        }
    }
    found
}
