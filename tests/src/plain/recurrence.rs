//! Duties that recur: each day of the period is asked whether a time of the duty ends on it, and whether it was kept.

use chrono::Datelike;
use dabiao_calendar::{Calendar, Day};
use dabiao_model::{Cadence, Date};

use super::condition::Truth;
use super::period::{PlainPeriod, month_end};
use super::record::RowCondition;
use super::rows::{day, row_holds};
use super::{Moment, Plain};

/// When a duty recurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rhythm {
    /// Each Monday (0) to Sunday (6).
    Weekday(u32),
    /// On a day of the month.
    OnDay(u32),
    /// By a day of the month.
    ByDay(u32),
    /// So often in a week from Monday to Sunday.
    Weekly(usize),
    /// So often in a month, quarter, half-year or year.
    Times(usize, Cadence),
}

/// An event of a record that must recur.
#[derive(Debug, Clone)]
pub struct Recurs {
    /// The record.
    pub record: usize,
    /// The event.
    pub event: usize,
    /// When.
    pub rhythm: Rhythm,
    /// Whether it rests on holidays.
    pub except_holidays: bool,
    /// Which rows count.
    pub filter: Option<RowCondition>,
}

impl Rhythm {
    /// The shortest cadence it can be judged for.
    pub fn cadence(self) -> Cadence {
        match self {
            Self::Times(_, cadence) => cadence,
            _ => Cadence::Monthly,
        }
    }

    /// The first day of the time that ends on a day, and how often it must be kept in it.
    fn ending_on(self, date: Date) -> Option<(Date, usize)> {
        let weekday = date.weekday().num_days_from_monday();
        let last = month_end(date.year(), date.month());
        let is_day = |day: u32| date.day() == day.min(last.day());
        let first = date.with_day(1).unwrap();
        match self {
            Self::Weekday(wanted) => (weekday == wanted).then_some((date, 1)),
            Self::OnDay(day) => is_day(day).then_some((date, 1)),
            Self::ByDay(day) => is_day(day).then_some((first, 1)),
            Self::Weekly(times) => (weekday == 6).then(|| (date - chrono::Days::new(6), times)),
            Self::Times(times, cadence) => {
                let period = PlainPeriod::containing(date, cadence);
                (period.end() == date).then_some((period.start(), times))
            }
        }
    }
}

impl Plain<'_> {
    /// Whether a duty was kept each time it fell due so far.
    pub fn recurs(&self, duty: &Recurs, at: Moment) -> Truth {
        let (Some(table), Some(period)) = (self.table(duty.record, at), at.period) else {
            return Truth::Unknown { missing: true };
        };
        let declared = &self.policy.records[duty.record];
        let its = |row: &&super::data::Row| {
            let meant = !declared.per_county || self.is_whose(row, at.entity);
            meant
                && duty
                    .filter
                    .as_ref()
                    .is_none_or(|filter| row_holds(filter, row))
        };
        let sure: Vec<Date> = table
            .iter()
            .filter(its)
            .filter(|row| !self.impossible(duty.record, row))
            .filter_map(|row| day(row, duty.event))
            .collect();
        let perhaps: Vec<Date> = table
            .iter()
            .filter(its)
            .filter_map(|row| day(row, duty.event))
            .collect();
        self.kept(
            (duty.rhythm, duty.except_holidays),
            period,
            (&sure, &perhaps),
        )
    }

    /// Whether a duty was kept in a period by what happened for sure, or perhaps.
    pub(super) fn kept(
        &self,
        (rhythm, except_holidays): (Rhythm, bool),
        period: PlainPeriod,
        (sure, perhaps): (&[Date], &[Date]),
    ) -> Truth {
        let (mut owed, mut kept, mut missed, mut lost) = (0, 0, 0, 0);
        for date in period
            .start()
            .iter_days()
            .take_while(|date| *date <= period.end())
        {
            let Some((start, times)) = rhythm.ending_on(date) else {
                continue;
            };
            if except_holidays {
                match Self::all_holidays(start, date) {
                    None => return Truth::Unknown { missing: false },
                    Some(true) => continue,
                    Some(false) => {}
                }
            }
            owed += 1;
            let often = |days: &[Date]| {
                days.iter()
                    .filter(|day| **day >= start && **day <= date && **day <= self.as_of)
                    .count()
                    >= times
            };
            if often(sure) {
                kept += 1;
            } else if self.as_of >= date {
                missed += 1;
                lost += usize::from(!often(perhaps));
            }
        }
        match (owed, kept, missed) {
            (0, ..) => Truth::NotApplicable,
            (_, _, 1..) if lost == 0 => Truth::Invalid,
            (_, _, 1..) => Truth::Fails,
            (_, 0, 0) => Truth::Unknown { missing: false },
            _ => Truth::Holds,
        }
    }

    /// Whether each of these days is off by a notice; nothing where a year is not announced.
    fn all_holidays(from: Date, to: Date) -> Option<bool> {
        let mut all = true;
        for date in from.iter_days().take_while(|date| *date <= to) {
            all &= matches!(Calendar::china().day(date).ok()?, Day::Holiday(_));
        }
        Some(all)
    }
}
