//! The cases behind a verdict: how many came out how, and those that count against it.

use dabiao_core::calendar::PassedOver;
use dabiao_core::explain::{AttendanceCounts, Detail, Offender, OffenderState, RowCounts};

use super::title;
use crate::clean::clean;
use crate::due::day_text;
use crate::paint::{faint, paint};
use crate::{Look, words};

/// The counts, and each offending case with the days its limit passed over.
pub(super) fn sections(detail: &Detail, look: Look) -> Vec<String> {
    let rows = detail.rows.map(|rows| {
        format!(
            "{}{}{}",
            title(words::ROWS, look),
            words::colon(look.language),
            counts(rows, look)
        )
    });
    let offenders = detail
        .offenders
        .iter()
        .flat_map(|it| offender(it, look))
        .collect::<Vec<_>>()
        .join("\n");
    let attendance = detail.attendance.as_ref().map(|attendance| {
        format!(
            "{}{}{}",
            title(words::ATTENDANCE, look),
            words::colon(look.language),
            attended(attendance, look)
        )
    });
    let offenders =
        (!offenders.is_empty()).then(|| format!("{}\n{offenders}", title(words::OFFENDERS, look)));
    rows.into_iter()
        .chain(attendance)
        .chain(offenders)
        .collect()
}

/// How often a recurring duty was owed and kept, and the days on which it was not.
fn attended(attendance: &AttendanceCounts, look: Look) -> String {
    let counts = [
        (words::OWED, attendance.owed),
        (words::KEPT, attendance.kept),
        (words::OPEN, attendance.open),
        (words::MISSED, attendance.missed.len()),
    ];
    let texts = counts.map(|(word, count)| format!("{} {count}", word.get(look.language)));
    let days = attendance.missed.iter().map(|day| format!("\n  {day}"));
    format!("{}{}", texts.join(" · "), days.collect::<String>())
}

fn counts(rows: RowCounts, look: Look) -> String {
    let counts = [
        (words::IN_TIME, rows.in_time),
        (words::LATE, rows.late),
        (words::OPEN, rows.open),
        (words::IMPOSSIBLE, rows.impossible),
        (words::UNDECIDED, rows.undecided),
    ];
    let shown = counts
        .iter()
        .enumerate()
        .filter(|(index, (_, count))| *index < 3 || *count > 0);
    let texts = shown.map(|(_, (word, count))| format!("{} {count}", word.get(look.language)));
    texts.collect::<Vec<_>>().join(" · ")
}

/// A line for the case, and one for each day its limit passed over.
fn offender(offender: &Offender, look: Look) -> Vec<String> {
    let language = look.language;
    let state = match offender.state {
        OffenderState::Late => words::LATE,
        OffenderState::Open => words::OPEN,
        OffenderState::Impossible => words::IMPOSSIBLE,
        OffenderState::Failing => words::FAILING,
        OffenderState::Undecided => words::UNDECIDED,
    };
    let last = offender.last_day.map_or(String::new(), |day| {
        format!("  {} {day}", words::LAST_DAY.get(language))
    });
    let at = paint(&clean(&offender.at), faint(), look.colour);
    let mut lines = vec![format!(
        "  {} {}{last}  {at}",
        clean(&offender.id),
        state.get(language)
    )];
    let day = |day: &PassedOver| {
        paint(
            &format!("      {}", day_text(day, language)),
            faint(),
            look.colour,
        )
    };
    lines.extend(offender.passed_over.iter().map(day));
    lines
}
