//! The edge: files and folders of the disk as inputs.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use dabiao_diagnostics::register::SKIPPED_FILE;
use dabiao_diagnostics::{At, Cell, Diagnostic, Diagnostics};

use crate::headers::{CLAUSES_NAME, is};
use crate::{Input, Limit, Limits, ReadError};

/// What [`load`] found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Loaded {
    /// The files, in the order of the paths, those of a folder by name.
    pub inputs: Vec<Input>,
    /// A note for each file of a folder that may hold data and is in another format.
    pub skipped: Diagnostics,
    /// Which files these are, by whatever name.
    found: BTreeSet<Identity>,
}

/// Finds the files and folders of the disk that are to be read.
///
/// A file is taken whatever its name; [`read`](crate::read) complains when it is none of its
/// formats. Of a folder and the folders right in it, the files that end in `.csv`, `.json`, `.xlsx`, `.xlsm`,
/// `.xls`, `.ods` and `.parquet` are taken, sorted by their paths; hidden files, `clauses.csv`, policies (`.dabiao`) and `.md` are
/// passed over, and any other file is noted as skipped. Passed over are also what programs write beside an open workbook
/// (`~$…`), and a file that was found before, whatever way led to it.
///
/// # Errors
///
/// [`ReadError::Unreadable`] when a path can't be opened, [`ReadError::Limit`] when the files
/// together have more bytes than allowed.
pub fn load(paths: &[PathBuf], limits: &Limits) -> Result<Loaded, ReadError> {
    let mut loaded = Loaded::default();
    let mut bytes = 0;
    for path in paths {
        if path.is_dir() {
            for file in files_of(path)? {
                loaded.add_of_folder(&file, limits, &mut bytes)?;
            }
        } else {
            loaded.add(path, limits, &mut bytes)?;
        }
    }
    Ok(loaded)
}

/// What a file is known by, whatever its path.
type Identity = (u64, u64, PathBuf);

/// The number that the disk has for a file, so that a second link to it is told too.
#[cfg(unix)]
fn identity(_: &Path, known: &fs::Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt as _;
    (known.dev(), known.ino(), PathBuf::new())
}

/// The path of a file without links and detours.
#[cfg(not(unix))]
fn identity(path: &Path, _: &fs::Metadata) -> Identity {
    (
        0,
        0,
        fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()),
    )
}

impl Loaded {
    fn add(&mut self, path: &Path, limits: &Limits, bytes: &mut u64) -> Result<(), ReadError> {
        let name = path.display().to_string();
        let known = fs::metadata(path).map_err(|error| unreadable(path, &error))?;
        if !self.found.insert(identity(path, &known)) {
            return Ok(());
        }
        let size = known.len();
        *bytes = bytes.saturating_add(size);
        // Asked before reading, so that a huge file is never taken into memory.
        if *bytes > u64::try_from(limits.bytes).unwrap_or(u64::MAX) {
            return Err(limits.passed(&name, Limit::Bytes));
        }
        self.inputs.push(Input::file(name, path, size));
        Ok(())
    }

    fn add_of_folder(
        &mut self,
        path: &Path,
        limits: &Limits,
        bytes: &mut u64,
    ) -> Result<(), ReadError> {
        let part = |part: Option<&std::ffi::OsStr>| {
            part.map(|part| part.to_string_lossy().into_owned())
                .unwrap_or_default()
        };
        let (stem, extension) = (part(path.file_stem()), part(path.extension()));
        match extension.to_lowercase().as_str() {
            "csv" if is(&stem, CLAUSES_NAME) => Ok(()),
            _ if is_data(path) => self.add(path, limits, bytes),
            "dabiao" | "md" => Ok(()),
            _ => {
                self.skip(path);
                Ok(())
            }
        }
    }

    fn skip(&mut self, path: &Path) {
        let file = path.display().to_string();
        let cell = Cell {
            source: file.as_str().into(),
            line: 1,
            column: 0,
        };
        self.skipped
            .push(Diagnostic::at(&SKIPPED_FILE, At::Cell(cell)).with("file", file));
    }
}

/// Whether a file of a folder is read as data, by the ending of its name.
#[must_use]
pub fn is_data(path: &Path) -> bool {
    const ENDINGS: [&str; 7] = ["csv", "json", "xlsx", "xlsm", "xls", "ods", "parquet"];
    path.extension()
        .is_some_and(|ending| ENDINGS.iter().any(|it| ending.eq_ignore_ascii_case(it)))
}

/// The files of a folder and of the folders in it, sorted by path, hidden ones left out.
fn files_of(folder: &Path) -> Result<Vec<PathBuf>, ReadError> {
    let mut files = Vec::new();
    for entry in entries(folder)? {
        if entry.is_dir() {
            files.extend(entries(&entry)?.into_iter().filter(|entry| !entry.is_dir()));
        } else {
            files.push(entry);
        }
    }
    files.sort();
    Ok(files)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, ReadError> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| unreadable(folder, &error))? {
        let entry = entry.map_err(|error| unreadable(folder, &error))?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        // Spreadsheet programs keep `~$` beside a workbook that is open: it says who has it open.
        if !name.starts_with('.') && !name.starts_with("~$") {
            paths.push(entry.path());
        }
    }
    Ok(paths)
}

#[cold]
fn unreadable(path: &Path, error: &std::io::Error) -> ReadError {
    ReadError::unreadable(&path.display().to_string(), error)
}
