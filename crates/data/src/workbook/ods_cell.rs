//! A cell of an `OpenDocument` sheet: its value, and what its text tells of how that is shown.

use quick_xml::events::BytesStart;

use super::grid::Mark;
use super::ods::attribute;
use super::shown::{Grain, Shown, digits, hundredfold, kept, number};

/// How many rows and columns a merged region has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) rows: u32,
    pub(super) columns: u32,
}

/// What a cell holds, with the text that is seen of it.
#[derive(Debug)]
pub(super) struct OdsCell {
    kind: String,
    value: String,
    shown: String,
    has_formula: bool,
    /// How much of a day its style shows, where that says so.
    grain: Option<Grain>,
    pub(super) span: Span,
}

impl OdsCell {
    /// A cell by its element, the text in it, and what its style says of days.
    pub(super) fn of(
        element: &BytesStart<'_>,
        shown: String,
        grain: Option<Grain>,
    ) -> Option<Self> {
        let said = |name| attribute(element, name);
        let is_error = said("calcext:value-type").as_deref() == Some("error");
        let kind = if is_error {
            "error".to_owned()
        } else {
            said("office:value-type").unwrap_or_default()
        };
        let value = match kind.as_str() {
            "date" => said("office:date-value"),
            "boolean" => said("office:boolean-value"),
            "string" => said("office:string-value"),
            _ => said("office:value"),
        };
        let span = |name| said(name).map_or(Some(1), |text| text.parse().ok());
        Some(Self {
            kind,
            value: value.unwrap_or_default(),
            shown,
            has_formula: said("table:formula").is_some(),
            grain,
            span: Span {
                rows: span("table:number-rows-spanned")?,
                columns: span("table:number-columns-spanned")?,
            },
        })
    }

    /// The cell as a person sees it.
    pub(super) fn seen(&self) -> (String, Mark) {
        let plain = |text: &str| (text.to_owned(), Mark::Plain);
        match self.kind.as_str() {
            "error" => (self.shown.clone(), Mark::FormulaError),
            // What another format keeps as true or false may come as a number.
            "boolean" | "float" if self.is_yes_or_no() => {
                let is = self.value == "true" || self.value == "1";
                plain(if is { "yes" } else { "no" })
            }
            "float" | "currency" | "percentage" => self.number(),
            "date" => plain(&self.day()),
            "time" => (self.shown.clone(), Mark::Scaled),
            "" if self.has_formula && self.shown.is_empty() => (String::new(), Mark::NoValue),
            "string" if !self.value.is_empty() => plain(&self.value),
            _ => plain(&self.shown),
        }
    }

    /// A day as far as it is seen.
    fn day(&self) -> String {
        let text = self.value.replace('T', " ");
        let text = text.split_once('.').map_or(text.as_str(), |(text, _)| text);
        let (date, time) = text.split_once(' ').unwrap_or((text, ""));
        let first = |count: usize| {
            let parts: Vec<&str> = date.split('-').take(count).collect();
            parts.join("-")
        };
        match self.grain.unwrap_or_else(|| grain(date, &self.shown)) {
            Grain::Year => first(1),
            Grain::Month => first(2),
            Grain::Day => match time.strip_suffix(":00").unwrap_or(time) {
                "" | "00:00" => date.to_owned(),
                time => format!("{date} {time}"),
            },
        }
    }

    fn is_yes_or_no(&self) -> bool {
        let shown = |word| self.shown.eq_ignore_ascii_case(word);
        self.kind == "boolean" || shown("true") || shown("false")
    }

    fn number(&self) -> (String, Mark) {
        let Some(value) = kept(&self.value) else {
            return (self.shown.clone(), Mark::FormulaError);
        };
        let percent = self.kind == "percentage";
        let exact = digits(value).map(|it| if percent { hundredfold(&it) } else { it });
        let shown = shown(&self.shown, &exact.unwrap_or_default(), percent);
        number(value, &shown)
    }
}

