//! Metrics: their options, definitions and clauses.

use dabiao_grammar::Rule;
use dabiao_model::Direction;

use super::operands::is_yes;
use super::reader::{Node, Reader};
use crate::ast::{DateText, DeclaredValue, Metric, MetricClause, MetricOption, Name, SegmentValue};

impl Reader<'_> {
    /// A metric's name, options and definition; its clauses are read from other lines.
    pub(super) fn metric(&mut self, node: Node<'_>) -> Option<Metric> {
        let (mut name, mut options, mut definition) = (None, Vec::new(), None);
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::name => name = Some(self.name(&inner)),
                Rule::options => options = self.metric_options(inner.into_inner()),
                Rule::formula => definition = Some(self.value(inner)?),
                _ => {}
            }
        }
        Some(Metric {
            name: name?,
            options,
            definition,
            clauses: Vec::new(),
        })
    }

    /// The options among some nodes.
    pub(super) fn metric_options<'s>(
        &mut self,
        nodes: impl Iterator<Item = Node<'s>>,
    ) -> Vec<MetricOption> {
        nodes.filter_map(|node| self.metric_option(node)).collect()
    }

    fn metric_option(&mut self, node: Node<'_>) -> Option<MetricOption> {
        let name = |reader: &Self, node: Node<'_>| reader.names_in(node).into_iter().next();
        Some(match node.as_rule() {
            Rule::in_unit => {
                let unit = node
                    .into_inner()
                    .find(|inner| inner.as_rule() == Rule::unit_name)?;
                MetricOption::In(self.unit_name(&unit))
            }
            Rule::weighted_by => MetricOption::AveragesWeightedBy(name(self, node)?),
            Rule::every_period => MetricOption::Every(self.cadence(&node.into_inner().next()?)),
            Rule::per_kind => MetricOption::Per(name(self, node)?),
            Rule::split_by => self.split_by(node)?,
            Rule::flow => MetricOption::Flow,
            Rule::stock => MetricOption::Stock,
            Rule::cumulative => MetricOption::Cumulative,
            Rule::sums_up => MetricOption::SumsUp,
            Rule::takes_the_last => MetricOption::TakesTheLast,
            Rule::takes_the_maximum => MetricOption::TakesTheMaximum,
            Rule::part_of => MetricOption::PartOf(name(self, node)?),
            _ => return None,
        })
    }

    fn split_by(&self, node: Node<'_>) -> Option<MetricOption> {
        let (mut name, mut segments, mut adding_up) = (None, Vec::new(), false);
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::name => name = Some(self.name(&inner)),
                Rule::plain_names => segments = self.names_in(inner),
                Rule::adding_up => adding_up = true,
                _ => {}
            }
        }
        Some(MetricOption::SplitBy {
            name: name?,
            segments,
            adding_up,
        })
    }

    /// A clause of a metric.
    pub(super) fn metric_clause(&mut self, node: Node<'_>) -> Option<MetricClause> {
        Some(match node.as_rule() {
            Rule::alias => MetricClause::Alias(self.alias(node)?),
            Rule::better_higher => MetricClause::Better(Direction::Higher),
            Rule::better_lower => MetricClause::Better(Direction::Lower),
            Rule::baseline => {
                let (values, at) = self.declared(node);
                MetricClause::Baseline { values, at }
            }
            Rule::benchmark => {
                let name = node
                    .clone()
                    .into_inner()
                    .find(|inner| inner.as_rule() == Rule::benchmark_name)?;
                let name = self.text_of(&name.into_inner().next()?);
                let (values, at) = self.declared(node);
                MetricClause::Benchmark { name, values, at }
            }
            Rule::last_figure => MetricClause::LastFigureCounts(self.quantity_in(node)?),
            Rule::approximate => MetricClause::ApproximateWithin(self.quantity_in(node)?),
            Rule::plausible => {
                let ends = node
                    .into_inner()
                    .filter(|inner| inner.as_rule() == Rule::signed_quantity);
                let mut ends = ends
                    .map(|end| Box::new(self.quantity(&end)))
                    .collect::<Vec<_>>()
                    .into_iter();
                MetricClause::Plausible(ends.next()?, ends.next()?)
            }
            Rule::cite => MetricClause::Cite(self.cited(node)),
            _ => return None,
        })
    }

    /// Declared values with the time they are of.
    fn declared(&mut self, node: Node<'_>) -> (Vec<SegmentValue>, Option<DateText>) {
        let (mut values, mut at) = (Vec::new(), None);
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::segment_value => values.extend(self.segment_value(inner)),
                Rule::at_date => {
                    let date = inner.into_inner().find(|part| part.as_rule() == Rule::date);
                    at = date.and_then(|date| self.date(&date));
                }
                _ => {}
            }
        }
        (values, at)
    }

    fn segment_value(&mut self, node: Node<'_>) -> Option<SegmentValue> {
        let mut segment: Option<Name> = None;
        for inner in node.into_inner() {
            if inner.as_rule() == Rule::name_value {
                segment = Some(self.name(&inner));
                continue;
            }
            let written = inner.into_inner().next()?;
            let value = match written.as_rule() {
                Rule::yes_no => DeclaredValue::YesNo(is_yes(&written)),
                _ => DeclaredValue::Quantity(self.quantity(&written)),
            };
            return Some(SegmentValue { segment, value });
        }
        None
    }
}
