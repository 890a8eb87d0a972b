//! Texts in HTML.

use std::fmt::{self, Write};

use minijinja::value::Value;
use minijinja::{AutoEscape, Error, Output, State, escape_formatter};

/// Writes a value as HTML, with as few escapes as elements and attributes in either quotes need: paths keep their slashes.
pub(super) fn written(out: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    match value.as_str() {
        Some(text) if *state.auto_escape() == AutoEscape::Html && !value.is_safe() => {
            Ok(escape(text, out)?)
        }
        _ => escape_formatter(out, state, value),
    }
}

/// The length of `2025-04-30`.
const DAY: usize = 10;

/// What ends a text or an attribute.
const SPECIAL: [char; 5] = ['&', '<', '>', '"', '\''];

/// The text with its days kept in one line each, escaped; as it is where it has none.
pub(super) fn days(text: &str) -> Result<Value, Error> {
    let mut rest = text;
    let mut marked = String::new();
    while let Some((before, day, after)) = first_day(rest) {
        escape(before, &mut marked)?;
        marked.push_str("<span class=\"day\">");
        marked.push_str(day);
        marked.push_str("</span>");
        rest = after;
    }
    if marked.is_empty() {
        return Ok(Value::from(text));
    }
    escape(rest, &mut marked)?;
    Ok(Value::from_safe_string(marked))
}

/// What stands before the first day of a longer text, the day, and what stands behind it.
fn first_day(text: &str) -> Option<(&str, &str, &str)> {
    let hyphens = text.match_indices('-');
    let mut places = hyphens.filter_map(|(place, _)| place.checked_sub(4));
    places.find_map(|place| {
        let (before, rest) = text.split_at_checked(place)?;
        let (day, after) = rest.split_at_checked(DAY)?;
        is_day(day).then_some((before, day, after))
    })
}

fn is_day(text: &str) -> bool {
    let fits = |(place, byte): (usize, u8)| match place {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    text.len() == DAY && text.bytes().enumerate().all(fits)
}

fn escape(text: &str, to: &mut impl Write) -> fmt::Result {
    let mut rest = text;
    while let Some((plain, from)) = rest.find(SPECIAL).and_then(|at| rest.split_at_checked(at)) {
        to.write_str(plain)?;
        let mut characters = from.chars();
        to.write_str(match characters.next() {
            Some('&') => "&amp;",
            Some('<') => "&lt;",
            Some('>') => "&gt;",
            Some('"') => "&quot;",
            _ => "&#39;",
        })?;
        rest = characters.as_str();
    }
    to.write_str(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_a_text_or_an_attribute_is_escaped_and_nothing_else() {
        let mut said = String::new();
        escape("<a href='x/y' title=\"1 & 2\">≥80%", &mut said).unwrap();
        let expected = "&lt;a href=&#39;x/y&#39; title=&quot;1 &amp; 2&quot;&gt;≥80%";
        assert_eq!(said, expected);
    }

    #[test]
    fn a_day_stays_in_one_line() {
        let said = |text| days(text).unwrap().to_string();
        assert_eq!(
            said("<1次 (2025-03-31)>"),
            "&lt;1次 (<span class=\"day\">2025-03-31</span>)&gt;"
        );
        assert_eq!(
            said("1-2 2025-03-31，2025-04-30"),
            "1-2 <span class=\"day\">2025-03-31</span>，<span class=\"day\">2025-04-30</span>"
        );
        for text in ["年一-二季度", "2025-03", "a-b-c-d-e-f-g", "", "<"] {
            assert_eq!(said(text), text);
            assert!(!days(text).unwrap().is_safe());
        }
    }
}
