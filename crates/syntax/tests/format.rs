//! Formatting keeps the tree and every comment, settles at once, and translating there and back changes no byte.

mod generate;

use std::path::{Path, PathBuf};

use dabiao_diagnostics::{FileId, SourceFile};
use dabiao_model::{Language, Units};
use dabiao_syntax::ast::{Module, Subject, UnitName, Visitor, Walk};
use dabiao_syntax::{ParseOptions, RecordNames, format, parse};
use proptest::prelude::*;
use proptest::sample::Index;

/// Takes from a tree what only one language has: a record apart from its event, `元/天` beside `yuan/days`.
struct OneLanguage;

impl Visitor for OneLanguage {
    fn subject(&mut self, subject: &mut Subject) {
        if let Some(field) = subject.field.take() {
            subject.record.text = format!("{} {}", subject.record.text, field.text).into();
        }
    }

    fn unit(&mut self, unit: &mut UnitName) {
        let units = Units::default();
        let name = |part: &str| {
            units
                .find(part)
                .map_or_else(|| part.to_owned(), |unit| unit.en.as_ref().to_owned())
        };
        unit.text = unit
            .text
            .split('/')
            .map(name)
            .collect::<Vec<_>>()
            .join("/")
            .into();
    }
}

fn meaning(module: &Module) -> Module {
    let mut module = module.neutral();
    module.walk(&mut OneLanguage);
    module
}

/// The tree of a text in which nothing is wrong.
fn tree(text: &str) -> Module {
    let parsed = parse(
        FileId::default(),
        &SourceFile::new("test.dabiao", text),
        &ParseOptions::default(),
    );
    let problems: Vec<_> = parsed
        .diagnostics
        .iter()
        .map(|problem| problem.message(Language::English))
        .collect();
    assert!(!parsed.diagnostics.has_errors(), "{problems:#?}\n{text}");
    parsed.module
}

fn spelled(module: &Module, language: Language) -> String {
    format(module, &RecordNames::collect([module]), language)
}

/// The policies below a folder, file by file, the wrong ones among them left out.
fn policies(folder: &Path, found: &mut Vec<(PathBuf, Module)>) {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            policies(&path, found);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "dabiao")
        {
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            let source = SourceFile::new("test.dabiao", text);
            let parsed = parse(FileId::default(), &source, &ParseOptions::default());
            found.extend((!parsed.diagnostics.has_errors()).then_some((path, parsed.module)));
        }
    }
}

#[test]
fn the_policies_of_the_project_are_kept_and_translated_without_loss() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut found = Vec::new();
    for folder in ["examples", "tests/suite"] {
        policies(&root.join(folder), &mut found);
    }
    assert!(found.len() > 10, "the policies have moved");
    for (path, module) in &found {
        let beside = found
            .iter()
            .filter(|(other, _)| other.parent() == path.parent());
        let names = RecordNames::collect(beside.map(|(_, module)| module));
        for (language, other) in [
            (Language::English, Language::Chinese),
            (Language::Chinese, Language::English),
        ] {
            let here = format(module, &names, language);
            let again = tree(&here);
            assert_eq!(meaning(&again), meaning(module), "{}", path.display());
            assert_eq!(format(&again, &names, language), here, "{}", path.display());
            let there = format(&again, &names, other);
            assert_eq!(
                format(&tree(&there), &names, language),
                here,
                "{}",
                path.display()
            );
        }
    }
}

/// The lines of a text with numbered comments, above the lines and behind them, and how many those are.
fn with_comments(text: &str, above: &[Index], behind: &[Index]) -> (String, usize) {
    let lines: Vec<&str> = text.lines().collect();
    let mut comments = (1..).map(|number| format!("# comment {number}."));
    let mut commented = String::new();
    for (number, line) in lines.iter().enumerate() {
        let is_here = |index: &&Index| index.index(lines.len()) == number;
        for comment in comments.by_ref().take(above.iter().filter(is_here).count()) {
            commented.extend(["   ", &comment, "\n"]);
        }
        commented.push_str(line);
        let has_room = !line.trim().is_empty() && !line.contains('#');
        for comment in comments.by_ref().take(usize::from(
            has_room && behind.iter().any(|index| is_here(&index)),
        )) {
            commented.extend([" ", &comment]);
        }
        commented.push('\n');
    }
    let count = commented.matches("# comment ").count();
    (commented, count)
}

/// Found by the property below: Chinese has to quote the name, English had not.
#[test]
fn a_name_that_is_a_length_elsewhere_is_quoted_in_both_languages() {
    let english = "metric b = \"days\" at 1982 / 1\n";
    for text in [english, "metric b = days at 1982 / 1\n"] {
        assert_eq!(spelled(&tree(text), Language::English), english);
    }
    let chinese = spelled(&tree(english), Language::Chinese);
    assert_eq!(chinese, "指标 b = 1982年的“days” / 1\n");
    assert_eq!(spelled(&tree(&chinese), Language::English), english);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    #[test]
    fn formatting_keeps_the_tree(module in generate::module()) {
        for language in Language::ALL {
            let text = spelled(&module, language);
            prop_assert_eq!(meaning(&tree(&text)), meaning(&module), "{}", text);
        }
    }

    #[test]
    fn translating_there_and_back_gives_the_same_bytes(module in generate::module()) {
        for (language, other) in [(Language::English, Language::Chinese), (Language::Chinese, Language::English)] {
            let here = spelled(&module, language);
            let again = tree(&here);
            prop_assert_eq!(&spelled(&again, language), &here, "formatting twice changes something");
            let there = spelled(&again, other);
            let back = spelled(&tree(&there), language);
            prop_assert_eq!(&back, &here, "by way of\n{}", there);
        }
    }

    #[test]
    fn every_comment_survives_once(
        module in generate::module(),
        above in proptest::collection::vec(any::<Index>(), 1..6),
        behind in proptest::collection::vec(any::<Index>(), 1..6),
    ) {
        for (language, other) in [(Language::English, Language::Chinese), (Language::Chinese, Language::English)] {
            let text = spelled(&module, language);
            prop_assume!(!text.is_empty());
            let (commented, count) = with_comments(&text, &above, &behind);
            let formatted = spelled(&tree(&commented), other);
            for number in 1..=count {
                let comment = format!("# comment {number}.\n");
                prop_assert_eq!(formatted.matches(&comment).count(), 1, "{}\n{}\n{}", comment, commented, formatted);
            }
            prop_assert_eq!(spelled(&tree(&formatted), other), formatted);
        }
    }
}
