//! The reader: what is being parsed, what has been complained about, and the way from pairs to places.

use std::fmt::{self, Write as _};
use std::ops::Range;
use std::sync::LazyLock;

use dabiao_diagnostics::{Diagnostic, Diagnostics, FileId, Span};
use dabiao_grammar::vocabulary::Phrase;
use dabiao_grammar::{DabiaoParser, Rule};
use dabiao_model::{Language, Units};
use pest::Parser;
use pest::iterators::{Pair, Pairs};

use super::{Limits, expect, suggest};

/// What the grammar has read: a rule with its text and the pairs inside.
pub(super) type Node<'s> = Pair<'s, Rule>;

/// Reads one file.
pub(super) struct Reader<'s> {
    file: FileId,
    text: &'s str,
    limits: Limits,
    units: Units,
    diagnostics: Diagnostics,
    /// Lines that declare names and could not be read.
    unread: Vec<Span>,
    /// Where the part that is being read starts in the file.
    base: usize,
    /// The keyword of the item that is being read, and where its first line stands.
    item: Option<(&'static Phrase, Range<usize>)>,
    /// How many parts the formula being read has.
    parts: usize,
    english: usize,
    chinese: usize,
    /// Whether even the plainest lines are read by the grammar.
    pub(super) by_grammar: bool,
}

/// What a reader has found beside the tree: complaints, lines that could not be read, and the languages of keywords.
pub(super) struct Found {
    diagnostics: Diagnostics,
    unread: Vec<Span>,
    english: usize,
    chinese: usize,
}

impl<'s> Reader<'s> {
    pub(super) fn new(file: FileId, text: &'s str, limits: Limits) -> Self {
        Self {
            file,
            text,
            limits,
            units: Units::default(),
            diagnostics: Diagnostics::new(),
            unread: Vec::new(),
            base: 0,
            item: None,
            parts: 0,
            english: 0,
            chinese: 0,
            by_grammar: false,
        }
    }

    /// A reader of the same file that has found nothing yet.
    pub(super) fn another(&self) -> Self {
        Self {
            file: self.file,
            text: self.text,
            limits: self.limits,
            units: self.units.clone(),
            diagnostics: Diagnostics::new(),
            unread: Vec::new(),
            base: 0,
            item: None,
            parts: 0,
            english: 0,
            chinese: 0,
            by_grammar: self.by_grammar,
        }
    }

    /// What it has found beside the tree.
    pub(super) fn found(self) -> Found {
        Found {
            diagnostics: self.diagnostics,
            unread: self.unread,
            english: self.english,
            chinese: self.chinese,
        }
    }

    /// Takes in what another reader of the same file has found behind this one's place.
    pub(super) fn join(&mut self, found: Found) {
        self.diagnostics.extend(found.diagnostics);
        self.unread.extend(found.unread);
        self.count(found.english, found.chinese);
    }

