//! Which verdicts an expectation speaks of.

use dabiao_model::{EntityId, Period};

use super::{Scenario, Scope};

/// For whom and when something was judged.
pub(super) type Sitting = (Option<EntityId>, Option<Period>);

impl Scope {
    /// Those of `all` that are meant. What the expectation names must be so; what it leaves open is narrowed to what
    /// the scenario submits something for, where anything of that is left.
    pub(super) fn meant<T>(
        &self,
        scenario: &Scenario,
        all: Vec<T>,
        sitting: impl Fn(&T) -> Sitting,
    ) -> Vec<T> {
        let named = all.into_iter().filter(|it| {
            let (entity, period) = sitting(it);
            let for_them = self.entities.is_empty()
                || entity.is_some_and(|entity| self.entities.contains(&entity));
            for_them && self.period.is_none_or(|wanted| period == Some(wanted))
        });
        let mut meant: Vec<T> = named.collect();
        if self.entities.is_empty() {
            meant = narrowed(meant, |it| {
                sitting(it)
                    .0
                    .is_some_and(|entity| scenario.entities.contains(&entity))
            });
        }
        if self.period.is_none() {
            meant = narrowed(meant, |it| {
                sitting(it).1.is_some_and(|judged| {
                    scenario.periods.iter().any(|given| meets(judged, *given))
                })
            });
        }
        meant
    }
}

/// Those that fit, or all where none does.
fn narrowed<T>(all: Vec<T>, fits: impl Fn(&T) -> bool) -> Vec<T> {
    let any = all.iter().any(&fits);
    all.into_iter().filter(|it| !any || fits(it)).collect()
}

/// Whether two spans of days have a day in common.
fn meets(one: Period, other: Period) -> bool {
    one.start() <= other.end() && other.start() <= one.end()
}
