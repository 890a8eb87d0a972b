//! What is handed in to be read and what comes out.

use dabiao_diagnostics::Diagnostics;
use dabiao_model::Dataset;

/// A file: its name and its bytes.
///
/// The end of the name says the format (`.csv`, `.json`), the part before it may say the table
/// (`contract.csv`, `销号.csv`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// The name, as messages show it.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Input {
    /// Puts a name and bytes together.
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            name: name.into(),
            bytes: bytes.into(),
        }
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
/// A file that begins with the byte order mark of UTF-8 says itself that it is UTF-8, whatever was
/// asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    #[default]
    Utf8,
    /// GB18030, and with it GBK and GB2312, as Chinese spreadsheets export.
    Gb18030,
}

impl Encoding {
    /// The name that the command line takes: `utf-8` or `gb18030`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Gb18030 => "gb18030",
        }
    }

    /// Finds an encoding by its name, in any case.
    pub fn parse(name: &str) -> Option<Self> {
        let known = [Self::Utf8, Self::Gb18030];
        known
            .into_iter()
            .find(|encoding| encoding.name().eq_ignore_ascii_case(name))
    }
}

/// How data are to be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReadOptions {
    /// The encoding of CSV files.
    pub encoding: Encoding,
    /// How much is read at most.
    pub limits: Limits,
}

/// How much is read at most; beyond it [`read`](crate::read) stops with
/// [`ReadError::Limit`](crate::ReadError::Limit).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of all files together; 256 MiB by default.
    pub bytes: usize,
    /// Rows of all tables together; 5,000,000 by default.
    pub rows: usize,
    /// Columns of one table; 1,000 by default.
    pub columns: usize,
    /// Bytes of one cell's text in UTF-8; 65,536 by default.
    pub cell: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 256 << 20,
            rows: 5_000_000,
            columns: 1_000,
            cell: 65_536,
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
