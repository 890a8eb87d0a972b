//! A cell with a comment.

use super::super::element::{Element, children};
use super::super::xml::escaped;

const COMMENT: &str = "office:annotation";

/// What stands in a cell, with a comment: at the end of the one it has, else as its own.
pub(super) fn commented(content: &str, comment: &str) -> Option<String> {
    let mut source = 0;
    for element in children(content, 0..content.len()) {
        let element = element?;
        match element.name().as_str() {
            COMMENT => return longer(content, &element, comment),
            // By the order of the format a link to another file comes first.
            "table:cell-range-source" => source = element.whole.end,
            _ => {}
        }
    }
    let (before, after) = content.split_at_checked(source)?;
    let own = format!(
        "<{COMMENT} xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:creator>dabiao</dc:creator>{}</{COMMENT}>",
        paragraphs(comment)
    );
    Some(format!("{before}{own}{after}"))
}

fn longer(content: &str, known: &Element<'_>, comment: &str) -> Option<String> {
    let (before, after) = (
        content.get(..known.whole.start)?,
        content.get(known.whole.end..)?,
    );
    let said = known.content(content);
    let both = format!("{said}<text:p/>{}", paragraphs(comment));
    Some(format!("{before}{}{after}", known.around(&[], &both)?))
}

/// A text with a paragraph for each line.
pub(super) fn paragraphs(text: &str) -> String {
    let mut paragraphs = String::new();
    for line in text.lines() {
        paragraphs.push_str("<text:p>");
        paragraphs.push_str(&escaped(line));
        paragraphs.push_str("</text:p>");
    }
    paragraphs
}
