//! Tests of a policy: what they give and expect.

use dabiao_grammar::Rule;
use dabiao_grammar::vocabulary::Phrase;
use dabiao_model::{SignOffState, State, Tier};

use super::Speller;
use super::value::is_read_by;
use crate::ast::{
    Expectation, ExpectedActual, ExpectedStateKind, ExpectedVerdicts, Given, GivenCell, GivenField,
    GivenFigure, GivenPeriod, GivenSignOff, GivenSource, GivenValue, GivenWhat, Name, Str,
    TestClause,
};

impl Speller<'_> {
    pub(super) fn test_clause(&self, clause: &TestClause) -> String {
        match clause {
            TestClause::EvaluatedOn(date) => self.say_with(Phrase::EVALUATED_ON, &self.date(date)),
            TestClause::Given(given) => self.say_with(Phrase::GIVEN, &self.given(given)),
            TestClause::Expect(expectation) => {
                self.say_with(Phrase::EXPECT, &self.expectation(expectation))
            }
        }
    }

    fn given(&self, given: &Given) -> String {
        let mut text = match &given.what {
            GivenWhat::Figures(figures) => self.list(figures, |figure| self.given_figure(figure)),
            GivenWhat::Rows {
                record,
                fields,
                count,
            } => self.given_rows(record, fields, *count),
            GivenWhat::SignOffs(signoffs) => {
                self.list(signoffs, |signoff| self.given_signoff(signoff))
            }
        };
        self.add_scope(
            &mut text,
            Rule::name_given,
            &given.entities,
            given.period.as_ref(),
        );
        if let Some(day) = given.submitted_on {
            let day = self.say_with(Phrase::SUBMITTED_ON, &day.date.to_string());
            text.extend([self.comma(), &day]);
        }
        if let Some(evidence) = &given.evidence {
            let evidence = self.say_with(Phrase::WITH_EVIDENCE, &self.text(evidence));
            text.extend([self.comma(), &evidence]);
        }
        text
    }

    /// `for 临夏县 in 2025Q1` | `，对 临夏县，于 2025Q1`.
    pub(super) fn add_scope(
        &self,
        text: &mut String,
        rule: Rule,
        entities: &[Name],
        period: Option<&GivenPeriod>,
    ) {
        let gap = self.language.pick(" ", "，");
        if !entities.is_empty() {
            let names = self.list(entities, |name| self.name_by(rule, name));
            text.extend([gap, &self.say_with(Phrase::FOR, &names)]);
        }
        if let Some(period) = period {
            text.extend([gap, &self.given_period(period)]);
        }
    }

    /// A name where `rule` reads names; in quotes where it would not.
    pub(super) fn name_by(&self, rule: Rule, name: &Name) -> String {
        if name.quoted {
            self.name(name)
        } else {
            self.name_read_by(rule, &name.text)
        }
    }

    fn given_period(&self, period: &GivenPeriod) -> String {
        match period {
            GivenPeriod::In(from, None) => self.say_with(Phrase::IN_PERIOD, &self.date(from)),
            GivenPeriod::In(from, Some(to)) => {
                let from = self.say_with(Phrase::IN_PERIOD, &self.date(from));
                format!("{from} {}", self.say_with(Phrase::TO, &self.date(to)))
            }
            GivenPeriod::AsOf(day) => self.say_with(Phrase::AS_OF, &self.date(day)),
            GivenPeriod::Since(from, to) => {
                let from = self.say_with(Phrase::COUNTED_SINCE, &self.date(from));
                format!("{from} {}", self.say_with(Phrase::TO, &self.date(to)))
            }
            GivenPeriod::From(from) => {
                let from = self.say_with(Phrase::FROM, &self.date(from));
                format!("{from} {}", self.say(Phrase::FROM_ON))
                    .trim_end()
                    .to_owned()
            }
        }
    }

    fn given_figure(&self, figure: &GivenFigure) -> String {
        let mut metric = self.name_by(Rule::name_given, &figure.metric);
        if let Some(segment) = &figure.segment {
            let gap = self.language.pick(" ", "");
            metric.extend([gap, &self.bracketed(&self.name(segment))]);
        }
        let metric = match &figure.source {
            GivenSource::Actual => metric,
            GivenSource::Benchmark(name) => self.fill(
                Phrase::BENCHMARK_OF,
                &[("A", &self.text(name)), ("X", &metric)],
            ),
            GivenSource::Baseline => self.fill(Phrase::BASELINE_OF, &[("X", &metric)]),
        };
        let equals = match figure.values.first() {
            Some(GivenValue::Exactly(_) | GivenValue::YesNo(_)) => " = ",
            _ => " ",
        };
        format!(
            "{metric}{equals}{}",
            self.list(&figure.values, |value| self.given_value(value))
        )
    }

    fn given_value(&self, value: &GivenValue) -> String {
        match value {
            GivenValue::Exactly(quantity) => self.quantity(quantity),
            GivenValue::Bound(op, quantity) => format!("{op} {}", self.quantity(quantity)),
            GivenValue::About(quantity) => self.say_with(Phrase::ABOUT, &self.quantity(quantity)),
            GivenValue::Between(low, high) => self
                .fill(
                    Phrase::IS_BETWEEN,
                    &[
                        ("X", ""),
                        ("A", &self.quantity(low)),
                        ("B", &self.quantity(high)),
                    ],
                )
                .trim_start()
                .to_owned(),
            GivenValue::YesNo(yes) => self.yes_no(*yes).to_owned(),
            GivenValue::NotSubmitted => self.say(Phrase::NOT_SUBMITTED).to_owned(),
        }
    }

    fn given_rows(&self, record: &Name, fields: &[GivenField], count: Option<u32>) -> String {
        let record = self.name_by(Rule::name_given, record);
        let mut text = format!("{record}{}", self.colon());
        if fields.is_empty() {
            text.push_str(self.say(Phrase::NONE));
        }
        text.push_str(&self.list(fields, |field| self.given_field(field)));
        if let Some(count) = count {
            let gap = self.language.pick(" ", "");
            let rows = self.say(Phrase::ROWS);
            text.extend([self.comma(), &count.to_string(), gap, rows]);
        }
        text
    }

    fn given_field(&self, field: &GivenField) -> String {
        let name = self.name_by(Rule::name_row, &field.field);
        let is = |value: &str| format!("{name} {} {value}", self.say(Phrase::IS));
        match &field.value {
            None => name,
            Some(GivenCell::Day(day)) => format!("{name} {}", day.date),
            Some(GivenCell::Time(minute)) => {
                format!("{name} {}", minute.time.format("%Y-%m-%d %H:%M"))
            }
            Some(GivenCell::Quantity(quantity)) => format!("{name} {}", self.quantity(quantity)),
            Some(GivenCell::YesNo(yes)) => is(self.yes_no(*yes)),
            Some(GivenCell::Text(word)) => is(&self.name_by(Rule::name_row, word)),
        }
    }

    fn given_signoff(&self, signoff: &GivenSignOff) -> String {
        let state = self.say(match signoff.state {
            SignOffState::Done => Phrase::DONE,
            SignOffState::Partial => Phrase::PARTIAL,
            SignOffState::InProgress => Phrase::IN_PROGRESS,
            SignOffState::StageResult => Phrase::FIRST_RESULT,
            SignOffState::NotStarted => Phrase::NOT_STARTED,
        });
        let names = self.list(&signoff.milestones, |name| self.id_or_title(name));
        let text = format!("{names} {state}");
        match signoff.on {
            Some(day) => format!("{text} {}", day.date),
            None => text,
        }
    }

    /// An id, or a title in quotes.
    pub(super) fn id_or_title(&self, text: &Str) -> String {
        if is_read_by(Rule::id, &text.text) {
            text.text.to_string()
        } else {
            self.text(text)
        }
    }

    fn expectation(&self, expectation: &Expectation) -> String {
        match expectation {
            Expectation::NoFinding => self.say(Phrase::NO_FINDING).to_owned(),
            Expectation::Findings(codes) => {
                let codes = self.list(codes, |code| code.text.to_string());
                self.say_with(Phrase::FINDING, &codes)
            }
            Expectation::Verdicts(expected) => self.expected_verdicts(expected),
            Expectation::Escalation(expected) => self.expected_escalation(expected),
            Expectation::Score(expected) => self.expected_score(expected),
        }
    }

    fn expected_verdicts(&self, expected: &ExpectedVerdicts) -> String {
        let of = self.list(&expected.of, |id| self.id_or_title(id));
        let mut text = if expected.of_checks {
            self.say_with(Phrase::CHECK, &of)
        } else {
            of
        };
        text.extend([" ", self.say(state(expected.state.kind))]);
        if let Some(expected) = expected.tier {
            text.extend([self.comma(), self.say(tier(expected.tier))]);
        }
        let period = expected.period.as_ref();
        self.add_scope(&mut text, Rule::name_expected, &expected.entities, period);
        let actual = expected.actual.as_ref().map(|actual| match actual {
            ExpectedActual::Quantity(quantity) => self.quantity(quantity),
            ExpectedActual::YesNo(yes) => self.yes_no(*yes).to_owned(),
        });
        let margin = expected.margin.as_ref().map(|margin| self.quantity(margin));
        let late = expected.late.as_ref().map(|late| self.quantity(late));
        let parts = [
            (Phrase::ACTUAL, actual),
            (Phrase::MARGIN, margin),
            (Phrase::LATE, late),
        ];
        for (phrase, value) in parts {
            if let Some(value) = value {
                text.extend([self.comma(), &self.say_with(phrase, &value)]);
            }
        }
        text
    }
}

fn tier(tier: Tier) -> &'static Phrase {
    match tier {
        Tier::Blue => Phrase::TIER_BLUE,
        Tier::Yellow => Phrase::TIER_YELLOW,
        Tier::Orange => Phrase::TIER_ORANGE,
        Tier::Red => Phrase::TIER_RED,
    }
}

fn state(kind: ExpectedStateKind) -> &'static Phrase {
    match kind {
        ExpectedStateKind::Holds => Phrase::HOLDS,
        ExpectedStateKind::Fails => Phrase::FAILS,
        ExpectedStateKind::CannotBeChecked => Phrase::CANNOT_BE_CHECKED,
        ExpectedStateKind::Verdict(state) => match state {
            State::NotApplicable => Phrase::NOT_APPLICABLE,
            State::Invalid => Phrase::INVALID,
            State::Met => Phrase::MET,
            State::Unmet => Phrase::UNMET,
            State::NoData => Phrase::NO_DATA,
            State::AtRisk => Phrase::AT_RISK,
            State::OnTrack => Phrase::ON_TRACK,
            State::Pending => Phrase::PENDING,
        },
    }
}
