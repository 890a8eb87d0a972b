//! Mutants: a program with one thing changed that a test should notice.

mod change;
mod equal;

pub use equal::shows_nothing;

use dabiao_calendar::Limit;
use dabiao_eval::Program;
use dabiao_eval::program::{Condition, ConditionId, Expr, Form, Rule, RuleBody, Test, Tolerance};
use dabiao_model::{Comparator, Date, Dimension, EntityId, Language, Ratio, Text, Unit};

use change::{comparators, limits, thresholds, tolerances, units};

/// What a mutant changes: a place, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutant {
    /// The rule or check.
    pub item: Item,
    /// What is changed.
    pub change: Change,
    /// Which of the item's conditions, in the order of a walk; 0 where it is none.
    place: usize,
}

/// What is mutated, by its index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// A target or milestone.
    Rule(usize),
    /// A check.
    Check(usize),
}

/// A change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Another comparison.
    Comparator(Comparator, Comparator),
    /// Another threshold, in base units and the unit it is shown in.
    Threshold(Ratio, Ratio, Unit),
    /// The same number of another unit: the threshold in base units, the unit, and the other.
    Unit(Ratio, Unit, Unit),
    /// Another tolerance of a check, in base units and the unit it is shown in.
    Tolerance(Ratio, Ratio, Unit),
    /// A limit of another length, or counted in other days.
    Limit(Limit, Limit),
    /// `and` to `or`, where this is true, or `or` to `and`.
    Joined(bool),
    /// Someone is judged no more.
    Dropped(EntityId),
    /// Due on another day.
    Due(Date, Date),
}

/// All mutants of a program, its rules first, in the order of their places.
pub fn mutants(program: &Program) -> Vec<Mutant> {
    let mut found = Vec::new();
    for (index, rule) in program.rules.iter().enumerate() {
        let item = Item::Rule(index);
        of_conditions(program, item, &mut found);
        let mut add = |change: Change| {
            found.push(Mutant {
                item,
                change,
                place: 0,
            });
        };
        if let (true, Some(Some(last))) = (rule.entities.len() > 1, rule.entities.last()) {
            add(Change::Dropped(*last));
        }
        let due = rule.schedule.once.first().map(|once| once.due);
        let due = due.filter(|due| !is_done_by(rule, *due));
        if let Some((due, next)) = due.and_then(|due| Some((due, due.succ_opt()?))) {
            add(Change::Due(due, next));
        }
    }
    for (index, check) in program.checks.iter().enumerate() {
        let item = Item::Check(index);
        if check.tolerance == Tolerance::Exact {
            of_conditions(program, item, &mut found);
            continue;
        }
        // Only an equality has a tolerance: it is its comparison and its threshold.
        let first = conditions(program, item)
            .into_iter()
            .find_map(|id| test_of(program, id));
        if let (Tolerance::Within(room), Some(test)) = (&check.tolerance, first) {
            let changes = tolerances(room, &test.margin_unit).into_iter();
            found.extend(changes.map(|change| Mutant {
                item,
                change,
                place: 0,
            }));
        }
    }
    found
}

/// Whether a deliverable was completed by a day: nobody asks when it was due then.
fn is_done_by(rule: &Rule, due: Date) -> bool {
    match &rule.body {
        RuleBody::Milestone(plan) => plan.done.is_some_and(|done| done <= due),
        RuleBody::Target { .. } => false,
    }
}

fn test_of(program: &Program, id: ConditionId) -> Option<&Test> {
    match program.conditions.get(id.index()) {
        Some(Condition::Test(test)) => program.tests.get(test.index()),
        _ => None,
    }
}

/// The conditions of an item in the order of a walk.
fn conditions(program: &Program, item: Item) -> Vec<ConditionId> {
    let roots: Vec<ConditionId> = match item {
        Item::Rule(index) => match program.rules.get(index).map(|rule| &rule.body) {
            Some(RuleBody::Target { cases, when, .. }) => {
                let cases = cases.iter().map(|case| case.condition);
                cases.chain(*when).collect()
            }
            Some(RuleBody::Milestone(_)) | None => Vec::new(),
        },
        Item::Check(index) => program
            .checks
            .get(index)
            .map(|check| check.condition)
            .into_iter()
            .collect(),
    };
    let mut found = Vec::new();
    for root in roots {
        walk(program, root, &mut found);
    }
    found
}

fn walk(program: &Program, id: ConditionId, found: &mut Vec<ConditionId>) {
    found.push(id);
    match program.conditions.get(id.index()) {
        Some(Condition::And(parts) | Condition::Or(parts)) => {
            for part in parts {
                walk(program, *part, found);
            }
        }
        Some(Condition::Not(inner)) => walk(program, *inner, found),
        _ => {}
    }
}

fn of_conditions(program: &Program, item: Item, found: &mut Vec<Mutant>) {
    for (place, id) in conditions(program, item).into_iter().enumerate() {
        let changes = match program.conditions.get(id.index()) {
            Some(Condition::Test(test)) => {
                let test = program.tests.get(test.index());
                let mut changes: Vec<Change> = test
                    .map(|test| comparators(test.comparator))
                    .unwrap_or_default();
                let right = test.and_then(|test| program.exprs.get(test.right.index()));
                if let Some(Expr::Number(value, unit)) = right {
                    changes.extend(thresholds(value, unit));
                    changes.extend(units(value, unit, &program.schema.units));
                }
                changes
            }
            Some(Condition::Rows(limit)) => {
                let limit = program.limits.get(limit.index());
                limit.map(|limit| limits(limit.limit)).unwrap_or_default()
            }
            Some(Condition::And(parts)) if parts.len() > 1 => vec![Change::Joined(true)],
            Some(Condition::Or(parts)) if parts.len() > 1 => vec![Change::Joined(false)],
            _ => Vec::new(),
        };
        found.extend(changes.into_iter().map(|change| Mutant {
            item,
            change,
            place,
        }));
    }
}

