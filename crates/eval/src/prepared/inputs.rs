//! What a submission holds for a prepared program: each value that its tests read, as a whole number.

use std::collections::BTreeMap;

use dabiao_model::{Atom, Ratio, RecordId, ValueType};

use crate::evaluate::Frame;
use crate::program::{Program, Slot, SlotId, Source};

/// A place of a [`Row`](super::Row), found once by what stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InputId(pub(super) u32);

impl InputId {
    /// The index as a number.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What stands at a place of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Content {
    /// A figure, by its index into [`Program::slots`].
    Figure(SlotId),
    /// The day of an event of the only case: the record, and the field's index.
    Event(RecordId, usize),
}

/// How a value is written as a whole number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// So many to one base unit: 100 for an amount in cents.
    Scaled(i64),
    /// One for yes, zero for no.
    YesNo,
    /// Days since the first day of the common era, that day being 1.
    Day,
}

/// One value of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// What it is.
    pub content: Content,
    /// How it is written.
    pub encoding: Encoding,
}

/// The values that are read, in the order first asked for.
#[derive(Debug, Default)]
pub(super) struct Inputs {
    pub(super) list: Vec<Input>,
    pub(super) known: BTreeMap<Content, InputId>,
    /// For each column the first one that reads the same figure: one of a fixed time may be that of the judged period.
    first: Vec<SlotId>,
}

impl Inputs {
    pub(super) fn new(program: &Program, frame: Frame) -> Self {
        let mut known = BTreeMap::new();
        let ids = (0_u32..).map(SlotId);
        let first = ids.zip(&program.slots).map(|(id, slot)| {
            let at = frame.at(slot.moment).map(|at| (at.period, at.due));
            let figure = (slot.metric, slot.segment, slot.source, at);
            *known.entry(figure).or_insert(id)
        });
        Self {
            first: first.collect(),
            ..Self::default()
        }
    }

    fn first(&self, id: SlotId) -> Option<SlotId> {
        self.first.get(id.index()).copied()
    }

    /// The place of a figure that is a number, and its scale.
    pub(super) fn number(&mut self, program: &Program, id: SlotId) -> Option<(InputId, i64)> {
        let id = self.first(id)?;
        let scale = scale(program, program.slots.get(id.index())?)?;
        let input = self.place(Content::Figure(id), Encoding::Scaled(scale))?;
        Some((input, scale))
    }

    /// The place of a figure that is yes or no.
    pub(super) fn yes_no(&mut self, id: SlotId) -> Option<InputId> {
        let id = self.first(id)?;
        self.place(Content::Figure(id), Encoding::YesNo)
    }

    /// The place of a figure, whichever it is; nothing for what is computed from others' figures.
    pub(super) fn figure(&mut self, program: &Program, id: SlotId) -> Option<InputId> {
        let slot = program.slots.get(id.index())?;
        if slot.source == Source::OwnLevel {
            return None;
        }
        match program.schema.metrics.get(slot.metric.index())?.value {
            ValueType::Number => self.number(program, id).map(|(input, _)| input),
            ValueType::YesNo => self.yes_no(id),
            ValueType::Date | ValueType::Text => None,
        }
    }

    /// The input that each column reads.
    pub(super) fn of_slots(&self) -> Vec<Option<InputId>> {
        let slots = self.first.iter();
        slots
            .map(|first| self.known.get(&Content::Figure(*first)).copied())
            .collect()
    }

    /// The place of a value.
    pub(super) fn place(&mut self, content: Content, encoding: Encoding) -> Option<InputId> {
        if let Some(known) = self.known.get(&content) {
            return Some(*known);
        }
        let id = InputId(u32::try_from(self.list.len()).ok()?);
        self.list.push(Input { content, encoding });
        self.known.insert(content, id);
        Some(id)
    }
}

/// How many decimals of its unit a figure keeps as a whole number; one with more is decided exactly on the general path.
const DECIMALS: u32 = 4;

/// How many whole numbers make one base unit: money to the cent, anything else to four decimals of its unit.
fn scale(program: &Program, slot: &Slot) -> Option<i64> {
    let metric = program.schema.metrics.get(slot.metric.index())?;
    if metric.unit.dimension.atom() == Some(&Atom::Money) {
        return Some(100);
    }
    let least = Ratio::new(1, 10_i128.checked_pow(DECIMALS)?);
    let (_, below) = (&metric.unit.factor * &least).parts()?;
    i64::try_from(below).ok()
}
