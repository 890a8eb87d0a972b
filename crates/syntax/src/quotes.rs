//! Quotes: `"…"`, `“…”`, `「…」`; the Chinese ones may stand inside each other.

/// How deep quotes may stand inside each other where the formatter chooses them; the scanner's limit is its own.
const DEPTH: usize = 16;

/// How a quote goes on behind its opening mark.
pub(crate) enum Quote {
    Closed,
    Unclosed,
    TooDeep,
}

/// Whether a mark opens a quote.
pub(crate) fn is_opening_quote(mark: char) -> bool {
    matches!(mark, '"' | '“' | '「')
}

/// The mark that closes a quote.
pub(crate) fn closing_quote(open: char) -> char {
    match open {
        '“' => '”',
        '「' => '」',
        other => other,
    }
}

/// Goes past the mark that closes a quote.
pub(crate) fn past_quote(
    open: char,
    chars: &mut impl Iterator<Item = char>,
    limit: usize,
) -> Quote {
    let close = closing_quote(open);
    let mut depth = 1_usize;
    for mark in chars {
        if mark == close {
            depth = depth.saturating_sub(1);
        } else if mark == open {
            depth = depth.saturating_add(1);
        }
        if depth == 0 {
            return Quote::Closed;
        }
        if depth > limit {
            return Quote::TooDeep;
        }
    }
    Quote::Unclosed
}

/// Whether quotes that `open` begins around a text would end where it does.
pub(crate) fn fits_in_quotes(text: &str, open: char) -> bool {
    let mut rest = text.chars().chain([closing_quote(open)]);
    matches!(past_quote(open, &mut rest, DEPTH), Quote::Closed) && rest.next().is_none()
}
