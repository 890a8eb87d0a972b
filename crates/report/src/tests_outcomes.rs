//! What followed instead of what a test expects: steps of escalations and scores, and what no test speaks of.

use dabiao_core::program::{Escalation, Score};
use dabiao_core::scenario::{Followed, Untested};
use dabiao_core::{Language, ScoreResult};

use crate::to_json::shown_total;
use crate::to_text::step_text;
use crate::words;

/// `interview by 县委督查室 (2), miss, because of 6.1, 6.3`.
pub(crate) fn followed_text(
    plan: &Escalation,
    followed: Option<&Followed>,
    language: Language,
) -> String {
    let nothing = words::NOTHING_FOLLOWS.get(language);
    let Some(followed) = followed else {
        return nothing.to_owned();
    };
    let step = followed.step.and_then(|index| plan.steps.get(index));
    let step = step.map(|step| {
        let text = step_text(step, language);
        let count = followed.count;
        language.pick(
            format!("{text} ({count})"),
            format!("{text}（第{count}次）"),
        )
    });
    let mut parts = vec![step.unwrap_or_else(|| nothing.to_owned())];
    parts.push(words::standing(followed.standing, language).to_owned());
    if !followed.because.is_empty() {
        let ids = followed.because.join(words::comma(language));
        parts.push(language.pick(format!("because of {ids}"), format!("起因 {ids}")));
    }
    parts.join(language.pick(", ", "，"))
}

/// `total 82.5, grade 良, rank 2, on the black list`.
pub(crate) fn score_text(
    score: &Score,
    result: &ScoreResult,
    (red, black): (bool, bool),
    language: Language,
) -> String {
    let total = result.total.as_ref().map_or_else(
        || language.pick("no total", "无总分").to_owned(),
        |total| {
            let total = shown_total(score, total);
            language.pick(format!("total {total}"), format!("总分 {total}"))
        },
    );
    let grade = result.grade.and_then(|index| score.grades.get(index));
    let grade =
        grade.map(|(name, _)| language.pick(format!("grade {name}"), format!("等次 {name}")));
    let rank = result
        .rank
        .map(|rank| language.pick(format!("rank {rank}"), format!("第{rank}位")));
    let listed = |on: bool, en: &str, zh: &str| on.then(|| language.pick(en, zh).to_owned());
    let parts = [
        Some(total),
        grade,
        rank,
        listed(red, "on the red list", "列入红榜"),
        listed(black, "on the black list", "列入黑榜"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(language.pick(", ", "，"))
}

/// That there is no such score where a test expects one.
pub(crate) fn no_score(language: Language) -> &'static str {
    language.pick(
        "no score for that entity and period on this day: scores are made when a period is over",
        "当日没有该主体、该时期的评分：时期结束后才评分",
    )
}

/// `6.1`, `9.4 interview`, `7 patents`.
pub(crate) fn untested_name(untested: &Untested, language: Language) -> String {
    match untested {
        Untested::Item(id) => id.to_string(),
        Untested::Tier(id, tier) => {
            let tier = language.pick(
                tier.name(language).to_owned(),
                format!("{}预警", tier.name(language)),
            );
            format!("{id} {tier}")
        }
        Untested::Step(id, action) => format!("{id} {}", words::action(action, language)),
        Untested::Part(id, part) => format!("{id} {part}"),
    }
}
