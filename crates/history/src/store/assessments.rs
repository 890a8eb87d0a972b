//! Assessments: what the submissions in force came to on a day, and the same made again.

use dabiao_core::{Date, Language, Meter, Policy, Stage, Text};
use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};

use super::History;
use super::entered::{At, is_named};
use super::entry::{chained, damaged, keep, kept_text, next};
use super::submissions::{SubmissionId, in_force, inputs};
use crate::differences::{Earlier, between};
use crate::{Assessed, CalendarDays, HistoryError, PolicyText, Question};

/// The number of an assessment, from 1 in the order they were made.
pub type AssessmentId = i64;

/// What is to be assessed: the submissions in force, under a policy, on a day.
#[derive(Debug, Clone, Copy)]
pub struct NewAssessment<'a> {
    /// When it is made.
    pub at: At<'a>,
    /// By whom.
    pub who: &'a str,
    /// The policy.
    pub policy: &'a Policy,
    /// The day whose end the verdicts speak of.
    pub as_of: Date,
    /// The language of the document's messages.
    pub language: Language,
}

/// An assessment as it stands in the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssessmentEntry {
    /// Its number.
    pub id: AssessmentId,
    /// When it was made.
    pub at: String,
    /// By whom.
    pub who: String,
    /// The day whose end its verdicts speak of.
    pub as_of: Date,
    /// The language of its document.
    pub language: Language,
    /// The title of the policy.
    pub title: String,
    /// The digest of the policy's text, as the document has it.
    pub policy_hash: String,
    /// The program that made it.
    pub made_by: String,
    /// The content that holds the policy.
    pub policy: String,
    /// The content that holds the working days.
    pub calendar: String,
    /// The content that holds the document.
    pub document: String,
    /// The submissions it rests on.
    pub rests_on: Vec<SubmissionId>,
}

/// An assessment made again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replayed {
    /// The title of its policy.
    pub title: String,
    /// The document as it was.
    pub before: String,
    /// The document as this program makes it.
    pub now: String,
    /// How the working days that were kept differ from those of this program.
    calendar: Option<Text>,
}

impl Replayed {
    /// What differs; nothing where the bytes of the document and the working days are the same.
    ///
    /// # Errors
    ///
    /// [`HistoryError::Malformed`] where a document is none.
    pub fn differences(&self) -> Result<Vec<Text>, HistoryError> {
        let mut found: Vec<Text> = self.calendar.iter().cloned().collect();
        found.extend(between(&self.before, &self.now, Earlier::Kept)?);
        Ok(found)
    }
}

impl History {
    /// Assesses the submissions in force and keeps what they came to. Returns its number and the answer.
    ///
    /// # Errors
    ///
    /// [`HistoryError::Nobody`] and [`HistoryError::TooEarly`] for what cannot be; [`HistoryError::Evaluate`] for a policy
    /// with errors and the errors of reading; [`HistoryError::Database`] when
    /// it could not be written. Nothing is kept then.
    pub fn assess(
        &mut self,
        new: &NewAssessment<'_>,
    ) -> Result<(AssessmentId, Assessed), HistoryError> {
        self.assess_while(new, || ())
    }

    /// Assesses, and does something between evaluating and writing.
    fn assess_while(
        &mut self,
        new: &NewAssessment<'_>,
        meanwhile: impl FnOnce(),
    ) -> Result<(AssessmentId, Assessed), HistoryError> {
        is_named(new.who)?;
        // Evaluated before anybody is kept from writing.
        let mut rests_on = in_force(&self.connection)?;
        new.at.follows(&self.connection, &rests_on)?;
        let meter = self.meter.clone();
        let mut assessed = answer(&self.connection, &rests_on, new, &meter)?;
        meanwhile();
        let transaction = self.writing()?;
        let now = in_force(&transaction)?;
        if now != rests_on {
            // Somebody submitted meanwhile. Once more, while nobody can.
            new.at.follows(&transaction, &now)?;
            assessed = answer(&transaction, &now, new, &meter)?;
            rests_on = now;
        }
        let policy = json(&PolicyText::of(new.policy))?;
        let calendar = json(&CalendarDays::china())?;
        let texts = [&policy, &calendar, &assessed.document].map(|it| it.len() as u64);
        // They are hashed and written.
        let parts = texts.into_iter().fold(0, u64::saturating_add);
        meter.begin(Stage::Keeping, parts.saturating_mul(2));
        let (id, before) = next(&transaction, "assessment")?;
        let entry = AssessmentEntry {
            id,
            at: new.at.moment().to_owned(),
            who: new.who.to_owned(),
            as_of: new.as_of,
            language: new.language,
            title: assessed.title.clone(),
            policy_hash: assessed.policy_hash.clone(),
            made_by: format!("dabiao {}", env!("CARGO_PKG_VERSION")),
            policy: keep(&transaction, policy.as_bytes(), &meter)?,
            calendar: keep(&transaction, calendar.as_bytes(), &meter)?,
            document: keep(&transaction, assessed.document.as_bytes(), &meter)?,
            rests_on,
        };
        insert(&transaction, &entry, &before)?;
        transaction.commit()?;
        meter.end();
        Ok((id, assessed))
    }

