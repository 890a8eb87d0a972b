//! What is said of a cell, taken from the findings of reading and of a look at the data.

use dabiao_core::{At, Cell, Diagnostic, Diagnostics, Language, Severity};

/// A finding that speaks of a cell, a row or a sheet of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The sheet; none in a table that has no sheets.
    pub sheet: Option<String>,
    /// The row, from 1; 0 where it speaks of the sheet as a whole.
    pub row: u32,
    /// The column, from 1; 0 where it speaks of the row as a whole.
    pub column: u32,
    /// How grave it is.
    pub severity: Severity,
    /// The code of the finding.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to write instead, and which other cell has a part in it.
    pub help: String,
}

/// The findings that speak of a file, as remarks in a language, by their places.
pub fn remarks(findings: &Diagnostics, file: &str, language: Language) -> Vec<Remark> {
    let spoken = findings.iter().filter_map(|it| match &it.at {
        At::Cell(cell) if &*cell.source.file == file => Some(remark(it, cell, language)),
        _ => None,
    });
    let mut spoken: Vec<Remark> = spoken.collect();
    spoken.dedup();
    spoken
}

fn remark(finding: &Diagnostic, cell: &Cell, language: Language) -> Remark {
    let mut help = finding.help(language);
    for related in &finding.related {
        if let At::Cell(other) = &related.at {
            let label = related.label.get(language);
            let other = beside(other, &cell.source.file);
            let line = language.pick(format!("{label}: {other}"), format!("{label}：{other}"));
            help = format!("{help}\n{line}");
        }
    }
    let sheet = cell.source.sheet.as_ref();
    Remark {
        sheet: sheet.map(|sheet| sheet.name.to_string()),
        row: cell.line,
        column: cell.column,
        severity: finding.severity,
        code: finding.code.id,
        message: finding.message(language),
        help: help.trim().to_owned(),
    }
}

/// Another cell as who opens the copy finds it: by its name there, and by that of its file alone where it is in another,
/// as the sender's folders are nobody else's.
fn beside(cell: &Cell, file: &str) -> String {
    let mut named = match &cell.source.sheet {
        Some(_) => cell.to_string(),
        None if cell.line > 0 => {
            let column = cell.column.max(1);
            format!("{}:{}", cell.source.file, reference(cell.line, column))
        }
        None => cell.source.file.to_string(),
    };
    let folder = cell.source.file.rfind(['/', '\\']);
    let begin = if &*cell.source.file == file {
        cell.source.file.len().saturating_add(1)
    } else {
        folder.map_or(0, |at| at.saturating_add(1))
    };
    if begin < named.len() && named.is_char_boundary(begin) {
        named = named.split_off(begin);
    }
    named
}

impl Remark {
    /// Whether it speaks of this sheet.
    pub(super) fn is_in(&self, sheet: &str) -> bool {
        self.sheet.as_deref() == Some(sheet)
    }

    /// The row and column it stands at, the first of the row where it speaks of all of it; none for a whole sheet.
    pub(super) fn cell(&self) -> Option<(u32, u32)> {
        (self.row > 0).then_some((self.row, self.column.max(1)))
    }

    /// What a comment says.
    pub(super) fn text(&self, language: Language) -> String {
        let head = format!("{} {}", self.code, severity(self.severity, language));
        let colon = language.pick(": ", "：");
        format!("{head}{colon}{}\n{}", self.message, self.help)
            .trim_end()
            .to_owned()
    }
}

/// What all remarks at a cell say, and how grave the gravest is.
pub(super) fn together(remarks: &[&Remark], language: Language) -> (String, Severity) {
    let texts: Vec<String> = remarks.iter().map(|it| it.text(language)).collect();
    let gravest = remarks.iter().map(|it| it.severity).min();
    (texts.join("\n\n"), gravest.unwrap_or(Severity::Note))
}

/// How grave a finding is, in words.
pub(super) fn severity(severity: Severity, language: Language) -> &'static str {
    match severity {
        Severity::Error => language.pick("error", "错误"),
        Severity::Warning => language.pick("warning", "警告"),
        Severity::Note => language.pick("note", "提示"),
    }
}

/// A cell as formulas call it: `C7`.
pub(super) fn reference(row: u32, column: u32) -> String {
    let (mut letters, mut left) = (Vec::new(), column);
    while let Some(before) = left.checked_sub(1) {
        let letter = u8::try_from(before % 26).unwrap_or(0);
        letters.push(char::from(b'A'.saturating_add(letter)));
        left = before / 26;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{row}")
}

/// The row and column of such a name.
pub(super) fn place(reference: &str) -> Option<(u32, u32)> {
    let split = reference.find(|sign: char| sign.is_ascii_digit())?;
    let (letters, row) = reference.split_at_checked(split)?;
    let column = letters.bytes().try_fold(0_u32, |column, letter| {
        let letter = letter.to_ascii_uppercase().checked_sub(b'A')?;
        let digit = u32::from(letter).checked_add(1)?;
        column.checked_mul(26)?.checked_add(digit)
    })?;
    Some((row.parse().ok()?, column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_has_one_name() {
        for (row, column, name) in [
            (7, 3, "C7"),
            (1, 26, "Z1"),
            (1, 27, "AA1"),
            (2, 702, "ZZ2"),
            (1_048_576, 16_384, "XFD1048576"),
        ] {
            assert_eq!(reference(row, column), name);
            assert_eq!(place(name), Some((row, column)));
        }
        assert_eq!(place("C"), None);
        assert_eq!(place("7"), Some((7, 0)));
    }
}
