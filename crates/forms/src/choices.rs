//! What is chosen from lists: entities, periods, states, yes or no, words of a field.

use dabiao_core::{BenchmarkId, Cadence, Date, MetricId, Period, Program, SignOffState};
use dabiao_data::cases_question;
use rust_xlsxwriter::{DataValidation, Formula, Workbook, XlsxError};

use crate::asked::Asked;
use crate::page::Pen;

/// The sheet that holds the lists; nobody need see it.
const SHEET: &str = "choices";

/// The most periods in a list.
const MOST_PERIODS: usize = 200;

/// The lists of a form, a column each.
#[derive(Debug, Default)]
pub(crate) struct Choices {
    lists: Vec<(Chosen, Vec<String>)>,
}

/// What a list is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Chosen {
    /// Entities of a kind, by its number.
    Entities(usize),
    /// The periods in force.
    Periods(Cadence),
    /// The states of a sign-off.
    States,
    /// Yes and no.
    YesNo,
    /// Whether there were any cases.
    Presence,
    /// The metrics that are asked for, and those with a benchmark that is.
    Metrics,
    /// All whose figures or sign-offs are asked for.
    Asked,
    /// The periods of all metrics that are asked for.
    AnyPeriod,
    /// What a figure may be besides what was achieved: the benchmarks that are asked for.
    Kinds,
    /// The milestones that are asked for.
    Milestones,
    /// The words of a field, by the numbers of its record and itself.
    Words(usize, usize),
}

impl Choices {
    /// All that is chosen in a form.
    pub(crate) fn of(program: &Program, asked: &Asked<'_>, pen: &Pen) -> Self {
        let (schema, language) = (&program.schema, pen.language);
        let mut choices = Self::default();
        for kind in 0..schema.kinds.len() {
            let of_kind = schema.entities.iter().enumerate();
            let of_kind = of_kind.filter(|(_, entity)| entity.kind.index() == kind);
            let own = |index: usize| asked.only.is_none_or(|only| only.index() == index);
            let names = of_kind.filter(|(index, _)| own(*index));
            let names = names.filter_map(|(_, entity)| entity.names.first());
            choices.add(
                Chosen::Entities(kind),
                names.map(ToString::to_string).collect(),
            );
        }
        for cadence in [
            Cadence::Monthly,
            Cadence::Quarterly,
            Cadence::HalfYearly,
            Cadence::Yearly,
        ] {
            let periods = periods(program, cadence);
            let texts = periods.iter().map(|period| period.text(language));
            choices.add(Chosen::Periods(cadence), texts.collect());
        }
        let states = SignOffState::NAMES.iter();
        let states = states.map(|(_, en, zh)| language.pick(*en, *zh).to_owned());
        choices.add(Chosen::States, states.collect());
        let answers = [language.pick("yes", "是"), language.pick("no", "否")];
        choices.add(Chosen::YesNo, answers.map(str::to_owned).to_vec());
        if !asked.records.is_empty() {
            let (_, answers) = cases_question(language);
            choices.add(Chosen::Presence, answers.map(str::to_owned).to_vec());
        }
        for (number, record) in schema.records.iter().enumerate() {
            for (index, field) in record.fields.iter().enumerate() {
                if let dabiao_core::FieldType::Category(words) = &field.ty {
                    let words = words.iter().map(ToString::to_string).collect();
                    choices.add(Chosen::Words(number, index), words);
                }
            }
        }
        choices.further(program, asked, pen);
        choices
    }

    /// What is chosen in a row that is added.
    fn further(&mut self, program: &Program, asked: &Asked<'_>, pen: &Pen) {
        let schema = &program.schema;
        let metrics = asked.all_metrics();
        let metrics = metrics
            .iter()
            .filter_map(|id| schema.metrics.get(id.index()));
        let names = metrics.clone().map(|it| pen.name(&it.names).to_owned());
        self.add(Chosen::Metrics, names.collect());
        let entities = asked.entities(program).into_iter();
        let entities = entities.filter_map(|it| schema.entities.get(it));
        let names = entities.map(|it| pen.name(&it.names).to_owned());
        self.add(Chosen::Asked, names.collect());
        let mut cadences: Vec<Cadence> = metrics.filter_map(|it| it.cadence).collect();
        cadences.sort();
        cadences.dedup();
        let all = cadences.into_iter().flat_map(|it| periods(program, it));
        let texts = all.map(|period| period.text(pen.language));
        self.add(Chosen::AnyPeriod, texts.collect());
        let kinds = asked.benchmarks.iter();
        let mut kinds: Vec<String> = kinds.map(|it| kind(program, pen, *it)).collect();
        kinds.sort();
        kinds.dedup();
        self.add(Chosen::Kinds, kinds);
        let milestones = asked.milestones.iter();
        let milestones = milestones.filter_map(|index| schema.milestones.get(*index));
        let whole = milestones.filter(|it| it.stage_of.is_none());
        let names = whole.filter_map(|it| it.names.first());
        self.add(Chosen::Milestones, names.map(ToString::to_string).collect());
    }

    fn add(&mut self, chosen: Chosen, list: Vec<String>) {
        if !list.is_empty() {
            self.lists.push((chosen, list));
        }
    }

    /// The only choice there is.
    pub(crate) fn only(&self, chosen: &Chosen) -> Option<&str> {
        let (_, list) = self.lists.iter().find(|(it, _)| it == chosen)?;
        match list.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    /// The check of a cell that is chosen from a list; none where there is no list.
    pub(crate) fn check(&self, chosen: &Chosen) -> Option<DataValidation> {
        let column = self.lists.iter().position(|(it, _)| it == chosen)?;
        let (_, list) = self.lists.get(column)?;
        let letter = rust_xlsxwriter::utility::column_number_to_name(u16::try_from(column).ok()?);
        let range = format!("={SHEET}!${letter}$1:${letter}${}", list.len());
        Some(DataValidation::new().allow_list_formula(Formula::new(range)))
    }

    /// Writes the lists into a sheet that is not shown.
    pub(crate) fn write(&self, workbook: &mut Workbook) -> Result<(), XlsxError> {
        let sheet = workbook.add_worksheet().set_name(SHEET)?;
        for (column, (_, list)) in (0_u16..).zip(&self.lists) {
            for (row, text) in (0_u32..).zip(list) {
                sheet.write_string(row, column, text)?;
            }
        }
        sheet.set_hidden(true);
        sheet.protect();
        Ok(())
    }
}

/// What stands in the column of kinds for a benchmark.
pub(crate) fn kind(
    program: &Program,
    pen: &Pen,
    (metric, benchmark): (MetricId, BenchmarkId),
) -> String {
    let metric = program.schema.metrics.get(metric.index());
    let name = metric.map_or("", |it| it.benchmark_name(benchmark, pen.language));
    pen.pick(format!("benchmark {name}"), format!("标杆 {name}"))
}

/// The periods in force.
fn periods(program: &Program, cadence: Cadence) -> Vec<Period> {
    let settings = &program.settings;
    let (Some(from), Some(to)) = (settings.from, settings.to) else {
        return Vec::new();
    };
    let mut periods = Vec::new();
    let mut day: Option<Date> = Some(from);
    while let Some(start) = day.filter(|day| *day <= to && periods.len() < MOST_PERIODS) {
        let Some(period) = Period::containing(start, cadence) else {
            break;
        };
        day = period.end().succ_opt();
        periods.push(period);
    }
    periods
}
