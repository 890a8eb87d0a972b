//! What tests expect to follow: steps of escalations, and what scores come to.

use dabiao_grammar::Rule;
use dabiao_grammar::vocabulary::Phrase;

use super::Speller;
use crate::ast::{ExpectedEscalation, ExpectedScore, ExpectedStep, ListColour, Outcome, Str};

impl Speller<'_> {
    pub(super) fn expected_escalation(&self, expected: &ExpectedEscalation) -> String {
        let steps = self.list(&expected.steps, |step| self.expected_step(step));
        let mut text = self.outcome_of(Phrase::ESCALATION, expected.of.as_ref(), &steps);
        self.add_scope(&mut text, Rule::name_expected, &expected.parties, None);
        text
    }

    /// `remind in 2025Q1` | `提醒 于 2025Q1`.
    fn expected_step(&self, step: &ExpectedStep) -> String {
        let action = step.action.as_ref().map_or_else(
            || self.say(Phrase::NONE).to_owned(),
            |action| self.action(action),
        );
        let period = self.say_with(Phrase::IN_PERIOD, &self.date(&step.period));
        format!("{action} {period}")
    }

    pub(super) fn expected_score(&self, expected: &ExpectedScore) -> String {
        let outcomes = self.list(&expected.outcomes, |outcome| self.outcome(outcome));
        let mut text = self.outcome_of(Phrase::SCORE, expected.of.as_ref(), &outcomes);
        let period = expected.period.as_ref();
        self.add_scope(&mut text, Rule::name_expected, &expected.entities, period);
        text
    }

    /// `score 7 …`, or `score …` where there is only one.
    fn outcome_of(&self, item: &'static Phrase, of: Option<&Str>, rest: &str) -> String {
        match of {
            Some(of) => format!("{} {} {rest}", self.say(item), self.id_or_title(of)),
            None => format!("{} {rest}", self.say(item)),
        }
    }

    fn outcome(&self, outcome: &Outcome) -> String {
        match outcome {
            Outcome::Total(total) => format!("= {}", self.quantity(total)),
            Outcome::NoTotal => self.say(Phrase::NO_TOTAL).to_owned(),
            Outcome::Grade(grade) => {
                self.say_with(Phrase::GRADE, &self.name_by(Rule::name_grade, grade))
            }
            Outcome::Rank(rank) => self
                .language
                .pick(format!("rank {rank}"), format!("第{rank}位")),
            Outcome::Listed { list, on, .. } => self.say(listed(*list, *on)).to_owned(),
        }
    }
}

fn listed(list: ListColour, on: bool) -> &'static Phrase {
    match (list, on) {
        (ListColour::Red, true) => Phrase::ON_THE_RED_LIST,
        (ListColour::Red, false) => Phrase::NOT_ON_THE_RED_LIST,
        (ListColour::Black, true) => Phrase::ON_THE_BLACK_LIST,
        (ListColour::Black, false) => Phrase::NOT_ON_THE_BLACK_LIST,
    }
}
