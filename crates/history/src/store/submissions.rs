//! Submissions: who handed in which files when, and what corrects what.

use std::collections::{BTreeMap, BTreeSet};

use dabiao_core::{Meter, Stage};
use dabiao_data::{Encoding, Input};
use rusqlite::{Connection, OptionalExtension, Row};
use serde::{Deserialize, Serialize};

use super::History;
use super::entered::{At, has_reason, is_named};
use super::entry::{chained, keep, kept, next};
use crate::HistoryError;
use crate::content::encoding;

/// The number of a submission, from 1 in the order they came.
pub type SubmissionId = i64;

/// Files that are handed in together.
#[derive(Debug, Clone)]
pub struct NewSubmission<'a> {
    /// When.
    pub at: At<'a>,
    /// By whom.
    pub who: &'a str,
    /// The files, in the order they are read in. A correction without files withdraws what it corrects.
    pub files: &'a [Input],
    /// The encoding of its CSV files, where it is said.
    pub encoding: Option<Encoding>,
    /// What it stands for instead of.
    pub corrects: Option<Correction<'a>>,
}

/// A submission that another one takes the place of.
#[derive(Debug, Clone, Copy)]
pub struct Correction<'a> {
    /// The submission that is corrected; it stays in the history.
    pub submission: SubmissionId,
    /// Why.
    pub because: &'a str,
}

/// A submission as it stands in the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubmissionEntry {
    /// Its number.
    pub id: SubmissionId,
    /// When.
    pub at: String,
    /// By whom.
    pub who: String,
    /// The one it takes the place of.
    pub corrects: Option<SubmissionId>,
    /// Why.
    pub because: Option<String>,
    /// The encoding of its CSV files, where it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// The names and digests of its files.
    pub files: Vec<FileEntry>,
}

/// A file of a submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// Its name.
    pub name: String,
    /// The digest of its bytes.
    pub hash: String,
}

impl SubmissionEntry {
    /// Whether it takes a submission back and puts nothing in its place.
    pub fn is_withdrawal(&self) -> bool {
        self.files.is_empty()
    }
}

impl FileEntry {
    /// The name without folders.
    fn own_name(&self) -> &str {
        self.name.rsplit(['/', '\\']).next().unwrap_or_default()
    }
}

impl History {
    /// Keeps a submission.
    ///
    /// # Errors
    ///
    /// [`HistoryError::NoFiles`], [`HistoryError::NoSubmission`], [`HistoryError::Corrected`] and
    /// [`HistoryError::TooEarly`] for what cannot be; [`HistoryError::Nobody`], [`HistoryError::NoReason`] and
    /// [`HistoryError::NotOneLine`] for what is not said;
    /// [`HistoryError::Database`] when it could not be written. Nothing is kept then.
    pub fn submit(&mut self, new: &NewSubmission<'_>) -> Result<SubmissionId, HistoryError> {
        if new.files.is_empty() && new.corrects.is_none() {
            return Err(HistoryError::NoFiles);
        }
        is_named(new.who)?;
        let meter = self.meter.clone();
        let bytes = new.files.iter().map(|file| file.size() as u64);
        // They are read, hashed and written.
        let parts = bytes.fold(0, u64::saturating_add).saturating_mul(3);
        meter.begin(Stage::Keeping, parts);
        let transaction = self.writing()?;
        if let Some(correction) = new.corrects {
            has_reason(correction.because)?;
            may_be_corrected(&transaction, correction.submission)?;
            new.at.follows(&transaction, &[correction.submission])?;
        }
        let mut files = Vec::new();
        for file in new.files {
            let bytes = file.content().map_err(HistoryError::Data)?;
            meter.pass(bytes.len() as u64);
            files.push(FileEntry {
                name: file.name.clone(),
                hash: keep(&transaction, &bytes, &meter)?,
            });
        }
        let (corrects, because) = new.corrects.map(|it| (it.submission, it.because)).unzip();
        let (id, before) = next(&transaction, "submission")?;
        let entry = SubmissionEntry {
            id,
            at: new.at.moment().to_owned(),
            who: new.who.to_owned(),
            corrects,
            because: because.map(str::to_owned),
            encoding: new.encoding.map(|it| it.name().to_owned()),
            files,
        };
        insert(&transaction, &entry, &before)?;
        transaction.commit()?;
        meter.end();
        Ok(id)
    }

    /// The files of a corrected submission that the correction has nothing in the place of: neither a file of that name
    /// nor the same content under another. They no longer count.
    ///
    /// # Errors
    ///
    /// [`HistoryError::Database`] when they cannot be read.
    pub fn dropped(&self, correction: SubmissionId) -> Result<Vec<FileEntry>, HistoryError> {
        let corrected = "SELECT corrects FROM submission WHERE id = ?1";
        let mut corrected = self.connection.prepare(corrected)?;
        let corrected: Option<SubmissionId> =
            corrected.query_row([correction], |row| row.get(0))?;
        let Some(corrected) = corrected else {
            return Ok(Vec::new());
        };
        let instead = files(&self.connection, correction)?;
        let is_there = |file: &FileEntry| {
            let mut instead = instead.iter();
            instead.any(|it| it.hash == file.hash || it.own_name() == file.own_name())
        };
        let files = files(&self.connection, corrected)?.into_iter();
        Ok(files.filter(|file| !is_there(file)).collect())
    }

