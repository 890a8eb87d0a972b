//! What is worth knowing beside the verdicts: contradictions, failed checks, impossible cases, figures of later days.
//!
//! What is wrong with the data alone is found in one place, [`Look`], for an assessment and for data that nobody has
//! assessed yet.

mod benchmarks;
mod demands;
mod events;
mod figures;
mod look;
mod outside;
mod peers;
mod whole;

use dabiao_diagnostics::{At, Cell, Diagnostic, Diagnostics, register};
use dabiao_model::{
    Dataset, EntityId, Figure, FigureValue, Language, Period, Place, Ratio, Schema, Text, Unit,
};

use crate::assessment::Assessment;
use crate::evaluate::bind::exists;
use crate::explain::Value;
use crate::score::ListResult;
use look::{Look, Told};

pub use look::data_findings;

impl Assessment<'_> {
    /// The findings of the evaluation, with their cells; those of reading the data are not among them.
    ///
    /// An error is a figure that is not believed because another contradicts it. At most
    /// [`Diagnostics::LIMIT`] of each kind are listed.
    pub fn findings(&self) -> Diagnostics {
        let limit = Diagnostics::LIMIT;
        let look = self.look();
        let mut found = look.all(Told::Once);
        found.extend(look.unmade_checks().take(limit));
        found.extend(self.on_both_lists().take(limit));
        found.extend(self.peers_left_out().take(limit));
        found.extend(look.weak_targets(limit));
        found.extend(self.later_figures());
        found
    }

    /// A look at the data as they were known on the evaluation date.
    fn look(&self) -> Look<'_> {
        Look {
            evaluation: self.evaluation(),
            checks: self.checks(),
        }
    }

    /// Who is on a red and a black list of one score and period.
    fn on_both_lists(&self) -> impl Iterator<Item = Diagnostic> {
        let schema = &self.program().schema;
        let is_black = |result: &ListResult| {
            let score = self.program().scores.get(result.score);
            let list = score.and_then(|score| score.lists.get(result.list));
            list.is_some_and(|list| list.black)
        };
        let red = self.lists().iter().filter(move |list| !is_black(list));
        red.flat_map(move |red| {
            let same = move |black: &&ListResult| {
                is_black(black) && (black.score, black.period) == (red.score, red.period)
            };
            let black = self.lists().iter().filter(same);
            let both = black.flat_map(move |black| {
                let shared = red.entities.iter();
                shared.filter(|entity| black.entities.contains(entity))
            });
            both.filter_map(move |entity| {
                let score = self.program().scores.get(red.score)?;
                let text = |language| red.period.text(language);
                let period = Text::new(text(Language::English), text(Language::Chinese));
                let name = score.title.as_deref().unwrap_or(&score.id);
                let finding = Diagnostic::at(&register::ON_BOTH_LISTS, At::Nowhere)
                    .with("entity", schema.entity_name(*entity))
                    .with("score", name)
                    .with("period", period);
                Some(finding.in_item(score.id.as_ref()))
            })
        })
    }

    /// How many figures there are that nobody knew on the evaluation date.
    fn later_figures(&self) -> Option<Diagnostic> {
        let schema = &self.program().schema;
        let mut later = self
            .data()
            .figures
            .iter()
            .filter(|figure| !exists(figure, self.as_of()));
        let first = later.next()?;
        let count = later.count().saturating_add(1);
        let finding = Diagnostic::at(
            &register::LATER_FIGURES,
            At::Cell(cell(self.data(), first.place)),
        );
        let finding = finding
            .with("count", count.to_string())
            .with("day", self.as_of().to_string());
        Some(
            finding
                .with("metric", schema.metric_name(first.metric))
                .with("whose", whose(schema, first.entity, first.period)),
        )
    }
}

fn cell(data: &Dataset, place: Place) -> Cell {
    let source = data.sources.get(place.source as usize);
    Cell {
        source: source.cloned().unwrap_or_default(),
        line: place.line,
        column: place.column,
    }
}

/// ` (临夏县, 2025Q1)`; empty where there is neither.
fn whose(schema: &Schema, entity: Option<EntityId>, period: Option<Period>) -> Text {
    let text = |language: Language| {
        let entity = entity.map(|entity| schema.entity_name(entity).to_owned());
        let parts: Vec<String> = entity
            .into_iter()
            .chain(period.map(|it| it.text(language)))
            .collect();
        match (parts.is_empty(), language) {
            (true, _) => String::new(),
            (false, Language::English) => format!(" ({})", parts.join(", ")),
            (false, Language::Chinese) => format!("（{}）", parts.join("，")),
        }
    };
    Text::new(text(Language::English), text(Language::Chinese))
}

fn value_text(figure: &Figure) -> Text {
    let value = match &figure.value {
        FigureValue::Number(estimate) => Value::Number(estimate.clone(), figure.unit.clone()),
        FigureValue::YesNo(yes) => Value::YesNo(*yes),
        FigureValue::Date(date) => return Text::same(date.to_string()),
        FigureValue::Text(text) => return Text::same(text.to_string()),
    };
    Text::new(value.text(Language::English), value.text(Language::Chinese))
}

fn number_text(value: &Ratio, unit: &Unit) -> Text {
    let show = |language| unit.show(value, Value::PLACES, language);
    Text::new(show(Language::English), show(Language::Chinese))
}
