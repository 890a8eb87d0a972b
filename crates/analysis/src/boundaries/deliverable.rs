//! Tests of deliverables: signed off on the day, a day late, and not at all.

use dabiao_calendar::LimitUnit;
use dabiao_eval::program::{MilestonePlan, Rule, Warn};
use dabiao_model::{Date, Period, SignOffState, State};
use dabiao_syntax::ast::{ExpectedStateKind, Given, GivenSignOff, GivenWhat, TestClause};

use super::days::occasions;
use super::written::{self, Expected};
use super::{Sitting, Writer};

/// What is expected of a deliverable.
#[derive(Clone, Copy)]
struct Outcome {
    state: State,
    period: Option<Period>,
    late: Option<u32>,
}

impl Outcome {
    fn of(state: State) -> Self {
        Self {
            state,
            period: None,
            late: None,
        }
    }
}

impl Writer<'_> {
    pub(super) fn deliverable(&mut self, rule: &Rule, plan: &MilestonePlan) {
        if let Some(done) = plan.done {
            let due = rule.schedule.once.first().map(|once| once.due);
            let on = written::evaluated_on(due.max(Some(done)).unwrap_or(done));
            let clauses = vec![on, self.outcome(rule, Outcome::of(State::Met))];
            return self.told(rule, ("done before", "此前已完成"), clauses);
        }
        if rule.schedule.never_due {
            return self.whenever(rule, plan);
        }
        for sitting in self.sittings(&rule.schedule) {
            match (plan.recurs, sitting.due) {
                (Some(_), _) => self.recurring(rule, plan, sitting),
                (None, Some(due)) => self.due(rule, plan, sitting, due),
                (None, None) => {}
            }
        }
    }

    fn told(&mut self, rule: &Rule, label: (&str, &str), clauses: Vec<TestClause>) {
        let label = self.language.pick(label.0, label.1);
        let colon = self.language.pick(": ", "：");
        self.test(&format!("{}{colon}{label}", rule.id), clauses);
    }

    fn outcome(&self, rule: &Rule, outcome: Outcome) -> TestClause {
        let entities = self.names(&rule.entities);
        let expected = Expected {
            id: &rule.id,
            of_check: false,
            state: ExpectedStateKind::Verdict(outcome.state),
            entities: &entities,
            period: outcome.period,
            late: outcome.late,
        };
        expected.written(self.language)
    }

    fn signed(&self, rule: &Rule, plan: &MilestonePlan, on: Date, evidence: bool) -> TestClause {
        let signoff = GivenSignOff {
            milestones: vec![written::text(&*rule.id)],
            state: SignOffState::Done,
            on: Some(written::day(on)),
        };
        let schema = self.program.schema.milestones.get(plan.milestone.index());
        let each = schema.is_some_and(|it| it.per.is_some());
        let entities = self.names(if each { &rule.entities } else { &[] });
        let what = GivenWhat::SignOffs(vec![signoff]);
        let given = written::given(what, &entities, None, None);
        let evidence = evidence.then(|| written::text(self.language.pick("letter", "函")));
        TestClause::Given(Box::new(Given { evidence, ..given }))
    }

    /// Never due: open until it is signed off.
    fn whenever(&mut self, rule: &Rule, plan: &MilestonePlan) {
        let day = self.last_day();
        let Some(eve) = day.pred_opt() else {
            return;
        };
        let clauses = vec![
            self.signed(rule, plan, day, plan.evidence_required),
            written::evaluated_on(eve),
            self.outcome(rule, Outcome::of(State::Pending)),
            written::evaluated_on(day),
            self.outcome(rule, Outcome::of(State::Met)),
        ];
        self.told(
            rule,
            ("open until it is signed off", "销号前一直未到期"),
            clauses,
        );
    }

    fn due(&mut self, rule: &Rule, plan: &MilestonePlan, sitting: Sitting, due: Date) {
        let (Some(eve), Some(next)) = (due.pred_opt(), due.succ_opt()) else {
            return;
        };
        // A sign-off counts for the period its day lies in: a day late is the next one's.
        let period = rule.schedule.each.and(sitting.period);
        let period = period.filter(|_| rule.schedule.once.is_empty());
        let of = |state| Outcome {
            period,
            ..Outcome::of(state)
        };
        let proof = plan.evidence_required;
        let mut on_the_day = vec![self.signed(rule, plan, due, proof)];
        if let Some(state) = eve_of(plan) {
            on_the_day.extend([written::evaluated_on(eve), self.outcome(rule, of(state))]);
        }
        on_the_day.extend([
            written::evaluated_on(due),
            self.outcome(rule, of(State::Met)),
        ]);
        self.told(
            rule,
            ("signed off on the day", "到期日当天销号"),
            on_the_day,
        );
        let mut late = vec![
            self.signed(rule, plan, next, proof),
            written::evaluated_on(due),
            self.outcome(rule, of(State::Unmet)),
        ];
        if period.is_none() {
            let state = if plan.late_counts_as_unmet {
                Outcome::of(State::Unmet)
            } else {
                Outcome {
                    late: Some(1),
                    ..Outcome::of(State::Met)
                }
            };
            late.extend([written::evaluated_on(next), self.outcome(rule, state)]);
        }
        self.told(rule, ("signed off a day late", "晚一天销号"), late);
        if proof {
            let bare = vec![
                self.signed(rule, plan, due, false),
                written::evaluated_on(due),
                self.outcome(rule, of(State::Unmet)),
            ];
            self.told(rule, ("signed off without evidence", "销号未附依据"), bare);
        }
    }

    /// Kept each time, and missed the last time.
    fn recurring(&mut self, rule: &Rule, plan: &MilestonePlan, sitting: Sitting) {
        let (Some(recurrence), Some(period)) = (plan.recurs, sitting.period) else {
            return;
        };
        let days = occasions(recurrence, period, self.calendar);
        let Some((_, but_last)) = days.split_last().filter(|_| recurrence.occurs.times() == 1)
        else {
            self.unmade(
                &rule.id,
                "it is to be signed off several times, or never, in the first period",
                "首个周期内须多次销号或无须销号",
            );
            return;
        };
        let labels = [
            ("kept each time", "每次均销号"),
            ("missed once", "漏了一次"),
        ];
        let kept = [(&days[..], State::Met), (but_last, State::Unmet)];
        for (label, (days, state)) in labels.into_iter().zip(kept) {
            let signed = days
                .iter()
                .map(|day| self.signed(rule, plan, *day, plan.evidence_required));
            let mut clauses: Vec<TestClause> = signed.collect();
            clauses.push(written::evaluated_on(period.end()));
            let period = Some(period);
            clauses.push(self.outcome(
                rule,
                Outcome {
                    period,
                    ..Outcome::of(state)
                },
            ));
            self.told(rule, label, clauses);
        }
    }
}

/// What it is on the day before it is due; nothing where a warning may or may not be given.
fn eve_of(plan: &MilestonePlan) -> Option<State> {
    let mut warned = false;
    for warning in &plan.warn {
        match &warning.when {
            Warn::Before(limit) if limit.unit != LimitUnit::Hours => warned |= limit.count > 0,
            _ => return None,
        }
    }
    Some(if warned {
        State::AtRisk
    } else {
        State::Pending
    })
}
