//! Clauses of tasks, targets and milestones.

use dabiao_model::Tier;
use dabiao_syntax::ast::{DueText, LeadShare, RuleClause, WarnText};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::conditions::{any_condition, comparator};
use super::expressions::{plain_figure, sum, window};
use super::{clauses, dates, names, quantities};

pub(super) fn due() -> impl Strategy<Value = DueText> {
    prop_oneof![
        4 => dates::date().prop_map(DueText::By),
        1 => dates::cadence().prop_map(DueText::Each),
        1 => dates::recurrence().prop_map(DueText::Recurs),
        1 => Just(DueText::Continuous),
        1 => dates::date().prop_map(DueText::ByThenContinuous),
    ]
}

fn responsibility() -> impl Strategy<Value = RuleClause> {
    let share = option::of(select(&[LeadShare::EachItsPart, LeadShare::Together][..]));
    prop_oneof![
        3 => (names::names(), share).prop_map(|(names, share)| RuleClause::Lead { names, share }),
        1 => names::names().prop_map(RuleClause::Jointly),
        1 => names::names().prop_map(RuleClause::Responsible),
        1 => names::names().prop_map(RuleClause::With),
        1 => names::names().prop_map(RuleClause::CarriedOutBy),
    ]
}

/// What any of them may say.
pub(super) fn shared() -> impl Strategy<Value = RuleClause> {
    prop_oneof![
        4 => responsibility(),
        2 => due().prop_map(RuleClause::Due),
        1 => names::cited().prop_map(RuleClause::Cite),
        1 => (names::name(), names::cited()).prop_filter_map("an item", |(policy, cited)| {
            let item = cited.into_iter().next()?;
            Some(RuleClause::Refines { policy, item })
        }),
        1 => (quantities::quantity(), names::name(), names::cited()).prop_filter_map("an item", |(amount, policy, cited)| {
            let item = cited.into_iter().next()?;
            Some(RuleClause::Contributes { amount: Box::new(amount), policy, item })
        }),
        1 => names::text().prop_map(RuleClause::Because),
        1 => Just(RuleClause::BestEffort),
        1 => quantities::bare_number().prop_map(RuleClause::Weight),
        1 => clauses::alias().prop_map(RuleClause::Alias),
    ]
}

fn warn() -> impl Strategy<Value = WarnText> {
    prop_oneof![
        (comparator(), sum()).prop_map(|(op, limit)| WarnText::Compare(op, Box::new(limit))),
        any_condition().prop_map(|when| WarnText::When(Box::new(when))),
        quantities::time().prop_map(WarnText::Before),
        quantities::share().prop_map(WarnText::PastShareOfTime),
    ]
}

pub(super) fn of_target() -> impl Strategy<Value = RuleClause> {
    let stretch =
        (comparator(), plain_figure(), option::of(names::names())).prop_map(|(op, limit, only)| {
            RuleClause::Stretch {
                op,
                limit: Box::new(limit),
                only,
            }
        });
    prop_oneof![
        6 => shared(),
        1 => names::name().prop_map(RuleClause::Per),
        1 => names::names().prop_map(RuleClause::For),
        1 => window().prop_map(RuleClause::ForWindow),
        1 => names::names().prop_map(RuleClause::Except),
        1 => any_condition().prop_map(|when| RuleClause::When(Box::new(when))),
        1 => (any_condition(), names::name()).prop_map(|(when, who)| RuleClause::StandsIn { when: Box::new(when), who }),
        2 => stretch,
        2 => (option::of(select(&Tier::ALL[..])), warn()).prop_map(|(tier, warn)| RuleClause::Warn(tier, warn)),
        1 => clauses::basis().prop_map(RuleClause::Limits),
        1 => Just(RuleClause::CountingTheStartDay),
        1 => (names::name(), names::name()).prop_map(|(from, to)| RuleClause::Excluding { from, to }),
        1 => Just(RuleClause::OpenRowsCount),
        1 => (0_u32..5).prop_map(RuleClause::RoundedTo),
        1 => select(&[RuleClause::EmptyCountsAsMet, RuleClause::MissingCountsAsUnmet][..]),
    ]
}

pub(super) fn of_milestone() -> impl Strategy<Value = RuleClause> {
    let result = dates::date().prop_map(|date| RuleClause::Stage {
        id: dabiao_syntax::ast::Id {
            text: "result".into(),
            span: super::nowhere(),
        },
        title: None,
        due: Box::new(DueText::By(date)),
        signs_off: None,
    });
    let stage = (
        names::id(),
        option::of(names::text()),
        due(),
        option::of(names::name()),
    )
        .prop_map(|(id, title, due, signs_off)| RuleClause::Stage {
            id,
            title: title.map(Box::new),
            due: Box::new(due),
            signs_off: signs_off.map(Box::new),
        });
    prop_oneof![
        5 => shared(),
        2 => stage,
        1 => result,
        1 => Just(RuleClause::EvidenceRequired),
        1 => names::name().prop_map(RuleClause::EachSignsOff),
        1 => Just(RuleClause::LateCountsAsUnmet),
        1 => dates::day().prop_map(RuleClause::Done),
    ]
}
