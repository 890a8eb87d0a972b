//! Conditions as two formulas: when they hold, and when they do not.

use dabiao_eval::program::{Condition, ConditionId, RowLimit, SlotId, Test, TestId};
use dabiao_model::{Comparator, Dimension, EntityId, Ratio, Text};

use super::Reader;
use super::figure::{Figure, KnownFigure, What};
use super::value::Quotient;
use crate::decide::{Formula, PremiseId, Sum, VarId};

/// When a condition holds, and when it does not. Neither where something is divided by zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sides {
    pub(crate) holds: Formula,
    pub(crate) fails: Formula,
}

/// What the two sides of a condition rest on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct On {
    pub(crate) holding: PremiseId,
    pub(crate) failing: PremiseId,
}

impl Sides {
    fn constant(holds: bool) -> Self {
        let (holds, fails) = if holds {
            (Formula::TRUE, Formula::FALSE)
        } else {
            (Formula::FALSE, Formula::TRUE)
        };
        Self { holds, fails }
    }

    fn swapped(self) -> Self {
        Self {
            holds: self.fails,
            fails: self.holds,
        }
    }

    fn all(parts: Vec<Self>) -> Self {
        let (holds, fails) = parts.into_iter().map(|it| (it.holds, it.fails)).unzip();
        Self {
            holds: Formula::All(holds),
            fails: Formula::Any(fails),
        }
    }

    fn any(parts: Vec<Self>) -> Self {
        let swapped = parts.into_iter().map(Self::swapped).collect();
        Self::all(swapped).swapped()
    }
}

