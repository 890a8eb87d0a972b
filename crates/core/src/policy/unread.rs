//! What is missing because a line could not be read, and is not asked for until it can.

use dabiao_diagnostics::{At, Diagnostic, Sources, Span, register};

/// The parts of a policy that could not be read.
pub(super) struct Unread<'s> {
    /// Whether anything could not be read.
    any: bool,
    /// The lines among it that may declare names.
    lines: Vec<&'s str>,
    sources: &'s Sources,
}

impl<'s> Unread<'s> {
    pub(super) fn new(any: bool, lines: &[Span], sources: &'s Sources) -> Self {
        let text = |span: &Span| text(*span, sources);
        Self {
            any,
            lines: lines.iter().filter_map(text).collect(),
            sources,
        }
    }

    /// Whether what a diagnostic misses may stand there.
    pub(super) fn may_have(&self, diagnostic: &Diagnostic) -> bool {
        self.any && (is_of_the_whole(diagnostic) || self.may_name(diagnostic))
    }

    /// A name that nothing declares, but that stands in a declaration nobody could read.
    fn may_name(&self, diagnostic: &Diagnostic) -> bool {
        let unknown = [
            &register::UNKNOWN_METRIC,
            &register::UNKNOWN_ENTITY,
            &register::UNKNOWN_KIND,
            &register::UNKNOWN_RECORD,
            &register::UNKNOWN_FIELD,
            &register::UNKNOWN_SEGMENT,
            &register::UNKNOWN_SCOPE,
            &register::UNDECLARED_UNIT,
        ];
        let At::Span(span) = &diagnostic.at else {
            return false;
        };
        let name = text(*span, self.sources).map(|it| it.trim_matches(QUOTES));
        let name = name.filter(|name| unknown.contains(&diagnostic.code) && !name.is_empty());
        name.is_some_and(|name| self.lines.iter().any(|line| has_words(line, name)))
    }
}

/// What one place of a policy says for all of it.
fn is_of_the_whole(diagnostic: &Diagnostic) -> bool {
    [
        &register::NO_POLICY,
        &register::NO_YEAR,
        &register::NO_BASIS,
        &register::NO_CADENCE,
        &register::WORKING_TIME,
    ]
    .contains(&diagnostic.code)
        || register::is_of_whole_policy(diagnostic.code)
}

const QUOTES: [char; 6] = ['"', '“', '”', '「', '」', ' '];

fn text(span: Span, sources: &Sources) -> Option<&str> {
    let (start, end) = (
        usize::try_from(span.start).ok()?,
        usize::try_from(span.end).ok()?,
    );
    sources.get(span.file)?.text().get(start..end)
}

/// Whether these words stand in a line, not as a part of longer ones.
fn has_words(line: &str, words: &str) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    line.match_indices(words).any(|(at, found)| {
        let (before, behind) = (line.get(..at), line.get(at.saturating_add(found.len())..));
        let before = before.and_then(|it| it.chars().next_back());
        let behind = behind.and_then(|it| it.chars().next());
        !is_letter(before) && !is_letter(behind)
    })
}
