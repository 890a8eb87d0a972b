//! The traffic lights: a row a target, a column an entity.

use std::collections::BTreeMap;

use dabiao_core::{Assessment, Language, State};
use serde::Serialize;

use super::judged::Judged;
use super::labels;
use super::targets::{anchor, titled};
use crate::clean::clean;

/// The table.
#[derive(Debug, Default, Serialize)]
pub(super) struct MatrixView {
    /// The entities that anything is judged of, in the order declared.
    pub(super) entities: Vec<String>,
    pub(super) rows: Vec<RowView>,
}

#[derive(Debug, Serialize)]
pub(super) struct RowView {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) anchor: String,
    /// For all together, where it is not judged entity by entity.
    pub(super) common: Option<LightView>,
    /// A light an entity; none for one that is not judged.
    pub(super) lights: Vec<Option<LightView>>,
}

#[derive(Debug, Serialize)]
pub(super) struct LightView {
    pub(super) key: &'static str,
    pub(super) name: &'static str,
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
    let entities = schema.entities.iter().filter_map(|it| it.names.first());
    let entities: Vec<&str> = entities
        .map(AsRef::as_ref)
        .filter(|it| judged(it))
        .collect();
    let rows = verdicts
        .chunk_by(|a, b| a.verdict.target() == b.verdict.target())
        .filter_map(|own| row(own, &entities, language));
    MatrixView {
        rows: rows.collect(),
        entities: entities.iter().map(|it| clean(it).into_owned()).collect(),
    }
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
    let state = judged.verdict.state();
    LightView {
        key: state.key(),
        name: state.name(language),
        sign: labels::sign(state),
        period: judged.period(language),
        actual: judged.standing(judged.detail.interim, language).actual,
    }
}

impl LightView {
    /// Its sign and name.
    pub(super) fn said(&self) -> String {
        format!("{} {}", self.sign, self.name)
    }
}
