//! The plainest clauses of tests: figures and sign-offs that are given, verdicts that are expected.

use std::ops::Range;

use dabiao_grammar::vocabulary::Phrase;
use dabiao_model::{Grain, Period, SignOffState, State};

use super::cursor::Cursor;
use crate::ast::{
    DateText, Day, Expectation, ExpectedState, ExpectedStateKind, ExpectedVerdicts, Given,
    GivenFigure, GivenPeriod, GivenSignOff, GivenSource, GivenValue, GivenWhat, Name, Str,
    TestClause, When,
};
use crate::parse::reader::Reader;

/// A clause of a test before its numbers are read.
pub(super) enum TestLine {
    EvaluatedOn(DateText),
    Figures(Vec<FigureLine>, Tail),
    SignOff(GivenSignOff, Tail),
    Expect(Vec<Str>, ExpectedState, Tail),
}

/// A figure with its values.
pub(super) struct FigureLine {
    metric: Name,
    segment: Option<Name>,
    values: Vec<ValueLine>,
}

enum ValueLine {
    YesNo(bool),
    /// Where a number with its unit stands.
    Quantity(Range<usize>),
}

/// Whose and of which period.
#[derive(Default)]
pub(super) struct Tail {
    entities: Vec<Name>,
    period: Option<GivenPeriod>,
}

const SIGNED: [(&Phrase, SignOffState); 5] = [
    (Phrase::DONE, SignOffState::Done),
    (Phrase::PARTIAL, SignOffState::Partial),
    (Phrase::IN_PROGRESS, SignOffState::InProgress),
    (Phrase::FIRST_RESULT, SignOffState::StageResult),
    (Phrase::NOT_STARTED, SignOffState::NotStarted),
];

const STATES: [(&Phrase, ExpectedStateKind); 11] = [
    (Phrase::MET, ExpectedStateKind::Verdict(State::Met)),
    (Phrase::UNMET, ExpectedStateKind::Verdict(State::Unmet)),
    (Phrase::NO_DATA, ExpectedStateKind::Verdict(State::NoData)),
    (
        Phrase::NOT_APPLICABLE,
        ExpectedStateKind::Verdict(State::NotApplicable),
    ),
    (Phrase::INVALID, ExpectedStateKind::Verdict(State::Invalid)),
    (Phrase::AT_RISK, ExpectedStateKind::Verdict(State::AtRisk)),
    (Phrase::ON_TRACK, ExpectedStateKind::Verdict(State::OnTrack)),
    (Phrase::PENDING, ExpectedStateKind::Verdict(State::Pending)),
    (Phrase::HOLDS, ExpectedStateKind::Holds),
    (Phrase::FAILS, ExpectedStateKind::Fails),
    (
        Phrase::CANNOT_BE_CHECKED,
        ExpectedStateKind::CannotBeChecked,
    ),
];

