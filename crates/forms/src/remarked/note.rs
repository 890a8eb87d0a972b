//! Comments at cells: their texts, and the boxes that show them.

use std::fmt::Write as _;

use quick_xml::Writer;
use quick_xml::events::{BytesText, Event};

use super::sheet::Marks;
use super::xml::{self, attribute, escaped};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const AUTHOR: &str = "dabiao";

/// The part of the comments of a sheet that has none yet.
pub(super) fn comments(marks: &Marks) -> String {
    let mut list = String::new();
    for (reference, text) in marks.texts() {
        list.push_str(&comment(&reference, text, 0));
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\"{MAIN}\"><authors><author>{AUTHOR}</author></authors><commentList>{list}</commentList></comments>"
    )
}

fn comment(reference: &str, text: &str, author: usize) -> String {
    let run = run(text);
    format!("<comment ref=\"{reference}\" authorId=\"{author}\"><text>{run}</text></comment>")
}

fn run(text: &str) -> String {
    format!("<r><t xml:space=\"preserve\">{}</t></r>", escaped(text))
}

/// The comments of a sheet with more: behind what a comment at the same cell says, else as comments of their own. Which
/// cells had one already; nothing for what is no such part.
pub(super) fn longer(text: &str, marks: &Marks) -> Option<(String, Vec<String>)> {
    let (mut reader, mut writer) = (xml::reader(text), Writer::new(Vec::new()));
    let (mut authors, mut had) = (0_usize, Vec::new());
    let mut at: Option<String> = None;
    loop {
        let event = reader.read_event().ok()?;
        match &event {
            Event::Start(element) | Event::Empty(element)
                if element.name().as_ref() == "author" =>
            {
                authors = authors.saturating_add(1);
            }
            Event::Start(element) if element.name().as_ref() == "comment" => {
                at = attribute(element, "ref");
            }
            Event::End(element) => match element.name().as_ref() {
                "authors" => raw(&mut writer, &format!("<author>{AUTHOR}</author>"))?,
                "text" => {
                    if let Some((reference, text)) = at.take().and_then(|at| marks.text(at)) {
                        raw(&mut writer, &run(&format!("\n\n{text}")))?;
                        had.push(reference);
                    }
                }
                "commentList" => {
                    let others = marks
                        .texts()
                        .filter(|(reference, _)| !had.contains(reference));
                    for (reference, text) in others {
                        raw(&mut writer, &comment(&reference, text, authors))?;
                    }
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
        writer.write_event(event).ok()?;
    }
    let text = String::from_utf8(writer.into_inner()).ok()?;
    text.contains("</commentList>").then_some((text, had))
}

/// Writes what is XML already.
pub(super) fn raw(writer: &mut Writer<Vec<u8>>, text: &str) -> Option<()> {
    let text = BytesText::from_escaped(text);
    writer.write_event(Event::Text(text)).ok()
}

/// The part of the boxes of a sheet that has none yet.
pub(super) fn boxes(shapes: &str) -> String {
    format!(
        "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"1\"/></o:shapelayout><v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>{shapes}</xml>"
    )
}

/// A box for the comment at each of these cells, `first` the number of the first.
pub(super) fn shapes(cells: impl Iterator<Item = (u32, u32)>, first: usize) -> String {
    let mut shapes = String::new();
    for (number, (row, column)) in (first..).zip(cells) {
        let (row, column) = (row.saturating_sub(1), column.saturating_sub(1));
        let (right, below) = (column.saturating_add(5), row.saturating_add(7));
        // Writing into a text cannot fail.
        let _ = write!(
            shapes,
            "<v:shape id=\"_x0000_s{number}\" type=\"#_x0000_t202\" style=\"position:absolute;margin-left:60pt;margin-top:2pt;width:240pt;height:100pt;z-index:1;visibility:hidden\" fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/><v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{}, 15, {row}, 2, {right}, 15, {below}, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>",
            column.saturating_add(1),
        );
    }
    shapes
}
