//! The courts' cases, and the lectures for enterprises.

use super::days::{cells, day, later, working_day};
use crate::sheet::Sheet;
use crate::split_mix::SplitMix;

/// Rows written out: filed, closed.
const EDGES: [[&str; 2]; 2] = [
    // More than 12 months old on 31 March, closed in April.
    ["2024-03-05", "2025-04-18"],
    // On 31 March a day short of 12 months.
    ["2024-04-01", "2025-04-10"],
];

pub(super) fn cases(numbers: &mut SplitMix) -> Sheet {
    let mut sheet = Sheet::new("case.csv", &["id", "entity", "filed", "closed"]);
    let mut rows: Vec<Vec<String>> = EDGES
        .iter()
        .map(|edge| edge.iter().map(ToString::to_string).collect())
        .collect();
    rows.extend((0..90).map(|_| ordinary(numbers)));
    for (number, row) in (1..).zip(rows) {
        let id = format!("AJ-{number:03}");
        sheet.row(&[vec![id, "临夏州".to_owned()], row].concat());
    }
    sheet
}

/// Closed within six months.
fn ordinary(numbers: &mut SplitMix) -> Vec<String> {
    let filed = working_day(numbers, day(2024, 5, 6), day(2025, 4, 28));
    let closed = working_day(numbers, later(filed, 20), later(filed, 180));
    cells(&[filed, closed])
}

/// Two in the first quarter; none yet in the second.
pub(super) fn lectures(_: &mut SplitMix) -> Sheet {
    let mut sheet = Sheet::new("lecture.csv", &["id", "entity", "held"]);
    sheet.row(&["JZ-1", "临夏州", "2025-02-20"]);
    sheet.row(&["JZ-2", "临夏州", "2025-03-18"]);
    sheet
}
