//! The value of contracts with small and medium enterprises, month by month.

use super::COUNTIES;
use crate::sheet::{Sheet, hundredths};
use crate::split_mix::SplitMix;

const SME: &str = "SME contract value";
const TOTAL: &str = "total contract value";

/// The months with the day each is submitted on.
const MONTHS: [(&str, &str); 4] = [
    ("2025-01", "2025-02-08"),
    ("2025-02", "2025-03-07"),
    ("2025-03", "2025-04-09"),
    ("2025-04", "2025-04-30"),
];

/// A county whose first quarter is written out, in hundredths of 万元: SME and total, January to March.
type Quarter = [(u64, u64); 3];

/// 8,000 of 10,000 万元: exactly at the threshold.
const EXACTLY: Quarter = [(261_050, 320_000), (226_530, 290_000), (312_420, 390_000)];
/// 7,999 of 10,000 万元: a hundredth of a point below it.
const JUST_BELOW: Quarter = [(250_000, 310_000), (268_000, 330_000), (281_900, 360_000)];

/// The headers of a table of figures.
pub(super) const HEADERS: [&str; 9] = [
    "metric",
    "segment",
    "entity",
    "period",
    "value",
    "unit",
    "kind",
    "submitted on",
    "by",
];

pub(super) fn sheet(numbers: &mut SplitMix) -> Sheet {
    let mut sheet = Sheet::new("figures-procurement.csv", &HEADERS);
    for county in COUNTIES {
        for (month, (period, submitted)) in MONTHS.into_iter().enumerate() {
            let (sme, total) = month_of(numbers, county, month);
            let mut row = |metric: &str, value: u64, submitted: &str| {
                let by = format!("{county}财政局");
                sheet.row(&[
                    metric,
                    "",
                    county,
                    period,
                    &hundredths(value),
                    "万元",
                    "",
                    submitted,
                    &by,
                ]);
            };
            match (county, period) {
                // Late: on 30 April the figure does not exist yet.
                ("和政县", "2025-03") => row(SME, sme, "2025-05-06"),
                // A figure and, two weeks later, its revision.
                ("广河县", "2025-02") => {
                    row(SME, sme / 10, submitted);
                    row(SME, sme, "2025-03-21");
                }
                _ => row(SME, sme, submitted),
            }
            row(TOTAL, total, submitted);
        }
    }
    sheet
}

/// The SME and the total value of a month, in hundredths of 万元.
fn month_of(numbers: &mut SplitMix, county: &str, month: usize) -> (u64, u64) {
    let total = numbers.between(1_200, 4_200).saturating_mul(100);
    let (low, high) = match county {
        "临夏市" => (921, 948),
        "永靖县" => (858, 881),
        // In April below the author's warning of 82%.
        "积石山县" if month == 3 => (811, 817),
        _ => (835, 890),
    };
    let sme = total.saturating_mul(numbers.between(low, high)) / 1000;
    let written = match county {
        "临夏县" => EXACTLY.get(month),
        "康乐县" => JUST_BELOW.get(month),
        _ => None,
    };
    written.copied().unwrap_or((sme, total))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_edges_are_where_they_are_said_to_be() {
        let sums = |quarter: Quarter| {
            quarter.iter().fold((0, 0), |(part, all), (sme, total)| {
                (part + sme, all + total)
            })
        };
        assert_eq!(sums(EXACTLY), (800_000, 1_000_000));
        assert_eq!(sums(JUST_BELOW), (799_900, 1_000_000));
    }
}
