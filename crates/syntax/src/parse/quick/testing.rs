//! The plainest clauses of tests: figures and sign-offs that are given, verdicts that are expected.

use std::ops::Range;

use dabiao_grammar::vocabulary::Phrase;
use dabiao_model::{SignOffState, State};

use super::cases::FieldLine;
use super::cursor::Cursor;
use crate::ast::{
    DateText, Expectation, ExpectedActual, ExpectedState, ExpectedStateKind, ExpectedVerdicts,
    Given, GivenFigure, GivenPeriod, GivenSignOff, GivenSource, GivenValue, GivenWhat, Name,
    Quantity, Str, TestClause,
};
use crate::parse::reader::Reader;

/// A clause of a test before its numbers are read.
pub(super) enum TestLine {
    EvaluatedOn(DateText),
    Figures(Vec<FigureLine>, Tail),
    SignOffs(Vec<GivenSignOff>, Tail),
    Rows(Name, Vec<FieldLine>, Option<u32>, Tail),
    Expect(bool, Vec<Str>, ExpectedState, Tail, Figures),
}

/// What is expected of a verdict beside its state: where these numbers stand.
#[derive(Default)]
pub(super) struct Figures {
    margin: Option<Range<usize>>,
    actual: Option<Range<usize>>,
    late: Option<Range<usize>>,
}

/// A figure with its values.
pub(super) struct FigureLine {
    metric: Name,
    segment: Option<Name>,
    values: Vec<ValueLine>,
}

