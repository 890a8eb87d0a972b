//! Export and import: a history as lines of JSON that a person can read, and back without loss.

use std::collections::BTreeSet;
use std::io::{BufRead, Write};

use dabiao_core::Meter;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::entry::{Entry, keep, kept, next};
use super::{History, assessments, submissions};
use crate::{HistoryError, KeptFile};

/// The first line of an export.
const HEAD: &str = "dabiao.history/2";

/// A line of an export: contents stand before the entries that name them.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum Line {
    Head { schema: String },
    Entry(Entry),
    Content(KeptFile),
}

impl History {
    /// Writes the whole history.
    ///
    /// # Errors
    ///
    /// [`HistoryError::Io`] when it cannot be written.
    pub fn export(&self, to: &mut dyn Write) -> Result<(), HistoryError> {
        let mut written = BTreeSet::new();
        line(
            to,
            &Line::Head {
                schema: HEAD.to_owned(),
            },
        )?;
        for entry in self.submissions()? {
            for file in &entry.files {
                self.content(to, &file.hash, &mut written)?;
            }
            line(to, &Line::Entry(Entry::Submission(entry)))?;
        }
        for entry in self.assessments()? {
            for hash in [&entry.policy, &entry.calendar, &entry.document] {
                self.content(to, hash, &mut written)?;
            }
            line(to, &Line::Entry(Entry::Assessment(entry)))?;
        }
        to.flush()?;
        Ok(())
    }

    fn content(
        &self,
        to: &mut dyn Write,
        hash: &str,
        written: &mut BTreeSet<String>,
    ) -> Result<(), HistoryError> {
        if written.insert(hash.to_owned()) {
            let bytes = kept(&self.connection, hash)?;
            line(to, &Line::Content(KeptFile::new("", bytes)))?;
        }
        Ok(())
    }

    /// Takes in an export, into a history without entries, whole or not at all.
    ///
    /// # Errors
    ///
    /// [`HistoryError::NotEmpty`]; [`HistoryError::Foreign`] and [`HistoryError::Malformed`] for what is no export.
    pub fn import(&mut self, from: &mut dyn BufRead) -> Result<(), HistoryError> {
        let transaction = self.writing()?;
        let entries =
            "SELECT (SELECT count(*) FROM submission) + (SELECT count(*) FROM assessment)";
        let entries: i64 = transaction.query_row(entries, [], |row| row.get(0))?;
        if entries > 0 {
            return Err(HistoryError::NotEmpty);
        }
        for (number, text) in (1_usize..).zip(from.lines()) {
            take_in(&transaction, number, &text?)?;
        }
        transaction.commit()?;
        Ok(())
    }
}

fn take_in(connection: &Connection, number: usize, text: &str) -> Result<(), HistoryError> {
    let at_line = || HistoryError::malformed(format!("line {number}"), format!("第 {number} 行"));
    let line: Line = serde_json::from_str(text).map_err(|_| at_line())?;
    match line {
        Line::Head { schema } if number == 1 && schema == HEAD => Ok(()),
        _ if number == 1 => Err(at_line()),
        Line::Content(file) => {
            let hash = keep(connection, &file.bytes()?, &Meter::default())?;
            if hash == file.hash {
                Ok(())
            } else {
                Err(at_line())
            }
        }
        Line::Entry(Entry::Submission(entry)) => {
            let (id, before) = next(connection, "submission")?;
            if id != entry.id {
                return Err(at_line());
            }
            submissions::insert(connection, &entry, &before)
        }
        Line::Entry(Entry::Assessment(entry)) => {
            let (id, before) = next(connection, "assessment")?;
            if id != entry.id {
                return Err(at_line());
            }
            assessments::insert(connection, &entry, &before)
        }
        Line::Head { .. } => Err(at_line()),
    }
}

fn line(to: &mut dyn Write, line: &Line) -> Result<(), HistoryError> {
    let text = serde_json::to_string(line).map_err(|error| HistoryError::no_json(&error))?;
    writeln!(to, "{text}")?;
    Ok(())
}
