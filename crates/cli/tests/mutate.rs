//! `dabiao mutate`: changes that no test of the policy notices, the score, and how it ends.

mod command;

use command::Folder;

const PLAN: &str = "policy \"Plan\"
entity east, west: city
metric share in %, per city, per year
metric cases in 件, per city, per year
metric solved in 件, per city, per year, part of cases
record contract, per city
  awarded: date
  signed: date after awarded
  counted by awarded
target 1: share ≥ 80%
  due 2025-12
target 2: contract signed within 10 days
  each quarter
target 3: solved / cases = 100%
  due 2025-12
test \"at the threshold\"
  given share = 80%, solved = 5件, cases = 5件 for east, west in 2025
  expect 1, 3 met
test \"below\"
  given share = 79%, solved = 4件, cases = 5件 for east in 2025
  expect 1, 3 unmet
test \"too late\"
  evaluated on 2025-04-30
  given contract: awarded 2025-03-03, signed 2025-03-14 for east
  expect 2 unmet
";

#[test]
fn what_no_test_notices_is_listed_and_counted() {
    let folder = Folder::new("mutate").with("plan.dabiao", PLAN);
    let run = folder.dabiao(&["mutate", "plan.dabiao"]);
    assert_eq!(run.code, 0, "{run}");
    // Ten days, then the eleventh: nothing shows that ten are not nine or eleven, or working days.
    for change in [
        "2        10 days → 11 days",
        "2        10 days → 9 days",
        "2        10 days → 10 working days",
    ] {
        assert!(run.stdout.contains(change), "{change}\n{run}");
    }
    // Both are noticed by a figure at the threshold and one below it; the third can be shown by none.
    for change in ["≥ → >", "80% → 81%", "80% → 79%", "= → ≥"] {
        assert!(!run.stdout.contains(change), "{change}\n{run}");
    }
}

#[test]
fn below_the_threshold_it_fails() {
    let folder = Folder::new("mutate_threshold").with("plan.dabiao", PLAN);
    let fails = folder.dabiao(&["mutate", "plan.dabiao", "--threshold", "95"]);
    assert_eq!(fails.code, 1, "{fails}");
    let json = folder.dabiao(&[
        "mutate",
        "plan.dabiao",
        "--threshold",
        "10",
        "--format",
        "json",
    ]);
    assert_eq!(json.code, 0, "{json}");
    let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(json["schema"], "dabiao.mutation/1");
    let unnoticed = json["unnoticed"].as_array().unwrap().len();
    let noticed = usize::try_from(json["noticed"].as_u64().unwrap()).unwrap();
    let tried = usize::try_from(json["tried"].as_u64().unwrap()).unwrap();
    assert_eq!(noticed + unnoticed, tried);
}

#[test]
fn what_no_figures_can_show_is_told_apart_and_not_counted() {
    let policy = "policy \"Plan\"\n  in force 2025\nmetric share in %, per year\nparameter floor = 25%\n\
                  check floors: floor * 50% ≥ 5%\ntarget 1: share ≥ 80%\ntest \"at\"\n  given share = 80% in 2025\n  \
                  expect 1 met\n  expect check floors holds\ntest \"below\"\n  given share = 79.99% in 2025\n  expect 1 unmet\n";
    let folder = Folder::new("mutate_equivalent").with("plan.dabiao", policy);
    let run = folder.dabiao(&["mutate", "plan.dabiao", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(json["unnoticed"].as_array().map(Vec::len), Some(0), "{run}");
    // 12.5% of figures that nobody submits: only the other way round, and 5 of a larger unit, would show.
    let changes: Vec<&str> = json["equivalent"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|it| it["change"].as_str())
        .collect();
    assert_eq!(changes, ["≥ → >", "5% → 6%", "5% → 4%"], "{run}");
}

#[test]
fn units_tolerances_and_those_who_are_judged_are_changed_too() {
    let policy = "policy \"Plan\"\n  in force 2025\nentity east, west: city\nmetric sum in 万元, per city, per year\n\
                  metric told in %, per year\nmetric made in %, per year\ntarget 1: sum ≥ 5万元\n\
                  check told: told = made, within 0.5 points\nmilestone 2: due 2025-06\n  done 2025-01-01\n";
    let folder = Folder::new("mutate_kinds").with("plan.dabiao", policy);
    let run = folder.dabiao(&["mutate", "plan.dabiao"]);
    for change in [
        "5万元 → 5亿元",
        "without west",
        "within 0.5 points → 0.6 points",
        "within 0.5 points → 0.4 points",
    ] {
        assert!(run.stdout.contains(change), "{change}\n{run}");
    }
    // An equality with a tolerance is no other comparison; what is done already was done whenever it was due.
    for change in ["= →", "due "] {
        assert!(!run.stdout.contains(change), "{change}\n{run}");
    }
}
