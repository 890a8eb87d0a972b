//! A diagnostic: a code of the register with its arguments and its place.

use std::cmp::Reverse;
use std::fmt;

use dabiao_model::{Language, Source, Text};

use crate::{Code, Span};

/// How grave a diagnostic is; the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The policy or the figure cannot be used.
    Error,
    /// It can be used, but says perhaps not what is meant.
    Warning,
    /// Worth knowing.
    Note,
}

/// What a diagnostic fills into a place of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// The same in both languages: a name, a number, source text.
    Same(String),
    /// A text of its own in each.
    Both(Text),
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Same(text)
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Same(text.to_owned())
    }
}

impl From<Text> for Arg {
    fn from(text: Text) -> Self {
        Self::Both(text)
    }
}

/// A cell of submitted data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The file, or the sheet of it.
    pub source: Source,
    /// The line or row, from 1; 0 for a sheet as a whole.
    pub line: u32,
    /// The cell of the row, from 1; 0 for the whole row.
    pub column: u32,
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source.at(self.line, self.column))
    }
}

/// Where a diagnostic points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// Into the text of a policy.
    Span(Span),
    /// At a cell of the data.
    Cell(Cell),
    /// At nothing in particular.
    Nowhere,
}

/// A second place that explains the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub at: At,
    /// What is to be seen there.
    pub label: Text,
}

/// A replacement for the span a diagnostic points at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What to write instead.
    pub replace: String,
    /// Whether it keeps the meaning in every case.
    pub safe: bool,
}

/// One thing that is wrong or worth knowing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The entry of the register.
    pub code: &'static Code,
    /// How grave it is here.
    pub severity: Severity,
    /// Where.
    pub at: At,
    /// What the places of the message and help are filled with.
    pub args: Vec<(&'static str, Arg)>,
    /// Other places that explain it.
    pub related: Vec<Related>,
    /// A replacement, where there is one.
    pub fix: Option<Fix>,
    /// The id of the item it lies in: `6.1`.
    pub item: Option<String>,
}

impl Diagnostic {
    /// A diagnostic at a span of a policy.
    pub fn new(code: &'static Code, span: Span) -> Self {
        Self::at(code, At::Span(span))
    }

    /// A diagnostic at any place.
    pub fn at(code: &'static Code, at: At) -> Self {
        Self {
            code,
            severity: code.severity,
            at,
            args: Vec::new(),
            related: Vec::new(),
            fix: None,
            item: None,
        }
    }

    /// Fills a place of the texts.
    #[must_use]
    pub fn with(mut self, name: &'static str, arg: impl Into<Arg>) -> Self {
        self.args.push((name, arg.into()));
        self
    }

    /// Adds a second place.
    #[must_use]
    pub fn related(mut self, span: Span, en: &str, zh: &str) -> Self {
        self.related.push(Related {
            at: At::Span(span),
            label: Text::new(en, zh),
        });
        self
    }

    /// Adds a second place in the data.
    #[must_use]
    pub fn related_cell(mut self, cell: Cell, en: &str, zh: &str) -> Self {
        self.related.push(Related {
            at: At::Cell(cell),
            label: Text::new(en, zh),
        });
        self
    }

    /// Says what to write instead.
    #[must_use]
    pub fn fix(mut self, replace: impl Into<String>, safe: bool) -> Self {
        self.fix = Some(Fix {
            replace: replace.into(),
            safe,
        });
        self
    }

    /// Says which item it lies in.
    #[must_use]
    pub fn in_item(mut self, id: impl Into<String>) -> Self {
        self.item = Some(id.into());
        self
    }

    /// What is wrong, in one sentence.
    pub fn message(&self, language: Language) -> String {
        self.fill(
            language.pick(self.code.message.0, self.code.message.1),
            language,
        )
    }

    /// What to write instead; empty when the register has no help for the code.
    pub fn help(&self, language: Language) -> String {
        self.fill(language.pick(self.code.help.0, self.code.help.1), language)
    }

    fn fill(&self, template: &str, language: Language) -> String {
        let mut text = String::with_capacity(template.len());
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let Some((name, after)) = after.split_once('}') else {
                rest = after;
                break;
            };
            match self
                .args
                .iter()
                .find(|(arg, _)| *arg == name)
                .map(|(_, arg)| arg)
            {
                Some(Arg::Same(arg)) => text.push_str(arg),
                Some(Arg::Both(arg)) => text.push_str(arg.get(language)),
                None => text.push('…'),
            }
            rest = after;
        }
        text.push_str(rest);
        text
    }
}

/// A list of diagnostics in the order in which they are shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// The most that one run reports; what is beyond is counted, not shown.
    pub const LIMIT: usize = 1_000;

    /// No diagnostics.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds all of another list.
    pub fn extend(&mut self, others: impl IntoIterator<Item = Diagnostic>) {
        self.0.extend(others);
    }

    /// Whether any is an error.
    pub fn has_errors(&self) -> bool {
        self.0
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One after the other.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// By place: file, line, column, then the gravest first.
    pub fn sort(&mut self) {
        self.0.sort_by_key(|diagnostic| {
            let place = match &diagnostic.at {
                At::Span(span) => (0, None, span.file, span.start, 0),
                At::Cell(cell) => (
                    1,
                    Some(cell.source.clone()),
                    crate::FileId::default(),
                    cell.line,
                    cell.column,
                ),
                At::Nowhere => (2, None, crate::FileId::default(), 0, 0),
            };
            (
                place,
                Reverse(Reverse(diagnostic.severity)),
                diagnostic.code.id,
            )
        });
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(diagnostics: I) -> Self {
        Self(diagnostics.into_iter().collect())
    }
}
