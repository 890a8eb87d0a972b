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
    let bytes = connection.query_row(select, [hash], |row| row.get(0));
    let bytes: Option<Vec<u8>> = bytes.optional()?;
    let whole = bytes.filter(|bytes| dabiao_data::digest(bytes) == hash);
    whole.ok_or_else(|| damaged(hash))
}

/// The text of a digest.
pub(super) fn kept_text(connection: &Connection, hash: &str) -> Result<String, HistoryError> {
    String::from_utf8(kept(connection, hash)?).map_err(|_| damaged(hash))
}

/// What is kept under a digest is not what the digest was made of, or gone.
pub(super) fn damaged(hash: &str) -> HistoryError {
    HistoryError::malformed(
        format!("the content {hash} is gone or was changed"),
        format!("内容 {hash} 缺失或被改动"),
    )
}

/// The digest of an entry: of what it says, and of the digest of the entry before it.
pub(super) fn chained<E: Serialize>(before: &str, entry: &E) -> Result<String, HistoryError> {
    let text = serde_json::to_string(entry).map_err(|error| HistoryError::no_json(&error))?;
    Ok(dabiao_data::digest(format!("{before}\n{text}").as_bytes()))
}

/// The number that the next entry of a table has, and the digest of the one before it.
pub(super) fn next(connection: &Connection, table: &str) -> Result<(i64, String), HistoryError> {
    let last = format!("SELECT id, digest FROM {table} ORDER BY id DESC LIMIT 1");
    let last = connection.query_row(&last, [], |row| Ok((row.get(0)?, row.get(1)?)));
    let last: Option<(i64, String)> = last.optional()?;
    Ok(last.map_or_else(
        || (1, String::new()),
        |(id, digest)| (id.saturating_add(1), digest),
    ))
}
