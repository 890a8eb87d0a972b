//! The clock, which nothing but the time of an entry is read from: verdicts speak of the day they are asked for.

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, SecondsFormat};

use crate::failure::Failure;

/// Hours that Beijing is ahead of UTC; China has one time.
const BEIJING: i32 = 8;

/// When an entry is made: as it was said, a day or a moment, or now. In the form of RFC 3339.
pub(crate) fn moment(said: Option<&str>) -> Result<String, Failure> {
    let written =
        |moment: DateTime<FixedOffset>| moment.to_rfc3339_opts(SecondsFormat::Secs, false);
    let Some(text) = said else {
        return Ok(written(now()));
    };
    let day = text.parse::<NaiveDate>().ok().and_then(|day| {
        let begins = day.and_time(NaiveTime::MIN).and_local_timezone(beijing()?);
        begins.single()
    });
    let moment = day.or_else(|| DateTime::parse_from_rfc3339(text).ok());
    moment.map(written).ok_or_else(|| {
        Failure::usage(
            format!("“{text}” is no time; write `2025-04-08` or `2025-04-08T09:30:00+08:00`"),
            format!("“{text}”不是时间；请写作 `2025-04-08` 或 `2025-04-08T09:30:00+08:00`"),
        )
    })
}

fn now() -> DateTime<FixedOffset> {
    #[expect(
        clippy::disallowed_methods,
        reason = "when somebody submits is a fact of the world"
    )]
    let now = SystemTime::now();
    let seconds = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let moment = DateTime::from_timestamp(i64::try_from(seconds).unwrap_or(0), 0);
    let zone = beijing();
    match (moment, zone) {
        (Some(moment), Some(zone)) => moment.with_timezone(&zone),
        _ => DateTime::default(),
    }
}

fn beijing() -> Option<FixedOffset> {
    FixedOffset::east_opt(BEIJING.saturating_mul(3600))
}
