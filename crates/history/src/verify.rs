//! A seal made again from its own parts.

use std::io::{self, Write};

use dabiao_core::{Language, Meter, Text};
use serde::Deserialize;
use serde_json::Value;

use crate::differences::{Document, Earlier, between, laid_out_otherwise};
use crate::{CalendarDays, HistoryError, KeptFile, Question, Seal};

/// What came of making a seal's verdicts again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// The title of the policy.
    pub title: String,
    /// The digest of the seal.
    pub hash: String,
    /// How many verdicts were made again.
    pub verdicts: usize,
    /// What differs; nothing where the seal is whole.
    pub differences: Vec<(Part, Text)>,
}

/// A part of a seal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The file as a whole: its digest over all parts with what stands beside them, and that nothing else stands there.
    Whole,
    /// The policy.
    Policy,
    /// The data.
    Data,
    /// The calendar.
    Calendar,
    /// The verdicts.
    Verdicts,
}

impl Part {
    /// What it is called.
    pub fn name(self, language: Language) -> &'static str {
        match self {
            Self::Whole => language.pick("seal", "封存件"),
            Self::Policy => language.pick("policy", "方案"),
            Self::Data => language.pick("data", "数据"),
            Self::Calendar => language.pick("calendar", "日历"),
            Self::Verdicts => language.pick("verdicts", "结论"),
        }
    }

    /// The word for programs.
    pub fn key(self) -> &'static str {
        match self {
            Self::Whole => "seal",
            Self::Policy => "policy",
            Self::Data => "data",
            Self::Calendar => "calendar",
            Self::Verdicts => "verdicts",
        }
    }
}

impl Verification {
    /// Whether every part is as it was sealed and comes to the same verdicts.
    pub fn is_whole(&self) -> bool {
        self.differences.is_empty()
    }
}

/// Checks each part of a seal against its digest, and makes the verdicts again.
///
/// Every byte counts, since the text must be the one that a seal of these parts has; only a byte order mark in front and
/// line ends of Windows, as editors and mail put them, are passed over.
///
/// # Errors
///
/// [`HistoryError::NoSeal`] for what is none, [`HistoryError::CutOff`] for the beginning of one, [`HistoryError::Newer`]
/// and [`HistoryError::Older`] for one of another version, and the errors of compiling, reading and evaluating.
pub fn verify(text: &str) -> Result<Verification, HistoryError> {
    verify_watched(text, &Meter::default())
}

/// The same for someone who watches.
///
/// # Errors
///
/// As [`verify`].
pub fn verify_watched(text: &str, meter: &Meter) -> Result<Verification, HistoryError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // A line end within a value is written `\n`, so that those of the file are layout only.
    let text = text.replace("\r\n", "\n");
    is_ours(&text)?;
    let seal: Seal = serde_json::from_str(&text).map_err(|error| HistoryError::no_json(&error))?;
    let mut differences = tampered(&seal);
    differences.extend(besides(&seal, &text)?);
    differences.extend(calendar(&seal.calendar.content).map(|it| (Part::Calendar, it)));
    let policy = seal.policy.content.compile()?;
    let inputs = seal.data.content.iter().map(KeptFile::input);
    let inputs = inputs.collect::<Result<Vec<_>, _>>()?;
    let assessed = Question {
        policy: &policy,
        inputs: &inputs,
        encoding: seal.read_as()?,
        as_of: seal.as_of,
        language: seal.language,
    }
    .answer_watched(meter)?;
    let (sealed, again) = (seal.verdicts.content.get(), assessed.document.trim_end());
    let verdicts = between(sealed, again, Earlier::Sealed)?.into_iter();
    differences.extend(verdicts.map(|text| (Part::Verdicts, text)));
    Ok(Verification {
        title: assessed.title,
        hash: seal.hash,
        verdicts: Document::of(again)?.verdicts.len(),
        differences,
    })
}

/// Whether a text is a seal of the version that this program makes.
fn is_ours(text: &str) -> Result<(), HistoryError> {
    #[derive(Deserialize)]
    struct Head {
        schema: String,
    }
    let head: Head = match serde_json::from_str(text) {
        Ok(head) => head,
        Err(error) if error.is_eof() && begins_as_seal(text) => {
            return Err(HistoryError::CutOff { line: error.line() });
        }
        Err(error) if !error.is_data() && begins_as_seal(text) => {
            return Err(HistoryError::no_json(&error));
        }
        Err(_) => return Err(HistoryError::NoSeal),
    };
    let version = head.schema.strip_prefix(Seal::FAMILY);
    let version = version.ok_or(HistoryError::NoSeal)?.to_owned();
    if head.schema == Seal::SCHEMA {
        Ok(())
    } else if version == "1" {
        Err(HistoryError::Older { version })
    } else {
        Err(HistoryError::Newer { version })
    }
}

