//! Diagnostics: what is wrong with a policy or with submitted data, where, why, and what to write instead.
//!
//! Every code stands once in the [`register`](mod@register), with its texts in both languages, its page and its level.

mod diagnostic;
pub mod nearest;
pub mod phrasing;
pub mod register;
mod source;
pub mod vague;

pub use diagnostic::{Arg, At, Cell, Diagnostic, Diagnostics, Fix, Related, Severity};
pub use register::Code;
pub use source::{FileId, Position, SourceFile, Sources, Span};
