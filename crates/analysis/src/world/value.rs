//! Expressions as quotients of sums, and what is no such quotient as a figure of its own.

use dabiao_eval::explain::{expr_name, slot_text};
use dabiao_eval::program::{Aggregate, AggregateId, Expr, ExprId, Measure, Moment, SlotId, Source};
use dabiao_model::{Atom, Dimension, Language, Ratio, Text, Unit};

use super::Reader;
use super::figure::{Figure, KnownFigure, What, stands_at, traits};
use crate::decide::{Sum, VarId};

/// A sum over a sum, with all that must not be zero for it to have a value.
#[derive(Debug, Clone)]
pub(crate) struct Quotient {
    pub(crate) above: Sum,
    pub(crate) below: Sum,
    pub(crate) divisors: Vec<Sum>,
}

impl Quotient {
    fn whole(above: Sum) -> Self {
        Self {
            above,
            below: Sum::number(Ratio::ONE),
            divisors: Vec::new(),
        }
    }

    /// As a sum, where nothing but a number stands below.
    pub(super) fn as_sum(&self) -> Option<Sum> {
        let below = self.below.as_number()?;
        Some(self.above.times(&Ratio::ONE.checked_div(below)?))
    }

    pub(super) fn as_number(&self) -> Option<Ratio> {
        self.as_sum()?.as_number().cloned()
    }

    fn with(mut self, other: &Self) -> Self {
        self.divisors.extend(other.divisors.iter().cloned());
        self
    }
}

impl Reader<'_> {
    /// The value of an expression.
    pub(crate) fn value(&mut self, id: ExprId) -> Quotient {
        match self.program.exprs.get(id.index()) {
            Some(Expr::Number(value, _) | Expr::Parameter(_, value, _)) => {
                Quotient::whole(Sum::number(value.clone()))
            }
            Some(Expr::Slot(slot)) => Quotient::whole(Sum::of(self.slot(*slot))),
            Some(Expr::Derived(_, _, inner)) => self.value(*inner),
            Some(Expr::Aggregate(aggregate)) => Quotient::whole(Sum::of(self.cases(*aggregate))),
            Some(Expr::Negative(inner)) => {
                let value = self.value(*inner);
                Quotient {
                    above: value.above.times(&Ratio::whole(-1)),
                    ..value
                }
            }
            Some(Expr::Add(a, b)) => self.added(id, *a, *b, &Ratio::ONE),
            Some(Expr::Subtract(a, b)) => self.added(id, *a, *b, &Ratio::whole(-1)),
            Some(Expr::Multiply(a, b)) => {
                let (a, b) = (self.value(*a), self.value(*b));
                multiplied(&a, &b).unwrap_or_else(|| self.opaque(id, &[a, b]))
            }
            Some(Expr::Divide(a, b)) => {
                let (a, b) = (self.value(*a), self.value(*b));
                divided(&a, &b).unwrap_or_else(|| self.opaque(id, &[a, b]))
            }
            Some(Expr::Unknown(_) | Expr::Peers(_)) | None => self.opaque(id, &[]),
        }
    }

    fn added(&mut self, id: ExprId, a: ExprId, b: ExprId, sign: &Ratio) -> Quotient {
        let (a, b) = (self.value(a), self.value(b));
        let sum = match b.below.over(&a.below) {
            Some(times) => {
                let share = sign.checked_div(&times).unwrap_or_default();
                Some((a.above.clone().plus(&b.above, &share), a.below.clone()))
            }
            None => match (a.as_number(), b.as_number()) {
                (_, Some(number)) => {
                    let number = &number * sign;
                    Some((a.above.clone().plus(&a.below, &number), a.below.clone()))
                }
                (Some(number), _) => {
                    let above = b.above.times(sign).plus(&b.below, &number);
                    Some((above, b.below.clone()))
                }
                (None, None) => None,
            },
        };
        match sum {
            Some((above, below)) => Quotient {
                above,
                below,
                divisors: a.divisors.clone(),
            }
            .with(&b),
            None => self.opaque(id, &[a, b]),
        }
    }

    /// A column.
    pub(crate) fn slot(&mut self, id: SlotId) -> VarId {
        let Some(slot) = self.program.slots.get(id.index()).copied() else {
            return self.opaque_var(
                format!("slot {}", id.0),
                Text::default(),
                Unit::number(),
                Vec::new(),
            );
        };
        let at = slot.moment.of(self.seat.period);
        let at = at.filter(|_| slot.source.is_achieved());
        let per = self.program.schema.metrics.get(slot.metric.index());
        let figure = Figure {
            what: What::Metric {
                metric: slot.metric,
                segment: slot.segment,
                source: slot.source,
            },
            entity: per.and_then(|schema| schema.per).and(self.seat.entity),
            period: at.map(|period| stands_at(self.program, slot.metric, period)),
        };
        let program = self.program;
        self.figures.place(&figure, || {
            let traits = traits(program, slot.metric);
            let name = |language| slot_text(program, id, language);
            KnownFigure {
                figure: figure.clone(),
                name: Text::new(name(Language::English), name(Language::Chinese)),
                unit: per.map_or_else(Unit::number, |schema| schema.unit.clone()),
                whole: traits.whole && matches!(slot.source, Source::Actual | Source::OwnLevel),
                yes_no: traits.yes_no,
                positive: traits.positive,
                reads: Vec::new(),
            }
        })
    }

    fn cases(&mut self, id: AggregateId) -> VarId {
        let Some(aggregate) = self.program.aggregates.get(id.index()) else {
            return self.opaque_var(
                format!("cases {}", id.0),
                Text::default(),
                Unit::number(),
                Vec::new(),
            );
        };
        let record = self
            .program
            .schema
            .records
            .get(aggregate.scope.record.index());
        let bare = Aggregate {
            moment: Moment::NOW,
            label: ("".into(), "".into()),
            ..aggregate.clone()
        };
        let figure = Figure {
            what: What::Cases(Box::new(bare)),
            entity: record.and_then(|record| record.per).and(self.seat.entity),
            period: aggregate.moment.of(self.seat.period),
        };
        self.figures.place(&figure, || KnownFigure {
            figure: figure.clone(),
            name: Text::new(&*aggregate.label.0, &*aggregate.label.1),
            unit: aggregate.unit.clone(),
            whole: aggregate.measure == Measure::Count,
            yes_no: false,
            positive: is_positive(aggregate),
            reads: Vec::new(),
        })
    }

    /// A formula that no sum says, as a figure of its own.
    pub(super) fn opaque(&mut self, id: ExprId, parts: &[Quotient]) -> Quotient {
        let name = |language| expr_name(self.program, id, language);
        let name = Text::new(name(Language::English), name(Language::Chinese));
        let vars = |part: &Quotient| {
            let sums = [&part.above, &part.below];
            let vars = sums.map(|sum| sum.terms.keys().copied().collect::<Vec<_>>());
            vars.concat()
        };
        let reads = parts.iter().flat_map(vars).collect();
        let unit = self.shown_in(id);
        Quotient::whole(Sum::of(self.opaque_var(name.en.clone(), name, unit, reads)))
    }

    /// The unit a formula's value is shown in, where one can be told from its parts.
    fn shown_in(&self, id: ExprId) -> Unit {
        let units = &self.program.schema.units;
        match self.program.exprs.get(id.index()) {
            Some(Expr::Derived(metric, ..)) => {
                let schema = self.program.schema.metrics.get(metric.index());
                schema.map_or_else(Unit::number, |schema| schema.unit.clone())
            }
            Some(Expr::Divide(..)) => units.plainest(&Dimension::Ratio),
            Some(Expr::Peers(peers)) => {
                let peers = self.program.peers.get(peers.index());
                peers.map_or_else(Unit::number, |peers| peers.unit.clone())
            }
            _ => Unit::number(),
        }
    }

    fn opaque_var(&mut self, key: String, name: Text, unit: Unit, reads: Vec<VarId>) -> VarId {
        let figure = Figure {
            what: What::Formula(key),
            entity: self.seat.entity,
            period: self.seat.period,
        };
        self.figures.place(&figure, || KnownFigure {
            figure: figure.clone(),
            name,
            unit,
            whole: false,
            yes_no: false,
            positive: false,
            reads,
        })
    }
}

