//! One submission as a row of whole numbers, in the order in which a prepared program reads them.

use dabiao_model::{Date, Estimate, Ratio};

use super::Prepared;
use super::inputs::{Encoding, InputId};
use super::limit::number;

/// Nothing stands in a lane.
pub(super) const MISSING: u8 = 1;
/// A check does not believe what stands there.
pub(super) const DISBELIEVED: u8 = 2;
/// What stands there is no whole number at the input's scale: it is kept beside.
pub(super) const BESIDE: u8 = 4;

/// One submission: the values that a prepared program reads. Nothing stands in it at first.
///
/// Setting a value finds no name and allocates nothing. A number that is no whole number at its input's scale, or leaves
/// 64 bits, is kept as it is, and the verdicts that rest on it are decided on the general path.
#[derive(Debug, Clone)]
pub struct Row<'p> {
    pub(super) prepared: &'p Prepared<'p>,
    pub(super) lanes: Vec<i64>,
    pub(super) flags: Vec<u8>,
    /// How many lanes have a flag.
    pub(super) flagged: usize,
    /// What is no whole number.
    pub(super) beside: Vec<(InputId, Estimate)>,
    /// The first check that disbelieves a value.
    pub(super) suspect: usize,
}

/// What stands at an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// Nothing, or what a check does not believe.
    Nothing,
    /// A whole number, written as the input's [`Encoding`] says.
    Whole(i64),
    /// What is no whole number.
    Estimate(Estimate),
}

/// A value that does not fit its input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the input takes another type of value")]
pub struct WrongType;

impl<'p> Row<'p> {
    pub(super) fn new(prepared: &'p Prepared<'p>) -> Self {
        let lanes = prepared.lane_inputs.iter();
        let flag = |lane: &Option<InputId>| lane.map_or(0, |_| MISSING);
        Self {
            prepared,
            // One over one, where a lane only fills a block: decided as any ratio, and never asked for.
            lanes: lanes.clone().map(|lane| lane.map_or(1, |_| 0)).collect(),
            flags: lanes.clone().map(flag).collect(),
            flagged: lanes.flatten().count(),
            beside: Vec::new(),
            suspect: 0,
        }
    }

    /// Sets a value that is written as its input's [`Encoding`] says.
    #[inline]
    pub fn set(&mut self, input: InputId, value: i64) {
        let Some(plan) = self.prepared.plans.get(input.index()) else {
            return;
        };
        self.put(plan.first, value, 0);
        if plan.more {
            self.put_copies(input, value, 0);
        }
    }

    #[inline]
    fn put(&mut self, lane: u32, value: i64, flag: u8) {
        if let (Some(slot), Some(known)) = (
            self.lanes.get_mut(lane as usize),
            self.flags.get_mut(lane as usize),
        ) {
            *slot = value;
            self.flagged = self
                .flagged
                .wrapping_add(usize::from(flag != 0))
                .wrapping_sub(usize::from(*known != 0));
            *known = flag;
        }
    }

    #[cold]
    fn put_copies(&mut self, input: InputId, value: i64, flag: u8) {
        let copies = self.prepared.copies.iter();
        for (_, lane) in copies.filter(|(of, _)| *of == input) {
            self.put(*lane, value, flag);
        }
    }

    fn flag(&mut self, input: InputId, value: i64, flag: u8) {
        if let Some(plan) = self.prepared.plans.get(input.index()) {
            self.put(plan.first, value, flag);
            if plan.more {
                self.put_copies(input, value, flag);
            }
        }
    }

    /// Sets all values, in the order of [`Prepared::inputs`], each as its input's [`Encoding`] says.
    pub fn fill(&mut self, values: impl IntoIterator<Item = i64>) {
        let plans = self.prepared.plans.iter();
        for (plan, value) in plans.zip(values) {
            if let Some(lane) = self.lanes.get_mut(plan.first as usize) {
                *lane = value;
            }
        }
        for (input, lane) in &self.prepared.copies {
            let first = self.prepared.plans.get(input.index()).map(|it| it.first);
            let value = first.and_then(|first| self.lanes.get(first as usize));
            let value = value.copied().unwrap_or(0);
            if let Some(lane) = self.lanes.get_mut(*lane as usize) {
                *lane = value;
            }
        }
        if self.flagged > 0 {
            self.flags.fill(0);
            self.flagged = 0;
        }
        self.beside.clear();
    }

    /// Sets a number, in base units.
    ///
    /// # Errors
    ///
    /// [`WrongType`] where the input is no number.
    pub fn number(&mut self, input: InputId, value: &Ratio) -> Result<(), WrongType> {
        self.estimate(input, &Estimate::Exact(value.clone()))
    }

    /// Sets a number that may be known only within bounds, in base units.
    ///
    /// # Errors
    ///
    /// [`WrongType`] where the input is no number.
    pub fn estimate(&mut self, input: InputId, value: &Estimate) -> Result<(), WrongType> {
        let Some(Encoding::Scaled(scale)) = self.prepared.encoding(input) else {
            return Err(WrongType);
        };
        self.beside.retain(|(of, _)| *of != input);
        if let Some(whole) = whole(value, scale) {
            self.set(input, whole);
        } else {
            self.flag(input, 0, BESIDE);
            self.beside.push((input, value.clone()));
        }
        Ok(())
    }

    /// Sets yes or no.
    ///
    /// # Errors
    ///
    /// [`WrongType`] where the input is neither.
    pub fn yes_no(&mut self, input: InputId, yes: bool) -> Result<(), WrongType> {
        if self.prepared.encoding(input) != Some(Encoding::YesNo) {
            return Err(WrongType);
        }
        self.set(input, i64::from(yes));
        Ok(())
    }

    /// Sets the day of an event.
    ///
    /// # Errors
    ///
    /// [`WrongType`] where the input is no day.
    pub fn day(&mut self, input: InputId, day: Date) -> Result<(), WrongType> {
        if self.prepared.encoding(input) != Some(Encoding::Day) {
            return Err(WrongType);
        }
        self.set(input, number(day));
        Ok(())
    }

    /// What stands at an input.
    pub fn get(&self, input: InputId) -> Given {
        if let Some((value, 0)) = self.value(input) {
            return Given::Whole(value);
        }
        let beside = self.beside.iter().find(|(of, _)| *of == input);
        beside.map_or(Given::Nothing, |(_, it)| Given::Estimate(it.clone()))
    }

    /// Takes a value away.
    pub fn clear(&mut self, input: InputId) {
        self.beside.retain(|(of, _)| *of != input);
        self.flag(input, 0, MISSING);
    }

    pub(super) fn disbelieve(&mut self, input: InputId, check: usize) {
        if self
            .value(input)
            .is_some_and(|(_, flag)| flag & MISSING == 0)
        {
            let value = self.value(input).map_or(0, |(value, _)| value);
            self.flag(input, value, DISBELIEVED);
            self.suspect = check;
        }
    }

    /// What stands at an input, and its flag.
    pub(super) fn value(&self, input: InputId) -> Option<(i64, u8)> {
        let lane = self.prepared.plans.get(input.index())?.first as usize;
        Some((*self.lanes.get(lane)?, *self.flags.get(lane)?))
    }
}

/// An exact number as a whole one at a scale.
fn whole(value: &Estimate, scale: i64) -> Option<i64> {
    let Estimate::Exact(value) = value else {
        return None;
    };
    let (above, below) = value.parts()?;
    let times = i128::from(scale).checked_div(below)?;
    (times.checked_mul(below)? == i128::from(scale))
        .then(|| i64::try_from(above.checked_mul(times)?).ok())
        .flatten()
}
