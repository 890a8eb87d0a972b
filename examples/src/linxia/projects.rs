//! Procurement projects: the intent published a month ahead, the trade electronic.

use super::days::{cell, day, earlier, working_day};
use super::{COUNTIES, code};
use crate::sheet::Sheet;
use crate::split_mix::SplitMix;

/// Rows written out: county, intent published, procurement started, electronic.
const EDGES: [[&str; 4]; 5] = [
    // A month before 31 March is the last day of February: in time on that very day.
    ["临夏市", "2025-02-28", "2025-03-31", "yes"],
    // A day later.
    ["和政县", "2025-03-01", "2025-03-31", "yes"],
    // No intent at all.
    ["东乡县", "", "2025-02-26", "yes"],
    // On paper.
    ["积石山县", "2025-01-06", "2025-03-12", "no"],
    // Published, and not begun: it belongs to no quarter yet.
    ["永靖县", "2025-04-15", "", ""],
];

pub(super) fn sheet(numbers: &mut SplitMix) -> Sheet {
    let headers = [
        "id",
        "entity",
        "intent published",
        "procurement started",
        "electronic",
    ];
    let mut sheet = Sheet::new("project.csv", &headers);
    for county in COUNTIES {
        let edges = EDGES.iter().filter(|edge| edge.first() == Some(&county));
        let mut rows: Vec<Vec<String>> = edges
            .map(|edge| edge.iter().map(ToString::to_string).collect())
            .collect();
        rows.extend((0..numbers.between(12, 18)).map(|_| ordinary(numbers, county)));
        for (number, row) in (1..).zip(rows) {
            let id = format!("XM-{}-{number:03}", code(county));
            sheet.row(&[vec![id], row].concat());
        }
    }
    sheet
}

/// Published 35 days ahead at the least.
fn ordinary(numbers: &mut SplitMix, county: &str) -> Vec<String> {
    let started = working_day(numbers, day(2025, 1, 2), day(2025, 4, 29));
    let published = working_day(numbers, earlier(started, 75), earlier(started, 45));
    vec![county.into(), cell(published), cell(started), "yes".into()]
}
