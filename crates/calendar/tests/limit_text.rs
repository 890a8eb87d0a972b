//! Limits as people write them, in both languages, and what is none.

use dabiao_calendar::{Limit, LimitUnit, ParseLimitError};

#[test]
fn limits_are_read_in_both_languages() {
    for (text, count, unit) in [
        ("7 working days", 7, LimitUnit::WorkingDays),
        ("1 working day", 1, LimitUnit::WorkingDays),
        ("7个工作日", 7, LimitUnit::WorkingDays),
        ("７个工作日", 7, LimitUnit::WorkingDays),
        ("7工作日", 7, LimitUnit::WorkingDays),
        ("七个工作日", 7, LimitUnit::WorkingDays),
        ("十五个工作日", 15, LimitUnit::WorkingDays),
        ("10日", 10, LimitUnit::Days),
        ("10天", 10, LimitUnit::Days),
        ("30个自然日", 30, LimitUnit::Days),
        ("二十日", 20, LimitUnit::Days),
        ("九十九日", 99, LimitUnit::Days),
        ("10 Days", 10, LimitUnit::Days),
        ("10 calendar  days", 10, LimitUnit::Days),
        ("24 hours", 24, LimitUnit::Hours),
        ("24小时", 24, LimitUnit::Hours),
        ("2周", 2, LimitUnit::Weeks),
        ("两个星期", 2, LimitUnit::Weeks),
        ("1 week", 1, LimitUnit::Weeks),
        ("1个月", 1, LimitUnit::Months),
        ("一个月", 1, LimitUnit::Months),
        (" 12 months ", 12, LimitUnit::Months),
        ("３年", 3, LimitUnit::Years),
        ("3 years", 3, LimitUnit::Years),
        ("当日", 0, LimitUnit::Days),
        ("same day", 0, LimitUnit::Days),
        ("007 days", 7, LimitUnit::Days),
    ] {
        assert_eq!(text.parse(), Ok(Limit::new(count, unit)), "{text}");
    }
}

#[test]
fn what_is_no_limit_says_why() {
    let parse = |text: &str| text.parse::<Limit>().unwrap_err();
    for text in ["", "days", "个月", "within 7 days", "-3 days"] {
        assert_eq!(parse(text), ParseLimitError::NoCount, "{text}");
    }
    for text in ["十十日", "一二日", "1十日", "十1日"] {
        assert_eq!(parse(text), ParseLimitError::NoCount, "{text}");
    }
    for text in ["0.5天", "0.5 days", "1/2 day", "０．５天"] {
        assert_eq!(parse(text), ParseLimitError::NotWhole, "{text}");
    }
    assert_eq!(parse("4294967296 days"), ParseLimitError::TooLarge);
    // `1月` is January.
    for (text, unit) in [
        ("1月", "月"),
        ("7", ""),
        ("7 moons", "moons"),
        ("7日内", "日内"),
    ] {
        let unit = unit.to_owned();
        assert_eq!(parse(text), ParseLimitError::UnknownUnit { unit }, "{text}");
    }
}

#[test]
fn limits_are_written_in_both_languages() {
    for (limit, en, zh) in [
        (
            Limit::new(7, LimitUnit::WorkingDays),
            "7 working days",
            "7个工作日",
        ),
        (
            Limit::new(1, LimitUnit::WorkingDays),
            "1 working day",
            "1个工作日",
        ),
        (Limit::new(1, LimitUnit::Months), "1 month", "1个月"),
        (Limit::new(10, LimitUnit::Days), "10 days", "10日"),
        (Limit::new(24, LimitUnit::Hours), "24 hours", "24小时"),
        (Limit::new(2, LimitUnit::Weeks), "2 weeks", "2周"),
        (Limit::new(3, LimitUnit::Years), "3 years", "3年"),
    ] {
        assert_eq!(limit.en(), en);
        assert_eq!(limit.to_string(), en);
        assert_eq!(limit.zh(), zh);
    }
}

#[test]
fn limits_survive_json() {
    let limit = Limit::new(7, LimitUnit::WorkingDays);
    let json = serde_json::to_string(&limit).unwrap();
    assert_eq!(json, r#"{"count":7,"unit":"working_days"}"#);
    assert_eq!(serde_json::from_str::<Limit>(&json).unwrap(), limit);
}
