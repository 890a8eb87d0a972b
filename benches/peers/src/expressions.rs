//! The targets and the values as other languages write them.

use dabiao_benches::submission::values::{
    CAPS, COMPOUNDS, DAYS, RATIOS, SPANS, Values, cap, percent,
};

/// How a language joins conditions.
pub struct Spelling {
    /// What stands before a name: `input.`.
    pub before: &'static str,
    /// `and`.
    pub and: &'static str,
}

/// A value of a submission.
#[derive(Clone, Copy)]
pub enum Value {
    /// An amount in cents.
    Cents(i64),
    /// A day, by its number.
    Day(i32),
    /// Yes or no.
    YesNo(bool),
}

impl Value {
    /// As a float: yuan, a day, 1 or 0.
    pub fn float(self) -> f64 {
        match self {
            Self::Cents(cents) => cents as f64 / 100.0,
            Self::Day(day) => f64::from(day),
            Self::YesNo(yes) => f64::from(u8::from(yes)),
        }
    }
}

/// `0.57` of 57 per cent.
pub fn share(index: usize) -> String {
    format!("0.{:02}", percent(index))
}

/// `1037.00` of an amount in cents.
pub fn yuan(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// Each target as a condition with division, as people write it.
pub fn conditions(spelling: &Spelling) -> Vec<String> {
    let Spelling { before: b, and } = spelling;
    let ratios = (0..RATIOS).map(|i| format!("{b}part{i} / {b}whole{i} >= {}", share(i)));
    let caps = (0..CAPS).map(|i| format!("{b}cost{i} <= {}", yuan(cap(i))));
    let spans = (0..SPANS).map(|i| format!("{b}signed{i} - {b}awarded{i} <= {DAYS}.0"));
    let compounds = (0..COMPOUNDS).map(|i| {
        format!(
            "{b}portion{i} / {b}base{i} >= {} {and} {b}price{i} <= {} {and} {b}built{i} >= {b}planned{i} {and} {b}open{i}",
            share(i),
            yuan(cap(i))
        )
    });
    ratios.chain(caps).chain(spans).chain(compounds).collect()
}

/// The names of the values, in the order of [`values`].
pub fn names() -> Vec<String> {
    let ratios = (0..RATIOS).flat_map(|i| [format!("part{i}"), format!("whole{i}")]);
    let caps = (0..CAPS).map(|i| format!("cost{i}"));
    let spans = (0..SPANS).flat_map(|i| [format!("awarded{i}"), format!("signed{i}")]);
    let compounds = (0..COMPOUNDS).flat_map(|i| {
        ["portion", "base", "price", "built", "planned", "open"].map(|name| format!("{name}{i}"))
    });
    ratios.chain(caps).chain(spans).chain(compounds).collect()
}

/// The values of a submission.
pub fn values(values: &Values) -> impl Iterator<Item = Value> {
    use Value::{Cents, Day, YesNo};
    let ratios = values
        .ratios
        .iter()
        .flat_map(|(part, whole)| [Cents(*part), Cents(*whole)]);
    let caps = values.caps.iter().map(|cost| Cents(*cost));
    let spans = values
        .spans
        .iter()
        .flat_map(|(awarded, signed)| [Day(*awarded), Day(*signed)]);
    let compounds = values.compounds.iter().flat_map(|it| {
        [
            Cents(it.part),
            Cents(it.whole),
            Cents(it.cost),
            Cents(it.done),
            Cents(it.planned),
            YesNo(it.open),
        ]
    });
    ratios.chain(caps).chain(spans).chain(compounds)
}
