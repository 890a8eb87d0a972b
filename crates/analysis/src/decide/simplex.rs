//! A conjunction of linear comparisons over the rationals, by the simplex method with exact fractions.
//!
//! # Source
//!
//! B. Dutertre, L. de Moura: A Fast Linear-Arithmetic Solver for DPLL(T), CAV 2006. A strict bound is one that is
//! passed by an infinitely small amount. Bland's rule, always the first of what can be chosen, makes it end.

use std::collections::BTreeMap;

use dabiao_model::Ratio;

use super::Work;
use super::linear::{Literal, Relation};

/// What became of a conjunction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Feasibility {
    /// These figures satisfy it.
    Feasible(Vec<Ratio>),
    /// So many times these literals, by their index, add up to what is false. Only that of an equation is ever negative.
    Infeasible(Vec<(usize, Ratio)>),
    /// The work was used up.
    GivenUp,
}

/// A number and an infinitely small one beside it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Point {
    real: Ratio,
    small: Ratio,
}

impl Point {
    fn plus(&self, other: &Self, factor: &Ratio) -> Self {
        Self {
            real: &self.real + &(&other.real * factor),
            small: &self.small + &(&other.small * factor),
        }
    }
}

/// What a row says of a bound that is violated.
struct Violation {
    row: usize,
    bound: Point,
    below: bool,
}

type Row = BTreeMap<usize, Ratio>;

/// Columns below `figures` are the figures, free; behind them each literal has one, the value of its sum.
struct Tableau {
    figures: usize,
    values: Vec<Point>,
    low: Vec<Option<Point>>,
    high: Vec<Option<Point>>,
    /// Each dependent column by the others.
    rows: BTreeMap<usize, Row>,
}

/// Whether figures satisfy all literals; there are `figures` of them.
pub(super) fn solve(literals: &[&Literal], figures: usize, work: &mut Work) -> Feasibility {
    let mut tableau = Tableau::new(literals, figures);
    while let Some(violation) = tableau.violation() {
        let Some(column) = tableau.remedy(&violation) else {
            return Feasibility::Infeasible(tableau.certificate(&violation));
        };
        let cells = tableau.rows.values().map(BTreeMap::len).sum();
        if work.take(cells).is_none() {
            return Feasibility::GivenUp;
        }
        tableau.pivot(violation.row, column, &violation.bound);
    }
    Feasibility::Feasible(tableau.figures())
}

impl Tableau {
    fn new(literals: &[&Literal], figures: usize) -> Self {
        let mut tableau = Self {
            figures,
            values: vec![Point::default(); figures],
            low: vec![None; figures],
            high: vec![None; figures],
            rows: BTreeMap::new(),
        };
        for literal in literals {
            let bound = Point {
                real: -&literal.sum.constant,
                small: match literal.relation {
                    Relation::MoreThan => Ratio::ONE,
                    Relation::AtLeast | Relation::Equal => Ratio::ZERO,
                },
            };
            let exact = literal.relation == Relation::Equal;
            let terms = &literal.sum.terms;
            let row = terms.iter().map(|(var, factor)| (var.0, factor.clone()));
            tableau.rows.insert(tableau.values.len(), row.collect());
            tableau.values.push(Point::default());
            tableau.high.push(exact.then(|| bound.clone()));
            tableau.low.push(Some(bound));
        }
        tableau
    }

    fn value(&self, column: usize) -> Point {
        self.values.get(column).cloned().unwrap_or_default()
    }

    fn bound(bounds: &[Option<Point>], column: usize) -> Option<&Point> {
        bounds.get(column).and_then(Option::as_ref)
    }

    /// The first dependent column outside its bounds.
    fn violation(&self) -> Option<Violation> {
        self.rows.keys().find_map(|row| {
            let value = self.value(*row);
            let low = Self::bound(&self.low, *row).filter(|low| value < **low);
            let high = Self::bound(&self.high, *row).filter(|high| value > **high);
            low.or(high).map(|bound| Violation {
                row: *row,
                bound: bound.clone(),
                below: low.is_some(),
            })
        })
    }

