//! Figures and cases of a time that no rule looks at: a year that slipped, a plan that is over.

use dabiao_diagnostics::{At, Diagnostic, register};
use dabiao_model::{
    Cadence, Date, Figure, FigureKind, Language, MetricId, Nature, Period, RecordId, Table, Text,
};

use super::look::Look;
use crate::Program;
use crate::program::{Aggregate, Check, Condition, Moment, Reach, Rule, RuleBody, Slot};

impl Look<'_> {
    /// Figures of periods that no rule of the policy could ever look at, each with its cell.
    pub(super) fn figures_outside(&self) -> impl Iterator<Item = Diagnostic> + '_ {
        let program = self.program();
        let last = last_day(program);
        let metrics = 0..program.schema.metrics.len();
        let first: Vec<Option<Date>> = metrics.map(|it| first_day(program, it.into())).collect();
        let actual = self.data().figures.iter();
        let actual = actual.filter(|figure| figure.kind == FigureKind::Actual);
        actual.filter_map(move |figure| {
            let period = figure.period?;
            let is_later = last.is_some_and(|last| period.start() > last);
            let first = first.get(figure.metric.index()).copied().flatten();
            let is_earlier = first.is_some_and(|first| period.end() < first);
            (is_later || is_earlier).then(|| self.told(figure))
        })
    }

    /// Cases that are counted on a day that no rule of the policy could ever look at, each with the cell of that day.
    pub(super) fn cases_outside(&self) -> impl Iterator<Item = Diagnostic> + '_ {
        let tables = self.data().tables.iter().flatten();
        tables.flat_map(move |table| {
            let (program, record) = (self.program(), table.record());
            let field = program.counted_by.get(record.index()).copied().flatten();
            let days = field.and_then(|field| table.column(field));
            let first = first_counted(program, record);
            let last = last_day(program).filter(|_| is_counted(program, record));
            let rows = days
                .into_iter()
                .flat_map(|days| (0..table.rows()).filter_map(|row| Some((row, days.day(row)?))));
            rows.filter_map(move |(row, day)| {
                let is_later = last.is_some_and(|last| day > last);
                let is_earlier = first.is_some_and(|first| day < first);
                (is_later || is_earlier).then_some(())?;
                self.told_of_case(table, (row, day), field?)
            })
        })
    }

    fn told_of_case(
        &self,
        table: &Table,
        (row, day): (usize, Date),
        field: usize,
    ) -> Option<Diagnostic> {
        let schema = &self.program().schema;
        let record = schema.records.get(table.record().index())?;
        let place = At::Cell(self.cell(table.place(row, field)?));
        let entity = table.entity(row).map(|entity| schema.entity_name(entity));
        let parts = entity.map(str::to_owned).into_iter();
        let parts: Vec<String> = parts.chain([day.to_string()]).collect();
        let whose = Text::new(
            format!(" ({})", parts.join(", ")),
            format!("（{}）", parts.join("，")),
        );
        let finding = Diagnostic::at(&register::FIGURE_OUTSIDE_PLAN, place)
            .with("metric", record.names.first()?.as_ref())
            .with("whose", whose);
        Some(finding.with("force", force(self.program())))
    }

    fn told(&self, figure: &Figure) -> Diagnostic {
        let place = At::Cell(self.cell(figure.place));
        Diagnostic::at(&register::FIGURE_OUTSIDE_PLAN, place)
            .with("metric", self.metric_of(figure))
            .with("whose", self.whose(figure.entity, figure.period))
            .with("force", force(self.program()))
    }
}

/// The time in force: `2025`, or `2025-03-01 to 2026-12-31`.
fn force(program: &Program) -> Text {
    let (from, to) = match (program.settings.from, program.settings.to) {
        (Some(from), Some(to)) => (from, to),
        (Some(from), None) => return Text::new(format!("from {from}"), format!("{from} 起")),
        (None, Some(to)) => return Text::new(format!("to {to}"), format!("至 {to}")),
        (None, None) => return Text::same(""),
    };
    let year = Period::containing(from, Cadence::Yearly);
    match year.filter(|year| (year.start(), year.end()) == (from, to)) {
        Some(year) => Text::new(year.text(Language::English), year.text(Language::Chinese)),
        None => Text::new(format!("{from} to {to}"), format!("{from} 至 {to}")),
    }
}

