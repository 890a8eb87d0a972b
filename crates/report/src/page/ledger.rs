//! The ledger (台账): each target and milestone a row, with who answers, the evidence, and the day of close-out.

use dabiao_core::{Language, SignOffState, State};

use super::judged::Judged;
use super::table::{CellView, Kind, TableView};
use super::targets::{anchor, titled};
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
        entities.filter_map(|own| Some(row(standing_for(own)?, language)))
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
    let standing = judged.standing(None, language);
    let duty = verdict.duty();
    let joined = |names: Vec<&std::sync::Arc<str>>| {
        let names: Vec<_> = names.into_iter().map(|it| clean(it)).collect();
        CellView::text(names.join(words::comma(language)))
    };
    let lead = match verdict.stand_in() {
        Some(stand_in) => CellView::text(clean(stand_in)),
        None => joined(duty.lead.iter().collect()),
    };
    let mut others = Vec::new();
    for name in duty.all_responsible().into_iter().chain(&duty.with) {
        if !others.contains(&name) && !duty.lead.contains(name) {
            others.push(name);
        }
    }
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
        joined(others),
        CellView::state(&standing),
        CellView::actual(&standing),
        CellView::text(evidence(judged, language)),
        CellView::text(closed(judged)),
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
