//! What a person sees of a number or a day: its digits, its format, never the tail of a float.

use calamine::{ExcelDateTime, NumberFormat};
use dabiao_model::Units;

use super::grid::Mark;

/// What a number format makes of a number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Shown {
    /// It is shown a hundred times as large, with `%`.
    pub(super) percent: bool,
    /// It is shown divided by thousands, or with a point where none is.
    pub(super) scaled: bool,
    /// How many digits stand behind the point at least.
    pub(super) decimals: usize,
    /// What stands behind the digits.
    pub(super) behind: String,
    pub(super) grain: Grain,
}

/// How much of a day is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Grain {
    Year,
    Month,
    #[default]
    Day,
}

impl Shown {
    /// What a format says; only its part for positive numbers is looked at.
    pub(super) fn of(format: &NumberFormat) -> Self {
        let code = format.format_code.trim();
        if matches!(format.format_id, Some(27 | 36 | 50 | 52 | 57)) {
            // In Chinese these have no code and show a year and a month.
            return Self {
                grain: Grain::Month,
                ..Self::default()
            };
        }
        Scan::default().over(code)
    }
}

/// A walk through the signs of a format.
#[derive(Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a kind of sign that has come, and they come in any mixture"
)]
struct Scan {
    shown: Shown,
    has_digits: bool,
    has_point: bool,
    /// Commas that no digit has followed yet divide by thousands.
    commas: bool,
    /// A literal that a digit may still follow.
    literal: bool,
    year: bool,
    month: bool,
    finer: bool,
}

impl Scan {
    fn over(mut self, code: &str) -> Shown {
        let general = code
            .get(..7)
            .filter(|it| it.eq_ignore_ascii_case("general"));
        self.has_digits = general.is_some();
        let code = if general.is_some() {
            code.get(7..).unwrap_or_default()
        } else {
            code
        };
        let mut signs = code.chars();
        while let Some(sign) = signs.next() {
            match sign {
                ';' => break,
                '"' => signs
                    .by_ref()
                    .take_while(|it| *it != '"')
                    .for_each(|it| self.literal(it)),
                '\\' | '!' => signs.next().into_iter().for_each(|it| self.literal(it)),
                '_' | '*' => drop(signs.next()),
                '[' => signs.by_ref().take_while(|it| *it != ']').for_each(drop),
                sign => self.sign(sign),
            }
        }
        self.shown.scaled |= self.commas;
        self.shown.grain = match (self.year, self.month, self.finer) {
            (true, true, false) => Grain::Month,
            (true, false, false) => Grain::Year,
            _ => Grain::Day,
        };
        self.shown.behind = self.shown.behind.trim().to_owned();
        self.shown
    }

    fn sign(&mut self, sign: char) {
        match sign {
            '0' | '#' | '?' => {
                // 12345 shown as 1.2345: a point that is only drawn.
                self.shown.scaled |= self.literal && self.has_digits;
                self.has_digits = true;
                self.commas = false;
                if self.has_point && sign == '0' {
                    self.shown.decimals = self.shown.decimals.saturating_add(1);
                }
            }
            '.' => {
                self.shown.scaled |= self.commas;
                self.has_point = true;
            }
            ',' => self.commas = self.has_digits,
            '%' => self.shown.percent = true,
            'y' | 'Y' | 'e' | 'E' => self.year = true,
            'm' | 'M' => self.month = true,
            'd' | 'D' | 'h' | 'H' | 's' | 'S' => self.finer = true,
            sign if sign.is_alphabetic() => self.literal(sign),
            _ => {}
        }
    }

    fn literal(&mut self, sign: char) {
        if self.has_digits {
            self.shown.behind.push(sign);
            self.literal = true;
        }
    }
}

/// A number as it is seen: with the decimals, the `%` and the unit of its format.
pub(super) fn number(value: f64, shown: &Shown, units: &Units) -> (String, Mark) {
    let Some(digits) = digits(value) else {
        return ("#NUM!".to_owned(), Mark::FormulaError);
    };
    if shown.scaled {
        return (digits, Mark::Scaled);
    }
    let digits = if shown.percent {
        hundredfold(&digits)
    } else {
        digits
    };
    let mut text = padded(digits, shown.decimals);
    if shown.percent {
        text.push('%');
    } else if units.find(&shown.behind).is_some() {
        text.push_str(&shown.behind);
    }
    (text, Mark::Plain)
}

/// A number as a document of texts keeps it.
pub(super) fn kept(text: &str) -> Option<f64> {
    text.parse().ok()
}

/// The shortest digits of a number of at most 15, as spreadsheets keep them; nothing for what is no number.
pub(crate) fn digits(value: f64) -> Option<String> {
    if !value.is_finite() {
        return None;
    }
    let scientific = format!("{value:.14e}");
    let (mantissa, exponent) = scientific.split_once('e')?;
    let (sign, mantissa) = mantissa
        .strip_prefix('-')
        .map_or(("", mantissa), |it| ("-", it));
    let all: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let all = all.trim_end_matches('0');
    if all.is_empty() {
        return Some("0".to_owned());
    }
    let exponent: i32 = exponent.parse().ok()?;
    let plain = with_point(all, exponent.saturating_add(1));
    Some(format!("{sign}{plain}"))
}

