//! What could have stood where the grammar stopped, in an author's words.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use dabiao_diagnostics::register::{MISSING_COLON, UNEXPECTED, VAGUE_WORD, WORD_IN_NAME};
use dabiao_diagnostics::{Diagnostic, phrasing, vague};
use dabiao_grammar::vocabulary::{Kind, Phrase};
use dabiao_grammar::{DabiaoParser, Rule};
use dabiao_model::Text;
use pest::Parser;
use pest::error::{Error, InputLocation};

use super::items::unknown_clause;
use super::reader::Reader;
use super::suggest;
use expectation::Expectation;

mod expectation;
mod remedy;

/// How many of the things expected are named.
const NAMED: usize = 4;

/// Where the grammar stopped and what it looked for there.
pub(super) struct Failure {
    /// The byte of the part at which it stopped.
    at: usize,
    expected: BTreeSet<Expectation>,
}

/// Reads a part again, with all detail. The switch for it is one for the whole process, hence the lock.
pub(super) fn failure(entry: Rule, part: &str) -> Failure {
    static DETAIL: Mutex<()> = Mutex::new(());
    let guard = DETAIL.lock().unwrap_or_else(PoisonError::into_inner);
    pest::set_error_detail(true);
    let result = DabiaoParser::parse(entry, part);
    pest::set_error_detail(false);
    drop(guard);
    let Err(error) = result else {
        return Failure {
            at: 0,
            expected: BTreeSet::new(),
        };
    };
    match error.parse_attempts() {
        Some(attempts) => {
            let stacks = attempts.call_stacks();
            let tried: Vec<Rule> = stacks
                .iter()
                .filter_map(|stack| stack.deepest.get_rule().copied())
                .collect();
            let callers: Vec<Rule> = stacks.iter().filter_map(|stack| stack.parent).collect();
            let signs: Vec<String> = attempts
                .expected_tokens()
                .iter()
                .map(ToString::to_string)
                .collect();
            Failure {
                at: attempts.max_position,
                expected: expectation::of(&tried, &callers, &signs),
            }
        }
        None => place_only(&error),
    }
}

/// Where the grammar stopped, without what it looked for.
pub(super) fn place_only(error: &Error<Rule>) -> Failure {
    let at = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    };
    Failure {
        at,
        expected: BTreeSet::new(),
    }
}

