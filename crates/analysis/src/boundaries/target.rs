//! Tests of targets and checks: at each threshold and beside it, on the last day of each limit and the day after.

use dabiao_eval::program::{
    Case, Check, ConditionId, Expr, Rule, RuleBody, Schedule, TestId, Tolerance,
};
use dabiao_model::{EntityId, Period, Ratio, State, Text};
use dabiao_syntax::ast::{ExpectedStateKind, TestClause};

use super::asked::{Asked, Beside, Leaf, Turn};
use super::days::{Counting, Start};
use super::edges::Near;
use super::given::Place;
use super::written::{self, Expected};
use super::{Sitting, Writer};
use crate::world::Seat;

/// What is tested.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) id: &'a std::sync::Arc<str>,
    of_check: bool,
    condition: ConditionId,
    when: Option<ConditionId>,
    entities: &'a [Option<EntityId>],
    pub(super) schedule: Option<&'a Schedule>,
    tolerance: Option<&'a Tolerance>,
}

impl<'a> Writer<'a> {
    pub(super) fn target(&mut self, rule: &Rule) {
        let RuleBody::Target { cases, when, .. } = &rule.body else {
            return;
        };
        let sittings = self.sittings(&rule.schedule);
        if sittings.is_empty() {
            self.unmade(
                &rule.id,
                "no whole period of it lies in the time in force",
                "有效期内没有它的完整周期",
            );
        }
        for sitting in sittings {
            for (condition, entities) in alike(rule, cases, sitting.period) {
                let subject = Subject {
                    id: &rule.id,
                    of_check: false,
                    condition,
                    when: *when,
                    entities: &entities,
                    schedule: Some(&rule.schedule),
                    tolerance: None,
                };
                self.subject(subject, sitting);
            }
        }
    }

    pub(super) fn check(&mut self, check: &Check) {
        let sitting = match check.window {
            Some(period) => Some(period),
            None => self.period_of(check),
        };
        let sitting = Sitting {
            period: sitting,
            due: None,
        };
        let subject = Subject {
            id: &check.id,
            of_check: true,
            condition: check.condition,
            when: None,
            entities: &check.entities,
            schedule: None,
            tolerance: Some(&check.tolerance),
        };
        self.subject(subject, sitting);
    }

    /// The first period in force, as long as the longest of the metrics that a check reads.
    fn period_of(&self, check: &Check) -> Option<Period> {
        let metrics = check.reads.iter();
        let cadences = metrics.filter_map(|metric| {
            let schema = self.program.schema.metrics.get(metric.index())?;
            schema.cadence
        });
        let first = self.first_day();
        let periods = cadences.filter_map(|cadence| Period::containing(first, cadence));
        let longest = periods.max_by_key(|period| period.days());
        // Last year is one of a year.
        let moved = self.program.slots.iter().any(|slot| {
            slot.moment != dabiao_eval::program::Moment::NOW && check.reads.contains(&slot.metric)
        });
        let year = Period::containing(first, dabiao_model::Cadence::Yearly);
        longest.or(year.filter(|_| moved))
    }

    fn subject(&mut self, subject: Subject<'_>, sitting: Sitting) {
        let asked = self.asked(subject, sitting);
        if asked.leaves.is_empty() {
            self.unmade(subject.id, "it compares nothing", "其中没有比较");
        }
        for (number, leaf) in asked.leaves.iter().enumerate() {
            match &leaf.turn {
                Turn::Compared(_, _, test) => self.compared(subject, sitting, &asked, leaf, *test),
                Turn::YesNo(var) => {
                    for (value, said) in [(1, ("yes", "是")), (0, ("no", "否"))] {
                        let values = asked.with(leaf, *var, &Ratio::whole(value));
                        let known = asked.figures.get(*var).map(|it| it.name.clone());
                        let name = known.unwrap_or_default();
                        let label = Text::new(
                            format!("{}: {}", name.en, said.0),
                            format!("{}：{}", name.zh, said.1),
                        );
                        self.point(subject, sitting, &asked, (&label, values, None));
                    }
                }
                Turn::Kept(_, limit) => {
                    let Some(limit) = self.program.limits.get(limit.index()) else {
                        continue;
                    };
                    let counting = Counting::of(limit);
                    let all = limit.share.1 == Ratio::ONE;
                    self.limit(subject, number, counting);
                    if !all {
                        self.share(subject, sitting, &asked, leaf);
                    }
                }
            }
        }
    }

