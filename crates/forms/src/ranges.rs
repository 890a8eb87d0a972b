//! Between which values a figure is expected: by its plausible range, and by checks that bound it with a number.

use std::sync::Arc;

use dabiao_core::program::{Check, Condition, ConditionId, Expr, ExprId, Moment, Slot, Source};
use dabiao_core::{Comparator, Language, MetricId, Program, Ratio};

/// An end of a range, in base units.
#[derive(Debug, Clone)]
pub(crate) struct Bound {
    /// How a figure must compare with the value.
    pub(crate) comparator: Comparator,
    pub(crate) value: Ratio,
    /// The check that says so; none for the plausible range.
    pub(crate) check: Option<Arc<str>>,
}

/// The bounds of a metric, or of one of its segments.
pub(crate) fn bounds(program: &Program, metric: MetricId, segment: Option<usize>) -> Vec<Bound> {
    let plan = program.metrics.get(metric.index());
    let mut bounds = Vec::new();
    if let Some((low, high)) = plan.and_then(|plan| plan.plausible.as_ref()) {
        let plausible = |comparator, value: &Ratio| Bound {
            comparator,
            value: value.clone(),
            check: None,
        };
        bounds.push(plausible(Comparator::AtLeast, low));
        bounds.push(plausible(Comparator::AtMost, high));
    }
    for check in program.checks.iter().filter(|check| check.window.is_none()) {
        let wanted = Wanted {
            program,
            metric,
            segment,
            check,
        };
        wanted.condition(check.condition, &mut bounds);
    }
    bounds
}

/// Whose bounds are looked for, in which check.
struct Wanted<'p> {
    program: &'p Program,
    metric: MetricId,
    segment: Option<usize>,
    check: &'p Check,
}

impl Wanted<'_> {
    /// All that must hold together; of alternatives none bounds a figure alone.
    fn condition(&self, id: ConditionId, found: &mut Vec<Bound>) {
        match self.program.conditions.get(id.index()) {
            Some(Condition::And(parts)) => {
                for part in parts {
                    self.condition(*part, found);
                }
            }
            Some(Condition::Test(id)) => {
                let test = self.program.tests.get(id.index());
                found.extend(test.and_then(|test| {
                    let comparator = test.comparator;
                    self.bound(test.left, comparator, test.right)
                        .or_else(|| self.bound(test.right, comparator.flipped(), test.left))
                }));
            }
            _ => {}
        }
    }

    fn bound(&self, figure: ExprId, comparator: Comparator, number: ExprId) -> Option<Bound> {
        let exprs = &self.program.exprs;
        let (Expr::Slot(slot), Expr::Number(value, _) | Expr::Parameter(_, value, _)) =
            (exprs.get(figure.index())?, exprs.get(number.index())?)
        else {
            return None;
        };
        let slot = self.program.slots.get(slot.index())?;
        let check = self.check;
        let name = check.title.as_ref().unwrap_or(&check.id);
        self.is_of(slot).then(|| Bound {
            comparator,
            value: value.clone(),
            check: Some(name.clone()),
        })
    }

    /// Whether a column is the figure as it is submitted.
    fn is_of(&self, slot: &Slot) -> bool {
        slot.metric == self.metric
            && slot.segment == self.segment.map(Into::into)
            && slot.source == Source::Actual
            && slot.moment == Moment::NOW
    }
}

/// The bounds as text: `0 – 60 days`, `≤ 30 days (check “Fast”)`.
pub(crate) fn text(
    program: &Program,
    metric: MetricId,
    bounds: &[Bound],
    language: Language,
) -> Option<String> {
    let unit = &program.schema.metrics.get(metric.index())?.unit;
    let show = |value: &Ratio| unit.show(value, 6, language);
    let mut parts = Vec::new();
    if let [low, high, ..] = bounds
        && low.check.is_none()
    {
        parts.push(format!("{} – {}", show(&low.value), show(&high.value)));
    }
    for bound in bounds {
        if let Some(check) = &bound.check {
            let bound = format!("{} {}", bound.comparator.symbol(), show(&bound.value));
            parts.push(language.pick(
                format!("{bound} (check “{check}”)"),
                format!("{bound}（核验“{check}”）"),
            ));
        }
    }
    (!parts.is_empty()).then(|| parts.join(language.pick("; ", "；")))
}
