//! A diagnostic without text to draw: at a cell of the data, or nowhere in particular.

use annotate_snippets::{Element, Origin};
use dabiao_core::{At, Cell, Diagnostic, Sources};

use crate::Look;
use crate::clean::clean;
use crate::terminal::snippet::{help, level, renderer};
use crate::words;

pub(super) fn render(diagnostic: &Diagnostic, sources: &Sources, look: Look) -> String {
    let title = level(diagnostic.severity, look).primary_title(diagnostic.message(look.language));
    let mut elements = Vec::new();
    elements.extend(origin(diagnostic, sources));
    elements.extend(notes(diagnostic, look));
    let help_text = diagnostic.help(look.language);
    if !help_text.is_empty() {
        elements.push(help(look).message(clean(&help_text).into_owned()).into());
    }
    renderer(look.colour).render(&[title.id(diagnostic.code.id).elements(elements)])
}

/// `--> figures.csv:9:5`.
fn origin<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Option<Element<'a>> {
    match &diagnostic.at {
        At::Cell(cell) => {
            let origin = Origin::path(clean(&cell.file)).line(cell.line as usize);
            Some(if cell.column > 0 { origin.char_column(cell.column as usize) } else { origin }.into())
        }
        At::Span(span) => {
            let file = sources.get(span.file)?;
            Some(Origin::path(clean(file.name())).into())
        }
        At::Nowhere => None,
    }
}

/// The cells that explain a diagnostic, a line each.
pub(super) fn notes(diagnostic: &Diagnostic, look: Look) -> Vec<Element<'static>> {
    let note = annotate_snippets::Level::NOTE.with_name(words::NOTE.get(look.language));
    let cells = diagnostic.related.iter().filter_map(|related| match &related.at {
        At::Cell(cell) => Some((cell, related.label.get(look.language))),
        _ => None,
    });
    cells
        .map(|(cell, label)| {
            let text = format!("{}{}{label}", cell_text(cell), words::colon(look.language));
            note.clone().message(clean(&text).into_owned()).into()
        })
        .collect()
}

/// `figures.csv:9:5`; without the column for a whole row.
pub(crate) fn cell_text(cell: &Cell) -> String {
    match cell.column {
        0 => format!("{}:{}", cell.file, cell.line),
        column => format!("{}:{}:{column}", cell.file, cell.line),
    }
}
