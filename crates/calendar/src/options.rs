//! How a limit is counted.

use serde::{Deserialize, Serialize};

/// What happens to a last day that is off.
///
/// There is no default: "10 days" alone is undecided, and a policy has to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// A last day that is off moves to the next working day (按民法典).
    ///
    /// # Source
    ///
    /// Civil Code (民法典), article 203: 期间的最后一日是法定休假日的，以法定休假日结束的次日为
    /// 期间的最后一日. A weekend is such a day unless it is worked in exchange.
    CivilCode,
    /// The last day never moves (按自然日).
    Plain,
}

/// Whether the limit runs forwards from an event or backwards from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Within so long after the event.
    After,
    /// At least so long before the event: the last day is the latest on which something could
    /// be done, and it never moves.
    Before,
}

/// How a limit is counted: handed to [`last_day`](crate::last_day) and
/// [`deadline`](crate::deadline).
///
/// # Examples
///
/// ```
/// use dabiao_calendar::{Basis, LimitOptions};
///
/// let options = LimitOptions { count_start: true, ..LimitOptions::new(Basis::CivilCode) };
/// assert!(options.count_start);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LimitOptions {
    /// What happens to a last day that is off.
    pub basis: Basis,
    /// Whether the day of the event is counted itself (当日算起).
    pub count_start: bool,
    /// Forwards or backwards.
    pub direction: Direction,
}

impl LimitOptions {
    /// After the event, its day not counted: what the Civil Code says when nothing else is said.
    ///
    /// # Source
    ///
    /// Civil Code (民法典), articles 201 and 204: 开始的当日不计入，自下一日开始计算, unless a
    /// statute or the parties say otherwise.
    pub const fn new(basis: Basis) -> Self {
        Self {
            basis,
            count_start: false,
            direction: Direction::After,
        }
    }

    /// The same, before the event.
    #[must_use]
    pub const fn before(self) -> Self {
        Self {
            direction: Direction::Before,
            ..self
        }
    }

    /// The same, the day of the event counted (当日算起).
    #[must_use]
    pub const fn counting_start(self) -> Self {
        Self {
            count_start: true,
            ..self
        }
    }
}
