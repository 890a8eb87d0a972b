//! The sheet that lists all remarks, each with a link to its cell.

use dabiao_core::{Language, Severity};

use super::super::Remark;
use super::super::list::{headers, name, row};
use super::super::xml::escaped;
use super::cell::paragraphs;
use super::styles::Styles;

/// How wide the columns are, in centimetres.
const WIDTHS: [u32; 6] = [3, 2, 2, 2, 12, 14];

/// The sheet, called as none of the others is.
pub(super) fn table(
    remarks: &[Remark],
    sheets: &[&str],
    styles: &mut Styles<'_>,
    language: Language,
) -> String {
    let is_taken = |name: &str| sheets.iter().any(|known| known.eq_ignore_ascii_case(name));
    let name = escaped(&name(language, is_taken));
    let column = |width| {
        let style = styles.column(width);
        format!("<table:table-column table:style-name=\"{style}\"/>")
    };
    let columns: String = WIDTHS.map(column).concat();
    let headers = headers(language).map(|header| cell(&paragraphs(header), None));
    let rows: String = remarks
        .iter()
        .map(|remark| line(remark, styles, language))
        .collect();
    format!(
        "<table:table table:name=\"{name}\">{columns}<table:table-row>{}</table:table-row>{rows}</table:table>",
        headers.concat()
    )
}

/// A row of texts, the fourth of them in the colour of how grave it is.
fn line(remark: &Remark, styles: &mut Styles<'_>, language: Language) -> String {
    let mut cells = String::new();
    for (number, text) in row(remark, language).iter().enumerate() {
        let style = (number == 3).then_some(remark.severity);
        let style = style.filter(|it| *it != Severity::Note);
        let style = style.and_then(|it| styles.coloured(None, it));
        let link = remark
            .sheet
            .as_deref()
            .filter(|_| number == 1 && !text.is_empty());
        let content = link.map_or_else(|| paragraphs(text), |sheet| linked(sheet, text));
        cells.push_str(&cell(&content, style.as_deref()));
    }
    format!("<table:table-row>{cells}</table:table-row>")
}

fn cell(content: &str, style: Option<&str>) -> String {
    let style = style.map_or_else(String::new, |it| format!(" table:style-name=\"{it}\""));
    format!("<table:table-cell{style} office:value-type=\"string\">{content}</table:table-cell>")
}

/// The name of a cell as a link to it.
fn linked(sheet: &str, cell: &str) -> String {
    let to = format!("#'{}'.{cell}", sheet.replace('\'', "''"));
    format!(
        "<text:p><text:a xmlns:xlink=\"http://www.w3.org/1999/xlink\" xlink:type=\"simple\" xlink:href=\"{}\">{cell}</text:a></text:p>",
        escaped(&to)
    )
}
