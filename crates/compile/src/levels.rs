//! How grave diagnostics are in a policy and which are excused: what its `level` and `allow` say.

use std::collections::BTreeMap;

use dabiao_diagnostics::{At, Code, Diagnostic, Diagnostics, FileId, Severity, Sources, Span};
use dabiao_diagnostics::{nearest, register};
use dabiao_syntax::ast::{Allow, Clause, Id, Item, ItemKind, LevelText, Module, PolicyClause};

/// The levels and exceptions of one policy.
#[derive(Debug, Clone, Default)]
pub struct Levels {
    levels: Vec<(&'static Code, Severity)>,
    allowances: Vec<Allowance>,
}

/// A code that is not to be reported.
#[derive(Debug, Clone)]
struct Allowance {
    code: &'static Code,
    /// Of which item; none for the whole policy.
    of: Option<Of>,
    /// Where it is written.
    span: Span,
    /// Whether it stands in a file of which only the declarations count.
    imported: bool,
    /// Whether it can be taken out with its line.
    alone: bool,
}

/// An item by its place, and by its id as findings of an evaluation know it.
#[derive(Debug, Clone)]
struct Of {
    span: Span,
    id: Option<String>,
}

impl Levels {
    /// What the modules say, and what is wrong with it.
    pub fn of(modules: &[Module], sources: &Sources) -> (Self, Diagnostics) {
        let (mut found, mut wrong) = (Self::default(), Diagnostics::new());
        for module in modules {
            let imported = sources
                .get(module.file)
                .is_some_and(dabiao_diagnostics::SourceFile::is_imported);
            for item in &module.items {
                if let ItemKind::Policy(policy) = &item.kind
                    && !imported
                {
                    found.levels(&policy.clauses, &mut wrong);
                }
                for allow in &item.allows {
                    let alone = sources.stands_alone(allow.span);
                    found.allowance(item, allow, (imported, alone), &mut wrong);
                }
            }
        }
        (found, wrong)
    }

    fn levels(&mut self, clauses: &[Clause<PolicyClause>], wrong: &mut Diagnostics) {
        for clause in clauses {
            let PolicyClause::Level(id, level) = &clause.kind else {
                continue;
            };
            let level = match level {
                LevelText::Error => Severity::Error,
                LevelText::Warning => Severity::Warning,
                LevelText::Note => Severity::Note,
            };
            match known(id) {
                Ok(code) if code.severity == Severity::Error && level != Severity::Error => {
                    wrong.push(not_to_be_allowed(code, id));
                }
                Ok(code) if self.levels.iter().any(|(other, _)| *other == code) => {
                    let repeated = Diagnostic::new(&register::REPEATED_CLAUSE, clause.span);
                    wrong.push(repeated.with("clause", format!("level {}", code.id)));
                }
                Ok(code) => self.levels.push((code, level)),
                Err(unknown) => wrong.push(*unknown),
            }
        }
    }

    fn allowance(
        &mut self,
        item: &Item,
        allow: &Clause<Allow>,
        (imported, alone): (bool, bool),
        wrong: &mut Diagnostics,
    ) {
        let code = match known(&allow.kind.code) {
            Ok(code) if code.severity == Severity::Error => {
                return wrong.push(not_to_be_allowed(code, &allow.kind.code));
            }
            Ok(code) => code,
            Err(unknown) => return wrong.push(*unknown),
        };
        let of = (!matches!(item.kind, ItemKind::Policy(_))).then(|| Of {
            span: item.span,
            id: id_of(item),
        });
        self.allowances.push(Allowance {
            code,
            of,
            span: allow.span,
            imported,
            alone,
        });
    }

    /// The diagnostics of a policy without what is excused, each as grave as the policy says; and beside them the
    /// exceptions that excuse nothing. With errors some of what they excuse may not have been found yet.
    #[must_use]
    pub fn judge(&self, found: Diagnostics) -> Diagnostics {
        let mut used = vec![false; self.allowances.len()];
        let excuses = Excuses::of(&self.allowances);
        let mut judged = Diagnostics::new();
        for diagnostic in found {
            if !excuses.cover(&diagnostic, &mut used) {
                judged.push(diagnostic);
            }
        }
        if !judged.has_errors() {
            let idle = self
                .allowances
                .iter()
                .zip(used)
                .filter(|(it, used)| !used && !it.imported && is_of_policies(it.code));
            judged.extend(idle.map(|(it, _)| {
                let found =
                    Diagnostic::new(&register::EXCUSES_NOTHING, it.span).with("code", it.code.id);
                if it.alone { found.fix("", true) } else { found }
            }));
        }
        judged.into_iter().map(|it| self.levelled(it)).collect()
    }

