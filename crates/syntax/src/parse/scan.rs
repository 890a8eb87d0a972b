//! Cuts a file into logical lines: what is a comment, where clauses end, what goes on on the next line.

use std::ops::Range;

use dabiao_diagnostics::Diagnostic;
use dabiao_diagnostics::register::{FILE_TOO_LARGE, LINE_TOO_LONG, TOO_MANY_ITEMS};
use dabiao_model::Text;

use super::reader::Reader;
use crate::ast::{Comment, Trivia};

mod marks;

/// A logical line: a physical one with those it goes on in.
#[derive(Debug)]
pub(super) struct Line {
    /// Whether it starts with a blank: a clause or entry, no item.
    pub(super) indented: bool,
    /// Whether it starts with `- `.
    pub(super) entry: bool,
    /// Its parts between semicolons, without the blanks around; the dash of an entry is no part of the first.
    pub(super) segments: Vec<Range<usize>>,
    /// The comments around it.
    pub(super) trivia: Trivia,
    /// Whether its quotes or brackets are wrong, so that reading it is useless; this has been reported.
    pub(super) broken: bool,
}

/// A file in lines.
#[derive(Debug, Default)]
pub(super) struct Scanned {
    pub(super) lines: Vec<Line>,
    /// Comments below the last line.
    pub(super) trailing: Vec<Comment>,
}

/// Comments and blank lines that wait for the line below them.
#[derive(Default)]
struct Waiting {
    comments: Vec<Comment>,
    blank: bool,
}

impl Waiting {
    fn comment(&mut self, mut comment: Comment) {
        comment.blank_before = std::mem::take(&mut self.blank);
        self.comments.push(comment);
    }

    fn trivia(&mut self) -> Trivia {
        let blank_before = std::mem::take(&mut self.blank);
        Trivia {
            before: std::mem::take(&mut self.comments),
            after: None,
            blank_before,
        }
    }
}

/// Cuts the reader's text into logical lines.
pub(super) fn scan(reader: &mut Reader<'_>) -> Scanned {
    let text = reader.text();
    let limits = reader.limits();
    if text.len() > limits.bytes || u32::try_from(text.len()).is_err() {
        report(reader, 0..0, &FILE_TOO_LARGE, text.len(), limits.bytes);
        return Scanned::default();
    }
    let mut scanned = Scanned::default();
    let mut waiting = Waiting::default();
    let mut physical = physical_lines(text);
    if physical.len() > limits.lines {
        let end = physical
            .get(limits.lines)
            .map_or(text.len(), |line| line.start);
        let what = Text::new("lines", "行数");
        reader.report(
            Diagnostic::new(&TOO_MANY_ITEMS, reader.span(end..end))
                .with("what", what)
                .with("limit", limits.lines.to_string()),
        );
        physical.truncate(limits.lines);
    }
    let mut rest = physical.as_slice();
    while let Some((first, others)) = rest.split_first() {
        rest = others;
        let content = text.get(first.clone()).unwrap_or_default();
        if content.trim().is_empty() {
            waiting.blank = !scanned.lines.is_empty() || !waiting.comments.is_empty();
        } else if content.trim_start().starts_with('#') {
            waiting.comment(comment(
                reader,
                first.start.saturating_add(leading(content))..first.end,
            ));
        } else {
            let trivia = waiting.trivia();
            let (line, used) = logical(reader, first, rest, trivia);
            rest = rest.get(used..).unwrap_or_default();
            scanned.lines.push(line);
        }
    }
    scanned.trailing = waiting.comments;
    scanned
}

/// The physical lines without their ends and without a byte order mark.
fn physical_lines(text: &str) -> Vec<Range<usize>> {
    let mut start = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let body = text.get(start..).unwrap_or_default();
    let mut lines = Vec::new();
    for line in body.split('\n') {
        let end = start.saturating_add(line.len());
        let carriage = usize::from(line.ends_with('\r'));
        lines.push(start..end.saturating_sub(carriage));
        start = end.saturating_add(1);
    }
    lines
}

