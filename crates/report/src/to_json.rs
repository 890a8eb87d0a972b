//! An assessment as JSON.

mod check;
mod entry;
mod escalation;
mod score;
mod value;

use std::cell::Cell;

use dabiao_core::{Assessment, Diagnostics, Language, Meter, Sources, Stage, State, Verdict};
use serde::{Serialize, Serializer};

use crate::diagnostics_json::finding;
use crate::document::{AssessmentDocument, DataEntry, PolicyEntry, Summary};

use check::checks;
pub(crate) use check::entry as check_entry;
pub(crate) use entry::verdict_entry;
pub(crate) use escalation::escalation_entry;
pub(crate) use score::{Totals, score_entry, shown as shown_total};
pub(crate) use value::{needed_entry, threshold_entry, value_entry};

/// The document of `dabiao evaluate --format json`, with a line end.
///
/// `only` picks verdicts by state (all of them when it is empty); the summary counts all. `findings` are those of the
/// data and of the evaluation.
pub fn to_json(
    assessment: &Assessment<'_>,
    only: &[State],
    findings: &Diagnostics,
    sources: &Sources,
    language: Language,
) -> String {
    let meter = Meter::default();
    to_json_watched(assessment, only, (findings, sources), language, &meter)
}

/// The same for someone who watches: `meter` counts the verdicts that are explained.
pub fn to_json_watched(
    assessment: &Assessment<'_>,
    only: &[State],
    (findings, sources): (&Diagnostics, &Sources),
    language: Language,
    meter: &Meter,
) -> String {
    let is_wanted = |it: &Verdict<'_>| only.is_empty() || only.contains(&it.state());
    let wanted = || assessment.verdicts().filter(is_wanted);
    meter.begin(Stage::Telling, wanted().count() as u64);
    let document = AssessmentDocument {
        schema: AssessmentDocument::<()>::SCHEMA,
        policy: policy(assessment),
        data: data(assessment),
        as_of: assessment.as_of(),
        summary: summary(assessment),
        verdicts: Verdicts {
            left: Cell::new(Some(wanted())),
            assessment,
            language,
            meter,
        },
        checks: checks(assessment, language),
        escalations: escalation::escalations(assessment, language),
        scores: score::scores(assessment, language),
        lists: score::lists(assessment),
        findings: findings
            .iter()
            .map(|it| finding(it, sources, language))
            .collect(),
    };
    let text = text(&document);
    meter.end();
    text
}

/// A document as indented JSON with a line end.
pub(crate) fn text(document: &impl Serialize) -> String {
    // Serializing fails only for maps whose keys are no strings; no document has one.
    let mut text = serde_json::to_string_pretty(document).unwrap_or_default();
    text.push('\n');
    text
}

/// Verdicts that are explained while they are written, so that a million of them never stand in memory at once.
struct Verdicts<'a, I> {
    left: Cell<Option<I>>,
    assessment: &'a Assessment<'a>,
    language: Language,
    meter: &'a Meter,
}

impl<'a, I: Iterator<Item = Verdict<'a>>> Serialize for Verdicts<'a, I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let verdicts = self.left.take().into_iter().flatten();
        serializer.collect_seq(verdicts.map(|verdict| {
            let entry = verdict_entry(self.assessment, &verdict, self.language);
            self.meter.pass(1);
            entry
        }))
    }
}

/// The policy of an assessment.
pub(crate) fn policy(assessment: &Assessment<'_>) -> PolicyEntry {
    let program = assessment.inner().program();
    PolicyEntry {
        title: program.title.to_string(),
        hash: program.hash.clone(),
    }
}

/// The data of an assessment.
pub(crate) fn data(assessment: &Assessment<'_>) -> DataEntry {
    DataEntry {
        hash: assessment.inner().data().hash.clone(),
    }
}

fn summary(assessment: &Assessment<'_>) -> Summary {
    let mut summary = Summary::default();
    for (state, count) in assessment.summary() {
        *match state {
            State::Met => &mut summary.met,
            State::Unmet => &mut summary.unmet,
            State::OnTrack => &mut summary.on_track,
            State::AtRisk => &mut summary.at_risk,
            State::Pending => &mut summary.pending,
            State::NoData => &mut summary.no_data,
            State::NotApplicable => &mut summary.not_applicable,
            State::Invalid => &mut summary.invalid,
        } = count;
    }
    summary
}
