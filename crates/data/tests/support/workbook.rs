//! Workbooks made of the few lines that a test writes, part by part, without any program's help.

#![allow(dead_code, reason = "each test uses its part of the support")]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::format_collect,
    reason = "a workbook of a test has few cells"
)]

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::{SimpleFileOptions, ZipWriter};

/// A workbook of such lines: `[sheet NAME]`, `[hidden sheet NAME]`, `[merge A1:C1]`, and rows of cells between commas.
///
/// A cell is a number (`0.8`, with a format `0.8 {0%}`), an error (`#DIV/0!`), a formula without its value (`=`), true or
/// false (`!yes`, `!no`), else a text.
pub(crate) fn workbook(lines: &str) -> Vec<u8> {
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut formats: Vec<String> = Vec::new();
    for line in lines.lines() {
        if let Some(merge) = line.strip_prefix("[merge ") {
            sheets
                .last_mut()
                .unwrap()
                .merges
                .push(merge.trim_end_matches(']').to_owned());
        } else if let Some(name) = line.strip_prefix("[sheet ") {
            sheets.push(Sheet::new(name, false));
        } else if let Some(name) = line.strip_prefix("[hidden sheet ") {
            sheets.push(Sheet::new(name, true));
        } else {
            sheets.last_mut().unwrap().row(line, &mut formats);
        }
    }
    packed(&sheets, &formats)
}

struct Sheet {
    name: String,
    hidden: bool,
    rows: String,
    count: usize,
    merges: Vec<String>,
}

impl Sheet {
    fn new(name: &str, hidden: bool) -> Self {
        Self {
            name: name.trim_end_matches(']').to_owned(),
            hidden,
            rows: String::new(),
            count: 0,
            merges: Vec::new(),
        }
    }

    fn row(&mut self, line: &str, formats: &mut Vec<String>) {
        self.count += 1;
        let number = self.count;
        write!(self.rows, "<row r=\"{number}\">").unwrap();
        for (column, text) in line.split(',').enumerate() {
            let letter = char::from(b'A' + u8::try_from(column).unwrap());
            let cell = cell(text, formats);
            if !text.is_empty() {
                write!(self.rows, "<c r=\"{letter}{number}\"{cell}</c>").unwrap();
            }
        }
        self.rows.push_str("</row>");
    }

    fn xml(&self) -> String {
        let merges: String = self
            .merges
            .iter()
            .map(|it| format!("<mergeCell ref=\"{it}\"/>"))
            .collect();
        let merges = if merges.is_empty() {
            merges
        } else {
            format!("<mergeCells>{merges}</mergeCells>")
        };
        format!(
            "<worksheet xmlns=\"{MAIN}\"><sheetData>{}</sheetData>{merges}</worksheet>",
            self.rows
        )
    }
}

fn cell(text: &str, formats: &mut Vec<String>) -> String {
    let (plain, format) = text.split_once(" {").map_or((text, None), |(plain, rest)| {
        (plain, Some(rest.trim_end_matches('}').to_owned()))
    });
    if text == "=" {
        return "><f>SUM(A1:A2)</f>".to_owned();
    }
    if let Some(is) = text.strip_prefix('!') {
        return format!(" t=\"b\"><v>{}</v>", u8::from(is == "yes"));
    }
    if text.starts_with('#') {
        return format!(" t=\"e\"><f>1/0</f><v>{text}</v>");
    }
    if plain.parse::<f64>().is_err() {
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        return format!(" t=\"inlineStr\"><is><t>{text}</t></is>");
    }
    let style = format.map_or(0, |format| {
        formats.push(format);
        formats.len()
    });
    format!(" s=\"{style}\"><v>{plain}</v>")
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

fn packed(sheets: &[Sheet], formats: &[String]) -> Vec<u8> {
    let (mut list, mut relations) = (String::new(), String::new());
    for (index, sheet) in sheets.iter().enumerate() {
        let number = index + 1;
        let state = if sheet.hidden {
            " state=\"hidden\""
        } else {
            ""
        };
        write!(
            list,
            "<sheet name=\"{}\" sheetId=\"{number}\"{state} r:id=\"s{number}\"/>",
            sheet.name
        )
        .unwrap();
        write!(relations, "<Relationship Id=\"s{number}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>").unwrap();
    }
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>".to_owned()),
        ("_rels/.rels".to_owned(), format!("<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"r1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>")),
        ("xl/workbook.xml".to_owned(), format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{list}</sheets></workbook>")),
        ("xl/_rels/workbook.xml.rels".to_owned(), format!("<Relationships xmlns=\"{PACKAGE}\">{relations}</Relationships>")),
        ("xl/styles.xml".to_owned(), styles(formats)),
    ];
    let numbered = sheets.iter().enumerate();
    parts.extend(
        numbered
            .map(|(index, sheet)| (format!("xl/worksheets/sheet{}.xml", index + 1), sheet.xml())),
    );
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn styles(formats: &[String]) -> String {
    let (mut codes, mut cells) = (String::new(), "<xf numFmtId=\"0\"/>".to_owned());
    for (index, format) in formats.iter().enumerate() {
        let id = 200 + index;
        let code = format.replace('&', "&amp;").replace('"', "&quot;");
        write!(codes, "<numFmt numFmtId=\"{id}\" formatCode=\"{code}\"/>").unwrap();
        write!(cells, "<xf numFmtId=\"{id}\"/>").unwrap();
    }
    format!(
        "<styleSheet xmlns=\"{MAIN}\"><numFmts>{codes}</numFmts><cellXfs>{cells}</cellXfs></styleSheet>"
    )
}
