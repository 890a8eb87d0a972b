//! A verdict as an entry of the documents.

use std::collections::BTreeMap;

use dabiao_core::explain::{
    AttendanceCounts, Detail, Input, Offender, OffenderState, Part, RowCounts, SignedOff, gap_text,
    suspicion_text,
};
use dabiao_core::program::{RuleBody, Slot, Source};
use dabiao_core::{Assessment, Gap, Language, Program, Suspicion, Verdict};

use super::value::{gap_kind, needed_entry, suspicion_kind, threshold_entry, value_entry};
use crate::document::{
    AttendanceEntry, DayEntry, InputEntry, OffenderEntry, PartEntry, ProgressEntry, ReasonEntry,
    RowsEntry, StretchEntry, ValueEntry, VerdictEntry,
};
use crate::due::day_entry;

/// A verdict with everything that explains it.
pub(crate) fn verdict_entry(
    assessment: &Assessment<'_>,
    verdict: &Verdict<'_>,
    language: Language,
) -> VerdictEntry {
    let (detail, program) = (verdict.detail(), assessment.inner().program());
    let (duty, value) = (verdict.duty(), |value: &_| value_entry(value, language));
    let texts = |texts: &[std::sync::Arc<str>]| texts.iter().map(ToString::to_string).collect();
    VerdictEntry {
        target: verdict.target().to_owned(),
        title: verdict.title().map(str::to_owned),
        kind: kind(verdict),
        entity: verdict.entity().map(str::to_owned),
        period: verdict.period().map(|period| period.to_string()),
        state: verdict.state(),
        tier: detail.tier,
        actual: detail
            .signoff
            .as_ref()
            .map(signoff_entry)
            .or_else(|| detail.actual.as_ref().map(value)),
        threshold: detail
            .threshold
            .as_ref()
            .map(|it| threshold_entry(it, language)),
        margin: detail.margin.as_ref().map(value),
        needed: detail
            .needed
            .as_ref()
            .map(|it| needed_entry(program, it, language)),
        parts: detail
            .parts
            .iter()
            .map(|part| part_entry(part, language))
            .collect(),
        stretch: detail.stretch.as_ref().map(|stretch| StretchEntry {
            state: stretch.state,
            threshold: stretch
                .threshold
                .as_ref()
                .map(|it| threshold_entry(it, language)),
        }),
        due: verdict.due(),
        interim: detail.interim,
        days_passed_over: passed_over(&detail, language),
        rows: detail.rows.map(rows_entry),
        attendance: detail.attendance.as_ref().map(attendance_entry),
        progress: detail.progress.map(|it| ProgressEntry {
            done: it.done,
            partly: it.partly,
            total: it.total,
        }),
        offenders: detail
            .offenders
            .iter()
            .map(|it| offender_entry(it, language))
            .collect(),
        stand_in: verdict.stand_in().map(str::to_owned),
        lead: texts(&duty.lead),
        jointly: texts(&duty.jointly),
        responsible: texts(&duty.responsible),
        carried_out_by: texts(&duty.carried_out_by),
        with: texts(&duty.with),
        binding: duty.binding,
        cite: texts(&duty.cite),
        because: duty.because.as_deref().map(str::to_owned),
        reason: reason(assessment, detail.suspicion, detail.gap.as_ref(), language),
        inputs: detail
            .inputs
            .iter()
            .map(|input| input_entry(program, input, language))
            .collect(),
        rule: verdict.place().to_owned(),
    }
}

