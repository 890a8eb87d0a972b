//! Targets: for whom and when they are judged, and the first of the eight states that applies.

use dabiao_model::{Cadence, Comparator, Date, State, Tier};
use num_rational::BigRational;
use num_traits::Signed;

use super::condition::{Manner, Truth, all, any};
use super::figures::Reading;
use super::number::Amount;
use super::period::{PlainPeriod, month_end, months, ymd};
use super::policy::{Body, Condition, Due, DueDate, Expr, Target, Warn};
use super::rows::Fate;
use super::walk::{
    compared, judged_metrics_in, limits_in, metrics_in, metrics_of, records_in, rhythm_in,
};
use super::{Moment, Plain};

/// What the plain evaluator says of one target for one entity and period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainVerdict {
    /// The target's or milestone's id.
    pub id: String,
    /// The name of the entity.
    pub entity: Option<String>,
    /// The period judged, as data write it.
    pub period: Option<String>,
    /// The state.
    pub state: State,
    /// The day from which it counts.
    pub due: Option<Date>,
    /// The value, in base units, of a single comparison that was decided exactly.
    pub actual: Option<BigRational>,
    /// Its room or shortfall.
    pub margin: Option<BigRational>,
    /// The highest tier of a warning that is reached, of what is at risk or unmet.
    pub tier: Option<Tier>,
    /// Who answers in place of the one judged.
    pub stand_in: Option<usize>,
    /// How the stretch level stands, where it applies.
    pub stretch: Option<State>,
    /// Whether the entity lies out of the target's scope; an engine may show no verdict for it.
    pub out_of_scope: bool,
}

/// A period to judge with the day from which it counts.
pub type Sitting = (Option<PlainPeriod>, Option<Date>);

impl DueDate {
    /// The span of days written, and its last day, which is the limit.
    pub fn span(self) -> (PlainPeriod, Date) {
        let period = match self {
            Self::Day(date) => PlainPeriod::Day(date),
            Self::Month(year, month) => {
                PlainPeriod::containing(ymd(year, month, 1), Cadence::Monthly)
            }
            Self::Quarter(year, quarter) => {
                PlainPeriod::containing(month_end(year, quarter * 3), Cadence::Quarterly)
            }
            Self::Year(year) => PlainPeriod::containing(ymd(year, 1, 1), Cadence::Yearly),
        };
        (period, period.end())
    }
}

