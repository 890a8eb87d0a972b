//! The complaints of one run, bounded.

use dabiao_diagnostics::register::MORE_FINDINGS;
use dabiao_diagnostics::{At, Cell, Diagnostic, Diagnostics, Severity};

/// A complaint on its way to the list.
pub(crate) type Wrong = Box<Diagnostic>;

/// A list of complaints that keeps the first [`Diagnostics::LIMIT`] and counts the rest.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    kept: Diagnostics,
    /// Cells of which enough was said.
    told: Vec<At>,
    beyond: usize,
    gravest_beyond: Option<Severity>,
}

impl Findings {
    /// Adds one.
    pub(crate) fn push(&mut self, diagnostic: impl Into<Wrong>) {
        let diagnostic: Wrong = diagnostic.into();
        if self.told.contains(&diagnostic.at) {
            return;
        }
        // A header that is wrong is wrong for each of its rows, and is told of once.
        if self.kept.iter().any(|kept| *kept == *diagnostic) {
            return;
        }
        if self.kept.len() < Diagnostics::LIMIT {
            self.kept.push(*diagnostic);
            return;
        }
        self.beyond = self.beyond.saturating_add(1);
        let gravest = self.gravest_beyond.unwrap_or(Severity::Note);
        // The gravest severity is the smallest.
        self.gravest_beyond = Some(gravest.min(diagnostic.severity));
    }

    /// Says no more of these cells, and of those that were told of before as of any other.
    pub(crate) fn enough_of(&mut self, cells: impl Iterator<Item = Cell>) {
        self.told.clear();
        self.told.extend(cells.map(At::Cell));
    }

    /// Takes back those that something else says better.
    pub(crate) fn forget(&mut self, is_said: impl Fn(&Diagnostic) -> bool) {
        let kept = std::mem::take(&mut self.kept).into_iter();
        self.kept = kept.filter(|known| !is_said(known)).collect();
    }

    /// The value, or nothing once its complaint is noted.
    pub(crate) fn keep<T>(&mut self, result: Result<T, Wrong>) -> Option<T> {
        result.map_err(|wrong| self.push(wrong)).ok()
    }

    /// The list by place, and at its end how many are not in it.
    pub(crate) fn finish(mut self) -> Diagnostics {
        self.kept.sort();
        if let Some(severity) = self.gravest_beyond {
            let more = Diagnostic::at(&MORE_FINDINGS, At::Nowhere);
            let mut more = more.with("count", self.beyond.to_string());
            // An error that is only counted must not let the run pass as clean.
            more.severity = severity;
            self.kept.push(more);
        }
        self.kept
    }
}
