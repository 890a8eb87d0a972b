//! Milestones: decided by sign-offs.

use dabiao_model::{Date, EntityId, Period, SignOff, SignOffState, State};

use super::cell::Used;
use super::judge::{Ruling, Watch};
use super::{Evaluation, Frame};
use crate::program::MilestonePlan;
use crate::reason::Gap;

/// Where a milestone stands on the evaluation date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    /// The index of the sign-off that decides, if there is one.
    pub(crate) signoff: Option<usize>,
    /// The day it was done, if it is.
    pub(crate) done: Option<Date>,
}

impl Evaluation<'_> {
    /// The sign-off that decides: the one that says done, else the last by date. A recurring duty counts only those
    /// of its period.
    pub(crate) fn standing(
        &self,
        plan: &MilestonePlan,
        entity: Option<EntityId>,
        within: Option<Period>,
    ) -> Standing {
        if let Some(done) = plan.done.filter(|done| *done <= self.as_of) {
            return Standing {
                signoff: None,
                done: Some(done),
            };
        }
        self.work(self.data.signoffs.len());
        let concerns = |signoff: &SignOff| {
            signoff.milestone == plan.milestone
                && (signoff.entity == entity || (entity.is_none() && signoff.entity.is_some()))
                && signoff.date.is_none_or(|date| date <= self.as_of)
                && within
                    .is_none_or(|period| signoff.date.is_some_and(|date| period.contains(date)))
        };
        let all = || {
            self.data
                .signoffs
                .iter()
                .enumerate()
                .filter(|(_, signoff)| concerns(signoff))
        };
        let is_done = |signoff: &SignOff| {
            signoff.state == SignOffState::Done
                && (!plan.evidence_required || signoff.evidence.is_some())
        };
        let done = all()
            .filter(|(_, signoff)| is_done(signoff))
            .min_by_key(|(_, signoff)| signoff.date);
        if let Some((index, signoff)) = done {
            return Standing {
                signoff: Some(index),
                done: signoff.date,
            };
        }
        let last = all().max_by_key(|(_, signoff)| (signoff.date, signoff.state));
        Standing {
            signoff: last.map(|(index, _)| index),
            done: None,
        }
    }

    pub(super) fn milestone(
        &self,
        plan: &MilestonePlan,
        entity: Option<EntityId>,
        due: Option<Date>,
        within: Option<Period>,
    ) -> Ruling {
        let standing = self.standing(plan, entity, within);
        if let Some(index) = standing.signoff {
            self.note(|| Used::SignOff(index));
        }
        if let Some(done) = standing.done {
            let late = due.is_some_and(|due| done > due);
            let state = if late && plan.late_counts_as_unmet {
                State::Unmet
            } else {
                State::Met
            };
            return Ruling::state(state, due);
        }
        let signoff = standing
            .signoff
            .and_then(|index| self.data.signoffs.get(index));
        let gap = match signoff.map(|signoff| signoff.state) {
            Some(SignOffState::Done) => Gap::NoEvidence,
            Some(SignOffState::Partial) => Gap::Partial,
            _ => Gap::NotSignedOff,
        };
        let frame = Frame {
            entity,
            period: None,
            due: false,
        };
        let watch = Watch {
            due,
            holds: false,
            next_limit: None,
        };
        let (at_risk, tier) = self.reached(&plan.warn, frame, watch);
        let state = if due.is_some_and(|due| self.as_of >= due) {
            State::Unmet
        } else if at_risk {
            State::AtRisk
        } else {
            State::Pending
        };
        Ruling::state(state, due).of_tier(tier).because(gap)
    }
}
