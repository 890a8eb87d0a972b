//! Diagnostics and tests as `JUnit`'s XML, which build servers read.

use std::io;

use dabiao_core::{Diagnostic, Diagnostics, Language, Severity, Sources};
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use crate::github::of_written;
use crate::tests_text::{TestRun, failure_text};
use crate::{Look, finding, terminal};

/// The report of `dabiao check --format junit`: a suite for each policy, named by its path, with a case for each
/// diagnostic. An error fails; a warning or a note passes and is told in `system-out`. A policy without any has the
/// one case `valid`.
///
/// # Errors
/// When the report cannot be put together; nothing known makes it fail.
pub fn diagnostics_junit<'a>(
    all: impl Iterator<Item = (String, &'a Diagnostics, &'a Sources, Language)>,
) -> io::Result<String> {
    let mut report = Report::new("dabiao check");
    for (path, diagnostics, sources, language) in all {
        let mut sorted = diagnostics.clone();
        sorted.sort();
        let mut suite = TestSuite::new(path.as_str());
        for found in &sorted {
            suite.add_test_case(case(&path, found, sources, language));
        }
        if sorted.is_empty() {
            suite.add_test_case(named("valid", &path, TestCaseStatus::success()));
        }
        report.add_test_suite(suite);
    }
    report.to_string().map_err(io::Error::other)
}

/// The report of `dabiao test --format junit`: a suite for each policy, a case for each of its tests.
///
/// # Errors
/// When the report cannot be put together; nothing known makes it fail.
pub fn tests_junit(runs: &[TestRun<'_>], language: Language) -> io::Result<String> {
    let mut report = Report::new("dabiao test");
    for run in runs {
        let mut suite = TestSuite::new(run.path.as_str());
        for (test, failures) in &run.tests {
            let mut status = TestCaseStatus::success();
            if !failures.is_empty() {
                let text = failure_text(run.program, test, failures, language);
                let first = text.lines().next().unwrap_or_default().to_owned();
                status = TestCaseStatus::non_success(NonSuccessKind::Failure);
                status.set_message(first).set_description(text);
            }
            let mut case = named(&test.name, &run.path, status);
            for (name, value) in of_written(&test.place) {
                if name != "col" {
                    case.extra.insert(name.into(), value.into());
                }
            }
            suite.add_test_case(case);
        }
        report.add_test_suite(suite);
    }
    report.to_string().map_err(io::Error::other)
}

fn case(path: &str, found: &Diagnostic, sources: &Sources, language: Language) -> TestCase {
    let text = terminal::diagnostic(found, sources, Look::plain(language));
    // Two of a code are told apart by their places.
    let place = finding(found, sources, language).at.unwrap_or_default();
    let name = format!("{} {} {place}", found.code.id, found.code.name);
    let name = name.trim_end();
    if found.severity != Severity::Error {
        let mut case = named(name, path, TestCaseStatus::success());
        case.set_system_out(text);
        return case;
    }
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    status
        .set_message(found.message(language))
        .set_type(found.code.id)
        .set_description(text);
    named(name, path, status)
}

fn named(name: &str, class: &str, status: TestCaseStatus) -> TestCase {
    let mut case = TestCase::new(name, status);
    case.set_classname(class);
    case
}
