//! A tape of choices: every random decision is read from it, so that proptest can shrink a whole scenario.

use proptest::prelude::*;

/// Numbers from which decisions are read one after the other; at its end every choice is the first.
#[derive(Debug, Clone)]
pub struct Tape {
    choices: Vec<u32>,
    at: usize,
}

impl Tape {
    /// A tape of given numbers.
    pub fn new(choices: Vec<u32>) -> Self {
        Self { choices, at: 0 }
    }

    fn next(&mut self) -> u32 {
        let choice = self.choices.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        choice
    }

    /// A number below `count`; a shrunk tape gives 0.
    pub fn below(&mut self, count: usize) -> usize {
        self.next() as usize % count.max(1)
    }

    /// Yes in so many of a hundred cases; a shrunk tape says no.
    pub fn chance(&mut self, percent: u32) -> bool {
        self.next() % 100 >= 100 - percent
    }

    /// One of a list; a shrunk tape takes the first.
    pub fn pick<T: Clone>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())].clone()
    }
}

/// Tapes long enough for any scenario.
pub fn tapes() -> impl Strategy<Value = Tape> {
    proptest::collection::vec(any::<u32>(), 1_500..1_501).prop_map(Tape::new)
}
