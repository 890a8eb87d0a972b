//! A finding as the tests of copies have it.

use dabiao_core::Severity;
use dabiao_forms::Remark;

/// One in a sheet, at a row and column.
pub(crate) fn remark(
    sheet: &str,
    (row, column): (u32, u32),
    severity: Severity,
    message: &str,
) -> Remark {
    Remark {
        sheet: Some(sheet.to_owned()),
        row,
        column,
        severity,
        code: "D0023",
        message: message.to_owned(),
        help: "改为 <临夏县> & 重报".to_owned(),
    }
}