impl Mutant {
    /// The program with the change made; nothing where it has no such place. It may be another compilation of the same
    /// policy, since places are counted along its rules.
    pub fn of(&self, program: &Program) -> Option<Program> {
        let mut program = program.clone();
        let condition = conditions(&program, self.item).get(self.place).copied();
        match &self.change {
            Change::Comparator(_, to) => {
                let test = tested(&program, condition?)?;
                let test = program.tests.get_mut(test)?;
                test.comparator = *to;
                test.form = Form::General;
            }
            Change::Threshold(_, to, _) => set_threshold(&mut program, condition?, to)?,
            Change::Unit(from, unit, other) => {
                let to = other.to_base(&unit.from_base(from));
                set_threshold(&mut program, condition?, &to)?;
            }
            Change::Tolerance(_, to, _) => {
                let Item::Check(check) = self.item else {
                    return None;
                };
                program.checks.get_mut(check)?.tolerance = Tolerance::Within(to.clone());
            }
            Change::Limit(_, to) => {
                let Some(Condition::Rows(limit)) = program.conditions.get(condition?.index())
                else {
                    return None;
                };
                let limit = limit.index();
                program.limits.get_mut(limit)?.limit = *to;
            }
            Change::Joined(_) => {
                let condition = program.conditions.get_mut(condition?.index())?;
                *condition = match std::mem::replace(condition, Condition::And(Vec::new())) {
                    Condition::And(parts) => Condition::Or(parts),
                    Condition::Or(parts) => Condition::And(parts),
                    other => other,
                };
            }
            Change::Dropped(entity) => {
                let rule = program.rules.get_mut(self.rule()?)?;
                rule.entities.retain(|it| *it != Some(*entity));
            }
            Change::Due(from, to) => {
                let rule = program.rules.get_mut(self.rule()?)?;
                for once in rule
                    .schedule
                    .once
                    .iter_mut()
                    .filter(|once| once.due == *from)
                {
                    once.due = *to;
                }
            }
        }
        Some(program)
    }

    /// The rule that is changed, if it is one.
    pub fn rule(&self) -> Option<usize> {
        match self.item {
            Item::Rule(index) => Some(index),
            Item::Check(_) => None,
        }
    }

    /// The id of what is changed.
    pub fn id<'p>(&self, program: &'p Program) -> &'p str {
        match self.item {
            Item::Rule(index) => program.rules.get(index).map_or("", |rule| rule.id.as_ref()),
            Item::Check(index) => program
                .checks
                .get(index)
                .map_or("", |check| check.id.as_ref()),
        }
    }

    /// Where that is written.
    pub fn written<'p>(&self, program: &'p Program) -> &'p str {
        match self.item {
            Item::Rule(index) => program
                .rules
                .get(index)
                .map_or("", |rule| rule.place.as_ref()),
            Item::Check(index) => program
                .checks
                .get(index)
                .map_or("", |check| check.place.as_ref()),
        }
    }

    /// The change in words: `≥ → >`, `80% → 81%`, `10 days → 10 working days`.
    pub fn text(&self, program: &Program) -> Text {
        let side = |language: Language| match &self.change {
            Change::Comparator(from, to) => format!("{from} → {to}"),
            Change::Threshold(from, to, unit) => {
                format!(
                    "{} → {}",
                    shown(from, unit, language),
                    shown(to, unit, language)
                )
            }
            Change::Unit(from, unit, other) => {
                let to = other.to_base(&unit.from_base(from));
                format!(
                    "{} → {}",
                    shown(from, unit, language),
                    shown(&to, other, language)
                )
            }
            Change::Tolerance(from, to, unit) => {
                let change = format!(
                    "{} → {}",
                    shown(from, unit, language),
                    shown(to, unit, language)
                );
                language.pick(format!("within {change}"), format!("误差 {change}"))
            }
            Change::Limit(from, to) => match language {
                Language::English => format!("{} → {}", from.en(), to.en()),
                Language::Chinese => format!("{} → {}", from.zh(), to.zh()),
            },
            Change::Joined(true) => language.pick("and → or", "且 → 或").to_owned(),
            Change::Joined(false) => language.pick("or → and", "或 → 且").to_owned(),
            Change::Dropped(entity) => {
                let name = program.schema.entity_name(*entity);
                language.pick(format!("without {name}"), format!("不含{name}"))
            }
            Change::Due(from, to) => {
                language.pick(format!("due {from} → {to}"), format!("期限 {from} → {to}"))
            }
        };
        Text::new(side(Language::English), side(Language::Chinese))
    }
}

fn tested(program: &Program, condition: ConditionId) -> Option<usize> {
    match program.conditions.get(condition.index()) {
        Some(Condition::Test(test)) => Some(test.index()),
        _ => None,
    }
}

/// A value in a unit; one that is a plain number has none.
fn shown(value: &Ratio, unit: &Unit, language: Language) -> String {
    if unit.dimension == Dimension::Number {
        return Unit::number().show(value, 12, language);
    }
    unit.show(value, 12, language)
}

fn set_threshold(program: &mut Program, condition: ConditionId, to: &Ratio) -> Option<()> {
    let test = tested(program, condition)?;
    let test = program.tests.get_mut(test)?;
    test.form = Form::General;
    let right = test.right.index();
    if let Some(Expr::Number(value, _)) = program.exprs.get_mut(right) {
        value.clone_from(to);
    }
    Some(())
}
