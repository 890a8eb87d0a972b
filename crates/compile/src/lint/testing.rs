//! Tests that show nothing: of the same name, or without a figure.

use std::collections::BTreeMap;

use dabiao_diagnostics::{Diagnostic, Span, register};
use dabiao_model::State;
use dabiao_syntax::ast::{Expectation, ExpectedStateKind, ItemKind, Test, TestClause};

use super::Linted;

impl Linted<'_> {
    pub(super) fn tests(&mut self) {
        let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
        let mut found = Vec::new();
        for item in self.items() {
            let ItemKind::Test(test) = &item.kind else {
                continue;
            };
            if let Some(first) = seen.get(test.title.text.as_str()) {
                let it = Diagnostic::new(&register::REPEATED_TEST, test.title.span);
                found.push(it.related(*first, "the first one", "第一个"));
            }
            seen.entry(&test.title.text).or_insert(test.title.span);
            if passes_whatever_the_rule(test) {
                found.push(Diagnostic::new(
                    &register::TEST_WITHOUT_FIGURES,
                    test.title.span,
                ));
            }
        }
        self.found.extend(found);
    }
}

/// It gives nothing, and expects what comes out of nothing under any threshold.
fn passes_whatever_the_rule(test: &Test) -> bool {
    let gives = test
        .clauses
        .iter()
        .any(|clause| matches!(clause.kind, TestClause::Given(_)));
    let mut expected = test.clauses.iter().filter_map(|clause| match &clause.kind {
        TestClause::Expect(expectation) => Some(expectation.as_ref()),
        _ => None,
    });
    let says_nothing = |it: &Expectation| match it {
        Expectation::Verdicts(verdicts) => matches!(
            verdicts.state.kind,
            ExpectedStateKind::Verdict(State::NoData | State::Pending | State::NotApplicable)
        ),
        _ => false,
    };
    !gives && expected.clone().next().is_some() && expected.all(says_nothing)
}
