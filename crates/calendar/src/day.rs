//! What a day is: worked or off, and for which holiday.

use serde::Serialize;

/// What a calendar says of one day.
///
/// # Examples
///
/// ```
/// use dabiao_calendar::{Calendar, Date, Day};
///
/// let sunday = Date::from_ymd_opt(2025, 9, 28).ok_or("a day")?;
/// let day = Calendar::china().day(sunday)?;
/// assert!(matches!(day, Day::SwappedWorkday(holiday) if holiday.zh == "国庆节"));
/// assert!(day.is_working());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Day {
    /// A weekday that is worked.
    Working,
    /// A Saturday or Sunday worked in exchange (调休) for a day off around this holiday.
    SwappedWorkday(Holiday),
    /// A Saturday or Sunday off that no notice names; also one that merely adjoins a holiday
    /// (与周末连休).
    Weekend,
    /// A day off by a notice, statutory or exchanged; it may be a Saturday or Sunday.
    Holiday(Holiday),
}

impl Day {
    /// Whether the day is worked: `Working` and `SwappedWorkday` are.
    pub const fn is_working(self) -> bool {
        matches!(self, Self::Working | Self::SwappedWorkday(_))
    }

    /// The holiday the day belongs to, by being off for it or worked in exchange.
    pub const fn holiday(self) -> Option<Holiday> {
        match self {
            Self::SwappedWorkday(holiday) | Self::Holiday(holiday) => Some(holiday),
            Self::Working | Self::Weekend => None,
        }
    }
}

/// A holiday by its names.
///
/// Where the Mid-Autumn Festival falls into the National Day's week, its own day carries its
/// name and the others the National Day's; on 1 October both are the National Day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Holiday {
    /// The name in English: `Spring Festival`.
    pub en: &'static str,
    /// The name in Chinese: `春节`.
    pub zh: &'static str,
}

impl Holiday {
    /// The holiday of that Chinese name, as the data writes it.
    pub(crate) fn by_zh(zh: &str) -> Option<Self> {
        ALL.iter().find(|holiday| holiday.zh == zh).copied()
    }
}

/// Every holiday the notices since 2004 name.
const ALL: [Holiday; 8] = [
    Holiday {
        en: "New Year's Day",
        zh: "元旦",
    },
    Holiday {
        en: "Spring Festival",
        zh: "春节",
    },
    Holiday {
        en: "Tomb-Sweeping Day",
        zh: "清明节",
    },
    Holiday {
        en: "Labour Day",
        zh: "劳动节",
    },
    Holiday {
        en: "Dragon Boat Festival",
        zh: "端午节",
    },
    Holiday {
        en: "Mid-Autumn Festival",
        zh: "中秋节",
    },
    Holiday {
        en: "National Day",
        zh: "国庆节",
    },
    Holiday {
        en: "70th Anniversary of Victory in the War of Resistance and the World Anti-Fascist War",
        zh: "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日",
    },
];
