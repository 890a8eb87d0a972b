//! A calendar of working days, answered from tables.

use std::ops::RangeInclusive;
use std::sync::Arc;

use chrono::{Datelike, Weekday};

use crate::from_text::{self, TextError};
use crate::{CalendarError, Date, Day, Notice, china};

/// A calendar of working days: what each day is, for whole years without a gap.
///
/// Cloning copies a pointer. Every question is answered by a look-up or two, never by a walk
/// over the days.
///
/// # Edges
///
/// A date in a year without a notice is [`CalendarError::NotAnnounced`]. The last year's end can
/// still change: the notice for 2023 made 31 December 2022 a holiday, the one for 2019 made
/// 29 December 2018 a working day.
#[derive(Debug, Clone, Default)]
pub struct Calendar(Arc<Tables>);

/// The tables. A day's index is its distance from the first day.
#[derive(Debug, Default)]
struct Tables {
    /// The first year; without meaning if there are no notices.
    first_year: i32,
    /// 1 January of the first year.
    first_day: Date,
    /// What each day is.
    days: Vec<Day>,
    /// The working days from the first day up to and including each day.
    worked: Vec<u32>,
    /// Every working day in order: the inverse of `worked`.
    workdays: Vec<Date>,
    /// The notices of each year.
    notices: Vec<Vec<Notice>>,
}

