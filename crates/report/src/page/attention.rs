//! What wants looking after: what is missed and has not been met since, what is about to be, doubtful, or missing.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use dabiao_core::explain::{Warned, gap_text, suspicion_text};
use dabiao_core::{Assessment, Gap, Language, Period, Ratio, State};

use super::judged::Judged;
use super::labels;
use super::table::{CellView, Kind, MOST, TableView};
use super::watch::{WatchView, watch};
use crate::to_text::lines::part as part_standing;
use crate::words;

/// The most who are named in one row; how many more there are is said.
const MOST_NAMED: usize = 20;

/// What is listed, in the order of the list.
const STATES: [State; 4] = [State::Unmet, State::AtRisk, State::Invalid, State::NoData];

/// What wants looking after.
#[derive(Debug, Default)]
pub(super) struct Attention {
    pub(super) rows: Vec<WatchView>,
    /// How many verdicts found no place in the list.
    pub(super) more: usize,
    /// Of which targets those are: `6.1 (100), 6.2 (98)`.
    pub(super) more_of: String,
    /// How many misses are left out because they were met since.
    pub(super) met_since: usize,
}

/// Verdicts that stand in one row: one, or the missing ones of one target that lack the same thing.
struct Entry<'v, 'a> {
    first: &'v Judged<'a>,
    all: Vec<&'v Judged<'a>>,
    reason: String,
}

/// Unmet first, then at risk, then doubtful, then missing; each in the order of the policy, the latest period first. Where
/// there are too many, each target keeps as many rows as there is room for.
pub(super) fn attention(
    assessment: &Assessment<'_>,
    verdicts: &[&Judged<'_>],
    language: Language,
) -> Attention {
    let mut found = Attention::default();
    let mut targets: Vec<Vec<Entry<'_, '_>>> = Vec::new();
    for own in verdicts.chunk_by(|a, b| a.verdict.target() == b.verdict.target()) {
        let (entries, met_since) = of_target(assessment, own, language);
        found.met_since = found.met_since.saturating_add(met_since);
        targets.push(entries);
    }
    let room = room(&targets.iter().map(Vec::len).collect::<Vec<_>>());
    let mut cut: Vec<String> = Vec::new();
    let mut kept: Vec<Entry<'_, '_>> = Vec::new();
    for mut entries in targets {
        let beyond = entries.split_off(room.min(entries.len()));
        let count = beyond.iter().map(|it| it.all.len()).sum::<usize>();
        if let Some(first) = beyond.first() {
            let id = first.first.verdict.target();
            cut.push(language.pick(format!("{id} ({count})"), format!("{id}（{count}）")));
        }
        found.more = found.more.saturating_add(count);
        kept.extend(entries);
    }
    found.more_of = cut.join(words::comma(language));
    kept.sort_by_key(|it| rank(it.first));
    found.rows = kept.iter().map(|it| row(it, language)).collect();
    found
}

/// The most rows that each target may have, so that there are not too many of all: at least one.
fn room(counts: &[usize]) -> usize {
    let fits = |room: &usize| {
        let rows = counts.iter().map(|count| count.min(room));
        rows.fold(0_usize, |sum, it| sum.saturating_add(*it)) <= MOST
    };
    let most = counts.iter().copied().max().unwrap_or(0);
    (1..=most).take_while(fits).last().unwrap_or(1)
}

fn rank(judged: &Judged<'_>) -> usize {
    let state = judged.verdict.state();
    STATES
        .iter()
        .position(|it| *it == state)
        .unwrap_or(usize::MAX)
}

/// The rows of one target, and how many misses were met since.
fn of_target<'v, 'a>(
    assessment: &Assessment<'_>,
    own: &[&'v Judged<'a>],
    language: Language,
) -> (Vec<Entry<'v, 'a>>, usize) {
    let mut last_met: BTreeMap<Option<&str>, Option<Period>> = BTreeMap::new();
    for judged in own.iter().filter(|it| it.verdict.is_met()) {
        let known = last_met.entry(judged.verdict.entity()).or_default();
        *known = (*known).max(judged.verdict.period());
    }
    let is_met_since = |it: &Judged<'_>| {
        let met = last_met.get(&it.verdict.entity()).copied().flatten();
        let missed = it.verdict.period().zip(met);
        it.verdict.is_unmet() && missed.is_some_and(|(own, met)| met.start() > own.end())
    };
    let told = own.iter().filter(|it| rank(it) < STATES.len());
    let (past, mut told): (Vec<&'v Judged<'a>>, Vec<&'v Judged<'a>>) =
        told.copied().partition(|it| is_met_since(it));
    told.sort_by_key(|it| (rank(it), std::cmp::Reverse(it.verdict.period())));
    let mut entries: Vec<Entry<'v, 'a>> = Vec::new();
    let mut missing: Vec<(String, Vec<&'v Judged<'a>>)> = Vec::new();
    for judged in told {
        let reason = reason(assessment, judged, language);
        if judged.verdict.state() == State::NoData {
            match missing.iter_mut().find(|(known, _)| *known == reason) {
                Some((_, all)) => all.push(judged),
                None => missing.push((reason, vec![judged])),
            }
        } else {
            entries.push(Entry {
                first: judged,
                all: vec![judged],
                reason,
            });
        }
    }
    let missing = missing.into_iter();
    entries.extend(missing.flat_map(|(reason, all)| divided(&reason, &all)));
    (entries, past.len())
}

