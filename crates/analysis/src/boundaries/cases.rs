//! Cases that make an aggregate come to a value, or keep a limit to a share.

use dabiao_eval::program::{Aggregate, Measure, RowLimit, RowScope, SpanUnit};
use dabiao_model::{Date, FieldType, Period, Ratio};

use super::days::{Counting, Start};
use super::row::{Cell, Row, Setting};

/// Cases, so many of each.
pub(super) type Rows = Vec<(Row, u32)>;

/// The most cases that make a share.
const MOST: i128 = 1_000;

/// A share of cases as so many of so many.
fn counted(share: &Ratio) -> Option<(u32, u32)> {
    let (above, below) = share.parts()?;
    let fits = (0..=below).contains(&above) && below <= MOST;
    fits.then(|| Some((u32::try_from(above).ok()?, u32::try_from(below).ok()?)))?
}

/// So many rows of one kind and the rest of another, those of which there are none left out.
fn both(one: Option<Row>, some: u32, other: Option<Row>, rest: u32) -> Option<Rows> {
    let mut rows = Rows::new();
    if some > 0 {
        rows.push((one?, some));
    }
    if rest > 0 {
        rows.push((other?, rest));
    }
    (!rows.is_empty()).then_some(rows)
}

/// Cases of which a share keeps a limit: those on the last day, the others a day later.
pub(super) fn kept(
    limit: &RowLimit,
    share: &Ratio,
    start: &Start,
    at: Setting<'_>,
) -> Option<Rows> {
    let (kept, all) = counted(share)?;
    let row = |late: bool| {
        let mut row = Row::default();
        let happened = happened(limit, start, late, at)?;
        let from = at.event(limit.from, start.day)?;
        let set = row.set(limit.from, &from) && row.set(limit.event, &happened);
        let set = set && is_among(&mut row, &limit.scope, at);
        row.complete(at);
        set.then_some(row)
    };
    both(row(false), kept, row(true), all.saturating_sub(kept))
}

/// When the event happens that is in time on the last day, or late.
fn happened(limit: &RowLimit, start: &Start, late: bool, at: Setting<'_>) -> Option<Cell> {
    use dabiao_calendar::LimitUnit;
    let is_time = matches!(at.schema()?.fields.get(limit.event)?.ty, FieldType::Time);
    if is_time && limit.limit.unit == LimitUnit::Hours {
        let from = start.day.and_hms_opt(9, 0, 0)?;
        let minutes = i64::from(limit.limit.count).checked_mul(60)?;
        let minutes = if limit.before {
            minutes.checked_neg()?.checked_add(i64::from(late))?
        } else {
            minutes.checked_add(i64::from(late))?
        };
        return Some(Cell::Time(later(from, minutes)?));
    }
    if is_time {
        // The last minute of the last day, and the first of the next.
        let time = if late {
            start.last.succ_opt()?.and_hms_opt(0, 0, 0)?
        } else {
            start.last.and_hms_opt(23, 59, 0)?
        };
        return Some(Cell::Time(time));
    }
    let day = if late {
        start.last.succ_opt()?
    } else {
        start.last
    };
    at.event(limit.event, day)
}

/// So many minutes after a time.
fn later(from: dabiao_model::Time, minutes: i64) -> Option<dabiao_model::Time> {
    let of_day = i64::from(9_u32.checked_mul(60)?).checked_add(minutes)?;
    let (days, rest) = (of_day.div_euclid(1_440), of_day.rem_euclid(1_440));
    let midnight = from.date();
    let step = usize::try_from(days.unsigned_abs()).ok()?;
    let next = |day: &Date| {
        if days < 0 {
            day.pred_opt()
        } else {
            day.succ_opt()
        }
    };
    let day = std::iter::successors(Some(midnight), next).nth(step)?;
    let rest = u32::try_from(rest).ok()?;
    day.and_hms_opt(rest.div_euclid(60), rest.rem_euclid(60), 0)
}

/// Makes a case one that is looked at, and that nothing else looks at.
pub(super) fn is_among(row: &mut Row, scope: &RowScope, at: Setting<'_>) -> bool {
    let mask = scope.among.as_ref();
    let is = mask.is_none_or(|mask| row.satisfy(mask, true, at));
    is && at.others.iter().all(|mask| row.satisfy(mask, false, at))
}

