//! Metrics with plain options: a unit, a cadence, whom they are per, how they roll up.

use std::sync::LazyLock;

use dabiao_grammar::vocabulary::{Phrase, units};
use dabiao_model::Cadence;

use super::cursor::{Cursor, is_chinese};
use super::formula::Term;
use crate::ast::{CadenceText, Metric, MetricOption, Name, UnitName};
use crate::parse::reader::Reader;

/// A metric's line before its formula is made a tree.
pub(super) struct MetricLine {
    name: Name,
    options: Vec<MetricOption>,
    definition: Option<Vec<Term>>,
}

const CADENCES: [(&Phrase, Cadence); 12] = [
    (Phrase::PER_QUARTER, Cadence::Quarterly),
    (Phrase::PER_YEAR, Cadence::Yearly),
    (Phrase::PER_MONTH, Cadence::Monthly),
    (Phrase::PER_HALF_YEAR, Cadence::HalfYearly),
    (Phrase::QUARTERLY, Cadence::Quarterly),
    (Phrase::YEARLY, Cadence::Yearly),
    (Phrase::MONTHLY, Cadence::Monthly),
    (Phrase::HALF_YEARLY, Cadence::HalfYearly),
    (Phrase::EACH_QUARTER, Cadence::Quarterly),
    (Phrase::EACH_YEAR, Cadence::Yearly),
    (Phrase::EACH_MONTH, Cadence::Monthly),
    (Phrase::EACH_HALF_YEAR, Cadence::HalfYearly),
];

/// The English units of more than one word.
static UNITS_OF_WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let units = units::ENGLISH.iter().copied();
    units.filter(|unit| unit.contains(' ')).collect()
});

impl Cursor<'_> {
    /// A metric's name, options and definition, up to the end of the line.
    pub(super) fn metric(&mut self) -> Option<MetricLine> {
        let name = self.name()?;
        let mut options = Vec::new();
        self.blanks();
        let in_unit = self.in_unit();
        let comma = self.peek().is_some_and(is_comma);
        options.extend(in_unit);
        if !options.is_empty() || comma {
            self.blanks();
            while self.sign(&[',', '，', '、']) {
                self.blanks();
                options.push(self.option()?);
                self.blanks();
            }
        }
        let definition = if self.sign(&['=', '＝']) {
            self.blanks();
            Some(self.formula()?)
        } else {
            None
        };
        self.is_done().then_some(MetricLine {
            name,
            options,
            definition,
        })
    }

    /// What all metrics of a table have, up to the end of the line.
    pub(super) fn table_options(&mut self) -> Option<Vec<MetricOption>> {
        let mut options = Vec::new();
        self.sign(&[',', '，', '、']);
        self.blanks();
        while !self.is_done() {
            options.push(self.option()?);
            self.blanks();
            if !self.is_done() && !self.sign(&[',', '，', '、']) {
                return None;
            }
            self.blanks();
        }
        (!options.is_empty()).then_some(options)
    }

    /// `per quarter`, `quarterly`, `每季度`.
    pub(super) fn cadence(&mut self) -> Option<CadenceText> {
        let start = self.at();
        let (_, cadence) = CADENCES.iter().find(|(phrase, _)| self.phrase(phrase))?;
        Some(CadenceText {
            cadence: *cadence,
            span: self.span(start..self.at()),
        })
    }

    fn option(&mut self) -> Option<MetricOption> {
        if let Some(unit) = self.in_unit() {
            return Some(unit);
        }
        if let Some(cadence) = self.cadence() {
            return self.option_ends().then_some(MetricOption::Every(cadence));
        }
        if self.phrase(Phrase::PER) {
            self.blanks();
            return self
                .name()
                .map(MetricOption::Per)
                .filter(|_| self.option_ends());
        }
        if self.phrase(Phrase::PART_OF) {
            self.blanks();
            return self
                .name()
                .map(MetricOption::PartOf)
                .filter(|_| self.option_ends());
        }
        let flags = [
            (Phrase::FLOW, MetricOption::Flow),
            (Phrase::STOCK, MetricOption::Stock),
            (Phrase::CUMULATIVE, MetricOption::Cumulative),
            (Phrase::SUMS_UP, MetricOption::SumsUp),
            (Phrase::TAKES_THE_LAST, MetricOption::TakesTheLast),
            (Phrase::TAKES_THE_MAXIMUM, MetricOption::TakesTheMaximum),
        ];
        let found = flags.into_iter().find(|(phrase, _)| self.phrase(phrase));
        found
            .map(|(_, option)| option)
            .filter(|_| self.option_ends())
    }

    /// `in yuan`: one word, or two that the language knows as a unit.
    fn in_unit(&mut self) -> Option<MetricOption> {
        let before = (self.at(), self.english, self.chinese);
        let found = self.unit_behind();
        if found.is_none() {
            let at;
            (at, self.english, self.chinese) = before;
            self.back(at);
        }
        found
    }

    fn unit_behind(&mut self) -> Option<MetricOption> {
        if !self.phrase(Phrase::IN_UNIT) || !self.blanks() {
            return None;
        }
        let start = self.at();
        let words = self.rest();
        let known = UNITS_OF_WORDS
            .iter()
            .filter(|unit| words.starts_with(**unit));
        if let Some(unit) = known.max_by_key(|unit| unit.len()) {
            self.exactly(unit);
        } else {
            self.run(|c| {
                c.is_ascii_alphanumeric() || is_chinese(c) || matches!(c, '%' | '/' | '‰')
            });
        }
        let text = self.slice(&(start..self.at()));
        let span = self.span(start..self.at());
        (!text.is_empty() && text != "force" && self.option_ends()).then(|| {
            MetricOption::In(UnitName {
                text: text.into(),
                span,
            })
        })
    }

    /// Whether the option before this place has ended beyond doubt.
    fn option_ends(&self) -> bool {
        let rest = self.rest().trim_start_matches([' ', '\t']);
        rest.chars()
            .next()
            .is_none_or(|c| is_comma(c) || matches!(c, '=' | '＝'))
    }
}

fn is_comma(c: char) -> bool {
    matches!(c, ',' | '，' | '、')
}

impl Reader<'_> {
    /// The tree of a metric's line; nothing where its definition, which is reported, gives no value.
    pub(super) fn quick_metric(&mut self, cursor: &Cursor<'_>, line: MetricLine) -> Option<Metric> {
        let definition = match line.definition {
            None => None,
            Some(terms) => {
                let formula = self.quick_formula(cursor, terms)?;
                Some(self.as_value(formula)?)
            }
        };
        Some(Metric {
            name: line.name,
            options: line.options,
            definition,
            clauses: Vec::new(),
        })
    }
}
