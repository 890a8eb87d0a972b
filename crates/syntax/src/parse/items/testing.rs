//! Tests of a policy: their clauses, and what they expect.

mod given;
mod outcomes;

use dabiao_grammar::Rule;
use dabiao_grammar::vocabulary::Phrase;
use dabiao_model::{State, Tier};

use super::bodies::Head;
use super::pieces::Piece;
use crate::ast::{
    Expectation, ExpectedActual, ExpectedState, ExpectedStateKind, ExpectedTier, ExpectedVerdicts,
    ItemKind, Str, Test, TestClause,
};
use crate::parse::reader::{Node, Reader};

impl<'s> Reader<'s> {
    /// A test with its clauses.
    pub(super) fn test(
        &mut self,
        keyword: &'static Phrase,
        nodes: Head<'s>,
        pieces: Vec<Piece>,
    ) -> Option<ItemKind> {
        let title = nodes.and_then(|mut nodes| nodes.find(|node| node.as_rule() == Rule::quoted));
        let title = title.map(|node| self.text_of(&node));
        self.test_item(keyword, title, pieces)
    }

    pub(super) fn test_item(
        &mut self,
        keyword: &'static Phrase,
        title: Option<Str>,
        pieces: Vec<Piece>,
    ) -> Option<ItemKind> {
        let clauses = self.clauses(keyword, pieces, Rule::test_clause, Self::test_clause);
        Some(ItemKind::from(Test {
            title: title?,
            clauses,
        }))
    }

    fn test_clause(&mut self, node: Node<'_>) -> Option<TestClause> {
        Some(match node.as_rule() {
            Rule::evaluated_on => {
                let date = node
                    .into_inner()
                    .find(|inner| inner.as_rule() == Rule::date)?;
                TestClause::EvaluatedOn(self.date(&date)?)
            }
            Rule::given => TestClause::Given(Box::new(self.given(node)?)),
            Rule::expectation => TestClause::Expect(Box::new(self.expectation(node)?)),
            _ => return None,
        })
    }

    fn expectation(&mut self, node: Node<'_>) -> Option<Expectation> {
        node.into_inner().find_map(|inner| match inner.as_rule() {
            Rule::kw_no_finding => Some(Expectation::NoFinding),
            Rule::expect_finding => {
                let codes = inner
                    .into_inner()
                    .filter(|code| code.as_rule() == Rule::id)
                    .map(|code| self.text_of(&code));
                Some(Expectation::Findings(codes.collect()))
            }
            Rule::expect_verdict => self.expected_verdicts(inner).map(Expectation::Verdicts),
            Rule::expect_escalation => self.expected_escalation(inner).map(Expectation::Escalation),
            Rule::expect_score => Some(Expectation::Score(self.expected_score(inner))),
            _ => None,
        })
    }

    fn expected_verdicts(&mut self, node: Node<'_>) -> Option<ExpectedVerdicts> {
        let (mut of_checks, mut of, mut state, mut entities) =
            (false, Vec::new(), None, Vec::new());
        let (mut tier, mut period, mut margin, mut actual, mut late) =
            (None, None, None, None, None);
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::kw_check => of_checks = true,
                Rule::expected => of.extend(self.id_or_title(inner)),
                Rule::expected_state => state = self.expected_state(&inner),
                Rule::expected_tier => tier = self.expected_tier(&inner),
                Rule::expected_for => entities.extend(self.names_of(inner, Rule::name_expected)),
                Rule::in_period => period = self.in_period(inner),
                Rule::expected_margin => margin = self.quantity_in(inner),
                Rule::expected_actual => actual = self.expected_actual(inner),
                Rule::expected_late => late = self.quantity_in(inner),
                _ => {}
            }
        }
        Some(ExpectedVerdicts {
            of_checks,
            of,
            state: state?,
            tier,
            entities,
            period,
            margin,
            actual,
            late,
        })
    }

    /// The id or the quoted title inside a node.
    fn id_or_title(&self, node: Node<'_>) -> Option<Str> {
        node.into_inner().next().map(|inner| self.text_of(&inner))
    }

    fn expected_state(&self, node: &Node<'_>) -> Option<ExpectedState> {
        let kind = match node.clone().into_inner().next()?.as_rule() {
            Rule::kw_holds => ExpectedStateKind::Holds,
            Rule::kw_fails => ExpectedStateKind::Fails,
            Rule::kw_cannot_be_checked => ExpectedStateKind::CannotBeChecked,
            Rule::kw_met => ExpectedStateKind::Verdict(State::Met),
            Rule::kw_unmet => ExpectedStateKind::Verdict(State::Unmet),
            Rule::kw_no_data => ExpectedStateKind::Verdict(State::NoData),
            Rule::kw_not_applicable => ExpectedStateKind::Verdict(State::NotApplicable),
            Rule::kw_invalid => ExpectedStateKind::Verdict(State::Invalid),
            Rule::kw_at_risk => ExpectedStateKind::Verdict(State::AtRisk),
            Rule::kw_on_track => ExpectedStateKind::Verdict(State::OnTrack),
            _ => ExpectedStateKind::Verdict(State::Pending),
        };
        Some(ExpectedState {
            kind,
            span: self.place(node),
        })
    }

    fn expected_tier(&self, node: &Node<'_>) -> Option<ExpectedTier> {
        let tier = match node.clone().into_inner().next()?.as_rule() {
            Rule::kw_tier_blue => Tier::Blue,
            Rule::kw_tier_yellow => Tier::Yellow,
            Rule::kw_tier_orange => Tier::Orange,
            _ => Tier::Red,
        };
        let span = self.place(node);
        Some(ExpectedTier { tier, span })
    }

    fn expected_actual(&mut self, node: Node<'_>) -> Option<ExpectedActual> {
        let inner = node
            .into_inner()
            .find(|inner| matches!(inner.as_rule(), Rule::given_yes_no | Rule::signed_quantity))?;
        Some(match inner.as_rule() {
            Rule::given_yes_no => ExpectedActual::YesNo(is_yes(&inner)),
            _ => ExpectedActual::Quantity(self.quantity(&inner)),
        })
    }
}

/// Whether a node that says yes or no says yes.
fn is_yes(node: &Node<'_>) -> bool {
    node.clone()
        .into_inner()
        .any(|inner| inner.as_rule() == Rule::kw_yes)
}
