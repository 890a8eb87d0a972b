//! A time in words, beside what is read at it.

use dabiao_model::{Cadence, Language};

use crate::program::{Moment, Reach};

/// `SME share` at a time: `SME share last year`, `SME share at 2022-06`.
pub(super) fn of_time(name: &str, moment: Moment, language: Language) -> String {
    let mut text = match (moment.anchor, language) {
        (None, _) => name.to_owned(),
        (Some(anchor), Language::English) => format!("{name} at {}", anchor.text(language)),
        (Some(anchor), Language::Chinese) => format!("{}的{name}", anchor.text(language)),
    };
    text.push_str(&periods_before(moment, language));
    text.push_str(&years_before(moment.years, language));
    text.push_str(match moment.reach {
        Reach::Period => "",
        Reach::YearToDate => language.pick(" year to date", " 本年累计"),
        Reach::YearBefore => language.pick(" at the year's start", " 年初"),
    });
    text
}

fn periods_before(moment: Moment, language: Language) -> String {
    let (en, zh) = match moment.within {
        None => ("period", "期"),
        Some(Cadence::Monthly) => ("month", "月"),
        Some(Cadence::Quarterly) => ("quarter", "季度"),
        Some(Cadence::HalfYearly) => ("half-year", "半年"),
        Some(Cadence::Yearly) => ("year", "年"),
    };
    match moment.periods {
        0 => String::new(),
        1 => language.pick(format!(" last {en}"), format!(" 上{zh}")),
        count => language.pick(format!(" {count} {en}s before"), format!(" 前{count}{zh}")),
    }
}

fn years_before(years: u8, language: Language) -> String {
    match years {
        0 => String::new(),
        1 => language.pick(" last year", " 上年").to_owned(),
        2 => language.pick(" the year before last", " 前年").to_owned(),
        count => language.pick(format!(" {count} years before"), format!(" {count}年前")),
    }
}
