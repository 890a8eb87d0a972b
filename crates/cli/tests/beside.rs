//! What stands beside a state: tiers of a warning, missed best effort, the roles of a duty; and checks explained.

mod command;

use command::Folder;
use serde_json::Value;

const PLAN: &str = "\
policy \"Plan\"
  in force 2025
entity 甲县, 乙县: county
entity 交通局, 财政局, 各乡镇: office
metric found in 件, per county, per quarter
metric rectified in 件, per county, per quarter
metric share in %, stock
check books \"Both books\": found = rectified
  warn only
target 1: found ≥ 5件
  best effort
  jointly 交通局, 财政局
  carried out by 各乡镇
target 2: share ≥ 80%
  due 2025
  warn yellow past 10% of the time
  warn red past 90% of the time
target 3: rectified ≥ 9件
  responsible 财政局
";

const FIGURES: &str = "\
metric,entity,period,value
found,甲县,2025Q1,4
rectified,甲县,2025Q1,3
found,乙县,2025Q1,6
rectified,乙县,2025Q1,6
share,,2025-03-31,70
";

const DATA: [&str; 4] = ["--data", "figures.csv", "--as-of", "2025-04-30"];

fn folder(name: &str) -> Folder {
    Folder::new(name)
        .with("plan.dabiao", PLAN)
        .with("figures.csv", FIGURES)
}

fn run(folder: &Folder, arguments: &[&str]) -> String {
    let run = folder.dabiao(&[arguments, &DATA].concat());
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
    run.stdout
}

#[test]
fn missed_best_effort_is_counted_apart() {
    let folder = folder("beside-best-effort");
    let english = run(&folder, &["evaluate", "plan.dabiao"]);
    assert!(english.contains("unmet 3 (1 best effort)"), "{english}");
    let chinese = run(&folder, &["evaluate", "plan.dabiao", "--lang", "zh"]);
    assert!(chinese.contains("未达标 3（其中力争 1）"), "{chinese}");
}

#[test]
fn the_highest_tier_that_is_reached_stands_beside_the_state() {
    let folder = folder("beside-tier");
    let text = run(&folder, &["evaluate", "plan.dabiao"]);
    assert!(text.contains("at risk (yellow)"), "{text}");
    let json = run(&folder, &["evaluate", "plan.dabiao", "--format", "json"]);
    let document: Value = serde_json::from_str(&json).unwrap();
    let verdicts = document["verdicts"].as_array().unwrap();
    let tiers: Vec<_> = verdicts.iter().filter_map(|it| it.get("tier")).collect();
    assert_eq!(tiers, ["yellow"]);
}

#[test]
fn the_roles_of_the_document_are_kept_apart() {
    let folder = folder("beside-roles");
    let explain = [
        "explain",
        "plan.dabiao",
        "1",
        "--entity",
        "甲县",
        "--lang",
        "zh",
    ];
    let text = run(&folder, &explain);
    assert!(
        text.contains("共同负责：交通局、财政局\n落实：各乡镇\n"),
        "{text}"
    );
    assert!(!text.contains("责任：交通局"), "{text}");
    let json = run(
        &folder,
        &["explain", "plan.dabiao", "1", "--format", "json"],
    );
    let document: Value = serde_json::from_str(&json).unwrap();
    let verdict = &document["explanations"][0]["verdict"];
    assert_eq!(verdict["jointly"][1], "财政局");
    assert_eq!(verdict["responsible"].as_array().unwrap().len(), 0);
    assert_eq!(verdict["carried_out_by"][0], "各乡镇");
}

#[test]
fn a_check_is_explained_down_to_its_cells() {
    let folder = folder("beside-check");
    let text = run(
        &folder,
        &["explain", "plan.dabiao", "books", "--entity", "甲县"],
    );
    for said in [
        "fails",
        "4件",
        "= 3件",
        "figures.csv:2:4",
        "figures.csv:3:4",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(!text.contains("乙县"), "{text}");
    let json = run(
        &folder,
        &["explain", "plan.dabiao", "Both books", "--format", "json"],
    );
    let document: Value = serde_json::from_str(&json).unwrap();
    let checks = document["checks"].as_array().unwrap();
    assert_eq!(checks.len(), 2);
    assert_eq!(checks[0]["state"], "fails");
    assert_eq!(checks[0]["steps"][0]["at"], "figures.csv:2:4");
}

#[test]
fn a_check_that_is_not_made_for_somebody_says_so() {
    let folder = folder("beside-no-check");
    let arguments = ["explain", "plan.dabiao", "books", "--period", "2025Q3"];
    let run = folder.dabiao(&[&arguments[..], &DATA].concat());
    assert_eq!(run.code, 2, "{run}");
    assert!(
        run.stderr.contains("none of its figures was submitted"),
        "{run}"
    );
}

#[test]
fn who_stands_in_is_shown_in_place_of_the_lead() {
    let plan = "\
方案 “审批”
  有效期 2025年一季度
主体 乙县：县
主体 省厅、审批局：部门
指标 具备条件 单位 是否，按 县，每季度，存量
指标 办结率 单位 %，按 县，每季度
目标 7.1：办结率 ≥ 95%
  牵头 审批局
  若 非 具备条件，由 省厅 承担
";
    let figures = "指标,主体,时期,数值\n具备条件,乙县,2025Q1,否\n办结率,乙县,2025Q1,80\n";
    let folder = Folder::new("beside-stand-in")
        .with("plan.dabiao", plan)
        .with("figures.csv", figures);
    let text = run(&folder, &["evaluate", "plan.dabiao"]);
    assert!(text.contains("省厅") && !text.contains("审批局"), "{text}");
    let text = run(&folder, &["explain", "plan.dabiao", "7.1"]);
    assert!(text.contains("代为承担：省厅\n牵头：审批局\n"), "{text}");
    let json = run(&folder, &["evaluate", "plan.dabiao", "--format", "json"]);
    let document: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(document["verdicts"][0]["stand_in"], "省厅");
}
