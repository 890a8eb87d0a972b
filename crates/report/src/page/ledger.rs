//! The ledger (台账): each target and milestone a row, with who answers, the evidence, and the day of close-out.

use dabiao_core::explain::Evidence;
use dabiao_core::{Assessment, Gap, Language, SignOffState, State};

use super::attention::reason;
use super::judged::{Judged, StandingView};
use super::table::{CellView, Kind, TableView};
use super::targets::{anchor, others, titled};
use crate::clean::clean;
use crate::words;

/// The most places that a row names of one evidence; the derivation has them all.
const MOST_PLACES: usize = 3;

/// The most pieces of evidence that a row names; how many more there are is said.
const MOST_EVIDENCE: usize = 12;

pub(super) fn ledger(
    assessment: &Assessment<'_>,
    verdicts: &[&Judged<'_>],
    language: Language,
) -> TableView {
    let columns = [
        ("target", Kind::Target),
        ("clause", Kind::Text),
        ("entity", Kind::Text),
        ("period", Kind::Period),
        ("required", Kind::Required),
        ("due", Kind::Day),
        ("lead", Kind::Text),
        ("supports", Kind::Long),
        ("state", Kind::State),
        ("actual", Kind::Actual),
        ("evidence", Kind::Long),
        ("closed", Kind::Day),
        ("reason", Kind::Long),
    ];
    let targets = verdicts.chunk_by(|a, b| a.verdict.target() == b.verdict.target());
    let rows = targets.flat_map(|of_target| {
        let entities = of_target.chunk_by(|a, b| a.verdict.entity() == b.verdict.entity());
        let judged = entities.filter_map(|own| standing_for(own));
        judged.flat_map(|it| {
            let parts = it.parts(language);
            let parts = parts.map(|(label, standing)| part(&label, &standing));
            std::iter::once(row(assessment, it, language)).chain(parts)
        })
    });
    let table = TableView::new(&columns, language).of(rows);
    table.without_empty("reason", language)
}

/// The last verdict that says something, else the first that is due.
fn standing_for<'v, 'a>(own: &[&'v Judged<'a>]) -> Option<&'v Judged<'a>> {
    let told = own.iter().rfind(|it| it.verdict.state() != State::Pending);
    told.or(own.first()).copied()
}

fn row(assessment: &Assessment<'_>, judged: &Judged<'_>, language: Language) -> Vec<CellView> {
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
        CellView::text(reason(assessment, judged, language)),
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
        none(),
    ]
}

/// What is named as evidence, and where it stands; of cases how many there are; else where figures and sign-off stand.
fn evidence(judged: &Judged<'_>, language: Language) -> String {
    let found = judged.verdict.evidence();
    let mut pieces: Vec<(String, Vec<&str>)> = Vec::new();
    for one in &found {
        let named = named(one, is_wanting(judged), language);
        if !pieces.iter().any(|(known, _)| *known == named) {
            pieces.push((named.clone(), Vec::new()));
        }
        let piece = pieces.iter_mut().find(|(known, _)| *known == named);
        let places = piece.map(|(_, places)| places);
        if let Some(places) = places.filter(|it| !it.contains(&&*one.at)) {
            places.push(&one.at);
        }
    }
    // What is only a place stands behind what says something.
    pieces.sort_by_key(|(named, _)| named.is_empty());
    let more = pieces.len().saturating_sub(MOST_EVIDENCE);
    let said = pieces.iter().take(MOST_EVIDENCE);
    let said = said.map(|(named, places)| {
        let places = listed(places, language);
        if named.is_empty() {
            return places;
        }
        language.pick(
            format!("{named} ({places})"),
            format!("{named}（{places}）"),
        )
    });
    let more = (more > 0).then(|| words::and_more(more, language));
    let said: Vec<String> = said.chain(more).collect();
    said.join(language.pick("; ", "；"))
}

/// What is said of a piece of evidence before its places.
fn named(one: &Evidence, is_wanting: bool, language: Language) -> String {
    match (&one.text, one.cases) {
        (Some(text), _) => clean(text).into_owned(),
        (None, Some(1)) => language.pick("1 case", "台账1条").to_owned(),
        (None, Some(count)) => language.pick(format!("{count} cases"), format!("台账{count}条")),
        (None, None) if is_wanting => language.pick("no evidence", "未附依据").to_owned(),
        (None, None) => String::new(),
    }
}

fn listed(places: &[&str], language: Language) -> String {
    let more = if places.len() > MOST_PLACES {
        " …"
    } else {
        ""
    };
    let places = places.iter().take(MOST_PLACES);
    let places: Vec<_> = places.map(|it| clean(it)).collect();
    format!("{}{more}", places.join(words::comma(language)))
}

/// Whether it is signed off without the evidence that it requires, and so not closed.
fn is_wanting(judged: &Judged<'_>) -> bool {
    judged.detail.gap == Some(Gap::NoEvidence)
}

/// The day of the sign-off that closes it.
fn closed(judged: &Judged<'_>) -> String {
    let signoff = judged.detail.signoff.as_ref();
    let done = signoff.filter(|it| it.state == SignOffState::Done && !is_wanting(judged));
    done.and_then(|it| it.date)
        .map_or(String::new(), |day| day.to_string())
}
