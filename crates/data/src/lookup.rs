//! The schema with its names indexed, and the files that places point into.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use dabiao_diagnostics::{At, Cell, Code, Diagnostic};
use dabiao_model::literal::half_width;
use dabiao_model::{EntityId, KindId, MetricId, MilestoneId, Place, Schema, Source};

use crate::headers::single_blanks;
use crate::name_hash::Quick;

/// What every cell is looked up in.
#[derive(Debug)]
pub(crate) struct Lookup<'s> {
    pub(crate) schema: &'s Schema,
    /// The files and sheets read so far; [`Place::source`] counts them.
    pub(crate) sources: Vec<Source>,
    /// Which cells of the table being read are numbers that were never a text.
    pub(crate) numbers: Numbers,
    metrics: Names,
    entities: Names,
    milestones: Names,
    /// For each entity the kinds it is of or has below it.
    kinds_within: Vec<BTreeSet<KindId>>,
    /// For each kind the entities of it, as far as there is only one.
    only: Vec<Option<EntityId>>,
}

/// Which cells of a table are numbers, as far as it matters: one that looks like a month may have lost a zero.
#[derive(Debug, Default)]
pub(crate) enum Numbers {
    #[default]
    None,
    /// Those in these lines and columns.
    Cells(BTreeSet<(u32, u32)>),
    /// All of these columns.
    Columns(BTreeSet<u32>),
}

impl Numbers {
    pub(crate) fn has(&self, place: Place) -> bool {
        match self {
            Self::None => false,
            Self::Cells(cells) => cells.contains(&(place.line, place.column)),
            Self::Columns(columns) => columns.contains(&place.column),
        }
    }
}

impl<'s> Lookup<'s> {
    pub(crate) fn new(schema: &'s Schema) -> Self {
        Self {
            schema,
            sources: Vec::new(),
            numbers: Numbers::default(),
            metrics: Names::new(schema.metrics.iter().map(|metric| &metric.names)),
            entities: Names::new(schema.entities.iter().map(|entity| &entity.names)),
            milestones: Names::new(schema.milestones.iter().map(|milestone| &milestone.names)),
            kinds_within: kinds_within(schema),
            only: (0..schema.kinds.len())
                .map(|kind| only(schema, kind.into()))
                .collect(),
        }
    }

    pub(crate) fn metric(&self, name: &str) -> Option<MetricId> {
        self.metrics.find(name).map(MetricId::from)
    }

    pub(crate) fn entity(&self, name: &str) -> Option<EntityId> {
        self.entities.find(name).map(EntityId::from)
    }

    /// Whether a text is a metric or an entity.
    pub(crate) fn is_known(&self, name: &str) -> bool {
        self.metric(name).is_some() || self.entity(name).is_some()
    }

    /// The entity that is called exactly this.
    #[inline]
    pub(crate) fn entity_exactly(&self, name: &str) -> Option<EntityId> {
        self.entities.exact.get(name).copied().map(EntityId::from)
    }

    pub(crate) fn milestone(&self, name: &str) -> Option<MilestoneId> {
        self.milestones.find(name).map(MilestoneId::from)
    }

    /// The entity of a kind, when the policy has exactly one.
    pub(crate) fn only_of(&self, kind: KindId) -> Option<EntityId> {
        self.only.get(kind.index()).copied().flatten()
    }

    /// Whether an entity is of a kind, or has one of that kind below it.
    pub(crate) fn reaches(&self, entity: EntityId, kind: KindId) -> bool {
        self.kinds_within
            .get(entity.index())
            .is_some_and(|kinds| kinds.contains(&kind))
    }

    /// Whether an entity is the other, or above it.
    pub(crate) fn holds(&self, upper: EntityId, lower: EntityId) -> bool {
        let entities = &self.schema.entities;
        let (mut at, mut steps) = (Some(lower), 0);
        while let Some(entity) = at.filter(|_| steps <= entities.len()) {
            if entity == upper {
                return true;
            }
            at = entities.get(entity.index()).and_then(|it| it.parent);
            steps = steps.saturating_add(1);
        }
        false
    }

    pub(crate) fn kind_name(&self, kind: KindId) -> &'s str {
        self.schema
            .kinds
            .get(kind.index())
            .map_or("", AsRef::as_ref)
    }

    /// A complaint about a place.
    pub(crate) fn wrong(&self, code: &'static Code, place: Place) -> Diagnostic {
        Diagnostic::at(code, At::Cell(self.cell(place)))
    }

    /// Whether a complaint is about this file or sheet.
    pub(crate) fn is_in(&self, wrong: &Diagnostic, source: u32) -> bool {
        let source = self.sources.get(source as usize);
        matches!(&wrong.at, At::Cell(cell) if Some(&cell.source) == source)
    }

    pub(crate) fn cell(&self, place: Place) -> Cell {
        let source = self.sources.get(place.source as usize);
        Cell {
            source: source.cloned().unwrap_or_default(),
            line: place.line,
            column: place.column,
        }
    }
}

fn kinds_within(schema: &Schema) -> Vec<BTreeSet<KindId>> {
    let mut within = vec![BTreeSet::new(); schema.entities.len()];
    for entity in &schema.entities {
        let (mut above, mut steps) = (entity.parent, 0);
        // A chain longer than the table would be a cycle, which no compiled policy has.
        while let Some(parent) = above.filter(|_| steps < schema.entities.len()) {
            if let Some(kinds) = within.get_mut(parent.index()) {
                kinds.insert(entity.kind);
            }
            above = schema
                .entities
                .get(parent.index())
                .and_then(|parent| parent.parent);
            steps = steps.saturating_add(1);
        }
    }
    for (kinds, entity) in within.iter_mut().zip(&schema.entities) {
        kinds.insert(entity.kind);
    }
    within
}

fn only(schema: &Schema, kind: KindId) -> Option<EntityId> {
    let mut of_kind = schema
        .entities
        .iter()
        .enumerate()
        .filter(|(_, entity)| entity.kind == kind);
    let first = of_kind.next().map(|(index, _)| EntityId::from(index));
    first.filter(|_| of_kind.next().is_none())
}

/// Names of one table of the schema, and the row each stands for.
#[derive(Debug, Default)]
struct Names {
    exact: HashMap<Arc<str>, usize, Quick>,
    /// By folded name; nothing where two rows fold to the same.
    folded: BTreeMap<String, Option<usize>>,
}

impl Names {
    fn new<'a>(rows: impl Iterator<Item = &'a Vec<Arc<str>>>) -> Self {
        let mut all = Self::default();
        for (row, names) in rows.enumerate() {
            for name in names {
                all.exact.entry(name.clone()).or_insert(row);
                let folded = all.folded.entry(fold_name(name)).or_insert(Some(row));
                if *folded != Some(row) {
                    *folded = None;
                }
            }
        }
        all
    }

    fn find(&self, name: &str) -> Option<usize> {
        let exact = self.exact.get(name).copied();
        exact.or_else(|| self.folded.get(&fold_name(name)).copied().flatten())
    }
}

/// A name as it is compared: half-width, single blanks, none between Chinese characters. Capitals count.
pub(crate) fn fold_name(name: &str) -> String {
    single_blanks(&half_width(name))
}
