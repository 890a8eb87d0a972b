//! A part of a score: what it marks, and by which method.

use dabiao_diagnostics::{Diagnostic, Span, nearest, register};
use dabiao_eval::program::Method;
use dabiao_model::{Direction, Ratio, Text};
use dabiao_syntax::ast::{Expr, ExprKind, PartOption, Quantity, ScorePart, UnitName};

use crate::compiler::Compiler;
use crate::hir::{self, Condition, Marked, Rule, RuleBody};

/// What a part may say only once each.
#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a word of its own in the language"
)]
struct Said<'p> {
    completion: bool,
    distance: bool,
    efficacy: bool,
    peers: bool,
    unclamped: bool,
    goal: Option<&'p Quantity>,
    cap: Option<&'p Quantity>,
    worst: Option<&'p Quantity>,
    best: Option<&'p Quantity>,
    low: Option<&'p Quantity>,
    high: Option<&'p Quantity>,
    points: Option<(bool, &'p Quantity, &'p UnitName)>,
    floor: Option<&'p Quantity>,
    ceiling: Option<&'p Quantity>,
}

impl<'p> Said<'p> {
    fn of(part: &'p ScorePart) -> Self {
        let mut said = Self::default();
        for option in &part.options {
            match option {
                PartOption::ByAttainment => {}
                PartOption::ByCompletion => said.completion = true,
                PartOption::ByDistance => said.distance = true,
                PartOption::ByEfficacy => said.efficacy = true,
                PartOption::AmongPeers => said.peers = true,
                PartOption::Unclamped => said.unclamped = true,
                PartOption::Goal(it) => said.goal = Some(it),
                PartOption::CappedAt(it) => said.cap = Some(it),
                PartOption::Worst(it) => said.worst = Some(it),
                PartOption::Best(it) => said.best = Some(it),
                PartOption::Low(it) => said.low = Some(it),
                PartOption::High(it) => said.high = Some(it),
                PartOption::Minus(marks, unit) => said.points = Some((true, marks, unit)),
                PartOption::Plus(marks, unit) => said.points = Some((false, marks, unit)),
                PartOption::Floor(it) => said.floor = Some(it),
                PartOption::Ceiling(it) => said.ceiling = Some(it),
            }
        }
        said
    }
}

