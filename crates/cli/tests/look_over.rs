//! `dabiao check --data`: E0090, figures that nobody submits, E0091, shares of a few cases, and E0092, records without a
//! table.

#![expect(
    clippy::unwrap_used,
    reason = "a document that cannot be read fails its test"
)]

mod command;

use command::Folder;
use insta::assert_snapshot;

const PLAN: &str = "\
policy \"Plan\"
  in force 2025-01-01 to 2025-12-31
entity 甲县, 乙县: county
metrics in 件, per county, per quarter
  - done, part of all
  - all
metric rate = done / all
metric patents in 件, per year
target 1: rate ≥ 90%
target 2: patents ≥ 5件
";

const FIGURES: &str = "\
metric,entity,period,value
done,甲县,2025Q1,2
all,甲县,2025Q1,3
done,乙县,2025Q1,9
all,乙县,2025Q1,10
all,乙县,2025Q2,0
";

#[test]
fn what_the_figures_show_stands_beside_what_the_policy_does() {
    let folder = Folder::new("look_over")
        .with("plan.dabiao", PLAN)
        .with("figures.csv", FIGURES);
    let run = folder.dabiao(&["check", "plan.dabiao", "--data", "figures.csv"]);
    assert_eq!(run.code, 0);
    assert_snapshot!(run);
    let denied = [
        "check",
        "plan.dabiao",
        "--data",
        "figures.csv",
        "--deny",
        "E0091",
    ];
    assert_eq!(folder.dabiao(&denied).code, 1);
}

#[test]
fn it_is_excused_like_any_other() {
    let plan = PLAN.replace(
        "\"Plan\"",
        "\"Plan\"\n  允许 small-denominator 理由 “县里本来就少”\n  level never-submitted error",
    );
    let folder = Folder::new("look_over_excused")
        .with("plan.dabiao", plan)
        .with("figures.csv", FIGURES);
    let run = folder.dabiao(&[
        "check",
        "plan.dabiao",
        "--data",
        "figures.csv",
        "--lang",
        "zh",
    ]);
    assert_eq!(run.code, 1);
    assert_snapshot!(run);
}

