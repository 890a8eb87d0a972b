//! The conformance suite: every file of `suite/` against its header and its snapshot. See README.md.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says that something is wrong by a panic"
)]

use std::cell::RefCell;

use dabiao_core::scenario::Coverage;
use dabiao_core::targets::Matter;
use dabiao_core::{Language, Severity};
use dabiao_report::{AnalysisReport, Look, TestRun, analysis_text, tests_text};
use dabiao_tests::case::Case;

/// A good case compiles without an error, and every verdict is the one its header expects.
#[test]
fn good() {
    let problems = RefCell::new(Vec::new());
    insta::glob!("suite/*/good/*.dabiao", |path| {
        let (snapshot, wrong) = judged(&Case::read(path));
        problems.borrow_mut().extend(
            wrong
                .into_iter()
                .map(|wrong| format!("{}: {wrong}", path.display())),
        );
        insta::assert_snapshot!(snapshot);
    });
    let problems = problems.into_inner();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

fn judged(case: &Case) -> (String, Vec<String>) {
    let policy = case.compile();
    let mut snapshot = case.diagnostics(&policy);
    if !policy.is_valid() {
        return (snapshot.clone(), vec![format!("not valid\n{snapshot}")]);
    }
    let mut problems = Vec::new();
    let warned: Vec<&str> = policy
        .diagnostics()
        .iter()
        .map(|diagnostic| diagnostic.code.id)
        .collect();
    if warned != case.codes("warns ") {
        problems.push(format!("the header says nothing of {warned:?}\n{snapshot}"));
    }
    if case.dates().is_empty() {
        problems.push("the header names no day".to_owned());
    }
    for date in case.dates() {
        let (table, wrong) = case.verdicts(&policy, date);
        if !wrong.is_empty() {
            problems.push(format!("as of {date}:\n{}\n{table}", wrong.join("\n")));
        }
        snapshot.push_str(&table);
    }
    (snapshot, problems)
}

/// The tests that stand in a policy pass, but for those that its header says fail.
#[test]
fn tests_of_policies() {
    let problems = RefCell::new(Vec::new());
    insta::glob!("suite/*/tests/*.dabiao", |path| {
        let (snapshot, failed, told) = tested(&Case::read(path));
        if failed != told {
            problems.borrow_mut().push(format!(
                "{}: failed {failed:?}, the header says {told:?}\n{snapshot}",
                path.display()
            ));
        }
        insta::assert_snapshot!(snapshot);
    });
    let problems = problems.into_inner();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// What is told of the tests of a policy, which of them failed, and which are to fail.
fn tested(case: &Case) -> (String, Vec<String>, Vec<String>) {
    let policy = case.compile();
    let mut snapshot = case.diagnostics(&policy);
    let told = case.lines("fails ").map(str::to_owned).collect();
    let Some(program) = policy.program() else {
        return (snapshot, vec!["not valid".to_owned()], told);
    };
    let outcomes = policy.run_tests(policy.tests()).unwrap();
    let run = TestRun {
        path: "plan.dabiao".to_owned(),
        program,
        tests: policy.tests().iter().zip(outcomes).collect(),
        coverage: Coverage::of(program, policy.tests()),
        sights: None,
        filtered: false,
    };
    for language in Language::ALL {
        snapshot.push_str(&tests_text(&run, Look::plain(language)));
    }
    let failed = run
        .tests
        .iter()
        .filter(|(_, failures)| !failures.is_empty());
    let failed = failed.map(|(test, _)| test.name.to_string()).collect();
    (snapshot, failed, told)
}

/// What is found of a policy's targets is what its header says, in order, and nothing is given up.
#[test]
fn analyses() {
    let problems = RefCell::new(Vec::new());
    insta::glob!("suite/*/found/*.dabiao", |path| {
        let (snapshot, found, told) = analysed(&Case::read(path));
        if found != told {
            problems.borrow_mut().push(format!(
                "{}: found {found:?}, the header says {told:?}\n{snapshot}",
                path.display()
            ));
        }
        insta::assert_snapshot!(snapshot);
    });
    let problems = problems.into_inner();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// What is told of the targets of a policy, what was found, and what its header says is found.
fn analysed(case: &Case) -> (String, Vec<String>, Vec<String>) {
    let policy = case.compile();
    let mut snapshot = case.diagnostics(&policy);
    let header = case.lines("analysed ").map(str::to_owned).collect();
    let (Some(program), Some(analysis)) = (policy.program(), policy.analyse()) else {
        return (snapshot, vec!["not valid".to_owned()], header);
    };
    assert!(analysis.given_up.is_empty());
    let told = analysis.findings.iter();
    let told: Vec<_> = told.filter_map(|it| policy.diagnostic_of(it)).collect();
    let report = AnalysisReport {
        policy: &policy,
        sources: &case.sources,
        analysis: &analysis,
        told: &told,
    };
    for language in Language::ALL {
        snapshot.push_str(&analysis_text(&report, Look::plain(language)));
    }
    let found = analysis.findings.iter().map(|finding| {
        let id = |rule: &usize| program.rules.get(*rule).unwrap().id.to_string();
        let (code, rule) = (finding.matter.code().id, id(&finding.rule));
        let others: Vec<String> = finding.others.iter().map(id).collect();
        match finding.matter {
            Matter::Contradictory => format!("{code} {rule} against {}", others.join(", ")),
            _ => format!("{code} {rule}"),
        }
    });
    (snapshot, found.collect(), header)
}

/// A bad case raises exactly the codes of its header, each with a place, a cause and, in both languages, words for it.
#[test]
fn bad() {
    let problems = RefCell::new(Vec::new());
    insta::glob!("suite/*/bad/*.dabiao", |path| {
        let case = Case::read(path);
        let policy = case.compile();
        let found = policy
            .diagnostics()
            .iter()
            .filter(|diagnostic| diagnostic.severity != Severity::Note);
        let codes: Vec<&str> = found.map(|diagnostic| diagnostic.code.id).collect();
        let shown = case.diagnostics(&policy);
        if codes != case.codes("raises ") {
            problems
                .borrow_mut()
                .push(format!("{}: raised {codes:?}\n{shown}", path.display()));
        }
        insta::assert_snapshot!(shown);
    });
    let problems = problems.into_inner();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
