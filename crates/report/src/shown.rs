//! Values as people read them, with as many digits as it takes not to mislead.

use std::ops::RangeInclusive;

use dabiao_core::explain::{Threshold, Value};
use dabiao_core::{Estimate, Language, Ratio, Unit};

/// How many decimals are tried, one after the other, until a value reads as what it is.
type Places = RangeInclusive<u32>;

const PLACES: Places = Value::PLACES..=36;

/// The same for tables, where a value without a finite form has two.
const BRIEF_PLACES: Places = 2..=36;

/// A value; one that is not zero never reads as zero.
pub(crate) fn value(value: &Value, language: Language) -> String {
    apart_from(value, &Ratio::ZERO, PLACES, language).unwrap_or_else(|| value.text(language))
}

/// A value beside its threshold: 79.999999% never reads as the 80% it falls short of.
pub(crate) fn actual(value: &Value, threshold: Option<&Threshold>, language: Language) -> String {
    let other = threshold.and_then(|threshold| base(&threshold.value));
    let apart = other.and_then(|other| apart_from(value, other, PLACES, language));
    apart.unwrap_or_else(|| self::value(value, language))
}

/// The same in a table.
pub(crate) fn brief_actual(
    value: &Value,
    threshold: Option<&Threshold>,
    language: Language,
) -> String {
    let other = threshold
        .and_then(|threshold| base(&threshold.value))
        .unwrap_or(&Ratio::ZERO);
    apart_from(value, other, places(value), language)
        .unwrap_or_else(|| self::value(value, language))
}

/// A margin with its sign: `+2.3 points`, `-0.01 points`, `0 points`.
pub(crate) fn margin(margin: &Value, language: Language) -> String {
    signed(margin, value(margin, language))
}

/// The same in a table, without its unit: it is the actual value's, or points for a percentage.
pub(crate) fn brief_margin(margin: &Value, language: Language) -> String {
    let bare = match margin {
        Value::Number(estimate, unit) => {
            let unit = Unit {
                en: "".into(),
                zh: "".into(),
                ..unit.clone()
            };
            Value::Number(estimate.clone(), unit)
        }
        other => other.clone(),
    };
    let text = apart_from(&bare, &Ratio::ZERO, places(&bare), language);
    signed(&bare, text.unwrap_or_else(|| value(&bare, language)))
}

/// A comparison with its threshold: `≥ 80%`.
pub(crate) fn threshold(threshold: &Threshold, language: Language) -> String {
    format!(
        "{} {}",
        threshold.comparator,
        value(&threshold.value, language)
    )
}

fn signed(margin: &Value, text: String) -> String {
    let is_room = margin
        .number()
        .is_some_and(|number| !number.is_negative() && !number.is_zero());
    if is_room { format!("+{text}") } else { text }
}

/// A figure as it was submitted keeps its digits; a quotient without an end has two decimals.
fn places(value: &Value) -> Places {
    let is_short = value
        .number()
        .is_some_and(|number| number.to_decimal(Value::PLACES).is_some());
    if is_short { PLACES } else { BRIEF_PLACES }
}

/// The exact number in base units; nothing for what is only known within bounds.
pub(crate) fn base(value: &Value) -> Option<&Ratio> {
    match value {
        Value::Number(Estimate::Exact(number), _) => Some(number),
        _ => None,
    }
}

/// The value with the fewest digits that do not round it to `other`; nothing when the two are equal, or it is a bound.
fn apart_from(
    value: &Value,
    other: &Ratio,
    mut places: Places,
    language: Language,
) -> Option<String> {
    let Value::Number(Estimate::Exact(number), unit) = value else {
        return None;
    };
    if number == other {
        return None;
    }
    let show = |number: &Ratio, places: u32| unit.show(number, places, language);
    let apart = places.find(|places| show(number, *places) != show(other, *places));
    Some(match apart {
        Some(places) => show(number, places),
        None => format!("≈{}", show(number, Value::PLACES)),
    })
}

#[cfg(test)]
mod tests {
    use dabiao_core::{Comparator, Units};

    use super::*;

    #[test]
    fn a_shortfall_is_seen_however_small() {
        let percent = Units::default().find("%").unwrap();
        let eighty = Value::exact(Ratio::new(8, 10), percent.clone());
        let threshold = Threshold {
            comparator: Comparator::AtLeast,
            value: eighty.clone(),
        };
        let just_short = Value::exact(
            &Ratio::new(8, 10) - &Ratio::new(1, 100_000_000),
            percent.clone(),
        );
        assert_eq!(actual(&eighty, Some(&threshold), Language::English), "80%");
        assert_eq!(
            actual(&just_short, Some(&threshold), Language::English),
            "79.999999%"
        );
        let margin = Value::exact(Ratio::new(-1, 100_000_000), percent.clone());
        assert_eq!(value(&margin, Language::English), "-0.000001%");
        let third = Value::exact(Ratio::new(-1, 3 * 10_i128.pow(16)), percent);
        assert_eq!(value(&third, Language::English), "-0.000000000000003%");
    }

    #[test]
    fn in_a_table_a_quotient_has_two_decimals_and_a_figure_its_own() {
        let percent = Units::default().find("%").unwrap();
        let share = |n, d| Value::exact(Ratio::new(n, d), percent.clone());
        assert_eq!(
            brief_actual(&share(2, 3), None, Language::English),
            "66.67%"
        );
        assert_eq!(
            brief_actual(&share(31_255, 100_000), None, Language::English),
            "31.255%"
        );
        let threshold = Threshold {
            comparator: Comparator::AtLeast,
            value: share(6667, 10_000),
        };
        assert_eq!(
            brief_actual(&share(2, 3), Some(&threshold), Language::English),
            "66.667%"
        );
        let points = Units::default().find("points").unwrap();
        let margin = Value::exact(Ratio::new(1, 300), points);
        assert_eq!(brief_margin(&margin, Language::English), "+0.33");
        let days = Units::default().find("days").unwrap();
        let margin = Value::exact(days.to_base(&Ratio::new(-1, 2)), days);
        assert_eq!(brief_margin(&margin, Language::English), "-0.5");
    }
}
