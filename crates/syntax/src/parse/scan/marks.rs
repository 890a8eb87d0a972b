//! The marks of a line that cut it: quotes, brackets, semicolons, the sign of a comment.

use std::ops::Range;

use dabiao_diagnostics::Diagnostic;
use dabiao_diagnostics::register::{TOO_DEEP, UNCLOSED_BRACKET, UNCLOSED_QUOTE, UNOPENED_BRACKET};

use super::comment;
use crate::ast::Comment;
use crate::joints::ends_in_joint;
use crate::parse::reader::Reader;
use crate::quotes::{Quote, closing_quote, is_opening_quote, past_quote};

/// What has been met of a logical line so far.
pub(super) struct Marks {
    /// Where each part between semicolons starts.
    starts: Vec<usize>,
    /// Where each part but the last ends.
    ends: Vec<usize>,
    /// The brackets that are open in the last part.
    open: Vec<usize>,
    /// Negations met in the last part, which nest like brackets.
    negations: usize,
    broken: bool,
}

impl Marks {
    pub(super) fn new(start: usize) -> Self {
        Self {
            starts: vec![start],
            ends: Vec::new(),
            open: Vec::new(),
            negations: 0,
            broken: false,
        }
    }

    /// Goes through a physical line, hands out its comment and returns where its text ends.
    pub(super) fn line(
        &mut self,
        reader: &mut Reader<'_>,
        range: Range<usize>,
        take: &mut dyn FnMut(Comment),
    ) -> usize {
        let text = reader.text().get(range.clone()).unwrap_or_default();
        let mut chars = text.char_indices();
        let mut previous = ' ';
        while let Some((index, c)) = chars.next() {
            let at = range.start.saturating_add(index);
            match c {
                '#' => {
                    take(comment(reader, at..range.end));
                    return at;
                }
                _ if is_opening_quote(c) => {
                    let limit = reader.limits().depth;
                    match past_quote(c, &mut chars.by_ref().map(|(_, inner)| inner), limit) {
                        Quote::Closed => {}
                        Quote::Unclosed => {
                            self.unclosed_quote(reader, at, c);
                            return range.end;
                        }
                        Quote::TooDeep => {
                            self.too_deep(reader, at);
                            return range.end;
                        }
                    }
                }
                ';' | '；' => self.semicolon(reader, at, c),
                '(' | '（' => self.open(reader, at),
                ')' | '）' => self.close(reader, at, c),
                '非' | '!' | '！' => self.negation(reader, at),
                'n' if !previous.is_alphanumeric() && starts_with_not(text, index) => {
                    self.negation(reader, at);
                }
                _ => {}
            }
            previous = c;
        }
        range.end
    }

    /// Whether the text that ends at `end` ends in a comma, a joining word or an operator, so that the line goes on.
    pub(super) fn goes_on(&self, text: &str, end: usize) -> bool {
        let start = self.starts.last().copied().unwrap_or(end);
        let part = text.get(start..end).unwrap_or_default().trim_end();
        !self.broken && (part.ends_with([',', '，', '、']) || ends_in_joint(part))
    }

    /// Reports what is still open, and says whether reading the line is useless.
    pub(super) fn finish(&mut self, reader: &mut Reader<'_>) -> bool {
        self.report_open(reader);
        self.broken
    }

    /// The parts between semicolons that hold something, without the blanks around them.
    pub(super) fn segments(&self, text: &str, end: usize) -> Vec<Range<usize>> {
        let ends = self.ends.iter().copied().chain([end]);
        self.starts
            .iter()
            .copied()
            .zip(ends)
            .filter_map(|(from, to)| trimmed(text, from..to))
            .collect()
    }

    fn unclosed_quote(&mut self, reader: &mut Reader<'_>, at: usize, quote: char) {
        self.broken = true;
        let span = reader.span(at..at.saturating_add(quote.len_utf8()));
        let close = closing_quote(quote).to_string();
        reader.report(Diagnostic::new(&UNCLOSED_QUOTE, span).with("close", close));
    }

    fn semicolon(&mut self, reader: &mut Reader<'_>, at: usize, mark: char) {
        self.report_open(reader);
        self.negations = 0;
        self.ends.push(at);
        self.starts.push(at.saturating_add(mark.len_utf8()));
    }

    fn open(&mut self, reader: &mut Reader<'_>, at: usize) {
        self.open.push(at);
        self.check_depth(reader, at);
    }

    fn close(&mut self, reader: &mut Reader<'_>, at: usize, mark: char) {
        if self.open.pop().is_none() && !self.broken {
            self.broken = true;
            let span = reader.span(at..at.saturating_add(mark.len_utf8()));
            reader.report(Diagnostic::new(&UNOPENED_BRACKET, span));
        }
    }

    fn negation(&mut self, reader: &mut Reader<'_>, at: usize) {
        self.negations = self.negations.saturating_add(1);
        self.check_depth(reader, at);
    }

    fn check_depth(&mut self, reader: &mut Reader<'_>, at: usize) {
        let limit = reader.limits().depth;
        if !self.broken && self.open.len().saturating_add(self.negations) > limit {
            self.too_deep(reader, at);
        }
    }

    fn too_deep(&mut self, reader: &mut Reader<'_>, at: usize) {
        self.broken = true;
        let limit = reader.limits().depth.to_string();
        let diagnostic = Diagnostic::new(&TOO_DEEP, reader.span(at..at));
        reader.report(diagnostic.with("limit", limit));
    }

    fn report_open(&mut self, reader: &mut Reader<'_>) {
        if let Some(at) = self.open.first().copied().filter(|_| !self.broken) {
            self.broken = true;
            let mark = reader
                .text()
                .get(at..)
                .and_then(|rest| rest.chars().next())
                .map_or(1, char::len_utf8);
            reader.report(Diagnostic::new(
                &UNCLOSED_BRACKET,
                reader.span(at..at.saturating_add(mark)),
            ));
        }
        self.open.clear();
    }
}

fn starts_with_not(text: &str, index: usize) -> bool {
    let rest = text.get(index..).and_then(|rest| rest.strip_prefix("not"));
    rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let part = text.get(range.clone())?;
    let start = range
        .start
        .saturating_add(part.len().saturating_sub(part.trim_start().len()));
    let inner = part.trim();
    (!inner.is_empty()).then(|| start..start.saturating_add(inner.len()))
}
