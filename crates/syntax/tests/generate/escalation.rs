//! Escalations with their steps.

use dabiao_syntax::ast::{
    ActionText, CountedText, Escalation, EscalationClause, ItemKind, ListColour, PartyText,
    RunText, StepText, WatchText, WatchedText,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::clauses::clause;
use super::conditions::comparator;
use super::{dates, names, quantities};

pub(super) fn escalation() -> impl Strategy<Value = ItemKind> {
    let watched = || {
        prop_oneof![
            3 => names::id().prop_map(WatchedText::Item),
            1 => names::id().prop_map(WatchedText::Task),
        ]
    };
    let colour = select(&[ListColour::Red, ListColour::Black][..]);
    let score = || option::of(names::id());
    let total = (score(), comparator(), quantities::quantity());
    let watch = prop_oneof![
        2 => vec(watched(), 0..2).prop_map(WatchText::AllTargets),
        2 => vec(watched(), 1..4).prop_map(WatchText::These),
        1 => (colour, score()).prop_map(|(colour, id)| WatchText::List(colour, id)),
        1 => total.prop_map(|(id, op, marks)| WatchText::Total(id, op, marks)),
    ];
    let party = prop_oneof![
        Just(PartyText::Lead),
        Just(PartyText::Responsible),
        Just(PartyText::Entity),
        names::name().prop_map(PartyText::Kind),
    ];
    (
        (option::of(names::id()), option::of(names::text())),
        watch,
        option::of(party),
        option::of(dates::cadence()),
        vec(clause(a_clause()), 1..5),
    )
        .prop_map(|((id, title), watch, party, cadence, clauses)| {
            ItemKind::from(Escalation {
                id,
                title,
                watch,
                party,
                cadence,
                clauses,
            })
        })
}

fn a_clause() -> impl Strategy<Value = EscalationClause> {
    prop_oneof![
        6 => step().prop_map(EscalationClause::Step),
        1 => Just(EscalationClause::ResetByAMetPeriod),
        1 => Just(EscalationClause::ResetByAMetYear),
        1 => names::names().prop_map(EscalationClause::Except),
        1 => names::cited().prop_map(EscalationClause::Cite),
        1 => names::text().prop_map(EscalationClause::Because),
    ]
}

fn step() -> impl Strategy<Value = StepText> {
    let run = prop_oneof![
        Just(RunText::Consecutive),
        Just(RunText::InAYear),
        quantities::time().prop_map(RunText::In),
        Just(RunText::Unsaid),
    ];
    (
        1_u32..20,
        select(&[CountedText::Misses, CountedText::Met][..]),
        run,
        action(),
        option::of(names::name()),
        option::of(names::name()),
    )
        .prop_map(|(count, counted, run, action, by, to)| StepText {
            count,
            counted,
            run,
            action,
            by,
            to,
        })
}

/// What follows.
pub(super) fn action() -> impl Strategy<Value = ActionText> {
    prop_oneof![
        4 => select(&[ActionText::Remind, ActionText::Interview, ActionText::Refer, ActionText::Commend][..]),
        1 => names::text().prop_map(ActionText::Own),
    ]
}
