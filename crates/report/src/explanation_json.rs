//! Verdicts explained as JSON.

use dabiao_core::explain::Step;
use dabiao_core::{Assessment, Language, Verdict};

use crate::document::{ExplanationDocument, ExplanationEntry, StepEntry};
use crate::to_json::{data, policy, value_entry, verdict_entry};

/// The document of `dabiao explain --format json`, with a line end. `more` counts the verdicts that fit as well and
/// are not among them.
pub fn explanation_json(
    assessment: &Assessment<'_>,
    verdicts: &[Verdict<'_>],
    more: usize,
    language: Language,
) -> String {
    let explanations = verdicts.iter().map(|verdict| ExplanationEntry {
        sentence: Language::ALL
            .map(|language| (language.code(), verdict.explain(language)))
            .into(),
        steps: steps(&verdict.derive().steps, language),
        verdict: verdict_entry(assessment, verdict, language),
    });
    crate::to_json::text(&ExplanationDocument {
        schema: ExplanationDocument::SCHEMA,
        policy: policy(assessment),
        data: data(assessment),
        as_of: assessment.as_of(),
        explanations: explanations.collect(),
        more,
    })
}

/// Steps as entries.
pub(crate) fn steps(steps: &[Step], language: Language) -> Vec<StepEntry> {
    let entry = |step: &Step| StepEntry {
        label: step.label.get(language).to_owned(),
        formula: step
            .formula
            .as_ref()
            .map(|formula| formula.get(language).to_owned()),
        value: step
            .value
            .as_ref()
            .map(|value| value_entry(value, language)),
        at: step.at.clone(),
        steps: self::steps(&step.steps, language),
    };
    steps.iter().map(entry).collect()
}
