//! What holds of figures whatever the targets say: their nature, what is written into the policy, what checks ensure.

use dabiao_calendar::LimitUnit;
use dabiao_eval::program::{Check, Condition, Measure, RowLimit, Source, Tolerance};
use dabiao_model::{Comparator, Estimate, MetricId, Ratio, Text};

use super::condition::On;
use super::figure::{Figure, KnownFigure, What};
use super::{Premise, Reader, Seat};
use crate::decide::{Formula, PremiseId, Sum, VarId};

impl Reader<'_> {
    /// What checks ensure at some seats, where they can be said by sums.
    pub(crate) fn checks(&mut self, seats: &[Seat]) -> Vec<Formula> {
        let mut found = Vec::new();
        for (index, check) in self.program.checks.iter().enumerate() {
            let sure = !check.warn_only && check.tolerance != Tolerance::PrintedDigits;
            for seat in seats
                .iter()
                .filter(|seat| sure && check.entities.contains(&seat.entity))
            {
                self.seat = *seat;
                let premise = self.premises.of(Premise::Check(index));
                found.extend(self.check(check, premise));
            }
        }
        found
    }

    fn check(&mut self, check: &Check, premise: PremiseId) -> Option<Formula> {
        let Tolerance::Within(room) = &check.tolerance else {
            let on = On {
                holding: premise,
                failing: premise,
            };
            return Some(self.condition(check.condition, on).holds);
        };
        let Some(Condition::Test(test)) = self.program.conditions.get(check.condition.index())
        else {
            return None;
        };
        let test = self.program.tests.get(test.index())?;
        let (left, right) = (
            self.value(test.left).as_sum()?,
            self.value(test.right).as_sum()?,
        );
        let difference = left.plus(&right, &Ratio::whole(-1));
        let low = difference
            .clone()
            .plus(&Sum::number(room.clone()), &Ratio::ONE);
        let high = difference.plus(&Sum::number(room.clone()), &Ratio::whole(-1));
        Some(Formula::All(vec![
            Formula::compare(&low, Comparator::AtLeast, premise),
            Formula::compare(&high, Comparator::AtMost, premise),
        ]))
    }

    /// What the figures are by nature and by declaration.
    pub(crate) fn natures(&mut self) -> Vec<Formula> {
        let all: Vec<(VarId, KnownFigure)> = self
            .figures
            .iter()
            .map(|(var, known)| (var, known.clone()))
            .collect();
        let mut found = Vec::new();
        for (var, known) in &all {
            found.extend(self.ends(*var, known));
            match &known.figure.what {
                What::Metric {
                    metric,
                    source,
                    segment,
                } => {
                    if source.is_achieved() {
                        found.extend(self.part(*var, known, *metric));
                    }
                    found.extend(self.declared(*var, (*metric, *segment, *source)));
                }
                What::Kept(limit) => {
                    let others = all.iter().filter(|(other, _)| other != var);
                    let tighter = others.filter(|(_, other)| keeps_less(other, known, limit));
                    let tighter: Vec<VarId> = tighter.map(|(other, _)| *other).collect();
                    found.extend(tighter.into_iter().map(|other| self.longer(other, *var)));
                }
                What::Cases(_) | What::Recurs(_) | What::Formula(_) => {}
            }
        }
        found.extend(self.segments(&all));
        found
    }

    fn nature(&mut self, en: String, zh: String) -> PremiseId {
        self.premises.of(Premise::Nature(Text { en, zh }))
    }

    /// The least and the greatest value of a figure.
    fn ends(&mut self, var: VarId, known: &KnownFigure) -> Vec<Formula> {
        let plausible = match &known.figure.what {
            What::Metric { metric, source, .. } if source.is_achieved() => {
                let plan = self.program.metrics.get(metric.index());
                plan.and_then(|plan| plan.plausible.clone())
            }
            _ => None,
        };
        if let Some((low, high)) = plausible {
            let premise = self.nature("a plausible figure".into(), "数值的合理范围".into());
            return vec![
                at(var, Comparator::AtLeast, &low, premise),
                at(var, Comparator::AtMost, &high, premise),
            ];
        }
        let mut found = Vec::new();
        if known.positive {
            let premise = self.nature("never negative".into(), "不为负数".into());
            found.push(at(var, Comparator::AtLeast, &Ratio::ZERO, premise));
        }
        if known.yes_no || is_share(&known.figure.what) {
            let premise = self.nature("at most the whole".into(), "不超过整体".into());
            found.push(at(var, Comparator::AtMost, &Ratio::ONE, premise));
        }
        found
    }

    /// A part is no more than its whole.
    fn part(&mut self, var: VarId, known: &KnownFigure, metric: MetricId) -> Option<Formula> {
        let whole = self.program.metrics.get(metric.index())?.part_of?;
        let What::Metric {
            segment, source, ..
        } = known.figure.what
        else {
            return None;
        };
        let places = [segment, None].map(|segment| {
            let what = What::Metric {
                metric: whole,
                segment,
                source,
            };
            self.figures.find(&Figure {
                what,
                ..known.figure.clone()
            })
        });
        let whole = places.into_iter().flatten().next()?;
        let premise = self.nature("a part of its whole".into(), "部分不超过整体".into());
        let room = Sum::of(whole).plus(&Sum::of(var), &Ratio::whole(-1));
        Some(Formula::compare(&room, Comparator::AtLeast, premise))
    }

    /// The benchmark or baseline that is written into the policy.
    fn declared(
        &mut self,
        var: VarId,
        of: (MetricId, Option<dabiao_model::SegmentId>, Source),
    ) -> Vec<Formula> {
        let declared = self.program.declared.iter();
        let index = declared
            .clone()
            .position(|it| (it.metric, it.segment, it.source) == of);
        let Some((index, declared)) = index.zip(declared.clone().nth(index.unwrap_or_default()))
        else {
            return Vec::new();
        };
        let premise = self.premises.of(Premise::Declared(index));
        let end = |end: &Option<(Ratio, bool)>, with: Comparator, without: Comparator| {
            let (value, strict) = end.as_ref()?;
            Some(at(
                var,
                if *strict { without } else { with },
                value,
                premise,
            ))
        };
        match &declared.value {
            Estimate::Exact(value) => vec![at(var, Comparator::Equal, value, premise)],
            Estimate::Between { low, high } => [
                end(low, Comparator::AtLeast, Comparator::MoreThan),
                end(high, Comparator::AtMost, Comparator::LessThan),
            ]
            .into_iter()
            .flatten()
            .collect(),
            Estimate::About(_) => Vec::new(),
        }
    }

    /// What keeps the shorter limit keeps the longer.
    fn longer(&mut self, shorter: VarId, longer: VarId) -> Formula {
        let premise = self.nature(
            "what keeps the shorter limit keeps the longer".into(),
            "符合较短时限的，也符合较长时限".into(),
        );
        let room = Sum::of(longer).plus(&Sum::of(shorter), &Ratio::whole(-1));
        Formula::compare(&room, Comparator::AtLeast, premise)
    }

    /// Segments that add up to the whole, where all of them are spoken of.
    fn segments(&mut self, all: &[(VarId, KnownFigure)]) -> Vec<Formula> {
        let mut found = Vec::new();
        for (var, known) in all {
            let What::Metric {
                metric,
                segment: None,
                source: Source::Actual,
            } = known.figure.what
            else {
                continue;
            };
            let plan = self.program.metrics.get(metric.index());
            let schema = self.program.schema.metrics.get(metric.index());
            let (true, Some(schema)) = (plan.is_some_and(|plan| plan.adding_up), schema) else {
                continue;
            };
            let parts = (0..schema.segments.len()).map(|index| {
                self.figures.find(&Figure {
                    what: What::Metric {
                        metric,
                        segment: Some(dabiao_model::SegmentId::from(index)),
                        source: Source::Actual,
                    },
                    ..known.figure.clone()
                })
            });
            let parts: Vec<Option<VarId>> = parts.collect();
            let whole = parts.iter().all(Option::is_some);
            let rest = parts
                .into_iter()
                .flatten()
                .fold(Sum::of(*var), |sum, part| {
                    sum.plus(&Sum::of(part), &Ratio::whole(-1))
                });
            let comparator = if whole {
                Comparator::Equal
            } else {
                Comparator::AtLeast
            };
            if whole || known.positive {
                let premise =
                    self.nature("the parts make the whole".into(), "各分项合计为整体".into());
                found.push(Formula::compare(&rest, comparator, premise));
            }
        }
        found
    }
}

