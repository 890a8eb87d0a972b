//! The cases of `limits.csv`: what a limit ends on, each with its reason.
//!
//! The expected days were worked out by hand and are checked by `check_limits.py`, which counts
//! them day by day without this crate.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail by panicking"
)]

use dabiao_calendar::{
    Basis, Calendar, CalendarError, Date, DateTime, Direction, Limit, LimitOptions, LimitUnit,
    PassedOverReason, deadline, last_day, last_moment,
};

/// A case as the file has it.
struct Case {
    start: Date,
    limit: Limit,
    options: LimitOptions,
    expected: String,
    line: String,
}

fn cases() -> Vec<Case> {
    let mut reader = csv::Reader::from_reader(include_bytes!("limits.csv").as_slice());
    reader
        .records()
        .map(|record| case(&record.unwrap()))
        .collect()
}

fn case(record: &csv::StringRecord) -> Case {
    let field = |index: usize| record.get(index).unwrap();
    let basis = match field(2) {
        "civil code" => Basis::CivilCode,
        "plain" => Basis::Plain,
        other => panic!("an unknown basis: {other}"),
    };
    let direction = match field(4) {
        "after" => Direction::After,
        "before" => Direction::Before,
        other => panic!("an unknown direction: {other}"),
    };
    assert!(
        !field(6).is_empty(),
        "a case without its reason: {record:?}"
    );
    Case {
        start: field(0).parse().unwrap(),
        limit: field(1).parse().unwrap(),
        options: LimitOptions {
            basis,
            count_start: field(3) == "yes",
            direction,
        },
        expected: field(5).to_owned(),
        line: format!("{record:?}"),
    }
}

/// A result as the file writes it.
fn written(result: Result<Date, CalendarError>) -> String {
    match result {
        Ok(date) => date.to_string(),
        Err(CalendarError::NotAnnounced { year, .. }) => format!("not announced {year}"),
        Err(CalendarError::NeedsTime { .. }) => "needs time".to_owned(),
        Err(CalendarError::TooLong { .. }) => "too long".to_owned(),
        Err(other) => other.to_string(),
    }
}

#[test]
fn limits_end_on_the_expected_day() {
    let cases = cases();
    assert!(cases.len() >= 60);
    for case in cases {
        let found = last_day(Calendar::china(), case.start, case.limit, case.options);
        assert_eq!(written(found), case.expected, "{}", case.line);
        let found = deadline(Calendar::china(), case.start, case.limit, case.options);
        let found = found.map(|deadline| deadline.last_day);
        assert_eq!(written(found), case.expected, "deadline of {}", case.line);
    }
}

/// The days passed over, as `date reason`.
fn passed_over(start: &str, limit: &str, options: LimitOptions) -> Vec<String> {
    let start = start.parse().unwrap();
    let deadline = deadline(Calendar::china(), start, limit.parse().unwrap(), options).unwrap();
    let days = deadline.passed_over.iter().map(|day| match day.why {
        PassedOverReason::Holiday(holiday) => {
            format!("{} {}", day.date.format("%m-%d"), holiday.zh)
        }
        PassedOverReason::Weekend => format!("{} off", day.date.format("%m-%d")),
        PassedOverReason::WorkedWeekend => format!("{} worked", day.date.format("%m-%d")),
    });
    days.collect()
}

const PLAIN: LimitOptions = LimitOptions::new(Basis::Plain);
const CIVIL: LimitOptions = LimitOptions::new(Basis::CivilCode);

#[test]
fn working_days_name_the_days_not_counted() {
    assert_eq!(
        passed_over("2025-09-24", "8 working days", PLAIN),
        [
            "09-27 off",
            "09-28 worked",
            "10-01 国庆节",
            "10-02 国庆节",
            "10-03 国庆节",
            "10-04 国庆节",
            "10-05 国庆节",
            "10-06 中秋节",
            "10-07 国庆节",
            "10-08 国庆节",
            "10-11 worked",
        ]
    );
    assert_eq!(passed_over("2025-06-09", "4 working days", PLAIN), [""; 0]);
}

#[test]
fn the_start_is_named_only_if_it_was_to_be_counted() {
    let counted = PLAIN.counting_start();
    assert_eq!(
        passed_over("2025-06-07", "1 working day", counted),
        ["06-07 off", "06-08 off"]
    );
    assert_eq!(
        passed_over("2025-06-07", "1 working day", PLAIN),
        ["06-08 off"]
    );
    assert_eq!(
        passed_over("2025-06-08", "1 working day", PLAIN.before()),
        ["06-07 off"]
    );
}

