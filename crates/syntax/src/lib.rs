//! The syntax of Dabiao: text to tree with recovery per item, and back, in English or Chinese.

pub mod ast;
pub mod format;
mod joints;
mod parse;
mod quotes;
mod version;

pub use format::{RecordNames, format};
pub use parse::{Limits, Parse, ParseOptions, needs_quotes, parse, parse_all, parse_by_grammar};
pub use version::Version;
