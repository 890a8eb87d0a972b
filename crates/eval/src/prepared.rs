//! A program prepared for one kind of submission: its tests on whole numbers, grouped by shape, for one entity, period and
//! evaluation date.
//!
//! Everything that does not change from one submission to the next is worked out once: which rules are judged, whether
//! they are due, scales, thresholds with their denominators cleared, the last days of limits. What is left is a row of
//! whole numbers and a few loops over it. What has no such form (aggregates over many cases, comparisons with others,
//! products of figures, bounds and approximate numbers) is decided by walking the program, with the row's values; so a
//! verdict never depends on which way it was decided.
//!
//! One submission is a [`Row`], decided by [`Row::decide`]; many are [`Columns`], decided by [`Columns::decide`] or batch
//! after batch. `dabiao_core::prepared` shows both.

mod balance;
mod batch;
mod cases;
mod columns;
mod conditions;
mod decided;
mod inputs;
mod kernel;
mod layout;
mod limit;
mod nodes;
mod outcome;
mod planes;
mod prepare;
mod processor;
mod reads;
mod row;
mod rules;
mod session;
mod twin;
#[cfg(test)]
mod versions;
mod whole;

pub use columns::{ColumnError, Columns};
pub use decided::{Batch, Decided};
pub use inputs::{Content, Encoding, Input, InputId};
pub use row::{Given, Row, WrongType};
pub use session::{Session, Turned};

use std::collections::BTreeMap;
use std::fmt;

use dabiao_model::{Date, EntityId, MetricId, Period, RecordId, RuleId, SegmentId, State};

use crate::evaluate::schedule::Sitting;
use crate::program::Program;
use kernel::Constants;
use layout::Groups;
use nodes::Nodes;
use rules::Decision;
use session::Dependants;

/// For whom and when submissions are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occasion {
    /// Who is judged; none where the policy has one figure for all.
    pub entity: Option<EntityId>,
    /// The period that is judged; none for the rules that are judged of none, as of the day alone.
    pub period: Option<Period>,
    /// The day whose end the verdicts speak of.
    pub as_of: Date,
}

/// Why a program was not prepared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PrepareError {
    /// A check compares the digits with which figures are written, and a row has none: judge a data set instead.
    #[error(
        "check {0} compares the digits with which figures are written, which a row does not have"
    )]
    PrintedDigits(usize),
    /// A check is made of a window that has other periods beside the row's: judge a data set instead.
    #[error("check {0} is made of a window that has other periods beside the row's")]
    Window(usize),
    /// More inputs, tests or rules than 32 bits can count.
    #[error("the program is too large")]
    TooLarge,
}

/// A program prepared for submissions of one occasion.
pub struct Prepared<'p> {
    program: &'p Program,
    occasion: Occasion,
    inputs: Vec<Input>,
    /// Which input each slot reads.
    of_slot: Vec<Option<InputId>>,
    figures: BTreeMap<Figure, InputId>,
    /// By record and field.
    events: BTreeMap<(RecordId, usize), InputId>,
    plans: Vec<LanePlan>,
    /// Lanes beside the first of an input.
    copies: Vec<(InputId, u32)>,
    /// The input of each lane; none of those that only fill a block.
    lane_inputs: Vec<Option<InputId>>,
    groups: Groups,
    /// How many cells tests have, those of nodes behind them.
    tests: usize,
    constants: Constants,
    nodes: Nodes,
    dependants: Dependants,
    judged: Vec<Judged>,
    /// The cells that verdicts are, where nothing more decides.
    runs: Vec<Run>,
    /// The verdicts that more decides, by their index.
    decisions: Vec<u32>,
    /// Those that more decides while a limit is not over.
    limited: Vec<u32>,
    /// For each input, the verdicts that rest on it, by their index.
    resting: Vec<Vec<u32>>,
    gates: Vec<Gate<usize>>,
    left_out: Vec<RuleId>,
}

impl fmt::Debug for Prepared<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Prepared");
        debug.field("occasion", &self.occasion);
        debug.field("inputs", &self.inputs).finish_non_exhaustive()
    }
}

/// A metric, or one of its segments.
type Figure = (MetricId, Option<SegmentId>);

/// Where an input's value goes.
#[derive(Debug, Clone, Copy)]
struct LanePlan {
    first: u32,
    more: bool,
}

/// Verdicts that follow each other as their cells do.
#[derive(Debug, Clone, Copy)]
struct Run {
    /// The first cell; none where more decides.
    cell: Option<u32>,
    count: u32,
}

