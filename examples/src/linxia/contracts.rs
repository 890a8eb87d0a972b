//! Contracts: procurement to be published in 10 days, works to be signed in a month.

use super::days::{cells, day, later, working_day};
use super::{COUNTIES, code};
use crate::sheet::{Sheet, hundredths};
use crate::split_mix::SplitMix;

/// Rows written out: county, kind, value, award notice, award letter, signed, published, uploaded.
const EDGES: [[&str; 8]; 12] = [
    // Ten days end on 3 February, in the Spring Festival; the holiday ends on the 4th, so the 5th counts.
    [
        "临夏市",
        "procurement",
        "86.40",
        "2025-01-24",
        "2025-01-24",
        "2025-02-05",
        "2025-02-05",
        "2025-02-06",
    ],
    // Works: the month ends on 24 March, a Monday. A day late.
    [
        "临夏县",
        "works",
        "412.00",
        "2025-02-21",
        "2025-02-24",
        "2025-03-25",
        "2025-03-26",
        "2025-03-28",
    ],
    // Ten days end on 1 May; the holiday lasts to the 5th. Still open on 30 April.
    [
        "临夏县",
        "procurement",
        "64.75",
        "2025-04-21",
        "2025-04-22",
        "2025-04-28",
        "",
        "",
    ],
    // Works: the month ends on 5 April, a Saturday in the Qingming holiday; Monday the 7th counts.
    [
        "康乐县",
        "works",
        "268.30",
        "2025-03-04",
        "2025-03-05",
        "2025-04-07",
        "2025-04-08",
        "2025-04-09",
    ],
    // Ten days end on 4 April, Qingming itself; Monday the 7th counts.
    [
        "永靖县",
        "procurement",
        "39.90",
        "2025-03-25",
        "2025-03-26",
        "2025-04-03",
        "2025-04-07",
        "2025-04-07",
    ],
    // Never published: open until 24 March, late ever since.
    [
        "广河县",
        "procurement",
        "72.15",
        "2025-03-14",
        "2025-03-17",
        "2025-03-20",
        "",
        "",
    ],
    // Works: a month from 31 March ends on the last day of April.
    [
        "广河县",
        "works",
        "655.00",
        "2025-03-28",
        "2025-03-31",
        "2025-04-30",
        "",
        "",
    ],
    // Works: the month ends on 3 February, in the Spring Festival; the 5th counts.
    [
        "和政县",
        "works",
        "187.60",
        "2025-01-02",
        "2025-01-03",
        "2025-02-05",
        "2025-02-07",
        "2025-02-10",
    ],
    // As in 永靖县, but a day later.
    [
        "东乡县",
        "procurement",
        "51.20",
        "2025-03-25",
        "2025-03-26",
        "2025-04-03",
        "2025-04-08",
        "2025-04-08",
    ],
    // Works: not signed, and the month is not over.
    [
        "东乡县",
        "works",
        "930.00",
        "2025-04-15",
        "2025-04-17",
        "",
        "",
        "",
    ],
    // Published before it was signed: somebody exchanged two days.
    [
        "积石山县",
        "procurement",
        "44.80",
        "2025-02-17",
        "2025-02-18",
        "2025-02-25",
        "2025-02-20",
        "2025-02-26",
    ],
    // The tenth day itself.
    [
        "积石山县",
        "procurement",
        "28.35",
        "2025-03-03",
        "2025-03-04",
        "2025-03-10",
        "2025-03-13",
        "2025-03-14",
    ],
];

pub(super) fn sheet(numbers: &mut SplitMix) -> Sheet {
    let headers = [
        "id",
        "entity",
        "kind",
        "value",
        "award notice",
        "award letter",
        "signed",
        "published",
        "uploaded",
    ];
    let mut sheet = Sheet::new("contract.csv", &headers);
    for county in COUNTIES {
        let edges = EDGES.iter().filter(|edge| edge.first() == Some(&county));
        let mut rows: Vec<Vec<String>> = edges
            .map(|edge| edge.iter().map(ToString::to_string).collect())
            .collect();
        rows.extend((0..numbers.between(26, 32)).map(|_| procurement(numbers, county)));
        rows.extend((0..numbers.between(9, 13)).map(|_| works(numbers, county)));
        for (number, row) in (1..).zip(rows) {
            let id = format!("HT-{}-{number:03}", code(county));
            sheet.row(&[vec![id], row].concat());
        }
    }
    sheet
}

/// Published on the ninth day at the latest.
fn procurement(numbers: &mut SplitMix, county: &str) -> Vec<String> {
    let notice = working_day(numbers, day(2025, 1, 2), day(2025, 4, 28));
    let letter = working_day(numbers, notice, later(notice, 2)).min(later(notice, 9));
    let published = working_day(numbers, later(letter, 1), later(notice, 9));
    let published = if published > later(notice, 9) {
        letter
    } else {
        published
    };
    let signed = working_day(numbers, letter, published).min(published);
    let uploaded = working_day(numbers, published, later(published, 4));
    let value = hundredths(numbers.between(500, 18_000));
    [
        vec![county.into(), "procurement".into(), value],
        cells(&[notice, letter, signed, published, uploaded]),
    ]
    .concat()
}

/// Signed on the twenty-fifth day at the latest.
fn works(numbers: &mut SplitMix, county: &str) -> Vec<String> {
    // None in the last days of March, so that on 30 April the first quarter's months are all over.
    let april = numbers.one_in(4);
    let (first, last) = if april {
        (day(2025, 4, 1), day(2025, 4, 25))
    } else {
        (day(2025, 1, 2), day(2025, 3, 20))
    };
    let notice = working_day(numbers, first, last);
    let letter = working_day(numbers, later(notice, 1), later(notice, 4));
    let signed = working_day(numbers, later(letter, 3), later(letter, 25));
    let published = working_day(numbers, later(signed, 1), later(signed, 6));
    // A tenth of the contracts has not been uploaded yet.
    let wait = if numbers.one_in(10) { 200 } else { 12 };
    let uploaded = working_day(numbers, later(published, wait / 4), later(published, wait));
    let value = hundredths(numbers.between(8_000, 260_000));
    [
        vec![county.into(), "works".into(), value],
        cells(&[notice, letter, signed, published, uploaded]),
    ]
    .concat()
}
