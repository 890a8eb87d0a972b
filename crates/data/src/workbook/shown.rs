//! What a person sees of a number or a day: its digits, its format, never the tail of a float.

use std::borrow::Cow;

use calamine::ExcelDateTime;

use super::format::Format;
use super::grid::Mark;

/// What a number format makes of a number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Shown {
    /// It is shown a hundred times as large, with `%`.
    pub(super) percent: bool,
    /// It is shown divided by thousands, or with a point where none is.
    pub(super) scaled: bool,
    /// How many digits stand before the point at least.
    pub(super) whole: usize,
    /// How many digits stand behind the point at least.
    pub(super) decimals: usize,
    /// What stands before the digits.
    pub(super) before: String,
    /// What stands behind the digits.
    pub(super) behind: String,
    /// What stands in place of the digits, where none are shown.
    pub(super) words: Option<String>,
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

impl Grain {
    /// By the parts that are shown: a month without its year, `9月`, is not taken for one of some year.
    pub(super) fn of(year: bool, month: bool, finer: bool) -> Self {
        match (year, month, finer) {
            (true, true, false) => Self::Month,
            (true, false, false) => Self::Year,
            _ => Self::Day,
        }
    }
}

/// Signs that say nothing which the sign of the number does not, for one above zero and for one below.
const ABOVE: &[char] = &['+', '▲', '△', '↑'];
const BELOW: &[char] = &['-', '−', '▲', '△', '▼', '▽', '↓'];

/// What a program shows for a number that it leaves out.
const DASHES: &[char] = &['-', '−', '–', '—', '_', '/', '?', ' ', '\u{3000}'];

/// A number as the part of its format shows it that is for such numbers.
pub(super) fn formatted(value: f64, format: &Format) -> (String, Mark) {
    number(value, &of(value, format))
}

/// The same of a whole number, which a workbook keeps in 30 bits.
#[expect(clippy::cast_precision_loss, reason = "30 bits have room")]
pub(super) fn whole(value: i64, format: &Format) -> (String, Mark) {
    formatted(value as f64, format)
}

fn of(value: f64, format: &Format) -> Cow<'_, Shown> {
    let shown = digits(value).and_then(|digits| format.shown(&digits));
    shown.map_or_else(Cow::default, Cow::Borrowed)
}

/// A number as it is seen: with the decimals of its format, and with all that this writes around it.
pub(super) fn number(value: f64, shown: &Shown) -> (String, Mark) {
    let Some(digits) = digits(value) else {
        return ("#NUM!".to_owned(), Mark::FormulaError);
    };
    if shown.scaled {
        return (digits, Mark::Scaled);
    }
    // A zero shown as a dash is a zero, but one shown as 否 is what it says.
    if let Some(words) = shown.words.as_deref().map(|it| it.trim_matches(DASHES)) {
        return if words.is_empty() {
            (digits, Mark::Number)
        } else {
            (words.to_owned(), Mark::Plain)
        };
    }
    let (sign, exact) = digits
        .strip_prefix('-')
        .map_or(("", digits.as_str()), |exact| ("-", exact));
    let (before, behind) = undressed(shown, value);
    if sign.is_empty() && before.trim_end().ends_with(['-', '−']) {
        return (digits, Mark::Scaled);
    }
    let exact = if shown.percent {
        hundredfold(exact)
    } else {
        exact.to_owned()
    };
    let exact = padded(exact, shown.whole, shown.decimals);
    (format!("{before}{sign}{exact}{behind}"), Mark::Number)
}

