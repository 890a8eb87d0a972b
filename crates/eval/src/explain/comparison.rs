//! Actual value, threshold and margin of what is compared.

use dabiao_model::{Comparator, Ratio, State, Unit};

use super::detail::Threshold;
use super::value::Value;
use crate::evaluate::cell::{Cell, Outcome, Used};
use crate::evaluate::{Evaluation, Frame};
use crate::program::{Condition, ConditionId, RowLimit, SlotId, TestId};

/// Actual value, threshold, margin; each where there is one.
pub(super) type Comparison = (Option<Value>, Option<Threshold>, Option<Value>);

/// Actual, threshold and margin of a test.
pub(super) fn compared(evaluation: &Evaluation<'_>, id: TestId, frame: Frame) -> Comparison {
    let Some(test) = evaluation.program.tests.get(id.index()) else {
        return (None, None, None);
    };
    let left = crate::evaluate::compute::rounded(test, evaluation.expr(test.left, frame));
    let right = evaluation.expr(test.right, frame);
    let number = |cell: &Cell| match cell {
        Cell::Number(estimate) | Cell::Doubtful(estimate, _) => {
            Some(Value::Number(estimate.clone(), test.unit.clone()))
        }
        Cell::YesNo(yes) => Some(Value::YesNo(*yes)),
        _ => None,
    };
    let threshold = number(&right).map(|value| Threshold {
        comparator: test.comparator,
        value,
    });
    let margin = left
        .as_exact()
        .zip(right.as_exact())
        .and_then(|(a, b)| margin(a, test.comparator, b));
    (
        number(&left),
        threshold,
        margin.map(|margin| Value::exact(margin, test.margin_unit.clone())),
    )
}

/// Room above or below a threshold; of `=` minus the distance; none of `≠`.
fn margin(actual: &Ratio, comparator: Comparator, threshold: &Ratio) -> Option<Ratio> {
    match comparator {
        Comparator::AtLeast | Comparator::MoreThan => Some(actual - threshold),
        Comparator::AtMost | Comparator::LessThan => Some(threshold - actual),
        Comparator::Equal => Some(-&(actual - threshold).abs()),
        Comparator::NotEqual => None,
    }
}

/// A yes/no figure, or of several entities the share that has yes.
pub(super) fn held(
    evaluation: &Evaluation<'_>,
    id: ConditionId,
    slot: SlotId,
    frame: Frame,
) -> Comparison {
    let Some(Condition::Every(_, entities)) = evaluation.program.conditions.get(id.index()) else {
        let actual = match evaluation.yes_no(slot, frame) {
            Cell::YesNo(yes) => Some(Value::YesNo(yes)),
            _ => None,
        };
        return (actual, Some(required(true)), None);
    };
    let cells = entities.iter().map(|entity| {
        evaluation.yes_no(
            slot,
            Frame {
                entity: Some(*entity),
                ..frame
            },
        )
    });
    let known: Vec<bool> = cells
        .filter_map(|cell| match cell {
            Cell::YesNo(yes) => Some(yes),
            _ => None,
        })
        .collect();
    if known.len() < entities.len() {
        return (None, None, None);
    }
    let share = Ratio::new(
        known.iter().filter(|yes| **yes).count() as i128,
        known.len() as i128,
    );
    share_of_all(share, Comparator::Equal, Ratio::ONE)
}

/// The answer that is required of a yes/no figure.
pub(super) fn required(answer: bool) -> Threshold {
    Threshold {
        comparator: Comparator::Equal,
        value: Value::YesNo(answer),
    }
}

/// A yes/no figure against another.
pub(super) fn agreed(
    evaluation: &Evaluation<'_>,
    (left, right): (SlotId, SlotId),
    agree: bool,
    frame: Frame,
) -> Comparison {
    let answer = |slot| match evaluation.yes_no(slot, frame) {
        Cell::YesNo(yes) => Some(Value::YesNo(yes)),
        _ => None,
    };
    let comparator = if agree {
        Comparator::Equal
    } else {
        Comparator::NotEqual
    };
    let threshold = answer(right).map(|value| Threshold { comparator, value });
    (answer(left), threshold, None)
}

/// The share of rows that keep a limit; what is asked of it is known before the first of them is closed.
pub(super) fn kept(limit: &RowLimit, used: &[Used]) -> Comparison {
    let tally = used.iter().find_map(|used| match used {
        Used::Limited { tally, .. } => Some(*tally),
        _ => None,
    });
    let (comparator, threshold) = (limit.share.0, limit.share.1.clone());
    let Some(tally) = tally.filter(|tally| tally.in_time.saturating_add(tally.late) > 0) else {
        return (None, Some(share_asked(comparator, threshold)), None);
    };
    let share = Ratio::new(
        tally.in_time as i128,
        tally.in_time.saturating_add(tally.late) as i128,
    );
    share_of_all(share, comparator, threshold)
}

fn share_of_all(share: Ratio, comparator: Comparator, threshold: Ratio) -> Comparison {
    let units = dabiao_model::Units::default();
    let points = units.find("points").unwrap_or_else(Unit::number);
    let margin = margin(&share, comparator, &threshold).map(|margin| Value::exact(margin, points));
    let asked = share_asked(comparator, threshold);
    let actual = units.find("%").unwrap_or_else(Unit::number);
    (Some(Value::exact(share, actual)), Some(asked), margin)
}

/// What is asked of a share, in percent.
fn share_asked(comparator: Comparator, threshold: Ratio) -> Threshold {
    let percent = dabiao_model::Units::default().find("%");
    Threshold {
        comparator,
        value: Value::exact(threshold, percent.unwrap_or_else(Unit::number)),
    }
}

/// The state an outcome gives a part.
pub(super) fn state_of(outcome: &Outcome, due: bool) -> State {
    match (outcome, due) {
        (Outcome::Holds, true) => State::Met,
        (Outcome::Holds, false) => State::OnTrack,
        (Outcome::Fails, true) => State::Unmet,
        (Outcome::Unknown(_), true) => State::NoData,
        (Outcome::Fails | Outcome::Unknown(_), false) => State::Pending,
        (Outcome::Empty(_), _) => State::NotApplicable,
        (Outcome::Invalid(_), _) => State::Invalid,
    }
}
