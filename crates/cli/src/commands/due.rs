//! `dabiao due`: the last day of a limit.

use dabiao_core::calendar::{Basis, Calendar, Direction, Limit, LimitOptions, LimitUnit, deadline};
use dabiao_core::{Date, Language, Period};
use dabiao_report::{Due, due_json, due_text};

use super::{In, Outcome, Result};
use crate::args::{BasisArg, DueArgs, Format};
use crate::failure::Failure;
use crate::{output, texts};

pub(super) fn run(args: &DueArgs, language: Language) -> Result {
    let due = count(args, language).in_language(language)?;
    let text = match args.output.format {
        Format::Text => due_text(&due, output::look(language)),
        Format::Json => due_json(&due, language),
    };
    output::print(&text).in_language(language)?;
    Ok(Outcome::Fine)
}

fn count(args: &DueArgs, language: Language) -> std::result::Result<Due<'static>, Failure> {
    let start = day(&args.start)?;
    let written = args.limit.join(" ");
    let limit: Limit = written
        .parse()
        .map_err(|error| Failure::Limit(written.clone(), error))?;
    let calendar = Calendar::by_name(&args.calendar).ok_or_else(|| {
        let name = &args.calendar;
        Failure::usage(
            format!("there is no calendar “{name}”; write `china`"),
            format!("没有日历“{name}”；请写 `china` 或“中国”"),
        )
    })?;
    let limit = match args.basis {
        Some(BasisArg::WorkingDays) => in_working_days(limit)?,
        _ => limit,
    };
    if args.basis.is_none() && needs_basis(limit, args.before) {
        output::error(&texts::warning(&assumed(limit, language), language));
    }
    let options = LimitOptions {
        basis: if args.basis == Some(BasisArg::CivilCode) {
            Basis::CivilCode
        } else {
            Basis::Plain
        },
        count_start: args.count_start,
        direction: if args.before {
            Direction::Before
        } else {
            Direction::After
        },
    };
    let deadline = deadline(calendar, start, limit, options).map_err(Failure::Calendar)?;
    Ok(Due {
        calendar,
        start,
        limit,
        options,
        deadline,
    })
}

/// A day as data write it: `2025-01-20`, `2025/1/20`, `2025年1月20日`.
pub(super) fn day(text: &str) -> std::result::Result<Date, Failure> {
    let day = Period::parse(text)
        .ok()
        .filter(|period| period.grain() == dabiao_core::Grain::Day);
    day.map(Period::start).ok_or_else(|| {
        Failure::usage(
            format!("“{text}” is no day; write it as `2025-06-30`"),
            format!("“{text}”不是日期；请写作 `2025-06-30` 或“2025年6月30日”"),
        )
    })
}

/// Days read as working days, as `--basis working-days` says.
fn in_working_days(limit: Limit) -> std::result::Result<Limit, Failure> {
    match limit.unit {
        LimitUnit::Days | LimitUnit::WorkingDays => {
            Ok(Limit::new(limit.count, LimitUnit::WorkingDays))
        }
        _ => Err(Failure::usage(
            format!("`--basis working-days` counts days, not {}", limit.en()),
            format!(
                "`--basis working-days` 只适用于以日计的时限，而不是{}",
                limit.zh()
            ),
        )),
    }
}

/// Whether the last day may depend on a basis that was not given.
fn needs_basis(limit: Limit, before: bool) -> bool {
    limit.unit != LimitUnit::WorkingDays
        && limit.unit != LimitUnit::Hours
        && limit.count > 0
        && !before
}

fn assumed(limit: Limit, language: Language) -> String {
    language.pick(
        format!(
            "{} without a basis is counted plainly; write `--basis civil-code` if a last day off moves on, \
             or `--basis plain`",
            limit.en()
        ),
        format!(
            "{}未注明计算方式，按自然日计算；末日为休息日须顺延的，请写 `--basis civil-code`，否则写 `--basis plain`",
            limit.zh()
        ),
    )
}
