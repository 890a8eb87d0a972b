//! Figures: zeros, bounds, revisions, duplicates and gaps among ordinary ones.

use chrono::Days;
use dabiao_model::{Cadence, Date};

use super::Builder;
use crate::plain::data::{Bound, Figure, Submitted};
use crate::plain::number::Amount;
use crate::plain::period::{PlainPeriod, ymd};
use crate::plain::policy::{Metric, Nature, PlainUnit, RollUp};
use crate::plain::reference::Reference;
use crate::plain::walk::figures_read;

impl Builder {
    /// Submits figures for every metric that is not derived.
    pub(super) fn figures(&mut self) {
        for index in 0..self.policy.metrics.len() {
            let metric = self.policy.metrics[index].clone();
            self.submit_references(index, &metric);
            if metric.definition.is_some() {
                continue;
            }
            for entity in self.submitters(index, &metric) {
                for segment in self.given_segments(&metric) {
                    for period in self.periods(&metric) {
                        self.submit(index, &metric, (entity, segment), period);
                    }
                }
            }
        }
    }

    /// The counties; now and then the prefecture with figures of its own, but not where a check looks at them.
    fn submitters(&mut self, index: usize, metric: &Metric) -> Vec<Option<usize>> {
        if !metric.per_county {
            return vec![None];
        }
        let mut submitters: Vec<Option<usize>> =
            self.policy.counties().into_iter().map(Some).collect();
        let entities = 0..self.policy.entities.len();
        let above = entities.filter(|entity| self.policy.is_above(*entity));
        let above: Vec<usize> = above.collect();
        let checked = self.policy.checks.iter().any(|check| {
            let relations = check.relations.iter();
            let mut named = relations.flat_map(|it| figures_read(&self.policy, it));
            named.any(|read| read.metric == index)
        });
        // A metric that adds up may be asked for at the own level, which only a total has.
        let often = if metric.roll_up == RollUp::SumsUp {
            40
        } else {
            15
        };
        for upper in above {
            if !checked && self.tape.chance(often) {
                submitters.push(Some(upper));
            }
        }
        submitters
    }

    /// Values that a metric is compared with: common ones or a county's own, of this year or an earlier one.
    fn submit_references(&mut self, index: usize, metric: &Metric) {
        for (which, written) in &metric.references {
            let mut years = vec![2023, 2024, 2025];
            for _ in 0..self.tape.below(3) {
                let year = years.remove(self.tape.below(years.len()));
                let period = PlainPeriod::containing(ymd(year, 1, 1), Cadence::Yearly);
                let submitted_on = self
                    .dated
                    .then(|| period.start() + Days::new(self.tape.below(300) as u64));
                if !self.dated && period.end() > self.horizon {
                    continue;
                }
                // A submitted baseline is always somebody's own.
                let baseline = *which == Reference::Baseline;
                let own = metric.per_county && (baseline || self.tape.chance(30));
                let entity = own.then(|| 1 + self.tape.below(2));
                let unit = written.map_or(metric.unit, |amount| amount.unit);
                let amount = self.amount(unit);
                self.data.figures.push(Figure {
                    metric: index,
                    reference: Some(*which),
                    segment: None,
                    entity,
                    period: Some(period),
                    value: Submitted::Number(Bound::Exact, amount),
                    submitted_on,
                });
            }
        }
    }

    /// Each segment; where they add up, now and then the whole beside them or in their place.
    fn given_segments(&mut self, metric: &Metric) -> Vec<Option<usize>> {
        let each = (0..metric.segments.len()).map(Some);
        if metric.segments.is_empty() {
            return vec![None];
        }
        match self.tape.below(6) {
            0 if metric.adding_up => vec![None],
            1 if metric.adding_up => each.chain([None]).collect(),
            _ => each.collect(),
        }
    }

    fn periods(&mut self, metric: &Metric) -> Vec<Option<PlainPeriod>> {
        let Some(cadence) = metric.cadence else {
            return vec![None];
        };
        let from = if self.tape.chance(50) {
            ymd(2024, 1, 1)
        } else {
            ymd(2025, 1, 1)
        };
        PlainPeriod::within(from, ymd(2025, 12, 31), cadence)
            .into_iter()
            .map(Some)
            .collect()
    }

