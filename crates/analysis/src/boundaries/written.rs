//! Parts of a test as they are written.

use dabiao_diagnostics::Span;
use dabiao_model::{Date, Dimension, Language, Period, Ratio, Unit};
use dabiao_syntax::ast::{
    Allow, Clause, DateText, Day, Expectation, ExpectedState, ExpectedStateKind, ExpectedVerdicts,
    Given, GivenPeriod, GivenWhat, Id, Item, ItemKind, Name, Quantity, Str, Test, TestClause,
    Trivia, UnitName, When,
};

/// The most decimals a figure is written with.
pub(super) const DECIMALS: u32 = 8;

pub(super) fn name(text: &str) -> Name {
    Name {
        text: text.into(),
        quoted: false,
        span: Span::default(),
    }
}

pub(super) fn names(all: &[String]) -> Vec<Name> {
    all.iter().map(|it| name(it)).collect()
}

pub(super) fn text(text: impl Into<String>) -> Str {
    Str {
        text: text.into().into(),
        span: Span::default(),
    }
}

/// A number in base units as it is written in a unit; nothing where its decimals have no end.
pub(super) fn quantity(value: &Ratio, unit: &Unit, language: Language) -> Option<Quantity> {
    let number = unit.from_base(value).to_decimal(DECIMALS)?;
    let bare = matches!(unit.dimension, Dimension::Number | Dimension::Rank);
    let unit = (!bare).then(|| UnitName {
        text: unit.name(language).into(),
        span: Span::default(),
    });
    Some(Quantity {
        number: number.into(),
        unit,
        span: Span::default(),
    })
}

pub(super) fn day(date: Date) -> Day {
    Day {
        date,
        span: Span::default(),
    }
}

pub(super) fn date(period: Period) -> DateText {
    DateText {
        when: When::Period(period),
        end: false,
        bare_before: false,
        span: Span::default(),
    }
}

/// `in 2025Q1`, `in 2025-04-01 to 2025-09-30`.
pub(super) fn within(period: Period) -> GivenPeriod {
    if period.grain() == dabiao_model::Grain::Window {
        let ends = [period.start(), period.end()].map(|day| date(Period::day(day)));
        let [from, to] = ends;
        return GivenPeriod::In(from, Some(to));
    }
    GivenPeriod::In(date(period), None)
}

pub(super) fn evaluated_on(on: Date) -> TestClause {
    TestClause::EvaluatedOn(date(Period::day(on)))
}

pub(super) fn given(
    what: GivenWhat,
    entities: &[String],
    period: Option<Period>,
    submitted_on: Option<Date>,
) -> Given {
    Given {
        what,
        entities: names(entities),
        period: period.map(within),
        submitted_on: submitted_on.map(day),
        evidence: None,
    }
}

/// What must come out of a rule or check, by its id.
pub(super) struct Expected<'a> {
    pub(super) id: &'a str,
    pub(super) of_check: bool,
    pub(super) state: ExpectedStateKind,
    pub(super) entities: &'a [String],
    pub(super) period: Option<Period>,
    /// So many days late.
    pub(super) late: Option<u32>,
}

impl Expected<'_> {
    pub(super) fn written(&self, language: Language) -> TestClause {
        let late = self.late.map(|days| Quantity {
            number: days.to_string().into(),
            unit: Some(UnitName {
                text: language.pick("days", "天").into(),
                span: Span::default(),
            }),
            span: Span::default(),
        });
        let verdicts = Expectation::Verdicts(ExpectedVerdicts {
            of_checks: self.of_check,
            of: vec![text(self.id)],
            state: ExpectedState {
                kind: self.state,
                span: Span::default(),
            },
            tier: None,
            entities: names(self.entities),
            period: self.period.map(within),
            margin: None,
            actual: None,
            late,
        });
        TestClause::Expect(Box::new(verdicts))
    }
}

pub(super) fn allow(code: &str, because: &str) -> Clause<Allow> {
    Clause {
        kind: Allow {
            code: Id {
                text: code.into(),
                span: Span::default(),
            },
            because: text(because),
        },
        trivia: Trivia::default(),
        span: Span::default(),
    }
}

pub(super) fn test(title: &str, clauses: Vec<TestClause>) -> Item {
    let clause = |kind| Clause {
        kind,
        trivia: Trivia::default(),
        span: Span::default(),
    };
    let test = Test {
        // Quotation marks of either kind would end the title.
        title: text(title.replace(['"', '“', '”'], "")),
        clauses: clauses.into_iter().map(clause).collect(),
    };
    Item {
        kind: ItemKind::Test(Box::new(test)),
        allows: Vec::new(),
        trivia: Trivia {
            blank_before: true,
            ..Trivia::default()
        },
        span: Span::default(),
    }
}
