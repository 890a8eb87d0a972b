//! Names, strings, numbers and dates as written.

use dabiao_diagnostics::Span;
use dabiao_model::{Cadence, Date, Period};
use smol_str::SmolStr;

/// A name of one or more words, or a quoted one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The words with single blanks between, without the quotes of a quoted name.
    pub text: SmolStr,
    /// Whether it was written in quotes.
    pub quoted: bool,
    /// Where.
    pub span: Span,
}

/// A quoted text: a title, a reason, a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Str {
    /// The text between the quotes.
    pub text: SmolStr,
    /// Where, the quotes included.
    pub span: Span,
}

/// An id: `6.1`, `9.5.1b`, `K1.1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Id {
    /// The id.
    pub text: SmolStr,
    /// Where.
    pub span: Span,
}

/// A unit as written: `%`, `working days`, `件/万人`, `yes/no`. Not yet looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitName {
    /// The unit's text, half-width, single blanks.
    pub text: SmolStr,
    /// Where.
    pub span: Span,
}

/// A number with its unit, if it has one: `80%`, `4.3亿元`, `10 working days`, `2`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// The number as written, half-width, without its unit: `1,304`, `4.3`, `八十` written as `80`.
    /// A multiplier that is no part of a unit stays with it: `3.43亿`.
    pub number: SmolStr,
    /// The unit.
    pub unit: Option<UnitName>,
    /// Where, number and unit together.
    pub span: Span,
}

/// A date or a period as written: `2025-12-31`, `2025年底前`, `June 2021`, `6月底前`, `2025Q3`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateText {
    /// The span of days it names. Without a year it is still open.
    pub when: When,
    /// Written with `end of` | `底`, `底前`: the last day of the span, which a limit means anyway.
    pub end: bool,
    /// Written with a bare `前` or `before`, which leaves open whether the day itself counts: warned about.
    pub bare_before: bool,
    /// Where.
    pub span: Span,
}

/// The span of days of a [`DateText`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// A day, month, quarter, half-year or year.
    Period(Period),
    /// A month without a year, 1 to 12, and perhaps a day: the year is the policy's.
    MonthOfYear {
        /// The month.
        month: u32,
        /// The day, if one is written.
        day: Option<u32>,
    },
}

/// A cadence as written: `quarterly`, `each quarter`, `per quarter` | `每季度`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CadenceText {
    /// Which.
    pub cadence: Cadence,
    /// Where.
    pub span: Span,
}

/// A day written out in full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub date: Date,
    /// Where.
    pub span: Span,
}
