//! What is worth knowing beside the verdicts: contradictions, failed checks, impossible cases, figures of later days.

mod benchmarks;
mod contradicting;
mod demands;
mod outside;

use dabiao_diagnostics::{At, Cell, Diagnostic, Diagnostics, register};
use dabiao_model::{
    Column, Comparator, Dataset, EntityId, Estimate, Figure, FigureKind, FigureValue, Language,
    MetricId, Period, Place, Ratio, Schema, Table, Text, Time, Unit,
};

use crate::assessment::{Assessment, CheckResult, CheckState};
use crate::estimate;
use crate::evaluate::bind::exists;
use crate::explain::Value;
use crate::program::Source;
use crate::score::ListResult;

mod peers;

pub use contradicting::contradicting_figures;
pub use outside::figures_outside;

impl Assessment<'_> {
    /// The findings of the evaluation, with their cells; those of reading the data are not among them.
    ///
    /// An error is a figure that is not believed because another contradicts it. At most
    /// [`Diagnostics::LIMIT`] of each kind are listed.
    pub fn findings(&self) -> Diagnostics {
        let contradictions = self
            .contradictions()
            .filter_map(|(one, other)| self.contradiction(one, other));
        let checks = self
            .checks()
            .iter()
            .filter_map(|result| self.check_finding(result));
        let tables = self.data().tables.iter().flatten();
        let cases = tables.flat_map(|table| self.impossible_cases(table));
        let limit = Diagnostics::LIMIT;
        let later = self.later_figures();
        contradictions
            .take(limit)
            .chain(checks.take(limit))
            .chain(cases.take(limit))
            .chain(self.differing_totals().take(limit))
            .chain(self.on_both_lists().take(limit))
            .chain(self.peers_left_out().take(limit))
            .chain(self.implausible_figures().take(limit))
            .chain(figures_outside(self.program(), self.data()).take(limit))
            .chain(self.beyond_best().take(limit))
            .chain(self.weak_targets(limit))
            .chain(later)
            .collect()
    }

    /// Who is on a red and a black list of one score and period.
    fn on_both_lists(&self) -> impl Iterator<Item = Diagnostic> {
        let schema = &self.program().schema;
        let is_black = |result: &ListResult| {
            let score = self.program().scores.get(result.score);
            let list = score.and_then(|score| score.lists.get(result.list));
            list.is_some_and(|list| list.black)
        };
        let red = self.lists().iter().filter(move |list| !is_black(list));
        red.flat_map(move |red| {
            let same = move |black: &&ListResult| {
                is_black(black) && (black.score, black.period) == (red.score, red.period)
            };
            let black = self.lists().iter().filter(same);
            let both = black.flat_map(move |black| {
                let shared = red.entities.iter();
                shared.filter(|entity| black.entities.contains(entity))
            });
            both.filter_map(move |entity| {
                let score = self.program().scores.get(red.score)?;
                let text = |language| red.period.text(language);
                let period = Text::new(text(Language::English), text(Language::Chinese));
                let name = score.title.as_deref().unwrap_or(&score.id);
                let finding = Diagnostic::at(&register::ON_BOTH_LISTS, At::Nowhere)
                    .with("entity", schema.entity_name(*entity))
                    .with("score", name)
                    .with("period", period);
                Some(finding.in_item(score.id.as_ref()))
            })
        })
    }

    fn contradiction(&self, one: usize, other: usize) -> Option<Diagnostic> {
        let (schema, data) = (&self.program().schema, self.data());
        let (one, other) = (data.figures.get(one)?, data.figures.get(other)?);
        Some(contradicting::contradiction(schema, data, one, other))
    }

    fn check_finding(&self, result: &CheckResult) -> Option<Diagnostic> {
        let check = self.program().checks.get(result.check)?;
        let code = match result.state {
            CheckState::Holds => return None,
            CheckState::Fails => &register::FAILED_CHECK,
            CheckState::CannotBeChecked => &register::UNMADE_CHECK,
        };
        let blamed = check
            .blames
            .iter()
            .map(|metric| self.program().schema.metric_name(*metric));
        let blamed = blamed.collect::<Vec<_>>();
        let remedy = if check.warn_only || blamed.is_empty() {
            Text::new("The verdicts stand all the same.", "相关结论不受影响。")
        } else {
            Text::new(
                format!(
                    "Put the figures right; until then these are not believed: {}.",
                    blamed.join(", ")
                ),
                format!(
                    "请更正数据；更正之前，以下数据不予采信：{}。",
                    blamed.join("、")
                ),
            )
        };
        let name = check.title.as_deref().unwrap_or(&check.id);
        let finding = Diagnostic::at(code, self.checked_cell(check.reads.as_slice(), result))
            .with("check", name);
        let mut finding = finding
            .with("whose", self.whose(result.entity, result.period))
            .with("remedy", remedy);
        if check.warn_only {
            finding.severity = dabiao_diagnostics::Severity::Note;
        }
        Some(finding.in_item(check.id.as_ref()))
    }

    /// The cell of the first figure that a check compared.
    fn checked_cell(&self, reads: &[dabiao_model::MetricId], result: &CheckResult) -> At {
        let schema = &self.program().schema;
        let compared = |figure: &&Figure| {
            let per = schema
                .metrics
                .get(figure.metric.index())
                .and_then(|metric| metric.per);
            reads.contains(&figure.metric)
                && figure.kind == FigureKind::Actual
                && figure.entity == per.and(result.entity)
                && figure.period == result.period
        };
        self.data()
            .figures
            .iter()
            .find(compared)
            .map_or(At::Nowhere, |figure| At::Cell(self.cell(figure.place)))
    }

    /// Cases with an event before the one it follows by declaration, the first such pair of each.
    fn impossible_cases<'t>(&'t self, table: &'t Table) -> impl Iterator<Item = Diagnostic> + 't {
        let orders = self
            .program()
            .orders
            .get(table.record().index())
            .map_or(&[][..], Vec::as_slice);
        (0..table.rows()).filter_map(move |row| {
            orders
                .iter()
                .find_map(|pair| self.impossible(table, row, *pair))
        })
    }

    fn impossible(
        &self,
        table: &Table,
        row: usize,
        (earlier, later): (usize, usize),
    ) -> Option<Diagnostic> {
        let event = |field: usize| moment(table.column(field)?, row);
        let (before, after) = (event(earlier), event(later)?);
        // An event whose predecessor has not happened is impossible too.
        if before.is_some_and(|before| after >= before) {
            return None;
        }
        let text = |field: usize| event_text(table.column(field)?, row);
        let (before, after) = (text(earlier), text(later)?);
        let record = self.program().schema.records.get(table.record().index())?;
        let name = |field: usize| {
            record
                .fields
                .get(field)
                .and_then(|field| field.names.first())
        };
        let place = table.place(row, later)?;
        let finding = Diagnostic::at(&register::IMPOSSIBLE_CASE, At::Cell(self.cell(place)));
        let finding = finding
            .with("record", record.names.first()?.as_ref())
            .with("case", table.id(row)?.as_ref());
        Some(finding.with(
            "problem",
            problem(name(earlier)?, before.as_deref(), name(later)?, &after),
        ))
    }

    /// Submitted totals that differ from the sum of the parts below them.
    fn differing_totals(&self) -> impl Iterator<Item = Diagnostic> {
        let evaluation = self.evaluation();
        let totals = self
            .data()
            .figures
            .iter()
            .filter(|figure| figure.kind == FigureKind::Actual && exists(figure, self.as_of()));
        totals.filter_map(move |figure| {
            let FigureValue::Number(Estimate::Exact(value)) = &figure.value else {
                return None;
            };
            let entity = figure.entity?;
            let sum =
                evaluation.total_below(figure.metric, figure.segment, entity, figure.period)?;
            let finding =
                Diagnostic::at(&register::TOTAL_DIFFERS, At::Cell(self.cell(figure.place)))
                    .with("metric", self.metric_of(figure))
                    .with("whose", self.whose(figure.entity, figure.period))
                    .with("value", value_text(figure))
                    .with("sum", number_text(&sum, &figure.unit));
            // Beside what lies below it, the total is the parent's own where the policy asks for that.
            let differs = if self.asks_for_own_level(figure.metric) {
                sum > *value && !evaluation.may_be_negative(figure.metric)
            } else {
                sum != *value
            };
            differs.then_some(finding)
        })
    }

    fn asks_for_own_level(&self, metric: MetricId) -> bool {
        let mut slots = self.program().slots.iter();
        slots.any(|slot| slot.metric == metric && slot.source == Source::OwnLevel)
    }

    /// Submitted figures that lie outside what the policy calls plausible, the whole of a bound or range.
    fn implausible_figures(&self) -> impl Iterator<Item = Diagnostic> {
        let figures = self.data().figures.iter();
        let known = figures
            .filter(|figure| figure.kind == FigureKind::Actual && exists(figure, self.as_of()));
        known.filter_map(|figure| {
            let plan = self.program().metrics.get(figure.metric.index())?;
            let (low, high) = plan.plausible.as_ref()?;
            let FigureValue::Number(estimate) = &figure.value else {
                return None;
            };
            let is = |comparator, end: &Ratio| {
                let end = Estimate::Exact(end.clone());
                estimate::compare(estimate, comparator, &end) == Some(true)
            };
            if !is(Comparator::LessThan, low) && !is(Comparator::MoreThan, high) {
                return None;
            }
            let place = At::Cell(self.cell(figure.place));
            let finding = Diagnostic::at(&register::IMPLAUSIBLE_FIGURE, place)
                .with("metric", self.metric_of(figure))
                .with("whose", self.whose(figure.entity, figure.period))
                .with("value", value_text(figure));
            Some(
                finding
                    .with("low", number_text(low, &figure.unit))
                    .with("high", number_text(high, &figure.unit)),
            )
        })
    }

    /// How many figures there are that nobody knew on the evaluation date.
    fn later_figures(&self) -> Option<Diagnostic> {
        let mut later = self
            .data()
            .figures
            .iter()
            .filter(|figure| !exists(figure, self.as_of()));
        let first = later.next()?;
        let count = later.count().saturating_add(1);
        let finding = Diagnostic::at(&register::LATER_FIGURES, At::Cell(self.cell(first.place)));
        let finding = finding
            .with("count", count.to_string())
            .with("day", self.as_of().to_string());
        Some(
            finding
                .with("metric", self.metric_of(first))
                .with("whose", self.whose(first.entity, first.period)),
        )
    }

    fn metric_of(&self, figure: &Figure) -> &str {
        self.program().schema.metric_name(figure.metric)
    }

    fn cell(&self, place: Place) -> Cell {
        cell(self.data(), place)
    }

    fn whose(&self, entity: Option<EntityId>, period: Option<Period>) -> Text {
        whose(&self.program().schema, entity, period)
    }
}

