//! Figures and cases as a test gives them.

use dabiao_eval::program::{RowCondition, RowScope, Source};
use dabiao_model::{
    Date, EntityId, Estimate, MetricId, Nature, Period, Ratio, RecordId, SegmentId, ValueType,
};
use dabiao_syntax::ast::{Given, GivenFigure, GivenSource, GivenValue, GivenWhat};

use super::asked::Asked;
use super::cases::{self, Rows};
use super::days::{Counting, Start, occasions};
use super::row::{Row, Setting};
use super::{Sitting, Writer, written};
use crate::decide::VarId;
use crate::world::{KnownFigure, What};

/// What a test submits, and the last day that any of it speaks of.
pub(super) struct Submitted {
    pub(super) given: Vec<Given>,
    pub(super) last: Option<Date>,
}

/// Where figures are given.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) entities: &'a [Option<EntityId>],
    pub(super) sitting: Sitting,
    /// The start and the end of the limit that cases keep or miss.
    pub(super) start: Option<&'a Start>,
    /// Which cases of the same record others look at, and these must not be.
    pub(super) others: &'a [RowCondition],
}

/// Why figures could not be given.
pub(super) type Why = (String, String);

fn why<T>(en: impl Into<String>, zh: impl Into<String>) -> Result<T, Why> {
    Err((en.into(), zh.into()))
}

impl<'a> Writer<'a> {
    /// All that is read, with these values.
    pub(super) fn submitted(
        &self,
        asked: &Asked<'_>,
        values: &[Ratio],
        place: Place<'_>,
    ) -> Result<Submitted, Why> {
        let mut submitted = Submitted {
            given: Vec::new(),
            last: None,
        };
        for (var, known) in asked
            .figures
            .iter()
            .filter(|(var, _)| asked.read.contains(var))
        {
            let value = values.get(var.0).cloned().unwrap_or_default();
            match &known.figure.what {
                What::Metric {
                    metric,
                    segment,
                    source,
                } => {
                    let of = (*metric, *segment, *source);
                    submitted.add(self.figure(of, known, &value, place)?);
                }
                What::Formula(_) => {
                    return why(
                        format!("no sum of figures says what “{}” is", known.name.en),
                        format!("“{}”不是数值之和，无从设定", known.name.zh),
                    );
                }
                What::Kept(_) | What::Cases(_) | What::Recurs(_) => {
                    let others = apart(asked, var, known)?;
                    let place = Place {
                        others: &others,
                        ..place
                    };
                    self.cases(known, &value, place, &mut submitted)?;
                }
            }
        }
        Ok(submitted)
    }

    fn figure(
        &self,
        (metric, segment, source): (MetricId, Option<SegmentId>, Source),
        known: &KnownFigure,
        value: &Ratio,
        place: Place<'_>,
    ) -> Result<Option<Given>, Why> {
        // What is written into the policy need not be given again.
        let declared = self.program.declared.iter().any(|it| {
            let same = (it.metric, it.segment, it.source) == (metric, segment, source);
            same && it.value == Estimate::Exact(value.clone())
        });
        if declared {
            return Ok(None);
        }
        let Some(schema) = self.program.schema.metrics.get(metric.index()) else {
            return Ok(None);
        };
        let source = match source {
            Source::Actual => GivenSource::Actual,
            Source::Baseline => GivenSource::Baseline,
            Source::Benchmark(id) => {
                GivenSource::Benchmark(written::text(schema.benchmark_name(id, self.language)))
            }
            Source::OwnLevel => {
                return why(
                    format!("“{}” is read without what lies below", known.name.en),
                    format!("“{}”只取本级，无从单独设定", known.name.zh),
                );
            }
        };
        let value = if schema.value == ValueType::YesNo {
            GivenValue::YesNo(!value.is_zero())
        } else {
            let quantity = written::quantity(value, &schema.unit, self.language);
            match quantity {
                Some(quantity) => GivenValue::Exactly(quantity),
                None => {
                    return why(
                        format!(
                            "no figure with few digits lies at the edge of “{}”",
                            known.name.en
                        ),
                        format!("“{}”的临界值没有有限小数", known.name.zh),
                    );
                }
            }
        };
        let actual = source == GivenSource::Actual;
        let figure = GivenFigure {
            metric: written::name(self.program.schema.metric_name(metric)),
            segment: segment
                .and_then(|segment| schema.segments.get(segment.index()))
                .map(|segment| written::name(segment)),
            source,
            values: vec![value],
        };
        let period = known.figure.period.filter(|_| actual);
        let period = match (period, schema.cadence, schema.nature) {
            (Some(day), Some(cadence), Nature::Stock | Nature::Cumulative) => {
                Period::containing(day.end(), cadence)
            }
            (period, ..) => period,
        };
        let early = place.sitting.due.filter(|due| {
            period.is_some_and(|period| period.start() <= *due && *due < period.end())
        });
        let entities = self.whose(known.figure.entity, schema.per, place);
        let what = GivenWhat::Figures(vec![figure]);
        Ok(Some(written::given(what, &entities, period, early)))
    }

