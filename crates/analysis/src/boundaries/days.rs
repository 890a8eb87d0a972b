//! The last day of a limit, counted day by day, and days on which counting goes wrong.
//!
//! Apart from the evaluator, which looks limits up in tables: here days are stepped over one by one.

use std::iter::successors;

use dabiao_calendar::{Basis, Calendar, Day, Limit, LimitUnit, add_months};
use dabiao_eval::program::{Occurs, Recurrence, RowLimit};
use dabiao_model::{Date, Period, Text};

/// How a limit is counted.
#[derive(Clone, Copy)]
pub(super) struct Counting {
    pub(super) limit: Limit,
    pub(super) basis: Basis,
    pub(super) count_start: bool,
    pub(super) before: bool,
}

impl Counting {
    pub(super) fn of(limit: &RowLimit) -> Self {
        Self {
            limit: limit.limit,
            basis: limit.basis,
            count_start: limit.count_start,
            before: limit.before,
        }
    }

    /// So long by the plain calendar, after a day.
    pub(super) fn plain(limit: Limit) -> Self {
        Self {
            limit,
            basis: Basis::Plain,
            count_start: false,
            before: false,
        }
    }

    fn step(self, day: Date) -> Option<Date> {
        if self.before {
            day.pred_opt()
        } else {
            day.succ_opt()
        }
    }

    /// The end before a day off moves it.
    fn unmoved(self, calendar: &Calendar, start: Date) -> Option<Date> {
        let count = self.limit.count;
        if count == 0 {
            return Some(start);
        }
        let first = u32::from(self.count_start);
        match self.limit.unit {
            LimitUnit::Days => self.days(start, count.saturating_sub(first)),
            LimitUnit::Weeks => self.days(start, count.checked_mul(7)?.saturating_sub(first)),
            LimitUnit::Hours => self.days(start, count.div_euclid(24)),
            LimitUnit::WorkingDays => {
                let worked = calendar.is_working(start).ok()?;
                let counted = u32::from(self.count_start && worked);
                self.working_days(calendar, start, count.saturating_sub(counted))
            }
            LimitUnit::Months => self.months(start, count),
            LimitUnit::Years => self.months(start, count.checked_mul(12)?),
        }
    }

    fn days(self, start: Date, count: u32) -> Option<Date> {
        successors(Some(start), |day| self.step(*day)).nth(usize::try_from(count).ok()?)
    }

    fn working_days(self, calendar: &Calendar, start: Date, count: u32) -> Option<Date> {
        let (mut day, mut left) = (start, count);
        while left > 0 {
            day = self.step(day)?;
            if calendar.is_working(day).ok()? {
                left = left.saturating_sub(1);
            }
        }
        Some(day)
    }

    fn months(self, start: Date, count: u32) -> Option<Date> {
        let count = i32::try_from(count).ok()?;
        if self.before {
            let end = add_months(start, count.checked_neg()?)?;
            return if self.count_start {
                end.succ_opt()
            } else {
                Some(end)
            };
        }
        let end = add_months(start, count)?;
        let corresponds = end.format("%d").to_string() == start.format("%d").to_string();
        if self.count_start && corresponds {
            end.pred_opt()
        } else {
            Some(end)
        }
    }

    fn moves(self) -> bool {
        let moved = self.basis == Basis::CivilCode && !self.before;
        moved && self.limit.unit != LimitUnit::WorkingDays && self.limit.count > 0
    }

    /// The last day that is in time; nothing beyond what the calendar knows.
    pub(super) fn last_day(self, calendar: &Calendar, start: Date) -> Option<Date> {
        let mut day = self.unmoved(calendar, start)?;
        while self.moves() && !calendar.is_working(day).ok()? {
            day = day.succ_opt()?;
        }
        Some(day)
    }
}

/// A day to start from.
#[derive(Clone)]
pub(super) struct Start {
    pub(super) day: Date,
    pub(super) last: Date,
    pub(super) why: Text,
}

/// The most days that are looked at for one on which counting goes wrong.
const MOST_DAYS: usize = 800;

/// The first day of each kind, from an ordinary one to the end of February.
pub(super) fn starts(
    calendar: &Calendar,
    counting: Counting,
    (from, to): (Date, Date),
    is_judged: impl Fn(&Date) -> bool,
) -> Vec<Start> {
    let mut found: Vec<Start> = Vec::new();
    let days = from
        .iter_days()
        .take(MOST_DAYS)
        .take_while(|day| *day <= to);
    let days: Vec<(Date, Date, Date)> = days
        .filter(is_judged)
        .filter_map(|day| {
            let unmoved = counting.unmoved(calendar, day)?;
            Some((day, unmoved, counting.last_day(calendar, day)?))
        })
        .collect();
    for (kind, why) in KINDS {
        let mut fits = days.iter();
        let fits = fits.find(|(day, unmoved, last)| {
            is_of(*kind, calendar, counting, (*day, *unmoved, *last)) == Some(true)
        });
        let new = fits.filter(|(day, ..)| found.iter().all(|it| it.day != *day));
        found.extend(new.map(|(day, _, last)| Start {
            day: *day,
            last: *last,
            why: Text::new(why.0, why.1),
        }));
    }
    found
}