/// Digits with the point behind so many of them.
fn with_point(digits: &str, before: i32) -> String {
    let zeros = |count: usize| "0".repeat(count);
    match usize::try_from(before) {
        Ok(before) if before >= digits.len() => {
            format!("{digits}{}", zeros(before.saturating_sub(digits.len())))
        }
        Ok(before) if before > 0 => match digits.split_at_checked(before) {
            Some((whole, part)) => format!("{whole}.{part}"),
            None => digits.to_owned(),
        },
        _ => {
            let missing = usize::try_from(before.unsigned_abs()).unwrap_or_default();
            format!("0.{}{digits}", zeros(missing))
        }
    }
}

/// A hundred times as much, by moving the point.
pub(super) fn hundredfold(text: &str) -> String {
    let (sign, plain) = text.strip_prefix('-').map_or(("", text), |it| ("-", it));
    let (whole, part) = plain.split_once('.').unwrap_or((plain, ""));
    let part = format!("{part:0<2}");
    let Some((moved, rest)) = part.split_at_checked(2) else {
        return text.to_owned();
    };
    let whole = format!("{whole}{moved}");
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let point = if rest.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{rest}")
}

/// At least so many digits behind the point.
fn padded(digits: String, decimals: usize) -> String {
    let there = digits.split_once('.').map_or(0, |(_, part)| part.len());
    // A format may ask for more zeros than any number has.
    let missing = decimals.min(15).saturating_sub(there);
    if missing == 0 {
        return digits;
    }
    let point = if there == 0 { "." } else { "" };
    format!("{digits}{point}{}", "0".repeat(missing))
}

/// A day as far as it is seen: `2025`, `2025-03`, `2025-03-01`, with the time of day where there is one.
pub(super) fn day(value: &ExcelDateTime, shown: &Shown) -> (String, Mark) {
    if value.is_duration() {
        let text = digits(value.as_f64()).unwrap_or_default();
        return (text, Mark::Scaled);
    }
    let (year, month, day, hour, minute, second, milli) = value.to_ymd_hms_milli();
    // What was written as 14:30:05 may be kept as a hair less.
    let second = if milli >= 500 && second < 59 {
        second.saturating_add(1)
    } else {
        second
    };
    let text = match shown.grain {
        Grain::Year => format!("{year}"),
        Grain::Month => format!("{year}-{month:02}"),
        Grain::Day if (hour, minute, second) == (0, 0, 0) => format!("{year}-{month:02}-{day:02}"),
        Grain::Day if second == 0 => format!("{year}-{month:02}-{day:02} {hour:02}:{minute:02}"),
        Grain::Day => {
            format!("{year}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
        }
    };
    (text, Mark::Plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str) -> Shown {
        Scan::default().over(code)
    }

    #[test]
    fn a_float_has_the_digits_that_were_typed() {
        for (value, digits_of) in [
            (0.1 + 0.2, "0.3"),
            (80.0, "80"),
            (-2.5, "-2.5"),
            (1_304.0, "1304"),
            (79.995, "79.995"),
            (1e15, "1000000000000000"),
            (123_456_789_012_345_680.0, "123456789012346000"),
            (0.000_012, "0.000012"),
            (0.0, "0"),
            (-0.0, "0"),
            (1e-300, &format!("0.{}1", "0".repeat(299))),
        ] {
            assert_eq!(digits(value).as_deref(), Some(digits_of));
        }
        assert_eq!(digits(f64::NAN), None);
    }

    #[test]
    fn a_number_is_read_as_its_format_shows_it() {
        for (value, code, text) in [
            (0.8, "0%", "80%"),
            (0.799_9, "0.00%", "79.99%"),
            (0.799_95, "0.0%", "79.995%"),
            (0.29, "0%", "29%"),
            (1.0, "0%", "100%"),
            (0.07, "0.0%", "7.0%"),
            (-0.005, "0.0%", "-0.5%"),
            (10.2, "0.00", "10.20"),
            (8_000.0, "#,##0.00", "8000.00"),
            (8_000.0, "0.0\"万元\"", "8000.0万元"),
            (8_000.0, "0\"元整\"", "8000"),
            (80.0, "0.0\\%", "80.0%"),
            (8_000.0, "General", "8000"),
            (8_000.0, "General\"万元\"", "8000万元"),
            (8_000.0, "_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)", "8000"),
        ] {
            let seen = number(value, &shown(code), &Units::default());
            assert_eq!(seen, (text.to_owned(), Mark::Plain), "{value} {code}");
        }
    }

    #[test]
    fn a_format_that_hides_a_factor_is_told() {
        for code in ["0.0,", "#,##0,,", "0!.0,", "0\\.0000"] {
            let (_, mark) = number(12_345.0, &shown(code), &Units::default());
            assert_eq!(mark, Mark::Scaled, "{code}");
        }
    }

    #[test]
    fn of_a_day_as_much_is_read_as_is_shown() {
        let march = ExcelDateTime::new(45_717.0, calamine::ExcelDateTimeType::DateTime, false);
        for (code, text) in [
            ("yyyy-mm-dd", "2025-03-01"),
            ("yyyy\"年\"m\"月\"", "2025-03"),
            ("mmm-yy", "2025-03"),
            ("yyyy", "2025"),
            ("m/d/yy h:mm", "2025-03-01"),
        ] {
            assert_eq!(day(&march, &shown(code)).0, text, "{code}");
        }
        let noon = ExcelDateTime::new(45_717.5, calamine::ExcelDateTimeType::DateTime, false);
        assert_eq!(day(&noon, &shown("yyyy-mm-dd hh:mm")).0, "2025-03-01 12:00");
    }
}