    pub(super) fn text(&self) -> &'s str {
        self.text
    }

    pub(super) fn slice(&self, range: &Range<usize>) -> &'s str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    pub(super) fn limits(&self) -> Limits {
        self.limits
    }

    /// Whether the language knows a unit of this name without a declaration.
    pub(super) fn knows_unit(&self, name: &str) -> bool {
        self.units.find(name).is_some()
    }

    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let byte = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
        Span {
            file: self.file,
            start: byte(range.start),
            end: byte(range.end),
        }
    }

    /// The place of what the grammar has read.
    pub(super) fn place(&self, node: &Node<'_>) -> Span {
        let span = node.as_span();
        self.span(self.base.saturating_add(span.start())..self.base.saturating_add(span.end()))
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        let item = self.item.as_ref().filter(|_| diagnostic.item.is_none());
        let id = item.and_then(|(keyword, line)| suggest::id_of(keyword, self.slice(line)));
        let diagnostic = match id {
            Some(id) => diagnostic.in_item(id),
            None => diagnostic,
        };
        self.diagnostics.push(diagnostic);
    }

    /// Says which item the following is part of.
    pub(super) fn enter_item(&mut self, item: Option<(&'static Phrase, Range<usize>)>) {
        self.item = item;
    }

    /// Counts a part of a formula; false when there are too many.
    pub(super) fn count_part(&mut self) -> bool {
        self.parts = self.parts.saturating_add(1);
        self.parts <= self.limits.parts
    }

    /// Reads a part of the file by a rule of the grammar and returns what stands inside that rule. What cannot be
    /// read is reported as `failed` says.
    pub(super) fn read(
        &mut self,
        entry: Rule,
        range: &Range<usize>,
        failed: impl FnOnce(&mut Self, &expect::Failure),
    ) -> Option<Pairs<'s, Rule>> {
        self.read_whole(entry, range, failed)?
            .next()
            .map(Pair::into_inner)
    }

    /// The same with the node of the rule itself.
    pub(super) fn read_whole(
        &mut self,
        entry: Rule,
        range: &Range<usize>,
        failed: impl FnOnce(&mut Self, &expect::Failure),
    ) -> Option<Pairs<'s, Rule>> {
        self.base = range.start;
        self.parts = 0;
        let part = self.slice(range);
        match DabiaoParser::parse(entry, part) {
            Ok(pairs) => {
                self.count_languages(&pairs);
                Some(pairs)
            }
            Err(error) => {
                // Beyond what a run reports, detail is not worth its time.
                let detailed = self.diagnostics.len() < Diagnostics::LIMIT;
                let failure = if detailed {
                    expect::failure(entry, part)
                } else {
                    expect::place_only(&error)
                };
                failed(self, &failure);
                self.leave_unread(range);
                None
            }
        }
    }

    /// The language most keywords were in; English where they are as many.
    pub(super) fn language(&self) -> Language {
        if self.chinese > self.english {
            Language::Chinese
        } else {
            Language::English
        }
    }

    /// Keeps in mind what could not be read, where it may declare names.
    pub(super) fn leave_unread(&mut self, range: &Range<usize>) {
        if self.item.as_ref().is_none_or(|(item, _)| declares(item)) {
            self.unread.push(self.span(range.clone()));
        }
    }

    /// What is wrong, and the lines that could not be read.
    pub(super) fn into_found(self) -> (Diagnostics, Vec<Span>) {
        (self.diagnostics, self.unread)
    }

    /// Counts words of the language that stand in a line.
    pub(super) fn count(&mut self, english: usize, chinese: usize) {
        self.english = self.english.saturating_add(english);
        self.chinese = self.chinese.saturating_add(chinese);
    }

    fn count_languages(&mut self, pairs: &Pairs<'_, Rule>) {
        for pair in pairs
            .clone()
            .flatten()
            .filter(|pair| is_keyword(pair.as_rule()))
        {
            match pair.as_str().chars().next() {
                Some(c) if c.is_ascii_alphabetic() => self.english = self.english.saturating_add(1),
                Some(c) if c.is_alphabetic() => self.chinese = self.chinese.saturating_add(1),
                _ => {}
            }
        }
    }
}

/// Whether a rule reads a phrase of the vocabulary.
pub(super) fn is_keyword(rule: Rule) -> bool {
    static KEYWORDS: LazyLock<Vec<bool>> = LazyLock::new(|| {
        let is_keyword = |rule: &Rule| {
            let mut name = Beginning::default();
            // The name of a rule is written in one piece, and its beginning cannot fail to be kept.
            let _ = write!(name, "{rule:?}");
            name.0
        };
        Rule::all_rules().iter().map(is_keyword).collect()
    });
    KEYWORDS.get(rule as usize).copied().unwrap_or(false)
}

/// Whether what is written begins as the name of a rule that reads a phrase does.
#[derive(Default)]
struct Beginning(bool);

impl fmt::Write for Beginning {
    fn write_str(&mut self, name: &str) -> fmt::Result {
        self.0 |= name.starts_with("kw_");
        Ok(())
    }
}

/// Whether an item is there for the names it gives.
fn declares(item: &Phrase) -> bool {
    [
        Phrase::ENTITY,
        Phrase::GROUP,
        Phrase::METRIC,
        Phrase::METRICS,
        Phrase::RECORD,
        Phrase::PARAMETER,
    ]
    .contains(&item)
}
