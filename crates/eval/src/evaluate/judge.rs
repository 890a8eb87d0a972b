//! Judging a rule for one entity and sitting: the first of the eight states that applies.

use dabiao_calendar::{Basis, Limit, LimitOptions, last_day};
use dabiao_model::{Date, EntityId, Period, RuleId, State, Tier, Verdict};

use super::cell::{Judgement, Outcome, Used};
use super::condition::Emptiness;
use super::schedule::Sitting;
use super::{Evaluation, Frame};
use crate::program::{Case, ConditionId, Rule, RuleBody, Warn, Warning};
use crate::reason::{Gap, Suspicion};

/// What a warning looks at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Watch {
    /// When the verdict counts.
    pub(crate) due: Option<Date>,
    /// Whether the condition holds so far.
    pub(crate) holds: bool,
    /// The first day on which the limit of an open case ends.
    pub(crate) next_limit: Option<Date>,
}

/// What a target demands of an entity.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Demand {
    /// The condition of applicability.
    pub(crate) when: Option<ConditionId>,
    /// What must hold.
    pub(crate) condition: ConditionId,
    /// What its parts with nothing to measure count as.
    pub(crate) empty: Emptiness,
}

impl Demand {
    /// What a rule demands of an entity in a period; nothing for a milestone, and out of scope.
    pub(crate) fn of(
        body: &RuleBody,
        entity: Option<EntityId>,
        period: Option<Period>,
    ) -> Option<Self> {
        let RuleBody::Target {
            cases,
            when,
            empty_counts_as_met,
            ..
        } = body
        else {
            return None;
        };
        Some(Self {
            when: *when,
            condition: Case::holding(cases, entity, period)?,
            empty: Emptiness::of(*empty_counts_as_met),
        })
    }
}

/// A verdict with the reason for its state, where the state needs one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ruling {
    pub(crate) state: State,
    pub(crate) due: Option<Date>,
    pub(crate) gap: Option<Gap>,
    pub(crate) suspicion: Option<Suspicion>,
    /// The highest tier of a warning that is reached, of what is at risk or unmet.
    pub(crate) tier: Option<Tier>,
    /// Whether only the period's own figures were used.
    pub(crate) final_figures: bool,
}

impl Ruling {
    pub(super) fn state(state: State, due: Option<Date>) -> Self {
        Self {
            state,
            due,
            gap: None,
            suspicion: None,
            tier: None,
            final_figures: true,
        }
    }

    pub(super) fn of_tier(self, tier: Option<Tier>) -> Self {
        Self { tier, ..self }
    }

    pub(super) fn because(self, gap: Gap) -> Self {
        Self {
            gap: Some(gap),
            ..self
        }
    }
}

