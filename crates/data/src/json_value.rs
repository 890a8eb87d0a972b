//! Pieces of a JSON text: their kinds, members, entries and texts, numbers digit by digit.

use std::borrow::Cow;
use std::fmt;

use dabiao_model::Text;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// The kinds of value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Object,
    Array,
    Text,
    Number,
    True,
    False,
    Null,
}

impl Kind {
    /// The kind of a value, which its first character tells.
    pub(crate) fn of(value: &RawValue) -> Self {
        match value.get().bytes().next() {
            Some(b'{') => Self::Object,
            Some(b'[') => Self::Array,
            Some(b'"') => Self::Text,
            Some(b't') => Self::True,
            Some(b'f') => Self::False,
            Some(b'n') => Self::Null,
            _ => Self::Number,
        }
    }

    /// The kind as a message names it.
    pub(crate) fn text(self) -> Text {
        match self {
            Self::Object => Text::new("an object", "对象"),
            Self::Array => Text::new("a list", "列表"),
            Self::Text => Text::new("a text", "文本"),
            Self::Number => Text::new("a number", "数字"),
            Self::True | Self::False => Text::new("true or false", "真假值"),
            Self::Null => Text::new("null", "空值"),
        }
    }
}

/// The members of an object in the order written, repeated ones too.
pub(crate) struct Members<'a>(pub(crate) Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(InOrder)
    }
}

struct InOrder;

impl<'de> Visitor<'de> for InOrder {
    type Value = Members<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}

/// Why a cell has no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoCell {
    /// A list or an object.
    Nested,
    /// An escape that stands for no character.
    BadEscape,
}

/// The text of a cell: nothing for null, the digits as written for a number.
pub(crate) fn cell(value: &RawValue) -> Result<Cow<'_, str>, NoCell> {
    match Kind::of(value) {
        Kind::Object | Kind::Array => Err(NoCell::Nested),
        Kind::Null => Ok(Cow::Borrowed("")),
        Kind::True | Kind::False => Ok(Cow::Borrowed(value.get())),
        Kind::Number => Ok(without_exponent(value.get())),
        Kind::Text => serde_json::from_str::<String>(value.get())
            .map(Cow::Owned)
            .map_err(|_| NoCell::BadEscape),
    }
}

/// How many zeros an exponent may write out; a number needing more is left as it is and refused.
const MOST_ZEROS: usize = 36;

/// A number with its exponent written out: `1.25e3` is `1250`, `5e-3` is `0.005`.
fn without_exponent(number: &str) -> Cow<'_, str> {
    let Some((mantissa, exponent)) = number.split_once(['e', 'E']) else {
        return Cow::Borrowed(number);
    };
    match exponent.parse::<i32>() {
        Ok(exponent) if exponent.unsigned_abs() as usize <= MOST_ZEROS => {
            Cow::Owned(moved(mantissa, exponent))
        }
        _ => Cow::Borrowed(number),
    }
}

/// Digits with their point moved to the right, or to the left when negative.
fn moved(mantissa: &str, places: i32) -> String {
    let (sign, digits) = mantissa
        .strip_prefix('-')
        .map_or(("", mantissa), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let by = places.unsigned_abs() as usize;
    let (before, after) = if places < 0 {
        (by, 0)
    } else {
        (0, by.saturating_sub(fraction.len()))
    };
    let digits = format!(
        "{}{whole}{fraction}{}",
        "0".repeat(before),
        "0".repeat(after)
    );
    let point = if places < 0 {
        whole.len()
    } else {
        whole.len().saturating_add(by)
    };
    let (whole, fraction) = digits.split_at_checked(point).unwrap_or((&digits, ""));
    let whole = Some(whole.trim_start_matches('0'))
        .filter(|w| !w.is_empty())
        .unwrap_or("0");
    if fraction.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{fraction}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponents_are_written_out_digit_by_digit() {
        for (number, plain) in [
            ("1.25e3", "1250"),
            ("5e-3", "0.005"),
            ("-12.5E-1", "-1.25"),
            ("1.2345e+2", "123.45"),
            ("10.20", "10.20"),
            ("1.50e1", "15.0"),
            ("0e5", "0"),
            ("1e400", "1e400"),
        ] {
            assert_eq!(without_exponent(number), plain, "{number}");
        }
    }
}
