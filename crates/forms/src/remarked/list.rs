//! The sheet that lists all remarks, each with a link to its cell.

use std::fmt::Write as _;

use dabiao_core::{Language, Severity};

use super::RemarkError;
use super::archive::{Archive, OFFICE, WORKBOOK};
use super::remark::{Remark, reference, severity};
use super::styles::Styles;
use super::xml::{self, escaped};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// The headers of the list.
pub(super) fn headers(language: Language) -> [&'static str; 6] {
    language.pick(
        [
            "sheet",
            "cell",
            "code",
            "level",
            "what is wrong",
            "what to write",
        ],
        ["工作表", "单元格", "代码", "级别", "问题", "如何填写"],
    )
}

/// The name of the sheet, with a number where that is taken.
pub(super) fn name(language: Language, is_taken: impl Fn(&str) -> bool) -> String {
    let plain = language.pick("Findings", "问题");
    let numbered = (2..).map(|number: u32| format!("{plain} {number}"));
    let mut names = std::iter::once(plain.to_owned()).chain(numbered);
    names.find(|name| !is_taken(name)).unwrap_or_default()
}

/// What stands in the row of a remark.
pub(super) fn row(remark: &Remark, language: Language) -> [String; 6] {
    let at = remark.cell().map(|(row, column)| reference(row, column));
    [
        remark.sheet.clone().unwrap_or_default(),
        at.unwrap_or_default(),
        remark.code.to_owned(),
        severity(remark.severity, language).to_owned(),
        remark.message.clone(),
        remark.help.clone(),
    ]
}

/// Adds the sheet behind all others.
pub(super) fn add(
    archive: &mut Archive,
    styles: &mut Styles,
    (sheets, remarks): (&[(String, String)], &[Remark]),
    language: Language,
) -> Result<(), RemarkError> {
    let is_taken = |name: &str| {
        sheets
            .iter()
            .any(|(known, _)| known.eq_ignore_ascii_case(name))
    };
    let name = name(language, is_taken);
    let part = archive.free("xl/worksheets/sheet", ".xml");
    archive.put(&part, sheet(remarks, styles, language));
    archive.say_kind(&part, "spreadsheetml.worksheet+xml")?;
    let id = archive.relate(WORKBOOK, "worksheet", &part)?;
    let workbook = archive.needed(WORKBOOK)?;
    let number = number(workbook).saturating_add(1);
    let entry = format!(
        "<sheet xmlns:r=\"{OFFICE}\" name=\"{}\" sheetId=\"{number}\" r:id=\"{id}\"/>",
        escaped(&name)
    );
    let workbook = xml::inside(workbook, "sheets", &entry);
    let workbook = workbook.ok_or_else(|| RemarkError::unusual(WORKBOOK))?;
    archive.put(WORKBOOK, workbook);
    Ok(())
}

/// The highest number that a sheet has.
fn number(workbook: &str) -> u32 {
    let numbers = workbook.split("sheetId=\"").skip(1);
    let numbers = numbers.filter_map(|rest| rest.split('"').next()?.parse().ok());
    numbers.max().unwrap_or(0)
}

fn sheet(remarks: &[Remark], styles: &mut Styles, language: Language) -> String {
    let (mut rows, mut links) = (line(1, headers(language), None), String::new());
    for (number, remark) in (2_u32..).zip(remarks) {
        let style = styles.coloured(0, remark.severity);
        let style = (remark.severity != Severity::Note).then_some(style);
        rows.push_str(&line(
            number,
            row(remark, language).each_ref().map(String::as_str),
            style,
        ));
        if let (Some(sheet), Some((row, column))) = (&remark.sheet, remark.cell()) {
            let to = format!("'{}'!{}", sheet.replace('\'', "''"), reference(row, column));
            // Writing into a text cannot fail.
            let _ = write!(
                links,
                "<hyperlink ref=\"B{number}\" location=\"{}\"/>",
                escaped(&to)
            );
        }
    }
    let links = if links.is_empty() {
        links
    } else {
        format!("<hyperlinks>{links}</hyperlinks>")
    };
    let widths = [14, 9, 9, 9, 60, 70];
    let mut columns = String::new();
    for (number, width) in (1..).zip(widths) {
        let _ = write!(
            columns,
            "<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>"
        );
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"{MAIN}\"><cols>{columns}</cols><sheetData>{rows}</sheetData>{links}</worksheet>"
    )
}

/// A row of texts, the fourth of them in the colour of how grave it is.
fn line(number: u32, cells: [&str; 6], style: Option<usize>) -> String {
    let mut row = format!("<row r=\"{number}\">");
    for (column, text) in (1..).zip(cells) {
        let at = reference(number, column);
        let style = style.filter(|_| column == 4);
        let style = style.map_or_else(String::new, |style| format!(" s=\"{style}\""));
        // Writing into a text cannot fail.
        let _ = write!(
            row,
            "<c r=\"{at}\" t=\"inlineStr\"{style}><is><t xml:space=\"preserve\">{}</t></is></c>",
            escaped(text)
        );
    }
    row.push_str("</row>");
    row
}
