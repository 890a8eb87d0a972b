//! The last day of a limit, walked day by day.

use dabiao_calendar::Calendar;
use dabiao_model::Date;

use super::period::months_later;
use super::policy::{Basis, PlainUnit};

/// How a limit runs.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: PlainUnit,
    /// What happens to a last day off.
    pub basis: Basis,
    /// Whether the first day is counted itself.
    pub count_start: bool,
    /// Backwards.
    pub before: bool,
    /// The clock stands on the days after the first up to and with the second.
    pub stop: Option<(Date, Date)>,
}

impl Run {
    fn stands(&self, date: Date) -> bool {
        self.stop
            .is_some_and(|(from, to)| from < date && date <= to)
    }
}

/// Whether a day is worked; nothing for a year not announced.
fn is_working(date: Date) -> Option<bool> {
    Calendar::china().is_working(date).ok()
}

fn step(date: Date, backwards: bool) -> Date {
    if backwards {
        date.pred_opt().unwrap()
    } else {
        date.succ_opt().unwrap()
    }
}

/// The last day on which the limit is kept; nothing where the calendar is not announced.
pub fn last_day(start: Date, run: Run) -> Option<Date> {
    // On the same day: that day itself, be it worked or not.
    if run.count == 0 {
        return Some(start);
    }
    let last = match run.unit {
        PlainUnit::WorkingDays => return working_days(start, run),
        PlainUnit::Months => {
            let count = i32::try_from(run.count).unwrap_or(0);
            let end = months_later(start, if run.before { -count } else { count });
            let whole = u32::try_from((end - start).num_days()).unwrap_or(0);
            if run.before {
                end
            } else {
                days(start, whole, run)
            }
        }
        PlainUnit::Weeks => days(start, run.count * 7, run),
        _ => days(start, run.count, run),
    };
    if run.before || run.basis == Basis::Plain {
        Some(last)
    } else {
        next_working(last)
    }
}

fn days(start: Date, count: u32, run: Run) -> Date {
    let mut left = if run.count_start {
        count.saturating_sub(1)
    } else {
        count
    };
    let mut date = start;
    while left > 0 {
        date = step(date, run.before);
        left -= u32::from(!run.stands(date));
    }
    date
}

fn next_working(mut date: Date) -> Option<Date> {
    while !is_working(date)? {
        date = step(date, false);
    }
    Some(date)
}

fn working_days(start: Date, run: Run) -> Option<Date> {
    let mut left = run.count;
    let mut date = start;
    if run.count_start && is_working(start)? {
        left -= 1;
    }
    while left > 0 {
        date = step(date, run.before);
        if is_working(date)? && !run.stands(date) {
            left -= 1;
        }
    }
    Some(date)
}

/// The working days after one day up to and including another; negative the other way round.
pub fn working_days_between(from: Date, to: Date) -> Option<i64> {
    if to < from {
        return working_days_between(to, from).map(|count| -count);
    }
    let mut count = 0;
    let mut date = from;
    while date < to {
        date = step(date, false);
        count += i64::from(is_working(date)?);
    }
    Some(count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plain::period::ymd;

    fn run(count: u32, unit: PlainUnit, basis: Basis) -> Run {
        Run {
            count,
            unit,
            basis,
            count_start: false,
            before: false,
            stop: None,
        }
    }

    #[test]
    fn the_examples_of_the_language_page() {
        // Eight working days over two swapped days: 2025-09-24 to 2025-10-11, within ten working days.
        assert_eq!(
            working_days_between(ymd(2025, 9, 24), ymd(2025, 10, 11)),
            Some(8)
        );
        let seven = run(7, PlainUnit::WorkingDays, Basis::Plain);
        assert_eq!(last_day(ymd(2025, 1, 20), seven), Some(ymd(2025, 2, 5)));
        // 2025-10-04 is a holiday; the next working day is 9 October.
        let ten = run(10, PlainUnit::Days, Basis::CivilCode);
        assert_eq!(last_day(ymd(2025, 9, 24), ten), Some(ymd(2025, 10, 9)));
        let month = run(1, PlainUnit::Months, Basis::Plain);
        assert_eq!(last_day(ymd(2025, 1, 31), month), Some(ymd(2025, 2, 28)));
    }
}
