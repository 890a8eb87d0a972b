//! What a history holds and what a verification found, for people in both languages and for programs.

use std::collections::BTreeMap;

use dabiao_core::{Language, Period, State};
use dabiao_report::{Fit, Look, listing};
use serde::Serialize;

use crate::{AssessmentEntry, Entry, Outcome, SubmissionEntry, Trend, Verification};

/// The document of `dabiao history --format json`.
#[derive(Serialize)]
struct HistoryDocument<'a> {
    schema: &'static str,
    entries: &'a [Entry],
}

/// The document of `dabiao history --target … --format json`.
#[derive(Serialize)]
struct TrendDocument<'a> {
    schema: &'static str,
    verdicts: &'a [Trend],
}

/// The document of `dabiao verify --format json`.
#[derive(Serialize)]
struct VerificationDocument<'a> {
    schema: &'static str,
    policy: &'a str,
    hash: &'a str,
    verdicts: usize,
    whole: bool,
    differences: Vec<DifferenceEntry<'a>>,
}

#[derive(Serialize)]
struct DifferenceEntry<'a> {
    part: &'static str,
    message: &'a str,
}

/// The entries, submissions first: a table each.
pub fn history_text(entries: &[Entry], look: Look) -> String {
    let pick = |en, zh| look.language.pick(en, zh);
    let submissions = entries.iter().filter_map(|entry| match entry {
        Entry::Submission(it) => Some(submission(it, look.language)),
        Entry::Assessment(_) => None,
    });
    let assessments = entries.iter().filter_map(|entry| match entry {
        Entry::Assessment(it) => Some(assessment(it)),
        Entry::Submission(_) => None,
    });
    let (submissions, assessments): (Vec<_>, Vec<_>) =
        (submissions.collect(), assessments.collect());
    let mut parts = Vec::new();
    if !submissions.is_empty() {
        let columns = vec![
            (pick("submission", "报送"), Fit::Number),
            (pick("at", "时间"), Fit::Whole),
            (pick("by", "报送单位"), Fit::Wraps(8)),
            (pick("files", "文件"), Fit::Wraps(12)),
            (pick("instead of", "取代"), Fit::Number),
            (pick("because", "原因"), Fit::Wraps(12)),
        ];
        parts.push(listing(columns, submissions, look));
    }
    if !assessments.is_empty() {
        let columns = vec![
            (pick("assessment", "评价"), Fit::Number),
            (pick("at", "时间"), Fit::Whole),
            (pick("by", "评价单位"), Fit::Wraps(8)),
            (pick("as of", "评价日"), Fit::Whole),
            (pick("policy", "方案"), Fit::Wraps(12)),
            (pick("rests on", "依据报送"), Fit::Wraps(8)),
        ];
        parts.push(listing(columns, assessments, look));
    }
    if parts.is_empty() {
        return pick("nothing was submitted yet\n", "尚无报送\n").to_owned();
    }
    format!("{}\n", parts.join("\n\n"))
}

fn submission(entry: &SubmissionEntry, language: Language) -> Vec<String> {
    let mut files: Vec<&str> = entry.files.iter().map(|file| file.name.as_str()).collect();
    if entry.is_withdrawal() {
        files.push(language.pick("none: withdrawn", "无（撤回）"));
    }
    vec![
        entry.id.to_string(),
        entry.at.clone(),
        entry.who.clone(),
        files.join("\n"),
        entry.corrects.map(|it| it.to_string()).unwrap_or_default(),
        entry.because.clone().unwrap_or_default(),
    ]
}

fn assessment(entry: &AssessmentEntry) -> Vec<String> {
    let rests_on: Vec<String> = entry.rests_on.iter().map(ToString::to_string).collect();
    vec![
        entry.id.to_string(),
        entry.at.clone(),
        entry.who.clone(),
        entry.as_of.to_string(),
        entry.title.clone(),
        rests_on.join(" "),
    ]
}

/// The entries as JSON, with a line end.
pub fn history_json(entries: &[Entry]) -> String {
    json(&HistoryDocument {
        schema: "dabiao.entries/1",
        entries,
    })
}

/// What an assessment came to: how many verdicts have each state, how many turned, and those that want looking after.
pub fn assessment_text(outcome: &Outcome, look: Look) -> String {
    let language = look.language;
    let (id, rests_on) = (outcome.entry.id, outcome.entry.rests_on.len());
    let counts = outcome.counts.iter().filter(|(_, count)| *count > 0);
    let counts = counts.map(|(state, count)| format!("{} {count}", state.name(language)));
    let counts: Vec<String> = counts.collect();
    let counts = counts.join(" · ");
    let plural = if rests_on == 1 { "" } else { "s" };
    let mut text = language.pick(
        format!("assessment {id}, on {rests_on} submission{plural}: {counts}\n"),
        format!("第 {id} 号评价，依据报送 {rests_on} 份：{counts}\n"),
    );
    text.push_str(&turned(&outcome.turned, look));
    text
}

