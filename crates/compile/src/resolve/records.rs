//! Records: fields, the order of their events, what counts them.

use std::sync::Arc;

use dabiao_diagnostics::{Diagnostic, register};
use dabiao_model::{FieldSchema, FieldType, RecordSchema, Unit};
use dabiao_syntax::ast::{Field, FieldTypeText, Item, ItemKind, Name, Record, RecordClause};

use crate::compiler::{Compiler, RecordDeclaration};

impl Compiler<'_> {
    pub(super) fn records<'i>(&mut self, items: impl Iterator<Item = &'i Item>) {
        for item in items {
            let ItemKind::Record(record) = &item.kind else {
                continue;
            };
            if self.schema.record(&record.name.text).is_some() {
                self.duplicate(&record.name.text, record.name.span, None);
                continue;
            }
            let schema = self.record_schema(record);
            let declaration = self.record_order(record, &schema);
            self.refuse_event_cycles(record, &schema, &declaration);
            self.schema.records.push(schema);
            self.records.push(declaration);
        }
    }

    fn record_schema(&mut self, record: &Record) -> RecordSchema {
        let mut names: Vec<Arc<str>> = vec![record.name.text.as_str().into()];
        let mut fields: Vec<FieldSchema> = Vec::new();
        for clause in &record.clauses {
            match &clause.kind {
                RecordClause::Alias(alias) => names.push(alias.name.text.as_str().into()),
                RecordClause::Field(field) => {
                    if fields.iter().any(|known| {
                        known
                            .names
                            .iter()
                            .any(|name| name.as_ref() == field.name.text)
                    }) {
                        self.duplicate(&field.name.text, field.name.span, None);
                        continue;
                    }
                    let alias = field
                        .alias
                        .as_ref()
                        .map(|alias| Arc::from(alias.text.as_str()));
                    let names = std::iter::once(Arc::from(field.name.text.as_str()))
                        .chain(alias)
                        .collect();
                    fields.push(FieldSchema {
                        names,
                        ty: self.field_type(&field.ty),
                        planned: field.ty == FieldTypeText::PlannedDate,
                        partial: partial_states(&field.ty),
                    });
                }
                RecordClause::CountedBy(_) | RecordClause::Steps(_) | RecordClause::Cite(_) => {}
            }
        }
        let per = record.per.as_ref().and_then(|per| self.known_kind(per));
        RecordSchema { names, per, fields }
    }

    fn field_type(&mut self, ty: &FieldTypeText) -> FieldType {
        match ty {
            FieldTypeText::Date | FieldTypeText::PlannedDate => FieldType::Date,
            FieldTypeText::Time => FieldType::Time,
            FieldTypeText::YesNo => FieldType::YesNo,
            FieldTypeText::Text => FieldType::Text,
            FieldTypeText::Category(words) => {
                FieldType::Category(words.iter().map(|word| word.text.as_str().into()).collect())
            }
            FieldTypeText::States(states) => {
                let words = states.iter().map(|state| state.name.text.as_str().into());
                FieldType::Category(words.collect())
            }
            FieldTypeText::Number(None) => FieldType::Number(Unit::number()),
            FieldTypeText::Number(Some(name)) => FieldType::Number(
                self.unit(&name.text, name.span)
                    .unwrap_or_else(Unit::number),
            ),
        }
    }

    /// The order of events must begin somewhere.
    fn refuse_event_cycles(
        &mut self,
        record: &Record,
        schema: &RecordSchema,
        declaration: &RecordDeclaration,
    ) {
        let before = |field: &usize| declaration.after.get(*field).copied().flatten();
        for (index, field) in schema.fields.iter().enumerate() {
            let mut earlier =
                std::iter::successors(before(&index), before).take(schema.fields.len());
            if earlier.any(|other| other == index) {
                let name = field.names.first().map_or("", AsRef::as_ref).to_owned();
                let diagnostic = Diagnostic::new(&register::EVENT_CYCLE, record.name.span);
                self.report(diagnostic.with("name", name));
                return;
            }
        }
    }

    fn record_order(&mut self, record: &Record, schema: &RecordSchema) -> RecordDeclaration {
        let mut declaration = RecordDeclaration {
            after: vec![None; schema.fields.len()],
            ..RecordDeclaration::default()
        };
        for clause in &record.clauses {
            match &clause.kind {
                RecordClause::Steps(steps) => {
                    let steps = steps.iter().filter_map(|step| self.event(schema, step));
                    declaration.steps = steps.collect();
                }
                RecordClause::Field(field) => {
                    declaration.states.extend(life_cycle(schema, field));
                    let Some(after) = &field.after else { continue };
                    let earlier = self.event(schema, after);
                    let own = schema
                        .field(&field.name.text)
                        .map(dabiao_model::FieldId::index);
                    if let Some(slot) = own.and_then(|own| declaration.after.get_mut(own)) {
                        *slot = earlier;
                    }
                }
                RecordClause::CountedBy(name) => declaration.counted_by = self.event(schema, name),
                RecordClause::Alias(_) | RecordClause::Cite(_) => {}
            }
        }
        declaration
    }

    /// The index of a field, reported when the record has none of this name.
    pub(crate) fn field(&mut self, record: &RecordSchema, name: &Name) -> Option<usize> {
        if let Some(id) = record.field(&name.text) {
            return Some(id.index());
        }
        let known = record
            .fields
            .iter()
            .flat_map(|field| &field.names)
            .map(AsRef::as_ref);
        let nearest = dabiao_diagnostics::nearest::known(&name.text, known);
        let record = record.names.first().map_or("", AsRef::as_ref);
        let diagnostic =
            Diagnostic::new(&register::UNKNOWN_FIELD, name.span).with("record", record);
        self.report(
            diagnostic
                .with("name", name.text.as_str())
                .with("nearest", nearest),
        );
        None
    }

    /// The index of a field that holds a date or time.
    pub(crate) fn event(&mut self, record: &RecordSchema, name: &Name) -> Option<usize> {
        let index = self.field(record, name)?;
        let is_event = record
            .fields
            .get(index)
            .is_some_and(|field| is_event(&field.ty));
        if !is_event {
            self.wrong_field(
                record,
                index,
                name.span,
                "an event (date or time)",
                "事件（日期或时刻）",
            );
        }
        is_event.then_some(index)
    }

    /// Reports a field of the wrong type.
    pub(crate) fn wrong_field(
        &mut self,
        record: &RecordSchema,
        index: usize,
        span: dabiao_diagnostics::Span,
        en: &str,
        zh: &str,
    ) {
        let Some(field) = record.fields.get(index) else {
            return;
        };
        let name = field.names.first().map_or("", AsRef::as_ref).to_owned();
        let (is_en, is_zh) = match &field.ty {
            FieldType::Date => ("a date", "日期"),
            FieldType::Time => ("a time", "时刻"),
            FieldType::YesNo => ("yes or no", "是否"),
            FieldType::Category(_) => ("a category", "类别"),
            FieldType::Text => ("a text", "文本"),
            FieldType::Number(_) => ("a number", "数"),
        };
        let diagnostic = Diagnostic::new(&register::WRONG_FIELD, span).with("field", name);
        let diagnostic = diagnostic.with("what", dabiao_model::Text::new(is_en, is_zh));
        self.report(diagnostic.with("wanted", dabiao_model::Text::new(en, zh)));
    }
}

/// A field whose words are the states of a life cycle, and which of them are done in part only.
fn life_cycle(schema: &RecordSchema, field: &Field) -> Option<(usize, Vec<bool>)> {
    let FieldTypeText::States(states) = &field.ty else {
        return None;
    };
    let index = schema.field(&field.name.text)?.index();
    Some((index, states.iter().map(|state| state.partial).collect()))
}

/// The states of a life cycle in which something is done in part only.
fn partial_states(ty: &FieldTypeText) -> Vec<Arc<str>> {
    let FieldTypeText::States(states) = ty else {
        return Vec::new();
    };
    let partial = states.iter().filter(|state| state.partial);
    partial
        .map(|state| state.name.text.as_str().into())
        .collect()
}

/// Whether a field holds the day or minute of an event.
pub(crate) fn is_event(ty: &FieldType) -> bool {
    matches!(ty, FieldType::Date | FieldType::Time)
}
