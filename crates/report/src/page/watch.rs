//! What is due next, and problems of the data.

use chrono::Days;
use dabiao_core::{Assessment, At, Date, Diagnostics, Language, Severity, State};
use serde::Serialize;

use super::attention::reason;
use super::judged::{Judged, StandingView};
use super::table::{CellView, Kind, MOST, TableView};
use super::targets::{anchor, titled};
use crate::clean::clean;
use crate::words;

/// How far ahead is looked for what is due next.
const AHEAD: u64 = 90;

/// A verdict in a list.
#[derive(Debug, Serialize)]
pub(super) struct WatchView {
    pub(super) anchor: String,
    pub(super) id: String,
    pub(super) title: String,
    pub(super) entity: String,
    pub(super) period: String,
    #[serde(flatten)]
    pub(super) standing: StandingView,
    pub(super) due: String,
    /// Why, where its values do not say it.
    pub(super) reason: String,
}

/// A problem of the data.
#[derive(Debug, Serialize)]
pub(super) struct ProblemView {
    pub(super) severity: &'static str,
    pub(super) code: &'static str,
    pub(super) place: String,
    pub(super) message: String,
}

/// A list, and how many more there are.
pub(super) type Listed = (Vec<WatchView>, usize);

/// What falls due within the days ahead and is not met yet, by day; with why it is at risk.
pub(super) fn next(
    assessment: &Assessment<'_>,
    verdicts: &[&Judged<'_>],
    language: Language,
) -> Listed {
    let as_of = assessment.as_of();
    let until = as_of
        .checked_add_days(Days::new(AHEAD))
        .unwrap_or(Date::MAX);
    let is_open = |it: &&&Judged<'_>| {
        let (state, due) = (it.verdict.state(), it.verdict.due());
        let waits = matches!(state, State::Pending | State::AtRisk | State::OnTrack);
        waits && due.is_some_and(|due| due > as_of && due <= until)
    };
    let mut open: Vec<&&Judged<'_>> = verdicts.iter().filter(is_open).collect();
    open.sort_by_key(|it| it.verdict.due());
    let more = open.len().saturating_sub(MOST);
    let views = open.into_iter().take(MOST).map(|it| {
        let is_at_risk = it.verdict.state() == State::AtRisk;
        let reason = is_at_risk.then(|| reason(assessment, it, language));
        WatchView {
            reason: reason.unwrap_or_default(),
            ..watch(it, language)
        }
    });
    (views.collect(), more)
}

/// A verdict as a list has it, without its reason.
pub(super) fn watch(judged: &Judged<'_>, language: Language) -> WatchView {
    let verdict = &judged.verdict;
    WatchView {
        anchor: anchor(verdict.target()),
        id: verdict.target().to_owned(),
        title: titled(verdict, language),
        entity: judged.entity(),
        period: judged.period(language),
        standing: judged.told(language),
        due: judged.due(),
        reason: String::new(),
    }
}

/// What is due next as a table, the day first.
pub(super) fn next_table(watched: &[WatchView], more: usize, language: Language) -> TableView {
    let columns = [
        ("due", Kind::Day),
        ("target", Kind::Target),
        ("entity", Kind::Text),
        ("state", Kind::State),
        ("actual", Kind::Actual),
        ("required", Kind::Required),
        ("reason", Kind::Long),
    ];
    let rows = watched.iter().map(|it| {
        let mut cells = it.cells();
        cells.insert(0, CellView::text(&*it.due));
        cells.push(CellView::text(&*it.reason));
        cells
    });
    let mut table = TableView::new(&columns, language).of(rows);
    table.more = more;
    table.without_empty("reason", language)
}

impl WatchView {
    /// The target, the entity, and how it stands.
    pub(super) fn cells(&self) -> Vec<CellView> {
        vec![
            CellView::target(&self.id, &self.title, &self.anchor),
            CellView::text(&*self.entity),
            CellView::state(&self.standing),
            CellView::actual(&self.standing),
            CellView::text(&*self.standing.required),
        ]
    }
}

/// The problems as a table, what is wrong first.
pub(super) fn problem_table(problems: &[ProblemView], language: Language) -> TableView {
    let columns = [
        ("message", Kind::Long),
        ("kind_of_problem", Kind::Text),
        ("place", Kind::Long),
        ("code", Kind::Text),
    ];
    let rows = problems.iter().map(|it| {
        let texts = [&*it.message, it.severity, &*it.place, it.code];
        texts.map(CellView::text).to_vec()
    });
    TableView::new(&columns, language).of(rows)
}

pub(super) fn problems(findings: &Diagnostics, language: Language) -> Vec<ProblemView> {
    let told = findings.iter().filter(|it| it.severity < Severity::Note);
    told.map(|it| ProblemView {
        severity: words::severity(it.severity, language),
        code: it.code.id,
        place: match &it.at {
            At::Cell(cell) => cell.to_string(),
            _ => String::new(),
        },
        message: clean(&it.message(language)).into_owned(),
    })
    .collect()
}
