//! China's official working days, and the last day of a limit.
//!
//! A policy says "within 7 working days" or "within one month"; this crate says which day that
//! is, which days were passed over on the way, and which notice of the State Council made them
//! days off. It reads no clock and no file: the calendar is in the crate, the dates are handed in.
//!
//! # Examples
//!
//! Seven working days from 20 January 2025, over the Spring Festival and a worked Sunday:
//!
//! ```
//! use dabiao_calendar::{Basis, Calendar, Date, Limit, LimitOptions, deadline};
//!
//! let awarded = Date::from_ymd_opt(2025, 1, 20).ok_or("a day")?;
//! let limit: Limit = "7个工作日".parse()?;
//! let deadline = deadline(Calendar::china(), awarded, limit, LimitOptions::new(Basis::Plain))?;
//! assert_eq!(deadline.last_day.to_string(), "2025-02-05");
//! assert_eq!(deadline.passed_over.len(), 10); // a Saturday, a worked Sunday, eight days off
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A clock stop takes out the working days after A up to and with B:
//!
//! ```
//! use dabiao_calendar::{Calendar, Date};
//!
//! let a = Date::from_ymd_opt(2025, 9, 30).ok_or("a day")?;
//! let b = Date::from_ymd_opt(2025, 10, 11).ok_or("a day")?;
//! // 9, 10 and 11 October: the last is a Saturday worked in exchange.
//! assert_eq!(Calendar::china().working_days_between(a, b)?, 3);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Source
//!
//! The days: the yearly notices of the General Office of the State Council (国务院办公厅关于
//! 部分节假日安排的通知) and those that amended them, see [`Calendar::notices`]. The limits: the
//! Civil Code (民法典), articles 200 to 204, and 1259 for what "within" includes.

mod calendar;
mod china;
mod day;
mod deadline;
mod error;
mod from_text;
mod limit;
mod limit_table;
mod months;
mod notice;
mod options;
mod parse_limit;
mod passed_over;

pub use chrono::{NaiveDate as Date, NaiveDateTime as DateTime};

pub use crate::calendar::Calendar;
pub use crate::day::{Day, Holiday};
pub use crate::deadline::{last_day, last_moment};
pub use crate::error::{CalendarError, ParseLimitError};
pub use crate::limit::{Limit, LimitUnit};
pub use crate::limit_table::LimitTable;
pub use crate::months::add_months;
pub use crate::notice::Notice;
pub use crate::options::{Basis, Direction, LimitOptions};
pub use crate::passed_over::{Deadline, PassedOver, PassedOverReason, deadline};
