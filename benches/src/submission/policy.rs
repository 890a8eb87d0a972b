//! The same targets as a policy, and a submission as the data it reads.

use std::fmt::Write as _;

use dabiao_core::{
    Column, Dataset, Date, Estimate, Figure, FigureKind, FigureValue, Place, Policy, Ratio,
    SourceFile, Sources, Table,
};

use super::day;
use super::values::{CAPS, COMPOUNDS, DAYS, Gaps, RATIOS, SPANS, Values, cap, percent};

/// A day after every limit has ended.
pub fn evaluated_on() -> Date {
    day(400)
}

/// The policy's text: a line a target.
pub fn text() -> String {
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
///
/// # Errors
///
/// When the text is no policy, which would be our mistake.
pub fn compiled() -> Result<Policy, String> {
    of(text())
}

/// A policy of one text, compiled.
///
/// # Errors
///
/// What is wrong with the text.
pub fn of(text: String) -> Result<Policy, String> {
    let mut sources = Sources::new();
    sources.add(SourceFile::new("policy.dabiao", text));
    let policy = Policy::compile(&sources).map_err(|error| error.to_string())?;
    let first = policy.diagnostics().iter().find(|_| !policy.is_valid());
    match first {
        Some(diagnostic) => Err(diagnostic.message(dabiao_core::Language::English)),
        None => Ok(policy),
    }
}

/// A submission as a data set of the policy, without the values that are missing.
///
/// # Errors
///
/// When the policy has no metric or record of a name.
pub fn data(policy: &Policy, values: &Values, gaps: &Gaps) -> Result<Dataset, String> {
    let mut filled = Filling {
        policy,
        gaps,
        place: 0,
        data: Dataset {
            sources: vec!["w1".into()],
            tables: vec![None; policy.schema().records.len()],
            ..Dataset::default()
        },
    };
    for (index, (part, whole)) in values.ratios.iter().enumerate() {
        filled.amount("part", index, *part)?;
        filled.amount("whole", index, *whole)?;
    }
    for (index, cost) in values.caps.iter().enumerate() {
        filled.amount("cost", index, *cost)?;
    }
    for (index, days) in values.spans.iter().enumerate() {
        filled.case(index, *days)?;
    }
    for (index, it) in values.compounds.iter().enumerate() {
        filled.amount("portion", index, it.part)?;
        filled.amount("base", index, it.whole)?;
        filled.amount("price", index, it.cost)?;
        filled.amount("built", index, it.done)?;
        filled.amount("planned", index, it.planned)?;
        filled.figure("open", index, FigureValue::YesNo(it.open))?;
    }
    Ok(filled.data)
}

const NOWHERE: Place = Place {
    source: 0,
    line: 0,
    column: 0,
};

/// A data set that is being filled, value by value.
struct Filling<'a> {
    policy: &'a Policy,
    gaps: &'a Gaps,
    place: usize,
    data: Dataset,
}

impl Filling<'_> {
    /// Whether the next value is there.
    fn is_there(&mut self) -> bool {
        let place = self.place;
        self.place = place.saturating_add(1);
        !self.gaps.has(place)
    }

    fn amount(&mut self, name: &str, index: usize, cents: i64) -> Result<(), String> {
        let value = FigureValue::Number(Estimate::Exact(Ratio::new(i128::from(cents), 100)));
        self.figure(name, index, value)
    }

    fn figure(&mut self, name: &str, index: usize, value: FigureValue) -> Result<(), String> {
        if self.is_there() {
            let name = format!("{name}{index}");
            self.data.figures.push(figure(self.policy, &name, value)?);
        }
        Ok(())
    }

    fn case(&mut self, index: usize, (awarded, signed): (i32, i32)) -> Result<(), String> {
        let name = format!("case{index}");
        let record = self.policy.schema().record(&name).ok_or(name)?;
        let days = [awarded, signed].map(|it| self.is_there().then(|| day(it)));
        if days == [None; 2] {
            return Ok(());
        }
        let days = days.map(|cell| Column::Date(std::iter::once(cell).collect()));
        if let Some(slot) = self.data.tables.get_mut(record.index()) {
            *slot = Table::of_columns(record, [None], days.into());
        }
        Ok(())
    }
}

/// A figure of a metric that has neither entity nor period.
///
/// # Errors
///
/// When the policy has no metric of this name.
pub fn figure(policy: &Policy, name: &str, value: FigureValue) -> Result<Figure, String> {
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
