//! Diagnostics as JSON.

use dabiao_core::{At, Diagnostic, Diagnostics, Language, Sources};

use crate::document::{
    CostEntry, DiagnosticDocument, DiagnosticEntry, Finding, FixEntry, RelatedEntry,
};

/// The document of `dabiao check --format json`, with a line end: the diagnostics of each policy by place, with the
/// files its spans point into and the language of its messages.
pub fn diagnostics_json<'a>(
    all: impl Iterator<Item = (&'a Diagnostics, &'a Sources, Language)>,
) -> String {
    diagnostics_with_cost_json(all, None)
}

/// The same with what each valid policy costs, where that was asked for.
pub fn diagnostics_with_cost_json<'a>(
    all: impl Iterator<Item = (&'a Diagnostics, &'a Sources, Language)>,
    cost: Option<Vec<CostEntry>>,
) -> String {
    let mut diagnostics = Vec::new();
    for (unsorted, sources, language) in all {
        let mut sorted = unsorted.clone();
        sorted.sort();
        diagnostics.extend(
            sorted
                .iter()
                .map(|diagnostic| entry(diagnostic, sources, language)),
        );
    }
    crate::to_json::text(&DiagnosticDocument {
        schema: DiagnosticDocument::SCHEMA,
        diagnostics,
        cost,
    })
}

/// A diagnostic as the entry of an assessment's `findings`.
pub fn finding(diagnostic: &Diagnostic, sources: &Sources, language: Language) -> Finding {
    let place = place(&diagnostic.at, sources);
    let at = match &diagnostic.at {
        At::Cell(cell) => Some(cell.to_string()),
        _ => place.file.map(|file| match (place.line, place.column) {
            (Some(line), Some(column)) => format!("{file}:{line}:{column}"),
            _ => file,
        }),
    };
    Finding {
        code: diagnostic.code.id,
        name: diagnostic.code.name,
        severity: diagnostic.severity,
        message: diagnostic.message(language),
        at,
        help: some(diagnostic.help(language)),
    }
}

#[derive(Default)]
struct PlaceEntry {
    file: Option<String>,
    sheet: Option<String>,
    line: Option<u32>,
    column: Option<u32>,
    end: Option<(u32, u32)>,
}

fn place(at: &At, sources: &Sources) -> PlaceEntry {
    match at {
        At::Span(span) => sources
            .get(span.file)
            .map_or_else(PlaceEntry::default, |file| {
                let (start, end) = (file.position(span.start), file.position(span.end));
                PlaceEntry {
                    file: Some(file.name().to_owned()),
                    sheet: None,
                    line: Some(start.line),
                    column: Some(start.column),
                    end: Some((end.line, end.column)),
                }
            }),
        At::Cell(cell) => PlaceEntry {
            file: Some(cell.source.file.to_string()),
            sheet: cell
                .source
                .sheet
                .as_ref()
                .map(|sheet| sheet.name.to_string()),
            line: (cell.line > 0).then_some(cell.line),
            column: (cell.column > 0).then_some(cell.column),
            end: None,
        },
        At::Nowhere => PlaceEntry::default(),
    }
}

pub(crate) fn entry(
    diagnostic: &Diagnostic,
    sources: &Sources,
    language: Language,
) -> DiagnosticEntry {
    let here = place(&diagnostic.at, sources);
    let related = diagnostic.related.iter().map(|related| {
        let there = place(&related.at, sources);
        RelatedEntry {
            file: there.file,
            sheet: there.sheet,
            line: there.line,
            column: there.column,
            message: related.label.get(language).to_owned(),
        }
    });
    DiagnosticEntry {
        code: diagnostic.code.id,
        name: diagnostic.code.name,
        severity: diagnostic.severity,
        message: diagnostic.message(language),
        file: here.file,
        sheet: here.sheet,
        line: here.line,
        column: here.column,
        end_line: here.end.map(|(line, _)| line),
        end_column: here.end.map(|(_, column)| column),
        related: related.collect(),
        help: some(diagnostic.help(language)),
        fix: diagnostic.fix.as_ref().map(|fix| FixEntry {
            replace: fix.replace.clone(),
            safe: fix.safe,
        }),
        item: diagnostic.item.clone(),
    }
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}
