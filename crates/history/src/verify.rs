//! A seal made again from its own parts.

use dabiao_core::{Language, Meter, Text};
use serde::Deserialize;
use serde_json::Value;

use crate::{CalendarDays, HistoryError, KeptFile, Question, Seal};

/// The most verdicts that are shown to differ.
const MOST_SHOWN: usize = 20;

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
    /// The digest over all parts, with the day and the language.
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
/// # Errors
///
/// [`HistoryError::NoSeal`] for what is none, [`HistoryError::Newer`] for one of another version, and the errors of
/// compiling, reading and evaluating.
pub fn verify(text: &str) -> Result<Verification, HistoryError> {
    verify_watched(text, &Meter::default())
}

/// The same for someone who watches.
///
/// # Errors
///
/// As [`verify`].
pub fn verify_watched(text: &str, meter: &Meter) -> Result<Verification, HistoryError> {
    is_ours(text)?;
    let seal: Seal = serde_json::from_str(text)
        .map_err(|error| HistoryError::malformed(error.to_string(), error.to_string()))?;
    let mut differences = tampered(&seal);
    differences.extend(calendar(&seal));
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
    differences.extend(between(sealed, again)?);
    Ok(Verification {
        title: assessed.title,
        hash: seal.hash,
        verdicts: Document::of(again)?.verdicts.len(),
        differences,
    })
}

fn is_ours(text: &str) -> Result<(), HistoryError> {
    #[derive(Deserialize)]
    struct Head {
        schema: String,
    }
    let head: Head = serde_json::from_str(text).map_err(|_| HistoryError::NoSeal)?;
    match head.schema.strip_prefix("dabiao.seal/") {
        Some("1") => Ok(()),
        Some(version) => Err(HistoryError::Newer {
            version: version.to_owned(),
        }),
        None => Err(HistoryError::NoSeal),
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

/// The years in which the sealed calendar is not the one of this program.
fn calendar(seal: &Seal) -> Option<(Part, Text)> {
    let own = CalendarDays::china();
    let sealed = &seal.calendar.content;
    let years: Vec<String> = sealed
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
    (!years.is_empty()).then(|| (Part::Calendar, text()))
}

/// The parts of a document that a difference is told by.
#[derive(Deserialize)]
struct Document {
    verdicts: Vec<Value>,
    #[serde(flatten)]
    rest: serde_json::Map<String, Value>,
}

impl Document {
    fn of(text: &str) -> Result<Self, HistoryError> {
        serde_json::from_str(text)
            .map_err(|error| HistoryError::malformed(error.to_string(), error.to_string()))
    }
}

/// What a document says that the same one made again does not.
pub(crate) fn between(sealed: &str, again: &str) -> Result<Vec<(Part, Text)>, HistoryError> {
    if sealed == again {
        return Ok(Vec::new());
    }
    let (sealed, again) = (Document::of(sealed)?, Document::of(again)?);
    let longer = sealed.verdicts.len().max(again.verdicts.len());
    let pairs = (0..longer).map(|index| (sealed.verdicts.get(index), again.verdicts.get(index)));
    let mut found: Vec<Text> = pairs
        .filter(|(sealed, again)| sealed != again)
        .map(|(sealed, again)| verdict(sealed, again))
        .take(MOST_SHOWN)
        .collect();
    let keys = sealed.rest.iter();
    let other = keys.filter(|(key, value)| again.rest.get(*key) != Some(value));
    found.extend(other.map(|(key, _)| {
        Text::new(
            format!("`{key}` comes out otherwise"),
            format!("“{key}”重算结果不同"),
        )
    }));
    if found.is_empty() {
        found.push(Text::new("laid out otherwise", "排版不同"));
    }
    Ok(found
        .into_iter()
        .map(|text| (Part::Verdicts, text))
        .collect())
}

fn verdict(sealed: Option<&Value>, again: Option<&Value>) -> Text {
    let field = |of: Option<&Value>, key: &str| {
        let value = of.and_then(|it| it.get(key)).unwrap_or(&Value::Null);
        match value {
            Value::String(text) => text.clone(),
            Value::Object(_) => value.get("value").map(plain).unwrap_or_default(),
            other => plain(other),
        }
    };
    let which = sealed.or(again);
    let named = ["target", "entity", "period"].map(|key| field(which, key));
    let named: Vec<String> = named.into_iter().filter(|it| !it.is_empty()).collect();
    let named = named.join(" ");
    let said = |of, language| {
        let state = crate::text::state(&field(of, "state"), language);
        format!("{state} {}", field(of, "actual")).trim().to_owned()
    };
    let (en, zh) = (Language::English, Language::Chinese);
    Text::new(
        format!(
            "{named}: sealed “{}”, comes to “{}”",
            said(sealed, en),
            said(again, en)
        ),
        format!(
            "{named}：封存为“{}”，重算为“{}”",
            said(sealed, zh),
            said(again, zh)
        ),
    )
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
