//! Colours: of the eight states, of headings and of what matters less.

use anstyle::{AnsiColor, Style};
use dabiao_core::{CheckState, Severity, State};

/// The colour of a state.
pub(crate) fn of_state(state: State) -> Style {
    match state {
        State::Met => AnsiColor::Green.on_default(),
        State::OnTrack => AnsiColor::Cyan.on_default(),
        State::Unmet => AnsiColor::Red.on_default().bold(),
        State::AtRisk => AnsiColor::Yellow.on_default().bold(),
        State::NoData => AnsiColor::Yellow.on_default(),
        State::Invalid => AnsiColor::Magenta.on_default().bold(),
        State::Pending | State::NotApplicable => Style::new().dimmed(),
    }
}

/// The colour of a check's result.
pub(crate) fn of_check(state: CheckState) -> Style {
    match state {
        CheckState::Holds => AnsiColor::Green.on_default(),
        CheckState::Fails => AnsiColor::Red.on_default().bold(),
        CheckState::CannotBeChecked => AnsiColor::Yellow.on_default(),
    }
}

/// The colour of a severity.
pub(crate) fn of_severity(severity: Severity) -> Style {
    match severity {
        Severity::Error => AnsiColor::Red.on_default().bold(),
        Severity::Warning => AnsiColor::Yellow.on_default().bold(),
        Severity::Note => AnsiColor::Cyan.on_default().bold(),
    }
}

/// A heading.
pub(crate) fn heading() -> Style {
    Style::new().bold()
}

/// What matters less.
pub(crate) fn faint() -> Style {
    Style::new().dimmed()
}

/// The text in a style, or as it is.
pub(crate) fn paint(text: &str, style: Style, colour: bool) -> String {
    if colour {
        format!("{style}{text}{style:#}")
    } else {
        text.to_owned()
    }
}
