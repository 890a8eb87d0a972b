//! Diagnostics and failed tests as the workflow commands by which GitHub marks lines of a change.

use dabiao_core::{At, Diagnostics, Language, Severity, Sources};

use crate::tests_text::{TestRun, failure_text};

/// The annotations of `dabiao check --format github`, a line each; empty for no diagnostics.
pub fn diagnostics_github<'a>(
    all: impl Iterator<Item = (&'a Diagnostics, &'a Sources, Language)>,
) -> String {
    let mut text = String::new();
    for (diagnostics, sources, language) in all {
        let mut sorted = diagnostics.clone();
        sorted.sort();
        for found in &sorted {
            let help = found.help(language);
            let mut message = found.message(language);
            if !help.is_empty() {
                message = format!("{message}\n{help}");
            }
            let title = format!("{} {}", found.code.id, found.code.name);
            let place = place(&found.at, sources);
            text.push_str(&command(found.severity, &place, &title, &message));
        }
    }
    text
}

/// The annotations of `dabiao test --format github`: a line for each test that failed.
pub fn tests_github(runs: &[TestRun<'_>], language: Language) -> String {
    let mut text = String::new();
    for run in runs {
        for (test, failures) in run
            .tests
            .iter()
            .filter(|(_, failures)| !failures.is_empty())
        {
            let message = failure_text(run.program, test, failures, language);
            let place = of_written(&test.place);
            text.push_str(&command(Severity::Error, &place, &test.name, &message));
        }
    }
    text
}

/// The properties of a place, by the names GitHub gives them.
type Place = Vec<(&'static str, String)>;

/// Columns only where the place begins and ends in one line: with several, GitHub takes none.
fn place(at: &At, sources: &Sources) -> Place {
    let name = |file: &str| file.strip_prefix("./").unwrap_or(file).to_owned();
    match at {
        At::Span(span) => sources.get(span.file).map_or_else(Vec::new, |file| {
            let (start, end) = (file.position(span.start), file.position(span.end));
            let mut place = vec![
                ("file", name(file.name())),
                ("line", start.line.to_string()),
            ];
            if start.line == end.line {
                place.push(("col", start.column.to_string()));
            } else {
                place.push(("endLine", end.line.to_string()));
            }
            place
        }),
        At::Cell(cell) => vec![
            ("file", name(&cell.source.file)),
            ("line", cell.line.max(1).to_string()),
        ],
        At::Nowhere => Vec::new(),
    }
}

/// `plan.dabiao:12:3` taken apart.
pub(crate) fn of_written(place: &str) -> Place {
    let parts = place
        .rsplit_once(':')
        .and_then(|(rest, column)| Some((rest.rsplit_once(':')?, column)));
    let Some(((file, line), column)) = parts else {
        return vec![("file", place.to_owned())];
    };
    vec![
        ("file", file.to_owned()),
        ("line", line.to_owned()),
        ("col", column.to_owned()),
    ]
}

fn command(severity: Severity, place: &Place, title: &str, message: &str) -> String {
    let level = match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let title = ("title", title.to_owned());
    let properties = place.iter().chain(std::iter::once(&title));
    let properties: Vec<String> = properties
        .map(|(name, value)| format!("{name}={}", property(value)))
        .collect();
    format!(
        "::{level} {}::{}\n",
        properties.join(","),
        data(message.trim_end())
    )
}

/// A message in one line, as the runner unescapes it.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A property's value, in which the signs that end it are escaped too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_end_a_line_or_a_property_are_escaped() {
        let place = of_written("a,b:c.dabiao:3:5");
        assert_eq!(
            command(Severity::Error, &place, "T0203, 单位", "80% of:\nx, y\n"),
            "::error file=a%2Cb%3Ac.dabiao,line=3,col=5,title=T0203%2C 单位::80%25 of:%0Ax, y\n"
        );
    }
}