    pub(super) fn asked(&self, subject: Subject<'_>, sitting: Sitting) -> Asked<'a> {
        let seat = Seat {
            entity: subject.entities.first().copied().flatten(),
            period: sitting.period,
        };
        let beside = if subject.of_check {
            Beside::Nothing
        } else {
            Beside::Everything
        };
        Asked::of(self.program, subject.condition, subject.when, seat, beside)
    }

    /// At a threshold, just below it and just above it.
    fn compared(
        &mut self,
        subject: Subject<'_>,
        sitting: Sitting,
        asked: &Asked<'_>,
        leaf: &Leaf,
        test: TestId,
    ) {
        let Turn::Compared(left, right, _) = &leaf.turn else {
            return;
        };
        let sums = [&left.above, &left.below, &right.above, &right.below];
        if sums.iter().all(|sum| sum.as_number().is_some()) {
            let values = vec![Ratio::ZERO; asked.figures.iter().count()];
            let label = Text::new("as it is written", "照原样");
            self.point(subject, sitting, asked, (&label, Some(values), None));
            return;
        }
        let step = match (subject.tolerance, self.program.tests.get(test.index())) {
            // Digits as printed differ by one at least.
            (Some(Tolerance::PrintedDigits), Some(test)) => test.unit.factor.clone(),
            _ => asked.step(leaf),
        };
        let threshold = self.threshold(test);
        let mut edges: Vec<Ratio> = vec![Ratio::ZERO];
        if let Some(Tolerance::Within(room)) = subject.tolerance {
            edges.extend([-room, room.clone()]);
        }
        let rounded = self.program.tests.get(test.index());
        let rounded = rounded.and_then(|test| Some((test.rounded_to?, &test.unit)));
        if let Some((places, unit)) = rounded {
            // Half a step below rounds up to the threshold, half a step above rounds up beyond it.
            let half = &unit.factor.scaled_down(places) * &Ratio::new(1, 2);
            edges.extend([-&half, half]);
        }
        for edge in edges {
            let at = asked.at(leaf, &Near::At(edge.clone()));
            let label = |en: &str, zh: &str| {
                Text::new(
                    format!("{en} {}", threshold.en),
                    format!("{zh}{}", threshold.zh),
                )
            };
            let at_edge = if edge.is_zero() {
                label("at", "恰为")
            } else {
                label("at the edge of", "临近")
            };
            self.point(subject, sitting, asked, (&at_edge, at, None));
            for (sign, en, zh) in [(-1, "just below", "略低于"), (1, "just above", "略高于")]
            {
                let step =
                    |times: i128| &edge + &(&step * &Ratio::whole(times.saturating_mul(sign)));
                let far = step(10);
                let between = Near::Between(far.clone().min(edge.clone()), far.max(edge.clone()));
                let steps = [1, 10, 100].map(|times| Near::At(step(times)));
                let mut beside = steps.iter().chain([&between]);
                let mut beside = beside.by_ref().filter_map(|near| asked.at(leaf, near));
                if let Some(values) = beside.next() {
                    self.point(
                        subject,
                        sitting,
                        asked,
                        (&label(en, zh), Some(values), None),
                    );
                }
            }
        }
    }

    /// The threshold as titles name it.
    fn threshold(&self, test: TestId) -> Text {
        let right = self.program.tests.get(test.index());
        let right = right.and_then(|test| self.program.exprs.get(test.right.index()));
        match right {
            Some(Expr::Number(value, unit) | Expr::Parameter(_, value, unit)) => Text::new(
                unit.show(value, 12, dabiao_model::Language::English),
                unit.show(value, 12, dabiao_model::Language::Chinese),
            ),
            _ => Text::new("the threshold", "门槛"),
        }
    }

    /// A test of what some figures come to; false where none could be written.
    pub(super) fn point(
        &mut self,
        subject: Subject<'_>,
        sitting: Sitting,
        asked: &Asked<'_>,
        (label, values, start): (&Text, Option<Vec<Ratio>>, Option<&Start>),
    ) -> bool {
        let label_in = label.get(self.language).to_owned();
        let Some(values) = values else {
            self.unmade(
                subject.id,
                format!("no figures lie {}", label.en),
                format!("没有{}的数值", label.zh),
            );
            return false;
        };
        if subject.of_check && !asked.is_made_in(sitting.period) {
            self.unmade(
                subject.id,
                "it reads no figure of the time that it is made for",
                "核验所在时期的数据它都不读取",
            );
            return false;
        }
        let Some(state) = asked.state(&values, subject.tolerance) else {
            self.unmade(
                subject.id,
                format!("what figures {} come to is open", label.en),
                format!("{}时结论未定", label.zh),
            );
            return false;
        };
        let place = Place {
            entities: subject.entities,
            sitting,
            start,
            others: &[],
        };
        let submitted = match self.submitted(asked, &values, place) {
            Ok(submitted) => submitted,
            Err((en, zh)) => {
                self.unmade(subject.id, en, zh);
                return false;
            }
        };
        let end = sitting.due.or(sitting.period.map(Period::end));
        let limit = start.map(|start| start.last);
        let known = submitted.last.max(end).max(limit);
        let mut clauses = vec![written::evaluated_on(known.unwrap_or(self.last_day()))];
        clauses.extend(
            submitted
                .given
                .into_iter()
                .map(Box::new)
                .map(TestClause::Given),
        );
        let entities = self.names(subject.entities);
        let expected = Expected {
            id: subject.id,
            of_check: subject.of_check,
            state: if subject.of_check {
                if state == State::Met {
                    ExpectedStateKind::Holds
                } else {
                    ExpectedStateKind::Fails
                }
            } else {
                ExpectedStateKind::Verdict(state)
            },
            entities: &entities,
            period: if subject.of_check {
                asked.named(sitting.period)
            } else {
                sitting.period
            },
            late: None,
        };
        clauses.push(expected.written(self.language));
        let colon = self.language.pick(": ", "：");
        let title = format!("{}{colon}{label_in}", subject.id);
        self.test(&title, clauses);
        true
    }
}

/// Those of a rule who have the same condition in a period.
fn alike(
    rule: &Rule,
    cases: &[Case],
    period: Option<Period>,
) -> Vec<(ConditionId, Vec<Option<EntityId>>)> {
    let mut found: Vec<(ConditionId, Vec<Option<EntityId>>)> = Vec::new();
    for entity in &rule.entities {
        let Some(condition) = Case::holding(cases, *entity, period) else {
            continue;
        };
        match found.iter_mut().find(|(known, _)| *known == condition) {
            Some((_, entities)) => entities.push(*entity),
            None => found.push((condition, vec![*entity])),
        }
    }
    found
}
