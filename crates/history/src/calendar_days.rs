//! The working calendar an assessment was made with, as days that an auditor can hold against the notices.

use std::collections::BTreeMap;

use chrono::Datelike;
use dabiao_core::Date;
use dabiao_core::calendar::Calendar;
use serde::{Deserialize, Serialize};

/// What a calendar says that a plain week does not, year by year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarDays {
    /// The calendar's name in policies.
    pub name: String,
    /// Each year it knows.
    pub years: BTreeMap<i32, YearDays>,
}

/// The days of a year that are not as their weekday says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearDays {
    /// Mondays to Fridays without work.
    pub off: Vec<Date>,
    /// Saturdays and Sundays with work.
    pub worked: Vec<Date>,
}

impl CalendarDays {
    /// China's official calendar as this program knows it.
    pub fn china() -> Self {
        let calendar = Calendar::china();
        let mut years = BTreeMap::new();
        for year in calendar.years() {
            years.insert(year, YearDays::of(calendar, year));
        }
        Self {
            name: "china".to_owned(),
            years,
        }
    }
}

impl YearDays {
    fn of(calendar: &Calendar, year: i32) -> Self {
        let mut found = Self::default();
        let first = Date::from_ymd_opt(year, 1, 1).unwrap_or_default();
        let days = first.iter_days().take_while(|day| day.year() == year);
        for day in days {
            let at_weekend = day.weekday().number_from_monday() > 5;
            match calendar.is_working(day) {
                Ok(true) if at_weekend => found.worked.push(day),
                Ok(false) if !at_weekend => found.off.push(day),
                _ => {}
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 国办发明电〔2024〕12号: 28 January to 4 February off, 26 January and 8 February worked.
    #[test]
    fn the_spring_of_2025() {
        let china = CalendarDays::china();
        let year = &china.years[&2025];
        let days = |days: &[Date]| days.iter().map(ToString::to_string).collect::<Vec<_>>();
        let off = days(&year.off);
        assert_eq!(off[0], "2025-01-01");
        assert_eq!(
            off[1..7],
            [
                "2025-01-28",
                "2025-01-29",
                "2025-01-30",
                "2025-01-31",
                "2025-02-03",
                "2025-02-04"
            ]
        );
        assert_eq!(days(&year.worked)[..2], ["2025-01-26", "2025-02-08"]);
    }
}
