//! The same targets as a policy, and a submission as the data it reads.

use std::fmt::Write as _;
use std::sync::Arc;

use dabiao_core::{
    Column, Dataset, Date, Estimate, Figure, FigureKind, FigureValue, Place, Policy, Ratio,
    SourceFile, Sources, Table,
};

use super::day;
use super::values::{CAPS, COMPOUNDS, DAYS, RATIOS, SPANS, Values, cap, percent};

/// A day after every limit has ended.
pub(super) fn evaluated_on() -> Date {
    day(400)
}

/// The policy's text: a line a target.
pub(super) fn text() -> String {
    let mut text = String::from("policy \"W1\"\n  limits counted plainly\n");
    // INVARIANT: writing into a String cannot fail.
    for index in 0..RATIOS {
        let _ = write!(
            text,
            "metric part{index} in yuan\nmetric whole{index} in yuan\n"
        );
        let percent = percent(index);
        let _ = writeln!(
            text,
            "target r{index}: part{index} / whole{index} ≥ {percent}%"
        );
    }
    for index in 0..CAPS {
        let cap = yuan(cap(index));
        let _ = write!(
            text,
            "metric cost{index} in yuan\ntarget c{index}: cost{index} ≤ {cap} yuan\n"
        );
    }
    for index in 0..SPANS {
        let _ = write!(
            text,
            "record case{index}\n  awarded: date\n  signed: date after awarded\n\
             target s{index}: case{index} signed within {DAYS} days\n"
        );
    }
    for index in 0..COMPOUNDS {
        let (percent, cap) = (percent(index), yuan(cap(index)));
        for name in ["portion", "base", "price", "built", "planned"] {
            let _ = writeln!(text, "metric {name}{index} in yuan");
        }
        let _ = write!(
            text,
            "metric open{index} in yes/no\ntarget m{index}: all of:\n  - portion{index} / base{index} ≥ {percent}%\n  \
             - price{index} ≤ {cap} yuan\n  - built{index} ≥ planned{index}\n  - open{index}\n"
        );
    }
    text
}

fn yuan(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// The policy, compiled.
pub(super) fn compiled() -> Result<Policy, String> {
    let mut sources = Sources::new();
    sources.add(SourceFile::new("w1.dabiao", text()));
    let policy = Policy::compile(&sources).map_err(|error| error.to_string())?;
    let first = policy.diagnostics().iter().find(|_| !policy.is_valid());
    match first {
        Some(diagnostic) => Err(diagnostic.message(dabiao_core::Language::English)),
        None => Ok(policy),
    }
}

/// A submission as a data set of the policy.
pub(super) fn data(policy: &Policy, values: &Values) -> Result<Dataset, String> {
    let mut data = Dataset {
        sources: vec![Arc::from("w1")],
        tables: vec![None; policy.schema().records.len()],
        ..Dataset::default()
    };
    let mut amount = |name: String, cents: i64| -> Result<(), String> {
        let value = FigureValue::Number(Estimate::Exact(Ratio::new(i128::from(cents), 100)));
        data.figures.push(figure(policy, &name, value)?);
        Ok(())
    };
    for (index, (part, whole)) in values.ratios.iter().enumerate() {
        amount(format!("part{index}"), *part)?;
        amount(format!("whole{index}"), *whole)?;
    }
    for (index, cost) in values.caps.iter().enumerate() {
        amount(format!("cost{index}"), *cost)?;
    }
    for (index, it) in values.compounds.iter().enumerate() {
        amount(format!("portion{index}"), it.part)?;
        amount(format!("base{index}"), it.whole)?;
        amount(format!("price{index}"), it.cost)?;
        amount(format!("built{index}"), it.done)?;
        amount(format!("planned{index}"), it.planned)?;
    }
    for (index, it) in values.compounds.iter().enumerate() {
        let open = figure(policy, &format!("open{index}"), FigureValue::YesNo(it.open))?;
        data.figures.push(open);
    }
    for (index, (awarded, signed)) in values.spans.iter().enumerate() {
        let name = format!("case{index}");
        let record = policy.schema().record(&name).ok_or(name)?;
        let days = [*awarded, *signed].map(|it| Column::Date(vec![Some(day(it))]));
        if let Some(slot) = data.tables.get_mut(record.index()) {
            *slot = Some(Table {
                record,
                entities: vec![None],
                ids: vec![Arc::from("1")],
                places: vec![NOWHERE],
                columns: days.into(),
                cells: vec![0, 0],
            });
        }
    }
    Ok(data)
}

const NOWHERE: Place = Place {
    source: 0,
    line: 0,
    column: 0,
};

fn figure(policy: &Policy, name: &str, value: FigureValue) -> Result<Figure, String> {
    let metric = policy
        .schema()
        .metric(name)
        .ok_or_else(|| name.to_owned())?;
    let schema = policy.schema().metrics.get(metric.index());
    let unit = schema
        .map(|it| it.unit.clone())
        .ok_or_else(|| name.to_owned())?;
    Ok(Figure {
        metric,
        segment: None,
        entity: None,
        period: None,
        kind: FigureKind::Actual,
        value,
        decimals: 2,
        unit,
        submitted_on: None,
        by: None,
        evidence: None,
        place: NOWHERE,
    })
}
