//! A reader of others at work on bytes of anybody's.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Whether a file is being read on this thread in a way that survives a panic of the reader: one who is told of panics
/// has nothing to say then, since it becomes a finding.
pub fn is_guarded() -> bool {
    GUARDED.get()
}

/// What a reader of others makes of bytes; it may stumble over those of a damaged file, which must not end the run.
pub(crate) fn guarded<T>(read: impl FnOnce() -> T) -> Option<T> {
    let before = GUARDED.replace(true);
    let read = catch_unwind(AssertUnwindSafe(read)).ok();
    GUARDED.set(before);
    read
}
