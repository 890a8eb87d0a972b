//! One quarter of the Linxia plan, and the first month of the next: made up, with edges put in by hand.
//!
//! Most rows are drawn at random and keep every limit with room to spare, so that what a verdict
//! turns on is always one of the rows that are written out in the code.

mod cases;
mod contracts;
mod county_figures;
mod days;
mod enterprises;
mod prefecture_figures;
mod procurement_figures;
mod projects;
mod requests;
mod signoffs;
#[cfg(test)]
mod verdicts;

use crate::sheet::Sheet;
use crate::split_mix::SplitMix;

/// The eight counties in the order of the plan.
pub const COUNTIES: [&str; 8] = [
    "临夏市",
    "临夏县",
    "康乐县",
    "永靖县",
    "广河县",
    "和政县",
    "东乡县",
    "积石山县",
];

/// The province-level parks.
pub const PARKS: [&str; 2] = ["临夏经济开发区", "广河经济开发区"];

/// Any number would do.
const SEED: u64 = 2025;

/// The tables, each with a stream of random numbers of its own: a change to one leaves the others as they are.
pub fn sheets() -> Vec<Sheet> {
    let tables: [fn(&mut SplitMix) -> Sheet; 11] = [
        procurement_figures::sheet,
        county_figures::sheet,
        prefecture_figures::sheet,
        projects::sheet,
        contracts::sheet,
        requests::complaints,
        cases::cases,
        cases::lectures,
        enterprises::sheet,
        requests::requests,
        signoffs::sheet,
    ];
    let streams = (SEED..).map(SplitMix::new);
    tables
        .iter()
        .zip(streams)
        .map(|(table, mut numbers)| table(&mut numbers))
        .collect()
}

/// The number of a county in the plan, for the ids of its cases: `01` to `08`.
fn code(county: &str) -> String {
    let place = COUNTIES
        .iter()
        .position(|name| *name == county)
        .map_or(0, |place| place.saturating_add(1));
    format!("{place:02}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// The folder of the committed files.
    fn folder() -> std::path::PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("linxia-2025/data")
    }

    #[test]
    fn the_committed_files_are_the_generators() {
        for sheet in sheets() {
            let committed = std::fs::read_to_string(folder().join(sheet.name)).unwrap();
            assert!(
                committed == sheet.text,
                "{} is stale: cargo run -p dabiao-examples --bin linxia-data",
                sheet.name
            );
        }
    }

    #[test]
    fn no_other_file_lies_among_them() {
        let names: Vec<&str> = sheets().iter().map(|sheet| sheet.name).collect();
        for entry in std::fs::read_dir(folder()).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            // What the annex says is counted in the document, not made up.
            assert!(
                names.contains(&name.as_str()) || name == "annex.csv",
                "{name}"
            );
        }
    }

    #[test]
    fn every_row_has_as_many_cells_as_its_header() {
        for sheet in sheets() {
            let cells = |line: &str| line.split(',').count();
            let columns = sheet.text.lines().next().map_or(0, cells);
            assert!(
                sheet.text.lines().all(|line| cells(line) == columns),
                "{}",
                sheet.name
            );
        }
    }
}
