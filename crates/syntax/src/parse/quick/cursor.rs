//! A place in a line, and the signs and words that are taken from there; what is not plain is not taken.

use std::ops::Range;

use dabiao_diagnostics::Span;
use dabiao_grammar::vocabulary::Phrase;

use crate::ast::{Id, Name, Str};

use super::words;
use crate::parse::names::single_blanks;

/// A place in a line of a file, with what the words of the language that were met are written in.
pub(in crate::parse) struct Cursor<'s> {
    text: &'s str,
    at: usize,
    /// The line's place in its file.
    line: Span,
    /// How many English words of the language stand before this place.
    pub(super) english: usize,
    /// How many Chinese ones.
    pub(super) chinese: usize,
}

impl<'s> Cursor<'s> {
    pub(super) fn new(text: &'s str, line: Span) -> Self {
        Self {
            text,
            at: 0,
            line,
            english: 0,
            chinese: 0,
        }
    }

    /// What stands behind the keyword of an item.
    pub(super) fn item<T>(
        &mut self,
        keyword: &Phrase,
        read: impl Fn(&mut Self) -> Option<T>,
    ) -> Option<T> {
        if !self.phrase(keyword) {
            return None;
        }
        self.blanks();
        read(self)
    }

    /// What stands behind this place.
    pub(super) fn rest(&self) -> &'s str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn slice(&self, range: &Range<usize>) -> &'s str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Goes back to an earlier place.
    pub(super) fn back(&mut self, at: usize) {
        self.at = at;
    }

