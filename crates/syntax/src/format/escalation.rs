//! Escalations and their steps.

use dabiao_grammar::Rule;
use dabiao_grammar::vocabulary::Phrase;
use dabiao_model::Language;

use super::Speller;
use super::item::{CLAUSE, write_clauses};
use super::layout::Page;
use crate::ast::{
    ActionText, CountedText, Escalation, EscalationClause, ListColour, Name, PartyText, RunText,
    StepText, Trivia, WatchText, WatchedText,
};

impl Speller<'_> {
    pub(super) fn write_escalation(
        &self,
        page: &mut Page,
        escalation: &Escalation,
        trivia: &Trivia,
    ) {
        let label = self.id_and_title(escalation.id.as_ref(), escalation.title.as_ref());
        let gap = if label.is_empty() { " " } else { self.colon() };
        let mut line = format!(
            "{}{label}{gap}{} {}",
            self.say(Phrase::ESCALATION),
            self.say(Phrase::FOR),
            self.watch(&escalation.watch)
        );
        if let Some(party) = &escalation.party {
            line.extend([self.comma(), &self.party(party)]);
        }
        if let Some(cadence) = &escalation.cadence {
            line.extend([self.comma(), self.each(cadence.cadence)]);
        }
        page.line(0, &line, trivia);
        write_clauses(page, CLAUSE, &escalation.clauses, |clause| {
            self.escalation_clause(clause)
        });
    }

    fn watch(&self, watch: &WatchText) -> String {
        let list = |watched: &[WatchedText]| {
            self.list(watched, |it| match it {
                WatchedText::Item(id) => id.text.to_string(),
                WatchedText::Task(id) => self.say_with(Phrase::TASK, &id.text),
            })
        };
        match watch {
            WatchText::AllTargets(except) if except.is_empty() => {
                self.say(Phrase::ALL_TARGETS).to_owned()
            }
            WatchText::AllTargets(except) => {
                let except = self.fill(Phrase::EXCEPT_ONES, &[("A", &list(except))]);
                let gap = self.language.pick(" ", "，");
                format!("{}{gap}{except}", self.say(Phrase::ALL_TARGETS))
            }
            WatchText::These(watched) => list(watched),
            WatchText::List(colour, score) => {
                let list = self.say(match colour {
                    ListColour::Red => Phrase::RED_LIST,
                    ListColour::Black => Phrase::BLACK_LIST,
                });
                score.as_ref().map_or_else(
                    || list.to_owned(),
                    |id| self.fill(Phrase::LIST_OF_SCORE, &[("A", list), ("X", &id.text)]),
                )
            }
            WatchText::Total(score, op, marks) => {
                let id = score
                    .as_ref()
                    .map_or(String::new(), |id| format!("{} ", id.text));
                format!(
                    "{} {id}{op} {}",
                    self.say(Phrase::SCORE),
                    self.quantity(marks)
                )
            }
        }
    }

    fn party(&self, party: &PartyText) -> String {
        match party {
            PartyText::Lead => self.say(Phrase::PER_LEAD).to_owned(),
            PartyText::Responsible => self.say(Phrase::PER_RESPONSIBLE).to_owned(),
            PartyText::Entity => self.say(Phrase::PER_ENTITY).to_owned(),
            PartyText::Kind(kind) if is_party(&kind.text) => {
                self.say_with(Phrase::PER, &self.quote(&kind.text))
            }
            PartyText::Kind(kind) => self.per_kind(kind),
        }
    }

    fn escalation_clause(&self, clause: &EscalationClause) -> String {
        match clause {
            EscalationClause::Step(step) => self.step(step),
            EscalationClause::ResetByAMetPeriod => {
                self.say(Phrase::RESET_BY_A_MET_PERIOD).to_owned()
            }
            EscalationClause::ResetByAMetYear => self.say(Phrase::RESET_BY_A_MET_YEAR).to_owned(),
            EscalationClause::Except(names) => {
                self.fill(Phrase::EXCEPT_ONES, &[("A", &self.names(names))])
            }
            EscalationClause::Cite(cited) => self.say_with(Phrase::CITE, &self.cited(cited)),
            EscalationClause::Because(reason) => self.say_with(Phrase::BECAUSE, &self.text(reason)),
        }
    }

    fn step(&self, step: &StepText) -> String {
        let action = self.action(&step.action);
        let by = step.by.as_ref().map(|by| {
            let by = self.actor(by);
            self.say_with(Phrase::BY_WHOM, &by)
        });
        let to = step.to.as_ref().map_or_else(String::new, |to| {
            format!(" {}", self.say_with(Phrase::TO, &self.name(to)))
        });
        let times = self.times(step);
        match self.language {
            Language::English => {
                let by = by.map(|by| format!(" {by}")).unwrap_or_default();
                format!("{times} {action}{by}{to}")
            }
            Language::Chinese => {
                let by = by.map(|by| format!("{by} ")).unwrap_or_default();
                format!("{times}，{by}{action}{to}")
            }
        }
    }

    pub(super) fn action(&self, action: &ActionText) -> String {
        match action {
            ActionText::Remind => self.say(Phrase::REMIND).to_owned(),
            ActionText::Interview => self.say(Phrase::INTERVIEW).to_owned(),
            ActionText::Refer => self.say(Phrase::REFER).to_owned(),
            ActionText::Commend => self.say(Phrase::COMMEND).to_owned(),
            ActionText::Own(text) => self.text(text),
        }
    }

    /// `after 2 consecutive misses` | `连续2次未达标`.
    fn times(&self, step: &StepText) -> String {
        let count = step.count;
        let one = count == 1;
        let counted = match (step.counted, self.language) {
            (CountedText::Misses, Language::English) if one => "miss",
            (CountedText::Misses, _) => self.say(Phrase::MISSES),
            (CountedText::Met, _) => self.say(Phrase::TIMES_MET),
        };
        let consecutive = self.say(Phrase::CONSECUTIVE);
        match self.language {
            Language::English => {
                let head = format!("{} {count}", Phrase::AFTER_TIMES.en());
                match &step.run {
                    RunText::Consecutive => format!("{head} {consecutive} {counted}"),
                    RunText::InAYear => {
                        format!("{head} {counted} {}", self.say(Phrase::IN_A_YEAR))
                    }
                    RunText::In(time) => {
                        let time = self.say_with(Phrase::IN_SPAN, &self.quantity(time));
                        format!("{head} {counted} {time}")
                    }
                    RunText::Unsaid => format!("{head} {counted}"),
                }
            }
            Language::Chinese => match &step.run {
                RunText::Consecutive => format!("{consecutive}{count}{counted}"),
                RunText::InAYear => format!("{}{count}{counted}", self.say(Phrase::IN_A_YEAR)),
                RunText::In(time) => format!(
                    "{}{}{count}{counted}",
                    self.quantity(time),
                    self.say(Phrase::INSIDE)
                ),
                RunText::Unsaid => format!("{count}{counted}"),
            },
        }
    }

    /// Who acts: in quotes where a word of the language would end the name.
    fn actor(&self, by: &Name) -> String {
        if by.quoted {
            self.quote(&by.text)
        } else {
            self.name_read_by(Rule::name_by, &by.text)
        }
    }
}

/// Whether a kind's name would be read as one of the other parties.
fn is_party(kind: &str) -> bool {
    let named = |phrase: &Phrase| {
        phrase.spellings().any(|spelling| {
            spelling
                .split_once(' ')
                .is_some_and(|(_, name)| name == kind)
        })
    };
    [
        Phrase::PER_LEAD,
        Phrase::PER_RESPONSIBLE,
        Phrase::PER_ENTITY,
    ]
    .into_iter()
    .any(named)
}
