//! Scores with their ranks and grades, and the lists.

use std::collections::BTreeMap;

use dabiao_core::program::Score;
use dabiao_core::{Assessment, EntityId, Language, ListResult, PartState, Period, ScoreResult};

use crate::clean::clean;
use crate::paint::{heading, paint};
use crate::table::{Fit, Grid};
use crate::to_json::Totals;
use crate::{Look, words};

/// The most totals that are listed of one score.
const MOST: usize = 60;

/// A table for each score, the highest total of each period first, and below it the lists.
pub(super) fn sections(assessment: &Assessment<'_>, look: Look) -> Vec<String> {
    let scores = assessment.inner().program().scores.iter().enumerate();
    scores
        .filter_map(|(index, score)| {
            let of_score = |result: &&ScoreResult| result.score == index;
            let mut results: Vec<_> = assessment.scores().iter().filter(of_score).collect();
            results.sort_by_key(|it| (it.period, it.rank.is_none(), it.rank));
            let table = table(assessment, score, &results, look)?;
            let of_score = |result: &&ListResult| result.score == index;
            let lists = assessment.lists().iter().filter(of_score);
            let lists = lists.map(|list| line(assessment, score, list, look.language));
            let lines: Vec<String> = std::iter::once(table).chain(lists).collect();
            Some(lines.join("\n"))
        })
        .collect()
}

fn table(
    assessment: &Assessment<'_>,
    score: &Score,
    results: &[&ScoreResult],
    look: Look,
) -> Option<String> {
    let language = look.language;
    let mut grid = Grid::new(vec![
        (words::PERIOD.get(language), Fit::Whole),
        (words::RANK.get(language), Fit::Number),
        (words::ENTITY.get(language), Fit::Whole),
        (words::TOTAL.get(language), Fit::Number),
        (words::GRADE.get(language), Fit::Whole),
        (words::PARTS.get(language), Fit::Wraps(24)),
    ]);
    let of_period = |period| {
        let own = results.iter().filter(move |it| it.period == period);
        Totals::of(score, own.copied())
    };
    let mut totals: BTreeMap<Period, Totals<'_>> = BTreeMap::new();
    for result in results.iter().take(MOST) {
        let beside = totals.entry(result.period);
        let beside = &*beside.or_insert_with(|| of_period(result.period));
        let grade = result.grade.and_then(|index| score.grades.get(index));
        let total = result.total.as_ref();
        grid.row([
            result.period.text(language).into(),
            result
                .rank
                .map_or_else(String::new, |rank| rank.to_string())
                .into(),
            clean(name(assessment, result.entity)).into(),
            total
                .map_or_else(
                    || words::NO_TOTAL.get(language).to_owned(),
                    |total| beside.shown(total),
                )
                .into(),
            clean(grade.map_or("", |(name, _)| name)).into(),
            clean(&parts(score, result, language)).into(),
        ]);
    }
    let title = score
        .title
        .as_deref()
        .map_or(String::new(), |title| format!(" {title}"));
    let title = format!("{} {}{title}", words::SCORE.get(language), score.id);
    let title = paint(&clean(&title), heading(), look.colour);
    let beyond = results.len().saturating_sub(MOST);
    let more = (beyond > 0).then(|| format!("\n{}", words::and_more(beyond, language)));
    let more = more.unwrap_or_default();
    (!results.is_empty()).then(|| format!("{title}\n{}{more}", grid.render(look)))
}

/// `6.1 20, cases 8.5, patents missing`: the marks of each part.
fn parts(score: &Score, result: &ScoreResult, language: Language) -> String {
    let parts = score.parts.iter().zip(&result.parts).map(|(part, came)| {
        let marks = came.marks.as_ref().map(|marks| marks.digits(2));
        let other = match came.state {
            PartState::NotApplicable => words::NOT_APPLICABLE,
            PartState::Marked | PartState::Missing => words::MISSING,
        };
        let marks = marks.unwrap_or_else(|| other.get(language).to_owned());
        format!("{} {marks}", part.label)
    });
    parts.collect::<Vec<_>>().join(words::comma(language))
}

/// `red list 2025Q1: 甲县, 乙县 (left off: 丙县)`.
fn line(
    assessment: &Assessment<'_>,
    score: &Score,
    result: &ListResult,
    language: Language,
) -> String {
    let black = score.lists.get(result.list).is_some_and(|list| list.black);
    let head = if black {
        words::BLACK_LIST
    } else {
        words::RED_LIST
    };
    let names = |entities: &[EntityId]| {
        let names: Vec<&str> = entities.iter().map(|it| name(assessment, *it)).collect();
        names.join(words::comma(language))
    };
    let on = if result.entities.is_empty() {
        words::NOBODY.get(language).to_owned()
    } else {
        names(&result.entities)
    };
    let off = if result.excepted.is_empty() {
        String::new()
    } else {
        let names = names(&result.excepted);
        language.pick(
            format!(" (left off: {names})"),
            format!("（除外：{names}）"),
        )
    };
    let line = format!(
        "{} {}{}{on}{off}",
        head.get(language),
        result.period.text(language),
        words::colon(language)
    );
    clean(&line).into_owned()
}

fn name<'a>(assessment: &'a Assessment<'_>, entity: EntityId) -> &'a str {
    assessment.inner().program().schema.entity_name(entity)
}
