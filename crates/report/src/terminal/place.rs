//! A diagnostic without text to draw: at a cell of the data, or nowhere in particular.

use annotate_snippets::Element;
use anstyle::AnsiColor;
use dabiao_core::{At, Diagnostic, Sources};

use crate::clean::clean;
use crate::paint::{heading, of_severity, paint};
use crate::{Look, words};

/// In the form of the drawn ones: the message, the cell, what to do.
pub(super) fn render(diagnostic: &Diagnostic, sources: &Sources, look: Look) -> String {
    let language = look.language;
    let arrow = |mark: &str| paint(mark, AnsiColor::BrightBlue.on_default().bold(), look.colour);
    let level = format!(
        "{}[{}]",
        words::severity(diagnostic.severity, language),
        diagnostic.code.id
    );
    let level = paint(&level, of_severity(diagnostic.severity), look.colour);
    let message = paint(
        &clean(&diagnostic.message(language)),
        heading(),
        look.colour,
    );
    let mut lines = vec![format!("{level}: {message}")];
    lines.extend(
        origin(diagnostic, sources).map(|place| format!("  {} {}", arrow("-->"), clean(&place))),
    );
    let bar = arrow("=");
    lines.extend(
        note_texts(diagnostic, look)
            .map(|note| format!("   {bar} {}: {note}", words::NOTE.get(language))),
    );
    let help = diagnostic.help(language);
    if !help.is_empty() {
        lines.push(format!(
            "   {bar} {}: {}",
            words::HELP.get(language),
            clean(&help)
        ));
    }
    lines.join("\n")
}

/// `figures.csv:9:5`.
fn origin(diagnostic: &Diagnostic, sources: &Sources) -> Option<String> {
    match &diagnostic.at {
        At::Cell(cell) => Some(cell.to_string()),
        At::Span(span) => sources.get(span.file).map(|file| file.name().to_owned()),
        At::Nowhere => None,
    }
}

/// The cells that explain a drawn diagnostic, a line each.
pub(super) fn notes(diagnostic: &Diagnostic, look: Look) -> Vec<Element<'static>> {
    let note = annotate_snippets::Level::NOTE.with_name(words::NOTE.get(look.language));
    note_texts(diagnostic, look)
        .map(|text| note.clone().message(text).into())
        .collect()
}

/// `figures.csv:9:5: the other figure`.
fn note_texts(diagnostic: &Diagnostic, look: Look) -> impl Iterator<Item = String> {
    let cells = diagnostic
        .related
        .iter()
        .filter_map(move |related| match &related.at {
            At::Cell(cell) => Some((cell, related.label.get(look.language))),
            _ => None,
        });
    cells.map(move |(cell, label)| {
        clean(&format!("{}{}{label}", cell, words::colon(look.language))).into_owned()
    })
}
