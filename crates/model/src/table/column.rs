//! One field of all cases.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::CellValue;
use super::bits::Answers;
use super::days::Days;
use super::numbers::Numbers;
use super::words::Words;
use crate::{FieldType, Ratio};

/// One field of all cases. An empty cell: the event has not happened, the value is not known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Column {
    /// Days.
    Date(Days),
    /// Minutes.
    Time(Vec<Option<NaiveDateTime>>),
    /// Yes or no.
    YesNo(Answers),
    /// Words.
    Text(Words),
    /// Numbers in base units.
    Number(Numbers),
}

impl Column {
    /// A column without cells for values of a type.
    pub fn new(ty: &FieldType) -> Self {
        match ty {
            FieldType::Date => Self::Date(Days::default()),
            FieldType::Time => Self::Time(Vec::new()),
            FieldType::YesNo => Self::YesNo(Answers::default()),
            FieldType::Category(words) => Self::Text(Words::closed(words)),
            FieldType::Text => Self::Text(Words::default()),
            FieldType::Number(_) => Self::Number(Numbers::default()),
        }
    }

    /// How many cells it has.
    pub fn rows(&self) -> usize {
        match self {
            Self::Date(days) => days.numbers().len(),
            Self::Time(times) => times.len(),
            Self::YesNo(answers) => answers.filled().rows(),
            Self::Text(words) => words.codes().rows(),
            Self::Number(numbers) => numbers.values().len(),
        }
    }

    /// The day in a row of a column of days or times.
    pub fn day(&self, row: usize) -> Option<NaiveDate> {
        match self {
            Self::Date(days) => days.get(row),
            Self::Time(_) => self.time(row).map(|time| time.date()),
            _ => None,
        }
    }

    /// The time in a row of a column of times.
    pub fn time(&self, row: usize) -> Option<NaiveDateTime> {
        match self {
            Self::Time(times) => times.get(row).copied().flatten(),
            _ => None,
        }
    }

    /// Yes or no in a row of such a column.
    pub fn yes_no(&self, row: usize) -> Option<bool> {
        match self {
            Self::YesNo(answers) => answers.get(row),
            _ => None,
        }
    }

    /// The word in a row of a column of words.
    pub fn word(&self, row: usize) -> Option<&str> {
        match self {
            Self::Text(words) => words.get(row),
            _ => None,
        }
    }

    /// The number in a row of a column of numbers, in base units.
    pub fn number(&self, row: usize) -> Option<Ratio> {
        match self {
            Self::Number(numbers) => numbers.get(row),
            _ => None,
        }
    }

    /// Whether it can hold a value.
    pub fn takes(&self, value: &CellValue<'_>) -> bool {
        match (self, value) {
            (_, CellValue::Empty)
            | (Self::Date(_), CellValue::Day(_))
            | (Self::Time(_), CellValue::Time(_))
            | (Self::YesNo(_), CellValue::YesNo(_))
            | (Self::Number(_), CellValue::Number(_) | CellValue::Parts(..)) => true,
            (Self::Text(words), CellValue::Code(code)) => words.has(*code),
            (Self::Text(words), CellValue::Word(word)) => words.takes(word),
            _ => false,
        }
    }

    /// Adds a cell; one that holds another type of value is empty.
    pub(super) fn push(&mut self, value: &CellValue<'_>) {
        match (self, value) {
            (Self::Date(days), CellValue::Day(day)) => days.push(Some(*day)),
            (Self::Time(times), CellValue::Time(time)) => times.push(Some(*time)),
            (Self::YesNo(answers), CellValue::YesNo(answer)) => answers.push(Some(*answer)),
            (Self::Number(numbers), CellValue::Number(number)) => numbers.push(Some(number)),
            (Self::Number(numbers), CellValue::Parts(parts, of)) => numbers.push_parts(*parts, *of),
            (Self::Text(words), CellValue::Code(code)) => words.push_code(Some(*code)),
            (Self::Text(words), CellValue::Word(word)) => words.push(Some(word)),
            (Self::Date(days), _) => days.push(None),
            (Self::Time(times), _) => times.push(None),
            (Self::YesNo(answers), _) => answers.push(None),
            (Self::Number(numbers), _) => numbers.push(None),
            (Self::Text(words), _) => words.push_code(None),
        }
    }
}
