//! What follows verdicts, explained: escalations and scores, in text and JSON.

mod command;

use command::Folder;

const PLAN: &str = "policy \"Assessment\"
  in force 2025-01-01 to 2025-12-31
entity A, B: county
metric share in %, per county, per quarter
target 6.1 \"Share\": share ≥ 80%
target 6.2: share ≥ 50%
escalation 9 \"Counties\": for all targets, per entity, each quarter
  after 1 miss remind
  after 2 consecutive misses interview by office
  cite a
score 7 \"Index\": per county, each quarter
  - 6.1: 20 marks
  - share: 80 marks, by completion, goal 80%, capped at 100%
  cite b
";

const FIGURES: &str = "metric,entity,period,value,submitted on
share,A,2025Q1,40%,2025-03-31
share,A,2025Q2,60%,2025-07-10
share,B,2025Q1,90%,2025-03-31
";

fn explained(name: &str, arguments: &[&str]) -> command::Run {
    let folder = Folder::new(name)
        .with("plan.dabiao", PLAN)
        .with("figures.csv", FIGURES);
    let always = [
        "--data",
        "figures.csv",
        "--as-of",
        "2025-07-31",
        "--entity",
        "A",
    ];
    let head = ["explain", "plan.dabiao"];
    folder.dabiao(&[&head[..], arguments, &always].concat())
}

#[test]
fn an_escalation_is_explained_by_the_periods_it_counts() {
    let run = explained("explain-escalation", &["9", "--period", "2025Q2"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
    insta::assert_snapshot!(run.stdout);
}

#[test]
fn an_escalation_is_explained_in_chinese_by_its_title() {
    let run = explained("explain-escalation-zh", &["Counties", "--lang", "zh"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
    insta::assert_snapshot!(run.stdout);
}

#[test]
fn an_escalation_is_explained_for_programs() {
    let run = explained("explain-escalation-json", &["9", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&run.stdout).unwrap_or_default();
    let actions = document["escalations"].as_array().map(|entries| {
        let action = |entry: &serde_json::Value| entry["step"]["action"].clone();
        entries.iter().map(action).collect::<Vec<_>>()
    });
    assert_eq!(
        actions,
        Some(vec!["remind".into(), "interview".into()]),
        "{run}"
    );
}

#[test]
fn results_beyond_the_first_twenty_are_counted() {
    let entities: Vec<String> = (1..=23).map(|number| format!("E{number}")).collect();
    let plan = PLAN.replace("entity A, B:", &format!("entity {}:", entities.join(", ")));
    let plan = format!("{plan}check c: share ≤ 100%\n");
    let rows = entities
        .iter()
        .map(|entity| format!("share,{entity},2025Q1,40%,2025-03-31\n"));
    let figures = format!(
        "metric,entity,period,value,submitted on\n{}",
        rows.collect::<String>()
    );
    for (target, list) in [("9", "escalations"), ("7", "scores"), ("c", "checks")] {
        let folder = Folder::new(&format!("explain-many-{target}"))
            .with("plan.dabiao", &plan)
            .with("figures.csv", &figures);
        let run = |more: &[&str]| {
            let head = ["explain", "plan.dabiao", target, "--data", "figures.csv"];
            let when = ["--as-of", "2025-04-30", "--period", "2025Q1"];
            folder.dabiao(&[&head[..], &when, more].concat())
        };
        let (text, zh) = (run(&[]), run(&["--lang", "zh"]));
        assert!(
            text.stderr.contains("3 more results: narrow with"),
            "{text}"
        );
        assert!(zh.stderr.contains("另有 3 条结果"), "{zh}");
        let json = run(&["--format", "json"]);
        let document: serde_json::Value = serde_json::from_str(&json.stdout).unwrap_or_default();
        let shown = document[list].as_array().map(Vec::len);
        assert_eq!((shown, &document["more"]), (Some(20), &3.into()), "{json}");
    }
}

#[test]
fn a_score_is_explained_part_by_part() {
    let run = explained("explain-score", &["7", "--period", "2025Q1"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
    insta::assert_snapshot!(run.stdout);
}

#[test]
fn where_nothing_follows_it_says_so() {
    for (target, period, says) in [
        ("9", "2025Q4", "nothing follows"),
        ("7", "2025Q4", "scores are made"),
    ] {
        let run = explained("explain-nothing", &[target, "--period", period]);
        assert_eq!(run.code, 2, "{run}");
        assert!(run.stderr.contains(says), "{run}");
    }
}

#[test]
fn clauses_become_escalations_and_scores() {
    let folder = Folder::new("coverage-outcomes")
        .with("plan.dabiao", PLAN)
        .with("clauses.csv", "id,place,gist\na,1,talks\nb,2,index\n");
    let run = folder.dabiao(&["coverage", "plan.dabiao", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&run.stdout).unwrap_or_default();
    let clauses = document["clauses"].as_array().cloned().unwrap_or_default();
    let roles: Vec<String> = clauses.iter().map(ToString::to_string).collect();
    assert!(
        roles
            .first()
            .is_some_and(|it| it.contains("\"escalation\""))
            && roles.get(1).is_some_and(|it| it.contains("\"score\"")),
        "{run}"
    );
}
