//! The notice behind a year's days off.

use serde::Serialize;

use crate::Date;

/// A notice of the State Council that arranges the holidays of a year, or changes them.
///
/// # Examples
///
/// ```
/// use dabiao_calendar::Calendar;
///
/// let notices = Calendar::china().notices(2020)?;
/// let numbers: Vec<_> = notices.iter().filter_map(|notice| notice.number).collect();
/// assert_eq!(numbers, ["国办发明电〔2019〕16号", "国办发明电〔2020〕1号"]);
/// # Ok::<(), dabiao_calendar::CalendarError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Notice {
    /// Its number (发文字号), as `国办发明电〔2024〕12号`; `None` if unknown.
    pub number: Option<&'static str>,
    /// Who issued it: the General Office of the State Council, once the State Council itself.
    pub issuer: &'static str,
    /// Its title in full.
    pub title: &'static str,
    /// The day it is signed; `None` if unknown. News carried some of them a day later.
    pub issued: Option<Date>,
    /// The number of the notice it changes or adds to; `None` for a year's first.
    pub amends: Option<&'static str>,
    /// What is not certain of the entries above, in English; `None` if the number and the date
    /// were read in a copy of the notice.
    pub remark: Option<&'static str>,
}
