//! The clock, which nothing but the time of an entry is read from: verdicts speak of the day they are asked for.

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, FixedOffset, NaiveTime, SecondsFormat};
use dabiao_core::{Date, Grain, Language, Period};
use dabiao_history::At;

use crate::failure::Failure;
use crate::{output, texts};

/// Hours that Beijing is ahead of UTC; China has one time.
const BEIJING: i32 = 8;

/// How a time of day is written.
const TIMES: [&str; 5] = ["%H:%M:%S", "%H:%M", "%H时%M分%S秒", "%H时%M分", "%H点%M分"];

/// When an entry is made.
#[derive(Debug)]
pub(crate) struct Moment {
    text: String,
    is_said: bool,
}

impl Moment {
    /// As a history takes it.
    pub(crate) fn at(&self) -> At<'_> {
        if self.is_said {
            At::Said(&self.text)
        } else {
            At::Now(&self.text)
        }
    }
}

/// When an entry is made: as it was said, a day or a moment, or now. In the form of RFC 3339. A time that this machine's
/// clock has not reached is warned about: the entry stands for good.
pub(crate) fn moment(said: Option<&str>, language: Language) -> Result<Moment, Failure> {
    let written =
        |moment: DateTime<FixedOffset>| moment.to_rfc3339_opts(SecondsFormat::Secs, false);
    let now = now();
    let Some(text) = said else {
        return Ok(Moment {
            text: written(now),
            is_said: false,
        });
    };
    let moment = parse(text.trim()).ok_or_else(|| {
        Failure::usage(
            format!("“{text}” is no time; write `2025-04-08` or `2025-04-08 09:30`"),
            format!("“{text}”不是时间；请写作 `2025-04-08` 或 `2025-04-08 09:30`"),
        )
    })?;
    let text = written(moment);
    if moment > now {
        let warning = language.pick(
            format!("{text} lies in the future by this machine's clock"),
            format!("{text} 晚于本机时钟的当前时间"),
        );
        output::error(&texts::warning(&warning, language));
    }
    Ok(Moment {
        text,
        is_said: true,
    })
}

/// A moment as RFC 3339 writes it, or a day as data write it, with a time of Beijing behind it or without.
fn parse(text: &str) -> Option<DateTime<FixedOffset>> {
    if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
        return Some(moment);
    }
    let split = text.find(['T', ' ']);
    let end_of_day = || text.find('日').map(|it| it.saturating_add('日'.len_utf8()));
    let (day, time) = match split.or_else(end_of_day) {
        Some(place) => text.split_at_checked(place)?,
        None => (text, ""),
    };
    let period = Period::parse(day).ok();
    let day: Date = period.filter(|it| it.grain() == Grain::Day)?.start();
    let time = match time.trim_start_matches(['T', ' ']) {
        "" => NaiveTime::MIN,
        time => TIMES
            .iter()
            .find_map(|format| NaiveTime::parse_from_str(time, format).ok())?,
    };
    day.and_time(time).and_local_timezone(beijing()?).single()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_as_people_write_it() {
        let written = |text| parse(text).map(|it| it.to_rfc3339());
        for text in ["2025-04-08", "2025/4/8", "2025年4月8日"] {
            assert_eq!(
                written(text).as_deref(),
                Some("2025-04-08T00:00:00+08:00"),
                "{text}"
            );
        }
        for text in [
            "2025-04-08 09:30",
            "2025-04-08T09:30",
            "2025-04-08 09:30:00",
            "2025年4月8日9:30",
            "2025年4月8日 9时30分",
            "2025年4月8日上午",
            "2025-04-08T09:30:00+08:00",
        ] {
            let expected = (!text.contains("上午")).then_some("2025-04-08T09:30:00+08:00");
            assert_eq!(written(text).as_deref(), expected, "{text}");
        }
        for text in [
            "2025-04",
            "2025",
            "noon",
            "",
            "2025-04-31",
            "2025-04-08 25:00",
        ] {
            assert_eq!(written(text), None, "{text}");
        }
    }
}
