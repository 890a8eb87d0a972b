//! A total explained: its parts with their formulas, down to the cells.

use dabiao_core::{Assessment, ScoreResult};
use serde::Serialize;

use crate::clean::clean;
use crate::document::ScoreEntry;
use crate::explanation::tree;
use crate::to_json::{score_entry, shown_total, text};
use crate::{Look, words};

/// One total in one line, then its parts as a tree. With a line end.
pub fn score_explanation_text(
    assessment: &Assessment<'_>,
    result: &ScoreResult,
    look: Look,
) -> String {
    let language = look.language;
    let program = assessment.inner().program();
    let Some(score) = program.scores.get(result.score) else {
        return String::new();
    };
    let total = result.total.as_ref().map_or_else(
        || words::NO_TOTAL.get(language).to_owned(),
        |total| {
            let shown = shown_total(score, total);
            let exact = total.to_string();
            let exact = if exact == shown {
                String::new()
            } else {
                format!(" = {exact}")
            };
            format!("{} {shown}{exact}", words::TOTAL.get(language))
        },
    );
    let rank = result
        .rank
        .map(|rank| format!("{} {rank}", words::RANK.get(language)));
    let grade = result.grade.and_then(|index| score.grades.get(index));
    let grade = grade.map(|(name, _)| name.to_string());
    let entity = program.schema.entity_name(result.entity);
    let period = result.period.text(language);
    let title = score
        .title
        .as_deref()
        .map_or(String::new(), |title| format!(" {title}"));
    let said: Vec<String> = [Some(total), rank, grade].into_iter().flatten().collect();
    let line = format!(
        "{} {}{title} — {entity}, {period}{}{}",
        words::SCORE.get(language),
        score.id,
        words::colon(language),
        said.join(words::comma(language))
    );
    let steps = assessment.inner().derive_score(result).steps;
    let tree = tree::section(&steps, look).map_or(String::new(), |tree| format!("\n{tree}\n"));
    format!("{}\n{tree}", clean(&line))
}

/// The document of an explained score.
#[derive(Debug, Serialize)]
struct ScoreDocument {
    schema: &'static str,
    scores: Vec<ScoreEntry>,
    /// How many more there are that were asked for and not shown.
    more: usize,
}

/// The same as JSON: the entries of the assessment's document. With a line end.
/// `more` says how many there are beside these.
pub fn score_explanation_json(
    assessment: &Assessment<'_>,
    results: &[&ScoreResult],
    more: usize,
    language: dabiao_core::Language,
) -> String {
    let entries = results
        .iter()
        .filter_map(|result| score_entry(assessment, result, language));
    text(&ScoreDocument {
        schema: "dabiao.score/1",
        scores: entries.collect(),
        more,
    })
}
