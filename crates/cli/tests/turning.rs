//! `dabiao diff --data`: which verdicts a new text turns, and the clauses that changed.

mod command;

use command::{Folder, Run};

const OLD: &str = "policy \"Plan\"
  in force 2025-01-01 to 2025-03-31
  limits counted plainly
entity east, west: county
parameter rate = 80%
metrics per county, per quarter
  - small in yuan, part of total
  - total in yuan
metric share = small / total
record contract, per county
  awarded: date
  signed: date after awarded
  counted by awarded
target 1 \"Share\": share ≥ rate
target 2: contract signed within 10 days
target 3: total ≥ 100 yuan
milestone 4 \"Hall\": due 2025-03
";

const FIGURES: &str = "metric,entity,period,value
small,east,2025Q1,82
total,east,2025Q1,100
small,west,2025Q1,90
total,west,2025Q1,100
";

/// Ten days after 20 January is the 30th; seven are the 27th.
const CASES: &str = "entity,awarded,signed
east,2025-01-20,2025-01-28
west,2025-01-20,2025-01-27
";

fn run(name: &str, new: &str, more: &[&str]) -> Run {
    let folder = Folder::new(name)
        .with("old.dabiao", OLD)
        .with("new.dabiao", new)
        .with("figures.csv", FIGURES)
        .with("contract.csv", CASES);
    let mut arguments = vec!["diff", "old.dabiao", "new.dabiao", "--data", "figures.csv"];
    arguments.extend(["contract.csv", "--as-of", "2025-04-30"]);
    arguments.extend(more);
    folder.dabiao(&arguments)
}

#[test]
fn verdicts_that_turn_stand_with_the_clauses_that_changed() {
    let new = OLD
        .replace("rate = 80%", "rate = 85%")
        .replace("within 10 days", "within 7 days")
        .replace(
            "target 3: total ≥ 100 yuan\n",
            "target 5: total ≥ 90 yuan\n",
        );
    let turned = run("turning", &new, &[]);
    assert_eq!((turned.code, turned.stderr.as_str()), (1, ""), "{turned}");
    let lines: Vec<String> = turned
        .stdout
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    for line in [
        "verdicts: 3 as before · 2 turned · 2 added · 2 removed",
        "1 Share",
        "− parameter rate = 80% old.dabiao:5:1",
        "+ parameter rate = 85% new.dabiao:5:1",
        "east 2025Q1 met unmet 82% ≥ 80% → ≥ 85% +2 → -3",
        "− target 2: contract signed within 10 days old.dabiao:15:1",
        "+ target 2: contract signed within 7 days new.dabiao:15:1",
        "east met unmet 100% → 0% ≥ 100% 0 → -100",
        "+ target 5: total ≥ 90 yuan new.dabiao:16:1",
        "− target 3: total ≥ 100 yuan old.dabiao:16:1",
    ] {
        assert!(lines.iter().any(|it| it == line), "{line}\n{turned}");
    }
    assert!(
        !turned.stdout.contains("west   2025Q1   met      unmet"),
        "{turned}"
    );
}

#[test]
fn programs_get_both_verdicts_in_full() {
    let new = OLD
        .replace("limits counted plainly", "limits counted by civil code")
        .replace("within 10 days", "within 7 days");
    let run = run("turning_json", &new, &["--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let turning = &json["turning"];
    assert_eq!(
        (&turning["as_of"], &turning["same"]),
        (&"2025-04-30".into(), &6.into())
    );
    assert_eq!(
        turning["verdicts"].as_array().map(Vec::len),
        Some(1),
        "{run}"
    );
    let turned = &turning["verdicts"][0];
    assert_eq!(turned["change"], "turned");
    assert_eq!(turned["old"]["entity"], "east");
    assert_eq!(
        (&turned["old"]["state"], &turned["new"]["state"]),
        (&"met".into(), &"unmet".into())
    );
    let clauses = &turned["clauses"];
    assert_eq!(
        clauses[0]["new"][0]["text"],
        "target 2: contract signed within 7 days"
    );
    assert_eq!(clauses[1]["old"][0]["text"], "limits counted plainly");
    assert_eq!(clauses[1]["old"][0]["at"], "old.dabiao:3:3");
}

#[test]
fn a_text_that_says_the_same_turns_nothing() {
    let same = run("turning_nothing", OLD, &["--lang", "zh"]);
    assert_eq!((same.code, same.stderr.as_str()), (0, ""), "{same}");
    assert!(
        same.stdout
            .ends_with("截至 2025-04-30\n结论：不变 7 · 改变 0 · 新增 0 · 删去 0\n"),
        "{same}"
    );
    let undated = Folder::new("turning_undated").with("old.dabiao", OLD);
    let undated = undated.dabiao(&["diff", "old.dabiao", "old.dabiao", "--data", "x.csv"]);
    assert_eq!(undated.code, 2, "{undated}");
}
