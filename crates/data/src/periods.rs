//! The period a figure belongs to, and whether it fits what the metric is submitted for.

use dabiao_diagnostics::register::{
    CELL_DATE_OUT_OF_RANGE, CELL_NOT_A_PERIOD, EMPTY_CELL, SUBMITTED_PARTIAL_PERIOD,
    SUBMITTED_SHORT_PERIOD,
};
use dabiao_model::{Cadence, MetricSchema, Nature, Period, PeriodError, Text};

use crate::dates::is_plausible;
use crate::findings::Wrong;
use crate::lookup::Lookup;
use crate::nearest::shown;
use crate::period_text::period_of;
use crate::raw::RawCell;

/// The period of a cell, nothing for an empty one. A window that is a month, a quarter, a half-year
/// or a year becomes that.
pub(crate) fn period(
    lookup: &Lookup<'_>,
    metric: &MetricSchema,
    cell: RawCell<'_>,
) -> Result<Option<Period>, Wrong> {
    let Some(period) = written(lookup, cell)? else {
        return Ok(None);
    };
    if to_date(cell.text).is_some() {
        // A flow is what was counted from the first day of its period; all else stands at the day.
        let counted = metric.cadence.filter(|_| metric.nature == Nature::Flow);
        return Ok(Some(Period::up_to(period.end(), counted)));
    }
    Ok(Period::spanning(period.start(), period.end()))
}

/// The period that is written in a cell, whatever it is of; nothing for an empty one.
pub(crate) fn written(lookup: &Lookup<'_>, cell: RawCell<'_>) -> Result<Option<Period>, Wrong> {
    if cell.is_empty() {
        return Ok(None);
    }
    let wrong = |code| lookup.wrong(code, cell.place);
    if let Some(reason) = lost_zero(lookup, cell) {
        let wrong = wrong(&CELL_NOT_A_PERIOD).with("period", shown(cell.text));
        return Err(Box::new(wrong.with("reason", reason)));
    }
    let text = to_date(cell.text).unwrap_or(cell.text).trim_start();
    let since = ["since ", "自"]
        .iter()
        .find_map(|word| text.strip_prefix(word));
    let period = period_of(since.unwrap_or(text)).map_err(|error| {
        let wrong = wrong(&CELL_NOT_A_PERIOD).with("period", shown(cell.text));
        Box::new(wrong.with("reason", reason(error)))
    })?;
    if !is_plausible(period.start()) || !is_plausible(period.end()) {
        return Err(Box::new(
            wrong(&CELL_DATE_OUT_OF_RANGE).with("text", shown(cell.text)),
        ));
    }
    Ok(Some(period))
}

/// Why a number is no month: 2025.1 is all that a program keeps of 2025.10.
pub(crate) fn lost_zero(lookup: &Lookup<'_>, cell: RawCell<'_>) -> Option<Text> {
    let year = cell.text.strip_suffix(".1")?;
    let is_year = year.len() == 4 && year.bytes().all(|it| it.is_ascii_digit());
    let is_lost = is_year && lookup.numbers.has(cell.place);
    is_lost.then(|| {
        Text::new(
            format!(
                "a number loses the last zero of `{year}.10`, so that it may be January or October; write `{year}-01` or `{year}-10`"
            ),
            format!(
                "数字会丢掉“{year}.10”末尾的零，分不清是 1 月还是 10 月；请写“{year}-01”或“{year}-10”"
            ),
        )
    })
}

/// What stands behind `as of` | `截至`.
fn to_date(text: &str) -> Option<&str> {
    let text = text.trim();
    ["as of ", "截至"]
        .iter()
        .find_map(|word| text.strip_prefix(word))
}

fn reason(error: PeriodError) -> Text {
    match error {
        PeriodError::NoSuchDate => Text::new("the calendar has none such", "日历上没有这一时期"),
        PeriodError::Reversed => Text::new("it ends before it starts", "结束早于开始"),
        _ => Text::new("a year and its part are needed", "需要年份及其部分"),
    }
}

/// An actual figure of a metric with a cadence says when, and its period fits.
pub(crate) fn check(
    lookup: &Lookup<'_>,
    cell: RawCell<'_>,
    metric: &MetricSchema,
    period: Option<Period>,
) -> Result<(), Wrong> {
    // What was counted since some start stands at the last day, whenever it began.
    let at_a_day = metric.nature == Nature::Cumulative || to_date(cell.text).is_some();
    let needed = |period: &Option<Period>| !(at_a_day && period.is_some());
    let Some(cadence) = metric.cadence.filter(|_| needed(&period)) else {
        return Ok(());
    };
    let name = metric.names.first().map_or("", AsRef::as_ref);
    let Some(period) = period else {
        return Err(missing(lookup, cell, name, cadence));
    };
    let wholes = (
        Period::containing(period.start(), cadence),
        Period::containing(period.end(), cadence),
    );
    let (Some(first), Some(last)) = wholes else {
        return Ok(());
    };
    let short = first == last && (period.start(), period.end()) != (first.start(), first.end());
    let code = if short && metric.nature != Nature::Flow {
        // A stock stands at any moment of its period.
        return Ok(());
    } else if short {
        &SUBMITTED_SHORT_PERIOD
    } else if period.start() != first.start() || period.end() != last.end() {
        &SUBMITTED_PARTIAL_PERIOD
    } else {
        return Ok(());
    };
    let wrong = lookup
        .wrong(code, cell.place)
        .with("period", in_both(period))
        .with("metric", name);
    Err(Box::new(
        wrong
            .with("cadence", cadence_text(cadence))
            .with("whole", in_both(first)),
    ))
}

fn missing(lookup: &Lookup<'_>, cell: RawCell<'_>, metric: &str, cadence: Cadence) -> Wrong {
    let word = cadence_text(cadence);
    let example = match cadence {
        Cadence::Monthly => Text::new("2025-03", "2025年3月"),
        Cadence::Quarterly => Text::new("2025Q1", "2025年一季度"),
        Cadence::HalfYearly => Text::new("2025H1", "2025年上半年"),
        Cadence::Yearly => Text::new("2025", "2025年"),
    };
    let reason = Text::new(
        format!("“{metric}” is submitted for each {}", word.en),
        format!("“{metric}”按{}报送", word.zh),
    );
    let remedy = Text::new(
        format!("Say which period the figure belongs to: `{}`.", example.en),
        format!("请填写数值所属的时期，如“{}”。", example.zh),
    );
    let wrong = lookup
        .wrong(&EMPTY_CELL, cell.place)
        .with("column", Text::new("period", "时期"));
    Box::new(wrong.with("reason", reason).with("remedy", remedy))
}

fn cadence_text(cadence: Cadence) -> Text {
    match cadence {
        Cadence::Monthly => Text::new("month", "月"),
        Cadence::Quarterly => Text::new("quarter", "季度"),
        Cadence::HalfYearly => Text::new("half-year", "半年"),
        Cadence::Yearly => Text::new("year", "年度"),
    }
}

fn in_both(period: Period) -> Text {
    use dabiao_model::Language::{Chinese, English};
    Text::new(period.text(English), period.text(Chinese))
}
