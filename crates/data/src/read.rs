//! Reads a list of files into one data set.

use std::collections::BTreeMap;
use std::sync::Arc;

use dabiao_diagnostics::register::{TOLD_ENCODING, UNKNOWN_FORMAT};
use dabiao_model::{
    DataCitation, Dataset, EntityId, Figure, Meter, Period, Place, RecordId, Schema, Sheet,
    SignOff, Stage, Text, Unanswered,
};

use crate::findings::Findings;
use crate::hash::FilesHash;
use crate::input::Opened;
use crate::lookup::Lookup;
use crate::raw::{Counted, RawCell};
use crate::records::Cases;
use crate::{Input, Limit, Read, ReadError, ReadOptions, from_csv, from_json, parquet, workbook};

/// How archives begin, and with them workbooks.
pub(crate) const ARCHIVE: &[u8] = b"PK\x03\x04";

/// Reads files into a data set, in their order.
///
/// A name that ends in `.csv` is a table, one that ends in `.json` an object of tables, one that ends in `.xlsx`, `.xlsm`,
/// `.xls` or `.ods` a workbook with a table a sheet, one that ends in `.parquet` a table; another is an error at the file. A table of cases is known by its file's name, `contract.csv` or its alias
/// `合同.csv`, sign-offs by `signoffs.csv` or `销号.csv`, figures by their headers. Several files of
/// one record are one table. A list of clauses (`clauses.csv`) is no data and passed over.
///
/// The data set's hash is over the names without folders and the bytes of all files in order, so
/// that the same files read from elsewhere have the same hash.
///
/// A CSV file that [`load`](crate::load) found is taken block by block, unless it is in UTF-16, on a thread of its own when it is long:
/// beside what is read from it, a few blocks are held, and a row. So is a Parquet file, of which a page of each column is held. Any other file is held
/// while it is read.
///
/// # Errors
///
/// [`ReadError::Encoding`] when a file's bytes are not in the encoding, [`ReadError::Limit`] when
/// there is more than the options allow, [`ReadError::Unreadable`] when a file on the disk can't be
/// read. What is wrong in the data is in [`Read::diagnostics`].
pub fn read(schema: &Schema, inputs: &[Input], options: &ReadOptions) -> Result<Read, ReadError> {
    read_watched(schema, inputs, options, &Meter::default())
}

/// The same for someone who watches: `meter` counts the bytes of the files that are read, of all there are.
///
/// # Errors
///
/// As [`read`].
pub fn read_watched(
    schema: &Schema,
    inputs: &[Input],
    options: &ReadOptions,
    meter: &Meter,
) -> Result<Read, ReadError> {
    let sizes = inputs.iter().map(|input| input.size() as u64);
    meter.begin(Stage::Reading, sizes.fold(0, u64::saturating_add));
    let format = |input: &Input| match input.stem_and_extension().1.as_str() {
        "csv" => Format::Csv,
        "json" => Format::Json,
        "xlsx" | "xlsm" | "xls" | "ods" => Format::Workbook,
        "parquet" => Format::Parquet,
        _ => Format::Unknown,
    };
    let inputs = inputs.iter().map(|input| (input, format(input)));
    let read = read_with(Reading::new(schema, options).watched(meter), inputs)?;
    meter.end();
    Ok(read)
}

/// How a file is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Csv,
    Json,
    Workbook,
    Parquet,
    Unknown,
}

/// What is read of files in these formats, with their hash.
pub(crate) fn read_as<'i>(
    schema: &Schema,
    inputs: impl Iterator<Item = (&'i Input, Format)>,
    options: &ReadOptions,
) -> Result<Read, ReadError> {
    read_with(Reading::new(schema, options), inputs)
}

fn read_with<'i>(
    mut reading: Reading<'_>,
    inputs: impl Iterator<Item = (&'i Input, Format)>,
) -> Result<Read, ReadError> {
    let mut hash = FilesHash::default();
    for (input, format) in inputs {
        file(&mut reading, &mut hash, input, format)?;
        reading.meter.reach(reading.bytes as u64);
    }
    let mut read = reading.finish();
    read.dataset.hash = hash.finish();
    Ok(read)
}

