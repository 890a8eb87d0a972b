//! The unit of a number: the one in its cell, else the one in its row, else the metric's.

use dabiao_diagnostics::register::{
    CELL_AMBIGUOUS_MULTIPLIER, SUBMITTED_UNIT_MISMATCH, SUBMITTED_UNITS_DISAGREE,
    UNKNOWN_SUBMITTED_UNIT,
};
use dabiao_model::literal::half_width;
use dabiao_model::{Atom, Dimension, Language, Ratio, Text, Unit};

use crate::findings::Wrong;
use crate::lookup::Lookup;
use crate::nearest::{did_you_mean, shown};
use crate::raw::RawCell;

/// What a number is of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Measured<'a> {
    /// The metric or field, as messages name it.
    pub(crate) subject: &'a str,
    /// The unit it is in when none is said.
    pub(crate) unit: &'a Unit,
}

/// The unit of a number that converts to the wanted one.
pub(crate) fn settle(
    lookup: &Lookup<'_>,
    measured: Measured<'_>,
    (cell, in_cell): (RawCell<'_>, Option<&str>),
    column: Option<RawCell<'_>>,
) -> Result<Unit, Wrong> {
    let in_cell = in_cell
        .map(|name| find(lookup, measured, cell, name))
        .transpose()?;
    let column = column.filter(|column| !column.is_empty());
    let in_column = column
        .map(|c| find(lookup, measured, c, c.text))
        .transpose()?;
    let place = if in_cell.is_some() {
        cell
    } else {
        column.unwrap_or(cell)
    };
    let unit = match (in_cell, in_column) {
        (Some(one), Some(other)) if !same(&one, &other) => {
            let wrong = lookup.wrong(&SUBMITTED_UNITS_DISAGREE, cell.place);
            return Err(Box::new(
                wrong.with("cell", name(&one)).with("column", name(&other)),
            ));
        }
        (Some(unit), _) | (None, Some(unit)) => unit,
        (None, None) => return Ok(measured.unit.clone()),
    };
    if unit.dimension == measured.unit.dimension {
        return Ok(unit);
    }
    Err(Box::new(
        lookup
            .wrong(&SUBMITTED_UNIT_MISMATCH, place.place)
            .with("found", name(&unit))
            .with("wanted", name(measured.unit))
            .with("subject", measured.subject)
            .with("remedy", remedy(&unit, measured.unit)),
    ))
}

fn find(
    lookup: &Lookup<'_>,
    measured: Measured<'_>,
    cell: RawCell<'_>,
    text: &str,
) -> Result<Unit, Wrong> {
    let units = &lookup.schema.units;
    let found = units.find(text).or_else(|| units.find(&half_width(text)));
    found.ok_or_else(|| {
        // A list of all units would help nobody.
        let near = did_you_mean(text, units.names());
        let near = near.map_or_else(
            || Text::same(""),
            |near| Text::new(format!(" {}", near.en), near.zh),
        );
        let wrong = lookup
            .wrong(&UNKNOWN_SUBMITTED_UNIT, cell.place)
            .with("unit", shown(text));
        let wrong = wrong
            .with("subject", measured.subject)
            .with("wanted", name(measured.unit));
        Box::new(wrong.with("known", near))
    })
}

fn same(one: &Unit, other: &Unit) -> bool {
    one.dimension == other.dimension && one.factor == other.factor
}

/// The name of a unit in both languages; the plain number has a name here, too.
pub(crate) fn name(unit: &Unit) -> Text {
    if unit.en.is_empty() && unit.dimension == Dimension::Number {
        return Text::new("a plain number", "纯数字");
    }
    Text::new(unit.name(Language::English), unit.name(Language::Chinese))
}

/// A unit multiplied by the 万 or 亿 of a number, so that decimals stay those that were written.
pub(crate) fn multiplied(
    lookup: &Lookup<'_>,
    cell: RawCell<'_>,
    unit: Unit,
    multiplier: i128,
) -> Result<Unit, Wrong> {
    let prefix = match multiplier {
        1_000_000_000_000 => "万亿",
        100_000_000 => "亿",
        1_000_000 => "百万",
        10_000 => "万",
        1_000 => "千",
        100 => "百",
        _ => return Ok(unit),
    };
    if multiplies(&unit) {
        let wrong = lookup.wrong(&CELL_AMBIGUOUS_MULTIPLIER, cell.place);
        return Err(Box::new(
            wrong
                .with("text", shown(cell.text))
                .with("unit", name(&unit)),
        ));
    }
    let joined = format!("{prefix}{}", unit.zh);
    let known = lookup.schema.units.find(&joined);
    Ok(known
        .filter(|known| known.dimension == unit.dimension)
        .unwrap_or_else(|| Unit {
            en: joined.as_str().into(),
            zh: joined.as_str().into(),
            factor: unit.to_base(&Ratio::whole(multiplier)),
            dimension: unit.dimension.clone(),
        }))
}

/// Whether a unit itself contains 万 or 亿, as 万元 does and 千瓦时 does not.
fn multiplies(unit: &Unit) -> bool {
    let scaled = matches!(unit.dimension.atom(), Some(Atom::Money | Atom::Noun(_)));
    scaled && unit.factor > Ratio::ONE && unit.zh.starts_with(['百', '千', '万', '亿'])
}

/// What to write instead of a unit of another dimension.
fn remedy(found: &Unit, wanted: &Unit) -> Text {
    use Dimension::{Measure, Number, Points, Ratio as Share};
    let (f, w) = (name(found), name(wanted));
    match (&found.dimension, &wanted.dimension) {
        (Share, Points) => Text::new(
            "Points are the difference of two shares: write `2 points`.",
            "百分点是两个百分比之差：请写“2个百分点”。",
        ),
        (Points, Share) => Text::new(
            "A share is in %, a difference of two shares in points: write `80%`.",
            "占比用 %，百分点是两个占比之差：请写“80%”。",
        ),
        (Share, Number) => Text::new(
            "Write the plain number, or declare the metric `in %` in the policy.",
            "请写无单位的数，或在方案中将该指标的单位声明为 %。",
        ),
        (_, Number) => Text::new(
            "Write the plain number without a unit.",
            "请填写不带单位的数字。",
        ),
        (Measure(_), Measure(_)) => atoms(found, wanted, &f, &w),
        _ => Text::new(
            format!("Write the value in {}.", w.en),
            format!("请以“{}”填写。", w.zh),
        ),
    }
}

fn atoms(found: &Unit, wanted: &Unit, f: &Text, w: &Text) -> Text {
    use Atom::{Months, Noun, Time, WorkingDays, WorkingTime};
    match (found.dimension.atom(), wanted.dimension.atom()) {
        (Some(WorkingDays), Some(WorkingTime)) | (Some(WorkingTime), Some(WorkingDays)) => {
            Text::new(
                format!(
                    "Write it in {}, or say `working day is 8 hours` in the policy.",
                    w.en
                ),
                format!("请换算为“{}”，或在方案中写明“工作日 为 8小时”。", w.zh),
            )
        }
        (Some(WorkingDays | WorkingTime), Some(Time | Months))
        | (Some(Time | Months), Some(WorkingDays | WorkingTime)) => Text::new(
            format!(
                "Working time and calendar time do not convert: write it in {}.",
                w.en
            ),
            format!("工作时间与自然时间不能互换：请以“{}”填写。", w.zh),
        ),
        (Some(Months), Some(Time)) | (Some(Time), Some(Months)) => Text::new(
            format!("A month has no fixed number of days: write it in {}.", w.en),
            format!("一个月没有固定的天数：请以“{}”填写。", w.zh),
        ),
        (Some(Noun(_)), Some(Noun(_))) => Text::new(
            format!(
                "Write it in {}; if the two are the same, say `unit {} = {}` in the policy.",
                w.en, f.en, w.en
            ),
            format!(
                "请以“{}”填写；若二者相同，请在方案中写明“计量单位 {} = {}”。",
                w.zh, f.zh, w.zh
            ),
        ),
        _ => Text::new(
            format!("Write the value in {}.", w.en),
            format!("请以“{}”填写。", w.zh),
        ),
    }
}