impl Run {
    /// The cell that would go on.
    fn next(self) -> Option<u32> {
        self.cell.and_then(|cell| cell.checked_add(self.count))
    }
}

/// A rule that is judged on the occasion.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Judged {
    rule: RuleId,
    sitting: Sitting,
    decision: Decision<usize>,
}

/// A check whose failure makes figures invalid.
#[derive(Debug)]
struct Gate<At> {
    check: usize,
    entity: Option<EntityId>,
    /// Where its outcome stands; none where the program is walked.
    cell: Option<At>,
    blamed: Vec<InputId>,
}

/// The states of a row's verdicts, and the room to compute them in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verdicts {
    cells: Vec<State>,
    open: Vec<bool>,
    any_open: bool,
    states: Vec<State>,
}

impl Verdicts {
    /// One state a verdict, in the order of [`Prepared::rules`].
    pub fn states(&self) -> &[State] {
        &self.states
    }
}

impl<'p> Prepared<'p> {
    /// Prepares a program for the submissions of an occasion.
    ///
    /// # Errors
    ///
    /// [`PrepareError`] for a policy whose submissions cannot be rows.
    pub fn new(program: &'p Program, occasion: Occasion) -> Result<Self, PrepareError> {
        prepare::prepare(program, occasion)
    }

    /// What a row holds, in the order in which [`Row::fill`] takes it.
    pub fn inputs(&self) -> &[Input] {
        &self.inputs
    }

    /// The occasion it is prepared for.
    pub fn occasion(&self) -> Occasion {
        self.occasion
    }

    /// The input of this place among [`Prepared::inputs`].
    pub fn input(&self, place: usize) -> Option<InputId> {
        let id = u32::try_from(place).ok().map(InputId);
        id.filter(|_| place < self.inputs.len())
    }

    /// The input of a metric's figure for the judged period, or of one of its segments; nothing where no rule reads it.
    pub fn figure(&self, metric: MetricId, segment: Option<SegmentId>) -> Option<InputId> {
        self.figures.get(&(metric, segment)).copied()
    }

    /// The input of an event of a record's only case: the field's index in the record's schema.
    pub fn event(&self, record: RecordId, field: usize) -> Option<InputId> {
        self.events.get(&(record, field)).copied()
    }

