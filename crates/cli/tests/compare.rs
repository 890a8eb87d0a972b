//! `dabiao analyse --against` and `dabiao diff`: two policies, target by target, with figures that tell them apart.

mod command;

use command::Folder;

const PROVINCE: &str = "policy \"Province\"
entity east, west: city
metric loans in yuan, per city, per year
metric bad loans in yuan, per city, per year, part of loans
metric share in %, per city, per year
  alias 占比
metric patents in 件, per city, per year
record contract, per city
  awarded: date
  signed: date after awarded
  counted by awarded
target 16 \"Share\": share ≥ 70%
  due 2025-12
target 17: bad loans / loans ≤ 2%
  due 2025-12
target 18: patents ≥ 100件
  due 2025-06
target 19: contract signed within 15 days
  each quarter
milestone 20 \"Hall\": due 2025
";

const COUNTY: &str = "policy \"County\"
refines \"province.dabiao\" as province
entity east, south: city
metric loans in yuan, per city, per year
metric bad loans in yuan, per city, per year, part of loans
metric 占比 in %, per city, per year
record contract, per city
  awarded: date
  signed: date after awarded
  counted by awarded
target 1: 占比 ≥ 80%
  due 2025-12
  refines province 16
target 2: bad loans / loans ≤ 3%
  due 2025-12
target 4: contract signed within 10 days
  each quarter
milestone 5 \"Hall\": due 2026
";

fn folder(name: &str) -> Folder {
    Folder::new(name)
        .with("province.dabiao", PROVINCE)
        .with("county.dabiao", COUNTY)
}

