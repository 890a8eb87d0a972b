//! What follows a miss explained: the step, the periods it counts, the verdicts it rests on.

use dabiao_core::{Assessment, EscalationResult};
use serde::Serialize;

use crate::clean::clean;
use crate::document::EscalationEntry;
use crate::explanation::tree;
use crate::to_json::{escalation_entry, text};
use crate::to_text::{follows, on_the_day};
use crate::{Look, words};

/// What follows for a party in one line, then what it rests on as a tree. With a line end.
pub fn escalation_explanation_text(
    assessment: &Assessment<'_>,
    result: &EscalationResult,
    look: Look,
) -> String {
    let language = look.language;
    let program = assessment.inner().program();
    let Some(plan) = program.escalations.get(result.escalation) else {
        return String::new();
    };
    let title = plan
        .title
        .as_deref()
        .map_or(String::new(), |title| format!(" {title}"));
    let standing = words::standing(result.standing, language).to_owned();
    let follows = follows(plan, result, language);
    let follows = if follows.is_empty() {
        words::NOTHING_FOLLOWS.get(language).to_owned()
    } else {
        follows
    };
    let then = on_the_day(plan, result, language);
    let then = result.then.map(|it| {
        language.pick(
            format!("on {}: {then}", it.day),
            format!("{}：{then}", it.day),
        )
    });
    let said: Vec<String> = [Some(standing), Some(follows), then]
        .into_iter()
        .flatten()
        .collect();
    let line = format!(
        "{} {}{title} — {}, {}{}{}",
        words::ESCALATION.get(language),
        plan.id,
        result.party,
        result.period.text(language),
        words::colon(language),
        said.join(language.pick("; ", "；"))
    );
    let steps = assessment.inner().derive_escalation(result).steps;
    let tree = tree::section(&steps, look).map_or(String::new(), |tree| format!("\n{tree}\n"));
    format!("{}\n{tree}", clean(&line))
}

/// The document of an explained escalation.
#[derive(Debug, Serialize)]
struct EscalationDocument {
    schema: &'static str,
    escalations: Vec<EscalationEntry>,
    /// How many more there are that were asked for and not shown.
    more: usize,
}

/// The same as JSON: the entries of the assessment's document. With a line end.
/// `more` says how many there are beside these.
pub fn escalation_explanation_json(
    assessment: &Assessment<'_>,
    results: &[&EscalationResult],
    more: usize,
    language: dabiao_core::Language,
) -> String {
    let entries = results
        .iter()
        .filter_map(|result| escalation_entry(assessment, result, language));
    text(&EscalationDocument {
        schema: "dabiao.escalation/1",
        escalations: entries.collect(),
        more,
    })
}
