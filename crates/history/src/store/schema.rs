//! The tables, and whether a file has them.

use rusqlite::{Connection, Transaction};

use super::History;
use crate::HistoryError;

/// `DABI`: what says in the head of a file that it is a history.
const APPLICATION: i32 = 0x4441_4249;

/// The version of the tables.
const VERSION: i32 = 2;

/// The tables. Contents stand by their digest, so that what is submitted twice is kept once; each entry has the digest of
/// what it says and of the entry before it, so that a row that was changed or taken out is told of when it is read.
const TABLES: &str = "
CREATE TABLE content (
    hash  TEXT NOT NULL PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;
CREATE TABLE submission (
    id       INTEGER NOT NULL PRIMARY KEY,
    at       TEXT NOT NULL,
    who      TEXT NOT NULL,
    corrects INTEGER UNIQUE REFERENCES submission,
    because  TEXT,
    encoding TEXT,
    digest   TEXT NOT NULL,
    CHECK ((corrects IS NULL) = (because IS NULL))
) STRICT;
CREATE TABLE submitted_file (
    submission INTEGER NOT NULL REFERENCES submission,
    place      INTEGER NOT NULL,
    name       TEXT NOT NULL,
    content    TEXT NOT NULL REFERENCES content,
    PRIMARY KEY (submission, place)
) STRICT;
CREATE TABLE assessment (
    id          INTEGER NOT NULL PRIMARY KEY,
    at          TEXT NOT NULL,
    who         TEXT NOT NULL,
    as_of       TEXT NOT NULL,
    language    TEXT NOT NULL,
    title       TEXT NOT NULL,
    policy_hash TEXT NOT NULL,
    made_by     TEXT NOT NULL,
    policy      TEXT NOT NULL REFERENCES content,
    calendar    TEXT NOT NULL REFERENCES content,
    document    TEXT NOT NULL REFERENCES content,
    digest      TEXT NOT NULL
) STRICT;
CREATE TABLE rests_on (
    assessment INTEGER NOT NULL REFERENCES assessment,
    submission INTEGER NOT NULL REFERENCES submission,
    PRIMARY KEY (assessment, submission)
) STRICT;
";

/// Every table; none of them is ever changed or taken from.
const NAMES: [&str; 5] = [
    "content",
    "submission",
    "submitted_file",
    "assessment",
    "rests_on",
];

/// Makes the tables in a new file, or finds that a file has them.
pub(super) fn prepare(history: &mut History) -> Result<(), HistoryError> {
    if is_prepared(&history.connection)? {
        return Ok(());
    }
    let transaction = history.writing()?;
    // Another may have begun the file while this one waited.
    if is_prepared(&transaction)? {
        return Ok(());
    }
    create(&transaction)?;
    transaction.commit()?;
    Ok(())
}

fn create(transaction: &Transaction<'_>) -> Result<(), HistoryError> {
    transaction.execute_batch(TABLES)?;
    for name in NAMES {
        for change in ["UPDATE", "DELETE"] {
            transaction.execute_batch(&format!(
                "CREATE TRIGGER {name}_stands_{change} BEFORE {change} ON {name} \
                 BEGIN SELECT RAISE(ABORT, 'nothing in a history is overwritten'); END;"
            ))?;
        }
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    Ok(())
}

fn is_prepared(connection: &Connection) -> Result<bool, HistoryError> {
    let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    match (number("application_id")?, number("user_version")?) {
        (APPLICATION, VERSION) => Ok(true),
        (APPLICATION, version) if version < VERSION => Err(HistoryError::Older {
            version: version.to_string(),
        }),
        (APPLICATION, version) => Err(HistoryError::Newer {
            version: version.to_string(),
        }),
        _ if is_empty(connection)? => Ok(false),
        _ => Err(HistoryError::Foreign {
            path: connection.path().unwrap_or_default().to_owned(),
        }),
    }
}

/// Whether a file has no table: it is new, or whoever began it died at once.
fn is_empty(connection: &Connection) -> Result<bool, HistoryError> {
    let count = "SELECT count(*) FROM sqlite_schema";
    let count: i64 = connection.query_row(count, [], |row| row.get(0))?;
    Ok(count == 0)
}