/// What the text of a number tells of its format; `exact` is the number in the same unit.
fn shown(text: &str, exact: &str, percent: bool) -> Shown {
    let plain = Shown {
        percent,
        ..Shown::default()
    };
    let is_part = |sign: char| sign.is_ascii_digit() || matches!(sign, '.' | ',');
    let Some(from) = text.find(|sign: char| sign.is_ascii_digit()) else {
        let words = (!is_numeral(text)).then(|| text.to_owned());
        return Shown { words, ..plain };
    };
    let (before, text) = text.split_at_checked(from).unwrap_or(("", text));
    let end = text.find(|sign| !is_part(sign)).unwrap_or(text.len());
    let (written, behind) = text.split_at_checked(end).unwrap_or((text, ""));
    let written = written.replace(',', "");
    // 1.2E+08 and 1/2 do not show the digits of the number.
    if behind.starts_with(['E', 'e', '/']) || behind.trim_start().starts_with(is_digit) {
        return plain;
    }
    let (whole, part) = written.split_once('.').unwrap_or((&written, ""));
    Shown {
        scaled: is_other(&written, exact.trim_start_matches('-')),
        whole: whole.len(),
        decimals: part.len(),
        before: before.to_owned(),
        behind: behind.to_owned(),
        ..plain
    }
}

fn is_digit(sign: char) -> bool {
    sign.is_ascii_digit()
}

/// Whether a text shows a number in numerals, or that there is no room for it.
fn is_numeral(text: &str) -> bool {
    let signs = "#-−〇零一二三四五六七八九两壹贰叁肆伍陆柒捌玖十百千万亿拾佰仟萬億点負负.,";
    text.chars().all(|sign| signs.contains(sign))
}

/// Whether what is written is farther from a number than rounding takes it.
fn is_other(written: &str, exact: &str) -> bool {
    let decimals = |text: &str| text.split_once('.').map_or(0, |(_, part)| part.len());
    let (own, most) = (decimals(written), decimals(written).max(decimals(exact)));
    let whole = |text: &str| -> Option<u128> {
        let zeros = most.saturating_sub(decimals(text));
        let digits = format!("{}{}", text.replace('.', ""), "0".repeat(zeros));
        digits.parse().ok()
    };
    let step = u32::try_from(most.saturating_sub(own)).ok();
    let step = step.and_then(|it| 10_u128.checked_pow(it));
    match (whole(written), whole(exact), step) {
        (Some(written), Some(exact), Some(step)) => written.abs_diff(exact) > step,
        // Beyond what is counted here only the same digits are the same.
        _ => written != exact,
    }
}

/// How much of a day a text shows where no style tells: no more than its year, where that alone is a number in it.
fn grain(date: &str, shown: &str) -> Grain {
    let year = date.split('-').next().unwrap_or_default();
    let runs = shown.split(|sign: char| !sign.is_ascii_digit());
    let runs: Vec<&str> = runs.filter(|run| !run.is_empty()).collect();
    let is_year = |run: &&str| *run == year;
    match runs.as_slice() {
        [only] if is_year(only) => Grain::of(true, shown.chars().any(is_month), false),
        [first, second] if is_year(first) || is_year(second) => Grain::Month,
        _ => Grain::Day,
    }
}

