//! Escalation, the last layer: verdicts in, steps out, party by party and period by period.

mod ladder;
mod scored;
mod then;

use std::collections::BTreeMap;
use std::sync::Arc;

use dabiao_model::{Date, EntityId, Period, State, Verdict};

use crate::program::{Escalation, Lead, Party, Program, Rule, Watched};
use crate::score::{ListResult, ScoreResult};
pub(crate) use then::settle;

/// How a party came out of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// At least one binding target of its is unmet.
    Miss,
    /// All its targets are due, and met.
    Met,
    /// One of its targets has no data or is in doubt, and none is unmet: neither a miss nor met.
    Undecided,
    /// One of its targets is not due yet, and none is unmet or undecided.
    Open,
    /// Nothing applied.
    Nothing,
}

impl Standing {
    /// Its word for programs.
    pub fn key(self) -> &'static str {
        match self {
            Self::Miss => "miss",
            Self::Met => "met",
            Self::Undecided => "undecided",
            Self::Open => "open",
            Self::Nothing => "nothing",
        }
    }
}

/// What an escalation comes to for a party in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EscalationResult {
    /// Index into [`Program::escalations`].
    pub escalation: usize,
    /// Who answers.
    pub party: Arc<str>,
    /// The period.
    pub period: Period,
    /// How it came out.
    pub standing: Standing,
    /// The step that follows: an index into the escalation's steps.
    pub step: Option<usize>,
    /// How many that step has counted; 0 without one.
    pub count: usize,
    /// The verdicts that are unmet: indices into the assessment's.
    pub missed: Vec<usize>,
    /// The verdicts that could not be decided.
    pub undecided: Vec<usize>,
    /// Where a score is watched, those of its results that are misses, or without any those that could not be decided:
    /// indices into the assessment's.
    pub scores: Vec<usize>,
    /// What stood on the day the period fell due, where that was something else.
    pub then: Option<Then>,
}

/// What stood on the day a period fell due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Then {
    /// The day.
    pub day: Date,
    /// How the party came out by what was known.
    pub standing: Standing,
    /// The step that followed from it.
    pub step: Option<usize>,
}

/// The verdicts of a party in a period.
#[derive(Debug, Default)]
struct Tally {
    met: usize,
    open: usize,
    missed: Vec<usize>,
    undecided: Vec<usize>,
}

impl Tally {
    fn add(&mut self, verdict: usize, state: State) {
        match state {
            State::Met => self.met = self.met.saturating_add(1),
            State::Unmet => self.missed.push(verdict),
            State::NoData | State::Invalid => self.undecided.push(verdict),
            State::AtRisk | State::OnTrack | State::Pending => {
                self.open = self.open.saturating_add(1);
            }
            State::NotApplicable => {}
        }
    }

    fn standing(&self) -> Standing {
        if !self.missed.is_empty() {
            Standing::Miss
        } else if !self.undecided.is_empty() {
            Standing::Undecided
        } else if self.open > 0 {
            Standing::Open
        } else if self.met > 0 {
            Standing::Met
        } else {
            Standing::Nothing
        }
    }
}

/// How the states of some verdicts come out together.
pub(crate) fn standing_of(states: impl Iterator<Item = State>) -> Standing {
    let mut tally = Tally::default();
    states.for_each(|state| tally.add(0, state));
    tally.standing()
}

/// What escalations rest on, at the end of a day.
pub(crate) struct Found<'f> {
    pub(crate) as_of: Date,
    pub(crate) verdicts: &'f [Verdict],
    pub(crate) scores: &'f [ScoreResult],
    pub(crate) lists: &'f [ListResult],
}

/// All escalations on some verdicts and scores: each party in each period that is wanted, whether anything follows or not.
fn escalate(
    program: &Program,
    found: &Found<'_>,
    wanted: &dyn Fn(Period) -> bool,
) -> Vec<EscalationResult> {
    let plans = program.escalations.iter().enumerate();
    plans
        .flat_map(|(index, plan)| {
            let mut parties = match &plan.scored {
                Some(watched) => scored::tally(program, plan, watched, found),
                None => tally(program, plan, found.verdicts),
            };
            parties.retain(|(party, _)| !plan.except.contains(party));
            parties.into_iter().flat_map(move |(party, periods)| {
                ladder::climb(program, (index, &party), periods, wanted)
            })
        })
        .collect()
}

