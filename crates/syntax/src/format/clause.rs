//! Clauses of policies, metrics, records and checks.

use dabiao_grammar::Rule;
use dabiao_grammar::vocabulary::Phrase;
use dabiao_model::Direction;

use super::Speller;
use crate::ast::{
    Alias, CheckClause, DateText, DeclarationClause, DeclaredValue, Field, FieldTypeText,
    LevelText, MetricClause, MetricOption, Name, PolicyClause, RecordClause, SegmentValue,
    StateText, Str, TaskRole,
};

impl Speller<'_> {
    pub(super) fn policy_clause(&self, clause: &PolicyClause) -> String {
        match clause {
            PolicyClause::Source(source) => self.say_with(Phrase::SOURCE, &self.text(source)),
            PolicyClause::Number(number) => {
                self.say_with(Phrase::NUMBER_OF_DOCUMENT, &self.text(number))
            }
            PolicyClause::Language(asked) => {
                self.say_with(Phrase::LANGUAGE, &asked.version.to_string())
            }
            PolicyClause::Issued(day) => self.say_with(Phrase::ISSUED, &day.date.to_string()),
            PolicyClause::InForce { from, to } => self.in_force(from, to.as_ref()),
            PolicyClause::Monitor(cadence) => {
                self.say_with(Phrase::MONITOR, self.adverb(cadence.cadence))
            }
            PolicyClause::Bulletin(cadence) => {
                self.say_with(Phrase::BULLETIN, self.adverb(cadence.cadence))
            }
            PolicyClause::Evaluate(cadence) => {
                self.say_with(Phrase::EVALUATE, self.adverb(cadence.cadence))
            }
            PolicyClause::Calendar(name) => self.say_with(Phrase::CALENDAR, &self.calendar(name)),
            PolicyClause::Limits(basis) => self.basis(*basis).to_owned(),
            PolicyClause::WorkingDay(hours) => {
                self.fill(Phrase::WORKING_DAY, &[("N", &self.quantity(hours))])
            }
            PolicyClause::UndatedIn(year) => {
                self.fill(Phrase::UNDATED_IN, &[("N", &year.to_string())])
            }
            PolicyClause::FiguresDue(time) => {
                self.fill(Phrase::FIGURES_DUE_AFTER, &[("N", &self.quantity(time))])
            }
            PolicyClause::EveryTask(role, names) => {
                let phrase = match role {
                    TaskRole::Lead => Phrase::EVERY_TASK_LEAD,
                    TaskRole::Jointly => Phrase::EVERY_TASK_JOINTLY,
                    TaskRole::Responsible => Phrase::EVERY_TASK_RESPONSIBLE,
                    TaskRole::With => Phrase::EVERY_TASK_WITH,
                    TaskRole::CarriedOutBy => Phrase::EVERY_TASK_CARRIED_OUT_BY,
                };
                self.say_with(phrase, &self.names(names))
            }
            PolicyClause::Level(code, level) => {
                let level = match level {
                    LevelText::Error => Phrase::LEVEL_ERROR,
                    LevelText::Warning => Phrase::LEVEL_WARNING,
                    LevelText::Note => Phrase::LEVEL_NOTE,
                };
                let rest = format!("{} {}", code.text, self.say(level));
                self.say_with(Phrase::LEVEL, &rest)
            }
            PolicyClause::Cite(cited) => self.cite(cited),
        }
    }

    fn in_force(&self, from: &DateText, to: Option<&DateText>) -> String {
        let from = self.say_with(Phrase::IN_FORCE, &self.date(from));
        match to {
            Some(to) => format!("{from} {}", self.say_with(Phrase::TO, &self.date(to))),
            None => from,
        }
    }

    /// The calendar that the language knows has a name in each language.
    fn calendar(&self, name: &Name) -> String {
        if Phrase::CHINA.is_spelled(&name.text) {
            self.say(Phrase::CHINA).to_owned()
        } else {
            self.name(name)
        }
    }

    pub(super) fn alias(&self, alias: &Alias) -> String {
        let name = self.name(&alias.name);
        match &alias.of {
            Some(of) => self.fill(Phrase::ALIAS_OF, &[("A", &name), ("B", &self.name(of))]),
            None => self.say_with(Phrase::ALIAS, &name),
        }
    }

    pub(super) fn declaration_clause(&self, clause: &DeclarationClause) -> String {
        match clause {
            DeclarationClause::Alias(alias) => self.alias(alias),
            DeclarationClause::Cite(cited) => self.cite(cited),
        }
    }

    pub(super) fn cite(&self, cited: &[Str]) -> String {
        self.say_with(Phrase::CITE, &self.cited(cited))
    }

    pub(super) fn metric_clause(&self, clause: &MetricClause) -> String {
        match clause {
            MetricClause::Alias(alias) => self.alias(alias),
            MetricClause::Better(Direction::Higher) => self.say(Phrase::BETTER_HIGHER).to_owned(),
            MetricClause::Better(Direction::Lower) => self.say(Phrase::BETTER_LOWER).to_owned(),
            MetricClause::Baseline { values, at } => {
                self.say_with(Phrase::BASELINE, &self.declared(values, at.as_ref()))
            }
            MetricClause::Benchmark { name, values, at } => {
                let values = self.declared(values, at.as_ref());
                self.say_with(Phrase::BENCHMARK, &format!("{} {values}", self.text(name)))
            }
            MetricClause::LastFigureCounts(time) => {
                self.fill(Phrase::LAST_FIGURE, &[("N", &self.quantity(time))])
            }
            MetricClause::ApproximateWithin(share) => {
                self.fill(Phrase::APPROXIMATE, &[("N", &self.quantity(share))])
            }
            MetricClause::Plausible(low, high) => self.fill(
                Phrase::PLAUSIBLE_RANGE,
                &[("A", &self.quantity(low)), ("B", &self.quantity(high))],
            ),
            MetricClause::Cite(cited) => self.cite(cited),
        }
    }

    /// Declared values with their date, or that they are submitted.
    fn declared(&self, values: &[SegmentValue], at: Option<&DateText>) -> String {
        if values.is_empty() {
            return self.say(Phrase::SUBMITTED).to_owned();
        }
        let values = self.list(values, |value| self.segment_value(value));
        match at {
            Some(at) => format!("{values} {}", self.say_with(Phrase::AT, &self.date(at))),
            None => values,
        }
    }

    fn segment_value(&self, value: &SegmentValue) -> String {
        let number = match &value.value {
            DeclaredValue::Quantity(quantity) => self.quantity(quantity),
            DeclaredValue::YesNo(yes) => self.yes_no(*yes).to_owned(),
        };
        match &value.segment {
            Some(segment) => format!("{} {number}", self.name(segment)),
            None => number,
        }
    }

    pub(super) fn metric_option(&self, option: &MetricOption) -> String {
        match option {
            MetricOption::In(unit) => self.say_with(Phrase::IN_UNIT, &self.unit(unit)),
            MetricOption::Per(kind) => self.per_kind(kind),
            MetricOption::Every(cadence) => self.per(cadence.cadence).to_owned(),
            MetricOption::SplitBy {
                name,
                segments,
                adding_up,
            } => self.split_by(name, segments, *adding_up),
            MetricOption::Flow => self.say(Phrase::FLOW).to_owned(),
            MetricOption::Stock => self.say(Phrase::STOCK).to_owned(),
            MetricOption::Cumulative => self.say(Phrase::CUMULATIVE).to_owned(),
            MetricOption::SumsUp => self.say(Phrase::SUMS_UP).to_owned(),
            MetricOption::TakesTheLast => self.say(Phrase::TAKES_THE_LAST).to_owned(),
            MetricOption::TakesTheMaximum => self.say(Phrase::TAKES_THE_MAXIMUM).to_owned(),
            MetricOption::AveragesWeightedBy(name) => {
                self.fill(Phrase::WEIGHTED_BY, &[("X", &self.name(name))])
            }
            MetricOption::PartOf(name) => self.say_with(Phrase::PART_OF, &self.name(name)),
        }
    }

    fn split_by(&self, name: &Name, segments: &[Name], adding_up: bool) -> String {
        let gap = self.language.pick(" ", "");
        let segments = self.bracketed(&self.name_list(segments));
        let split = self.say_with(
            Phrase::SPLIT_BY,
            &format!("{}{gap}{segments}", self.name(name)),
        );
        if adding_up {
            format!("{split}{gap}{}", self.say(Phrase::ADDING_UP))
        } else {
            split
        }
    }

    pub(super) fn record_clause(&self, clause: &RecordClause) -> String {
        match clause {
            RecordClause::Alias(alias) => self.alias(alias),
            RecordClause::Field(field) => self.field(field),
            RecordClause::Steps(steps) => {
                let steps: Vec<_> = steps.iter().map(|step| self.name(step)).collect();
                self.say_with(Phrase::STEPS, &steps.join(" → "))
            }
            RecordClause::CountedBy(event) => self.say_with(Phrase::COUNTED_BY, &self.name(event)),
            RecordClause::Cite(cited) => self.cite(cited),
        }
    }

    fn field(&self, field: &Field) -> String {
        let mut text = format!(
            "{}{}{}",
            self.name(&field.name),
            self.colon(),
            self.field_type(&field.ty)
        );
        if let Some(after) = &field.after {
            text.extend([" ", &self.say_with(Phrase::AFTER, &self.name(after))]);
        }
        if let Some(alias) = &field.alias {
            text.extend([
                self.comma(),
                &self.say_with(Phrase::ALIAS, &self.name(alias)),
            ]);
        }
        text
    }

    fn field_type(&self, ty: &FieldTypeText) -> String {
        match ty {
            FieldTypeText::PlannedDate => self.say(Phrase::PLANNED_DATE).to_owned(),
            FieldTypeText::Date => self.say(Phrase::DATE).to_owned(),
            FieldTypeText::Time => self.say(Phrase::TIME).to_owned(),
            FieldTypeText::YesNo => self.say(Phrase::YES_OR_NO).to_owned(),
            FieldTypeText::Text => self.say(Phrase::TEXT).to_owned(),
            FieldTypeText::States(states) => self.say_with(Phrase::STATES, &self.states(states)),
            FieldTypeText::Category(words) => {
                let gap = self.language.pick(" ", "");
                format!(
                    "{}{gap}{}",
                    self.say(Phrase::CATEGORY),
                    self.bracketed(&self.name_list(words))
                )
            }
            FieldTypeText::Number(None) => self.say(Phrase::NUMBER).to_owned(),
            FieldTypeText::Number(Some(unit)) => self.unit(unit),
        }
    }

    /// `found → in progress (partial) → done`
    fn states(&self, states: &[StateText]) -> String {
        let gap = self.language.pick(" ", "");
        let spell = |state: &StateText| {
            let name = if state.name.quoted {
                self.quote(&state.name.text)
            } else {
                self.name_read_by(Rule::name_state, &state.name.text)
            };
            if state.partial {
                format!(
                    "{name}{gap}{}",
                    self.bracketed(self.say(Phrase::PARTIAL_STATE))
                )
            } else {
                name
            }
        };
        states.iter().map(spell).collect::<Vec<_>>().join(" → ")
    }

    pub(super) fn check_clause(&self, clause: &CheckClause) -> String {
        match clause {
            CheckClause::Within(tolerance) => self.fill(
                Phrase::WITHIN_TOLERANCE,
                &[("N", &self.quantity(tolerance))],
            ),
            CheckClause::ToThePrintedDigits => self.say(Phrase::TO_THE_PRINTED_DIGITS).to_owned(),
            CheckClause::Blames(names) => self.say_with(Phrase::BLAMES, &self.name_list(names)),
            CheckClause::WarnOnly => self.say(Phrase::WARN_ONLY).to_owned(),
            CheckClause::For(names) => self.say_with(Phrase::FOR, &self.names(names)),
            CheckClause::ForWindow(window) => {
                self.say_with(Phrase::FOR_WINDOW, &self.window(window))
            }
            CheckClause::Cite(cited) => self.cite(cited),
            CheckClause::Because(reason) => self.say_with(Phrase::BECAUSE, &self.text(reason)),
        }
    }
}
