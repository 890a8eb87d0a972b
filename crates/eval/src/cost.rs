//! What a program costs, known before it runs: how each rule is decided, in how many operations, and how much it holds.

mod held;

use std::collections::BTreeSet;

use dabiao_model::{Period, RecordId, RuleId};

use crate::program::{
    Condition, ConditionId, Expr, ExprId, Form, Program, Rule, RuleBody, TestId, Warn,
};

/// How something is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    /// On whole numbers, cross-multiplied: sums against zero, quotients of sums against a number.
    WholeNumbers,
    /// By walking its formula in exact fractions: it multiplies or divides figures, or is rounded.
    Formula,
    /// By looking at each case of a record.
    Cases(RecordId),
    /// By the figures of all who are compared.
    Peers,
    /// By what is signed off.
    SignOffs,
}

/// What a rule costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleCost {
    /// Which rule.
    pub rule: RuleId,
    /// How it is decided; several ways where its parts are decided in several.
    pub ways: Vec<Way>,
    /// Operations a verdict: a column read, a sum, a product, a comparison, a step of a condition.
    pub operations: u64,
    /// Operations a case, for each case that is looked at.
    pub per_case: u64,
    /// How many different columns of figures it reads.
    pub columns: usize,
    /// How many are judged.
    pub entities: usize,
    /// How many verdicts each of them gets; nothing for a rule that goes on without an end.
    pub sittings: Option<usize>,
}

impl RuleCost {
    /// How many verdicts there are, if that is known before the figures are.
    pub fn verdicts(&self) -> Option<usize> {
        self.sittings
            .map(|sittings| sittings.saturating_mul(self.entities))
    }
}

/// What a program costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cost {
    /// One entry a rule, in the order written.
    pub rules: Vec<RuleCost>,
    /// How many comparisons are sums against zero.
    pub sums: usize,
    /// How many are quotients against a number.
    pub quotients: usize,
    /// How many walk their formula.
    pub formulas: usize,
    /// What the program holds, in bytes.
    pub bytes: usize,
}

impl Cost {
    /// What a program costs.
    pub fn of(program: &Program) -> Self {
        let rules = (0..).map(RuleId::from).zip(&program.rules);
        let has = |wanted: fn(&Form) -> bool| {
            let tests = program.tests.iter();
            tests.filter(|test| wanted(&test.form)).count()
        };
        Self {
            rules: rules
                .map(|(id, rule)| rule_cost(program, id, rule))
                .collect(),
            sums: has(|form| matches!(form, Form::Linear(_))),
            quotients: has(|form| matches!(form, Form::Quotient(_))),
            formulas: has(|form| matches!(form, Form::General)),
            bytes: held::bytes(program),
        }
    }
}

/// What is counted while a rule is looked through.
struct Count<'a> {
    program: &'a Program,
    ways: BTreeSet<Way>,
    columns: BTreeSet<u32>,
    operations: u64,
    per_case: u64,
}

fn rule_cost(program: &Program, id: RuleId, rule: &Rule) -> RuleCost {
    let mut count = Count {
        program,
        ways: BTreeSet::new(),
        columns: BTreeSet::new(),
        operations: 0,
        per_case: 0,
    };
    match &rule.body {
        RuleBody::Target {
            cases, when, warn, ..
        } => {
            // An entity is in one case; the dearest stands for all.
            count.dearest(cases.iter().map(|case| case.condition));
            if let Some(when) = when {
                count.condition(*when);
            }
            for warning in warn {
                count.warning(&warning.when);
            }
        }
        RuleBody::Milestone(plan) => {
            count.ways.insert(Way::SignOffs);
            count.add(1);
            for warning in &plan.warn {
                count.warning(&warning.when);
            }
        }
    }
    RuleCost {
        rule: id,
        ways: count.ways.into_iter().collect(),
        operations: count.operations,
        per_case: count.per_case,
        columns: count.columns.len(),
        entities: rule.entities.len(),
        sittings: sittings(program, rule),
    }
}

/// How often a rule is judged, where its schedule has an end.
fn sittings(program: &Program, rule: &Rule) -> Option<usize> {
    let schedule = &rule.schedule;
    let Some(each) = schedule.each else {
        return Some(schedule.once.len().max(1));
    };
    let settings = &program.settings;
    let to = settings.to.filter(|_| !each.continuous)?;
    let from = settings
        .from
        .max(each.after.and_then(|day| day.succ_opt()))?;
    let first = Period::containing(from, each.cadence)?;
    let first = if first.start() < from {
        first.shifted(1)?
    } else {
        first
    };
    let periods = std::iter::successors(Some(first), |period| period.shifted(1));
    let periods = periods.take_while(|period| period.end() <= to).count();
    Some(periods.saturating_add(schedule.once.len()))
}

