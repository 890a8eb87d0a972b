//! What a compiled policy holds in memory grows with its targets, and by about 3 kB each.

#![expect(
    unsafe_code,
    reason = "an allocator that counts can be written in no other way"
)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::fmt::Write as _;
use std::sync::atomic::{AtomicUsize, Ordering};

use dabiao_core::{Policy, SourceFile, Sources};

/// The bytes that are allocated and not yet freed.
static HELD: AtomicUsize = AtomicUsize::new(0);

/// The system's allocator, with its bytes counted.
struct Counting;

// SAFETY: every call is handed on to the system's allocator as it is.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        HELD.fetch_add(layout.size(), Ordering::Relaxed);
        // SAFETY: the caller keeps what the system's allocator asks of it.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: as above.
        unsafe { System.dealloc(place, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// A policy of so many targets: two metrics for each third of them, one for the others.
fn text(targets: usize) -> String {
    let mut text = String::from("policy \"Plan\"\n  in force 2025\n  monitor quarterly\n");
    for index in 0..targets {
        // INVARIANT: writing into a String cannot fail.
        let _ = if index.is_multiple_of(3) {
            write!(
                text,
                "metric value{index} in yuan, per quarter\nmetric total{index} in yuan, per quarter\n\
                 target {index}: value{index} / total{index} ≥ 80%\n"
            )
        } else {
            write!(
                text,
                "metric share{index} in %, per quarter\ntarget {index}: share{index} ≥ 95%\n"
            )
        };
    }
    text
}

/// The bytes that a policy of so many targets holds, its text included.
fn held(targets: usize) -> usize {
    let text = text(targets);
    let before = HELD.load(Ordering::Relaxed);
    let mut sources = Sources::new();
    sources.add(SourceFile::new("plan.dabiao", text));
    let (policy, mut after) = (Policy::compile(&sources), 0);
    drop(sources);
    assert!(policy.is_ok_and(|policy| {
        after = HELD.load(Ordering::Relaxed);
        policy.is_valid()
    }));
    after.saturating_sub(before)
}

/// One test, so that nothing else allocates beside it.
#[test]
fn a_target_is_held_in_about_three_kilobytes() {
    // What is made once for all policies is made before anything is counted.
    held(1);
    let (few, many) = (held(500), held(2_000));
    assert!(few < 500 * 3_500, "{few} bytes for 500 targets");
    assert!(many < 2_000 * 3_500, "{many} bytes for 2,000 targets");
    // Tables grow by doubling, so that a policy may hold a little more a target than another.
    assert!(many < few * 5, "{few} bytes, then {many}");
}