    /// Whose a figure is: of those judged, or of what they belong to.
    fn whose(
        &self,
        entity: Option<EntityId>,
        per: Option<dabiao_model::KindId>,
        place: Place<'_>,
    ) -> Vec<String> {
        let (Some(entity), Some(kind)) = (entity, per) else {
            return Vec::new();
        };
        if !place.entities.contains(&Some(entity)) {
            return self.names(&[Some(entity)]);
        }
        let schema = &self.program.schema;
        let mut found: Vec<Option<EntityId>> = Vec::new();
        for judged in place.entities.iter().flatten() {
            let is_of_kind = |id: &EntityId| {
                schema
                    .entities
                    .get(id.index())
                    .is_some_and(|it| it.kind == kind)
            };
            let all = (0..schema.entities.len()).map(EntityId::from);
            let mut above = all.filter(|it| is_of_kind(it) && schema.lies_in(*judged, *it));
            let own = above.next().unwrap_or(*judged);
            if !found.contains(&Some(own)) {
                found.push(Some(own));
            }
        }
        self.names(&found)
    }

    fn cases(
        &self,
        known: &KnownFigure,
        value: &Ratio,
        place: Place<'_>,
        submitted: &mut Submitted,
    ) -> Result<(), Why> {
        let Some((record, rows)) = self.rows(known, value, place) else {
            return why(
                format!("no cases come to this value of “{}”", known.name.en),
                format!("设不出使“{}”恰为临界值的个案", known.name.zh),
            );
        };
        let at = self.setting(record, known, place);
        let schema = self.program.schema.records.get(record.index());
        let entities = self.whose(known.figure.entity, schema.and_then(|it| it.per), place);
        let record = written::name(
            schema
                .and_then(|it| it.names.first())
                .map_or("", AsRef::as_ref),
        );
        for (row, count) in rows {
            submitted.last = submitted.last.max(row.days().max());
            let Some(fields) = row.fields(at, self.language) else {
                return why("a case with no cell says nothing", "没有内容的个案无从设定");
            };
            let what = GivenWhat::Rows {
                record: record.clone(),
                fields,
                count: (count > 1).then_some(count),
            };
            submitted
                .given
                .push(written::given(what, &entities, None, None));
        }
        Ok(())
    }

