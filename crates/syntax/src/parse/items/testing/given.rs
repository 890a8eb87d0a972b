//! What a test gives: figures, cases, sign-offs.

use dabiao_diagnostics::Diagnostic;
use dabiao_diagnostics::register::NO_SUCH_DATE;
use dabiao_grammar::Rule;
use dabiao_model::literal::half_width;
use dabiao_model::{Comparator, SignOffState, Time};

use super::is_yes;
use crate::ast::{
    DateText, Given, GivenCell, GivenField, GivenFigure, GivenPeriod, GivenSignOff, GivenSource,
    GivenValue, GivenWhat, Minute, Name, Quantity, Str,
};
use crate::parse::reader::{Node, Reader};

/// A minute as it is written, once blanks and widths are made one.
const MINUTE: &str = "%Y-%m-%d %H:%M";

impl Reader<'_> {
    pub(super) fn given(&mut self, node: Node<'_>) -> Option<Given> {
        let (mut figures, mut rows, mut signoffs) = (Vec::new(), None, Vec::new());
        let (mut entities, mut period, mut submitted_on, mut evidence) =
            (Vec::new(), None, None, None);
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::given_figure => figures.extend(self.given_figure(inner)),
                Rule::given_rows => rows = self.given_rows(inner),
                Rule::given_signoff => signoffs.extend(self.given_signoff(inner)),
                Rule::given_for => entities.extend(self.names_of(inner, Rule::name_given)),
                Rule::in_period => period = self.in_period(inner),
                Rule::given_from => period = self.day_in(inner).map(GivenPeriod::From),
                Rule::given_as_of => period = self.day_in(inner).map(GivenPeriod::AsOf),
                Rule::given_since => period = self.counted_since(inner),
                Rule::given_submitted => {
                    let day = inner.into_inner().find(|day| day.as_rule() == Rule::day)?;
                    submitted_on = Some(self.day(&day)?);
                }
                Rule::given_evidence => evidence = self.quoted_in(inner),
                _ => {}
            }
        }
        let what = match rows {
            Some(rows) => rows,
            None if signoffs.is_empty() => GivenWhat::Figures(figures),
            None => GivenWhat::SignOffs(signoffs),
        };
        Some(Given {
            what,
            entities,
            period,
            submitted_on,
            evidence,
        })
    }

    /// The names that a rule reads directly inside a node.
    pub(super) fn names_of(&self, node: Node<'_>, rule: Rule) -> Vec<Name> {
        node.into_inner()
            .filter(|inner| inner.as_rule() == rule)
            .map(|inner| self.name(&inner))
            .collect()
    }

    /// `in 2025Q1`, `in 2022-10 to 2023-09`.
    pub(super) fn in_period(&mut self, node: Node<'_>) -> Option<GivenPeriod> {
        let dates = node
            .into_inner()
            .filter(|inner| inner.as_rule() == Rule::date);
        let dates: Option<Vec<_>> = dates.map(|inner| self.date(&inner)).collect();
        let mut dates = dates?.into_iter();
        Some(GivenPeriod::In(dates.next()?, dates.next()))
    }

    /// `since 2023 to 2025-05-20`.
    fn counted_since(&mut self, node: Node<'_>) -> Option<GivenPeriod> {
        match self.in_period(node)? {
            GivenPeriod::In(from, Some(to)) => Some(GivenPeriod::Since(from, to)),
            _ => None,
        }
    }

    /// The date in a clause.
    fn day_in(&mut self, node: Node<'_>) -> Option<DateText> {
        let date = node
            .into_inner()
            .find(|inner| inner.as_rule() == Rule::date)?;
        self.date(&date)
    }

    fn given_figure(&mut self, node: Node<'_>) -> Option<GivenFigure> {
        let mut figure = None;
        let mut values = Vec::new();
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::given_of => figure = self.given_of(inner),
                Rule::given_value => values.extend(self.given_value(inner)),
                Rule::kw_not_submitted => values.push(GivenValue::NotSubmitted),
                _ => {}
            }
        }
        Some(GivenFigure { values, ..figure? })
    }

    /// The metric, its segment, and which of its values is given.
    fn given_of(&mut self, node: Node<'_>) -> Option<GivenFigure> {
        let (mut metric, mut segment, mut source) = (None, None, GivenSource::Actual);
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::name_given => metric = Some(self.name(&inner)),
                Rule::segment => segment = self.name_in(inner),
                Rule::benchmark_name => {
                    source = GivenSource::Benchmark(self.benchmark_name(inner)?);
                }
                Rule::kw_baseline => source = GivenSource::Baseline,
                _ => {}
            }
        }
        Some(GivenFigure {
            metric: metric?,
            segment,
            source,
            values: Vec::new(),
        })
    }

    fn benchmark_name(&self, node: Node<'_>) -> Option<Str> {
        node.into_inner().next().map(|inner| self.text_of(&inner))
    }

    fn given_value(&mut self, node: Node<'_>) -> Option<GivenValue> {
        let (mut comparator, mut about, mut quantities) = (None, false, Vec::new());
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::kw_not_submitted => return Some(GivenValue::NotSubmitted),
                Rule::given_yes_no => return Some(GivenValue::YesNo(is_yes(&inner))),
                Rule::kw_about => about = true,
                Rule::comparator => comparator = Some(self.comparator(&inner)),
                Rule::signed_quantity => quantities.push(self.quantity(&inner)),
                _ => {}
            }
        }
        let mut quantities = quantities.into_iter();
        let first: Quantity = quantities.next()?;
        Some(match (quantities.next(), comparator) {
            (Some(second), _) => GivenValue::Between(first, second),
            (None, Some(comparator)) if comparator != Comparator::Equal => {
                GivenValue::Bound(comparator, first)
            }
            (None, _) if about => GivenValue::About(first),
            (None, _) => GivenValue::Exactly(first),
        })
    }

    fn given_rows(&mut self, node: Node<'_>) -> Option<GivenWhat> {
        let (mut record, mut fields, mut count) = (None, Vec::new(), None);
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::name_given => record = Some(self.name(&inner)),
                Rule::given_field => fields.extend(self.given_field(inner)),
                Rule::given_count => {
                    let number = inner.into_inner().next()?;
                    count = Some(self.whole(&number));
                }
                _ => {}
            }
        }
        Some(GivenWhat::Rows {
            record: record?,
            fields,
            count,
        })
    }

    fn given_field(&mut self, node: Node<'_>) -> Option<GivenField> {
        let (mut field, mut value) = (None, None);
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::name_row if field.is_none() => field = Some(self.name(&inner)),
                Rule::name_row => value = Some(GivenCell::Text(self.name(&inner))),
                Rule::given_cell => value = Some(self.given_cell(inner)?),
                _ => {}
            }
        }
        Some(GivenField {
            field: field?,
            value,
        })
    }

    fn given_cell(&mut self, node: Node<'_>) -> Option<GivenCell> {
        let inner = node.into_inner().next()?;
        Some(match inner.as_rule() {
            Rule::given_time => GivenCell::Time(self.minute(&inner)?),
            Rule::day => GivenCell::Day(self.day(&inner)?),
            Rule::given_yes_no => GivenCell::YesNo(is_yes(&inner)),
            Rule::quoted => GivenCell::Text(self.name(&inner)),
            _ => GivenCell::Quantity(self.quantity(&inner)),
        })
    }

    fn minute(&mut self, node: &Node<'_>) -> Option<Minute> {
        let text = half_width(node.as_str())
            .replace(['年', '月'], "-")
            .replace('日', "");
        let text: Vec<&str> = text.split_whitespace().collect();
        let time = Time::parse_from_str(&text.join(" "), MINUTE).ok();
        let span = self.place(node);
        if time.is_none() {
            self.report(Diagnostic::new(&NO_SUCH_DATE, span).with("found", node.as_str()));
        }
        Some(Minute { time: time?, span })
    }

    fn given_signoff(&mut self, node: Node<'_>) -> Option<GivenSignOff> {
        let (mut milestones, mut state, mut on) = (Vec::new(), SignOffState::Done, None);
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::id | Rule::quoted => milestones.push(self.text_of(&inner)),
                Rule::kw_partial => state = SignOffState::Partial,
                Rule::kw_in_progress => state = SignOffState::InProgress,
                Rule::kw_first_result => state = SignOffState::StageResult,
                Rule::kw_not_started => state = SignOffState::NotStarted,
                Rule::day => on = Some(self.day(&inner)?),
                _ => {}
            }
        }
        Some(GivenSignOff {
            milestones,
            state,
            on,
        })
    }
}
