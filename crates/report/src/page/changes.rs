//! What changed: verdicts that stand otherwise than those of the period before.

use dabiao_core::{Language, State};

use super::judged::Judged;
use super::kind::Span;
use super::labels;
use super::table::{CellView, Kind, MOST, TableView};
use super::targets::{anchor, titled};

/// Two verdicts on one target and entity, the later one in the span.
struct Change<'v, 'a> {
    before: &'v Judged<'a>,
    now: &'v Judged<'a>,
}

/// Those that became worse first, then those that became better, then others.
pub(super) fn changes(
    verdicts: &[&Judged<'_>],
    span: Option<&Span>,
    language: Language,
) -> TableView {
    let mut found: Vec<Change<'_, '_>> = Vec::new();
    for of_target in verdicts.chunk_by(|a, b| a.verdict.target() == b.verdict.target()) {
        for own in of_target.chunk_by(|a, b| a.verdict.entity() == b.verdict.entity()) {
            found.extend(change(own, span));
        }
    }
    found.sort_by_key(|it| direction(it).0);
    let table = TableView::new(
        &[
            ("target", Kind::Target),
            ("entity", Kind::Text),
            ("direction", Kind::Text),
            ("period_before", Kind::Text),
            ("state_before", Kind::State),
            ("actual_before", Kind::Actual),
            ("period", Kind::Period),
            ("state", Kind::State),
            ("actual", Kind::Actual),
            ("required", Kind::Required),
        ],
        language,
    );
    table
        .of(found.iter().map(|it| row(it, language)))
        .at_most(MOST)
}

/// The last verdict in the span that says something, and the one before it, where the state is another.
fn change<'v, 'a>(own: &[&'v Judged<'a>], span: Option<&Span>) -> Option<Change<'v, 'a>> {
    let told = |it: &&&'v Judged<'a>| {
        it.verdict.state() != State::Pending && it.verdict.period().is_some()
    };
    let in_span = |it: &&&'v Judged<'a>| span.is_none_or(|span| span.touches(it.verdict.period()));
    let now = *own.iter().filter(told).rfind(in_span)?;
    let period = now.verdict.period()?;
    let earlier = |it: &&&'v Judged<'a>| {
        let before = it.verdict.period();
        before.is_some_and(|before| before.end() < period.start())
    };
    let before = *own.iter().filter(told).rfind(earlier)?;
    let changed = before.verdict.state() != now.verdict.state();
    changed.then_some(Change { before, now })
}

/// Where it went, with its place in the order: worse, better, or neither.
fn direction(change: &Change<'_, '_>) -> (u8, &'static str) {
    let rank = |judged: &Judged<'_>| match judged.verdict.state() {
        State::Met => Some(3),
        State::OnTrack => Some(2),
        State::AtRisk => Some(1),
        State::Unmet => Some(0),
        State::Pending | State::NoData | State::NotApplicable | State::Invalid => None,
    };
    match (rank(change.before), rank(change.now)) {
        (Some(before), Some(now)) if now < before => (0, "worse"),
        (Some(before), Some(now)) if now > before => (1, "better"),
        _ => (2, "otherwise"),
    }
}

fn row(change: &Change<'_, '_>, language: Language) -> Vec<CellView> {
    let verdict = &change.now.verdict;
    let (before, now) = (change.before.told(language), change.now.told(language));
    vec![
        CellView::target(
            verdict.target(),
            &titled(verdict, language),
            &anchor(verdict.target()),
        ),
        CellView::text(change.now.entity()),
        CellView::text(labels::word(direction(change).1, language)),
        CellView::text(change.before.period(language)),
        CellView::state(&before),
        CellView::actual(&before),
        CellView::text(change.now.period(language)),
        CellView::state(&now),
        CellView::actual(&now),
        CellView::text(&*now.required),
    ]
}
