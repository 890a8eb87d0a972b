//! Formatting keeps the tree and every comment, settles at once, and translating there and back changes no byte.

mod generate;

use dabiao_diagnostics::{FileId, SourceFile};
use dabiao_model::Language;
use dabiao_syntax::ast::{Module, Subject, Visitor, Walk};
use dabiao_syntax::{ParseOptions, RecordNames, format, parse};
use proptest::prelude::*;

/// Writes records and their events in one run of words, as English does.
struct InOneRun;

impl Visitor for InOneRun {
    fn subject(&mut self, subject: &mut Subject) {
        if let Some(field) = subject.field.take() {
            subject.record.text = format!("{} {}", subject.record.text, field.text);
        }
    }
}

/// The tree without what depends on the language it was written in.
fn meaning(module: &Module) -> Module {
    let mut module = module.neutral();
    module.walk(&mut InOneRun);
    module
}

/// The tree of a text in which nothing is wrong.
fn tree(text: &str) -> Module {
    let parsed = parse(FileId::default(), &SourceFile::new("test.dabiao", text), &ParseOptions::default());
    let problems: Vec<_> = parsed.diagnostics.iter().map(|problem| problem.message(Language::English)).collect();
    assert!(!parsed.diagnostics.has_errors(), "{problems:#?}\n{text}");
    parsed.module
}

fn spelled(module: &Module, language: Language) -> String {
    format(module, &RecordNames::collect([module]), language)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn formatting_keeps_the_tree(module in generate::module()) {
        for language in Language::ALL {
            let text = spelled(&module, language);
            prop_assert_eq!(meaning(&tree(&text)), meaning(&module), "{}", text);
        }
    }

    #[test]
    fn formatting_twice_changes_nothing(module in generate::module()) {
        for language in Language::ALL {
            let once = spelled(&module, language);
            let twice = spelled(&tree(&once), language);
            prop_assert_eq!(&once, &twice);
        }
    }

    #[test]
    fn translating_there_and_back_gives_the_same_bytes(module in generate::module()) {
        for (language, other) in [(Language::English, Language::Chinese), (Language::Chinese, Language::English)] {
            let here = spelled(&module, language);
            let there = spelled(&tree(&here), other);
            let back = spelled(&tree(&there), language);
            prop_assert_eq!(&here, &back, "by way of\n{}", there);
        }
    }
}
