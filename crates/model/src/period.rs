//! Periods: the month, quarter or year that a figure belongs to.

use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::Language;

/// How often something is reported or judged. Ordered from the shortest to the longest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cadence {
    /// Each calendar month.
    Monthly,
    /// Each quarter of the calendar year.
    Quarterly,
    /// Each half of the calendar year.
    HalfYearly,
    /// Each calendar year.
    Yearly,
}

/// What kind of span a [`Period`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grain {
    /// One day: the moment of a stock.
    Day,
    /// A calendar month.
    Month,
    /// A quarter.
    Quarter,
    /// A half-year.
    Half,
    /// A calendar year.
    Year,
    /// Any other span of days.
    Window,
}

/// A span of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Period {
    end: NaiveDate,
    start: NaiveDate,
    grain: Grain,
}

/// Why a text is no period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PeriodError {
    /// The text is in none of the forms of [`Period::parse`].
    #[error("not a period")]
    Malformed,
    /// The form is right, but the calendar has no such day, month or year.
    #[error("no such date")]
    NoSuchDate,
    /// A window that ends before it starts.
    #[error("the window ends before it starts")]
    Reversed,
}

impl Cadence {
    /// All of them, the shortest first.
    pub const ALL: [Self; 4] = [
        Self::Monthly,
        Self::Quarterly,
        Self::HalfYearly,
        Self::Yearly,
    ];

    /// The grain of its periods.
    pub fn grain(self) -> Grain {
        match self {
            Self::Monthly => Grain::Month,
            Self::Quarterly => Grain::Quarter,
            Self::HalfYearly => Grain::Half,
            Self::Yearly => Grain::Year,
        }
    }

    /// How many months one of its periods has.
    pub fn months(self) -> u32 {
        match self {
            Self::Monthly => 1,
            Self::Quarterly => 3,
            Self::HalfYearly => 6,
            Self::Yearly => 12,
        }
    }
}

impl Grain {
    /// The cadence whose periods are of this grain.
    pub fn cadence(self) -> Option<Cadence> {
        match self {
            Self::Month => Some(Cadence::Monthly),
            Self::Quarter => Some(Cadence::Quarterly),
            Self::Half => Some(Cadence::HalfYearly),
            Self::Year => Some(Cadence::Yearly),
            Self::Day | Self::Window => None,
        }
    }
}

fn first_of(year: i32, month: u32) -> Option<NaiveDate> {
    (1..=9999)
        .contains(&year)
        .then(|| NaiveDate::from_ymd_opt(year, month, 1))
        .flatten()
}

impl Period {
    /// One day.
    pub fn day(date: NaiveDate) -> Self {
        Self {
            end: date,
            start: date,
            grain: Grain::Day,
        }
    }

    /// Any span, both ends included; nothing when it ends before it starts.
    pub fn window(start: NaiveDate, end: NaiveDate) -> Option<Self> {
        (start <= end).then_some(Self {
            end,
            start,
            grain: Grain::Window,
        })
    }

    /// The span from `start` to `end`, both included, as the plainest period of these days: a day, month, quarter,
    /// half-year or year where it is one, else a window. Nothing when it ends before it starts.
    ///
    /// ```
    /// use dabiao_model::Period;
    /// let period = |text| Period::parse(text).unwrap();
    /// let (start, end) = (period("2025-01").start(), period("2025-03").end());
    /// assert_eq!(Period::spanning(start, end), Some(period("2025Q1")));
    /// ```
    pub fn spanning(start: NaiveDate, end: NaiveDate) -> Option<Self> {
        let window = Self::window(start, end)?;
        if start == end {
            return Some(Self::day(start));
        }
        let same = |cadence: &Cadence| {
            Self::containing(start, *cadence)
                .filter(|whole| whole.start == start && whole.end == end)
        };
        Some(Cadence::ALL.iter().find_map(same).unwrap_or(window))
    }

    /// The period of `counted` that a day lies in, up to that day; without one the day alone.
    pub fn up_to(day: NaiveDate, counted: Option<Cadence>) -> Self {
        counted
            .and_then(|cadence| Self::containing(day, cadence))
            .and_then(|whole| Self::spanning(whole.start, day))
            .unwrap_or_else(|| Self::day(day))
    }

    /// The part of the year it ends in up to its end: from 1 January on.
    pub fn year_to_date(self) -> Option<Self> {
        Self::spanning(first_of(self.end.year(), 1)?, self.end)
    }

    /// The whole year before the one it ends in.
    pub fn year_before(self) -> Option<Self> {
        Self::year(self.end.year().checked_sub(1)?)
    }

