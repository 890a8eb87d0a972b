//! What the lines above a table say of all of it: `单位：万元`, `period: 2025Q1`, and the name of its sheet.

use dabiao_model::{Period, Place};

use super::grid::Grid;
use crate::header_unit::Given;
use crate::headers::{FigureColumn, OTHER_NAMES, fold};
use crate::lookup::Lookup;
use crate::wide::is_period;

/// What holds for a whole table.
#[derive(Debug, Default)]
pub(super) struct Above {
    pub(super) defaults: Vec<(FigureColumn, Given)>,
    pub(super) units: Vec<Given>,
    /// What a line says otherwise than the name of the sheet.
    pub(super) otherwise: Option<(FigureColumn, Given)>,
}

/// What stands before a colon, and the column it speaks for.
const LABELS: &[(&str, FigureColumn)] = &[
    ("unit", FigureColumn::Unit),
    ("单位", FigureColumn::Unit),
    ("period", FigureColumn::Period),
    ("时期", FigureColumn::Period),
    ("entity", FigureColumn::Entity),
    ("主体", FigureColumn::Entity),
    ("by", FigureColumn::By),
    ("submitted by", FigureColumn::By),
    ("报送单位", FigureColumn::By),
    ("填报单位", FigureColumn::By),
    ("填表单位", FigureColumn::By),
    ("submitted on", FigureColumn::SubmittedOn),
    ("报送日期", FigureColumn::SubmittedOn),
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
        let column = if lookup.entity(sheet).is_some() {
            FigureColumn::Entity
        } else if is_period(sheet) {
            FigureColumn::Period
        } else if lookup.metric(sheet).is_some() {
            FigureColumn::Metric
        } else {
            return above;
        };
        above.called(lookup, column, Given::new(sheet, place));
        above
    }

    /// Takes in what the name of the sheet says. Who fills it in may be above whom it is of.
    fn called(&mut self, lookup: &Lookup<'_>, column: FigureColumn, sheet: Given) {
        let known = self.defaults.iter().position(|(it, _)| *it == column);
        let Some((_, said)) = known.and_then(|index| self.defaults.get_mut(index)) else {
            return self.add(column, sheet);
        };
        let agree = match column {
            FigureColumn::Entity => match (lookup.entity(&said.text), lookup.entity(&sheet.text)) {
                (Some(said), Some(sheet)) => lookup.holds(said, sheet),
                _ => true,
            },
            FigureColumn::Period => {
                Period::parse(&said.text).ok() == Period::parse(&sheet.text).ok()
            }
            _ => true,
        };
        if agree {
            *said = sheet;
        } else {
            self.otherwise = Some((column, said.clone()));
        }
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
        let Some((_, column)) = LABELS
            .iter()
            .chain(OTHER_NAMES)
            .find(|(name, _)| *name == label)
        else {
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
