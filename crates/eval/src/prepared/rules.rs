//! From rules to verdicts: when each is judged, and what an outcome comes to on the evaluation date.

use dabiao_calendar::{Basis, LimitOptions, last_day};
use dabiao_model::{Period, State};

use super::conditions::{Cells, Node};
use super::layout::Place;
use crate::evaluate::Evaluation;
use crate::evaluate::condition::Emptiness;
use crate::evaluate::judge::{Demand, Watch};
use crate::evaluate::schedule::Sitting;
use crate::program::{Condition, ConditionId, Rule, RuleBody, Warn, Warning};

/// What becomes of a target's outcome where it is not simply due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Finish<At> {
    pub(super) root: At,
    /// Due on the evaluation date, but for limits of its cases that are not over.
    pub(super) due: bool,
    /// The condition of applicability.
    pub(super) when: Option<At>,
    pub(super) missing_is_unmet: bool,
    /// Whether a warning of time holds: while the outcome does not hold, and while it does.
    pub(super) warned: [bool; 2],
    /// Warnings that are conditions.
    pub(super) warnings: Vec<At>,
    /// The limits whose last day puts the due date off, by their index.
    pub(super) limits: Vec<usize>,
    /// Where the outcomes stand of those that are missed for good when they are missed.
    pub(super) limit_cells: Vec<At>,
}

/// How a verdict is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Decision<At> {
    /// It is the outcome of a cell.
    Cell(At),
    /// An outcome with more to it.
    Finish(Finish<At>),
    /// The same for every row.
    Fixed(State),
    /// By walking the program.
    General,
}

impl<At: Copy> Decision<At> {
    pub(super) fn placed<To>(self, at: impl Fn(At) -> To) -> Decision<To> {
        match self {
            Self::Cell(cell) => Decision::Cell(at(cell)),
            Self::Finish(finish) => Decision::Finish(finish.placed(at)),
            Self::Fixed(state) => Decision::Fixed(state),
            Self::General => Decision::General,
        }
    }
}

impl<At: Copy> Finish<At> {
    fn placed<To>(self, at: impl Fn(At) -> To) -> Finish<To> {
        Finish {
            root: at(self.root),
            due: self.due,
            when: self.when.map(&at),
            missing_is_unmet: self.missing_is_unmet,
            warned: self.warned,
            warnings: self.warnings.into_iter().map(&at).collect(),
            limits: self.limits,
            limit_cells: self.limit_cells.into_iter().map(&at).collect(),
        }
    }
}

/// When a rule is judged in a period; nothing where it is not, or more than once.
pub(super) fn sitting(
    evaluation: &Evaluation<'_>,
    rule: &Rule,
    period: Option<Period>,
) -> Option<Sitting> {
    let schedule = &rule.schedule;
    if schedule.never_due {
        return Some(Sitting {
            period: None,
            due: None,
        });
    }
    if schedule.once.is_empty() && schedule.each.is_none() {
        return Some(Sitting {
            period: None,
            due: Some(evaluation.as_of),
        });
    }
    let period = period?;
    let once = schedule.once.iter().filter(|once| once.period == period);
    let once = once.map(|once| Sitting {
        period: Some(period),
        due: Some(once.due),
    });
    let each = schedule.each.filter(|each| {
        let settings = &evaluation.program.settings;
        let from = settings.from.max(each.after.and_then(|day| day.succ_opt()));
        let to = settings.to.filter(|_| !each.continuous);
        let current = || Period::containing(evaluation.as_of, each.cadence).map(Period::end);
        period.grain().cadence() == Some(each.cadence)
            && from.is_none_or(|from| period.start() >= from)
            && to.or_else(current).is_none_or(|last| period.end() <= last)
    });
    let each = each.map(|_| Sitting {
        period: Some(period),
        due: Some(period.end()),
    });
    let mut sittings = once.chain(each);
    let first = sittings.next();
    first.filter(|_| sittings.next().is_none())
}

