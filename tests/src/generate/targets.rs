//! Targets over metrics: bodies, scope, levels, due dates and modality.

use dabiao_model::{Cadence, Comparator, Tier};

use super::{Builder, Comparable};
use crate::plain::period::{PlainPeriod, months};
use crate::plain::policy::{
    Body, Condition, Due, DueDate, Every, Expr, Kind, Metric, Target, Warn, Who,
};
use crate::plain::walk::{bare_metrics_in, metrics_of};

impl Target {
    /// A target that says nothing but its condition.
    pub(super) fn new(id: String, body: Body) -> Self {
        Self {
            id,
            body,
            per: None,
            only: Vec::new(),
            except: Vec::new(),
            when: None,
            stretch: None,
            warn: Vec::new(),
            due: Due::Unsaid,
            best_effort: false,
            missing_unmet: false,
            empty_met: false,
            rounded: None,
            basis: None,
            excluding: None,
            open_count: false,
            count_start: false,
            lead: Vec::new(),
            responsible: Vec::new(),
            weight: None,
            stand_in: None,
            each_its_part: false,
        }
    }
}

impl Builder {
    /// Adds one to three targets over metrics.
    pub(super) fn targets(&mut self) {
        if self.catalogue.comparable.is_empty() {
            self.yes_no_target();
            return;
        }
        for _ in 0..=self.tape.below(3) {
            // Values of one target have one period, or none.
            let kind = |metrics: &[Metric], value: &Comparable| {
                let cadence = value.submitted.and_then(|metric| metrics[metric].cadence);
                (
                    value.per_county,
                    value.submitted.is_none() || cadence.is_some(),
                )
            };
            let all = self.catalogue.comparable.clone();
            let wanted = kind(&self.policy.metrics, &self.tape.pick(&all));
            let alike: Vec<Comparable> = all
                .into_iter()
                .filter(|value| kind(&self.policy.metrics, value) == wanted)
                .collect();
            self.target(&alike);
        }
        if !self.catalogue.yes_no.is_empty() && self.tape.chance(50) {
            self.everywhere();
        }
    }

    /// A yes/no figure that must be yes for everybody: judged once.
    fn everywhere(&mut self) {
        let known = self.catalogue.yes_no.clone();
        let groups = [Every::Kind(Kind::County), Every::Group(0)];
        let every = |builder: &mut Self| {
            Condition::Every(builder.tape.pick(&groups), builder.tape.pick(&known))
        };
        let first = every(self);
        let body = match self.tape.below(5) {
            0 => Body::AnyOf(vec![first, every(self)]),
            1 => Body::Condition(Condition::Not(Box::new(first))),
            2 => Body::Condition(Condition::And(vec![first, every(self)])),
            _ => Body::Condition(first),
        };
        let mut target = Target::new(self.next_id(), body);
        target.due = self.tape.pick(&[
            Due::Unsaid,
            Due::Continuous,
            Due::By(DueDate::Quarter(2025, 4)),
            Due::Each(Cadence::Yearly),
        ]);
        target.missing_unmet = self.tape.chance(10);
        if self.tape.chance(30) {
            target.warn.push((self.tier(), Warn::DaysBefore(10)));
        }
        self.policy.targets.push(target);
    }

    fn yes_no_target(&mut self) {
        let metric = self.catalogue.yes_no[0];
        let id = self.next_id();
        self.policy
            .targets
            .push(Target::new(id, Body::Condition(Condition::Holds(metric))));
    }

    pub(super) fn next_id(&self) -> String {
        format!("1.{}", self.policy.targets.len() + 1)
    }

    fn target(&mut self, about: &[Comparable]) {
        let level = self.level(about);
        let about: Vec<Comparable> = match level {
            Some(_) => about.iter().filter(|c| c.rolls_up).cloned().collect(),
            _ => about.to_vec(),
        };
        // The first value of a family is its ratio: half of the targets are about it alone.
        let alone = vec![self.tape.pick(&about)];
        let about = if self.tape.chance(50) { about } else { alone };
        let id = self.next_id();
        let body = self.body(&about, level);
        let mut target = Target::new(id, body);
        self.scope(&mut target, &about, level);
        self.levels(&mut target, &about);
        self.due(&mut target, &about);
        target.best_effort = self.tape.chance(10);
        target.missing_unmet = self.tape.chance(10);
        target.empty_met = self.tape.chance(15);
        target.rounded = self.tape.chance(8).then_some(1);
        self.policy.targets.push(target);
    }

