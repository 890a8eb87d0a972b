//! The traffic lights: a row a target, a column an entity.

use std::collections::BTreeMap;

use dabiao_core::{Assessment, Language, State, Verdict};
use serde::Serialize;

use super::labels;
use super::targets::{anchor, titled};
use crate::clean::clean;
use crate::to_text::lines::standing;

/// The table.
#[derive(Debug, Default, Serialize)]
pub(super) struct MatrixView {
    /// The entities that anything is judged of, in the order declared.
    entities: Vec<String>,
    rows: Vec<RowView>,
}

#[derive(Debug, Serialize)]
struct RowView {
    id: String,
    title: String,
    anchor: String,
    /// For all together, where it is not judged entity by entity.
    common: Option<LightView>,
    /// A light an entity; none for one that is not judged.
    lights: Vec<Option<LightView>>,
}

#[derive(Debug, Serialize)]
struct LightView {
    key: &'static str,
    name: &'static str,
    sign: &'static str,
    period: String,
    actual: String,
}

pub(super) fn matrix(
    assessment: &Assessment<'_>,
    verdicts: &[Verdict<'_>],
    language: Language,
) -> MatrixView {
    let schema = &assessment.inner().program().schema;
    let judged = |name: &str| verdicts.iter().any(|it| it.entity() == Some(name));
    let entities = schema.entities.iter().filter_map(|it| it.names.first());
    let entities: Vec<&str> = entities
        .map(AsRef::as_ref)
        .filter(|it| judged(it))
        .collect();
    let rows = verdicts
        .chunk_by(|a, b| a.target() == b.target())
        .filter_map(|own| row(own, &entities, language));
    MatrixView {
        rows: rows.collect(),
        entities: entities.iter().map(|it| clean(it).into_owned()).collect(),
    }
}

fn row(own: &[Verdict<'_>], entities: &[&str], language: Language) -> Option<RowView> {
    let mut latest: BTreeMap<Option<&str>, &Verdict<'_>> = BTreeMap::new();
    for verdict in own {
        let said = verdict.state() != State::Pending;
        // What stands there gives way to what is later and decided, or to anything if it is pending itself.
        latest
            .entry(verdict.entity())
            .and_modify(|known| {
                if said || known.state() == State::Pending {
                    *known = verdict;
                }
            })
            .or_insert(verdict);
    }
    let first = own.first()?;
    let light = |entity: Option<&str>| latest.get(&entity).map(|it| light(it, language));
    Some(RowView {
        id: first.target().to_owned(),
        title: titled(first, language),
        anchor: anchor(first.target()),
        common: light(None),
        lights: entities.iter().map(|it| light(Some(it))).collect(),
    })
}

fn light(verdict: &Verdict<'_>, language: Language) -> LightView {
    let (period, detail) = (verdict.period(), verdict.detail());
    LightView {
        key: verdict.state().key(),
        name: verdict.state().name(language),
        sign: labels::sign(verdict.state()),
        period: period.map_or(String::new(), |it| it.text(language)),
        actual: standing(verdict, &detail, detail.interim, language).actual,
    }
}
