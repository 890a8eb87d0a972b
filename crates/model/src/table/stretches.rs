//! The cases of a table by the files they stand in: which are the same, and a table without some of them.

use std::borrow::Cow;
use std::ops::Range;

use super::{Case, CellValue, Column, Table};

impl Table {
    /// The rows that stand in one file or sheet, one stretch after the other, each with its source.
    ///
    /// ```
    /// use dabiao_model::{Case, Place, RecordId, Table};
    ///
    /// let mut table = Table::new(RecordId::from(0), &[]);
    /// for (source, line) in [(0, 2), (0, 3), (1, 2), (2, 2)] {
    ///     let place = Place { source, line, column: 0 };
    ///     table.push(Case { place, ..Case::at_line(line) }, &[])?;
    /// }
    /// assert_eq!(table.stretches(), [(0, 0..2), (1, 2..3), (2, 3..4)]);
    /// # Ok::<(), dabiao_model::UnfitCell>(())
    /// ```
    pub fn stretches(&self) -> Vec<(u32, Range<usize>)> {
        let mut stretches: Vec<(u32, Range<usize>)> = Vec::new();
        for (source, rows) in self.sources.stretches() {
            match stretches.last_mut() {
                Some((last, known)) if *last == source => known.end = rows.end,
                _ => stretches.push((source, rows)),
            }
        }
        stretches
    }

    /// Whether two cases say the same, wherever they stand: whose they are, the ids that they were given, and every cell.
    pub fn says_the_same(&self, one: usize, other: usize) -> bool {
        let same_cells = |column: &Column| column.cell(one) == column.cell(other);
        self.entity(one) == self.entity(other)
            && self.given_id(one) == self.given_id(other)
            && self.columns.iter().all(same_cells)
    }

    /// The id that a case was given; none where it is called by its number.
    pub fn given_id(&self, row: usize) -> Option<&str> {
        match self.ids.get(row)? {
            Cow::Borrowed(id) => Some(id),
            Cow::Owned(_) => None,
        }
    }

    /// The table without the cases of some rows.
    #[must_use]
    pub fn without(&self, left_out: &[Range<usize>]) -> Self {
        let mut rest = Self {
            columns: self.columns.iter().map(Column::emptied).collect(),
            cells: self.cells.clone(),
            unanswered: self.unanswered.clone(),
            ..Self::new(self.record, &[])
        };
        let is_kept = |row: &usize| !left_out.iter().any(|rows| rows.contains(row));
        for row in (0..self.rows).filter(is_kept) {
            let Some(place) = self.row_place(row) else {
                continue;
            };
            for (column, kept) in self.columns.iter().zip(&mut rest.columns) {
                kept.push(&column.cell(row));
            }
            rest.push_case(Case {
                entity: self.entity(row),
                id: self.given_id(row),
                number: self.ids.number(row).unwrap_or_default(),
                place,
            });
        }
        rest
    }
}

impl Column {
    /// The cell of a row as it can be pushed.
    pub fn cell(&self, row: usize) -> CellValue<'_> {
        let cell = match self {
            Self::Date(days) => days.get(row).map(CellValue::Day),
            Self::Time(_) => self.time(row).map(CellValue::Time),
            Self::YesNo(answers) => answers.get(row).map(CellValue::YesNo),
            Self::Text(words) => words.codes().get(row).map(CellValue::Code),
            Self::Number(numbers) => numbers.get(row).map(CellValue::Number),
        };
        cell.unwrap_or(CellValue::Empty)
    }

    /// A column of the same kind and the same words without cells.
    fn emptied(&self) -> Self {
        match self {
            Self::Date(_) => Self::Date(super::Days::default()),
            Self::Time(_) => Self::Time(Vec::new()),
            Self::YesNo(_) => Self::YesNo(super::Answers::default()),
            Self::Text(words) => Self::Text(words.emptied()),
            Self::Number(_) => Self::Number(super::Numbers::default()),
        }
    }
}