/// Whether a sign stands in the name of a month: in 2025年三月, in Mar 2025, and not in 2025年.
fn is_month(sign: char) -> bool {
    sign == '月' || sign.is_ascii_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_style(kind: &str, value: &str, shown: &str, grain: Option<Grain>) -> (String, Mark) {
        let cell = OdsCell {
            kind: kind.to_owned(),
            value: value.to_owned(),
            shown: shown.to_owned(),
            has_formula: false,
            grain,
            span: Span {
                rows: 1,
                columns: 1,
            },
        };
        cell.seen()
    }

    fn cell(kind: &str, value: &str, shown: &str) -> (String, Mark) {
        of_style(kind, value, shown, None)
    }

    #[test]
    fn a_number_is_read_as_its_text_shows_it() {
        for (kind, value, shown, text) in [
            ("percentage", "0.8", "80%", "80%"),
            ("percentage", "0.7999", "79.99%", "79.99%"),
            ("percentage", "0.79995", "80.0%", "79.995%"),
            ("percentage", "-0.005", "-0.5%", "-0.5%"),
            ("float", "80", "80.0%", "80.0%"),
            ("float", "10.2", "10.20", "10.20"),
            ("float", "79.990000000000009", "79.99", "79.99"),
            ("float", "8000", "8,000.00", "8000.00"),
            ("float", "8000", "8,000万元", "8000万元"),
            ("float", "8000", "8000元整", "8000元整"),
            ("float", "80", "≥80", "≥80"),
            ("float", "8000", "USD 8,000", "USD 8000"),
            ("float", "12", "A0012", "A0012"),
            ("float", "0.5", "1/2", "0.5"),
            ("float", "2.5", "2 1/2", "2.5"),
            ("float", "8000", "八千", "8000"),
            ("currency", "-8000.5", "-￥8,000.50", "￥-8000.50"),
            ("currency", "-8000", "(¥8,000)", "¥-8000"),
            ("float", "123456789.01", "1.23E+08", "123456789.01"),
            ("float", "123456789.01", "###", "123456789.01"),
            ("float", "1234.56", "1235", "1234.56"),
            ("float", "0", "", "0"),
            ("float", "0", " - ", "0"),
        ] {
            let text = (text.to_owned(), Mark::Number);
            assert_eq!(cell(kind, value, shown), text, "{value} {shown}");
        }
        for (kind, value, shown, text) in [
            ("boolean", "true", "TRUE", "yes"),
            ("float", "0", "FALSE", "no"),
            ("float", "0", "否", "否"),
            ("string", "", "３.43亿", "３.43亿"),
        ] {
            let text = (text.to_owned(), Mark::Plain);
            assert_eq!(cell(kind, value, shown), text, "{value} {shown}");
        }
    }

    #[test]
    fn a_format_that_hides_a_factor_is_told() {
        for shown in ["12.3", "1.2345", "12", "123,450"] {
            assert_eq!(
                cell("float", "12345", shown),
                ("12345".to_owned(), Mark::Scaled),
                "{shown}"
            );
        }
        assert_eq!(cell("time", "", "14:30:00").1, Mark::Scaled);
        assert_eq!(cell("error", "", "#DIV/0!").1, Mark::FormulaError);
    }

    #[test]
    fn of_a_day_as_much_is_read_as_its_style_shows() {
        use Grain::{Day, Month, Year};
        for (value, shown, style, text) in [
            ("2025-09-01", "9月", Some(Day), "2025-09-01"),
            ("2025-03-05", "3月5日", Some(Day), "2025-03-05"),
            ("2025-03-10", "3/10", Some(Day), "2025-03-10"),
            ("2025-03-04", "4-Mar", Some(Day), "2025-03-04"),
            ("2025-03-01", "Mar-25", Some(Month), "2025-03"),
            ("2025-03-01", "二〇二五年三月", Some(Month), "2025-03"),
            ("2025-03-01", "2025", Some(Year), "2025"),
            // Where no style tells, nothing is taken off a day but beside its year.
            ("2025-03-01", "2025-03-01", None, "2025-03-01"),
            ("2025-03-01", "2025年3月1日", None, "2025-03-01"),
            ("2025-03-01", "2025年3月", None, "2025-03"),
            ("2025-03-01", "Mar 2025", None, "2025-03"),
            ("2025-03-01", "2025年", None, "2025"),
            ("2025-03-25", "25-Mar", None, "2025-03-25"),
            ("2025-09-01", "9月", None, "2025-09-01"),
            ("2025-03-01", "二〇二五年三月一日", None, "2025-03-01"),
            ("2025-03-01", "", None, "2025-03-01"),
            (
                "2025-03-01T14:30:00",
                "03/01/25 14:30",
                None,
                "2025-03-01 14:30",
            ),
            (
                "2025-03-01T14:30:05.5",
                "14:30",
                None,
                "2025-03-01 14:30:05",
            ),
            ("2025-03-01T00:00:00", "2025-03-01", None, "2025-03-01"),
        ] {
            let seen = of_style("date", value, shown, style).0;
            assert_eq!(seen, text, "{value} {shown}");
        }
    }
}
