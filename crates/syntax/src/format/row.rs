//! Conditions on the rows of a record.

use dabiao_grammar::Rule;
use dabiao_grammar::vocabulary::Phrase;
use dabiao_model::Language;

use super::Speller;
use super::value::is_read_by;
use crate::ast::{Name, Quantity, RowCondition, RowConditionKind};

impl Speller<'_> {
    pub(super) fn rows(&self, rows: &RowCondition) -> String {
        match &rows.kind {
            RowConditionKind::Is { field, value } => self.fill(
                Phrase::FIELD_IS,
                &[("E", &self.name(field)), ("A", &self.expr(value))],
            ),
            RowConditionKind::In { field, values } => self.fill(
                Phrase::FIELD_IN,
                &[("E", &self.name(field)), ("A", &self.name_list(values))],
            ),
            RowConditionKind::Compare { field, op, value } => self.bracketed(&format!(
                "{} {op} {}",
                self.name(field),
                self.quantity(value)
            )),
            RowConditionKind::AtLeast { field, state } => self.fill(
                Phrase::FIELD_AT_LEAST,
                &[("E", &self.name(field)), ("A", &self.name(state))],
            ),
            RowConditionKind::PartlyDone(field) => self.fill(
                Phrase::FIELD_IS,
                &[
                    ("E", &self.name(field)),
                    ("A", self.say(Phrase::PARTLY_DONE)),
                ],
            ),
            RowConditionKind::FilledIn(field) => {
                format!("{} {}", self.name(field), self.say(Phrase::FILLED_IN))
            }
            RowConditionKind::EveryStepDone => self.say(Phrase::EVERY_STEP_DONE).to_owned(),
            RowConditionKind::Happened(event) => self.name(event),
            RowConditionKind::OpenFor { event, limit } => self.open_for(event, limit),
            RowConditionKind::And(parts) => self.joined(parts, Phrase::AND),
            RowConditionKind::Or(parts) => self.joined(parts, Phrase::OR),
            RowConditionKind::Not(inner) => self.say_with(Phrase::NOT, &self.denied(inner)),
            RowConditionKind::Bracket(inner) => self.bracketed(&self.rows(inner)),
        }
    }

    fn joined(&self, parts: &[RowCondition], word: &'static Phrase) -> String {
        let word = format!(" {} ", self.say(word));
        parts
            .iter()
            .map(|part| self.rows(part))
            .collect::<Vec<_>>()
            .join(&word)
    }

    /// An event that has not happened is bracketed before it is denied again: 非 未审结 would be one word too many.
    fn denied(&self, rows: &RowCondition) -> String {
        let text = self.rows(rows);
        if matches!(rows.kind, RowConditionKind::OpenFor { .. }) {
            self.bracketed(&text)
        } else {
            text
        }
    }

    /// `not closed for more than 12 months` | `未审结 超过12个月`; `非` where `未` cannot stand glued to the name.
    fn open_for(&self, event: &Name, limit: &Quantity) -> String {
        let (event, limit) = (self.name(event), self.quantity(limit));
        if self.language == Language::Chinese
            && !is_read_by(Rule::open_event, &format!("未{event}"))
        {
            return format!(
                "{} {event} {}{limit}",
                self.say(Phrase::NOT),
                self.say(Phrase::FOR_MORE_THAN)
            );
        }
        self.fill(Phrase::OPEN_FOR, &[("E", &event), ("N", &limit)])
    }
}
