//! Escalation: a party's periods one after the other, and what follows each.

use std::collections::BTreeMap;

use chrono::Datelike;
use dabiao_model::{Cadence, Date, State};

use super::data::Cell;
use super::judge::PlainVerdict;
use super::number::fraction;
use super::period::{PlainPeriod, months_later};
use super::policy::{Due, FieldType, Kind, Milestone, PlainPolicy, Stage, Target, Who};
use super::score::scored;
use super::{Plain, PlainData, evaluate};

/// What follows misses.
#[derive(Debug, Clone)]
pub struct Escalation {
    /// Its id.
    pub id: String,
    /// Ids of targets and milestones, and of tasks; none for all.
    pub watch: Vec<Watch>,
    /// Of all, not these.
    pub but: Vec<Watch>,
    /// What of the first score is watched instead.
    pub scored: Option<ScoreMiss>,
    /// Whose misses are not counted.
    pub except: Vec<Who>,
    /// Whose misses are counted.
    pub party: Party,
    /// How often; else as the policy is monitored.
    pub cadence: Option<Cadence>,
    /// The steps.
    pub steps: Vec<Step>,
    /// What lets counting begin anew.
    pub reset: Option<Reset>,
}

/// What is watched.
#[derive(Debug, Clone)]
pub enum Watch {
    /// A target or milestone by its id.
    Rule(String),
    /// All whose ids begin so.
    Task(String),
}

/// What of a score is a miss.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScoreMiss {
    /// On the black list.
    OnBlack,
    /// Off the red list.
    OffRed,
    /// A total below these marks.
    Below(i64),
    /// A total of at most these marks.
    AtMost(i64),
}

/// Whose misses are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Party {
    /// Of each lead, of those responsible where nobody leads.
    Lead,
    /// Of those responsible, of the leads where nobody is.
    Responsible,
    /// Of each entity judged.
    Entity,
    /// Of each county.
    County,
}

/// A step.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// From how many on.
    pub count: usize,
    /// Whether misses are counted, or met periods.
    pub misses: bool,
    /// Which of them.
    pub run: Run,
    /// Its number in the order written, which is its name.
    pub number: usize,
}

/// Which periods count together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Run {
    /// In a row.
    Consecutive,
    /// In a calendar year.
    Year,
    /// In so many months.
    Months(u32),
    /// All in force.
    All,
}

/// What lets counting begin anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reset {
    /// A met period.
    Period,
    /// A met calendar year.
    Year,
}

/// How a party came out of a period, in the engine's words.
pub type Standing = &'static str;

/// What stands for a party in a period: its standing and the number of the step that follows.
pub type Outcome = (Standing, Option<usize>);

/// Escalation, party, period.
pub type Key = (String, String, String);

/// All that follows, each with what stood on the day the period fell due where that was something else.
pub fn followed(
    policy: &PlainPolicy,
    data: &PlainData,
    as_of: Date,
) -> BTreeMap<Key, (Outcome, Option<Outcome>)> {
    let now = standing(policy, data, as_of);
    let mut found = BTreeMap::new();
    for ((key, period), outcome) in now {
        let days = u64::from(policy.figures_due.unwrap_or(0));
        let day = period.end() + chrono::Days::new(days);
        let then = (day < as_of).then(|| {
            let before = standing(policy, &known_by(policy, data, day), day);
            before
                .into_iter()
                .find(|((other, _), _)| *other == key)
                .map(|(_, outcome)| outcome)
        });
        let was = then
            .flatten()
            .filter(|was| ["miss", "met", "undecided"].contains(&was.0) && *was != outcome);
        if ["miss", "undecided"].contains(&outcome.0) || outcome.1.is_some() || was.is_some() {
            found.insert(key, (outcome, was));
        }
    }
    found
}

/// What was there on an earlier day: no event of a later one, and no undated figure of a period that went on. A planned date is
/// known before it comes.
fn known_by(policy: &PlainPolicy, data: &PlainData, day: Date) -> PlainData {
    let mut known = data.clone();
    known.figures.retain(|figure| {
        figure.submitted_on.is_some() || figure.period.is_none_or(|period| period.end() <= day)
    });
    for (record, table) in policy.records.iter().zip(&mut known.tables) {
        for row in table.iter_mut().flatten() {
            for (field, cell) in record.fields.iter().zip(&mut row.cells) {
                let is_event = field.ty != FieldType::Planned;
                let later =
                    matches!(cell, Cell::Day(event) | Cell::Moment(event, _) if *event > day);
                if is_event && later {
                    *cell = Cell::Empty;
                }
            }
        }
    }
    known
}