/// Reads one file, and takes it into the hash.
fn file(
    reading: &mut Reading<'_>,
    hash: &mut FilesHash,
    input: &Input,
    format: Format,
) -> Result<(), ReadError> {
    let source = reading.begin(input);
    let bytes = match input.open()? {
        Opened::Held(bytes) => bytes,
        Opened::Long(file, size) if format == Format::Parquet => {
            return parquet::long(reading, hash, (input, source), (file, size));
        }
        Opened::Long(file, size) => {
            if format == Format::Csv
                && from_csv::long_table(reading, hash, (input, source), (file, size))?
            {
                return Ok(());
            }
            input.content()?
        }
    };
    reading.count_bytes(input, bytes.len())?;
    hash.begin(input.file_name(), bytes.len() as u64);
    hash.beside(&bytes, || match format {
        Format::Workbook => workbook::read(reading, input, source, &bytes),
        Format::Parquet => parquet::held(reading, input, source, &bytes),
        _ if bytes.starts_with(ARCHIVE) => {
            reading.unknown_format(input, source, true);
            Ok(())
        }
        Format::Csv => from_csv::table(reading, input, source, &bytes),
        Format::Json => from_json::document(reading, input, source, &bytes),
        Format::Unknown => {
            reading.unknown_format(input, source, false);
            Ok(())
        }
    })
}

/// Whether the answer about a time answers a question about one: for a longer time it does, and so does one of all times.
fn answers_for(said: Option<Period>, asked: Option<Period>) -> bool {
    said.zip(asked)
        .is_none_or(|(said, asked)| said.covers(asked))
}

/// How plain rows are read.
#[cfg(test)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// Column by column.
    ByColumns,
    /// Row by row.
    ByRows,
    /// As rows that are not plain: cell by cell.
    Thorough,
}

