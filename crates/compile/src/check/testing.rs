//! Tests of a policy: each becomes a scenario, a data set with what must come out of it.

mod cells;
mod expected;
mod figures;
mod given;
mod outcomes;
mod rows;
mod signoffs;

use dabiao_diagnostics::{Diagnostic, Span, register};
use dabiao_eval::program::Escalation;
use dabiao_eval::scenario::{Expectation, Scenario};
use dabiao_model::{Dataset, Date, EntityId, MetricId, Period, Place, Source};
use dabiao_syntax::ast::{self, TestClause};

use crate::compiler::Compiler;
use crate::hir;

/// What a test may speak of.
#[derive(Clone, Copy)]
pub(super) struct Tested<'p> {
    pub(super) rules: &'p [hir::Rule],
    pub(super) checks: &'p [hir::Check],
    pub(super) escalations: &'p [Escalation],
    pub(super) scores: &'p [hir::Score],
}

/// What a test has given so far.
#[derive(Default)]
pub(super) struct Draft {
    data: Dataset,
    given_derived: Vec<MetricId>,
    entities: Vec<EntityId>,
    periods: Vec<Period>,
    /// The last day that something given speaks of.
    last: Option<Date>,
}

impl Draft {
    fn new(records: usize) -> Self {
        Self {
            data: Dataset {
                tables: (0..records).map(|_| None).collect(),
                ..Dataset::default()
            },
            ..Self::default()
        }
    }

    fn whose(&mut self, entity: Option<EntityId>) {
        if let Some(entity) = entity.filter(|entity| !self.entities.contains(entity)) {
            self.entities.push(entity);
        }
    }

    fn when(&mut self, period: Period) {
        if !self.periods.contains(&period) {
            self.periods.push(period);
        }
        self.until(period.end());
    }

    fn until(&mut self, day: Date) {
        self.last = self.last.max(Some(day));
    }
}

impl Compiler<'_> {
    /// The scenario of a test; what is wrong with it is reported.
    pub(super) fn scenario(
        &mut self,
        test: &ast::Test,
        span: Span,
        tested: Tested<'_>,
    ) -> Scenario {
        self.item = None;
        let mut draft = Draft::new(self.schema.records.len());
        let (mut day, mut expected) = (None, Vec::new());
        for clause in &test.clauses {
            match &clause.kind {
                TestClause::EvaluatedOn(date) => day = self.period(date).map(Period::end).or(day),
                TestClause::Given(given) => self.given(&mut draft, given, clause.span),
                TestClause::Expect(expectation) => {
                    let kind = self.expectation(expectation, tested, clause.span);
                    expected.extend(kind.map(|kind| (day, kind, clause.span)));
                }
            }
        }
        let expects =
            |clause: &ast::Clause<TestClause>| matches!(clause.kind, TestClause::Expect(_));
        if !test.clauses.iter().any(expects) {
            self.report(Diagnostic::new(&register::EXPECTS_NOTHING, test.title.span));
        }
        let last = draft.last.or(self.settings.to);
        if last.is_none() && expected.iter().any(|(day, ..)| day.is_none()) {
            self.report(Diagnostic::new(
                &register::NO_EVALUATION_DATE,
                test.title.span,
            ));
        }
        let expectations = expected.into_iter().filter_map(|(day, kind, span)| {
            Some(Expectation {
                as_of: day.or(last)?,
                text: self.label(span),
                place: self.place(span),
                kind,
            })
        });
        Scenario {
            name: test.title.text.as_str().into(),
            place: self.place(span),
            expectations: expectations.collect(),
            given_derived: draft.given_derived,
            data: draft.data,
            entities: draft.entities,
            periods: draft.periods,
        }
    }

    /// Reports something in a test that does not fit where it stands.
    fn unfit(&mut self, span: Span, en: &str, zh: &str) {
        let text = self.label(span);
        let diagnostic = Diagnostic::new(&register::UNFIT_IN_TEST, span);
        let diagnostic = diagnostic.with("text", text.to_string());
        self.report(diagnostic.with("remedy", dabiao_model::Text::new(en, zh)));
    }

    /// A place of the policy as the place of something submitted.
    fn cell(&self, data: &mut Dataset, span: Span) -> Place {
        let place = self.place(span);
        let mut parts = place.rsplitn(3, ':');
        let mut number = || parts.next().and_then(|it| it.parse().ok()).unwrap_or(0);
        let (column, line) = (number(), number());
        let file: Source = parts.next().unwrap_or_default().into();
        let known = data.sources.iter().position(|source| *source == file);
        let source = known.unwrap_or_else(|| {
            data.sources.push(file);
            data.sources.len().saturating_sub(1)
        });
        Place {
            source: u32::try_from(source).unwrap_or(u32::MAX),
            line,
            column,
        }
    }
}
