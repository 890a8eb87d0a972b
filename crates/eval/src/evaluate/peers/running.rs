//! Values joined from the front and from the back, so that the total without one of them takes one step.

use dabiao_model::Estimate;

/// How two values are joined; nothing where their bounds do not allow it.
pub(super) type Joint = fn(&Estimate, &Estimate) -> Option<Estimate>;

/// What some values come to: nothing where they cannot be joined, and of no values no estimate.
type Joined = Option<Option<Estimate>>;

/// Values joined from both ends.
#[derive(Debug)]
pub(super) struct Running {
    joint: Joint,
    /// All before the place; one more at the end for all.
    before: Vec<Joined>,
    /// All behind the place.
    behind: Vec<Joined>,
}

impl Running {
    pub(super) fn new(values: &[Estimate], joint: Joint) -> Self {
        let before = cumulated(values.iter(), joint);
        let mut behind = cumulated(values.iter().rev(), joint);
        behind.pop();
        behind.reverse();
        Self {
            joint,
            before,
            behind,
        }
    }

    /// All joined, or all but the one at a place; nothing where two of them cannot be joined.
    pub(super) fn total(&self, without: Option<usize>) -> Option<Estimate> {
        let Some(place) = without else {
            return self.before.last().cloned().flatten().flatten();
        };
        let before = self.before.get(place).cloned().flatten();
        let behind = self.behind.get(place).cloned().flatten();
        join(before, behind?.as_ref(), self.joint).flatten()
    }
}

fn join(a: Joined, b: Option<&Estimate>, joint: Joint) -> Joined {
    Some(match (a?, b) {
        (Some(a), Some(b)) => Some(joint(&a, b)?),
        (Some(a), None) => Some(a),
        (None, b) => b.cloned(),
    })
}

/// What is joined before each value, and at the end what all come to.
fn cumulated<'e>(values: impl Iterator<Item = &'e Estimate>, joint: Joint) -> Vec<Joined> {
    let mut total: Joined = Some(None);
    let mut totals = vec![total.clone()];
    for value in values {
        total = join(total, Some(value), joint);
        totals.push(total.clone());
    }
    totals
}