    /// A month, or a day of it, of the year in which it ends.
    pub fn in_its_year(self, month: u32, day: Option<u32>) -> Option<Self> {
        let year = self.end.year();
        match day {
            Some(day) => NaiveDate::from_ymd_opt(year, month, day).map(Self::day),
            None => Self::month(year, month),
        }
    }

    /// Whether whole periods of `cadence` fill it without a rest.
    pub fn is_made_of(self, cadence: Cadence) -> bool {
        let starts = Self::containing(self.start, cadence).map(|part| part.start);
        let ends = Self::containing(self.end, cadence).map(|part| part.end);
        starts == Some(self.start) && ends == Some(self.end)
    }

    fn months(year: i32, month: u32, cadence: Cadence) -> Option<Self> {
        let start = first_of(year, month)?;
        let end = start
            .checked_add_months(Months::new(cadence.months()))?
            .checked_sub_days(Days::new(1))?;
        Some(Self {
            end,
            start,
            grain: cadence.grain(),
        })
    }

    /// A calendar month, 1 to 12.
    pub fn month(year: i32, month: u32) -> Option<Self> {
        Self::months(year, month, Cadence::Monthly)
    }

    /// A quarter, 1 to 4.
    pub fn quarter(year: i32, quarter: u32) -> Option<Self> {
        let month = quarter.checked_sub(1)?.checked_mul(3)?.checked_add(1)?;
        Self::months(year, month, Cadence::Quarterly)
    }

    /// A half-year, 1 or 2.
    pub fn half(year: i32, half: u32) -> Option<Self> {
        let month = half.checked_sub(1)?.checked_mul(6)?.checked_add(1)?;
        Self::months(year, month, Cadence::HalfYearly)
    }

    /// A calendar year.
    pub fn year(year: i32) -> Option<Self> {
        Self::months(year, 1, Cadence::Yearly)
    }

    /// The period of `cadence` that `date` lies in.
    ///
    /// ```
    /// use dabiao_model::{Cadence, Date, Period};
    /// let date = Date::from_ymd_opt(2025, 5, 31).unwrap();
    /// assert_eq!(Period::containing(date, Cadence::Quarterly).unwrap().to_string(), "2025Q2");
    /// ```
    pub fn containing(date: NaiveDate, cadence: Cadence) -> Option<Self> {
        let months = cadence.months();
        let before = date.month0().checked_div(months)?.checked_mul(months)?;
        Self::months(date.year(), before.checked_add(1)?, cadence)
    }

    /// The period of the same length `count` periods later (earlier when negative): a window of whole months moves by so many
    /// months, any other and a day by days.
    pub fn shifted(self, count: i32) -> Option<Self> {
        let moved = |by: u32, months: bool| {
            let by = by.checked_mul(count.unsigned_abs())?;
            match (months, count < 0) {
                (true, true) => self.start.checked_sub_months(Months::new(by)),
                (true, false) => self.start.checked_add_months(Months::new(by)),
                (false, true) => self.start.checked_sub_days(Days::new(by.into())),
                (false, false) => self.start.checked_add_days(Days::new(by.into())),
            }
        };
        if let Some(cadence) = self.grain.cadence() {
            return Self::containing(moved(cadence.months(), true)?, cadence);
        }
        if self.grain == Grain::Day {
            return moved(1, false).map(Self::day);
        }
        let (start, next) = if let Some(months) = self.whole_parts(Cadence::Monthly) {
            let start = moved(months, true)?;
            (start, start.checked_add_months(Months::new(months))?)
        } else {
            let start = moved(self.days(), false)?;
            (
                start,
                start.checked_add_days(Days::new(self.days().into()))?,
            )
        };
        Some(Self {
            start,
            end: next.pred_opt()?,
            grain: self.grain,
        })
    }

    /// The same period a year earlier.
    pub fn a_year_earlier(self) -> Option<Self> {
        let year = Months::new(12);
        let (start, end) = (
            self.start.checked_sub_months(year)?,
            self.end.checked_sub_months(year)?,
        );
        match self.grain.cadence() {
            Some(cadence) => Self::containing(start, cadence),
            None => Some(Self {
                end: if self.whole_parts(Cadence::Monthly).is_some() {
                    Self::containing(end, Cadence::Monthly)?.end
                } else {
                    end
                },
                start,
                grain: self.grain,
            }),
        }
    }

    /// The periods of `cadence` that lie wholly inside this one, in order.
    pub fn parts(self, cadence: Cadence) -> impl Iterator<Item = Self> {
        let first = Self::containing(self.start, cadence);
        std::iter::successors(first, |period| period.shifted(1))
            .skip_while(move |part| part.start < self.start)
            .take_while(move |part| part.end <= self.end)
    }