impl Cells<'_> {
    /// How a rule's verdict is decided.
    pub(super) fn decision(&mut self, rule: &Rule, sitting: Sitting) -> Decision<Place> {
        let RuleBody::Target { .. } = &rule.body else {
            return Decision::General;
        };
        let entity = self.frame.entity;
        let Some(demand) = Demand::of(&rule.body, entity, sitting.period) else {
            return Decision::Fixed(State::NotApplicable);
        };
        self.target(&rule.body, demand, sitting)
            .unwrap_or(Decision::General)
    }

    fn target(
        &mut self,
        body: &RuleBody,
        demand: Demand,
        sitting: Sitting,
    ) -> Option<Decision<Place>> {
        let RuleBody::Target {
            warn,
            missing_counts_as_unmet,
            ..
        } = body
        else {
            return None;
        };
        if self.may_be_put_off(sitting) {
            return None;
        }
        let limits = self.limits_below(demand.condition)?;
        let then = self.condition(demand.condition, demand.empty)?;
        let when = match demand.when {
            Some(when) => Some(self.condition(when, Emptiness::DropsOut)?),
            None => None,
        };
        let root = when.map_or(then, |when| self.node(Node::When(when, then)));
        let due = sitting.due.is_some_and(|due| self.evaluation.as_of >= due);
        let plain = due && !*missing_counts_as_unmet && limits.is_empty();
        if plain {
            return Some(Decision::Cell(root));
        }
        if !warn.is_empty() && !limits.is_empty() {
            return None;
        }
        let warnings = if due { &[][..] } else { warn };
        let frame = self.frame;
        let timed = |holds| {
            let watch = Watch {
                due: sitting.due,
                holds,
                next_limit: None,
            };
            let mut timed = warnings.iter().filter(|it| !is_condition(it));
            timed.any(|warning| self.evaluation.warns(&warning.when, frame, watch))
        };
        let warned = [timed(false), timed(true)];
        let mut conditions = Vec::new();
        for warning in warnings {
            if let Warn::When(condition) = &warning.when {
                conditions.push(self.condition(*condition, Emptiness::DropsOut)?);
            }
        }
        let is_over = frame
            .period
            .is_none_or(|period| period.end() <= self.evaluation.as_of);
        let index = |place: &Place| match place {
            Place::Limit(index) => Some(*index),
            _ => None,
        };
        Some(Decision::Finish(Finish {
            root,
            due,
            when,
            missing_is_unmet: *missing_counts_as_unmet,
            warned,
            warnings: conditions,
            limits: limits.iter().filter_map(index).collect(),
            limit_cells: if is_over { limits } else { Vec::new() },
        }))
    }

    /// Whether a missing figure could put the due date off beyond the evaluation date.
    fn may_be_put_off(&self, sitting: Sitting) -> bool {
        let evaluation = self.evaluation;
        let (Some(limit), Some(due), Some(_)) = (
            evaluation.program.settings.figures_due,
            sitting.due,
            sitting.period,
        ) else {
            return false;
        };
        let later = last_day(
            evaluation.calendar,
            due,
            limit,
            LimitOptions::new(Basis::Plain),
        );
        evaluation.as_of >= due && later.is_ok_and(|later| evaluation.as_of < later)
    }

    /// The limits among the parts of a condition that all must hold; nothing where a limit stands deeper.
    fn limits_below(&mut self, id: ConditionId) -> Option<Vec<Place>> {
        let program = self.evaluation.program;
        match program.conditions.get(id.index())? {
            Condition::Rows(_) => Some(vec![self.condition(id, Emptiness::DropsOut)?]),
            Condition::And(parts) => {
                let mut limits = Vec::new();
                for part in parts {
                    limits.extend(self.limits_below(*part)?);
                }
                Some(limits)
            }
            _ => (!asks_for_limits(self.evaluation, id)).then(Vec::new),
        }
    }
}

fn asks_for_limits(evaluation: &Evaluation<'_>, id: ConditionId) -> bool {
    match evaluation.program.conditions.get(id.index()) {
        Some(Condition::Rows(_)) => true,
        Some(Condition::And(parts) | Condition::Or(parts)) => {
            parts.iter().any(|part| asks_for_limits(evaluation, *part))
        }
        Some(Condition::Not(inner)) => asks_for_limits(evaluation, *inner),
        _ => false,
    }
}

fn is_condition(warning: &Warning) -> bool {
    matches!(warning.when, Warn::When(_))
}

impl Decision<usize> {
    /// The cell that the verdict is while no limit is open, if it is one.
    pub(super) fn cell(&self) -> Option<usize> {
        match self {
            Self::Cell(cell) => Some(*cell),
            Self::Finish(finish) if finish.due && !finish.missing_is_unmet => Some(finish.root),
            Self::Finish(_) | Self::Fixed(_) | Self::General => None,
        }
    }
}

impl Finish<usize> {
    /// The verdict, from the outcomes at cells and from whether each limit is still open.
    pub(super) fn state(&self, at: impl Fn(usize) -> State, open: impl Fn(usize) -> bool) -> State {
        let outcome = at(self.root);
        let applies = || self.when.is_none_or(|when| at(when) == State::Met);
        let due = self.due && !(applies() && self.limits.iter().any(|limit| open(*limit)));
        match outcome {
            State::NotApplicable | State::Invalid => outcome,
            State::NoData if due && self.missing_is_unmet && applies() => State::Unmet,
            outcome if due => outcome,
            State::Unmet if self.limit_cells.iter().any(|it| at(*it) == State::Unmet) => {
                // A limit is missed for good.
                State::Unmet
            }
            outcome => {
                let holds = outcome == State::Met;
                if self.warns(holds, &at) && applies() {
                    State::AtRisk
                } else if holds {
                    State::OnTrack
                } else {
                    State::Pending
                }
            }
        }
    }

    fn warns(&self, holds: bool, at: impl Fn(usize) -> State) -> bool {
        let [while_not, while_so] = self.warned;
        let timed = if holds { while_so } else { while_not };
        timed || self.warnings.iter().any(|it| at(*it) == State::Met)
    }
}