impl Cursor<'_> {
    /// A clause of a test, up to the end of the line.
    pub(super) fn test_clause(&mut self) -> Option<TestLine> {
        let line = match self.peek()? {
            'g' | '设' => {
                self.behind(Phrase::GIVEN, |cursor| Some(cursor.at()))?;
                self.given()?
            }
            'e' | '应' | '评' => {
                if let Some(date) = self.behind(Phrase::EVALUATED_ON, Self::date) {
                    TestLine::EvaluatedOn(date)
                } else {
                    self.behind(Phrase::EXPECT, Self::expected)?
                }
            }
            _ => return None,
        };
        self.is_done().then_some(line)
    }

    fn given(&mut self) -> Option<TestLine> {
        let start = self.at();
        if let Some((milestones, state, _)) = self.ids_with(&SIGNED) {
            self.blanks();
            let on = match self.peek() {
                Some('0'..='9') => Some(self.day()?),
                _ => None,
            };
            let signoff = GivenSignOff {
                milestones,
                state,
                on,
            };
            return Some(TestLine::SignOff(signoff, self.tail(true)?));
        }
        self.back(start);
        let mut figures = vec![self.figure_line()?];
        loop {
            self.blanks();
            if !self.sign(&[',', '，', '、']) {
                return Some(TestLine::Figures(figures, self.tail(true)?));
            }
            self.blanks();
            match self.peek()? {
                '0'..='9' => figures.last_mut()?.values.push(self.value_line()?),
                _ => figures.push(self.figure_line()?),
            }
        }
    }

    /// `SME share (towns) = 70%`.
    fn figure_line(&mut self) -> Option<FigureLine> {
        let metric = self.name()?;
        self.blanks();
        let segment = if self.sign(&['(', '（']) {
            self.blanks();
            let segment = self.name()?;
            self.blanks();
            if !self.sign(&[')', '）']) {
                return None;
            }
            Some(segment)
        } else {
            None
        };
        self.blanks();
        if !self.sign(&['=', '＝']) {
            return None;
        }
        self.blanks();
        Some(FigureLine {
            metric,
            segment,
            values: vec![self.value_line()?],
        })
    }

    fn value_line(&mut self) -> Option<ValueLine> {
        if self.phrase(Phrase::YES) {
            return Some(ValueLine::YesNo(true));
        }
        if self.phrase(Phrase::NO) {
            return Some(ValueLine::YesNo(false));
        }
        self.quantity().map(ValueLine::Quantity)
    }

    fn expected(&mut self) -> Option<TestLine> {
        let start = self.at();
        let (of, kind, place) = self.ids_with(&STATES)?;
        // What has no digit may be a word of the language: `escalation`, `score`.
        let first = self.slice(&(start..self.at())).split([',', ' ']).next();
        if !first?.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let span = self.span(place);
        Some(TestLine::Expect(
            of,
            ExpectedState { kind, span },
            self.tail(false)?,
        ))
    }

    /// Ids or titles, and which of some phrases stands behind them, and where.
    fn ids_with<T: Copy>(
        &mut self,
        phrases: &[(&Phrase, T)],
    ) -> Option<(Vec<Str>, T, Range<usize>)> {
        let ids = self.cited()?;
        if !self.blanks() {
            return None;
        }
        let start = self.at();
        let (_, found) = phrases.iter().find(|(phrase, _)| self.phrase(phrase))?;
        Some((ids, *found, start..self.at()))
    }

    /// `for 临夏县 in 2025Q1`, up to the end of the line; `from 2025Q1` only where figures are given, since the name of
    /// somebody expected goes on over it, and each once, since a name goes on over a second `for`.
    fn tail(&mut self, is_given: bool) -> Option<Tail> {
        let mut tail = Tail::default();
        while !self.is_done() {
            self.blanks();
            if self.sign(&[',', '，', '、']) {
                self.blanks();
            }
            if tail.entities.is_empty()
                && let Some(names) = self.behind(Phrase::FOR, Self::names)
            {
                tail.entities = names.names;
                continue;
            }
            if tail.period.is_some() {
                return None;
            }
            if is_given && self.phrase(Phrase::FROM) {
                self.blanks();
                tail.period = Some(GivenPeriod::From(self.date()?));
                continue;
            }
            if !self.phrase(Phrase::IN_PERIOD) {
                return None;
            }
            self.blanks();
            let first = self.date()?;
            let end = self.at();
            self.blanks();
            let last = if self.phrase(Phrase::TO) {
                self.blanks();
                Some(self.date()?)
            } else {
                self.back(end);
                None
            };
            tail.period = Some(GivenPeriod::In(first, last));
        }
        Some(tail)
    }

    /// A date or period in digits: `2025`, `2025-04`, `2025-04-30`, `2025Q1`.
    pub(super) fn date(&mut self) -> Option<DateText> {
        let start = self.at();
        let period = self.period()?;
        Some(DateText {
            when: When::Period(period),
            end: false,
            bare_before: false,
            span: self.span(start..self.at()),
        })
    }

    fn day(&mut self) -> Option<Day> {
        let start = self.at();
        let period = self.period()?;
        (period.grain() == Grain::Day).then(|| Day {
            date: period.start(),
            span: self.span(start..self.at()),
        })
    }

    fn period(&mut self) -> Option<Period> {
        let text = self.run(|c| c.is_ascii_digit() || matches!(c, '-' | 'Q' | 'H'));
        let mut parts = text.split('-').skip(1);
        let plain = match text.find(['Q', 'H']) {
            Some(at) => at == 4 && text.len() == 6,
            None => parts.all(|part| matches!(part.len(), 1 | 2)),
        };
        Period::parse(text)
            .ok()
            .filter(|_| plain && self.word_ends())
    }
}

impl Reader<'_> {
    /// The tree of a test's clause.
    pub(super) fn quick_test(&mut self, cursor: &Cursor<'_>, line: TestLine) -> TestClause {
        match line {
            TestLine::EvaluatedOn(date) => TestClause::EvaluatedOn(date),
            TestLine::Figures(figures, tail) => {
                let figures = figures.into_iter().map(|it| self.quick_figure(cursor, it));
                given(GivenWhat::Figures(figures.collect()), tail)
            }
            TestLine::SignOff(signoff, tail) => given(GivenWhat::SignOffs(vec![signoff]), tail),
            TestLine::Expect(of, state, Tail { entities, period }) => {
                TestClause::Expect(Expectation::Verdicts(ExpectedVerdicts {
                    of_checks: false,
                    of,
                    tier: None,
                    state,
                    entities,
                    period,
                    margin: None,
                    actual: None,
                    late: None,
                }))
            }
        }
    }

    fn quick_figure(&mut self, cursor: &Cursor<'_>, line: FigureLine) -> GivenFigure {
        let values = line.values.into_iter().map(|value| match value {
            ValueLine::YesNo(yes) => GivenValue::YesNo(yes),
            ValueLine::Quantity(range) => {
                let text = cursor.slice(&range);
                GivenValue::Exactly(self.quantity_of(text, cursor.span(range)))
            }
        });
        GivenFigure {
            values: values.collect(),
            metric: line.metric,
            segment: line.segment,
            source: GivenSource::Actual,
        }
    }
}

fn given(what: GivenWhat, Tail { entities, period }: Tail) -> TestClause {
    TestClause::Given(Given {
        what,
        entities,
        period,
        submitted_on: None,
        evidence: None,
    })
}