/// What stands around the digits without the signs, and the brackets, that only say whether a number is below zero.
fn undressed(shown: &Shown, value: f64) -> (&str, &str) {
    let (before, behind) = (shown.before.trim_start(), shown.behind.trim_end());
    let signs = if value < 0.0 {
        BELOW
    } else if value > 0.0 {
        ABOVE
    } else {
        &[]
    };
    if value < 0.0
        && let (Some(before), Some(behind)) = (before.strip_prefix('('), behind.strip_suffix(')'))
    {
        return (before.trim_start(), behind.trim_end());
    }
    // The sign of ¥-8 stands behind the currency, that of 8- behind the digits.
    let before = before.trim_start_matches(signs).trim_end_matches(signs);
    let behind = if value < 0.0 {
        behind.trim_end_matches(['-', '−'])
    } else {
        behind
    };
    (before.trim_start(), behind.trim_end())
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

/// At least so many digits before the point and behind it.
fn padded(digits: String, whole: usize, decimals: usize) -> String {
    let (before, there) = digits
        .split_once('.')
        .map_or((digits.len(), 0), |(whole, part)| (whole.len(), part.len()));
    // A format may ask for more zeros than any number has.
    let missing = |wanted: usize, there: usize| wanted.min(15).saturating_sub(there);
    let (front, end) = (missing(whole, before), missing(decimals, there));
    if (front, end) == (0, 0) {
        return digits;
    }
    let point = if there == 0 && end > 0 { "." } else { "" };
    let zeros = |count: usize| "0".repeat(count);
    format!("{}{digits}{point}{}", zeros(front), zeros(end))
}

/// A day as far as it is seen: `2025`, `2025-03`, `2025-03-01`, with the time of day where there is one.
pub(super) fn day(value: &ExcelDateTime, format: &Format) -> (String, Mark) {
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
    let text = match of(value.as_f64(), format).grain {
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

    fn seen(value: f64, code: &str) -> (String, Mark) {
        formatted(value, &Format::of(code, None))
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
            (8_000.0, "0\"元整\"", "8000元整"),
            (80.0, "0.0\\%", "80.0%"),
            (8_000.0, "General", "8000"),
            (8_000.0, "General\"万元\"", "8000万元"),
            (8_000.0, "G/通用格式\"万元\"", "8000万元"),
            (80.0, "\"≥\"0", "≥80"),
            (80.0, "≥0", "≥80"),
            (0.8, "\"约\"0%", "约80%"),
            (8_000.0, "0\"（元）\"", "8000（元）"),
            (8_000.0, "[$¥-804]#,##0.00", "¥8000.00"),
            (-8_000.0, "\"¥\"#,##0", "¥-8000"),
            (8_000.0, "[$-804]#,##0", "8000"),
            (8_000.0, "[$USD] #,##0", "USD 8000"),
            (12.0, "\"A\"0000", "A0012"),
            (8_000.0, "0.00E+00", "8000.00"),
            (0.5, "# ?/?", "0.5"),
            (8_000.0, "[DBNum1]General", "8000"),
            (0.0, "@", "0"),
        ] {
            let text = (text.to_owned(), Mark::Number);
            assert_eq!(seen(value, code), text, "{value} {code}");
        }
    }

    #[test]
    fn the_section_is_chosen_by_the_value() {
        const ACCOUNTS: &str = "_ ¥* #,##0_ ;_ ¥* -#,##0_ ;_ ¥* \"-\"??_ ;_ @_ ";
        for (value, code, text) in [
            (
                8_000.0,
                "_(* #,##0_);_(* \\(#,##0\\);_(* \"-\"_);_(@_)",
                "8000",
            ),
            (
                -8_000.0,
                "_(* #,##0_);_(* \\(#,##0\\);_(* \"-\"_);_(@_)",
                "-8000",
            ),
            (8_000.0, ACCOUNTS, "¥8000"),
            (-8_000.0, ACCOUNTS, "¥-8000"),
            (-8_000.0, "0\"万元\"_);(0\"万元\")", "-8000万元"),
            (-5.0, "0;[Red]0", "-5"),
            (0.05, "+0%;-0%", "5%"),
            (-0.05, "▲0%;▼0%", "-5%"),
            (0.0, "0;-0;\"-\"", "0"),
            (0.0, "0;-0;;", "0"),
            (8_000.0, ";;;", "8000"),
            (8_000.0, "[>=10000]0!.0,\"万\";0", "8000"),
            (8_000.0, "[<1000]0\"户\";0\"元\"", "8000元"),
            (999.0, "[<1000]0\"户\";0\"元\"", "999户"),
            (-9.0, "[>9]0\"元\";0\"户\";0\"件\"", "-9户"),
            (9.0, "[>9]0\"元\";0\"户\";0\"件\"", "9件"),
        ] {
            let text = (text.to_owned(), Mark::Number);
            assert_eq!(seen(value, code), text, "{value} {code}");
        }
        for (value, text) in [(1.0, "是"), (0.0, "否")] {
            let text = (text.to_owned(), Mark::Plain);
            assert_eq!(seen(value, "\"是\";;\"否\""), text);
        }
    }

    #[test]
    fn a_format_that_shows_another_number_is_told() {
        for code in [
            "0.0,",
            "#,##0,,",
            "0!.0,",
            "0\\.0000",
            "-0",
            "[>=10000]0!.0,\"万\";0",
        ] {
            assert_eq!(seen(12_345.0, code).1, Mark::Scaled, "{code}");
        }
    }

    #[test]
    fn of_a_day_as_much_is_read_as_is_shown() {
        let shown = |code: &str| Format::of(code, None);
        let march = ExcelDateTime::new(45_717.0, calamine::ExcelDateTimeType::DateTime, false);
        for (code, text) in [
            ("yyyy-mm-dd", "2025-03-01"),
            ("yyyy\"年\"m\"月\"", "2025-03"),
            ("mmm-yy", "2025-03"),
            ("yyyy", "2025"),
            ("m\"月\"", "2025-03-01"),
            ("d-mmm", "2025-03-01"),
            ("m/d/yy h:mm", "2025-03-01"),
        ] {
            assert_eq!(day(&march, &shown(code)).0, text, "{code}");
        }
        let noon = ExcelDateTime::new(45_717.5, calamine::ExcelDateTimeType::DateTime, false);
        assert_eq!(day(&noon, &shown("yyyy-mm-dd hh:mm")).0, "2025-03-01 12:00");
    }
}
