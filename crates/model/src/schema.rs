//! The schema of a policy's data: what can be submitted, and under which names.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{
    BenchmarkId, Cadence, EntityId, FieldId, HasNames, KindId, Language, MetricId, MilestoneId,
    Named, RecordId, SegmentId, Unit, Units,
};

/// Everything a reader of data has to know of a policy; every table is in the order declared.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Schema {
    /// The units the policy may use.
    pub units: Units,
    /// Kinds of entity: `county`, `city`.
    pub kinds: Vec<Arc<str>>,
    /// Who is assessed.
    pub entities: Named<EntitySchema>,
    /// The figures.
    pub metrics: Named<MetricSchema>,
    /// The tables of cases.
    pub records: Named<RecordSchema>,
    /// What is signed off. A stage is a milestone of its own, named `2.a`.
    pub milestones: Named<MilestoneSchema>,
}

/// An entity: a county, a city, a department.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntitySchema {
    /// Its name, then its aliases.
    pub names: Vec<Arc<str>>,
    /// What it is.
    pub kind: KindId,
    /// What it belongs to.
    pub parent: Option<EntityId>,
}

/// Whether a figure is counted over a period or stands at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Nature {
    /// Counted in a period.
    Flow,
    /// As it stands at a moment; its value for a period is the last one in it.
    Stock,
    /// Counted since some start, read at a moment like a stock.
    Cumulative,
}

/// What the values of a metric are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ValueType {
    /// An exact number in the metric's unit.
    Number,
    /// Yes or no, 是 or 否.
    YesNo,
    /// A calendar day.
    Date,
    /// Any text.
    Text,
}

/// A metric: a figure that is submitted, or derived from others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MetricSchema {
    /// Its name, then its aliases.
    pub names: Vec<Arc<str>>,
    /// What its values are.
    pub value: ValueType,
    /// The unit a figure without one is in, and in which values are shown.
    pub unit: Unit,
    /// The kind of entity it has a figure for; none when there is one figure for the whole policy.
    pub per: Option<KindId>,
    /// How often it is submitted; none when it stands at moments or once.
    pub cadence: Option<Cadence>,
    /// Flow, stock or cumulative.
    pub nature: Nature,
    /// Its segments (低压, 高压), if it is split.
    pub segments: Vec<Arc<str>>,
    /// Named benchmarks that are declared or may be submitted.
    pub benchmarks: Vec<Arc<str>>,
    /// Whether it is computed from others; a derived metric is not submitted.
    pub derived: bool,
}

/// The benchmarks that have a name in both languages: comparisons with other places.
pub const BENCHMARKS: [(&str, &str); 6] = [
    ("province best", "全省最优"),
    ("province average", "全省平均"),
    ("national best", "全国最优"),
    ("national average", "全国平均"),
    ("city best", "全市最优"),
    ("city average", "全市平均"),
];

/// The first name in the script of a language, else the first of all.
fn name_in(names: &[Arc<str>], language: Language) -> &str {
    let is_chinese = |name: &str| name.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let wanted = language == Language::Chinese;
    let found = names.iter().find(|name| is_chinese(name) == wanted);
    found.or(names.first()).map_or("", AsRef::as_ref)
}

/// A record: a table of cases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordSchema {
    /// Its name, then its aliases.
    pub names: Vec<Arc<str>>,
    /// The kind of entity each case belongs to, if any.
    pub per: Option<KindId>,
    /// Its fields, events among them.
    pub fields: Vec<FieldSchema>,
}

/// A field of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldSchema {
    /// Its name, then its aliases.
    pub names: Vec<Arc<str>>,
    /// What it holds.
    pub ty: FieldType,
    /// Whether it is a date that is known before it comes: a deadline, not an event.
    pub planned: bool,
    /// Of a life cycle, the states in which something is done in part only.
    pub partial: Vec<Arc<str>>,
}

/// What a field of a record holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldType {
    /// The day of an event.
    Date,
    /// The minute of an event.
    Time,
    /// Yes or no.
    YesNo,
    /// One of a closed list.
    Category(Vec<Arc<str>>),
    /// Any text.
    Text,
    /// A number in this unit.
    Number(Unit),
}

/// Something that is signed off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MilestoneSchema {
    /// Its id, `2` or `2.a` for a stage, then its title and other names a sign-off may use.
    pub names: Vec<Arc<str>>,
    /// The milestone this is a stage of.
    pub stage_of: Option<MilestoneId>,
    /// The kind of entity that signs off each for itself, if not once for all.
    pub per: Option<KindId>,
}