    fn setting<'b>(&self, record: RecordId, known: &KnownFigure, place: Place<'b>) -> Setting<'b>
    where
        'a: 'b,
    {
        let period = known.figure.period.or(place.sitting.period);
        let (first, last) = period.map_or((self.first_day(), self.last_day()), |period| {
            (period.start(), period.end())
        });
        Setting {
            program: self.program,
            calendar: self.calendar,
            record,
            day: place.start.map_or(first, |start| start.day),
            end: last,
            others: place.others,
        }
    }

    fn rows(
        &self,
        known: &KnownFigure,
        value: &Ratio,
        place: Place<'_>,
    ) -> Option<(RecordId, Rows)> {
        let (record, rows) = match &known.figure.what {
            What::Kept(limit) => {
                let record = limit.scope.record;
                let at = self.setting(record, known, place);
                // Another limit has another last day.
                let start = match place.start {
                    Some(start) => Start {
                        last: Counting::of(limit).last_day(self.calendar, start.day)?,
                        ..start.clone()
                    },
                    None => self.ordinary(limit, at)?,
                };
                (record, cases::kept(limit, value, &start, at)?)
            }
            What::Cases(aggregate) => {
                let record = aggregate.scope.record;
                let at = self.setting(record, known, place);
                (record, cases::valued(aggregate, value, at)?)
            }
            What::Recurs(duty) => {
                let record = duty.scope.record;
                let at = self.setting(record, known, place);
                let period = known.figure.period.or(place.sitting.period)?;
                let mut days = occasions(duty.recurrence, period, self.calendar);
                let times = duty.recurrence.occurs.times();
                let missed = value.is_zero().then(|| days.pop()).flatten();
                let mut rows = Rows::new();
                let row = |day: Date| {
                    let mut row = Row::default();
                    let set = row.set(duty.event, &at.event(duty.event, day)?);
                    let passes = cases::is_among(&mut row, &duty.scope, at);
                    row.complete(at);
                    (set && passes).then_some(row)
                };
                for day in days {
                    rows.push((row(day)?, times));
                }
                if let Some(day) = missed {
                    // A day late, and as often but for once where that is how it is counted.
                    rows.push((row(day.succ_opt()?)?, times));
                }
                (record, rows)
            }
            What::Metric { .. } | What::Formula(_) => return None,
        };
        let at = self.setting(record, known, place);
        let period = known.figure.period.or(place.sitting.period);
        let anytime = match &known.figure.what {
            What::Recurs(_) => true,
            What::Cases(aggregate) => {
                let masks = [&aggregate.filter, &aggregate.scope.among];
                masks.into_iter().flatten().any(is_open_for)
            }
            _ => false,
        };
        (anytime || cases::belong(&rows, period, at)).then_some((record, rows))
    }
}

impl Submitted {
    /// A figure, in one line with others of the same place.
    fn add(&mut self, given: Option<Given>) {
        let Some(given) = given else {
            return;
        };
        if let (Some(known), GivenWhat::Figures(figures)) = (self.given.last_mut(), &given.what) {
            let same = (&known.entities, &known.period, known.submitted_on)
                == (&given.entities, &given.period, given.submitted_on);
            if let (true, GivenWhat::Figures(others)) = (same, &mut known.what) {
                others.extend(figures.iter().cloned());
                return;
            }
        }
        self.given.push(given);
    }
}

/// Which cases the other values of the same record look at: those of a value of its own must be none of them.
fn apart(asked: &Asked<'_>, var: VarId, known: &KnownFigure) -> Result<Vec<RowCondition>, Why> {
    let Some(own) = known.figure.what.scope() else {
        return Ok(Vec::new());
    };
    let mut masks = Vec::new();
    for (other, it) in asked
        .figures
        .iter()
        .filter(|(it, _)| asked.read.contains(it))
    {
        let scope = it.figure.what.scope().filter(|it| it.record == own.record);
        let Some(scope) = scope.filter(|_| other != var) else {
            continue;
        };
        match &scope.among {
            Some(mask) if scope.among != own.among => masks.push(mask.clone()),
            _ => {
                return why(
                    "two values of the same cases cannot be set apart",
                    "同一台账的两项数值无法分别设定",
                );
            }
        }
    }
    Ok(masks)
}

impl What {
    /// Which cases it looks at, if any.
    fn scope(&self) -> Option<&RowScope> {
        match self {
            Self::Kept(limit) => Some(&limit.scope),
            Self::Cases(aggregate) => Some(&aggregate.scope),
            Self::Recurs(duty) => Some(&duty.scope),
            Self::Metric { .. } | Self::Formula(_) => None,
        }
    }
}

/// Whether a mask looks at every case, as it stood at the end of the period.
fn is_open_for(mask: &RowCondition) -> bool {
    match mask {
        RowCondition::OpenFor { .. } => true,
        RowCondition::And(parts) | RowCondition::Or(parts) => parts.iter().any(is_open_for),
        RowCondition::Not(inner) => is_open_for(inner),
        _ => false,
    }
}