    /// A level above now and then, where the values roll up.
    fn level(&mut self, about: &[Comparable]) -> Option<Kind> {
        let possible = about.iter().any(|comparable| comparable.rolls_up);
        let upper = match self.policy.of_kind(Kind::Province).is_empty() {
            true => Kind::Prefecture,
            false => self.tape.pick(&[Kind::Prefecture, Kind::Province]),
        };
        (possible && self.tape.chance(35)).then_some(upper)
    }

    fn body(&mut self, about: &[Comparable], level: Option<Kind>) -> Body {
        let first = about[0].clone();
        if let Expr::Metric(metric) = first.value
            && self.is_split(metric)
            && self.tape.chance(30)
        {
            let count = 1 + self.tape.below(self.policy.split_into(metric).len());
            let op = self.tape.pick(&[Comparator::AtLeast, Comparator::AtMost]);
            let lines = (0..count).map(|segment| (segment, op, self.threshold(&first)));
            return Body::Segments(metric, lines.collect());
        }
        match self.tape.below(8) {
            0 => Body::AllOf(
                (0..2 + self.tape.below(2))
                    .map(|_| self.condition(about, 0))
                    .collect(),
            ),
            1 => Body::AnyOf(
                (0..2 + self.tape.below(2))
                    .map(|_| self.condition(about, 0))
                    .collect(),
            ),
            2 if first.per_county && level.is_none() => {
                let op = self.tape.pick(&[Comparator::AtLeast, Comparator::AtMost]);
                let mut lines = vec![(Who::Group(0), op, self.threshold(&first))];
                let rest = self.policy.counties().pop().unwrap_or(1);
                if !self.policy.groups[0].members.contains(&rest) && self.tape.chance(60) {
                    lines.push((Who::Entity(rest), op, self.threshold(&first)));
                }
                Body::Thresholds(first.value, lines)
            }
            3 => Body::Condition(self.condition(about, 2)),
            _ => Body::Condition(self.comparison(&first, about)),
        }
    }

    /// Whether a value is a split metric's whose segments do not add up, so that it stands for each of them.
    pub(super) fn means_every_segment(&self, value: &Expr) -> bool {
        let probe = Condition::Compare(value.clone(), Comparator::Equal, value.clone());
        bare_metrics_in(&probe).into_iter().any(|metric| {
            let parts = match &self.policy.metrics[metric].definition {
                Some(definition) => metrics_of(&[definition]),
                None => vec![metric],
            };
            let apart = |part: &usize| !self.policy.metrics[*part].adding_up;
            self.is_split(metric) && parts.iter().any(apart)
        })
    }

    /// Whether a metric has segments, its own or those of its parts.
    pub(super) fn is_split(&self, metric: usize) -> bool {
        !self.policy.split_into(metric).is_empty()
    }

    fn scope(&mut self, target: &mut Target, about: &[Comparable], level: Option<Kind>) {
        if !about[0].per_county {
            return;
        }
        if let Some(kind) = level {
            target.per = Some(kind);
            return;
        }
        let listed = matches!(target.body, Body::Thresholds(..));
        match self.tape.below(8) {
            0 if !listed => target.only = vec![Who::Group(0)],
            1 if !listed => target.only = vec![Who::Entity(1)],
            2 => target.except = vec![Who::Entity(2)],
            3 => target.per = Some(Kind::County),
            _ => {}
        }
        if self.tape.chance(12) {
            let other = self.tape.pick(about);
            let amount = self.threshold(&other);
            target.when = Some(Condition::Compare(
                other.value,
                Comparator::AtLeast,
                Expr::Amount(amount),
            ));
        }
    }