fn at(var: VarId, comparator: Comparator, value: &Ratio, premise: PremiseId) -> Formula {
    let sum = Sum::of(var).plus(&Sum::number(value.clone()), &Ratio::whole(-1));
    Formula::compare(&sum, comparator, premise)
}

fn is_share(what: &What) -> bool {
    match what {
        What::Kept(_) => true,
        What::Cases(aggregate) => matches!(aggregate.measure, Measure::Share),
        _ => false,
    }
}

/// Whether fewer cases keep another limit than this one, all else being the same.
fn keeps_less(other: &KnownFigure, known: &KnownFigure, limit: &RowLimit) -> bool {
    let What::Kept(tighter) = &other.figure.what else {
        return false;
    };
    let same_seat =
        (other.figure.entity, other.figure.period) == (known.figure.entity, known.figure.period);
    let same_but_limit = RowLimit {
        limit: limit.limit,
        ..(**tighter).clone()
    } == *limit;
    // A last day off moves to the first working day after it, which is never behind as many working days.
    let units = tighter.limit.unit == limit.limit.unit
        || (tighter.limit.unit, limit.limit.unit) == (LimitUnit::Days, LimitUnit::WorkingDays)
            && limit.stops.is_none()
            && !limit.before;
    let shorter = if limit.before {
        tighter.limit.count > limit.limit.count
    } else {
        tighter.limit.count < limit.limit.count
            || tighter.limit.count == limit.limit.count && tighter.limit.unit != limit.limit.unit
    };
    same_seat && same_but_limit && units && shorter
}
