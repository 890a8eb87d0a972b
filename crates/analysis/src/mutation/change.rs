//! What is changed of a comparison, a threshold, a limit.

use dabiao_calendar::{Limit, LimitUnit};
use dabiao_model::{Comparator, Ratio, Unit, Units};

use super::Change;

/// With the end that belonged to it left out or the other way round, and turned round.
pub(super) fn comparators(comparator: Comparator) -> Vec<Change> {
    let to: &[Comparator] = match comparator {
        Comparator::AtLeast => &[Comparator::MoreThan, Comparator::AtMost],
        Comparator::AtMost => &[Comparator::LessThan, Comparator::AtLeast],
        Comparator::MoreThan => &[Comparator::AtLeast, Comparator::LessThan],
        Comparator::LessThan => &[Comparator::AtMost, Comparator::MoreThan],
        Comparator::Equal => &[Comparator::AtLeast, Comparator::AtMost],
        Comparator::NotEqual => &[Comparator::Equal],
    };
    to.iter()
        .map(|to| Change::Comparator(comparator, *to))
        .collect()
}

/// One step of the last digit written up and down.
pub(super) fn thresholds(value: &Ratio, unit: &Unit) -> Vec<Change> {
    let shown = unit.from_base(value);
    let places = (0..6)
        .find(|places| shown.rounded(*places) == shown)
        .unwrap_or(6);
    let step = unit.to_base(&Ratio::ONE.scaled_down(places));
    [value + &step, value - &step]
        .into_iter()
        .map(|to| Change::Threshold(value.clone(), to, unit.clone()))
        .collect()
}

/// As much of the next larger unit of its kind, or of the next smaller one where there is none.
pub(super) fn units(value: &Ratio, unit: &Unit, known: &Units) -> Option<Change> {
    let all = known.names().filter_map(|name| known.find(name));
    let others = all.filter(|it| it.dimension == unit.dimension && it.factor != unit.factor);
    let mut others: Vec<Unit> = others.filter(|_| !value.is_zero()).collect();
    others.sort_by(|a, b| (&a.factor, &a.en).cmp(&(&b.factor, &b.en)));
    let larger = others.iter().find(|it| it.factor > unit.factor);
    let to = larger.or(others.last())?.clone();
    Some(Change::Unit(value.clone(), unit.clone(), to))
}

/// How far the sides of an equality may be apart, one step of its last digit more and less.
pub(super) fn tolerances(room: &Ratio, unit: &Unit) -> Vec<Change> {
    let steps = thresholds(room, unit).into_iter();
    let rooms = steps.filter_map(|change| match change {
        Change::Threshold(from, to, unit) if !to.is_negative() => {
            Some(Change::Tolerance(from, to, unit))
        }
        _ => None,
    });
    rooms.collect()
}

/// One more, one less, and as many of another unit: of days working days, and the other way round.
pub(super) fn limits(limit: Limit) -> Vec<Change> {
    let mut to = Vec::new();
    to.extend(
        limit
            .count
            .checked_add(1)
            .map(|count| Limit { count, ..limit }),
    );
    to.extend(
        limit
            .count
            .checked_sub(1)
            .map(|count| Limit { count, ..limit }),
    );
    let unit = match limit.unit {
        LimitUnit::Days => LimitUnit::WorkingDays,
        LimitUnit::WorkingDays | LimitUnit::Weeks | LimitUnit::Hours => LimitUnit::Days,
        LimitUnit::Months => LimitUnit::Weeks,
        LimitUnit::Years => LimitUnit::Months,
    };
    // None of any unit is the day itself.
    to.extend((limit.count > 0).then_some(Limit { unit, ..limit }));
    to.into_iter().map(|to| Change::Limit(limit, to)).collect()
}
