//! The same cases come to the same verdicts in CSV and in Parquet.
#![expect(
    clippy::unwrap_used,
    reason = "a document that cannot be read fails its test"
)]

mod command;

use command::Folder;
use serde_json::Value;

const PLAN: &str = "\
policy \"Procurement plan\"
  in force 2025-01-01 to 2025-12-31

entity 临夏县, 永靖县, 临夏市: county

record contract, per county
  awarded: date
  signed: date after awarded
  value: 万元
  electronic: yes/no
  supplier: category (SME, large)
  counted by awarded

target 1 \"SME share\": share of contract value where supplier is SME ≥ 80%
target 2 \"signed in time\": = 100% of contract signed within 10 days of awarded
";

/// Four contracts, as another program writes them.
const PARQUET: &[u8] = include_bytes!("../../data/tests/data/parquet/contract.parquet");

const CSV: &str = "\
编号,entity,awarded,signed,value,electronic,supplier
a,临夏县,2025-03-03,2025-03-12,80.00,yes,SME
b,永靖县,2025-03-04,,-3.10,no,large
c,临夏县,,2025-03-14,,,SME
d,临夏市,2025-03-06,2025-03-15,123456789012.34,yes,
";

/// Puts the number of a row, counted without a header, in the place of each place.
fn without_places(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                if let Some(place) = member.as_str().filter(|_| name == "at") {
                    let mut parts = place.split(':');
                    let lines_above = usize::from(!parts.next().unwrap().contains("parquet"));
                    let row: usize = parts.next().unwrap().parse().unwrap();
                    *member = row.checked_sub(lines_above).unwrap().into();
                }
                without_places(member);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(without_places),
        _ => {}
    }
}

/// What an assessment says beside the hash of its data and where they stand.
fn assessed(folder: &Folder, data: &str) -> (i32, Value, String) {
    let asked = [
        "evaluate",
        "plan.dabiao",
        "--data",
        data,
        "--as-of",
        "2025-04-30",
    ];
    let run = folder.dabiao(&[&asked[..], &["--format", "json"]].concat());
    let mut document: Value = serde_json::from_str(&run.stdout).unwrap();
    let hash = document.pointer_mut("/data/hash").unwrap().take();
    assert!(hash.as_str().unwrap().starts_with("sha256:"));
    without_places(&mut document);
    let text = folder.dabiao(&asked).stdout;
    let (verdicts, _) = text.split_once("\nFindings").unwrap();
    (run.code, document, verdicts.to_owned())
}

#[test]
fn the_same_cases_come_to_the_same_verdicts() {
    let folder = Folder::new("parquet")
        .with("plan.dabiao", PLAN)
        .with("csv/contract.csv", CSV)
        .with("parquet/contract.parquet", PARQUET);
    let (csv, parquet) = (assessed(&folder, "csv"), assessed(&folder, "parquet"));
    assert!(csv.1["verdicts"].as_array().unwrap().len() > 3, "{}", csv.1);
    assert_eq!(parquet, csv);
}

#[test]
fn a_damaged_file_is_told_of_and_nothing_else_is() {
    let mut damaged = PARQUET.to_vec();
    damaged[200..260].fill(0xff);
    let folder = Folder::new("parquet-damaged")
        .with("plan.dabiao", PLAN)
        .with("contract.parquet", damaged)
        .with("cut/contract.parquet", &PARQUET[..2_000]);
    let asked = ["plan.dabiao", "--as-of", "2025-04-30", "--data"];
    for file in ["contract.parquet", "cut"] {
        let run = folder.dabiao(&[&["evaluate"], &asked[..], &[file]].concat());
        assert_eq!(run.code, 1, "{run}");
        assert!(run.stderr.contains("D0100"), "{run}");
        assert!(!run.stderr.contains("panic"), "{run}");
    }
}