    /// All assessments, in the order they were made.
    ///
    /// # Errors
    ///
    /// [`HistoryError::Database`] when they cannot be read.
    pub fn assessments(&self) -> Result<Vec<AssessmentEntry>, HistoryError> {
        let mut statement = self.connection.prepare(SELECT)?;
        let mut rows = statement.query([])?;
        let mut entries = Vec::new();
        let mut before = String::new();
        while let Some(row) = rows.next()? {
            let mut entry = entry(row)??;
            entry.rests_on = rests_on(&self.connection, entry.id)?;
            let digest: String = row.get(11)?;
            if chained(&before, &entry)? != digest {
                return Err(damaged_assessment(entry.id));
            }
            entries.push(entry);
            before = digest;
        }
        Ok(entries)
    }

    /// The assessment of a number.
    pub(super) fn assessment(&self, id: AssessmentId) -> Result<AssessmentEntry, HistoryError> {
        let mut known = self.assessments()?.into_iter();
        let known = known.find(|it| it.id == id);
        known.ok_or(HistoryError::NoAssessment(id))
    }

    /// Makes an assessment again from what it rested on.
    ///
    /// # Errors
    ///
    /// [`HistoryError::NoAssessment`], and the errors of compiling, reading and evaluating.
    pub fn replay(&self, id: AssessmentId) -> Result<Replayed, HistoryError> {
        let known = self.assessment(id)?;
        let text = kept_text(&self.connection, &known.policy)?;
        let text: PolicyText = serde_json::from_str(&text).map_err(|_| damaged(&known.policy))?;
        let calendar = kept_text(&self.connection, &known.calendar)?;
        let calendar: CalendarDays =
            serde_json::from_str(&calendar).map_err(|_| damaged(&known.calendar))?;
        let inputs = inputs(&self.connection, &known.rests_on, &self.meter)?;
        let now = Question {
            policy: &text.compile()?,
            inputs: &inputs,
            encoding: None,
            as_of: known.as_of,
            language: known.language,
        }
        .answer_watched(&self.meter)?;
        Ok(Replayed {
            title: known.title,
            before: kept_text(&self.connection, &known.document)?,
            now: now.document,
            calendar: crate::verify::calendar(&calendar).as_ref().map(in_calendar),
        })
    }
}

/// What is said of the calendar, with its name.
fn in_calendar(told: &Text) -> Text {
    Text::new(
        format!("calendar: {}", told.get(Language::English)),
        format!("日历：{}", told.get(Language::Chinese)),
    )
}

/// All assessments, in the order they were made.
const SELECT: &str = "SELECT id, at, who, as_of, language, title, policy_hash, made_by, policy, calendar, document, digest \
                      FROM assessment ORDER BY id";