/// Each party in each period on a day.
fn standing(
    policy: &PlainPolicy,
    data: &PlainData,
    as_of: Date,
) -> BTreeMap<(Key, PlainPeriod), Outcome> {
    let plain = Plain::new(policy, data, as_of);
    let verdicts = evaluate(policy, data, as_of);
    let mut found = BTreeMap::new();
    for escalation in &policy.escalations {
        let usual = match escalation.scored {
            Some(_) => Some(policy.scores[0].every(policy)),
            None => policy.monitor,
        };
        let cadence = escalation.cadence.or(usual).unwrap();
        // By party, then by the start of the period.
        let mut states: BTreeMap<String, BTreeMap<Date, (PlainPeriod, Vec<State>)>> =
            BTreeMap::new();
        if let Some(miss) = escalation.scored {
            let county = policy.scores[0].kind == Kind::County;
            let counted = escalation.party == Party::Entity || county;
            let outcomes = outcomes(policy, data, as_of, miss).into_iter();
            for (party, end, state) in outcomes.filter(|_| counted) {
                let period = PlainPeriod::containing(end, cadence);
                let periods = states.entry(party).or_default();
                let entry = periods
                    .entry(period.start())
                    .or_insert((period, Vec::new()));
                entry.1.push(state);
                // What is left of the period is still to be scored.
                if period.end() > as_of {
                    entry.1.push(State::Pending);
                }
            }
        }
        let of_rules = verdicts.iter().filter(|_| escalation.scored.is_none());
        for verdict in of_rules {
            let Some(day) = plain
                .falls_to(verdict)
                .filter(|_| !plain.best_effort(verdict))
                .filter(|_| plain.is_meant(verdict))
                .filter(|_| plain.watched(escalation, verdict))
            else {
                continue;
            };
            let period = PlainPeriod::containing(day, cadence);
            for party in plain.parties(escalation, verdict) {
                let periods = states.entry(party).or_default();
                let entry = periods
                    .entry(period.start())
                    .or_insert((period, Vec::new()));
                entry.1.push(verdict.state);
            }
        }
        let excepted = policy.members(&escalation.except);
        states.retain(|party, _| {
            let is = |entity: &usize| policy.entities[*entity].name == *party;
            !excepted.iter().any(is)
        });
        for (party, periods) in states {
            let history: Vec<(PlainPeriod, Standing)> = periods
                .into_values()
                .map(|(period, states)| (period, came_out(&states)))
                .collect();
            for last in 0..history.len() {
                let step = follows(policy, escalation, &history[..=last]);
                let (period, standing) = history[last];
                let key = (escalation.id.clone(), party.clone(), period.text());
                found.insert((key, period), (standing, step));
            }
        }
    }
    found
}

/// What the totals of the first score come to for an escalation that watches it: whose, to the end of which period.
fn outcomes(
    policy: &PlainPolicy,
    data: &PlainData,
    as_of: Date,
    miss: ScoreMiss,
) -> Vec<(String, Date, State)> {
    let score = &policy.scores[0];
    let found = scored(policy, data, as_of);
    let (start, end) = policy.in_force.unwrap();
    let mut outcomes = Vec::new();
    for period in PlainPeriod::within(start, end, score.every(policy)) {
        for county in policy.of_kind(score.kind) {
            let name = policy.entities[county].name.clone();
            let key = (score.id.clone(), name.clone(), period.text());
            let on = |black: bool| {
                let key = (&*score.id, &*name, &*period.text());
                found.on_list(policy, key, black) == Some(true)
            };
            let state = match found.totals.get(&key) {
                None => continue,
                Some(None) if found.nothing.contains(&key) => State::NotApplicable,
                Some(None) => State::NoData,
                Some(Some((total, ..))) => {
                    let is_miss = match miss {
                        ScoreMiss::OnBlack => on(true),
                        ScoreMiss::OffRed => !on(false),
                        ScoreMiss::Below(marks) => *total < fraction(marks, 1),
                        ScoreMiss::AtMost(marks) => *total <= fraction(marks, 1),
                    };
                    if is_miss { State::Unmet } else { State::Met }
                }
            };
            outcomes.push((name, period.end(), state));
        }
    }
    outcomes
}