impl Calendar {
    /// China's official calendar, 2004 to 2026, with the days moved by exchange (调休).
    ///
    /// It is read from the crate's own data when first asked for.
    ///
    /// # Examples
    ///
    /// ```
    /// use dabiao_calendar::{Calendar, CalendarError, Date};
    ///
    /// let china = Calendar::china();
    /// let saturday = Date::from_ymd_opt(2025, 2, 8).ok_or("a day")?;
    /// assert!(china.is_working(saturday)?);
    ///
    /// let unknown = Date::from_ymd_opt(2027, 1, 4).ok_or("a day")?;
    /// assert_eq!(
    ///     china.is_working(unknown),
    ///     Err(CalendarError::NotAnnounced { year: 2027, first: 2004, last: 2026 }),
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Source
    ///
    /// The yearly notices of the General Office of the State Council, see [`Calendar::notices`].
    pub fn china() -> &'static Self {
        &china::CHINA
    }

    /// The calendar of that name: `china` or `中国`; `None` for any other.
    pub fn by_name(name: &str) -> Option<&'static Self> {
        Self::is_known(name).then(Self::china)
    }

    /// Whether there is a calendar of that name; none is read for the answer.
    pub fn is_known(name: &str) -> bool {
        matches!(name, "china" | "中国")
    }

    /// Reads a calendar from its texts, one a year from `first_year` on.
    pub(crate) fn from_texts(first_year: i32, texts: &[&'static str]) -> Result<Self, TextError> {
        let mut tables = Tables {
            first_year,
            first_day: Date::from_ymd_opt(first_year, 1, 1).unwrap_or_default(),
            ..Tables::default()
        };
        let years = texts.iter().map(|text| from_text::read(text));
        let years = years.collect::<Result<Vec<_>, _>>()?;
        let last_year = tables.last_year_of(years.len());
        let all = tables.first_day.iter_days();
        tables.days = all
            .take_while(|date| date.year() <= last_year)
            .map(ordinary)
            .collect();
        for year in years {
            for (date, day) in year.days {
                if let Some(entry) = tables.index(date).and_then(|i| tables.days.get_mut(i)) {
                    *entry = day;
                }
            }
            tables.notices.push(year.notices);
        }
        tables.number_workdays();
        Ok(Self(Arc::new(tables)))
    }

    /// The years the calendar knows, both ends included; empty for a calendar without data.
    pub fn years(&self) -> RangeInclusive<i32> {
        self.0.first_year..=self.0.last_year_of(self.0.notices.len())
    }

    /// What the day is.
    ///
    /// # Errors
    ///
    /// `NotAnnounced` if the calendar doesn't know the date's year.
    pub fn day(&self, date: Date) -> Result<Day, CalendarError> {
        let index = self.0.index(date);
        let day = index.and_then(|index| self.0.days.get(index));
        day.copied().ok_or_else(|| self.unknown(date.year()))
    }

    /// Whether the day is worked, as a weekday or in exchange.
    ///
    /// # Errors
    ///
    /// `NotAnnounced` if the calendar doesn't know the date's year.
    pub fn is_working(&self, date: Date) -> Result<bool, CalendarError> {
        self.day(date).map(Day::is_working)
    }

    /// The working days after `from` up to and including `to`.
    ///
    /// # Edges
    ///
    /// 0 when both are the same day. When `to` lies before `from` it is minus the count the
    /// other way round: the working days after `to` up to and including `from`.
    ///
    /// # Errors
    ///
    /// `NotAnnounced` if the calendar doesn't know the year of either.
    ///
    /// # Examples
    ///
    /// ```
    /// use dabiao_calendar::{Calendar, Date};
    ///
    /// let friday = Date::from_ymd_opt(2025, 6, 6).ok_or("a day")?;
    /// let monday = Date::from_ymd_opt(2025, 6, 9).ok_or("a day")?;
    /// let china = Calendar::china();
    /// assert_eq!(china.working_days_between(friday, monday)?, 1);
    /// assert_eq!(china.working_days_between(monday, friday)?, -1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn working_days_between(&self, from: Date, to: Date) -> Result<i64, CalendarError> {
        let before = i64::from(self.working_index(from)?);
        let until = i64::from(self.working_index(to)?);
        Ok(until.saturating_sub(before))
    }

    /// The number of working days from the calendar's first day up to and including `date`.
    ///
    /// On a day off it is that of the last working day before. Two of them, subtracted, are
    /// [`Calendar::working_days_between`].
    ///
    /// # Errors
    ///
    /// `NotAnnounced` if the calendar doesn't know the date's year.
    pub fn working_index(&self, date: Date) -> Result<u32, CalendarError> {
        let index = self.0.index(date);
        let worked = index.and_then(|index| self.0.worked.get(index));
        worked.copied().ok_or_else(|| self.unknown(date.year()))
    }

    /// The first day it knows and the [`Calendar::working_index`] of each day from it on: what a loop over many days
    /// looks up without a call a day.
    pub fn working_indices(&self) -> (Date, &[u32]) {
        (self.0.first_day, &self.0.worked)
    }

    /// The date itself if it is worked, else the next day that is.
    ///
    /// # Errors
    ///
    /// `NotAnnounced` if the calendar doesn't know the date's year, or the following one is
    /// needed and unknown.
    pub fn next_working_day(&self, date: Date) -> Result<Date, CalendarError> {
        if self.is_working(date)? {
            return Ok(date);
        }
        self.workday(i64::from(self.working_index(date)?).saturating_add(1))
    }

    /// The notices behind a year, in the order of their issue: the arrangement, then what
    /// changed it.
    ///
    /// # Edges
    ///
    /// A notice for a year may also decide the last days of December before it: 31 December 2005
    /// was worked by the notice for 2006.
    ///
    /// # Errors
    ///
    /// `NotAnnounced` if the calendar doesn't know the year.
    pub fn notices(&self, year: i32) -> Result<&[Notice], CalendarError> {
        let index = usize::try_from(i64::from(year).saturating_sub(i64::from(self.0.first_year)));
        let notices = index.ok().and_then(|index| self.0.notices.get(index));
        notices.map(Vec::as_slice).ok_or_else(|| self.unknown(year))
    }

    /// The working day whose [`Calendar::working_index`] is `index`, from 1.
    pub(crate) fn workday(&self, index: i64) -> Result<Date, CalendarError> {
        let years = self.years();
        if index < 1 {
            return Err(self.unknown(years.start().saturating_sub(1)));
        }
        let place = usize::try_from(index.saturating_sub(1)).ok();
        let date = place.and_then(|place| self.0.workdays.get(place));
        date.copied()
            .ok_or_else(|| self.unknown(years.end().saturating_add(1)))
    }

    #[cold]
    fn unknown(&self, year: i32) -> CalendarError {
        CalendarError::NotAnnounced {
            year,
            first: *self.years().start(),
            last: *self.years().end(),
        }
    }
}

impl Tables {
    /// The place of a date in the tables; may lie behind their end.
    fn index(&self, date: Date) -> Option<usize> {
        usize::try_from(date.signed_duration_since(self.first_day).num_days()).ok()
    }

    /// The last of so many years.
    fn last_year_of(&self, count: usize) -> i32 {
        let count = i32::try_from(count).unwrap_or(i32::MAX);
        self.first_year.saturating_add(count).saturating_sub(1)
    }

    /// Fills `worked` and `workdays` from `days`.
    fn number_workdays(&mut self) {
        let mut count = 0_u32;
        for (date, day) in self.first_day.iter_days().zip(&self.days) {
            if day.is_working() {
                count = count.saturating_add(1);
                self.workdays.push(date);
            }
            self.worked.push(count);
        }
    }
}

/// What a day is before any notice.
fn ordinary(date: Date) -> Day {
    match date.weekday() {
        Weekday::Sat | Weekday::Sun => Day::Weekend,
        _ => Day::Working,
    }
}