impl Count<'_> {
    fn add(&mut self, operations: u64) {
        self.operations = self.operations.saturating_add(operations);
    }

    fn dearest(&mut self, conditions: impl Iterator<Item = ConditionId>) {
        let (before, before_case) = (self.operations, self.per_case);
        let (mut most, mut most_case) = (before, before_case);
        for condition in conditions {
            (self.operations, self.per_case) = (before, before_case);
            self.condition(condition);
            (most, most_case) = (most.max(self.operations), most_case.max(self.per_case));
        }
        (self.operations, self.per_case) = (most, most_case);
    }

    fn warning(&mut self, warn: &Warn) {
        self.add(1);
        if let Warn::When(condition) = warn {
            self.condition(*condition);
        }
    }

    fn condition(&mut self, id: ConditionId) {
        self.add(1);
        let program = self.program;
        match program.conditions.get(id.index()) {
            Some(Condition::Test(test)) => self.test(*test),
            Some(Condition::Holds(slot)) => self.column(slot.0),
            Some(Condition::Agree(left, right, _)) => {
                self.column(left.0);
                self.column(right.0);
            }
            Some(Condition::Every(slot, entities)) => {
                for _ in entities {
                    self.column(slot.0);
                }
            }
            Some(Condition::Rows(limit)) => {
                if let Some(limit) = program.limits.get(limit.index()) {
                    self.ways.insert(Way::Cases(limit.scope.record));
                    // Its day, its two events, and where the limit ends.
                    self.per_case = self.per_case.saturating_add(4);
                }
            }
            Some(Condition::Recurs(event)) => {
                self.ways.insert(Way::Cases(event.scope.record));
                self.per_case = self.per_case.saturating_add(2);
            }
            Some(Condition::And(parts) | Condition::Or(parts)) => {
                for part in parts {
                    self.condition(*part);
                }
            }
            Some(Condition::Not(inner)) => self.condition(*inner),
            None => {}
        }
    }

    fn column(&mut self, slot: u32) {
        self.ways.insert(Way::WholeNumbers);
        self.columns.insert(slot);
        self.add(1);
    }

    fn test(&mut self, id: TestId) {
        let program = self.program;
        let Some(test) = program.tests.get(id.index()) else {
            return;
        };
        self.add(1);
        match test.form {
            Form::Linear(index) => {
                let terms = program.linear.get(index as usize).map(|it| &it.terms);
                self.terms(terms.into_iter().flatten());
            }
            Form::Quotient(index) => {
                let quotient = program.quotients.get(index as usize);
                // Cross-multiplied, so two products more.
                self.add(2);
                let sides = quotient.map(|it| it.numerator.iter().chain(&it.denominator));
                self.terms(sides.into_iter().flatten());
            }
            Form::General => {
                self.expr(test.left);
                self.expr(test.right);
            }
        }
    }

    fn terms<'t>(&mut self, terms: impl Iterator<Item = &'t (crate::program::SlotId, i128)>) {
        for (slot, _) in terms {
            self.column(slot.0);
            self.add(1);
        }
    }

    fn expr(&mut self, id: ExprId) {
        self.add(1);
        let program = self.program;
        match program.exprs.get(id.index()) {
            Some(Expr::Slot(slot)) => {
                self.columns.insert(slot.0);
                self.ways.insert(Way::Formula);
            }
            Some(Expr::Aggregate(aggregate)) => {
                if let Some(aggregate) = program.aggregates.get(aggregate.index()) {
                    self.ways.insert(Way::Cases(aggregate.scope.record));
                    self.per_case = self.per_case.saturating_add(3);
                }
            }
            Some(Expr::Peers(peers)) => {
                self.ways.insert(Way::Peers);
                if let Some(peers) = program.peers.get(peers.index()) {
                    self.expr(peers.of);
                }
            }
            Some(Expr::Derived(_, _, inner) | Expr::Negative(inner)) => self.expr(*inner),
            Some(
                Expr::Add(a, b) | Expr::Subtract(a, b) | Expr::Multiply(a, b) | Expr::Divide(a, b),
            ) => {
                self.expr(*a);
                self.expr(*b);
            }
            Some(Expr::Number(..) | Expr::Parameter(..) | Expr::Unknown(_)) | None => {}
        }
    }
}
