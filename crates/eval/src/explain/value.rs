//! A value with the unit it is shown in.

use dabiao_model::{Estimate, Language, Ratio, SignOffState, Unit};

/// A value as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A number in base units, and the unit to show it in.
    Number(Estimate, Unit),
    /// Yes or no.
    YesNo(bool),
    /// How far a milestone is.
    SignOff(SignOffState),
}

impl Value {
    /// How many decimals are shown at most; what is cut off is rounded half up.
    pub const PLACES: u32 = 4;

    /// An exact number.
    pub fn exact(value: Ratio, unit: Unit) -> Self {
        Self::Number(Estimate::Exact(value), unit)
    }

    /// The exact number in the unit it is shown in, if it is exact.
    pub fn number(&self) -> Option<Ratio> {
        match self {
            Self::Number(Estimate::Exact(value), unit) => Some(unit.from_base(value)),
            _ => None,
        }
    }

    /// The value as a person reads it: `17.9037%`, `≥ 1100 items`, `yes`.
    pub fn text(&self, language: Language) -> String {
        match self {
            Self::Number(estimate, unit) => estimate_text(estimate, unit, language),
            Self::YesNo(true) => language.pick("yes", "是").to_owned(),
            Self::YesNo(false) => language.pick("no", "否").to_owned(),
            Self::SignOff(state) => state.name(language).to_owned(),
        }
    }
}

fn estimate_text(estimate: &Estimate, unit: &Unit, language: Language) -> String {
    let show = |value: &Ratio| unit.show(value, Value::PLACES, language);
    match estimate {
        Estimate::Exact(value) => show(value),
        Estimate::About(value) => format!("≈{}", show(value)),
        Estimate::Between {
            low: Some((low, _)),
            high: Some((high, _)),
        } => {
            format!(
                "{}{}{}",
                show(low),
                language.pick(" to ", " 至 "),
                show(high)
            )
        }
        Estimate::Between {
            low: Some((low, strict)),
            high: None,
        } => {
            format!("{}{}", if *strict { ">" } else { "≥" }, show(low))
        }
        Estimate::Between {
            low: None,
            high: Some((high, strict)),
        } => {
            format!("{}{}", if *strict { "<" } else { "≤" }, show(high))
        }
        Estimate::Between {
            low: None,
            high: None,
        } => language.pick("unknown", "未知").to_owned(),
    }
}
