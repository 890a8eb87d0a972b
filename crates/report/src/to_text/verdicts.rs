//! The table of verdicts, and below it why some of them are undecided.

use std::collections::BTreeSet;

use dabiao_core::explain::Detail;
use dabiao_core::{Assessment, Date, Language, Verdict};

use super::lines::{Line, Standing, lines};
use super::reasons;
use crate::paint::{faint, of_state, paint};
use crate::table::{Fit, Grid, TableCell};
use crate::{Look, words};

/// The table, the day of interim figures, the reasons.
pub(super) fn sections(assessment: &Assessment<'_>, verdicts: &[Verdict<'_>], look: Look) -> Vec<String> {
    let details: Vec<Detail> = verdicts.iter().map(Verdict::detail).collect();
    let interim: BTreeSet<Date> = details.iter().filter_map(|detail| detail.interim).collect();
    let common = if interim.len() == 1 { interim.first().copied() } else { None };
    let table = table(&lines(verdicts, &details, common, look.language), look);
    let note = common.map(|day| {
        let text = look.language.pick(
            format!("Not due yet: the figures of {day} stand in."),
            format!("未到期的目标暂用截至 {day} 的数据。"),
        );
        paint(&text, faint(), look.colour)
    });
    [Some(table), note, reasons::section(assessment, verdicts, &details, look)].into_iter().flatten().collect()
}

fn table(lines: &[Line], look: Look) -> String {
    let language = look.language;
    let mut grid = Grid::new(vec![
        (words::TARGET.get(language), Fit::Wraps(18)),
        (words::ENTITY.get(language), Fit::Wraps(8)),
        (words::PERIOD.get(language), Fit::Whole),
        (words::STATE.get(language), Fit::Whole),
        (words::ACTUAL.get(language), Fit::Number),
        (words::REQUIRED.get(language), Fit::Number),
        (words::MARGIN.get(language), Fit::Number),
        (words::DUE.get(language), Fit::Whole),
        (words::LEAD.get(language), Fit::Wraps(10)),
    ]);
    let mut above: Option<&Line> = None;
    for line in lines {
        grid.row(row(line, above, language));
        for (label, standing) in &line.below {
            let [state, actual, required, margin] = cells(standing, language);
            let empty = TableCell::default;
            grid.row([format!("  · {label}").into(), empty(), empty(), state, actual, required, margin]);
        }
        above = Some(line);
    }
    grid.render(look)
}

/// A line; what it shares with the one above is left empty.
fn row(line: &Line, above: Option<&Line>, language: Language) -> [TableCell; 9] {
    let same_target = above.is_some_and(|above| above.target == line.target);
    let same_entities = same_target && above.is_some_and(|above| above.entities == line.entities);
    let unless = |same: bool, text: String| if same { String::new() } else { text };
    let [state, actual, required, margin] = cells(&line.standing, language);
    [
        unless(same_target, line.name.clone()).into(),
        unless(same_entities, entities(&line.entities, language)).into(),
        periods(line, language).into(),
        state,
        actual,
        required,
        margin,
        due(line, language).into(),
        unless(same_target, line.lead.clone()).into(),
    ]
}

fn cells(standing: &Standing, language: Language) -> [TableCell; 4] {
    [
        TableCell::styled(standing.state.name(language), of_state(standing.state)),
        standing.actual.clone().into(),
        standing.required.clone().into(),
        standing.margin.clone().into(),
    ]
}

/// `临夏市`; `临夏市 … 积石山县 (8)` for several.
fn entities(entities: &[String], language: Language) -> String {
    match entities {
        [] => String::new(),
        [one] => one.clone(),
        [first, second] => format!("{first}{}{second}", words::comma(language)),
        [first, .., last] => {
            let count = entities.len();
            language.pick(format!("{first} … {last} ({count})"), format!("{first} … {last}（{count}个）"))
        }
    }
}

/// `2025Q3`; `2025Q3 … 2025Q4` for several, each on a line of its own.
fn periods(line: &Line, language: Language) -> String {
    match line.periods {
        Some((first, last)) if first != last => format!("{} …\n{}", first.text(language), last.text(language)),
        Some((period, _)) => period.text(language),
        None => String::new(),
    }
}

fn due(line: &Line, language: Language) -> String {
    match line.due {
        Some((first, last)) if first != last => format!("{first} …\n{last}"),
        Some((due, _)) => due.to_string(),
        None if line.endless => words::NO_END.get(language).to_owned(),
        None => String::new(),
    }
}