/// A row as an entry; damaged where its day or language is none.
fn entry(row: &Row<'_>) -> rusqlite::Result<Result<AssessmentEntry, HistoryError>> {
    let (id, as_of, language): (AssessmentId, String, String) =
        (row.get(0)?, row.get(3)?, row.get(4)?);
    let language = match language.as_str() {
        "en" => Some(Language::English),
        "zh" => Some(Language::Chinese),
        _ => None,
    };
    let Some((as_of, language)) = as_of.parse().ok().zip(language) else {
        return Ok(Err(damaged_assessment(id)));
    };
    Ok(Ok(AssessmentEntry {
        id,
        at: row.get(1)?,
        who: row.get(2)?,
        as_of,
        language,
        title: row.get(5)?,
        policy_hash: row.get(6)?,
        made_by: row.get(7)?,
        policy: row.get(8)?,
        calendar: row.get(9)?,
        document: row.get(10)?,
        rests_on: Vec::new(),
    }))
}

/// An assessment that is not the one that was entered.
pub(super) fn damaged_assessment(id: AssessmentId) -> HistoryError {
    HistoryError::malformed(
        format!("assessment {id}, or the one before it, is not as it was entered"),
        format!("第 {id} 号评价或其前一次评价与存入时不同"),
    )
}

/// What submissions come to.
fn answer(
    connection: &Connection,
    rests_on: &[SubmissionId],
    new: &NewAssessment<'_>,
    meter: &Meter,
) -> Result<Assessed, HistoryError> {
    let inputs = inputs(connection, rests_on, meter)?;
    Question {
        policy: new.policy,
        inputs: &inputs,
        encoding: None,
        as_of: new.as_of,
        language: new.language,
    }
    .answer_watched(meter)
}

fn rests_on(connection: &Connection, id: AssessmentId) -> Result<Vec<SubmissionId>, HistoryError> {
    let select = "SELECT submission FROM rests_on WHERE assessment = ?1 ORDER BY submission";
    let mut statement = connection.prepare_cached(select)?;
    let rows = statement.query_map([id], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Writes an assessment and what it rests on, behind the one that has the digest `before`.
pub(super) fn insert(
    connection: &Connection,
    entry: &AssessmentEntry,
    before: &str,
) -> Result<(), HistoryError> {
    let insert = "INSERT INTO assessment (id, at, who, as_of, language, title, policy_hash, made_by, \
                  policy, calendar, document, digest) \
                  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
    connection.execute(
        insert,
        (
            entry.id,
            &entry.at,
            &entry.who,
            entry.as_of.to_string(),
            entry.language.pick("en", "zh"),
            &entry.title,
            &entry.policy_hash,
            &entry.made_by,
            &entry.policy,
            &entry.calendar,
            &entry.document,
            chained(before, entry)?,
        ),
    )?;
    for submission in &entry.rests_on {
        let insert = "INSERT INTO rests_on (assessment, submission) VALUES (?1, ?2)";
        connection.execute(insert, (entry.id, submission))?;
    }
    Ok(())
}

fn json<T: Serialize>(content: &T) -> Result<String, HistoryError> {
    serde_json::to_string(content).map_err(|error| HistoryError::no_json(&error))
}

#[cfg(test)]
mod tests {
    use dabiao_core::{SourceFile, Sources};
    use dabiao_data::Input;

    use super::*;
    use crate::NewSubmission;

    #[test]
    fn what_is_submitted_during_an_assessment_is_assessed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("p.history");
        let submit = |name: &str, value: &str| {
            let file = Input::new(name, format!("metric,value\nshare,{value}\n"));
            let new = NewSubmission {
                at: At::Said("2025-04-08"),
                who: "x",
                files: &[file],
                encoding: None,
                corrects: None,
            };
            History::begin(&path).unwrap().submit(&new).unwrap()
        };
        submit("one.csv", "81%");
        let mut sources = Sources::new();
        let plan = "policy \"P\"\nmetric share in %\ntarget 1: share ≥ 80%\n";
        sources.add(SourceFile::new("plan.dabiao", plan));
        let new = NewAssessment {
            at: At::Said("2025-04-30"),
            who: "x",
            policy: &Policy::compile(&sources).unwrap(),
            as_of: "2025-04-30".parse().unwrap(),
            language: Language::English,
        };
        let mut history = History::open(&path).unwrap();
        let (id, assessed) = history
            .assess_while(&new, || {
                submit("two.csv", "79%");
            })
            .unwrap();
        assert_eq!(history.assessment(id).unwrap().rests_on, [1, 2]);
        let (_, again) = history.assess(&new).unwrap();
        assert_eq!(again.document, assessed.document);
    }
}
