//! Cells in the forms that most have, which own nothing.

use super::Column;

/// A cell as most are: small, and without anything to free.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlainCell<'a> {
    /// Nothing.
    Empty,
    /// A day by its number from 1 January 1970 ([`chrono::NaiveDate::to_epoch_days`]).
    Day(i32),
    /// Yes or no.
    YesNo(bool),
    /// A word of the column's dictionary, by its number.
    Code(u32),
    /// A word.
    Word(&'a str),
    /// A number in base units as so many parts of one, with the parts of one beside it: 1,250 of 100 are 12.5.
    Parts(i64, i64),
}

impl Column {
    /// Whether it can hold a plain cell.
    #[inline]
    pub(super) fn takes_plain(&self, cell: PlainCell<'_>) -> bool {
        match (self, cell) {
            (_, PlainCell::Empty)
            | (Self::Date(_), PlainCell::Day(_))
            | (Self::YesNo(_), PlainCell::YesNo(_))
            | (Self::Number(_), PlainCell::Parts(..)) => true,
            (Self::Text(words), PlainCell::Code(code)) => words.has(code),
            (Self::Text(words), PlainCell::Word(word)) => words.takes(word),
            _ => false,
        }
    }

    /// Adds a plain cell; one that holds another type of value is empty.
    #[inline]
    pub(super) fn push_plain(&mut self, cell: PlainCell<'_>) {
        match (self, cell) {
            (Self::Date(days), PlainCell::Day(day)) => days.push_number(Some(day)),
            (Self::YesNo(answers), PlainCell::YesNo(answer)) => answers.push(Some(answer)),
            (Self::Number(numbers), PlainCell::Parts(parts, of)) => numbers.push_parts(parts, of),
            (Self::Text(words), PlainCell::Code(code)) => words.push_code(Some(code)),
            (Self::Text(words), PlainCell::Word(word)) => words.push(Some(word)),
            (Self::Date(days), _) => days.push_number(None),
            (Self::Time(times), _) => times.push(None),
            (Self::YesNo(answers), _) => answers.push(None),
            (Self::Number(numbers), _) => numbers.push_multiple(None),
            (Self::Text(words), _) => words.push_code(None),
        }
    }
}