    /// All submissions, in the order they came.
    ///
    /// # Errors
    ///
    /// [`HistoryError::Database`] when they cannot be read.
    pub fn submissions(&self) -> Result<Vec<SubmissionEntry>, HistoryError> {
        submissions(&self.connection)
    }
}

/// Writes an entry behind the one that has the digest `before`.
pub(super) fn insert(
    connection: &Connection,
    entry: &SubmissionEntry,
    before: &str,
) -> Result<(), HistoryError> {
    let insert = "INSERT INTO submission (id, at, who, corrects, because, encoding, digest) \
                  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let row = (
        entry.id,
        &entry.at,
        &entry.who,
        entry.corrects,
        &entry.because,
        &entry.encoding,
        chained(before, entry)?,
    );
    connection.execute(insert, row)?;
    for (place, file) in (1_i64..).zip(&entry.files) {
        let insert = "INSERT INTO submitted_file (submission, place, name, content) \
                      VALUES (?1, ?2, ?3, ?4)";
        connection.execute(insert, (entry.id, place, &file.name, &file.hash))?;
    }
    Ok(())
}

/// All submissions, each as it was entered.
fn submissions(connection: &Connection) -> Result<Vec<SubmissionEntry>, HistoryError> {
    let select =
        "SELECT id, at, who, corrects, because, encoding, digest FROM submission ORDER BY id";
    let mut statement = connection.prepare(select)?;
    let mut rows = statement.query([])?;
    let mut entries = Vec::new();
    let mut before = String::new();
    while let Some(row) = rows.next()? {
        let mut entry = entry(row)?;
        entry.files = files(connection, entry.id)?;
        let digest: String = row.get(6)?;
        if chained(&before, &entry)? != digest {
            let id = entry.id;
            return Err(HistoryError::malformed(
                format!("submission {id}, or the one before it, is not as it was entered"),
                format!("第 {id} 号报送或其前一次报送与存入时不同"),
            ));
        }
        entries.push(entry);
        before = digest;
    }
    Ok(entries)
}

fn entry(row: &Row<'_>) -> rusqlite::Result<SubmissionEntry> {
    Ok(SubmissionEntry {
        id: row.get(0)?,
        at: row.get(1)?,
        who: row.get(2)?,
        corrects: row.get(3)?,
        because: row.get(4)?,
        encoding: row.get(5)?,
        files: Vec::new(),
    })
}

fn files(connection: &Connection, id: SubmissionId) -> Result<Vec<FileEntry>, HistoryError> {
    let select = "SELECT name, content FROM submitted_file WHERE submission = ?1 ORDER BY place";
    let mut statement = connection.prepare_cached(select)?;
    let rows = statement.query_map([id], |row| {
        Ok(FileEntry {
            name: row.get(0)?,
            hash: row.get(1)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn may_be_corrected(connection: &Connection, id: SubmissionId) -> Result<(), HistoryError> {
    let is_there = "SELECT 1 FROM submission WHERE id = ?1";
    let is_there = connection
        .query_row(is_there, [id], |_| Ok(()))
        .optional()?;
    let by = "SELECT id FROM submission WHERE corrects = ?1";
    let by = connection
        .query_row(by, [id], |row| row.get(0))
        .optional()?;
    match (is_there, by) {
        (None, _) => Err(HistoryError::NoSubmission(id)),
        (_, Some(by)) => Err(HistoryError::Corrected { submission: id, by }),
        _ => Ok(()),
    }
}

/// The submissions that nothing corrects, by number.
pub(super) fn in_force(connection: &Connection) -> Result<Vec<SubmissionId>, HistoryError> {
    let select = "SELECT id FROM submission WHERE id NOT IN \
                  (SELECT corrects FROM submission WHERE corrects IS NOT NULL) ORDER BY id";
    let mut statement = connection.prepare(select)?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The files of submissions, one after the other, each in the encoding it was handed in with.
pub(super) fn inputs(
    connection: &Connection,
    asked: &[SubmissionId],
    meter: &Meter,
) -> Result<Vec<Input>, HistoryError> {
    let mut submissions = submissions(connection)?;
    submissions.retain(|it| asked.contains(&it.id));
    if submissions.len() != asked.len() {
        return Err(HistoryError::malformed(
            "a submission that an assessment rests on is gone",
            "评价所依据的报送缺失",
        ));
    }
    let files = submissions.iter().map(|it| it.files.len() as u64);
    meter.begin(Stage::Fetching, files.fold(0, u64::saturating_add));
    let shared = shared_names(&submissions);
    let mut inputs = Vec::new();
    for submission in &submissions {
        let encoding = encoding(submission.encoding.as_deref())?;
        for file in &submission.files {
            let name = if shared.contains(file.name.as_str()) {
                // As a folder, so that the file is still known by its own name.
                format!("#{}/{}", submission.id, file.name)
            } else {
                file.name.clone()
            };
            let input = Input::new(name, kept(connection, &file.hash)?);
            inputs.push(input.in_encoding(encoding));
            meter.pass(1);
        }
    }
    meter.end();
    Ok(inputs)
}

/// The names that files of several submissions have: places in them need the number of the submission too.
fn shared_names(submissions: &[SubmissionEntry]) -> BTreeSet<&str> {
    let mut owners: BTreeMap<&str, SubmissionId> = BTreeMap::new();
    let mut shared = BTreeSet::new();
    for submission in submissions {
        for file in &submission.files {
            let owner = owners.entry(&file.name).or_insert(submission.id);
            if *owner != submission.id {
                shared.insert(file.name.as_str());
            }
        }
    }
    shared
}
