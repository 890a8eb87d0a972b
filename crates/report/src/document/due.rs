//! The document of a last day.

use dabiao_core::Date;
use dabiao_core::calendar::{Basis, Direction};
use serde::Serialize;

/// The document of `dabiao due --format json`.
#[derive(Debug, Clone, Serialize)]
pub struct DueDocument {
    /// `dabiao.due/1`.
    pub schema: &'static str,
    /// The day of the event.
    pub start: Date,
    /// The limit: `7 working days`.
    pub limit: String,
    /// `civil_code` or `plain`.
    pub basis: Basis,
    /// `after` or `before`.
    pub direction: Direction,
    /// Whether the start day was counted.
    pub count_start: bool,
    /// The last day.
    pub last_day: Date,
    /// The days that were not counted or moved over, and weekend days that were worked.
    pub days_passed_over: Vec<DayEntry>,
    /// The notices that made them so.
    pub notices: Vec<NoticeEntry>,
}

impl DueDocument {
    /// The schema's name and version.
    pub const SCHEMA: &'static str = "dabiao.due/1";
}

/// A notice that arranges the holidays of a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoticeEntry {
    /// Its number.
    pub number: Option<&'static str>,
    /// Its title.
    pub title: &'static str,
    /// The day it is signed.
    pub issued: Option<Date>,
}

/// A day that makes a limit end otherwise than one might think.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DayEntry {
    /// The day.
    pub date: Date,
    /// `holiday` or `weekend`, which do not count, or `worked_weekend`, which does.
    pub why: &'static str,
    /// The holiday's name.
    pub holiday: Option<&'static str>,
}
