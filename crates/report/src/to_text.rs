//! An assessment as text that a policy officer can read.

pub(crate) mod checks;
mod escalations;
pub(crate) mod lines;
mod reasons;
mod scores;
mod verdicts;

use std::fmt::Write as _;

use dabiao_core::{Assessment, Diagnostics, Language, Meter, State, Verdict, register};

use crate::clean::clean;
use crate::paint::{heading, of_severity, of_state, paint};
use crate::{Look, words};
pub(crate) use escalations::{because_of, follows, on_the_day, step_text};

/// What the text of an assessment shows.
#[derive(Debug, Clone)]
pub struct TextOptions {
    /// Language, width and colour.
    pub look: Look,
    /// The states to show; all of them when it is empty. The summary counts all in any case.
    pub only: Vec<State>,
    /// The most verdicts that are listed; what is beyond is counted.
    pub most: usize,
    /// What tells someone who watches how many verdicts are explained.
    pub meter: Meter,
}

impl TextOptions {
    /// The most verdicts that are listed unless one asks for more.
    pub const MOST: usize = 2_000;

    /// All states.
    pub fn new(look: Look) -> Self {
        Self {
            look,
            only: Vec::new(),
            most: Self::MOST,
            meter: Meter::default(),
        }
    }
}

/// The report: title and day, how many verdicts have each state, the table of verdicts, why some are undecided, the
/// checks that failed or could not be made, the findings. With a line end.
pub fn to_text(
    assessment: &Assessment<'_>,
    findings: &Diagnostics,
    options: &TextOptions,
) -> String {
    let look = options.look;
    let only =
        |verdict: &Verdict<'_>| options.only.is_empty() || options.only.contains(&verdict.state());
    let wanted: Vec<Verdict<'_>> = assessment.verdicts().filter(only).collect();
    let shown = wanted.get(..options.most).unwrap_or(&wanted);
    let mut sections = vec![head(assessment, look)];
    if shown.is_empty() {
        let filtered = assessment.verdicts().next().is_some();
        let word = if filtered {
            words::NONE_IN_THESE_STATES
        } else {
            words::NO_VERDICTS
        };
        sections.push(word.get(look.language).to_owned());
    } else {
        sections.extend(verdicts::sections(assessment, shown, options));
    }
    let beyond = wanted.len().saturating_sub(shown.len());
    if beyond > 0 {
        sections.push(words::more_verdicts(beyond, look.language));
    }
    sections.extend(scores::sections(assessment, look));
    sections.extend(escalations::sections(assessment, look));
    sections.extend(checks::section(assessment, look));
    sections.extend(findings_section(findings, look));
    sections
        .iter()
        .map(|section| format!("{section}\n"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The policy's title and the day; below it how many verdicts have each of the eight states.
fn head(assessment: &Assessment<'_>, look: Look) -> String {
    let language = look.language;
    let title = paint(
        &clean(&assessment.inner().program().title),
        heading(),
        look.colour,
    );
    let mut text = format!(
        "{title}  {} {}\n",
        words::AS_OF.get(language),
        assessment.as_of()
    );
    for (index, (state, count)) in assessment.summary().into_iter().enumerate() {
        let separator = if index == 0 { "" } else { " · " };
        let mut counted = format!("{} {count}", state.name(language));
        let best_effort = missed_best_effort(assessment);
        if state == State::Unmet && best_effort > 0 {
            counted.push_str(&best_effort_apart(best_effort, language));
        }
        let counted = paint(&counted, of_state(state), look.colour && count > 0);
        let _ = write!(text, "{separator}{counted}");
    }
    text
}

/// ` (2 best effort)`: how many of the unmet no one is held to.
pub(crate) fn best_effort_apart(count: usize, language: Language) -> String {
    let word = words::BEST_EFFORT.get(language);
    language.pick(
        format!(" ({count} {word})"),
        format!("（其中{word} {count}）"),
    )
}

/// How many unmet verdicts are of best effort, which no one is held to.
fn missed_best_effort(assessment: &Assessment<'_>) -> usize {
    let verdicts = assessment.verdicts();
    let missed =
        verdicts.filter(|verdict| verdict.state() == State::Unmet && !verdict.duty().binding);
    missed.count()
}

/// A line for each finding that no other section shows.
fn findings_section(findings: &Diagnostics, look: Look) -> Option<String> {
    let other = findings
        .iter()
        .filter(|it| ![&register::FAILED_CHECK, &register::UNMADE_CHECK].contains(&it.code));
    let lines: Vec<String> = other
        .map(|it| {
            let severity = paint(
                words::severity(it.severity, look.language),
                of_severity(it.severity),
                look.colour,
            );
            let place = match &it.at {
                dabiao_core::At::Cell(cell) => format!(" {cell}"),
                _ => String::new(),
            };
            let message = it.message(look.language);
            format!(
                "  {severity}[{}]{place}{}{}",
                it.code.id,
                words::colon(look.language),
                clean(&message)
            )
        })
        .collect();
    let title = paint(words::FINDINGS.get(look.language), heading(), look.colour);
    (!lines.is_empty()).then(|| format!("{title}\n{}", lines.join("\n")))
}
