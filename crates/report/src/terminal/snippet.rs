//! A diagnostic in the text of a policy, drawn with its lines.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Patch, Renderer, Snippet};
use dabiao_core::{At, Diagnostic, Severity, SourceFile, Sources, Span};

use crate::clean::clean;
use crate::terminal::place;
use crate::{Look, words};

/// The columns a snippet is drawn in; longer lines are cut around the place. Fixed, so that the same policy gives the
/// same bytes on every terminal.
const WIDTH: usize = 140;

/// A second place at most so many lines away is drawn in the same snippet.
const NEAR_LINES: u32 = 40;

/// A span of more lines is marked at its first line only.
const MOST_LINES: u32 = 6;

/// The renderer of all diagnostics.
pub(super) fn renderer(colour: bool) -> Renderer {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer
        .decor_style(DecorStyle::Ascii)
        .hyperlink(false)
        .term_width(WIDTH)
}

/// A level with its name in the language.
pub(super) fn level(severity: Severity, look: Look) -> Level<'static> {
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    level.with_name(words::severity(severity, look.language))
}

/// The level of help and of what to write instead.
pub(super) fn help(look: Look) -> Level<'static> {
    Level::HELP.with_name(words::HELP.get(look.language))
}

pub(super) fn render(diagnostic: &Diagnostic, span: Span, sources: &Sources, look: Look) -> String {
    let Some(file) = sources.get(span.file) else {
        return place::render(diagnostic, sources, look);
    };
    let title = level(diagnostic.severity, look).primary_title(diagnostic.message(look.language));
    let mut elements = places(diagnostic, span, file, sources, look);
    elements.extend(place::notes(diagnostic, look));
    let help_text = diagnostic.help(look.language);
    if !help_text.is_empty() {
        elements.push(help(look).message(clean(&help_text).into_owned()).into());
    }
    let mut groups = vec![title.id(diagnostic.code.id).elements(elements)];
    groups.extend(patch(diagnostic, span, file, look));
    renderer(look.colour).render(&groups)
}

/// The snippet of the diagnostic itself, and those of places too far from it.
fn places<'a>(
    diagnostic: &'a Diagnostic,
    span: Span,
    file: &'a SourceFile,
    sources: &'a Sources,
    look: Look,
) -> Vec<Element<'a>> {
    let related = diagnostic
        .related
        .iter()
        .filter_map(|related| match related.at {
            At::Span(other) => Some((other, related.label.get(look.language))),
            _ => None,
        });
    let line = |span: Span| file.position(span.start).line;
    let is_near =
        |other: Span| other.file == span.file && line(other).abs_diff(line(span)) <= NEAR_LINES;
    let (near, far): (Vec<_>, Vec<_>) = related.partition(|(other, _)| is_near(*other));
    let window = near.iter().fold(span, |all, (other, _)| all.to(*other));
    let mut first = Excerpt::new(file, window).snippet(span, AnnotationKind::Primary, None);
    for (other, label) in near {
        first = first.annotation(Excerpt::new(file, window).annotation(
            other,
            AnnotationKind::Context,
            Some(label),
        ));
    }
    let far = far.into_iter().filter_map(|(other, label)| {
        let excerpt = Excerpt::new(sources.get(other.file)?, other);
        Some(
            excerpt
                .snippet(other, AnnotationKind::Context, Some(label))
                .into(),
        )
    });
    std::iter::once(first.into()).chain(far).collect()
}

/// What the text would be with the replacement.
fn patch<'a>(
    diagnostic: &'a Diagnostic,
    span: Span,
    file: &'a SourceFile,
    look: Look,
) -> Option<Group<'a>> {
    let fix = diagnostic.fix.as_ref()?;
    let excerpt = Excerpt::new(file, span);
    let range = excerpt.range(span);
    if excerpt.text.get(range.clone()) == Some(fix.replace.as_str()) {
        return None;
    }
    let title = if fix.safe {
        words::WRITE_THIS
    } else {
        words::PERHAPS_THIS
    };
    let snippet = Snippet::source(excerpt.text)
        .line_start(excerpt.line as usize)
        .path(clean(file.name()));
    let snippet = snippet.patch(Patch::new(range, fix.replace.as_str()));
    Some(
        help(look)
            .secondary_title(title.get(look.language))
            .element(snippet),
    )
}

/// Whole lines of a file around a span, so that a diagnostic costs its lines and not its file.
struct Excerpt<'a> {
    file: &'a SourceFile,
    text: &'a str,
    start: usize,
    line: u32,
}

impl<'a> Excerpt<'a> {
    fn new(file: &'a SourceFile, window: Span) -> Self {
        let text = file.text();
        let Range { start, end } = clamp(text, window.range());
        let before = text.get(..start).unwrap_or_default();
        let after = text.get(end..).unwrap_or_default();
        let first = before
            .rfind('\n')
            .map_or(0, |newline| newline.saturating_add(1));
        let last = after
            .find('\n')
            .map_or(text.len(), |newline| end.saturating_add(newline));
        let line = file.position(u32::try_from(first).unwrap_or(u32::MAX)).line;
        Self {
            file,
            text: text.get(first..last).unwrap_or_default(),
            start: first,
            line,
        }
    }

    /// The span within the excerpt: on character boundaries, and of a tall one its first line.
    fn range(&self, span: Span) -> Range<usize> {
        let Range { start, end } = clamp(self.file.text(), span.range());
        let (start, end) = (
            start.saturating_sub(self.start),
            end.saturating_sub(self.start),
        );
        let range = clamp(self.text, start..end);
        let marked = self.text.get(range.clone()).unwrap_or_default();
        let tall = marked.matches('\n').count() >= MOST_LINES as usize;
        let first_line = marked.find('\n').filter(|_| tall);
        first_line.map_or(range.clone(), |length| {
            range.start..range.start.saturating_add(length)
        })
    }

    fn annotation(
        &self,
        span: Span,
        kind: AnnotationKind,
        label: Option<&'a str>,
    ) -> annotate_snippets::Annotation<'a> {
        kind.span(self.range(span)).label(label.map(clean))
    }

    fn snippet(
        self,
        span: Span,
        kind: AnnotationKind,
        label: Option<&'a str>,
    ) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        let annotation = self.annotation(span, kind, label);
        let snippet = Snippet::source(self.text)
            .line_start(self.line as usize)
            .path(clean(self.file.name()));
        snippet.fold(true).annotation(annotation)
    }
}

/// The range within the text, its ends moved back to the boundaries of characters; the renderer panics otherwise.
pub(super) fn clamp(text: &str, range: Range<usize>) -> Range<usize> {
    let boundary = |byte: usize| {
        let byte = byte.min(text.len());
        (0..=byte)
            .rev()
            .find(|index| text.is_char_boundary(*index))
            .unwrap_or(0)
    };
    let (start, end) = (boundary(range.start), boundary(range.end));
    start..end.max(start)
}
