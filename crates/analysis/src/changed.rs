//! Which clauses of a policy's text changed, and which of them a rule rests on.

mod clause;

use std::collections::{BTreeMap, BTreeSet};

use dabiao_diagnostics::Sources;
use dabiao_model::Language;
use dabiao_syntax::ast::Module;
use dabiao_syntax::format::RecordNames;

use clause::{Block, Name, blocks};

/// The files of a text.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    /// Their trees.
    pub modules: &'a [Module],
    /// What the trees were read from.
    pub sources: &'a Sources,
}

/// A clause as it is formatted, and where it stands: `plan.dabiao:12:3`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The clause.
    pub text: String,
    /// Where.
    pub place: String,
}

/// The clauses in which an item differs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changed {
    /// Those that the old text alone has.
    pub old: Vec<Said>,
    /// Those that the new text alone has.
    pub new: Vec<Said>,
}

impl Changed {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.old.is_empty() && self.new.is_empty()
    }
}

/// Two texts of a policy, item by item.
#[derive(Debug)]
pub struct Changes {
    old: Vec<Block>,
    new: Vec<Block>,
}

impl Changes {
    /// Reads two texts; their clauses are told in `language`.
    pub fn of(old: Text<'_>, new: Text<'_>, language: Language) -> Self {
        let read = |text: Text<'_>| {
            let names = RecordNames::collect(text.modules);
            blocks(text, &names, language)
        };
        Self {
            old: read(old),
            new: read(new),
        }
    }

    /// The changed clauses that a rule rests on: its own first, then those of what it reads, of what that reads, of the
    /// checks and tasks that speak of it, and of the policy. The rule is known by its id and its places in the texts.
    pub fn behind(&self, id: &str, old: Option<&str>, new: Option<&str>) -> Vec<Changed> {
        let own = |blocks: &'_ [Block], place: Option<&str>| -> Option<usize> {
            let place = place?;
            blocks.iter().position(|it| it.is_rule && it.place == place)
        };
        let (was, is) = (own(&self.old, old), own(&self.new, new));
        let (was, is) = (
            was.and_then(|it| self.old.get(it)),
            is.and_then(|it| self.new.get(it)),
        );
        let reached = self.reached(id, was.into_iter().chain(is));
        let mut found = vec![changed(was, is)];
        let mut seen = BTreeSet::new();
        for block in self.new.iter().chain(&self.old) {
            if block.is_rule || !reached.contains(&block.name) || !seen.insert(&block.name) {
                continue;
            }
            let of = |blocks: &'_ [Block]| blocks.iter().position(|it| it.name == block.name);
            let (was, is) = (of(&self.old), of(&self.new));
            found.push(changed(
                was.and_then(|it| self.old.get(it)),
                is.and_then(|it| self.new.get(it)),
            ));
        }
        found.retain(|changed| !changed.is_empty());
        found
    }

    /// What rules rest on, as far as names tell.
    fn reached<'b>(&'b self, id: &str, rules: impl Iterator<Item = &'b Block>) -> BTreeSet<Name> {
        let mut names: BTreeSet<&str> = BTreeSet::new();
        for rule in rules {
            names.extend(rule.reads.iter().map(String::as_str));
        }
        let mut reached: BTreeSet<Name> = BTreeSet::new();
        loop {
            let before = reached.len();
            for block in self.old.iter().chain(&self.new) {
                if block.is_rule || reached.contains(&block.name) || !block.bears(id, &names) {
                    continue;
                }
                reached.insert(block.name.clone());
                names.extend(block.reads.iter().map(String::as_str));
            }
            if reached.len() == before {
                return reached;
            }
        }
    }
}

/// The clauses that one has and the other has not, each as often as it stands more there.
fn changed(old: Option<&Block>, new: Option<&Block>) -> Changed {
    let mut balance: BTreeMap<&str, isize> = BTreeMap::new();
    let lines = |block: Option<&'_ Block>| -> Vec<Said> {
        block.map_or_else(Vec::new, |it| it.says.clone())
    };
    let (was, is) = (lines(old), lines(new));
    for said in &was {
        let count = balance.entry(&said.text).or_default();
        *count = count.saturating_sub(1);
    }
    for said in &is {
        let count = balance.entry(&said.text).or_default();
        *count = count.saturating_add(1);
    }
    let more = |said: &&Said| balance.get(said.text.as_str()).is_some_and(|it| *it > 0);
    let fewer = |said: &&Said| balance.get(said.text.as_str()).is_some_and(|it| *it < 0);
    Changed {
        old: was.iter().filter(fewer).cloned().collect(),
        new: is.iter().filter(more).cloned().collect(),
    }
}
