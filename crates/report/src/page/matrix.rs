//! The traffic lights: a row a target, a column an entity.

use std::collections::BTreeMap;
use std::ops::Range;

use dabiao_core::{Assessment, Language, State};
use serde::Serialize;

use super::judged::Judged;
use super::targets::{anchor, titled};
use crate::clean::clean;

/// The most entities that stand beside each other on a page of paper.
const MOST_COLUMNS: usize = 9;

/// The table.
#[derive(Debug, Default, Serialize)]
pub(super) struct MatrixView {
    /// The entities that anything is judged of, in the order declared.
    pub(super) entities: Vec<String>,
    pub(super) rows: Vec<RowView>,
    /// The same in tables that fit on paper, each with the rows that have a light in it.
    blocks: Vec<BlockView>,
}

/// Some of the entities, and all together where anything is judged of all.
#[derive(Debug, Serialize)]
struct BlockView {
    /// Whether there is a column of all together.
    common: bool,
    entities: Vec<String>,
    rows: Vec<RowView>,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct RowView {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) anchor: String,
    /// For all together, where it is not judged entity by entity.
    pub(super) common: Option<LightView>,
    /// A light an entity; none for one that is not judged.
    pub(super) lights: Vec<Option<LightView>>,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct LightView {
    pub(super) key: &'static str,
    pub(super) name: String,
    pub(super) sign: &'static str,
    pub(super) period: String,
    pub(super) actual: String,
}

pub(super) fn matrix(
    assessment: &Assessment<'_>,
    verdicts: &[&Judged<'_>],
    language: Language,
) -> MatrixView {
    let schema = &assessment.inner().program().schema;
    let judged = |name: &str| verdicts.iter().any(|it| it.verdict.entity() == Some(name));
    let named = schema.entities.iter();
    let named = named.filter_map(|it| Some((it.names.first()?.as_ref(), it.kind)));
    let (entities, kinds): (Vec<&str>, Vec<_>) = named.filter(|(name, _)| judged(name)).unzip();
    let rows = verdicts
        .chunk_by(|a, b| a.verdict.target() == b.verdict.target())
        .filter_map(|own| row(own, &entities, language));
    let rows: Vec<RowView> = rows.collect();
    let entities: Vec<String> = entities.iter().map(|it| clean(it).into_owned()).collect();
    MatrixView {
        blocks: blocks(&entities, &columns(&kinds), &rows),
        rows,
        entities,
    }
}

/// The columns of each block: entities of one kind stay together where they can, and small kinds share a block.
fn columns<K: PartialEq>(kinds: &[K]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut from = 0_usize;
    for own in kinds.chunk_by(|a, b| a == b) {
        for part in own.chunks(MOST_COLUMNS) {
            let to = from.saturating_add(part.len());
            match found.last_mut() {
                Some(last) if to.saturating_sub(last.start) <= MOST_COLUMNS => last.end = to,
                _ => found.push(from..to),
            }
            from = to;
        }
    }
    found
}

fn blocks(entities: &[String], columns: &[Range<usize>], rows: &[RowView]) -> Vec<BlockView> {
    let all = Range::default();
    let columns = if columns.is_empty() {
        std::slice::from_ref(&all)
    } else {
        columns
    };
    let has_common = rows.iter().any(|row| row.common.is_some());
    let blocks = columns.iter().enumerate().map(|(index, own)| {
        let common = index == 0 && has_common;
        let own_rows = rows.iter().map(|row| RowView {
            common: row.common.clone().filter(|_| common),
            lights: row.lights.get(own.clone()).unwrap_or_default().to_vec(),
            ..row.clone()
        });
        let is_told =
            |row: &RowView| row.common.is_some() || row.lights.iter().any(Option::is_some);
        BlockView {
            common,
            entities: entities.get(own.clone()).unwrap_or_default().to_vec(),
            rows: own_rows.filter(is_told).collect(),
        }
    });
    blocks.filter(|block| !block.rows.is_empty()).collect()
}

fn row(own: &[&Judged<'_>], entities: &[&str], language: Language) -> Option<RowView> {
    let mut latest: BTreeMap<Option<&str>, &Judged<'_>> = BTreeMap::new();
    for judged in own {
        let said = judged.verdict.state() != State::Pending;
        // What stands there gives way to what is later and decided, or to anything if it is pending itself.
        latest
            .entry(judged.verdict.entity())
            .and_modify(|known| {
                if said || known.verdict.state() == State::Pending {
                    *known = judged;
                }
            })
            .or_insert(judged);
    }
    let first = &own.first()?.verdict;
    let light = |entity: Option<&str>| latest.get(&entity).map(|it| light(it, language));
    Some(RowView {
        id: first.target().to_owned(),
        title: titled(first, language),
        anchor: anchor(first.target()),
        common: light(None),
        lights: entities.iter().map(|it| light(Some(it))).collect(),
    })
}

fn light(judged: &Judged<'_>, language: Language) -> LightView {
    let standing = judged.standing(judged.detail.interim, language);
    LightView {
        key: standing.key,
        name: standing.name,
        sign: standing.sign,
        period: judged.period(language),
        actual: standing.actual,
    }
}

impl LightView {
    /// Its sign and name.
    pub(super) fn said(&self) -> String {
        format!("{} {}", self.sign, self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::columns;

    #[test]
    fn small_kinds_share_a_block_and_large_ones_are_divided() {
        let kinds = |counts: &[usize]| -> Vec<usize> {
            let kinds = counts.iter().enumerate();
            kinds.flat_map(|(kind, count)| vec![kind; *count]).collect()
        };
        assert_eq!(columns(&kinds(&[1, 6, 7, 7])), [0..7, 7..14, 14..21]);
        assert_eq!(columns(&kinds(&[1, 8, 2])), [0..9, 9..11]);
        assert_eq!(columns(&kinds(&[20])), [0..9, 9..18, 18..20]);
        assert!(columns::<usize>(&[]).is_empty());
    }
}
