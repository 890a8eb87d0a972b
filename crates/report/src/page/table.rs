//! A section that is a table, described once: each form of the page draws it in its own way.

use dabiao_core::Language;
use serde::Serialize;

use super::judged::StandingView;
use super::labels;

/// The most rows of a list of single verdicts.
pub(super) const MOST: usize = 200;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The id of a target, with its title.
    Target,
    /// A few words.
    Text,
    /// A quarter, a month.
    Period,
    /// More than a few.
    Long,
    /// One of the eight states.
    State,
    /// A value as it is shown, with what is said behind it.
    Actual,
    /// What is demanded.
    Required,
    /// Room or shortfall.
    Margin,
    /// A share or a total.
    Number,
    /// A day.
    Day,
    /// How many.
    Count,
}

/// A table.
#[derive(Debug, Serialize)]
pub(super) struct TableView {
    pub(super) columns: Vec<ColumnView>,
    pub(super) rows: Vec<Vec<CellView>>,
    /// How many more rows there would be.
    pub(super) more: usize,
    /// What those speak of, where it is said.
    pub(super) more_of: String,
    /// What is said below it.
    pub(super) note: String,
}

#[derive(Debug, Serialize)]
pub(super) struct ColumnView {
    pub(super) name: &'static str,
    /// How it is set: `number` to the right, `day` in one line (periods too), `long` and `words` with room for them.
    class: &'static str,
    /// Whether it says what its row is about.
    head: bool,
    #[serde(skip)]
    pub(super) kind: Kind,
}

/// A cell.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct CellView {
    pub(super) text: String,
    /// The title of a target behind its id.
    pub(super) title: String,
    /// The place on the page that it leads to.
    anchor: String,
    /// Over how many more columns it reaches, at the head of a row that tells of a part of the one above it.
    over: usize,
    /// The state that colours it.
    pub(super) key: &'static str,
    /// Whether the text is a number with its unit.
    #[serde(skip)]
    pub(super) measured: bool,
}

impl TableView {
    /// A table without rows; the columns are words of the page.
    pub(super) fn new(columns: &[(&str, Kind)], language: Language) -> Self {
        let named = columns
            .iter()
            .map(|(name, kind)| (labels::word(name, language), *kind));
        Self::named(&named.collect::<Vec<_>>())
    }

    /// The same with columns named by the caller.
    pub(super) fn named(columns: &[(&'static str, Kind)]) -> Self {
        let about = columns.iter().position(|(_, kind)| *kind == Kind::Target);
        let about = about.unwrap_or(0);
        let views = columns.iter().enumerate();
        let views = views.map(|(index, (name, kind))| ColumnView {
            name,
            class: match kind {
                Kind::Day | Kind::Period => "day",
                Kind::Long => "long",
                Kind::Text => "words",
                Kind::Target | Kind::State => "",
                _ => "number",
            },
            head: index == about,
            kind: *kind,
        });
        Self {
            columns: views.collect(),
            rows: Vec::new(),
            more: 0,
            more_of: String::new(),
            note: String::new(),
        }
    }

    /// The same with these rows.
    pub(super) fn of(mut self, rows: impl IntoIterator<Item = Vec<CellView>>) -> Self {
        self.rows = rows.into_iter().collect();
        self
    }

    /// The same without a column in which no row says anything; the column is a word of the page.
    pub(super) fn without_empty(mut self, column: &str, language: Language) -> Self {
        let name = labels::word(column, language);
        let place = self.columns.iter().position(|it| it.name == name);
        let is_empty = |place: usize| {
            let mut cells = self.rows.iter().filter_map(|row| row.get(place));
            cells.all(|cell| cell.text.is_empty())
        };
        if let Some(place) = place.filter(|it| is_empty(*it)) {
            self.columns.remove(place);
            for row in self.rows.iter_mut().filter(|row| place < row.len()) {
                row.remove(place);
            }
        }
        self
    }

    /// The same with so many rows at most; the others are counted.
    pub(super) fn at_most(mut self, most: usize) -> Self {
        self.more = self.rows.len().saturating_sub(most);
        self.rows.truncate(most);
        self
    }
}

impl CellView {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    pub(super) fn target(id: &str, title: &str, anchor: &str) -> Self {
        Self {
            text: id.to_owned(),
            title: title.to_owned(),
            anchor: anchor.to_owned(),
            ..Self::default()
        }
    }

    /// The head of a row that tells of a part of the one above it.
    pub(super) fn part(label: &str, over: usize) -> Self {
        Self {
            title: label.to_owned(),
            over,
            ..Self::default()
        }
    }

    pub(super) fn is_part(&self) -> bool {
        self.over > 0
    }

    pub(super) fn state(standing: &StandingView) -> Self {
        Self::keyed(standing.key, standing.said())
    }

    /// A text in the colours of a state.
    pub(super) fn keyed(key: &'static str, text: String) -> Self {
        Self {
            text,
            key,
            ..Self::default()
        }
    }

    pub(super) fn actual(standing: &StandingView) -> Self {
        Self {
            text: standing.actual.clone(),
            measured: standing.measured,
            ..Self::default()
        }
    }
}
