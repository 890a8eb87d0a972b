//! Reads a list of files into one data set.

use csv::StringRecord;
use dabiao_diagnostics::register::UNKNOWN_FORMAT;
use dabiao_model::{DataCitation, Dataset, Figure, Place, Schema, SignOff, Text};
use sha2::{Digest, Sha256};

use crate::findings::Findings;
use crate::lookup::Lookup;
use crate::raw::RawCell;
use crate::records::Cases;
use crate::{Input, Limit, Read, ReadError, ReadOptions, from_csv, from_json};

/// Reads files into a data set, in their order.
///
/// A name that ends in `.csv` is a table, one that ends in `.json` an object of tables; another is
/// an error at the file. A table of cases is known by its file's name, `contract.csv` or its alias
/// `合同.csv`, sign-offs by `signoffs.csv` or `销号.csv`, figures by their headers. Several files of
/// one record are one table. A list of clauses (`clauses.csv`) is no data and passed over.
///
/// The data set's hash is over the names without folders and the bytes of all files in order, so
/// that the same files read from elsewhere have the same hash.
///
/// # Errors
///
/// [`ReadError::Encoding`] when a file's bytes are not in the encoding, [`ReadError::Limit`] when
/// there is more than the options allow. What is wrong in the data is in [`Read::diagnostics`].
pub fn read(schema: &Schema, inputs: &[Input], options: &ReadOptions) -> Result<Read, ReadError> {
    hashed(inputs, || {
        let mut reading = Reading::new(schema, options);
        for input in inputs {
            let source = reading.begin(input)?;
            let (_, extension) = input.stem_and_extension();
            match extension.as_str() {
                _ if input.bytes.starts_with(b"PK\x03\x04") => {
                    reading.unknown_format(input, source);
                }
                "csv" => from_csv::table(&mut reading, input, source)?,
                "json" => from_json::document(&mut reading, input, source)?,
                _ => reading.unknown_format(input, source),
            }
        }
        Ok(reading.finish())
    })
}

/// What was read, with the hash of the files; that of large ones is made beside the reading.
pub(crate) fn hashed(
    inputs: &[Input],
    read: impl FnOnce() -> Result<Read, ReadError>,
) -> Result<Read, ReadError> {
    let bytes = inputs
        .iter()
        .fold(0_usize, |sum, input| sum.saturating_add(input.bytes.len()));
    let (read, beside) = std::thread::scope(|scope| {
        let worth_a_thread = bytes >= 1 << 20;
        // Where there are no threads the hash is made afterwards.
        let hashing = worth_a_thread
            .then(|| {
                std::thread::Builder::new()
                    .spawn_scoped(scope, || hash(inputs))
                    .ok()
            })
            .flatten();
        (read(), hashing.and_then(|hashing| hashing.join().ok()))
    });
    let mut read = read?;
    read.dataset.hash = beside.unwrap_or_else(|| hash(inputs));
    Ok(read)
}

/// What has been read so far.
#[derive(Debug)]
pub(crate) struct Reading<'s> {
    pub(crate) lookup: Lookup<'s>,
    pub(crate) findings: Findings,
    pub(crate) options: &'s ReadOptions,
    pub(crate) figures: Vec<Figure>,
    pub(crate) cases: Vec<Option<Cases>>,
    pub(crate) signoffs: Vec<SignOff>,
    pub(crate) citations: Vec<DataCitation>,
    bytes: usize,
    rows: usize,
}

impl<'s> Reading<'s> {
    pub(crate) fn new(schema: &'s Schema, options: &'s ReadOptions) -> Self {
        Self {
            lookup: Lookup::new(schema),
            findings: Findings::default(),
            options,
            figures: Vec::new(),
            cases: schema.records.iter().map(|_| None).collect(),
            signoffs: Vec::new(),
            citations: Vec::new(),
            bytes: 0,
            rows: 0,
        }
    }

