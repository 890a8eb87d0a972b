//! Checks over the figures that are there to be checked.

use dabiao_model::Comparator;

use super::Builder;
use super::conditions::COMPARATORS;
use crate::plain::number::Amount;
use crate::plain::policy::{Check, Condition, Expr, PlainUnit, Who};

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
                let relation = Condition::Compare(Expr::Metric(whole), op, right);
                let mut check = self.check(relation);
                if op == Comparator::Equal && self.tape.chance(30) {
                    check.tolerance = Some(Amount::whole(5, PlainUnit::Cases));
                }
                check.blames = if self.tape.chance(30) {
                    vec![whole]
                } else {
                    Vec::new()
                };
                if self.tape.chance(30) {
                    self.several(&mut check, whole, [first, second]);
                }
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
                let relation = Condition::Compare(Expr::Metric(rate), Comparator::Equal, right);
                let mut check = self.check(relation);
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
        self.split_checks();
        self.agreement();
        self.earlier_checks();
    }

    /// More relations of the same figures; a tolerance is one of equalities alone.
    fn several(&mut self, check: &mut Check, whole: usize, parts: [usize; 2]) {
        let figure = |metric| Expr::Metric(metric);
        let relations = if check.tolerance.is_some() {
            vec![
                Condition::Compare(figure(parts[0]), Comparator::Equal, figure(parts[1])),
                Condition::Compare(figure(whole), Comparator::Equal, figure(parts[0])),
            ]
        } else {
            let number = Amount::whole(self.tape.pick(&[0, 50, 80]), PlainUnit::Cases);
            vec![
                Condition::Compare(figure(parts[0]), Comparator::AtMost, figure(whole)),
                Condition::Compare(figure(parts[1]), Comparator::MoreThan, Expr::Amount(number)),
                Condition::Between(figure(whole), number, Amount::whole(100, PlainUnit::Cases)),
                Condition::Or(vec![
                    Condition::Compare(figure(parts[0]), Comparator::AtMost, figure(parts[1])),
                    Condition::Cleared(whole),
                ]),
            ]
        };
        let first = self.tape.below(relations.len());
        let count = 1 + self.tape.below(2);
        let more = relations.into_iter().cycle().skip(first).take(count);
        check.relations.extend(more);
        check.any = self.tape.chance(25);
    }

    /// A figure beside what it was, or beside its benchmark. Of a window nothing is said of earlier times.
    fn earlier_checks(&mut self) {
        for index in 0..self.policy.metrics.len() {
            let metric = self.policy.metrics[index].clone();
            let plain = metric.definition.is_none() && metric.segments.is_empty();
            if !plain || !self.has_past(index) || !self.tape.chance(12) {
                continue;
            }
            let (figure, op) = (Expr::Metric(index), self.tape.pick(&COMPARATORS));
            let right = match (self.tape.below(3), metric.references.first()) {
                (0, Some((which, _))) => Expr::Reference(index, *which),
                (1, _) => Expr::LastPeriod(index),
                _ => Expr::LastYear(index),
            };
            let mut check = self.check(Condition::Compare(figure, op, right));
            check.window = None;
            self.of_some(&mut check, metric.per_county);
            self.policy.checks.push(check);
        }
    }

    /// A count that is submitted beside the cases themselves.
    pub(super) fn cases_check(&mut self) {
        // A total that a level above has handed in is left out: checks are made for those whom the metric is per.
        let totals = |index: usize| {
            let mut figures = self.data.figures.iter();
            figures.any(|figure| {
                let above = figure.entity.is_some_and(|it| self.policy.is_above(it));
                figure.metric == index && above
            })
        };
        let counts = |index: &usize| {
            let metric = &self.policy.metrics[*index];
            !totals(*index)
                && metric.unit == PlainUnit::Cases
                && metric.definition.is_none()
                && metric.segments.is_empty()
        };
        let counts: Vec<usize> = (0..self.policy.metrics.len()).filter(counts).collect();
        if counts.is_empty() || !self.tape.chance(40) {
            return;
        }
        let metric = self.tape.pick(&counts);
        let op = self.tape.pick(&[Comparator::AtLeast, Comparator::AtMost]);
        let cases = Expr::Aggregate(self.counted_cases());
        let check = self.check(Condition::Compare(Expr::Metric(metric), op, cases));
        self.policy.checks.push(check);
    }

    /// Split figures beside each other: of every segment, of one, of all together.
    fn split_checks(&mut self) {
        let split = |index: &usize| !self.policy.metrics[*index].segments.is_empty();
        let split: Vec<usize> = (0..self.policy.metrics.len()).filter(split).collect();
        let [part, whole] = split[..] else {
            return;
        };
        if !self.tape.chance(60) {
            return;
        }
        let segment = self.tape.below(self.policy.metrics[part].segments.len());
        let of = |metric: usize, form: usize| match form {
            0 => Expr::Metric(metric),
            1 => Expr::Segment(metric, segment),
            _ => Expr::SegmentSum(metric),
        };
        let op = self
            .tape
            .pick(&[Comparator::AtMost, Comparator::AtLeast, Comparator::Equal]);
        let form = self.tape.below(3);
        let mut relations = vec![Condition::Compare(of(part, form), op, of(whole, form))];
        if self.tape.chance(30) {
            let form = self.tape.below(3);
            let amount = Expr::Amount(self.amount(PlainUnit::Cases));
            relations.push(Condition::Compare(
                of(whole, form),
                Comparator::AtLeast,
                amount,
            ));
        }
        let mut check = self.check(relations.remove(0));
        check.relations.extend(relations);
        if self.tape.chance(30) {
            check.blames = vec![self.tape.pick(&[part, whole])];
        }
        self.policy.checks.push(check);
    }

    /// Two yes/no figures that must agree.
    fn agreement(&mut self) {
        let known = self.catalogue.yes_no.clone();
        if let [one, other, ..] = known[..]
            && self.tape.chance(50)
        {
            let relation = Condition::Agree(one, other, self.tape.chance(60));
            let mut check = self.check(relation);
            check.window = None;
            self.of_some(&mut check, true);
            self.policy.checks.push(check);
        }
    }

    /// Sometimes a check is of some counties only.
    fn of_some(&mut self, check: &mut Check, per_county: bool) {
        if per_county && self.tape.chance(30) {
            check.only = self.tape.pick(&[vec![Who::Group(0)], vec![Who::Entity(1)]]);
        }
    }

    fn check(&mut self, relation: Condition) -> Check {
        Check {
            id: format!("c{}", self.policy.checks.len() + 1),
            relations: vec![relation],
            any: false,
            tolerance: None,
            printed_digits: false,
            blames: Vec::new(),
            warn_only: self.tape.chance(15),
            only: Vec::new(),
            window: self.tape.chance(15).then(|| self.window()),
        }
    }
}
