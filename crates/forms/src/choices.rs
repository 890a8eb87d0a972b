//! What is chosen from lists: entities, periods, states, yes or no, words of a field.

use dabiao_core::{Cadence, Date, Language, Period, Program, SignOffState};
use dabiao_data::cases_question;
use rust_xlsxwriter::{DataValidation, Formula, Workbook, XlsxError};

use crate::asked::Asked;

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
    /// The words of a field, by the numbers of its record and itself.
    Words(usize, usize),
}

impl Choices {
    /// All that is chosen in a form.
    pub(crate) fn of(program: &Program, asked: &Asked<'_>, language: Language) -> Self {
        let schema = &program.schema;
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
        choices
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
