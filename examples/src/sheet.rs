//! A table as it is written to a CSV file.

use std::fmt::Write as _;

/// A file: its name and its text, a header line and a line a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The file's name.
    pub name: &'static str,
    /// What stands in it.
    pub text: String,
    columns: usize,
}

impl Sheet {
    /// A table with these headers and no rows.
    pub fn new(name: &'static str, headers: &[&str]) -> Self {
        let mut sheet = Self {
            name,
            text: String::new(),
            columns: headers.len(),
        };
        sheet.line(headers.iter().copied());
        sheet
    }

    /// Adds a row; cells that are not given are empty, and cells beyond the headers are left out.
    ///
    /// ```
    /// let mut sheet = dabiao_examples::sheet::Sheet::new("lecture.csv", &["id", "held", "place"]);
    /// sheet.row(&["1", "2025-02-20"]);
    /// assert_eq!(sheet.text, "id,held,place\n1,2025-02-20,\n");
    /// ```
    pub fn row<T: AsRef<str>>(&mut self, cells: &[T]) {
        let cells: Vec<&str> = (0..self.columns)
            .map(|column| cells.get(column).map_or("", AsRef::as_ref))
            .collect();
        self.line(cells.into_iter());
    }

    fn line<'a>(&mut self, cells: impl Iterator<Item = &'a str>) {
        for (column, cell) in cells.enumerate() {
            let comma = if column == 0 { "" } else { "," };
            // Writing to a text cannot fail.
            let _ = write!(self.text, "{comma}{}", quoted(cell));
        }
        self.text.push('\n');
    }
}

/// The cell in quotes where it holds a comma, a quote or a line's end.
fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

/// A number of hundredths as a decimal: 7999 is `79.99`.
///
/// ```
/// assert_eq!(dabiao_examples::sheet::hundredths(799_900), "7999.00");
/// assert_eq!(dabiao_examples::sheet::hundredths(5), "0.05");
/// ```
pub fn hundredths(number: u64) -> String {
    format!("{}.{:02}", number / 100, number % 100)
}

/// A number of tenths as a decimal: 63 is `6.3`.
pub fn tenths(number: u64) -> String {
    format!("{}.{}", number / 10, number % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_and_quotes_are_kept_in_one_cell() {
        assert_eq!(quoted("a,b"), "\"a,b\"");
        assert_eq!(quoted("a\"b"), "\"a\"\"b\"");
        assert_eq!(quoted("良+"), "良+");
    }

    #[test]
    fn a_row_has_as_many_cells_as_there_are_headers() {
        let mut sheet = Sheet::new("x.csv", &["a", "b"]);
        sheet.row(&["1"]);
        sheet.row(&["1", "2", "3"]);
        assert_eq!(sheet.text, "a,b\n1,\n1,2\n");
    }
}
