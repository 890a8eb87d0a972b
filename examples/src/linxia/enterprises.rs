//! Enterprises and their credit grades: 24 of 120 are graded high, a fifth to the last one.

use super::{COUNTIES, code};
use crate::sheet::Sheet;
use crate::split_mix::SplitMix;

/// How many of the fifteen of each county are graded high; 24 in all.
const HIGH: [usize; 8] = [5, 3, 2, 4, 3, 2, 3, 2];

pub(super) fn sheet(numbers: &mut SplitMix) -> Sheet {
    let mut sheet = Sheet::new("enterprise.csv", &["id", "entity", "grade"]);
    for (county, high) in COUNTIES.into_iter().zip(HIGH) {
        for number in 1..=15_usize {
            let grades: &[&str] = if number <= high {
                &["优级", "良+"]
            } else {
                &["良", "良", "中", "中", "差"]
            };
            let grade = numbers.one_of(grades).copied().unwrap_or_default();
            let id = format!("QY-{}-{number:02}", code(county));
            sheet.row(&[id.as_str(), county, grade]);
        }
    }
    sheet
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_a_fifth_is_graded_high() {
        let sheet = sheet(&mut SplitMix::new(1));
        let high = sheet
            .text
            .lines()
            .filter(|line| line.ends_with("优级") || line.ends_with("良+"))
            .count();
        assert_eq!((high, sheet.text.lines().count()), (24, 121));
    }
}