    /// What `read` takes; where that is nothing, as if it had not been tried.
    pub(super) fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let (at, english, chinese) = (self.at, self.english, self.chinese);
        let found = read(self);
        if found.is_none() {
            (self.at, self.english, self.chinese) = (at, english, chinese);
        }
        found
    }

    /// What `read` takes, whose words are no tokens of their own in the grammar and count for no language.
    pub(super) fn uncounted<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let (english, chinese) = (self.english, self.chinese);
        let found = self.attempt(read);
        (self.english, self.chinese) = (english, chinese);
        found
    }

    pub(super) fn is_done(&self) -> bool {
        self.at == self.text.len()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let byte = |index: usize| {
            let index = u32::try_from(index).unwrap_or(u32::MAX);
            self.line.start.saturating_add(index)
        };
        Span {
            file: self.line.file,
            start: byte(range.start),
            end: byte(range.end),
        }
    }

    /// Goes past blanks, those at the end of a line that goes on too; says whether there were any.
    pub(super) fn blanks(&mut self) -> bool {
        self.past(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'))
    }

    /// Goes past blanks of one line, as they stand between the words of a name.
    pub(super) fn spaces(&mut self) -> bool {
        self.past(|byte| matches!(byte, b' ' | b'\t'))
    }

    /// Goes past ASCII characters of a kind; says whether there were any.
    fn past(&mut self, is_meant: impl Fn(u8) -> bool) -> bool {
        let rest = self.rest().bytes();
        let count = rest.take_while(|byte| is_meant(*byte)).count();
        self.at = self.at.saturating_add(count);
        count > 0
    }

    /// Goes past one of some signs.
    pub(super) fn sign(&mut self, signs: &[char]) -> bool {
        let sign = self.peek().filter(|c| signs.contains(c));
        self.at = self.at.saturating_add(sign.map_or(0, char::len_utf8));
        sign.is_some()
    }

    /// Goes past a text.
    pub(super) fn exactly(&mut self, text: &str) -> bool {
        let found = self.rest().starts_with(text);
        if found {
            self.at = self.at.saturating_add(text.len());
        }
        found
    }

    /// Goes past characters of a kind.
    pub(super) fn run(&mut self, is_meant: impl Fn(char) -> bool) -> &'s str {
        let rest = self.rest();
        let end = rest.find(|c| !is_meant(c)).unwrap_or(rest.len());
        self.at = self.at.saturating_add(end);
        rest.get(..end).unwrap_or_default()
    }

    /// Goes past a word: letters and digits, with hyphens between English ones.
    pub(super) fn word(&mut self) -> &'s str {
        let start = self.at;
        loop {
            self.run(is_letter);
            let behind = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            let mut next = self.rest().chars();
            let joined = next.next() == Some('-') && behind(next.next());
            if !(joined && behind(self.slice(&(start..self.at)).chars().next_back())) {
                break;
            }
            self.at = self.at.saturating_add(1);
        }
        self.slice(&(start..self.at))
    }

    /// Goes past a phrase of the vocabulary and counts its language; a blank, a sign or the end must follow it.
    pub(super) fn phrase(&mut self, phrase: &Phrase) -> bool {
        phrase.spellings().any(|spelling| self.spelled(spelling))
    }

    /// Goes past one spelling of a phrase.
    pub(super) fn spelled(&mut self, spelling: &str) -> bool {
        if spelling.as_bytes().first() != self.rest().as_bytes().first() {
            return false;
        }
        let start = self.at;
        let mut parts = spelling.split(' ');
        let first = parts.next().is_some_and(|part| self.exactly(part));
        let all = first && parts.all(|part| self.spaces() && self.exactly(part));
        if !all || spelling.is_empty() || !self.word_ends() {
            self.at = start;
            return false;
        }
        self.count(spelling);
        true
    }

    /// Counts a word of the language.
    pub(super) fn count(&mut self, spelling: &str) {
        match spelling.chars().next() {
            Some(c) if c.is_ascii_alphabetic() => self.english = self.english.saturating_add(1),
            Some(c) if c.is_alphabetic() => self.chinese = self.chinese.saturating_add(1),
            _ => {}
        }
    }

    /// Whether what follows is beyond doubt no part of the word before this place.
    pub(super) fn word_ends(&self) -> bool {
        self.peek().is_none_or(|c| {
            matches!(
                c,
                ' ' | '\t'
                    | '\n'
                    | '\r'
                    | ':'
                    | '：'
                    | ','
                    | '，'
                    | '、'
                    | '('
                    | '（'
                    | ')'
                    | '）'
                    | '"'
                    | '“'
            )
        })
    }

    /// A name: words that are part of one beyond doubt, or a text in quotes.
    pub(super) fn name(&mut self) -> Option<Name> {
        if matches!(self.peek(), Some('"' | '“')) {
            let quoted = self.quoted()?;
            // Behind a quote a name might go on.
            let ends = self.peek().is_none_or(|c| c != '“' && !c.is_alphanumeric());
            return ends.then_some(Name {
                text: quoted.text,
                quoted: true,
                span: quoted.span,
            });
        }
        let start = self.at;
        let first = self.word();
        if !is_word(first) || !words::begins_name(first) {
            return None;
        }
        let mut length = first.len();
        let mut end = self.at;
        while self.spaces() {
            let word = self.word();
            if !is_word(word) || !words::goes_on_name(word) {
                break;
            }
            length = length.saturating_add(1).saturating_add(word.len());
            end = self.at;
        }
        self.at = end;
        let written = self.slice(&(start..end));
        // Written with single blanks it is what it is.
        let text = if written.len() == length && !written.contains('\t') {
            written.into()
        } else {
            single_blanks(written)
        };
        Some(Name {
            text,
            quoted: false,
            span: self.span(start..end),
        })
    }

    /// A text in quotes of one kind with none inside.
    pub(super) fn quoted(&mut self) -> Option<Str> {
        let start = self.at;
        let (open, close) = if self.sign(&['"']) {
            ('"', '"')
        } else {
            ('“', '”')
        };
        if open == '“' && !self.sign(&['“']) {
            return None;
        }
        let text = self.run(|c| c != open && c != close && c != '\n' && c != '\r');
        if !self.sign(&[close]) {
            return None;
        }
        Some(Str {
            text: text.into(),
            span: self.span(start..self.at),
        })
    }

    /// An id: letters and digits with points and hyphens between.
    pub(super) fn id(&mut self) -> Option<Id> {
        let start = self.at;
        loop {
            self.run(is_letter);
            let mut next = self.rest().chars();
            let joined =
                matches!(next.next(), Some('.' | '-')) && next.next().is_some_and(is_letter);
            if !joined || self.at == start {
                break;
            }
            self.at = self.at.saturating_add(1);
        }
        let text = self.slice(&(start..self.at));
        (!text.is_empty() && self.word_ends()).then(|| Id {
            text: text.into(),
            span: self.span(start..self.at),
        })
    }
}

/// Letters, digits and Chinese characters that every version of Unicode takes for such.
pub(super) fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || is_chinese(c)
}

pub(super) fn is_chinese(c: char) -> bool {
    ('\u{4e00}'..='\u{9fa5}').contains(&c)
}

/// Whether a run of letters is a word and no number.
fn is_word(run: &str) -> bool {
    run.starts_with(|c: char| !c.is_ascii_digit())
}
