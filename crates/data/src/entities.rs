//! Whose a figure, a case or a sign-off is.

use std::sync::Arc;

use dabiao_diagnostics::register::{
    EMPTY_CELL, ENTITY_NOT_WANTED, SUBMITTED_ENTITY_KIND, UNKNOWN_SUBMITTED_ENTITY,
};
use dabiao_model::{EntityId, KindId, Text};

use crate::findings::Wrong;
use crate::lookup::Lookup;
use crate::nearest::{known_rows, listed, shown};
use crate::raw::RawCell;

/// What a thing asks of its entity.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Whose<'a> {
    /// The metric, record or milestone, as messages name it.
    pub(crate) subject: &'a str,
    /// The kind of entity it is per.
    pub(crate) per: Option<KindId>,
    /// Who may stand in for one of that kind.
    pub(crate) accepts: Accepts,
}

/// Which entities beside those of the kind are accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Accepts {
    /// Only those of the kind.
    Kind,
    /// What one of the kind belongs to, too: a parent's own figure.
    Parents,
    /// A parent, or nobody: a benchmark is everybody's.
    Nobody,
}

/// The entity of a cell; an empty one means the only entity of the kind.
pub(crate) fn entity(
    lookup: &Lookup<'_>,
    cell: RawCell<'_>,
    whose: Whose<'_>,
) -> Result<Option<EntityId>, Wrong> {
    match (whose.per, cell.is_empty()) {
        (None, true) => Ok(None),
        (Some(_), true) if whose.accepts == Accepts::Nobody => Ok(None),
        (Some(kind), true) => match lookup.only_of(kind) {
            Some(only) => Ok(Some(only)),
            None => Err(empty(lookup, cell, whose, kind)),
        },
        (None, false) => Err(Box::new(
            lookup
                .wrong(&ENTITY_NOT_WANTED, cell.place)
                .with("subject", whose.subject)
                .with("entity", shown(cell.text)),
        )),
        (Some(kind), false) => named(lookup, cell, whose, kind).map(Some),
    }
}

/// Whether a cell names somebody, of whatever kind, or nobody.
pub(crate) fn known_entity(lookup: &Lookup<'_>, cell: RawCell<'_>) -> Result<(), Wrong> {
    if cell.is_empty() || lookup.entity(cell.text).is_some() {
        return Ok(());
    }
    let all = lookup.schema.entities.iter();
    Err(unknown(lookup, cell, all.map(|it| it.names.as_slice())))
}

fn unknown<'a>(
    lookup: &Lookup<'_>,
    cell: RawCell<'_>,
    names: impl Iterator<Item = &'a [Arc<str>]> + Clone,
) -> Wrong {
    let wrong = lookup.wrong(&UNKNOWN_SUBMITTED_ENTITY, cell.place);
    let wrong = wrong.with("entity", shown(cell.text));
    Box::new(wrong.with("known", known_rows(cell.text, names)))
}

fn named(
    lookup: &Lookup<'_>,
    cell: RawCell<'_>,
    whose: Whose<'_>,
    wanted: KindId,
) -> Result<EntityId, Wrong> {
    let Some(id) = lookup.entity(cell.text) else {
        return Err(unknown(lookup, cell, names_within(lookup, wanted)));
    };
    let found = lookup
        .schema
        .entities
        .get(id.index())
        .map(|entity| entity.kind);
    let fits =
        found == Some(wanted) || (whose.accepts != Accepts::Kind && lookup.reaches(id, wanted));
    if fits {
        return Ok(id);
    }
    Err(Box::new(
        lookup
            .wrong(&SUBMITTED_ENTITY_KIND, cell.place)
            .with("entity", shown(cell.text))
            .with("found", found.map_or("", |kind| lookup.kind_name(kind)))
            .with("subject", whose.subject)
            .with("wanted", lookup.kind_name(wanted))
            .with("remedy", remedy(whose.accepts, lookup.kind_name(wanted))),
    ))
}

fn remedy(accepts: Accepts, kind: &str) -> Text {
    match accepts {
        Accepts::Kind => Text::new(
            format!("Name one of the kind {kind}."),
            format!("请填写“{kind}”一级的主体。"),
        ),
        Accepts::Parents | Accepts::Nobody => Text::new(
            format!("Name one of the kind {kind}, or what it belongs to."),
            format!("请填写“{kind}”一级的主体，或其上级主体。"),
        ),
    }
}

fn empty(lookup: &Lookup<'_>, cell: RawCell<'_>, whose: Whose<'_>, kind: KindId) -> Wrong {
    let (subject, kind_name) = (whose.subject, lookup.kind_name(kind));
    let reason = Text::new(
        format!("“{subject}” is per {kind_name}, and there is more than one"),
        format!("“{subject}”按“{kind_name}”统计，且不止一个"),
    );
    let listed = listed(names_of(lookup, kind));
    let remedy = Text::new(
        format!("Say whose it is. {}", listed.en),
        format!("请填写主体。{}", listed.zh),
    );
    Box::new(
        lookup
            .wrong(&EMPTY_CELL, cell.place)
            .with("column", Text::new("entity", "主体"))
            .with("reason", reason)
            .with("remedy", remedy),
    )
}

/// The first names of the entities of a kind.
fn names_of<'a>(lookup: &'a Lookup<'_>, kind: KindId) -> impl Iterator<Item = &'a str> + Clone {
    let of_kind = lookup
        .schema
        .entities
        .iter()
        .filter(move |entity| entity.kind == kind);
    of_kind.filter_map(|entity| entity.names.first().map(AsRef::as_ref))
}

/// The names of those a figure of the kind may be of.
fn names_within<'a>(
    lookup: &'a Lookup<'_>,
    kind: KindId,
) -> impl Iterator<Item = &'a [Arc<str>]> + Clone {
    let entities = lookup.schema.entities.iter().enumerate();
    let fitting = entities.filter(move |(index, _)| lookup.reaches((*index).into(), kind));
    fitting.map(|(_, entity)| entity.names.as_slice())
}
