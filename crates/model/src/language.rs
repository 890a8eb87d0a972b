//! The two languages of every text a user reads.

use serde::{Deserialize, Serialize};

/// A language that policies are written in and that messages are given in.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub enum Language {
    /// English, `en`.
    #[default]
    #[serde(rename = "en")]
    English,
    /// Simplified Chinese, `zh`.
    #[serde(rename = "zh")]
    Chinese,
}

impl Language {
    /// Both languages, English first.
    pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

    /// The short name that the command line takes: `en` or `zh`.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh",
        }
    }

    /// The one of two texts that is in this language.
    ///
    /// ```
    /// use dabiao_model::Language;
    /// assert_eq!(Language::Chinese.pick("met", "达标"), "达标");
    /// ```
    pub fn pick<T>(self, english: T, chinese: T) -> T {
        match self {
            Self::English => english,
            Self::Chinese => chinese,
        }
    }
}

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Text {
    /// In English.
    pub en: String,
    /// In Chinese.
    pub zh: String,
}

impl Text {
    /// Puts the two together.
    pub fn new(en: impl Into<String>, zh: impl Into<String>) -> Self {
        Self {
            en: en.into(),
            zh: zh.into(),
        }
    }

    /// A text that is the same in both languages: a name, a number.
    pub fn same(text: impl Into<String>) -> Self {
        let en: String = text.into();
        Self { zh: en.clone(), en }
    }

    /// The text in `language`.
    pub fn get(&self, language: Language) -> &str {
        language.pick(&self.en, &self.zh)
    }
}
