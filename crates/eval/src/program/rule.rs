//! Rules and checks: what is judged, for whom, when.

use std::sync::Arc;

use dabiao_calendar::Limit;
use dabiao_model::{Cadence, Date, EntityId, MetricId, MilestoneId, Period, Ratio, Tier};
use serde::{Deserialize, Serialize};

use super::{ConditionId, Recurrence, TestId};

/// A target or a milestone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Its id, or its place (`target-3`) when it has none.
    pub id: Arc<str>,
    /// Its title.
    pub title: Option<Arc<str>>,
    /// Target or milestone.
    pub body: RuleBody,
    /// Who is judged, in the order declared; none stands for the policy as a whole.
    pub entities: Vec<Option<EntityId>>,
    /// When.
    pub schedule: Schedule,
    /// Who answers for it.
    pub duty: Duty,
    /// Who answers in place of the one judged, and where.
    pub stand_in: Option<StandIn>,
    /// Where it is written: `plan.dabiao:12:1`.
    pub place: Arc<str>,
}

/// Who answers where the one judged cannot act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandIn {
    /// Where it is so.
    pub when: ConditionId,
    /// Who answers then.
    pub name: Arc<str>,
    /// The entity of that name, if it is one.
    pub entity: Option<EntityId>,
}

/// What a rule demands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RuleBody {
    /// A condition on figures.
    Target {
        /// The condition by entity and date; an entity in none of them is out of scope.
        cases: Vec<Case>,
        /// A condition without which it does not apply.
        when: Option<ConditionId>,
        /// A higher level beside it.
        stretch: Option<Stretch>,
        /// When it is at risk.
        warn: Vec<Warning>,
        /// Whether nothing to measure counts as met.
        empty_counts_as_met: bool,
        /// Whether a missing figure counts as unmet.
        missing_counts_as_unmet: bool,
    },
    /// A deliverable that is signed off.
    Milestone(MilestonePlan),
}

/// A condition and whom it holds for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// The entities; none for all in scope.
    pub only: Option<Vec<EntityId>>,
    /// The period judged for one of several dates; none for all.
    pub period: Option<Period>,
    /// What must hold.
    pub condition: ConditionId,
}

impl Case {
    /// The condition that holds for an entity in a period: that of the first case that means both.
    pub fn holding(
        cases: &[Self],
        entity: Option<EntityId>,
        period: Option<Period>,
    ) -> Option<ConditionId> {
        let is_meant = |case: &&Self| match (&case.only, entity) {
            (None, _) => true,
            (Some(only), Some(entity)) => only.contains(&entity),
            (Some(_), None) => false,
        };
        let is_now = |case: &&Self| case.period.is_none() || case.period == period;
        let case = cases.iter().filter(is_now).find(is_meant)?;
        Some(case.condition)
    }
}

/// A higher level beside the required one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// The entities; none for all in scope.
    pub only: Option<Vec<EntityId>>,
    /// The higher comparison.
    pub test: TestId,
}

/// A declared warning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// Its tier, if it is of one.
    pub tier: Option<Tier>,
    /// When it holds.
    pub when: Warn,
}

/// When a rule is at risk before it is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Warn {
    /// While a condition holds.
    When(ConditionId),
    /// From so long before it is due, while the target's condition does not hold.
    Before(Limit),
    /// From when more than this share of the time has passed, while the target's condition does not hold.
    PastShareOfTime {
        /// The share.
        share: Ratio,
        /// From when the time runs, where a window says so.
        since: Option<Date>,
    },
}

/// When a rule is judged. Neither dates nor periods: once, due on the evaluation date.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Schedule {
    /// One verdict for each date, in the order written.
    pub once: Vec<Once>,
    /// One for each period.
    pub each: Option<Each>,
    /// A duty without end or date: never due.
    pub never_due: bool,
}

/// One verdict for a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Once {
    /// The period judged.
    pub period: Period,
    /// The day from which it counts.
    pub due: Date,
}

/// One verdict for each period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Each {
    /// How long the periods are.
    pub cadence: Cadence,
    /// Judged only in periods after this day.
    pub after: Option<Date>,
    /// Whether it goes on beyond the time in force.
    pub continuous: bool,
}

/// Who answers for a rule, and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Duty {
    /// Whether a miss is a violation; otherwise best effort.
    pub binding: bool,
    /// Who leads.
    pub lead: Vec<Arc<str>>,
    /// Whether each lead answers for its own part.
    pub each_its_part: bool,
    /// Who is jointly responsible.
    pub jointly: Vec<Arc<str>>,
    /// Who is responsible.
    pub responsible: Vec<Arc<str>>,
    /// Who carries it out.
    pub carried_out_by: Vec<Arc<str>>,
    /// Who helps.
    pub with: Vec<Arc<str>>,
    /// Whether one of the lists says that it is not complete.
    pub open_list: bool,
    /// Ids of the source's clauses.
    pub cite: Vec<Arc<str>>,
    /// The author's reading.
    pub because: Option<Arc<str>>,
    /// Its weight in a score, as a whole number of its own unit.
    pub weight: Option<Ratio>,
}

impl Duty {
    /// Everyone who answers beside the leads: jointly, responsible, carrying it out.
    pub fn all_responsible(&self) -> Vec<&Arc<str>> {
        let all = self.jointly.iter().chain(&self.responsible);
        all.chain(&self.carried_out_by).collect()
    }
}

/// What a milestone demands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MilestonePlan {
    /// What is signed off.
    pub milestone: MilestoneId,
    /// When it must be signed off again and again, if it must.
    pub recurs: Option<Recurrence>,
    /// Whether a sign-off needs evidence.
    pub evidence_required: bool,
    /// Whether late is unmet.
    pub late_counts_as_unmet: bool,
    /// Completed before the policy.
    pub done: Option<Date>,
    /// When it is at risk.
    pub warn: Vec<Warning>,
}

/// A relation that figures must satisfy before they are believed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// Its id, or its place (`check-1`) when it has none.
    pub id: Arc<str>,
    /// Its title.
    pub title: Option<Arc<str>>,
    /// What must hold.
    pub condition: ConditionId,
    /// How far off an equality may be.
    pub tolerance: Tolerance,
    /// The metrics whose figures a failure makes invalid.
    pub blames: Vec<MetricId>,
    /// All submitted metrics it reads.
    pub reads: Vec<MetricId>,
    /// Whether a failure is only reported.
    pub warn_only: bool,
    /// Whom it is checked for.
    pub entities: Vec<Option<EntityId>>,
    /// The only time it is checked for; none for each in which one of its figures came in.
    pub window: Option<Period>,
    /// Where it is written.
    pub place: Arc<str>,
}

/// How far off an equality may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tolerance {
    /// Not at all.
    Exact,
    /// At most this much, in base units.
    Within(Ratio),
    /// The computed side rounded half up to the digits of the submitted one equals it.
    PrintedDigits,
}