    /// Enters a file and returns its number among the sources.
    pub(crate) fn begin(&mut self, input: &Input) -> Result<u32, ReadError> {
        let most = self.options.limits.bytes;
        self.bytes = self.bytes.saturating_add(input.bytes.len());
        if self.bytes > most {
            return Err(ReadError::limit(&input.name, Limit::Bytes, most));
        }
        let source = u32::try_from(self.lookup.sources.len()).unwrap_or(u32::MAX);
        self.lookup.sources.push(input.name.as_str().into());
        Ok(source)
    }

    /// Counts a row.
    pub(crate) fn count_row(&mut self, input: &Input) -> Result<(), ReadError> {
        self.rows = self.rows.saturating_add(1);
        within(input, Limit::Rows, self.rows, self.options.limits.rows)
    }

    /// Checks the number of a table's columns.
    pub(crate) fn check_columns(&self, input: &Input, columns: usize) -> Result<(), ReadError> {
        within(input, Limit::Columns, columns, self.options.limits.columns)
    }

    /// Checks the lengths of a row's cells.
    pub(crate) fn check_cells(
        &self,
        input: &Input,
        record: &StringRecord,
    ) -> Result<(), ReadError> {
        // No cell is longer than all of them.
        if record.as_slice().len() <= self.options.limits.cell {
            return Ok(());
        }
        let mut cells = record.iter();
        cells.try_for_each(|cell| self.check_cell(input, cell))
    }

    /// Checks the length of a cell.
    pub(crate) fn check_cell(&self, input: &Input, text: &str) -> Result<(), ReadError> {
        within(input, Limit::Cell, text.len(), self.options.limits.cell)
    }

    /// Keeps the clauses that a row names: ids separated by semicolons.
    pub(crate) fn cite(&mut self, cell: RawCell<'_>) {
        if cell.is_empty() {
            return;
        }
        let ids = cell.text.split([';', '；']).map(str::trim);
        let ids = ids.filter(|id| !id.is_empty());
        self.citations.extend(ids.map(|id| DataCitation {
            clause: id.into(),
            place: cell.place,
        }));
    }

    fn unknown_format(&mut self, input: &Input, source: u32) {
        let workbook = input.bytes.starts_with(b"PK\x03\x04");
        let reason = if workbook {
            Text::new("it is a workbook or an archive", "它是工作簿或压缩包")
        } else {
            Text::new(
                "its name ends neither in .csv nor in .json",
                "文件名不以 .csv 或 .json 结尾",
            )
        };
        let place = Place {
            source,
            line: 1,
            column: 0,
        };
        let wrong = self.lookup.wrong(&UNKNOWN_FORMAT, place);
        self.findings
            .push(wrong.with("file", input.file_name()).with("reason", reason));
    }

    /// What was read, without its hash.
    pub(crate) fn finish(self) -> Read {
        let tables = self
            .cases
            .into_iter()
            .map(|cases| cases.map(Cases::into_table))
            .collect();
        let dataset = Dataset {
            sources: self.lookup.sources,
            figures: self.figures,
            tables,
            signoffs: self.signoffs,
            citations: self.citations,
            hash: String::new(),
        };
        Read {
            dataset,
            diagnostics: self.findings.finish(),
        }
    }
}

/// An error when there is more than allowed.
fn within(input: &Input, limit: Limit, found: usize, most: usize) -> Result<(), ReadError> {
    if found > most {
        Err(ReadError::limit(&input.name, limit, most))
    } else {
        Ok(())
    }
}

/// `sha256:` and the digest of the files' names and bytes, each after its length.
fn hash(inputs: &[Input]) -> String {
    let mut hasher = Sha256::new();
    for input in inputs {
        for part in [input.file_name().as_bytes(), &input.bytes] {
            // The length keeps the end of a name apart from the start of the bytes.
            hasher.update((part.len() as u64).to_be_bytes());
            hasher.update(part);
        }
    }
    let mut hash = String::from("sha256:");
    for byte in hasher.finalize() {
        for digit in [byte >> 4, byte & 15] {
            hash.extend(char::from_digit(u32::from(digit), 16));
        }
    }
    hash
}
