//! Which clauses of the document have become something, and which rules rest on no clause.

use std::collections::BTreeMap;
use std::sync::Arc;

use dabiao_compile::hir;
use dabiao_model::{Citation, ClauseRole, SourceClause};

/// How far the clauses of a document and the items of a policy account for each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// Every clause of the document, in its order.
    pub clauses: Vec<CoveredClause>,
    /// The rules that rest on no clause, in the order written.
    pub rules_without_clause: Vec<Standing>,
    /// The names of clauses that do not exist: the policy's in the order written, then the data's.
    pub unknown: Vec<UnknownCite>,
    /// The items of higher-level policies that nothing here refines.
    pub upper_items_left: Vec<UpperItem>,
}

/// An item of a higher-level policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpperItem {
    /// What its policy is called here.
    pub policy: Arc<str>,
    /// Its id.
    pub id: Arc<str>,
    /// Its title.
    pub title: Option<Arc<str>>,
}

/// A clause with what stands for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoveredClause {
    /// The clause.
    pub clause: SourceClause,
    /// What stands for it, the policy's items as written, then rows of data; none when it is not accounted for.
    pub by: Vec<Standing>,
}

/// Something that stands for a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// What it makes of the clause.
    pub role: ClauseRole,
    /// What it is called; empty for a row of data.
    pub name: Arc<str>,
    /// Where it is: `plan.dabiao:12:1`, `figures.csv:3`.
    pub at: Arc<str>,
}

/// A clause that is named and does not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownCite {
    /// The id as written.
    pub cited: Citation,
    /// The nearest id that exists.
    pub nearest: Option<Arc<str>>,
}

impl Coverage {
    /// How many clauses are accounted for.
    pub fn accounted(&self) -> usize {
        self.clauses
            .iter()
            .filter(|clause| !clause.by.is_empty())
            .count()
    }

    /// How many clauses have each role, in the order of [`ClauseRole::NAMES`]. A clause may have several.
    pub fn by_role(&self) -> Vec<(ClauseRole, usize)> {
        let count = |role: ClauseRole| {
            self.clauses
                .iter()
                .filter(|clause| clause.roles().any(|it| it == role))
                .count()
        };
        ClauseRole::NAMES
            .iter()
            .map(|(role, ..)| (*role, count(*role)))
            .collect()
    }

    /// The clauses that nothing stands for.
    pub fn unaccounted(&self) -> impl Iterator<Item = &SourceClause> {
        self.clauses
            .iter()
            .filter(|clause| clause.by.is_empty())
            .map(|clause| &clause.clause)
    }
}

impl CoveredClause {
    /// What it has become, each role once.
    pub fn roles(&self) -> impl Iterator<Item = ClauseRole> {
        ClauseRole::NAMES
            .iter()
            .map(|(role, ..)| *role)
            .filter(|role| self.by.iter().any(|it| it.role == *role))
    }
}

/// Sets the clauses of a document beside the items of a policy and the rows submitted for them, `data`.
///
/// A clause is accounted for by every item that names it in a `cite` of its own, by a note that is called after it,
/// and by a row that names it. A task's `cite` makes the clause a setting; the targets that have it from the task rest
/// on a clause, but the clause is not theirs.
pub fn coverage(policy: &hir::Policy, clauses: &[SourceClause], data: &[Citation]) -> Coverage {
    let places: BTreeMap<&str, usize> = clauses
        .iter()
        .enumerate()
        .map(|(index, clause)| (clause.id.as_ref(), index))
        .collect();
    let mut covered: Vec<CoveredClause> = clauses
        .iter()
        .map(|clause| CoveredClause {
            clause: clause.clone(),
            by: Vec::new(),
        })
        .collect();
    let mut unknown = Vec::new();
    let mut stand = |citation: &Citation, standing: Standing| {
        let place = places.get(citation.clause.as_ref());
        match place.and_then(|index| covered.get_mut(*index)) {
            Some(clause) if clause.by.contains(&standing) => {}
            Some(clause) => clause.by.push(standing),
            None => unknown.push(UnknownCite {
                cited: citation.clone(),
                nearest: nearest(&citation.clause, clauses),
            }),
        }
    };
    for item in &policy.citing {
        for citation in &item.cites {
            stand(citation, standing(item));
        }
    }
    for citation in data {
        let row = Standing {
            role: ClauseRole::Datum,
            name: "".into(),
            at: citation.at.clone(),
        };
        stand(citation, row);
    }
    let alone = |item: &&hir::Citing| item.role.is_rule() && item.cites.is_empty() && !item.shares;
    Coverage {
        clauses: covered,
        rules_without_clause: policy.citing.iter().filter(alone).map(standing).collect(),
        unknown,
        upper_items_left: upper_items_left(policy),
    }
}

fn upper_items_left(policy: &hir::Policy) -> Vec<UpperItem> {
    let mut left = Vec::new();
    for (index, upper) in policy.uppers.iter().enumerate() {
        let refined = |id: &str| {
            let mut below = policy.refinements.iter();
            below.any(|it| it.upper == index && it.item.as_ref() == id)
        };
        let items = upper.items.iter().filter(|(id, _)| !refined(id));
        left.extend(items.map(|(id, title)| UpperItem {
            policy: upper.name.clone(),
            id: id.clone(),
            title: title.clone(),
        }));
    }
    left
}

fn standing(item: &hir::Citing) -> Standing {
    Standing {
        role: item.role,
        name: item.name.clone(),
        at: item.place.clone(),
    }
}

fn nearest(id: &str, clauses: &[SourceClause]) -> Option<Arc<str>> {
    let ids = clauses.iter().map(|clause| clause.id.as_ref());
    dabiao_diagnostics::nearest::nearest(id, ids).map(Arc::from)
}