fn turned(turned: &[(Trend, Trend)], look: Look) -> String {
    let language = look.language;
    let mut kinds: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let place = |key: &str| State::ALL.iter().position(|state| state.key() == key);
    for (before, now) in turned {
        if let Some(kind) = place(&before.state).zip(place(&now.state)) {
            let count = kinds.entry(kind).or_default();
            *count = count.saturating_add(1);
        }
    }
    let name = |index: usize| {
        State::ALL
            .get(index)
            .map_or("", |state| state.name(language))
    };
    let mut lines: Vec<String> = kinds
        .iter()
        .map(|((before, now), count)| format!("  {} → {} {count}\n", name(*before), name(*now)))
        .collect();
    if !lines.is_empty() {
        lines.insert(0, language.pick("turned:\n", "变化：\n").to_owned());
    }
    let mut text = lines.concat();
    let grave = |trend: &Trend| {
        let state = State::parse(&trend.state);
        matches!(state, Some(State::Unmet | State::AtRisk | State::Invalid))
    };
    let worse = turned.iter().filter(|(_, now)| grave(now));
    let worse: Vec<Trend> = worse
        .flat_map(|(before, now)| [before.clone(), now.clone()])
        .collect();
    if !worse.is_empty() {
        text.push('\n');
        text.push_str(&trends_text(&worse, look));
    }
    text
}

/// The verdicts of a target from one assessment to the next.
pub fn trends_text(trends: &[Trend], look: Look) -> String {
    let pick = |en, zh| look.language.pick(en, zh);
    if trends.is_empty() {
        return pick(
            "there is no such verdict in the history\n",
            "档案中没有这样的结论\n",
        )
        .to_owned();
    }
    let columns = vec![
        (pick("target", "目标"), Fit::Whole),
        (pick("entity", "主体"), Fit::Wraps(8)),
        (pick("period", "时期"), Fit::Whole),
        (pick("as of", "评价日"), Fit::Whole),
        (pick("assessment", "评价"), Fit::Number),
        (pick("state", "结论"), Fit::Whole),
        (pick("actual", "实际"), Fit::Number),
        (pick("margin", "差距"), Fit::Number),
    ];
    let mut last = None;
    let rows = trends.iter().map(|trend| {
        // What stays the same from line to line is said once.
        let head = (&trend.target, &trend.entity, &trend.period);
        let is_known = last == Some(head);
        last = Some(head);
        let said = |text: &str| {
            if is_known {
                String::new()
            } else {
                text.to_owned()
            }
        };
        let figure = |value: &Option<String>, unit: &Option<String>| {
            let unit = unit.as_deref().unwrap_or_default();
            // `10 days`, but `79.99%` and `8000万元`.
            let gap = unit.starts_with(|c: char| c.is_ascii_alphabetic());
            let gap = if gap { " " } else { "" };
            let figure = value.as_ref().map(|it| format!("{it}{gap}{unit}"));
            figure.unwrap_or_default()
        };
        let period = trend.period.as_deref().unwrap_or_default();
        vec![
            said(&trend.target),
            said(trend.entity.as_deref().unwrap_or_default()),
            said(&period_said(period, look.language)),
            trend.as_of.to_string(),
            trend.assessment.to_string(),
            state(&trend.state, look.language),
            figure(&trend.actual, &trend.unit),
            figure(&trend.margin, &None),
        ]
    });
    format!("{}\n", listing(columns, rows, look))
}

/// The verdicts as JSON, with a line end.
pub fn trends_json(trends: &[Trend]) -> String {
    json(&TrendDocument {
        schema: "dabiao.trends/1",
        verdicts: trends,
    })
}

/// Whether a seal is whole, and what differs where it is not.
pub fn verification_text(found: &Verification, language: Language) -> String {
    let (title, hash, verdicts) = (&found.title, &found.hash, found.verdicts);
    if found.is_whole() {
        return language.pick(
            format!("{title}: whole; {verdicts} verdicts made again, all as sealed\n{hash}\n"),
            format!("{title}：完好；重算结论 {verdicts} 条，与封存时完全一致\n{hash}\n"),
        );
    }
    let mut text = language.pick(
        format!("{title}: not as it was sealed\n"),
        format!("{title}：与封存时不一致\n"),
    );
    for (part, why) in &found.differences {
        let (part, why) = (part.name(language), why.get(language));
        text.push_str(&language.pick(format!("  {part}: {why}\n"), format!("  {part}：{why}\n")));
    }
    text
}

/// The same as JSON, with a line end.
pub fn verification_json(found: &Verification, language: Language) -> String {
    let differences = found.differences.iter();
    json(&VerificationDocument {
        schema: "dabiao.verification/1",
        policy: &found.title,
        hash: &found.hash,
        verdicts: found.verdicts,
        whole: found.is_whole(),
        differences: differences
            .map(|(part, why)| DifferenceEntry {
                part: part.key(),
                message: why.get(language),
            })
            .collect(),
    })
}

/// A period as people write it: `2025Q1`, `2025年一季度`.
pub(crate) fn period_said(period: &str, language: Language) -> String {
    Period::parse(period).map_or_else(|_| period.to_owned(), |it| it.text(language))
}

/// A state's name by its word for programs.
pub(crate) fn state(key: &str, language: Language) -> String {
    State::parse(key).map_or_else(|| key.to_owned(), |state| state.name(language).to_owned())
}

pub(crate) fn json<T: Serialize>(document: &T) -> String {
    // Strings, numbers and lists have no way to fail.
    let mut text = serde_json::to_string_pretty(document).unwrap_or_default();
    text.push('\n');
    text
}
