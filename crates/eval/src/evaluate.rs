//! Evaluation, a small file an area; each layer reads only the ones before it.

pub(crate) mod aggregate;
pub(crate) mod bind;
pub(crate) mod cell;
pub(crate) mod checks;
pub(crate) mod compute;
pub(crate) mod condition;
pub(crate) mod figure;
pub(crate) mod judge;
pub(crate) mod milestone;
mod own_level;
pub(crate) mod peers;
pub(crate) mod reads;
pub(crate) mod recurrence;
pub(crate) mod row;
pub(crate) mod row_limit;
pub(crate) mod schedule;
pub(crate) mod selection;
pub(crate) mod slot;

use std::cell::{Cell as Counter, RefCell};
use std::rc::Rc;

use dabiao_calendar::Calendar;
use dabiao_model::{Dataset, Date, EntityId, Period};

use crate::program::{Moment, Program, SlotId};
use bind::Bound;
use cell::{Cell, Used};
use peers::PeerLayer;

/// One evaluation: program, data and date, and what binding them found.
pub(crate) struct Evaluation<'a> {
    pub(crate) program: &'a Program,
    pub(crate) data: &'a Dataset,
    pub(crate) bound: &'a Bound,
    pub(crate) calendar: &'a Calendar,
    pub(crate) as_of: Date,
    /// The check that each figure failed.
    pub(crate) failed: &'a [Option<usize>],
    /// Where explanations collect what a verdict rests on; none while evaluating.
    pub(crate) trace: Option<&'a RefCell<Vec<Used>>>,
    /// Values that are given instead of looked up among the figures.
    given: Option<&'a dyn Given>,
    /// What was computed over peers so far.
    peers: Rc<PeerLayer>,
    steps: Counter<u64>,
}

/// Values of columns from elsewhere than the figures of a data set.
pub(crate) trait Given {
    /// The value of a column in a frame; nothing where the figures have to tell.
    fn slot(&self, id: SlotId, frame: Frame) -> Option<Cell>;
}

/// For whom and when something is evaluated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Frame {
    /// Who is judged.
    pub(crate) entity: Option<EntityId>,
    /// The period judged.
    pub(crate) period: Option<Period>,
    /// Whether only the period's own figure counts; otherwise interim figures stand in.
    pub(crate) due: bool,
}

impl Frame {
    /// The frame of another time; what is not of the judged time is over. Nothing where the calendar has no such time.
    pub(crate) fn at(self, moment: Moment) -> Option<Self> {
        if moment == Moment::NOW {
            return Some(self);
        }
        Some(Self {
            period: Some(moment.of(self.period)?),
            due: self.due || !moment.is_current(),
            ..self
        })
    }
}

impl<'a> Evaluation<'a> {
    pub(crate) fn new(
        program: &'a Program,
        data: &'a Dataset,
        bound: &'a Bound,
        failed: &'a [Option<usize>],
        as_of: Date,
    ) -> Self {
        let calendar =
            Calendar::by_name(&program.settings.calendar).unwrap_or_else(Calendar::china);
        Self {
            program,
            data,
            bound,
            calendar,
            as_of,
            failed,
            trace: None,
            given: None,
            peers: Rc::default(),
            steps: Counter::new(0),
        }
    }

    /// The same evaluation with its work counted anew.
    pub(crate) fn again(&self) -> Self {
        Self {
            steps: Counter::new(0),
            peers: Rc::clone(&self.peers),
            ..*self
        }
    }

    /// The same evaluation with what another has computed over peers, from the same figures.
    pub(crate) fn beside(self, peers: &Rc<PeerLayer>) -> Self {
        Self {
            peers: Rc::clone(peers),
            ..self
        }
    }

    /// The same evaluation with values that are given.
    pub(crate) fn given(self, given: &'a dyn Given) -> Self {
        Self {
            given: Some(given),
            ..self
        }
    }

    pub(crate) fn traced(self, trace: &'a RefCell<Vec<Used>>) -> Self {
        Self {
            trace: Some(trace),
            ..self
        }
    }

    /// Counts work, so that it can be bounded.
    pub(crate) fn work(&self, steps: usize) {
        self.steps
            .set(self.steps.get().saturating_add(steps as u64));
    }

    pub(crate) fn steps(&self) -> u64 {
        self.steps.get()
    }

    /// Remembers what a value rests on, when someone asked.
    pub(crate) fn note(&self, used: impl FnOnce() -> Used) {
        if let Some(trace) = self.trace {
            trace.borrow_mut().push(used());
        }
    }
}
