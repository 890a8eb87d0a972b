//! Sign-offs: a row of a table to a milestone's state.

use dabiao_diagnostics::register::{
    DONE_WITHOUT_DATE, EMPTY_CELL, UNKNOWN_SIGNOFF_STATE, UNKNOWN_SUBMITTED_MILESTONE,
    UNKNOWN_SUBMITTED_STAGE,
};
use dabiao_model::{MilestoneId, MilestoneSchema, SignOff, SignOffState, Text};

use crate::columns::Columns;
use crate::dates;
use crate::entities::{Accepts, Whose, entity, known_entity};
use crate::findings::Wrong;
use crate::headers::{SignOffColumn, TableKind, header_text};
use crate::lookup::{Lookup, fold_name};
use crate::nearest::{known_rows, listed, shown};
use crate::raw::{RawCell, Row};
use crate::read::Reading;

/// Adds the sign-off of a row. A row with an empty state says nothing, and one with a cell that
/// can't be read is left out.
pub(crate) fn row(reading: &mut Reading<'_>, columns: &Columns, row: &Row<'_>) {
    let cell = |column: SignOffColumn| columns.cell(row, column as usize);
    let (state_of, day) = (cell(SignOffColumn::State), cell(SignOffColumn::Date));
    if state_of.is_empty() && !row.is_spoiled(state_of) {
        return;
    }
    let (lookup, findings) = (&reading.lookup, &mut reading.findings);
    let how_far = findings.keep(state(lookup, state_of));
    let date = findings.keep(dates::day(lookup, day));
    let (milestone, stage) = (cell(SignOffColumn::Milestone), cell(SignOffColumn::Stage));
    let Some((id, schema)) = findings.keep(signed_off(lookup, milestone, stage)) else {
        findings.keep(known_entity(lookup, cell(SignOffColumn::Entity)));
        return;
    };
    let undated = how_far == Some(SignOffState::Done) && date == Some(None);
    if undated {
        let wrong = lookup.wrong(&DONE_WITHOUT_DATE, day.place);
        findings.push(wrong.with("milestone", name(schema)));
    }
    let whose = Whose {
        subject: name(schema),
        per: schema.per,
        accepts: Accepts::Kind,
    };
    let entity = findings.keep(entity(lookup, cell(SignOffColumn::Entity), whose));
    let (Some(how_far), Some(date), Some(entity)) = (how_far, date, entity) else {
        return;
    };
    if undated || !row.spoiled.is_empty() {
        return;
    }
    let text = |column| {
        Some(cell(column).text)
            .filter(|text| !text.is_empty())
            .map(Into::into)
    };
    let signed = SignOff {
        milestone: id,
        entity,
        state: how_far,
        date,
        evidence: text(SignOffColumn::Evidence),
        by: text(SignOffColumn::By),
        place: row.place,
    };
    let dated_result = how_far == SignOffState::StageResult && date.is_some();
    let stage = dated_result
        .then(|| lookup.schema.stage_result(id))
        .flatten();
    reading.signoffs.extend(stage.map(|stage| SignOff {
        milestone: stage,
        state: SignOffState::Done,
        ..signed.clone()
    }));
    if stage != Some(id) {
        reading.signoffs.push(signed);
    }
    reading.cite(cell(SignOffColumn::Cite));
}

/// The milestone of a row, or the stage of it that the row names.
fn signed_off<'s>(
    lookup: &Lookup<'s>,
    milestone: RawCell<'_>,
    stage: RawCell<'_>,
) -> Result<(MilestoneId, &'s MilestoneSchema), Wrong> {
    if milestone.is_empty() {
        let column = header_text(TableKind::SignOffs, SignOffColumn::Milestone as usize);
        let reason = Text::new("a state stands in the row", "本行填有状态");
        let remedy = Text::new(
            "Say which milestone is signed off.",
            "请填写销号的是哪个节点。",
        );
        let wrong = lookup
            .wrong(&EMPTY_CELL, milestone.place)
            .with("column", column);
        return Err(Box::new(
            wrong.with("reason", reason).with("remedy", remedy),
        ));
    }
    let found = lookup
        .milestone(milestone.text)
        .and_then(|id| schema_of(lookup, id));
    let (id, schema) = found.ok_or_else(|| {
        let names = lookup.schema.milestones.iter().map(|m| m.names.as_slice());
        let wrong = lookup.wrong(&UNKNOWN_SUBMITTED_MILESTONE, milestone.place);
        let wrong = wrong.with("milestone", shown(milestone.text));
        Box::new(wrong.with("known", known_rows(milestone.text, names)))
    })?;
    if stage.is_empty() {
        Ok((id, schema))
    } else {
        stage_of(lookup, (id, schema), stage)
    }
}

/// The stage `a` of milestone `2`, which is called `2.a`; its title does as well.
fn stage_of<'s>(
    lookup: &Lookup<'s>,
    (milestone, schema): (MilestoneId, &MilestoneSchema),
    cell: RawCell<'_>,
) -> Result<(MilestoneId, &'s MilestoneSchema), Wrong> {
    let wanted = fold_name(cell.text);
    let joined = format!("{}.{wanted}", name(schema));
    let is_named = |stage: &MilestoneSchema| {
        let names = || stage.names.iter().map(|name| fold_name(name));
        names().any(|name| name == wanted || name == joined)
    };
    let all = lookup.schema.milestones.iter().enumerate();
    let stages = all.filter(|(_, stage)| stage.stage_of == Some(milestone));
    let found = stages.clone().find(|(_, stage)| is_named(stage));
    found
        .map(|(index, stage)| (MilestoneId::from(index), stage))
        .ok_or_else(|| {
            let prefix = format!("{}.", name(schema));
            let names = stages.filter_map(|(_, stage)| stage.names.first());
            let names = names.map(|name| name.strip_prefix(&prefix).unwrap_or(name));
            let wrong = lookup
                .wrong(&UNKNOWN_SUBMITTED_STAGE, cell.place)
                .with("milestone", name(schema));
            Box::new(
                wrong
                    .with("stage", shown(cell.text))
                    .with("known", listed(names)),
            )
        })
}

fn schema_of<'s>(
    lookup: &Lookup<'s>,
    id: MilestoneId,
) -> Option<(MilestoneId, &'s MilestoneSchema)> {
    lookup
        .schema
        .milestones
        .get(id.index())
        .map(|schema| (id, schema))
}

fn state(lookup: &Lookup<'_>, cell: RawCell<'_>) -> Result<SignOffState, Wrong> {
    SignOffState::parse(&fold_name(cell.text).to_lowercase()).ok_or_else(|| {
        let wrong = lookup.wrong(&UNKNOWN_SIGNOFF_STATE, cell.place);
        Box::new(wrong.with("state", shown(cell.text)))
    })
}

fn name(milestone: &MilestoneSchema) -> &str {
    milestone.names.first().map_or("", AsRef::as_ref)
}
