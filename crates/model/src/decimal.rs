//! Decimal numbers as they are written: every digit kept, nothing rounded.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::Ratio;

/// A decimal number with the digits it was written with: `10.20` has two decimals and stays `10.20`.
///
/// Equality and order are those of the value's digits, so `10.2` and `10.20` differ as written;
/// compare as [`Ratio`] to compare values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Decimal {
    mantissa: i128,
    scale: u8,
}

/// Why a text is no decimal number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecimalError {
    /// The text has no digits, or something beside digits, one point and a sign.
    #[error("not a decimal number")]
    Malformed,
    /// The text has more than [`Decimal::MAX_DIGITS`] digits.
    #[error("more than {} digits", Decimal::MAX_DIGITS)]
    TooLong,
}

impl Decimal {
    /// The most digits a number may have, before and after its point together.
    pub const MAX_DIGITS: usize = 36;

    /// A whole number.
    pub fn whole(value: i64) -> Self {
        Self {
            mantissa: i128::from(value),
            scale: 0,
        }
    }

    /// The digits without the point, with the sign.
    pub fn mantissa(self) -> i128 {
        self.mantissa
    }

    /// How many digits stand after the point.
    pub fn scale(self) -> u8 {
        self.scale
    }

    /// The exact value.
    pub fn to_ratio(self) -> Ratio {
        let whole = Ratio::whole(self.mantissa);
        match self.scale {
            0 => whole,
            scale => whole.scaled_down(u32::from(scale)),
        }
    }
}

impl FromStr for Decimal {
    type Err = DecimalError;

    /// Reads ASCII digits with one optional point and sign; no exponent, no grouping.
    fn from_str(text: &str) -> Result<Self, DecimalError> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let point_is_bare = digits.contains('.') && fraction.is_empty();
        if whole.is_empty()
            || point_is_bare
            || !(whole.bytes().chain(fraction.bytes())).all(|b| b.is_ascii_digit())
        {
            return Err(DecimalError::Malformed);
        }
        let significant = whole
            .trim_start_matches('0')
            .len()
            .saturating_add(fraction.len());
        if significant > Self::MAX_DIGITS {
            return Err(DecimalError::TooLong);
        }
        let mut mantissa: i128 = 0;
        for byte in whole.bytes().chain(fraction.bytes()) {
            let digit = i128::from(byte.wrapping_sub(b'0'));
            mantissa = mantissa
                .checked_mul(10)
                .and_then(|m| m.checked_add(digit))
                .ok_or(DecimalError::TooLong)?;
        }
        let scale = u8::try_from(fraction.len()).map_err(|_| DecimalError::TooLong)?;
        Ok(Self {
            mantissa: if negative {
                mantissa.wrapping_neg()
            } else {
                mantissa
            },
            scale,
        })
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.mantissa.unsigned_abs().to_string();
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let scale = usize::from(self.scale);
        if scale == 0 {
            return write!(f, "{sign}{digits}");
        }
        let padded = format!("{digits:0>width$}", width = scale.saturating_add(1));
        let (whole, fraction) = padded.split_at(padded.len().saturating_sub(scale));
        write!(f, "{sign}{whole}.{fraction}")
    }
}

impl TryFrom<String> for Decimal {
    type Error = DecimalError;

    fn try_from(text: String) -> Result<Self, DecimalError> {
        text.parse()
    }
}

impl From<Decimal> for String {
    fn from(decimal: Decimal) -> Self {
        decimal.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_kept_as_written() {
        for text in [
            "0",
            "-0.5",
            "10.20",
            "90071992547409.93",
            "0.01",
            "123456789012345678901234567890123456",
        ] {
            assert_eq!(text.parse::<Decimal>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_decimal_is_refused() {
        for text in ["", ".5", "5.", "1e5", "1_000", "--1", "٣", "１", "1.2.3"] {
            assert_eq!(
                text.parse::<Decimal>(),
                Err(DecimalError::Malformed),
                "{text}"
            );
        }
        assert_eq!(
            "1".repeat(37).parse::<Decimal>(),
            Err(DecimalError::TooLong)
        );
    }
}