    /// How many days it has.
    pub fn days(self) -> u32 {
        let days = self.end.signed_duration_since(self.start).num_days();
        u32::try_from(days).unwrap_or(u32::MAX).saturating_add(1)
    }

    /// How many whole periods of `cadence` fill it without a rest; nothing where there is a rest.
    ///
    /// ```
    /// use dabiao_model::{Cadence, Period};
    /// let window = Period::parse("2023-04 to 2023-07").unwrap();
    /// assert_eq!(window.whole_parts(Cadence::Monthly), Some(4));
    /// assert_eq!(window.whole_parts(Cadence::Quarterly), None);
    /// ```
    pub fn whole_parts(self, cadence: Cadence) -> Option<u32> {
        let months = |date: NaiveDate| {
            let before = date.year().checked_mul(12)?;
            before.checked_add_unsigned(date.month())
        };
        if !self.is_made_of(cadence) {
            return None;
        }
        let all = months(self.end)?.checked_sub(months(self.start)?)?;
        let all = u32::try_from(all).ok()?.checked_add(1)?;
        all.checked_div(cadence.months())
    }

    /// The first day.
    pub fn start(self) -> NaiveDate {
        self.start
    }

    /// The last day, which belongs to the period.
    pub fn end(self) -> NaiveDate {
        self.end
    }

    /// What kind of span it is.
    pub fn grain(self) -> Grain {
        self.grain
    }

    /// Whether `date` lies in it, ends included.
    pub fn contains(self, date: NaiveDate) -> bool {
        self.start <= date && date <= self.end
    }

    /// Whether `other` lies wholly in it.
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether there is a day that lies in both.
    pub fn shares_a_day(self, other: Self) -> bool {
        self.start <= other.end && other.start <= self.end
    }

    /// Reads `2025`, `2025H1`, `2025Q3`, `2025-03`, `2025-03-31`, their Chinese forms
    /// (`2025年`, `2025年上半年`, `2025年三季度`, `2025年3月`, `2025年3月31日`) and windows `A to B`, `A 至 B`.
    /// Digits may be full-width.
    ///
    /// # Errors
    ///
    /// [`PeriodError`] says whether the form, the date or the order of a window is wrong.
    ///
    /// ```
    /// use dabiao_model::Period;
    /// let window = Period::parse("2022-10 to 2023-09").unwrap();
    /// assert_eq!(window.to_string(), "2022-10 to 2023-09");
    /// assert_eq!(Period::parse("２０２５年二季度").unwrap().to_string(), "2025Q2");
    /// assert!(Period::parse("2025Q5").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<Self, PeriodError> {
        let text = crate::literal::half_width(text.trim());
        for separator in [" to ", "至", "—", ".."] {
            if let Some((from, to)) = text.split_once(separator) {
                let (from, to) = (
                    Self::parse_single(from.trim())?,
                    Self::parse_single(to.trim())?,
                );
                return Self::window(from.start, to.end).ok_or(PeriodError::Reversed);
            }
        }
        Self::parse_single(&text)
    }

    fn parse_single(text: &str) -> Result<Self, PeriodError> {
        let (year, rest) = split_number(text).ok_or(PeriodError::Malformed)?;
        if year.1 != 4 {
            return Err(PeriodError::Malformed);
        }
        let year = i32::try_from(year.0).map_err(|_| PeriodError::NoSuchDate)?;
        let rest = rest.strip_prefix('年').map_or(rest, str::trim_start);
        let quarter = ["Q", "q"].iter().find_map(|q| rest.strip_prefix(q));
        let half = ["H", "h"].iter().find_map(|h| rest.strip_prefix(h));
        let found = if rest.is_empty() {
            Self::year(year)
        } else if let Some(digits) = quarter {
            Self::quarter(year, digits.parse().map_err(|_| PeriodError::Malformed)?)
        } else if let Some(digits) = half {
            Self::half(year, digits.parse().map_err(|_| PeriodError::Malformed)?)
        } else if let Some(numeral) = rest.strip_suffix("季度") {
            let numeral = numeral.strip_prefix('第').unwrap_or(numeral);
            let quarter = ["一", "二", "三", "四"].iter().position(|n| *n == numeral);
            let quarter = quarter.map(|index| index.saturating_add(1).to_string());
            Self::quarter(
                year,
                quarter
                    .as_deref()
                    .unwrap_or(numeral)
                    .parse()
                    .map_err(|_| PeriodError::Malformed)?,
            )
        } else if rest == "上半年" {
            Self::half(year, 1)
        } else if rest == "下半年" {
            Self::half(year, 2)
        } else {
            return Self::parse_month_or_day(year, rest);
        };
        found.ok_or(PeriodError::NoSuchDate)
    }

    fn parse_month_or_day(year: i32, rest: &str) -> Result<Self, PeriodError> {
        let rest = rest.strip_prefix(['-', '/', '.']).unwrap_or(rest);
        let (month, rest) = split_number(rest).ok_or(PeriodError::Malformed)?;
        let rest = rest.strip_prefix(['-', '/', '.', '月']).unwrap_or(rest);
        if rest.is_empty() {
            return Self::month(year, month.0).ok_or(PeriodError::NoSuchDate);
        }
        let (day, rest) = split_number(rest).ok_or(PeriodError::Malformed)?;
        if !matches!(rest, "" | "日" | "号") || month.1 > 2 || day.1 > 2 {
            return Err(PeriodError::Malformed);
        }
        NaiveDate::from_ymd_opt(year, month.0, day.0)
            .map(Self::day)
            .ok_or(PeriodError::NoSuchDate)
    }

    /// The first and the last month, where it is made of whole ones.
    fn whole_months(self) -> Option<(Self, Self)> {
        let month = |date| Self::containing(date, Cadence::Monthly);
        let ends = (month(self.start)?, month(self.end)?);
        self.is_made_of(Cadence::Monthly).then_some(ends)
    }

    /// The period as a person reads it in `language`: `2025Q1` or `2025年一季度`.
    pub fn text(self, language: Language) -> String {
        if language == Language::English {
            return self.to_string();
        }
        let year = self.start.year();
        match self.grain {
            Grain::Day => self.start.to_string(),
            Grain::Month => format!("{year}年{}月", self.start.month()),
            Grain::Quarter => {
                let numeral = ["一", "二", "三", "四"]
                    .get((self.start.month0() as usize) / 3)
                    .unwrap_or(&"");
                format!("{year}年{numeral}季度")
            }
            Grain::Half => format!(
                "{year}年{}半年",
                if self.start.month() == 1 {
                    "上"
                } else {
                    "下"
                }
            ),
            Grain::Year => format!("{year}年"),
            Grain::Window => match self.whole_months() {
                Some((first, last)) => {
                    format!("{} 至 {}", first.text(language), last.text(language))
                }
                None => format!("{} 至 {}", self.start, self.end),
            },
        }
    }
}

