//! The three targets as a policy, and the contracts as the table it reads.

use dabiao_core::{Column, Dataset, Date, Numbers, Policy, Table};

use super::COUNTIES;
use super::exact::Days;
use super::rows::{Contracts, UNSIGNED, UNVALUED};
use crate::submission::day;

/// A day after every quarter and every limit has ended.
pub fn evaluated_on() -> Date {
    day(450)
}

/// The name of a county.
pub fn county(code: usize) -> String {
    format!("county {}", code.saturating_add(1))
}

/// The policy's text.
pub fn text(days: Days) -> String {
    let mean = days.on_average();
    let days = match days {
        Days::Calendar => "days",
        Days::Working => "working days",
    };
    let counties: Vec<String> = (0..COUNTIES)
        .map(|code| format!("\"{}\"", county(code)))
        .collect();
    format!(
        "policy \"W3\"\n  in force 2025-01-01 to 2025-12-31\n  monitor quarterly\n  limits counted plainly\n\
         entity {}: county\n\
         record contract, per county\n  awarded: date\n  signed: date after awarded\n  value: yuan\n  \
         supplier: category (SME, large)\n  counted by awarded\n\
         target 1: share of contract value where supplier is SME ≥ 80%\n\
         target 2: = 100% of contract signed within 10 {days} of awarded\n\
         target 3: average {days} of contract from awarded to signed ≤ {mean} {days}\n",
        counties.join(", ")
    )
}

/// The policy, compiled.
///
/// # Errors
///
/// When the text is no policy, which would be our mistake.
pub fn compiled(days: Days) -> Result<Policy, String> {
    crate::submission::policy::of(text(days))
}

/// The contracts as a data set of the policy.
///
/// # Errors
///
/// When the policy does not know the record or a county.
pub fn data(policy: &Policy, contracts: &Contracts) -> Result<Dataset, String> {
    let schema = policy.schema();
    let record = schema.record("contract").ok_or("no record")?;
    let entities: Option<Vec<_>> = (0..COUNTIES)
        .map(|code| schema.entity(&county(code)))
        .collect();
    let entities = entities.ok_or("a county is not known")?;
    let of = |code: &u8| entities.get(usize::from(*code)).copied();
    let signed = |number: &i32| (*number != UNSIGNED).then(|| day(*number));
    let mut value = Numbers::over(100);
    for cents in &contracts.value {
        value.push_multiple((*cents != UNVALUED).then_some(*cents));
    }
    let supplier = contracts
        .sme
        .iter()
        .map(|sme| Some(if *sme { "SME" } else { "large" }));
    let columns = vec![
        Column::Date(contracts.awarded.iter().map(|it| Some(day(*it))).collect()),
        Column::Date(contracts.signed.iter().map(signed).collect()),
        Column::Number(value),
        Column::Text(supplier.collect()),
    ];
    let mut tables = vec![None; schema.records.len()];
    if let Some(slot) = tables.get_mut(record.index()) {
        *slot = Table::of_columns(record, contracts.county.iter().map(of), columns);
    }
    Ok(Dataset {
        sources: vec!["w3".into()],
        tables,
        ..Dataset::default()
    })
}
