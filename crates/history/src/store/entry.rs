//! Contents by their digest, and what both kinds of entries share.

use dabiao_core::Meter;
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};

use super::{AssessmentEntry, History, SubmissionEntry};
use crate::HistoryError;

/// An entry of a history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "entry", rename_all = "snake_case")]
pub enum Entry {
    /// Somebody submitted files.
    Submission(SubmissionEntry),
    /// Somebody asked for verdicts.
    Assessment(AssessmentEntry),
}

impl History {
    /// Everything that was entered: the submissions in the order they came, then the assessments.
    ///
    /// # Errors
    ///
    /// [`HistoryError::Database`] when it cannot be read.
    pub fn entries(&self) -> Result<Vec<Entry>, HistoryError> {
        let submissions = self.submissions()?.into_iter().map(Entry::Submission);
        let assessments = self.assessments()?.into_iter().map(Entry::Assessment);
        Ok(submissions.chain(assessments).collect())
    }
}

/// The bytes that are hashed or written before whoever watches is told.
const BLOCK: usize = 1 << 20;

/// Keeps bytes, once, and returns their digest. The meter counts them twice: as they are hashed and as they are written.
pub(super) fn keep(
    connection: &Connection,
    bytes: &[u8],
    meter: &Meter,
) -> Result<String, HistoryError> {
    let hash = dabiao_data::digest(bytes);
    meter.pass(bytes.len() as u64);
    let known = "SELECT 1 FROM content WHERE hash = ?1";
    let known = connection
        .query_row(known, [&hash], |_| Ok(()))
        .optional()?;
    if known.is_some() {
        meter.pass(bytes.len() as u64);
        return Ok(hash);
    }
    // Room first, and then block by block into it.
    let insert = "INSERT INTO content (hash, bytes) VALUES (?1, zeroblob(?2))";
    let length = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    connection.execute(insert, (&hash, length))?;
    let row = connection.last_insert_rowid();
    let mut room = connection.blob_open("main", "content", "bytes", row, false)?;
    for (block, place) in bytes.chunks(BLOCK).zip((0..).step_by(BLOCK)) {
        room.write_at(block, place)?;
        meter.pass(block.len() as u64);
    }
    room.close()?;
    Ok(hash)
}

/// The bytes of a digest.
pub(super) fn kept(connection: &Connection, hash: &str) -> Result<Vec<u8>, HistoryError> {
    let select = "SELECT bytes FROM content WHERE hash = ?1";
    let bytes: Vec<u8> = connection.query_row(select, [hash], |row| row.get(0))?;
    if dabiao_data::digest(&bytes) == hash {
        Ok(bytes)
    } else {
        Err(damaged(hash))
    }
}

/// The text of a digest.
pub(super) fn kept_text(connection: &Connection, hash: &str) -> Result<String, HistoryError> {
    String::from_utf8(kept(connection, hash)?).map_err(|_| damaged(hash))
}

/// What is kept under a digest is not what the digest was made of.
pub(super) fn damaged(hash: &str) -> HistoryError {
    HistoryError::malformed(format!("the content {hash}"), format!("内容 {hash}"))
}
