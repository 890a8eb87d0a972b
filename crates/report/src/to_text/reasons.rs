//! Why verdicts are undecided or not believed: each reason once, with the targets and entities it holds for.

use std::collections::BTreeMap;

use dabiao_core::explain::{Detail, gap_text, suspicion_text};
use dabiao_core::{Assessment, Gap, Language, Period, State, Verdict};

use crate::clean::clean;
use crate::paint::{heading, of_state, paint};
use crate::{Look, words};

/// The most reasons that are listed.
const MOST: usize = 60;

/// The most entities that are named for one reason.
const MOST_NAMED: usize = 4;

/// A reason and what it holds for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Reason<'a> {
    state: State,
    text: String,
    /// The periods whose figure is missing, in order.
    periods: Vec<Period>,
    targets: Vec<&'a str>,
    entities: Vec<&'a str>,
}

/// The reasons, what needs attention first; nothing when every verdict is decided.
pub(super) fn section(
    assessment: &Assessment<'_>,
    verdicts: &[Verdict<'_>],
    details: &[Detail],
    look: Look,
) -> Option<String> {
    let language = look.language;
    let all = reasons(assessment, verdicts, details, language);
    // One after the other: entities of a target and period, then periods, then targets.
    let by_entity = joined(
        all,
        |reason| reason.entities.clear(),
        |known, own| add_new(&mut known.entities, own.entities),
    );
    let by_period = joined(
        by_entity,
        |reason| reason.periods.clear(),
        |known, own| add_new(&mut known.periods, own.periods),
    );
    let mut reasons = joined(
        by_period,
        |reason| reason.targets.clear(),
        |known, own| add_new(&mut known.targets, own.targets),
    );
    reasons.sort_by_key(|reason| order(reason.state));
    let beyond = reasons.len().saturating_sub(MOST);
    let lines = reasons.iter().take(MOST).map(|reason| line(reason, look));
    let more = (beyond > 0).then(|| format!("  {}", words::and_more(beyond, language)));
    let lines: Vec<String> = lines.chain(more).collect();
    let title = paint(words::REASONS.get(language), heading(), look.colour);
    (!lines.is_empty()).then(|| format!("{title}\n{}", lines.join("\n")))
}

/// Adds what is not there yet, in order.
fn add_new<T: PartialEq>(known: &mut Vec<T>, own: Vec<T>) {
    for one in own {
        if !known.contains(&one) {
            known.push(one);
        }
    }
}

/// The reason of each undecided verdict.
fn reasons<'a>(
    assessment: &Assessment<'_>,
    verdicts: &'a [Verdict<'_>],
    details: &[Detail],
    language: Language,
) -> Vec<Reason<'a>> {
    let undecided = verdicts.iter().zip(details).filter(|(verdict, _)| {
        matches!(
            verdict.state(),
            State::NoData | State::Invalid | State::NotApplicable
        )
    });
    let reason = |(verdict, detail): (&'a Verdict<'_>, &Detail)| {
        let (text, period) = text(assessment, detail, language)?;
        Some(Reason {
            state: verdict.state(),
            text,
            periods: period.into_iter().collect(),
            targets: vec![verdict.target()],
            entities: verdict.entity().into_iter().collect(),
        })
    };
    undecided.filter_map(reason).collect()
}

/// Joins the reasons that are the same once a part of them is `cleared`, in the order of the first.
fn joined<'a>(
    reasons: Vec<Reason<'a>>,
    cleared: fn(&mut Reason<'a>),
    add: fn(&mut Reason<'a>, Reason<'a>),
) -> Vec<Reason<'a>> {
    let mut places: BTreeMap<Reason<'a>, usize> = BTreeMap::new();
    let mut joined: Vec<Reason<'a>> = Vec::new();
    for reason in reasons {
        let mut rest = reason.clone();
        cleared(&mut rest);
        let place = *places.entry(rest).or_insert(joined.len());
        match joined.get_mut(place) {
            Some(known) if *known != reason => add(known, reason),
            Some(_) => {}
            None => joined.push(reason),
        }
    }
    joined
}

/// Why a verdict is undecided or not believed, without entity and period of a figure that is missing, and that period.
fn text(
    assessment: &Assessment<'_>,
    detail: &Detail,
    language: Language,
) -> Option<(String, Option<Period>)> {
    if let Some(why) = detail.suspicion {
        return Some((suspicion_text(assessment.inner(), why, language), None));
    }
    let (gap, period) = match detail.gap.clone()? {
        Gap::NotSubmitted {
            metric,
            segment,
            source,
            period,
            last_known,
            ..
        } => (
            Gap::NotSubmitted {
                metric,
                segment,
                source,
                entity: None,
                period: None,
                last_known,
            },
            period,
        ),
        other => (other, None),
    };
    Some((
        gap_text(assessment.inner().program(), &gap, language),
        period,
    ))
}

/// `no data  5.1 (2025Q1–Q2): items admitted was not submitted — 临夏市, 临夏县, … (8)`.
fn line(reason: &Reason<'_>, look: Look) -> String {
    let language = look.language;
    let state = paint(
        reason.state.name(language),
        of_state(reason.state),
        look.colour,
    );
    let mut text = reason.targets.join(words::comma(language));
    if !reason.periods.is_empty() {
        let periods = words::periods(&reason.periods, language);
        text.push_str(&language.pick(format!(" ({periods})"), format!("（{periods}）")));
    }
    text.push_str(words::colon(language));
    text.push_str(&reason.text);
    let named: Vec<&str> = reason.entities.iter().take(MOST_NAMED).copied().collect();
    let count = reason.entities.len();
    if count > 0 {
        text.push_str(" — ");
        text.push_str(&named.join(words::comma(language)));
    }
    if count > named.len() {
        text.push_str(&language.pick(format!(", … ({count})"), format!("等{count}个")));
    }
    format!("  {state}  {}", clean(&text))
}

/// What needs attention first.
fn order(state: State) -> u8 {
    match state {
        State::Invalid => 0,
        State::NoData => 1,
        _ => 2,
    }
}
