//! The lines of a formatted file: indents, blank lines, comments, and where a long line goes on.

use unicode_width::UnicodeWidthStr;

use dabiao_diagnostics::Span;
use dabiao_grammar::vocabulary::Phrase;

use crate::ast::{Comment, Trivia};
use crate::joints::ends_in_joint;
use crate::quotes::{is_opening_quote, past_quote};

/// The column after which a list goes on in the next line.
const WIDTH: usize = 100;

/// How far a line that goes on is indented beyond its start.
const CONTINUATION: usize = 4;

/// The text of a file as it grows, line by line.
#[derive(Debug, Default)]
pub(super) struct Page {
    text: String,
    /// Where what is written stands in its file, for those who ask for lines.
    at: Span,
    lines: Option<Vec<Line>>,
}

/// A line of the language without its comment, however it is broken, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it says.
    pub text: String,
    /// Where: the item, the entry or the clause.
    pub span: Span,
}

impl Page {
    /// A page that keeps its lines apart.
    pub(super) fn of_lines() -> Self {
        Self {
            lines: Some(Vec::new()),
            ..Self::default()
        }
    }

    /// The lines of such a page.
    pub(super) fn into_lines(self) -> Vec<Line> {
        self.lines.unwrap_or_default()
    }

    /// Says where what is written next stands.
    pub(super) fn at(&mut self, span: Span) {
        self.at = span;
    }

    /// The finished text; it ends in one newline, or is empty.
    pub(super) fn finish(self) -> String {
        self.text
    }

    /// Writes the comments above something, and the blank lines the author left there.
    pub(super) fn above(&mut self, indent: usize, trivia: &Trivia) {
        self.comments(indent, &trivia.before);
        self.blank(trivia.blank_before);
    }

    /// Writes comment lines.
    pub(super) fn comments(&mut self, indent: usize, comments: &[Comment]) {
        for comment in comments {
            self.blank(comment.blank_before);
            self.push(indent, &comment_text(comment));
        }
    }

    /// Writes one line of the language, broken after separators where it is too long, with the comment at its end.
    pub(super) fn line(&mut self, indent: usize, text: &str, trivia: &Trivia) {
        if let Some(lines) = &mut self.lines {
            let (text, span) = (text.to_owned(), self.at);
            lines.push(Line { text, span });
        }
        let comment = trivia
            .after
            .as_ref()
            .map(|comment| format!("  {}", comment_text(comment)));
        let lines = fill_lines(text, indent);
        let last = lines.len().saturating_sub(1);
        for (number, line) in lines.into_iter().enumerate() {
            let indent = if number == 0 {
                indent
            } else {
                indent.saturating_add(CONTINUATION)
            };
            let beside = comment
                .as_deref()
                .filter(|_| number == last)
                .unwrap_or_default();
            self.push(indent, &format!("{line}{beside}"));
        }
    }

    fn blank(&mut self, wanted: bool) {
        if wanted && !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    fn push(&mut self, indent: usize, line: &str) {
        self.text.extend(std::iter::repeat_n(' ', indent));
        self.text.push_str(line);
        self.text.push('\n');
    }
}

fn comment_text(comment: &Comment) -> String {
    let mark = if comment.doc { "##" } else { "#" };
    format!("{mark} {}", comment.text).trim_end().to_owned()
}

/// Cuts a line into lines of at most [`WIDTH`] columns where a separator allows it.
fn fill_lines(text: &str, indent: usize) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    let mut room = WIDTH.saturating_sub(indent);
    while rest.width() > room {
        let Some(cut) = last_break(rest, room) else {
            break;
        };
        let (line, after) = rest.split_at_checked(cut).unwrap_or((rest, ""));
        lines.push(line.trim_end());
        rest = after.trim_start();
        room = WIDTH.saturating_sub(indent).saturating_sub(CONTINUATION);
    }
    lines.push(rest);
    lines
}

/// The byte after the last separator within `room` columns, or after the first one where none is. Joining words and
/// operators separate only what no comma does.
fn last_break(text: &str, room: usize) -> Option<usize> {
    last_of(text, breaks(text, is_separator), room)
        .or_else(|| last_of(text, breaks(text, is_joint), room))
}

fn last_of(text: &str, places: impl Iterator<Item = usize>, room: usize) -> Option<usize> {
    let mut found = None;
    for place in places {
        let head = text.get(..place)?;
        if found.is_some() && head.trim_end().width() > room {
            break;
        }
        found = Some(place);
    }
    found
}

/// The bytes after each sign outside quotes that something follows and that `separates` what is before it from the rest.
fn breaks(text: &str, separates: fn(&str, &str) -> bool) -> impl Iterator<Item = usize> {
    let mut chars = text.char_indices();
    std::iter::from_fn(move || {
        loop {
            let (place, c) = chars.next()?;
            if is_opening_quote(c) {
                past_quote(c, &mut chars.by_ref().map(|(_, inner)| inner), usize::MAX);
                continue;
            }
            let rest = chars.as_str();
            let end = place.saturating_add(c.len_utf8());
            if !rest.is_empty() && separates(text.get(..end)?, rest) {
                return Some(end);
            }
        }
    })
}

/// A comma without a blank behind it groups the digits of a number.
fn is_separator(before: &str, rest: &str) -> bool {
    before.ends_with(['、', '，']) || (before.ends_with(',') && rest.starts_with(' '))
}

/// Whether a blank stands between a joining word or operator and what it joins; `and others` joins nothing, and neither
/// does the dash of an entry.
fn is_joint(before: &str, rest: &str) -> bool {
    let others = Phrase::AND_OTHERS.en().strip_prefix(Phrase::AND.en());
    let before = before.strip_suffix(' ').filter(|before| *before != "-");
    before.is_some_and(ends_in_joint)
        && !others.is_some_and(|others| rest.starts_with(others.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_goes_on_after_a_separator() {
        let names = ["临夏州政务服务中心"; 12].join("、");
        let lines = fill_lines(&names, 2);
        assert_eq!(lines.len(), 3);
        assert!(lines.iter().all(|line| line.width() <= 98));
        assert!(lines.iter().rev().skip(1).all(|line| line.ends_with('、')));
        assert_eq!(lines.concat(), names);
    }

    #[test]
    fn a_long_sum_goes_on_after_an_operator_and_names_stay_whole() {
        let sum = format!("target 1: {}", ["items admitted"; 9].join(" + "));
        let lines = fill_lines(&sum, 0);
        assert_eq!(lines.len(), 2);
        assert!(lines.first().is_some_and(|line| line.ends_with(" +")));
        assert_eq!(lines.join(" "), sum);
        let open = format!("with {} and others", "x".repeat(110));
        assert_eq!(fill_lines(&open, 0), [open.as_str()]);
    }

    #[test]
    fn a_line_is_not_broken_inside_quotes_or_numbers() {
        let nested = format!("说明 1 理由 “{}“乙、丙”丁”", "甲、".repeat(60));
        assert_eq!(fill_lines(&nested, 0), [nested.as_str()]);
        let text = format!("note 1 \"{}\"", "a, ".repeat(60));
        assert_eq!(fill_lines(&text, 0), [text.as_str()]);
        let number = format!("target: {} ≥ 1,304", "x".repeat(100));
        assert_eq!(fill_lines(&number, 0), [number.as_str()]);
    }
}
