//! Tests at the edges of what a policy says: at each threshold and beside it, around each limit and day.
//!
//! What must come out is told from the comparator and the threshold, and from days counted one by one; the evaluator is
//! never asked. Where it says otherwise, such a test fails, and that is what it is for.

mod asked;
mod cases;
mod days;
mod deliverable;
mod edges;
mod given;
mod limits;
mod row;
mod shape;
mod silence;
mod target;
mod written;

use std::collections::BTreeSet;
use std::sync::Arc;

use dabiao_calendar::Calendar;
use dabiao_eval::Program;
use dabiao_eval::program::{Each, RuleBody, Schedule};
use dabiao_model::{Date, EntityId, Language, Period, Text};
use dabiao_syntax::ast::{Item, TestClause};

/// Tests at the edges of a policy.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Boundaries {
    /// The tests, in the order of what they test: targets and milestones, checks, and what is missing.
    pub tests: Vec<Item>,
    /// What no test could be made for, each once.
    pub unmade: Vec<Unmade>,
}

/// An edge that no test could be made for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unmade {
    /// The id of the target, milestone or check.
    pub item: Arc<str>,
    /// Why.
    pub why: (String, String),
}

impl Unmade {
    /// Why, in both languages.
    pub fn why(&self) -> Text {
        Text::new(&*self.why.0, &*self.why.1)
    }
}

/// The tests at the edges of a policy, in a language.
pub fn boundaries(program: &Program, language: Language) -> Boundaries {
    let mut writer = Writer {
        program,
        calendar: Calendar::by_name(&program.settings.calendar).unwrap_or(Calendar::china()),
        language,
        titles: BTreeSet::new(),
        found: Boundaries::default(),
    };
    for rule in &program.rules {
        match &rule.body {
            RuleBody::Target { .. } => writer.target(rule),
            RuleBody::Milestone(plan) => writer.deliverable(rule, plan),
        }
    }
    for check in &program.checks {
        writer.check(check);
    }
    writer.silence();
    writer.found
}

struct Writer<'a> {
    program: &'a Program,
    calendar: &'static Calendar,
    language: Language,
    titles: BTreeSet<String>,
    found: Boundaries,
}

/// When a rule is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Sitting {
    period: Option<Period>,
    due: Option<Date>,
}

impl Writer<'_> {
    /// A test, under a title that no other has.
    fn test(&mut self, title: &str, clauses: Vec<TestClause>) {
        let numbers = (2_u32..).map(|number| format!("{title} ({number})"));
        let mut titles = std::iter::once(title.to_owned()).chain(numbers);
        let title = titles.find(|title| !self.titles.contains(title));
        if let Some(title) = title {
            self.found.tests.push(written::test(&title, clauses));
            self.titles.insert(title);
        }
    }

    fn unmade(&mut self, item: &Arc<str>, en: impl Into<String>, zh: impl Into<String>) {
        let unmade = Unmade {
            item: item.clone(),
            why: (en.into(), zh.into()),
        };
        if !self.found.unmade.contains(&unmade) {
            self.found.unmade.push(unmade);
        }
    }

    /// The names of those who are judged; none where there is one verdict for all.
    fn names(&self, entities: &[Option<EntityId>]) -> Vec<String> {
        let names = entities.iter().flatten();
        let names = names.map(|entity| self.program.schema.entity_name(*entity).to_owned());
        names.collect()
    }

    /// The first day in force, or of what is judged.
    fn first_day(&self) -> Date {
        let settings = &self.program.settings;
        let once = self
            .program
            .rules
            .iter()
            .flat_map(|rule| &rule.schedule.once);
        let named = once.map(|once| once.period.start()).min();
        let year =
            |day: Date| Some(Period::containing(day, dabiao_model::Cadence::Yearly)?.start());
        let day = settings
            .from
            .or_else(|| named.or(settings.issued).and_then(year));
        day.or_else(|| Period::year(2025).map(Period::start))
            .unwrap_or_default()
    }

    /// The last day in force, or of the year of the first.
    fn last_day(&self) -> Date {
        let first = self.first_day();
        let year = Period::containing(first, dabiao_model::Cadence::Yearly);
        let last = self.program.settings.to;
        last.or(year.map(Period::end)).unwrap_or(first)
    }

    /// When a rule is judged: on each of its dates, and in the first period.
    fn sittings(&self, schedule: &Schedule) -> Vec<Sitting> {
        let once = schedule.once.iter().map(|once| Sitting {
            period: Some(once.period),
            due: Some(once.due),
        });
        let mut found: Vec<Sitting> = once.collect();
        match schedule.each {
            Some(each) => found.extend(self.first_period(each)),
            None if found.is_empty() => found.push(Sitting {
                period: None,
                due: None,
            }),
            None => {}
        }
        found
    }

    fn first_period(&self, each: Each) -> Option<Sitting> {
        let first = match each.after {
            Some(after) => after.succ_opt()?,
            None => self.first_day(),
        };
        let period = Period::containing(first, each.cadence)?;
        let period = if period.start() < first {
            period.shifted(1)?
        } else {
            period
        };
        self.judged_in(each, period)
    }

    /// The sitting of a period, if it is judged.
    fn judged_in(&self, each: Each, period: Period) -> Option<Sitting> {
        let settings = &self.program.settings;
        let ends = each.continuous || settings.to.is_none_or(|to| period.end() <= to);
        let begun = settings.from.is_none_or(|from| from <= period.start());
        let after = each.after.is_none_or(|after| after < period.start());
        (ends && begun && after).then_some(Sitting {
            period: Some(period),
            due: Some(period.end()),
        })
    }
}