impl Plain<'_> {
    /// The verdicts of a target: entities as declared, then periods.
    pub fn target(&self, target: &Target) -> Vec<PlainVerdict> {
        let sittings = self.sittings_of(target);
        let mut verdicts = Vec::new();
        for entity in self.candidates(target) {
            for sitting in &sittings {
                verdicts.push(self.judge(target, entity, *sitting));
            }
        }
        verdicts
    }

    /// The periods a target is judged for.
    pub fn sittings_of(&self, target: &Target) -> Vec<Sitting> {
        let cadence = self.cadence_of(target);
        match &target.body {
            Body::Dated(_, lines) => lines
                .iter()
                .map(|(date, ..)| by_date(*date, cadence))
                .collect(),
            // What recurs is judged in periods that hold it whole, no shorter than the policy monitors.
            body => match (rhythm_in(body), target.due) {
                (Some(rhythm), Due::Unsaid) => self.sittings(
                    target.due,
                    cadence.max(Some(rhythm)).max(self.policy.monitor),
                ),
                (rhythm, due) => self.sittings(due, cadence.max(rhythm)),
            },
        }
    }

    /// The periods a rule is judged for.
    pub fn sittings(&self, due: Due, own: Option<Cadence>) -> Vec<Sitting> {
        let cadence = match due {
            Due::Each(cadence) => Some(cadence),
            Due::Unsaid => own.or(self.policy.monitor),
            Due::Continuous => return self.without_end(own.or(self.policy.monitor)),
            Due::By(date) => return vec![by_date(date, own)],
            Due::ByThenContinuous(date) => {
                let (first, (_, last)) = (by_date(date, own), date.span());
                let after = self.without_end(own.or(self.policy.monitor)).into_iter();
                let after = after.filter(|(period, _)| period.is_some_and(|it| it.start() > last));
                return std::iter::once(first).chain(after).collect();
            }
            // A window is judged once, whatever its metrics' period.
            Due::Window(window, by) => {
                let due = by.map_or(window.end(), |date| date.span().1);
                return vec![(Some(window), Some(due))];
            }
        };
        match (cadence, self.policy.in_force) {
            (Some(cadence), Some((start, end))) => {
                let periods = PlainPeriod::within(start, end, cadence);
                periods
                    .into_iter()
                    .map(|period| (Some(period), Some(period.end())))
                    .collect()
            }
            // With neither cadence nor date: one verdict, due on the evaluation date.
            _ => vec![(None, Some(self.as_of))],
        }
    }

    /// `continuous` means each period, without end: the time in force begins it and does not end it. As a list without end
    /// can't be shown, it ends with the period of the evaluation date.
    fn without_end(&self, cadence: Option<Cadence>) -> Vec<Sitting> {
        let (Some(cadence), Some((start, _))) = (cadence, self.policy.in_force) else {
            return vec![(None, Some(self.as_of))];
        };
        let end = PlainPeriod::containing(self.as_of, cadence).end();
        let periods = PlainPeriod::within(start, end, cadence);
        periods
            .into_iter()
            .map(|period| (Some(period), Some(period.end())))
            .collect()
    }

    /// The period of the metrics that a target names; all of one target have the same in generated policies.
    fn cadence_of(&self, target: &Target) -> Option<Cadence> {
        let mut todo = judged_metrics_in(&target.body);
        let mut longest = None;
        while let Some(metric) = todo.pop() {
            let declared = &self.policy.metrics[metric];
            longest = longest.max(declared.cadence);
            todo.extend(
                declared
                    .definition
                    .iter()
                    .flat_map(|definition| metrics_of(&[definition])),
            );
        }
        longest
    }

    /// Everyone a target could be about: the kind it says, else the kind its metrics and records are per.
    fn candidates(&self, target: &Target) -> Vec<Option<usize>> {
        if let Some(kind) = target.per {
            return self.policy.of_kind(kind).into_iter().map(Some).collect();
        }
        let only = self.policy.members(&target.only);
        if only.iter().any(|entity| self.policy.is_above(*entity)) {
            return only.into_iter().map(Some).collect();
        }
        let metrics = metrics_in(&target.body);
        let per_county = metrics.iter().any(|metric| self.is_per_county(*metric))
            || records_in(&target.body)
                .iter()
                .any(|record| self.policy.records[*record].per_county);
        if per_county {
            self.policy.counties().into_iter().map(Some).collect()
        } else {
            vec![None]
        }
    }

    pub(super) fn is_per_county(&self, metric: usize) -> bool {
        let declared = &self.policy.metrics[metric];
        let parts = declared
            .definition
            .iter()
            .flat_map(|definition| metrics_of(&[definition]));
        declared.per_county || parts.into_iter().any(|part| self.is_per_county(part))
    }

    fn in_scope(&self, target: &Target, entity: Option<usize>) -> bool {
        let Some(entity) = entity else { return true };
        let only = self.policy.members(&target.only);
        let except = self.policy.members(&target.except);
        let listed = match &target.body {
            Body::Thresholds(_, lines) => lines
                .iter()
                .any(|(who, ..)| self.policy.members(&[*who]).contains(&entity)),
            _ => true,
        };
        listed && (target.only.is_empty() || only.contains(&entity)) && !except.contains(&entity)
    }

    /// The first state that applies.
    fn judge(&self, target: &Target, entity: Option<usize>, sitting: Sitting) -> PlainVerdict {
        let manner = self.manner(target);
        let (period, first_due) = sitting;
        let own = Moment {
            entity,
            segment: None,
            period,
            due: true,
        };
        let due = first_due.map(|due| self.delayed(target, manner, own, due));
        let is_due = due.is_some_and(|due| self.as_of >= due);
        let at = Moment { due: is_due, ..own };
        let in_scope = self.in_scope(target, entity);
        let truth = if in_scope {
            self.whole(target, manner, at)
        } else {
            Truth::NotApplicable
        };
        let saved = Manner {
            open_in_time: true,
            ..manner
        };
        // Once the period is over, no more cases come in: if the open ones can't save it, it is unmet already.
        let lost = first_due.is_some_and(|due| self.as_of >= due)
            && !limits_in(&target.body).is_empty()
            && self.whole(target, saved, at) == Truth::Fails;
        let state = match truth {
            Truth::NotApplicable => State::NotApplicable,
            Truth::Invalid => State::Invalid,
            Truth::Holds if is_due => State::Met,
            _ if lost => State::Unmet,
            Truth::Fails if is_due => State::Unmet,
            // 缺报 is the name of the state *no data*: whatever makes one counts as missing.
            Truth::Unknown { .. } if is_due => {
                if target.missing_unmet && self.applies(target, manner, at) {
                    State::Unmet
                } else {
                    State::NoData
                }
            }
            _ if !self.reached(target, manner, at, due, truth).is_empty() => State::AtRisk,
            Truth::Holds => State::OnTrack,
            _ => State::Pending,
        };
        let (actual, margin) = if in_scope {
            self.margin(target, at)
        } else {
            (None, None)
        };
        // Before the limit the highest warning that holds, beyond it still the highest that was reached.
        let tier = match state {
            State::AtRisk | State::Unmet => self.reached(target, manner, at, due, truth),
            _ => Vec::new(),
        };
        PlainVerdict {
            id: target.id.clone(),
            entity: entity.map(|entity| self.policy.entities[entity].name.clone()),
            period: period.map(PlainPeriod::text),
            state,
            due,
            actual,
            margin,
            tier: tier.into_iter().flatten().max(),
            stand_in: target
                .stand_in
                .as_ref()
                .filter(|(condition, _)| {
                    in_scope && self.truth(condition, manner, at) == Truth::Holds
                })
                .map(|(_, entity)| *entity),
            stretch: self.stretch(target, manner, entity, at),
            out_of_scope: !in_scope,
        }
    }

    /// The condition, and before it whether the target applies at all.
    fn whole(&self, target: &Target, manner: Manner, at: Moment) -> Truth {
        // What is rounded, or may be empty, is the target's own value.
        let plainly = Manner {
            rounded: None,
            empty_met: None,
            ..manner
        };
        match target
            .when
            .as_ref()
            .map(|when| self.truth(when, plainly, at))
        {
            Some(Truth::Fails | Truth::NotApplicable) => return Truth::NotApplicable,
            Some(Truth::Invalid) => return Truth::Invalid,
            // A `when` that can't be decided makes no data.
            Some(Truth::Unknown { missing }) => return Truth::Unknown { missing },
            Some(Truth::Holds) | None => {}
        }
        match &target.body {
            Body::Condition(condition) => self.truth(condition, manner, at),
            Body::AllOf(parts) => all(&parts
                .iter()
                .map(|part| self.truth(part, manner, at))
                .collect::<Vec<_>>()),
            Body::Words(by_word) => all(&by_word
                .parts
                .iter()
                .map(|part| self.truth(part, manner, at))
                .collect::<Vec<_>>()),
            Body::Segments(metric, lines) => all(&lines
                .iter()
                .map(|(segment, op, amount)| {
                    let of = Expr::Segment(*metric, *segment);
                    self.compare(&of, *op, &Expr::Amount(*amount), manner, at)
                })
                .collect::<Vec<_>>()),
            Body::AnyOf(parts) => any(&parts
                .iter()
                .map(|part| self.truth(part, manner, at))
                .collect::<Vec<_>>()),
            Body::Thresholds(value, lines) => {
                let line = lines.iter().find(|(who, ..)| {
                    self.policy
                        .members(&[*who])
                        .contains(&at.entity.unwrap_or(usize::MAX))
                });
                line.map_or(Truth::NotApplicable, |(_, op, amount)| {
                    let line = Condition::Compare(value.clone(), *op, Expr::Amount(*amount));
                    self.truth(&line, manner, at)
                })
            }
            Body::Dated(value, lines) => {
                self.line_of_date(target, lines, at)
                    .map_or(Truth::NotApplicable, |(op, amount)| {
                        let line = Condition::Compare(value.clone(), op, Expr::Amount(amount));
                        self.truth(&line, manner, at)
                    })
            }
        }
    }

    /// The threshold of the date whose period is judged.
    pub(super) fn line_of_date(
        &self,
        target: &Target,
        lines: &[(DueDate, Comparator, Amount)],
        at: Moment,
    ) -> Option<(Comparator, Amount)> {
        let own = self.cadence_of(target);
        let line = lines
            .iter()
            .find(|(date, ..)| by_date(*date, own).0 == at.period);
        line.map(|(_, op, amount)| (*op, *amount))
    }

    /// Whether the target is known to apply.
    fn applies(&self, target: &Target, manner: Manner, at: Moment) -> bool {
        target.when.as_ref().is_none_or(|when| {
            self.truth(
                when,
                Manner {
                    rounded: None,
                    empty_met: None,
                    ..manner
                },
                at,
            ) == Truth::Holds
        })
    }

    /// Due when the period and the last limit have passed; later while a figure is missing, where figures have time.
    fn delayed(&self, target: &Target, manner: Manner, own: Moment, due: Date) -> Date {
        let limits = limits_in(&target.body);
        let lasts = limits
            .iter()
            .filter_map(|limit| self.fates(limit, manner.counting, own).last);
        let due = lasts.fold(due, Date::max);
        match self.policy.figures_due {
            Some(days) if own.period.is_some() && self.lacks(target, manner, own) => {
                due + chrono::Days::new(u64::from(days))
            }
            _ => due,
        }
    }

    /// Whether a figure is missing without which the target can't be decided. Where the others decide it, nothing waits.
    fn lacks(&self, target: &Target, manner: Manner, own: Moment) -> bool {
        self.whole(target, manner, own) == Truth::Unknown { missing: true }
    }

    /// The tiers of the warnings that hold.
    fn reached(
        &self,
        target: &Target,
        manner: Manner,
        at: Moment,
        due: Option<Date>,
        truth: Truth,
    ) -> Vec<Option<Tier>> {
        // That nothing to measure is fine says nothing of a warning.
        let manner = Manner {
            empty_met: None,
            ..manner
        };
        // Who is not known to be meant is not warned.
        if !self.applies(target, manner, at) {
            return Vec::new();
        }
        let holds = |warn: &Warn| match warn {
            // Of a value that stands for every segment, one is enough to be warned of.
            Warn::Compare(op, amount) => compared(&target.body).is_some_and(|value| {
                let line = Condition::Compare(value.clone(), *op, Expr::Amount(*amount));
                let segments = self.every_segment(&line, at);
                let mut moments = match segments {
                    Some(count) => (0..count).map(Some).collect(),
                    None => vec![at.segment],
                }
                .into_iter();
                moments.any(|segment| {
                    self.truth(&line, manner, Moment { segment, ..at }) == Truth::Holds
                })
            }),
            Warn::When(condition) => self.truth(condition, manner, at) == Truth::Holds,
            Warn::DaysBefore(days) => {
                let near = |date: Date| self.as_of + chrono::Days::new(u64::from(*days)) >= date;
                let open = limits_in(&target.body)
                    .into_iter()
                    .flat_map(|l| self.fates(l, manner.counting, at).fates);
                // “Only while the condition fails”: as long as it does not hold, be it for a missing figure.
                truth != Truth::Holds && due.is_some_and(near)
                    || open
                        .into_iter()
                        .any(|fate| matches!(fate, Fate::Open(last) if near(last)))
            }
            Warn::PastPercent(percent) => {
                let window = matches!(target.due, Due::Window(..));
                let past = |due| self.past(*percent, window, at.period, due);
                truth != Truth::Holds && due.is_some_and(past)
            }
        };
        let warnings = target.warn.iter().filter(|(_, warn)| holds(warn));
        warnings.map(|(tier, _)| *tier).collect()
    }

    /// Whether more than a share of the days has passed: from the first day in force, or from that of the judged period where
    /// the policy has a `monitor` or no time in force, to the due date; both ends count. A window's time is its own.
    pub(super) fn past(
        &self,
        percent: u32,
        window: bool,
        period: Option<PlainPeriod>,
        due: Date,
    ) -> bool {
        let in_force = self.policy.in_force.map(|(from, _)| from);
        let period = period.map(PlainPeriod::start);
        let from = match (in_force, period) {
            (_, Some(period)) if window => period,
            (Some(from), Some(period)) if self.policy.monitor.is_some() => from.max(period),
            (Some(from), _) => from,
            (None, Some(period)) => period,
            (None, None) => self.as_of,
        };
        let days = |to: Date| (to - from).num_days() + 1;
        days(due) > 0 && days(self.as_of) * 100 > i64::from(percent) * days(due)
    }

    fn stretch(
        &self,
        target: &Target,
        manner: Manner,
        entity: Option<usize>,
        at: Moment,
    ) -> Option<State> {
        let (op, amount, only) = target.stretch.as_ref()?;
        if !self.in_scope(target, entity)
            || !only.is_empty() && !self.policy.members(only).contains(&entity?)
        {
            return None;
        }
        let value = compared(&target.body)?;
        Some(
            match (
                self.compare(value, *op, &Expr::Amount(*amount), manner, at),
                at.due,
            ) {
                (Truth::NotApplicable, _) => State::NotApplicable,
                (Truth::Invalid, _) => State::Invalid,
                (Truth::Holds, true) => State::Met,
                (Truth::Fails, true) => State::Unmet,
                (Truth::Unknown { .. }, true) => State::NoData,
                (Truth::Holds, false) => State::OnTrack,
                _ => State::Pending,
            },
        )
    }

    /// Actual and margin of a single comparison: positive is room, negative is shortfall.
    fn margin(&self, target: &Target, at: Moment) -> (Option<BigRational>, Option<BigRational>) {
        let (value, op, right) = match &target.body {
            Body::Condition(Condition::Compare(left, op, right)) => (left, *op, right.clone()),
            Body::Thresholds(value, lines) => {
                let line = lines.iter().find(|(who, ..)| {
                    at.entity
                        .is_some_and(|entity| self.policy.members(&[*who]).contains(&entity))
                });
                let Some((_, op, amount)) = line else {
                    return (None, None);
                };
                (value, *op, Expr::Amount(*amount))
            }
            Body::Dated(value, lines) => match self.line_of_date(target, lines, at) {
                Some((op, amount)) => (value, op, Expr::Amount(amount)),
                None => return (None, None),
            },
            _ => return (None, None),
        };
        if target.rounded.is_some() {
            return (None, None);
        }
        let exact = |reading: Reading| reading.value().and_then(|value| value.value().cloned());
        let (Some(actual), Some(wanted)) =
            (exact(self.expr(value, at)), exact(self.expr(&right, at)))
        else {
            return (None, None);
        };
        let margin = match op {
            Comparator::AtLeast | Comparator::MoreThan => Some(&actual - wanted),
            Comparator::AtMost | Comparator::LessThan => Some(wanted - &actual),
            Comparator::Equal => Some(-(&actual - wanted).abs()),
            Comparator::NotEqual => None,
        };
        (Some(actual), margin)
    }
}

/// One verdict, for the longer of the metrics' period and the date's own span.
fn by_date(date: DueDate, own: Option<Cadence>) -> Sitting {
    let (span, due) = date.span();
    let period = match (span.cadence(), own) {
        (Some(short), Some(own)) if months(own) > months(short) => {
            PlainPeriod::containing(due, own)
        }
        (None, Some(own)) => PlainPeriod::containing(due, own),
        // A day alone: the month of the date is the period judged.
        (None, None) => PlainPeriod::containing(due, Cadence::Monthly),
        _ => span,
    };
    (Some(period), Some(due))
}