    fn levels(&mut self, target: &mut Target, about: &[Comparable]) {
        let single = match &target.body {
            Body::Condition(Condition::Compare(value, op, Expr::Amount(amount))) => {
                Some((value.clone(), *op, *amount))
            }
            Body::Thresholds(value, lines) => Some((value.clone(), lines[0].1, lines[0].2)),
            _ => None,
        };
        if let Some((value, op, amount)) = single {
            let comparable = Comparable {
                value,
                unit: amount.unit,
                ..about[0].clone()
            };
            // A higher level is one comparison, and a bare split metric makes several.
            let one = !self.means_every_segment(&comparable.value);
            if one && matches!(op, Comparator::AtLeast | Comparator::AtMost) && self.tape.chance(30)
            {
                let only = if about[0].per_county && target.per.is_none() && self.tape.chance(40) {
                    vec![Who::Group(0)]
                } else {
                    Vec::new()
                };
                target.stretch = Some((op, self.threshold(&comparable), only));
            }
            if self.tape.chance(25) {
                let op = self
                    .tape
                    .pick(&[Comparator::LessThan, Comparator::MoreThan]);
                let warn = Warn::Compare(op, self.threshold(&comparable));
                let tier = self.tier();
                target.warn.push((tier, warn));
            }
        }
        if self.tape.chance(15) {
            let tier = self.tier();
            target.warn.push((tier, Warn::DaysBefore(10)));
        } else if self.tape.chance(8) {
            let other = self.tape.pick(about);
            let amount = self.threshold(&other);
            let below = Condition::Compare(other.value, Comparator::LessThan, Expr::Amount(amount));
            target.warn.push((None, Warn::When(below)));
        }
        if self.tape.chance(20) {
            for percent in [50, 90, 100] {
                let tier = self.tier();
                target.warn.push((tier, Warn::PastPercent(percent)));
            }
        }
    }

    /// The tier of a warning, if it has one.
    pub(super) fn tier(&mut self) -> Option<Tier> {
        let tiers = Tier::ALL.map(Some);
        let of_tier = self.tape.chance(60);
        self.tape.pick(&tiers).filter(|_| of_tier)
    }

    fn due(&mut self, target: &mut Target, about: &[Comparable]) {
        let has_period = about.iter().all(|c| {
            c.submitted
                .is_none_or(|m| self.policy.metrics[m].cadence.is_some())
        });
        if !has_period {
            // A metric without a period has one figure: judged by a date, by the monitor's cadence, or once.
            target.due = self.tape.pick(&[
                Due::Unsaid,
                Due::By(DueDate::Year(2025)),
                Due::By(DueDate::Month(2025, 6)),
            ]);
            return;
        }
        let longer = about.iter().all(|comparable| comparable.sums_over_time);
        if (longer || months(self.cadence) >= 3)
            && months(self.cadence) <= 6
            && self.tape.chance(12)
        {
            self.by_dates(target, about);
            return;
        }
        target.due = match self.tape.below(11) {
            0 if months(self.cadence) < 3 && longer => Due::Each(Cadence::Quarterly),
            1 => Due::Each(self.cadence),
            2 => Due::Continuous,
            8 if longer || months(self.cadence) >= 3 => {
                Due::ByThenContinuous(DueDate::Quarter(2025, self.quarter()))
            }
            3 if longer => Due::By(DueDate::Year(2025)),
            4 if longer || months(self.cadence) >= 3 => {
                Due::By(DueDate::Quarter(2025, self.quarter()))
            }
            5 => Due::By(DueDate::Month(2025, 3 * self.quarter())),
            6 => Due::By(DueDate::Day(self.last_day())),
            // Whether a total is waited for that nothing rolls up, the page leaves open.
            7 if longer || self.policy.figures_due.is_none() => {
                let window = self.window();
                let later = window.end() + chrono::Days::new(10);
                Due::Window(window, self.tape.chance(30).then_some(DueDate::Day(later)))
            }
            _ => Due::Unsaid,
        };
    }

    /// A threshold that changes with the date, where the target compares one value with one.
    fn by_dates(&mut self, target: &mut Target, about: &[Comparable]) {
        let Body::Condition(Condition::Compare(value, op, Expr::Amount(amount))) = &target.body
        else {
            return;
        };
        let (value, op, first) = (value.clone(), *op, *amount);
        let comparable = Comparable {
            value: value.clone(),
            unit: first.unit,
            ..about[0].clone()
        };
        let second = self.threshold(&comparable);
        let lines = vec![
            (DueDate::Quarter(2025, 2), op, first),
            (DueDate::Quarter(2025, 4), op, second),
        ];
        target.body = Body::Dated(value, lines);
    }

    fn quarter(&mut self) -> u32 {
        2 + u32::try_from(self.tape.below(3)).unwrap_or(0)
    }

    /// The last day of one of the metrics' periods.
    fn last_day(&mut self) -> dabiao_model::Date {
        let periods = PlainPeriod::within(
            super::ymd(2025, 1, 1),
            super::ymd(2025, 12, 31),
            self.cadence,
        );
        self.tape.pick(&periods).end()
    }
}
