//! The figures a verdict rests on, with their places.

use dabiao_model::{Date, Estimate, Ratio, Unit};

use super::detail::Input;
use super::value::Value;
use crate::assessment::Assessment;
use crate::evaluate::cell::Used;

/// Each figure once, in the order read.
pub(super) fn inputs(assessment: &Assessment<'_>, used: &[Used]) -> Vec<Input> {
    let (program, data) = (assessment.program(), assessment.data());
    let mut inputs: Vec<Input> = Vec::new();
    for used in used {
        let input = match used {
            Used::Figure { figure, slot, .. } => data.figures.get(*figure).map(|figure| Input {
                slot: *slot,
                segment: figure.segment,
                entity: figure.entity,
                value: figure_value(figure),
                until: figure.period.map(dabiao_model::Period::end),
                at: data.at(figure.place),
            }),
            Used::Declared { declared, slot } => {
                program.declared.get(*declared).map(|declared| Input {
                    slot: *slot,
                    segment: declared.segment,
                    entity: None,
                    value: declared_value(program, declared),
                    until: declared.at,
                    at: declared.place.to_string(),
                })
            }
            _ => None,
        };
        if let Some(input) = input.filter(|input| !inputs.contains(input)) {
            inputs.push(input);
        }
    }
    inputs
}

fn figure_value(figure: &dabiao_model::Figure) -> Value {
    match &figure.value {
        dabiao_model::FigureValue::Number(estimate) => {
            Value::Number(estimate.clone(), figure.unit.clone())
        }
        dabiao_model::FigureValue::YesNo(yes) => Value::YesNo(*yes),
        _ => Value::Number(
            Estimate::Between {
                low: None,
                high: None,
            },
            Unit::number(),
        ),
    }
}

fn declared_value(program: &crate::Program, declared: &crate::program::Declared) -> Value {
    let metric = program.schema.metrics.get(declared.metric.index());
    if metric.is_some_and(|metric| metric.value == dabiao_model::ValueType::YesNo) {
        return Value::YesNo(declared.value == Estimate::Exact(Ratio::ONE));
    }
    let unit = metric.map_or_else(Unit::number, |metric| metric.unit.clone());
    Value::Number(declared.value.clone(), unit)
}

/// The earliest of the days whose figures stand in before the due date.
pub(super) fn interim(assessment: &Assessment<'_>, used: &[Used]) -> Option<Date> {
    let days = used.iter().filter_map(|used| match used {
        Used::Figure {
            figure,
            interim: true,
            ..
        } => assessment
            .data()
            .figures
            .get(*figure)?
            .period
            .map(dabiao_model::Period::end),
        _ => None,
    });
    days.max()
}