fn is_positive(aggregate: &Aggregate) -> bool {
    let counted = aggregate.unit.dimension.atom();
    matches!(
        aggregate.measure,
        Measure::Count | Measure::Share | Measure::ShareOf(_)
    ) || matches!(
        counted,
        Some(Atom::Noun(_) | Atom::Time | Atom::WorkingTime | Atom::WorkingDays | Atom::Money)
    )
}

fn multiplied(a: &Quotient, b: &Quotient) -> Option<Quotient> {
    let both = |above: Sum, below: Sum| Quotient {
        above,
        below,
        divisors: a.divisors.clone(),
    };
    let product = match (a.as_number(), b.as_number()) {
        (Some(factor), _) => both(b.above.times(&factor), b.below.clone()),
        (_, Some(factor)) => both(a.above.times(&factor), a.below.clone()),
        (None, None) => match (a.above.over(&b.below), b.above.over(&a.below)) {
            (Some(times), _) => both(b.above.times(&times), a.below.clone()),
            (_, Some(times)) => both(a.above.times(&times), b.below.clone()),
            (None, None) => return None,
        },
    };
    Some(product.with(b))
}

fn divided(a: &Quotient, b: &Quotient) -> Option<Quotient> {
    let inverse = Quotient {
        above: b.below.clone(),
        below: b.above.clone(),
        divisors: Vec::new(),
    };
    let mut quotient = match b.as_number() {
        Some(number) => {
            let factor = Ratio::ONE.checked_div(&number)?;
            Quotient {
                above: a.above.times(&factor),
                ..a.clone()
            }
        }
        None => match (a.as_number(), a.as_sum(), b.as_sum()) {
            (Some(number), ..) => Quotient {
                above: b.below.times(&number),
                below: b.above.clone(),
                divisors: a.divisors.clone(),
            },
            (None, Some(above), Some(below)) => Quotient {
                above,
                below,
                divisors: a.divisors.clone(),
            },
            _ => multiplied(a, &inverse).or_else(|| same_below(a, b))?,
        },
    };
    quotient.divisors.extend(b.divisors.iter().cloned());
    if b.as_number().is_none() {
        quotient.divisors.push(b.above.clone());
    }
    Some(quotient)
}

/// `(a / c) / (b / c)` is `a / b`.
fn same_below(a: &Quotient, b: &Quotient) -> Option<Quotient> {
    let times = b.below.over(&a.below)?;
    Some(Quotient {
        above: a.above.times(&times),
        below: b.above.clone(),
        divisors: a.divisors.clone(),
    })
}
