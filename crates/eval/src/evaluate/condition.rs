//! The outcome of a condition: three-valued, with what does not apply dropping out.

use dabiao_model::{Date, EntityId};

use super::cell::{Cell, Judgement, Outcome};
use super::compute::truth;
use super::{Evaluation, Frame};
use crate::program::{Condition, ConditionId, SlotId};
use crate::reason::Gap;

/// What a part with nothing to measure counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Emptiness {
    /// As nothing: it drops out.
    DropsOut,
    /// As met: the target says `empty counts as met`.
    Holds,
    /// As the contrary, so that it comes out as met behind a `not`.
    Fails,
}

impl Emptiness {
    /// Of a target that says `empty counts as met`, or does not.
    pub(crate) fn of(counts_as_met: bool) -> Self {
        if counts_as_met {
            Self::Holds
        } else {
            Self::DropsOut
        }
    }

    pub(crate) fn turned(self) -> Self {
        match self {
            Self::DropsOut => Self::DropsOut,
            Self::Holds => Self::Fails,
            Self::Fails => Self::Holds,
        }
    }

    fn settle(self, outcome: Outcome) -> Outcome {
        match (outcome, self) {
            (Outcome::Empty(_), Self::Holds) => Outcome::Holds,
            (Outcome::Empty(_), Self::Fails) => Outcome::Fails,
            (outcome, _) => outcome,
        }
    }
}

impl Evaluation<'_> {
    /// The outcome of a condition in a frame.
    pub(crate) fn condition(&self, id: ConditionId, frame: Frame) -> Judgement {
        self.condition_of(id, frame, Emptiness::DropsOut)
    }

    /// The outcome of a condition in a frame, whose parts with nothing to measure count as something.
    pub(crate) fn condition_of(
        &self,
        id: ConditionId,
        frame: Frame,
        empty: Emptiness,
    ) -> Judgement {
        self.work(1);
        let Some(condition) = self.program.conditions.get(id.index()) else {
            return Judgement::of(Outcome::Unknown(Gap::OutOfScope));
        };
        let part = |part: &ConditionId| self.condition_of(*part, frame, empty);
        let judgement = match condition {
            Condition::Test(test) => Judgement::of(self.test(*test, frame)),
            Condition::Holds(slot) => Judgement::of(self.holds(*slot, frame)),
            Condition::Agree(left, right, agree) => {
                Judgement::of(self.agree(*left, *right, *agree, frame))
            }
            Condition::Every(slot, entities) => self.every(*slot, entities, frame),
            Condition::Rows(limit) => self.row_limit(*limit, frame),
            Condition::Recurs(duty) => self.recurring_event(duty, frame),
            Condition::And(parts) => all(parts.iter().map(part)),
            Condition::Or(parts) => any(parts.iter().map(part)),
            Condition::Not(inner) => not(self.condition_of(*inner, frame, empty.turned())),
        };
        Judgement {
            outcome: empty.settle(judgement.outcome),
            ..judgement
        }
    }

    fn holds(&self, slot: SlotId, frame: Frame) -> Outcome {
        match self.yes_no(slot, frame) {
            Cell::YesNo(yes) => truth(yes),
            Cell::Missing(gap) => Outcome::Unknown(gap),
            Cell::Empty(gap) => Outcome::Empty(gap),
            Cell::Invalid(why) => Outcome::Invalid(why),
            Cell::Number(_) | Cell::Doubtful(..) => Outcome::Unknown(Gap::UndecidedByBound),
        }
    }

    /// Whether two yes/no figures are the same, or are not; what is no plain yes or no tells why.
    fn agree(&self, left: SlotId, right: SlotId, agree: bool, frame: Frame) -> Outcome {
        let sides = [self.holds(left, frame), self.holds(right, frame)];
        let doubts = [
            |side: &Outcome| matches!(side, Outcome::Invalid(_)),
            |side: &Outcome| matches!(side, Outcome::Unknown(_)),
            |side: &Outcome| matches!(side, Outcome::Empty(_)),
        ];
        let doubt = doubts
            .into_iter()
            .find_map(|is_doubt| sides.iter().find(|side| is_doubt(side)));
        let [left, right] = &sides;
        doubt
            .cloned()
            .unwrap_or_else(|| truth((left == right) == agree))
    }

    fn every(&self, slot: SlotId, entities: &[EntityId], frame: Frame) -> Judgement {
        all(entities.iter().map(|entity| {
            Judgement::of(self.holds(
                slot,
                Frame {
                    entity: Some(*entity),
                    ..frame
                },
            ))
        }))
    }
}

/// All must hold: invalid if any is, else failing if any fails, else unknown if any is; what is empty drops out.
pub(crate) fn all(parts: impl Iterator<Item = Judgement>) -> Judgement {
    join(parts, &Outcome::Fails, Outcome::Holds)
}

/// One must hold: the dual of [`all`].
pub(crate) fn any(parts: impl Iterator<Item = Judgement>) -> Judgement {
    join(parts, &Outcome::Holds, Outcome::Fails)
}

/// Joins parts of which one `decisive` outcome settles the whole, and which come to `neutral` without one.
fn join(parts: impl Iterator<Item = Judgement>, decisive: &Outcome, neutral: Outcome) -> Judgement {
    let (mut invalid, mut unknown, mut empty) = (None, None, None);
    let (mut settled, mut certain, mut counted) = (false, false, false);
    let mut last_limit = None;
    let mut next_limit: Option<Date> = None;
    for part in parts {
        last_limit = last_limit.max(part.last_limit);
        next_limit = next_limit.into_iter().chain(part.next_limit).min();
        match part.outcome {
            Outcome::Empty(gap) => {
                empty.get_or_insert(gap);
                continue;
            }
            Outcome::Invalid(why) => {
                invalid.get_or_insert(why);
            }
            Outcome::Unknown(gap)
                // A figure that may still come in is the reason that tells most.
                if unknown
                    .as_ref()
                    .is_none_or(|known: &Gap| !known.is_missing() && gap.is_missing())
                => {
                    unknown = Some(gap);
                }
            outcome if outcome == *decisive => {
                settled = true;
                certain |= part.certain;
            }
            _ => {}
        }
        counted = true;
    }
    let outcome = match (invalid, unknown, empty) {
        (Some(why), _, _) => Outcome::Invalid(why),
        _ if settled => decisive.clone(),
        (None, Some(gap), _) => Outcome::Unknown(gap),
        (None, None, Some(gap)) if !counted => Outcome::Empty(gap),
        _ => neutral,
    };
    Judgement {
        certain: certain && outcome == *decisive,
        outcome,
        last_limit,
        next_limit,
    }
}

fn not(inner: Judgement) -> Judgement {
    let outcome = match inner.outcome {
        Outcome::Holds => Outcome::Fails,
        Outcome::Fails => Outcome::Holds,
        other => other,
    };
    Judgement { outcome, ..inner }
}
