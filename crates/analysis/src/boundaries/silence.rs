//! A test without anything submitted: what needs a figure has no data once it is due.

use dabiao_eval::program::{Case, Rule, RuleBody};
use dabiao_model::{Date, Period, State};
use dabiao_syntax::ast::{ExpectedStateKind, TestClause};

use super::asked::{Asked, Beside};
use super::days::Counting;
use super::written::{self, Expected};
use super::{Sitting, Writer};
use crate::world::{Seat, What};

/// How many days after the last figures may come in.
const LATER: usize = 31;

impl Writer<'_> {
    pub(super) fn silence(&mut self) {
        let mut expected: Vec<(Date, TestClause)> = Vec::new();
        for rule in &self.program.rules {
            for sitting in self.sittings(&rule.schedule) {
                if let Some((state, period)) = self.without_data(rule, sitting) {
                    let entities = self.names(&rule.entities);
                    let outcome = Expected {
                        id: &rule.id,
                        of_check: false,
                        state: ExpectedStateKind::Verdict(state),
                        entities: &entities,
                        period,
                        late: None,
                    };
                    let on = self.overdue(sitting);
                    expected.push((on, outcome.written(self.language)));
                }
            }
        }
        expected.sort_by_key(|(on, _)| *on);
        let mut clauses: Vec<TestClause> = Vec::new();
        let mut last = None;
        for (on, clause) in expected {
            if last != Some(on) {
                clauses.push(written::evaluated_on(on));
                last = Some(on);
            }
            clauses.push(clause);
        }
        if !clauses.is_empty() {
            let title = self.language.pick("nothing submitted", "一项未报");
            self.test(title, clauses);
            let allow = written::allow(
                "test-without-figures",
                self.language.pick(
                    "what is due and was not submitted has no data",
                    "到期而未报的就是缺报",
                ),
            );
            if let Some(test) = self.found.tests.last_mut() {
                test.allows.push(allow);
            }
        }
    }

    /// A day on which no figure is waited for any more.
    fn overdue(&self, sitting: Sitting) -> Date {
        let due = sitting.due.or(sitting.period.map(Period::end));
        let due = due.unwrap_or(self.last_day());
        let Some(limit) = self.program.settings.figures_due else {
            return due;
        };
        let last = Counting::plain(limit).last_day(self.calendar, due);
        // Whatever the basis: a day off at the end moves by less than a month.
        let last = last.unwrap_or(due);
        last.iter_days().nth(LATER).unwrap_or(last)
    }

    /// What a target is without data; nothing where it needs none.
    fn without_data(&self, rule: &Rule, sitting: Sitting) -> Option<(State, Option<Period>)> {
        let RuleBody::Target {
            cases,
            when,
            missing_counts_as_unmet,
            ..
        } = &rule.body
        else {
            return None;
        };
        let entity = rule.entities.first().copied()?;
        let all = rule.entities.iter();
        let mut conditions = all.map(|it| Case::holding(cases, *it, sitting.period));
        let condition = conditions.next()??;
        if !conditions.all(|it| it.is_some()) {
            return None;
        }
        let seat = Seat {
            entity,
            period: sitting.period,
        };
        let asked = Asked::of(self.program, condition, *when, seat, Beside::Nothing);
        // One figure that is missing is enough; what is written into the policy is never missing.
        let needs = |what: &What| match what {
            What::Metric { source, .. } => source.is_achieved(),
            What::Kept(_) | What::Cases(_) | What::Recurs(_) => true,
            What::Formula(_) => false,
        };
        let read = asked.figures.iter();
        let read = read.filter(|(var, _)| asked.read.contains(var));
        let read: Vec<&What> = read.map(|(_, known)| &known.figure.what).collect();
        let is_formula = |what: &&What| matches!(what, What::Formula(_));
        if read.iter().any(is_formula) || !read.into_iter().any(needs) {
            return None;
        }
        let state = if *missing_counts_as_unmet {
            State::Unmet
        } else {
            State::NoData
        };
        Some((state, sitting.period))
    }
}
