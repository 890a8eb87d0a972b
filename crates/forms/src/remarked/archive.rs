//! The parts of a workbook, and which belongs to which.

use std::io::{Cursor, Read as _, Write as _};

use quick_xml::events::Event;
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, ZipArchive};

use super::RemarkError;
use super::xml::{self, attribute, escaped};

/// The part that lists the sheets.
pub(super) const WORKBOOK: &str = "xl/workbook.xml";
/// The part that says of which kind each other is.
const TYPES: &str = "[Content_Types].xml";
/// Where the kinds of relations are named.
pub(super) const OFFICE: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// The parts in their order.
pub(super) struct Archive {
    parts: Vec<(String, Vec<u8>)>,
}

/// A part that another names.
pub(super) struct Relation {
    pub(super) id: String,
    /// The last word of its kind: `comments`.
    pub(super) kind: String,
    /// The name of the part.
    pub(super) part: String,
}

impl Archive {
    /// Takes in all parts, of no more than so many bytes.
    pub(super) fn open(bytes: &[u8], most: usize) -> Result<Self, RemarkError> {
        let wrong = || RemarkError::unusual(WORKBOOK);
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| wrong())?;
        let mut left = u64::try_from(most).unwrap_or(u64::MAX);
        let mut parts = Vec::new();
        for index in 0..archive.len() {
            let part = archive.by_index(index).map_err(|_| wrong())?;
            let name = part.name().map_err(|_| wrong())?.into_owned();
            let mut content = Vec::new();
            let read = part.take(left.saturating_add(1)).read_to_end(&mut content);
            left = left
                .checked_sub(read.map_err(|_| wrong())? as u64)
                .ok_or_else(wrong)?;
            parts.push((name, content));
        }
        Ok(Self { parts })
    }

    /// The text of a part.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        let (_, content) = self.parts.iter().find(|(known, _)| known == name)?;
        str::from_utf8(content).ok()
    }

    /// The text of a part that there must be.
    pub(super) fn needed(&self, name: &str) -> Result<&str, RemarkError> {
        self.text(name).ok_or_else(|| RemarkError::unusual(name))
    }

    /// Puts a part in the place of one of its name, or behind all others.
    pub(super) fn put(&mut self, name: &str, text: String) {
        let known = self.parts.iter_mut().find(|(known, _)| known == name);
        match known {
            Some((_, content)) => *content = text.into_bytes(),
            None => self.parts.push((name.to_owned(), text.into_bytes())),
        }
    }

    /// A name for a part that is not taken: `xl/comments7.xml`.
    pub(super) fn free(&self, before: &str, behind: &str) -> String {
        let named = |number: usize| format!("{before}{number}{behind}");
        let is_free = |name: &String| !self.parts.iter().any(|(known, _)| known == name);
        // One number more than there are parts is free.
        let numbers = 1..=self.parts.len().saturating_add(1);
        numbers.map(named).find(is_free).unwrap_or_default()
    }

    /// The sheets of cells with their names, each with its part.
    pub(super) fn sheets(&self) -> Result<Vec<(String, String)>, RemarkError> {
        let relations = self.relations(WORKBOOK);
        let mut found = Vec::new();
        let wrong = || RemarkError::unusual(WORKBOOK);
        let mut reader = xml::reader(self.needed(WORKBOOK)?);
        loop {
            match reader.read_event().map_err(|_| wrong())? {
                Event::Start(element) | Event::Empty(element)
                    if element.name().as_ref() == "sheet" =>
                {
                    let id = xml::relation(&element).ok_or_else(wrong)?;
                    let name = attribute(&element, "name").ok_or_else(wrong)?;
                    let of = relations
                        .iter()
                        .find(|it| it.id == id && it.kind == "worksheet");
                    found.extend(of.map(|it| (name, it.part.clone())));
                }
                Event::Eof => return Ok(found),
                _ => {}
            }
        }
    }

    /// The parts that a part names.
    pub(super) fn relations(&self, part: &str) -> Vec<Relation> {
        let Some(text) = self.text(&relations_of(part)) else {
            return Vec::new();
        };
        let (mut reader, mut found) = (xml::reader(text), Vec::new());
        while let Ok(event) = reader.read_event() {
            match event {
                Event::Start(element) | Event::Empty(element)
                    if element.name().as_ref() == "Relationship" =>
                {
                    let said = |name| attribute(&element, name);
                    if let (Some(id), Some(kind), Some(target)) =
                        (said("Id"), said("Type"), said("Target"))
                    {
                        found.push(Relation {
                            id,
                            kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                            part: beside(part, &target),
                        });
                    }
                }
                Event::Eof => break,
                _ => {}
            }
        }
        found
    }

    /// Makes a part name another, of this kind; under which id.
    pub(super) fn relate(
        &mut self,
        part: &str,
        kind: &str,
        to: &str,
    ) -> Result<String, RemarkError> {
        let known = self.relations(part);
        let mut ids = (1..=known.len().saturating_add(1)).map(|number| format!("dabiao{number}"));
        let id = ids
            .find(|id| !known.iter().any(|it| it.id == *id))
            .unwrap_or_default();
        let own = relations_of(part);
        let empty = format!("<Relationships xmlns=\"{PACKAGE}\"></Relationships>");
        let text = self.text(&own).unwrap_or(&empty);
        let relation = format!(
            "<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"/{}\"/>",
            escaped(to)
        );
        let text = xml::inside(text, "Relationships", &relation);
        let text = text.ok_or_else(|| RemarkError::unusual(&own))?;
        self.put(&own, text);
        Ok(id)
    }

    /// Says of which kind a new part is.
    pub(super) fn say_kind(&mut self, part: &str, kind: &str) -> Result<(), RemarkError> {
        let kind = format!("application/vnd.openxmlformats-officedocument.{kind}");
        let said = format!(
            "<Override PartName=\"/{}\" ContentType=\"{kind}\"/>",
            escaped(part)
        );
        let text = xml::inside(self.needed(TYPES)?, "Types", &said);
        let text = text.ok_or_else(|| RemarkError::unusual(TYPES))?;
        self.put(TYPES, text);
        Ok(())
    }

    /// The bytes of the workbook.
    pub(super) fn pack(self) -> Result<Vec<u8>, RemarkError> {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in self.parts {
            let begun = archive.start_file(name.as_str(), options);
            begun.map_err(|_| RemarkError::unusual(&name))?;
            let written = archive.write_all(&content);
            written.map_err(|_| RemarkError::unusual(&name))?;
        }
        let packed = archive.finish().map_err(|_| RemarkError::unusual(TYPES))?;
        Ok(packed.into_inner())
    }
}

/// The part that says what a part names.
fn relations_of(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    format!("{folder}/_rels/{name}.rels")
}

/// The name of a part that another calls by a path beside it.
fn beside(part: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut steps: Vec<&str> = folder.split('/').collect();
    for step in target.split('/') {
        match step {
            ".." => drop(steps.pop()),
            "." => {}
            step => steps.push(step),
        }
    }
    steps.join("/")
}
