//! Text of policies and data made safe to print: no control characters, nothing invisible that reorders it.

use std::borrow::Cow;

/// Whether a character would steer the terminal or hide what stands there.
fn steers(c: char) -> bool {
    let reorders =
        matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let marks = matches!(c, '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{200b}');
    c.is_control() || reorders || marks
}

/// The text with every character that steers the terminal replaced by `�`, line ends and tabs by a blank.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let replace = |c: char| match c {
        '\n' | '\r' | '\t' => ' ',
        c if steers(c) => '\u{fffd}',
        c => c,
    };
    Cow::Owned(text.chars().map(replace).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_escape_sequence_in_a_title_does_not_reach_the_terminal() {
        assert_eq!(clean("a\u{1b}[31m\nb\u{202e}"), "a\u{fffd}[31m b\u{fffd}");
        assert!(matches!(clean("中小企业 share ≥ 80%"), Cow::Borrowed(_)));
    }
}
