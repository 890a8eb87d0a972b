//! Random trees of whole policy files, such as the parser could have read.
//!
//! A tree holds what the language can say and no more: names that need quotes are quoted, brackets stand where the
//! order of operators asks for them, and what stands on a line of its own carries no comment of another.

mod clauses;
mod conditions;
mod dates;
mod escalation;
mod expressions;
mod items;
mod names;
mod outcomes;
mod quantities;
mod rows;
mod rules;
mod score;
mod testing;

use dabiao_diagnostics::{FileId, Span};
use dabiao_model::Language;
use dabiao_syntax::ast::{Comment, Entry, Module, Trivia};
use proptest::collection::vec;
use proptest::prelude::*;

/// A whole file.
pub(crate) fn module() -> impl Strategy<Value = Module> {
    (vec(items::item(), 0..6), vec(comment(), 0..3)).prop_map(|(items, trailing)| {
        let mut module = Module {
            file: FileId::default(),
            items,
            language: Language::English,
            trailing,
        };
        forget_first_blank(&mut module);
        module
    })
}

/// No place: two trees are compared without theirs.
fn nowhere() -> Span {
    Span::default()
}

/// A blank line above the first line of a file is not kept.
fn forget_first_blank(module: &mut Module) {
    let first = match module.items.first_mut() {
        Some(item) => match item.trivia.before.first_mut() {
            Some(comment) => &mut comment.blank_before,
            None => &mut item.trivia.blank_before,
        },
        None => match module.trailing.first_mut() {
            Some(comment) => &mut comment.blank_before,
            None => return,
        },
    };
    *first = false;
}

fn comment() -> impl Strategy<Value = Comment> {
    let text = prop_oneof![
        "[a-z #\"“”、，;:-]{0,12}",
        "[一-龟，。“”（）]{1,8}",
        Just("按第三条，不低于80%".to_owned())
    ];
    (text, any::<bool>(), any::<bool>()).prop_map(|(text, doc, blank_before)| {
        let text = text.trim().trim_start_matches('#').trim().to_owned();
        Comment {
            text,
            doc,
            blank_before,
            span: nowhere(),
        }
    })
}

fn trivia() -> impl Strategy<Value = Trivia> {
    let beside = proptest::option::weighted(
        0.1,
        comment().prop_map(|c| Comment {
            blank_before: false,
            ..c
        }),
    );
    let before = prop_oneof![6 => Just(vec![]), 1 => vec(comment(), 1..3)];
    (before, beside, proptest::bool::weighted(0.2)).prop_map(|(before, after, blank_before)| {
        Trivia {
            before,
            after: after.map(Box::new),
            blank_before,
        }
    })
}

fn entry<T: std::fmt::Debug>(value: impl Strategy<Value = T>) -> impl Strategy<Value = Entry<T>> {
    (value, trivia()).prop_map(|(value, trivia)| Entry {
        value,
        trivia,
        span: nowhere(),
    })
}
