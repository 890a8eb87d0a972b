//! How the sheets of a form look, and how their cells are checked as they are typed.

use std::sync::Arc;

use dabiao_core::Language;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, Format, FormatAlign, FormatBorder, Note,
    ProtectionOptions, Worksheet, XlsxError,
};

/// The formats of a form, in its language.
pub(crate) struct Pen {
    pub(crate) language: Language,
    pub(crate) title: Format,
    pub(crate) header: Format,
    /// What is given and locked.
    pub(crate) given: Format,
    /// What is to be filled in, by what it is.
    open: [Format; 3],
    /// The same below the rows that are drawn.
    below: [Format; 3],
}

/// What is typed into an open cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Open {
    Plain,
    Day,
    Time,
}

impl Open {
    const ALL: [Self; 3] = [Self::Plain, Self::Day, Self::Time];

    fn of<T>(self, plain: T, day: T, time: T) -> T {
        match self {
            Self::Plain => plain,
            Self::Day => day,
            Self::Time => time,
        }
    }

    /// A format with the dates of its kind.
    fn dated(self, format: Format) -> Format {
        match self {
            Self::Plain => format,
            Self::Day => format.set_num_format("yyyy-mm-dd"),
            Self::Time => format.set_num_format("yyyy-mm-dd hh:mm"),
        }
    }
}

impl Pen {
    pub(crate) fn new(language: Language) -> Self {
        let cell = || {
            Format::new()
                .set_border(FormatBorder::Thin)
                .set_border_color(Color::RGB(0xBF_BFBF))
                .set_align(FormatAlign::VerticalCenter)
        };
        let open = || {
            cell()
                .set_unlocked()
                .set_background_color(Color::RGB(0xFF_FBE6))
        };
        Self {
            language,
            title: Format::new().set_bold().set_font_size(14),
            header: cell()
                .set_bold()
                .set_text_wrap()
                .set_background_color(Color::RGB(0xD9_E2F3)),
            given: cell()
                .set_text_wrap()
                .set_background_color(Color::RGB(0xF2_F2F2)),
            open: Open::ALL.map(|it| it.dated(open())),
            below: Open::ALL.map(|it| it.dated(Format::new().set_unlocked())),
        }
    }

    /// A cell that is to be filled in.
    pub(crate) fn open(&self, open: Open) -> &Format {
        let [plain, day, time] = &self.open;
        open.of(plain, day, time)
    }

    /// The same below the rows that are drawn.
    fn below(&self, open: Open) -> &Format {
        let [plain, day, time] = &self.below;
        open.of(plain, day, time)
    }

    pub(crate) fn pick<T>(&self, en: T, zh: T) -> T {
        self.language.pick(en, zh)
    }

    /// The first name in the form's language, else the first of all.
    pub(crate) fn name<'n>(&self, names: &'n [Arc<str>]) -> &'n str {
        let is_chinese = |name: &str| name.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        let wanted = self.language == Language::Chinese;
        let found = names.iter().find(|name| is_chinese(name) == wanted);
        found.or(names.first()).map_or("", AsRef::as_ref)
    }
}

/// Writes a line of headers and holds it in view, with what stands above it.
pub(crate) fn headers(
    sheet: &mut Worksheet,
    pen: &Pen,
    row: u32,
    headers: &[(String, f64)],
) -> Result<(), XlsxError> {
    for (column, (text, width)) in (0_u16..).zip(headers) {
        sheet.write_with_format(row, column, text, &pen.header)?;
        sheet.set_column_width(column, *width)?;
    }
    sheet.set_freeze_panes(row.saturating_add(1), 0)?;
    Ok(())
}

/// The height of a line of text, in points.
const LINE: f64 = 15.0;

/// Makes a row as high as its longest cell needs, each a text with the width of its column: not every program does so by
/// itself.
pub(crate) fn fit<'t>(
    sheet: &mut Worksheet,
    row: u32,
    cells: impl IntoIterator<Item = (&'t str, f64)>,
) -> Result<(), XlsxError> {
    let lines = cells.into_iter().map(|(text, width)| lines(text, width));
    let lines = lines.max().unwrap_or(1).clamp(1, 27);
    if lines > 1 {
        sheet.set_row_height(row, LINE * f64::from(lines))?;
    }
    Ok(())
}

/// How many lines a text takes in a column of a width; a Chinese sign is as wide as two others.
fn lines(text: &str, width: f64) -> u32 {
    let wide = |sign: char| if sign.is_ascii() { 1.1 } else { 2.1 };
    let of_line = |line: &str| {
        let (mut lines, mut left) = (1_u32, width);
        for word in line.split_inclusive([' ', '、', '，', '；', '：', '（']) {
            let mut long: f64 = word.chars().map(wide).sum();
            if long > left && left < width {
                lines = lines.saturating_add(1);
                left = width;
            }
            while long > left {
                long -= left;
                lines = lines.saturating_add(1);
                left = width;
            }
            left -= long;
        }
        lines
    };
    text.lines().map(of_line).fold(0, u32::saturating_add)
}

/// How a sheet is printed: on A4 across, as wide as the page, with its headers on each.
pub(crate) fn print(sheet: &mut Worksheet, headers: Option<u32>) -> Result<(), XlsxError> {
    sheet.set_paper_size(9).set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
    if let Some(row) = headers {
        sheet.set_repeat_rows(row, row)?;
    }
    Ok(())
}

/// Opens a column below what is written, as far down as the sheet goes: what is typed there is read too.
pub(crate) fn open_below(
    sheet: &mut Worksheet,
    pen: &Pen,
    column: u16,
    open: Open,
) -> Result<(), XlsxError> {
    sheet.set_column_format(column, pen.below(open))?;
    Ok(())
}

/// Locks a row that stands above the headers, but for the cells that are written to be open. A format like the default
/// one would give way to those of the columns.
pub(crate) fn lock_row(sheet: &mut Worksheet, row: u32) -> Result<(), XlsxError> {
    sheet.set_row_format(row, &Format::new().set_align(FormatAlign::VerticalCenter))?;
    Ok(())
}

/// Locks what is given; what is to be filled in stays open. Rows are typed below and not inserted between: a program
/// locks the cells of a new row as those above it are, and takes no row out that has a locked cell.
pub(crate) fn lock(sheet: &mut Worksheet) {
    sheet.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::new()
    });
}

/// A note at a cell that says what is meant, and not who said so.
pub(crate) fn note(text: &str) -> Note {
    Note::new(shortened(text)).add_author_prefix(false)
}

/// A check that asks before it lets something else pass: a figure may be a bound, such as `≥1100`.
pub(crate) fn asking(check: DataValidation, text: &str) -> Result<DataValidation, XlsxError> {
    let check = check.set_error_style(DataValidationErrorStyle::Warning);
    check.set_error_message(shortened(text))
}

/// A check that lets nothing else pass.
pub(crate) fn strict(check: DataValidation, text: &str) -> Result<DataValidation, XlsxError> {
    check.set_error_message(shortened(text))
}

/// As much of a text as a message of a check may have.
pub(crate) fn shortened(text: &str) -> String {
    text.chars().take(200).collect()
}
