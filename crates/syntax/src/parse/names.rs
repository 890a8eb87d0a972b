//! Names, quoted texts and ids.

use dabiao_diagnostics::Diagnostic;
use dabiao_diagnostics::register::KEYWORD_IN_NAME;
use dabiao_grammar::vocabulary::{Kind, Phrase, of_kind};
use dabiao_grammar::{DabiaoParser, Rule};
use pest::Parser;
use smol_str::SmolStr;

use super::reader::{Node, Reader};
use crate::ast::{Id, Name, Names, Str};

/// Whether a name must stand in quotes, because it contains a word of the language, begins with a digit, or has
/// signs that no bare name has.
///
/// ```
/// use dabiao_syntax::needs_quotes;
/// assert!(needs_quotes("closed within the limit"));
/// assert!(needs_quotes("5G基站数"));
/// assert!(!needs_quotes("items to be admitted"));
/// ```
pub fn needs_quotes(name: &str) -> bool {
    let reads_bare = DabiaoParser::parse(Rule::bare_name, name).is_ok_and(|mut pairs| {
        pairs.any(|line| line.into_inner().any(|inner| is_bare(&inner, name)))
    });
    !reads_bare
}

fn is_bare(node: &Node<'_>, name: &str) -> bool {
    node.as_rule() == Rule::name
        && node.as_str() == name
        && !is_quoted(node)
        && !name.contains(['#', ';', '；'])
}

fn is_quoted(node: &Node<'_>) -> bool {
    node.clone()
        .into_inner()
        .any(|inner| inner.as_rule() == Rule::whole_quoted)
}

/// What stands between quotes.
pub(super) fn unquoted(text: &str) -> SmolStr {
    let mut chars = text.chars();
    chars.next();
    chars.next_back();
    chars.as_str().into()
}

/// Words with single blanks between.
pub(super) fn single_blanks(text: &str) -> SmolStr {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").into()
}

impl Reader<'_> {
    /// A name of any of the rules that read one.
    pub(super) fn name(&self, node: &Node<'_>) -> Name {
        let span = self.place(node);
        if is_quoted(node) || node.as_rule() == Rule::quoted {
            return Name {
                text: unquoted(node.as_str()),
                quoted: true,
                span,
            };
        }
        Name {
            text: single_blanks(node.as_str()),
            quoted: false,
            span,
        }
    }

    /// A name in a formula, where a word of the language glued into it is probably meant as one.
    pub(super) fn figure_name(&mut self, node: &Node<'_>) -> Name {
        let name = self.name(node);
        if let Some(word) = glued_keyword(&name) {
            let diagnostic = Diagnostic::new(&KEYWORD_IN_NAME, name.span);
            self.report(
                diagnostic
                    .with("name", name.text.as_str())
                    .with("word", word),
            );
        }
        name
    }

    /// The names directly inside a node.
    pub(super) fn names_in(&self, node: Node<'_>) -> Vec<Name> {
        node.into_inner()
            .filter(|inner| inner.as_rule() == Rule::name)
            .map(|inner| self.name(&inner))
            .collect()
    }

    /// A list of names that may be open.
    pub(super) fn names(&self, node: Node<'_>) -> Names {
        let open = node
            .clone()
            .into_inner()
            .any(|inner| inner.as_rule() == Rule::and_others);
        Names {
            names: self.names_in(node),
            open,
        }
    }

    /// A quoted text, or words that need no quotes.
    pub(super) fn text_of(&self, node: &Node<'_>) -> Str {
        let span = self.place(node);
        let text = if node.as_rule() == Rule::quoted {
            unquoted(node.as_str())
        } else {
            single_blanks(node.as_str())
        };
        Str { text, span }
    }

    pub(super) fn id(&self, node: &Node<'_>) -> Id {
        Id {
            text: dabiao_model::literal::half_width(node.as_str()).into(),
            span: self.place(node),
        }
    }
}

/// A comparator or 清零 or 且 glued into a Chinese name with letters before it.
fn glued_keyword(name: &Name) -> Option<&'static str> {
    if name.quoted || name.text.is_ascii() {
        return None;
    }
    let comparators = of_kind(Kind::Comparator).flat_map(Phrase::all_zh).copied();
    let words = comparators.chain([Phrase::CLEARED.zh(), Phrase::AND.zh()]);
    words
        .filter(|word| word.chars().all(char::is_alphabetic) && *word != "控制在")
        .find(|word| name.text.find(word).is_some_and(|at| at > 0))
}
