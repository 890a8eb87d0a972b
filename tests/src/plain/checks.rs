//! Checks: which figures are not believed.

use std::collections::BTreeSet;

use dabiao_model::Comparator;
use num_rational::BigRational;

use super::condition::{Manner, Truth, all, any, decide};
use super::data::Figure;
use super::figures::Reading;
use super::number::{Interval, factor, rounded};
use super::period::PlainPeriod;
use super::policy::{Basis, Check, Condition, Expr};
use super::rows::Counting;
use super::walk::{Read, ReadTime, figures_read};
use super::{Moment, Plain};

/// What a check came to.
#[derive(Debug, Clone)]
pub struct Checked {
    /// Its id.
    pub id: String,
    /// For whom.
    pub entity: Option<usize>,
    /// For which period.
    pub period: PlainPeriod,
    /// Whether it holds, where it can be made.
    pub truth: Truth,
}

impl Plain<'_> {
    /// The figures that a failed check puts in doubt, by their place in the data.
    ///
    /// A check is made for each entity and period for which one of its figures was submitted, one of a window for that alone.
    pub fn doubtful(&self) -> BTreeSet<usize> {
        let mut doubtful = BTreeSet::new();
        for check in self.policy.checks.iter().filter(|check| !check.warn_only) {
            let named = self.named_in_check(check);
            let only = self.policy.members(&check.only);
            let meant = |entity: &Option<usize>| {
                check.only.is_empty() || entity.is_some_and(|entity| only.contains(&entity))
            };
            for (entity, period) in self.places_of(&named, check.window) {
                let at = Moment {
                    entity,
                    segment: None,
                    period: Some(period),
                    due: true,
                };
                if meant(&entity) && self.check(check, at) == Truth::Fails {
                    let blamed = named
                        .iter()
                        .filter(|it| check.blames.is_empty() || check.blames.contains(&it.metric))
                        .flat_map(|it| self.put_in_doubt(*it, entity, period, check));
                    doubtful.extend(blamed);
                }
            }
        }
        doubtful
    }

    /// What each check comes to for each entity and period of which figures are there, before anything is in doubt.
    pub fn checked(&self) -> Vec<Checked> {
        let fresh = Plain {
            invalid: BTreeSet::new(),
            ..*self
        };
        let there = |figure: &Figure| figure.submitted_on.is_none_or(|on| on <= self.as_of);
        let mut found = Vec::new();
        for check in &self.policy.checks {
            let named = self.named_in_check(check);
            let only = self.policy.members(&check.only);
            let of_metric = |figure: &&Figure| named.iter().any(|it| it.metric == figure.metric);
            let figures = self.data.figures.iter().filter(of_metric);
            let known = figures.filter(|figure| figure.reference.is_none() && there(figure));
            let places: BTreeSet<(Option<usize>, PlainPeriod)> = known
                .filter_map(|figure| Some((figure.entity, check.window.or(figure.period)?)))
                .collect();
            for (entity, period) in places {
                if !check.only.is_empty() && !entity.is_some_and(|it| only.contains(&it)) {
                    continue;
                }
                let at = Moment {
                    entity,
                    segment: None,
                    period: Some(period),
                    due: true,
                };
                found.push(Checked {
                    id: check.id.clone(),
                    entity,
                    period,
                    truth: fresh.check(check, at),
                });
            }
        }
        found
    }

    /// The figures that a check names.
    fn named_in_check(&self, check: &Check) -> Vec<Read> {
        let mut named = BTreeSet::new();
        for relation in &check.relations {
            named.extend(figures_read(self.policy, relation));
        }
        named.into_iter().collect()
    }

    /// The figures of a metric that a failure puts in doubt: those of the period, or all that lie in a window.
    fn put_in_doubt(
        &self,
        read: Read,
        entity: Option<usize>,
        period: PlainPeriod,
        check: &Check,
    ) -> Vec<usize> {
        let meant = |place: &usize| {
            read.segment
                .is_none_or(|it| self.data.figures[*place].segment == Some(it))
        };
        let metric = read.metric;
        if check.window.is_none() {
            let period = match read.time {
                ReadTime::Now => period,
                ReadTime::LastYear => period.a_year_earlier(),
                ReadTime::LastPeriod => period.before(),
            };
            let places = self.places(metric, entity, period).into_iter();
            return places.filter(meant).collect();
        }
        let lies_in =
            |other: PlainPeriod| period.start() <= other.start() && other.end() <= period.end();
        let figures = self.data.figures.iter().enumerate();
        figures
            .filter(|(_, figure)| figure.metric == metric && figure.entity == entity)
            .filter(|(_, figure)| figure.period.is_some_and(lies_in))
            .map(|(index, _)| index)
            .filter(meant)
            .collect()
    }

    fn places_of(
        &self,
        reads: &[Read],
        window: Option<PlainPeriod>,
    ) -> BTreeSet<(Option<usize>, PlainPeriod)> {
        let named = self
            .data
            .figures
            .iter()
            .filter(|figure| figure.reference.is_none())
            .filter(|figure| reads.iter().any(|read| read.metric == figure.metric));
        named
            .filter_map(|figure| Some((figure.entity, window.or(figure.period)?)))
            .collect()
    }

    /// What its relations come to.
    fn check(&self, check: &Check, at: Moment) -> Truth {
        let relations = check.relations.iter();
        let truths: Vec<Truth> = relations.map(|it| self.related(check, it, at)).collect();
        if check.any {
            any(&truths)
        } else {
            all(&truths)
        }
    }

    /// What one relation comes to, for every segment where it speaks of every one.
    fn related(&self, check: &Check, relation: &Condition, at: Moment) -> Truth {
        if let Some(count) = self.every_segment(relation, at) {
            let of = |segment| Moment {
                segment: Some(segment),
                ..at
            };
            let parts = (0..count).map(|segment| self.related(check, relation, of(segment)));
            return all(&parts.collect::<Vec<_>>());
        }
        let plainly = Manner {
            counting: Counting {
                basis: Basis::Plain,
                count_start: false,
                stops: None,
            },
            empty_met: None,
            rounded: None,
            open_in_time: false,
        };
        let Condition::Compare(left, op, right) = relation else {
            return self.truth(relation, plainly, at);
        };
        let (computed, submitted) = (self.expr(right, at), self.expr(left, at));
        let (Reading::Value(left), Reading::Value(right)) = (&submitted, &computed) else {
            return decide(&submitted, *op, &computed, plainly);
        };
        if let Some(tolerance) = check.tolerance {
            return within(left, right, &tolerance.value());
        }
        let right = if check.printed_digits {
            self.as_printed(relation, right, at)
        } else {
            Some(right.clone())
        };
        match right.and_then(|right| left.compare(*op, &right)) {
            Some(true) => Truth::Holds,
            Some(false) => Truth::Fails,
            None => Truth::Unknown { missing: false },
        }
    }

    /// The computed value rounded half up to the digits of the submitted one; rounding keeps the order of bounds.
    fn as_printed(
        &self,
        relation: &Condition,
        computed: &Interval,
        at: Moment,
    ) -> Option<Interval> {
        let Condition::Compare(Expr::Metric(metric), ..) = relation else {
            return None;
        };
        let metric = *metric;
        let amount = self.written(metric, at.entity, at.period?)?;
        let unit = factor(amount.unit);
        let round = |(value, _): &(BigRational, bool)| {
            (rounded(&(value / &unit), amount.scale) * &unit, false)
        };
        Some(Interval {
            low: computed.low.as_ref().map(round),
            high: computed.high.as_ref().map(round),
        })
    }

    /// The number of a figure as it was written.
    fn written(
        &self,
        metric: usize,
        entity: Option<usize>,
        period: PlainPeriod,
    ) -> Option<super::number::Amount> {
        let places = self.places(metric, entity, period);
        let newest = places
            .into_iter()
            .max_by_key(|place| self.data.figures[*place].submitted_on)?;
        match self.data.figures[newest].value {
            super::data::Submitted::Number(_, amount)
            | super::data::Submitted::Range(amount, _) => Some(amount),
            super::data::Submitted::YesNo(_) => None,
        }
    }
}

/// Whether two values differ by no more than a tolerance.
fn within(left: &Interval, right: &Interval, tolerance: &BigRational) -> Truth {
    let difference = left.plus(&right.negative());
    let (above, below) = (
        Interval::exact(tolerance.clone()),
        Interval::exact(-tolerance),
    );
    let (not_above, not_below) = (
        difference.compare(Comparator::AtMost, &above),
        difference.compare(Comparator::AtLeast, &below),
    );
    match (not_above, not_below) {
        (Some(true), Some(true)) => Truth::Holds,
        (Some(false), _) | (_, Some(false)) => Truth::Fails,
        _ => Truth::Unknown { missing: false },
    }
}