/// Whether the first thing a text says is that it is a seal.
fn begins_as_seal(text: &str) -> bool {
    let begins = text.trim_start().strip_prefix('{').map(str::trim_start);
    let named = begins.and_then(|it| it.strip_prefix("\"schema\":"));
    let value = named.and_then(|it| it.trim_start().strip_prefix('"'));
    value.is_some_and(|it| it.starts_with(Seal::FAMILY))
}

/// What stands in the file besides the parts of the seal, or stands there otherwise than a seal is laid out.
fn besides(seal: &Seal, text: &str) -> Result<Vec<(Part, Text)>, HistoryError> {
    let mut rest = Rest(Some(text.as_bytes()));
    let written = seal.write(&mut rest).and_then(|()| rest.write_all(b"\n"));
    written?;
    if rest.0.is_some_and(<[u8]>::is_empty) {
        return Ok(Vec::new());
    }
    let value = |text: &str| -> Result<Value, HistoryError> {
        serde_json::from_str(text).map_err(|error| HistoryError::no_json(&error))
    };
    let mut added = Vec::new();
    strangers(&value(text)?, &value(&seal.to_json())?, "", &mut added);
    if added.is_empty() {
        return Ok(vec![(Part::Whole, laid_out_otherwise())]);
    }
    let told = added.into_iter().map(|path| {
        let told = Text::new(
            format!("`{path}` was added after it was sealed"),
            format!("“{path}”为封存后添加"),
        );
        (Part::Whole, told)
    });
    Ok(told.collect())
}

/// The paths of what one value has and the other has not.
fn strangers(one: &Value, other: &Value, path: &str, found: &mut Vec<String>) {
    let below = |key: &str| match path {
        "" => key.to_owned(),
        path => format!("{path}.{key}"),
    };
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            for (key, value) in one {
                match other.get(key) {
                    Some(other) => strangers(value, other, &below(key), found),
                    None => found.push(below(key)),
                }
            }
        }
        (Value::Array(one), Value::Array(other)) => {
            for (number, (value, other)) in (1_usize..).zip(one.iter().zip(other)) {
                strangers(value, other, &below(&number.to_string()), found);
            }
        }
        _ => {}
    }
}

/// What is left of a text when what is written has been found to stand there; nothing once it did not.
struct Rest<'t>(Option<&'t [u8]>);

impl Write for Rest<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 = self.0.and_then(|rest| rest.strip_prefix(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Parts that are not those their digests were made of.
fn tampered(seal: &Seal) -> Vec<(Part, Text)> {
    let parts = [
        (Part::Policy, seal.policy.is_whole()),
        (Part::Data, seal.data.is_whole() && files_are_whole(seal)),
        (Part::Calendar, seal.calendar.is_whole()),
        (Part::Verdicts, seal.verdicts.is_whole()),
        (Part::Whole, seal.hash == seal.digest()),
    ];
    let changed = parts.into_iter().filter(|(_, is_whole)| !is_whole);
    changed
        .map(|(part, _)| {
            (
                part,
                Text::new("changed after it was sealed", "封存后被改动"),
            )
        })
        .collect()
}

fn files_are_whole(seal: &Seal) -> bool {
    let mut files = seal.data.content.iter();
    files.all(|file| {
        file.bytes()
            .is_ok_and(|bytes| dabiao_data::digest(&bytes) == file.hash)
    })
}

/// The years in which a calendar is not the one of this program.
pub(crate) fn calendar(known: &CalendarDays) -> Option<Text> {
    let own = CalendarDays::china();
    let years: Vec<String> = known
        .years
        .iter()
        .filter(|(year, days)| own.years.get(year) != Some(days))
        .map(|(year, _)| year.to_string())
        .collect();
    let text = || {
        Text::new(
            format!(
                "not the working days that this program knows, in {}",
                years.join(", ")
            ),
            format!("与本程序所知的工作日不同：{}年", years.join("、")),
        )
    };
    (!years.is_empty()).then(text)
}
