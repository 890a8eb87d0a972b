//! Conditions on benchmarks and baselines.

use super::{Builder, Comparable};
use crate::plain::policy::{Base, Condition, Expr, PlainUnit, Relative};
use crate::plain::reference::Reference;

impl Builder {
    /// A metric beside its benchmark or baseline; nothing where it has none.
    pub(super) fn against_a_reference(
        &mut self,
        metric: usize,
        comparable: &Comparable,
    ) -> Option<Condition> {
        let declared = &self.policy.metrics[metric];
        if declared.references.is_empty() {
            return None;
        }
        let (unit, directed) = (declared.unit, declared.better.is_some());
        let references = declared.references.clone();
        let which = self.tape.pick(&references).0;
        let benchmark = which != Reference::Baseline;
        let distance = match unit {
            PlainUnit::Percent => PlainUnit::Points,
            other => other,
        };
        Some(match self.tape.below(6) {
            0 if directed && benchmark => Condition::ReachesReference(metric, which),
            1 if directed && !benchmark => Condition::LikeBefore {
                metric,
                base: Base::Reference(which),
                strict: self.tape.chance(50),
            },
            2 if directed && benchmark && self.has_past(metric) => {
                Condition::GapNarrows(metric, which)
            }
            3 => Condition::Relative(Relative {
                metric,
                base: Base::Reference(which),
                above: self.tape.chance(50),
                behind: directed && self.tape.chance(40),
                at_most: self.tape.chance(50),
                by: self.amount(distance),
            }),
            4 if benchmark => {
                let op = self.tape.pick(&super::conditions::COMPARATORS);
                let amount = self.amount(distance);
                Condition::Compare(Expr::Gap(metric, which), op, Expr::Amount(amount))
            }
            _ => {
                let op = self.tape.pick(&super::conditions::COMPARATORS);
                let reference = Expr::Reference(metric, which);
                Condition::Compare(comparable.value.clone(), op, reference)
            }
        })
    }
}