impl Reader<'_> {
    /// The first line of an item cannot be read.
    pub(super) fn header_failed(&mut self, range: &Range<usize>, failure: &Failure) {
        if !self.missing_colon(range, failure) && !self.clause_in_header(range) {
            self.unexpected(range, failure);
        }
    }

    /// `policy "Plan" in force 2025`: what should begin the next line goes on in this one.
    fn clause_in_header(&mut self, range: &Range<usize>) -> bool {
        let Some((at, keyword, remedy)) = remedy::clause_in_header(self.slice(range)) else {
            return false;
        };
        let start = range.start.saturating_add(at);
        let span = self.span(start..start.saturating_add(keyword.len()));
        let diagnostic = Diagnostic::new(&UNEXPECTED, span).with("expected", the_end());
        self.report(
            diagnostic
                .with("found", shown(keyword))
                .with("remedy", remedy),
        );
        true
    }

    /// A clause cannot be read: it is unknown, or wrong behind its keyword.
    pub(super) fn clause_failed(
        &mut self,
        item: &'static Phrase,
        range: &Range<usize>,
        failure: &Failure,
    ) {
        let text = self.slice(range);
        let known = suggest::starts_with(text, &[Kind::Clause]);
        if failure.at > 0 && (known.is_some() || item == Phrase::RECORD) {
            return self.unexpected(range, failure);
        }
        let word = known.map_or_else(|| suggest::first_word(text), |(_, word)| word);
        let span = self.span(range.start..range.start.saturating_add(word.len()));
        let owners = suggest::owners(item, text);
        let diagnostic = unknown_clause(item, word, &owners, span);
        self.report(diagnostic);
    }

    /// Reports that something else was expected.
    pub(super) fn unexpected(&mut self, range: &Range<usize>, failure: &Failure) {
        let mut at = range.start.saturating_add(failure.at).min(range.end);
        let mut expected = failure.expected.clone();
        let before = self.slice(&(range.start..at));
        if let Some(word) = reserved_at_end(before).filter(|_| expected.is_empty()) {
            let end = range.start.saturating_add(before.trim_end().len());
            let span = self.span(end.saturating_sub(word.len())..end);
            let diagnostic = Diagnostic::new(&WORD_IN_NAME, span).with("word", word);
            let help = if word == "and" {
                separate_the_names
            } else {
                quote_the_name
            };
            let remedy = phrasing::remedy(self.slice(range)).unwrap_or_else(help);
            return self.report(diagnostic.with("remedy", remedy));
        }
        if expected.iter().eq([&Expectation::Inside])
            && let Some(number) = expectation::number_at_end(before)
        {
            // A number behind a name is tried as `10日内` too: what is missing stands before it.
            at = range.start.saturating_add(number);
            expected = BTreeSet::from([Expectation::Comparator]);
        }
        let rest = self.slice(&(at..range.end));
        at = at.saturating_add(rest.len().saturating_sub(rest.trim_start().len()));
        let word = suggest::first_word(rest.trim_start());
        if expected.contains(&Expectation::Comparator)
            && let Some(diagnostic) = self.vague(range, at, word)
        {
            return self.report(diagnostic);
        }
        let (wanted, found) = match (listed(&expected), word) {
            (None, "") => (Text::new("more", "后续内容"), the_end()),
            (wanted, "") => (wanted.unwrap_or_else(the_end), the_end()),
            (wanted, word) => (wanted.unwrap_or_else(the_end), shown(word)),
        };
        let span = self.span(at..at.saturating_add(word.len()));
        let (before, behind) = (self.slice(&(range.start..at)), self.slice(&(at..range.end)));
        let remedy = remedy::remedy(before, behind, &expected).unwrap_or_default();
        let diagnostic = Diagnostic::new(&UNEXPECTED, span).with("expected", wanted);
        self.report(diagnostic.with("found", found).with("remedy", remedy));
    }

    /// A word in place of a figure, at the place where the grammar stopped or right before it.
    fn vague(&self, range: &Range<usize>, at: usize, word: &str) -> Option<Diagnostic> {
        let behind = self.slice(&(at..range.end)).trim_start();
        let before = self.slice(&(range.start..at)).trim_end();
        let at_start = vague::all(behind).find(|found| found.before.is_empty());
        let in_word = || vague::all(word).find(|found| word.ends_with(found.word));
        let at_end =
            || vague::all(before).find(|found| before.ends_with(found.word) && found.apart);
        let found = at_start.or_else(in_word).or_else(at_end)?;
        let span = self.span(at..at.saturating_add(word.len()));
        let diagnostic = Diagnostic::new(&VAGUE_WORD, span).with("word", found.word.to_owned());
        Some(diagnostic.with("remedy", found.remedy))
    }

    /// `target 6.1 SME share ≥ 80%`: the colon before the condition is missing.
    fn missing_colon(&mut self, range: &Range<usize>, failure: &Failure) -> bool {
        let head = self
            .slice(&(range.start..range.start.saturating_add(failure.at)))
            .trim_end();
        let looks_like_head = suggest::starts_with(head, &[Kind::Item])
            .is_some_and(|(item, _)| matches!(item.id(), "TARGET" | "CHECK"));
        if !looks_like_head
            || !failure.expected.contains(&Expectation::Colon)
            || head.contains([':', '：'])
        {
            return false;
        }
        let end = range.start.saturating_add(head.len());
        let span = self.span(end..end);
        self.report(
            Diagnostic::new(&MISSING_COLON, span)
                .with("head", head)
                .fix(":", false),
        );
        true
    }
}

/// A word that ends a name, at the end of a text that goes on with one.
fn reserved_at_end(text: &str) -> Option<&'static str> {
    const WORDS: [&str; 10] = [
        "and", "between", "cleared", "in", "is", "not", "of", "or", "where", "within",
    ];
    let last = text.split_whitespace().next_back()?;
    WORDS.into_iter().find(|word| *word == last)
}

fn separate_the_names() -> Text {
    Text::new(
        "separate names by commas (`North, South`); a name with “and” in it stands in quotes wherever it is used",
        "多个名称用逗号或顿号分隔；名称中含 and 的，每处都加引号",
    )
}

fn quote_the_name() -> Text {
    Text::new(
        "put the whole name in quotes wherever it stands, or choose another: \"cases of fraud\"",
        "请在每处都给整个名称加引号，或换一个名称，如“虚假案件”",
    )
}

fn the_end() -> Text {
    Text::new("the end of the line", "行末")
}

/// A word of the source in the quotes of each language.
fn shown(word: &str) -> Text {
    let word: String = word.chars().take(40).collect();
    Text::new(format!("`{word}`"), format!("“{word}”"))
}

/// What could have stood there; nothing where nothing could.
fn listed(expected: &BTreeSet<Expectation>) -> Option<Text> {
    let named = expected.iter().take(NAMED).map(|it| it.text());
    let (english, chinese): (Vec<_>, Vec<_>) = named.map(|text| (text.en, text.zh)).unzip();
    let english = joined(&english, ", ", " or ")?;
    Some(Text::new(english, joined(&chinese, "、", "或")?))
}

fn joined(texts: &[String], between: &str, before_last: &str) -> Option<String> {
    match texts.split_last()? {
        (last, []) => Some(last.clone()),
        (last, others) => Some(format!("{}{before_last}{last}", others.join(between))),
    }
}
