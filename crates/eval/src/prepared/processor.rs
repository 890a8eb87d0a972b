//! The version of the loops over rows and columns for the processor at hand: the same loops, compiled for wider vectors.
//!
//! This is the only file of the crate with unsafe code, and all of it is two calls.
//!
//! What makes them sound: a function that is compiled for AVX2 may be called where the processor has AVX2, and both calls
//! stand behind the question whether it has. Nothing else rests on it: what is called is safe code, the very functions that
//! are called without AVX2, with the same references, and it neither reads nor writes but through them. The test in
//! `versions` compares both; with the address sanitizer it runs by
//!
//! ```text
//! RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Zsanitizer=address cargo test --target x86_64-unknown-linux-gnu -p dabiao-eval --lib prepared
//! ```

use dabiao_model::State;

use super::batch::{Scratch, all_tests};
use super::columns::Columns;
use super::kernel::{self, Constants, Shown};
use super::layout::Groups;
use super::row::Row;

/// Decides all tests of a batch.
#[cfg_attr(
    target_arch = "x86_64",
    expect(
        unsafe_code,
        reason = "a version for processors with AVX2 may be called once it is known that this is one"
    )
)]
pub(super) fn tests(columns: &Columns<'_, '_>, index: usize, scratch: &mut Scratch) {
    #[cfg(target_arch = "x86_64")]
    if is_x86_feature_detected!("avx2") {
        // SAFETY: the processor has AVX2, as was asked in the line above, and nothing else is required.
        return unsafe { with_avx2(columns, index, scratch) };
    }
    all_tests(columns, index, scratch);
}

/// Decides all tests of a row.
#[cfg_attr(target_arch = "x86_64", expect(unsafe_code, reason = "as for columns"))]
pub(super) fn row(
    groups: &Groups,
    constants: &Constants,
    row: &Row<'_>,
    cells: &mut [State],
    open: &mut [bool],
) -> Shown {
    #[cfg(target_arch = "x86_64")]
    if is_x86_feature_detected!("avx2") {
        // SAFETY: the processor has AVX2, as was asked in the line above, and nothing else is required.
        return unsafe { row_with_avx2(groups, constants, row, cells, open) };
    }
    kernel::tests(groups, constants, row, cells, open)
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn row_with_avx2(
    groups: &Groups,
    constants: &Constants,
    row: &Row<'_>,
    cells: &mut [State],
    open: &mut [bool],
) -> Shown {
    kernel::tests(groups, constants, row, cells, open)
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn with_avx2(columns: &Columns<'_, '_>, index: usize, scratch: &mut Scratch) {
    all_tests(columns, index, scratch);
}
