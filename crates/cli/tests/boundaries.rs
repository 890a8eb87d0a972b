//! `dabiao test --boundaries`: what is written, that it passes where the rules are right, and when a file is replaced.

mod command;

use command::Folder;

const PLAN: &str = "\
policy \"Plan\"
  in force 2025-01-01 to 2025-12-31
  limits counted by civil code
entity east, west: city
metric done in 件, per city, per quarter
metric all in 件, per city, per quarter
metric rate in %, per city, per year
record contract, per city
  awarded: date
  signed: date after awarded
  counted by awarded
target 1: done / all ≥ 80%
target 2: rate < 12.5%
target 3: contract signed within 10 days
  each quarter
milestone 4: due 2025-06
  late counts as unmet
milestone 5: due 2025-09
check sum: all ≥ done
";

fn written(policy: &str) -> String {
    let folder = Folder::new("boundaries_written").with("plan.dabiao", policy);
    let run = folder.dabiao(&["test", "plan.dabiao", "--boundaries"]);
    assert_eq!(run.code, 0, "{run}");
    run.stdout
}

#[track_caller]
fn has(text: &str, part: &str) {
    assert!(text.contains(part), "{part}\n--- is not in ---\n{text}");
}

#[test]
fn at_a_threshold_and_one_step_beside_it() {
    let text = written(PLAN);
    // Of ten thousand, one case more or less is 0.01 points.
    has(
        &text,
        "test \"1: at 80%\"\n  evaluated on 2025-03-31\n  given done = 8000件, all = 10000件 for east, west in 2025Q1\n  \
         expect 1 met for east, west in 2025Q1\n",
    );
    has(
        &text,
        "given done = 7999件, all = 10000件 for east, west in 2025Q1\n  expect 1 unmet for east, west in 2025Q1\n",
    );
    has(
        &text,
        "given done = 8001件, all = 10000件 for east, west in 2025Q1\n  expect 1 met for east, west in 2025Q1\n",
    );
    // Below is met, at is not; the step is no finer than the digits and 0.01 ask for.
    has(
        &text,
        "given rate = 12.5% for east, west in 2025\n  expect 2 unmet for east, west in 2025\n",
    );
    has(
        &text,
        "given rate = 12.49% for east, west in 2025\n  expect 2 met for east, west in 2025\n",
    );
    has(&text, "expect check sum fails for east, west\n");
}

#[test]
fn on_the_last_day_of_a_limit_and_the_day_after() {
    let text = written(PLAN);
    let case = |awarded: &str, signed: &str, state: &str, quarter: &str| {
        has(
            &text,
            &format!(
                "given contract: awarded {awarded}, signed {signed} for east, west\n  expect 3 {state} for east, west \
                 in {quarter}\n"
            ),
        );
    };
    // By the notices of 2025: 28 January to 4 February are off, 8 February, a Saturday, is worked.
    case("2025-01-03", "2025-01-13", "met", "2025Q1");
    case("2025-01-03", "2025-01-14", "unmet", "2025Q1");
    // The eve of the Spring Festival: 27 January.
    case("2025-01-17", "2025-01-27", "met", "2025Q1");
    case("2025-01-17", "2025-01-28", "unmet", "2025Q1");
    // The tenth day, 28 January, is off until 5 February.
    case("2025-01-18", "2025-02-05", "met", "2025Q1");
    case("2025-01-18", "2025-02-06", "unmet", "2025Q1");
    // 26 January, a Sunday, is worked: the limit ends on it.
    case("2025-01-16", "2025-01-26", "met", "2025Q1");
    case("2025-01-16", "2025-01-27", "unmet", "2025Q1");
}

#[test]
fn deliverables_on_the_day_and_a_day_late() {
    let text = written(PLAN);
    has(
        &text,
        "given 4 done 2025-06-30\n  evaluated on 2025-06-29\n  expect 4 pending\n  evaluated on 2025-06-30\n  expect 4 met\n",
    );
    has(
        &text,
        "given 4 done 2025-07-01\n  evaluated on 2025-06-30\n  expect 4 unmet\n  evaluated on 2025-07-01\n  expect 4 unmet\n",
    );
    has(&text, "evaluated on 2025-10-01\n  expect 5 met, late 1 day");
}

#[test]
fn what_is_written_passes_is_laid_out_and_comes_out_the_same_again() {
    let folder = Folder::new("boundaries_passes").with("plan/plan.dabiao", PLAN);
    let run = folder.dabiao(&["test", "plan", "--boundaries", "-o", "plan"]);
    assert_eq!(run.code, 0, "{run}");
    let first = folder.read("plan/boundaries.dabiao");
    let tests = folder.dabiao(&["test", "plan"]);
    assert_eq!(tests.code, 0, "{tests}");
    assert_eq!(tests.stderr, "");
    let laid_out = folder.dabiao(&["fmt", "--check", "plan/boundaries.dabiao"]);
    assert_eq!(laid_out.code, 0, "{laid_out}");
    let again = folder.dabiao(&[
        "test",
        "plan",
        "--boundaries",
        "-o",
        "plan/boundaries.dabiao",
    ]);
    assert_eq!(again.code, 0, "{again}");
    assert_eq!(folder.read("plan/boundaries.dabiao"), first);
    // Nothing half written is left behind.
    let files: Vec<_> = std::fs::read_dir(folder.path().join("plan"))
        .unwrap()
        .collect();
    assert_eq!(files.len(), 2);
}

#[test]
fn a_file_that_says_something_else_is_replaced_only_when_asked() {
    let folder = Folder::new("boundaries_force")
        .with("plan/plan.dabiao", PLAN)
        .with("plan/boundaries.dabiao", "# mine\n");
    let run = folder.dabiao(&["test", "plan", "--boundaries", "-o", "plan"]);
    assert_eq!(run.code, 2, "{run}");
    assert_eq!(folder.read("plan/boundaries.dabiao"), "# mine\n");
    let run = folder.dabiao(&["test", "plan", "--boundaries", "-o", "plan", "--force"]);
    assert_eq!(run.code, 0, "{run}");
    // A rule that is gone leaves tests that no longer compile: they do not stand in the way of new ones.
    let gone = PLAN.replace("target 2: rate < 12.5%\n", "");
    let folder = folder.with("plan/plan.dabiao", gone);
    assert_eq!(folder.dabiao(&["test", "plan"]).code, 1);
    let run = folder.dabiao(&["test", "plan", "--boundaries", "-o", "plan", "--force"]);
    assert_eq!(run.code, 0, "{run}");
    assert_eq!(folder.dabiao(&["test", "plan"]).code, 0);
}

#[test]
fn what_no_test_could_be_made_for_is_named_in_both_languages() {
    let policy = "policy \"Plan\"\n  in force 2025\nentity east, west: city\nmetric rate in %, per city, per quarter\n\
                  target 1: rate ≥ mean of rate among others\ntarget 2: rate ≥ 80%\n";
    let folder = Folder::new("boundaries_unmade").with("plan.dabiao", policy);
    let english = folder.dabiao(&["test", "plan.dabiao", "--boundaries"]);
    has(&english.stdout, "# No test could be made for:\n# - 1: ");
    has(&english.stdout, "test \"2: just below 80%\"");
    let chinese = folder.dabiao(&["test", "plan.dabiao", "--boundaries", "--lang", "zh"]);
    has(&chinese.stdout, "# 未能写出测试的：\n# - 1：");
    has(
        &chinese.stdout,
        "测试 “2：略低于80%”\n  评价日 2025-03-31\n  设 rate = 79.99%，对 east、west，于 2025年一季度\n",
    );
}
