//! One submission at a time: a struct's figures bound to a policy's metrics by name.

use dabiao_model::{
    Dataset, Decimal, EntityId, Estimate, Figure, FigureKind, FigureValue, Period, Place, Schema,
    SegmentId, ValueType,
};

/// Something that can be submitted: names of metrics with their values.
///
/// ```
/// use dabiao_core::{Bind, Policy, SourceFile, Sources, Submission};
/// use dabiao_core::{Date, Decimal, FigureValue};
///
/// struct Quarter { sme: Decimal, total: Decimal }
///
/// impl Submission for Quarter {
///     fn figures(&self) -> Vec<(&str, dabiao_core::Submitted)> {
///         vec![("SME value", self.sme.into()), ("total value", self.total.into())]
///     }
/// }
///
/// let mut sources = Sources::new();
/// sources.add(SourceFile::new("plan.dabiao", "policy \"Plan\"\nmetric SME value in yuan\n\
///     metric total value in yuan\ntarget 1: SME value / total value ≥ 80%\n"));
/// let policy = Policy::compile(&sources)?;
/// let quarter = Quarter { sme: Decimal::whole(80), total: Decimal::whole(100) };
/// let row = policy.schema().bind(&quarter)?;
/// let assessment = policy.evaluate_row(&row, Date::from_ymd_opt(2025, 3, 31).unwrap())?;
/// assert!(assessment.verdicts().all(|verdict| verdict.is_met()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Submission {
    /// The figures by the names or aliases of their metrics; a number is in its metric's unit.
    fn figures(&self) -> Vec<(&str, Submitted)>;

    /// Whose they are, for metrics per entity.
    fn entity(&self) -> Option<&str> {
        None
    }

    /// The period they belong to, for metrics with one.
    fn period(&self) -> Option<Period> {
        None
    }
}

/// A submitted value; a float cannot become one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Submitted {
    /// A number in the metric's unit.
    Number(Decimal),
    /// Yes or no.
    YesNo(bool),
    /// Not submitted.
    Nothing,
}

impl From<Decimal> for Submitted {
    fn from(number: Decimal) -> Self {
        Self::Number(number)
    }
}

impl From<i64> for Submitted {
    fn from(number: i64) -> Self {
        Self::Number(Decimal::whole(number))
    }
}

impl From<bool> for Submitted {
    fn from(yes: bool) -> Self {
        Self::YesNo(yes)
    }
}

impl<T: Into<Submitted>> From<Option<T>> for Submitted {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Nothing, Into::into)
    }
}

/// Why a submission does not fit a policy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BindError {
    /// The policy has no such metric.
    #[error("the policy has no metric {0:?}")]
    UnknownMetric(String),
    /// The policy has no such entity.
    #[error("the policy has no entity {0:?}")]
    UnknownEntity(String),
    /// A metric is computed from others.
    #[error("{0:?} is computed from other figures and cannot be submitted")]
    Derived(String),
    /// A number for yes or no, or the other way round.
    #[error("{0:?} takes another type of value")]
    WrongType(String),
    /// A metric per entity, but the submission says no entity.
    #[error("{0:?} needs an entity")]
    NeedsEntity(String),
    /// A metric per period, but the submission says no period.
    #[error("{0:?} needs a period")]
    NeedsPeriod(String),
}

/// A bound submission.
#[derive(Debug, Clone)]
pub struct Row(Dataset);

/// Binding submissions to a schema: names are looked up once, here.
pub trait Bind {
    /// Binds a submission to the metrics of a policy.
    ///
    /// # Errors
    ///
    /// [`BindError`] for the first figure that does not fit.
    fn bind(&self, submission: &impl Submission) -> Result<Row, BindError>;
}

impl Bind for Schema {
    fn bind(&self, submission: &impl Submission) -> Result<Row, BindError> {
        let entity = submission.entity().map(|name| {
            self.entity(name)
                .ok_or_else(|| BindError::UnknownEntity(name.to_owned()))
        });
        let (entity, period) = (entity.transpose()?, submission.period());
        let mut data = Dataset {
            sources: vec!["submission".into()],
            ..Dataset::default()
        };
        data.tables = vec![None; self.records.len()];
        for (line, (name, value)) in (1_u32..).zip(submission.figures()) {
            let place = Place {
                source: 0,
                line,
                column: 0,
            };
            data.figures
                .extend(figure(self, name, &value, entity, period, place)?);
        }
        Ok(Row(data))
    }
}

impl Row {
    /// The submission as a data set.
    pub fn dataset(&self) -> &Dataset {
        &self.0
    }
}

/// A metric's name may carry its segment: `办电时间 (低压)`.
fn resolve(schema: &Schema, name: &str) -> Option<(dabiao_model::MetricId, Option<SegmentId>)> {
    if let Some(id) = schema.metric(name) {
        return Some((id, None));
    }
    let (metric, segment) = name.strip_suffix(')')?.rsplit_once('(')?;
    let id = schema.metric(metric.trim())?;
    let segment = schema.metrics.get(id.index())?.segment(segment.trim())?;
    Some((id, Some(segment)))
}

fn figure(
    schema: &Schema,
    name: &str,
    value: &Submitted,
    entity: Option<EntityId>,
    period: Option<Period>,
    place: Place,
) -> Result<Option<Figure>, BindError> {
    let unknown = || BindError::UnknownMetric(name.to_owned());
    let (id, segment) = resolve(schema, name).ok_or_else(unknown)?;
    let metric = schema.metrics.get(id.index()).ok_or_else(unknown)?;
    let (value, decimals) = match (value, metric.value) {
        _ if metric.derived => return Err(BindError::Derived(name.to_owned())),
        (Submitted::Nothing, _) => return Ok(None),
        (Submitted::Number(number), ValueType::Number) => {
            let base = metric.unit.to_base(&number.to_ratio());
            (FigureValue::Number(Estimate::Exact(base)), number.scale())
        }
        (Submitted::YesNo(yes), ValueType::YesNo) => (FigureValue::YesNo(*yes), 0),
        _ => return Err(BindError::WrongType(name.to_owned())),
    };
    if metric.per.is_some() && entity.is_none() {
        return Err(BindError::NeedsEntity(name.to_owned()));
    }
    if metric.cadence.is_some() && period.is_none() {
        return Err(BindError::NeedsPeriod(name.to_owned()));
    }
    Ok(Some(Figure {
        metric: id,
        segment,
        entity: metric.per.and(entity),
        period,
        kind: FigureKind::Actual,
        value,
        decimals,
        unit: metric.unit.clone(),
        submitted_on: None,
        by: None,
        evidence: None,
        place,
    }))
}
