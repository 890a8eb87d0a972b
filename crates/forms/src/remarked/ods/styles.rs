//! The styles of a workbook's cells, with those of it that are coloured, and the widths of columns, to be added.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::Range;

use dabiao_core::Severity;

use super::super::element::{Element, children};
use super::super::xml::escaped;

const STYLES: &str = "office:automatic-styles";
const CELL: &str = "style:table-cell-properties";
const COLOUR: &str = "fo:background-color";

/// The styles there are, and those to be added.
pub(super) struct Styles<'x> {
    text: &'x str,
    /// Where they stand: the bytes between the tags, or where the only tag is; none where no styles are there.
    place: Option<(Range<usize>, bool)>,
    cells: BTreeMap<String, Element<'x>>,
    names: BTreeSet<String>,
    coloured: BTreeMap<(Option<String>, bool), String>,
    added: String,
}

impl<'x> Styles<'x> {
    /// The styles of a document by the element in which they stand.
    pub(super) fn of(text: &'x str, element: Option<&Element<'x>>) -> Option<Self> {
        let mut styles = Self {
            text,
            place: element.map(|it| match &it.inner {
                Some(inner) => (inner.end..inner.end, true),
                None => (it.whole.clone(), false),
            }),
            cells: BTreeMap::new(),
            names: BTreeSet::new(),
            coloured: BTreeMap::new(),
            added: String::new(),
        };
        for style in children(
            text,
            element.and_then(|it| it.inner.clone()).unwrap_or(0..0),
        ) {
            let style = style?;
            let Some(name) = style.says("style:name") else {
                continue;
            };
            styles.names.insert(name.clone());
            if style.says("style:family").as_deref() == Some("table-cell") {
                styles.cells.insert(name, style);
            }
        }
        Some(styles)
    }

    /// The name of a style like this one in the colour of what was found; none where it stays as it is.
    pub(super) fn coloured(&mut self, style: Option<&str>, severity: Severity) -> Option<String> {
        let (is_error, colour) = match severity {
            Severity::Note => return None,
            Severity::Warning => (false, "#ffeb9c"),
            Severity::Error => (true, "#ffc7ce"),
        };
        let asked = (style.map(str::to_owned), is_error);
        if let Some(known) = self.coloured.get(&asked) {
            return Some(known.clone());
        }
        let name = self.free();
        let own = style.and_then(|it| self.cells.get(it));
        let own = own.and_then(|it| filled(it, self.text, &name, colour));
        let written = own.unwrap_or_else(|| {
            let above = escaped(style.unwrap_or("Default"));
            format!(
                "<style:style style:name=\"{name}\" style:family=\"table-cell\" style:parent-style-name=\"{above}\"><{CELL} {COLOUR}=\"{colour}\"/></style:style>"
            )
        });
        self.added.push_str(&written);
        self.coloured.insert(asked, name.clone());
        Some(name)
    }

    /// The name of a new style of columns of this width.
    pub(super) fn column(&mut self, centimetres: u32) -> String {
        let name = self.free();
        // Writing into a text cannot fail.
        let _ = write!(
            self.added,
            "<style:style style:name=\"{name}\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"{centimetres}cm\"/></style:style>"
        );
        name
    }

    /// What stands in the place of what, with all styles that were added; `body` is where they stand if there were none.
    pub(super) fn added(self, body: usize) -> (Range<usize>, String) {
        match self.place {
            Some((place, true)) => (place, self.added),
            Some((place, false)) => (place, format!("<{STYLES}>{}</{STYLES}>", self.added)),
            None => (body..body, format!("<{STYLES}>{}</{STYLES}>", self.added)),
        }
    }

    /// A name that no style has.
    fn free(&mut self) -> String {
        let mut names = (1_u32..).map(|number| format!("dabiao{number}"));
        let name = names.find(|name| !self.names.contains(name));
        let name = name.unwrap_or_default();
        self.names.insert(name.clone());
        name
    }
}

/// A style under another name, with another colour behind the text.
fn filled(style: &Element<'_>, text: &str, name: &str, colour: &str) -> Option<String> {
    let colour = [(COLOUR, Some(colour.to_owned()))];
    let content = style.content(text);
    let mut properties = children(content, 0..content.len()).map_while(|it| it);
    let content = match properties.find(|it| it.name() == CELL) {
        Some(known) => {
            let (before, after) = (
                content.get(..known.whole.start)?,
                content.get(known.whole.end..)?,
            );
            format!(
                "{before}{}{after}",
                known.around(&colour, known.content(content))?
            )
        }
        None => format!(
            "<{CELL} {COLOUR}=\"{}\"/>{content}",
            colour[0].1.as_deref()?
        ),
    };
    let changed = [
        ("style:name", Some(name.to_owned())),
        ("style:display-name", None),
    ];
    style.around(&changed, &content)
}