fn cell(data: &Dataset, place: Place) -> Cell {
    let source = data.sources.get(place.source as usize);
    Cell {
        source: source.cloned().unwrap_or_default(),
        line: place.line,
        column: place.column,
    }
}

/// ` (临夏县, 2025Q1)`; empty where there is neither.
fn whose(schema: &Schema, entity: Option<EntityId>, period: Option<Period>) -> Text {
    let text = |language: Language| {
        let entity = entity.map(|entity| schema.entity_name(entity).to_owned());
        let parts: Vec<String> = entity
            .into_iter()
            .chain(period.map(|it| it.text(language)))
            .collect();
        match (parts.is_empty(), language) {
            (true, _) => String::new(),
            (false, Language::English) => format!(" ({})", parts.join(", ")),
            (false, Language::Chinese) => format!("（{}）", parts.join("，")),
        }
    };
    Text::new(text(Language::English), text(Language::Chinese))
}

fn value_text(figure: &Figure) -> Text {
    let value = match &figure.value {
        FigureValue::Number(estimate) => Value::Number(estimate.clone(), figure.unit.clone()),
        FigureValue::YesNo(yes) => Value::YesNo(*yes),
        FigureValue::Date(date) => return Text::same(date.to_string()),
        FigureValue::Text(text) => return Text::same(text.to_string()),
    };
    Text::new(value.text(Language::English), value.text(Language::Chinese))
}

