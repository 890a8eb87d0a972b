//! The elements of a part with the places they stand at, so that a copy keeps all else to the byte.

use std::ops::Range;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};

use super::xml;

/// An element of a text.
pub(super) struct Element<'x> {
    pub(super) tag: BytesStart<'x>,
    /// From the first sign of it to the last.
    pub(super) whole: Range<usize>,
    /// What stands between its tags; none where it has but one.
    pub(super) inner: Option<Range<usize>>,
}

/// The elements right in a stretch of a text, in their order.
pub(super) struct Children<'x> {
    reader: Reader<&'x [u8]>,
    from: usize,
}

/// The elements right in a stretch of a text; nothing in the place of one that is damaged, and none behind it.
pub(super) fn children(text: &str, within: Range<usize>) -> Children<'_> {
    let from = within.start;
    let stretch = text.get(within).unwrap_or_default();
    let reader = xml::reader(stretch);
    Children { reader, from }
}

impl<'x> Children<'x> {
    /// Where the reader is in the whole text.
    fn at(&self) -> usize {
        self.place(self.reader.buffer_position())
    }

    fn place(&self, passed: u64) -> usize {
        let passed = usize::try_from(passed).unwrap_or(usize::MAX);
        self.from.saturating_add(passed)
    }

    fn find(&mut self) -> Result<Option<Element<'x>>, quick_xml::Error> {
        loop {
            let start = self.at();
            let event = self.reader.read_event()?;
            let (tag, inner) = match event {
                Event::Start(tag) => {
                    let span = self.reader.read_to_end(tag.to_end().name())?;
                    let inner = self.place(span.start)..self.place(span.end);
                    (tag, Some(inner))
                }
                Event::Empty(tag) => (tag, None),
                Event::Eof => return Ok(None),
                _ => continue,
            };
            let whole = start..self.at();
            return Ok(Some(Element { tag, whole, inner }));
        }
    }
}

impl<'x> Iterator for Children<'x> {
    type Item = Option<Element<'x>>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Ok(found) = self.find() {
            return found.map(Some);
        }
        self.reader = xml::reader("");
        Some(None)
    }
}

impl Element<'_> {
    /// The name of it with its prefix.
    pub(super) fn name(&self) -> String {
        self.tag.name().as_ref().to_owned()
    }

    /// What it says under a name.
    pub(super) fn says(&self, name: &str) -> Option<String> {
        xml::attribute(&self.tag, name)
    }

    /// How often it stands, by an attribute; once where that does not say so, nothing where it says no number.
    pub(super) fn times(&self, name: &str) -> Option<u32> {
        self.says(name)
            .map_or(Some(1), |text| text.trim().parse().ok())
    }

    /// What stands between its tags, in the text it is of.
    pub(super) fn content<'t>(&self, text: &'t str) -> &'t str {
        let inner = self.inner.clone();
        inner.and_then(|it| text.get(it)).unwrap_or_default()
    }

    /// It with other attributes around another content.
    pub(super) fn around(
        &self,
        changed: &[(&str, Option<String>)],
        content: &str,
    ) -> Option<String> {
        let tag = xml::with(&self.tag, changed);
        let mut writer = Writer::new(Vec::new());
        let end = tag.to_end().into_owned();
        let event = if content.is_empty() {
            Event::Empty(tag.borrow())
        } else {
            Event::Start(tag.borrow())
        };
        writer.write_event(event).ok()?;
        let mut written = String::from_utf8(writer.into_inner()).ok()?;
        if !content.is_empty() {
            written.push_str(content);
            written.push_str("</");
            written.push_str(end.name().as_ref());
            written.push('>');
        }
        Some(written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_found_with_their_places() {
        let text = "<!-- <a> --><a n=\"2\">x<a/>y</a> <b/><a></a >";
        let found: Option<Vec<Element<'_>>> = children(text, 0..text.len()).collect();
        let found = found.unwrap();
        let seen: Vec<(String, &str, &str)> = found
            .iter()
            .map(|it| {
                (
                    it.name(),
                    text.get(it.whole.clone()).unwrap(),
                    it.content(text),
                )
            })
            .collect();
        assert_eq!(
            seen,
            [
                ("a".to_owned(), "<a n=\"2\">x<a/>y</a>", "x<a/>y"),
                ("b".to_owned(), "<b/>", ""),
                ("a".to_owned(), "<a></a >", ""),
            ]
        );
        assert_eq!(found[0].times("n"), Some(2));
        assert_eq!(
            found[0].around(&[("n", None)], "<c/>").as_deref(),
            Some("<a><c/></a>")
        );
    }

    #[test]
    fn what_is_damaged_is_told_once() {
        let text = "<a/><b><c></b>";
        let found: Vec<bool> = children(text, 0..text.len())
            .map(|it| it.is_some())
            .collect();
        assert_eq!(found, [true, false]);
    }
}
