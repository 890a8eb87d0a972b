//! Scores and ranks, what follows misses, and the checks that failed or could not be made.

use dabiao_core::program::Score;
use dabiao_core::{
    Assessment, CheckState, EntityId, EscalationResult, Language, PartState, Period, ScoreResult,
    Standing,
};
use serde::Serialize;

use super::kind::Span;
use super::table::{CellView, Kind, TableView};
use crate::clean::clean;
use crate::to_json::Totals;
use crate::to_text::{
    because_of, checks as text_checks, follows as step_of, on_the_day, step_text,
};
use crate::words;

/// A score in one period, best first; who has the same total has the same rank.
#[derive(Debug, Serialize)]
pub(super) struct RankingView {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) period: String,
    /// How many are ranked, others than those told of among them.
    pub(super) ranked: usize,
    /// Whether something is noted of any of them.
    pub(super) noted: bool,
    pub(super) rows: Vec<RankedView>,
}

#[derive(Debug, Serialize)]
pub(super) struct RankedView {
    pub(super) rank: Option<usize>,
    pub(super) entity: String,
    pub(super) total: String,
    pub(super) grade: String,
    /// Which parts are missing or do not apply, and that there is no total because of them.
    pub(super) note: String,
}

/// What follows for somebody.
#[derive(Debug, Serialize)]
pub(super) struct FollowView {
    pub(super) escalation: String,
    pub(super) party: String,
    pub(super) period: String,
    pub(super) standing: String,
    pub(super) follows: String,
    /// The targets and totals that it rests on.
    pub(super) because: String,
    /// How it stood on the day when it fell due, where that differs.
    pub(super) on_the_day: String,
    /// The step alone, and how many times were counted for it; nothing where none is taken.
    #[serde(skip)]
    step: String,
    #[serde(skip)]
    count: String,
}

/// A check that does not hold.
#[derive(Debug, Serialize)]
pub(super) struct CheckView {
    pub(super) key: &'static str,
    /// Its lines as the text report has them.
    pub(super) text: String,
}

/// Who alone is told of, and in which span; all where there is none.
type Told<'a> = (Option<&'a str>, Option<&'a Span>);

fn is_in(span: Option<&Span>, period: Period) -> bool {
    span.is_none_or(|span| span.touches(Some(period)))
}

pub(super) fn rankings(
    assessment: &Assessment<'_>,
    (only, span): Told<'_>,
    language: Language,
) -> Vec<RankingView> {
    let results = assessment.scores();
    let rankings = results.chunk_by(|a, b| (a.score, a.period) == (b.score, b.period));
    let told = rankings.filter_map(|own| {
        let first = own.first().filter(|it| is_in(span, it.period))?;
        let score = assessment.inner().program().scores.get(first.score)?;
        ranking(assessment, (score, own), only, language)
    });
    told.collect()
}

/// A score in a period, best first; nothing where nobody who is told of is scored.
fn ranking(
    assessment: &Assessment<'_>,
    (score, results): (&Score, &[ScoreResult]),
    only: Option<&str>,
    language: Language,
) -> Option<RankingView> {
    let schema = &assessment.inner().program().schema;
    let totals = Totals::of(score, results);
    let is_told = |it: &&ScoreResult| only.is_none_or(|only| only == schema.entity_name(it.entity));
    let rows = results.iter().filter(is_told).map(|result| {
        let grade = result.grade.and_then(|index| score.grades.get(index));
        let total = result.total.as_ref();
        RankedView {
            rank: result.rank,
            entity: clean(schema.entity_name(result.entity)).into_owned(),
            total: total.map_or(String::new(), |total| totals.shown(total)),
            grade: clean(grade.map_or("", |(name, _)| name)).into_owned(),
            note: clean(&noted(score, result, language)).into_owned(),
        }
    });
    let mut rows: Vec<RankedView> = rows.collect();
    rows.sort_by_key(|row| row.rank.unwrap_or(usize::MAX));
    let first = results.first().filter(|_| !rows.is_empty())?;
    Some(RankingView {
        id: score.id.to_string(),
        title: clean(score.title.as_deref().unwrap_or_default()).into_owned(),
        period: first.period.text(language),
        ranked: results.iter().filter(|it| it.rank.is_some()).count(),
        noted: rows.iter().any(|row| !row.note.is_empty()),
        rows,
    })
}

/// `no total; missing: complaints; not applicable: 6.1`.
fn noted(score: &Score, result: &ScoreResult, language: Language) -> String {
    let colon = words::colon(language);
    let named = |state: PartState, word: words::Word| {
        let parts = score.parts.iter().zip(&result.parts);
        let parts = parts.filter(|(_, came)| came.state == state);
        let labels: Vec<&str> = parts.map(|(part, _)| &*part.label).collect();
        let labels = labels.join(words::comma(language));
        (!labels.is_empty()).then(|| format!("{}{colon}{labels}", word.get(language)))
    };
    let no_total = result
        .total
        .is_none()
        .then(|| words::NO_TOTAL.get(language).to_owned());
    let said = [
        no_total,
        named(PartState::Missing, words::MISSING),
        named(PartState::NotApplicable, words::NOT_APPLICABLE),
    ];
    let said: Vec<String> = said.into_iter().flatten().collect();
    said.join(language.pick("; ", "；"))
}