fn number_text(value: &Ratio, unit: &Unit) -> Text {
    let show = |language| unit.show(value, Value::PLACES, language);
    Text::new(show(Language::English), show(Language::Chinese))
}

/// What is wrong with the order of two events.
fn problem(earlier: &str, before: Option<&str>, later: &str, after: &str) -> Text {
    match before {
        Some(before) => Text::new(
            format!("`{later}` ({after}) lies before `{earlier}` ({before})"),
            format!("“{later}”（{after}）早于“{earlier}”（{before}）"),
        ),
        None => Text::new(
            format!("`{later}` has a day ({after}), but `{earlier}`, which comes first, has none"),
            format!("“{later}”已有日期（{after}），而在前的“{earlier}”没有日期"),
        ),
    }
}

/// When an event happened; a day is its first minute.
fn moment(column: &Column, row: usize) -> Option<Time> {
    let day = || Some(column.day(row)?.and_time(chrono::NaiveTime::MIN));
    column.time(row).or_else(day)
}

/// The day or minute of an event.
fn event_text(column: &Column, row: usize) -> Option<String> {
    match column {
        Column::Time(_) => {
            let time = column.time(row)?;
            Some(time.format("%Y-%m-%d %H:%M").to_string())
        }
        _ => Some(column.day(row)?.format("%Y-%m-%d").to_string()),
    }
}
