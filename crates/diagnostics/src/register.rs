//! The register: every code once, with its level, its texts and its page in both languages.
//!
//! Codes are never reused. S is syntax, N names, T types and units, L lints, A analyses, D data, E evaluation.

use crate::Severity;

mod analyses;
mod data;
mod evaluation;
mod lints;
mod names;
mod policies;
mod syntax;
mod types;

pub use analyses::*;
pub use data::*;
pub use evaluation::*;
pub use lints::*;
pub use names::*;
pub use policies::*;
pub use syntax::*;
pub use types::*;

/// An entry of the register. Pairs are (English, Chinese); `{name}` is a place that a diagnostic fills.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// A letter for the family and four digits: `N0102`.
    pub id: &'static str,
    /// The name that scripts use: `unknown-metric`.
    pub name: &'static str,
    /// How grave it is, unless a policy or the command line says otherwise.
    pub severity: Severity,
    /// The version of the language that has it first.
    pub since: &'static str,
    /// What is wrong, in one sentence.
    pub message: (&'static str, &'static str),
    /// What to write instead; may be empty.
    pub help: (&'static str, &'static str),
    /// Why it matters: the page's text.
    pub why: (&'static str, &'static str),
    /// An example that raises it.
    pub wrong: &'static str,
    /// The example put right.
    pub right: &'static str,
}

/// Every code, in the order of the ids.
pub fn all() -> impl Iterator<Item = &'static Code> {
    [
        syntax::CODES,
        names::CODES,
        types::CODES,
        lints::CODES,
        policies::CODES,
        analyses::CODES,
        data::CODES,
        evaluation::CODES,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// Whether a code speaks of a policy as a whole, so that it says nothing of one that could be read in part only.
pub fn is_of_whole_policy(code: &Code) -> bool {
    policies::CODES.iter().any(|it| it.id == code.id)
}

/// Finds a code by its id or its name.
pub fn find(text: &str) -> Option<&'static Code> {
    all().find(|code| code.id.eq_ignore_ascii_case(text) || code.name == text)
}

/// Declares the codes of one family as constants, and the list of them.
macro_rules! codes {
    ($($constant:ident = $id:literal $name:literal $severity:ident $(since $since:literal)? {
        message: $message_en:literal, $message_zh:literal;
        help: $help_en:literal, $help_zh:literal;
        why: $why_en:literal, $why_zh:literal;
        wrong: $wrong:literal;
        right: $right:literal;
    })*) => {
        $(
            #[doc = concat!("`", $id, "` ", $name, ": ", $message_en)]
            pub static $constant: $crate::Code = $crate::Code {
                id: $id,
                name: $name,
                severity: $crate::Severity::$severity,
                since: $crate::register::since!($($since)?),
                message: ($message_en, $message_zh),
                help: ($help_en, $help_zh),
                why: ($why_en, $why_zh),
                wrong: $wrong,
                right: $right,
            };
        )*
        pub(super) static CODES: &[&$crate::Code] = &[$(&$constant),*];
    };
}
pub(crate) use codes;

/// The version that a code says, else the first.
macro_rules! since {
    () => {
        "0.1"
    };
    ($since:literal) => {
        $since
    };
}
pub(crate) use since;