fn kind(verdict: &Verdict<'_>) -> &'static str {
    match verdict.rule().body {
        RuleBody::Target { .. } => "target",
        RuleBody::Milestone(_) => "milestone",
    }
}

fn signoff_entry(signoff: &SignedOff) -> ValueEntry {
    ValueEntry::SignOff {
        state: signoff.state,
        date: signoff.date,
        late_days: signoff.late_days,
    }
}

fn part_entry(part: &Part, language: Language) -> PartEntry {
    PartEntry {
        label: language.pick(&part.label.0, &part.label.1).clone(),
        state: part.state,
        actual: part
            .actual
            .as_ref()
            .map(|value| value_entry(value, language)),
        threshold: part
            .threshold
            .as_ref()
            .map(|it| threshold_entry(it, language)),
        margin: part
            .margin
            .as_ref()
            .map(|value| value_entry(value, language)),
    }
}

fn attendance_entry(attendance: &AttendanceCounts) -> AttendanceEntry {
    AttendanceEntry {
        owed: attendance.owed,
        kept: attendance.kept,
        open: attendance.open,
        missed: attendance.missed.clone(),
    }
}

fn rows_entry(rows: RowCounts) -> RowsEntry {
    RowsEntry {
        in_time: rows.in_time,
        late: rows.late,
        open: rows.open,
        impossible: rows.impossible,
        undecided: rows.undecided,
    }
}

fn offender_entry(offender: &Offender, language: Language) -> OffenderEntry {
    OffenderEntry {
        id: offender.id.clone(),
        at: offender.at.clone(),
        state: match offender.state {
            OffenderState::Late => "late",
            OffenderState::Open => "open",
            OffenderState::Impossible => "impossible",
            OffenderState::Failing => "failing",
            OffenderState::Undecided => "undecided",
        },
        last_day: offender.last_day,
        days_passed_over: offender
            .passed_over
            .iter()
            .map(|day| day_entry(day, language))
            .collect(),
    }
}

/// The days all listed cases passed over, each once, by date.
fn passed_over(detail: &Detail, language: Language) -> Vec<DayEntry> {
    let days = detail
        .offenders
        .iter()
        .flat_map(|offender| &offender.passed_over);
    let by_date: BTreeMap<_, _> = days
        .map(|day| (day.date, day_entry(day, language)))
        .collect();
    by_date.into_values().collect()
}

/// Why something is not believed, or undecided.
pub(super) fn reason(
    assessment: &Assessment<'_>,
    suspicion: Option<Suspicion>,
    gap: Option<&Gap>,
    language: Language,
) -> Option<ReasonEntry> {
    let suspicion = suspicion.map(|why| ReasonEntry {
        kind: suspicion_kind(why),
        text: suspicion_text(assessment.inner(), why, language),
    });
    suspicion.or_else(|| {
        let gap = gap?;
        let text = gap_text(assessment.inner().program(), gap, language);
        Some(ReasonEntry {
            kind: gap_kind(gap),
            text,
        })
    })
}

fn input_entry(program: &Program, input: &Input, language: Language) -> InputEntry {
    let slot = program.slots.get(input.slot.index());
    let metric = slot.and_then(|slot| program.schema.metrics.get(slot.metric.index()));
    let segment = metric.and_then(|metric| metric.segments.get(input.segment?.index()));
    InputEntry {
        metric: slot
            .map_or("", |slot| program.schema.metric_name(slot.metric))
            .to_owned(),
        segment: segment.map(ToString::to_string),
        source: slot.map_or_else(String::new, |slot| source(program, slot)),
        entity: input
            .entity
            .map(|entity| program.schema.entity_name(entity).to_owned()),
        until: input.until,
        value: value_entry(&input.value, language),
        at: input.at.clone(),
    }
}

/// As the data files name the kind of a figure.
fn source(program: &Program, slot: &Slot) -> String {
    match slot.source {
        Source::Actual | Source::OwnLevel => "actual".to_owned(),
        Source::Baseline => "baseline".to_owned(),
        Source::Benchmark(id) => {
            let metric = program.schema.metrics.get(slot.metric.index());
            let name = metric.and_then(|metric| metric.benchmarks.get(id.index()));
            format!("benchmark {}", name.map_or("", AsRef::as_ref))
        }
    }
}
