//! A file as it was submitted, byte for byte.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use dabiao_data::{Encoding, Input};
use serde::{Deserialize, Serialize};

use crate::HistoryError;

/// A file of data: text as text, so that a person can read it in a seal, anything else in base 64.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFile {
    /// Its name, as places of figures show it.
    pub name: String,
    /// The digest of its bytes.
    pub hash: String,
    /// The encoding that was said of it alone, where one was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    #[serde(flatten)]
    content: Content,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Content {
    Text(String),
    Base64(String),
}

impl KeptFile {
    /// A name and its bytes.
    pub fn new(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        let hash = dabiao_data::digest(&bytes);
        let content = match String::from_utf8(bytes) {
            Ok(text) => Content::Text(text),
            Err(error) => Content::Base64(STANDARD.encode(error.as_bytes())),
        };
        Self {
            name: name.into(),
            hash,
            encoding: None,
            content,
        }
    }

    /// What is read for an assessment.
    ///
    /// # Errors
    ///
    /// [`HistoryError::Data`] when a file on the disk cannot be read.
    pub fn of(input: &Input) -> Result<Self, HistoryError> {
        let bytes = input.content().map_err(HistoryError::Data)?;
        Ok(Self {
            encoding: input.own_encoding().map(|it| it.name().to_owned()),
            ..Self::new(input.name.as_str(), bytes.into_owned())
        })
    }

    /// Its bytes.
    ///
    /// # Errors
    ///
    /// [`HistoryError::Malformed`] when what should be base 64 is not.
    pub fn bytes(&self) -> Result<Vec<u8>, HistoryError> {
        match &self.content {
            Content::Text(text) => Ok(text.clone().into_bytes()),
            Content::Base64(text) => STANDARD
                .decode(text)
                .map_err(|_| HistoryError::malformed(&self.name, &self.name)),
        }
    }

    /// It as something to read.
    ///
    /// # Errors
    ///
    /// As [`KeptFile::bytes`], and [`HistoryError::Malformed`] for an encoding that is not known.
    pub fn input(&self) -> Result<Input, HistoryError> {
        let encoding = encoding(self.encoding.as_deref())?;
        Ok(Input::new(self.name.as_str(), self.bytes()?).in_encoding(encoding))
    }
}

/// An encoding by its name, where one is said.
pub(crate) fn encoding(name: Option<&str>) -> Result<Option<Encoding>, HistoryError> {
    let Some(name) = name else {
        return Ok(None);
    };
    let unknown = || {
        HistoryError::malformed(
            format!("it knows no encoding “{name}”"),
            format!("编码“{name}”未知"),
        )
    };
    Encoding::parse(name).map(Some).ok_or_else(unknown)
}
