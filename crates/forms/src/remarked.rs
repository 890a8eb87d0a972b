//! A copy of a submitted workbook in which what was found stands as a comment at its cell.
//!
//! The parts of the workbook that nothing is said of are copied byte for byte; of a sheet only the style of the cells that
//! are spoken of changes. What is found is listed in a sheet of its own behind the others.

mod archive;
mod element;
mod list;
mod note;
mod ods;
mod remark;
mod rows;
mod sheet;
mod styles;
mod xml;

use std::collections::BTreeMap;

use dabiao_core::Language;
use rust_xlsxwriter::XlsxError;
use thiserror::Error;

use self::archive::Archive;
use self::sheet::Marks;
use self::styles::Styles;

pub use remark::{Remark, remarks};
pub use rows::{remarked_rows, remarked_sheets};

/// Why there is no copy with comments.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum RemarkError {
    /// The workbook is not built as workbooks are.
    #[error("the workbook has no part {0} that can be read")]
    Unusual(String),
    /// There are more rows than a sheet has.
    #[error("the table has more than {0} rows")]
    TooLong(u32),
    /// The workbook cannot be made.
    #[error("{0}")]
    Workbook(#[from] XlsxError),
}

impl RemarkError {
    /// What is wrong and what helps, in `language`.
    pub fn message(&self, language: Language) -> String {
        match self {
            Self::Unusual(part) => language.pick(
                format!("no comments can be written: the workbook has no part {part} that can be read; save it again as .xlsx"),
                format!("无法写入批注：工作簿中没有可读取的部件 {part}；请另存为 .xlsx 后重试"),
            ),
            Self::TooLong(most) => language.pick(
                format!("the table has more than {most} rows, and a sheet has no more"),
                format!("表格超过 {most} 行，超出工作表的行数上限"),
            ),
            Self::Workbook(error) => error.to_string(),
        }
    }

    #[cold]
    fn unusual(part: &str) -> Self {
        Self::Unusual(part.to_owned())
    }
}

/// The bytes of a workbook (`.xlsx`, `.xlsm`, `.ods`) with a comment at each cell that a remark speaks of, yellow or red, and a
/// sheet that lists all remarks. `most` is how many bytes it may have when it is unpacked.
///
/// # Errors
///
/// [`RemarkError::Unusual`] for what is no workbook, or one that is built otherwise than spreadsheet programs do.
pub fn remarked(
    bytes: &[u8],
    remarks: &[Remark],
    language: Language,
    most: usize,
) -> Result<Vec<u8>, RemarkError> {
    if ods::is_one(bytes) {
        return ods::remarked(bytes, remarks, language, most);
    }
    let mut archive = Archive::open(bytes, most)?;
    let mut styles = Styles::of(&archive)?;
    let sheets = archive.sheets()?;
    for (name, part) in &sheets {
        let mut cells: BTreeMap<(u32, u32), Vec<&Remark>> = BTreeMap::new();
        let own = remarks.iter().filter(|it| it.is_in(name));
        for remark in own.filter_map(|it| Some((it.cell()?, it))) {
            cells.entry(remark.0).or_default().push(remark.1);
        }
        if !cells.is_empty() {
            let marks = Marks::of(&cells, language);
            sheet::mark(&mut archive, &mut styles, part, &marks)?;
        }
    }
    list::add(&mut archive, &mut styles, (&sheets, remarks), language)?;
    styles.write(&mut archive)?;
    archive.pack()
}