pub(super) fn follows(
    assessment: &Assessment<'_>,
    (only, span): Told<'_>,
    language: Language,
) -> Vec<FollowView> {
    let plans = &assessment.inner().program().escalations;
    let told = |result: &&EscalationResult| {
        let is_own = only.is_none_or(|only| only == result.party.as_ref());
        is_own
            && is_in(span, result.period)
            && (result.step.is_some()
                || matches!(result.standing, Standing::Miss | Standing::Undecided)
                || result.then.is_some_and(|then| then.step.is_some()))
    };
    let results = assessment.escalations().iter().filter(told);
    results
        .filter_map(|result| {
            let plan = plans.get(result.escalation)?;
            let title = plan.title.as_deref().unwrap_or_default();
            let step = result.step.and_then(|index| plan.steps.get(index));
            Some(FollowView {
                step: step.map_or(String::new(), |step| {
                    clean(&step_text(step, language)).into_owned()
                }),
                count: step.map_or(String::new(), |_| result.count.to_string()),
                escalation: clean(&format!("{} {title}", plan.id)).trim().to_owned(),
                party: clean(&result.party).into_owned(),
                period: result.period.text(language),
                standing: words::standing(result.standing, language).to_owned(),
                follows: clean(&step_of(plan, result, language)).into_owned(),
                because: clean(&because_of(assessment, result, language)).into_owned(),
                on_the_day: clean(&on_the_day(plan, result, language)).into_owned(),
            })
        })
        .collect()
}

/// What follows as a table.
pub(super) fn follow_table(follows: &[FollowView], language: Language) -> TableView {
    let columns = [
        ("rule", Kind::Text),
        ("party", Kind::Text),
        ("period", Kind::Period),
        ("standing", Kind::Text),
        ("times", Kind::Count),
        ("follows", Kind::Long),
        ("because", Kind::Long),
        ("on_the_day", Kind::Text),
    ];
    let rows = follows.iter().map(|it| {
        let texts = [
            &it.escalation,
            &it.party,
            &it.period,
            &it.standing,
            &it.count,
            &it.step,
            &it.because,
            &it.on_the_day,
        ];
        texts.map(|text| CellView::text(&**text)).to_vec()
    });
    let table = TableView::new(&columns, language).of(rows);
    table.without_empty("on_the_day", language)
}

/// Who is on the red and the black lists.
pub(super) fn lists(
    assessment: &Assessment<'_>,
    (only, span): Told<'_>,
    language: Language,
) -> TableView {
    let program = assessment.inner().program();
    let names = |entities: &[EntityId]| {
        let names = entities.iter().map(|it| program.schema.entity_name(*it));
        let names: Vec<_> = names
            .filter(|name| only.is_none_or(|only| only == *name))
            .map(clean)
            .collect();
        CellView::text(names.join(words::comma(language)))
    };
    let results = assessment.lists().iter();
    let results = results.filter(|it| is_in(span, it.period));
    let rows = results.filter_map(|result| {
        let score = program.scores.get(result.score)?;
        let black = score.lists.get(result.list)?.black;
        let list = if black {
            words::BLACK_LIST
        } else {
            words::RED_LIST
        };
        let title = score.title.as_deref().unwrap_or_default();
        Some(vec![
            CellView::text(clean(&format!("{} {title}", score.id)).trim()),
            CellView::text(result.period.text(language)),
            CellView::text(list.get(language)),
            names(&result.entities),
            names(&result.excepted),
        ])
    });
    let columns = [
        ("score", Kind::Text),
        ("period", Kind::Period),
        ("list", Kind::Text),
        ("who", Kind::Long),
        ("excepted", Kind::Text),
    ];
    TableView::new(&columns, language).of(rows)
}

pub(super) fn checks(
    assessment: &Assessment<'_>,
    only: Option<&str>,
    language: Language,
) -> Vec<CheckView> {
    let schema = &assessment.inner().program().schema;
    let look = crate::Look::plain(language);
    let results = assessment.checks().iter();
    let told = results.filter(|result| {
        let entity = result.entity.map(|it| schema.entity_name(it));
        result.state != CheckState::Holds && only.is_none_or(|only| entity == Some(only))
    });
    told.map(|result| CheckView {
        key: match result.state {
            CheckState::Holds => "met",
            CheckState::Fails => "unmet",
            CheckState::CannotBeChecked => "no_data",
        },
        text: text_checks::one(assessment, result, look),
    })
    .collect()
}
