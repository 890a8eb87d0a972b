//! The sheets of records, a case a row, and the sheet of sign-offs.

use dabiao_core::{FieldType, Period, Program};
use dabiao_data::{TableKind, cases_question, headers as names_of};
use rust_xlsxwriter::{DataValidation, DataValidationRule, Workbook, Worksheet, XlsxError};

use crate::asked::Asked;
use crate::choices::{Choices, Chosen};
use crate::figures::{LAST_CHECKED, days};
use crate::page::{self, Open, Pen, asking, strict};

/// For how many cases the cells of a record's sheet are drawn; below them the sheet is open too.
const CASES: u32 = 500;

/// How many rows are drawn below those of the sign-offs.
const MORE_SIGNOFFS: u32 = 10;

/// The row of the headers of cases, and the first and last of those below.
const HEADERS: u32 = 1;
const FIRST: u32 = 2;
const LAST: u32 = HEADERS + CASES;

/// Writes a sheet for each record.
pub(crate) fn records(
    workbook: &mut Workbook,
    pen: &Pen,
    program: &Program,
    asked: &Asked<'_>,
    choices: &Choices,
) -> Result<(), XlsxError> {
    for id in &asked.records {
        let Some(record) = program.schema.records.get(id.index()) else {
            continue;
        };
        let sheet = workbook.add_worksheet();
        sheet.set_name(sheet_name(pen.name(&record.names)))?;
        let built_in: Vec<&str> = names_of(TableKind::Record, pen.language).collect();
        let mut columns: Vec<(String, f64)> = Vec::new();
        let built_in = |index: usize| built_in.get(index).copied().unwrap_or_default().to_owned();
        columns.push((built_in(0), 14.0));
        let mut checks: Vec<(Option<DataValidation>, Open)> = vec![(None, Open::Plain)];
        if let Some(kind) = record.per {
            columns.push((built_in(1), 16.0));
            checks.push((choices.check(&Chosen::Entities(kind.index())), Open::Plain));
        }
        for (index, field) in record.fields.iter().enumerate() {
            let name = pen.name(&field.names);
            let check = match &field.ty {
                FieldType::Date => Some(days(pen)?),
                FieldType::YesNo => choices.check(&Chosen::YesNo),
                FieldType::Category(_) => choices.check(&Chosen::Words(id.index(), index)),
                FieldType::Number(_) => Some(any_number(pen)?),
                FieldType::Time | FieldType::Text => None,
            };
            let open = match &field.ty {
                FieldType::Date => Open::Day,
                FieldType::Time => Open::Time,
                _ => Open::Plain,
            };
            columns.push((header(pen, name, &field.ty), 16.0));
            checks.push((check, open));
        }
        let whose = asked
            .only
            .and_then(|only| program.schema.entities.get(only.index()));
        let whose = whose.filter(|entity| record.per == Some(entity.kind));
        let whose = whose.map(|entity| pen.name(&entity.names));
        ask(sheet, pen, choices, (whose, asked.period))?;
        page::headers(sheet, pen, HEADERS, &columns)?;
        fill(sheet, pen, &checks)?;
        page::lock_row(sheet, 0)?;
        page::print(sheet, Some(HEADERS))?;
        page::lock(sheet);
    }
    Ok(())
}

/// Asks above the headers whether there were any cases: a sheet left untouched is not taken for an answer.
fn ask(
    sheet: &mut Worksheet,
    pen: &Pen,
    choices: &Choices,
    (whose, period): (Option<&str>, Option<Period>),
) -> Result<(), XlsxError> {
    let (label, [_, none]) = cases_question(pen.language);
    let label = pen.pick(format!("{label}:"), format!("{label}："));
    sheet.write_with_format(0, 0, label, &pen.header)?;
    sheet.write_blank(0, 1, pen.open(Open::Plain))?;
    let hint = pen.pick(
        format!("Choose “{none}” if there were no cases. Without a row and without an answer nothing is submitted."),
        format!("没有的请选“{none}”。既无内容又未作选择的，视为未报送。"),
    );
    let whose = whose.map(|it| pen.pick(format!("entity: {it}"), format!("主体：{it}")));
    let period = period.map(|it| it.text(pen.language));
    let period = period.map(|it| pen.pick(format!("period: {it}"), format!("时期：{it}")));
    let mut column = 2;
    for said in [whose, period].into_iter().flatten() {
        sheet.write_with_format(0, column, said, &pen.header)?;
        column = column.saturating_add(1);
    }
    sheet.write(0, column.max(3), &hint)?;
    if let Some(check) = choices.check(&Chosen::Presence) {
        sheet.add_data_validation(0, 1, 0, 1, &strict(check, &hint)?)?;
    }
    Ok(())
}

/// The header of a field, with the unit of a number.
fn header(pen: &Pen, name: &str, ty: &FieldType) -> String {
    let unit = match ty {
        FieldType::Number(unit) => unit.name(pen.language),
        _ => "",
    };
    if unit.is_empty() {
        name.to_owned()
    } else {
        pen.pick(format!("{name} ({unit})"), format!("{name}（{unit}）"))
    }
}