/// The verdicts of each party by period: entities as declared, leads as the watched rules name them.
fn tally(
    program: &Program,
    plan: &Escalation,
    verdicts: &[Verdict],
) -> Vec<(Arc<str>, BTreeMap<Period, Tally>)> {
    let mut watched: Vec<Option<&Watched>> = vec![None; program.rules.len()];
    for it in &plan.watches {
        if let Some(slot) = watched.get_mut(it.rule.index()) {
            *slot = Some(it);
        }
    }
    let mut parties = Parties::new(program, plan);
    for (index, verdict) in verdicts.iter().enumerate() {
        let rule = program.rules.get(verdict.rule.index());
        let Some((watched, rule)) = watched
            .get(verdict.rule.index())
            .copied()
            .flatten()
            .zip(rule.filter(|rule| rule.duty.binding))
        else {
            continue;
        };
        let Some(period) =
            fallen_due(rule, verdict).and_then(|day| Period::containing(day, plan.cadence))
        else {
            continue;
        };
        let stand_in = rule.stand_in.as_ref().filter(|_| verdict.stands_in);
        let parties_of = match (stand_in, plan.party) {
            (None, _) => answering(program, plan, watched, verdict.entity),
            (Some(stand_in), Party::Lead) => vec![&stand_in.name],
            // Who is counted by entity or kind is so only where it is one.
            (Some(stand_in), _) => answering(program, plan, watched, stand_in.entity),
        };
        for party in parties_of {
            let tally = parties.of(party).entry(period).or_default();
            tally.add(index, verdict.state);
        }
    }
    parties.found
}

/// The day a verdict falls to: the end of its period, or its date. What the last limit of its cases or a missing
/// figure adds is left out, so that a verdict stays in one period whenever it is decided.
pub(crate) fn fallen_due(rule: &Rule, verdict: &Verdict) -> Option<Date> {
    falls_due(rule, verdict.period)
}

/// The day that a verdict on a period of a rule falls to.
pub(crate) fn falls_due(rule: &Rule, period: Option<Period>) -> Option<Date> {
    let schedule = &rule.schedule;
    let once = schedule
        .once
        .iter()
        .find(|once| period == Some(once.period));
    match (once, schedule.each) {
        (Some(once), _) => Some(once.due),
        (None, Some(_)) => period.map(Period::end),
        // With neither cadence nor date it is due on whatever day one asks: it belongs to no period.
        (None, None) => None,
    }
}

/// Who answers for the verdict of a watched rule.
fn answering<'p>(
    program: &'p Program,
    plan: &Escalation,
    watched: &'p Watched,
    entity: Option<EntityId>,
) -> Vec<&'p Arc<str>> {
    let of_entity = |wanted: &dyn Fn(EntityId) -> bool| {
        let entity = entity.filter(|entity| wanted(*entity));
        let schema = entity.and_then(|entity| program.schema.entities.get(entity.index()));
        schema
            .and_then(|schema| schema.names.first())
            .into_iter()
            .collect()
    };
    match plan.party {
        Party::Entity => of_entity(&|_| true),
        Party::Kind(kind) => of_entity(&|entity| {
            let schema = program.schema.entities.get(entity.index());
            schema.is_some_and(|schema| schema.kind == kind)
        }),
        Party::Lead => {
            let own = |lead: &Lead| lead.own_part && entity.is_some() && lead.entity == entity;
            let alone = watched.leads.iter().any(own);
            let answers = |lead: &&Lead| !alone || !lead.own_part || own(lead);
            let leads = watched.leads.iter().filter(answers);
            leads.map(|lead| &lead.name).collect()
        }
    }
}

/// The parties found so far, in order.
struct Parties {
    found: Vec<(Arc<str>, BTreeMap<Period, Tally>)>,
    by_name: BTreeMap<Arc<str>, usize>,
}

impl Parties {
    fn new(program: &Program, plan: &Escalation) -> Self {
        let mut parties = Self {
            found: Vec::new(),
            by_name: BTreeMap::new(),
        };
        if plan.party != Party::Lead {
            let names = program.schema.entities.iter();
            for name in names.filter_map(|entity| entity.names.first()) {
                parties.of(name);
            }
        }
        parties
    }

    fn of(&mut self, name: &Arc<str>) -> &mut BTreeMap<Period, Tally> {
        let next = self.found.len();
        let index = *self.by_name.entry(name.clone()).or_insert(next);
        if index == next {
            self.found.push((name.clone(), BTreeMap::new()));
        }
        // INVARIANT: an index of `by_name` names an entry of `found`.
        #[expect(
            clippy::indexing_slicing,
            reason = "the entry was just made, or found by name"
        )]
        &mut self.found[index].1
    }
}
