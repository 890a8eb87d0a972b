//! A cell of an `OpenDocument` sheet: its value, and what its text tells of how that is shown.

use dabiao_model::Units;
use quick_xml::events::BytesStart;

use super::grid::Mark;
use super::ods::attribute;
use super::shown::{Shown, digits, hundredfold, kept, number};

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
    pub(super) span: Span,
}

impl OdsCell {
    /// A cell by its element and the text in it.
    pub(super) fn of(element: &BytesStart<'_>, shown: String) -> Option<Self> {
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
            span: Span {
                rows: span("table:number-rows-spanned")?,
                columns: span("table:number-columns-spanned")?,
            },
        })
    }

    /// The cell as a person sees it.
    pub(super) fn seen(&self, units: &Units) -> (String, Mark) {
        let plain = |text: &str| (text.to_owned(), Mark::Plain);
        match self.kind.as_str() {
            "error" => (self.shown.clone(), Mark::FormulaError),
            // What another format keeps as true or false may come as a number.
            "boolean" | "float" if self.is_yes_or_no() => {
                let is = self.value == "true" || self.value == "1";
                plain(if is { "yes" } else { "no" })
            }
            "float" | "currency" | "percentage" => self.number(units),
            "date" => plain(&day(&self.value, &self.shown)),
            "time" => (self.shown.clone(), Mark::Scaled),
            "" if self.has_formula && self.shown.is_empty() => (String::new(), Mark::NoValue),
            "string" if !self.value.is_empty() => plain(&self.value),
            _ => plain(&self.shown),
        }
    }

    fn is_yes_or_no(&self) -> bool {
        let shown = |word| self.shown.eq_ignore_ascii_case(word);
        self.kind == "boolean" || shown("true") || shown("false")
    }

    fn number(&self, units: &Units) -> (String, Mark) {
        let Some(value) = kept(&self.value) else {
            return (self.shown.clone(), Mark::FormulaError);
        };
        let percent = self.kind == "percentage";
        let exact = digits(value).map(|it| if percent { hundredfold(&it) } else { it });
        let shown = shown(&self.shown, &exact.unwrap_or_default(), percent);
        number(value, &shown, units)
    }
}

/// What the text of a number tells of its format; `exact` is the number in the same unit.
fn shown(text: &str, exact: &str, percent: bool) -> Shown {
    let is_part = |sign: char| sign.is_ascii_digit() || matches!(sign, '.' | ',');
    let text = text.trim_start_matches(|sign| !is_part(sign));
    let end = text.find(|sign| !is_part(sign)).unwrap_or(text.len());
    let (written, behind) = text.split_at_checked(end).unwrap_or((text, ""));
    let written = written.replace(',', "");
    // 1.2E+08 and #### show no digits of the number to go by.
    if written.is_empty() || behind.starts_with(['E', 'e']) {
        return Shown {
            percent,
            ..Shown::default()
        };
    }
    Shown {
        percent,
        scaled: is_other(&written, exact.trim_start_matches('-')),
        decimals: written.split_once('.').map_or(0, |(_, part)| part.len()),
        behind: behind.trim().to_owned(),
        ..Shown::default()
    }
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

/// A day as far as it is seen: a text of one number shows the year, of two the month too.
fn day(value: &str, shown: &str) -> String {
    let text = value.replace('T', " ");
    let text = text.split_once('.').map_or(text.as_str(), |(text, _)| text);
    let (date, time) = text.split_once(' ').unwrap_or((text, ""));
    let runs = shown.split(|sign: char| !sign.is_ascii_alphanumeric());
    let runs = runs.filter(|run| !run.is_empty()).count();
    let first = |count: usize| {
        let mut parts = date.split('-').take(count);
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |text, part| format!("{text}-{part}"))
    };
    match runs {
        1 if shown.trim().len() >= 4 => first(1),
        2 if !shown.contains(':') => first(2),
        _ => match time.strip_suffix(":00").unwrap_or(time) {
            "" | "00:00" => date.to_owned(),
            time => format!("{date} {time}"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(kind: &str, value: &str, shown: &str) -> (String, Mark) {
        let cell = OdsCell {
            kind: kind.to_owned(),
            value: value.to_owned(),
            shown: shown.to_owned(),
            has_formula: false,
            span: Span {
                rows: 1,
                columns: 1,
            },
        };
        cell.seen(&Units::default())
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
            ("float", "8000", "8000元整", "8000"),
            ("currency", "-8000.5", "-￥8,000.50", "-8000.50"),
            ("float", "123456789.01", "1.23E+08", "123456789.01"),
            ("float", "123456789.01", "###", "123456789.01"),
            ("float", "1234.56", "1235", "1234.56"),
            ("float", "0", "", "0"),
            ("boolean", "true", "TRUE", "yes"),
            ("float", "0", "FALSE", "no"),
            ("string", "", "３.43亿", "３.43亿"),
        ] {
            assert_eq!(
                cell(kind, value, shown),
                (text.to_owned(), Mark::Plain),
                "{value} {shown}"
            );
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
    fn of_a_day_as_much_is_read_as_is_shown() {
        for (value, shown, text) in [
            ("2025-03-01", "2025-03-01", "2025-03-01"),
            ("2025-03-01", "2025年3月1日", "2025-03-01"),
            ("2025-03-01", "2025年3月", "2025-03"),
            ("2025-03-01", "Mar-25", "2025-03"),
            ("2025-03-01", "2025", "2025"),
            ("2025-03-01", "二〇二五年三月一日", "2025-03-01"),
            ("2025-03-01", "", "2025-03-01"),
            ("2025-03-01T14:30:00", "03/01/25 14:30", "2025-03-01 14:30"),
            ("2025-03-01T14:30:05.5", "14:30", "2025-03-01 14:30:05"),
            ("2025-03-01T00:00:00", "2025-03-01", "2025-03-01"),
        ] {
            assert_eq!(cell("date", value, shown).0, text, "{value} {shown}");
        }
    }
}
