//! Checks over the figures that are there to be checked.

use dabiao_model::Comparator;

use super::Builder;
use crate::plain::number::Amount;
use crate::plain::policy::{Check, Expr, PlainUnit, Who};

impl Builder {
    /// Adds a check for some of the families that allow one.
    pub(super) fn checks(&mut self) {
        for (whole, first, second) in self.catalogue.sums.clone() {
            if self.tape.chance(60) {
                let right = Expr::Sum(
                    Box::new(Expr::Metric(first)),
                    Box::new(Expr::Metric(second)),
                );
                let op = self.tape.pick(&[Comparator::Equal, Comparator::AtLeast]);
                let mut check = self.check(Expr::Metric(whole), op, right);
                if op == Comparator::Equal && self.tape.chance(30) {
                    check.tolerance = Some(Amount::whole(5, PlainUnit::Cases));
                }
                check.blames = if self.tape.chance(30) {
                    vec![whole]
                } else {
                    Vec::new()
                };
                let per_county = self.policy.metrics[whole].per_county;
                self.of_some(&mut check, per_county);
                self.policy.checks.push(check);
            }
        }
        for (rate, numerator, denominator) in self.catalogue.rates.clone() {
            if self.tape.chance(60) {
                let parts = (
                    Box::new(Expr::Metric(numerator)),
                    Box::new(Expr::Metric(denominator)),
                );
                let right = Expr::Quotient(parts.0, parts.1);
                let mut check = self.check(Expr::Metric(rate), Comparator::Equal, right);
                match self.tape.below(3) {
                    0 => {
                        check.tolerance = Some(Amount {
                            digits: 1,
                            scale: 2,
                            unit: PlainUnit::Points,
                        });
                    }
                    1 => check.printed_digits = true,
                    _ => {}
                }
                check.blames = if self.tape.chance(40) {
                    vec![rate]
                } else {
                    Vec::new()
                };
                let per_county = self.policy.metrics[rate].per_county;
                self.of_some(&mut check, per_county);
                self.policy.checks.push(check);
            }
        }
    }

    /// Sometimes a check is of some counties only.
    fn of_some(&mut self, check: &mut Check, per_county: bool) {
        if per_county && self.tape.chance(30) {
            check.only = self.tape.pick(&[vec![Who::Group(0)], vec![Who::Entity(1)]]);
        }
    }

    fn check(&mut self, left: Expr, op: Comparator, right: Expr) -> Check {
        Check {
            id: format!("c{}", self.policy.checks.len() + 1),
            left,
            op,
            right,
            tolerance: None,
            printed_digits: false,
            blames: Vec::new(),
            warn_only: self.tape.chance(15),
            only: Vec::new(),
            window: self.tape.chance(15).then(|| self.window()),
        }
    }
}
