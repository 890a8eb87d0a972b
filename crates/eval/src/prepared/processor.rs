//! The version of the column loops for the processor at hand: the same loops, compiled for wider vectors.
//!
//! This is the only file of the crate with unsafe code.

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
        // SAFETY: the processor has AVX2, as was asked in the line above.
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
        // SAFETY: the processor has AVX2, as was asked in the line above.
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
