//! Values as people read them, with as many digits as it takes not to mislead.

use dabiao_core::explain::{Threshold, Value};
use dabiao_core::{Estimate, Language, Ratio, Unit};

/// The decimals that are tried, one after the other.
const PLACES: [u32; 5] = [Value::PLACES, 8, 12, 20, 36];

/// A value; one that is not zero never reads as zero.
pub(crate) fn value(value: &Value, language: Language) -> String {
    match value {
        Value::Number(Estimate::Exact(number), unit) => {
            digits_apart(number, &Ratio::ZERO, unit, language).unwrap_or_else(|| value.text(language))
        }
        _ => value.text(language),
    }
}

/// A value beside its threshold: 79.999999% never reads as the 80% it falls short of.
pub(crate) fn actual(value: &Value, threshold: Option<&Threshold>, language: Language) -> String {
    match (value, threshold.map(|threshold| &threshold.value)) {
        (Value::Number(Estimate::Exact(number), unit), Some(Value::Number(Estimate::Exact(other), _))) => {
            digits_apart(number, other, unit, language).unwrap_or_else(|| self::value(value, language))
        }
        _ => self::value(value, language),
    }
}

/// A margin with its sign: `+2.3 points`, `-0.01 points`, `0 points`.
pub(crate) fn margin(margin: &Value, language: Language) -> String {
    let text = value(margin, language);
    let is_room = margin.number().is_some_and(|number| !number.is_negative() && !number.is_zero());
    if is_room { format!("+{text}") } else { text }
}

/// A comparison with its threshold: `≥ 80%`.
pub(crate) fn threshold(threshold: &Threshold, language: Language) -> String {
    format!("{} {}", threshold.comparator, value(&threshold.value, language))
}

/// The number with the fewest digits that do not round it to `other`; nothing when the two are equal.
fn digits_apart(number: &Ratio, other: &Ratio, unit: &Unit, language: Language) -> Option<String> {
    if number == other {
        return None;
    }
    let shown = PLACES.map(|places| (unit.show(number, places, language), unit.show(other, places, language)));
    let apart = shown.iter().find(|(number, other)| number != other);
    apart.map(|(number, _)| number.clone()).or_else(|| shown.first().map(|(number, _)| format!("≈{number}")))
}

#[cfg(test)]
mod tests {
    use dabiao_core::{Comparator, Units};

    use super::*;

    #[test]
    fn a_shortfall_is_seen_however_small() {
        let percent = Units::default().find("%").unwrap();
        let eighty = Value::exact(Ratio::new(8, 10), percent.clone());
        let threshold = Threshold { comparator: Comparator::AtLeast, value: eighty.clone() };
        let just_short = Value::exact(&Ratio::new(8, 10) - &Ratio::new(1, 100_000_000), percent.clone());
        assert_eq!(actual(&eighty, Some(&threshold), Language::English), "80%");
        assert_eq!(actual(&just_short, Some(&threshold), Language::English), "79.999999%");
        let margin = Value::exact(Ratio::new(-1, 100_000_000), percent);
        assert_eq!(value(&margin, Language::English), "-0.000001%");
    }
}