macro_rules! has_names {
    ($($schema:ty),*) => {$(
        impl HasNames for $schema {
            fn names(&self) -> &[Arc<str>] {
                &self.names
            }

            fn names_mut(&mut self) -> &mut Vec<Arc<str>> {
                &mut self.names
            }
        }
    )*};
}
has_names!(EntitySchema, MetricSchema, RecordSchema, MilestoneSchema);

impl Schema {
    /// The metric of this name or alias.
    pub fn metric(&self, name: &str) -> Option<MetricId> {
        self.metrics.place(name).map(MetricId::from)
    }

    /// The entity of this name or alias.
    pub fn entity(&self, name: &str) -> Option<EntityId> {
        self.entities.place(name).map(EntityId::from)
    }

    /// The record of this name or alias.
    pub fn record(&self, name: &str) -> Option<RecordId> {
        self.records.place(name).map(RecordId::from)
    }

    /// The milestone of this id, title or alias; a stage by `2.a` or by `stage` beside the milestone.
    pub fn milestone(&self, name: &str) -> Option<MilestoneId> {
        self.milestones.place(name).map(MilestoneId::from)
    }

    /// The stage that a dated stage result completes: `2.result`, of the milestone `2` or named itself.
    pub fn stage_result(&self, signed: MilestoneId) -> Option<MilestoneId> {
        let stage_of = self.milestones.get(signed.index())?.stage_of;
        let milestone = stage_of.unwrap_or(signed);
        let id = self.milestones.get(milestone.index())?.names.first()?;
        let result = format!("{id}.result");
        let is_result = |stage: &MilestoneSchema| {
            let own = stage.names.first().is_some_and(|own| **own == *result);
            own && stage.stage_of == Some(milestone)
        };
        let stage = self.milestones.iter().position(is_result);
        let stage = stage.map(MilestoneId::from)?;
        (stage_of.is_none() || stage == signed).then_some(stage)
    }

    /// The first name of an entity, empty for an id of another schema.
    pub fn entity_name(&self, id: EntityId) -> &str {
        self.entities
            .get(id.index())
            .and_then(|e| e.names.first())
            .map_or("", AsRef::as_ref)
    }

    /// The first name of a metric, empty for an id of another schema.
    pub fn metric_name(&self, id: MetricId) -> &str {
        self.metrics
            .get(id.index())
            .and_then(|m| m.names.first())
            .map_or("", AsRef::as_ref)
    }

    /// Whether `entity` is `ancestor` or lies below it.
    pub fn lies_in(&self, entity: EntityId, ancestor: EntityId) -> bool {
        let parent = |id: &EntityId| self.entities.get(id.index()).and_then(|e| e.parent);
        // A chain longer than the table would be a cycle, which no compiled policy has.
        std::iter::successors(Some(entity), parent)
            .take(self.entities.len())
            .any(|id| id == ancestor)
    }
}

impl RecordSchema {
    /// Its name in `language`: the first of its names and aliases in that script, else its name.
    pub fn name(&self, language: Language) -> &str {
        name_in(&self.names, language)
    }
}

impl MetricSchema {
    /// The segment of this name.
    pub fn segment(&self, name: &str) -> Option<SegmentId> {
        self.segments
            .iter()
            .position(|s| s.as_ref() == name)
            .map(SegmentId::from)
    }

    /// The benchmark of this name; one with a name in both languages is found by either.
    ///
    /// ```
    /// use dabiao_model::BENCHMARKS;
    /// assert!(BENCHMARKS.contains(&("province best", "全省最优")));
    /// ```
    pub fn benchmark(&self, name: &str) -> Option<BenchmarkId> {
        let wanted = |known: &Arc<str>| {
            let known = known.as_ref();
            known == name
                || BENCHMARKS.contains(&(known, name))
                || BENCHMARKS.contains(&(name, known))
        };
        self.benchmarks
            .iter()
            .position(wanted)
            .map(BenchmarkId::from)
    }

    /// The name of a benchmark in `language`, where it has one in each.
    pub fn benchmark_name(&self, id: BenchmarkId, language: Language) -> &str {
        let name = self.benchmarks.get(id.index()).map_or("", AsRef::as_ref);
        let twin = BENCHMARKS
            .iter()
            .find(|(en, zh)| *en == name || *zh == name);
        twin.map_or(name, |(en, zh)| language.pick(*en, *zh))
    }

    /// Its name in `language`: the first of its names and aliases in that script, else its name.
    pub fn name(&self, language: Language) -> &str {
        name_in(&self.names, language)
    }
}

impl RecordSchema {
    /// The field of this name or alias.
    pub fn field(&self, name: &str) -> Option<FieldId> {
        let called = |field: &FieldSchema| field.names.iter().any(|it| it.as_ref() == name);
        self.fields.iter().position(called).map(FieldId::from)
    }
}
