//! How far long work has come, for someone who watches.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Counts the parts of long work that are done; its clones count together.
///
/// Whoever works counts a block at a time, never a row. Nothing that is found depends on it.
///
/// ```
/// use dabiao_model::Meter;
/// let meter = Meter::default();
/// let watched = meter.clone();
/// meter.expect(200);
/// meter.pass(50);
/// assert_eq!((watched.passed(), watched.expected()), (50, 200));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Meter(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    passed: AtomicU64,
    expected: AtomicU64,
}

impl Meter {
    /// Says how many parts there are in all.
    pub fn expect(&self, parts: u64) {
        self.0.expected.store(parts, Ordering::Relaxed);
    }

    /// Counts parts that are done.
    pub fn pass(&self, parts: u64) {
        self.0.passed.fetch_add(parts, Ordering::Relaxed);
    }

    /// How many parts are done.
    pub fn passed(&self) -> u64 {
        self.0.passed.load(Ordering::Relaxed)
    }

    /// How many parts there are; 0 while that is not known.
    pub fn expected(&self) -> u64 {
        self.0.expected.load(Ordering::Relaxed)
    }
}