pub(super) enum ValueLine {
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
        if let Some(first) = self.attempt(Self::signoff) {
            let mut signoffs = vec![first];
            while let Some(next) = self.attempt(|it| {
                it.blanks();
                it.sign(&[',', '，', '、']).then(|| it.blanks())?;
                it.signoff()
            }) {
                signoffs.push(next);
            }
            return Some(TestLine::SignOffs(signoffs, self.tail(true)?));
        }
        self.back(start);
        let first = self.name()?;
        self.blanks();
        if self.sign(&[':', '：']) {
            self.blanks();
            return self.rows(first);
        }
        let mut figures = vec![self.figure_line(first)?];
        loop {
            let end = self.at();
            self.blanks();
            if !self.sign(&[',', '，', '、']) {
                break;
            }
            self.blanks();
            if self.peek()?.is_ascii_digit() {
                figures.last_mut()?.values.push(self.value_line()?);
            } else if let Some(value) = self.value_line() {
                figures.last_mut()?.values.push(value);
            } else if let Some(metric) = self.name() {
                figures.push(self.figure_line(metric)?);
            } else {
                self.back(end);
                break;
            }
        }
        Some(TestLine::Figures(figures, self.tail(true)?))
    }

    /// `K1.1, 2.2 done 2025-03-20`.
    fn signoff(&mut self) -> Option<GivenSignOff> {
        let (milestones, state, _) = self.ids_with(&SIGNED)?;
        let end = self.at();
        self.blanks();
        let on = if self.peek().is_some_and(|c| c.is_ascii_digit()) {
            Some(self.day()?)
        } else {
            self.back(end);
            None
        };
        Some(GivenSignOff {
            milestones,
            state,
            on,
        })
    }

    /// `(towns) = 70%` behind the metric's name.
    fn figure_line(&mut self, metric: Name) -> Option<FigureLine> {
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

    pub(super) fn value_line(&mut self) -> Option<ValueLine> {
        if self.phrase(Phrase::YES) {
            return Some(ValueLine::YesNo(true));
        }
        if self.phrase(Phrase::NO) {
            return Some(ValueLine::YesNo(false));
        }
        self.quantity().map(ValueLine::Quantity)
    }

    fn expected(&mut self) -> Option<TestLine> {
        let of_checks = self.phrase(Phrase::CHECK);
        self.blanks();
        let start = self.at();
        let (of, kind, place) = self.ids_with(&STATES)?;
        // What has no digit may be a word of the language: `escalation`, `score`.
        let first = self.slice(&(start..self.at())).split([',', ' ']).next();
        if !of_checks && !first?.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let span = self.span(place);
        let mut figures = Figures::default();
        let tail = self.tail_with(false, |cursor| cursor.expected_figure(&mut figures))?;
        Some(TestLine::Expect(
            of_checks,
            of,
            ExpectedState { kind, span },
            tail,
            figures,
        ))
    }

    /// `margin 1.25 points`; each once.
    fn expected_figure(&mut self, figures: &mut Figures) -> bool {
        let wanted = [
            (Phrase::MARGIN, &mut figures.margin),
            (Phrase::ACTUAL, &mut figures.actual),
            (Phrase::LATE, &mut figures.late),
        ];
        wanted.into_iter().any(|(phrase, slot)| {
            if slot.is_none() {
                let read = if *phrase == *Phrase::LATE {
                    Self::quantity
                } else {
                    Self::signed_quantity
                };
                *slot = self.attempt(|it| it.behind(phrase, read).filter(|_| it.ends_part()));
                return slot.is_some();
            }
            false
        })
    }

    /// Whether a comma or the end of the line comes next: another word would be read as a unit.
    fn ends_part(&mut self) -> bool {
        let at = self.at();
        self.blanks();
        let ends = self.is_done() || matches!(self.peek(), Some(',' | '，' | '、'));
        self.back(at);
        ends
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
    pub(super) fn tail(&mut self, is_given: bool) -> Option<Tail> {
        self.tail_with(is_given, |_| false)
    }

    /// The same with something else that may stand among it.
    fn tail_with(
        &mut self,
        is_given: bool,
        mut other: impl FnMut(&mut Self) -> bool,
    ) -> Option<Tail> {
        let mut tail = Tail::default();
        while !self.is_done() {
            self.blanks();
            if self.sign(&[',', '，', '、']) {
                self.blanks();
            }
            if other(self) {
                continue;
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
                let end = self.at();
                self.blanks();
                if !self.phrase(Phrase::FROM_ON) {
                    self.back(end);
                }
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
            TestLine::SignOffs(signoffs, tail) => given(GivenWhat::SignOffs(signoffs), tail),
            TestLine::Rows(record, fields, count, tail) => {
                let fields = fields.into_iter().map(|it| self.quick_field(cursor, it));
                let fields = fields.collect();
                given(
                    GivenWhat::Rows {
                        record,
                        fields,
                        count,
                    },
                    tail,
                )
            }
            TestLine::Expect(of_checks, of, state, Tail { entities, period }, figures) => {
                let mut quantity =
                    |range: Option<Range<usize>>| Some(self.quick_quantity(cursor, range?));
                let verdicts = ExpectedVerdicts {
                    of_checks,
                    of,
                    tier: None,
                    state,
                    entities,
                    period,
                    margin: quantity(figures.margin),
                    actual: quantity(figures.actual).map(ExpectedActual::Quantity),
                    late: quantity(figures.late),
                };
                TestClause::Expect(Box::new(Expectation::Verdicts(verdicts)))
            }
        }
    }

    pub(super) fn quick_quantity(&mut self, cursor: &Cursor<'_>, range: Range<usize>) -> Quantity {
        let text = cursor.slice(&range);
        self.quantity_of(text, cursor.span(range))
    }

    fn quick_figure(&mut self, cursor: &Cursor<'_>, line: FigureLine) -> GivenFigure {
        let values = line.values.into_iter().map(|value| match value {
            ValueLine::YesNo(yes) => GivenValue::YesNo(yes),
            ValueLine::Quantity(range) => GivenValue::Exactly(self.quick_quantity(cursor, range)),
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
    TestClause::Given(Box::new(Given {
        what,
        entities,
        period,
        submitted_on: None,
        evidence: None,
    }))
}
