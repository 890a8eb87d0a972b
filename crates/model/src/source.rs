//! Where data come from: a file, a sheet of a workbook, or a table whose columns have names instead of letters.

use std::fmt::Write as _;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A file that was read, or one sheet of a workbook; files come in the order of their names, sheets in that of their workbook.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Source {
    /// The name of the file, as the user gave it.
    pub file: Arc<str>,
    /// The sheet; none where the file is a table itself.
    pub sheet: Option<Sheet>,
    /// The names of its columns, where cells are found by them: a table without lines, as of Parquet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub columns: Option<Arc<[Arc<str>]>>,
}

/// A sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Sheet {
    /// Its number in the workbook, from 1.
    pub number: u32,
    /// Its name, as the tab shows it.
    pub name: Arc<str>,
}

impl From<&str> for Source {
    fn from(file: &str) -> Self {
        Self {
            file: file.into(),
            sheet: None,
            columns: None,
        }
    }
}

impl Source {
    /// A place in it, as people look it up: `figures.csv:2:5`, in a sheet `form.xlsx:采购!E2`, in a table of named columns
    /// `contract.parquet:17:value`, the 17th row without the header.
    ///
    /// A column of 0 means the row as a whole, a line of 0 the file, in a sheet the sheet, in a table of named columns the
    /// column.
    ///
    /// ```
    /// use dabiao_model::{Sheet, Source};
    /// let source = Source {
    ///     sheet: Some(Sheet { number: 1, name: "采购 1".into() }),
    ///     ..Source::from("form.xlsx")
    /// };
    /// assert_eq!(source.at(7, 3), "form.xlsx:'采购 1'!C7");
    /// assert_eq!(Source::from("figures.csv").at(2, 0), "figures.csv:2");
    /// assert_eq!(Source::from("figures.csv").at(0, 0), "figures.csv");
    /// let table = Source {
    ///     columns: Some(["id".into(), "value".into()].into()),
    ///     ..Source::from("contract.parquet")
    /// };
    /// assert_eq!(table.at(17, 2), "contract.parquet:17:value");
    /// assert_eq!(table.at(0, 2), "contract.parquet:value");
    /// ```
    pub fn at(&self, line: u32, column: u32) -> String {
        let mut text = self.file.to_string();
        if let Some(columns) = &self.columns {
            if line > 0 {
                // To write into a text succeeds.
                let _ = write!(text, ":{line}");
            }
            let name = column
                .checked_sub(1)
                .and_then(|index| columns.get(index as usize));
            if let Some(name) = name {
                let _ = write!(text, ":{name}");
            }
            return text;
        }
        let Some(sheet) = &self.sheet else {
            if line > 0 {
                let _ = write!(text, ":{line}");
            }
            if column > 0 {
                let _ = write!(text, ":{column}");
            }
            return text;
        };
        let _ = write!(text, ":{}", quoted(&sheet.name));
        if line > 0 {
            let _ = write!(text, "!{}{line}", letters(column));
        }
        text
    }
}

/// The name of a sheet as formulas write it: between quotes where it is no word.
fn quoted(name: &str) -> String {
    let is_word = name
        .chars()
        .all(|sign| sign.is_alphanumeric() || sign == '_')
        && !name.starts_with(|sign: char| sign.is_ascii_digit());
    if is_word {
        name.to_owned()
    } else {
        format!("'{}'", name.replace('\'', "''"))
    }
}

/// The letters of a column, from 1: `A` to `Z`, then `AA`; nothing for 0.
fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut left = column;
    while let Some(digit) = left.checked_sub(1) {
        let letter = u8::try_from(digit % 26).unwrap_or(0);
        letters.push(char::from(b'A'.saturating_add(letter)));
        left = digit / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_of_spreadsheets() {
        for (column, name) in [
            (0, ""),
            (1, "A"),
            (26, "Z"),
            (27, "AA"),
            (702, "ZZ"),
            (703, "AAA"),
            (16_384, "XFD"),
        ] {
            assert_eq!(letters(column), name);
        }
    }

    #[test]
    fn a_name_that_is_no_word_stands_in_quotes() {
        for (name, shown) in [
            ("采购", "采购"),
            ("Q1_2025", "Q1_2025"),
            ("2025Q1", "'2025Q1'"),
            ("it's", "'it''s'"),
            ("a b", "'a b'"),
        ] {
            assert_eq!(quoted(name), shown);
        }
    }
}
