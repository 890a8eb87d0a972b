//! Cases that stand one line after the other, added by columns.

use super::{Column, Days, Table, UnfitCell};
use crate::{EntityId, Place};

/// Cases that stand one line after the other: whose each is, and its id; an empty one is none, and the case is called by
/// its line.
#[derive(Debug, Clone, Copy)]
pub struct Lines<'a> {
    /// Where the first stands; [`Place::column`] is not kept.
    pub first: Place,
    /// Whose each is, and its id.
    pub cases: &'a [(Option<EntityId>, &'a str)],
}

/// Cells of one field, one a case, in the forms of [`PlainCell`](crate::PlainCell).
#[derive(Debug, Clone, Copy)]
pub enum PlainCells<'a> {
    /// Days by their numbers from 1 January 1970, [`Days::EMPTY`] for an empty cell.
    Days(&'a [i32]),
    /// Yes or no.
    YesNo(&'a [Option<bool>]),
    /// Words of the column's dictionary, by their numbers.
    Codes(&'a [Option<u32>]),
    /// Words.
    Words(&'a [Option<&'a str>]),
    /// Numbers in base units, as so many parts of one and the parts of one.
    Parts(&'a [Option<(i64, i64)>]),
}

impl PlainCells<'_> {
    fn rows(self) -> usize {
        match self {
            Self::Days(cells) => cells.len(),
            Self::YesNo(cells) => cells.len(),
            Self::Codes(cells) => cells.len(),
            Self::Words(cells) => cells.len(),
            Self::Parts(cells) => cells.len(),
        }
    }
}

impl Table {
    /// Adds cases with plain cells for each field, as [`push_plain`](Table::push_plain) adds them one by one.
    ///
    /// # Errors
    ///
    /// [`UnfitCell`] for the first field that has not one cell a case, or cannot hold one; no case is added then.
    pub fn push_lines(
        &mut self,
        lines: Lines<'_>,
        cells: &[PlainCells<'_>],
    ) -> Result<(), UnfitCell> {
        let rows = lines.cases.len();
        let fits = |field: usize| {
            let both = self.columns.get(field).zip(cells.get(field));
            both.is_some_and(|(column, cells)| cells.rows() == rows && column.takes_all(*cells))
        };
        let fields = self.columns.len().max(cells.len());
        if let Some(field) = (0..fields).find(|field| !fits(*field)) {
            return Err(UnfitCell { field });
        }
        for (column, cells) in self.columns.iter_mut().zip(cells) {
            column.extend(*cells);
        }
        self.push_cases(lines);
        Ok(())
    }

    fn push_cases(&mut self, lines: Lines<'_>) {
        for (entity, _) in lines.cases {
            self.push_entity(*entity);
        }
        let rows = lines.cases.len();
        let Place { source, line, .. } = lines.first;
        self.ids.extend(lines.cases.iter().map(|(_, id)| *id), line);
        self.sources.extend(source, rows, false);
        self.lines.extend(line, rows, true);
        self.rows = self.rows.saturating_add(rows);
    }
}

impl Column {
    /// Whether it can hold all of these cells.
    fn takes_all(&self, cells: PlainCells<'_>) -> bool {
        match (self, cells) {
            (Self::Date(_), PlainCells::Days(_))
            | (Self::YesNo(_), PlainCells::YesNo(_))
            | (Self::Number(_), PlainCells::Parts(_)) => true,
            (Self::Text(words), PlainCells::Codes(codes)) => {
                codes.iter().flatten().max().is_none_or(|it| words.has(*it))
            }
            (Self::Text(words), PlainCells::Words(cells)) => {
                cells.iter().flatten().all(|word| words.takes(word))
            }
            // Times have no plain form: a column of them takes empty cells alone.
            (Self::Time(_), PlainCells::Days(days)) => days.iter().all(|day| *day == Days::EMPTY),
            _ => false,
        }
    }

    /// Adds cells that it can hold.
    fn extend(&mut self, cells: PlainCells<'_>) {
        match (self, cells) {
            (Self::Date(days), PlainCells::Days(cells)) => days.extend(cells),
            (Self::YesNo(answers), PlainCells::YesNo(cells)) => {
                for cell in cells {
                    answers.push(*cell);
                }
            }
            (Self::Number(numbers), PlainCells::Parts(cells)) => {
                for cell in cells {
                    match cell {
                        Some((parts, of)) => numbers.push_parts(*parts, *of),
                        None => numbers.push_multiple(None),
                    }
                }
            }
            (Self::Text(words), PlainCells::Codes(cells)) => {
                for cell in cells {
                    words.push_code(*cell);
                }
            }
            (Self::Text(words), PlainCells::Words(cells)) => {
                for cell in cells {
                    words.push(*cell);
                }
            }
            (Self::Time(times), cells) => {
                times.resize(times.len().saturating_add(cells.rows()), None);
            }
            // INVARIANT: it was asked before whether they fit.
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{Case, FieldType, PlainCell, RecordId, Units};

    /// Two cases and more of them: days, yes or no, words of two kinds, numbers.
    type Cells = (
        Option<i32>,
        Option<bool>,
        Option<u32>,
        Option<&'static str>,
        Option<(i64, i64)>,
    );

    fn table() -> Table {
        let words = ["a", "b", "c"].map(std::sync::Arc::from).to_vec();
        let yuan = Units::default().find("yuan").unwrap();
        let types = [
            FieldType::Date,
            FieldType::YesNo,
            FieldType::Category(words),
            FieldType::Text,
            FieldType::Number(yuan),
        ];
        Table::new(RecordId::from(0), &types)
    }

    fn one_by_one(lines: Lines<'_>, cells: &[Cells], table: &mut Table) {
        for (line, (case, cells)) in (lines.first.line..).zip(lines.cases.iter().zip(cells)) {
            let ((entity, id), (day, answer, code, word, parts)) = (case, cells);
            let case = Case {
                entity: *entity,
                id: Some(id),
                number: line,
                place: Place {
                    line,
                    ..lines.first
                },
            };
            let cells = [
                day.map_or(PlainCell::Empty, PlainCell::Day),
                answer.map_or(PlainCell::Empty, PlainCell::YesNo),
                code.map_or(PlainCell::Empty, PlainCell::Code),
                word.map_or(PlainCell::Empty, PlainCell::Word),
                parts.map_or(PlainCell::Empty, |(parts, of)| PlainCell::Parts(parts, of)),
            ];
            table.push_plain(case, &cells).unwrap();
        }
    }

    fn by_columns(lines: Lines<'_>, cells: &[Cells], table: &mut Table) {
        let days: Vec<i32> = cells.iter().map(|it| it.0.unwrap_or(Days::EMPTY)).collect();
        let answers: Vec<_> = cells.iter().map(|it| it.1).collect();
        let codes: Vec<_> = cells.iter().map(|it| it.2).collect();
        let words: Vec<_> = cells.iter().map(|it| it.3).collect();
        let parts: Vec<_> = cells.iter().map(|it| it.4).collect();
        let cells = [
            PlainCells::Days(&days),
            PlainCells::YesNo(&answers),
            PlainCells::Codes(&codes),
            PlainCells::Words(&words),
            PlainCells::Parts(&parts),
        ];
        table.push_lines(lines, &cells).unwrap();
    }

    fn cells() -> impl Strategy<Value = Cells> {
        let day = prop_oneof![Just(0), 20_000..20_010_i32, any::<i32>()];
        let parts = (
            any::<i64>(),
            prop::sample::select(vec![1_i64, 10, 100, 7, 0]),
        );
        let word = prop::sample::select(vec!["x", "y", "zz"]);
        (
            prop::option::of(day),
            any::<Option<bool>>(),
            prop::option::of(0..3_u32),
            prop::option::of(word),
            prop::option::of(parts),
        )
    }

    proptest! {
        #[test]
        fn lines_are_kept_as_cases_one_by_one_are(
            parts in prop::collection::vec((0..9_u32, prop::collection::vec((cells(), 0..300_usize, 0..4_usize), 0..9)), 0..6),
        ) {
            let (mut all, mut ones) = (table(), table());
            for (line, part) in parts {
                let ids = ["", "", "A-1", "B"];
                let cases: Vec<_> = part.iter().map(|(_, entity, id)| {
                    ((*entity < 290).then(|| EntityId::from(*entity)), ids[*id])
                }).collect();
                let cells: Vec<Cells> = part.iter().map(|(cells, ..)| *cells).collect();
                let lines = Lines { first: Place { source: line % 2, line, column: 0 }, cases: &cases };
                one_by_one(lines, &cells, &mut ones);
                by_columns(lines, &cells, &mut all);
            }
            prop_assert_eq!(all, ones);
        }
    }

    #[test]
    fn what_does_not_fit_is_not_added() {
        let mut table = table();
        let lines = Lines {
            first: Place {
                source: 0,
                line: 2,
                column: 0,
            },
            cases: &[(None, "")],
        };
        let mut cells = [
            PlainCells::Days(&[1]),
            PlainCells::YesNo(&[None]),
            PlainCells::Codes(&[Some(3)]),
            PlainCells::Words(&[None]),
            PlainCells::Parts(&[]),
        ];
        assert_eq!(table.push_lines(lines, &cells), Err(UnfitCell { field: 2 }));
        cells[2] = PlainCells::Codes(&[Some(2)]);
        assert_eq!(table.push_lines(lines, &cells), Err(UnfitCell { field: 4 }));
        assert_eq!(table.rows(), 0);
    }
}
