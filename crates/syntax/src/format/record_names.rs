//! The records of a policy with their fields, to tell `contract` from `signed` in `contract signed`.

use std::collections::{BTreeMap, BTreeSet};

use crate::ast::{self, ItemKind, RecordClause};

/// Records with their fields and aliases, collected from all files of a policy.
///
/// ```
/// use dabiao_syntax::format::RecordNames;
/// assert_eq!(RecordNames::default().split("contract signed"), None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RecordNames {
    fields_by_record: BTreeMap<String, BTreeSet<String>>,
}

impl RecordNames {
    /// Collects the records that `modules` declare, each under its name and its aliases.
    pub fn collect<'a>(modules: impl IntoIterator<Item = &'a ast::Module>) -> Self {
        let mut names = Self::default();
        for item in modules.into_iter().flat_map(|module| &module.items) {
            if let ItemKind::Record(record) = &item.kind {
                names.add(record);
            }
        }
        names
    }

    fn add(&mut self, record: &ast::Record) {
        let mut records = vec![record.name.text.as_str()];
        let mut fields = BTreeSet::new();
        for clause in &record.clauses {
            match &clause.kind {
                RecordClause::Alias(alias) => records.push(alias.name.text.as_str()),
                RecordClause::Field(field) => {
                    fields.insert(field.name.text.to_string());
                    fields.extend(field.alias.as_ref().map(|alias| alias.text.to_string()));
                }
                RecordClause::CountedBy(_) | RecordClause::Steps(_) | RecordClause::Cite(_) => {}
            }
        }
        for record in records {
            self.fields_by_record
                .entry(record.to_owned())
                .or_default()
                .extend(fields.iter().cloned());
        }
    }

    /// Whether there is no record.
    pub(crate) fn is_empty(&self) -> bool {
        self.fields_by_record.is_empty()
    }

    /// Whether a record has this name.
    pub(super) fn has(&self, record: &str) -> bool {
        self.fields_by_record.contains_key(record)
    }

    /// Splits a run of words into the record's name, as long as possible, and what stands behind it.
    ///
    /// A record that has such a field is preferred to a longer one that has none. Nothing when the text
    /// is a record's name as a whole or begins with none.
    pub fn split<'t>(&self, subject: &'t str) -> Option<(&'t str, &'t str)> {
        if self.fields_by_record.contains_key(subject) {
            return None;
        }
        let blanks = subject.char_indices().rev().filter(|(_, c)| *c == ' ');
        let mut splits = blanks.filter_map(|(place, _)| {
            let (record, field) = subject.split_at_checked(place)?;
            Some((
                record,
                field.trim_start(),
                self.fields_by_record.get(record)?,
            ))
        });
        let longest = splits.next()?;
        let declared =
            |(_, field, fields): &(&str, &str, &BTreeSet<String>)| fields.contains(*field);
        let (record, field, _) = if declared(&longest) {
            longest
        } else {
            splits.find(declared).unwrap_or(longest)
        };
        Some((record, field))
    }
}