/// A miss is one unmet; met is all due and met; no data and invalid are neither.
pub fn came_out(states: &[State]) -> Standing {
    let has = |wanted: &[State]| states.iter().any(|state| wanted.contains(state));
    if has(&[State::Unmet]) {
        "miss"
    } else if has(&[State::NoData, State::Invalid]) {
        "undecided"
    } else if has(&[State::Pending, State::OnTrack, State::AtRisk]) {
        "open"
    } else if has(&[State::Met]) {
        "met"
    } else {
        "nothing"
    }
}

/// The highest step that the last of these periods reaches.
fn follows(
    policy: &PlainPolicy,
    escalation: &Escalation,
    history: &[(PlainPeriod, Standing)],
) -> Option<usize> {
    let standing = history.last()?.1;
    let reached = escalation.steps.iter().filter(|step| {
        standing == if step.misses { "miss" } else { "met" }
            && counted(policy, escalation, **step, history) >= step.count
    });
    let highest = reached.max_by_key(|step| (step.count, step.number))?;
    Some(highest.number)
}

fn counted(
    policy: &PlainPolicy,
    escalation: &Escalation,
    step: Step,
    history: &[(PlainPeriod, Standing)],
) -> usize {
    let (wanted, other) = if step.misses {
        ("miss", "met")
    } else {
        ("met", "miss")
    };
    let now = history.last().unwrap().0.end();
    if step.run == Run::Consecutive {
        let since = history
            .iter()
            .rev()
            .take_while(|(_, standing)| *standing != other);
        return since.filter(|(_, standing)| *standing == wanted).count();
    }
    let begun = if step.misses {
        begun_anew(escalation, history)
    } else {
        None
    };
    let inside = |period: PlainPeriod| match step.run {
        Run::Consecutive => true,
        Run::Year => period.end().year() == now.year(),
        // The months that end with the period: from the same day of the month on, so many months before the day after it.
        Run::Months(months) => {
            let first = months_later(now.succ_opt().unwrap(), -i32::try_from(months).unwrap());
            period.end() >= first
        }
        Run::All => {
            let (from, to) = policy.in_force.unwrap();
            period.start() <= to && period.end() >= from
        }
    };
    history
        .iter()
        .filter(|(period, standing)| *standing == wanted && inside(*period))
        .filter(|(period, _)| begun.is_none_or(|day| period.start() > day))
        .count()
}

/// The last day of what let counting begin anew.
fn begun_anew(escalation: &Escalation, history: &[(PlainPeriod, Standing)]) -> Option<Date> {
    match escalation.reset? {
        Reset::Period => {
            let met = history
                .iter()
                .rev()
                .find(|(_, standing)| *standing == "met");
            met.map(|(period, _)| period.end())
        }
        Reset::Year => {
            let this = history.last()?.0.end().year();
            let year = |wanted: i32| -> Vec<Standing> {
                let of = history
                    .iter()
                    .filter(|(period, _)| period.end().year() == wanted);
                of.map(|(_, standing)| *standing).collect()
            };
            let years = (this - 20..this).rev();
            let wholly = |wanted: &i32| {
                let standings = year(*wanted);
                standings.contains(&"met")
                    && standings
                        .iter()
                        .all(|standing| ["met", "nothing"].contains(standing))
            };
            let last = years.into_iter().find(wholly)?;
            Date::from_ymd_opt(last, 12, 31)
        }
    }
}