impl Compiler<'_> {
    pub(super) fn score_part(
        &mut self,
        part: &ScorePart,
        span: Span,
        rules: &[Rule],
    ) -> Option<hir::ScorePart> {
        let weight = self.marks(&part.weight)?;
        let said = Said::of(part);
        let name = &part.subject;
        let rule = rules.iter().position(|rule| rule.id.as_ref() == name.text);
        let (of, method) = if let Some(index) = rule {
            let method = self.method_of_rule(&said, rules.get(index)?, span)?;
            (Marked::Rule(index), method)
        } else if self.schema.metric(&name.text).is_some() {
            let expr = self.expr(&Expr {
                kind: ExprKind::Name(name.clone()),
                span: name.span,
            })?;
            let method = self.method_of_value(&said, &expr, &weight, span)?;
            (Marked::Value(expr), method)
        } else {
            let metrics = self.schema.metrics.iter().flat_map(|metric| &metric.names);
            let known = rules
                .iter()
                .map(|rule| rule.id.as_ref())
                .chain(metrics.map(AsRef::as_ref));
            let near = nearest::known(&name.text, known);
            let diagnostic = Diagnostic::new(&register::UNKNOWN_PART, name.span);
            self.report(
                diagnostic
                    .with("name", name.text.as_str())
                    .with("nearest", near),
            );
            return None;
        };
        Some(hir::ScorePart {
            label: name.text.as_str().into(),
            of,
            weight,
            method,
        })
    }

    fn method_of_rule(&mut self, said: &Said<'_>, rule: &Rule, span: Span) -> Option<Method> {
        if said.distance || said.efficacy || said.points.is_some() {
            return self.unmarkable(
                span,
                "a metric: a target is marked by attainment or by completion",
                "针对指标；目标只能按达标或按完成率计分",
            );
        }
        if !said.completion {
            return Some(Method::Attainment);
        }
        let single = match &rule.body {
            RuleBody::Target(target) => target
                .cases
                .iter()
                .all(|case| matches!(case.condition, Condition::Test(_))),
            RuleBody::Milestone(..) => false,
        };
        if !single {
            return self.unmarkable(
                span,
                "a target that compares one value with one threshold",
                "只比较一个数值与一个门槛的目标",
            );
        }
        Some(Method::Completion {
            goal: None,
            lower: false,
            cap: self.cap(said),
        })
    }

    /// The cap, if there is one.
    fn cap(&mut self, said: &Said<'_>) -> Option<Ratio> {
        let marks = self.marks(said.cap?)?;
        marks.checked_div(&Ratio::whole(100))
    }

    fn no_direction(&mut self, span: Span) -> Option<Method> {
        self.unmarkable(
            span,
            "the metric to say which way is better: better higher",
            "指标写明方向，例如：越高越好",
        )
    }

    fn method_of_value(
        &mut self,
        said: &Said<'_>,
        expr: &hir::Expr,
        weight: &Ratio,
        span: Span,
    ) -> Option<Method> {
        if let Some((minus, marks, unit)) = said.points {
            return self.points(said, (minus, marks, unit), expr, weight);
        }
        let lower = self.lower_is_better(expr);
        if said.completion {
            let Some(goal) = said.goal else {
                return self.unmarkable(span, "a goal: goal 100 件", "目标值，例如：目标值100件");
            };
            return Some(Method::Completion {
                goal: Some(self.end_of_way(goal, expr)?),
                lower: lower == Some(true),
                cap: self.cap(said),
            });
        }
        if said.efficacy {
            let bounds = match (said.low, said.high) {
                (Some(low), Some(high)) => {
                    let (low, high) = (self.end_of_way(low, expr)?, self.end_of_way(high, expr)?);
                    self.apart(&low, &high, span)?;
                    Some((low, high))
                }
                _ if said.peers && lower.is_some() => None,
                _ if said.peers => return self.no_direction(span),
                _ => {
                    return self.unmarkable(
                        span,
                        "low and high, or among peers",
                        "不允许值和满意值，或同类比较",
                    );
                }
            };
            return Some(Method::Efficacy {
                bounds,
                lower: lower == Some(true),
                clamped: !said.unclamped,
            });
        }
        if !said.distance {
            return self.unmarkable(
                span,
                "to say how the metric is marked: by completion, by distance, by efficacy, or minus 2 marks per unit",
                "写明指标如何计分：按完成率、按距离、按功效系数，或每件扣2分",
            );
        }
        let bounds = match (said.worst, said.best) {
            (Some(worst), Some(best)) => {
                let (worst, best) = (self.end_of_way(worst, expr)?, self.end_of_way(best, expr)?);
                self.apart(&worst, &best, span)?;
                Some((worst, best))
            }
            _ if said.peers && lower.is_some() => None,
            _ if said.peers => return self.no_direction(span),
            _ => {
                return self.unmarkable(
                    span,
                    "worst and best, or among peers",
                    "最差和最优，或同类比较",
                );
            }
        };
        Some(Method::Distance {
            bounds,
            lower: lower == Some(true),
            clamped: !said.unclamped,
        })
    }

    fn points(
        &mut self,
        said: &Said<'_>,
        (minus, marks, unit): (bool, &Quantity, &UnitName),
        expr: &hir::Expr,
        weight: &Ratio,
    ) -> Option<Method> {
        let marks = self.marks(marks)?;
        let each = self.unit(&unit.text, unit.span)?;
        if each.dimension != expr.dimension {
            return self.unmarkable(unit.span, "the unit of its metric", "与指标相同的单位");
        }
        let rate = marks.checked_div(&each.to_base(&Ratio::ONE))?;
        let floor = said.floor.and_then(|floor| self.marks(floor));
        let ceiling = said.ceiling.and_then(|ceiling| self.marks(ceiling));
        Some(Method::Points {
            rate: if minus { -&rate } else { rate },
            floor: floor.or(minus.then_some(Ratio::ZERO)),
            ceiling: ceiling.or_else(|| minus.then(|| weight.clone())),
        })
    }

    /// A number in the unit of the marked metric.
    fn end_of_way(&mut self, quantity: &Quantity, expr: &hir::Expr) -> Option<Ratio> {
        let number = self.expr(&Expr {
            kind: ExprKind::Quantity(quantity.clone()),
            span: quantity.span,
        })?;
        let zero = matches!(&number.kind, hir::ExprKind::Number(value) if value.is_zero());
        if number.dimension != expr.dimension && !(zero && number.bare) {
            let action = Text::new("is marked by", "不能按此计分：");
            self.cannot(expr, &number, quantity.span, action);
            return None;
        }
        match number.kind {
            hir::ExprKind::Number(value) => Some(value),
            _ => None,
        }
    }

    fn apart(&mut self, one: &Ratio, other: &Ratio, span: Span) -> Option<()> {
        if one == other {
            self.report(Diagnostic::new(&register::NO_DISTANCE, span));
            return None;
        }
        Some(())
    }

    /// Whether lower is better, where the metric says which way is.
    fn lower_is_better(&self, expr: &hir::Expr) -> Option<bool> {
        let metric = match &expr.kind {
            hir::ExprKind::Slot(slot) => slot.metric,
            hir::ExprKind::Derived(metric, ..) => *metric,
            _ => return None,
        };
        let better = self.metrics.get(metric.index())?.better?;
        Some(better == Direction::Lower)
    }
}
