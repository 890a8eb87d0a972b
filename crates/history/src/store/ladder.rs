//! Escalations: what followed for whom in which period, as each assessment told it.

use std::collections::BTreeMap;

use dabiao_core::{Date, Period};
use serde::{Deserialize, Serialize};

use super::entry::{damaged, kept_text};
use super::{AssessmentEntry, AssessmentId, History};
use crate::HistoryError;

/// A period of a party under an escalation, from one assessment to the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rung {
    /// The title of the policy.
    pub policy: String,
    /// The escalation.
    pub escalation: String,
    /// Its title.
    pub title: Option<String>,
    /// Who answers.
    pub party: String,
    /// The period.
    pub period: String,
    /// What was told of it, first to last; what stays the same is one telling.
    pub told: Vec<Telling>,
}

/// What assessments, one after the other, told of a period in the same way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Telling {
    /// The assessments.
    pub assessments: Vec<AssessmentId>,
    /// The day whose end the first of them speaks of.
    pub since: Date,
    /// `miss`, `met`, `undecided` or `open`; `nothing` where nothing is told of the period any more.
    pub standing: String,
    /// The step that follows.
    pub follows: Option<Follow>,
    /// The verdicts that were unmet.
    pub missed: Vec<Missed>,
}

/// A step of an escalation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Follow {
    /// What follows, in the language of the assessment or the policy's own words.
    pub action: String,
    /// Who acts.
    pub by: Option<String>,
    /// To whom it goes, where that is not the party itself.
    pub to: Option<String>,
    /// How many periods were counted.
    pub count: usize,
}

/// A verdict that was unmet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missed {
    /// The target.
    pub target: String,
    /// For whom.
    pub entity: Option<String>,
    /// For which period.
    pub period: Option<String>,
}

/// As much of an assessment's document as is looked at.
#[derive(Deserialize)]
struct Document {
    escalations: Vec<Told>,
}

#[derive(Deserialize)]
struct Told {
    escalation: String,
    title: Option<String>,
    party: String,
    period: String,
    standing: String,
    step: Option<Follow>,
    missed: Vec<Missed>,
}

/// Where a rung is found: by policy, escalation and party as they first came up, then by period.
type Seat = (usize, Option<Period>, String);

impl History {
    /// What followed under each escalation, party by party and period by period, and how each assessment told it: what
    /// could not be decided at first stands beside what it came to.
    ///
    /// # Errors
    ///
    /// [`HistoryError::Database`] when it cannot be read, [`HistoryError::Malformed`] where a document is none.
    pub fn ladders(&self, party: Option<&str>) -> Result<Vec<Rung>, HistoryError> {
        let mut ladders = Ladders::default();
        for assessment in self.assessments()? {
            let text = kept_text(&self.connection, &assessment.document)?;
            let document: Document =
                serde_json::from_str(&text).map_err(|_| damaged(&assessment.document))?;
            let of_party = |told: &Told| party.is_none_or(|party| told.party == party);
            let told = document.escalations.into_iter().filter(of_party);
            ladders.take(&assessment, told.collect());
        }
        Ok(ladders.rungs.into_values().collect())
    }
}

#[derive(Default)]
struct Ladders {
    groups: Vec<(String, String, String)>,
    rungs: BTreeMap<Seat, Rung>,
}

impl Ladders {
    /// Takes in what an assessment tells, and that it tells nothing of what was told before.
    fn take(&mut self, assessment: &AssessmentEntry, told: Vec<Told>) {
        for told in told {
            let telling = Telling {
                assessments: vec![assessment.id],
                since: assessment.as_of,
                standing: told.standing,
                follows: told.step,
                missed: told.missed,
            };
            let names = (
                assessment.title.clone(),
                told.escalation.clone(),
                told.party.clone(),
            );
            let group = self.group(names);
            let period = Period::parse(&told.period).ok();
            let rung = self.rungs.entry((group, period, told.period.clone()));
            let rung = rung.or_insert_with(|| Rung {
                policy: assessment.title.clone(),
                escalation: told.escalation,
                title: told.title,
                party: told.party,
                period: told.period,
                told: Vec::new(),
            });
            rung.add(telling);
        }
        for rung in self.rungs.values_mut() {
            rung.is_silent_in(assessment);
        }
    }

    fn group(&mut self, names: (String, String, String)) -> usize {
        let known = self.groups.iter().position(|it| *it == names);
        known.unwrap_or_else(|| {
            self.groups.push(names);
            self.groups.len().saturating_sub(1)
        })
    }
}

impl Rung {
    /// The step that follows by the last telling, if one does.
    pub fn follows(&self) -> Option<&Follow> {
        self.told.last()?.follows.as_ref()
    }

    /// The first of the last tellings in which the same follows: since when a party stands here.
    pub fn since(&self) -> Option<&Telling> {
        let action = |telling: &Telling| telling.follows.as_ref().map(|it| it.action.clone());
        let last = action(self.told.last()?);
        let same = self.told.iter().rev().take_while(|it| action(it) == last);
        same.last()
    }

    fn add(&mut self, telling: Telling) {
        match self.told.last_mut() {
            Some(last)
                if (&last.standing, &last.follows, &last.missed)
                    == (&telling.standing, &telling.follows, &telling.missed) =>
            {
                last.assessments.extend(telling.assessments);
            }
            _ => self.told.push(telling),
        }
    }

    /// Marks that a later assessment of the same policy tells nothing of it any more.
    fn is_silent_in(&mut self, assessment: &AssessmentEntry) {
        let is_told = self.told.last().is_some_and(|last| {
            last.assessments.contains(&assessment.id) || last.since > assessment.as_of
        });
        if !is_told && self.policy == assessment.title {
            self.add(Telling {
                assessments: vec![assessment.id],
                since: assessment.as_of,
                standing: "nothing".to_owned(),
                follows: None,
                missed: Vec::new(),
            });
        }
    }
}