/// What is missing for the same reason in rows in which each named lacks it in each period: those of whom the same
/// periods are missing stand together.
fn divided<'v, 'a>(reason: &str, all: &[&'v Judged<'a>]) -> Vec<Entry<'v, 'a>> {
    let by_entity = grouped(all.iter().map(|it| (it.verdict.entity(), *it)));
    let by_periods = grouped(by_entity.into_iter().map(|own| {
        let periods = own.iter().map(|it| it.verdict.period());
        (periods.collect::<Vec<_>>(), own)
    }));
    let entries = by_periods.into_iter().filter_map(|own| {
        let all: Vec<&'v Judged<'a>> = own.into_iter().flatten().collect();
        Some(Entry {
            first: all.first()?,
            reason: reason.to_owned(),
            all,
        })
    });
    entries.collect()
}

/// What has the same key together, in the order of the first of each.
fn grouped<K: Ord, T>(all: impl Iterator<Item = (K, T)>) -> Vec<Vec<T>> {
    let mut places: BTreeMap<K, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<T>> = Vec::new();
    for (key, one) in all {
        let place = *places.entry(key).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    groups
}

fn row(entry: &Entry<'_, '_>, language: Language) -> WatchView {
    let by_name = grouped(entry.all.iter().map(|it| (it.verdict.entity(), it)));
    let names = by_name.iter().filter_map(|own| Some(own.first()?.entity()));
    let mut names: Vec<String> = names.collect();
    let periods = entry.all.iter().filter_map(|it| it.verdict.period());
    let periods: BTreeSet<Period> = periods.collect();
    let periods: Vec<Period> = periods.into_iter().collect();
    let beyond = names.len().saturating_sub(MOST_NAMED);
    names.truncate(MOST_NAMED);
    let mut entity = names.join(words::comma(language));
    if beyond > 0 {
        let all = beyond.saturating_add(MOST_NAMED);
        entity.push_str(&language.pick(format!(", … ({all})"), format!("等{all}个")));
    }
    // What has been missing longest was due first.
    let due = entry.all.iter().filter_map(|it| it.verdict.due()).min();
    WatchView {
        entity,
        period: words::periods(&periods, language),
        due: due.map_or(String::new(), |due| due.to_string()),
        reason: entry.reason.clone(),
        ..watch(entry.first, language)
    }
}

/// Why it stands as it does, where its values do not say it. Whose and of when a missing figure is, is said where the
/// verdict is of another or of another time.
pub(super) fn reason(
    assessment: &Assessment<'_>,
    judged: &Judged<'_>,
    language: Language,
) -> String {
    let detail = &judged.detail;
    if judged.verdict.state() == State::AtRisk {
        let warned = detail.warned.iter().map(|it| warned(it, language));
        let mut said: Vec<String> = warned.collect();
        said.dedup();
        return said.join(language.pick("; ", "；"));
    }
    if let Some(why) = detail.suspicion {
        return suspicion_text(assessment.inner(), why, language);
    }
    let program = assessment.inner().program();
    let gap = match detail.gap.clone() {
        Some(Gap::NotSubmitted {
            metric,
            segment,
            source,
            entity,
            period,
            last_known,
        }) => {
            let own = judged.verdict.entity();
            let is_other =
                |it: &dabiao_core::EntityId| Some(program.schema.entity_name(*it)) != own;
            Gap::NotSubmitted {
                metric,
                segment,
                source,
                entity: entity.filter(is_other),
                period: period.filter(|it| Some(*it) != judged.verdict.period()),
                last_known,
            }
        }
        // How it stands says so already.
        Some(Gap::NotSignedOff | Gap::NoEvidence | Gap::Partial) | None => return String::new(),
        Some(other) => other,
    };
    gap_text(program, &gap, language)
}

/// `SME share < 82%`, `30 days or less before the last day`.
fn warned(warned: &Warned, language: Language) -> String {
    match warned {
        Warned::While(part) => {
            let (label, standing) = part_standing(part, language);
            format!("{label} {}", standing.required)
                .trim_end()
                .to_owned()
        }
        Warned::Before(limit) => language.pick(
            format!("{} or less before the last day", limit.en()),
            format!("距期限{}以内", limit.zh()),
        ),
        Warned::PastShareOfTime(share) => {
            let share = (share * &Ratio::whole(100)).digits(2);
            language.pick(
                format!("more than {share}% of the time has passed"),
                format!("时间已过{share}%以上"),
            )
        }
    }
}

/// What wants looking after as a table.
pub(super) fn attention_table(found: &Attention, language: Language) -> TableView {
    let columns = [
        ("target", Kind::Target),
        ("entity", Kind::Text),
        ("period", Kind::Period),
        ("state", Kind::State),
        ("actual", Kind::Actual),
        ("required", Kind::Required),
        ("margin", Kind::Margin),
        ("due", Kind::Day),
        ("reason", Kind::Long),
    ];
    let rows = found.rows.iter().map(|it| {
        let mut cells = it.cells();
        cells.insert(2, CellView::text(&*it.period));
        cells.push(CellView::text(&*it.standing.margin));
        cells.push(CellView::text(&*it.due));
        cells.push(CellView::text(&*it.reason));
        cells
    });
    let mut table = TableView::new(&columns, language).of(rows);
    table.more = found.more;
    table.more_of.clone_from(&found.more_of);
    let mut note = labels::word("points_note", language).to_owned();
    if found.met_since > 0 {
        let said = labels::word("met_since_note", language);
        note.push_str(language.pick(" ", ""));
        let _ = write!(note, "{said}{}{}", words::colon(language), found.met_since);
    }
    table.note = note;
    table.without_empty("reason", language)
}
