//! `dabiao due`: last days, the days passed over, and what cannot be counted.

mod command;

use command::{dabiao, dabiao_zh};
use insta::assert_snapshot;

#[test]
fn the_first_line_is_the_day_and_nothing_else() {
    let run = dabiao(&["due", "2025-01-20", "7 working days"]);
    assert_eq!(run.stdout.lines().next(), Some("2025-02-05"));
    assert_snapshot!(run);
}

#[test]
fn the_same_in_chinese() {
    assert_snapshot!(dabiao(&[
        "due",
        "2025年1月20日",
        "７个工作日",
        "--lang",
        "zh"
    ]));
}

/// Civil Code, article 203: 4 October 2025 is off, and so is each day up to the 8th.
#[test]
fn by_the_civil_code_a_last_day_off_moves_on() {
    assert_snapshot!(dabiao(&[
        "due",
        "2025-09-24",
        "10 days",
        "--basis",
        "civil-code"
    ]));
}

#[test]
fn days_without_a_basis_are_counted_plainly_and_it_says_so() {
    let run = dabiao(&["due", "2025-09-24", "10 days"]);
    assert_eq!(
        (run.stdout.lines().next(), run.code),
        (Some("2025-10-04"), 0)
    );
    assert_snapshot!(run.stderr);
    assert_snapshot!(dabiao_zh(&["due", "2025-09-24", "10日"]).stderr);
}

#[test]
fn days_may_be_read_as_working_days() {
    let run = dabiao(&["due", "2025-01-20", "7", "days", "--basis", "working-days"]);
    assert_eq!(
        (run.stdout.lines().next(), run.stderr.as_str()),
        (Some("2025-02-05"), "")
    );
    let run = dabiao(&["due", "2025-01-20", "1 month", "--basis", "working-days"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert_snapshot!(run.stderr);
}

/// Counted back from 24 September 2025; the corresponding day a month earlier, whether it is worked or not.
#[test]
fn backwards_it_never_moves() {
    let run = dabiao(&[
        "due",
        "2025-09-24",
        "1 month",
        "--before",
        "--basis",
        "civil-code",
    ]);
    assert_eq!(run.stdout.lines().next(), Some("2025-08-24"));
    assert_snapshot!(run);
}

#[test]
fn the_start_day_counts_when_it_is_said() {
    let run = dabiao(&["due", "2025-06-09", "1 working day", "--count-start"]);
    assert_eq!(run.stdout.lines().next(), Some("2025-06-09"));
    assert_snapshot!(run);
}

#[test]
fn as_json_it_is_one_document() {
    let run = dabiao(&[
        "due",
        "2025-09-24",
        "10 days",
        "--basis",
        "civil-code",
        "--format",
        "json",
    ]);
    let document: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(document["last_day"], "2025-10-09");
    assert_snapshot!(run);
}

#[test]
fn a_year_that_is_not_announced_could_not_be_counted() {
    for language in ["en", "zh"] {
        let run = dabiao(&["due", "2026-12-31", "3 working days", "--lang", language]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""));
        assert_snapshot!(run.stderr);
    }
}

#[test]
fn what_is_no_day_and_no_limit_says_what_to_write() {
    let wrong = [
        ["2025-02-30", "7 days"],
        ["2025-02", "7 days"],
        ["tomorrow", "7 days"],
        ["2025-01-20", "soon"],
        ["2025-01-20", "0.5 days"],
        ["2025-01-20", "7 fortnights"],
        ["2025-01-20", "3 hours"],
        ["2025-01-20", "99999999999 days"],
        ["2025-01-20", "40000 days"],
    ];
    let mut said = String::new();
    for [start, limit] in wrong {
        for language in ["en", "zh"] {
            let run = dabiao(&["due", start, limit, "--basis", "plain", "--lang", language]);
            assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{start} {limit}");
            said.push_str(&run.stderr);
        }
    }
    assert_snapshot!(said);
}

#[test]
fn an_unknown_calendar_names_the_known_one() {
    assert_snapshot!(dabiao(&[
        "due",
        "2025-01-20",
        "7 days",
        "--calendar",
        "mars"
    ]));
    let run = dabiao(&["due", "2025-01-20", "7 working days", "--calendar", "中国"]);
    assert_eq!(run.stdout.lines().next(), Some("2025-02-05"));
}