/// Reads a logical line that starts in `first` and perhaps goes on in the lines of `rest`; says how many of those it took.
fn logical(
    reader: &mut Reader<'_>,
    first: &Range<usize>,
    rest: &[Range<usize>],
    mut trivia: Trivia,
) -> (Line, usize) {
    let text = reader.text();
    let content = text.get(first.clone()).unwrap_or_default();
    let start = first.start.saturating_add(leading(content));
    let entry = is_entry(text.get(start..first.end).unwrap_or_default());
    let start = if entry {
        start.saturating_add(1)
    } else {
        start
    };
    let mut marks = marks::Marks::new(start);
    let mut end = marks.line(reader, start..first.end, &mut |comment| {
        beside(&mut trivia, comment);
    });
    let mut used = 0_usize;
    while marks.goes_on(text, end) {
        let Some((skipped, next)) =
            continuation(reader, rest.get(used..).unwrap_or_default(), &mut trivia)
        else {
            break;
        };
        used = used.saturating_add(skipped);
        end = marks.line(reader, next, &mut |comment| beside(&mut trivia, comment));
    }
    let length = end.saturating_sub(start);
    let mut broken = marks.finish(reader);
    if length > reader.limits().line_bytes {
        let limit = reader.limits().line_bytes;
        report(reader, start..start, &LINE_TOO_LONG, length, limit);
        broken = true;
    }
    let segments = marks.segments(text, end);
    let indented = entry || start > first.start;
    (
        Line {
            indented,
            entry,
            segments,
            trivia,
            broken,
        },
        used,
    )
}

/// Keeps a comment at the end of a line; a second one, on a continuation, goes above.
fn beside(trivia: &mut Trivia, comment: Comment) {
    if trivia.after.is_none() {
        trivia.after = Some(Box::new(comment));
    } else {
        trivia.before.push(comment);
    }
}

/// The next line that a logical line goes on in, past comments; how many lines that takes. A line that starts in the
/// first column, a blank one and an entry go on nothing.
fn continuation(
    reader: &Reader<'_>,
    rest: &[Range<usize>],
    trivia: &mut Trivia,
) -> Option<(usize, Range<usize>)> {
    let mut comments = Vec::new();
    for (index, range) in rest.iter().enumerate() {
        let content = reader.text().get(range.clone()).unwrap_or_default();
        let inner = content.trim_start();
        if inner.starts_with('#') {
            comments.push(comment(
                reader,
                range.start.saturating_add(leading(content))..range.end,
            ));
            continue;
        }
        if inner.is_empty() || leading(content) == 0 || is_entry(inner) {
            return None;
        }
        trivia.before.append(&mut comments);
        return Some((index.saturating_add(1), range.clone()));
    }
    None
}

fn is_entry(content: &str) -> bool {
    content
        .strip_prefix('-')
        .is_some_and(|rest| rest.starts_with([' ', '\t', '\u{3000}']))
}

fn leading(content: &str) -> usize {
    content.len().saturating_sub(content.trim_start().len())
}

/// The comment that a range of text is, from its mark on.
pub(super) fn comment(reader: &Reader<'_>, range: Range<usize>) -> Comment {
    let marked = reader
        .text()
        .get(range.clone())
        .unwrap_or_default()
        .trim_end();
    let doc = marked.starts_with("##");
    let text = marked
        .strip_prefix("##")
        .or_else(|| marked.strip_prefix('#'))
        .unwrap_or(marked);
    let end = range.start.saturating_add(marked.len());
    Comment {
        text: text.trim().to_owned(),
        doc,
        blank_before: false,
        span: reader.span(range.start..end),
    }
}

fn report(
    reader: &mut Reader<'_>,
    at: Range<usize>,
    code: &'static dabiao_diagnostics::Code,
    found: usize,
    limit: usize,
) {
    let diagnostic = Diagnostic::new(code, reader.span(at));
    reader.report(
        diagnostic
            .with("found", found.to_string())
            .with("limit", limit.to_string()),
    );
}
