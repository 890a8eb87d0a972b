//! The conformance suite: every file of `suite/` against its header and its snapshot. See README.md.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says that something is wrong by a panic")]

use dabiao_core::Severity;
use dabiao_tests::case::Case;

/// A good case compiles without an error, and every verdict is the one its header expects.
#[test]
fn good() {
    insta::glob!("suite/*/good/*.dabiao", |path| {
        let case = Case::read(path);
        let policy = case.compile();
        assert!(policy.is_valid(), "{}:\n{}", path.display(), case.diagnostics(&policy));
        let mut snapshot = case.diagnostics(&policy);
        let warned: Vec<&str> = policy.diagnostics().iter().map(|diagnostic| diagnostic.code.id).collect();
        assert_eq!(warned, case.codes("warns "), "{}", path.display());
        assert!(!case.dates().is_empty(), "{}: the header names no day", path.display());
        for date in case.dates() {
            let (table, problems) = case.verdicts(&policy, date);
            assert!(problems.is_empty(), "{} as of {date}:\n{}\n{table}", path.display(), problems.join("\n"));
            snapshot.push_str(&table);
        }
        insta::assert_snapshot!(snapshot);
    });
}

/// A bad case raises exactly the codes of its header, each with a place, a cause and, in both languages, words for it.
#[test]
fn bad() {
    insta::glob!("suite/*/bad/*.dabiao", |path| {
        let case = Case::read(path);
        let policy = case.compile();
        let found = policy.diagnostics().iter().filter(|diagnostic| diagnostic.severity != Severity::Note);
        let codes: Vec<&str> = found.map(|diagnostic| diagnostic.code.id).collect();
        let shown = case.diagnostics(&policy);
        assert_eq!(codes, case.codes("raises "), "{}:\n{shown}", path.display());
        insta::assert_snapshot!(shown);
    });
}
