//! Pages in Markdown, of a policy `plan.dabiao` on what lies in `data`, and their sections.

use super::{Folder, Run, judging};

/// Writes the page of a day to a file.
pub(crate) fn write(folder: &Folder, file: &str, day: &str, more: &[&str]) -> Run {
    let asked = judging("report", ["plan.dabiao", "data", day]);
    folder.dabiao(&[&asked[..], &["-o", file], more].concat())
}

/// The lines of a section of a Markdown page.
pub(crate) fn section<'p>(page: &'p str, title: &str) -> Vec<&'p str> {
    let lines = page
        .lines()
        .skip_while(|line| *line != format!("## {title}"));
    lines
        .skip(1)
        .take_while(|line| !line.starts_with("## "))
        .collect()
}
