//! What is said of an entry by whoever makes it: who, when and why.

use chrono::{DateTime, FixedOffset, NaiveTime};
use rusqlite::Connection;

use super::SubmissionId;
use crate::HistoryError;

/// When an entry is made, as RFC 3339 writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At<'a> {
    /// By the clock, when the entry was begun. Somebody else may have entered something while it waited for its turn.
    Now(&'a str),
    /// As somebody said: never before what it rests on.
    Said(&'a str),
}

impl<'a> At<'a> {
    /// The moment.
    pub fn moment(self) -> &'a str {
        match self {
            Self::Now(moment) | Self::Said(moment) => moment,
        }
    }

    /// Refuses a time that was said and lies before one of the submissions that the entry rests on.
    pub(super) fn follows(
        self,
        connection: &Connection,
        submissions: &[SubmissionId],
    ) -> Result<(), HistoryError> {
        let Self::Said(at) = self else {
            return Ok(());
        };
        let mut statement = connection.prepare("SELECT at FROM submission WHERE id = ?1")?;
        for submission in submissions {
            let came: String = statement.query_row([submission], |row| row.get(0))?;
            if is_before(at, &came) {
                return Err(HistoryError::TooEarly {
                    at: at.to_owned(),
                    submission: *submission,
                    came,
                });
            }
        }
        Ok(())
    }
}

/// Whether a moment lies before another. One at the first moment of a day stands for the day.
fn is_before(one: &str, other: &str) -> bool {
    let parse = |text| DateTime::parse_from_rfc3339(text).ok();
    let (Some(one), Some(other)) = (parse(one), parse(other)) else {
        return false;
    };
    let other: DateTime<FixedOffset> = other.with_timezone(one.offset());
    let is_day = one.time() == NaiveTime::MIN && one.date_naive() == other.date_naive();
    one < other && !is_day
}

/// Refuses an entry by nobody.
pub(super) fn is_named(who: &str) -> Result<(), HistoryError> {
    if who.trim().is_empty() {
        return Err(HistoryError::Nobody);
    }
    is_one_line(who)
}

/// Refuses a correction without a reason.
pub(super) fn has_reason(because: &str) -> Result<(), HistoryError> {
    if because.trim().is_empty() {
        return Err(HistoryError::NoReason);
    }
    is_one_line(because)
}

/// Refuses what would steer the terminal or the page it is shown on.
fn is_one_line(text: &str) -> Result<(), HistoryError> {
    let steers = |c: char| {
        let reorders = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        c.is_control() || reorders
    };
    if !text.contains(steers) {
        return Ok(());
    }
    let shown = text.replace(steers, "\u{fffd}");
    Err(HistoryError::NotOneLine { shown })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_not_before_what_came_on_it() {
        let morning = "2025-04-08T09:00:00+08:00";
        assert!(is_before("2025-04-08T08:59:59+08:00", morning));
        assert!(!is_before("2025-04-08T09:00:00+08:00", morning));
        assert!(!is_before("2025-04-08T00:00:00+08:00", morning));
        assert!(is_before("2025-04-07T00:00:00+08:00", morning));
        // One in the morning of Beijing, by a clock in London.
        assert!(!is_before("2025-04-08T02:00:00+01:00", morning));
    }
}
