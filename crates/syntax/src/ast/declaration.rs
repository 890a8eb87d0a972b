//! The clauses of items that declare and have no list of clauses of their own.

use super::{Alias, Clause, Str};

/// A clause of a unit, parameter, entity, group, table of metrics or note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeclarationClause {
    /// Entities and groups: `alias …` | `别名 …`.
    Alias(Alias),
    /// `cite 06-a` | `出处 06-a`: ids of `clauses.csv`.
    Cite(Vec<Str>),
}

/// The other names among the clauses of an entity or group.
pub fn aliases(clauses: &[Clause<DeclarationClause>]) -> impl Iterator<Item = &Alias> {
    clauses.iter().filter_map(|clause| match &clause.kind {
        DeclarationClause::Alias(alias) => Some(alias),
        DeclarationClause::Cite(_) => None,
    })
}
