//! The little of XML that a copy is made with.

use quick_xml::events::BytesStart;
use quick_xml::{Reader, XmlVersion};

/// A reader of a part.
pub(super) fn reader(text: &str) -> Reader<&[u8]> {
    Reader::from_str(text)
}

/// What an element says under a name.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok().flatten()?;
    let value = attribute.normalized_value(XmlVersion::Implicit1_0);
    value.ok().map(String::from)
}

/// The relation that an element names, whatever the prefix of that name is.
pub(super) fn relation(element: &BytesStart<'_>) -> Option<String> {
    let mut attributes = element.attributes().flatten();
    let id =
        attributes.find(|it| it.key.prefix().is_some() && it.key.local_name().as_ref() == "id")?;
    let value = id.normalized_value(XmlVersion::Implicit1_0);
    value.ok().map(String::from)
}

/// An element with other values of some attributes; none of an attribute takes it out.
pub(super) fn with(
    element: &BytesStart<'_>,
    changed: &[(&str, Option<String>)],
) -> BytesStart<'static> {
    let name = element.name();
    let mut other = BytesStart::new(name.as_ref().to_owned());
    let kept = element.attributes().flatten();
    for attribute in kept.filter(|it| !changed.iter().any(|(name, _)| it.key.as_ref() == *name)) {
        other.push_attribute(attribute);
    }
    for (name, value) in changed {
        if let Some(value) = value {
            other.push_attribute((*name, value.as_str()));
        }
    }
    other
}

/// A text with more at the end of its outermost element of this name.
pub(super) fn inside(text: &str, element: &str, more: &str) -> Option<String> {
    let end = format!("</{element}>");
    if let Some((before, behind)) = text.rsplit_once(end.as_str()) {
        return Some(format!("{before}{more}{end}{behind}"));
    }
    // It is empty: `<Relationships …/>`.
    let (before, behind) = text.rsplit_once("/>")?;
    let is_it = before
        .rsplit_once('<')
        .is_some_and(|(_, tag)| tag.starts_with(element));
    is_it.then(|| format!("{before}>{more}{end}{behind}"))
}

/// A text as it stands in a part; signs that XML cannot hold are left out.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push_str("&#10;"),
            '\t' => escaped.push(sign),
            sign if sign.is_control() || matches!(sign, '\u{fffe}' | '\u{ffff}') => {}
            sign => escaped.push(sign),
        }
    }
    escaped
}
