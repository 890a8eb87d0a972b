//! A history: submissions and assessments in one file of SQLite, to which is only ever added.
//!
//! Each entry is one transaction, on the disk before it is told of; a process that dies leaves the entry whole or not
//! at all, and who writes at the same time waits. Triggers refuse to change or delete what was written.

mod assessments;
mod entered;
mod entry;
mod ladder;
mod schema;
mod submissions;
mod transfer;
mod trend;

use std::fmt;
use std::path::Path;
use std::time::Duration;

use dabiao_core::Meter;
use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};

use crate::HistoryError;

pub use assessments::{AssessmentEntry, AssessmentId, NewAssessment, Replayed};
pub use entered::At;
pub use entry::Entry;
pub use ladder::{Follow, Missed, Rung, Telling};
pub use submissions::{Correction, FileEntry, NewSubmission, SubmissionEntry, SubmissionId};
pub use trend::{Outcome, Trend};

/// How long somebody else's entry is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// Submissions and assessments in a file.
pub struct History {
    connection: Connection,
    meter: Meter,
}

impl fmt::Debug for History {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("History").finish_non_exhaustive()
    }
}

impl History {
    /// Opens a history.
    ///
    /// # Errors
    ///
    /// [`HistoryError::Missing`] where there is none, [`HistoryError::Foreign`] for another file and
    /// [`HistoryError::Newer`] for a later format, both of which are left alone.
    pub fn open(path: &Path) -> Result<Self, HistoryError> {
        if path.is_file() {
            Self::at(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
        } else {
            Err(HistoryError::Missing {
                path: path.display().to_string(),
            })
        }
    }

    /// Opens a history, or begins one where there is no file.
    ///
    /// # Errors
    ///
    /// As [`History::open`], and [`HistoryError::Database`] where no file can be made.
    pub fn begin(path: &Path) -> Result<Self, HistoryError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        Self::at(path, flags)
    }

    /// Tells someone who watches how far the work on it has come.
    #[must_use]
    pub fn watched(mut self, meter: &Meter) -> Self {
        self.meter = meter.clone();
        self
    }

    fn at(path: &Path, flags: OpenFlags) -> Result<Self, HistoryError> {
        let mut history = Self {
            connection: Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?,
            meter: Meter::default(),
        };
        let prepared = history.prepare();
        prepared.map_err(|error| match error {
            HistoryError::Database(error) if is_foreign(&error) => HistoryError::Foreign {
                path: path.display().to_string(),
            },
            other => other,
        })?;
        Ok(history)
    }

    fn prepare(&mut self) -> Result<(), HistoryError> {
        let connection = &self.connection;
        connection.busy_timeout(PATIENCE)?;
        connection.pragma_update(None, "foreign_keys", true)?;
        // On the disk, its folder's entry too, before anybody is told.
        connection.pragma_update(None, "synchronous", "EXTRA")?;
        connection.pragma_update(None, "trusted_schema", false)?;
        schema::prepare(self)
    }

    /// A transaction that waits for its turn to write before it reads anything.
    fn writing(&mut self) -> Result<Transaction<'_>, HistoryError> {
        let behaviour = TransactionBehavior::Immediate;
        Ok(self.connection.transaction_with_behavior(behaviour)?)
    }
}

/// Whether a file is no database at all.
fn is_foreign(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::NotADatabase)
}
