//! The lines of a formatted file: indents, blank lines, comments, and where a long line goes on.

use unicode_width::UnicodeWidthStr;

use crate::ast::{Comment, Trivia};

/// The column after which a list goes on in the next line.
const WIDTH: usize = 100;

/// How far a line that goes on is indented beyond its start.
const CONTINUATION: usize = 4;

/// The text of a file as it grows, line by line.
#[derive(Debug, Default)]
pub(super) struct Page {
    text: String,
}

impl Page {
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

/// The byte after the last separator within `room` columns, or after the first one where none is.
fn last_break(text: &str, room: usize) -> Option<usize> {
    let mut found = None;
    for place in breaks(text) {
        let head = text.get(..place)?;
        if found.is_some() && head.trim_end().width() > room {
            break;
        }
        found = Some(place);
    }
    found
}

/// The bytes after each list separator outside quotes that something follows.
fn breaks(text: &str) -> impl Iterator<Item = usize> {
    let mut closing = None;
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (place, c) = chars.next()?;
            let next = chars.peek().map(|(_, next)| *next)?;
            match closing {
                Some(quote) if c == quote => closing = None,
                Some(_) => {}
                None if is_separator(c, next) => return Some(place.saturating_add(c.len_utf8())),
                None => closing = closing_quote(c),
            }
        }
    })
}

/// A comma without a blank behind it groups the digits of a number.
fn is_separator(c: char, next: char) -> bool {
    matches!(c, '、' | '，') || (c == ',' && next == ' ')
}

/// The quote that closes what `c` opens.
fn closing_quote(c: char) -> Option<char> {
    match c {
        '"' => Some('"'),
        '“' => Some('”'),
        '「' => Some('」'),
        _ => None,
    }
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
    fn a_line_is_not_broken_inside_quotes_or_numbers() {
        let text = format!("note 1 \"{}\"", "a, ".repeat(60));
        assert_eq!(fill_lines(&text, 0), [text.as_str()]);
        let number = format!("target: {} ≥ 1,304", "x".repeat(100));
        assert_eq!(fill_lines(&number, 0), [number.as_str()]);
    }
}
