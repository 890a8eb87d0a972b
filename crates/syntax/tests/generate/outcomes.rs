//! What tests expect to follow: steps of escalations, and what scores come to.

use dabiao_syntax::ast::{ExpectedEscalation, ExpectedScore, ExpectedStep, ListColour, Outcome};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::clauses::signed;
use super::testing::{entities, in_period, title_or_id};
use super::{dates, escalation, names, nowhere};

pub(super) fn escalation() -> impl Strategy<Value = ExpectedEscalation> {
    let step = (option::of(escalation::action()), dates::date()).prop_map(|(action, period)| {
        ExpectedStep {
            action,
            period,
            span: nowhere(),
        }
    });
    (option::of(title_or_id()), vec(step, 1..4), entities())
        .prop_map(|(of, steps, parties)| ExpectedEscalation { of, steps, parties })
}

pub(super) fn score() -> impl Strategy<Value = ExpectedScore> {
    (
        option::of(title_or_id()),
        vec(outcome(), 1..4),
        entities(),
        option::of(in_period()),
    )
        .prop_map(|(of, outcomes, entities, period)| ExpectedScore {
            of,
            outcomes,
            entities,
            period,
        })
}

fn outcome() -> impl Strategy<Value = Outcome> {
    let listed = (
        select(&[ListColour::Red, ListColour::Black][..]),
        any::<bool>(),
    );
    prop_oneof![
        3 => signed().prop_map(Outcome::Total),
        1 => Just(Outcome::NoTotal),
        2 => names::plain_name().prop_map(Outcome::Grade),
        2 => (1_u32..40).prop_map(Outcome::Rank),
        2 => listed.prop_map(|(list, on)| Outcome::Listed { list, on, span: nowhere() }),
    ]
}
