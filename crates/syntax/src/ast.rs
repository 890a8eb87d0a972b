//! The tree of a policy file: what is written, with its place, its names not yet bound.
//!
//! The tree is the same whichever language the text is in. Comments are kept, so that formatting loses none.

mod clause;
mod condition;
mod declaration;
mod escalation;
mod expr;
mod item;
mod recurrence;
mod score;
mod test;
mod value;
mod walk;

pub use clause::*;
pub use condition::*;
pub use declaration::*;
pub use escalation::*;
pub use expr::*;
pub use item::*;
pub use recurrence::*;
pub use score::*;
pub use test::*;
pub use value::*;
pub use walk::{Visitor, Walk};

use dabiao_diagnostics::{FileId, Span};
use dabiao_model::Language;

/// A parsed file. Items that could not be parsed are missing from it and stand among the diagnostics.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Module {
    /// The file.
    pub file: FileId,
    /// Its items in the order written.
    pub items: Vec<Item>,
    /// The language most keywords are in: that of the policy's messages and reports.
    pub language: Language,
    /// Comments after the last item.
    pub trailing: Vec<Comment>,
}

/// A comment line, `# …`, or one that documents the item below it, `## …`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// The text after the marks, trimmed.
    pub text: String,
    /// Whether it documents the item below, `##`.
    pub doc: bool,
    /// Whether a blank line stands before it.
    pub blank_before: bool,
    /// Where.
    pub span: Span,
}

/// What stands around an item, clause or list entry and is no part of its meaning.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trivia {
    /// Comment lines above it.
    pub before: Vec<Comment>,
    /// A comment at the end of its (first) line.
    pub after: Option<Box<Comment>>,
    /// Whether a blank line stands directly above it.
    pub blank_before: bool,
}