/// Opens the cells below the headers and puts a check on each column that has one.
fn fill(
    sheet: &mut Worksheet,
    pen: &Pen,
    checks: &[(Option<DataValidation>, Open)],
) -> Result<(), XlsxError> {
    for (column, (check, open)) in (0_u16..).zip(checks) {
        page::open_below(sheet, pen, column, *open)?;
        for row in FIRST..=LAST {
            sheet.write_blank(row, column, pen.open(*open))?;
        }
        if let Some(check) = check {
            sheet.add_data_validation(FIRST, column, LAST_CHECKED, column, check)?;
        }
    }
    Ok(())
}

fn any_number(pen: &Pen) -> Result<DataValidation, XlsxError> {
    let rule = DataValidationRule::Between(-1e15, 1e15);
    let check = DataValidation::new().allow_decimal_number(rule);
    asking(
        check,
        pen.pick("A number is expected here.", "此处应填数字。"),
    )
}

/// A name as a tab may bear it; by its headers the table is known all the same.
fn sheet_name(name: &str) -> String {
    let plain = |sign: char| {
        if "[]:*?/\\'".contains(sign) {
            ' '
        } else {
            sign
        }
    };
    name.chars().map(plain).take(31).collect()
}

/// What is typed into a column of sign-offs.
fn of_signoffs(column: u16) -> Open {
    if column == 4 { Open::Day } else { Open::Plain }
}

/// Writes the sheet of sign-offs: a row for each milestone and stage, and each entity that signs off for itself.
pub(crate) fn signoffs(
    workbook: &mut Workbook,
    pen: &Pen,
    program: &Program,
    asked: &Asked<'_>,
    choices: &Choices,
) -> Result<(), XlsxError> {
    let schema = &program.schema;
    let milestones = &schema.milestones;
    let mut rows: Vec<(usize, Option<usize>)> = Vec::new();
    for index in &asked.milestones {
        let Some(milestone) = milestones.get(*index) else {
            continue;
        };
        let Some(kind) = milestone.per else {
            rows.push((*index, None));
            continue;
        };
        let entities = schema.entities.iter().enumerate();
        let own = |entity: usize| asked.only.is_none_or(|only| only.index() == entity);
        let of_kind = entities.filter(|(entity, it)| it.kind == kind && own(*entity));
        rows.extend(of_kind.map(|(entity, _)| (*index, Some(entity))));
    }
    if rows.is_empty() {
        return Ok(());
    }
    let sheet = workbook
        .add_worksheet()
        .set_name(pen.pick("signoffs", "销号"))?;
    let widths = [10.0, 10.0, 16.0, 14.0, 14.0, 28.0, 18.0];
    let names = names_of(TableKind::SignOffs, pen.language);
    let headers: Vec<(String, f64)> = names.map(str::to_owned).zip(widths).collect();
    page::headers(sheet, pen, 0, &headers)?;
    let mut line: u32 = 0;
    for (index, entity) in rows {
        line = line.saturating_add(1);
        let Some(milestone) = milestones.get(index) else {
            continue;
        };
        let own = milestone.names.first().map_or("", AsRef::as_ref);
        let above = milestone.stage_of.and_then(|it| milestones.get(it.index()));
        let above = above.and_then(|it| it.names.first());
        let (id, stage) = match above {
            Some(above) => {
                let stage = own
                    .strip_prefix(&**above)
                    .and_then(|it| it.strip_prefix('.'));
                (&**above, stage.unwrap_or(own))
            }
            None => (own, ""),
        };
        let entity = entity.and_then(|entity| schema.entities.get(entity));
        let entity = entity.map_or("", |entity| pen.name(&entity.names));
        for (column, text) in (0_u16..).zip([id, stage, entity]) {
            sheet.write_string_with_format(line, column, text, &pen.given)?;
        }
        if let Some(title) = milestone.names.get(1) {
            sheet.insert_note(line, 0, &page::note(title))?;
        }
        for column in 3..=6 {
            sheet.write_blank(line, column, pen.open(of_signoffs(column)))?;
        }
    }
    for column in 0..=6 {
        let open = of_signoffs(column);
        page::open_below(sheet, pen, column, open)?;
        for more in 1..=MORE_SIGNOFFS {
            sheet.write_blank(line.saturating_add(more), column, pen.open(open))?;
        }
    }
    let first = line.saturating_add(1);
    let milestone = (
        Chosen::Milestones,
        pen.pick("Choose a milestone from the list.", "请从列表中选择节点。"),
    );
    let whose = (
        Chosen::Asked,
        pen.pick("Choose an entity from the list.", "请从列表中选择主体。"),
    );
    for (column, (chosen, text)) in [(0, milestone), (2, whose)] {
        if let Some(check) = choices.check(&chosen) {
            let check = asking(check, text)?;
            sheet.add_data_validation(first, column, LAST_CHECKED, column, &check)?;
        }
    }
    if let Some(check) = choices.check(&Chosen::States) {
        let text = pen.pick("Choose a state from the list.", "请从列表中选择状态。");
        sheet.add_data_validation(1, 3, LAST_CHECKED, 3, &strict(check, text)?)?;
    }
    sheet.add_data_validation(1, 4, LAST_CHECKED, 4, &days(pen)?)?;
    page::print(sheet, Some(0))?;
    page::lock(sheet);
    Ok(())
}
