//! The last day of a limit, with the days it passed over and the notices behind them.

use std::collections::BTreeSet;

use dabiao_core::calendar::{
    Basis, Calendar, Deadline, Direction, Limit, LimitOptions, LimitUnit, Notice, PassedOver,
    PassedOverReason,
};
use dabiao_core::{Date, Language};

use crate::document::{DayEntry, DueDocument, NoticeEntry};
use crate::paint::{faint, heading, paint};
use crate::{Look, words};

/// A limit that was counted.
#[derive(Debug, Clone)]
pub struct Due<'a> {
    /// The calendar it was counted on.
    pub calendar: &'a Calendar,
    /// The day of the event.
    pub start: Date,
    /// The limit.
    pub limit: Limit,
    /// How it was counted.
    pub options: LimitOptions,
    /// What came out.
    pub deadline: Deadline,
}

/// The last day on the first line; below it how it was counted and the days that were passed over, each with why.
pub fn due_text(due: &Due<'_>, look: Look) -> String {
    let language = look.language;
    let last_day = paint(&due.deadline.last_day.to_string(), heading(), look.colour);
    let mut lines = vec![last_day, paint(&how(due, language), faint(), look.colour)];
    if !due.deadline.passed_over.is_empty() {
        lines.push(String::new());
        lines.push(paint(
            words::PASSED_OVER.get(language),
            heading(),
            look.colour,
        ));
        lines.extend(
            due.deadline
                .passed_over
                .iter()
                .map(|day| format!("  {}", day_text(day, language))),
        );
    }
    let notices = notices(due);
    if !notices.is_empty() {
        lines.push(String::new());
    }
    let title = words::NOTICES.get(language);
    lines.extend(notices.iter().map(|it| {
        let notice = format!("{title}{}{}", words::colon(language), notice_text(it));
        paint(&notice, faint(), look.colour)
    }));
    format!("{}\n", lines.join("\n"))
}

/// The document of `dabiao due --format json`, with a line end.
pub fn due_json(due: &Due<'_>, language: Language) -> String {
    let notices = notices(due);
    crate::to_json::text(&DueDocument {
        schema: DueDocument::SCHEMA,
        start: due.start,
        limit: limit_text(due.limit, language),
        basis: due.options.basis,
        direction: due.options.direction,
        count_start: due.options.count_start,
        last_day: due.deadline.last_day,
        days_passed_over: due
            .deadline
            .passed_over
            .iter()
            .map(|day| day_entry(day, language))
            .collect(),
        notices: notices
            .iter()
            .map(|notice| NoticeEntry {
                number: notice.number,
                title: notice.title,
                issued: notice.issued,
            })
            .collect(),
    })
}

/// A passed-over day as JSON has it.
pub(crate) fn day_entry(day: &PassedOver, language: Language) -> DayEntry {
    let (why, holiday) = match day.why {
        PassedOverReason::Holiday(holiday) => ("holiday", Some(holiday)),
        PassedOverReason::Weekend => ("weekend", None),
        PassedOverReason::WorkedWeekend => ("worked_weekend", None),
    };
    DayEntry {
        date: day.date,
        why,
        holiday: holiday.map(|holiday| language.pick(holiday.en, holiday.zh)),
    }
}

/// `2025-01-28 Tuesday  Spring Festival`.
pub(crate) fn day_text(day: &PassedOver, language: Language) -> String {
    let why = match day.why {
        PassedOverReason::Holiday(holiday) => language.pick(holiday.en, holiday.zh).to_owned(),
        PassedOverReason::Weekend => words::WEEKEND.get(language).to_owned(),
        PassedOverReason::WorkedWeekend => language
            .pick("worked in exchange, so it counts", "调休上班，计入")
            .to_owned(),
    };
    match language {
        Language::English => format!(
            "{} {:<9}  {why}",
            day.date,
            day.date.format("%A").to_string()
        ),
        Language::Chinese => format!("{} {}  {why}", day.date, weekday_zh(day.date)),
    }
}

fn weekday_zh(date: Date) -> String {
    let number: usize = date.format("%u").to_string().parse().unwrap_or_default();
    let names = ["", "一", "二", "三", "四", "五", "六", "日"];
    format!("星期{}", names.get(number).unwrap_or(&""))
}

fn limit_text(limit: Limit, language: Language) -> String {
    language.pick(limit.en(), limit.zh())
}

/// `7 working days after 2025-01-20`.
fn how(due: &Due<'_>, language: Language) -> String {
    let (limit, start, options) = (limit_text(due.limit, language), due.start, due.options);
    let mut text = match options.direction {
        Direction::After => language.pick(
            format!("{limit} after {start}"),
            format!("自 {start} 起{limit}"),
        ),
        Direction::Before => language.pick(
            format!("{limit} before {start}"),
            format!("{start} 前{limit}"),
        ),
    };
    if options.count_start {
        text.push_str(language.pick(", the start day counted", "，当日算起"));
    }
    let may_move =
        due.limit.unit != LimitUnit::WorkingDays && options.direction == Direction::After;
    text.push_str(match options.basis {
        Basis::CivilCode if may_move => language.pick(
            "; by the Civil Code, a last day off moves on",
            "；按民法典，末日为休息日的顺延",
        ),
        Basis::Plain if may_move => {
            language.pick("; counted plainly, never moved", "；按自然日，不顺延")
        }
        _ => "",
    });
    text
}

/// The notices of the years whose days were passed over.
fn notices(due: &Due<'_>) -> Vec<Notice> {
    let year = |day: &PassedOver| day.date.format("%Y").to_string().parse::<i32>().ok();
    let named = due
        .deadline
        .passed_over
        .iter()
        .filter(|day| day.why != PassedOverReason::Weekend);
    let years: BTreeSet<i32> = named.filter_map(year).collect();
    years
        .iter()
        .filter_map(|year| due.calendar.notices(*year).ok())
        .flatten()
        .cloned()
        .collect()
}

fn notice_text(notice: &Notice) -> String {
    let number = notice
        .number
        .map_or(String::new(), |number| format!("（{number}）"));
    format!("《{}》{number}", notice.title)
}

#[cfg(test)]
mod tests {
    use dabiao_core::calendar::deadline;

    use super::*;

    fn due(start: &str, limit: &str, options: LimitOptions) -> Due<'static> {
        let (calendar, start): (_, Date) = (Calendar::china(), start.parse().unwrap());
        let limit: Limit = limit.parse().unwrap();
        let deadline = deadline(calendar, start, limit, options).unwrap();
        Due {
            calendar,
            start,
            limit,
            options,
            deadline,
        }
    }

    #[test]
    fn seven_working_days_over_the_spring_festival() {
        let due = due(
            "2025-01-20",
            "7 working days",
            LimitOptions::new(Basis::Plain),
        );
        insta::assert_snapshot!(due_text(&due, Look::plain(Language::English)));
        insta::assert_snapshot!(due_text(&due, Look::plain(Language::Chinese)));
    }

    #[test]
    fn a_last_day_off_moves_and_says_by_which_law() {
        let due = due("2025-09-24", "10 days", LimitOptions::new(Basis::CivilCode));
        insta::assert_snapshot!(due_text(&due, Look::plain(Language::Chinese)));
        insta::assert_snapshot!(due_json(&due, Language::English));
    }
}
