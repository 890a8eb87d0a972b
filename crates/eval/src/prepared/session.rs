//! A submission that changes: after each change only what rests on it is decided again.

use dabiao_model::{Date, Estimate, Ratio, State};

use super::inputs::InputId;
use super::kernel;
use super::layout::Groups;
use super::nodes::Nodes;
use super::row::{Row, WrongType};
use super::{Prepared, Verdicts};

/// For each input, what is to be decided again when it changes: indices of cells, in the order of computing.
#[derive(Debug, Clone, Default)]
pub(super) struct Dependants {
    /// Per input, where its run in `cells` starts; one more at the end.
    offsets: Vec<u32>,
    cells: Vec<u32>,
}

impl Dependants {
    pub(super) fn of(groups: &Groups, nodes: &Nodes, inputs: usize) -> Self {
        let mut read: Vec<Vec<InputId>> = groups.inputs();
        for node in nodes.iter() {
            let parts = node
                .parts
                .iter()
                .filter_map(|part| read.get(*part as usize));
            let mut own: Vec<InputId> = parts.flatten().copied().collect();
            own.sort_unstable();
            own.dedup();
            read.push(own);
        }
        let mut by_input = vec![Vec::new(); inputs];
        for (cell, read) in (0_u32..).zip(&read) {
            for input in read {
                if let Some(cells) = by_input.get_mut(input.index()) {
                    cells.push(cell);
                }
            }
        }
        let mut flat = Self::default();
        for cells in by_input {
            flat.offsets
                .push(u32::try_from(flat.cells.len()).unwrap_or(u32::MAX));
            flat.cells.extend(cells);
        }
        flat.offsets
            .push(u32::try_from(flat.cells.len()).unwrap_or(u32::MAX));
        flat
    }

    fn cells(&self, input: InputId) -> &[u32] {
        let ends = self
            .offsets
            .get(input.index()..)
            .and_then(|rest| rest.get(..2));
        let Some([start, end]) = ends else { return &[] };
        let run = self.cells.get(*start as usize..*end as usize);
        run.unwrap_or_default()
    }
}

/// A verdict that a change turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turned {
    /// Its place among [`Prepared::rules`].
    pub verdict: usize,
    /// What it was.
    pub from: State,
    /// What it is.
    pub to: State,
}

/// A submission whose values change one at a time, with its verdicts at any moment those of [`Row::decide`].
///
/// A change costs what the verdicts that rest on it cost, whatever the size of the policy. Where a check may make figures
/// invalid and reads what changed, all verdicts are decided again.
#[derive(Debug, Clone)]
pub struct Session<'p> {
    row: Row<'p>,
    verdicts: Verdicts,
    before: Vec<State>,
    turned: Vec<Turned>,
}

impl<'p> Row<'p> {
    /// Goes on with this submission as one that changes.
    pub fn session(self) -> Session<'p> {
        let mut verdicts = Verdicts::default();
        self.decide(&mut verdicts);
        Session {
            row: self,
            verdicts,
            before: Vec::new(),
            turned: Vec::new(),
        }
    }
}

impl<'p> Session<'p> {
    /// The submission as it stands.
    pub fn row(&self) -> &Row<'p> {
        &self.row
    }

    /// The states as they stand, one for each of [`Prepared::rules`].
    pub fn states(&self) -> &[State] {
        self.verdicts.states()
    }

    /// As [`Row::set`]; the verdicts that turned, in order.
    pub fn set(&mut self, input: InputId, value: i64) -> &[Turned] {
        self.row.set(input, value);
        self.follow(input)
    }

    /// As [`Row::clear`]; the verdicts that turned.
    pub fn clear(&mut self, input: InputId) -> &[Turned] {
        self.row.clear(input);
        self.follow(input)
    }

    /// As [`Row::number`]; the verdicts that turned.
    ///
    /// # Errors
    ///
    /// [`WrongType`] where the input is no number; nothing has changed then.
    pub fn number(&mut self, input: InputId, value: &Ratio) -> Result<&[Turned], WrongType> {
        self.row.number(input, value)?;
        Ok(self.follow(input))
    }

    /// As [`Row::estimate`]; the verdicts that turned.
    ///
    /// # Errors
    ///
    /// As [`Session::number`].
    pub fn estimate(&mut self, input: InputId, value: &Estimate) -> Result<&[Turned], WrongType> {
        self.row.estimate(input, value)?;
        Ok(self.follow(input))
    }

    /// As [`Row::yes_no`]; the verdicts that turned.
    ///
    /// # Errors
    ///
    /// [`WrongType`] where the input is not yes or no.
    pub fn yes_no(&mut self, input: InputId, yes: bool) -> Result<&[Turned], WrongType> {
        self.row.yes_no(input, yes)?;
        Ok(self.follow(input))
    }

    /// As [`Row::day`]; the verdicts that turned.
    ///
    /// # Errors
    ///
    /// [`WrongType`] where the input is no day.
    pub fn day(&mut self, input: InputId, day: Date) -> Result<&[Turned], WrongType> {
        self.row.day(input, day)?;
        Ok(self.follow(input))
    }

    fn follow(&mut self, input: InputId) -> &[Turned] {
        let prepared = self.row.prepared;
        self.turned.clear();
        if prepared.gates.is_empty() {
            self.follow_cells(prepared, input);
        } else {
            self.decide_all();
        }
        &self.turned
    }

    fn follow_cells(&mut self, prepared: &'p Prepared<'p>, input: InputId) {
        let verdicts = &mut self.verdicts;
        let tests = prepared.tests;
        for cell in prepared.dependants.cells(input) {
            let cell = *cell as usize;
            let state = match cell.checked_sub(tests) {
                None => kernel::test(&prepared.groups, cell, &self.row, &mut verdicts.open),
                Some(node) => prepared.nodes.state(node, &verdicts.cells),
            };
            if let Some(slot) = verdicts.cells.get_mut(cell) {
                *slot = state;
            }
        }
        for verdict in prepared.resting.get(input.index()).into_iter().flatten() {
            let verdict = *verdict as usize;
            let to = prepared.state(&self.row, verdict, verdicts);
            if let Some(state) = verdicts.states.get_mut(verdict).filter(|it| **it != to) {
                let from = std::mem::replace(state, to);
                self.turned.push(Turned { verdict, from, to });
            }
        }
    }

    fn decide_all(&mut self) {
        self.before.clear();
        self.before.extend_from_slice(&self.verdicts.states);
        let states = self.row.decide(&mut self.verdicts);
        let pairs = self.before.iter().zip(states).enumerate();
        let turned = pairs.filter(|(_, (from, to))| from != to);
        self.turned
            .extend(turned.map(|(verdict, (from, to))| Turned {
                verdict,
                from: *from,
                to: *to,
            }));
    }
}
