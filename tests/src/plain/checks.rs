//! Checks: which figures are not believed.

use std::collections::BTreeSet;

use dabiao_model::Comparator;
use num_rational::BigRational;

use super::figures::Reading;
use super::number::{Interval, factor, rounded};
use super::period::PlainPeriod;
use super::policy::{Check, Expr};
use super::walk::metrics_of;
use super::{Moment, Plain};

impl Plain<'_> {
    /// The figures that a failed check puts in doubt, by their place in the data.
    ///
    /// A check is made for each entity and period for which one of its figures was submitted, one of a window for that alone.
    pub fn doubtful(&self) -> BTreeSet<usize> {
        let mut doubtful = BTreeSet::new();
        for check in self.policy.checks.iter().filter(|check| !check.warn_only) {
            let named = metrics_of(&[&check.left, &check.right]);
            let only = self.policy.members(&check.only);
            let meant = |entity: &Option<usize>| {
                check.only.is_empty() || entity.is_some_and(|entity| only.contains(&entity))
            };
            for (entity, period) in self.places_of(&named, check.window) {
                if meant(&entity)
                    && self.fails(
                        check,
                        Moment {
                            entity,
                            segment: None,
                            period: Some(period),
                            due: true,
                        },
                    )
                {
                    let blamed = if check.blames.is_empty() {
                        &named
                    } else {
                        &check.blames
                    };
                    doubtful.extend(
                        blamed
                            .iter()
                            .flat_map(|metric| self.put_in_doubt(*metric, entity, period, check)),
                    );
                }
            }
        }
        doubtful
    }

    /// The figures of a metric that a failure puts in doubt: those of the period, or all that lie in a window.
    fn put_in_doubt(
        &self,
        metric: usize,
        entity: Option<usize>,
        period: PlainPeriod,
        check: &Check,
    ) -> Vec<usize> {
        if check.window.is_none() {
            return self.places(metric, entity, period);
        }
        let lies_in =
            |other: PlainPeriod| period.start() <= other.start() && other.end() <= period.end();
        let figures = self.data.figures.iter().enumerate();
        figures
            .filter(|(_, figure)| figure.metric == metric && figure.entity == entity)
            .filter(|(_, figure)| figure.period.is_some_and(lies_in))
            .map(|(index, _)| index)
            .collect()
    }

    fn places_of(
        &self,
        metrics: &[usize],
        window: Option<PlainPeriod>,
    ) -> BTreeSet<(Option<usize>, PlainPeriod)> {
        let named = self
            .data
            .figures
            .iter()
            .filter(|figure| metrics.contains(&figure.metric));
        named
            .filter_map(|figure| Some((figure.entity, window.or(figure.period)?)))
            .collect()
    }

    fn fails(&self, check: &Check, at: Moment) -> bool {
        let (left, right) = (self.expr(&check.left, at), self.expr(&check.right, at));
        let (Reading::Value(left), Reading::Value(right)) = (left, right) else {
            return false;
        };
        if let Some(tolerance) = check.tolerance {
            let (above, below) = (
                Interval::exact(tolerance.value()),
                Interval::exact(-tolerance.value()),
            );
            let difference = left.plus(&right.negative());
            return difference.compare(Comparator::MoreThan, &above) == Some(true)
                || difference.compare(Comparator::LessThan, &below) == Some(true);
        }
        let right = if check.printed_digits {
            self.as_printed(check, &right, at)
        } else {
            Some(right)
        };
        right.is_some_and(|right| left.compare(check.op, &right) == Some(false))
    }

    /// The computed value rounded half up to the digits of the submitted one; rounding keeps the order of bounds.
    fn as_printed(&self, check: &Check, computed: &Interval, at: Moment) -> Option<Interval> {
        let Expr::Metric(metric) = check.left else {
            return None;
        };
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