impl Reader<'_> {
    /// When a condition holds and when it does not.
    pub(crate) fn condition(&mut self, id: ConditionId, on: On) -> Sides {
        let swapped = On {
            holding: on.failing,
            failing: on.holding,
        };
        match self.program.conditions.get(id.index()) {
            None => Sides::constant(true),
            Some(Condition::Test(test)) => self.test(*test, on),
            Some(Condition::Holds(slot)) => {
                let var = self.slot(*slot);
                yes(var, on)
            }
            Some(Condition::Agree(left, right, agree)) => {
                let (left, right) = (self.slot(*left), self.slot(*right));
                let difference = Sum::of(left).plus(&Sum::of(right), &Ratio::whole(-1));
                let comparator = if *agree {
                    Comparator::Equal
                } else {
                    Comparator::NotEqual
                };
                compared(&difference, comparator, on)
            }
            Some(Condition::Every(slot, entities)) => self.every(*slot, entities, on),
            Some(Condition::Rows(limit)) => match self.program.limits.get(limit.index()) {
                Some(limit) => self.kept(limit, on),
                None => Sides::constant(true),
            },
            Some(Condition::Recurs(duty)) => {
                let what = What::Recurs(duty.clone());
                let name = Text::new("the recurring duty", "周期性任务");
                let var = self.yes_or_no(what, name);
                yes(var, on)
            }
            Some(Condition::And(parts)) => {
                Sides::all(parts.iter().map(|part| self.condition(*part, on)).collect())
            }
            Some(Condition::Or(parts)) => {
                Sides::any(parts.iter().map(|part| self.condition(*part, on)).collect())
            }
            Some(Condition::Not(inner)) => self.condition(*inner, swapped).swapped(),
        }
    }

    fn every(&mut self, slot: SlotId, entities: &[EntityId], on: On) -> Sides {
        let seat = self.seat;
        let each = entities.iter().map(|entity| {
            self.seat.entity = Some(*entity);
            yes(self.slot(slot), on)
        });
        let each = each.collect();
        self.seat = seat;
        Sides::all(each)
    }

    fn yes_or_no(&mut self, what: What, name: Text) -> VarId {
        let figure = Figure {
            what,
            entity: self.seat.entity,
            period: self.seat.period,
        };
        self.figures.place(&figure, || KnownFigure {
            figure: figure.clone(),
            name,
            unit: dabiao_model::Unit::number(),
            whole: true,
            yes_no: true,
            positive: true,
            reads: Vec::new(),
        })
    }

    /// A limit that a share of the cases keeps.
    fn kept(&mut self, limit: &RowLimit, on: On) -> Sides {
        let (comparator, share) = limit.share.clone();
        let bare = RowLimit {
            share: (Comparator::AtLeast, Ratio::ONE),
            label: ("".into(), "".into()),
            ..limit.clone()
        };
        let record = self.program.schema.records.get(limit.scope.record.index());
        let figure = Figure {
            what: What::Kept(Box::new(bare)),
            entity: record.and_then(|record| record.per).and(self.seat.entity),
            period: self.seat.period,
        };
        let program = self.program;
        let var = self.figures.place(&figure, || KnownFigure {
            figure: figure.clone(),
            name: kept_name(program, limit),
            unit: program.schema.units.plainest(&Dimension::Ratio),
            whole: false,
            yes_no: false,
            positive: true,
            reads: Vec::new(),
        });
        let difference = Sum::of(var).plus(&Sum::number(share), &Ratio::whole(-1));
        compared(&difference, comparator, on)
    }

    fn test(&mut self, id: TestId, on: On) -> Sides {
        let Some(test) = self.program.tests.get(id.index()) else {
            return Sides::constant(true);
        };
        let (left, right) = (self.value(test.left), self.value(test.right));
        let mut divisors = left.divisors.clone();
        divisors.extend(right.divisors.iter().cloned());
        let sides = match (test.rounded_to, right.as_number()) {
            (Some(places), Some(limit)) => {
                let step = test.unit.factor.scaled_down(places);
                self.rounded(&left, test.comparator, &limit, &step, on)
            }
            (Some(_), None) => {
                let rounded = self.opaque(test.left, &[left]);
                self.quotients(test, &rounded, &right, on)
            }
            (None, _) => self.quotients(test, &left, &right, on),
        };
        self.where_divided(sides, &divisors, on)
    }

    /// Both sides only where no divisor is zero.
    fn where_divided(&self, sides: Sides, divisors: &[Sum], on: On) -> Sides {
        let open = divisors.iter().filter(|it| it.as_number().is_none());
        let guards: Vec<&Sum> = open.collect();
        if guards.is_empty() {
            return sides;
        }
        let guarded = |formula: Formula, premise: PremiseId| {
            let guard = |sum: &&Sum| {
                let comparator = if self.is_positive(sum) {
                    Comparator::MoreThan
                } else {
                    Comparator::NotEqual
                };
                Formula::compare(sum, comparator, premise)
            };
            let guards = guards.iter().map(guard);
            Formula::All(guards.chain([formula]).collect())
        };
        Sides {
            holds: guarded(sides.holds, on.holding),
            fails: guarded(sides.fails, on.failing),
        }
    }

    fn quotients(&mut self, test: &Test, left: &Quotient, right: &Quotient, on: On) -> Sides {
        let (above, below) = self.difference(test, left, right);
        self.over(&above, &below, test.comparator, on)
    }

    /// The left side less the right one, as a quotient of two sums.
    fn difference(&mut self, test: &Test, left: &Quotient, right: &Quotient) -> (Sum, Sum) {
        let minus = Ratio::whole(-1);
        if let Some(times) = right.below.over(&left.below) {
            let share = minus.checked_div(&times).unwrap_or_default();
            (
                left.above.clone().plus(&right.above, &share),
                left.below.clone(),
            )
        } else if let Some(number) = right.as_number() {
            (
                left.above.clone().plus(&left.below, &-&number),
                left.below.clone(),
            )
        } else if let Some(number) = left.as_number() {
            let above = right.below.times(&number).plus(&right.above, &minus);
            (above, right.below.clone())
        } else {
            let left = self.as_sum(test.left, left);
            let right = self.as_sum(test.right, right);
            (left.plus(&right, &minus), Sum::number(Ratio::ONE))
        }
    }

    fn as_sum(&mut self, id: dabiao_eval::program::ExprId, value: &Quotient) -> Sum {
        value.as_sum().unwrap_or_else(|| {
            let opaque = self.opaque(id, std::slice::from_ref(value));
            opaque.above
        })
    }

    /// `above / below ⋈ 0`.
    fn over(&self, above: &Sum, below: &Sum, comparator: Comparator, on: On) -> Sides {
        let turned = |premise: PremiseId, comparator: Comparator| {
            let side = |sign: Comparator, comparator: Comparator| {
                Formula::All(vec![
                    Formula::compare(below, sign, premise),
                    Formula::compare(above, comparator, premise),
                ])
            };
            Formula::Any(vec![
                side(Comparator::MoreThan, comparator),
                side(Comparator::LessThan, comparator.flipped()),
            ])
        };
        match below.as_number() {
            Some(number) if number.is_negative() => compared(above, comparator.flipped(), on),
            Some(_) => compared(above, comparator, on),
            None if self.is_positive(below) => compared(above, comparator, on),
            None => Sides {
                holds: turned(on.holding, comparator),
                fails: turned(on.failing, negated(comparator)),
            },
        }
    }

    /// Whether a sum is never negative by the nature of its figures.
    fn is_positive(&self, sum: &Sum) -> bool {
        let positive = |(var, factor): (&VarId, &Ratio)| {
            let known = self.figures.get(*var);
            !factor.is_negative() && known.is_some_and(|known| known.positive)
        };
        !sum.constant.is_negative() && sum.terms.iter().all(positive)
    }

    /// `left`, rounded to multiples of a step, against a number.
    fn rounded(
        &self,
        left: &Quotient,
        comparator: Comparator,
        limit: &Ratio,
        step: &Ratio,
        on: On,
    ) -> Sides {
        let steps = limit.checked_div(step).unwrap_or_default();
        let at_least = |count: &Ratio, on: On| {
            let edge = &(count - &Ratio::new(1, 2)) * step;
            // A half goes away from zero, so that it counts to the positive number but not to the negative one.
            let comparator = if *count > Ratio::ZERO {
                Comparator::AtLeast
            } else {
                Comparator::MoreThan
            };
            let above = left.above.clone().plus(&left.below, &-&edge);
            self.over(&above, &left.below, comparator, on)
        };
        let turned = On {
            holding: on.failing,
            failing: on.holding,
        };
        let above = &steps.floor() + &Ratio::ONE;
        let equal = |on: On, turned: On| {
            if steps.is_whole() {
                Sides::all(vec![
                    at_least(&steps, on),
                    at_least(&above, turned).swapped(),
                ])
            } else {
                Sides::constant(false)
            }
        };
        match comparator {
            Comparator::AtLeast => at_least(&steps.ceil(), on),
            Comparator::MoreThan => at_least(&above, on),
            Comparator::LessThan => at_least(&steps.ceil(), turned).swapped(),
            Comparator::AtMost => at_least(&above, turned).swapped(),
            Comparator::Equal => equal(on, turned),
            Comparator::NotEqual => equal(turned, on).swapped(),
        }
    }
}

