//! A seal: one assessment with all it rests on, in one file.

use std::io::{self, Write};

use dabiao_core::{Date, Diagnostics, Language, Meter, Stage};
use dabiao_data::{Encoding, Input};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::content::encoding;
use crate::{CalendarDays, HistoryError, KeptFile, PolicyText, Question};

/// An assessment, its policy, its data and its calendar, each with its digest, and one over all there is.
///
/// The digests tell that a part was changed by somebody who did not mean to hide it; whoever changes all of them makes
/// another seal. What nobody can change is what the parts come to: [`verify`](crate::verify) makes the verdicts again.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Seal {
    /// [`Seal::SCHEMA`].
    pub schema: String,
    /// The program that made it.
    pub made_by: String,
    /// The day whose end the verdicts speak of.
    pub as_of: Date,
    /// The language of the messages in the document, `en` or `zh`.
    pub language: Language,
    /// The encoding of CSV files, where it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// The digest of everything beside it: of the digests below and of what stands above.
    pub hash: String,
    /// The policy.
    pub policy: SealedPart<PolicyText>,
    /// The files of data, in the order they were read in.
    pub data: SealedPart<Vec<KeptFile>>,
    /// The working days.
    pub calendar: SealedPart<CalendarDays>,
    /// The document that `dabiao evaluate --format json` printed.
    pub verdicts: SealedPart<Box<RawValue>>,
}

/// A part of a seal.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SealedPart<T> {
    /// The digest of the content's JSON.
    pub hash: String,
    /// The content.
    pub content: T,
}

impl<T: Serialize> SealedPart<T> {
    fn new(content: T) -> Result<Self, HistoryError> {
        let hash = digest_of(&content)?;
        Ok(Self { hash, content })
    }

    /// Whether the content is the one that the digest was made of.
    pub(crate) fn is_whole(&self) -> bool {
        digest_of(&self.content).is_ok_and(|digest| digest == self.hash)
    }
}

impl Seal {
    /// The schema's name and version. The first version left parts of the file out of its digest.
    pub const SCHEMA: &'static str = "dabiao.seal/2";

    /// What every version's name begins with.
    pub(crate) const FAMILY: &'static str = "dabiao.seal/";

    /// Answers a question and seals the answer.
    ///
    /// # Errors
    ///
    /// As [`Question::answer`].
    pub fn of(question: &Question<'_>) -> Result<Self, HistoryError> {
        Ok(Self::of_watched(question, &Meter::default())?.0)
    }

    /// The same for someone who watches, with what is wrong in the data and worth knowing of the evaluation: it is
    /// sealed with the verdicts, and somebody should know before they are handed on.
    ///
    /// # Errors
    ///
    /// As [`Seal::of`].
    pub fn of_watched(
        question: &Question<'_>,
        meter: &Meter,
    ) -> Result<(Self, Diagnostics), HistoryError> {
        // What is sealed and what is evaluated are the same bytes, whatever becomes of the files meanwhile.
        let files = held(question.inputs, meter)?;
        let inputs = files.iter().map(KeptFile::input);
        let inputs = inputs.collect::<Result<Vec<_>, _>>()?;
        let assessed = Question {
            inputs: &inputs,
            ..*question
        }
        .answer_watched(meter)?;
        meter.begin(Stage::Sealing, 4);
        let document = RawValue::from_string(assessed.document.trim_end().to_owned());
        let document = document.map_err(|error| HistoryError::no_json(&error))?;
        let mut seal = Self {
            schema: Self::SCHEMA.to_owned(),
            made_by: format!("dabiao {}", env!("CARGO_PKG_VERSION")),
            as_of: question.as_of,
            language: question.language,
            encoding: question.encoding.map(|it| it.name().to_owned()),
            hash: String::new(),
            policy: part(PolicyText::of(question.policy), meter)?,
            data: part(files, meter)?,
            calendar: part(CalendarDays::china(), meter)?,
            verdicts: part(document, meter)?,
        };
        seal.hash = seal.digest();
        meter.end();
        Ok((seal, assessed.findings))
    }

    /// The digest of all there is but itself.
    pub(crate) fn digest(&self) -> String {
        let parts = [
            self.schema.as_str(),
            &self.made_by,
            &self.as_of.to_string(),
            self.language.pick("en", "zh"),
            self.encoding.as_deref().unwrap_or_default(),
            &self.policy.hash,
            &self.data.hash,
            &self.calendar.hash,
            &self.verdicts.hash,
        ];
        // As JSON, in which no part can pass for two.
        let text = serde_json::to_string(&parts).unwrap_or_default();
        dabiao_data::digest(text.as_bytes())
    }

    /// The encoding in which its CSV files are read, where it was said.
    pub(crate) fn read_as(&self) -> Result<Option<Encoding>, HistoryError> {
        encoding(self.encoding.as_deref())
    }

    /// The text of the file, with a line end.
    pub fn to_json(&self) -> String {
        // Strings, numbers and lists have no way to fail.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// Writes the same without the line end.
    pub(crate) fn write(&self, to: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer_pretty(to, self).map_err(io::Error::from)
    }
}

/// The files with their bytes.
fn held(inputs: &[Input], meter: &Meter) -> Result<Vec<KeptFile>, HistoryError> {
    let sizes = inputs.iter().map(|input| input.size() as u64);
    meter.begin(Stage::Loading, sizes.fold(0, u64::saturating_add));
    let held = inputs.iter().map(|input| {
        let file = KeptFile::of(input);
        meter.pass(input.size() as u64);
        file
    });
    let held = held.collect();
    meter.end();
    held
}

fn part<T: Serialize>(content: T, meter: &Meter) -> Result<SealedPart<T>, HistoryError> {
    let part = SealedPart::new(content);
    meter.pass(1);
    part
}

fn digest_of<T: Serialize>(content: &T) -> Result<String, HistoryError> {
    let text = serde_json::to_string(content).map_err(|error| HistoryError::no_json(&error))?;
    Ok(dabiao_data::digest(text.as_bytes()))
}
