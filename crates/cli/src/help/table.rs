//! The table of help texts.

use super::{Entry, figures, history, policy, program, testing};

/// Every command, by what it is about; the program itself has no name.
pub(super) fn entries() -> impl Iterator<Item = &'static Entry> {
    let areas = [
        program::ENTRIES,
        policy::ENTRIES,
        figures::ENTRIES,
        testing::ENTRIES,
        history::ENTRIES,
    ];
    areas.into_iter().flatten()
}
