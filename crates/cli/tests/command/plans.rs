//! Plans that more than one test runs.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a table that cannot be made fails its test"
)]

use std::fmt::Write as _;

/// A share that each county has to reach in each quarter.
pub(crate) const SHARES: &str = "\
policy \"Procurement plan\"
  in force 2025-01-01 to 2025-12-31

entity 临夏县, 永靖县: county

metric SME share in %, per county, per quarter
  better higher

target 6.1 \"SME share\": SME share ≥ 80%
";

/// The same, as short as it can be said.
pub(crate) const SHARE_A_QUARTER: &str = "policy \"P\"
  in force 2025-01-01 to 2025-12-31
entity Linxia, Yongjing: county
metric share in %, per county, per quarter
target 1: share ≥ 80%
";

/// A share of the value of contracts, and a limit that each has to keep.
pub(crate) const CONTRACTS: &str = "\
policy \"Procurement plan\"
  in force 2025-01-01 to 2025-12-31
  limits counted plainly

entity 临夏县, 永靖县: county

record contract, per county
  awarded: date
  signed: date after awarded
  value: 万元
  supplier: category (SME, large)
  counted by awarded

target 1: share of contract value where supplier is SME ≥ 80%
target 2: = 100% of contract signed within 10 days of awarded
";

/// So many contracts for that plan.
pub(crate) fn contracts(rows: usize) -> String {
    let mut text = String::from("entity,awarded,signed,value,supplier\n");
    for row in 0..rows {
        let (entity, day) = (["临夏县", "永靖县"][row % 2], row % 28 + 1);
        writeln!(text, "{entity},2025-03-{day:02},2025-04-01,{row}.5,SME").unwrap();
    }
    text
}
