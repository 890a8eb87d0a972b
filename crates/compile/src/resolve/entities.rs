//! Entities in their levels, and groups of them.

use std::sync::Arc;

use dabiao_diagnostics::{Diagnostic, nearest, register};
use dabiao_model::{EntityId, EntitySchema, KindId};
use dabiao_syntax::ast::{Alias, Entity, Group, GroupMember, Item, ItemKind, Name, Names, aliases};

use crate::compiler::{self, Compiler};

/// What `per` names beside kinds of entities.
const PERIODS: [&str; 8] = [
    "month",
    "quarter",
    "half-year",
    "year",
    "月",
    "季度",
    "半年",
    "年",
];

impl Compiler<'_> {
    pub(super) fn entities<'i>(&mut self, items: impl Iterator<Item = &'i Item>) {
        let declared: Vec<&Entity> = items
            .filter_map(|item| match &item.kind {
                ItemKind::Entity(entity) => Some(entity.as_ref()),
                _ => None,
            })
            .collect();
        for entity in &declared {
            self.declare_entities(entity);
        }
        for entity in &declared {
            self.place_entities(entity);
        }
        self.refuse_cycles(&declared);
    }

    fn declare_entities(&mut self, entity: &Entity) {
        let kind = self.intern_kind(&entity.kind.text);
        for name in &entity.names {
            if self.schema.entity(&name.text).is_some() {
                self.duplicate(&name.text, name.span, None);
                continue;
            }
            let names = vec![Arc::from(name.text.as_str())];
            self.schema.entities.push(EntitySchema {
                names,
                kind,
                parent: None,
            });
        }
        for alias in aliases(&entity.clauses) {
            self.alias_entity(entity, alias);
        }
    }

    fn alias_entity(&mut self, entity: &Entity, alias: &Alias) {
        let of = alias.of.as_ref().or_else(|| entity.names.first());
        let Some(id) = of.and_then(|of| self.schema.entity(&of.text)) else {
            if let Some(of) = of {
                self.unknown_entity(of);
            }
            return;
        };
        if self.schema.entity(&alias.name.text).is_some() {
            self.duplicate(&alias.name.text, alias.name.span, None);
        } else {
            let name = alias.name.text.as_str().into();
            self.schema.entities.add_name(id.index(), name);
        }
    }

    fn intern_kind(&mut self, name: &str) -> KindId {
        let known = self
            .schema
            .kinds
            .iter()
            .position(|kind| kind.as_ref() == name);
        KindId::from(known.unwrap_or_else(|| {
            self.schema.kinds.push(name.into());
            self.schema.kinds.len().saturating_sub(1)
        }))
    }

    fn place_entities(&mut self, entity: &Entity) {
        let Some(parent) = &entity.parent else { return };
        let Some(id) = self.schema.entity(&parent.text) else {
            self.unknown_entity(parent);
            return;
        };
        for name in &entity.names {
            let child = self.schema.entity(&name.text);
            if let Some(child) = child.and_then(|child| self.schema.entities.get_mut(child.index()))
            {
                child.parent = Some(id);
            }
        }
    }

    fn refuse_cycles(&mut self, declared: &[&Entity]) {
        for name in declared.iter().flat_map(|entity| &entity.names) {
            let Some(id) = self.schema.entity(&name.text) else {
                continue;
            };
            let parent = |id: &EntityId| {
                self.schema
                    .entities
                    .get(id.index())
                    .and_then(|entity| entity.parent)
            };
            let above = std::iter::successors(parent(&id), parent).take(self.schema.entities.len());
            if above.into_iter().any(|other| other == id) {
                self.report(
                    Diagnostic::new(&register::ENTITY_CYCLE, name.span)
                        .with("name", name.text.as_str()),
                );
            }
        }
    }

    pub(super) fn groups<'i>(&mut self, items: impl Iterator<Item = &'i Item>) {
        let declared: Vec<&Group> = items
            .filter_map(|item| match &item.kind {
                ItemKind::Group(group) => Some(group.as_ref()),
                _ => None,
            })
            .collect();
        for group in &declared {
            if self.group(&group.name.text).is_some()
                || self.schema.entity(&group.name.text).is_some()
            {
                self.duplicate(&group.name.text, group.name.span, None);
                continue;
            }
            let aliases = aliases(&group.clauses).map(|alias| alias.name.text.as_str());
            let names = std::iter::once(group.name.text.as_str())
                .chain(aliases)
                .map(Arc::from)
                .collect();
            self.groups.push(compiler::Group {
                names,
                members: Vec::new(),
                open: group.open,
            });
        }
        // Groups may name groups: as many rounds as there are groups settle every chain.
        for round in 0..declared.len().max(1) {
            let last = round.saturating_add(1) == declared.len().max(1);
            for group in &declared {
                let members = self.members(group, last);
                let slot = self
                    .groups
                    .iter_mut()
                    .find(|known| known.names.iter().any(|n| n.as_ref() == group.name.text));
                if let Some(slot) = slot {
                    slot.members = members;
                }
            }
        }
    }

    fn members(&mut self, group: &Group, report: bool) -> Vec<EntityId> {
        let mut members = Vec::new();
        for member in &group.members {
            let found = match member {
                GroupMember::One(name) => {
                    match (self.schema.entity(&name.text), self.group(&name.text)) {
                        (Some(id), _) => vec![id],
                        (None, Some(group)) => group.members.clone(),
                        (None, None) => {
                            if report {
                                self.unknown_entity(name);
                            }
                            Vec::new()
                        }
                    }
                }
                GroupMember::Every(kind) => {
                    if let Some(kind) = self.kind(&kind.text) {
                        self.of_kind(kind)
                    } else {
                        if report {
                            self.unknown_kind(kind);
                        }
                        Vec::new()
                    }
                }
            };
            members.extend(found);
        }
        members.sort_unstable();
        members.dedup();
        members
    }

    /// The group of a name.
    pub(crate) fn group(&self, name: &str) -> Option<&compiler::Group> {
        self.groups
            .iter()
            .find(|group| group.names.iter().any(|known| known.as_ref() == name))
    }

    /// The kind of a name.
    pub(crate) fn kind(&self, name: &str) -> Option<KindId> {
        self.schema
            .kinds
            .iter()
            .position(|kind| kind.as_ref() == name)
            .map(KindId::from)
    }

    /// The entities of a kind, in the order declared.
    pub(crate) fn of_kind(&self, kind: KindId) -> Vec<EntityId> {
        let all = self.schema.entities.iter().enumerate();
        all.filter(|(_, entity)| entity.kind == kind)
            .map(|(index, _)| EntityId::from(index))
            .collect()
    }

    /// The kind of a name, reported when there is none.
    pub(crate) fn known_kind(&mut self, name: &Name) -> Option<KindId> {
        let kind = self.kind(&name.text);
        if kind.is_none() {
            self.unknown_kind(name);
        }
        kind
    }

    fn unknown_kind(&mut self, name: &Name) {
        let kinds = || self.schema.kinds.iter().map(AsRef::as_ref);
        // `per` is followed by a period as well.
        let meant = nearest::nearest(&name.text, kinds().chain(PERIODS));
        let hint = meant.map_or_else(|| nearest::listed(kinds()), nearest::did_you_mean);
        let diagnostic = Diagnostic::new(&register::UNKNOWN_KIND, name.span);
        self.report(
            diagnostic
                .with("name", name.text.as_str())
                .with("nearest", hint),
        );
    }

    fn unknown_entity(&mut self, name: &Name) {
        let known = self.entity_names();
        self.unknown(&register::UNKNOWN_ENTITY, name, &known);
    }

    /// The names of all entities and groups.
    pub(crate) fn entity_names(&self) -> Vec<Arc<str>> {
        let entities = self
            .schema
            .entities
            .iter()
            .flat_map(|entity| entity.names.iter().cloned());
        entities
            .chain(
                self.groups
                    .iter()
                    .flat_map(|group| group.names.iter().cloned()),
            )
            .collect()
    }

    /// The entities that names stand for: entities, groups, kinds.
    pub(crate) fn expand(&mut self, names: &Names) -> Vec<EntityId> {
        let mut entities = Vec::new();
        for name in &names.names {
            match self.who(&name.text) {
                Some(found) => entities.extend(found),
                None => self.unknown_entity(name),
            }
        }
        entities.sort_unstable();
        entities.dedup();
        entities
    }

    /// The entities that one name stands for.
    pub(crate) fn who(&self, name: &str) -> Option<Vec<EntityId>> {
        let entity = self.schema.entity(name).map(|id| vec![id]);
        entity
            .or_else(|| self.group(name).map(|group| group.members.clone()))
            .or_else(|| self.kind(name).map(|kind| self.of_kind(kind)))
    }
}