#[derive(Clone, Copy)]
enum Kind {
    Ordinary,
    Eve,
    OverHoliday,
    OverWeekend,
    Swapped,
    DayOff,
    LeapDay,
    EndOfMonth,
}

const KINDS: &[(Kind, (&str, &str))] = &[
    (Kind::Ordinary, ("", "")),
    (Kind::Eve, (", the eve of a holiday", "，节假日前一天")),
    (Kind::OverHoliday, (", over a holiday", "，遇节假日")),
    (Kind::OverWeekend, (", over a weekend", "，遇周末")),
    (
        Kind::Swapped,
        (", on a weekend day that is worked", "，遇调休上班的周末"),
    ),
    (Kind::DayOff, (", from a day off", "，自休息日起")),
    (Kind::LeapDay, (", 29 February", "，2月29日")),
    (
        Kind::EndOfMonth,
        (", from the last day of a month", "，自月末起"),
    ),
];

fn is_of(
    kind: Kind,
    calendar: &Calendar,
    counting: Counting,
    (day, unmoved, last): (Date, Date, Date),
) -> Option<bool> {
    let known = |day: Date| calendar.day(day).ok();
    let by_working_days = counting.limit.unit == LimitUnit::WorkingDays;
    let (first, end) = (day.min(last), day.max(last));
    let between = || first.iter_days().skip(1).take_while(|it| *it <= end);
    Some(match kind {
        Kind::Ordinary => {
            unmoved == last && known(day)? == Day::Working && known(last)? == Day::Working
        }
        Kind::Eve => {
            known(last)?.is_working() && matches!(known(last.succ_opt()?)?, Day::Holiday(_))
        }
        Kind::OverHoliday if by_working_days => {
            between().any(|it| matches!(known(it), Some(Day::Holiday(_))))
        }
        Kind::OverHoliday => matches!(known(unmoved)?, Day::Holiday(_)),
        Kind::OverWeekend if by_working_days => between().any(|it| known(it) == Some(Day::Weekend)),
        Kind::OverWeekend => known(unmoved)? == Day::Weekend,
        Kind::Swapped if by_working_days => {
            between().any(|it| matches!(known(it), Some(Day::SwappedWorkday(_))))
        }
        Kind::Swapped => matches!(known(unmoved)?, Day::SwappedWorkday(_)),
        Kind::DayOff => !known(day)?.is_working(),
        Kind::LeapDay => [day, last]
            .iter()
            .any(|it| it.format("%m-%d").to_string() == "02-29"),
        Kind::EndOfMonth => {
            let by_months = matches!(counting.limit.unit, LimitUnit::Months | LimitUnit::Years);
            by_months && day.succ_opt()?.format("%d").to_string() == "01"
        }
    })
}

/// The last days on which a recurring duty can be kept in a period, and how often by each.
pub(super) fn occasions(recurrence: Recurrence, period: Period, calendar: &Calendar) -> Vec<Date> {
    let days = period
        .start()
        .iter_days()
        .take_while(|day| *day <= period.end());
    let is_last = |day: &Date| {
        let next = day.succ_opt();
        let of_month = |day: Date| day.format("%d").to_string().parse::<u8>().unwrap_or(0);
        let ends_month = next.is_none_or(|next| of_month(next) == 1);
        match recurrence.occurs {
            Occurs::Weekday(weekday) => weekday_of(*day) == weekday,
            Occurs::OnDay(on) | Occurs::ByDay(on) => {
                of_month(*day) == on || ends_month && of_month(*day) < on
            }
            Occurs::TimesAWeek(_) => weekday_of(*day) == 6,
            Occurs::Times(_, cadence) => {
                Period::containing(*day, cadence).is_some_and(|it| it.end() == *day)
            }
        }
    };
    let rests = |day: &Date| {
        recurrence.except_holidays && matches!(calendar.day(*day), Ok(Day::Holiday(_)))
    };
    days.filter(|day| is_last(day) && !rests(day)).collect()
}

/// 0 is Monday.
fn weekday_of(day: Date) -> u8 {
    let number: u8 = day.format("%u").to_string().parse().unwrap_or(1);
    number.saturating_sub(1)
}
