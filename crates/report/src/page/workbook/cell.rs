//! What stands in a cell, and how a number that is read becomes one that is counted with.

/// The most digits that a number of a workbook keeps.
const DIGITS: usize = 15;

/// The longest unit that is written beside a number by its format.
const LONGEST_UNIT: usize = 24;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    /// A text; nothing where it is empty.
    Text(String),
    /// A number as the page shows it, with its unit; a text where it is none.
    Figure(String),
    /// A margin, with its sign.
    Margin(String),
    /// A day as `2025-04-30`.
    Day(String),
    /// A count.
    Count(usize),
    /// A state: its key, and its sign and name.
    State(&'static str, String),
    /// A head within the table, where rows of one kind begin.
    Head(String),
}

impl Cell {
    pub(super) fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// A value and what the page says behind it in brackets: `77.52%` and `2025-03-31`.
    pub(super) fn actual(text: &str, measured: bool) -> [Self; 2] {
        if !measured {
            return [Self::text(text), Self::text("")];
        }
        match bracketed(text) {
            Some((value, note)) => [Self::Figure(value.to_owned()), Self::text(note)],
            None => [Self::Figure(text.to_owned()), Self::text("")],
        }
    }
}

fn bracketed(text: &str) -> Option<(&str, &str)> {
    let (value, note) = text.split_once(" (").or_else(|| text.split_once('（'))?;
    let note = note.strip_suffix(')').or_else(|| note.strip_suffix('）'))?;
    Some((value, note))
}

/// A number and the format in which it reads as before.
#[derive(Debug, PartialEq)]
pub(super) struct Counted {
    pub(super) number: f64,
    pub(super) format: String,
}

/// A number with its unit; nothing where the text is no such number, or its digits are more than are kept.
pub(super) fn counted(text: &str) -> Option<Counted> {
    let (digits, decimals, unit) = parts(text)?;
    if unit == "%" {
        let number = format!("{digits}e-2").parse().ok()?;
        let format = format!("{}%", zeros(decimals));
        return Some(Counted { number, format });
    }
    let literal = !unit.contains(['"', '\\']) && !unit.contains(|c: char| c.is_ascii_digit());
    if !literal || unit.chars().count() > LONGEST_UNIT {
        return None;
    }
    let quoted = if unit.is_empty() {
        String::new()
    } else {
        format!("\"{unit}\"")
    };
    let format = format!("{}{quoted}", zeros(decimals));
    let number = digits.parse().ok()?;
    Some(Counted { number, format })
}

/// A margin: the same with a sign before what is room.
pub(super) fn margin(text: &str) -> Option<Counted> {
    let (digits, decimals, unit) = parts(text.strip_prefix('+').unwrap_or(text))?;
    let zeros = zeros(decimals);
    let number = digits.parse().ok().filter(|_| unit.is_empty())?;
    let format = format!("+{zeros};-{zeros};{zeros}");
    Some(Counted { number, format })
}

/// Digits with their sign, how many of them are decimals, and the rest.
fn parts(text: &str) -> Option<(&str, usize, &str)> {
    let bare = text.strip_prefix('-').unwrap_or(text);
    let end = bare.find(|c: char| !c.is_ascii_digit() && c != '.');
    let unit = end.map_or("", |end| bare.get(end..).unwrap_or_default());
    let digits = text.strip_suffix(unit)?;
    let (whole, decimals) = bare
        .strip_suffix(unit)?
        .split_once('.')
        .unwrap_or((bare.strip_suffix(unit)?, ""));
    let kept = whole
        .trim_start_matches('0')
        .len()
        .checked_add(decimals.len())?;
    let is_number = !whole.is_empty() && !decimals.contains('.') && !digits.ends_with('.');
    (is_number && kept <= DIGITS).then_some((digits, decimals.len(), unit))
}

fn zeros(decimals: usize) -> String {
    match decimals {
        0 => "0".to_owned(),
        _ => format!("0.{}", "0".repeat(decimals)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(text: &str) -> Option<(f64, String)> {
        counted(text).map(|it| (it.number, it.format))
    }

    #[test]
    fn a_number_keeps_its_digits_and_its_unit() {
        let said = |number, format: &str| Some((number, format.to_owned()));
        assert_eq!(is("79.99%"), said(0.7999, "0.00%"));
        assert_eq!(is("-3"), said(-3.0, "0"));
        assert_eq!(is("52.6 days"), said(52.6, "0.0\" days\""));
        assert_eq!(is("1284500条"), said(1_284_500.0, "0\"条\""));
        assert_eq!(is("123456789012345"), said(123_456_789_012_345.0, "0"));
        assert_eq!(is("0.00000000000012"), said(1.2e-13, "0.00000000000000"));
    }

    #[test]
    fn what_would_lose_digits_or_is_no_number_stays_a_text() {
        for text in [
            "1234567890123456",
            "",
            "=1+1",
            "≈3",
            "≥ 5",
            "1.2.3",
            ".5",
            "5.",
            "3 of 4",
            "1 \"x",
            "--1",
        ] {
            assert_eq!(is(text), None, "{text}");
        }
    }

    #[test]
    fn a_margin_has_its_sign() {
        let format = "+0.00;-0.00;0.00".to_owned();
        assert_eq!(
            margin("-0.01"),
            Some(Counted {
                number: -0.01,
                format: format.clone()
            })
        );
        assert_eq!(
            margin("+1.25"),
            Some(Counted {
                number: 1.25,
                format
            })
        );
        assert_eq!(margin("+1 day"), None);
    }

    #[test]
    fn the_day_of_an_interim_figure_stands_beside_it() {
        let own = Cell::actual("77.52% (2025-03-31)", true);
        assert_eq!(
            own,
            [Cell::Figure("77.52%".to_owned()), Cell::text("2025-03-31")]
        );
        let own = Cell::actual("3次（2/5）", true);
        assert_eq!(own, [Cell::Figure("3次".to_owned()), Cell::text("2/5")]);
        let own = Cell::actual("done (late)", false);
        assert_eq!(own, [Cell::text("done (late)"), Cell::text("")]);
    }
}
