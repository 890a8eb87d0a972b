//! The rows that counted against a verdict.

use dabiao_calendar::deadline;
use dabiao_model::Place;

use super::detail::{Detail, Offender, OffenderState};
use crate::evaluate::Evaluation;
use crate::evaluate::cell::{RowFate, Used};
use crate::program::{Condition, ConditionId, RowLimit};

/// Late ones first, each once, at most [`Detail::MAX_OFFENDERS`].
pub(super) fn offenders(
    evaluation: &Evaluation<'_>,
    id: ConditionId,
    used: &[Used],
) -> Vec<Offender> {
    let limit = match evaluation.program.conditions.get(id.index()) {
        Some(Condition::Rows(limit)) => evaluation.program.limits.get(limit.index()),
        _ => None,
    };
    let rows = used.iter().filter_map(|used| match used {
        Used::Row { record, row, why } => Some((*record, *row, *why)),
        _ => None,
    });
    let mut offenders: Vec<Offender> = rows
        .filter_map(|(record, row, why)| offender(evaluation, limit, record, row, why))
        .collect();
    offenders.sort_by_key(|offender| offender.state as u8);
    offenders.dedup();
    offenders.truncate(Detail::MAX_OFFENDERS);
    offenders
}

fn offender(
    evaluation: &Evaluation<'_>,
    limit: Option<&RowLimit>,
    record: usize,
    row: usize,
    why: RowFate,
) -> Option<Offender> {
    let state = match why {
        RowFate::Late => OffenderState::Late,
        RowFate::Open => OffenderState::Open,
        RowFate::Impossible => OffenderState::Impossible,
        RowFate::Undecided => OffenderState::Undecided,
        RowFate::Failing => OffenderState::Failing,
        RowFate::Counted => return None,
    };
    let table = evaluation.data.tables.get(record)?.as_ref()?;
    let place: Place = table.row_place(row)?;
    let counted = limit.and_then(|limit| {
        let start = table.column(limit.from)?.day(row)?;
        deadline(evaluation.calendar, start, limit.limit, limit.options()).ok()
    });
    let (last_day, passed_over) =
        counted.map_or((None, Vec::new()), |it| (Some(it.last_day), it.passed_over));
    Some(Offender {
        id: table.id(row)?.into_owned(),
        at: evaluation.data.at(place),
        state,
        last_day,
        passed_over,
    })
}