#[test]
fn backward_days_are_in_the_order_of_the_dates() {
    assert_eq!(
        passed_over("2025-02-05", "2 working days", PLAIN.before()),
        [
            "01-26 worked",
            "01-28 春节",
            "01-29 春节",
            "01-30 春节",
            "01-31 春节",
            "02-01 春节",
            "02-02 春节",
            "02-03 春节",
            "02-04 春节",
        ]
    );
}

#[test]
fn a_moved_end_names_what_it_moved_over() {
    assert_eq!(
        passed_over("2025-04-03", "1个月", CIVIL),
        ["05-03 劳动节", "05-04 劳动节", "05-05 劳动节"]
    );
    // 9 October 2022 is a Sunday worked: the end stays, and the reason is given.
    assert_eq!(passed_over("2022-09-30", "9 days", CIVIL), ["10-09 worked"]);
    assert_eq!(passed_over("2022-09-29", "9 days", CIVIL), ["10-08 worked"]);
    assert_eq!(
        passed_over("2022-09-30", "1 day", CIVIL).last().unwrap(),
        "10-08 worked"
    );
}

#[test]
fn nothing_is_passed_over_where_nothing_moves() {
    assert!(passed_over("2025-04-03", "1个月", PLAIN).is_empty());
    assert!(passed_over("2025-10-09", "5 days", CIVIL.before()).is_empty());
    assert!(passed_over("2025-10-04", "当日", CIVIL).is_empty());
    assert!(passed_over("2025-06-02", "1 week", CIVIL).is_empty());
}

fn moment(start: &str, limit: &str, options: LimitOptions) -> Result<String, CalendarError> {
    let start: DateTime = start.parse().unwrap();
    let last = last_moment(Calendar::china(), start, limit.parse().unwrap(), options);
    last.map(|moment| moment.format("%Y-%m-%d %H:%M:%S").to_string())
}

#[test]
fn hours_are_added_to_a_time() {
    for (start, limit, options, expected) in [
        (
            "2025-03-01T14:30:00",
            "24 hours",
            PLAIN,
            "2025-03-02 14:30:00",
        ),
        (
            "2025-03-01T14:30:00",
            "0 hours",
            PLAIN,
            "2025-03-01 14:30:00",
        ),
        (
            "2025-09-30T18:00:00",
            "12小时",
            CIVIL,
            "2025-10-01 06:00:00",
        ),
        (
            "2025-09-30T18:00:00",
            "24 hours",
            CIVIL.counting_start(),
            "2025-10-01 18:00:00",
        ),
        (
            "2025-03-01T14:30:00",
            "48 hours",
            PLAIN.before(),
            "2025-02-27 14:30:00",
        ),
        (
            "2025-09-30T18:00:00",
            "1 working day",
            PLAIN,
            "2025-10-09 23:59:59",
        ),
        ("2025-09-30T18:00:00", "1 day", CIVIL, "2025-10-09 23:59:59"),
        ("2025-09-30T18:00:00", "1 day", PLAIN, "2025-10-01 23:59:59"),
    ] {
        assert_eq!(
            moment(start, limit, options).unwrap(),
            expected,
            "{start} {limit}"
        );
    }
    assert!(matches!(
        moment("2025-03-01T14:30:00", "876001 hours", PLAIN),
        Err(CalendarError::TooLong { .. })
    ));
}

#[test]
fn the_end_of_all_dates_is_an_error() {
    let years = Limit::new(1, LimitUnit::Years);
    let found = last_day(Calendar::china(), Date::MAX, years, PLAIN);
    assert!(matches!(found, Err(CalendarError::OutOfRange { .. })));
    let days = Limit::new(1, LimitUnit::Days);
    let found = last_day(Calendar::china(), Date::MIN, days, PLAIN.before());
    assert!(matches!(found, Err(CalendarError::OutOfRange { .. })));
}

#[test]
fn errors_say_what_is_missing() {
    let start = "2026-12-31".parse().unwrap();
    let limit = Limit::new(1, LimitUnit::WorkingDays);
    let error = last_day(Calendar::china(), start, limit, PLAIN).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the working days of 2027 are not announced: 2004 to 2026 are known"
    );
    let limit = Limit::new(40_000, LimitUnit::Days);
    let error = last_day(Calendar::china(), start, limit, PLAIN).unwrap_err();
    assert_eq!(
        error.to_string(),
        "a limit of 40000 days is too long: the longest is 36500 days"
    );
}
