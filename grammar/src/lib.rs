//! The pest grammar and the vocabulary of the Dabiao language.
//!
//! One logical line is parsed at a time: the rules that end in `_line`, `_clause` or `_entry` are where a parser
//! starts. What cuts a file into lines, and what makes a tree of the pairs, is not here.

#![expect(
    missing_docs,
    reason = "pest_derive writes the rules without documentation"
)]

pub mod vocabulary;

use pest_derive::Parser;

/// The parser derived from `dabiao.pest` and `keywords.pest`.
#[derive(Debug, Clone, Copy, Parser)]
#[grammar = "keywords.pest"]
#[grammar = "dabiao.pest"]
pub struct DabiaoParser;

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::vocabulary;

    /// Run with `DABIAO_WRITE_KEYWORDS=1` to write the file anew.
    #[test]
    #[expect(
        clippy::disallowed_methods,
        reason = "a test that rewrites a file only when asked to"
    )]
    fn keywords_are_fresh() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("keywords.pest");
        let fresh = vocabulary::to_pest();
        if std::env::var("DABIAO_WRITE_KEYWORDS").is_ok() {
            std::fs::write(&path, &fresh).unwrap();
        }
        let written = std::fs::read_to_string(&path).unwrap();
        assert_eq!(
            written, fresh,
            "run DABIAO_WRITE_KEYWORDS=1 cargo test -p dabiao-grammar"
        );
    }
}
