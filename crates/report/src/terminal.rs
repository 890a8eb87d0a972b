//! Diagnostics for people: the place in the text, what is wrong there, and what to write instead.

mod page;
mod place;
mod snippet;

use dabiao_core::{At, Diagnostic, Diagnostics, Severity, Sources};

use crate::{Look, words};

pub use page::{code_json, code_page};
pub(crate) use page::{message_text, page_text};

/// All diagnostics by place, at most [`Diagnostics::LIMIT`], and below them how many there are of each severity.
///
/// Spans point into `sources`; one that lies in none of them is shown without its text. Empty for no diagnostics.
pub fn diagnostics(diagnostics: &Diagnostics, sources: &Sources, look: Look) -> String {
    let mut sorted = diagnostics.clone();
    sorted.sort();
    let shown = sorted.iter().take(Diagnostics::LIMIT);
    let mut text: Vec<String> = shown.map(|it| diagnostic(it, sources, look)).collect();
    let beyond = sorted.len().saturating_sub(Diagnostics::LIMIT);
    if beyond > 0 {
        text.push(words::and_more(beyond, look.language));
    }
    text.extend(tally(diagnostics, look));
    text.iter()
        .map(|part| format!("{part}\n"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// One diagnostic, without a line end after it.
pub fn diagnostic(diagnostic: &Diagnostic, sources: &Sources, look: Look) -> String {
    match diagnostic.at {
        At::Span(span) if sources.get(span.file).is_some() => {
            snippet::render(diagnostic, span, sources, look)
        }
        _ => place::render(diagnostic, sources, look),
    }
}

/// `2 errors, 1 warning`.
fn tally(diagnostics: &Diagnostics, look: Look) -> Option<String> {
    let count = |kind| diagnostics.iter().filter(|it| it.severity == kind).count();
    let counts =
        [Severity::Error, Severity::Warning, Severity::Note].map(|kind| (kind, count(kind)));
    let counts = counts.into_iter().filter(|(_, count)| *count > 0);
    let parts: Vec<String> = counts
        .map(|(kind, count)| words::count_of(count, kind, look.language))
        .collect();
    (!parts.is_empty()).then(|| parts.join(look.language.pick(", ", "，")))
}
