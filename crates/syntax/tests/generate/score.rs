//! Scores with their parts, grades and lists.

use dabiao_model::Comparator;
use dabiao_syntax::ast::{
    Band, ItemKind, ListText, Name, PartOption, Score, ScoreClause, ScorePart,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::clauses::{self, clause};
use super::{dates, entry, names, nowhere, quantities};

pub(super) fn score() -> impl Strategy<Value = ItemKind> {
    (
        (option::of(names::id()), option::of(names::text())),
        names::name(),
        option::of(dates::cadence()),
        any::<bool>(),
        vec(entry(part()), 1..4),
        vec(clause(a_clause()), 0..4),
    )
        .prop_map(
            |((id, title), per, cadence, of_all_targets, parts, clauses)| {
                ItemKind::from(Score {
                    id,
                    title,
                    per,
                    cadence,
                    of_all_targets,
                    parts,
                    clauses,
                })
            },
        )
}

fn part() -> impl Strategy<Value = ScorePart> {
    let id = select(&["6", "6.1", "9.5.1b"][..]).prop_map(|text| Name {
        text: text.into(),
        quoted: false,
        span: nowhere(),
    });
    let subject = prop_oneof![1 => id, 1 => names::name()];
    (subject, quantities::quantity(), vec(an_option(), 0..4)).prop_map(
        |(subject, weight, options)| ScorePart {
            subject,
            weight,
            options,
        },
    )
}

fn an_option() -> impl Strategy<Value = PartOption> {
    let value = clauses::signed;
    prop_oneof![
        select(
            &[
                PartOption::ByAttainment,
                PartOption::ByCompletion,
                PartOption::ByDistance,
                PartOption::AmongPeers,
                PartOption::Unclamped,
                PartOption::ByEfficacy,
            ][..]
        ),
        value().prop_map(PartOption::Goal),
        quantities::share().prop_map(PartOption::CappedAt),
        value().prop_map(PartOption::Worst),
        value().prop_map(PartOption::Best),
        value().prop_map(PartOption::Low),
        value().prop_map(PartOption::High),
        value().prop_map(PartOption::Floor),
        quantities::quantity().prop_map(PartOption::Ceiling),
    ]
}

fn a_clause() -> impl Strategy<Value = ScoreClause> {
    let band =
        (names::plain_name(), option::of(quantities::bare_number())).prop_map(|(name, from)| {
            Band {
                name,
                from: from.map(|from| (Comparator::AtLeast, from)),
            }
        });
    prop_oneof![
        vec(band, 1..4).prop_map(ScoreClause::Grades),
        Just(ScoreClause::MissingReweighted),
        Just(ScoreClause::MissingZero),
        quantities::share().prop_map(ScoreClause::NoTotalAbove),
        (0_u32..6).prop_map(ScoreClause::RoundedTo),
        list().prop_map(ScoreClause::List),
        names::cited().prop_map(ScoreClause::Cite),
        names::text().prop_map(ScoreClause::Because),
    ]
}

fn list() -> impl Strategy<Value = ListText> {
    (any::<[bool; 5]>(), 1_u32..9, option::of(names::names())).prop_map(
        |([black, bottom, except_all_met, backfill, percent], count, except)| ListText {
            black,
            bottom,
            count,
            percent,
            except_all_met,
            backfill,
            except,
        },
    )
}
