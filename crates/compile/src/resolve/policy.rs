//! The policy item, units and parameters.

use dabiao_calendar::{Calendar, Limit, LimitUnit};
use dabiao_diagnostics::{Diagnostic, Span, register};
use dabiao_model::{Atom, Date, Decimal, Ratio, Units};
use dabiao_syntax::ast::{DateText, Item, ItemKind, Policy, PolicyClause, Quantity, When};

use crate::compiler::{Compiler, Parameter};

/// The hours of a working day where the policy's own cannot be used.
const USUAL_WORKING_DAY: i128 = 8;

impl Compiler<'_> {
    /// The one policy item, with what holds for all of it.
    pub(super) fn policy_item<'i>(&mut self, mut items: impl Iterator<Item = &'i Item> + Clone) {
        let mut policies = items.clone().filter_map(|item| match &item.kind {
            ItemKind::Policy(policy) => Some((policy, item.span)),
            _ => None,
        });
        let Some((policy, first)) = policies.next() else {
            let place = items.next().map_or_else(Span::default, |item| Span {
                end: item.span.start,
                ..item.span
            });
            self.report(Diagnostic::new(&register::NO_POLICY, place));
            return;
        };
        for (_, span) in policies {
            let diagnostic = Diagnostic::new(&register::SEVERAL_POLICIES, span);
            self.report(diagnostic.related(first, "the first one", "第一个"));
        }
        self.title = Some(policy.title.text.as_str().into());
        self.policy_clauses(policy);
    }

    fn policy_clauses(&mut self, policy: &Policy) {
        let hours = policy.clauses.iter().find_map(|clause| match &clause.kind {
            PolicyClause::WorkingDay(quantity) => Some(quantity),
            _ => None,
        });
        // One that cannot be used is told once; what speaks of working days has no error of its own.
        let hours = hours.and_then(|quantity| {
            let usual = self.schema.units.find("hours");
            self.working_day(quantity)
                .or_else(|| Some(usual?.to_base(&Ratio::whole(USUAL_WORKING_DAY))))
        });
        self.schema.units = Units::new(hours);
        for (index, clause) in policy.clauses.iter().enumerate() {
            let may_repeat = matches!(
                clause.kind,
                PolicyClause::Source(_)
                    | PolicyClause::EveryTask(..)
                    | PolicyClause::Level(..)
                    | PolicyClause::Cite(_)
            );
            let kind = std::mem::discriminant(&clause.kind);
            let mut before = policy.clauses.iter().take(index);
            let first = before.find(|other| std::mem::discriminant(&other.kind) == kind);
            if let Some(first) = first.filter(|_| !may_repeat) {
                self.repeated_clause(first.span, clause.span);
            }
            match &clause.kind {
                PolicyClause::InForce { from, to } => {
                    self.settings.from = self.period(from).map(dabiao_model::Period::start);
                    self.settings.to = to
                        .as_ref()
                        .and_then(|to| self.period(to))
                        .map(dabiao_model::Period::end);
                    let ends = self.settings.from.zip(self.settings.to);
                    if ends.is_some_and(|(from, to)| to < from) {
                        // What would never be judged for it is not complained of beside it.
                        self.settings.to = None;
                        self.report(Diagnostic::new(&register::WINDOW_REVERSED, clause.span));
                    }
                }
                PolicyClause::Monitor(cadence) => self.settings.monitor = Some(cadence.cadence),
                PolicyClause::Bulletin(cadence) => self.settings.bulletin = Some(cadence.cadence),
                PolicyClause::Evaluate(cadence) => self.settings.evaluation = Some(cadence.cadence),
                PolicyClause::Calendar(name) => {
                    if Calendar::is_known(&name.text) {
                        self.settings.calendar = name.text.as_str().into();
                    } else {
                        self.report(
                            Diagnostic::new(&register::UNKNOWN_CALENDAR, name.span)
                                .with("name", name.text.as_str()),
                        );
                    }
                }
                PolicyClause::Issued(day) => self.settings.issued = Some(day.date),
                PolicyClause::Limits(basis) => self.basis = Some(*basis),
                PolicyClause::UndatedIn(year) => self.undated_year = Some(*year),
                PolicyClause::FiguresDue(quantity) => {
                    self.settings.figures_due = self.limit(quantity);
                }
                PolicyClause::EveryTask(role, names) => {
                    self.every_task.push((*role, names.clone()));
                }
                PolicyClause::Language(_)
                | PolicyClause::Source(_)
                | PolicyClause::Number(_)
                | PolicyClause::WorkingDay(_)
                // What is reported is judged when all of it is there.
                | PolicyClause::Level(..)
                | PolicyClause::Cite(_) => {}
            }
        }
    }

    fn working_day(&mut self, quantity: &Quantity) -> Option<Ratio> {
        let (value, unit) = self.quantity(quantity)?;
        let is_hours = unit
            .as_ref()
            .is_some_and(|unit| matches!(unit.dimension.atom(), Some(Atom::Time)));
        if is_hours && !value.is_zero() && !value.is_negative() {
            return Some(value);
        }
        self.misplaced(
            quantity.span,
            "write: working day is 8 hours",
            "请写：工作日 为 8小时",
        );
        None
    }

    /// A clause whose value makes no sense where it stands.
    pub(crate) fn misplaced(&mut self, span: Span, en: &str, zh: &str) {
        let clause = self.text(span).trim().to_owned();
        let remedy = dabiao_model::Text::new(en, zh);
        self.report(
            Diagnostic::new(&register::MISPLACED_CLAUSE, span)
                .with("clause", clause)
                .with("remedy", remedy),
        );
    }

    /// A clause that stands a second time; said in the same words, it can go.
    pub(crate) fn repeated_clause(&mut self, first: Span, span: Span) {
        let clause = self.text(span).trim().to_owned();
        let same = clause == self.text(first).trim();
        let found = Diagnostic::new(&register::REPEATED_CLAUSE, span).with("clause", clause);
        let goes = same && self.stands_alone(span);
        self.report(if goes { found.fix("", true) } else { found });
    }

    /// A clause or option that stands a second time.
    pub(crate) fn repeated(&mut self, span: Span) {
        let clause = self.text(span).trim().to_owned();
        self.report(Diagnostic::new(&register::REPEATED_CLAUSE, span).with("clause", clause));
    }

    /// Units of the policy's own.
    pub(super) fn units<'i>(&mut self, items: impl Iterator<Item = &'i Item>) {
        let declared: Vec<_> = items
            .filter_map(|item| match &item.kind {
                ItemKind::Unit(unit) => Some(unit),
                _ => None,
            })
            .collect();
        // Nouns first, so that relations may speak of any of them.
        for unit in declared.iter().filter(|unit| unit.relation.is_none()) {
            if !self.schema.units.declare(&unit.name.text, None) {
                self.duplicate(&unit.name.text, unit.name.span, None);
            }
        }
        for unit in &declared {
            let Some(relation) = &unit.relation else {
                continue;
            };
            let Some((value, Some(base))) = self.quantity(relation) else {
                continue;
            };
            let count = base.from_base(&value);
            if !self
                .schema
                .units
                .declare(&unit.name.text, Some((count, &base)))
            {
                self.duplicate(&unit.name.text, unit.name.span, None);
            }
        }
    }

    pub(super) fn parameters<'i>(&mut self, items: impl Iterator<Item = &'i Item>) {
        for item in items {
            let ItemKind::Parameter(parameter) = &item.kind else {
                continue;
            };
            let name = parameter.name.text.as_str();
            if self.parameter(name).is_some() {
                self.duplicate(name, parameter.name.span, None);
                continue;
            }
            let read = parameter.value.as_ref().map(|value| self.quantity(value));
            let (value, unit) = match read {
                None => (None, None),
                Some(Some((value, unit))) => (Some(value), unit),
                Some(None) => continue,
            };
            self.parameters.push(Parameter {
                name: name.into(),
                bare: unit.is_none(),
                unit: unit.unwrap_or_else(dabiao_model::Unit::number),
                value,
            });
        }
    }

    /// The days a date text names; a month without a year takes the policy's.
    pub(crate) fn period(&mut self, text: &DateText) -> Option<dabiao_model::Period> {
        if text.bare_before {
            self.report(Diagnostic::new(&register::BARE_BEFORE, text.span));
        }
        let (month, day) = match text.when {
            When::Period(period) => return Some(period),
            When::MonthOfYear { month, day } => (month, day),
        };
        let Some(year) = self.undated_year else {
            self.report(Diagnostic::new(&register::NO_YEAR, text.span));
            return None;
        };
        match day {
            Some(day) => Date::from_ymd_opt(year, month, day).map(dabiao_model::Period::day),
            None => dabiao_model::Period::month(year, month),
        }
    }

    /// A limit to count on a calendar: whole days, working days, weeks, months, years or hours.
    pub(crate) fn limit(&mut self, quantity: &Quantity) -> Option<Limit> {
        let (value, unit) = self.quantity(quantity)?;
        let text = || quantity_text(quantity);
        let unit = unit.and_then(|unit| Some((limit_unit(unit.en.as_ref())?, unit)));
        let Some((kind, unit)) = unit else {
            self.report(
                Diagnostic::new(&register::HOURS_ON_DATES, quantity.span)
                    .with("limit", text())
                    .with("field", text()),
            );
            return None;
        };
        let count = unit.from_base(&value);
        let whole = count
            .parts()
            .filter(|(_, below)| *below == 1)
            .and_then(|(above, _)| u32::try_from(above).ok());
        if let Some(count) = whole {
            Some(Limit::new(count, kind))
        } else {
            let diagnostic =
                Diagnostic::new(&register::FRACTION_OF_LIMIT, quantity.span).with("limit", text());
            self.report(diagnostic);
            None
        }
    }

    /// A number in base units, with its unit if it has one.
    pub(crate) fn quantity(
        &mut self,
        quantity: &Quantity,
    ) -> Option<(Ratio, Option<dabiao_model::Unit>)> {
        let unit = match &quantity.unit {
            None => None,
            Some(name) => Some(self.unit(&name.text, name.span)?),
        };
        // Plain digits, as nearly all are, need nothing else.
        if let Ok(plain) = quantity.number.parse::<Decimal>() {
            let value = plain.to_ratio();
            return Some(match unit {
                Some(unit) => (unit.to_base(&value), Some(unit)),
                None => (value, None),
            });
        }
        let number = dabiao_model::literal::number(&quantity.number, |_| false);
        let Some((number, _)) = number.ok().filter(|(_, rest)| rest.trim().is_empty()) else {
            let diagnostic = Diagnostic::new(&register::BAD_NUMBER, quantity.span);
            self.report(diagnostic.with("found", quantity.number.as_str()));
            return None;
        };
        let share = number.share.and_then(|share| self.schema.units.find(share));
        let unit = unit.or(share);
        let value = number.value();
        Some((
            unit.as_ref()
                .map_or_else(|| value.clone(), |unit| unit.to_base(&value)),
            unit,
        ))
    }

    /// The unit of a name.
    pub(crate) fn unit(&mut self, name: &str, span: Span) -> Option<dabiao_model::Unit> {
        if let Some(unit) = self.schema.units.find(name) {
            return Some(unit);
        }
        self.has_unknown_unit = true;
        let nearest = dabiao_diagnostics::nearest::nearest(name, self.schema.units.names())
            .map(str::to_owned);
        let declare = dabiao_model::Text::new(
            format!("declare it: unit {name}"),
            format!("请声明：计量单位 {name}"),
        );
        let help = nearest.map_or(declare, |near| {
            dabiao_model::Text::new(
                format!("did you mean `{near}`? Or declare it: unit {name}"),
                format!("是否应为“{near}”？或声明：计量单位 {name}"),
            )
        });
        self.report(
            Diagnostic::new(&register::UNKNOWN_UNIT, span)
                .with("name", name)
                .with("nearest", help),
        );
        None
    }
}

fn limit_unit(name: &str) -> Option<LimitUnit> {
    Some(match name {
        "hours" => LimitUnit::Hours,
        "days" | "calendar days" => LimitUnit::Days,
        "working days" => LimitUnit::WorkingDays,
        "weeks" => LimitUnit::Weeks,
        "months" => LimitUnit::Months,
        "years" => LimitUnit::Years,
        _ => return None,
    })
}

/// A quantity as written.
pub(crate) fn quantity_text(quantity: &Quantity) -> String {
    let unit = quantity.unit.as_ref().map_or("", |unit| unit.text.as_str());
    let gap = if unit.starts_with(|c: char| c.is_ascii_alphabetic()) {
        " "
    } else {
        ""
    };
    format!("{}{gap}{unit}", quantity.number)
}