/// Cases that make an aggregate come to a value in base units.
pub(super) fn valued(aggregate: &Aggregate, value: &Ratio, at: Setting<'_>) -> Option<Rows> {
    let row = |passes: bool, cells: &[(usize, Option<Cell>)]| {
        let mut row = Row::default();
        let mut fits = true;
        for (field, cell) in cells {
            fits = fits && row.set(*field, cell.as_ref()?);
        }
        fits = fits && is_among(&mut row, &aggregate.scope, at);
        match &aggregate.filter {
            Some(mask) => fits = fits && row.satisfy(mask, passes, at),
            None => fits = fits && passes,
        }
        row.complete(at);
        fits.then_some(row)
    };
    let number = |value: &Ratio| Some(Cell::Number(value.clone()));
    match aggregate.measure {
        Measure::Count => {
            let (count, one) = value.parts()?;
            let count = u32::try_from(count).ok().filter(|_| one == 1)?;
            both(
                row(true, &[]),
                count,
                row(false, &[]),
                u32::from(count == 0),
            )
        }
        Measure::Share => {
            let (some, all) = counted(value)?;
            both(
                row(true, &[]),
                some,
                row(false, &[]),
                all.saturating_sub(some),
            )
        }
        Measure::ShareOf(field) => {
            let part = value * &Ratio::whole(10_000);
            let rest = &Ratio::whole(10_000) - &part;
            let (some, others) = (u32::from(!part.is_zero()), u32::from(!rest.is_zero()));
            let (part, rest) = (
                row(true, &[(field, number(&part))]),
                row(false, &[(field, number(&rest))]),
            );
            both(part, some, rest, others)
        }
        Measure::Sum(field)
        | Measure::Average(field)
        | Measure::Median(field)
        | Measure::Min(field)
        | Measure::Max(field) => Some(vec![(row(true, &[(field, number(value))])?, 1)]),
        Measure::AverageSpan(from, to, unit) => {
            let span = in_steps(value, unit, at)?;
            let (_, below) = span.parts().filter(|(_, below)| *below <= MOST)?;
            let longer = &(&span - &span.floor()) * &Ratio::whole(below);
            let (longer, _) = longer.parts()?;
            let (longer, all) = (u32::try_from(longer).ok()?, u32::try_from(below).ok()?);
            let of = |length: &Ratio| {
                let (first, last) = spanning(length, unit, (from, to), at)?;
                row(true, &[(from, Some(first)), (to, Some(last))])
            };
            let above = &span.floor() + &Ratio::ONE;
            both(
                of(&span.floor()),
                all.saturating_sub(longer),
                of(&above),
                longer,
            )
        }
        Measure::MedianSpan(from, to, unit)
        | Measure::MinSpan(from, to, unit)
        | Measure::MaxSpan(from, to, unit) => {
            let span = in_steps(value, unit, at)?;
            let (first, last) = spanning(&span, unit, (from, to), at)?;
            Some(vec![(
                row(true, &[(from, Some(first)), (to, Some(last))])?,
                1,
            )])
        }
    }
}

/// A span in base units as a number of what it is measured in.
fn in_steps(value: &Ratio, unit: SpanUnit, at: Setting<'_>) -> Option<Ratio> {
    let name = match unit {
        SpanUnit::Days => "days",
        SpanUnit::WorkingDays => "working days",
        SpanUnit::Hours => "hours",
    };
    let unit = at.program.schema.units.find(name)?;
    Some(unit.from_base(value))
}

/// Two events so far apart.
fn spanning(
    length: &Ratio,
    unit: SpanUnit,
    (from, to): (usize, usize),
    at: Setting<'_>,
) -> Option<(Cell, Cell)> {
    let (count, one) = length.parts()?;
    let count = u32::try_from(count).ok().filter(|_| one == 1)?;
    let limit = |unit| dabiao_calendar::Limit { count, unit };
    let backwards = at.program.counted_by.get(at.record.index()) == Some(&Some(to));
    let counting = Counting {
        before: backwards,
        ..Counting::plain(limit(match unit {
            SpanUnit::WorkingDays => dabiao_calendar::LimitUnit::WorkingDays,
            SpanUnit::Days | SpanUnit::Hours => dabiao_calendar::LimitUnit::Days,
        }))
    };
    if unit == SpanUnit::Hours {
        let start = at.day.and_hms_opt(9, 0, 0)?;
        let end = later(start, i64::from(count).checked_mul(60)?)?;
        return Some((Cell::Time(start), Cell::Time(end)));
    }
    // Working days back from a day that is worked, so that as many lie between the two.
    let base = if backwards { at.end } else { at.day };
    let other = counting.last_day(at.calendar, base)?;
    let (first, last) = if backwards {
        (other, base)
    } else {
        (base, other)
    };
    Some((at.event(from, first)?, at.event(to, last)?))
}

/// Whether the cases belong to the period that is judged.
pub(super) fn belong(rows: &Rows, period: Option<Period>, at: Setting<'_>) -> bool {
    let counted_by = at.program.counted_by.get(at.record.index()).copied();
    let (Some(field), Some(period)) = (counted_by.flatten(), period) else {
        return true;
    };
    rows.iter()
        .all(|(row, _)| row.day(field).is_none_or(|day| period.contains(day)))
}
