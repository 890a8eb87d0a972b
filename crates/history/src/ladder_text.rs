//! Escalations of a history for people: on which step each stands, and how it came to that.

use dabiao_core::Language;
use dabiao_report::{Fit, Look, action_said, listing, standing_said};
use serde::Serialize;

use crate::text::{json, period_said};
use crate::{Follow, Missed, Rung, Telling};

/// The document of `dabiao history --escalations --format json`.
#[derive(Serialize)]
struct LadderDocument<'a> {
    schema: &'static str,
    rungs: &'a [Rung],
}

/// The most verdicts that are named on a line.
const MOST_NAMED: usize = 3;

/// The last step of each party with the day since when it is told, then each period with what assessments told of it.
pub fn ladders_text(rungs: &[Rung], look: Look) -> String {
    if rungs.is_empty() {
        let nothing = look.language.pick(
            "nothing followed under any escalation\n",
            "没有触发任何督办\n",
        );
        return nothing.to_owned();
    }
    let mut text = standing(rungs, look);
    text.push_str(&way(rungs, look));
    text
}

/// The same as JSON, with a line end.
pub fn ladders_json(rungs: &[Rung]) -> String {
    json(&LadderDocument {
        schema: "dabiao.ladders/1",
        rungs,
    })
}

/// The last step of each party.
fn standing(rungs: &[Rung], look: Look) -> String {
    let pick = |en, zh| look.language.pick(en, zh);
    let parties = rungs.chunk_by(|one, other| key(one) == key(other));
    let rows: Vec<Vec<String>> = parties
        .filter_map(|rungs| {
            let last = rungs.iter().rev().find(|rung| rung.follows().is_some())?;
            let (follow, since) = (last.follows()?, last.since()?);
            Some(vec![
                last.escalation.clone(),
                last.party.clone(),
                action(follow, look.language),
                period_said(&last.period, look.language),
                since.since.to_string(),
                since.assessments.first()?.to_string(),
            ])
        })
        .collect();
    if rows.is_empty() {
        return pick(
            "nobody stands on a step\n\n",
            "目前无人处于任何督办步骤\n\n",
        )
        .to_owned();
    }
    let columns = vec![
        (pick("escalation", "督办"), Fit::Whole),
        (pick("party", "对象"), Fit::Wraps(8)),
        (pick("last step", "最近步骤"), Fit::Wraps(12)),
        (pick("for", "时期"), Fit::Whole),
        (pick("since", "自"), Fit::Whole),
        (pick("assessment", "评价"), Fit::Number),
    ];
    format!("{}\n\n", listing(columns, rows.into_iter(), look))
}

fn key(rung: &Rung) -> (&str, &str, &str) {
    (&rung.policy, &rung.escalation, &rung.party)
}

/// Each period as assessments told it.
fn way(rungs: &[Rung], look: Look) -> String {
    let pick = |en, zh| look.language.pick(en, zh);
    let columns = vec![
        (pick("escalation", "督办"), Fit::Whole),
        (pick("party", "对象"), Fit::Wraps(8)),
        (pick("period", "时期"), Fit::Whole),
        (pick("as of", "评价日"), Fit::Whole),
        (pick("assessments", "评价"), Fit::Wraps(5)),
        (pick("standing", "结果"), Fit::Whole),
        (pick("follows", "处置"), Fit::Wraps(10)),
        (pick("unmet", "未达标"), Fit::Wraps(12)),
    ];
    let lines = rungs
        .iter()
        .flat_map(|rung| rung.told.iter().map(move |telling| (rung, telling)));
    let mut last: Option<&Rung> = None;
    let rows = lines.map(|(rung, telling)| {
        // What stays the same from line to line is said once.
        let is_party = last.is_some_and(|before| key(before) == key(rung));
        let is_period = is_party && last.is_some_and(|before| before.period == rung.period);
        last = Some(rung);
        let said = |text: &str, known: bool| if known { "" } else { text }.to_owned();
        let mut row = vec![
            said(&rung.escalation, is_party),
            said(&rung.party, is_party),
            said(&period_said(&rung.period, look.language), is_period),
        ];
        row.extend(told(telling, look.language));
        row
    });
    format!("{}\n", listing(columns, rows, look))
}

fn told(telling: &Telling, language: Language) -> [String; 5] {
    let assessments: Vec<String> = telling
        .assessments
        .iter()
        .map(ToString::to_string)
        .collect();
    let follows = telling.follows.as_ref();
    [
        telling.since.to_string(),
        assessments.join(" "),
        standing_said(&telling.standing, language).to_owned(),
        follows.map_or(String::new(), |it| {
            counted(it, action_said(&it.action, language), language)
        }),
        missed(&telling.missed, language),
    ]
}

fn action(follow: &Follow, language: Language) -> String {
    let mut text = action_said(&follow.action, language).to_owned();
    if let Some(by) = &follow.by {
        text.push_str(&language.pick(format!(" by {by}"), format!("，由{by}")));
    }
    if let Some(to) = &follow.to {
        text.push_str(&language.pick(format!(" to {to}"), format!("，至{to}")));
    }
    counted(follow, &text, language)
}

/// What follows with how many were counted for it.
fn counted(follow: &Follow, action: &str, language: Language) -> String {
    let count = follow.count;
    language.pick(
        format!("{action} ({count} counted)"),
        format!("{action}（计{count}次）"),
    )
}

fn missed(missed: &[Missed], language: Language) -> String {
    let seat = |it: &Missed| {
        let entity = it.entity.as_deref().unwrap_or_default();
        format!("{} {entity}", it.target).trim_end().to_owned()
    };
    let mut names: Vec<String> = missed.iter().take(MOST_NAMED).map(seat).collect();
    let rest = missed.len().saturating_sub(MOST_NAMED);
    if rest > 0 {
        names.push(language.pick(format!("{rest} more"), format!("另{rest}项")));
    }
    names.join(language.pick(", ", "、"))
}
