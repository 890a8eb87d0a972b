//! The rows that counted against a verdict, looked for when someone wants to see them.

use dabiao_calendar::deadline;
use dabiao_model::Place;

use super::detail::{Detail, Offender, OffenderState};
use crate::evaluate::cell::{Tally, Used};
use crate::evaluate::row::Rows;
use crate::evaluate::row_limit::Fate;
use crate::evaluate::selection::Standing;
use crate::evaluate::{Evaluation, Frame};
use crate::program::{Aggregate, AggregateId, RowLimit, RowLimitId};
use crate::reason::Gap;

/// How many states of rows there are.
const STATES: usize = OffenderState::Undecided as usize + 1;

/// How many rows of each state are still looked for.
struct Wanted([usize; STATES]);

impl Wanted {
    /// Where nobody counted them, the rows of each state may fill the list.
    const UNCOUNTED: Self = Self([Detail::MAX_OFFENDERS; STATES]);

    /// Of so many rows of each state as many as are listed, those of the first states first.
    fn of(counts: [usize; STATES]) -> Self {
        let mut room = Detail::MAX_OFFENDERS;
        Self(counts.map(|count| {
            let wanted = count.min(room);
            room = room.saturating_sub(wanted);
            wanted
        }))
    }

    fn take(&mut self, state: OffenderState) -> bool {
        let left = self.0.get_mut(state as usize).filter(|left| **left > 0);
        left.is_some_and(|left| {
            *left = left.saturating_sub(1);
            true
        })
    }

    fn is_nothing(&self) -> bool {
        self.0.iter().all(|left| *left == 0)
    }
}

/// The rows of a table that count against.
struct Picked<'a> {
    rows: Rows<'a>,
    /// The limit that they were to keep.
    limit: Option<&'a RowLimit>,
    found: Vec<(OffenderState, usize)>,
}

/// Late ones first, each once, at most [`Detail::MAX_OFFENDERS`]; `asked` are the cases that the verdict rests on.
pub(super) fn offenders(evaluation: &Evaluation<'_>, asked: &[&Used]) -> Vec<Offender> {
    let all: Vec<Picked<'_>> = asked
        .iter()
        .filter_map(|asked| match asked {
            Used::Aggregated { aggregate, frame } => of_aggregate(evaluation, *aggregate, *frame),
            Used::Limited {
                limit,
                frame,
                tally,
            } => of_limit(evaluation, *limit, *frame, *tally),
            _ => None,
        })
        .collect();
    let rows = |from| move |(state, row): &(OffenderState, usize)| (from, *state, *row);
    let mut rows: Vec<_> = all
        .iter()
        .flat_map(|it| it.found.iter().map(rows(it)))
        .collect();
    rows.sort_by_key(|(_, state, _)| *state as u8);
    let mut offenders: Vec<Offender> = Vec::new();
    for (from, state, row) in rows {
        let is_listed = |it: &Offender| offenders.contains(it);
        let offender = offender(evaluation, from, state, row).filter(|it| !is_listed(it));
        offenders.extend(offender);
    }
    offenders.truncate(Detail::MAX_OFFENDERS);
    offenders
}

fn of_limit<'a>(
    evaluation: &'a Evaluation<'_>,
    id: RowLimitId,
    frame: Frame,
    tally: Tally,
) -> Option<Picked<'a>> {
    let limit = evaluation.program.limits.get(id.index())?;
    let rows = evaluation.rows(limit.scope.record, evaluation.as_of)?;
    let wanted = Wanted::of([tally.late, tally.open, tally.impossible, 0, tally.undecided]);
    let state = |row| {
        Ok(match evaluation.fate(limit, rows, row)? {
            Fate::Late(_) => Some(OffenderState::Late),
            Fate::Open(_) => Some(OffenderState::Open),
            Fate::Impossible => Some(OffenderState::Impossible),
            Fate::Undecided => Some(OffenderState::Undecided),
            Fate::Apart | Fate::InTime(_) => None,
        })
    };
    Some(Picked {
        rows,
        limit: Some(limit),
        found: pick(
            evaluation.rows_in(rows, frame.entity, frame.period),
            wanted,
            state,
        ),
    })
}

fn of_aggregate<'a>(
    evaluation: &'a Evaluation<'_>,
    id: AggregateId,
    frame: Frame,
) -> Option<Picked<'a>> {
    let aggregate = evaluation.program.aggregates.get(id.index())?;
    let until = evaluation.until(aggregate, frame);
    let rows = evaluation.rows(aggregate.scope.record, until)?;
    let counted = evaluation.passed_against(id, aggregate, frame);
    let wanted = counted.map_or(Wanted::UNCOUNTED, |it| {
        Wanted::of([0, it.without, it.impossible, it.failing, it.undecided])
    });
    let state = |row| state_in(evaluation, aggregate, rows, row);
    Some(Picked {
        rows,
        limit: None,
        found: pick(evaluation.asked_of(aggregate, rows, frame), wanted, state),
    })
}

/// How a row counts against an aggregate, if it does.
fn state_in(
    evaluation: &Evaluation<'_>,
    aggregate: &Aggregate,
    rows: Rows<'_>,
    row: usize,
) -> Result<Option<OffenderState>, Gap> {
    Ok(match evaluation.standing_in(aggregate, rows, row)? {
        Standing::Impossible => Some(OffenderState::Impossible),
        Standing::Failing => Some(OffenderState::Failing),
        Standing::Undecided => Some(OffenderState::Undecided),
        Standing::Counted if aggregate.measure.is_statistic() => {
            let value = evaluation.measured(aggregate, rows, row)?;
            value.is_none().then_some(OffenderState::Open)
        }
        Standing::Apart | Standing::Unknown | Standing::Counted => None,
    })
}

/// The first rows of each state that is wanted, up to one that cannot be told.
fn pick(
    rows: impl Iterator<Item = usize>,
    mut wanted: Wanted,
    state: impl Fn(usize) -> Result<Option<OffenderState>, Gap>,
) -> Vec<(OffenderState, usize)> {
    let mut picked = Vec::new();
    for row in rows {
        if wanted.is_nothing() {
            break;
        }
        let Ok(state) = state(row) else { break };
        let state = state.filter(|state| wanted.take(*state));
        picked.extend(state.map(|state| (state, row)));
    }
    picked
}

fn offender(
    evaluation: &Evaluation<'_>,
    from: &Picked<'_>,
    state: OffenderState,
    row: usize,
) -> Option<Offender> {
    let table = from.rows.table;
    let place: Place = table.row_place(row)?;
    let counted = from.limit.and_then(|limit| {
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