impl Evaluation<'_> {
    /// The verdict of a rule for an entity and sitting.
    pub(crate) fn judge(
        &self,
        id: RuleId,
        rule: &Rule,
        entity: Option<EntityId>,
        sitting: Sitting,
    ) -> Verdict {
        let ruling = self.rule(rule, entity, sitting);
        Verdict {
            rule: id,
            entity,
            period: sitting.period,
            state: ruling.state,
            due: ruling.due,
            stands_in: self.stands_in(rule, entity, sitting),
        }
    }

    /// Whether another answers, in the frame the target is judged in.
    fn stands_in(&self, rule: &Rule, entity: Option<EntityId>, sitting: Sitting) -> bool {
        let (Some(stand_in), Some(demand)) = (
            &rule.stand_in,
            Demand::of(&rule.body, entity, sitting.period),
        ) else {
            return false;
        };
        let sitting = self.awaiting(demand, entity, sitting);
        let frame = self.frame(entity, sitting);
        self.condition(stand_in.when, frame).outcome == Outcome::Holds
    }

    /// The ruling behind a verdict.
    pub(crate) fn rule(&self, rule: &Rule, entity: Option<EntityId>, sitting: Sitting) -> Ruling {
        match &rule.body {
            RuleBody::Milestone(plan) => {
                if let Some(recurrence) = plan.recurs {
                    let frame = self.frame(entity, sitting);
                    return self.recurring_milestone(plan, recurrence, frame, sitting.due);
                }
                let within = sitting.period.filter(|_| rule.schedule.each.is_some());
                self.milestone(plan, entity, sitting.due, within)
            }
            RuleBody::Target { .. } => self.target(&rule.body, entity, sitting),
        }
    }

    /// The frame a sitting is judged in on the evaluation date.
    pub(crate) fn frame(&self, entity: Option<EntityId>, sitting: Sitting) -> Frame {
        Frame {
            entity,
            period: sitting.period,
            due: sitting.due.is_some_and(|due| self.as_of >= due),
        }
    }

    fn target(&self, body: &RuleBody, entity: Option<EntityId>, sitting: Sitting) -> Ruling {
        let RuleBody::Target {
            when,
            warn,
            missing_counts_as_unmet,
            ..
        } = body
        else {
            return Ruling::state(State::NotApplicable, sitting.due);
        };
        let Some(demand) = Demand::of(body, entity, sitting.period) else {
            return Ruling::state(State::NotApplicable, sitting.due).because(Gap::OutOfScope);
        };
        let sitting = self.awaiting(demand, entity, sitting);
        let frame = self.frame(entity, sitting);
        let judgement = self.demanded(demand, frame);
        let due = sitting
            .due
            .max(judgement.last_limit.filter(|_| sitting.due.is_some()));
        let is_due = due.is_some_and(|due| self.as_of >= due);
        let ruling = |state| Ruling {
            final_figures: frame.due,
            ..Ruling::state(state, due)
        };
        let next_limit = judgement.next_limit;
        let unmet = || {
            let watch = Watch {
                due,
                holds: false,
                next_limit,
            };
            ruling(State::Unmet).of_tier(self.reached(warn, frame, watch).1)
        };
        match judgement.outcome {
            Outcome::Empty(gap) => ruling(State::NotApplicable).because(gap),
            Outcome::Invalid(why) => Ruling {
                suspicion: Some(why),
                ..ruling(State::Invalid)
            },
            Outcome::Holds if is_due => ruling(State::Met),
            Outcome::Fails if is_due || judgement.certain => unmet(),
            Outcome::Unknown(gap) if is_due => {
                if *missing_counts_as_unmet && self.applies(*when, frame) {
                    unmet().because(gap)
                } else {
                    ruling(State::NoData).because(gap)
                }
            }
            outcome => {
                let holds = outcome == Outcome::Holds;
                let watch = Watch {
                    due,
                    holds,
                    next_limit,
                };
                let (at_risk, tier) = if self.applies(*when, frame) {
                    self.reached(warn, frame, watch)
                } else {
                    (false, None)
                };
                let state = match (at_risk, holds) {
                    (true, _) => State::AtRisk,
                    (false, true) => State::OnTrack,
                    (false, false) => State::Pending,
                };
                let ruling = ruling(state).of_tier(tier);
                match outcome {
                    Outcome::Unknown(gap) => ruling.because(gap),
                    _ => ruling,
                }
            }
        }
    }

    /// Whether the condition of applicability holds; nobody is warned of what may not apply.
    fn applies(&self, when: Option<ConditionId>, frame: Frame) -> bool {
        when.is_none_or(|when| self.condition(when, frame).outcome == Outcome::Holds)
    }

    /// What a target comes to: its condition, where its condition of applicability holds.
    fn demanded(&self, demand: Demand, frame: Frame) -> Judgement {
        let applies = demand.when.map(|when| self.condition(when, frame).outcome);
        match applies {
            None | Some(Outcome::Holds) => self.condition_of(demand.condition, frame, demand.empty),
            Some(Outcome::Fails | Outcome::Empty(_)) => {
                Judgement::of(Outcome::Empty(Gap::ConditionFalse))
            }
            Some(other) => Judgement::of(other),
        }
    }

    /// The sitting with its due date put off while a figure is missing, where figures have time to come in.
    pub(crate) fn awaiting(
        &self,
        demand: Demand,
        entity: Option<EntityId>,
        sitting: Sitting,
    ) -> Sitting {
        let (Some(limit), Some(due), Some(_)) = (
            self.program.settings.figures_due,
            sitting.due,
            sitting.period,
        ) else {
            return sitting;
        };
        let period = sitting.period;
        let own = Frame {
            entity,
            period,
            due: true,
        };
        let outcome = self.demanded(demand, own).outcome;
        let missing = matches!(outcome, Outcome::Unknown(gap) if gap.is_missing());
        let later = last_day(self.calendar, due, limit, LimitOptions::new(Basis::Plain)).ok();
        Sitting {
            due: later.filter(|_| missing).or(sitting.due),
            ..sitting
        }
    }

    /// Whether a declared warning holds, and the highest tier of those that do.
    pub(super) fn reached(
        &self,
        warnings: &[Warning],
        frame: Frame,
        standing: Watch,
    ) -> (bool, Option<Tier>) {
        let holding = || {
            let holds = |warning: &&Warning| self.warns(&warning.when, frame, standing);
            warnings.iter().filter(holds)
        };
        if self.trace.is_some() {
            for warning in holding() {
                let warning = warning.clone();
                self.note(|| Used::Warned { warning, frame });
            }
        }
        (
            holding().next().is_some(),
            holding().filter_map(|warning| warning.tier).max(),
        )
    }

    /// Whether a declared warning holds; one of time only while the target's condition does not, or for an open case
    /// whose own limit is near.
    pub(crate) fn warns(&self, warn: &Warn, frame: Frame, standing: Watch) -> bool {
        let near = |limit: &Limit, day: Date| {
            let options = LimitOptions::new(Basis::Plain).before();
            last_day(self.calendar, day, *limit, options).is_ok_and(|from| self.as_of >= from)
        };
        match warn {
            Warn::When(condition) => self.condition(*condition, frame).outcome == Outcome::Holds,
            Warn::Before(limit) => {
                let overall = standing.due.filter(|_| !standing.holds);
                overall
                    .into_iter()
                    .chain(standing.next_limit)
                    .any(|day| near(limit, day))
            }
            Warn::PastShareOfTime { share, since } => {
                !standing.holds && self.is_past(share, *since, frame, standing.due)
            }
        }
    }

    /// Whether more than a share of the time from the period's first day to the due date has passed.
    fn is_past(
        &self,
        share: &dabiao_model::Ratio,
        since: Option<Date>,
        frame: Frame,
        due: Option<Date>,
    ) -> bool {
        let start = self
            .program
            .settings
            .from
            .or(frame.period.map(dabiao_model::Period::start));
        let start = match (start, frame.period) {
            (Some(start), Some(period)) if self.program.settings.monitor.is_some() => {
                start.max(period.start())
            }
            (start, _) => start.unwrap_or(self.as_of),
        };
        let start = since.unwrap_or(start);
        let Some(due) = due else { return false };
        let days = |from: Date, to: Date| {
            i128::from(to.signed_duration_since(from).num_days()).saturating_add(1)
        };
        let (used, all) = (days(start, self.as_of), days(start, due));
        all > 0 && dabiao_model::Ratio::new(used, all) > *share
    }
}
