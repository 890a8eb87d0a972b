//! What a row counts as: classes of the rows an aggregate and a limit look at.
//!
//! Truths of three values are bytes, so that `and` is the least, `or` the greatest, and `not` the distance from the greatest.

/// How many classes there are; a power of two, so that a group and a class make a place by their bits.
pub(super) const CLASSES: usize = 8;

/// Does not hold.
pub(super) const FALSE: u8 = 0;
/// An empty cell leaves it open.
pub(super) const OPEN: u8 = 1;
/// Holds.
pub(super) const TRUE: u8 = 2;

/// Not looked at, of an aggregate and a limit.
pub(super) const SKIPPED: u8 = FALSE;
/// Not known whether it is looked at.
pub(super) const UNKNOWN: u8 = OPEN;
/// Its events stand in an impossible order.
pub(super) const IMPOSSIBLE: u8 = 2;

/// Of an aggregate: not known whether it passes the filter.
pub(super) const UNDECIDED: u8 = 3;
/// Looked at, but it does not pass the filter.
pub(super) const AMONG: u8 = 4;
/// The same, without a value.
pub(super) const AMONG_WITHOUT: u8 = 5;
/// It passes.
pub(super) const COUNTED: u8 = 6;
/// It passes, without a value.
pub(super) const COUNTED_WITHOUT: u8 = 7;
/// It passes, and its span cannot be counted. Spans ask for no value of what does not pass, so the class is free.
pub(super) const NO_SPAN: u8 = AMONG_WITHOUT;

/// Of a limit: the event came in time.
pub(super) const IN_TIME: u8 = 3;
/// It came late, or did not come.
pub(super) const LATE: u8 = 4;
/// It may still come in time.
pub(super) const STILL_OPEN: u8 = 5;
/// The limit cannot be counted.
pub(super) const UNCOUNTABLE: u8 = 6;

/// The class of a row of an aggregate that has a value: whether it is looked at, impossible, passes the filter.
#[inline]
pub(super) fn counted(among: u8, impossible: u8, filter: u8) -> u8 {
    // What passes is 2, as far as its class lies behind that of what does not.
    let decided = filter.wrapping_add(AMONG);
    let filtered = if filter == OPEN { UNDECIDED } else { decided };
    before(among, impossible, filtered)
}

/// The class of a row of which `rest` is only asked when it is looked at and possible.
#[inline]
pub(super) fn before(among: u8, impossible: u8, rest: u8) -> u8 {
    let possible = if impossible == 0 { rest } else { IMPOSSIBLE };
    // What is not looked at, or may not be, has the class of its truth.
    if among == TRUE { possible } else { among }
}