fn yes(var: VarId, on: On) -> Sides {
    let difference = Sum::of(var).plus(&Sum::number(Ratio::ONE), &Ratio::whole(-1));
    Sides {
        holds: Formula::compare(&difference, Comparator::AtLeast, on.holding),
        fails: Formula::compare(&Sum::of(var), Comparator::AtMost, on.failing),
    }
}

fn compared(sum: &Sum, comparator: Comparator, on: On) -> Sides {
    Sides {
        holds: Formula::compare(sum, comparator, on.holding),
        fails: Formula::compare(sum, negated(comparator), on.failing),
    }
}

pub(crate) fn negated(comparator: Comparator) -> Comparator {
    match comparator {
        Comparator::AtLeast => Comparator::LessThan,
        Comparator::AtMost => Comparator::MoreThan,
        Comparator::MoreThan => Comparator::AtMost,
        Comparator::LessThan => Comparator::AtLeast,
        Comparator::Equal => Comparator::NotEqual,
        Comparator::NotEqual => Comparator::Equal,
    }
}

fn kept_name(program: &dabiao_eval::Program, limit: &RowLimit) -> Text {
    let record = program.schema.records.get(limit.scope.record.index());
    let field = |index: usize| {
        let names = record
            .and_then(|record| record.fields.get(index))
            .map(|field| &field.names);
        let name = names.and_then(|names| names.first());
        name.map_or("", AsRef::as_ref).to_owned()
    };
    let record = |language| record.map_or("", |record| record.name(language));
    let (en, zh) = (
        dabiao_model::Language::English,
        dabiao_model::Language::Chinese,
    );
    if limit.before {
        Text::new(
            format!(
                "share of {} with {} at least {} before {}",
                record(en),
                field(limit.event),
                limit.limit.en(),
                field(limit.from)
            ),
            format!(
                "{}中 {} 至少在 {} 前{} 的占比",
                record(zh),
                field(limit.event),
                field(limit.from),
                limit.limit.zh()
            ),
        )
    } else {
        Text::new(
            format!(
                "share of {} with {} within {} of {}",
                record(en),
                field(limit.event),
                limit.limit.en(),
                field(limit.from)
            ),
            format!(
                "{}中 {} 在 {} 后{}内 的占比",
                record(zh),
                field(limit.event),
                field(limit.from),
                limit.limit.zh()
            ),
        )
    }
}
