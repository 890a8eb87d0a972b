//! Figures a person can follow: finite decimals, round where they may be.

use dabiao_model::Ratio;

use super::formula::Formula;
use super::linear::{Sum, VarId};
use super::search::{Answer, Decision, decide};
use super::{PremiseId, Work};

/// How the values of a figure are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// One of the unit it is shown in.
    pub unit: Ratio,
    /// A round number that is tried first, in base units: a hundred of a whole that shares are taken of.
    pub round: Option<Ratio>,
}

/// The most decimals a figure is given.
const DECIMALS: u32 = 6;

impl Decision<'_> {
    /// Figures that satisfy all formulas, near those given, with as few digits as can be found.
    pub fn rounded(self, figures: Vec<Ratio>, grids: &[Grid], work: &mut Work) -> Vec<Ratio> {
        let mut known = figures;
        let mut fixed: Vec<Formula> = Vec::new();
        let mut order: Vec<usize> = (0..known.len()).collect();
        order.sort_by_key(|index| grids.get(*index).is_none_or(|grid| grid.round.is_none()));
        for index in order {
            let (Some(value), Some(grid)) = (known.get(index).cloned(), grids.get(index)) else {
                continue;
            };
            let mut pinned = false;
            for candidate in candidates(&value, grid) {
                let pin = pin(VarId(index), &candidate);
                let formulas: Vec<&Formula> = self
                    .formulas
                    .iter()
                    .copied()
                    .chain(&fixed)
                    .chain([&pin])
                    .collect();
                let decision = Decision {
                    formulas: &formulas,
                    whole: self.whole,
                };
                if let Answer::Possible(figures) = decide(decision, work) {
                    known = figures;
                    fixed.push(pin);
                    pinned = true;
                    break;
                }
            }
            if !pinned {
                fixed.push(pin(VarId(index), &value));
            }
        }
        known
    }
}

fn pin(var: VarId, value: &Ratio) -> Formula {
    let sum = Sum::of(var).plus(&Sum::number(value.clone()), &Ratio::whole(-1));
    Formula::compare(&sum, dabiao_model::Comparator::Equal, PremiseId(0))
}

/// What is tried for a figure: the round number, then what lies beside its value with more and more digits.
fn candidates(value: &Ratio, grid: &Grid) -> Vec<Ratio> {
    let mut found: Vec<Ratio> = grid.round.clone().into_iter().collect();
    let in_units = value.checked_div(&grid.unit).unwrap_or_default();
    let mut power = Ratio::ONE;
    for _ in 0..=DECIMALS {
        let scaled = &in_units * &power;
        for near in [scaled.floor(), scaled.ceil()] {
            let near = near.checked_div(&power).unwrap_or_default();
            let near = &near * &grid.unit;
            if !found.contains(&near) {
                found.push(near);
            }
        }
        power = &power * &Ratio::whole(10);
    }
    found
}