    /// The first independent column that can be moved towards the bound.
    fn remedy(&self, violation: &Violation) -> Option<usize> {
        let row = self.rows.get(&violation.row)?;
        row.iter().find_map(|(column, factor)| {
            let value = self.value(*column);
            let rises = factor.is_negative() != violation.below;
            let can = if rises {
                Self::bound(&self.high, *column).is_none_or(|high| value < *high)
            } else {
                Self::bound(&self.low, *column).is_none_or(|low| value > *low)
            };
            can.then_some(*column)
        })
    }

    /// The violated row as multiples of literals: it lies on the wrong side of its bound, and all others on theirs.
    fn certificate(&self, violation: &Violation) -> Vec<(usize, Ratio)> {
        let sign = Ratio::whole(if violation.below { -1 } else { 1 });
        let row = self.rows.get(&violation.row).into_iter().flatten();
        let others = row.map(|(column, factor)| (*column, factor * &sign));
        let own = (violation.row, -&sign);
        let all = others.chain([own]);
        let literal = |column: usize| column.checked_sub(self.figures);
        all.filter_map(|(column, factor)| Some((literal(column)?, factor)))
            .collect()
    }

    /// Exchanges a dependent column with an independent one, and sets it to a bound.
    fn pivot(&mut self, leaves: usize, enters: usize, bound: &Point) {
        let Some(mut row) = self.rows.remove(&leaves) else {
            return;
        };
        let Some(inverse) = row
            .remove(&enters)
            .and_then(|factor| Ratio::ONE.checked_div(&factor))
        else {
            return;
        };
        let distance = bound.plus(&self.value(leaves), &Ratio::whole(-1));
        let moved = Point::default().plus(&distance, &inverse);
        for factor in row.values_mut() {
            *factor = -&(&*factor * &inverse);
        }
        row.insert(leaves, inverse);
        self.shift(leaves, &distance, &Ratio::ONE);
        self.shift(enters, &moved, &Ratio::ONE);
        for (dependent, other) in &mut self.rows {
            let Some(factor) = other.remove(&enters) else {
                continue;
            };
            add(other, &row, &factor);
            if let Some(value) = self.values.get_mut(*dependent) {
                *value = value.plus(&moved, &factor);
            }
        }
        self.rows.insert(enters, row);
    }

    fn shift(&mut self, column: usize, by: &Point, factor: &Ratio) {
        if let Some(value) = self.values.get_mut(column) {
            *value = value.plus(by, factor);
        }
    }

    /// The figures, with the infinitely small made small enough.
    fn figures(&self) -> Vec<Ratio> {
        let small = self.smallness();
        let figures = self.values.iter().take(self.figures);
        figures
            .map(|point| &point.real + &(&point.small * &small))
            .collect()
    }

    /// A positive number at which every bound is kept.
    fn smallness(&self) -> Ratio {
        let mut small = Ratio::ONE;
        let mut keep = |room: Ratio, falls: Ratio| {
            let most = (&room * &Ratio::new(1, 2)).checked_div(&falls);
            if let Some(most) = most.filter(|_| !falls.is_negative() && !falls.is_zero()) {
                small = small.clone().min(most);
            }
        };
        for (column, value) in self.values.iter().enumerate() {
            if let Some(low) = Self::bound(&self.low, column).filter(|low| value.real > low.real) {
                keep(&value.real - &low.real, &low.small - &value.small);
            }
        }
        small
    }
}

/// Adds `factor` times a row to another.
fn add(to: &mut Row, row: &Row, factor: &Ratio) {
    for (column, count) in row {
        let known = to.remove(column).unwrap_or_default();
        let sum = &known + &(count * factor);
        if !sum.is_zero() {
            to.insert(*column, sum);
        }
    }
}
