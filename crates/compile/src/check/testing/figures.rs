//! Given figures.

use dabiao_diagnostics::{Diagnostic, register};
use dabiao_model::{
    Comparator, Estimate, Figure, FigureKind, FigureValue, MetricId, Ratio, Unit, ValueType,
};
use dabiao_syntax::ast::{Given, GivenFigure, GivenSource, GivenValue, Quantity};

use super::Draft;
use super::given::{Accepts, InTime, Whose};
use crate::compiler::Compiler;

/// A value with the unit and the decimals it is written with.
#[derive(Clone)]
struct Valued {
    value: FigureValue,
    unit: Unit,
    decimals: u8,
}

impl Compiler<'_> {
    pub(super) fn given_figure(&mut self, draft: &mut Draft, given: &Given, figure: &GivenFigure) {
        let Some(id) = self.metric(&figure.metric) else {
            return;
        };
        let Some(schema) = self.schema.metrics.get(id.index()).cloned() else {
            return;
        };
        let (name, span) = (figure.metric.text.as_str(), figure.metric.span);
        let Some(kind) = self.given_kind(id, &figure.source, span) else {
            return;
        };
        let segment = match &figure.segment {
            None => None,
            Some(segment) => {
                let Some(found) = self.segment_of(id.index(), &segment.text) else {
                    self.unknown_segment(id.index(), segment);
                    return;
                };
                Some(found)
            }
        };
        let actual = kind == FigureKind::Actual;
        if actual && schema.derived && !draft.given_derived.contains(&id) {
            draft.given_derived.push(id);
        }
        let whose = self.given_for(
            given,
            Whose {
                name,
                per: schema.per,
                accepts: if actual {
                    Accepts::Parents
                } else {
                    Accepts::Everybody
                },
                span,
            },
        );
        let periods = self.given_in(
            given,
            InTime {
                name,
                cadence: schema.cadence,
                nature: schema.nature,
                needed: actual,
                values: figure.values.len(),
                span,
            },
        );
        let values: Vec<_> = figure
            .values
            .iter()
            .map(|value| self.given_value(id, value, figure))
            .collect();
        let (Some(whose), Some(periods)) = (whose, periods) else {
            return;
        };
        let place = self.cell(&mut draft.data, span);
        for entity in whose {
            draft.whose(entity);
            for (period, valued) in periods.iter().zip(&values) {
                if let Some(period) = period.filter(|_| actual) {
                    draft.when(period);
                }
                let Some(submitted) = valued.clone() else {
                    continue;
                };
                draft.data.figures.push(Figure {
                    metric: id,
                    segment,
                    entity,
                    period: *period,
                    kind,
                    value: submitted.value,
                    decimals: submitted.decimals,
                    unit: submitted.unit,
                    submitted_on: given.submitted_on.map(|day| day.date),
                    by: None,
                    evidence: None,
                    place,
                });
            }
        }
    }

    fn given_kind(
        &mut self,
        metric: MetricId,
        source: &GivenSource,
        span: dabiao_diagnostics::Span,
    ) -> Option<FigureKind> {
        let name = match source {
            GivenSource::Actual => return Some(FigureKind::Actual),
            GivenSource::Baseline => return Some(FigureKind::Baseline),
            GivenSource::Benchmark(name) => name,
        };
        let schema = self.schema.metrics.get(metric.index())?;
        let found = schema.benchmark(&name.text);
        if found.is_none() {
            let metric = schema.names.first().map_or("", AsRef::as_ref).to_owned();
            let diagnostic = Diagnostic::new(&register::UNKNOWN_BENCHMARK, span);
            let diagnostic = diagnostic.with("metric", metric);
            self.report(diagnostic.with("name", name.text.as_str()));
        }
        found.map(FigureKind::Benchmark)
    }

    /// The value to submit; none where nothing is submitted, or after an error.
    fn given_value(
        &mut self,
        metric: MetricId,
        value: &GivenValue,
        figure: &GivenFigure,
    ) -> Option<Valued> {
        let schema = self.schema.metrics.get(metric.index())?;
        let takes_numbers = schema.value == ValueType::Number;
        let takes_yes_no = schema.value == ValueType::YesNo;
        let fits = match value {
            GivenValue::NotSubmitted => return None,
            GivenValue::YesNo(_) => takes_yes_no,
            _ => takes_numbers,
        };
        if !fits {
            let (en, zh) = match schema.value {
                ValueType::YesNo => ("give yes or no", "请写 是 或 否"),
                ValueType::Number => ("give a number", "请写数值"),
                ValueType::Date | ValueType::Text => (
                    "dates and texts decide no verdict, and are not given",
                    "日期型与文本型数据不影响结论，无须设定",
                ),
            };
            self.unfit(figure.metric.span, en, zh);
            return None;
        }
        if let GivenValue::YesNo(yes) = value {
            return Some(Valued {
                value: FigureValue::YesNo(*yes),
                unit: Unit::number(),
                decimals: 0,
            });
        }
        self.given_number(metric, value)
    }

    fn given_number(&mut self, metric: MetricId, value: &GivenValue) -> Option<Valued> {
        let quantity = match value {
            GivenValue::Exactly(quantity)
            | GivenValue::Bound(_, quantity)
            | GivenValue::About(quantity)
            | GivenValue::Between(quantity, _) => quantity,
            GivenValue::YesNo(_) | GivenValue::NotSubmitted => return None,
        };
        let number = self.declared_number(metric.index(), quantity)?;
        let estimate = match value {
            GivenValue::About(_) => Estimate::About(number),
            GivenValue::Bound(op, _) => self.bound(*op, number, quantity)?,
            GivenValue::Between(_, high) => {
                let high = self.declared_number(metric.index(), high)?;
                if high < number {
                    self.unfit(quantity.span, "write the lower end first", "请先写下限");
                    return None;
                }
                Estimate::Between {
                    low: Some((number, false)),
                    high: Some((high, false)),
                }
            }
            _ => Estimate::Exact(number),
        };
        let (unit, decimals) = self.written_in(metric, quantity)?;
        Some(Valued {
            value: FigureValue::Number(estimate),
            unit,
            decimals,
        })
    }

    fn bound(&mut self, op: Comparator, number: Ratio, quantity: &Quantity) -> Option<Estimate> {
        let (low, high) = match op {
            Comparator::AtLeast => (Some((number, false)), None),
            Comparator::MoreThan => (Some((number, true)), None),
            Comparator::AtMost => (None, Some((number, false))),
            Comparator::LessThan => (None, Some((number, true))),
            Comparator::Equal => return Some(Estimate::Exact(number)),
            Comparator::NotEqual => {
                self.unfit(
                    quantity.span,
                    "a figure is a number, a bound or a range",
                    "数据只能是数值、界限或区间",
                );
                return None;
            }
        };
        Some(Estimate::Between { low, high })
    }

    /// The unit and the decimals a number is written with; 万 and 亿 behind it are part of the unit.
    fn written_in(&mut self, metric: MetricId, quantity: &Quantity) -> Option<(Unit, u8)> {
        let (_, unit) = self.quantity(quantity)?;
        let own = self.schema.metrics.get(metric.index())?.unit.clone();
        let unit = unit.unwrap_or(own);
        let (number, _) = dabiao_model::literal::number(&quantity.number, |_| false).ok()?;
        if number.multiplier == 1 {
            return Some((unit, number.decimal.scale()));
        }
        let word = quantity
            .number
            .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '.' | ','));
        let multiplied = Unit {
            en: format!("{word}{}", unit.en).into(),
            zh: format!("{word}{}", unit.zh).into(),
            factor: &unit.factor * &Ratio::whole(number.multiplier),
            dimension: unit.dimension,
        };
        Some((multiplied, number.decimal.scale()))
    }
}