#[test]
fn wrong_data_is_told_as_evaluate_tells_it() {
    let folder = Folder::new("look_over_wrong")
        .with("plan.dabiao", PLAN)
        .with(
            "figures.csv",
            "metric,entity,period,value\ndne,甲县,2025Q1,2\n",
        );
    let run = folder.dabiao(&["check", "plan.dabiao", "--data", "figures.csv"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("D0020"), "{run}");
}

#[test]
fn a_record_without_a_table_is_told_and_an_empty_one_is_not() {
    let plan = format!("{PLAN}record 合同\n  中标: date\n  签订: date after 中标\n");
    let folder = Folder::new("look_over_records")
        .with("plan.dabiao", plan)
        .with("figures.csv", FIGURES)
        .with("合同.csv", "中标,签订\n");
    let without = folder.dabiao(&["check", "plan.dabiao", "--data", "figures.csv"]);
    assert!(without.stderr.contains("E0092"), "{without}");
    assert!(without.stderr.contains("plan.dabiao:11:8"), "{without}");
    let with = folder.dabiao(&["check", "plan.dabiao", "--data", "figures.csv", "合同.csv"]);
    assert!(!with.stderr.contains("E0092"), "{with}");
}

const BASELINE: &str = "\
policy \"Plan\"
  in force 2025-01-01 to 2025-12-31
entity 甲州: prefecture
entity 甲县, 乙县: county in 甲州
metrics per county, per quarter
  - satisfaction in %
    plausible 0% to 100%
  - found in 件, flow, sums up
  - done in 件, flow, sums up
  - open in 件, flow, sums up
  - loans in 万元, flow, sums up
metric connection time in 天, per county, per quarter
  better lower
  benchmark \"province best\" submitted
record contract, per county
  awarded: date
  signed: date after awarded
  counted by awarded
check whole \"All accounted for\": found = done + open
check few \"Few are open\": open ≤ 5件
  warn only
target 1: satisfaction ≥ 90%
target 2: loans ≥ 1万元
target 3: connection time reaches province best
target 4: contract signed within 10 days
";

/// A row for each slip that figures and cases show by themselves, with nobody having said a day.
const SLIPS: [(&str, &str); 2] = [
    (
        "figures.csv",
        "\
metric,entity,period,value,kind
satisfaction,甲县,2025Q1,950%,
satisfaction,乙县,2025Q1,95%,
satisfaction,乙县,2025Q1,96%,
found,甲县,2025Q1,10,
done,甲县,2025Q1,5,
open,甲县,2025Q1,6,
found,乙县,2025Q1,4,
done,乙县,2025Q1,3,
open,乙县,2025Q1,1,
loans,甲州,2025Q1,9,
loans,甲县,2025Q1,5,
loans,乙县,2025Q1,5,
connection time,甲县,2025Q1,3,
connection time,,2025,4,benchmark province best
satisfaction,甲县,2015Q1,95%,
",
    ),
    (
        "contract.csv",
        "entity,awarded,signed\n甲县,2025-03-03,2025-01-03\n乙县,2025-03-03,2025-03-04\n",
    ),
];

/// The findings that speak of a cell, `cell code`.
fn cells(run: &command::Run) -> Vec<String> {
    let document: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let findings = ["findings", "diagnostics"].map(|key| document.get(key)?.as_array());
    let cell = |it: &serde_json::Value| {
        let at = it["file"]
            .as_str()
            .map(|file| format!("{file}:{}:{}", it["line"], it["column"]));
        let at = at.or_else(|| Some(it["at"].as_str()?.to_owned()))?;
        let code = it["code"].as_str()?;
        at.contains(".csv").then(|| format!("{at} {code}"))
    };
    let findings = findings.into_iter().flatten().flatten();
    let mut cells: Vec<String> = findings.filter_map(cell).collect();
    cells.sort();
    cells
}

#[test]
fn what_is_wrong_with_the_data_alone_is_told_without_a_day() {
    let folder = Folder::new("look_over_alone").with("plan.dabiao", BASELINE);
    let folder = SLIPS
        .iter()
        .fold(folder, |folder, (name, text)| folder.with(name, text));
    let asked = [
        "check",
        "plan.dabiao",
        "--data",
        "figures.csv",
        "contract.csv",
    ];
    let run = folder.dabiao(&[&asked[..], &["--format", "json"]].concat());
    assert_eq!(run.code, 1, "{run}");
    assert_eq!(
        cells(&run),
        [
            "contract.csv:2:3 E0005",
            // Six are open, five at most: a note, as the check only warns.
            "figures.csv:11:4 E0006",
            "figures.csv:14:4 E0050",
            "figures.csv:16:4 E0007",
            "figures.csv:2:4 E0080",
            "figures.csv:3:4 E0001",
            "figures.csv:4:4 E0001",
            "figures.csv:5:4 E0002",
            "figures.csv:7:4 E0002",
        ],
        "{run}"
    );
    // An evaluation tells the same, and the contradiction once.
    let data = [
        "--data",
        "figures.csv",
        "contract.csv",
        "--as-of",
        "2031-12-31",
    ];
    let evaluated = folder.dabiao(
        &[
            &["evaluate", "plan.dabiao"],
            &data[..],
            &["--format", "json"],
        ]
        .concat(),
    );
    let mut expected = cells(&run);
    expected.retain(|it| it != "figures.csv:4:4 E0001");
    let mut told = cells(&evaluated);
    told.retain(|it| !it.contains("E0003"));
    assert_eq!(told, expected, "{evaluated}");
}

#[test]
fn the_copy_has_them_as_comments_too() {
    let (name, text) = SLIPS[1];
    let folder = Folder::new("look_over_comments")
        .with("plan.dabiao", BASELINE)
        .with(name, text);
    let asked = [
        "check",
        "plan.dabiao",
        "--data",
        name,
        "--comments",
        "copy.xlsx",
    ];
    let run = folder.dabiao(&asked);
    assert!(run.stdout.contains("with 1 findings"), "{run}");
}

#[test]
fn a_case_of_a_time_that_nothing_looks_at_is_told_at_its_day() {
    let plan = "\
policy \"Plan\"
  in force 2025-01-01 to 2025-12-31
  monitor quarterly
entity 甲县: county
record contract, per county
  awarded: date
  signed: date after awarded
  counted by awarded
target 1: contract signed within 10 days
";
    // The year before stands beside the plan; what ends before it and what begins after the plan counts for nothing.
    let cases = "\
entity,awarded,signed
甲县,2015-03-03,2015-03-04
甲县,2023-12-31,2025-01-02
甲县,2024-01-01,2024-01-02
甲县,2025-03-03,2025-03-04
甲县,2025-12-31,2026-01-05
甲县,2026-01-01,2026-01-05
甲县,,
";
    let folder = Folder::new("look_over_cases")
        .with("plan.dabiao", plan)
        .with("look.dabiao", plan.replace("  monitor quarterly\n", ""))
        .with("contract.csv", cases);
    let of = |plan| folder.dabiao(&["check", plan, "--data", "contract.csv", "--format", "json"]);
    let run = of("plan.dabiao");
    assert_eq!(
        cells(&run),
        [
            "contract.csv:2:2 E0007",
            "contract.csv:3:2 E0007",
            "contract.csv:7:2 E0007",
        ],
        "{run}"
    );
    assert!(
        run.stdout.contains(
            "“contract” (甲县, 2015-03-03) lies outside the plan (2025), and no target looks at it"
        ),
        "{run}"
    );
    // Where targets are judged of all cases at once, each is looked at.
    assert!(cells(&of("look.dabiao")).is_empty());
}