/// Leading ASCII digits as a number with their count, and the rest.
fn split_number(text: &str) -> Option<((u32, usize), &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = text.split_at_checked(length)?;
    Some(((digits.parse().ok()?, length), rest))
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.start.year();
        match self.grain {
            Grain::Day => write!(f, "{}", self.start),
            Grain::Month => write!(f, "{year}-{:02}", self.start.month()),
            Grain::Quarter => write!(f, "{year}Q{}", (self.start.month0() / 3).saturating_add(1)),
            Grain::Half => write!(f, "{year}H{}", if self.start.month() == 1 { 1 } else { 2 }),
            Grain::Year => write!(f, "{year}"),
            Grain::Window => match self.whole_months() {
                Some((first, last)) => write!(f, "{first} to {last}"),
                None => write!(f, "{} to {}", self.start, self.end),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_read_and_shown() {
        for (text, shown) in [
            ("2025", "2025"),
            ("2025年", "2025"),
            ("2025H2", "2025H2"),
            ("2025年上半年", "2025H1"),
            ("2025Q4", "2025Q4"),
            ("2025年第三季度", "2025Q3"),
            ("2025-03", "2025-03"),
            ("2025年3月", "2025-03"),
            ("2024-02-29", "2024-02-29"),
            ("2024年2月29日", "2024-02-29"),
            ("2025/1/7", "2025-01-07"),
            ("2022-10 至 2023-09", "2022-10 to 2023-09"),
            ("2022-10-15 至 2023-09", "2022-10-15 to 2023-09-30"),
        ] {
            assert_eq!(Period::parse(text).unwrap().to_string(), shown);
        }
    }

    #[test]
    fn what_is_no_period_is_refused() {
        for text in [
            "",
            "25Q1",
            "2025Q5",
            "2025-13",
            "2025-02-29",
            "spring",
            "2025年五季度",
            "2023 to 2022",
            "2025-3-1x",
        ] {
            assert!(Period::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_year_has_four_quarters_and_a_window_only_whole_parts() {
        let year = Period::year(2025).unwrap();
        assert_eq!(year.parts(Cadence::Quarterly).count(), 4);
        let window = Period::parse("2025-02 to 2025-07").unwrap();
        let parts: Vec<String> = window
            .parts(Cadence::Quarterly)
            .map(|p| p.to_string())
            .collect();
        assert_eq!(parts, ["2025Q2"]);
        assert_eq!(year.a_year_earlier(), Period::year(2024));
    }
}
