//! Whether files are data at all, as far as that can be told without a policy.

use dabiao_core::register::{
    BROKEN_PARQUET, BROKEN_WORKBOOK, EMPTY_FILE, MALFORMED_JSON, UNCLOSED_CELL, UNKNOWN_FORMAT,
    WRONG_SEPARATOR, WRONG_SHAPE,
};
use dabiao_core::{Code, Diagnostics, Meter, Schema};
use dabiao_data::{Encoding, Input, Read, ReadError, ReadOptions};

use crate::HistoryError;

/// What no policy can mend: a kind of file that is not read, one that is damaged or has nothing in it.
const HOPELESS: [&Code; 8] = [
    &UNKNOWN_FORMAT,
    &EMPTY_FILE,
    &WRONG_SEPARATOR,
    &UNCLOSED_CELL,
    &MALFORMED_JSON,
    &WRONG_SHAPE,
    &BROKEN_WORKBOOK,
    &BROKEN_PARQUET,
];

/// What makes files useless under any policy, by file; nothing of what depends on one. CSV is read in the encoding that is
/// said.
///
/// # Errors
///
/// [`HistoryError::Data`] for a file that cannot be opened, is in no encoding that is read or passes a limit.
pub fn unreadable(
    inputs: &[Input],
    encoding: Option<Encoding>,
    meter: &Meter,
) -> Result<Diagnostics, HistoryError> {
    let mut found = Diagnostics::default();
    for input in inputs {
        let read = read(input, encoding, meter).map_err(HistoryError::Data)?;
        let told = read.diagnostics.iter();
        let hopeless = told.filter(|it| HOPELESS.iter().any(|code| code.id == it.code.id));
        found.extend(hopeless.cloned());
    }
    Ok(found)
}

/// Reads a file under no policy; each on its own, so that what is found in one does not crowd out what is found in the next.
fn read(input: &Input, said: Option<Encoding>, meter: &Meter) -> Result<Read, ReadError> {
    let inputs = std::slice::from_ref(input);
    let read = |encoding| {
        let options = ReadOptions {
            encoding,
            ..ReadOptions::default()
        };
        dabiao_data::read_watched(&Schema::default(), inputs, &options, meter)
    };
    match read(said) {
        // Whether it is in GB18030 is told by the names of a policy; here it is enough that it can be.
        Err(error @ ReadError::Encoding { .. }) if said.is_none() => {
            read(Some(Encoding::Gb18030)).map_err(|_| error)
        }
        other => other,
    }
}
