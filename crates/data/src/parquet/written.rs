//! The values of a Parquet file as the cells of a table are written.

use std::fmt::Write as _;

use dabiao_model::Date;
use parquet::data_type::{ByteArray, FixedLenByteArray};

use super::kind::{Fraction, Kind};
use crate::workbook::shown::digits;

/// The seconds of a day.
const DAY: i64 = 86_400;

/// A value that can be written as a cell.
pub(super) trait Written {
    /// Writes it as what the column holds; nothing where the bytes are none of that.
    fn write(&self, kind: Kind, text: &mut String) -> Option<()>;
}

impl Written for bool {
    fn write(&self, _: Kind, text: &mut String) -> Option<()> {
        text.push_str(if *self { "yes" } else { "no" });
        Some(())
    }
}

impl Written for i32 {
    fn write(&self, kind: Kind, text: &mut String) -> Option<()> {
        match kind {
            Kind::Unsigned => number(text, i128::from(self.cast_unsigned()), 0),
            Kind::Day => day(text, i64::from(*self)),
            kind => i64::from(*self).write(kind, text)?,
        }
        Some(())
    }
}

impl Written for i64 {
    fn write(&self, kind: Kind, text: &mut String) -> Option<()> {
        match kind {
            Kind::Unsigned => number(text, i128::from(self.cast_unsigned()), 0),
            Kind::Decimal(scale) => number(text, i128::from(*self), scale),
            Kind::Moment(fraction) => moment(text, *self, fraction, false),
            Kind::Time(fraction) => moment(text, *self, fraction, true),
            _ => number(text, i128::from(*self), 0),
        }
        Some(())
    }
}

impl Written for f32 {
    fn write(&self, _: Kind, text: &mut String) -> Option<()> {
        if self.is_finite() {
            // To write into a text succeeds.
            let _ = write!(text, "{self}");
        } else {
            text.push_str(no_number((*self).into()));
        }
        Some(())
    }
}

impl Written for f64 {
    fn write(&self, _: Kind, text: &mut String) -> Option<()> {
        match digits(*self) {
            Some(digits) => text.push_str(&digits),
            None => text.push_str(no_number(*self)),
        }
        Some(())
    }
}

/// What a cell says that holds no number.
fn no_number(value: f64) -> &'static str {
    if value == f64::INFINITY {
        "Infinity"
    } else if value == f64::NEG_INFINITY {
        "-Infinity"
    } else {
        "NaN"
    }
}

impl Written for ByteArray {
    fn write(&self, kind: Kind, text: &mut String) -> Option<()> {
        bytes(self.data(), kind, text)
    }
}

impl Written for FixedLenByteArray {
    fn write(&self, kind: Kind, text: &mut String) -> Option<()> {
        bytes(self.data(), kind, text)
    }
}

fn bytes(bytes: &[u8], kind: Kind, text: &mut String) -> Option<()> {
    if let Kind::Decimal(scale) = kind {
        number(text, big_endian(bytes)?, scale);
    } else {
        text.push_str(std::str::from_utf8(bytes).ok()?);
    }
    Some(())
}

/// A whole number, its highest byte first, negative ones as their complement.
fn big_endian(bytes: &[u8]) -> Option<i128> {
    let is_negative = bytes.first()? & 0x80 != 0;
    let filler = if is_negative { 0xff } else { 0 };
    let mut whole = [filler; 16];
    let (beyond, last) = bytes.split_at(bytes.len().saturating_sub(whole.len()));
    if beyond.iter().any(|byte| *byte != filler) {
        return None;
    }
    let from = whole.len().checked_sub(last.len())?;
    let room = whole.get_mut(from..)?;
    room.copy_from_slice(last);
    let number = i128::from_be_bytes(whole);
    ((number < 0) == is_negative).then_some(number)
}

/// A number of which so many digits stand behind the point.
fn number(text: &mut String, number: i128, scale: u8) {
    if number < 0 {
        text.push('-');
    }
    let mut digits = [b'0'; 40];
    let (mut left, mut first) = (number.unsigned_abs(), digits.len());
    for (place, digit) in digits.iter_mut().enumerate().rev() {
        if left == 0 {
            break;
        }
        // Most numbers are short, and their digits are found sooner.
        let ones = if let Ok(short) = u64::try_from(left) {
            left = u128::from(short / 10);
            short % 10
        } else {
            let ones = left % 10;
            left /= 10;
            u64::try_from(ones).unwrap_or_default()
        };
        *digit = b'0'.saturating_add(u8::try_from(ones).unwrap_or_default());
        first = place;
    }
    // At least one digit stands before the point.
    let point = digits.len().saturating_sub(usize::from(scale));
    let first = first.min(point.saturating_sub(1));
    let (whole, part) = digits.split_at(point);
    text.extend(whole.iter().skip(first).map(|digit| char::from(*digit)));
    if !part.is_empty() {
        text.push('.');
        text.extend(part.iter().map(|digit| char::from(*digit)));
    }
}