#[test]
fn what_is_looser_is_shown_by_figures() {
    let folder = folder("against");
    let run = folder.dabiao(&["analyse", "county.dabiao", "--against", "province.dabiao"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""), "{run}");
    for line in [
        "stricter 2 · looser 2 · missing 1",
        "16 ← 1 “Share”: stricter",
        "17 ← 2: looser  A0020",
        "  bad loans = 3 yuan, loans = 100 yuan (east, 2025): meets 2, misses 17",
        "19 ← 4: stricter",
        "20 ← 5 “Hall”: looser (due later)  A0020",
        "missing: 18  A0021",
    ] {
        assert!(run.stdout.lines().any(|it| it == line), "{line}\n{run}");
    }
    let json = folder.dabiao(&[
        "analyse",
        "county.dabiao",
        "--against",
        "province.dabiao",
        "--format",
        "json",
    ]);
    let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(json["schema"], "dabiao.refinement/1");
    assert_eq!(json["items"][1]["standing"], "looser");
    assert_eq!(json["items"][1]["misses_other"]["figures"][0]["value"], "3");
    assert_eq!(json["items"][2]["standing"], "missing");
    let codes = json["findings"].as_array().unwrap().iter();
    let codes: Vec<&str> = codes.map(|it| it["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["A0021", "A0020", "A0020"]);
}

#[test]
fn a_pipeline_gates_on_what_is_lacking() {
    let folder = folder("against_formats");
    let against = |more: &[&str]| {
        let mut arguments = vec!["analyse", "county.dabiao", "--against", "province.dabiao"];
        arguments.extend(more);
        folder.dabiao(&arguments)
    };
    let github = against(&["--format", "github"]);
    assert_eq!((github.code, github.stderr.as_str()), (1, ""), "{github}");
    for line in [
        "::warning file=county.dabiao,line=2,col=9,title=A0021 missing-below::",
        "nothing here speaks of “18” of “Province”",
        "“2” asks less than “17” of “Province”: bad loans = 3 yuan, loans = 100 yuan (east, 2025) is enough here and not there",
        "“5” asks less than “20” of “Province”: due later",
    ] {
        let found = github.stdout.replace("%2C", ",").replace("%3A", ":");
        assert!(found.contains(line), "{line}\n{github}");
    }
    let sarif = against(&["--format", "sarif"]);
    let sarif: serde_json::Value = serde_json::from_str(&sarif.stdout).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 3);
    assert_eq!(results[0]["ruleId"], "A0021");
    let junit = against(&["--format", "junit", "--deny", "A0020"]);
    assert!(junit.stdout.contains("failures=\"2\""), "{junit}");
    let allowed = against(&["--allow", "A0020,missing-below"]);
    assert_eq!(allowed.code, 0, "{allowed}");
}

#[test]
fn what_cannot_be_compared_or_decided_is_a_note() {
    let county = "policy \"County\"\nrefines \"province.dabiao\" as province\n\
        entity east: city\nmetric rate in %, per city, per year\nmetric share in %, per city, per year\n\
        metric loans in yuan, per city, per year\nmetric bad loans in yuan, per city, per year\n\
        target 1: rate ≥ 80%\n  refines province 16\n\
        target 2: share * bad loans / loans ≤ 1%\n  refines province 17\n";
    let folder = Folder::new("against_undecided")
        .with("province.dabiao", PROVINCE)
        .with("county.dabiao", county);
    let run = folder.dabiao(&["analyse", "county.dabiao", "--against", "province.dabiao"]);
    for line in [
        "16 ← 1 “Share”: incomparable  A0022",
        "17 ← 2: undecided  A0023",
    ] {
        assert!(run.stdout.lines().any(|it| it == line), "{line}\n{run}");
    }
    let mut notes = vec!["analyse", "county.dabiao", "--against", "province.dabiao"];
    notes.extend(["--allow", "A0021"]);
    assert_eq!(folder.dabiao(&notes).code, 0);
    notes.extend(["--deny", "A0023"]);
    assert_eq!(folder.dabiao(&notes).code, 1);
}

#[test]
fn what_is_lacking_can_be_allowed_where_it_is_with_the_reason() {
    let county = COUNTY
        .replace(
            "as province\n",
            "as province\n  allow A0021 because \"no institute here\"\n",
        )
        .replace("≤ 3%\n", "≤ 3%\n  allow A0020 because \"agreed\"\n")
        .replace("due 2026", "due 2025");
    let folder = Folder::new("against_allowed")
        .with("province.dabiao", PROVINCE)
        .with("county.dabiao", county);
    let run = folder.dabiao(&["analyse", "county.dabiao", "--against", "province.dabiao"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
}

#[test]
fn a_policy_implies_itself() {
    let folder = folder("against_itself");
    let run = folder.dabiao(&["analyse", "province.dabiao", "--against", "province.dabiao"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
    assert!(run.stdout.ends_with("same 5\n"), "{run}");
}

#[test]
fn a_difference_is_told_target_by_target() {
    let new = COUNTY
        .replace("≥ 80%", "≥ 75%")
        .replace("≤ 3%", "< 3%")
        .replace("due 2026", "due 2025")
        .replace("target 4", "target 7");
    let folder = folder("diff").with("new.dabiao", new);
    let run = folder.dabiao(&["diff", "county.dabiao", "new.dabiao"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""), "{run}");
    for line in [
        "stricter 2 · looser 1 · added 1 · removed 1",
        "1: looser",
        "  占比 = 75% (east, 2025): meets the new text, misses the old one",
        "2: stricter",
        "  bad loans = 3 yuan, loans = 100 yuan (east, 2025): meets the old one, misses the new text",
        "5 “Hall”: stricter (due earlier)",
        "7: added",
        "4: removed",
    ] {
        assert!(run.stdout.lines().any(|it| it == line), "{line}\n{run}");
    }
}

#[test]
fn layout_language_and_comments_are_no_difference() {
    let folder = folder("diff_layout");
    let translated = folder.dabiao(&["fmt", "--lang", "zh", "province.dabiao"]);
    assert_eq!(translated.code, 0, "{translated}");
    let folder = folder.with("old.dabiao", format!("# a comment\n{PROVINCE}\n\n"));
    let run = folder.dabiao(&["diff", "old.dabiao", "province.dabiao", "--lang", "en"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
    assert!(run.stdout.contains("the same content: sha256:"), "{run}");
}
