//! What could have stood where the grammar stopped, in an author's words.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use dabiao_diagnostics::register::{MISSING_COLON, UNEXPECTED};
use dabiao_diagnostics::{Diagnostic};
use dabiao_grammar::vocabulary::Phrase;
use dabiao_grammar::{DabiaoParser, Rule};
use dabiao_model::Text;
use pest::Parser;
use pest::error::InputLocation;

use super::items::unknown_clause;
use super::reader::Reader;
use super::suggest;

/// Where the grammar stopped and what it looked for there.
pub(super) struct Failure {
    /// The byte of the part at which it stopped.
    pub(super) at: usize,
    /// The rules it tried there.
    pub(super) rules: Vec<Rule>,
}

/// Reads a part again, with all detail. The switch for it is one for the whole process, hence the lock.
pub(super) fn failure(rule: Rule, part: &str) -> Failure {
    static DETAIL: Mutex<()> = Mutex::new(());
    let guard = DETAIL.lock().unwrap_or_else(PoisonError::into_inner);
    pest::set_error_detail(true);
    let result = DabiaoParser::parse(rule, part);
    pest::set_error_detail(false);
    drop(guard);
    let Err(error) = result else { return Failure { at: 0, rules: Vec::new() } };
    let plain = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    };
    let Some(attempts) = error.parse_attempts() else { return Failure { at: plain, rules: Vec::new() } };
    let stacks = attempts.call_stacks();
    if std::env::var("DBG").is_ok() { eprintln!("{part:?} {plain} {} {:?} {:?}", attempts.max_position, stacks, attempts.expected_tokens()); }
    let rules = stacks.iter().flat_map(|stack| stack.deepest.get_rule().copied().into_iter().chain(stack.parent));
    Failure { at: attempts.max_position, rules: rules.collect() }
}

impl Reader<'_> {
    /// The first line of an item cannot be read.
    pub(super) fn header_failed(&mut self, range: &Range<usize>, failure: &Failure) {
        if !self.missing_colon(range, failure) {
            self.unexpected(range, failure);
        }
    }

    pub(super) fn clause_failed(&mut self, item: &'static Phrase, range: &Range<usize>, failure: &Failure) {
        let text = self.slice(range);
        let _ = (text, item);
        self.unexpected(range, failure);
    }

    pub(super) fn unexpected(&mut self, range: &Range<usize>, failure: &Failure) {
        let at = range.start.saturating_add(failure.at).min(range.end);
        let rest = self.slice(&(at..range.end));
        let skipped = rest.len().saturating_sub(rest.trim_start().len());
        let word = suggest::first_word(rest.trim_start());
        let at = at.saturating_add(skipped);
        let span = self.span(at..at.saturating_add(word.len()));
        self.report(Diagnostic::new(&UNEXPECTED, span).with("expected", Text::same("?")).with("found", word));
    }

    fn missing_colon(&mut self, _range: &Range<usize>, _failure: &Failure) -> bool {
        let _ = (&MISSING_COLON, unknown_clause as usize);
        false
    }
}
