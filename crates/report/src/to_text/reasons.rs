//! Why verdicts are undecided or not believed: each reason once, with the targets and entities it holds for.

use dabiao_core::explain::{Detail, gap_text, suspicion_text};
use dabiao_core::{Assessment, Gap, Language, State, Verdict};

use crate::clean::clean;
use crate::paint::{heading, of_state, paint};
use crate::{Look, words};

/// The most reasons that are listed.
const MOST: usize = 60;

/// The most entities that are named for one reason.
const MOST_NAMED: usize = 4;

/// A reason and what it holds for.
struct Reason<'a> {
    state: State,
    text: String,
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
    let mut reasons = joined(by_target(assessment, verdicts, details, language));
    reasons.sort_by_key(|reason| order(reason.state));
    let beyond = reasons.len().saturating_sub(MOST);
    let lines = reasons.iter().take(MOST).map(|reason| line(reason, look));
    let more = (beyond > 0).then(|| format!("  {}", words::and_more(beyond, language)));
    let lines: Vec<String> = lines.chain(more).collect();
    let title = paint(words::REASONS.get(language), heading(), look.colour);
    (!lines.is_empty()).then(|| format!("{title}\n{}", lines.join("\n")))
}

/// Reasons by target, the entities of each together.
fn by_target<'a>(
    assessment: &Assessment<'_>,
    verdicts: &'a [Verdict<'_>],
    details: &[Detail],
    language: Language,
) -> Vec<Reason<'a>> {
    let mut reasons: Vec<Reason<'a>> = Vec::new();
    for (verdict, detail) in verdicts.iter().zip(details) {
        let state = verdict.state();
        let open = matches!(state, State::NoData | State::Invalid | State::NotApplicable);
        let Some(text) = text(assessment, detail, language).filter(|_| open) else {
            continue;
        };
        let target = verdict.target();
        let same = |known: &&mut Reason<'_>| {
            known.state == state && known.text == text && known.targets == [target]
        };
        // Verdicts of one target stand together, so the reason is among the last few.
        let known = reasons
            .iter_mut()
            .rev()
            .take_while(|known| known.targets == [target])
            .find(same);
        match known {
            Some(known) if known.entities.last().copied() == verdict.entity() => {}
            Some(known) => known.entities.extend(verdict.entity()),
            None => {
                let entities = verdict.entity().into_iter().collect();
                reasons.push(Reason {
                    state,
                    text,
                    targets: vec![target],
                    entities,
                });
            }
        }
    }
    reasons
}

/// Targets with the same reason for the same entities together.
fn joined(by_target: Vec<Reason<'_>>) -> Vec<Reason<'_>> {
    let mut reasons: Vec<Reason<'_>> = Vec::new();
    for reason in by_target {
        let same = |known: &&mut Reason<'_>| {
            known.state == reason.state
                && known.text == reason.text
                && known.entities == reason.entities
        };
        match reasons.iter_mut().find(|it| same(it)) {
            Some(known) => known.targets.extend(reason.targets),
            None => reasons.push(reason),
        }
    }
    reasons
}

/// Why a verdict is undecided or not believed, without naming the entity whose figure is missing.
fn text(assessment: &Assessment<'_>, detail: &Detail, language: Language) -> Option<String> {
    if let Some(why) = detail.suspicion {
        return Some(suspicion_text(assessment.inner(), why, language));
    }
    let gap = match detail.gap.clone()? {
        Gap::NotSubmitted {
            metric,
            segment,
            period,
            last_known,
            ..
        } => Gap::NotSubmitted {
            metric,
            segment,
            entity: None,
            period,
            last_known,
        },
        other => other,
    };
    Some(gap_text(assessment.inner().program(), &gap, language))
}

/// `no data  5.1: items admitted (2025Q2) was not submitted — 临夏市, 临夏县, … (8)`.
fn line(reason: &Reason<'_>, look: Look) -> String {
    let language = look.language;
    let state = paint(
        reason.state.name(language),
        of_state(reason.state),
        look.colour,
    );
    let targets = reason.targets.join(words::comma(language));
    let named: Vec<&str> = reason.entities.iter().take(MOST_NAMED).copied().collect();
    let mut entities = named.join(words::comma(language));
    if reason.entities.len() > named.len() {
        entities.push_str(&language.pick(
            format!(", … ({})", reason.entities.len()),
            format!("等{}个", reason.entities.len()),
        ));
    }
    let dash = if entities.is_empty() { "" } else { " — " };
    let text = format!(
        "{targets}{}{}{dash}{entities}",
        words::colon(language),
        reason.text
    );
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
