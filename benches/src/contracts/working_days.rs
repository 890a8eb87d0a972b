//! The working days of 2025 as two tables over days, so that counting is two look-ups and a subtraction.

use dabiao_core::calendar::{Basis, Calendar, Limit, LimitOptions, last_day};

use crate::submission::day;

/// How many days the tables reach: 2025, and the weeks in which its contracts are signed.
const DAYS: usize = 512;

/// Tables over the days from 1 January 2025, which is 0.
#[derive(Debug, Clone)]
pub struct Table {
    /// How many working days lie before the end of this day.
    pub worked: [i32; DAYS],
    /// The last day of ten working days from this day.
    pub last: [i32; DAYS],
}

impl Table {
    /// From the calendar in force.
    ///
    /// # Errors
    ///
    /// When the calendar does not know a day.
    pub fn of_2025() -> Result<Self, String> {
        let calendar = Calendar::china();
        let limit: Limit = "10 working days"
            .parse()
            .map_err(|error| format!("{error}"))?;
        let options = LimitOptions::new(Basis::Plain);
        let mut table = Self {
            worked: [0; DAYS],
            last: [0; DAYS],
        };
        let first = day(0);
        let mut count = 0_i32;
        let both = table.worked.iter_mut().zip(&mut table.last);
        for (number, (worked, last)) in (0..).zip(both) {
            let date = day(number);
            let is_worked = calendar
                .is_working(date)
                .map_err(|error| error.to_string())?;
            count = count.saturating_add(i32::from(is_worked));
            *worked = count;
            let end =
                last_day(calendar, date, limit, options).map_err(|error| error.to_string())?;
            *last = i32::try_from(end.signed_duration_since(first).num_days())
                .map_err(|error| error.to_string())?;
        }
        Ok(table)
    }
}
