//! The table of verdicts, and below it why some of them are undecided.

use std::collections::BTreeMap;

use dabiao_core::explain::Detail;
use dabiao_core::{Assessment, Date, Language, Period, Verdict};

use super::lines::{Line, Standing, lines};
use super::reasons;
use crate::paint::{faint, heading, of_state, paint};
use crate::table::{Fit, Grid, INDENT, TableCell};
use crate::{Look, words};

/// The table, the day of interim figures, the reasons.
pub(super) fn sections(assessment: &Assessment<'_>, verdicts: &[Verdict<'_>], look: Look) -> Vec<String> {
    let details: Vec<Detail> = verdicts.iter().map(Verdict::detail).collect();
    let common = common_interim(&details);
    let table = table(&lines(verdicts, &details, common, look.language), look);
    let note = common.map(|day| {
        let text = look.language.pick(
            format!("Not due yet: figures of {day} stand in, unless another day is given."),
            format!("未到期的，除另注日期外，暂用截至 {day} 的数据。"),
        );
        paint(&text, faint(), look.colour)
    });
    [Some(table), note, reasons::section(assessment, verdicts, &details, look)].into_iter().flatten().collect()
}

/// The day most interim figures are of; the latest of those that are equally common.
fn common_interim(details: &[Detail]) -> Option<Date> {
    let mut days: BTreeMap<Date, usize> = BTreeMap::new();
    for day in details.iter().filter_map(|detail| detail.interim) {
        let count = days.entry(day).or_default();
        *count = count.saturating_add(1);
    }
    days.into_iter().max_by_key(|(day, count)| (*count, *day)).map(|(day, _)| day)
}

/// A target with one line stands in the table with its name; one with several gets a line across, and its entities
/// below.
fn table(lines: &[Line], look: Look) -> String {
    let language = look.language;
    let first = lines.first().map(|line| line.entities.as_slice()).unwrap_or_default();
    let one_for_all = lines.iter().all(|line| line.entities == first);
    let mut grid = Grid::new(vec![
        (words::TARGET.get(language), Fit::Wraps(30)),
        (words::PERIOD.get(language), Fit::Whole),
        (words::STATE.get(language), Fit::Whole),
        (words::ACTUAL.get(language), Fit::Number),
        (words::REQUIRED.get(language), Fit::Number),
        (words::MARGIN.get(language), Fit::Number),
        (words::DUE.get(language), Fit::Whole),
        (words::LEAD.get(language), Fit::Wraps(12)),
    ]);
    if let Some(entity) = first.first().filter(|_| one_for_all && first.len() == 1) {
        grid.banner(paint(entity, faint(), look.colour));
    }
    for group in lines.chunk_by(|a, b| a.target == b.target) {
        match group {
            [line] if one_for_all || line.entities.is_empty() => {
                grid.row(row(line.name.clone(), line, line.lead.clone(), language));
                below(&mut grid, line, 2, language);
            }
            _ => spread(&mut grid, group, look),
        }
    }
    grid.render(look)
}

/// A target over several lines.
fn spread(grid: &mut Grid, group: &[Line], look: Look) {
    let language = look.language;
    let Some(first) = group.first() else { return };
    let name = paint(&first.name, heading(), look.colour);
    let lead = if first.lead.is_empty() {
        String::new()
    } else {
        let lead = format!("{}{}{}", words::LEAD.get(language), words::colon(language), first.lead);
        paint(&language.pick(format!("  ({lead})"), format!("（{lead}）")), faint(), look.colour)
    };
    grid.banner(format!("{name}{lead}"));
    let mut above: Option<&[String]> = None;
    for line in group {
        let same = above == Some(line.entities.as_slice());
        let label = if same { String::new() } else { format!("{INDENT}{INDENT}{}", entities(&line.entities, language)) };
        grid.row(row(label, line, String::new(), language));
        below(grid, line, 4, language);
        above = Some(&line.entities);
    }
}

/// The parts of a composite and the higher level.
fn below(grid: &mut Grid, line: &Line, indent: usize, language: Language) {
    let indent = INDENT.to_string().repeat(indent);
    for (label, standing) in &line.below {
        let [state, actual, required, margin] = cells(standing, language);
        grid.row([format!("{indent}· {label}").into(), TableCell::default(), state, actual, required, margin]);
    }
}

fn row(label: String, line: &Line, lead: String, language: Language) -> [TableCell; 8] {
    let [state, actual, required, margin] = cells(&line.standing, language);
    let periods = line.periods.map_or(String::new(), |(first, last)| span(first, last, language));
    [label.into(), periods.into(), state, actual, required, margin, due(line, language).into(), lead.into()]
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

/// `2025Q3`; `2025Q3–Q4` for several of one year.
fn span(first: Period, last: Period, language: Language) -> String {
    if first == last {
        return first.text(language);
    }
    let (first, last) = (first.text(language), last.text(language));
    let year = |text: &str| text.split_at_checked(4).map(|(year, _)| year.to_owned());
    let rest = last.split_at_checked(4).map(|(_, rest)| rest.trim_start_matches(['年', '-']));
    match rest {
        Some(rest) if year(&first) == year(&last) => format!("{first}–{rest}"),
        _ => format!("{first}–{last}"),
    }
}

fn due(line: &Line, language: Language) -> String {
    match line.due {
        Some((first, last)) if first != last => format!("{first} …"),
        Some((due, _)) => due.to_string(),
        None if line.endless => words::NO_END.get(language).to_owned(),
        None => String::new(),
    }
}