/// A day counted from 1 January 1970; its number where no calendar has it.
fn day(text: &mut String, days: i64) {
    let date = i32::try_from(days).ok().and_then(Date::from_epoch_days);
    // To write into a text succeeds.
    let _ = match date {
        Some(date) => write!(text, "{date}"),
        None => write!(text, "{days}"),
    };
}

/// A day with its time; midnight is written only where `always`.
fn moment(text: &mut String, count: i64, fraction: Fraction, always: bool) {
    let (in_second, places) = match fraction {
        Fraction::Milli => (1_000, 3),
        Fraction::Micro => (1_000_000, 6),
        Fraction::Nano => (1_000_000_000, 9),
    };
    let (seconds, parts) = (count.div_euclid(in_second), count.rem_euclid(in_second));
    day(text, seconds.div_euclid(DAY));
    let of_day = seconds.rem_euclid(DAY);
    if of_day == 0 && parts == 0 && !always {
        return;
    }
    let (hour, minute, second) = (of_day / 3_600, of_day / 60 % 60, of_day % 60);
    let _ = write!(text, " {hour:02}:{minute:02}");
    if second > 0 || parts > 0 {
        let _ = write!(text, ":{second:02}");
    }
    if parts > 0 {
        let _ = write!(text, ".{parts:0places$}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(value: &impl Written, kind: Kind) -> String {
        let mut text = String::new();
        value.write(kind, &mut text).unwrap();
        text
    }

    #[test]
    fn numbers_keep_the_digits_of_their_type() {
        for (number, scale, text) in [
            (0_i64, 0, "0"),
            (0, 2, "0.00"),
            (5, 2, "0.05"),
            (-5, 2, "-0.05"),
            (1_020, 2, "10.20"),
            (-123_456, 3, "-123.456"),
            (i64::MIN, 0, "-9223372036854775808"),
            (i64::MAX, 19, "0.9223372036854775807"),
        ] {
            assert_eq!(written(&number, Kind::Decimal(scale)), text);
        }
        assert_eq!(written(&-1_i32, Kind::Unsigned), "4294967295");
        assert_eq!(written(&-1_i64, Kind::Unsigned), "18446744073709551615");
    }

    #[test]
    fn decimals_of_bytes_are_exact() {
        let fixed = |bytes: &[u8]| ByteArray::from(bytes.to_vec());
        assert_eq!(written(&fixed(&[0x27, 0x10]), Kind::Decimal(2)), "100.00");
        assert_eq!(written(&fixed(&[0xff]), Kind::Decimal(1)), "-0.1");
        let most = 10_i128.pow(38) - 1;
        let text = "9".repeat(36) + ".99";
        assert_eq!(written(&fixed(&most.to_be_bytes()), Kind::Decimal(2)), text);
        // More bytes than the number needs.
        let mut long = vec![0xff; 20];
        long.extend((-250_i128).to_be_bytes());
        assert_eq!(written(&fixed(&long), Kind::Decimal(1)), "-25.0");
        let mut text = String::new();
        assert_eq!(fixed(&[1; 17]).write(Kind::Decimal(0), &mut text), None);
        assert_eq!(fixed(&[]).write(Kind::Decimal(0), &mut text), None);
        assert_eq!(fixed(&[0xff, 0xfe]).write(Kind::Text, &mut text), None);
    }

    #[test]
    fn moments_are_written_as_far_as_they_go() {
        for (count, fraction, text) in [
            (0_i64, Fraction::Milli, "1970-01-01"),
            (-1_000, Fraction::Milli, "1969-12-31 23:59:59"),
            (1_740_787_200_000, Fraction::Milli, "2025-03-01"),
            (1_740_839_400_000_000, Fraction::Micro, "2025-03-01 14:30"),
            (
                1_740_839_405_000_000_000,
                Fraction::Nano,
                "2025-03-01 14:30:05",
            ),
            (
                1_740_839_405_250,
                Fraction::Milli,
                "2025-03-01 14:30:05.250",
            ),
        ] {
            assert_eq!(written(&count, Kind::Moment(fraction)), text);
        }
        let midnight = written(&0_i64, Kind::Time(Fraction::Nano));
        assert_eq!(midnight, "1970-01-01 00:00");
        assert_eq!(written(&20_148_i32, Kind::Day), "2025-03-01");
        assert_eq!(written(&i32::MAX, Kind::Day), "2147483647");
    }

    #[test]
    fn floats_have_their_shortest_digits() {
        assert_eq!(written(&(0.1 + 0.2_f64), Kind::Float), "0.3");
        assert_eq!(written(&0.1_f32, Kind::Float), "0.1");
        assert_eq!(written(&f64::NAN, Kind::Float), "NaN");
        assert_eq!(written(&f64::INFINITY, Kind::Float), "Infinity");
        assert_eq!(written(&f32::NEG_INFINITY, Kind::Float), "-Infinity");
    }
}
