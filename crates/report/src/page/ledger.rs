//! The ledger (台账): each target and milestone a row, with who answers, the evidence, and the day of close-out.

use dabiao_core::{Language, SignOffState, State};

use super::judged::{Judged, StandingView};
use super::table::{CellView, Kind, TableView};
use super::targets::{anchor, others, titled};
use crate::clean::clean;
use crate::words;

/// The most places of evidence that a row names; the derivation has them all.
const MOST_PLACES: usize = 3;

pub(super) fn ledger(verdicts: &[&Judged<'_>], language: Language) -> TableView {
    let columns = [
        ("target", Kind::Target),
        ("clause", Kind::Text),
        ("entity", Kind::Text),
        ("period", Kind::Text),
        ("required", Kind::Required),
        ("due", Kind::Day),
        ("lead", Kind::Text),
        ("supports", Kind::Long),
        ("state", Kind::State),
        ("actual", Kind::Actual),
        ("evidence", Kind::Long),
        ("closed", Kind::Day),
    ];
    let targets = verdicts.chunk_by(|a, b| a.verdict.target() == b.verdict.target());
    let rows = targets.flat_map(|of_target| {
        let entities = of_target.chunk_by(|a, b| a.verdict.entity() == b.verdict.entity());
        let judged = entities.filter_map(|own| standing_for(own));
        judged.flat_map(|it| {
            let parts = it.parts(language);
            let parts = parts.map(|(label, standing)| part(&label, &standing));
            std::iter::once(row(it, language)).chain(parts)
        })
    });
    TableView::new(&columns, language).of(rows)
}

/// The last verdict that says something, else the first that is due.
fn standing_for<'v, 'a>(own: &[&'v Judged<'a>]) -> Option<&'v Judged<'a>> {
    let told = own.iter().rfind(|it| it.verdict.state() != State::Pending);
    told.or(own.first()).copied()
}

fn row(judged: &Judged<'_>, language: Language) -> Vec<CellView> {
    let verdict = &judged.verdict;
    let standing = judged.told(language);
    let duty = verdict.duty();
    let joined = |names: Vec<&std::sync::Arc<str>>| {
        let names: Vec<_> = names.into_iter().map(|it| clean(it)).collect();
        CellView::text(names.join(words::comma(language)))
    };
    let lead = match verdict.stand_in() {
        Some(stand_in) => CellView::text(clean(stand_in)),
        None => joined(duty.lead.iter().collect()),
    };
    vec![
        CellView::target(
            verdict.target(),
            &titled(verdict, language),
            &anchor(verdict.target()),
        ),
        joined(duty.cite.iter().collect()),
        CellView::text(judged.entity()),
        CellView::text(judged.period(language)),
        CellView::text(&*standing.required),
        CellView::text(judged.due()),
        lead,
        CellView::text(others(verdict, language)),
        CellView::state(&standing),
        CellView::actual(&standing),
        CellView::text(evidence(judged, language)),
        CellView::text(closed(judged)),
    ]
}

/// A part of the row above, with what is asked of it and how it stands; all else the row above says.
fn part(label: &str, standing: &StandingView) -> Vec<CellView> {
    let none = CellView::default;
    vec![
        CellView::part(label, 3),
        none(),
        none(),
        none(),
        CellView::text(&*standing.required),
        none(),
        none(),
        none(),
        CellView::state(standing),
        CellView::actual(standing),
        none(),
        none(),
    ]
}

/// Where the figures and the sign-off stand.
fn evidence(judged: &Judged<'_>, language: Language) -> String {
    let detail = &judged.detail;
    let signed = detail.signoff.iter().filter_map(|it| it.at.as_deref());
    let mut places: Vec<&str> = Vec::new();
    for place in signed.chain(detail.inputs.iter().map(|it| it.at.as_str())) {
        if !places.contains(&place) {
            places.push(place);
        }
        if places.len() > MOST_PLACES {
            break;
        }
    }
    let more = if places.len() > MOST_PLACES {
        " …"
    } else {
        ""
    };
    places.truncate(MOST_PLACES);
    let places: Vec<_> = places.into_iter().map(clean).collect();
    format!("{}{more}", places.join(words::comma(language)))
}

/// The day of the sign-off that closes it.
fn closed(judged: &Judged<'_>) -> String {
    let signoff = judged.detail.signoff.as_ref();
    let done = signoff.filter(|it| it.state == SignOffState::Done);
    done.and_then(|it| it.date)
        .map_or(String::new(), |day| day.to_string())
}