    /// The same of what an evaluation found.
    #[must_use]
    pub fn judge_findings(&self, found: Diagnostics) -> Diagnostics {
        let mut used = vec![false; self.allowances.len()];
        let excuses = Excuses::of(&self.allowances);
        let kept = found.into_iter().filter(|it| !excuses.cover(it, &mut used));
        kept.map(|it| self.levelled(it)).collect()
    }

    fn levelled(&self, mut diagnostic: Diagnostic) -> Diagnostic {
        let level = self
            .levels
            .iter()
            .find(|(code, _)| *code == diagnostic.code);
        if let Some((_, severity)) = level {
            diagnostic.severity = *severity;
        }
        diagnostic
    }
}

/// Exceptions by what they cover, so that each diagnostic finds its own among many. Numbers count the exceptions.
struct Excuses<'a> {
    of_all: BTreeMap<&'static str, Vec<usize>>,
    /// By code and the place where the item begins: items do not overlap.
    by_place: BTreeMap<(&'static str, FileId, u32), (Span, Vec<usize>)>,
    by_id: BTreeMap<(&'static str, &'a str), Vec<usize>>,
}

impl<'a> Excuses<'a> {
    fn of(allowances: &'a [Allowance]) -> Self {
        let mut excuses = Self {
            of_all: BTreeMap::new(),
            by_place: BTreeMap::new(),
            by_id: BTreeMap::new(),
        };
        for (number, allowance) in allowances.iter().enumerate() {
            let code = allowance.code.id;
            let Some(of) = &allowance.of else {
                excuses.of_all.entry(code).or_default().push(number);
                continue;
            };
            let place = (code, of.span.file, of.span.start);
            let at_place = excuses.by_place.entry(place);
            at_place.or_insert((of.span, Vec::new())).1.push(number);
            if let Some(id) = &of.id {
                excuses.by_id.entry((code, id)).or_default().push(number);
            }
        }
        excuses
    }

    /// Whether an exception covers it; those that do are marked as used.
    fn cover(&self, diagnostic: &Diagnostic, used: &mut [bool]) -> bool {
        let code = diagnostic.code.id;
        let of_item = if let At::Span(span) = &diagnostic.at {
            let until = (code, span.file, span.start);
            let before = self.by_place.range((code, span.file, 0)..=until);
            let nearest = before.map(|(_, at_place)| at_place).next_back();
            nearest
                .filter(|(item, _)| span.start < item.end && span.end <= item.end)
                .map(|(_, numbers)| numbers)
        } else {
            let id = diagnostic.item.as_deref();
            id.and_then(|id| self.by_id.get(&(code, id)))
        };
        let of_all = self.of_all.get(code);
        let covering = of_item.into_iter().chain(of_all).flatten();
        for number in covering.clone() {
            if let Some(used) = used.get_mut(*number) {
                *used = true;
            }
        }
        covering.count() > 0
    }
}

/// Whether compiling finds it; what only data shows may come up another day.
fn is_of_policies(code: &Code) -> bool {
    code.id.starts_with(['S', 'N', 'T', 'L'])
}

fn known(id: &Id) -> Result<&'static Code, Box<Diagnostic>> {
    register::find(&id.text).ok_or_else(|| {
        let names: Vec<&str> = register::all().flat_map(|it| [it.id, it.name]).collect();
        let unknown = Diagnostic::new(&register::UNKNOWN_CODE, id.span)
            .with("name", id.text.as_str())
            .with("nearest", nearest::known(&id.text, names.iter().copied()));
        Box::new(unknown)
    })
}

fn not_to_be_allowed(code: &'static Code, id: &Id) -> Diagnostic {
    Diagnostic::new(&register::NOT_TO_BE_ALLOWED, id.span)
        .with("code", format!("{} {}", code.id, code.name))
}

/// The id that verdicts, checks, escalations and scores are known by.
fn id_of(item: &Item) -> Option<String> {
    let id = match &item.kind {
        ItemKind::Target(it) => it.id.as_ref(),
        ItemKind::Milestone(it) => it.id.as_ref(),
        ItemKind::Check(it) => it.id.as_ref(),
        ItemKind::Escalation(it) => it.id.as_ref(),
        ItemKind::Score(it) => it.id.as_ref(),
        ItemKind::Task(it) => Some(&it.id),
        _ => None,
    };
    id.map(|id| id.text.to_string())
}
