//! What a test expects to follow: steps of escalations, and what scores come to.

use dabiao_grammar::Rule;

use crate::ast::{ExpectedEscalation, ExpectedScore, ExpectedStep, ListColour, Outcome};
use crate::parse::reader::{Node, Reader};

impl Reader<'_> {
    pub(super) fn expected_escalation(&mut self, node: Node<'_>) -> Option<ExpectedEscalation> {
        let mut expected = ExpectedEscalation {
            of: None,
            steps: Vec::new(),
            parties: Vec::new(),
        };
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::expected => expected.of = self.id_or_title(inner),
                Rule::expected_step => expected.steps.push(self.expected_step(inner)?),
                Rule::expected_for => {
                    let names = self.names_of(inner, Rule::name_expected);
                    expected.parties.extend(names);
                }
                _ => {}
            }
        }
        Some(expected)
    }

    fn expected_step(&mut self, node: Node<'_>) -> Option<ExpectedStep> {
        let span = self.place(&node);
        let (mut action, mut period) = (None, None);
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::action => action = Some(self.action(inner)?),
                Rule::date => period = self.date(&inner),
                _ => {}
            }
        }
        Some(ExpectedStep {
            action,
            period: period?,
            span,
        })
    }

    pub(super) fn expected_score(&mut self, node: Node<'_>) -> ExpectedScore {
        let mut expected = ExpectedScore {
            of: None,
            outcomes: Vec::new(),
            entities: Vec::new(),
            period: None,
        };
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::expected => expected.of = self.id_or_title(inner),
                Rule::expected_for => {
                    let names = self.names_of(inner, Rule::name_expected);
                    expected.entities.extend(names);
                }
                Rule::in_period => expected.period = self.in_period(inner),
                _ => expected.outcomes.extend(self.outcome(inner)),
            }
        }
        expected
    }

    fn outcome(&mut self, node: Node<'_>) -> Option<Outcome> {
        let span = self.place(&node);
        let listed = |list, on| Some(Outcome::Listed { list, on, span });
        match node.as_rule() {
            Rule::expected_total => self.quantity_in(node).map(Outcome::Total),
            Rule::kw_no_total => Some(Outcome::NoTotal),
            Rule::expected_grade => {
                let names = self.names_of(node, Rule::name_grade);
                names.into_iter().next().map(Outcome::Grade)
            }
            Rule::expected_rank => {
                let place = self.quantity(&node).number.parse();
                // A place beyond all numbers is nobody's.
                Some(Outcome::Rank(place.unwrap_or(0)))
            }
            Rule::kw_on_the_red_list => listed(ListColour::Red, true),
            Rule::kw_not_on_the_red_list => listed(ListColour::Red, false),
            Rule::kw_on_the_black_list => listed(ListColour::Black, true),
            Rule::kw_not_on_the_black_list => listed(ListColour::Black, false),
            _ => None,
        }
    }
}
