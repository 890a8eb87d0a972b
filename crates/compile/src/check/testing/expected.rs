//! What a test expects.

use std::sync::Arc;

use dabiao_diagnostics::{Diagnostic, Span, register};
use dabiao_eval::CheckState;
use dabiao_eval::scenario::{ExpectationKind, ExpectedActual, ExpectedVerdicts, Scope, Written};
use dabiao_model::{Dimension, EntityId, Period, Ratio, RuleId, State, Text, Tier, Unit};
use dabiao_syntax::ast::{self, ExpectedStateKind, GivenPeriod, Names, Quantity, Str};

use super::Tested;
use crate::compiler::Compiler;
use crate::hir::{self, Condition, RuleBody};

/// What a rule's verdicts are judged on.
enum Measured {
    /// A number, shown in this unit.
    Number(Unit),
    /// Yes or no.
    YesNo,
    /// Parts with a value each, or none at all.
    Nothing,
}

impl Compiler<'_> {
    pub(super) fn expectation(
        &mut self,
        expectation: &ast::Expectation,
        tested: Tested<'_>,
        span: Span,
    ) -> Option<ExpectationKind> {
        let (rules, checks) = (tested.rules, tested.checks);
        match expectation {
            ast::Expectation::Escalation(expected) => {
                self.expected_escalation(expected, tested, span)
            }
            ast::Expectation::Score(expected) => self.expected_score(expected, tested.scores, span),
            ast::Expectation::NoFinding => Some(ExpectationKind::Findings(Vec::new())),
            ast::Expectation::Findings(codes) => self.expected_findings(codes),
            ast::Expectation::Verdicts(expected) => match expected.state.kind {
                ExpectedStateKind::Verdict(state) if !expected.of_checks => {
                    let (margin, actual, late) = (
                        expected.margin.as_ref(),
                        expected.actual.as_ref(),
                        expected.late.as_ref(),
                    );
                    let rules = self.expected_rules(expected, rules)?;
                    let measured = rules.first().map(|(_, rule)| measured(rule));
                    let measured = measured.unwrap_or(Measured::Nothing);
                    let is_milestone = rules
                        .iter()
                        .all(|(_, rule)| matches!(rule.body, RuleBody::Milestone(..)));
                    let judged = |entity: EntityId| {
                        rules
                            .iter()
                            .all(|(_, rule)| rule.entities.contains(&Some(entity)))
                    };
                    Some(ExpectationKind::Verdicts(ExpectedVerdicts {
                        scope: self.expected_scope(expected, judged)?,
                        state,
                        tier: match expected.tier {
                            Some(tier) => Some(self.expected_tier(tier, state, &rules)?),
                            None => None,
                        },
                        actual: match actual {
                            Some(actual) => Some(self.expected_actual(actual, &measured, span)?),
                            None => None,
                        },
                        margin: match margin {
                            Some(margin) => Some(self.expected_margin(margin, &measured)?),
                            None => None,
                        },
                        late_days: match late {
                            Some(late) => Some(self.expected_late(late, is_milestone)?),
                            None => None,
                        },
                        rules: rules.into_iter().map(|(id, _)| id).collect(),
                    }))
                }
                kind => self.expected_checks(expected, kind, checks),
            },
        }
    }

    fn expected_findings(&mut self, codes: &[Str]) -> Option<ExpectationKind> {
        let mut ids: Vec<Arc<str>> = Vec::new();
        for code in codes {
            let of_evaluation = |code: &&&register::Code| code.id.starts_with('E');
            let known: Vec<_> = register::all()
                .filter(|code| of_evaluation(&code))
                .collect();
            let Some(known) = known.iter().find(|known| known.id == code.text) else {
                self.unknown_tested(code, known.iter().map(|code| code.id));
                return None;
            };
            ids.push(known.id.into());
        }
        ids.sort_unstable();
        ids.dedup();
        Some(ExpectationKind::Findings(ids))
    }

    /// The rules of the ids or titles.
    fn expected_rules<'r>(
        &mut self,
        expected: &ast::ExpectedVerdicts,
        rules: &'r [hir::Rule],
    ) -> Option<Vec<(RuleId, &'r hir::Rule)>> {
        let mut found = Vec::new();
        for name in &expected.of {
            let by_id = rules.iter().position(|rule| rule.id.as_ref() == name.text);
            let by_title = || {
                rules
                    .iter()
                    .position(|rule| rule.title.as_deref() == Some(name.text.as_str()))
            };
            let index = by_id.or_else(by_title);
            let Some((index, rule)) = index.and_then(|index| Some((index, rules.get(index)?)))
            else {
                self.unknown_tested(name, rules.iter().map(|rule| rule.id.as_ref()));
                return None;
            };
            found.push((RuleId::from(index), rule));
        }
        Some(found)
    }

    fn expected_checks(
        &mut self,
        expected: &ast::ExpectedVerdicts,
        kind: ExpectedStateKind,
        checks: &[hir::Check],
    ) -> Option<ExpectationKind> {
        let state = match kind {
            ExpectedStateKind::Holds => CheckState::Holds,
            ExpectedStateKind::Fails => CheckState::Fails,
            ExpectedStateKind::CannotBeChecked => CheckState::CannotBeChecked,
            ExpectedStateKind::Verdict(state) => {
                let name = |language| state.name(language).to_owned();
                let state = Text::new(
                    name(dabiao_model::Language::English),
                    name(dabiao_model::Language::Chinese),
                );
                let diagnostic = Diagnostic::new(&register::WRONG_STATE, expected.state.span);
                self.report(diagnostic.with("state", state));
                return None;
            }
        };
        if let Some(tier) = expected.tier {
            self.unfit(
                tier.span,
                "a check warns of nothing in tiers",
                "核验没有分级预警",
            );
            return None;
        }
        if let Some(margin) = expected.margin.as_ref().or(expected.late.as_ref()) {
            self.unfit(margin.span, "a check has no margin", "核验没有余量");
            return None;
        }
        let mut found = Vec::new();
        for name in &expected.of {
            let is_named = |check: &hir::Check| {
                check.id.as_ref() == name.text || check.title.as_deref() == Some(name.text.as_str())
            };
            let Some(index) = checks.iter().position(is_named) else {
                self.unknown_tested(name, checks.iter().map(|check| check.id.as_ref()));
                return None;
            };
            found.push(index);
        }
        let checked = |entity: EntityId| {
            found
                .iter()
                .filter_map(|index| checks.get(*index))
                .all(|check| check.entities.contains(&Some(entity)))
        };
        let scope = self.expected_scope(expected, checked)?;
        Some(ExpectationKind::Checks {
            checks: found,
            scope,
            state,
        })
    }

    fn expected_scope(
        &mut self,
        expected: &ast::ExpectedVerdicts,
        is_judged: impl Fn(EntityId) -> bool,
    ) -> Option<Scope> {
        let names = Names {
            names: expected.entities.clone(),
            open: false,
        };
        let entities = self.expand(&names);
        if let Some(other) = entities.iter().find(|entity| !is_judged(**entity)) {
            let entity = self.schema.entity_name(*other).to_owned();
            let of = expected.of.first().map_or("", |name| name.text.as_str());
            let span = expected.entities.first()?.span;
            let diagnostic = Diagnostic::new(&register::NEVER_JUDGED_FOR, span);
            self.report(diagnostic.with("name", of).with("entity", entity));
            return None;
        }
        let period = match &expected.period {
            None => None,
            Some(GivenPeriod::In(day, None) | GivenPeriod::From(day) | GivenPeriod::AsOf(day)) => {
                Some(self.period(day)?)
            }
            Some(GivenPeriod::In(from, Some(to)) | GivenPeriod::Since(from, to)) => {
                let (first, last) = self.ends(from, to)?;
                Period::window(first.start(), last.end())
            }
        };
        Some(Scope { entities, period })
    }

    /// A tier that a warning of each of these has, of what is at risk or unmet.
    fn expected_tier(
        &mut self,
        expected: ast::ExpectedTier,
        state: State,
        rules: &[(RuleId, &hir::Rule)],
    ) -> Option<Tier> {
        if !matches!(state, State::AtRisk | State::Unmet) {
            self.unfit(
                expected.span,
                "only what is at risk or unmet has a tier",
                "只有“预警”“未达标”才分级",
            );
            return None;
        }
        let warns = |rule: &hir::Rule| {
            let warnings = match &rule.body {
                RuleBody::Target(target) => &target.warn,
                RuleBody::Milestone(_, warnings) => warnings,
            };
            let mut tiers = warnings.iter().filter_map(|warning| warning.tier);
            tiers.any(|tier| tier == expected.tier)
        };
        if !rules.iter().all(|(_, rule)| warns(rule)) {
            self.unfit(
                expected.span,
                "no warning of it is of this tier",
                "该项没有这一级预警",
            );
            return None;
        }
        Some(expected.tier)
    }

    fn expected_actual(
        &mut self,
        actual: &ast::ExpectedActual,
        measured: &Measured,
        span: Span,
    ) -> Option<ExpectedActual> {
        match (actual, measured) {
            (ast::ExpectedActual::YesNo(yes), Measured::YesNo) => Some(ExpectedActual::YesNo(*yes)),
            (ast::ExpectedActual::Quantity(quantity), Measured::Number(unit)) => {
                self.written(quantity, unit).map(ExpectedActual::Number)
            }
            _ => {
                self.no_value(span);
                None
            }
        }
    }

    fn expected_margin(&mut self, margin: &Quantity, measured: &Measured) -> Option<Written> {
        let Measured::Number(unit) = measured else {
            self.no_value(margin.span);
            return None;
        };
        let unit = if unit.dimension == Dimension::Ratio {
            self.schema.units.plainest(&Dimension::Points)
        } else {
            unit.clone()
        };
        self.written(margin, &unit)
    }

    fn no_value(&mut self, span: Span) {
        self.unfit(
            span,
            "what it is judged on is not of this kind, or it has parts with a value each",
            "其评判依据不是这类数值，或分为几部分、各有数值",
        );
    }

    /// A number to compare with; one without a unit is in the unit shown.
    fn written(&mut self, quantity: &Quantity, shown: &Unit) -> Option<Written> {
        let (value, unit) = self.quantity(quantity)?;
        let (number, _) = dabiao_model::literal::number(&quantity.number, |_| false).ok()?;
        let (number_in, unit) = match unit {
            None if shown.dimension == Dimension::Number || value.is_zero() => {
                (value, shown.clone())
            }
            Some(unit) if unit.dimension == shown.dimension => (unit.from_base(&value), unit),
            other => {
                let written = other.unwrap_or_else(Unit::number);
                self.mismatch(shown, &written, quantity.span);
                return None;
            }
        };
        Some(Written {
            number: number_in,
            unit,
            decimals: u32::from(number.decimal.scale()),
        })
    }

    fn expected_late(&mut self, late: &Quantity, is_milestone: bool) -> Option<i64> {
        if !is_milestone {
            self.unfit(
                late.span,
                "only a milestone is so many days late",
                "只有节点才有逾期天数",
            );
            return None;
        }
        let day = self.schema.units.find("days").unwrap_or_else(Unit::number);
        let written = self.written(late, &day)?;
        let hours = written.unit.to_base(&written.number);
        let days = hours
            .checked_div(&Ratio::whole(24))
            .and_then(|it| it.parts());
        let whole = days
            .filter(|(_, below)| *below == 1)
            .and_then(|(above, _)| i64::try_from(above).ok());
        if whole.is_none() {
            self.unfit(late.span, "write whole days", "请写整天数");
        }
        whole
    }
}

/// What the verdicts of a rule are judged on.
fn measured(rule: &hir::Rule) -> Measured {
    let RuleBody::Target(target) = &rule.body else {
        return Measured::Nothing;
    };
    let percent = || dabiao_model::Units::default().plainest(&Dimension::Ratio);
    match target.cases.first().map(|case| &case.condition) {
        Some(Condition::Test(test)) => Measured::Number(test.left.unit.clone()),
        Some(Condition::Holds(_) | Condition::Agree(..)) => Measured::YesNo,
        Some(Condition::Every(..) | Condition::Rows(_)) => Measured::Number(percent()),
        _ => Measured::Nothing,
    }
}
