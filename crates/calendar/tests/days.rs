//! Every day from 2004 to 2026 against three packages that know the working days.
//!
//! The fixtures are written by `make_fixture.py` from the packages and not from this crate.
//! Where they differ from the notices, the difference is listed here with the notice that decides.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail by panicking"
)]

use chrono::{Datelike, Weekday};
use dabiao_calendar::{Calendar, CalendarError, Date, Day};

/// A day that a package has wrong: the notice for 2006 (国办发明电〔2005〕35号) says
/// 12月31日（星期六）上班.
const WORKED_BY_THE_NOTICE_FOR_2006: &str = "2005-12-31";

/// The days of a fixture with their letters.
fn fixture(text: &'static str) -> Vec<(Date, char)> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let days = lines.flat_map(|line| {
        let (year, letters) = line.split_once(' ').unwrap();
        let first = Date::from_ymd_opt(year.parse().unwrap(), 1, 1).unwrap();
        first.iter_days().zip(letters.chars())
    });
    let days: Vec<_> = days.collect();
    assert_eq!(days.len(), 8401);
    assert_eq!(days.last().unwrap().0.to_string(), "2026-12-31");
    days
}

/// Whether a letter is a day worked: `.` or a capital.
fn is_worked(letter: char) -> bool {
    letter == '.' || letter.is_ascii_uppercase()
}

/// The days on which the calendar and a fixture differ in whether they are worked.
fn differences(text: &'static str) -> Vec<String> {
    let china = Calendar::china();
    let wrong = fixture(text)
        .into_iter()
        .filter(|(date, letter)| china.is_working(*date).unwrap() != is_worked(*letter));
    wrong.map(|(date, _)| date.to_string()).collect()
}

#[test]
fn chinesecalendar_agrees_on_all_days_but_one() {
    let text = include_str!("fixtures/chinesecalendar.txt");
    assert_eq!(differences(text), [WORKED_BY_THE_NOTICE_FOR_2006]);
}

#[test]
fn chinese_days_agrees_on_all_days_but_one() {
    let text = include_str!("fixtures/chinese-days.txt");
    assert_eq!(differences(text), [WORKED_BY_THE_NOTICE_FOR_2006]);
}

#[test]
fn holidays_agrees_on_all_days() {
    let text = include_str!("fixtures/holidays.txt");
    assert!(differences(text).is_empty());
}

/// The letter of a holiday by its Chinese name, as `make_fixture.py` has them.
fn letter_of(zh: &str) -> char {
    match zh {
        "元旦" => 'n',
        "春节" => 's',
        "清明节" => 'q',
        "劳动节" => 'l',
        "端午节" => 'd',
        "中秋节" => 'm',
        "国庆节" => 'g',
        other if other.contains("70周年") => 'v',
        other => panic!("an unknown holiday: {other}"),
    }
}

/// Weekends next to a holiday are named by one side and not the other; a weekday off has one
/// name, and so has a weekend day worked.
#[test]
fn holidays_have_their_names() {
    for (date, letter) in fixture(include_str!("fixtures/chinesecalendar.txt")) {
        if date.to_string() == WORKED_BY_THE_NOTICE_FOR_2006 {
            continue;
        }
        let day = Calendar::china().day(date).unwrap();
        let named = day.holiday().map(|holiday| letter_of(holiday.zh));
        let theirs = Some(letter.to_ascii_lowercase()).filter(char::is_ascii_alphabetic);
        let weekend_off = is_weekend(date) && !day.is_working();
        if !weekend_off || (named.is_some() && theirs.is_some()) {
            assert_eq!(named, theirs, "{date}");
        }
    }
}

#[test]
fn a_day_is_named_by_its_kind() {
    for (date, _) in fixture(include_str!("fixtures/holidays.txt")) {
        match Calendar::china().day(date).unwrap() {
            Day::Working => assert!(!is_weekend(date), "{date}"),
            Day::SwappedWorkday(_) | Day::Weekend => assert!(is_weekend(date), "{date}"),
            Day::Holiday(holiday) => assert!(!holiday.en.is_empty() && !holiday.zh.is_empty()),
        }
    }
}

fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

#[test]
fn a_year_without_a_notice_is_an_error() {
    let china = Calendar::china();
    for year in [i32::MIN, 2003, 2027, i32::MAX] {
        let unknown = CalendarError::NotAnnounced {
            year,
            first: 2004,
            last: 2026,
        };
        assert_eq!(china.notices(year), Err(unknown));
    }
    for text in ["2003-12-31", "2027-01-01", "-9999-01-01", "+99999-01-01"] {
        let date: Date = text.parse().unwrap();
        assert!(china.day(date).is_err(), "{date}");
        assert!(china.next_working_day(date).is_err(), "{date}");
        assert!(china.working_index(date).is_err(), "{date}");
    }
}

#[test]
fn every_year_has_its_notices() {
    let china = Calendar::china();
    for year in china.years() {
        let notices = china.notices(year).unwrap();
        let first = notices.first().unwrap();
        assert!(first.title.contains(&year.to_string()), "{year}");
        assert!(first.amends.is_none(), "{year}");
        assert_eq!(first.issued.unwrap().year(), year - 1, "{year}");
        for notice in notices {
            let number = notice.number.unwrap();
            let issued = notice.issued.unwrap();
            assert!(
                number.contains(&format!("〔{}〕", issued.year())),
                "{number}"
            );
            assert!(notice.issuer.starts_with("国务院"), "{number}");
        }
        for later in notices.iter().skip(1) {
            assert_eq!(later.amends, first.number);
            assert!(later.issued > first.issued);
        }
    }
    let amended = china
        .years()
        .filter(|year| china.notices(*year).unwrap().len() > 1);
    assert_eq!(amended.collect::<Vec<_>>(), [2015, 2019, 2020]);
}

#[test]
fn a_calendar_is_found_by_name() {
    for name in ["china", "中国"] {
        assert_eq!(Calendar::by_name(name).unwrap().years(), 2004..=2026);
    }
    assert!(Calendar::by_name("Brazil").is_none());
}