/// The last day that any target looks at; none where one goes on for ever.
fn last_day(program: &Program) -> Option<Date> {
    let mut last = program.settings.to?;
    for rule in targets(program) {
        let schedule = &rule.schedule;
        let is_dated = !schedule.once.is_empty() || schedule.each.is_some();
        let goes_on = schedule.each.is_some_and(|each| each.continuous);
        if schedule.never_due || !is_dated || goes_on {
            return None;
        }
        let ends = schedule
            .once
            .iter()
            .map(|once| once.period.end().max(once.due));
        last = ends.fold(last, Date::max);
    }
    let windows = program.checks.iter().filter_map(|check| check.window);
    let anchors = program.slots.iter().filter_map(|slot| slot.moment.anchor);
    Some(
        windows
            .chain(anchors)
            .map(Period::end)
            .fold(last, Date::max),
    )
}

/// The first day at which a figure of a metric is of use; none where that is not known: what compares with a time before,
/// and a stock that goes on counting, look back. The year before the plan stands beside it wherever its way is shown.
fn first_day(program: &Program, metric: MetricId) -> Option<Date> {
    let schema = program.schema.metrics.get(metric.index())?;
    let is_checked = |it: &Check| it.window.is_none() && it.reads.contains(&metric);
    if schema.nature != Nature::Flow || program.checks.iter().any(is_checked) {
        return None;
    }
    let year = Period::containing(program.settings.from?, Cadence::Yearly)?.a_year_earlier()?;
    let mut slots = program
        .slots
        .iter()
        .filter(|slot| slot.metric == metric && slot.source.is_achieved());
    let first = slots.clone().next().map(|_| year.start())?;
    let looks_back = |it: &Slot| {
        it.moment.periods > 0 || it.moment.years > 0 || it.moment.reach == Reach::YearBefore
    };
    if slots.any(looks_back) {
        return None;
    }
    Some(first_judged(program, first))
}

/// Whether a rule or a check asks anything of the cases of a record.
fn is_counted(program: &Program, record: RecordId) -> bool {
    let mut limits = program.limits.iter();
    let mut aggregates = program.aggregates.iter();
    limits.any(|it| it.scope.record == record) || aggregates.any(|it| it.scope.record == record)
}

/// The first day on which a case is of use, by the day that it is counted by; none where that is not known: what is judged
/// of no period, or compares with a time before, or asks whether something recurs, looks at all cases.
fn first_counted(program: &Program, record: RecordId) -> Option<Date> {
    let mut undated = targets(program).filter(|it| {
        let schedule = &it.schedule;
        schedule.never_due || schedule.once.is_empty() && schedule.each.is_none()
    });
    let looks_back = |it: &Aggregate| it.scope.record == record && it.moment != Moment::NOW;
    let recurs =
        |it: &Condition| matches!(it, Condition::Recurs(event) if event.scope.record == record);
    let of_no_period = |it: &Check| it.window.is_none() && it.reads.is_empty();
    let looks_at_all = undated.next().is_some()
        || program.aggregates.iter().any(looks_back)
        || program.conditions.iter().any(recurs)
        || program.checks.iter().any(of_no_period);
    if looks_at_all || !is_counted(program, record) {
        return None;
    }
    let year = Period::containing(program.settings.from?, Cadence::Yearly)?.a_year_earlier()?;
    Some(first_judged(program, year.start()))
}

/// The first day of a period that a target or a check is about, if it lies before this one.
fn first_judged(program: &Program, mut first: Date) -> Date {
    let once = targets(program).flat_map(|rule| rule.schedule.once.iter().map(|once| once.period));
    let windows = program.checks.iter().filter_map(|check| check.window);
    let anchors = program.slots.iter().filter_map(|slot| slot.moment.anchor);
    for period in once.chain(windows).chain(anchors) {
        first = first.min(period.year_to_date().unwrap_or(period).start());
    }
    first
}

fn targets(program: &Program) -> impl Iterator<Item = &Rule> {
    let is_target = |rule: &&Rule| matches!(rule.body, RuleBody::Target { .. });
    program.rules.iter().filter(is_target)
}
