//! Ranks and lists of a period.

use dabiao_model::{EntityId, Period, Ratio};

use super::{ListResult, ScoreResult};
use crate::program::{List, Places};

/// Gives each total its place: one and the number of those that are higher.
pub(super) fn rank(results: &mut [ScoreResult]) {
    let mut totals: Vec<Ratio> = results.iter().filter_map(|it| it.total.clone()).collect();
    totals.sort_unstable_by(|a, b| b.cmp(a));
    for result in results {
        let total = result.total.as_ref();
        result.rank = total.map(|total| place(&totals, |other| other > total));
    }
}

/// One and how many of some sorted totals come before.
fn place(totals: &[Ratio], before: impl Fn(&Ratio) -> bool) -> usize {
    totals.partition_point(before).saturating_add(1)
}

/// Whether a place is among those of a list; a share is one of all who are ranked.
fn is_within(place: usize, places: &Places, in_all: usize) -> bool {
    let whole = |count: usize| Ratio::whole(i128::try_from(count).unwrap_or(i128::MAX));
    match places {
        Places::Count(count) => place <= *count as usize,
        Places::Share(share) => whole(place) <= &whole(in_all) * share,
    }
}

/// Who is on a list. All who tie for its last place are; those left off are not replaced unless it says so.
pub(super) fn listed(
    score: usize,
    index: usize,
    list: &List,
    period: Period,
    results: &[ScoreResult],
    all_met: impl Fn(EntityId) -> bool,
) -> ListResult {
    let in_all = results.iter().filter(|it| it.total.is_some()).count();
    let excepted = |entity: EntityId| {
        list.except.contains(&entity) || (list.except_all_met && all_met(entity))
    };
    let mut ranked: Vec<(&Ratio, EntityId)> = results
        .iter()
        .filter_map(|result| Some((result.total.as_ref()?, result.entity)))
        .filter(|(_, entity)| !list.backfill || !excepted(*entity))
        .collect();
    if list.bottom {
        ranked.sort_by(|a, b| a.0.cmp(b.0));
    } else {
        ranked.sort_by(|a, b| b.0.cmp(a.0));
    }
    let totals: Vec<Ratio> = ranked.iter().map(|(total, _)| (*total).clone()).collect();
    let inside = |total: &Ratio| {
        let before = |other: &Ratio| {
            if list.bottom {
                other < total
            } else {
                other > total
            }
        };
        is_within(place(&totals, before), &list.places, in_all)
    };
    let these = ranked.iter().filter(|(total, _)| inside(total));
    let (excepted, entities) = these
        .map(|(_, entity)| *entity)
        .partition(|it| excepted(*it));
    ListResult {
        score,
        list: index,
        period,
        entities,
        excepted,
    }
}