impl Plain<'_> {
    fn best_effort(&self, verdict: &PlainVerdict) -> bool {
        self.target_of(verdict)
            .is_some_and(|target| target.best_effort)
    }

    /// Whether the entity is one whom its target is for: else it has no verdict.
    fn is_meant(&self, verdict: &PlainVerdict) -> bool {
        let Some(target) = self.target_of(verdict) else {
            return true;
        };
        let named = |who: &[Who]| {
            let members = self.policy.members(who);
            let mut names = members.iter().map(|it| &self.policy.entities[*it].name);
            names.any(|name| verdict.entity.as_ref() == Some(name))
        };
        (target.only.is_empty() || named(&target.only)) && !named(&target.except)
    }

    fn target_of(&self, verdict: &PlainVerdict) -> Option<&Target> {
        self.policy
            .targets
            .iter()
            .find(|target| target.id == verdict.id)
    }

    /// The end of its period, or its date; none where it belongs to no period.
    pub fn falls_to(&self, verdict: &PlainVerdict) -> Option<Date> {
        let period = verdict.period.as_ref()?;
        if let Some(target) = self.target_of(verdict) {
            let sittings = self.sittings_of(target);
            let same = sittings
                .iter()
                .find(|(own, _)| own.map(PlainPeriod::text).as_ref() == Some(period));
            return same.and_then(|(_, day)| *day);
        }
        let (milestone, stage) = self.milestone_of(verdict)?;
        let due = match stage {
            Some(stage) => Due::By(stage.due),
            None => milestone.due,
        };
        let sittings = self.milestone_sittings(milestone, due);
        let same = sittings
            .into_iter()
            .find(|(own, _)| own.map(PlainPeriod::text).as_ref() == Some(period));
        same.and_then(|(_, day)| day)
    }

    fn milestone_of(&self, verdict: &PlainVerdict) -> Option<(&Milestone, Option<Stage>)> {
        self.policy.milestones.iter().find_map(|milestone| {
            if verdict.id == milestone.id {
                return Some((milestone, None));
            }
            let name = verdict.id.strip_prefix(&format!("{}.", milestone.id))?;
            let mut stages = milestone.stages.iter();
            let stage = stages.find(|stage| Stage::name(stage.letter) == name)?;
            Some((milestone, Some(*stage)))
        })
    }

    fn watched(&self, escalation: &Escalation, verdict: &PlainVerdict) -> bool {
        let is = |watch: &Watch| match watch {
            Watch::Rule(wanted) => {
                let milestone = self.milestone_of(verdict);
                verdict.id == *wanted || milestone.is_some_and(|(own, _)| own.id == *wanted)
            }
            Watch::Task(task) => verdict.id.starts_with(&format!("{task}.")),
        };
        let all = escalation.watch.is_empty() && !escalation.but.iter().any(is);
        all || escalation.watch.iter().any(is)
    }

    /// Who answers for a verdict.
    fn parties(&self, escalation: &Escalation, verdict: &PlainVerdict) -> Vec<String> {
        let name = |entity: &usize| self.policy.entities[*entity].name.clone();
        if matches!(escalation.party, Party::Entity | Party::County) {
            let stand_in = verdict.stand_in.map(|entity| name(&entity));
            let judged = stand_in
                .iter()
                .chain(verdict.entity.iter().filter(|_| stand_in.is_none()));
            let judged = judged.filter(|judged| {
                let entity = self
                    .policy
                    .entities
                    .iter()
                    .find(|entity| entity.name == **judged)
                    .unwrap();
                escalation.party == Party::Entity || entity.kind == Kind::County
            });
            return judged.cloned().collect();
        }
        if let Some(entity) = verdict.stand_in {
            return vec![name(&entity)];
        }
        let Some(target) = self.target_of(verdict) else {
            return Vec::new();
        };
        // A group's members, and leads that answer each for its part, answer for themselves where they are judged.
        let mut leads: Vec<(usize, bool)> = Vec::new();
        let responsible = match escalation.party {
            Party::Responsible => !target.responsible.is_empty(),
            _ => self.policy.lead_of(target).is_empty(),
        };
        let answering = if responsible {
            &target.responsible
        } else {
            self.policy.lead_of(target)
        };
        for who in answering {
            let (members, apart) = match who {
                Who::Entity(entity) => (vec![*entity], target.each_its_part && !responsible),
                Who::Group(group) => (self.policy.groups[*group].members.clone(), true),
            };
            for member in members {
                if !leads.iter().any(|(known, _)| *known == member) {
                    leads.push((member, apart));
                }
            }
        }
        let is_judged = |lead: &usize| verdict.entity.as_ref() == Some(&name(lead));
        let alone = leads.iter().any(|(lead, apart)| *apart && is_judged(lead));
        let answers = |(lead, apart): &&(usize, bool)| !alone || !*apart || is_judged(lead);
        leads
            .iter()
            .filter(answers)
            .map(|(lead, _)| name(lead))
            .collect()
    }
}
