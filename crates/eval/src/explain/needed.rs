//! The smallest change of one figure that would meet a test.

mod peers;

use dabiao_model::{Atom, Comparator, Estimate, MetricId, Ratio, Unit};

use crate::evaluate::{Evaluation, Frame};
use crate::program::{Form, Linear, Quotient, Slot, SlotId, Test};

/// By how much one figure would have to change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needed {
    /// The slot that changes.
    pub slot: SlotId,
    /// By how much, in base units; positive is more.
    pub change: Ratio,
    /// The unit to show it in.
    pub unit: Unit,
    /// Whether the test is strict and the change itself just not enough.
    pub more_than: bool,
    /// The whole that changes with it.
    pub moves: Option<MetricId>,
    /// The denominator that is taken to stay.
    pub holds: Option<MetricId>,
}

/// What it would take; nothing when no single figure decides.
pub(super) fn needed(evaluation: &Evaluation<'_>, test: &Test, frame: Frame) -> Option<Needed> {
    match test.form {
        Form::Linear(index) => linear(
            evaluation,
            evaluation.program.linear.get(index as usize)?,
            frame,
        ),
        Form::Quotient(index) => quotient(
            evaluation,
            evaluation.program.quotients.get(index as usize)?,
            frame,
        ),
        Form::General => peers::needed(evaluation, test, frame),
    }
}

fn exact(evaluation: &Evaluation<'_>, slot: SlotId, frame: Frame) -> Option<Ratio> {
    match evaluation.slot(slot, frame) {
        crate::evaluate::cell::Cell::Number(Estimate::Exact(value)) => Some(value),
        _ => None,
    }
}

/// The slot if it is a figure of the judged time that may still change.
fn movable(evaluation: &Evaluation<'_>, id: SlotId) -> Option<Slot> {
    let slot = *evaluation.program.slots.get(id.index())?;
    (slot.source.is_achieved() && slot.moment.is_current()).then_some(slot)
}

/// The comparison can be met by moving in one direction only.
fn is_monotone(comparator: Comparator) -> bool {
    matches!(
        comparator,
        Comparator::AtLeast | Comparator::AtMost | Comparator::MoreThan | Comparator::LessThan
    )
}

fn linear(evaluation: &Evaluation<'_>, linear: &Linear, frame: Frame) -> Option<Needed> {
    let mut movable_terms = linear
        .terms
        .iter()
        .filter(|(slot, _)| movable(evaluation, *slot).is_some());
    let (slot, factor) = movable_terms.next()?;
    if movable_terms.next().is_some() || !is_monotone(linear.comparator) {
        return None;
    }
    let sum =
        linear
            .terms
            .iter()
            .try_fold(Ratio::whole(linear.constant), |sum, (slot, factor)| {
                Some(&sum + &(&exact(evaluation, *slot, frame)? * &Ratio::whole(*factor)))
            })?;
    if linear.comparator.holds(sum.cmp(&Ratio::ZERO)) {
        return None;
    }
    let change = (-&sum).checked_div(&Ratio::whole(*factor))?;
    finish(evaluation, *slot, change, linear.comparator, None, None)
}

fn quotient(evaluation: &Evaluation<'_>, quotient: &Quotient, frame: Frame) -> Option<Needed> {
    let ([(above, top)], [(below, bottom)]) = (
        quotient.numerator.as_slice(),
        quotient.denominator.as_slice(),
    ) else {
        return None;
    };
    if !is_monotone(quotient.comparator) || *top <= 0 || *bottom <= 0 {
        return None;
    }
    let (a, b) = (
        exact(evaluation, *above, frame)?,
        exact(evaluation, *below, frame)?,
    );
    let (a, b) = (&a * &Ratio::whole(*top), &b * &Ratio::whole(*bottom));
    let threshold = Ratio::new(quotient.threshold.0, quotient.threshold.1);
    let ratio = a.checked_div(&b)?;
    if b.is_negative() || quotient.comparator.holds(ratio.cmp(&threshold)) {
        return None;
    }
    let (part, whole) = (movable(evaluation, *above)?, movable(evaluation, *below)?);
    let plan = evaluation.program.metrics.get(part.metric.index())?;
    let short = &(&threshold * &b) - &a;
    if plan.part_of == Some(whole.metric) && top == bottom {
        // The numerator is part of its denominator, so both move: (a + x) / (b + x) = t.
        let change = short
            .checked_div(&(&Ratio::ONE - &threshold))?
            .checked_div(&Ratio::whole(*top))?;
        let reachable = !(&Ratio::ONE - &threshold).is_negative();
        return reachable
            .then(|| {
                finish(
                    evaluation,
                    *above,
                    change,
                    quotient.comparator,
                    Some(whole.metric),
                    None,
                )
            })
            .flatten();
    }
    let change = short.checked_div(&Ratio::whole(*top))?;
    finish(
        evaluation,
        *above,
        change,
        quotient.comparator,
        None,
        Some(whole.metric),
    )
}

fn finish(
    evaluation: &Evaluation<'_>,
    slot: SlotId,
    change: Ratio,
    comparator: Comparator,
    moves: Option<MetricId>,
    holds: Option<MetricId>,
) -> Option<Needed> {
    let metric = evaluation.program.slots.get(slot.index())?.metric;
    let unit = evaluation
        .program
        .schema
        .metrics
        .get(metric.index())?
        .unit
        .clone();
    let strict = matches!(comparator, Comparator::MoreThan | Comparator::LessThan);
    let counts = matches!(unit.dimension.atom(), Some(Atom::Noun(_)));
    if !counts {
        return Some(Needed {
            slot,
            change,
            unit,
            more_than: strict,
            moves,
            holds,
        });
    }
    // Things that are counted change by whole ones.
    let away = if change.is_negative() {
        change.floor()
    } else {
        change.ceil()
    };
    let step = if change.is_negative() {
        Ratio::whole(-1)
    } else {
        Ratio::ONE
    };
    let change = if strict && away == change {
        &away + &step
    } else {
        away
    };
    Some(Needed {
        slot,
        change,
        unit,
        more_than: false,
        moves,
        holds,
    })
}
