//! What enterprises bring forward: complaints of unfair competition, and requests in the parks.

use super::days::{cells, day, later, working_day};
use super::{COUNTIES, PARKS, code};
use crate::sheet::Sheet;
use crate::split_mix::SplitMix;

/// Complaints written out: county, received, investigated, replied.
const COMPLAINTS: [[&str; 4]; 2] = [
    // Open on the day the quarter ended, closed two days later.
    ["康乐县", "2025-03-27", "2025-03-31", "2025-04-02"],
    // Investigated, and nobody has replied.
    ["永靖县", "2025-03-25", "2025-04-08", ""],
];

/// A county without a complaint in the first quarter.
const QUIET: &str = "和政县";

pub(super) fn complaints(numbers: &mut SplitMix) -> Sheet {
    let mut sheet = Sheet::new(
        "complaint.csv",
        &["id", "entity", "received", "investigated", "replied"],
    );
    for county in COUNTIES {
        let edges = COMPLAINTS
            .iter()
            .filter(|edge| edge.first() == Some(&county));
        let mut rows: Vec<Vec<String>> = edges
            .map(|edge| edge.iter().map(ToString::to_string).collect())
            .collect();
        if county != QUIET {
            // Received so early that the loop closes inside the quarter.
            let early = (0..numbers.between(5, 11)).map(|_| (day(2025, 1, 2), day(2025, 3, 10)));
            rows.extend(
                early
                    .map(|span| complaint(numbers, county, span))
                    .collect::<Vec<_>>(),
            );
        }
        let in_april = (0..numbers.between(1, 4)).map(|_| (day(2025, 4, 1), day(2025, 4, 29)));
        rows.extend(
            in_april
                .map(|span| complaint(numbers, county, span))
                .collect::<Vec<_>>(),
        );
        for (number, row) in (1..).zip(rows) {
            let id = format!("TS-{}-{number:02}", code(county));
            sheet.row(&[vec![id], row].concat());
        }
    }
    sheet
}

/// Closed within three weeks.
fn complaint(
    numbers: &mut SplitMix,
    county: &str,
    (first, last): (dabiao_core::Date, dabiao_core::Date),
) -> Vec<String> {
    let received = working_day(numbers, first, last);
    let investigated = working_day(numbers, later(received, 1), later(received, 8));
    let replied = working_day(numbers, later(investigated, 1), later(investigated, 8));
    [
        vec![county.to_owned()],
        cells(&[received, investigated, replied]),
    ]
    .concat()
}

/// A simple question that had to wait for the next day: park, raised, answered, simple.
const NEXT_DAY: [&str; 4] = ["广河经济开发区", "2025-02-19", "2025-02-20", "是"];

/// The table is in Chinese throughout: its headers are the aliases of the fields.
pub(super) fn requests(numbers: &mut SplitMix) -> Sheet {
    let mut sheet = Sheet::new("request.csv", &["编号", "主体", "提出", "答复", "简单问题"]);
    for (park, letter) in PARKS.into_iter().zip(["L", "G"]) {
        let edge = NEXT_DAY.first() == Some(&park);
        let mut rows: Vec<Vec<String>> = if edge {
            vec![NEXT_DAY.map(String::from).to_vec()]
        } else {
            Vec::new()
        };
        rows.extend((0..numbers.between(14, 20)).map(|_| request(numbers, park)));
        for (number, row) in (1..).zip(rows) {
            let id = format!("SQ-{letter}-{number:02}");
            sheet.row(&[vec![id], row].concat());
        }
    }
    sheet
}

/// A simple one is answered the same day, another one within two weeks.
fn request(numbers: &mut SplitMix, park: &str) -> Vec<String> {
    let raised = working_day(numbers, day(2025, 1, 2), day(2025, 4, 29));
    let simple = !numbers.one_in(3);
    let answered = if simple {
        raised
    } else {
        working_day(numbers, later(raised, 2), later(raised, 14))
    };
    let word = if simple { "是" } else { "否" };
    [
        vec![park.to_owned()],
        cells(&[raised, answered]),
        vec![word.to_owned()],
    ]
    .concat()
}
