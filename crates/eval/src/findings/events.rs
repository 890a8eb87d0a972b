//! Cases with events out of order.

use dabiao_diagnostics::{At, Diagnostic, register};
use dabiao_model::{Column, Table, Text, Time};

use super::look::Look;

impl Look<'_> {
    /// Cases with an event before the one it follows by declaration, the first such pair of each.
    pub(super) fn impossible_cases<'t>(
        &'t self,
        table: &'t Table,
    ) -> impl Iterator<Item = Diagnostic> + 't {
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
