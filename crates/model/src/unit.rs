//! Units: a name in each language, a dimension, and how many base units one is.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{Dimension, Language, Ratio};

/// A unit: a name in each language, its dimension, and how many base units it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Unit {
    /// The English name, as written in policies: `working days`.
    pub en: Arc<str>,
    /// The Chinese name: `个工作日`.
    pub zh: Arc<str>,
    /// What it measures.
    pub dimension: Dimension,
    /// One of it in base units: 1/100 for %, 10000 for 万元.
    pub factor: Ratio,
}

impl Unit {
    /// The plain number: no name, factor one.
    pub fn number() -> Self {
        Self {
            en: "".into(),
            zh: "".into(),
            dimension: Dimension::Number,
            factor: Ratio::ONE,
        }
    }

    /// Its name in `language`.
    pub fn name(&self, language: Language) -> &str {
        language.pick(&self.en, &self.zh)
    }

    /// A value in base units, as the number of these units.
    pub fn from_base(&self, value: &Ratio) -> Ratio {
        value.checked_div(&self.factor).unwrap_or_default()
    }

    /// A number of these units, in base units.
    pub fn to_base(&self, value: &Ratio) -> Ratio {
        value * &self.factor
    }

    /// The value in base units with this unit's name, at most `places` decimals: `17.9%`, `81.75亿元`, `10 days`.
    ///
    /// A number that is cut off is rounded half up.
    pub fn show(&self, value: &Ratio, places: u32, language: Language) -> String {
        self.attach(&self.from_base(value).digits(places), language)
    }

    /// Digits and the unit's name, with a blank where the name is a Latin word.
    pub fn attach(&self, digits: &str, language: Language) -> String {
        let name = self.name(language);
        let name = if digits == "1" && language == Language::English {
            singular(name)
        } else {
            name
        };
        let gap = if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            " "
        } else {
            ""
        };
        format!("{digits}{gap}{name}")
    }
}

/// The singular of the English plurals among the unit names.
fn singular(name: &str) -> &str {
    match name {
        "hours" | "days" | "calendar days" | "weeks" | "months" | "years" | "working days"
        | "working hours" | "points" | "marks" => name.strip_suffix('s').unwrap_or(name),
        _ => name,
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en)
    }
}
