//! The states of many submissions, batch by batch: a bit a verdict where all are met or unmet.

use dabiao_model::State;

use super::columns::{BATCH, WORD};
use super::planes::{Odd, Word};

/// The states of one batch of submissions.
#[derive(Debug, Clone, Copy)]
pub struct Batch<'a> {
    pub(super) first: usize,
    pub(super) outcomes: &'a Outcomes,
}

impl<'a> Batch<'a> {
    /// The place of its first submission.
    pub fn first(&self) -> usize {
        self.first
    }

    /// How many submissions it has.
    pub fn rows(&self) -> usize {
        self.outcomes.rows
    }

    /// A bit a submission, the first in the lowest bit of the first word, set where it meets a verdict, by the verdict's
    /// place among [`Prepared::rules`](super::Prepared::rules). Bits behind the last submission are not set.
    pub fn met(&self, verdict: usize) -> &'a [u64] {
        self.outcomes.met(verdict)
    }

    /// Whether all submissions that do not meet a verdict fail it, so that [`Batch::met`] says everything.
    pub fn is_plain(&self, verdict: usize) -> bool {
        matches!(self.outcomes.rest.get(verdict), Some(Rest::Unmet))
    }

    /// The states of a verdict, one a submission.
    pub fn states(&self, verdict: usize) -> impl ExactSizeIterator<Item = State> + use<'a> {
        let outcomes = self.outcomes;
        (0..self.outcomes.rows).map(move |row| outcomes.state(row, verdict))
    }
}

/// The states of all submissions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Decided {
    pub(super) batches: Vec<Outcomes>,
}

impl Decided {
    /// The batches in order.
    pub fn batches(&self) -> impl Iterator<Item = Batch<'_>> {
        let batches = (0..).step_by(BATCH).zip(&self.batches);
        batches.map(|(first, outcomes)| Batch { first, outcomes })
    }

    /// The state of one submission's verdict.
    pub fn state(&self, row: usize, verdict: usize) -> Option<State> {
        let outcomes = self.batches.get(row / BATCH)?;
        let row = row % BATCH;
        let known = row < outcomes.rows && verdict < outcomes.rest.len();
        known.then(|| outcomes.state(row, verdict))
    }
}

/// The states of a batch.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Outcomes {
    rows: usize,
    /// A run of words a verdict.
    met: Vec<u64>,
    rest: Vec<Rest>,
    odd: Vec<Odd>,
    states: Vec<State>,
}

/// What the submissions are that do not meet a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rest {
    Unmet,
    /// As a run of words says.
    Odd(usize),
    /// As a run of states says.
    States(usize),
}

impl Outcomes {
    /// Goes on to another batch.
    pub(super) fn clear(&mut self, rows: usize) {
        self.rows = rows;
        self.met.clear();
        self.rest.clear();
        self.odd.clear();
        self.states.clear();
    }

    fn words(&self) -> usize {
        self.rows.div_ceil(WORD)
    }

    /// The next verdict, by words; without `odd` all that are not met are unmet.
    pub(super) fn push_words(&mut self, met: &[u64], odd: Option<&[Odd]>) {
        self.rest.push(match odd {
            None => Rest::Unmet,
            Some(odd) => {
                let start = self.odd.len();
                self.odd.extend_from_slice(odd);
                Rest::Odd(start)
            }
        });
        self.met.extend_from_slice(met);
        self.cut_last();
    }

    /// The next verdict, by states.
    pub(super) fn push_states(&mut self, states: impl Iterator<Item = State>) {
        let start = self.states.len();
        self.states.extend(states.take(self.rows));
        self.states
            .resize(start.saturating_add(self.rows), State::NoData);
        self.rest.push(Rest::States(start));
        let states = self.states.get(start..).unwrap_or_default();
        let words = states.chunks(WORD).map(|states| {
            let bits = states.iter().zip(0_u32..);
            bits.fold(0, |word, (state, bit)| {
                word | u64::from(*state == State::Met).wrapping_shl(bit)
            })
        });
        self.met.extend(words);
    }

    /// Clears the bits behind the last submission.
    fn cut_last(&mut self) {
        let over = self.rows % WORD;
        if over > 0
            && let (Some(last), Ok(over)) = (self.met.last_mut(), u32::try_from(over))
        {
            *last &= 1_u64.wrapping_shl(over).wrapping_sub(1);
        }
    }

    fn met(&self, verdict: usize) -> &[u64] {
        let words = self.words();
        let start = verdict.saturating_mul(words);
        let run = self.met.get(start..start.saturating_add(words));
        run.unwrap_or_default()
    }

    fn state(&self, row: usize, verdict: usize) -> State {
        let word = row / WORD;
        let met = self.met(verdict).get(word).copied().unwrap_or(0);
        let odd = match self.rest.get(verdict) {
            Some(Rest::States(start)) => {
                let state = self.states.get(start.saturating_add(row));
                return state.copied().unwrap_or(State::NoData);
            }
            Some(Rest::Odd(start)) => self.odd.get(start.saturating_add(word)).copied(),
            Some(Rest::Unmet) | None => None,
        };
        let word = Word {
            met,
            odd: odd.unwrap_or_default(),
        };
        word.state(u32::try_from(row % WORD).unwrap_or(0))
    }

    /// All verdicts, with those of some submissions overruled: `decide` says the states of one of them.
    pub(super) fn overruled(
        &self,
        rows: impl Iterator<Item = usize>,
        mut decide: impl FnMut(usize) -> Vec<State>,
    ) -> Self {
        let decided: Vec<(usize, Vec<State>)> = rows.map(|row| (row, decide(row))).collect();
        let mut all = Self::default();
        all.clear(self.rows);
        for verdict in 0..self.rest.len() {
            let states = (0..self.rows).map(|row| self.state(row, verdict));
            let mut states: Vec<State> = states.collect();
            for (row, decided) in &decided {
                if let (Some(state), Some(decided)) = (states.get_mut(*row), decided.get(verdict)) {
                    *state = *decided;
                }
            }
            all.push_states(states.into_iter());
        }
        all
    }
}
