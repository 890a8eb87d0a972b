//! Who stands where: counts by entity and by responsible unit, and who is behind with what.

use std::collections::BTreeMap;

use dabiao_core::{Assessment, Language, Ratio, State};

use super::judged::Judged;
use super::labels;
use super::table::{CellView, Kind, TableView};
use super::targets::titled;
use crate::clean::clean;
use crate::words;

/// Names with what belongs to them, in the order in which they are first met.
struct Grouped<'v, 'a>(Vec<(String, Vec<&'v Judged<'a>>)>);

impl<'v, 'a> Grouped<'v, 'a> {
    fn by(verdicts: &[&'v Judged<'a>], names: impl Fn(&'v Judged<'a>) -> Vec<String>) -> Self {
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        let mut found: Vec<(String, Vec<&'v Judged<'a>>)> = Vec::new();
        for judged in verdicts {
            for name in names(judged) {
                let next = found.len();
                let place = *places.entry(name.clone()).or_insert(next);
                match found.get_mut(place) {
                    Some((_, own)) => own.push(judged),
                    None => found.push((name, vec![judged])),
                }
            }
        }
        Self(found)
    }

    /// Adds what belongs to none of the names under a word of the page, so that the counts add up.
    fn add<'i>(
        &mut self,
        word: &str,
        rest: impl Iterator<Item = &'i &'v Judged<'a>>,
        language: Language,
    ) where
        'v: 'i,
        'a: 'i,
    {
        let rest: Vec<&'v Judged<'a>> = rest.copied().collect();
        if !rest.is_empty() {
            let name = labels::word(word, language).to_owned();
            self.0.push((name, rest));
        }
    }
}

/// Counts of each entity, in the order declared, and of what is judged of none of them.
pub(super) fn entities(
    assessment: &Assessment<'_>,
    verdicts: &[&Judged<'_>],
    language: Language,
) -> TableView {
    let mut grouped = Grouped::by(verdicts, entity);
    let schema = &assessment.inner().program().schema;
    let declared: BTreeMap<String, usize> = (0..)
        .zip(&schema.entities)
        .filter_map(|(place, it)| Some((clean(it.names.first()?).into_owned(), place)))
        .collect();
    grouped
        .0
        .sort_by_key(|(name, _)| declared.get(name).copied());
    let rest = verdicts.iter().filter(|it| it.verdict.entity().is_none());
    grouped.add("of_no_entity", rest, language);
    let mut table = counts(&grouped, "entity", language);
    labels::word("share_note", language).clone_into(&mut table.note);
    table
}

/// Counts of each unit that leads, in the order of the policy, and of what nobody leads; nothing where nobody leads anything.
pub(super) fn units(verdicts: &[&Judged<'_>], language: Language) -> TableView {
    let mut grouped = Grouped::by(verdicts, leads);
    if grouped.0.is_empty() {
        return counts(&grouped, "lead", language);
    }
    let rest = verdicts.iter().filter(|it| leads(it).is_empty());
    grouped.add("led_by_none", rest, language);
    let mut table = counts(&grouped, "lead", language);
    labels::word("leads_note", language).clone_into(&mut table.note);
    table
}

/// Who has unmet verdicts, those with most first, with the targets: an entity, or the units that lead where one figure
/// stands for all.
pub(super) fn behind(verdicts: &[&Judged<'_>], language: Language) -> TableView {
    let unmet = verdicts.iter().filter(|it| it.verdict.is_unmet());
    let unmet: Vec<&Judged<'_>> = unmet.copied().collect();
    let mut grouped = Grouped::by(&unmet, |it| {
        let entity = entity(it);
        if entity.is_empty() { leads(it) } else { entity }
    });
    grouped
        .0
        .sort_by_key(|(_, own)| std::cmp::Reverse(own.len()));
    let columns = [
        ("party", Kind::Text),
        ("unmet", Kind::Count),
        ("with_what", Kind::Long),
    ];
    let rows = grouped.0.iter().map(|(name, own)| {
        let targets = own.chunk_by(|a, b| a.verdict.target() == b.verdict.target());
        let named = targets.filter_map(|of_target| {
            let first = of_target.first()?;
            let periods = of_target.iter().map(|it| it.period(language));
            let periods: Vec<String> = periods.filter(|it| !it.is_empty()).collect();
            let periods = periods.join(words::comma(language));
            let name = format!(
                "{} {}",
                first.verdict.target(),
                titled(&first.verdict, language)
            );
            if periods.is_empty() {
                return Some(name);
            }
            Some(language.pick(
                format!("{name} ({periods})"),
                format!("{name}（{periods}）"),
            ))
        });
        let named: Vec<String> = named.collect();
        vec![
            CellView::text(name),
            CellView::text(own.len().to_string()),
            CellView::text(named.join(language.pick("; ", "；"))),
        ]
    });
    TableView::new(&columns, language).of(rows)
}

fn entity(judged: &Judged<'_>) -> Vec<String> {
    let entity = judged.verdict.entity();
    entity.iter().map(|it| clean(it).into_owned()).collect()
}

/// Who leads, or stands in for one that cannot.
fn leads(judged: &Judged<'_>) -> Vec<String> {
    let verdict = &judged.verdict;
    match verdict.stand_in() {
        Some(stand_in) => vec![clean(stand_in).into_owned()],
        None => verdict
            .lead()
            .iter()
            .map(|it| clean(it).into_owned())
            .collect(),
    }
}

/// A column for each state that occurs, and the share of those due and decided that is met.
fn counts(grouped: &Grouped<'_, '_>, by: &str, language: Language) -> TableView {
    let count = |own: &[&Judged<'_>], state: State| {
        own.iter().filter(|it| it.verdict.state() == state).count()
    };
    let occurs = |state: &State| grouped.0.iter().any(|(_, own)| count(own, *state) > 0);
    let states: Vec<State> = State::ALL.into_iter().filter(occurs).collect();
    let mut columns = vec![
        (labels::word(by, language), Kind::Text),
        (labels::word("count", language), Kind::Count),
    ];
    let aimed = |own: &[&Judged<'_>]| own.iter().filter(|it| it.is_missed_aim()).count();
    let any_aimed = grouped.0.iter().any(|(_, own)| aimed(own) > 0);
    for state in &states {
        columns.push((state.name(language), Kind::Count));
        if any_aimed && *state == State::Unmet {
            columns.push((labels::word("of_best_effort", language), Kind::Count));
        }
    }
    columns.push((labels::word("share_met", language), Kind::Number));
    let rows = grouped.0.iter().map(|(name, own)| {
        let number = |count: usize| CellView::text(count.to_string());
        let mut cells = vec![CellView::text(name), number(own.len())];
        for state in &states {
            cells.push(number(count(own, *state)));
            if any_aimed && *state == State::Unmet {
                cells.push(number(aimed(own)));
            }
        }
        cells.push(CellView::text(share(
            count(own, State::Met),
            count(own, State::Unmet),
        )));
        cells
    });
    TableView::named(&columns).of(rows)
}

/// `66.7%`; nothing where none is decided.
pub(super) fn share(met: usize, unmet: usize) -> String {
    let of = |count: usize| Ratio::whole(i128::try_from(count).unwrap_or(0));
    let decided = of(met.saturating_add(unmet));
    let share = of(met.saturating_mul(100)).checked_div(&decided);
    share.map_or(String::new(), |it| format!("{}%", it.digits(1)))
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn a_share_is_of_those_decided() {
        assert_eq!(share(2, 1), "66.7%");
        assert_eq!(share(3, 0), "100%");
        assert_eq!(share(0, 0), "");
    }
}