    /// One figure, perhaps with a revision, a duplicate, or none at all.
    fn submit(
        &mut self,
        index: usize,
        metric: &Metric,
        (entity, segment): (Option<usize>, Option<usize>),
        period: Option<PlainPeriod>,
    ) {
        if self.tape.chance(12) {
            return;
        }
        let period = self.moment(metric, period);
        let end = period.map_or(ymd(2025, 1, 1), PlainPeriod::end);
        let mut value = self.value(metric);
        if entity.is_some_and(|entity| self.policy.is_above(entity)) {
            value = larger_total(value);
        }
        let later = Days::new(self.tape.below(25) as u64);
        let submitted_on = self.dated.then(|| end + later);
        if !self.dated && period.is_some() && end > self.horizon {
            return;
        }
        let figure = Figure {
            metric: index,
            reference: None,
            segment,
            entity,
            period,
            value,
            submitted_on,
        };
        self.data.figures.push(figure.clone());
        if self.dated && self.tape.chance(10) {
            let revised =
                submitted_on.map(|on: Date| on + Days::new(1 + self.tape.below(40) as u64));
            let value = self.value(metric);
            self.data.figures.push(Figure {
                value,
                submitted_on: revised,
                ..figure
            });
        } else if !self.dated && self.tape.chance(4) {
            let value = if self.tape.chance(50) {
                value
            } else {
                self.value(metric)
            };
            self.data.figures.push(Figure { value, ..figure });
        }
    }

    /// A stock may be given for a day of its period instead, a flow up to one.
    fn moment(&mut self, metric: &Metric, period: Option<PlainPeriod>) -> Option<PlainPeriod> {
        if metric.nature == Nature::Stock && self.tape.chance(30) {
            let day = |period: PlainPeriod| period.start() + Days::new(self.tape.below(28) as u64);
            return period.map(day).map(PlainPeriod::Day);
        }
        if metric.nature == Nature::Cumulative && self.tape.chance(50) {
            let since = self.tape.pick(&[2023, 2021]);
            let so_far = |period: PlainPeriod| {
                let day = period.start() + Days::new(self.tape.below(28) as u64);
                PlainPeriod::Days(ymd(since, 1, 1), day)
            };
            return period.map(so_far);
        }
        if metric.nature == Nature::Flow && self.tape.chance(8) {
            // A flow up to a day: even the shortest month has 28.
            let so_far = |period: PlainPeriod| {
                let day = period.start() + Days::new(1 + self.tape.below(26) as u64);
                PlainPeriod::Days(period.start(), day)
            };
            return period.map(so_far);
        }
        period
    }

    fn value(&mut self, metric: &Metric) -> Submitted {
        if metric.unit == PlainUnit::YesNo {
            return Submitted::YesNo(!self.tape.chance(30));
        }
        let amount = self.amount(metric.unit);
        // Bounds stand only in flows. Whether one beside a missing figure puts the due date off, the page leaves open.
        // A bound at zero leaves open whether there is anything to divide by.
        let bounds =
            metric.nature == Nature::Flow && self.policy.figures_due.is_none() && amount.digits > 0;
        if bounds && self.tape.chance(6) {
            let bound = [
                Bound::AtLeast,
                Bound::MoreThan,
                Bound::AtMost,
                Bound::LessThan,
                Bound::About,
            ];
            let bound = self.tape.pick(&bound);
            if self.tape.chance(15) {
                return Submitted::Range(
                    amount,
                    Amount {
                        digits: amount.digits * 2,
                        ..amount
                    },
                );
            }
            return Submitted::Number(bound, amount);
        }
        Submitted::Number(Bound::Exact, amount)
    }

    /// A number that makes round ratios with others often, and thirds now and then.
    pub(super) fn amount(&mut self, unit: PlainUnit) -> Amount {
        if self.tape.chance(7) {
            return Amount::whole(0, unit);
        }
        let round = [
            80, 100, 50, 1, 2, 4, 5, 8, 10, 20, 25, 40, 75, 3, 7, 9, 99, 101, 1304, 7999,
        ];
        let digits = self.tape.pick(&round);
        let scale = match unit {
            PlainUnit::Cases | PlainUnit::Households => 0,
            _ => u32::try_from(self.tape.below(3)).unwrap_or(0),
        };
        let unit = match unit {
            PlainUnit::Yuan | PlainUnit::WanYuan | PlainUnit::YiYuan if self.tape.chance(30) => {
                self.tape
                    .pick(&[PlainUnit::Yuan, PlainUnit::WanYuan, PlainUnit::YiYuan])
            }
            PlainUnit::Cases if self.policy.own_units && self.tape.chance(20) => {
                self.tape
                    .pick(&[PlainUnit::Cases, PlainUnit::Incidents, PlainUnit::Dozens])
            }
            PlainUnit::Hours | PlainUnit::Days if self.tape.chance(30) => {
                self.tape
                    .pick(&[PlainUnit::Hours, PlainUnit::Days, PlainUnit::Weeks])
            }
            PlainUnit::WorkingHours | PlainUnit::WorkingDays
                if self.policy.working_day && self.tape.chance(30) =>
            {
                self.tape
                    .pick(&[PlainUnit::WorkingHours, PlainUnit::WorkingDays])
            }
            other => other,
        };
        Amount {
            digits,
            scale,
            unit,
        }
    }
}

/// A total is mostly more than its parts.
fn larger_total(value: Submitted) -> Submitted {
    match value {
        Submitted::Number(bound, amount) => {
            let digits = amount.digits * 8;
            Submitted::Number(bound, Amount { digits, ..amount })
        }
        other => other,
    }
}
