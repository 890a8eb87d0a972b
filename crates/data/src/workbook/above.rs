//! What the lines above a table say of all of it: `单位：万元`, `period: 2025Q1`, and the name of its sheet.

use dabiao_model::Place;

use super::grid::Grid;
use crate::header_unit::Given;
use crate::headers::{FigureColumn, fold};
use crate::lookup::Lookup;
use crate::wide::is_period;

/// What holds for a whole table.
#[derive(Debug, Default)]
pub(super) struct Above {
    pub(super) defaults: Vec<(FigureColumn, Given)>,
    pub(super) units: Vec<Given>,
}

/// What stands before a colon, and the column it speaks for.
const LABELS: &[(&str, FigureColumn)] = &[
    ("unit", FigureColumn::Unit),
    ("单位", FigureColumn::Unit),
    ("计量单位", FigureColumn::Unit),
    ("金额单位", FigureColumn::Unit),
    ("period", FigureColumn::Period),
    ("时期", FigureColumn::Period),
    ("报告期", FigureColumn::Period),
    ("统计时期", FigureColumn::Period),
    ("entity", FigureColumn::Entity),
    ("主体", FigureColumn::Entity),
    ("by", FigureColumn::By),
    ("submitted by", FigureColumn::By),
    ("报送单位", FigureColumn::By),
    ("填报单位", FigureColumn::By),
    ("填表单位", FigureColumn::By),
    ("submitted on", FigureColumn::SubmittedOn),
    ("报送日期", FigureColumn::SubmittedOn),
    ("填报日期", FigureColumn::SubmittedOn),
];

impl Above {
    /// Reads the lines before the row of the headers.
    pub(super) fn of(
        lookup: &Lookup<'_>,
        grid: &Grid,
        header: u32,
        (source, sheet): (u32, &str),
    ) -> Self {
        let mut above = Self::default();
        for (_, cells) in grid.rows().take_while(|(row, _)| *row < header) {
            let mut cells = cells.iter().peekable();
            while let Some(cell) = cells.next() {
                let mut place = Place {
                    source,
                    line: cell.row,
                    column: cell.column,
                };
                let mut text = grid.text(cell).to_owned();
                // A label may stand alone, with what it speaks of in the next cell.
                if text.ends_with([':', '：'])
                    && let Some(next) = cells.next()
                {
                    text.push_str(grid.text(next));
                    place.column = next.column;
                }
                above.line(lookup, &text, place);
            }
        }
        let place = Place {
            source,
            line: 0,
            column: 0,
        };
        if lookup.entity(sheet).is_some() {
            above.add(FigureColumn::Entity, Given::new(sheet, place));
        } else if is_period(sheet) {
            above.add(FigureColumn::Period, Given::new(sheet, place));
        } else if lookup.metric(sheet).is_some() {
            above.add(FigureColumn::Metric, Given::new(sheet, place));
        }
        above
    }

    /// Takes in a line such as `填报单位：临夏县  单位：万元`.
    fn line(&mut self, lookup: &Lookup<'_>, text: &str, place: Place) {
        if self.pair(lookup, text, place) {
            return;
        }
        let mut label = String::new();
        for word in text
            .split([' ', '\u{3000}', '\t', '\n'])
            .filter(|it| !it.is_empty())
        {
            let whole = format!("{label}{word}");
            label.clear();
            if whole.ends_with([':', '：']) {
                label = whole;
            } else {
                self.pair(lookup, &whole, place);
            }
        }
    }

    /// Takes in one label with what it says; false when it is none.
    fn pair(&mut self, lookup: &Lookup<'_>, text: &str, place: Place) -> bool {
        let text = text.trim().trim_matches(['(', ')', '（', '）']);
        let Some((label, said)) = text.split_once([':', '：']) else {
            return false;
        };
        let (label, said) = (fold(label), said.trim());
        let Some((_, column)) = LABELS.iter().find(|(name, _)| *name == label) else {
            return false;
        };
        if said.is_empty() || said.contains([':', '：']) {
            return false;
        }
        self.say(lookup, *column, said, place);
        true
    }

    fn say(&mut self, lookup: &Lookup<'_>, column: FigureColumn, said: &str, place: Place) {
        if column == FigureColumn::Unit {
            let names = said.split(['、', ',', '，', '/', ';', '；']);
            self.units.extend(names.map(|name| Given::new(name, place)));
            return;
        }
        if column == FigureColumn::By && lookup.entity(said).is_some() {
            self.add(FigureColumn::Entity, Given::new(said, place));
        }
        self.add(column, Given::new(said, place));
    }

    /// Keeps what is said first.
    fn add(&mut self, column: FigureColumn, given: Given) {
        if !self.defaults.iter().any(|(known, _)| *known == column) {
            self.defaults.push((column, given));
        }
    }
}
