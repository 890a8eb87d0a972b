//! What is not to be reported of an item: `allow CODE because "…"`, below any item.

use dabiao_diagnostics::register;
use dabiao_grammar::Rule;
use dabiao_grammar::vocabulary::Phrase;

use super::pieces::Piece;
use crate::ast::{Allow, Clause};
use crate::parse::reader::{Node, Reader};
use crate::parse::{quick, suggest};

impl quick::Clause for Allow {}

impl<'s> Reader<'s> {
    /// The exceptions among the pieces of an item, and the other pieces.
    pub(super) fn allows(
        &mut self,
        keyword: &'static Phrase,
        pieces: Vec<Piece>,
    ) -> (Vec<Clause<Allow>>, Vec<Piece>) {
        // Most items have none, and their pieces stay where they are.
        if !pieces.iter().any(|piece| self.is_allow(piece)) {
            return (Vec::new(), pieces);
        }
        let (allows, rest) = pieces.into_iter().partition(|piece| self.is_allow(piece));
        let allows = self.clauses(keyword, allows, Rule::allow_clause, Self::allow);
        (allows, rest)
    }

    /// A field of a record may have a name that begins so: what follows must look like a code or give a reason.
    fn is_allow(&self, piece: &Piece) -> bool {
        let text = self.slice(&piece.range);
        let mut spellings = Phrase::ALLOW.spellings();
        let behind = spellings.find_map(|spelling| text.strip_prefix(spelling));
        let Some(behind) = behind.filter(|rest| rest.starts_with([' ', '\t', '\u{3000}'])) else {
            return false;
        };
        let behind = behind.trim_start();
        let word = suggest::first_word(behind);
        let gives_reason = || Phrase::BECAUSE.spellings().any(|it| behind.contains(it));
        !piece.entry && (is_code(word) || register::find(word).is_some() || gives_reason())
    }

    fn allow(&mut self, node: Node<'s>) -> Option<Allow> {
        if node.as_rule() != Rule::allow {
            return None;
        }
        let mut parts = node.clone().into_inner();
        let code = parts.find(|part| part.as_rule() == Rule::id)?;
        Some(Allow {
            code: self.id(&code),
            because: self.quoted_in(node)?,
        })
    }
}

/// Whether a word has the form of a code: `L0350`.
fn is_code(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_alphabetic)
        && word.chars().count() == 5
        && chars.all(|c| c.is_ascii_digit())
}
