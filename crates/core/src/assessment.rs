//! An assessment and its verdicts as others see them.

use std::sync::Arc;

use dabiao_compile::levels::Levels;
use dabiao_eval::explain::{Derivation, Detail, Evidence};
use dabiao_eval::program::{Duty, Rule};
use dabiao_eval::{CheckResult, EscalationResult, ListResult, ScoreResult};
use dabiao_model::{Date, Language, Period, State};

/// All verdicts of a policy on a data set on a day: target as written, entity as declared, period.
#[derive(Debug)]
pub struct Assessment<'a> {
    evaluation: dabiao_eval::Assessment<'a>,
    levels: &'a Levels,
}

/// One verdict, with what explains it computed on demand.
#[derive(Debug, Clone, Copy)]
pub struct Verdict<'a> {
    assessment: &'a dabiao_eval::Assessment<'a>,
    row: &'a dabiao_model::Verdict,
    rule: &'a Rule,
}

impl<'a> Assessment<'a> {
    pub(crate) fn new(evaluation: dabiao_eval::Assessment<'a>, levels: &'a Levels) -> Self {
        Self { evaluation, levels }
    }

    /// The verdicts in order.
    pub fn verdicts(&self) -> impl Iterator<Item = Verdict<'_>> {
        self.evaluation.verdicts().iter().filter_map(|verdict| {
            let rule = self.evaluation.program().rules.get(verdict.rule.index())?;
            Some(Verdict {
                assessment: &self.evaluation,
                row: verdict,
                rule,
            })
        })
    }

    /// How many verdicts have each state, in the order of [`State::ALL`].
    pub fn summary(&self) -> [(State, usize); 8] {
        self.evaluation.summary()
    }

    /// How the checks came out.
    pub fn checks(&self) -> &[CheckResult] {
        self.evaluation.checks()
    }

    /// What follows misses and success, by escalation, party and period.
    pub fn escalations(&self) -> &[EscalationResult] {
        self.evaluation.escalations()
    }

    /// The scores of each period that is over.
    pub fn scores(&self) -> &[ScoreResult] {
        self.evaluation.scores()
    }

    /// The red and black lists.
    pub fn lists(&self) -> &[ListResult] {
        self.evaluation.lists()
    }

    /// What is worth knowing beside the verdicts: contradictions, failed checks, impossible cases, figures of later
    /// days; without what the policy excuses, and as grave as it says. What was found while reading the data is not
    /// among it.
    pub fn findings(&self) -> dabiao_diagnostics::Diagnostics {
        self.levels.judge_findings(self.evaluation.findings())
    }

    /// The day whose end the verdicts speak of.
    pub fn as_of(&self) -> Date {
        self.evaluation.as_of()
    }

    /// The evaluation itself: program, data, contradictions.
    pub fn inner(&self) -> &dabiao_eval::Assessment<'a> {
        &self.evaluation
    }
}

impl Verdict<'_> {
    /// The target's or milestone's id: `6.1`, or `target-3` for the third without one.
    pub fn target(&self) -> &str {
        &self.rule.id
    }

    /// The place of its target or milestone among the rules of the program.
    pub(crate) fn rule_index(&self) -> usize {
        self.row.rule.index()
    }

    /// Its title.
    pub fn title(&self) -> Option<&str> {
        self.rule.title.as_deref()
    }

    /// Who is judged; none where the policy has one figure for all.
    pub fn entity(&self) -> Option<&str> {
        self.row
            .entity
            .map(|entity| self.assessment.program().schema.entity_name(entity))
    }

    /// The period judged.
    pub fn period(&self) -> Option<Period> {
        self.row.period
    }

    /// The first of the eight states that applies.
    pub fn state(&self) -> State {
        self.row.state
    }

    /// Whether it is due and met.
    pub fn is_met(&self) -> bool {
        self.row.state == State::Met
    }

    /// Whether it is due and not met.
    pub fn is_unmet(&self) -> bool {
        self.row.state == State::Unmet
    }

    /// The day from which it counts.
    pub fn due(&self) -> Option<Date> {
        self.row.due
    }

    /// Who answers for it, and the clauses it rests on.
    pub fn duty(&self) -> &Duty {
        &self.rule.duty
    }

    /// Who leads.
    pub fn lead(&self) -> &[Arc<str>] {
        &self.rule.duty.lead
    }

    /// Who answers for it in place of the one judged, who cannot act.
    pub fn stand_in(&self) -> Option<&str> {
        let stand_in = self.rule.stand_in.as_ref();
        stand_in
            .filter(|_| self.row.stands_in)
            .map(|it| it.name.as_ref())
    }

    /// The compiled target or milestone.
    pub fn rule(&self) -> &Rule {
        self.rule
    }

    /// Where the rule is written: `plan.dabiao:12:1`.
    pub fn place(&self) -> &str {
        &self.rule.place
    }

    /// Actual, threshold, margin, parts, inputs: computed at each call.
    pub fn detail(&self) -> Detail {
        self.assessment.detail(self.row)
    }

    /// What was handed in that it rests on, with what was named as its evidence: looked up at each call.
    pub fn evidence(&self) -> Vec<Evidence> {
        self.assessment.evidence(self.row)
    }

    /// How it came about, step by step down to the cells.
    pub fn derive(&self) -> Derivation {
        self.assessment.derive(self.row)
    }

    /// The verdict in one sentence.
    pub fn explain(&self, language: Language) -> String {
        dabiao_eval::explain::sentence(self.assessment, self.row, language)
    }
}
