//! The table of verdicts, and below it why some of them are undecided.

use std::collections::{BTreeMap, BTreeSet};

use dabiao_core::explain::{Detail, Value};
use dabiao_core::{Assessment, Date, Dimension, Language, Stage, Verdict};

use super::lines::{Line, Standing, lines};
use super::reasons;
use crate::paint::{faint, heading, of_state, paint};
use crate::table::{Fit, Grid, INDENT, TableCell};
use crate::{Look, TextOptions, words};

/// The table, the day of interim figures, the reasons.
pub(super) fn sections(
    assessment: &Assessment<'_>,
    verdicts: &[Verdict<'_>],
    options: &TextOptions,
) -> Vec<String> {
    let (look, meter) = (options.look, &options.meter);
    meter.begin(Stage::Telling, verdicts.len() as u64);
    let details = verdicts.iter().map(|verdict| {
        let detail = verdict.detail();
        meter.pass(1);
        detail
    });
    let details: Vec<Detail> = details.collect();
    meter.end();
    let common = common_interim(&details);
    let lines = lines(verdicts, &details, common, look.language);
    let home = home(&lines);
    let notes = notes(&details, home, common, look.language);
    let notes = (!notes.is_empty()).then(|| paint(&notes, faint(), look.colour));
    let table = table(&lines, home, look);
    [
        Some(table),
        notes,
        reasons::section(assessment, verdicts, &details, look),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What holds for the whole table, said once below it.
fn notes(
    details: &[Detail],
    home: Option<&str>,
    common: Option<Date>,
    language: Language,
) -> String {
    let home = home.map(|entity| {
        language.pick(
            format!("Where no entity is named, it is {entity} or the whole."),
            format!("未注明主体的，为{entity}或全体。"),
        )
    });
    let points = details.iter().any(has_points).then(|| {
        language
            .pick(
                "Margins of percentages are in percentage points.",
                "百分比的余量以百分点计。",
            )
            .to_owned()
    });
    let interim = common.map(|day| {
        language.pick(
            format!("Not due yet: figures of {day} stand in, unless another day is given."),
            format!("未到期的，除另注日期外，暂用截至 {day} 的数据。"),
        )
    });
    home.into_iter()
        .chain(points)
        .chain(interim)
        .collect::<Vec<_>>()
        .join(language.pick(" ", ""))
}

/// Whether a margin is a difference of percentages.
fn has_points(detail: &Detail) -> bool {
    let margins = detail
        .margin
        .iter()
        .chain(detail.parts.iter().filter_map(|part| part.margin.as_ref()));
    margins.into_iter().any(
        |margin| matches!(margin, Value::Number(_, unit) if unit.dimension == Dimension::Points),
    )
}

/// The day most interim figures are of; the latest of those that are equally common.
fn common_interim(details: &[Detail]) -> Option<Date> {
    let mut days: BTreeMap<Date, usize> = BTreeMap::new();
    for day in details.iter().filter_map(|detail| detail.interim) {
        let count = days.entry(day).or_default();
        *count = count.saturating_add(1);
    }
    days.into_iter()
        .max_by_key(|(day, count)| (*count, *day))
        .map(|(day, _)| day)
}

/// A target with one line stands in the table with its name; one with several gets a line across, and its entities
/// below. `home` is the entity that need not be named.
fn table(lines: &[Line], home: Option<&str>, look: Look) -> String {
    let language = look.language;
    let groups = || lines.chunk_by(|a, b| a.target == b.target);
    let stands_alone = |group: &[Line]| match group {
        [line] => line
            .entities
            .iter()
            .all(|entity| Some(entity.as_str()) == home),
        _ => false,
    };
    let flat = groups().all(stands_alone);
    let mut grid = Grid::new(columns(language));
    for group in groups() {
        match group {
            [line] if stands_alone(group) => {
                let (name, own) = if flat {
                    (line.name.clone(), line.lead.clone())
                } else {
                    (with_lead(line, language), String::new())
                };
                grid.row(row(name, line, own, language));
                below(&mut grid, line, 2, language);
            }
            _ => spread(&mut grid, group, look),
        }
    }
    grid.render(look)
}

/// The entity that most targets with a single line speak of, if more than one of them does.
fn home(lines: &[Line]) -> Option<&str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for group in lines.chunk_by(|a, b| a.target == b.target) {
        if let [Line { entities, .. }] = group
            && let [entity] = entities.as_slice()
        {
            let count = counts.entry(entity).or_default();
            *count = count.saturating_add(1);
        }
    }
    counts
        .into_iter()
        .max_by_key(|(_, count)| *count)
        .filter(|(_, count)| *count > 1)
        .map(|(entity, _)| entity)
}

fn columns(language: Language) -> Vec<(&'static str, Fit)> {
    vec![
        (words::TARGET.get(language), Fit::Wraps(28)),
        (words::PERIOD.get(language), Fit::Whole),
        (words::STATE.get(language), Fit::Whole),
        (words::ACTUAL.get(language), Fit::Number),
        (words::REQUIRED.get(language), Fit::Number),
        (words::MARGIN.get(language), Fit::Number),
        (words::DUE.get(language), Fit::Whole),
        (words::LEAD.get(language), Fit::Wraps(12)),
    ]
}

/// `2.2 Staff unfit for the post moved (lead: 州政务服务中心)`.
fn with_lead(line: &Line, language: Language) -> String {
    if line.lead.is_empty() {
        return line.name.clone();
    }
    let lead = format!(
        "{}{}{}",
        words::LEAD.get(language),
        words::colon(language),
        line.lead
    );
    language.pick(
        format!("{} ({lead})", line.name),
        format!("{}（{lead}）", line.name),
    )
}

/// A target over several lines.
fn spread(grid: &mut Grid, group: &[Line], look: Look) {
    let language = look.language;
    let Some(first) = group.first() else { return };
    grid.banner(paint(&with_lead(first, language), heading(), look.colour));
    let all = group
        .iter()
        .flat_map(|line| &line.entities)
        .collect::<BTreeSet<_>>()
        .len();
    let mut above: Option<&[String]> = None;
    for line in group {
        let same = above == Some(line.entities.as_slice());
        let label = if same {
            String::new()
        } else {
            format!(
                "{INDENT}{INDENT}{}",
                entities(&line.entities, all, language)
            )
        };
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
        grid.row([
            format!("{indent}·{INDENT}{label}").into(),
            TableCell::default(),
            state,
            actual,
            required,
            margin,
        ]);
    }
}

fn row(label: String, line: &Line, lead: String, language: Language) -> [TableCell; 8] {
    let [state, actual, required, margin] = cells(&line.standing, language);
    let periods = line.periods.map_or(String::new(), |(first, last)| {
        words::span(first, last, language)
    });
    [
        label.into(),
        periods.into(),
        state,
        actual,
        required,
        margin,
        due(line, language).into(),
        lead.into(),
    ]
}

fn cells(standing: &Standing, language: Language) -> [TableCell; 4] {
    [
        TableCell::styled(
            standing.state.with_tier(standing.tier, language),
            of_state(standing.state),
        ),
        standing.actual.clone().into(),
        standing.required.clone().into(),
        standing.margin.clone().into(),
    ]
}

/// The names, at most eight of them; `all 8` where there are no others.
fn entities(entities: &[String], all: usize, language: Language) -> String {
    let count = entities.len();
    if count > 2 && count == all {
        return language.pick(format!("all {count}"), format!("全部{count}个"));
    }
    let mut text = entities
        .iter()
        .take(MOST_NAMED)
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(words::comma(language));
    if count > MOST_NAMED {
        text.push_str(&language.pick(format!(", … ({count})"), format!("等{count}个")));
    }
    text
}

/// The most entities that are named in one cell.
const MOST_NAMED: usize = 8;

fn due(line: &Line, language: Language) -> String {
    match line.due {
        Some((first, last)) if first != last => format!("{first} …"),
        Some((due, _)) => due.to_string(),
        None if line.endless => words::NO_END.get(language).to_owned(),
        None => String::new(),
    }
}