/// The times that somebody was asked about, all of it where none is named, and whether it was said that there were no cases.
type Questions = BTreeMap<Option<Period>, bool>;

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
    /// Of which times sheets of cases ask whether there were any, and whether they say that there were none.
    asked: BTreeMap<(RecordId, Option<EntityId>), Questions>,
    /// How far reading has come.
    pub(crate) meter: Meter,
    /// How plain rows are read, for each way to be compared with the slower ones.
    #[cfg(test)]
    pub(crate) way: Way,
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
            asked: BTreeMap::new(),
            meter: Meter::default(),
            #[cfg(test)]
            way: Way::ByColumns,
            bytes: 0,
            rows: 0,
        }
    }

    /// Tells someone who watches how far reading has come.
    fn watched(mut self, meter: &Meter) -> Self {
        self.meter = meter.clone();
        self
    }

    /// Enters a file and returns its number among the sources.
    pub(crate) fn begin(&mut self, input: &Input) -> u32 {
        let source = u32::try_from(self.lookup.sources.len()).unwrap_or(u32::MAX);
        self.lookup.sources.push(input.name.as_str().into());
        source
    }

    /// Enters a sheet of a workbook and returns its number among the sources.
    pub(crate) fn begin_sheet(&mut self, input: &Input, number: u32, name: &str) -> u32 {
        let source = self.begin(input);
        if let Some(entered) = self.lookup.sources.last_mut() {
            entered.sheet = Some(Sheet {
                number,
                name: name.into(),
            });
        }
        source
    }

    /// Gives the columns of the file that was entered last names, by which its cells are found.
    pub(crate) fn name_columns(&mut self, names: Arc<[Arc<str>]>) {
        if let Some(entered) = self.lookup.sources.last_mut() {
            entered.columns = Some(names);
        }
    }

    /// Which records have a table, be it empty.
    pub(crate) fn records_with_a_table(&self) -> Vec<bool> {
        self.cases.iter().map(Option::is_some).collect()
    }

    /// Takes back the tables of other records, so that a file of which no row was read does not pass for one without cases.
    pub(crate) fn forget_tables_beside(&mut self, kept: &[bool]) {
        for (cases, is_kept) in self.cases.iter_mut().zip(kept) {
            if !is_kept {
                *cases = None;
            }
        }
    }

    /// Counts the bytes of a file.
    pub(crate) fn count_bytes(&mut self, input: &Input, bytes: usize) -> Result<(), ReadError> {
        self.bytes = self.bytes.saturating_add(bytes);
        self.within(input, Limit::Bytes, self.bytes)
    }

    /// Counts a row.
    pub(crate) fn count_row(&mut self, input: &Input) -> Result<(), ReadError> {
        self.count_rows(input, 1)
    }

    /// Counts rows.
    pub(crate) fn count_rows(&mut self, input: &Input, rows: usize) -> Result<(), ReadError> {
        self.rows = self.rows.saturating_add(rows);
        self.within(input, Limit::Rows, self.rows)
    }

    /// Checks the number of a workbook's sheets.
    pub(crate) fn check_sheets(&self, input: &Input, sheets: usize) -> Result<(), ReadError> {
        self.within(input, Limit::Sheets, sheets)
    }

    /// Checks the number of a table's columns.
    pub(crate) fn check_columns(&self, input: &Input, columns: usize) -> Result<(), ReadError> {
        self.within(input, Limit::Columns, columns)
    }

    /// Checks the lengths of a row's cells.
    pub(crate) fn check_cells(&self, input: &Input, cells: Counted<'_>) -> Result<(), ReadError> {
        // No cell is longer than all of them.
        if cells.size() <= self.options.limits.cell {
            return Ok(());
        }
        let mut cells = cells.iter();
        cells.try_for_each(|cell| self.check_cell(input, cell))
    }

    /// Checks the length of a cell.
    pub(crate) fn check_cell(&self, input: &Input, text: &str) -> Result<(), ReadError> {
        self.within(input, Limit::Cell, text.len())
    }

    /// An error when there is more than allowed.
    fn within(&self, input: &Input, limit: Limit, found: usize) -> Result<(), ReadError> {
        let limits = &self.options.limits;
        if found > limits.of(limit) {
            Err(limits.passed(&input.name, limit))
        } else {
            Ok(())
        }
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

    /// Notes that a file was taken for GB18030 because of a name in it, if it was.
    pub(crate) fn note_encoding(&mut self, input: &Input, source: u32, told_by: Option<String>) {
        let Some(name) = told_by else { return };
        let place = Place {
            source,
            line: 1,
            column: 0,
        };
        let note = self.lookup.wrong(&TOLD_ENCODING, place);
        let note = note.with("file", input.file_name());
        self.findings.push(note.with("name", name));
    }

    fn unknown_format(&mut self, input: &Input, source: u32, is_archive: bool) {
        let reason = if is_archive {
            Text::new(
                "it is a workbook or an archive, whatever its name ends in",
                "它其实是工作簿或压缩包，与文件名后缀不符",
            )
        } else {
            Text::new(
                "its name ends in none of .csv, .json, .xlsx, .xlsm, .xls, .ods and .parquet",
                "文件名不以 .csv、.json、.xlsx、.xlsm、.xls、.ods 或 .parquet 结尾",
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

    /// Keeps that somebody was asked for cases, everybody where nobody is named; one answer is enough.
    pub(crate) fn ask(&mut self, record: RecordId, asked: Unanswered, says_none: bool) {
        let questions = self.asked.entry((record, asked.entity)).or_default();
        *questions.entry(asked.period).or_default() |= says_none;
    }

    /// Marks those who were asked for cases and have not said that there were none.
    fn leave_unanswered(&mut self) {
        for ((record, entity), questions) in &self.asked {
            let Some(Some(cases)) = self.cases.get_mut(record.index()) else {
                continue;
            };
            let of_all = self.asked.get(&(*record, None));
            let answered = |period: Option<Period>| {
                let answers = questions.iter().chain(of_all.into_iter().flatten());
                let mut none = answers.filter(|(_, says_none)| **says_none);
                none.any(|(said, _)| answers_for(*said, period))
            };
            // The table of others answers for everybody where no time is named.
            let open = questions
                .keys()
                .filter(|period| (entity.is_some() || period.is_some()) && !answered(**period));
            for period in open {
                cases.leave_unanswered(Unanswered {
                    entity: *entity,
                    period: *period,
                });
            }
        }
    }

    /// What was read, without its hash.
    pub(crate) fn finish(mut self) -> Read {
        for cases in self.cases.iter_mut().flatten() {
            cases.leave_out_copies(&self.lookup, &mut self.findings);
        }
        self.leave_unanswered();
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
