//! A copy of an `OpenDocument` workbook with comments at its cells: all parts but the one of the sheets are kept to the
//! byte, and so is that one but for the rows that are spoken of.

mod cell;
mod list;
mod row;
mod sheet;
mod styles;

use std::io::{Cursor, Read as _, Write as _};

use dabiao_core::Language;
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, ZipArchive};

use self::sheet::Marked;
use self::styles::Styles;
use super::element::{Element, children};
use super::{Remark, RemarkError};

/// The part in which all sheets stand.
const CONTENT: &str = "content.xml";

type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// Whether an archive is a workbook of this kind and none of another.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    let archive = ZipArchive::new(Cursor::new(bytes)).ok();
    archive.is_some_and(|mut archive| {
        archive.by_name(CONTENT).is_ok() && archive.by_name(super::archive::WORKBOOK).is_err()
    })
}

/// The bytes of the copy; what is unpacked of it has `most` bytes.
pub(super) fn remarked(
    bytes: &[u8],
    remarks: &[Remark],
    language: Language,
    most: usize,
) -> Result<Vec<u8>, RemarkError> {
    let wrong = || RemarkError::unusual(CONTENT);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| wrong())?;
    let content = content(&mut archive, most).ok_or_else(wrong)?;
    let copy = marked(&content, remarks, language, most).ok_or_else(wrong)?;
    packed(archive, &copy).ok_or_else(wrong)
}

fn content(archive: &mut Archive<'_>, most: usize) -> Option<String> {
    let part = archive.by_name(CONTENT).ok()?;
    let bounded = u64::try_from(most).ok()?.checked_add(1)?;
    let mut content = String::new();
    part.take(bounded).read_to_string(&mut content).ok()?;
    (content.len() <= most).then_some(content)
}

/// The parts as they were packed, with another content.
fn packed(mut archive: Archive<'_>, content: &str) -> Option<Vec<u8>> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut copy = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).ok()?;
        if part.name().ok()? == CONTENT {
            copy.start_file(CONTENT, options).ok()?;
            copy.write_all(content.as_bytes()).ok()?;
        } else {
            copy.raw_copy_file(part).ok()?;
        }
    }
    Some(copy.finish().ok()?.into_inner())
}

/// The content with the remarks; nothing where it is damaged or grows beyond what is allowed.
fn marked(content: &str, remarks: &[Remark], language: Language, most: usize) -> Option<String> {
    let root = named(content, 0..content.len(), "office:document-content")?;
    let inside = root.inner?;
    let body = named(content, inside.clone(), "office:body")?;
    let book = named(content, body.inner?, "office:spreadsheet")?;
    let found = named(content, inside, "office:automatic-styles");
    let tables: Option<Vec<Element<'_>>> = children(content, book.inner?).collect();
    let tables = tables?.into_iter().filter(|it| it.name() == "table:table");
    let tables: Vec<(String, Element<'_>)> = tables
        .map(|it| Some((it.says("table:name")?, it)))
        .collect::<Option<_>>()?;
    let behind = tables.last()?.1.whole.end;

    let mut styles = Styles::of(content, found.as_ref())?;
    let mut copy = Marked::new(content, most);
    let mut known: Vec<&str> = Vec::new();
    for (name, table) in &tables {
        // Of two sheets of one name the first is the one that is read.
        if !known.contains(&name.as_str()) {
            copy.table(table, &mut styles, (remarks, name, language))?;
            known.push(name);
        }
    }
    copy.keep(behind)?;
    copy.put(&list::table(remarks, &known, &mut styles, language))?;
    let copy = copy.finish()?;
    // The styles stand before the body, of which nothing before them has changed.
    let (place, added) = styles.added(body.whole.start);
    let (before, after) = copy.split_at_checked(place.start)?;
    let after = after.get(place.len()..)?;
    Some(format!("{before}{added}{after}"))
}

/// The first element of a name right in a stretch of a text.
fn named<'x>(text: &'x str, within: std::ops::Range<usize>, name: &str) -> Option<Element<'x>> {
    let mut all = children(text, within).map_while(|it| it);
    all.find(|it| it.name() == name)
}