    /// The rules that have a verdict, in the order written.
    pub fn rules(&self) -> impl ExactSizeIterator<Item = RuleId> + '_ {
        self.judged.iter().map(|judged| judged.rule)
    }

    /// The rules of the occasion that a row cannot decide: they ask for sign-offs, for many cases, for others' figures, or
    /// are judged more than once in the period.
    pub fn left_out(&self) -> &[RuleId] {
        &self.left_out
    }

    /// How many of the verdicts are decided on whole numbers alone; the others walk the program.
    pub fn on_whole_numbers(&self) -> usize {
        let walked = |judged: &&Judged| judged.decision != Decision::General;
        self.judged.iter().filter(walked).count()
    }

    /// An empty row.
    pub fn row(&'p self) -> Row<'p> {
        Row::new(self)
    }

    fn decide<'v>(&self, row: &Row<'p>, verdicts: &'v mut Verdicts) -> &'v [State] {
        verdicts.fit(self);
        self.decide_cells(row, verdicts);
        if let Some(doubtful) = self.disbelieving(row, |gate| self.fails(gate, row, verdicts)) {
            self.decide_cells(&doubtful, verdicts);
            self.decide_states(&doubtful, verdicts);
        } else {
            self.decide_states(row, verdicts);
        }
        &verdicts.states
    }

    fn decide_walking<'v>(&self, row: &Row<'p>, verdicts: &'v mut Verdicts) -> &'v [State] {
        verdicts.fit(self);
        let failing = |gate: &Gate<usize>| self.fails_walked(gate, row);
        let checked = self.disbelieving(row, failing);
        let row = checked.as_ref().unwrap_or(row);
        for (state, judged) in verdicts.states.iter_mut().zip(&self.judged) {
            *state = self.walked(row, judged);
        }
        &verdicts.states
    }

    fn decide_cells(&self, row: &Row<'_>, verdicts: &mut Verdicts) {
        let (cells, open) = (&mut verdicts.cells, &mut verdicts.open);
        let shown = processor::row(&self.groups, &self.constants, row, cells, open);
        verdicts.any_open = shown.open;
        self.nodes.decide(cells, self.tests, shown.plain);
    }

    fn decide_states(&self, row: &Row<'_>, verdicts: &mut Verdicts) {
        let mut states = verdicts.states.as_mut_slice();
        for run in &self.runs {
            let own = states
                .split_off_mut(..run.count as usize)
                .unwrap_or_default();
            let from = run.cell.and_then(|cell| {
                let rest = verdicts.cells.get(cell as usize..)?;
                rest.get(..own.len())
            });
            if let Some(from) = from {
                own.copy_from_slice(from);
            }
        }
        let any_open = verdicts.any_open;
        let limited = self.limited.iter().filter(|_| any_open);
        for index in self.decisions.iter().chain(limited) {
            self.decide_one(row, *index as usize, verdicts);
        }
        for (input, _) in &row.beside {
            for index in self.resting.get(input.index()).into_iter().flatten() {
                self.decide_one(row, *index as usize, verdicts);
            }
        }
    }

    fn decide_one(&self, row: &Row<'_>, index: usize, verdicts: &mut Verdicts) {
        let decided = self.state(row, index, verdicts);
        if let Some(state) = verdicts.states.get_mut(index) {
            *state = decided;
        }
    }

    /// A verdict, from the outcomes of its cells.
    fn state(&self, row: &Row<'_>, index: usize, verdicts: &Verdicts) -> State {
        let at = |cell: usize| verdicts.cells.get(cell).copied().unwrap_or(State::NoData);
        let open = |limit: usize| verdicts.open.get(limit).copied().unwrap_or(false);
        let Some(judged) = self.judged.get(index) else {
            return State::NoData;
        };
        match &judged.decision {
            _ if self.rests_on_what_is_beside(row, index) => self.walked(row, judged),
            Decision::Cell(cell) => at(*cell),
            Decision::Finish(finish) => finish.state(at, open),
            Decision::Fixed(state) => *state,
            Decision::General => self.walked(row, judged),
        }
    }

    fn rests_on_what_is_beside(&self, row: &Row<'_>, index: usize) -> bool {
        let resting = |input: InputId| self.resting.get(input.index()).into_iter().flatten();
        let is_it = |other: &u32| *other as usize == index;
        row.beside
            .iter()
            .any(|(input, _)| resting(*input).any(is_it))
    }

    /// The row with what failed checks blame disbelieved; nothing where all hold.
    fn disbelieving(
        &self,
        row: &Row<'p>,
        failing: impl Fn(&Gate<usize>) -> bool,
    ) -> Option<Row<'p>> {
        let mut doubtful: Option<Row<'p>> = None;
        for gate in self.gates.iter().filter(|gate| failing(gate)) {
            let row = doubtful.get_or_insert_with(|| row.clone());
            for input in &gate.blamed {
                row.disbelieve(*input, gate.check);
            }
        }
        doubtful
    }

    fn fails(&self, gate: &Gate<usize>, row: &Row<'_>, verdicts: &Verdicts) -> bool {
        let on_whole = gate.cell.filter(|_| row.beside.is_empty());
        match on_whole {
            Some(cell) => verdicts.cells.get(cell) == Some(&State::Unmet),
            None => self.fails_walked(gate, row),
        }
    }

    fn encoding(&self, input: InputId) -> Option<Encoding> {
        self.inputs.get(input.index()).map(|it| it.encoding)
    }
}

impl Row<'_> {
    /// The states of the row's verdicts, one for each of [`Prepared::rules`]. Room that was used before is used again.
    pub fn decide<'v>(&self, verdicts: &'v mut Verdicts) -> &'v [State] {
        self.prepared.decide(self, verdicts)
    }

    /// The same by walking the program for each verdict: the slow, obvious twin, to compare with.
    pub fn decide_walking<'v>(&self, verdicts: &'v mut Verdicts) -> &'v [State] {
        self.prepared.decide_walking(self, verdicts)
    }
}

impl Verdicts {
    fn fit(&mut self, prepared: &Prepared<'_>) {
        let sizes = [
            prepared.tests.saturating_add(prepared.nodes.len()),
            prepared.groups.limits.len(),
            prepared.judged.len(),
        ];
        if [self.cells.len(), self.open.len(), self.states.len()] != sizes {
            let [cells, limits, verdicts] = sizes;
            self.cells.resize(cells, State::NoData);
            self.open.resize(limits, false);
            self.states.resize(verdicts, State::NoData);
        }
    }
}
