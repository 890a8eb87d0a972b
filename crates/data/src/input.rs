//! What is handed in to be read and what comes out.

use std::borrow::Cow;
use std::fs::File;
use std::path::{Path, PathBuf};

use dabiao_diagnostics::Diagnostics;
use dabiao_model::Dataset;

use crate::{Limit, ReadError};

/// A file: its name and its bytes, or where on the disk they are.
///
/// The end of the name says the format (`.csv`, `.json`, `.xlsx`, `.xls`, `.ods`, `.parquet`), the part before it may say the table
/// (`contract.csv`, `销号.csv`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// The name, as messages show it.
    pub name: String,
    content: Content,
    encoding: Option<Encoding>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Content {
    Bytes(Vec<u8>),
    File { path: PathBuf, size: u64 },
}

/// Bytes of a file on the disk that are taken block by block, being too many to be held.
const LONG: u64 = 1 << 20;

/// What is in a file.
pub(crate) enum Opened<'i> {
    /// All its bytes.
    Held(Cow<'i, [u8]>),
    /// A long one, and how many bytes of it there are.
    Long(File, u64),
}

impl Input {
    /// Puts a name and bytes together.
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            name: name.into(),
            content: Content::Bytes(bytes.into()),
            encoding: None,
        }
    }

    /// The same in an encoding of its own, whatever the others are read in.
    #[must_use]
    pub fn in_encoding(self, encoding: Option<Encoding>) -> Self {
        Self { encoding, ..self }
    }

    /// The encoding of its own, where it has one.
    pub fn own_encoding(&self) -> Option<Encoding> {
        self.encoding
    }

    /// The encoding it is read in: its own, or else that of all.
    pub(crate) fn encoding(&self, options: &ReadOptions) -> Option<Encoding> {
        self.encoding.or(options.encoding)
    }

    /// A file on the disk, of so many bytes when it was found, that is opened when it is read.
    pub(crate) fn file(name: String, path: &Path, size: u64) -> Self {
        let path = path.to_owned();
        Self {
            name,
            content: Content::File { path, size },
            encoding: None,
        }
    }

    /// How many bytes there are; for a file on the disk, how many there were when it was found.
    pub fn size(&self) -> usize {
        match &self.content {
            Content::Bytes(bytes) => bytes.len(),
            Content::File { size, .. } => usize::try_from(*size).unwrap_or(usize::MAX),
        }
    }

    /// Opens it: a file on the disk that is not long is taken in whole.
    pub(crate) fn open(&self) -> Result<Opened<'_>, ReadError> {
        match &self.content {
            Content::File { path, size } if *size > LONG => {
                let file = File::open(path).map_err(|error| self.unreadable(&error))?;
                Ok(Opened::Long(file, *size))
            }
            _ => self.content().map(Opened::Held),
        }
    }

    /// All its bytes, from the disk if they stand there.
    ///
    /// # Errors
    ///
    /// [`ReadError::Unreadable`] when the file cannot be read.
    pub fn content(&self) -> Result<Cow<'_, [u8]>, ReadError> {
        match &self.content {
            Content::Bytes(bytes) => Ok(Cow::Borrowed(bytes)),
            Content::File { path, .. } => {
                let bytes = std::fs::read(path).map_err(|error| self.unreadable(&error))?;
                Ok(Cow::Owned(bytes))
            }
        }
    }

    /// The same with all its bytes taken in, so that whatever is made of it is made of these.
    ///
    /// # Errors
    ///
    /// [`ReadError::Unreadable`] when the file cannot be read.
    pub fn held(self) -> Result<Self, ReadError> {
        let bytes = self.content()?.into_owned();
        Ok(Self::new(self.name, bytes).in_encoding(self.encoding))
    }

    #[cold]
    fn unreadable(&self, error: &std::io::Error) -> ReadError {
        ReadError::unreadable(&self.name, error)
    }

    /// The name without folders.
    pub(crate) fn file_name(&self) -> &str {
        self.name.rsplit(['/', '\\']).next().unwrap_or_default()
    }

    /// The file's name without its extension, and the extension in small letters.
    pub(crate) fn stem_and_extension(&self) -> (&str, String) {
        let (stem, extension) = self
            .file_name()
            .rsplit_once('.')
            .unwrap_or((self.file_name(), ""));
        (stem, extension.to_ascii_lowercase())
    }
}

/// How the bytes of a CSV file stand for text. JSON is always UTF-8.
///
/// A file that begins with the byte order mark of UTF-8 or UTF-16 says itself what it is, whatever was
/// asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, which a file is in only if its byte order mark says so.
    Utf16,
    /// GB18030, and with it GBK and GB2312, as Chinese spreadsheets export.
    Gb18030,
}

impl Encoding {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Utf8, Self::Utf16, Self::Gb18030];

    /// Finds an encoding by its name, in any case.
    pub fn parse(name: &str) -> Option<Self> {
        let mut known = Self::ALL.into_iter();
        known.find(|encoding| encoding.name().eq_ignore_ascii_case(name))
    }

    /// The name that the command line takes: `utf-8`, `utf-16` or `gb18030`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16 => "utf-16",
            Self::Gb18030 => "gb18030",
        }
    }
}

/// How data are to be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReadOptions {
    /// The encoding of CSV files that have no byte order mark. Where none is given, they are in UTF-8, or else in GB18030
    /// if a look leaves no doubt, which is noted (`D0019`).
    pub encoding: Option<Encoding>,
    /// How much is read at most.
    pub limits: Limits,
}

/// How much is read at most; beyond it [`read`](crate::read) stops with
/// [`ReadError::Limit`](crate::ReadError::Limit).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of all files together; 1 GiB by default.
    pub bytes: usize,
    /// Rows of all tables together; 20,000,000 by default.
    pub rows: usize,
    /// Columns of one table; 1,000 by default.
    pub columns: usize,
    /// Bytes of one cell's text in UTF-8; 65,536 by default.
    pub cell: usize,
    /// Bytes of one workbook, or of a column in a group of rows of a Parquet file, unpacked; 1 GiB by default.
    pub unpacked: usize,
    /// Sheets of one workbook; 1,000 by default.
    pub sheets: usize,
    /// Cells of one sheet that are not empty; 10,000,000 by default.
    pub sheet_cells: usize,
}

impl Limits {
    /// How much one of them allows.
    pub fn of(&self, limit: Limit) -> usize {
        match limit {
            Limit::Bytes => self.bytes,
            Limit::Rows => self.rows,
            Limit::Columns => self.columns,
            Limit::Cell => self.cell,
            Limit::Unpacked => self.unpacked,
            Limit::Sheets => self.sheets,
            Limit::SheetCells => self.sheet_cells,
        }
    }

    /// The error of a file that has more than one of them allows.
    #[cold]
    pub(crate) fn passed(&self, file: &str, limit: Limit) -> ReadError {
        ReadError::Limit {
            file: file.to_owned(),
            limit,
            most: self.of(limit),
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 1 << 30,
            rows: 20_000_000,
            columns: 1_000,
            cell: 65_536,
            unpacked: 1 << 30,
            sheets: 1_000,
            sheet_cells: 10_000_000,
        }
    }
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Read {
    /// What can be used, in the order of the files and their rows.
    pub dataset: Dataset,
    /// What could not, and what is worth knowing, by file and place; at most
    /// [`Diagnostics::LIMIT`] and one that counts the rest.
    pub diagnostics: Diagnostics,
}
